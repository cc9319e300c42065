"""Which program this is, for whoever is asked by the help desk."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QWidget

from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace


def program_version() -> str:
    """The installed version, "dev" from a checkout."""
    try:
        return version("madiun-console")
    except PackageNotFoundError:
        return "dev"


class AboutCard(Retranslated, SettingsCard):
    """Versions in one line that can be copied."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self.copy = KeyButton("", parent=self)
        self.copy.setAutoDefault(True)
        self.add_buttons(self.copy)
        self.copy.clicked.connect(self._on_copy)
        self.retranslate()

    def text(self) -> str:
        """Program, interpreter and library of the screen, with their versions."""
        return f"Konsol Madiun {program_version()} · Python {platform.python_version()} · Qt {pyside_version}"

    def retranslate(self) -> None:
        self.set_heading(self.tr("About"), self.text())
        self.copy.set_label(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the versions"))

    def _on_copy(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(
            f"{self.text()}\n{platform.platform()}\n{self._workplace.log_file}"
        )
        self.message.show_message("success", self.tr("Copied, with the place of the log file."))
