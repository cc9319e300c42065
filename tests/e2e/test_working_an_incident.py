"""An incident from the first key to its end: agencies told, their answers, steps, notes, the code it ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.queries.queue import QueueFilter, closed_incidents

from .conftest import CTRL, SHIFT

if TYPE_CHECKING:
    from madiun_console.ui.incident.incident_pane import IncidentPane

    from .conftest import Sitter

# Menus open as windows of their own, and the offscreen platform says that it cannot raise windows.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
FIGHT = "Ada tawuran pemuda di Winongo bawa celurit, sekitar 20 orang, satu luka parah"


def pane(sitter: Sitter) -> IncidentPane:
    return sitter.window.queue_page.incident


@pytest.fixture
def quarrel(operator: Sitter) -> Sitter:
    """Op looks at an incident that a supervisor is not needed for."""
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    assert operator.detail().row.level != "high"
    return operator


def close_with_first_code(sitter: Sitter) -> None:
    sitter.alt(Qt.Key.Key_U)
    sitter.key(Qt.Key.Key_Up)
    sitter.key(Qt.Key.Key_Return)
    sitter.write("1")
    sitter.key(Qt.Key.Key_Return)


def test_f9_while_taking_the_call_leads_to_the_message_and_ctrl_enter_records_it(operator: Sitter) -> None:
    operator.call(story=FIGHT)
    operator.key(Qt.Key.Key_F9)
    panel = pane(operator).escalations.panel
    assert panel is not None
    message = panel.message_box.message()
    assert "Winongo" in message
    assert "7890" not in message
    operator.ctrl(Qt.Key.Key_Return)
    (sent,) = operator.detail().escalations
    assert (sent.agency_kind, sent.state) == ("polri", "sent")
    operator.alt(Qt.Key.Key_A)
    operator.write("1")
    operator.key(Qt.Key.Key_Return)
    operator.alt(Qt.Key.Key_A)
    operator.write("3")
    operator.key(Qt.Key.Key_Return)
    (answered,) = operator.detail().escalations
    assert [answer.state for answer in answered.answers] == ["received", "on_scene"]


def test_each_agency_has_its_own_clock(operator: Sitter) -> None:
    operator.call(story=FIGHT)
    operator.ctrl(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F10):
        operator.key(key)
        operator.ctrl(Qt.Key.Key_Return)
    operator.alt(Qt.Key.Key_A)
    operator.write("1")
    operator.key(Qt.Key.Key_Return)
    states = {one.agency_kind: one.state for one in operator.detail().escalations}
    assert states == {"polri": "received", "tni": "sent"}
    operator.clock.added_ms += 10 * 60_000
    operator.window._workplace.ticker.ticked.emit()
    assert operator.window.frame.top_bar.overdue_text() == "1 eskalasi lewat batas"


def test_steps_and_notes_stand_in_the_log(quarrel: Sitter) -> None:
    quarrel.alt(Qt.Key.Key_P)
    quarrel.key(Qt.Key.Key_Space)
    quarrel.alt(Qt.Key.Key_N)
    quarrel.enter("Ketua RT sudah dihubungi")
    detail = quarrel.detail()
    assert [step.by_name for step in detail.steps if step.state] == ["Op"]
    assert len(detail.timeline) >= 3
    assert "Ketua RT" in str(detail.timeline[0])


def test_it_is_claimed_closed_found_in_the_history_and_opened_again(quarrel: Sitter) -> None:
    quarrel.key(Qt.Key.Key_C)
    assert quarrel.detail().row.owner_name == "Op"
    number = quarrel.detail().row.number
    close_with_first_code(quarrel)
    assert quarrel.queue() == []
    (closed,) = closed_incidents(quarrel.desk, QueueFilter())
    assert closed.closing == quarrel.desk.rulebook.closings[0].id
    quarrel.ctrl(Qt.Key.Key_K)
    quarrel.write(number)
    quarrel.key(Qt.Key.Key_Down)
    quarrel.key(Qt.Key.Key_Home)
    quarrel.alt(Qt.Key.Key_U)
    quarrel.key(Qt.Key.Key_Down)
    quarrel.key(Qt.Key.Key_Return)
    quarrel.enter("Ribut lagi")
    (row,) = quarrel.queue()
    assert row.is_open


def test_f9_acts_on_what_is_shown_after_it_was_closed(quarrel: Sitter) -> None:
    close_with_first_code(quarrel)
    page = quarrel.window.queue_page
    page.queue.focus_list()
    assert page.queue.incident_at_hand() is None
    shown = page.incident.page
    assert shown is not None
    assert not shown.detail.row.is_open
    quarrel.key(Qt.Key.Key_F9)
    assert page.incident.escalations.panel is not None
    assert page.incident.page is not None
    assert page.incident.page.id == shown.id


def test_keys_after_a_search_act_on_what_was_found(quarrel: Sitter) -> None:
    found = quarrel.detail().row
    quarrel.call(number="0813 1111 2222", story="Sengketa lahan parkir di Taman")
    quarrel.ctrl(Qt.Key.Key_Return)
    running = quarrel.detail().row
    assert running.id != found.id
    quarrel.ctrl(Qt.Key.Key_K)
    quarrel.write("tidakada")
    quarrel.key(Qt.Key.Key_Return)
    quarrel.key(Qt.Key.Key_F9)
    quarrel.alt(Qt.Key.Key_U)
    assert pane(quarrel).page is None, "what is shown is not in the list"
    quarrel.ctrl(Qt.Key.Key_K)
    quarrel.write(found.number)
    quarrel.key(Qt.Key.Key_Return)
    page = pane(quarrel).page
    assert page is not None
    assert page.id == found.id
    close_with_first_code(quarrel)
    assert [row.id for row in quarrel.queue()] == [running.id]


def test_escape_in_the_note_goes_back_to_the_list(quarrel: Sitter) -> None:
    quarrel.alt(Qt.Key.Key_N)
    quarrel.enter("Ketua RT sudah dihubungi")
    quarrel.key(Qt.Key.Key_Escape)
    quarrel.key(Qt.Key.Key_C)
    assert quarrel.detail().row.owner_name == "Op"


def test_a_high_one_is_closed_by_a_supervisor_alone(operator: Sitter) -> None:
    operator.call(story=FIGHT)
    operator.ctrl(Qt.Key.Key_Return)
    close_with_first_code(operator)
    assert len(operator.queue()) == 1
    operator.key(Qt.Key.Key_Escape)
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    operator.key(Qt.Key.Key_Down)
    close_with_first_code(operator)
    assert operator.queue() == []
    (closed,) = closed_incidents(operator.desk, QueueFilter())
    assert closed.level == "high"
