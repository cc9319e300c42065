-- Devices and people's own logins. Passwords come as SCRAM verifiers, so no statement ever holds one.

CREATE OR REPLACE FUNCTION sync._check_verifier(p_verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_verifier IS NULL OR p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
    RAISE EXCEPTION 'not a SCRAM-SHA-256 verifier' USING ERRCODE = '22023';
  END IF;
END $$;

-- A login for a new device, good until its code expires. `p_agency`: feed of an agency, NULL for a desk of the call center.
CREATE OR REPLACE FUNCTION sync.enrol(p_label text, p_agency text, p_may_share boolean, p_verifier text, p_hours int)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_feed int := 1;
  v_desk text;
  v_spaces CONSTANT text := '[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+';
  v_key text := lower(regexp_replace(p_label, v_spaces, '', 'g'));
  v_taken text;
  v_login name := 'madiun_d_' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);
  v_until timestamptz := date_trunc('seconds', clock_timestamp() + make_interval(hours => least(greatest(coalesce(p_hours, 24), 1), 720)));
BEGIN
  PERFORM sync._require_administrator();
  PERFORM sync._check_verifier(p_verifier);
  -- written out, since what a class like [:cntrl:] holds hangs on the locale: nothing that steers a terminal or turns a line round
  IF p_label IS NULL OR length(btrim(p_label)) NOT BETWEEN 1 AND 60 OR v_key = '' OR p_label ~ ('[\u0001-\u001f\u007f-\u009f\u00ad'
     '\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]') THEN
    RAISE EXCEPTION 'a device needs a name of at most 60 characters, each of them to be seen' USING ERRCODE = '22023';
  END IF;
  -- what `to` of a fact can name; a feed of any other name would never be told anything
  IF p_agency !~ '^[a-z0-9_]{1,60}$' THEN
    RAISE EXCEPTION 'an agency is named by its id in agencies.toml' USING ERRCODE = '22023';
  END IF;
  PERFORM 1 FROM sync.feed WHERE feed_id = 1 FOR UPDATE;  -- first, as a push does
  LOCK TABLE sync.device IN SHARE ROW EXCLUSIVE MODE;
  SELECT o.label INTO v_taken FROM sync.device o WHERE o.revoked_at IS NULL
    AND lower(regexp_replace(o.label, v_spaces, '', 'g')) = v_key LIMIT 1;
  IF FOUND THEN  -- who reads a list of them, or revokes one by its name, could not tell the two apart
    RAISE EXCEPTION 'a device of that name stands' USING ERRCODE = '23505', DETAIL = v_taken;
  END IF;
  IF p_agency IS NULL THEN
    -- a number holds its day, so the letter of a device that went is free again on another day
    SELECT chr(n) INTO v_desk FROM generate_series(65, 90) n
      WHERE NOT EXISTS (SELECT 1 FROM sync.device o WHERE o.desk = chr(n)
                          AND (o.revoked_at IS NULL OR o.revoked_at > clock_timestamp() - interval '2 days'))
      ORDER BY n LIMIT 1;
    IF v_desk IS NULL THEN
      RAISE EXCEPTION 'all letters of desks are taken' USING ERRCODE = '54000';
    END IF;
  ELSE
    INSERT INTO sync.feed(feed_id, name) SELECT coalesce(max(feed_id), 1) + 1, p_agency FROM sync.feed ON CONFLICT (name) DO NOTHING;
    SELECT feed_id INTO v_feed FROM sync.feed WHERE name = p_agency;
    IF v_feed = 1 THEN
      RAISE EXCEPTION 'that is the feed of the call center' USING ERRCODE = '22023';
    END IF;
    PERFORM sync._deliver(v_feed, ARRAY(  -- its people may have been added before it had a feed
      SELECT e.pos FROM sync.event e JOIN sync.person p ON p.id = e.sub WHERE p.agency = p_agency AND e.kind = 'person'));
    PERFORM sync._catch_up(v_feed, p_agency);
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 6 VALID UNTIL %L PASSWORD %L IN ROLE madiun_desk', v_login, v_until, p_verifier);
  INSERT INTO sync.device(login, label, feed_id, desk, may_share, expires_at)
    VALUES (v_login, btrim(p_label), v_feed, v_desk, p_agency IS NOT NULL AND coalesce(p_may_share, false), v_until);
  RETURN jsonb_build_object('login', v_login, 'desk', v_desk, 'feed', p_agency, 'center', (SELECT ctr FROM sync.center),
    'expires', extract(epoch FROM v_until)::bigint);
