"""The queue panel, ready to be searched in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.ui.queue.queue_panel import QueuePanel
from madiun_console.ui.queue.row_painter import Mark, RowPainter
from tests.ui.queue.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People


@pytest.fixture
def finder(
    workplace: Workplace,
    people: People,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
    form: Callable[..., ReportForm],
) -> Finder:
    panel = QueuePanel(workplace)
    shown(panel, 850, 700)
    panel.reload()
    qtbot.waitUntil(workplace.jobs.is_idle)
    return Finder(panel, workplace, qtbot, people, form)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The incidents whose rows are painted from now on, and not copied from a picture; clear it where counting begins."""
    found: list[str] = []
    paint = RowPainter.paint

    def watched(self: RowPainter, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        found.append(row.id)
        paint(self, painter, rect, row, mark)

    monkeypatch.setattr(RowPainter, "paint", watched)
    return found
