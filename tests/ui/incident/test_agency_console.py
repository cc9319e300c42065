"""Giving an incident to an agency that has a console of its own: it arrives there by itself, while this desk is connected."""

# ruff: noqa: F811 - a fixture of another module is named by those who use it
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions import escalate
from madiun_console.errors import InvalidInput
from madiun_console.sync.link_state import LinkState, Mode
from madiun_console.ui.incident.answer_form import AnswerForm

from .conftest import CTRL
from .test_escalating import high, open_panel  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ui.incident.conftest import Scene

POLRES = "polres_madiun_kota"


@pytest.fixture
def hear(high: Scene) -> Iterator[Callable[..., None]]:
    """Says how the link stands, and which agencies have a desk."""

    def say(mode: Mode, *agencies: str) -> None:
        high.workplace.link.hear(LinkState(mode, agencies=agencies))
        high.wait()

    yield say
    say("alone")
    high.qtbot.waitUntil(lambda: not high.workplace.presence._pause.isActive())


def test_an_agency_with_a_desk_of_its_own_gets_it_there(high: Scene, hear: Callable[..., None]) -> None:
    hear("live", POLRES)
    high.pane.focus_note()
    high.key(Qt.Key.Key_F9)
    panel = high.pane.escalations.panel
    assert panel is not None
    assert "Arrives by itself at the desk of" in panel.arrival.text()
    assert "own desk" in panel.recipients._lines[POLRES].trailing()
    assert panel.channel.value() == "desk"
    assert panel.confirm_button.text().startswith("Send")
    high.key(Qt.Key.Key_Return, CTRL)
    high.qtbot.waitUntil(lambda: high.pane.escalations.panel is None)
    high.wait()
    row = high.detail().escalations[0]
    assert (row.agency, row.channel) == (POLRES, "desk")
    assert "Console" in high.pane.timeline.view.rows_model()._rows[0].text
    form = AnswerForm(
        high.workplace, high.pane.escalations.clock, row
    )  # what they say by telephone goes by that channel
    assert form.channel.value() == "phone"
    form.deleteLater()


def test_another_channel_may_be_chosen_and_who_has_no_desk_is_telephoned(
    high: Scene, hear: Callable[..., None]
) -> None:
    hear("live", POLRES)
    panel = open_panel(high, "polri")
    other = next(one for one in panel.recipients.addresses() if one != POLRES)
    panel.recipients.choose(other)
    high.wait()
    assert panel.channel.value() == "phone"
    assert not panel.arrival.text()
    assert "desk" not in [button.choice.value for button in panel.channel.buttons]
    panel.recipients.choose(POLRES)
    high.wait()
    panel.channel.setFocus()
    high.key(Qt.Key.Key_3)
    assert panel.channel.value() == "whatsapp"
    assert panel.confirm_button.text().startswith("Record as sent")


def test_while_offline_it_is_telephoned_and_said_when_it_arrives(
    high: Scene, hear: Callable[..., None]
) -> None:
    hear("offline", POLRES)
    panel = open_panel(high, "polri")
    assert panel.channel.value() == "phone"
    assert "arrives there when the link is back" in panel.arrival.text()
    hear("live", POLRES)
    assert panel.channel.value() == "desk"
    hear("offline", POLRES)
    assert panel.channel.value() == "phone"


def test_only_an_agency_itself_answers_by_its_console(high: Scene) -> None:
    panel = open_panel(high, "polri")
    panel.confirm()
    high.wait()
    sent = high.detail().escalations[0].id
    with pytest.raises(InvalidInput):
        escalate.record_answer(high.workplace.desk, high.people.operator, sent, "received", "desk")
