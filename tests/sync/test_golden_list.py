"""What a login can do equals a list: every table, every function of the schema, and what PostgreSQL itself offers."""

from __future__ import annotations

import re

import psycopg
import pytest
from psycopg import sql

from tests.plain_center import POLICE, PlainCenter
from tests.sync.plain_client import PlainClient

DEVICE = {
    "hello(uuid,integer,bigint)", "push(uuid,jsonb)", "pull(bigint,bytea,integer)", "head()", "common(bigint[],bytea[])",
    "presence(jsonb)", "read_to(bigint)", "take_up(text)", "keep_desk(text)", "set_login(uuid,text)",
}  # fmt: skip
PERSON = {"push(uuid,jsonb)", "set_login(uuid,text)"}
ADMINISTRATOR = PERSON | {
    "enrol(text,text,boolean,text,integer)", "revoke(text)", "devices()", "status()", "rescue(uuid,jsonb)",
}  # fmt: skip
LOGINS = {"desk": DEVICE, "agency": DEVICE, "supervisor": PERSON, "administrator": ADMINISTRATOR}

OFFERED = {
    # values and names, nothing that lasts
    "array_sample", "array_shuffle", "random", "random_normal", "setseed", "gen_random_uuid", "uuidv4", "uuidv7",
    "clock_timestamp", "timeofday", "ts_rewrite", "txid_status", "pg_xact_status", "amvalidate", "pg_collation_actual_version",
    "pg_database_collation_actual_version", "pg_partition_tree", "pg_partition_ancestors", "pg_get_multixact_members",
    "pg_get_wait_events", "pg_jit_available", "pg_is_in_recovery", "pg_is_wal_replay_paused", "pg_notification_queue_usage",
    "current_query", "lastval", "currval", "nextval", "setval", "pg_sequence_last_value",
    # of the session or of sessions of the same login
    "set_config", "pg_cancel_backend", "pg_terminate_backend",
    # for PostgreSQL's own use, with checks of their own
    "pg_extension_config_dump", "pg_isolation_test_session_is_blocked", "pg_nextoid", "pg_stop_making_pinned_objects",
    "pg_get_process_memory_contexts",
}  # fmt: skip
"""Of PostgreSQL's own functions that do something or tell of the moment, those that a login may call; 15 to 18 together."""
_OF_INDEXES = r"handler$|^dsnowball_|_validator$|^bernoulli$|^system$|_samplescan$|support$"


@pytest.fixture
def logins(plain: PlainCenter) -> dict[str, PlainClient]:
    plain.own_way("bima")
    return {
        "desk": plain.enrol("b").client,
        "agency": plain.enrol("p", POLICE).client,
        "supervisor": plain.ways["bima"],
        "administrator": plain.ways["sari"],
    }


def refused(client: PlainClient, statement: str, *states: str) -> bool:
    """Whether PostgreSQL refuses it for want of a right (or one of `states`); it is undone if it does not."""
    try:
        with client.connection.transaction(force_rollback=True):
            client.connection.execute(statement.encode())
    except psycopg.Error as error:
        return error.sqlstate in ("42501", *states)
    return False


def tables(plain: PlainCenter) -> dict[str, list[str]]:
    """Table or view of ours -> its columns."""
    with plain.server.admin() as connection:
        rows = connection.execute(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
            "JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = 'sync'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'S') AND a.attnum > 0 "
            "AND NOT a.attisdropped GROUP BY 1"
        ).fetchall()
    return dict(rows)


def test_no_login_touches_a_table_or_sequence(plain: PlainCenter, logins: dict[str, PlainClient]) -> None:
    found = tables(plain)
    assert len(found) > 15
    for table, columns in found.items():
        name = f"sync.{table}"
        whole = ("SELECT 1 FROM {}", "DELETE FROM {}", "TRUNCATE {}", "LOCK TABLE {}", "COPY {} TO STDOUT", "DROP TABLE {}",
                 "INSERT INTO {} DEFAULT VALUES", "ALTER TABLE {} ADD x int")  # fmt: skip
        tried = [one.format(name) for one in whole]
        for column in columns:
            tried += [
                one.format(name, column)
                for one in ('SELECT "{1}" FROM {0}', 'UPDATE {0} SET "{1}" = DEFAULT')
            ]
        for statement in tried:
            assert all(refused(client, statement, "42809") for client in logins.values()), statement


