"""Every way in which a server does not answer is told in words, with what to do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from madiun_console.errors import ConsoleError
from madiun_console.sync.connecting import _refuse_old, connect, newer_than_known, server_fault
from tests.server_fixtures import SyncServer
from tools.embedded_postgres import HOST
from tools.embedded_tls import tls_files


def refused(dsn: str, **options: object) -> str:
    """The id of the error that connecting raises."""
    with pytest.raises(ConsoleError) as raised:
        connect(dsn, **options)
    assert raised.value.text_id != raised.value.text_en
    return raised.value.id


def test_it_connects(empty_server: SyncServer) -> None:
    with connect(empty_server.dsn) as connection:
        assert connection.autocommit
        assert not newer_than_known(connection)


@pytest.mark.parametrize("dsn", ["host", "postgresql://[", "hots=127.0.0.1"])
def test_an_address_that_is_none(dsn: str) -> None:
    assert refused(dsn) == "dsn"


def test_wrong_address() -> None:
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
    assert refused(f"host={HOST} port={port} user=x dbname=x") == "server_refused"
    assert refused("host=server.tidak-ada.invalid user=x dbname=x") == "server_host_unknown"
    assert refused("host=/tmp/tidak/ada user=x dbname=x") == "server_socket"


def test_what_answers_is_no_postgresql(web_server: int) -> None:
    assert refused(f"host={HOST} port={web_server} user=x dbname=x sslmode=require") == "server_not_postgres"


def test_nobody_answers() -> None:
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        assert refused(f"host={HOST} port={port} user=x dbname=x connect_timeout=2") == "server_unreachable"


def test_wrong_certificates(empty_server: SyncServer, tmp_path: Path) -> None:
    other = tls_files(tmp_path / "tls").ca
    assert refused(empty_server.dsn, sslrootcert=str(other)) == "server_ca_wrong"
    assert refused(empty_server.dsn, sslrootcert=str(tmp_path / "none.crt")) == "server_ca_missing"
    assert refused(empty_server.dsn, host="other.test", hostaddr=HOST) == "server_name_wrong"


def test_wrong_login_password_and_database(empty_server: SyncServer) -> None:
    assert refused(empty_server.dsn, password="salah") == "server_password"
    assert refused(empty_server.dsn, user="tidak_ada") == "server_password"
    assert refused(empty_server.dsn, dbname="tidak_ada") == "server_database"
    assert refused(empty_server.dsn, sslmode="disable") == "server_tls_needed"


def test_a_login_without_rights(empty_server: SyncServer) -> None:
    login = empty_server.login()
    dsn = empty_server.dsn_of(login, "rahasia")
    name, database = sql.Identifier(login), sql.Identifier(empty_server.database)
    with empty_server.admin() as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 1 PASSWORD 'rahasia'").format(name))
        with connect(dsn):
            assert refused(dsn) == "server_role_full"
        admin.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(database))
        assert refused(dsn) == "server_database_right"
        admin.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(name))
        assert refused(dsn) == "server_revoked"


def test_a_server_without_tls(tmp_path_factory: pytest.TempPathFactory) -> None:
    with socket.create_server((HOST, 0)) as listening:
        answering = threading.Thread(target=_answer, args=(listening, b"N", 1))
        answering.start()
        port = listening.getsockname()[1]
        assert refused(f"host={HOST} port={port} user=x dbname=x sslmode=require") == "server_no_tls"
        answering.join()


def test_other_words_are_handed_on() -> None:
    fault = server_fault(psycopg.OperationalError("sesuatu yang lain"))
    assert fault.id == "server_other"
    assert "sesuatu yang lain" in fault.text_id


@pytest.mark.parametrize(
    ("said", "known_as"),
    [
        (
            'FATAL:  no pg_hba.conf entry for host "10.1.2.3", user "a", database "b", SSL encryption',
            "server_hba",
        ),
        ("FATAL:  sorry, too many clients already", "server_full"),
        (
            "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
            "server_full",
        ),
        ("FATAL:  the database system is starting up", "server_starting"),
        ("connection failed: No route to host\n\tIs the server running on that host?", "server_unreachable"),
    ],
)
def test_what_is_hard_to_bring_about_here(said: str, known_as: str) -> None:
    assert server_fault(psycopg.OperationalError(said)).id == known_as


def test_too_old_a_server_is_refused() -> None:
    with pytest.raises(ConsoleError, match="versi 14; perlu 15 sampai 18"):
        _refuse_old(140_012)
    _refuse_old(150_000)


@pytest.fixture
def web_server() -> Iterator[int]:
    with socket.create_server((HOST, 0)) as listening:
        answering = threading.Thread(target=_answer, args=(listening, b"HTTP/1.1 400 Bad Request\r\n\r\n", 1))
        answering.start()
        yield listening.getsockname()[1]
        answering.join()


def _answer(listening: socket.socket, words: bytes, times: int) -> None:
    for _ in range(times):
        peer, _ = listening.accept()
        with peer:
            peer.recv(100)
            peer.sendall(words)
