-- Reading a feed. Every pull names the chain of what the desk holds, so a server that lost or changed the past is noticed.

CREATE OR REPLACE FUNCTION sync.hello(p_rid uuid, p_proto int, p_client_ms bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
  f sync.feed;
  c sync.center;
  r sync.replica;
  ms bigint := (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
BEGIN
  IF p_rid IS NULL OR p_proto IS NULL OR p_client_ms IS NULL OR p_client_ms NOT BETWEEN -9007199254740991 AND 9007199254740991 THEN
    RAISE EXCEPTION 'hello needs the rid of the store, its protocol and its clock' USING ERRCODE = '22023';
  END IF;
  SELECT * INTO f FROM sync.feed WHERE feed_id = d.feed_id;
  SELECT * INTO c FROM sync.center;
  IF (SELECT count(*) FROM sync.replica WHERE device_id = d.device_id) < 200 THEN  -- a login that makes up stores
    INSERT INTO sync.replica(rid, device_id) VALUES (p_rid, d.device_id) ON CONFLICT (rid) DO NOTHING;
  END IF;
  SELECT * INTO r FROM sync.replica WHERE rid = p_rid AND device_id = d.device_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'store belongs to another device' USING ERRCODE = '42501';
  END IF;
  UPDATE sync.device SET seen_at = clock_timestamp(), proto = p_proto, clock_off_ms = p_client_ms - ms WHERE device_id = d.device_id;
  RETURN jsonb_build_object('epoch', c.epoch, 'min_proto', c.min_proto, 'center', c.ctr, 'device_id', d.device_id,
    'desk', d.desk, 'feed', f.name, 'channel', f.channel, 'head', f.head, 'chain', encode(f.chain, 'hex'),
    'last_dseq', coalesce(r.last_dseq, 0), 'last_hash', coalesce(r.last_hash, ''), 'forked', r.fork_at IS NOT NULL,
    'agencies', CASE WHEN d.feed_id = 1 THEN (
      SELECT coalesce(jsonb_agg(DISTINCT a.name ORDER BY a.name), '[]') FROM sync.device o JOIN sync.feed a USING (feed_id)
      WHERE o.feed_id <> 1 AND o.revoked_at IS NULL AND o.expires_at IS NULL) ELSE '[]' END,
    'sharing', CASE WHEN d.feed_id = 1 THEN (  -- as `_judge_special` judges: no device of it may be without the right
      SELECT coalesce(jsonb_agg(DISTINCT a.name ORDER BY a.name), '[]') FROM sync.device o JOIN sync.feed a USING (feed_id)
      WHERE o.feed_id <> 1 AND o.revoked_at IS NULL AND o.expires_at IS NULL
        AND NOT sync._has_device_without_share(o.feed_id)) ELSE '[]' END,
    'server_ms', ms, 'server_version', current_setting('server_version_num')::int);
END $$;

CREATE OR REPLACE FUNCTION sync.head(OUT epoch uuid, OUT head bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT c.epoch, f.head FROM sync.center c, sync.feed f WHERE f.feed_id = (sync._device()).feed_id $$;

CREATE OR REPLACE FUNCTION sync._chain_at(f int, p bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT CASE WHEN p = 0 THEN ''::bytea
               WHEN f = 1 THEN (SELECT e.chain FROM sync.event e WHERE e.pos = p)
               ELSE (SELECT y.chain FROM sync.delivery y WHERE y.feed_id = f AND y.pos = p) END $$;

-- The last of the desk's checkpoints that this server shares; 0 when there is none.
CREATE OR REPLACE FUNCTION sync.common(p_positions bigint[], p_chains bytea[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
BEGIN
  RETURN coalesce((SELECT max(x.p) FROM unnest(p_positions[1:5000], p_chains[1:5000]) x(p, c)
                   WHERE sync._chain_at(d.feed_id, x.p) = x.c), 0);
END $$;

CREATE OR REPLACE FUNCTION sync.pull(p_after bigint, p_chain bytea, p_limit int DEFAULT 500)
RETURNS TABLE (pos bigint, hdr text, fact text, body text, body_salt bytea, restricted text, restricted_salt bytea,
               pii text, pii_salt bytea, eff_hlc bigint, held text, "by" text, received_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
  rows int := least(greatest(coalesce(p_limit, 500), 1), 2000);
BEGIN
  IF sync._chain_at(d.feed_id, p_after) = p_chain IS NOT TRUE THEN  -- a position that is not there proves nothing, nor does NULL
    RAISE EXCEPTION 'diverged at %', p_after USING ERRCODE = 'MD001';
  END IF;
  IF d.feed_id = 1 THEN
    RETURN QUERY
      SELECT e.pos, e.hdr, e.fact, e.body, e.body_salt, e.restricted, e.restricted_salt, e.pii, e.pii_salt,
             e.eff_hlc, e.held, e."by", e.received_at
      FROM sync.event e WHERE e.pos > p_after ORDER BY e.pos LIMIT rows;
  ELSE
    -- An old delivery shows no more than the agency may hold today. What decides of that is always there, without its texts:
    -- whoever reads later must know at each position what stood then, or lets go of what is never given again.
    RETURN QUERY
      SELECT y.pos, e.hdr,
             CASE WHEN o.event_pos IS NOT NULL
                    OR e.type IN ('incident_escalated', 'escalation_withdrawn', 'report_linked', 'report_unlinked', 'identity_shared',
                                  'texts_erased') THEN e.fact END,
             CASE WHEN o.event_pos IS NOT NULL THEN e.body END, CASE WHEN o.event_pos IS NOT NULL THEN e.body_salt END,
             CASE WHEN y.with_restricted THEN e.restricted END, CASE WHEN y.with_restricted THEN e.restricted_salt END,
             CASE WHEN o.with_pii AND y.with_pii AND d.may_share THEN e.pii END,
             CASE WHEN o.with_pii AND y.with_pii AND d.may_share THEN e.pii_salt END,
             e.eff_hlc, NULL::text, e."by", e.received_at
      FROM sync.delivery y JOIN sync.event e ON e.pos = y.event_pos
      LEFT JOIN sync.holding o ON o.feed_id = y.feed_id AND o.event_pos = y.event_pos
      WHERE y.feed_id = d.feed_id AND y.pos > p_after ORDER BY y.pos LIMIT rows;
  END IF;
END $$;