def test_the_functions_are_those_of_the_list(plain: PlainCenter, logins: dict[str, PlainClient]) -> None:
    """By calling every one with nothing in its arguments; who may call it gets any other answer."""
    with plain.server.admin() as connection:
        functions = connection.execute(
            "SELECT p.oid::regprocedure::text, p.proname, pg_get_function_identity_arguments(p.oid), "
            "ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t) FROM pg_proc p "
            "WHERE p.pronamespace = 'sync'::regnamespace"
        ).fetchall()
    for login, expected in LOGINS.items():
        may = set()
        for signature, name, _, types in functions:
            nothing = ", ".join(f"NULL::{one}" for one in types)
            if not denied(logins[login], f"SELECT sync.{name}({nothing})"):
                may.add(re.sub(r"^sync\.", "", signature))
        assert may == expected, login


def denied(client: PlainClient, statement: str) -> bool:
    try:
        with client.connection.transaction(force_rollback=True):
            client.connection.execute(statement.encode())
    except psycopg.Error as error:
        return "permission denied for function" in str(error)
    return False


def test_administrators_functions_ask_who_calls(plain: PlainCenter, logins: dict[str, PlainClient]) -> None:
    """The right to call is not enough: it is the person's role in the log that counts."""
    with plain.server.admin() as connection:
        login = logins["supervisor"].ask("SELECT session_user::text")
        connection.execute(sql.SQL("GRANT madiun_admin TO {}").format(sql.Identifier(login)))
    for call in (
        "enrol('x', NULL, false, 'v', 1)",
        "revoke('b')",
        "devices()",
        "status()",
        "rescue(NULL, '[]')",
    ):
        assert refused(logins["supervisor"], f"SELECT sync.{call}"), call


@pytest.mark.parametrize("login", LOGINS)
def test_what_postgresql_itself_offers(
    plain: PlainCenter, logins: dict[str, PlainClient], login: str
) -> None:
    client = logins[login]
    with plain.server.admin() as connection:
        rows = connection.execute(
            "SELECT DISTINCT p.proname FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.provolatile = 'v' "
            "AND p.prorettype <> 'trigger'::regtype AND has_function_privilege(%s, p.oid, 'EXECUTE') AND p.proname !~ %s",
            (client.ask("SELECT session_user::text"), _OF_INDEXES),
        ).fetchall()
    assert {name for (name,) in rows} - OFFERED == set()


REFUSED = (
    "CREATE SCHEMA mine", "CREATE TABLE mine (a int)", "CREATE TABLE sync.mine (a int)", "CREATE TABLE public.mine (a int)",
    "CREATE TEMP TABLE mine (a int)", "CREATE VIEW mine AS SELECT 1", "CREATE TEMP VIEW mine AS SELECT 1",
    "CREATE SEQUENCE mine", "CREATE TYPE sync.mine AS (a int)", "CREATE DOMAIN mine AS int",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION sync.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION sync.head(OUT epoch uuid, OUT head bigint) LANGUAGE sql AS 'SELECT NULL, 0'",
    "CREATE EXTENSION plpgsql", "CREATE ROLE mine", "CREATE PUBLICATION mine", "CREATE LANGUAGE mine",
    "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION mine()", "CREATE SERVER mine FOREIGN DATA WRAPPER mine",
    "CREATE STATISTICS sync.mine ON pos, dseq FROM sync.event", "CREATE INDEX ON sync.event (pos)",
    "DO $$ BEGIN PERFORM 1; END $$", "ALTER SYSTEM SET work_mem = '1GB'", "ALTER DATABASE DATABASE_ SET work_mem = '1GB'",
    "DROP SCHEMA sync", "DROP FUNCTION sync.head()", "DROP OWNED BY madiun_owner", "REASSIGN OWNED BY madiun_owner TO SELF",
    "GRANT madiun_admin TO SELF", "GRANT madiun_owner TO SELF", "GRANT ALL ON ALL TABLES IN SCHEMA sync TO SELF",
    "SET ROLE madiun_owner", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres", "SET ROLE OTHER",
    "SET session_replication_role = replica", "SET log_statement = 'all'", "SET session_preload_libraries = 'x'",
    "ALTER ROLE SELF SUPERUSER", "ALTER ROLE SELF CREATEROLE", "ALTER ROLE SELF CREATEDB", "ALTER ROLE SELF REPLICATION",
    "ALTER ROLE SELF BYPASSRLS", "ALTER ROLE SELF CONNECTION LIMIT 1000", "ALTER ROLE SELF VALID UNTIL 'infinity'",
    "ALTER ROLE SELF RENAME TO mine", "ALTER ROLE OTHER PASSWORD 'x'", "ALTER ROLE madiun_owner LOGIN PASSWORD 'x'",
    "ALTER ROLE postgres PASSWORD 'x'", "ALTER ROLE madiun_desk SET work_mem = '1GB'", "ALTER ROLE ALL SET work_mem = '1GB'",
    "SELECT * FROM pg_authid", "SELECT * FROM pg_shadow", "SELECT * FROM pg_statistic", "SELECT * FROM pg_hba_file_rules",
    "SELECT * FROM pg_file_settings", "SELECT * FROM pg_largeobject", "SELECT * FROM pg_user_mapping",
    "UPDATE pg_class SET relacl = NULL",
    "SELECT pg_sleep(0)", "SELECT pg_notify('a', 'b')", "SELECT pg_advisory_lock(1)", "SELECT pg_try_advisory_lock(1)",
    "SELECT pg_read_file('PG_VERSION')", "SELECT pg_ls_dir('.')", "SELECT pg_reload_conf()", "SELECT pg_switch_wal()",
    "SELECT lo_create(0)", "SELECT lo_from_bytea(0, 'x')", "SELECT lo_import('/etc/passwd')", "SELECT pg_stat_reset()",
    "SELECT query_to_xml('SELECT 1', true, true, '')", "SELECT pg_export_snapshot()",
    "SELECT pg_logical_emit_message(false, 'a', 'b')", "SELECT pg_create_restore_point('a')", "SELECT pg_current_logfile()",
    "SELECT pg_relation_size('pg_class')", "SELECT * FROM pg_stat_activity", "SELECT * FROM pg_stat_user_tables",
    "SELECT * FROM pg_locks",
    "SELECT pg_current_wal_lsn()", "SELECT pg_terminate_backend(OWNER_)", "SELECT pg_cancel_backend(OWNER_)",
    "COPY (SELECT 1) TO '/tmp/proof'", "COPY (SELECT 1) TO PROGRAM 'true'", "VACUUM FULL sync.event", "CHECKPOINT",
    "COMMENT ON SCHEMA sync IS 'x'", "SECURITY LABEL ON SCHEMA sync IS 'x'",
)  # fmt: skip
"""Each needs a right that no login has. SELF, OTHER, DATABASE_ and OWNER_ stand for names that differ."""
ALLOWED = (
    "SELECT 1", "NOTIFY guessed", "LISTEN guessed", "SET statement_timeout = 0", "SELECT * FROM pg_roles",
    "SELECT count(*) FROM generate_series(1, 1000)", "SET ROLE NONE", "PREPARE p AS SELECT 1", "SELECT reltuples FROM pg_class",
    "ALTER ROLE SELF PASSWORD 'x'", "ALTER ROLE SELF SET statement_timeout = 0",
)  # fmt: skip
"""What is left, as docs/sync.md says ("What a hostile device can do")."""


