"""What must not happen twice by accident: a second form under the first, the same agency told once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from madiun_console.actions import escalate

from .conftest import CTRL
from .test_escalating import high, open_panel

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
