"""Rows of a CSV file, whatever is wrong with it: each record by itself, so that a broken one loses no other."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from madiun_console.data_files.csv_lines import TextLine, TextLines
from madiun_console.data_files.table import BrokenRow, Table, TableRow

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
MOST_LINES_OF_ROW = 200
"""A quoted cell may hold line ends; a quotation mark that is not closed within so many lines is a mistake."""
MOST_CHARS_OF_ROW = 1_000_000
csv.field_size_limit(MOST_CHARS_OF_ROW)
_NUL = ("baris berisi karakter NUL; berkasnya rusak", "the row holds a NUL character; the file is damaged")
_QUOTES = (
    "tanda kutip tidak berpasangan; perbaiki tanda kutip di baris ini",
    "a quotation mark is not closed; mend the quotation marks of this row",
)
_LONG = (
    "baris ini terlalu panjang (lebih dari satu juta huruf)",
    "this row is too long (more than a million signs)",
)


class CsvTable(Table):
    """A CSV file of any separator and encoding; lines that begin with # are comments."""

    kind = "csv"

    def __init__(self, path: Path) -> None:
        self._lines = TextLines(path)
        self.size = max(1, self._lines.size)
        self.separator = separator_of([line.text for line in _first(self._lines, SAMPLE_LINES)])

    @property
    def encoding(self) -> str:
        """How its letters are written, as a person knows it."""
        if self._lines.mixed:
            return "UTF-8 + cp1252"
        names = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "utf-16": "UTF-16", "cp1252": "cp1252"}
        return names[self._lines.encoding]

    @property
    def position(self) -> int:
        """How far it was read, of `size`."""
        return self._lines.position

    def rows(self) -> Iterator[TableRow | BrokenRow]:
        """Every record with the number of the line it begins on; empty lines and comments are left out."""
        waiting: list[TextLine] = []  # a record whose quotation mark is still open
        again: list[
            TextLine
        ] = []  # lines to be read once more, because the record they were taken for was none
        source = iter(self._lines)
        plain: list[TextLine] = []
        while True:
            line = again.pop(0) if again else next(source, None)
            if plain and (line is None or waiting or _needs_care(line)):
                yield from self._plain(plain)
                plain = []
            if line is None:
                if not waiting:
                    return
                yield self._broken(waiting[0], _QUOTES)
                again, waiting = waiting[1:], []
                continue
            if not waiting:
                if not line.text.strip() or line.text.startswith("#"):
                    continue
                if not _needs_care(line):
                    plain.append(line)
                    if len(plain) >= 256:
                        yield from self._plain(plain)
                        plain = []
                    continue
                if line.cut or "\x00" in line.text:
                    yield self._broken(line, _LONG if line.cut else _NUL)
                    continue
            waiting.append(line)
            read = self._record(waiting)
            if isinstance(read, TableRow):
                yield read
                waiting = []
            elif read != "open" or _too_much(waiting):
                yield self._broken(waiting[0], _LONG if read == "long" else _QUOTES)
                again, waiting = waiting[1:] + again, []

    def _plain(self, lines: Sequence[TextLine]) -> Iterator[TableRow]:
        """Lines without a quotation mark: a record each, read by hundreds."""
        for line, cells in zip(
            lines, csv.reader((one.text for one in lines), delimiter=self.separator), strict=True
        ):
            yield TableRow(line.number, tuple(cells))

    def _record(self, lines: list[TextLine]) -> TableRow | str:
        """The record that these lines are; "open" when its quotation goes on, "bad" when it is none, "long": a cell is."""
        text = "\n".join(line.text for line in lines)
        # an even number of marks closes what it opens; with an odd one the parser need not be asked
        if len(lines) > 1 and text.count('"') % 2:
            return "open"
        try:
            found = list(csv.reader([text], delimiter=self.separator, strict=True))
        except csv.Error as error:
            if "field larger" in str(error):
                return "long"
            return "open" if "unexpected end of data" in str(error) else "bad"
        if len(found) != 1:
            return "bad"
        return TableRow(lines[0].number, tuple(found[0]))

    def _broken(self, line: TextLine, reason: tuple[str, str]) -> BrokenRow:
        text = line.text[:MOST_CHARS_OF_ROW].replace("\x00", "")
        try:
            cells = next(csv.reader([text], delimiter=self.separator), [])
        except csv.Error:
            cells = [text]
        return BrokenRow(line.number, tuple(cell[:1000] for cell in cells), *reason)


def separator_of(lines: Sequence[str]) -> str:
    """The separator that cuts most lines into the same number of cells, more than one."""
    sample = [line for line in lines if line.strip() and not line.startswith("#") and len(line) < 100_000]
    best, found = (0.0, 0), SEPARATORS[0]
    for separator in SEPARATORS:
        try:
            counts = Counter(len(row) for row in csv.reader(sample, delimiter=separator))
        except csv.Error:
            continue
        widths = [(times * (width > 1), width) for width, times in counts.items()]
        times, width = max(widths, default=(0, 1))
        score = (times / max(1, sum(counts.values())), width)
        if width > 1 and score > best:
            best, found = score, separator
    return found


def _first(lines: TextLines, count: int) -> Iterator[TextLine]:
    for line, _ in zip(lines, range(count), strict=False):
        yield line


def _needs_care(line: TextLine) -> bool:
    text = line.text
    return '"' in text or "\r" in text or "\x00" in text or line.cut or len(text) > MOST_CHARS_OF_ROW


def _too_much(lines: Sequence[TextLine]) -> bool:
    return (
        len(lines) >= MOST_LINES_OF_ROW
        or sum(len(line.text) for line in lines) > MOST_CHARS_OF_ROW
        or any(line.cut for line in lines)
    )
