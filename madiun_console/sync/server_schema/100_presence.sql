-- Who is there, and short messages for the shift. Never in the log: unlogged tables with a time to live.
CREATE UNLOGGED TABLE IF NOT EXISTS sync.present (
  device_id int NOT NULL REFERENCES sync.device,
  rid uuid NOT NULL,
  person uuid,
  incident uuid,      -- the one that is open on the screen
  typing boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (device_id, rid)
);
CREATE UNLOGGED TABLE IF NOT EXISTS sync.message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  said_at timestamptz NOT NULL,
  device_id int NOT NULL REFERENCES sync.device,
  person uuid,
  help boolean NOT NULL,
  recipient int REFERENCES sync.device,   -- NULL: all desks
  incident uuid,
  content text NOT NULL,
  answers bigint REFERENCES sync.message ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS message_said ON sync.message(said_at);
CREATE INDEX IF NOT EXISTS message_by ON sync.message(device_id, said_at);

-- In: {rid, person?, incident?, typing?, gone?, say?: [{text, help?, to?, incident?, answers?}], after?}. Out: who is there in
-- the same feed, and the messages after `after`, oldest first. Fields: docs/sync.md, "Presence".
CREATE OR REPLACE FUNCTION sync.presence(p jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
  f sync.feed;
  v_now timestamptz := clock_timestamp();
  ms CONSTANT int := 1000;
  room int := 30 - (SELECT count(*) FROM sync.message x WHERE x.device_id = d.device_id AND x.said_at > v_now - interval '1 min');
  refused int := 0;
  mine sync.present;
  before sync.present;
  m jsonb;
  after numeric := coalesce(CASE WHEN jsonb_typeof(p->'after') = 'number' THEN (p->>'after')::numeric END, 0);
  heard bigint;
  v_to int;
  changed boolean := false;
BEGIN
  IF p IS NULL OR jsonb_typeof(p) <> 'object' OR pg_column_size(p) > 16000
     OR (sync._ids(jsonb_build_array(p->'rid')))[1] IS NULL OR abs(after) > 9007199254740991 THEN
    RAISE EXCEPTION 'presence is an object with a rid, of at most 16 kB, and after the id of a message' USING ERRCODE = '22023';
  END IF;
  heard := after::bigint;
  SELECT * INTO f FROM sync.feed WHERE feed_id = d.feed_id;
  SELECT * INTO before FROM sync.present WHERE device_id = d.device_id AND rid = (p->>'rid')::uuid;
  IF p->>'gone' = 'true' THEN
    DELETE FROM sync.present WHERE device_id = d.device_id AND rid = (p->>'rid')::uuid;
    changed := before.rid IS NOT NULL;
  ELSE
    IF before.rid IS NULL THEN  -- a login that makes up stores is held to a few
      DELETE FROM sync.present WHERE device_id = d.device_id AND (until < v_now OR rid IN (
        SELECT x.rid FROM sync.present x WHERE x.device_id = d.device_id ORDER BY x.until DESC OFFSET 5));
    END IF;
    INSERT INTO sync.present AS x (device_id, rid, person, incident, typing, since, until)
      VALUES (d.device_id, (p->>'rid')::uuid, (sync._ids(jsonb_build_array(p->'person')))[1],
              (sync._ids(jsonb_build_array(p->'incident')))[1], coalesce(p->>'typing' = 'true', false), v_now, v_now + interval '30 s')
      ON CONFLICT (device_id, rid) DO UPDATE SET person = excluded.person, incident = excluded.incident, typing = excluded.typing,
        until = excluded.until,
        since = CASE WHEN x.incident IS DISTINCT FROM excluded.incident THEN excluded.since ELSE x.since END
      RETURNING * INTO mine;
    changed := (mine.person, mine.incident, mine.typing) IS DISTINCT FROM (before.person, before.incident, before.typing)
               OR before.until < v_now;
  END IF;
  FOR m IN SELECT x FROM jsonb_array_elements(CASE WHEN jsonb_typeof(p->'say') = 'array' THEN p->'say' ELSE '[]' END) x LIMIT 10 LOOP
    v_to := CASE WHEN jsonb_typeof(m->'to') = 'number' THEN (SELECT o.device_id FROM sync.device o
      WHERE o.device_id = (m->>'to')::numeric AND o.feed_id = d.feed_id) END;
    IF jsonb_typeof(m->'text') = 'string' AND length(m->>'text') BETWEEN 1 AND 500
       AND (room <= 0 OR v_to IS NULL AND jsonb_typeof(m->'to') <> 'null') THEN
      -- nobody says that much, it would bury what others say; and what is for one is never told to everybody
      refused := refused + 1;
    ELSIF jsonb_typeof(m->'text') = 'string' AND length(m->>'text') BETWEEN 1 AND 500 THEN
      room := room - 1;
      INSERT INTO sync.message(said_at, device_id, person, help, recipient, incident, content, answers)
        VALUES (v_now, d.device_id, (sync._ids(jsonb_build_array(p->'person')))[1], coalesce(m->>'help' = 'true', false),
          v_to, (sync._ids(jsonb_build_array(m->'incident')))[1], m->>'text',
          CASE WHEN jsonb_typeof(m->'answers') = 'number' THEN (SELECT o.id FROM sync.message o JOIN sync.device y USING (device_id)
            WHERE o.id = (m->>'answers')::numeric AND y.feed_id = d.feed_id) END);
      changed := true;
    END IF;
  END LOOP;
  IF changed THEN
    DELETE FROM sync.message WHERE said_at < v_now - interval '12 h';  -- kept for the shift
    PERFORM sync._hint(f.channel, 'presence');
  END IF;
  RETURN jsonb_build_object(
    'server_ms', (extract(epoch FROM v_now) * ms)::bigint,
    'present', (SELECT coalesce(jsonb_agg(jsonb_build_object('device_id', x.device_id, 'name', o.label, 'desk', o.desk, 'rid', x.rid,
        'person', x.person, 'incident', x.incident, 'typing', x.typing, 'since_ms', (extract(epoch FROM x.since) * ms)::bigint)
        ORDER BY o.label, x.rid), '[]')
      FROM sync.present x JOIN sync.device o USING (device_id)
      WHERE o.feed_id = d.feed_id AND o.revoked_at IS NULL AND x.until >= v_now),
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'at_ms', (extract(epoch FROM x.said_at) * ms)::bigint,
        'device_id', x.device_id, 'name', o.label, 'desk', o.desk, 'person', x.person, 'help', x.help, 'to', x.recipient,
        'incident', x.incident, 'text', x.content, 'answers', x.answers) ORDER BY x.id), '[]')
      FROM (SELECT y.* FROM sync.message y JOIN sync.device s USING (device_id)  -- what is for others takes no room
            WHERE y.id > heard AND y.said_at > v_now - interval '12 h' AND s.feed_id = d.feed_id
              AND (y.recipient IS NULL OR y.recipient = d.device_id OR y.device_id = d.device_id) ORDER BY y.id LIMIT 500) x
      JOIN sync.device o USING (device_id)),
    'refused', refused);
END $$;
