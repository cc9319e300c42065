"""A table in a file as its reader sees it: rows with their numbers, and rows that the file itself has broken."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from madiun_console.domain.past_rows.cells import Cell


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` is what a person finds it by: the line of a text file, the row of a sheet."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be cut into cells, with what could be saved of it, and why in both languages."""

    number: int
    cells: tuple[str, ...]
    text_id: str
    text_en: str


class Table(ABC):
    """A file that is read from its beginning as often as wanted, and never held in memory."""

    kind: str
    """"csv" or "xlsx"."""
    separator: str = ""
    size: int
    """What `position` reaches at the end."""
    notes: tuple[tuple[str, str], ...] = ()
    """What a person should know of the file: (Indonesian, English)."""

    @property
    @abstractmethod
    def encoding(self) -> str:
        """How its letters are written, as a person knows it."""

    @property
    @abstractmethod
    def position(self) -> int:
        """How far it was read, of `size`."""

    @abstractmethod
    def rows(self) -> Iterator[TableRow | BrokenRow]:
        """Every row that holds something."""
