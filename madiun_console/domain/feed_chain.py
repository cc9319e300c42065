"""The chain of a feed: every pull proves the past, verdicts included (docs/sync.md, "The chain of a feed")."""

from __future__ import annotations

import hashlib

START = b""
"""The chain before the first position."""


def verdict(eff_hlc: int, received_ms: int, held: str | None, by: str | None) -> bytes:
    """What the server fixed about an item, as the chain takes it."""
    return f"{eff_hlc}|{received_ms}|{held or ''}|{by or ''}".encode()


def link(chain: bytes, header: str, said: bytes) -> bytes:
    """The chain at the next position: sha256(chain ‖ sha256(header) ‖ verdict)."""
    return hashlib.sha256(chain + hashlib.sha256(header.encode()).digest() + said).digest()
