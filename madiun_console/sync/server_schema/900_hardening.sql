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
  -- the databases that every cluster has; `server check` names others that are open to everybody
  REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
  -- a login may not sleep, lock, write large objects, notify whom it likes, or see how much others write and who is there
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
           AND (p.proname ~ '^(lo_|loread|lowrite|be_lo|pg_(try_)?advisory|pg_sleep|pg_notify$|pg_logical_emit|pg_export_snapshot|query_to_xml|table_to_xml|cursor_to_xml|schema_to_xml|database_to_xml|ts_stat$)'
                OR p.proname ~ '^(pg_stat_(get|clear|force|have)_|binary_upgrade_|pg_control_|pg_last_|pg_import_system_collations$|pg_read_|pg_rotate_|currtid|brin_.*(summar)|gin_clean_)'
                OR p.proname ~ '^pg_.*(_size$|_slot|replication|origin|_wal_|wal_|_lsn|xact_commit|lock_status|prepared_xact|blocking_pids|tablespace)')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    IF f::text ~ '^pg_(stat_get|.*_size|lock_status|.*wal_|.*_lsn|last_)' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor, madiun_owner', f);  -- who watches a server needs them
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO madiun_owner;
-- no programs of a login's own, not even for the length of a statement
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql, sql TO madiun_owner;
