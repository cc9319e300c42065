"""Identifiers of facts and subjects: UUID version 7 (RFC 9562), so that keys grow with time and indexes stay compact."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from functools import lru_cache
from typing import Protocol

_RANDOM_BITS = 74
_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class IdSource(Protocol):
    """Gives new identifiers; tests hand in a predictable one."""

    def new(self, now_ms: int) -> str:
        """A new UUIDv7 as hyphenated text for the wall clock `now_ms` (milliseconds since 1970)."""


class RandomIds:
    """The real source; two identifiers of one millisecond keep the order in which they were made."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, now_ms: int) -> str:
        """A UUIDv7; strictly greater than the one before as long as the clock is not set back."""
        value = _version_7(now_ms, secrets.randbits(_RANDOM_BITS))
        if self._last >> 80 == now_ms and value <= self._last:
            value = self._last + 1
        self._last = value
        return str(uuid.UUID(int=value))


def derived_id(ms: int, *words: str) -> str:
    """The one UUIDv7 that everybody gets for the same moment and words: a shift of a day, a rule, a row of a file."""
    noise = int.from_bytes(hashlib.sha256("\x00".join(words).encode()).digest()[:10]) >> (80 - _RANDOM_BITS)
    return str(uuid.UUID(int=_version_7(ms, noise)))


def ms_of(text: str) -> int:
    """The moment that a UUIDv7 carries (milliseconds since 1970)."""
    return int(text[:8] + text[9:13], 16)


def _version_7(ms: int, noise: int) -> int:
    return (ms << 80) | (0x7 << 76) | (2 << 62) | ((noise >> 62) << 64) | (noise & ((1 << 62) - 1))


@lru_cache(8192)  # the same few subjects and people are asked for again and again
def id_bytes(text: str) -> bytes:
    """The 16 bytes of an identifier; raises ValueError when `text` is not a UUID."""
    raw = bytes.fromhex(text.replace("-", ""))  # a fifth of uuid.UUID's time
    if len(raw) != 16:
        raise ValueError(text)
    return raw


def id_key(text: str) -> bytearray:
    """The same bytes as the store's driver binds them at once: for `bytes` it first asks for an adapter, 2 µs."""
    return bytearray(id_bytes(text))


@lru_cache(8192)
def id_text(raw: bytes) -> str:
    """The hyphenated text of 16 bytes."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(value: object) -> bool:
    """Whether `value` is the canonical text of a UUID (the only form that facts may carry)."""
    return isinstance(value, str) and _CANONICAL.fullmatch(value) is not None
