"""Random histories of a small center: whatever people may do in whatever order, through the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from madiun_console.actions import calls, escalate, link_reports, people, review, take_call, work_incident
from madiun_console.actions.desk import Desk, Session
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import Place
from madiun_console.domain.quality import ANSWERS
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import RequestRefused
from madiun_console.queries.incident_detail import incident_detail

_ACTS = (
    "report", "report", "join", "amend", "link", "unlink", "raise", "lower", "kind", "place", "claim", "hand_over",
    "status", "note", "tick", "close", "reopen",
    "close_other", "review", "review", "score", "escalate", "answer", "withdraw", "call", "promise", "try",
    "role", "disable", "enable",
)  # fmt: skip
_TEXTS = (
    "Bentrok di alun-alun",
    "tawuran pelajar, batu",
    "Ngumpul di GOR",
    "aman",
    "kursi dilempar di balai RW",
)
_NUMBERS = ("", "0812 0000 1111", "081200002222", "0351 464123", "bukan nomor")

Step = tuple[str, int, int, int]
steps = st.tuples(st.sampled_from(_ACTS), *[st.integers(0, 7)] * 3)
histories = st.lists(steps, min_size=1, max_size=30)


@dataclass
class City:
    """What there is to act upon so far."""

    desk: Desk
    by: Session
    clock: Any
    reports: list[str] = field(default_factory=list)
    incidents: list[str] = field(default_factory=list)
    escalations: list[str] = field(default_factory=list)
    callbacks: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def play(self, history: list[Step]) -> None:
        """Every step that the console allows; a refused one changes nothing."""
        for step in history:
            self.clock.pass_minutes(step[1] + 0.1)
            try:
                changes = self._do(*step)
            except (RequestRefused, IndexError):
                continue
            for kind, known in (
                ("report", self.reports), ("incident", self.incidents),
                ("escalation", self.escalations), ("callback", self.callbacks),
            ):  # fmt: skip
                if kind in changes.created:
                    known.append(changes.created[kind])

    def _do(self, act: str, a: int, b: int, c: int) -> Any:
        desk, by, rules = self.desk, self.by, self.desk.rulebook
        levels, kinds = [level.id for level in rules.levels], [kind.id for kind in rules.subs]
        match act:
            case "report" | "join":
                joins = _of(self.incidents, b) if act == "join" else ""
                form = ReportForm(
                    channel="phone", started=self.clock.now_ms(), number=_NUMBERS[c % 5], name="Budi" if a % 2 else "",
                    narrative=_TEXTS[a % 5], kind_id=kinds[a], unit=rules.kelurahan[b].code if c % 3 else "",
                    address="Jl. Merak" if a % 3 else "", answers={"crowd_band": "30-99"} if b % 2 else {}, joins=joins,
                    callback_due=self.clock.now_ms() + 60_000 if a == 7 else None,
                )  # fmt: skip
                return take_call.save_report(desk, by, form)
            case "amend":
                change = ev.ReportAmended(
                    narrative=_TEXTS[b % 5], phone=_NUMBERS[c % 5] or None, kind_id=kinds[c]
                )
                return take_call.amend_report(desk, by, _of(self.reports, a), change)
            case "link":
                return link_reports.link_report(desk, by, _of(self.reports, a), _of(self.incidents, b))
            case "unlink":
                return link_reports.unlink_report(desk, by, _of(self.reports, a), _of(self.incidents, b))
            case "raise":
                return work_incident.raise_level(desk, by, _of(self.incidents, a), levels[b % 3], "gawat")
            case "lower":
                return work_incident.lower_level(desk, by, _of(self.incidents, a), levels[b % 3], "reda")
            case "kind":
                return work_incident.change_kind(desk, by, _of(self.incidents, a), kinds[b])
            case "place":
                place = Place(rules.kelurahan[b].code, "street", address="Jl. Serayu")
                return work_incident.change_place(desk, by, _of(self.incidents, a), place)
            case "claim":
                return work_incident.claim(desk, by, _of(self.incidents, a))
            case "hand_over":
                return work_incident.hand_over(desk, by, _of(self.incidents, a), None)
            case "status":
                settable = work_incident.settable_statuses(desk)
                return work_incident.set_status(desk, by, _of(self.incidents, a), settable[b % len(settable)])
            case "note":
                return work_incident.add_note(
                    desk, by, _of(self.incidents, a), _TEXTS[b % 5], restricted=c > 4
                )
            case "tick":
                return work_incident.tick_step(
                    desk, by, _of(self.incidents, a), rules.steps[b].id, done=c > 1
                )
            case "close":
                return work_incident.close_incident(
                    desk, by, _of(self.incidents, a), rules.closings[b % 7].id
                )
            case "close_other":
                other = replace(by, person=_of(self.others, c))  # an operator's closing waits for a review
                return work_incident.close_incident(
                    desk, other, _of(self.incidents, a), rules.closings[b % 7].id
                )
            case "review":
                return self._review(_of(self.incidents, a), b, c)
            case "score":
                subject = _of(self.reports, a)
                answers = {one.id: ANSWERS[(b + at) % 3] for at, one in enumerate(rules.quality.criteria)}
                return review.score_call(desk, by, subject, answers, _TEXTS[c % 5])
            case "reopen":
                return work_incident.reopen(desk, by, _of(self.incidents, a))
            case "escalate":
                agency = ("polres_madiun_kota", "kodim_0803", "polsek_taman")[b % 3]
                return escalate.escalate(desk, by, _of(self.incidents, a), agency, "pesan", "phone")
            case "answer":
                states = escalate.answer_states(desk)
                return escalate.record_answer(
                    desk, by, _of(self.escalations, a), states[b % len(states)], "phone"
                )
            case "withdraw":
                return escalate.withdraw(desk, by, _of(self.escalations, a), "keliru")
            case "call":
                outcome = rules.call_outcomes[a % len(rules.call_outcomes)].id
                return calls.log_call(desk, by, outcome, number=_NUMBERS[b % 5])
            case "promise":
                return calls.promise_callback(desk, by, _of(self.reports, a), self.clock.now_ms() + 60_000)
            case "try":
                return calls.try_callback(desk, by, _of(self.callbacks, a), calls.TRY_OUTCOMES[b % 3])
            case "role":
                return people.change_role(desk, by, _of(self.others, a), rules.permissions.roles[b % 3])
            case "disable":
                return people.disable_person(desk, by, _of(self.others, a))
            case _:
                return people.enable_person(desk, by, _of(self.others, a))

    def _review(self, incident: str, b: int, c: int) -> Any:
        desk, by = self.desk, self.by
        detail = incident_detail(desk, incident)
        closing = detail.closing.fact if detail and detail.closing else ""
        match b % 3:
            case 0:
                return review.approve_closing(desk, by, incident, closing)
            case 1:
                return review.return_closing(desk, by, incident, closing, "belum selesai")
            case _:
                code = desk.rulebook.closings[c % 7].id
                return review.correct_closing(desk, by, incident, closing, code, "kode lain")


def _of(known: list[str], number: int) -> str:
    return known[number % len(known)] if known else known[0]
