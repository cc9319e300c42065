"""Asks a PostgreSQL server for the certificates it shows, so that a desk can fetch and pin the authority it was told of.

Nothing that comes this way is trusted by itself: what counts is that its fingerprint is the one in the code to join.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
import struct
from typing import Any

import psycopg

from madiun_console.sync.connecting import ServerFault, server_fault

_SSL_REQUEST = struct.pack(
    "!ii", 8, 80_877_103
)  # https://www.postgresql.org/docs/current/protocol-message-formats.html
_SECONDS = 10.0


class NoTls(Exception):
    """The server there talks, but not encrypted."""


def shown_certificates(host: str, port: int, seconds: float = _SECONDS) -> list[bytes]:
    """The certificates (DER) a server shows, its own first. Raises OSError when none answers, NoTls when it has none."""
    # nothing is believed of this connection but the certificates, and those only by their fingerprint
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with _encrypted(host, port, context, seconds) as connection:
        return [_der(certificate) for certificate in _chain(connection)]


def complaint_about(host: str, port: int, authority: bytes, seconds: float = _SECONDS) -> str:
    """What a desk that trusts this authority would say of the server's certificate: another name, expired; else empty."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authority)
    try:
        with _encrypted(host, port, context, seconds):
            return ""
    except ssl.SSLCertVerificationError as error:
        return error.verify_message


def _encrypted(host: str, port: int, context: ssl.SSLContext, seconds: float) -> ssl.SSLSocket:
    with socket.create_connection((host, port), seconds) as plain:
        plain.sendall(_SSL_REQUEST)
        answer = plain.recv(1)
        if not answer:
            raise ConnectionResetError("reset by peer before it said whether it encrypts")
        if answer != b"S":
            raise NoTls(f"{host}:{port}")
        return context.wrap_socket(plain, server_hostname=host)  # which takes the socket out of `plain`


def authority_of(certificates: list[bytes]) -> bytes | None:
    """The self-signed one (DER) at the end of the chain; None when the server does not send its authority."""
    from cryptography import x509

    for der in reversed(certificates):
        certificate = x509.load_der_x509_certificate(der)
        if certificate.issuer == certificate.subject:
            return der
    return None


def fetch_authority(hosts: str, port: int, sha256: str, seconds: float = _SECONDS) -> str | None:
    """The certificate (PEM) with this fingerprint among those the server shows; None when it is not there.

    `hosts` may be several with commas; the first that answers counts. Raises ServerFault when none does, or without TLS.
    """
    fault: ServerFault | None = None
    for host in hosts.split(","):
        try:
            shown = shown_certificates(host, port, seconds)
        except NoTls as error:
            raise server_fault(psycopg.OperationalError("server does not support SSL")) from error
        except OSError as error:
            fault = fault or server_fault(error)
            continue
        found = [der for der in shown if fingerprint(der) == sha256.lower()]
        return ssl.DER_cert_to_PEM_cert(found[0]) if found else None
    raise fault or ServerFault(
        "server_host_unknown", "Alamat server kosong.", "The server's address is empty."
    )


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate, in hexadecimal."""
    return hashlib.sha256(der).hexdigest()


def _chain(encrypted: ssl.SSLSocket) -> list[Any]:
    """WORKAROUND for https://github.com/python/cpython/issues/62433: public only since Python 3.13."""
    ask = getattr(encrypted, "get_unverified_chain", None) or encrypted._sslobj.get_unverified_chain  # type: ignore[attr-defined]  # noqa: SLF001
    return list(ask())


def _der(certificate: Any) -> bytes:
    """Bytes in 3.13, an object of the module `_ssl` before."""
    return certificate if isinstance(certificate, bytes) else certificate.public_bytes(2)  # _ssl.ENCODING_DER
