"""Two supervisors gave different verdicts on one closing without seeing each other: one of the two is made to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.review import RETURN_WRITES, REVIEW, code_register
from madiun_console.actions.subjects import the_incident
from madiun_console.actions.work_incident import closing_right
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import OPEN, IncidentState
from madiun_console.errors import InvalidInput

_CLOSE_WRITES = (OPEN, "status", "closing")
_Verdict = office.ClosingApproved | office.ClosingReturned | office.ClosingCorrected


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known of the incident, and the verdict that is to stand."""

    desk: Desk
    writer: Writer
    state: IncidentState
    facts: Mapping[str, Logged]
    verdict: _Verdict

    @property
    def closing(self) -> str:
        return self.verdict.closing

    @property
    def seen(self) -> tuple[str, ...]:
        """All verdicts on it that nobody has ended yet."""
        return base_of(self.state.heads, (REVIEW, code_register(self.closing)))

    def is_returned(self) -> bool:
        """Whether one of the contending verdicts gave the incident back."""
        heads = self.state.heads.get(REVIEW, ())
        return any(isinstance(self.facts[head].event, office.ClosingReturned) for head in heads)

    def append(self, event: _Verdict | ev.IncidentClosed, base: tuple[str, ...]) -> str:
        return self.writer.append(self.state.id, event, base=base)


def settle_review(desk: Desk, by: Session, incident: str, verdict: str) -> Changes:
    """Let one of several contending verdicts stand; `verdict` is the fact that gave it.

    A return has opened the incident meanwhile. When the closing is to stand after all, it is closed again as it was,
    unless something else has happened to it: then it has to be looked at and closed by hand.
    """
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "review")
        state = the_incident(desk, writer, incident)
        facts = {fact.id: fact for fact in writer.facts(incident)}
        contending = {
            head.fact
            for conflict in state.conflicts
            if conflict.register == REVIEW or conflict.register.startswith(code_register(""))
            for head in conflict.heads
        }
        chosen = facts[verdict].event if verdict in contending else None
        if not isinstance(chosen, _Verdict):
            raise InvalidInput(
                "nothing_to_settle",
                "Perbedaan ini sudah diselesaikan. Lihat keadaan terbarunya.",
                "This difference is settled already. Look at how it stands now.",
            )
        case = _Case(desk, writer, state, facts, chosen)
        if state.closing is not None and state.closing.fact != chosen.closing:
            _closed_anew(case)
        elif isinstance(chosen, office.ClosingReturned):
            _give_back(case, chosen)
        elif state.is_open and case.is_returned():
            _close_again(case)
        else:
            _agree(case)
    return result.changes


def _give_back(case: _Case, verdict: office.ClosingReturned) -> None:
    """It is worked on; which code the closing that was returned should have had is of no interest any more."""
    base = base_of(case.state.heads, RETURN_WRITES)
    codes = case.state.heads.get(code_register(case.closing), ())
    last = case.facts[codes[-1]].event if len(codes) > 1 else None
    if isinstance(last, office.ClosingCorrected):
        ended = office.ClosingCorrected(closing=case.closing, code=last.code, reason=last.reason)
        base = (*base, case.append(ended, case.seen))
    case.append(office.ClosingReturned(closing=verdict.closing, reason=verdict.reason), base)


def _agree(case: _Case) -> None:
    """The incident stays as it is, open or closed; only the verdict is settled."""
    verdict, seen = case.verdict, case.seen
    if isinstance(verdict, office.ClosingCorrected):
        corrected = office.ClosingCorrected(closing=case.closing, code=verdict.code, reason=verdict.reason)
        case.append(corrected, seen)
        return
    if case.state.heads.get(code_register(case.closing)):
        # What the overruled correction wrote has to be written back, or its code would go on being shown.
        back = office.ClosingCorrected(closing=case.closing, code=_said(case).code)
        seen = (*seen, case.append(back, seen))
    case.append(office.ClosingApproved(closing=case.closing), seen)


def _close_again(case: _Case) -> None:
    """The closing is to stand though a return has opened the incident."""
    state, verdict = case.state, case.verdict
    openers = (case.facts[head].event for head in state.heads.get(OPEN, ()))
    if not all(
        isinstance(opener, office.ClosingReturned) and opener.closing == case.closing for opener in openers
    ):
        raise InvalidInput(
            "worked_on_since",
            "Kejadian ini sudah dikerjakan lagi sejak dikembalikan. Tutup dengan kode bila memang sudah selesai.",
            "This incident was worked on since it was returned. Close it with a code if it is over.",
        )
    require(case.desk, case.writer, closing_right(case.desk, state.level))
    said = _said(case)
    again = ev.IncidentClosed(code=said.code, level=state.level, approved=True, note=said.note)
    stands = case.append(again, base_of(state.heads, _CLOSE_WRITES))
    if isinstance(verdict, office.ClosingCorrected):
        corrected = office.ClosingCorrected(closing=stands, code=verdict.code, reason=verdict.reason)
        case.append(corrected, case.seen)
    else:
        case.append(office.ClosingApproved(closing=stands), case.seen)


def _closed_anew(case: _Case) -> None:
    """Another closing stands meanwhile, so what they differed about is history: its own verdict ends the difference."""
    state = case.state
    if state.waits_for_review or state.closing is None:
        raise InvalidInput(
            "review_the_new_closing",
            "Kejadian ini sudah ditutup ulang. Tinjau penutupan yang baru; perbedaan ini ikut selesai.",
            "This incident was closed anew. Review the new closing; that ends this difference.",
        )
    seen = base_of(state.heads, (REVIEW,))
    if isinstance(case.verdict, office.ClosingCorrected):
        old = office.ClosingCorrected(
            closing=case.closing, code=case.verdict.code, reason=case.verdict.reason
        )
        seen = (*seen, case.append(old, case.seen))
    if state.closing.code != state.closing.original:
        seen = (*seen, *state.heads.get(code_register(state.closing.fact), ()))
        kept = office.ClosingCorrected(closing=state.closing.fact, code=state.closing.code)
        case.append(kept, seen)
    else:
        case.append(office.ClosingApproved(closing=state.closing.fact), seen)


def _said(case: _Case) -> ev.IncidentClosed:
    """What the person who closed it said."""
    fact = case.facts.get(case.closing)
    if fact is None or not isinstance(fact.event, ev.IncidentClosed):
        raise InvalidInput(
            "closing_unknown",
            "Penutupan yang ditinjau tidak ada di komputer ini. Tutup kejadiannya sekali lagi.",
            "The closing that was reviewed is not on this PC. Close the incident once more.",
        )
    return fact.event
