"""The queue panel, ready to be searched in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.ui.queue.queue_panel import QueuePanel
from tests.ui.queue.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
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
