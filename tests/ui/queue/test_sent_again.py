"""An agency that was asked again: the last asking counts, and the first alarms nobody any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.actions.escalate import escalate, record_answer
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import raise_level
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import open_incidents

if TYPE_CHECKING:
    from tests.desk_fixtures import MovedClock
    from tests.ui.conftest import HeldClock
    from tests.ui.queue.finder import Finder

POLICE = "polres_madiun_kota"


class Again:
    """A high incident whose agency could not be reached, and is asked again after the limit."""

    def __init__(self, finder: Finder, clock: MovedClock, held: HeldClock) -> None:
        self.finder, self.clock, self.held = finder, clock, held
        self.alarms: list[str] = []
        self.desk, self.by = finder.workplace.desk, finder.people.operator
        self.incident = save_report(self.desk, self.by, finder.form()).created["incident"]
        raise_level(self.desk, self.by, self.incident, "high", "")
        self.first = self.ask()
        record_answer(self.desk, self.by, self.first, "unreachable", "phone")
        finder.panel.alarm.connect(self.alarms.append)
        self.pass_minutes(6)

    def ask(self, agency: str = POLICE) -> str:
        return escalate(self.desk, self.by, self.incident, agency, "Mohon dicek", "phone").created[
            "escalation"
        ]

    def answer(self, escalation: str, state: str) -> None:
        record_answer(self.desk, self.by, escalation, state, "phone")
        self.read()

    def pass_minutes(self, minutes: int) -> None:
        self.clock.pass_minutes(minutes)
        self.held.pass_time(self.finder.workplace.ticker, 60 * minutes)
        self.read()

    def read(self) -> None:
        self.finder.panel.reload()
        self.finder.settle()
        self.finder.workplace.ticker.ticked.emit()

    def overdue(self) -> int:
        feed = self.finder.panel._feed
        return feed._due.count(self.finder.workplace.ticker.wall_ms()).unanswered

    def chips(self) -> list[tuple[str, str]]:
        (row,) = self.finder.panel._model.rows()
        return [(chip.full_text, chip.tone) for chip in self.finder.panel._words.chips(row)]


def test_an_answer_to_the_second_ends_the_wait_for_the_first(
    finder: Finder, clock: MovedClock, held: HeldClock
) -> None:
    again = Again(finder, clock, held)
    assert (again.overdue(), again.alarms) == (1, ["unanswered"])
    second = again.ask()
    again.read()
    assert again.overdue() == 0
    again.answer(second, "moving")
    again.pass_minutes(30)
    assert (again.overdue(), again.alarms) == (0, ["unanswered"])
    assert again.chips() == [("POLRI · moving", "success"), ("POLRI · unreachable", "neutral")]
    (row,) = open_incidents(again.desk)
    assert row.next_due is None
    detail = incident_detail(again.desk, again.incident)
    assert detail is not None
    assert [(one.id, one.state, one.replaced, one.due) for one in detail.escalations] == [
        (again.first, "unreachable", True, None),
        (second, "moving", False, None),
    ]


def test_while_nobody_answers_one_is_overdue_and_not_both(
    finder: Finder, clock: MovedClock, held: HeldClock
) -> None:
    again = Again(finder, clock, held)
    again.ask()
    again.pass_minutes(6)
    assert (again.overdue(), again.alarms) == (1, ["unanswered", "unanswered"])
    (live, _), (old, tone) = again.chips()
    assert ("unreachable" in live, old, tone) == (False, "POLRI · unreachable", "neutral")


def test_declined_at_the_second_asking_is_in_nobodys_hands(
    finder: Finder, clock: MovedClock, held: HeldClock
) -> None:
    again = Again(finder, clock, held)
    again.answer(again.ask(), "declined")
    assert again.overdue() == 1
    assert again.chips()[0][1] == "danger"
    again.ask("kodim_0803")
    again.read()
    assert again.overdue() == 0
