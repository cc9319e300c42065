"""Whose pages are these: tells a damaged file from a wrong key, and another file's WAL before SQLite takes it for ours.

SQLite believes any WAL that lies beside a file and whose checksums are right; replaying one of another store, or one
left over from before a restore, would overwrite good pages. Every page of SQLCipher 4 ends with a 16-byte vector and an
HMAC-SHA512 under a key made of the store's key and the salt in the file's first 16 bytes, so a page proves where it
belongs.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from pathlib import Path

PAGE = 4096
SALT = 16
_HMAC = 64
_MASK = 0x3A
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)  # the words of checksums are little-endian, big-endian


def sealed_with(key: bytes, salt: bytes, page: bytes, number: int) -> bool:
    """Whether `page`, the file's page `number` (from 1), was written with this key into the file with this salt."""
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _MASK for byte in salt), 2, 32)
    content = page[SALT if number == 1 else 0 : PAGE - _HMAC]
    told = hmac.new(mac_key, content + number.to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(told, page[PAGE - _HMAC :])


def any_page_fits(path: Path, key: bytes) -> bool:
    """Whether one of the file's first pages was written with this key: then a page that cannot be read is damage."""
    with path.open("rb") as file:
        head = file.read(PAGE * 8)
    salt = head[:SALT]
    pages = (head[start : start + PAGE] for start in range(0, len(head) - PAGE + 1, PAGE))
    return any(sealed_with(key, salt, page, number) for number, page in enumerate(pages, 1))


def wal_is_foreign(path: Path, key: bytes) -> bool:
    """Whether a WAL beside the store `path` would be replayed by SQLite though its pages are of another file."""
    wal = path.with_name(f"{path.name}-wal")
    try:
        with wal.open("rb") as file:
            start = file.read(_WAL_HEADER + _FRAME_HEADER + PAGE)
        with path.open("rb") as file:
            salt = file.read(SALT)
    except FileNotFoundError:
        return False
    return _would_be_replayed(start) and not sealed_with(
        key,
        salt,
        start[_WAL_HEADER + _FRAME_HEADER :],
        int.from_bytes(start[_WAL_HEADER : _WAL_HEADER + 4], "big"),
    )


def _would_be_replayed(start: bytes) -> bool:
    """Whether header and first frame are whole, as SQLite checks them; a torn write is no foreign page."""
    if len(start) < _WAL_HEADER + _FRAME_HEADER + PAGE:
        return False
    magic, _, size, _, *salts, sum_1, sum_2 = struct.unpack(">8I", start[:_WAL_HEADER])
    if magic not in _WAL_MAGIC or size != PAGE:
        return False
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, start[: _WAL_HEADER - 8], (0, 0))
    frame = start[_WAL_HEADER : _WAL_HEADER + _FRAME_HEADER]
    _, _, *frame_salts, frame_1, frame_2 = struct.unpack(">6I", frame)
    if sums != (sum_1, sum_2) or frame_salts != salts:
        return False
    sums = _checksum(order, start[_WAL_HEADER + _FRAME_HEADER :], _checksum(order, frame[:8], sums))
    return sums == (frame_1, frame_2)


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """The WAL's own checksum (sqlite.org/fileformat2.html, 4.2)."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
