"""SCRAM-SHA-256 verifiers (RFC 5802, RFC 7677) as PostgreSQL keeps them, made here: the server never sees a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata

_ROUNDS = 4096  # PostgreSQL's own number; these passwords are checked by Argon2id at the desk


def verifier_of(password: str, salt: bytes | None = None) -> str:
    """`SCRAM-SHA-256$rounds:salt$stored:server`; a new salt each time unless one is given."""
    salt = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", unicodedata.normalize("NFKC", password).encode(), salt, _ROUNDS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    texts = [base64.b64encode(one).decode("ascii") for one in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ROUNDS}:{texts[0]}${texts[1]}:{texts[2]}"
