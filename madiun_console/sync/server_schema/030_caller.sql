-- Who asks. Behind a gateway the role is set for each request, so it comes before the user who opened the session.
CREATE OR REPLACE FUNCTION sync._caller() RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(nullif(current_setting('role'), 'none'), session_user)::name $$;

CREATE OR REPLACE FUNCTION sync._device() RETURNS sync.device
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d sync.device;
BEGIN
  SELECT * INTO d FROM sync.device WHERE login = sync._caller();
  IF NOT FOUND OR d.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'device not enrolled' USING ERRCODE = '28000';
  END IF;
  RETURN d;
END $$;

-- The person whose own login this is; a row of NULLs for a device's login.
CREATE OR REPLACE FUNCTION sync._person() RETURNS sync.person
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  p sync.person;
BEGIN
  SELECT * INTO p FROM sync.person WHERE login = sync._caller();
  IF p.disabled THEN
    RAISE EXCEPTION 'person is disabled' USING ERRCODE = '28000';
  END IF;
  RETURN p;
END $$;

CREATE OR REPLACE FUNCTION sync._rank(p sync.person) RETURNS int
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT CASE WHEN p.id IS NULL OR p.disabled OR p.agency IS NOT NULL THEN 0
               ELSE coalesce((SELECT r.rank FROM sync.role_rank r WHERE r.role = p.role), 0) END $$;

-- Raised where only an administrator may act: over that person's own login, or by whoever installed the server.
CREATE OR REPLACE FUNCTION sync._require_administrator() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  p sync.person;
BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = sync._caller()) THEN
    RETURN;
  END IF;
  p := sync._person();
  IF sync._rank(p) < 3 THEN
    RAISE EXCEPTION 'only an administrator may do this' USING ERRCODE = '42501';
  END IF;
END $$;

-- Whether a device of this feed that may read, now or once its code is used, was enrolled without the right to identities.
CREATE OR REPLACE FUNCTION sync._has_device_without_share(f int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM sync.device d WHERE d.feed_id = f AND NOT d.may_share AND d.revoked_at IS NULL
                   AND (d.expires_at IS NULL OR d.expires_at > clock_timestamp()))
$$;

-- A hint to those who listen. A session that listens and does not read fills the queue of all of them; a push that could not be
-- queued would fail at its commit, when nothing can catch it. Asking how full it is also clears what everybody has read. Without
-- hints desks ask for the head every ten seconds.
CREATE OR REPLACE FUNCTION sync._hint(p_channel name, p_payload text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_notification_queue_usage() < 0.5 THEN
    PERFORM pg_notify(p_channel, p_payload);
  END IF;
END $$;