END $$;

-- The device's first act: its own random secret in place of the one in the code, which is then worth nothing.
CREATE OR REPLACE FUNCTION sync.take_up(p_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
BEGIN
  PERFORM sync._check_verifier(p_verifier);
  IF d.expires_at IS NULL THEN
    RAISE EXCEPTION 'the code was used before' USING ERRCODE = '28000';
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL ''infinity''', d.login, p_verifier);
  UPDATE sync.device SET expires_at = NULL WHERE device_id = d.device_id;
END $$;

-- A desk that worked alone keeps its letter when nobody else has it.
CREATE OR REPLACE FUNCTION sync.keep_desk(p_desk text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device := sync._device();
BEGIN
  IF p_desk IS NULL THEN
    RAISE EXCEPTION 'keep_desk needs a letter' USING ERRCODE = '22023';
  END IF;
  LOCK TABLE sync.device IN SHARE ROW EXCLUSIVE MODE;
  IF d.feed_id = 1 AND p_desk ~ '^[A-Z]$' AND NOT EXISTS (SELECT 1 FROM sync.device o WHERE o.desk = p_desk)
     AND NOT EXISTS (SELECT 1 FROM sync.replica r WHERE r.device_id = d.device_id) THEN
    UPDATE sync.device SET desk = p_desk WHERE device_id = d.device_id;
    RETURN p_desk;
  END IF;
  RETURN d.desk;
END $$;

CREATE OR REPLACE FUNCTION sync.revoke(p_label text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device;
BEGIN
  PERFORM sync._require_administrator();
  SELECT * INTO d FROM sync.device WHERE label = p_label FOR UPDATE;
  IF NOT FOUND OR d.revoked_at IS NOT NULL THEN
    RETURN false;
  END IF;
  UPDATE sync.device SET revoked_at = clock_timestamp(), label = label || ' (' || device_id || ')' WHERE device_id = d.device_id;
  DELETE FROM sync.present WHERE device_id = d.device_id;
  EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', d.login);
  PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.usename = d.login AND a.pid <> pg_backend_pid();
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION sync.devices() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync._require_administrator();
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('device_id', d.device_id, 'name', d.label, 'login', d.login, 'feed', f.name,
      'desk', d.desk, 'may_share', d.may_share, 'enrolled_at', d.enrolled_at, 'expires_at', d.expires_at, 'revoked_at', d.revoked_at,
      'seen_at', d.seen_at, 'proto', d.proto, 'clock_off_ms', d.clock_off_ms, 'lag', f.head - d.acked,
      'stores', (SELECT count(*) FROM sync.replica r WHERE r.device_id = d.device_id),
      'forks', (SELECT count(*) FROM sync.replica r WHERE r.device_id = d.device_id AND r.fork_at IS NOT NULL)) ORDER BY d.device_id), '[]')
    FROM sync.device d JOIN sync.feed f USING (feed_id));
END $$;

CREATE OR REPLACE FUNCTION sync.status() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync._require_administrator();
  RETURN (SELECT jsonb_build_object('head', f.head, 'epoch', c.epoch, 'center', c.ctr,
      'desks', (SELECT count(*) FROM sync.device WHERE revoked_at IS NULL AND expires_at IS NULL),
      'held', (SELECT count(*) FROM sync.event WHERE held IS NOT NULL AND settled IS NULL AND held NOT LIKE 'bad\_%'),
      'bad', (SELECT count(*) FROM sync.event WHERE fact IS NULL),
      'forks', (SELECT count(*) FROM sync.replica WHERE fork_at IS NOT NULL),
      'people', (SELECT count(*) FROM sync.person WHERE login IS NOT NULL),
      'queue_usage', pg_notification_queue_usage(),
      'feeds', (SELECT jsonb_object_agg(x.name, x.head) FROM sync.feed x))
    FROM sync.feed f, sync.center c WHERE f.feed_id = 1);
END $$;

-- How far this device has read; for the lag that an administrator sees.
CREATE OR REPLACE FUNCTION sync.read_to(p_pos bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_pos IS NULL THEN
    RAISE EXCEPTION 'read_to needs a position' USING ERRCODE = '22023';
  END IF;
  UPDATE sync.device d SET acked = least(greatest(p_pos, 0), f.head), seen_at = clock_timestamp()
    FROM sync.feed f WHERE d.device_id = (sync._device()).device_id AND f.feed_id = d.feed_id;
END $$;

-- A supervisor's or administrator's own login: made or renewed by that person, by an administrator, or, while nobody has one,
-- by the desk that founded the center for its first administrator.
CREATE OR REPLACE FUNCTION sync.set_login(p_person uuid, p_verifier text) RETURNS name
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b sync.person;
  p sync.person;
  c sync.center;
  v_login name := 'madiun_p_' || replace(p_person::text, '-', '');
BEGIN
  PERFORM sync._check_verifier(p_verifier);
  SELECT * INTO c FROM sync.center FOR UPDATE;
  SELECT * INTO p FROM sync.person WHERE id = p_person;
  IF p.id IS NULL OR sync._rank(p) < 2 THEN
    RAISE EXCEPTION 'this person has no login of their own' USING ERRCODE = 'MD004';
  END IF;
  IF EXISTS (SELECT 1 FROM sync.person WHERE login = sync._caller()) THEN
    b := sync._person();
    IF b.id <> p.id AND sync._rank(b) < 3 THEN
      RAISE EXCEPTION 'only an administrator sets the login of somebody else' USING ERRCODE = '42501';
    END IF;
  ELSIF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = sync._caller()) THEN
    IF EXISTS (SELECT 1 FROM sync.person WHERE login IS NOT NULL) OR p.id IS DISTINCT FROM c.founder
       OR (sync._device()).device_id IS DISTINCT FROM (SELECT r.device_id FROM sync.replica r WHERE r.replica_id = c.founding_replica) THEN
      RAISE EXCEPTION 'only an administrator gives the first login' USING ERRCODE = '42501';
    END IF;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = v_login) THEN
    EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 12 PASSWORD %L IN ROLE madiun_person', v_login, p_verifier);
  ELSE
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', v_login, p_verifier);
  END IF;
  UPDATE sync.person SET login = v_login WHERE id = p.id;
  PERFORM sync._follow_role(p.id);
  RETURN v_login;
END $$;

-- After the restore of an old backup: any desk gives back what others had sent. Items of any store, in the order of their chains.
CREATE OR REPLACE FUNCTION sync.rescue(p_rid uuid, p_batch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device;
BEGIN
  PERFORM sync._require_administrator();
  INSERT INTO sync.device(login, label, feed_id, revoked_at) VALUES ('madiun_rescued', 'rescued', 1, clock_timestamp())
    ON CONFLICT DO NOTHING;
  SELECT * INTO d FROM sync.device WHERE login = 'madiun_rescued';
  INSERT INTO sync.replica(rid, device_id) VALUES (p_rid, d.device_id) ON CONFLICT (rid) DO NOTHING;
  RETURN sync._take(p_rid, p_batch, (SELECT x FROM sync.device x JOIN sync.replica y USING (device_id) WHERE y.rid = p_rid), NULL);
END $$;
