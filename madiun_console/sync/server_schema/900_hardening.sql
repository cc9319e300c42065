-- Nobody but the owner touches tables; devices and people get the few functions that are the interface, and nothing else.
-- Applied last and at every upgrade, so that a function that was added is closed unless it is named here.
REVOKE ALL ON ALL TABLES IN SCHEMA sync FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sync FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sync FROM madiun_desk, madiun_person, madiun_admin;
ALTER DEFAULT PRIVILEGES FOR ROLE madiun_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA sync TO madiun_desk, madiun_person, madiun_admin;
GRANT EXECUTE ON FUNCTION sync.hello(uuid, int, bigint), sync.push(uuid, jsonb), sync.pull(bigint, bytea, int), sync.head(),
  sync.common(bigint[], bytea[]), sync.presence(jsonb), sync.read_to(bigint), sync.take_up(text), sync.keep_desk(text),
  sync.set_login(uuid, text) TO madiun_desk;
GRANT EXECUTE ON FUNCTION sync.push(uuid, jsonb), sync.set_login(uuid, text) TO madiun_person;
GRANT EXECUTE ON FUNCTION sync.enrol(text, text, boolean, text, int), sync.revoke(text), sync.devices(), sync.status(),
  sync.rescue(uuid, jsonb) TO madiun_admin;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$
DECLARE
  f regprocedure;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO madiun_desk, madiun_person, madiun_admin', current_database());
  -- a login may not sleep, lock, write large objects, or notify whom it likes
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
           AND p.proname ~ '^(lo_|loread|lowrite|be_lo|pg_(try_)?advisory|pg_sleep|pg_notify$|pg_logical_emit|pg_export_snapshot|query_to_xml|table_to_xml|cursor_to_xml|schema_to_xml|database_to_xml|ts_stat$)'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO madiun_owner;
