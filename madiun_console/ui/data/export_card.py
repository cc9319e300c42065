"""Data go out: a format, a period, masked unless a supervisor says why not; the file appears when it is whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from madiun_console.data_files.export_file import Cancelled, Exported, ExportWish, export_to_file
from madiun_console.domain.clock import WIB, local_day, local_time
from madiun_console.errors import ConsoleError
from madiun_console.queries.table_columns import Period
from madiun_console.ui.data.file_field import choose_to_save
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, InlineMessage, KeyButton, Labelled, SegmentedChoice
from madiun_console.ui.workplace import Workplace

STEPS = 1000
_ENDINGS = ("xlsx", "csv", "json", "geojson")
_YEAR = 365


class ExportCard(Retranslated, QWidget):
    """Every format of the command line."""

    progressed = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._stop: Event | None = None
        choices = [
            Choice("xlsx", "XLSX"),
            Choice("csv", "CSV"),
            Choice("json", "JSON"),
            Choice("geojson", "GeoJSON"),
        ]
        self.format = SegmentedChoice(choices, workplace.appearance, parent=self)
        self.since, self.until = QDateEdit(self), QDateEdit(self)
        self.unmasked = QCheckBox(self)
        self.reason = QLineEdit(self)
        self.export = KeyButton("", "Ctrl+S", role="primary", parent=self)
        self.cancel = KeyButton("", role="quiet", parent=self)
        self.bar = QProgressBar(self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title, self._about = title_label(self), text_label(self)
        self._format = Labelled(self.format, self)
        self._since, self._until = Labelled(self.since, self), Labelled(self.until, self)
        self._reason = Labelled(self.reason, self)
        self._set_out()
        self._connect()
        self.begin()
        self.retranslate()

    def _set_out(self) -> None:
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        days = QHBoxLayout()
        days.setSpacing(10)
        days.addWidget(self._since, 1)
        days.addWidget(self._until, 1)
        buttons = QHBoxLayout()
        for button in (self.export, self.cancel):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        above: tuple[QWidget, ...] = (self._title, self._about, self._format)
        below: tuple[QWidget, ...] = (self.unmasked, self._reason, self.message, self.bar)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(days)
        for widget in below:
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)
        for day in (self.since, self.until):
            day.setDisplayFormat("d MMM yyyy")
            day.setCalendarPopup(True)

    def _connect(self) -> None:
        self.unmasked.toggled.connect(lambda _on: self._show_state())
        self.format.value_changed.connect(lambda _format: self._show_state())
        self.export.clicked.connect(self._on_export)
        self.cancel.clicked.connect(self._on_cancel)
        self.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The last year as a workbook, masked."""
        self.format.set_value("xlsx")
        today = local_time(self._workplace.ticker.wall_ms())
        self.until.setDate(QDate(today.year, today.month, today.day))
        self.since.setDate(self.until.date().addDays(-_YEAR))
        self.unmasked.setChecked(False)
        self.reason.clear()
        self.message.clear()
        self._show_state()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Export"))
        self._about.setText(self.tr("Reports and calls as a table; what was exported can be imported again."))
        self._format.set_text(self.tr("Format"))
        self._since.set_text(self.tr("From"))
        self._until.set_text(self.tr("Up to and including"))
        self.unmasked.setText(self.tr("With names and telephone numbers"))
        self._reason.set_text(self.tr("Why"), self.tr("The export and its reason are logged."))
        self.export.set_label(self.tr("Export …"))
        self.cancel.set_label(self.tr("Stop"))
        self.bar.setAccessibleName(self.tr("Progress"))

    # ------------------------------------------------------------------------------------------ inside

    def _show_state(self) -> None:
        running = self._stop is not None
        may = self._workplace.may("export_unmasked") and self.format.value() != "geojson"
        self.unmasked.setVisible(may)
        self._reason.setVisible(may and self.unmasked.isChecked())
        self.export.setEnabled(not running)
        self.bar.setVisible(running)
        self.cancel.setVisible(running)

    def _wish(self) -> ExportWish:
        unmasked = self.unmasked.isVisibleTo(self) and self.unmasked.isChecked()
        period = Period(_midnight(self.since.date()), _midnight(self.until.date().addDays(1)))
        language = self._workplace.language
        return ExportWish(
            self.format.value() or "xlsx", period, language, unmasked, self.reason.text() if unmasked else ""
        )

    def _on_export(self) -> None:
        wish, place = self._wish(), self._workplace
        if wish.unmasked and not wish.reason.strip():
            self.message.show_message(
                "danger", self.tr("Say why the identities are needed."), dismissible=False
            )
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name = f"{self.tr('Call log')} {local_day(place.ticker.wall_ms())}.{wish.format}"
        chosen = choose_to_save(
            self, self.tr("Export"), str(Path.home() / name), f"{wish.format.upper()} (*.{wish.format})"
        )
        if not chosen:
            return
        target = Path(chosen).expanduser()
        if target.suffix.casefold()[1:] not in _ENDINGS:
            target = target.with_name(f"{target.name}.{wish.format}")
        stop = Event()
        self._stop = stop
        self.message.clear()
        self._show_state()

        def progress(done: int, total: int) -> None:
            if stop.is_set() or place.jobs.closing.is_set():
                raise Cancelled
            self.progressed.emit(done, total)

        def work() -> Exported | None:
            try:
                return export_to_file(place.desk, place.session, wish, target, progress)
            except Cancelled:
                return None

        place.jobs.aside(work, done=lambda done: self._on_done(done, wish, target), failed=self._on_refused)

    def _on_done(self, done: Exported | None, wish: ExportWish, target: Path) -> None:
        self._stop = None
        self.reason.clear()
        self.unmasked.setChecked(False)
        number = self._workplace.formats.number
        if done is None:
            self.message.show_message("info", self.tr("Stopped; no file was written."))
        else:
            text = self.tr("{count} rows written to {file}.").format(count=number(done.rows), file=target)
            if wish.unmasked:
                text += " " + self.tr("The identities are in it; keep the file safe.")
            if done.cut:
                text += " " + self.tr("{count} texts were too long for Excel and were cut.").format(
                    count=number(done.cut)
                )
            if done.without_place:
                text += " " + self.tr("{count} incidents without a place are not in it.").format(
                    count=number(done.without_place)
                )
            self.message.show_message("success", text)
        self._show_state()

    def _on_refused(self, error: ConsoleError) -> None:
        self._stop = None
        self.message.show_message("danger", error.text(self._workplace.language))
        self._show_state()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setValue(done * STEPS // max(1, total))

    def _on_cancel(self) -> None:
        if self._stop is not None:
            self._stop.set()


def _midnight(day: QDate) -> int:
    """The beginning of a day of the city, milliseconds."""
    moment = datetime(day.year(), day.month(), day.day(), tzinfo=WIB)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
