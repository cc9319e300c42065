"""An incident whose only agency declined is in nobody's hands: its row says so, until somebody else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.actions.escalate import escalate, record_answer, withdraw
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import raise_level
from madiun_console.queries.queue import open_incidents

if TYPE_CHECKING:
    import pytest

    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock
    from tests.ui.queue.finder import Finder

POLICE, ARMY = "polres_madiun_kota", "kodim_0803"


def declined(finder: Finder, level: str = "high") -> str:
    desk, by = finder.workplace.desk, finder.people.operator
    incident = save_report(desk, by, finder.form()).created["incident"]
    raise_level(desk, by, incident, level, "")
    sent = escalate(desk, by, incident, POLICE, "Mohon dicek", "phone").created["escalation"]
    record_answer(desk, by, sent, "declined", "phone", note="Bukan wilayah kami")
    return incident


def shown(finder: Finder) -> tuple[list[tuple[str, str]], str, int]:
    """Chips with their tones, the tone of the age, how many are overdue."""
    finder.panel.reload()
    finder.qtbot.waitUntil(finder.workplace.jobs.is_idle)
    (row,) = finder.panel._model.rows()
    words = finder.panel._words
    return (
        [(chip.text, chip.tone) for chip in words.chips(row)],
        words.age_tone(row),
        len(finder.panel._feed.most_overdue()),
    )


def test_it_is_overdue_at_once_and_quiet_when_the_next_is_asked(finder: Finder, clock: MovedClock) -> None:
    incident = declined(finder)
    (chip,), age, overdue = shown(finder)
    assert "POLRI" in chip[0]
    assert (chip[1], age, overdue) == ("danger", "danger", 1)
    desk, by = finder.workplace.desk, finder.people.operator
    again = escalate(desk, by, incident, ARMY, "Mohon dicek", "phone").created["escalation"]
    chips, age, overdue = shown(finder)
    assert [tone for _, tone in chips] == ["neutral", "neutral"]
    assert (age, overdue) == ("neutral", 0)
    withdraw(desk, by, again, "salah alamat")
    chips, age, overdue = shown(finder)
    assert ("danger" in [tone for _, tone in chips], age, overdue) == (True, "danger", 1)


def test_an_agency_is_not_alarmed_by_its_own_refusal(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    declined(finder)
    assert shown(finder)[2] == 1
    place: Workplace = finder.workplace
    monkeypatch.setattr(place.desk, "agency", POLICE)
    monkeypatch.setattr(finder.panel._words, "at_agency", True)
    (row,) = open_incidents(place.desk)
    assert [badge.due for badge in row.badges] == [None]
    (chip,), age, overdue = shown(finder)
    assert (chip[1], age, overdue) == ("neutral", "neutral", 0)
