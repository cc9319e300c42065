"""Twenty changed rows in a sorted queue of 5,000: patching them, against resetting the model with the same rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from bench.figures import Figure, median
from bench.synthetic_rows import NOW_MS, shaken, synthetic_rows
from madiun_console.domain.rulebook import Rulebook
from madiun_console.resources import load_rulebook
from madiun_console.ui.formats import Formats
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.theme import Appearance, dress

ROWS, CHANGED, MOST_RATIO = 5_000, 20, 1 / 20
WIDTH, HEIGHT = 850, 700
"""Size of the list on an office screen (pixels)."""


def measure(rounds: int, say: Callable[[str], None]) -> list[Figure]:
    """Both end when the list is painted again with the same incident selected; rounds of the two alternate.

    The reset gets its rows as they come from the store, in no order, and without the time to read them.
    """
    say("  rows of the queue")
    instance = QApplication.instance()
    application = instance if isinstance(instance, QApplication) else QApplication([])
    appearance = Appearance()
    dress(application, appearance.theme)
    bench = _Bench(application, appearance, load_rulebook())
    patched, reset = [], []
    try:
        for _ in range(rounds):
            patched.append(bench.patch())
            reset.append(bench.reset())
    finally:
        bench.view.close()
    return [
        Figure(
            what=f"{CHANGED} changed rows in a sorted queue of {ROWS:,}",
            value=median(patched) * 1000,
            unit="ms",
            compared_with="resetting the model with the same rows",
            baseline=median(reset) * 1000,
            most=MOST_RATIO,
            note="sorted, laid out and painted; selection and scroll stay only when patched",
        )
    ]


class _Bench:
    """The real model and view, shown offscreen."""

    def __init__(self, application: QApplication, appearance: Appearance, rulebook: Rulebook) -> None:
        self._application = application
        self._rulebook = rulebook
        self._random = Random(20)
        words = RowWords(lambda: rulebook, lambda: Formats("id"), lambda: NOW_MS)
        self._words = words
        self.model = IncidentModel(words)
        self.view = IncidentView(self.model, words, appearance)
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        self.model.reset(synthetic_rows(rulebook, ROWS))
        self._chosen = self.model.rows()[3].id
        self.view.show_current(self._chosen)
        application.processEvents()

    def patch(self) -> float:
        changed = shaken(self._rulebook, self.model.rows(), CHANGED, self._random)
        # What the reset before has left to the first patch after it is not ours: patches follow patches.
        self.view.scheduleDelayedItemsLayout()
        self._paint()
        started = time.perf_counter()
        self.model.apply(changed)
        self._paint()
        return time.perf_counter() - started

    def reset(self) -> float:
        rows = list(self.model.rows())
        self._random.shuffle(rows)
        self._paint()
        started = time.perf_counter()
        self.model.reset(rows)
        self.view.show_current(self._chosen)
        self._paint()
        return time.perf_counter() - started

    def _paint(self) -> None:
        """Do now what Qt puts off: the layout until a timer of 0 ms, the painting until the screen asks, 5 ms later."""
        self._application.processEvents()
        for part in (self.view.verticalHeader(), self.view.horizontalHeader(), self.view):
            part.executeDelayedItemsLayout()
        self._application.sendEvent(self.view, QEvent(QEvent.Type.UpdateRequest))


if __name__ == "__main__":
    for figure in measure(40, print):
        print(
            f"{figure.what}: {figure.value:.2f} {figure.unit}, reset {figure.baseline:.2f} {figure.unit}, ",
            end="",
        )
        print(f"ratio 1/{1 / figure.ratio:.0f}" if figure.ratio else "", "kept" if figure.kept else "MISSED")
