-- What a fact that counts changes for later verdicts and for agencies' feeds.

CREATE OR REPLACE FUNCTION sync._erase(p_facts uuid[], p_parts text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO sync.erased(id, part) SELECT f, p FROM unnest(p_facts) f, unnest(p_parts) p
    WHERE p IN ('body', 'restricted', 'pii') ON CONFLICT DO NOTHING;
  UPDATE sync.event e SET
    body = CASE WHEN 'body' = ANY (p_parts) THEN NULL ELSE body END,
    body_salt = CASE WHEN 'body' = ANY (p_parts) THEN NULL ELSE body_salt END,
    restricted = CASE WHEN 'restricted' = ANY (p_parts) THEN NULL ELSE restricted END,
    restricted_salt = CASE WHEN 'restricted' = ANY (p_parts) THEN NULL ELSE restricted_salt END,
    pii = CASE WHEN 'pii' = ANY (p_parts) THEN NULL ELSE pii END,
    pii_salt = CASE WHEN 'pii' = ANY (p_parts) THEN NULL ELSE pii_salt END
  WHERE e.kind <> 'erasure' AND e.pos IN (
    SELECT x.pos FROM sync.event x WHERE x.id = ANY (p_facts) AND x.held IS DISTINCT FROM 'id_used'
    UNION ALL SELECT x.pos FROM sync.event x WHERE x.held = 'id_used' AND x.settled IS NULL AND sync._kept_under(x.fact_hash) = ANY (p_facts))
$$;

-- Whether a fact that counts has ended this one, which comes only now: after a restore stores send in another order.
CREATE OR REPLACE FUNCTION sync._is_ended(p_sub uuid, p_by text, p_id uuid, upto bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM sync.event w WHERE w.sub = p_sub AND w.type = p_by AND w.pos + 0 <= upto AND (w.held IS NULL OR w.settled)
                   AND w.fact::jsonb->'base' ? p_id::text)
$$;

-- Rights on the server follow the role in the log, from this position on.
CREATE OR REPLACE FUNCTION sync._follow_role(p_person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  p sync.person;
  rank int;
BEGIN
  SELECT * INTO p FROM sync.person WHERE id = p_person;
  IF p.login IS NULL THEN
    RETURN;
  END IF;
  rank := sync._rank(p);
  EXECUTE format('ALTER ROLE %I %s', p.login, CASE WHEN rank >= 2 THEN 'LOGIN' ELSE 'NOLOGIN' END);
  EXECUTE format('%s madiun_admin %s %I', CASE WHEN rank >= 3 THEN 'GRANT' ELSE 'REVOKE' END,
                 CASE WHEN rank >= 3 THEN 'TO' ELSE 'FROM' END, p.login);
  IF rank < 2 THEN
    PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.usename = p.login AND a.pid <> pg_backend_pid();
  END IF;
END $$;

-- `upto`: the last position that counts at this moment; that of the fact itself, or of the one that released it.
CREATE OR REPLACE FUNCTION sync._take_effect(e sync.event, upto bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  f jsonb := e.fact::jsonb;
  val jsonb := f->'val';
  base uuid[] := sync._ids(f->'base');
  v record;
  target sync.event;
BEGIN
  CASE e.type
    WHEN 'center_founded' THEN
      UPDATE sync.center SET ctr = encode(e.fact_hash, 'hex'), founding_replica = e.replica_id,
        founder = (sync._ids(jsonb_build_array(val->'administrator')))[1] WHERE ctr = '';

    WHEN 'person_added' THEN
      INSERT INTO sync.person(id, role, agency) VALUES (e.sub, coalesce(val->>'role', ''), val->>'agency')
        ON CONFLICT (id) DO NOTHING;
    WHEN 'role_changed' THEN
      UPDATE sync.person SET role = coalesce(val->>'role', '') WHERE id = e.sub;
      PERFORM sync._follow_role(e.sub);
    WHEN 'person_disabled', 'person_enabled' THEN
      UPDATE sync.person SET disabled = e.type = 'person_disabled' WHERE id = e.sub;
      PERFORM sync._follow_role(e.sub);

    WHEN 'report_unlinked' THEN
      FOR v IN WITH parted AS (
          UPDATE sync.link SET ended = e.pos WHERE id = ANY (base) AND report = e.sub AND ended IS NULL RETURNING incident
        ) SELECT DISTINCT g.feed_id FROM sync.generation g JOIN parted USING (incident) WHERE g.closed IS NULL ORDER BY 1 LOOP
        PERFORM sync._deliver(v.feed_id, ARRAY[e.pos]);  -- the last the agency hears of it
        PERFORM sync._let_go(v.feed_id);
      END LOOP;

    WHEN 'incident_escalated' THEN
      INSERT INTO sync.generation(escalation, sent, feed_id, incident, opened)
        SELECT e.sub, e.id, d.feed_id, e.also, e.pos FROM sync.feed d
        WHERE d.feed_id <> 1 AND e.also IS NOT NULL AND f->'to' ? d.name AND NOT sync._is_ended(e.sub, 'escalation_withdrawn', e.id, upto)
        ON CONFLICT DO NOTHING;
      FOR v IN SELECT DISTINCT g.feed_id FROM sync.generation g WHERE g.sent = e.id AND g.closed IS NULL ORDER BY 1 LOOP
        PERFORM sync._deliver(v.feed_id, sync._due(v.feed_id, e.also, upto));
      END LOOP;
    WHEN 'escalation_withdrawn' THEN
      FOR v IN SELECT DISTINCT g.feed_id FROM sync.generation g
               WHERE g.escalation = e.sub AND g.sent = ANY (base) AND g.closed IS NULL ORDER BY 1 LOOP
        PERFORM sync._deliver(v.feed_id, ARRAY[e.pos]);
        UPDATE sync.generation g SET closed = e.pos
          WHERE g.escalation = e.sub AND g.sent = ANY (base) AND g.feed_id = v.feed_id AND g.closed IS NULL;
        PERFORM sync._let_go(v.feed_id);
      END LOOP;
    WHEN 'identity_shared' THEN
      -- for the generations that are open now: what is sent later to others, or again, is shared by an act of its own
      INSERT INTO sync.shared(sent, feed_id, report)
        SELECT g.sent, g.feed_id, l.report FROM sync.generation g, sync.link l
        WHERE g.escalation = e.sub AND g.incident = e.also AND g.closed IS NULL AND l.incident = e.also AND l.ended IS NULL
          AND l.report = ANY (sync._ids(val->'reports'))
        ON CONFLICT DO NOTHING;
      FOR v IN SELECT DISTINCT g.feed_id FROM sync.generation g WHERE g.escalation = e.sub AND g.incident = e.also AND g.closed IS NULL ORDER BY 1 LOOP
        PERFORM sync._deliver(v.feed_id, sync._due(v.feed_id, e.also, upto));
      END LOOP;

    WHEN 'texts_erased' THEN
      PERFORM sync._erase(sync._ids(val->'facts'), ARRAY(SELECT jsonb_array_elements_text(
        CASE WHEN jsonb_typeof(val->'parts') = 'array' THEN val->'parts' ELSE '[]' END)));
      -- agencies that were given a copy once, even those that no longer may hold it
      FOR v IN SELECT DISTINCT y.feed_id FROM sync.delivery y JOIN sync.event x ON x.pos = y.event_pos
               WHERE x.id = ANY (sync._ids(val->'facts')) ORDER BY 1 LOOP
        PERFORM sync._deliver(v.feed_id, ARRAY[e.pos]);
      END LOOP;

    WHEN 'held_settled' THEN
      FOR target IN SELECT x.* FROM sync.event x
                    WHERE x.id = (sync._ids(jsonb_build_array(val->'fact')))[1] AND x.held IS NOT NULL AND x.settled IS NULL
                      AND x.held <> 'id_used' ORDER BY x.pos LOOP
        UPDATE sync.event x SET settled = (val->>'accepted') = 'true' WHERE x.pos = target.pos;
        IF val->>'accepted' = 'true' AND NOT target.again THEN
          PERFORM sync._links(target.pos, target.pos, upto);
          PERFORM sync._take_effect(target, upto);
          PERFORM sync._route(target.pos, target.pos, upto);
        END IF;
      END LOOP;
    ELSE
      NULL;
  END CASE;
  IF e.kind = 'person' THEN  -- an agency's own people are delivered to it
    PERFORM sync._deliver(d.feed_id, ARRAY[e.pos]) FROM sync.person p JOIN sync.feed d ON d.name = p.agency
      WHERE p.id = e.sub AND d.feed_id <> 1;
  END IF;
END $$;

-- Links of a run of events that begin to count, of new ones each at its own position: one statement, since every report of a
-- call brings one.
DROP FUNCTION IF EXISTS sync._links(bigint, bigint);
CREATE OR REPLACE FUNCTION sync._links(first bigint, last bigint, upto bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO sync.link(id, report, incident, pos, ended)
    SELECT e.id, e.sub, e.also, e.pos, CASE WHEN EXISTS (  -- as `_is_ended`, within the statement
        SELECT 1 FROM sync.event w WHERE w.sub = e.sub AND w.type = 'report_unlinked' AND w.pos + 0 <= coalesce(upto, e.pos)
          AND (w.held IS NULL OR w.settled) AND w.fact::jsonb->'base' ? e.id::text) THEN e.pos END
    FROM sync.event e
    WHERE e.pos BETWEEN first AND last AND e.type = 'report_linked' AND e.also IS NOT NULL
      AND (e.held IS NULL OR e.settled) AND NOT e.again
    ORDER BY e.pos ON CONFLICT DO NOTHING;
END $$;

-- Whether any write of "open" stands that no later write has seen, as the desks fold it (docs/events.md, "open").
CREATE OR REPLACE FUNCTION sync._is_open(p_incident uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH written AS MATERIALIZED (
    SELECT e.id, e.type, e.fact::jsonb->'base' AS base FROM sync.event e
    WHERE (e.sub = p_incident AND e.type IN ('incident_opened', 'level_raised', 'incident_closed', 'incident_reopened', 'closing_returned')
           OR e.also = p_incident AND e.type IN ('report_linked', 'incident_escalated'))
      AND NOT e.again AND e.fact IS NOT NULL AND (e.held IS NULL OR e.settled)
  )
  SELECT coalesce((SELECT bool_or(w.type <> 'incident_closed') FROM written w
                     WHERE NOT EXISTS (SELECT 1 FROM written o WHERE o.id <> w.id AND o.base ? w.id::text)),
                  (SELECT bool_or(w.type <> 'incident_closed') FROM written w), false)  -- facts that name each other in a ring
$$;

-- What an agency was asked before it had a feed, of incidents that are open: whoever comes in the middle of one sees it. What is
-- closed by then it was told in other ways. Nothing of whom was shared meanwhile: a share is for the desks that stand.
CREATE OR REPLACE FUNCTION sync._catch_up(f int, p_agency text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v record;
  upto bigint := (SELECT head FROM sync.feed WHERE feed_id = 1);
BEGIN
  FOR v IN
    INSERT INTO sync.generation(escalation, sent, feed_id, incident, opened)
      SELECT e.sub, e.id, f, e.also, upto FROM sync.event e
      WHERE e.type = 'incident_escalated' AND e.also IS NOT NULL AND e.fact::jsonb->'to' ? p_agency
        AND NOT e.again AND (e.held IS NULL OR e.settled) AND NOT sync._is_ended(e.sub, 'escalation_withdrawn', e.id, upto)
        AND sync._is_open(e.also)
      ON CONFLICT DO NOTHING
      RETURNING incident
  LOOP
    PERFORM sync._deliver(f, sync._due(f, v.incident, upto));
  END LOOP;
END $$;
