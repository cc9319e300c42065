"""Reviews as properties: desks that see different things give verdicts in any order; conflicts are seen exactly, and
what was closed again waits again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.events import Event, Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import OPEN, IncidentState, fold_incident

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVELS = ("low", "middle", "high")
INCIDENT = "01a20a8f-0000-7000-8000-000000000001"
CODES = ("handled", "dispersed", "not_found")
WRITES: dict[str, tuple[str, ...]] = {
    "approve": ("review",),
    "return": ("review", OPEN, "status"),
    "close": (OPEN, "status", "closing"),
    "close_approved": (OPEN, "status", "closing"),
    "reopen": (OPEN, "status"),
    "raise": ("level", OPEN),
}
ACTS = ("approve", "return", "correct", "close", "close_approved", "reopen", "raise")


def said(number: int, event: Event, base: Iterable[str] = (), stamp: int | None = None) -> Logged:
    order = number if stamp is None else stamp
    return Logged(
        f"f{number}", INCIDENT, None, "x", 1000 + number, f"p{number % 3}", tuple(base), (),
        (order, order, bytes([number])), event, False,
    )  # fmt: skip


OPENED = said(
    0, ev.IncidentOpened(number="20261123-B001", desk="B", kind_id="brawl", level="low", occurred=1)
)

CLOSED = said(1, ev.IncidentClosed(code="handled", level="low"), ("f0",))


def state_of(facts: Iterable[Logged]) -> IncidentState:
    state = fold_incident(facts, LEVELS)
    assert state is not None
    return state


def base_of(state: IncidentState, registers: Iterable[str]) -> tuple[str, ...]:
    return tuple(fact for register in registers for fact in state.heads.get(register, ()))


def deed(act: str, state: IncidentState, code: str) -> tuple[Event, tuple[str, ...]] | None:
    """What the screen of a desk that sees this state lets somebody do."""
    closing = state.closing
    match act:
        case "close" | "close_approved" if state.is_open:
            return ev.IncidentClosed(code=code, level="low", approved=act == "close_approved"), WRITES[act]
        case "reopen" if not state.is_open:
            return ev.IncidentReopened(), WRITES[act]
        case "raise":
            return ev.LevelRaised(level="high"), WRITES[act]
        case "approve" if closing and state.waits_for_review:
            return office.ClosingApproved(closing=closing.fact), WRITES[act]
        case "return" if closing and state.waits_for_review:
            return office.ClosingReturned(closing=closing.fact, reason="x"), WRITES[act]
        case "correct" if closing and state.waits_for_review:
            return office.ClosingCorrected(closing=closing.fact, code=code), (
                "review",
                f"code:{closing.fact}",
            )
    return None


@st.composite
def desks_apart(draw: st.DrawFn) -> list[Logged]:
    """Facts of desks that each saw some of the others'; stamps follow what was seen, else they are anybody's."""
    facts, seen_by = [OPENED, CLOSED], {"f0": frozenset({"f0"}), "f1": frozenset({"f0", "f1"})}
    for number in range(2, draw(st.integers(2, 10)) + 1):
        known = draw(st.sets(st.sampled_from([fact.id for fact in facts]), max_size=3))
        seen = frozenset({"f0", "f1"}).union(*(seen_by[fact] for fact in known))
        sight = [fact for fact in facts if fact.id in seen]
        state, code = state_of(sight), draw(st.sampled_from(CODES))
        possible = [found for act in ACTS if (found := deed(act, state, code)) is not None]
        event, registers = draw(st.sampled_from(possible))
        latest = max(fact.order[0] for fact in sight)
        made = said(number, event, base_of(state, registers), latest + draw(st.integers(1, 5)))
        facts.append(made)
        seen_by[made.id] = seen | {made.id}
    return facts


VERDICTS = (office.ClosingApproved, office.ClosingReturned, office.ClosingCorrected)
NAMES = {
    office.ClosingApproved: "approved",
    office.ClosingReturned: "returned",
    office.ClosingCorrected: "corrected",
}


@given(desks_apart(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_reviews_know_no_order_and_no_repetition(facts: list[Logged], random: object, times: int) -> None:
    shuffled = facts * times
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert state_of(shuffled) == state_of(facts)


@given(desks_apart())
def test_a_conflict_is_flagged_if_and_only_if_two_verdicts_that_nobody_ended_differ(
    facts: list[Logged],
) -> None:
    verdicts = [fact for fact in facts if isinstance(fact.event, VERDICTS)]
    ended = {base for fact in verdicts for base in fact.base}
    heads = {
        (NAMES[type(fact.event)], fact.event.closing)  # type: ignore[union-attr]
        for fact in verdicts
        if fact.id not in ended
    }
    flagged = {conflict.register for conflict in state_of(facts).conflicts}
    assert ("review" in flagged) == (len(heads) > 1)


@given(desks_apart())
def test_two_codes_for_one_closing_are_flagged_and_nothing_else_of_it(facts: list[Logged]) -> None:
    corrections = [fact for fact in facts if isinstance(fact.event, office.ClosingCorrected)]
    # a write is ended in the register it wrote, by a fact that writes the same one
    ended = {(base, fact.event.closing) for fact in corrections for base in fact.base}  # type: ignore[union-attr]
    codes: dict[str, set[str]] = {}
    for fact in corrections:
        assert isinstance(fact.event, office.ClosingCorrected)
        if (fact.id, fact.event.closing) not in ended:
            codes.setdefault(f"code:{fact.event.closing}", set()).add(fact.event.code)
    flagged = {one.register for one in state_of(facts).conflicts if one.register.startswith("code:")}
    assert flagged == {register for register, found in codes.items() if len(found) > 1}


@given(desks_apart())
def test_a_closing_waits_until_a_verdict_names_it(facts: list[Logged]) -> None:
    """So one after a return waits again, whoever closed it and whatever was said of the closing before."""
    state = state_of(facts)
    if state.closing is None:
        assert not state.waits_for_review
        return
    named = {fact.event.closing for fact in facts if isinstance(fact.event, VERDICTS)}
    if state.closing.fact not in named:
        assert state.waits_for_review == (not state.closing.approved)
    if state.review is not None:
        assert state.review.closing == state.closing.fact
        assert not state.waits_for_review


@given(desks_apart(), st.sampled_from(CODES))
def test_the_original_code_is_kept_whatever_corrections_say(facts: list[Logged], code: str) -> None:
    state = state_of(facts)
    if state.closing is None:
        return
    closed = next(fact for fact in facts if fact.id == state.closing.fact)
    assert isinstance(closed.event, ev.IncidentClosed)
    assert state.closing.original == closed.event.code
    further = said(
        99,
        office.ClosingCorrected(closing=closed.id, code=code),
        base_of(state, ("review", f"code:{closed.id}")),
        max(fact.order[0] for fact in facts) + 1,
    )
    corrected = state_of([*facts, further])
    assert corrected.closing is not None
    assert (corrected.closing.code, corrected.closing.original) == (code, state.closing.original)


def test_returned_closed_again_and_approved() -> None:
    facts = [OPENED, CLOSED]
    assert state_of(facts).waits_for_review
    returned = said(
        2,
        office.ClosingReturned(closing="f1", reason="belum"),
        base_of(state_of(facts), ("review", OPEN, "status")),
    )
    facts.append(returned)
    state = state_of(facts)
    assert (state.is_open, state.status, state.waits_for_review) == (True, "reopened", False)
    assert state.review is not None
    assert (state.review.verdict, state.review.reason) == ("returned", "belum")
    facts.append(
        said(
            3,
            ev.IncidentClosed(code="dispersed", level="low"),
            base_of(state_of(facts), (OPEN, "status", "closing")),
        )
    )
    state = state_of(facts)
    assert (state.is_open, state.waits_for_review, state.review) == (False, True, None)
    facts.append(said(4, office.ClosingApproved(closing="f3"), base_of(state, ("review",))))
    state = state_of(facts)
    assert not state.waits_for_review
    assert state.conflicts == ()
