"""Random shifts at a real store against a small oracle: what the queue shows, before and after closing and opening it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from madiun_console.actions import drafts, escalate, link_reports, take_call, work_incident
from madiun_console.actions.desk import Desk
from madiun_console.db.rebuild import rebuild
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.queries.desk_lists import drafts as kept_drafts
from madiun_console.queries.queue import QueueFilter, closed_incidents, open_incidents
from madiun_console.queries.rows import IncidentRow
from tests.bad_days.conftest import Center, filled_form, sound
from tests.desk_fixtures import NIGHT_CALL_MS, MovedClock

CALLERS = ("0812 0000 7001", "0812 0000 7002", "", "0813-0000-7003")
DAY_MS = 24 * 60 * 60 * 1000


@dataclass
class Known:
    """What the oracle knows of one incident."""

    level: str
    open: bool = True
    status: str = "open"
    owner: str | None = None
    reports: dict[str, str] = field(default_factory=dict)
    """Report -> its caller's number, empty for one who gave none."""
    escalations: int = 0
    number: str = ""

    def callers(self) -> int:
        return len(set(self.reports.values()))


class Shift(RuleBasedStateMachine):
    """One desk, an operator and an administrator; every rule is one thing a person does."""

    center: ClassVar[Center]
    rulebook: ClassVar[Rulebook]
    incidents = Bundle("incidents")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "data"
        shutil.copytree(self.center.folder, self.folder)
        self.clock = MovedClock(NIGHT_CALL_MS + DAY_MS * 30)
        self.known: dict[str, Known] = {}
        self.drafts: set[str] = set()
        self.levels = [level.id for level in self.rulebook.levels]
        self.desk: Desk = self._opened()
        self.before = {row.id for row in open_incidents(self.desk)}

    def _opened(self) -> Desk:
        return open_desk(self.folder, clock=self.clock, rulebook=self.rulebook)

    @initialize(target=incidents)
    def first_call(self) -> str:
        return self.take_call(0, 0)

    @rule(target=incidents, caller=st.integers(0, 3), weapon=st.integers(0, 2))
    def new_report(self, caller: int, weapon: int) -> str:
        return self.take_call(caller, weapon)

    def take_call(self, caller: int, weapon: int) -> str:
        form = self._form(caller, weapon)
        changes = take_call.save_report(self.desk, self.center.operator, form)
        incident, report = changes.created["incident"], changes.created["report"]
        (row,) = [row for row in open_incidents(self.desk) if row.id == incident]
        assert row.number not in {known.number for known in self.known.values()}
        known = Known(row.level, number=row.number)
        known.reports[report] = CALLERS[caller]
        self.known[incident] = known
        return incident

    def _form(self, caller: int, weapon: int, joins: str = "") -> ReportForm:
        answers = {"crowd_band": "10-29", "weapon": ("none", "blunt", "sharp")[weapon]}
        return filled_form(
            number=CALLERS[caller],
            joins=joins,
            answers=answers,
            unit="",
            started=self.clock.ms,
            narrative="kumpul",
        )

    @rule(incident=incidents, caller=st.integers(0, 3), weapon=st.integers(0, 2))
    def further_report(self, incident: str, caller: int, weapon: int) -> None:
        known = self.known[incident]
        form = self._form(caller, weapon, incident)
        report = take_call.save_report(self.desk, self.center.operator, form).created["report"]
        known.reports[report] = CALLERS[caller]
        row = self._row(incident)
        assert self.levels.index(row.level) >= self.levels.index(known.level)  # joining never lowers
        known.level = row.level
        self._open_again(known)

    @rule(incident=incidents)
    def escalate_it(self, incident: str) -> None:
        known = self.known[incident]
        escalate.escalate(self.desk, self.center.operator, incident, "polsek_manguharjo", "mohon", "phone")
        known.escalations += 1
        self._open_again(known)

    @rule(incident=incidents, level=st.integers(0, 2))
    def raise_it(self, incident: str, level: int) -> None:
        known, wanted = self.known[incident], self.levels[level]
        if level <= self.levels.index(known.level):
            with pytest.raises(InvalidInput):
                work_incident.raise_level(self.desk, self.center.operator, incident, wanted)
            return
        work_incident.raise_level(self.desk, self.center.operator, incident, wanted)
        known.level = wanted
        self._open_again(known)

    @rule(incident=incidents, level=st.integers(0, 2), by_operator=st.booleans())
    def lower_it(self, incident: str, level: int, by_operator: bool) -> None:
        known, wanted = self.known[incident], self.levels[level]
        by = self.center.operator if by_operator else self.center.administrator
        if by_operator or level >= self.levels.index(known.level):
            with pytest.raises((NotAllowed, InvalidInput)):
                work_incident.lower_level(self.desk, by, incident, wanted, "keliru")
            return
        work_incident.lower_level(self.desk, by, incident, wanted, "keliru")
        known.level = wanted

    @rule(incident=incidents, mine=st.booleans())
    def give_it(self, incident: str, mine: bool) -> None:
        known, person = self.known[incident], self.center.operator.person
        try:
            if mine:
                work_incident.claim(self.desk, self.center.operator, incident)
            else:
                work_incident.hand_over(self.desk, self.center.administrator, incident, None)
        except InvalidInput:
            assert not known.open
            return
        assert known.open
        known.owner = person if mine else None

    @rule(incident=incidents, status=st.sampled_from(["handling", "monitoring", "resolved"]))
    def set_status(self, incident: str, status: str) -> None:
        known = self.known[incident]
        try:
            work_incident.set_status(self.desk, self.center.operator, incident, status)
        except InvalidInput:
            assert not known.open
            return
        known.status = status

    @rule(incident=incidents)
    def close_it(self, incident: str) -> None:
        known = self.known[incident]
        try:
            work_incident.close_incident(
                self.desk, self.center.operator, incident, self.rulebook.closings[0].id
            )
        except NotAllowed:
            assert known.level == self.levels[-1]
            return
        except InvalidInput:
            assert not known.open
            return
        known.open, known.status = False, "closed"

    @rule(incident=incidents)
    def reopen_it(self, incident: str) -> None:
        known = self.known[incident]
        if known.open:
            with pytest.raises(InvalidInput):
                work_incident.reopen(self.desk, self.center.administrator, incident)
            return
        work_incident.reopen(self.desk, self.center.administrator, incident)
        known.open, known.status = True, "reopened"

    @rule(target=incidents, incident=incidents, data=st.data())
    def part_a_report(self, incident: str, data: st.DataObject) -> object:
        known = self.known[incident]
        report = data.draw(st.sampled_from(sorted(known.reports)))
        if len(known.reports) == 1:
            with pytest.raises(InvalidInput):
                link_reports.unlink_report(self.desk, self.center.administrator, report, incident)
            return multiple()
        changes = link_reports.unlink_report(self.desk, self.center.administrator, report, incident)
        fresh = changes.created["incident"]
        row = self._row(fresh)
        self.known[fresh] = Known(row.level, reports={report: known.reports.pop(report)}, number=row.number)
        return fresh

    @rule(number=st.integers(0, 3))
    def type_a_draft(self, number: int) -> None:
        drafts.keep_draft(self.desk, self.center.operator, f"draft {number}", filled_form(number))
        self.drafts.add(f"draft {number}")

    @precondition(lambda self: self.drafts)
    @rule()
    def empty_a_draft(self) -> None:
        empty = filled_form(number="", narrative="", kind_id="", unit="", answers={})
        drafts.keep_draft(self.desk, self.center.operator, self.drafts.pop(), empty)

    @rule(hours=st.integers(-30, 30))
    def the_clock_moves(self, hours: int) -> None:
        self.clock.pass_minutes(hours * 60)

    @rule()
    def open_anew(self) -> None:
        self.desk.store.close()
        self.desk = self._opened()

    @rule()
    def rebuild_it(self) -> None:
        rebuild(self.desk.store)

    @invariant()
    def the_queue_shows_what_was_done(self) -> None:
        shown = {row.id: row for row in open_incidents(self.desk) if row.id not in self.before}
        assert shown.keys() == {incident for incident, known in self.known.items() if known.open}
        closed = {row.id: row for row in closed_incidents(self.desk, QueueFilter())}
        for incident, known in self.known.items():
            row = shown.get(incident) or closed[incident]
            assert (row.level, row.owner, row.number) == (known.level, known.owner, known.number)
            assert (row.reports, row.callers) == (len(known.reports), known.callers())
            assert (len(row.badges), row.conflicts) == (known.escalations, 0)
            assert row.status in {known.status, "forwarded"}
            assert row.status != "forwarded" or known.status in {"open", "reopened"}
        mine = {row.id for row in kept_drafts(self.desk, self.center.operator)}
        assert mine == self.drafts | {self.center.draft}

    def teardown(self) -> None:
        try:
            sound(self.desk)  # chains, parts, and projections equal to a rebuild
        finally:
            self.desk.store.close()
            shutil.rmtree(self.place)

    def _row(self, incident: str) -> IncidentRow:
        rows = {
            row.id: row for row in (*open_incidents(self.desk), *closed_incidents(self.desk, QueueFilter()))
        }
        return rows[incident]

    @staticmethod
    def _open_again(known: Known) -> None:
        """A further report, a raise or an escalation reopens what was closed: nothing is buried."""
        if not known.open:
            known.open, known.status = True, "reopened"


def _run(center: Center, rulebook: Rulebook, examples: int, steps: int) -> None:
    Shift.center, Shift.rulebook = center, rulebook
    run_state_machine_as_test(
        Shift,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )  # fmt: skip


def test_a_shift_is_what_the_oracle_says(made_center: Center, rulebook: Rulebook) -> None:
    _run(made_center, rulebook, 15, 25)


@pytest.mark.drill
@pytest.mark.timeout(3600)
def test_many_long_shifts_are_what_the_oracle_says(made_center: Center, rulebook: Rulebook) -> None:
    _run(made_center, rulebook, 400, 60)
