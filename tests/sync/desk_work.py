"""Random work at real desks: what people would do, in any order, also what the program refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from random import Random
from typing import Any

from madiun_console.actions.desk import Session
from madiun_console.actions.escalate import escalate, note_for_agency, record_answer, share_identity, withdraw
from madiun_console.actions.link_reports import link_report, unlink_report
from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import (
    add_note,
    change_kind,
    claim,
    close_incident,
    hand_over,
    lower_level,
    raise_level,
    reopen,
)
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_text
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import RequestRefused
from tests.db.projection_tables import projections
from tests.sync_desks import JoinedDesk

POLICE, ARMY = "polres_madiun_kota", "kodim_0803"
Form = Callable[..., ReportForm]


class Shift:
    """One person at one desk, doing something."""

    def __init__(self, desk: JoinedDesk, by: Session, form: Form, random: Random) -> None:
        self.desk, self.by, self.form, self.random = desk, by, form, random

    def some(self, table: str, column: str = "id") -> str:
        rows = [row[0] for row in self.desk.rows(table, column) if row[0] is not None]
        return id_text(self.random.choice(rows)) if rows else "00000000-0000-4000-8000-000000000000"

    def work(self, times: int = 1) -> None:
        for _ in range(times):
            with suppress(RequestRefused):
                self.random.choice(self.steps())()

    def steps(self) -> list[Callable[[], Any]]:
        desk, by, form, random = self.desk.desk, self.by, self.form, self.random
        incident = self.some("incident")
        number = f"0812 {random.randint(1000, 1010)} 7890"
        return [
            lambda: save_report(desk, by, form(number=number, narrative=f"Ada ramai {random.random()}")),
            lambda: save_report(desk, by, form(number=number, joins=incident)),
            lambda: raise_level(desk, by, incident, random.choice(["middle", "high"])),
            lambda: lower_level(desk, by, incident, random.choice(["low", "middle"]), "salah"),
            lambda: claim(desk, by, incident),
            lambda: hand_over(desk, by, incident, self.some("person")),
            lambda: add_note(desk, by, incident, f"catatan {random.random()}", restricted=random.random() < 0.5),
            lambda: change_kind(desk, by, incident, random.choice(["brawl", "suspicious_gathering"])),
            lambda: close_incident(desk, by, incident, random.choice(list(desk.rulebook.closings_by_id))),
            lambda: reopen(desk, by, incident),
            lambda: link_report(desk, by, self.some("report"), incident),
            lambda: unlink_report(desk, by, self.some("report"), incident),
            lambda: escalate(desk, by, incident, random.choice([POLICE, ARMY]), "Mohon dicek", "phone"),
            lambda: withdraw(desk, by, self.some("escalation"), "salah alamat"),
            lambda: record_answer(desk, by, self.some("escalation"), "received", "phone", note="siap"),
            lambda: note_for_agency(desk, by, self.some("escalation"), "tambahan"),
            lambda: share_identity(desk, by, self.some("escalation"), [self.some("report")], "bersedia"),
            self.settle,
        ]  # fmt: skip

    def settle(self) -> None:
        held = [id_text(row[0]) for row in self.desk.rows("fact", "id, held") if row[1]]
        accepted = self.random.random() < 0.6
        settle_held(
            self.desk.desk, self.by, [self.random.choice(held)] if held else [], "ya", accepted=accepted
        )


def settle_down(desks: Iterable[JoinedDesk]) -> None:
    """Rounds until nobody has anything for anybody."""
    desks = list(desks)
    for _ in range(2):
        for desk in desks:
            desk.round()


def same_everywhere(desks: Iterable[JoinedDesk]) -> None:
    """Desks of one feed show the same, prove themselves, and hold what a rebuild makes."""
    first, *others = list(desks)
    shown = projections(first.desk.store)
    for desk in (first, *others):
        assert verify(desk.desk.store) is None
        assert projections(desk.desk.store) == shown
    rebuild(first.desk.store)
    assert projections(first.desk.store) == shown


def log_of(desk: JoinedDesk) -> set[tuple[Any, ...]]:
    """The facts a desk holds, with their verdicts."""
    return set(desk.rows("fact", "hash, eff_hlc, held"))
