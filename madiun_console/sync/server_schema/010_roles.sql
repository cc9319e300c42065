-- Roles. Nobody logs in as the owner; devices and people are members of the groups, which alone hold rights.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['madiun_owner', 'madiun_desk', 'madiun_person', 'madiun_admin'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END $$;
ALTER ROLE madiun_owner NOLOGIN CREATEROLE;  -- enrols devices and people
GRANT madiun_desk, madiun_person, madiun_admin TO madiun_owner WITH ADMIN OPTION;
GRANT pg_signal_backend TO madiun_owner;     -- a revoked device is cut off at once
CREATE SCHEMA IF NOT EXISTS sync AUTHORIZATION madiun_owner;
