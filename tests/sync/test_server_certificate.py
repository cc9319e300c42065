"""A desk fetches the authority of its server by the fingerprint in its code."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.server_certificate import (
    authority_of,
    complaint_about,
    fetch_authority,
    fingerprint,
    shown_certificates,
)
from tools.embedded_postgres import HOST, EmbeddedPostgres
from tools.embedded_tls import tls_files


def test_the_authority_that_is_fetched_opens_the_server(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    authority = authority_of(shown_certificates(HOST, postgres.port))
    assert authority is not None
    assert postgres.tls is not None
    written = x509.load_pem_x509_certificate(postgres.tls.ca.read_bytes())
    assert fingerprint(authority) == fingerprint(written.public_bytes(Encoding.DER))
    fetched = fetch_authority(HOST, postgres.port, fingerprint(authority).upper())
    assert fetched is not None
    pinned = tmp_path / "ca.crt"
    pinned.write_text(fetched, encoding="ascii")
    with psycopg.connect(postgres.dsn(), sslmode="verify-full", sslrootcert=str(pinned)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_another_fingerprint_is_not_found(postgres: EmbeddedPostgres) -> None:
    assert fetch_authority(HOST, postgres.port, "00" * 32) is None


def test_a_server_that_does_not_send_its_authority(postgres: EmbeddedPostgres) -> None:
    assert authority_of(shown_certificates(HOST, postgres.port)[:1]) is None


def test_no_server() -> None:
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        shown_certificates(HOST, port)
    with pytest.raises(ServerFault) as refused:
        fetch_authority(f"{HOST},localhost", port, "00" * 32)
    assert refused.value.id == "server_refused"


def test_the_second_of_two_hosts_may_answer(postgres: EmbeddedPostgres) -> None:
    authority = authority_of(shown_certificates(HOST, postgres.port))
    assert authority is not None
    assert fetch_authority(f"127.0.0.2,{HOST}", postgres.port, fingerprint(authority)) is not None


def test_a_server_without_tls_is_called_so() -> None:
    """PostgreSQL answers the question for TLS with one letter: N."""
    with socket.create_server((HOST, 0)) as listening:
        answering = threading.Thread(target=_say_no, args=(listening,))
        answering.start()
        with pytest.raises(ServerFault) as refused:
            fetch_authority(HOST, listening.getsockname()[1], "00" * 32)
        assert refused.value.id == "server_no_tls"
        answering.join()


def _say_no(listening: socket.socket) -> None:
    peer, _ = listening.accept()
    with peer:
        peer.recv(8)
        peer.sendall(b"N")


def test_what_a_desk_would_say_of_the_certificate(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    authority = authority_of(shown_certificates(HOST, postgres.port))
    assert authority is not None
    assert complaint_about(HOST, postgres.port, authority) == ""
    assert complaint_about("localhost", postgres.port, authority) == ""
    other = x509.load_pem_x509_certificate(tls_files(tmp_path / "tls").ca.read_bytes())
    assert "self-signed" in complaint_about(HOST, postgres.port, other.public_bytes(Encoding.DER))
