"""Exports the list that is on the screen: a key, a name for the file, and its rows are in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from madiun_console.actions.desk import Desk
from madiun_console.data_files.export_file import write_table
from madiun_console.domain.clock import local_day
from madiun_console.queries.table_columns import Column, Value
from madiun_console.ui.data.file_field import choose_to_save
from madiun_console.ui.workplace import Workplace

EXPORT_KEY = "Ctrl+S"
Rows = Callable[[Desk], Iterable[Sequence[Value]]]


class ListExport(QObject):
    """Made for one export. Identities stay masked, as on the screen; the file appears when it is complete."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent

    def ask(self, title: str, columns: Sequence[Column], rows: Rows) -> None:
        """Ask for a place and write `rows(desk)` there, aside; the message line tells when it is done."""
        place = self._workplace
        name = f"{title} {local_day(place.ticker.wall_ms())}.xlsx"
        kinds = self.tr("Excel workbook (*.xlsx);;CSV (*.csv)")
        chosen = choose_to_save(self._window, self.tr("Export the list"), str(Path.home() / name), kinds)
        if not chosen:
            self.deleteLater()
            return
        target = Path(chosen).expanduser()
        if target.suffix.casefold() not in (".xlsx", ".csv"):
            target = target.with_name(target.name + ".xlsx")

        def work(desk: Desk) -> int:
            return write_table(target, target.suffix.casefold()[1:], columns, rows(desk), title)

        def done(count: int) -> None:
            number = place.formats.number(count)
            text = self.tr("{count} rows exported to {file}, identities masked.")
            place.told.emit("success", text.format(count=number, file=target))
            self.deleteLater()

        place.jobs.aside(work, place.desk, done=done)
