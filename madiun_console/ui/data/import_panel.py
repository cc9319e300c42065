"""Past calls come in: choose a file, match its columns, look at what would come of it, take it in; each by keyboard."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from madiun_console.actions.desk import Desk, Session
from madiun_console.data_files.import_file import ImportReport, run_import
from madiun_console.data_files.inspect_table import Sight, look_at
from madiun_console.data_files.opening_table import open_table
from madiun_console.data_files.table import Table
from madiun_console.domain.past_rows.headers import Mapping
from madiun_console.errors import ConsoleError
from madiun_console.ui.data.file_field import FileField
from madiun_console.ui.data.import_words import COLUMN, ImportWords
from madiun_console.ui.data.match_model import BECOMES, MatchModel, MatchView
from madiun_console.ui.entry.entry_card import title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton
from madiun_console.ui.workplace import Workplace

STEPS = 1000
FOUND_HEIGHT, FOUND_LOW, LOW = 128, 58, 560
"""Height of what was found; less where the panel is lower than LOW, so that the columns keep their room (pixels)."""


def look(path: str) -> tuple[Path, Table, Sight]:
    """Open a file and look at its beginning."""
    file = Path(path).expanduser()
    table = open_table(file)
    return file, table, look_at(table)


class ImportPanel(Retranslated, QFrame):
    """Nothing is saved before "Take in"; an import that is stopped keeps what went in."""

    progressed = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._workplace = workplace
        self._words = ImportWords(workplace, self)
        self._seen: tuple[Path, Table, Sight] | None = None
        self._mapping: Mapping | None = None
        self._report: ImportReport | None = None
        self._dry_run = True
        self._stop: Event | None = None
        self.file = FileField(self)
        self.told = QLabel(self)
        self.model = MatchModel(self)
        self.view = MatchView(self.model, self)
        self.found = QPlainTextEdit(self)
        self.bar = QProgressBar(self)
        self.check = KeyButton("", "Ctrl+R", parent=self)
        self.take_in = KeyButton("", "Ctrl+Return", role="primary", parent=self)
        self.cancel = KeyButton("", "Esc", role="quiet", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title = title_label(self)
        self._set_out()
        self._connect()
        self._show_state()
        self.retranslate()

    def _set_out(self) -> None:
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("role", "caption")
        self.told.setWordWrap(True)
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setMinimumHeight(FOUND_LOW)
        self.found.setMaximumHeight(FOUND_HEIGHT)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.take_in, self.check, self.cancel):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (self._title, self.file, self.told, self.message):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.found)
        column.addLayout(buttons)
        # Without a file there is no list to take the room: what stands here stays at the top.
        column.addStretch(0)
        self._rest = column.count() - 1
        self._column = column

    def _connect(self) -> None:
        self.file.wanted.connect(self.open_file)
        self.model.chosen.connect(self._on_chosen)
        self.check.clicked.connect(lambda: self._run(dry_run=True))
        self.take_in.clicked.connect(lambda: self._run(dry_run=False))
        self.cancel.clicked.connect(self._on_cancel)
        # from the thread that reads the file; queued, so that it never paints from there
        self.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    # ------------------------------------------------------------------------------------------ for the page

    def open_file(self, path: str) -> None:
        """Look at a file; what was there before is forgotten."""
        if self._stop is not None:
            return
        self._seen = self._mapping = self._report = None
        self.message.clear()
        self._show_state()
        self._workplace.jobs.aside(look, path, done=self._on_seen, failed=self._on_refused)

    def is_running(self) -> bool:
        """Whether a file is being read now."""
        return self._stop is not None

    def retranslate(self) -> None:
        self._title.setText(self.tr("Import"))
        self.view.setAccessibleName(self.tr("Columns of the file and what they go in as"))
        self.found.setAccessibleName(self.tr("What was found"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.check.set_label(self.tr("Check the whole file"))
        self.take_in.set_label(self.tr("Take in"))
        self.cancel.set_label(self.tr("Stop"))
        self._tell()

    # ------------------------------------------------------------------------------------------ what comes back

    def _on_seen(self, seen: tuple[Path, Table, Sight]) -> None:
        self._seen, self._mapping = seen, seen[2].mapping
        self._tell()
        self._show_state()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, BECOMES))
        self._run(dry_run=True)

    def _on_chosen(self, key: tuple[str, ...], code: str) -> None:
        if self._mapping is None:
            return
        if key[0] == COLUMN:
            self._mapping = self._mapping.with_column(int(key[1]), code)
        elif code != "?":
            self._mapping = self._mapping.with_value(key[1], key[2], code)
        self._fill()

    def _run(self, *, dry_run: bool) -> None:
        if self._seen is None or self._mapping is None or self._stop is not None:
            return
        path, table, sight = self._seen
        place, stop = self._workplace, Event()
        self._stop, self._dry_run = stop, dry_run
        self.message.clear()
        self.bar.setValue(0)
        self._show_state()
        place.jobs.aside(
            _read, place.desk, place.session, path, table, sight, self._mapping, dry_run, self.progressed.emit,
            lambda: stop.is_set() or place.jobs.closing.is_set(), done=self._on_read, failed=self._on_refused,
        )  # fmt: skip

    def _on_read(self, report: ImportReport) -> None:
        self._stop, self._report = None, report
        if report.changes.incidents or not self._dry_run:
            self._workplace.jobs.acted.emit(report.changes)
            self._workplace.jobs.changed.emit(report.changes)
        self._tell()
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
            self.cancel.setEnabled(False)

    # ------------------------------------------------------------------------------------------ what is shown

    def _tell(self) -> None:
        """Everything that is made of words."""
        self.told.setText(self._words.of_file(*self._seen[1:]) if self._seen else "")
        self.told.setVisible(self._seen is not None)
        self._fill()
        report = self._report
        if report is None:
            return
        tone = "warning" if report.tally.refused or report.cancelled or report.trouble else "success"
        if self._dry_run:
            tone = "warning" if report.tally.refused else "info"
        self.message.show_message(tone, self._words.result(report, dry_run=self._dry_run), dismissible=False)
        self.found.setPlainText(self._words.refused(report) or self._words.first_rows(report))

    def _fill(self) -> None:
        if self._seen is None or self._mapping is None:
            self.model.set_lines([])
            return
        unknown = self._report.unknown if self._report is not None else {}
        self.model.set_lines(self._words.lines(self._seen[2], self._mapping, unknown))

    def _show_state(self) -> None:
        ready, running = self._seen is not None, self._stop is not None
        self.view.setVisible(ready)
        self._column.setStretch(self._rest, 0 if ready else 1)
        self.found.setVisible(ready and self._report is not None and bool(self.found.toPlainText()))
        self.bar.setVisible(running)
        for button in (self.check, self.take_in):
            button.setVisible(ready)
            button.setEnabled(ready and not running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)
        self.file.setEnabled(not running)
        self.view.setEnabled(not running or self._dry_run)

    # ------------------------------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.found.setMaximumHeight(FOUND_LOW if self.height() < LOW else FOUND_HEIGHT)


def _read(
    desk: Desk,
    by: Session,
    path: Path,
    table: Table,
    sight: Sight,
    mapping: Mapping,
    dry_run: bool,
    progress: object,
    cancelled: object,
) -> ImportReport:
    return run_import(
        desk, by, path, table, sight, mapping, dry_run=dry_run, progress=progress, cancelled=cancelled,  # type: ignore[arg-type]
    )  # fmt: skip
