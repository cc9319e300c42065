"""Lines of a text file, decoded one by one: UTF-8 with or without a mark, UTF-16, cp1252, and files that mix them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LONGEST_LINE = 4_000_000
"""Bytes; a longer line is no row of a table. What is behind it is read on, so one broken row loses no other."""
SAMPLE = 262_144
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = 0.02
"""From which share of control characters a file is no text."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One physical line without its end; `cut` when it was too long to be kept whole."""

    number: int
    text: str
    cut: bool = False


def encoding_of(sample: bytes) -> str:
    """The encoding of a file by its beginning: "utf-8-sig", "utf-16", "utf-8" or "cp1252"."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # else the sample ends inside a letter
            return "cp1252"
    return "utf-8"


def looks_like_text(sample: bytes) -> bool:
    """Whether the beginning of a file could be a table in a text file."""
    if encoding_of(sample) == "utf-16":
        return True
    if not sample:
        return True
    control = sum(1 for byte in sample[:8192] if byte < 32 and byte not in b"\t\r\n\x0c\x00")
    return control / min(len(sample), 8192) < _BINARY and sample.count(b"\x00") < len(sample) / 10


class TextLines:
    """Reads a file line by line; `mixed` says afterwards whether lines were of different encodings."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        self.encoding = encoding_of(sample)
        self.mixed = False
        self.position = 0
        """Bytes read so far, for a bar."""
        self.size = path.stat().st_size
        self._end = b"\r" if b"\n" not in sample and b"\r" in sample else b"\n"

    def __iter__(self) -> Iterator[TextLine]:
        if self.encoding == "utf-16":
            with self._path.open(encoding="utf-16", errors="replace", newline="\n") as text:
                yield from self._wide(text)
            return
        with self._path.open("rb") as file:
            if self._end == b"\r":
                yield from self._old_mac(file)
            else:
                yield from self._narrow(file)

    def _narrow(self, file: IO[bytes]) -> Iterator[TextLine]:
        number = 0
        while raw := file.readline(LONGEST_LINE):
            number += 1
            cut = len(raw) == LONGEST_LINE and not raw.endswith(b"\n")
            if cut:
                rest = raw
                while rest and not rest.endswith(b"\n"):
                    rest = file.readline(LONGEST_LINE)
            if not number % 256 or cut:
                self.position = file.tell()
            yield TextLine(number, self._decoded(raw, number), cut)
        self.position = self.size

    def _wide(self, text: IO[str]) -> Iterator[TextLine]:
        number = 0
        while line := text.readline(LONGEST_LINE):
            number += 1
            cut = len(line) == LONGEST_LINE and not line.endswith("\n")
            rest = line
            while cut and rest and not rest.endswith("\n"):
                rest = text.readline(LONGEST_LINE)
            yield TextLine(number, line.rstrip("\r\n"), cut)
        self.position = self.size

    def _old_mac(self, file: IO[bytes]) -> Iterator[TextLine]:
        kept, number = b"", 0
        while True:
            block = file.read(1 << 16)
            *lines, kept = (kept + block).split(b"\r")
            if not block and kept:
                lines.append(kept)
            for raw in lines:
                number += 1
                yield TextLine(number, self._decoded(raw[:LONGEST_LINE], number), len(raw) > LONGEST_LINE)
            if not block:
                return
            if len(kept) > 2 * LONGEST_LINE:
                kept = kept[: 2 * LONGEST_LINE]

    def _decoded(self, raw: bytes, number: int) -> str:
        raw = raw.rstrip(b"\r\n")
        if number == 1 and raw.startswith(codecs.BOM_UTF8):
            raw = raw[len(codecs.BOM_UTF8) :]
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            if self.encoding != "cp1252":
                self.mixed = True
            return raw.decode("cp1252", "replace")
        if self.encoding == "cp1252" and not text.isascii():
            self.mixed = True
        return text
