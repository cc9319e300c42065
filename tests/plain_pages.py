"""Reads every page of a store and its WAL in the clear, as somebody with the key and a hex editor would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from madiun_console.db.page_seal import PAGE, SALT

if TYPE_CHECKING:
    from pathlib import Path

_RESERVE, _VECTOR = 80, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(store: Path, key: bytes) -> bytes:
    """All pages of the file and all frames of its WAL, decrypted, one after the other."""
    data = store.read_bytes()
    pages = [_plain(data[at : at + PAGE], key, first=at == 0) for at in range(0, len(data), PAGE)]
    wal = store.with_name(f"{store.name}-wal")
    if wal.exists():
        frames = wal.read_bytes()[_WAL_HEADER:]
        step = PAGE + _FRAME_HEADER
        for at in range(0, len(frames) - step + 1, step):
            number = int.from_bytes(frames[at : at + 4], "big")
            pages.append(_plain(frames[at + _FRAME_HEADER : at + step], key, first=number == 1))
    return b"".join(pages)


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector = page[PAGE - _RESERVE : PAGE - _RESERVE + _VECTOR]
    content = page[SALT if first else 0 : PAGE - _RESERVE]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
