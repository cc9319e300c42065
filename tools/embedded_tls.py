"""Makes a certificate authority and a server certificate for this computer, for the embedded PostgreSQL."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_YEARS_10 = dt.timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the authority's certificate, the server's certificate and the server's key are."""

    ca: Path
    certificate: Path
    key: Path


def tls_files(folder: Path, *addresses: str) -> TlsFiles:
    """The three files in `folder`, made when they are not there yet; the authority's own key is thrown away.

    `addresses`: IP addresses of the server besides loopback.
    """
    files = TlsFiles(folder / "ca.crt", folder / "server.crt", folder / "server.key")
    if not files.key.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make(files, addresses)
    return files


def _make(files: TlsFiles, addresses: Sequence[str]) -> None:
    authority_key, server_key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    authority = _certificate("Konsol Madiun (pengembangan)", authority_key, authority_key, None)
    server = _certificate("localhost", server_key, authority_key, authority, addresses)
    files.ca.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    # with the authority behind it: a desk that joins fetches that and compares it with the code's fingerprint
    shown = [certificate.public_bytes(serialization.Encoding.PEM) for certificate in (server, authority)]
    files.certificate.write_bytes(b"".join(shown))
    files.key.touch(mode=0o600)
    files.key.write_bytes(
        server_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate | None,
    addresses: Sequence[str] = (),
) -> x509.Certificate:
    """An authority of its own when `authority` is None, else a server for loopback signed by it."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority.subject if authority else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))  # a clock that is a little behind
        .not_valid_after(now + _YEARS_10)
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if authority is not None:
        also = [x509.IPAddress(ipaddress.ip_address(one)) for one in ("127.0.0.1", *addresses)]
        names = [x509.DNSName("localhost"), *also]
        built = built.add_extension(x509.SubjectAlternativeName(names), critical=False).add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
    return built.sign(signer, hashes.SHA256())
