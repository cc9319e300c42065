"""A list of 300 incidents as large as in the window, and what is painted of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.synthetic_rows import synthetic_rows
from madiun_console.resources import load_rulebook
from madiun_console.ui.formats import Formats
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.theme import Appearance

RULEBOOK = load_rulebook()


def made_view(look: Appearance, shown: Callable[..., QWidget], now_ms: Callable[[], int]) -> IncidentView:
    """Shown, with the keyboard; nothing is marked."""
    words = RowWords(lambda: RULEBOOK, lambda: Formats("id"), now_ms)
    model = IncidentModel(words)
    view = IncidentView(model, words, look)
    words.setParent(view)
    model.setParent(view)
    model.reset(synthetic_rows(RULEBOOK, 300))
    shown(view, 850, 500)
    view.setFocus()
    return view


def ids(view: IncidentView) -> list[str]:
    """The incidents in their order."""
    return [row.id for row in view._model.rows()]


def paint(view: IncidentView) -> None:
    """What Qt has put off until the screen asks for it."""
    QApplication.processEvents()
    QApplication.sendEvent(view.window(), QEvent(QEvent.Type.UpdateRequest))
