"""Where the data lies, when it was last backed up, and a backup now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from madiun_console.actions.desk import Desk
from madiun_console.actions.keep_store import back_up_now, latest_backup
from madiun_console.errors import ConsoleError
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace


def backup_time(desk: Desk) -> int:
    """When the latest good backup was made, milliseconds; 0 when there is none. Reads the disk."""
    found = latest_backup(desk.store.folder)
    return int(found.stat().st_mtime * 1000) if found else 0


class DataCard(Retranslated, SettingsCard):
    """A backup runs on the writing thread: what is typed meanwhile waits its turn and is not lost."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self._made_at: int | None = None
        self.folder = QLabel(self)
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.folder.setWordWrap(True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.last = QLabel(self)
        self.back_up = KeyButton("", parent=self)
        self.show_folder = KeyButton("", role="quiet", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self._folder, self._last = QLabel(self), QLabel(self)
        self.add_row(self._folder, self.folder)
        self.add_row(self._last, self.last)
        self.add_buttons(self.back_up, self.show_folder)
        self.column.addWidget(self.bar)
        for button in (self.back_up, self.show_folder):
            button.setAutoDefault(True)
        self.back_up.clicked.connect(self._on_back_up)
        self.show_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(workplace.desk.store.folder)))
        )
        self.retranslate()

    def entered(self) -> None:
        """Look for the latest backup."""
        self._workplace.ask(backup_time, done=self._on_time, latest="backup_time")

    def retranslate(self) -> None:
        self.set_heading(self.tr("Data and backup"))
        self._folder.setText(self.tr("Data folder"))
        self._last.setText(self.tr("Latest backup"))
        # A zero-width space after each separator: a long path breaks there instead of widening the page.
        self.folder.setText(
            str(self._workplace.desk.store.folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
        )
        self.back_up.set_label(self.tr("Back up now"))
        self.show_folder.set_label(self.tr("Open the folder"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._show_time()

    def _show_time(self) -> None:
        if self._made_at is None:
            self.last.setText("…")
        elif not self._made_at:
            self.last.setText(self.tr("none yet"))
        else:
            place = self._workplace
            self.last.setText(place.formats.moment(self._made_at, place.ticker.wall_ms()))

    def _on_time(self, made_at: int) -> None:
        self._made_at = made_at
        self._show_time()

    def _on_back_up(self) -> None:
        self.back_up.setEnabled(False)
        self.bar.show()
        self.message.clear()
        place = self._workplace
        place.jobs.act(back_up_now, place.desk, done=self._on_made, failed=self._on_refused)

    def _on_made(self, file: Path) -> None:
        self.back_up.setEnabled(True)
        self.bar.hide()
        self.message.show_message("success", self.tr("Backed up and checked: {file}").format(file=file.name))
        self.entered()

    def _on_refused(self, error: ConsoleError) -> None:
        self.back_up.setEnabled(True)
        self.bar.hide()
        self.message.show_message("danger", error.text(self._workplace.language))
