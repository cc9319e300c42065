"""What must not happen twice by accident: a second form under the first, the same agency told once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from madiun_console.actions import escalate

from .conftest import ALT, CTRL
from .test_escalating import high, open_panel
from .test_incident_pane import texts

if TYPE_CHECKING:
    from tests.ui.incident.conftest import Scene

__all__ = ["high"]


def test_one_form_at_a_time_and_ctrl_enter_is_its_own(high: Scene) -> None:
    high.act(escalate.escalate, high.incident, "polsek_manguharjo", "pesan", "phone")
    open_panel(high, "polri")
    high.pane.focus_note()
    high.key(Qt.Key.Key_Return, CTRL)
    high.wait()
    assert len(high.detail().escalations) == 1  # the note field has the focus, not the panel
    line = high.pane.escalations.lines.widgets[0]
    line.withdraw.setFocus()
    high.key(Qt.Key.Key_Return)
    assert high.pane.escalations.panel is None
    form = line.slot.form
    assert form is not None
    high.type("keliru")
    high.key(Qt.Key.Key_Return, CTRL)
    high.wait()
    assert [row.state for row in high.detail().escalations] == ["cancelled"]


def test_an_agency_that_is_at_it_is_told_again_only_when_asked_twice(high: Scene) -> None:
    panel = open_panel(high, "polri")
    high.act(
        escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone"
    )  # another desk, meanwhile
    high.key(Qt.Key.Key_Return, CTRL)
    high.wait()
    assert "already" in panel.message.accessibleName()
    assert panel.confirm_button.text() == "Send again"
    assert len(high.detail().escalations) == 1
    panel.recipients.choose("polsek_manguharjo")
    assert not panel.message.isVisible()
    assert panel.confirm_button.text() == "Record as sent"
    panel.recipients.choose("polres_madiun_kota")
    for expected in (1, 2):
        high.key(Qt.Key.Key_Return, CTRL)
        high.wait()
        assert len(high.detail().escalations) == expected


def test_a_decline_offers_the_next_rung_and_puts_who_declined_last(high: Scene) -> None:
    sent = high.act(escalate.escalate, high.incident, "koramil_manguharjo", "pesan", "phone").created[
        "escalation"
    ]
    high.act(partial(escalate.record_answer, note="bukan wilayah kami"), sent, "declined", "phone")
    step = high.pane.escalations.next_step
    assert "Koramil Manguharjo does not take it" in step.message.accessibleName()
    high.key(Qt.Key.Key_K, ALT, high.pane)
    high.qtbot.waitUntil(lambda: high.pane.escalations.panel is not None)
    high.wait()
    panel = high.pane.escalations.panel
    assert panel is not None
    assert panel.recipients.addresses()[-1] == "koramil_manguharjo" != panel.recipients.value()
    high.key(Qt.Key.Key_I, ALT, high.pane)
    high.qtbot.waitUntil(lambda: high.pane.escalations.panel is not panel)
    high.wait()
    panel = high.pane.escalations.panel
    assert panel is not None
    assert panel.recipients.value() == "kodim_0803"
    high.key(Qt.Key.Key_Return, CTRL)
    high.wait()
    assert not step.message.isVisible()
    assert "Koramil Manguharjo declined" in high.pane.timeline.view.rows_model()._rows[0].text


def test_a_note_of_the_agency_stands_on_its_card(high: Scene) -> None:
    sent = high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone").created[
        "escalation"
    ]
    high.act(escalate.note_for_agency, sent, "Dua unit berangkat dari Mapolres")
    assert "14.32 Note: Dua unit berangkat dari Mapolres" in texts(high.pane.escalations.lines.widgets[0])


def test_the_card_of_one_that_was_asked_again_runs_no_more(high: Scene) -> None:
    ask = partial(high.act, escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    first = ask().created["escalation"]
    high.act(escalate.record_answer, first, "unreachable", "phone")
    high.pass_time(360)
    lines = high.pane.escalations.lines
    old = lines.widget(first)
    assert old is not None
    assert (old._chip.chip.tone, old._chip.chip.clock) == ("danger", "06:00")
    second = ask().created["escalation"]
    assert (old._chip.chip.tone, old._chip.chip.clock) == ("neutral", "")
    assert not high.pane.escalations.next_step.message.isVisible()
    assert high.pane.escalations._first == second
    high.act(escalate.record_answer, second, "moving", "phone")
    high.pass_time(3600)
    assert [line._chip.chip.tone for line in lines.widgets] == ["neutral", "success"]
