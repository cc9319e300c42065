"""The quality sample: a random share of all calls, the same ones at every desk (APCO/NENA 1.107.1: at least 2%)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from madiun_console.domain.clock import local_time

YES, NO, NOT_APPLICABLE = "yes", "no", "na"
ANSWERS = (YES, NO, NOT_APPLICABLE)
_SALT = b"quality sample"
_HASH_BYTES = 8


def is_drawn(subject: bytes, share_percent: int) -> bool:
    """Whether a call is in the sample: its id (16 bytes), hashed, decides, so nobody chooses and every desk agrees."""
    drawn = int.from_bytes(hashlib.sha256(_SALT + subject).digest()[:_HASH_BYTES])
    return drawn * 100 < share_percent << (8 * _HASH_BYTES)


def month_bounds(ms: int, back: int = 0) -> tuple[int, int]:
    """First millisecond of the local month that holds `ms`, or of the one `back` months earlier, and of the next."""
    now = local_time(ms)
    count = now.year * 12 + now.month - 1 - back
    return _month_start(now, count), _month_start(now, count + 1)


def _month_start(now: datetime, count: int) -> int:
    start = datetime(count // 12, count % 12 + 1, 1, tzinfo=now.tzinfo)
    return int(start.timestamp() * 1000)


def first_id(ms: int) -> bytes:
    """The least identifier of that millisecond: ids grow with time (UUIDv7), so a month of them is one range."""
    return (ms << 80).to_bytes(16)
