"""What `server check` says of encryption: this connection, and the certificate that desks will see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.findings import Finding, fine, mend, note
from madiun_console.commands.server_devices import shown_authority
from madiun_console.commands.server_session import public_address
from madiun_console.errors import ConsoleError
from madiun_console.sync.connecting import Connection

_SOON_DAYS = 30


def tls_findings(connection: Connection, given: Arguments) -> Iterator[Finding]:
    """Whether a desk that knows only the code's fingerprint will trust what the server shows."""
    try:
        host, port = public_address(connection, given)
        authority = shown_authority(host, port)
    except ConsoleError as error:
        yield mend(error.text_id, error.text_en, "", "")
        return
    if not authority:
        yield note(
            f"Server di {host}:{port} tanpa TLS; hanya boleh untuk komputer ini sendiri.",
            f"The server at {host}:{port} has no TLS; that is for this computer alone.",
        )
        return
    yield fine(
        f"Meja percaya pada server di {host}:{port} lewat CA {authority[:16]}…",
        f"Desks trust the server at {host}:{port} by the authority {authority[:16]}…",
    )
    yield from _dates(host.partition(",")[0], port)


def _dates(host: str, port: int) -> Iterator[Finding]:
    from cryptography import x509

    from madiun_console.sync.server_certificate import shown_certificates

    ends = min(
        x509.load_der_x509_certificate(der).not_valid_after_utc for der in shown_certificates(host, port)
    )
    days = (ends - dt.datetime.now(dt.UTC)).days
    if days < _SOON_DAYS:
        yield mend(
            f"Sertifikat server habis dalam {days} hari ({ends:%d/%m/%Y}).",
            f"The server's certificate ends in {days} days ({ends:%d/%m/%Y}).",
            "Buat yang baru dari CA yang sama: resources/server/make-certificates.sh, lalu muat ulang.",
            "Make a new one from the same authority: resources/server/make-certificates.sh, then reload.",
        )
    else:
        yield fine(f"Sertifikat berlaku sampai {ends:%d/%m/%Y}", f"Certificate valid until {ends:%d/%m/%Y}")
