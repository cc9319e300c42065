"""What stands around a report that is about to be saved is painted while the caller still speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.actions.take_call import save_report
from madiun_console.queries.queue import incidents
from madiun_console.ui.queue.queue_panel import QueuePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People

SMALL = {"answers": {}, "kind_id": "", "narrative": "Ribut-ribut di lapangan"}


def test_a_jump_to_another_part_of_the_list_paints_no_row_anew(
    workplace: Workplace,
    people: People,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
    form: Callable[..., ReportForm],
    painted: list[str],
) -> None:
    desk = workplace.desk
    for number in range(16):
        save_report(desk, people.operator, form(number=f"0812 3456 {number:04d}", **SMALL))
    panel = QueuePanel(workplace)
    shown(panel, 850, 400)
    panel.reload()
    qtbot.waitUntil(lambda: panel._model.rowCount() == 16)
    panel.select(panel._model.row_at(0).id)
    panel._view.viewport().grab()
    changes = save_report(desk, people.operator, form(number="0812 9999 0000", **SMALL))
    (new,) = incidents(desk, [changes.created["incident"]])
    panel.saved.foresee(new.level_rank)
    qtbot.waitUntil(lambda: not panel.saved._idle.isActive())
    panel.saved.expect(new)
    painted.clear()
    panel.saved.show(new)
    assert panel._view.current_id() == new.id
    assert painted == []
    panel.saved.foresee(
        new.level_rank
    )  # it stands at the foot, and what would come is in sight but for one row
    qtbot.waitUntil(lambda: not panel.saved._idle.isActive())
