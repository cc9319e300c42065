"""The language of the screen: installs and removes Qt translators at run time; widgets retranslate themselves.

English is the language of the source strings (`self.tr("Save")`), Bahasa Indonesia the one the program starts in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTranslator, Signal

from madiun_console.resources import resource_path
from madiun_console.ui.formats import Formats

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication

SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "id"
# Our own strings, and Qt's (Undo, Copy, Paste …): Qt ships no Indonesian.
CATALOGUES = ("madiun_console", "qt")


class Translator(QObject):
    """Holds the language that is on; one is made in `app` and handed to whoever formats or switches."""

    language_changed = Signal(str)

    def __init__(
        self, application: QCoreApplication, directory: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._directory = directory or resource_path("i18n")
        self._installed: list[QTranslator] = []
        self._language = SOURCE_LANGUAGE

    @property
    def language(self) -> str:
        """The language that is on: "id" or "en"."""
        return self._language

    @property
    def formats(self) -> Formats:
        """How times and numbers are written in the language that is on."""
        return Formats(self._language)

    def use(self, language: str) -> bool:
        """Switch; every widget gets a LanguageChange event. False when the built catalogue (.qm) is not there.

        Without its catalogue the screen stays in English, but times and texts of the tables do switch.
        """
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        complete = True
        if language != SOURCE_LANGUAGE:
            for name in CATALOGUES:
                found = self._install(f"{name}_{language}.qm")
                complete = complete and (found or name != CATALOGUES[0])
        if language != self._language:
            self._language = language
            self.language_changed.emit(language)
        return complete

    def _install(self, file: str) -> bool:
        translator = QTranslator(self)
        if not translator.load(str(self._directory / file)):
            return False
        self._application.installTranslator(translator)
        self._installed.append(translator)
        return True


class Retranslated:
    """Mixin, first among the bases: `retranslate()` sets every text and runs again when the language changes.

    Call `self.retranslate()` at the end of the constructor.
    """

    def retranslate(self) -> None:
        """Set every text of this widget that comes from tr()."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Retranslate on LanguageChange, then let Qt do its part."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]  # QWidget follows in the bases