@pytest.mark.parametrize("login", LOGINS)
def test_statements_are_refused_or_allowed_as_listed(
    plain: PlainCenter, logins: dict[str, PlainClient], login: str
) -> None:
    client = logins[login]
    me = client.ask("SELECT session_user::text")
    other = next(one for one in logins.values() if one is not client).ask("SELECT session_user::text")
    with plain.server.admin() as connection:
        names = {
            "SELF": me, "OTHER": other, "DATABASE_": plain.server.database,
            "OWNER_": str(connection.info.backend_pid),
        }  # fmt: skip
        for statement in REFUSED:
            tried = filled(statement, names)
            # some are refused for what is not there (a schema to write in, a handler) before anybody asks for a right
            assert refused(client, tried, "3F000", "42704", "42710", "42P01", "0A000", "25001", "22023"), (
                tried
            )
        for statement in ALLOWED:
            assert not refused(client, filled(statement, names)), statement


def filled(statement: str, names: dict[str, str]) -> str:
    for mark, name in names.items():
        statement = re.sub(rf"\b{mark}\b", name, statement)
    return statement


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_no_login_gets_into_another_database(plain: PlainCenter, database: str) -> None:
    device = plain.enrol("b")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        PlainClient(f"{device.dsn} dbname={database}").close()


def test_six_connections_and_no_more(plain: PlainCenter) -> None:
    device = plain.enrol("b")
    for _ in range(5):
        plain.connect(device.dsn)
    with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
        PlainClient(device.dsn)


def test_a_changed_password_opens_nothing_after_a_revocation(plain: PlainCenter) -> None:
    """A login may change its own password; that it may is no danger, since what ends it does not ask for the password."""
    device = plain.enrol("b")
    device.client.connection.execute(f"ALTER ROLE {device.login} PASSWORD 'mine'".encode())
    assert plain.connect(plain.server.dsn_of(device.login, "mine")).head() == 5
    plain.ways["sari"].ask("SELECT sync.revoke('b')")
    for password in ("mine", ""):
        with pytest.raises(psycopg.OperationalError):
            PlainClient(plain.server.dsn_of(device.login, password))
