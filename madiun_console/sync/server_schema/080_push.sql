-- Taking a batch into the log. One statement, one transaction; positions are dense because they are given under one row lock.

-- `eff_hlc` of a fact that stands in the log already: a copy keeps it.
CREATE OR REPLACE FUNCTION sync._stamp_of(p_id uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT e.eff_hlc FROM sync.event e WHERE e.id = p_id ORDER BY e.pos + 0 LIMIT 1 $$;

-- A run of items that need no look at each other, as one set; the other arrays begin with the first of them.
CREATE OR REPLACE FUNCTION sync._append(
  p_items sync.item[], p_held text[], p_again boolean[], p_adopted boolean[],
  d sync.device, b sync.person, r sync.replica, head bigint, start bytea, v_now timestamptz,
  OUT last_pos bigint, OUT last_chain bytea)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_ms bigint := (extract(epoch FROM v_now) * 1000)::bigint;
  cap bigint := (now_ms + 300000) << 16;  -- a clock may be ahead by five minutes
  before int := p_items[1].n - 1;
  has_erased boolean := EXISTS (SELECT 1 FROM sync.erased);
  has_bad boolean;
  links bytea[];
  chains bytea[];
BEGIN
  SELECT array_agg(i.hdr_hash || sync._verdict(
           CASE WHEN i.bad IS NOT NULL THEN 0 WHEN p_again[i.n - before] THEN sync._stamp_of(i.id) ELSE least(i.hlc, cap) END, now_ms,
           coalesce('bad_' || i.bad, p_held[i.n - before]), CASE WHEN b.id = i.actor THEN b.login::text END) ORDER BY i.n),
         bool_or(i.bad IS NOT NULL)
    INTO links, has_bad FROM unnest(p_items) i;
  chains := sync._chained(start, links);
  -- an item that is bad keeps its header only
  INSERT INTO sync.event(pos, replica_id, dseq, hdr, hdr_hash, fact, fact_hash, id, sub, also, kind, type, hlc, actor,
    body, body_salt, restricted, restricted_salt, pii, pii_salt, eff_hlc, held, "by", received_at, chain, adopted, again)
  SELECT head + i.n - before, r.replica_id, i.dseq, i.hdr, i.hdr_hash, i.fact, i.fact_hash, i.id, i.sub, i.also, i.kind, i.type, i.hlc,
    i.actor, i.body, CASE WHEN i.body IS NOT NULL THEN i.body_salt END,
    i.restricted, CASE WHEN i.restricted IS NOT NULL THEN i.restricted_salt END,
    i.pii, CASE WHEN i.pii IS NOT NULL THEN i.pii_salt END,
    CASE WHEN p_again[i.n - before] THEN sync._stamp_of(i.id) ELSE least(i.hlc, cap) END, p_held[i.n - before],
    CASE WHEN b.id = i.actor THEN b.login::text END, v_now, chains[i.n - before], p_adopted[i.n - before], p_again[i.n - before]
  FROM unnest(p_items) i WHERE i.bad IS NULL
  UNION ALL
  SELECT head + i.n - before, r.replica_id, i.dseq, i.hdr, i.hdr_hash, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, 0, 'bad_' || i.bad, CASE WHEN b.id = i.actor THEN b.login::text END, v_now,
    chains[i.n - before], false, false
  FROM unnest(p_items) i WHERE has_bad AND i.bad IS NOT NULL;
  last_pos := head + array_length(chains, 1);
  last_chain := chains[array_length(chains, 1)];
  IF has_erased THEN  -- a late copy of what was erased
    UPDATE sync.event e SET
      body = CASE WHEN x.parts @> '{body}' THEN NULL ELSE e.body END,
      body_salt = CASE WHEN x.parts @> '{body}' THEN NULL ELSE e.body_salt END,
      restricted = CASE WHEN x.parts @> '{restricted}' THEN NULL ELSE e.restricted END,
      restricted_salt = CASE WHEN x.parts @> '{restricted}' THEN NULL ELSE e.restricted_salt END,
      pii = CASE WHEN x.parts @> '{pii}' THEN NULL ELSE e.pii END,
      pii_salt = CASE WHEN x.parts @> '{pii}' THEN NULL ELSE e.pii_salt END
    FROM (SELECT id, array_agg(part) AS parts FROM sync.erased GROUP BY id) x
    WHERE x.id = CASE WHEN e.held = 'id_used' THEN sync._kept_under(e.fact_hash) ELSE e.id END
      AND e.pos > head AND e.pos <= last_pos AND e.kind <> 'erasure';
  END IF;
END $$;

-- Let a run that stands in the log take effect, in its order, and hand on to agencies what they follow.
CREATE OR REPLACE FUNCTION sync._follow(first bigint, last bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e sync.event;
  routed bigint := first - 1;
  agencies boolean := EXISTS (SELECT 1 FROM sync.generation g WHERE g.closed IS NULL);  -- any that is told anything
  feeds text[] := ARRAY(SELECT f.name FROM sync.feed f WHERE f.feed_id <> 1);
  special text[] := ARRAY(SELECT y.type FROM sync.event_type y WHERE y.special
    AND (feeds <> '{}' OR y.type NOT IN ('incident_escalated', 'escalation_withdrawn', 'identity_shared')));
BEGIN
  FOR e IN SELECT x.* FROM sync.event x WHERE x.pos BETWEEN first AND last AND x.type = ANY (special) AND x.held IS NULL AND NOT x.again
             AND EXISTS (SELECT 1 FROM sync.event_type y WHERE y.type = x.type AND y.kind = x.kind AND y.special)
             -- most agencies have no desk: what is sent to them only is written down, and opens nothing
             AND (x.type <> 'incident_escalated' OR x.fact::jsonb->'to' ?| feeds)
           ORDER BY x.pos LOOP
    IF e.pos > routed + 1 THEN  -- nothing that stands behind it counts yet, links least of all
      PERFORM sync._links(routed + 1, e.pos - 1, NULL);
      IF agencies THEN
        PERFORM sync._route(routed + 1, e.pos - 1, e.pos - 1);
      END IF;
    END IF;
    PERFORM sync._take_effect(e, e.pos);
    agencies := agencies OR e.type IN ('incident_escalated', 'held_settled')
      AND EXISTS (SELECT 1 FROM sync.generation g WHERE g.closed IS NULL);
    IF agencies THEN
      PERFORM sync._route(e.pos, e.pos, e.pos);
    END IF;
    routed := e.pos;
  END LOOP;
  IF routed < last THEN
    PERFORM sync._links(routed + 1, last, NULL);
    IF agencies THEN
      PERFORM sync._route(routed + 1, last, last);
    END IF;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync._is_urgent(first bigint, last bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT last - first < 50 AND EXISTS (
    SELECT 1 FROM sync.event e WHERE e.pos BETWEEN first AND last
      AND (e.type IN ('incident_escalated', 'escalation_answered', 'level_raised')
           OR e.type = 'incident_opened' AND e.fact::jsonb->'val'->>'level' = 'high'))
$$;

-- `d`: whose store it is; `b`: the person over whose own login it comes, or NULL.
CREATE OR REPLACE FUNCTION sync._take(p_rid uuid, p_batch jsonb, d sync.device, b sync.person) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  r sync.replica;
  items sync.item[];
  held text[];
  again boolean[];
  adopted boolean[];
  is_odd boolean;
  doubled uuid[];  -- identifiers that stand more than once in the batch
  breaks int[];    -- items that end a run
  first bigint;
  tip bigint;
  ch bytea;
  told name;
  v_now timestamptz;
  skip int := 0;
  size int;
  last_good int;
  i int;
  k int;
  status text := 'ok';
BEGIN
  -- over a line that loses packets seconds lie between Bind, which begins the transaction, and Execute
  IF current_setting('transaction_isolation') <> 'read committed' OR now() < statement_timestamp() - interval '5 s' THEN
    RAISE EXCEPTION 'push must be its own READ COMMITTED transaction' USING ERRCODE = '25001';
  END IF;
  IF p_batch IS NULL OR jsonb_typeof(p_batch) <> 'array' OR jsonb_array_length(p_batch) > 500 OR pg_column_size(p_batch) > 8000000 THEN
    RAISE EXCEPTION 'a batch is an array of at most 500 items and 8 MB' USING ERRCODE = '54000';
  END IF;
  -- A plan made while the log was short must not read all of it later. It is made once, not five times, and does not hash whole
  -- items to remember what was said of them.
  PERFORM set_config('lock_timeout', '5s', true), set_config('synchronous_commit', 'on', true),
          set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
          set_config('enable_memoize', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true);
  -- everything that needs no lock comes before it
  BEGIN
    SELECT array_agg(x ORDER BY x.n), bool_or(x.hdr IS NULL OR x.id IS NULL AND x.bad IS NULL) INTO items, is_odd FROM sync._read(p_rid, p_batch) x;
    IF is_odd THEN
      RAISE EXCEPTION 'read one by one' USING ERRCODE = '22000';
    END IF;
  EXCEPTION WHEN data_exception OR invalid_parameter_value OR numeric_value_out_of_range
                 OR program_limit_exceeded OR statement_too_complex THEN
    SELECT array_agg(sync._read_one(p_rid, x.e, x.n::int) ORDER BY x.n) INTO items
      FROM jsonb_array_elements(p_batch) WITH ORDINALITY x(e, n);
  END;
  PERFORM set_config('enable_hashjoin', 'off', true);  -- the table of types was joined so, the log must not be

  SELECT f.head, f.chain, f.channel INTO tip, ch, told FROM sync.feed f WHERE f.feed_id = 1 FOR UPDATE;
  v_now := date_trunc('milliseconds', clock_timestamp());
  SELECT * INTO r FROM sync.replica WHERE rid = p_rid FOR UPDATE;
  IF NOT FOUND THEN  -- a store is noted with its first item, so that nobody makes up more of them than the log has items
    IF items[1].hdr IS NOT NULL AND items[1].dseq = 1 AND items[1].prev = '' THEN
      INSERT INTO sync.replica(rid, device_id) VALUES (p_rid, d.device_id) ON CONFLICT (rid) DO NOTHING;
      SELECT * INTO r FROM sync.replica WHERE rid = p_rid FOR UPDATE;
    ELSE
      r.last_dseq := 0;
      r.last_hash := '';
    END IF;
  END IF;
  IF r.device_id <> d.device_id THEN
    RAISE EXCEPTION 'store belongs to another device' USING ERRCODE = '42501';
  END IF;
  first := tip;

  -- What was acknowledged before is passed over if it is the same, and tells of a clone if it is not: to the device alone, since a
  -- person's login can name any desk's store.
  IF r.fork_at IS NOT NULL THEN
    status := 'fork';
  ELSIF EXISTS (SELECT 1 FROM unnest(items) x LEFT JOIN sync.event y ON y.replica_id = r.replica_id AND y.dseq = x.dseq
                WHERE x.hdr IS NOT NULL AND x.dseq <= r.last_dseq AND y.hdr_hash IS DISTINCT FROM x.hdr_hash) THEN
    IF b.id IS NULL THEN
      UPDATE sync.replica SET fork_at = v_now WHERE replica_id = r.replica_id;
      status := 'fork';
    ELSE
      status := 'bad';
      items := '{}';
    END IF;
  ELSE
    skip := (SELECT count(*) FROM unnest(items) x WHERE x.hdr IS NOT NULL AND x.dseq <= r.last_dseq);
    items := items[skip + 1:];
    -- as far as the chain of headers goes on without a gap
    SELECT min(x.ord) - 1 INTO last_good FROM (
      SELECT u.n - skip AS ord, u.hdr, u.dseq = r.last_dseq + u.n - skip AS dense,
        u.prev = coalesce(encode(lag(u.hdr_hash) OVER (ORDER BY u.n), 'hex'), r.last_hash) AS chained
      FROM unnest(items) u
    ) x WHERE x.hdr IS NULL OR NOT x.dense OR NOT x.chained;
    IF last_good IS NOT NULL THEN
      status := CASE WHEN items[last_good + 1].hdr IS NULL THEN 'bad'
                     WHEN items[last_good + 1].dseq <> r.last_dseq + last_good + 1 THEN 'gap'
                     WHEN last_good = 0 AND b.id IS NULL THEN 'fork'  -- it goes on after another past than the one we hold
                     ELSE 'bad' END;
      IF status = 'fork' THEN
        UPDATE sync.replica SET fork_at = v_now WHERE replica_id = r.replica_id;
      END IF;
      items := items[:last_good];
    END IF;
  END IF;

  IF status <> 'fork' AND coalesce(array_length(items, 1), 0) > 0 THEN
    IF items[1].type = 'center_founded' AND items[1].dseq = 1 AND items[1].bad IS NULL AND d.feed_id = 1 THEN
      IF items[1].val->>'demo' = 'true' THEN
        RAISE EXCEPTION 'a center for training cannot join' USING ERRCODE = 'MD003';
      END IF;
      -- a past is brought before anything else: a device that has written is no desk that worked alone
      IF (SELECT c.ctr FROM sync.center c) NOT IN ('', encode(items[1].fact_hash, 'hex')) AND d.adopts IS NULL
         AND NOT EXISTS (SELECT 1 FROM sync.replica x WHERE x.device_id = d.device_id AND x.last_dseq > 0) THEN
        UPDATE sync.device SET adopts = encode(items[1].fact_hash, 'hex') WHERE device_id = d.device_id RETURNING * INTO d;
      END IF;
    END IF;
    -- Verdicts upon what follows hang on these: then the run ends with the item. One that stands twice is judged when the
    -- first stands in the log.
    size := array_length(items, 1);
    doubled := ARRAY(SELECT u.id FROM unnest(items) u WHERE u.id IS NOT NULL GROUP BY u.id HAVING count(*) > 1);
    breaks := ARRAY(SELECT x.n - skip FROM unnest(items) x
                    WHERE d.feed_id <> 1 OR x.id = ANY (doubled) OR x.bad IS NULL AND (x.kind IN ('person', 'center')
                      OR x.type IN ('identity_shared', 'held_settled')
                      OR x.type = 'texts_erased' AND x.ctr = d.adopts) ORDER BY x.n);
    i := 1;
    FOREACH k IN ARRAY breaks || (size + 1) LOOP  -- the run before the break, and the item that breaks it
      EXIT WHEN i > size;
      SELECT array_agg(x.held ORDER BY x.n), array_agg(x.again ORDER BY x.n), array_agg(x.adopted ORDER BY x.n)
        INTO held, again, adopted FROM sync._judge(items[i:k], d, b, sync._founding(r)) x;
      IF i < k THEN
        SELECT a.last_pos, a.last_chain INTO tip, ch
          FROM sync._append(items[i:k - 1], held, again, adopted, d, b, r, tip, ch, v_now) a;
        PERFORM sync._follow(tip - (k - 1 - i), tip);
      END IF;
      EXIT WHEN k > size;
      IF i < k AND items[k].id = ANY (doubled) THEN
        SELECT ARRAY[x.held], ARRAY[x.again], ARRAY[x.adopted] INTO held, again, adopted
          FROM sync._judge(items[k:k], d, b, sync._founding(r)) x;
      ELSE
        held := held[k - i + 1:]; again := again[k - i + 1:]; adopted := adopted[k - i + 1:];
      END IF;
      IF NOT again[1] THEN  -- a copy is not judged anew
        held[1] := sync._judge_special(items[k], held[1], d, b, r);
      END IF;
      SELECT a.last_pos, a.last_chain INTO tip, ch
        FROM sync._append(items[k:k], held, again, adopted, d, b, r, tip, ch, v_now) a;
      PERFORM sync._follow(tip, tip);
      i := k + 1;
    END LOOP;
    UPDATE sync.feed f SET head = tip, chain = ch WHERE f.feed_id = 1;
    UPDATE sync.replica SET last_dseq = items[array_length(items, 1)].dseq, last_hash = encode(items[array_length(items, 1)].hdr_hash, 'hex')
      WHERE replica_id = r.replica_id RETURNING * INTO r;
    -- what it sends right behind what it has read it need not read: without this it would be behind by its own items
    UPDATE sync.device x SET seen_at = v_now, acked = CASE WHEN x.feed_id = 1 AND x.acked = first THEN tip ELSE x.acked END
      WHERE x.device_id = d.device_id;
    PERFORM sync._hint(told, tip || CASE WHEN sync._is_urgent(first + 1, tip) THEN ' urgent' ELSE '' END);
  END IF;
  RETURN jsonb_build_object(
    'status', CASE WHEN status = 'ok' AND EXISTS (SELECT 1 FROM unnest(items) x WHERE x.bad IS NOT NULL) THEN 'bad' ELSE status END,
    'acked', tip - first, 'skipped', skip, 'last_dseq', r.last_dseq, 'head', tip,
    'first', first + 1, 'chain', encode(ch, 'hex'), 'received_ms', (extract(epoch FROM v_now) * 1000)::bigint,
    'verdicts', (SELECT coalesce(jsonb_agg(jsonb_build_array(x.pos, x.held, x."by") ORDER BY x.pos), '[]')
                 FROM sync.event x WHERE x.pos > first AND x.pos <= tip AND (x.held IS NOT NULL OR x."by" IS NOT NULL)));
END $$;

CREATE OR REPLACE FUNCTION sync.push(p_rid uuid, p_batch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device;
  b sync.person;
BEGIN
  IF EXISTS (SELECT 1 FROM sync.person WHERE login = sync._caller()) THEN
    -- a person's login is used from a PC that is enrolled: the store must be known, the device in good standing
    b := sync._person();
    SELECT x.* INTO d FROM sync.device x JOIN sync.replica y USING (device_id)
      WHERE y.rid = p_rid AND x.revoked_at IS NULL AND x.feed_id = 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'store is not enrolled' USING ERRCODE = '28000';
    END IF;
  ELSE
    d := sync._device();
  END IF;
  RETURN sync._take(p_rid, p_batch, d, b);
END $$;
