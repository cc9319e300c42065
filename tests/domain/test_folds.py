"""Folds as properties: order and repetition of facts do not matter, nothing makes them fail, conflicts are seen exactly."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.escalation import fold_escalation
from madiun_console.domain.events import Event, Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import OPEN, fold_incident, shown_status
from madiun_console.domain.person import fold_person
from madiun_console.domain.registers import Registers
from madiun_console.domain.report import fold_report

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = ("low", "middle", "high")
INCIDENT = "01a20a8f-0000-7000-8000-000000000001"


def said(
    number: int,
    event: Event | None,
    *,
    base: tuple[str, ...] = (),
    hlc: int | None = None,
    held: bool = False,
) -> Logged:
    order = number if hlc is None else hlc
    return Logged(
        f"f{number}", INCIDENT, None, "x", 1000 + number, f"p{number % 3}", base, (), (order, order, bytes([number % 256])),
        event, held,
    )  # fmt: skip


OPENED = ev.IncidentOpened(number="20261123-B001", desk="B", kind_id="brawl", level="low", occurred=1)
levels = st.sampled_from(LEVELS)
events: st.SearchStrategy[Event | None] = st.one_of(
    st.none(),
    st.builds(ev.LevelRaised, level=levels),
    st.builds(ev.LevelLowered, level=levels),
    st.builds(ev.KindChanged, kind_id=st.sampled_from(["brawl", "convoy"])),
    st.builds(ev.PlaceChanged, unit=st.sampled_from(["35.77.02.1005", None])),
    st.builds(ev.IncidentClaimed),
    st.builds(ev.IncidentHandedOver, owner=st.sampled_from(["p1", None])),
    st.builds(ev.StatusSet, status=st.sampled_from(["handling", "monitoring", "resolved"])),
    st.builds(ev.NoteAdded, text=st.text(max_size=5)),
    st.builds(ev.StepTicked, step=st.sampled_from(["a", "b"]), done=st.booleans()),
    st.builds(ev.IncidentClosed, code=st.just("handled"), level=levels),
    st.builds(ev.IncidentReopened),
    st.builds(ev.ReportLinked, incident=st.just(INCIDENT)),
    st.builds(ev.ReportUnlinked, incident=st.just(INCIDENT)),
    st.builds(ev.IncidentEscalated, incident=st.just(INCIDENT), agency=st.just("polsek_taman"), level=levels,
              channel=st.just("phone"), sent=st.integers(0, 9)),
    st.builds(ev.EscalationAnswered, incident=st.just(INCIDENT), state=st.sampled_from(["received", "declined"]),
              channel=st.just("phone"), occurred=st.integers(0, 9)),
    st.builds(ev.EscalationWithdrawn, incident=st.just(INCIDENT)),
    st.builds(ev.PersonAdded, role=st.just("operator")),
    st.builds(ev.PersonDisabled),
    st.builds(ev.ReportLogged, channel=st.just("phone"), desk=st.just("B"), kind_id=st.just("brawl"), level=levels,
              occurred=st.just(1), reported=st.just(1), started=st.just(1)),
    st.builds(ev.ReportAmended, narrative=st.none() | st.just("n"), answers=st.dictionaries(st.just("weapon"), st.just("blunt"))),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Logged]:
    """Any facts at all: forged bases, rings, repeated stamps, nothing opened."""
    count = draw(st.integers(0, 12))
    opened = draw(st.booleans())
    facts = [said(0, OPENED)] if opened else []
    for number in range(1, count + 1):
        base = draw(st.lists(st.integers(0, count), max_size=3))
        hlc = draw(st.integers(0, 6))
        facts.append(
            said(
                number,
                draw(events),
                base=tuple(f"f{item}" for item in base),
                hlc=hlc,
                held=draw(st.booleans()),
            )
        )
    return facts


FOLDS: tuple[Callable[[list[Logged]], object], ...] = (
    lambda facts: fold_incident(facts, LEVELS),
    fold_report,
    fold_escalation,
    fold_person,
)


@given(histories(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_every_fold_is_total_and_knows_no_order_and_no_repetition(
    facts: list[Logged], random: object, times: int
) -> None:
    shuffled = facts * times
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for fold in FOLDS:
        assert fold(shuffled) == fold(facts)


@given(histories())
def test_held_and_unknown_facts_change_nothing_but_their_counts(facts: list[Logged]) -> None:
    state = fold_incident([said(0, OPENED), *facts], LEVELS)
    plain = fold_incident(
        [said(0, OPENED), *(fact for fact in facts if fact.event and not fact.held)], LEVELS
    )
    assert state is not None
    assert plain is not None
    assert (state.level, state.status, state.owner, state.is_open) == (
        plain.level,
        plain.status,
        plain.owner,
        plain.is_open,
    )
    assert state.held == sum(fact.held for fact in {f.id: f for f in facts}.values())


@st.composite
def honest_writes(draw: st.DrawFn) -> list[tuple[int, tuple[int, ...], str]]:
    """Writes of one register by desks that each saw some earlier writes: (number, seen, value)."""
    count = draw(st.integers(1, 8))
    return [
        (
            number,
            tuple(draw(st.sets(st.integers(0, number - 1)))) if number else (),
            draw(st.sampled_from("abc")),
        )
        for number in range(count)
    ]


@given(honest_writes(), st.permutations(range(8)))
def test_a_conflict_is_shown_if_and_only_if_two_heads_differ(
    writes: list[tuple[int, tuple[int, ...], str]], stamps: list[int]
) -> None:
    registers = Registers()
    for number, seen, value in writes:
        fact = said(number, None, base=tuple(f"f{item}" for item in seen), hlc=stamps[number])
        registers.write("x", value, fact)
    superseded = {item for _, seen, _ in writes for item in seen}
    heads = {value for number, _, value in writes if number not in superseded}
    assert bool(registers.conflicts()) == (len(heads) > 1)
    assert registers.value("x") in heads


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_causally_later_write_wins_under_any_clock_skew(first: int, second: int) -> None:
    facts = [said(0, OPENED), said(1, ev.KindChanged(kind_id="convoy"), base=("f0",), hlc=first),
             said(2, ev.KindChanged(kind_id="gang"), base=("f1",), hlc=second)]  # fmt: skip
    state = fold_incident(facts, LEVELS)
    assert state is not None
    assert state.kind_id == "gang"
    assert not state.conflicts


def test_a_write_supersedes_only_the_register_it_writes() -> None:
    """Naming a fact that wrote two registers ends its word about one of them only."""
    state = fold_incident(
        [
            said(0, OPENED),
            said(1, ev.PlaceChanged(unit="a"), base=("f0",)),
            said(2, ev.KindChanged(kind_id="convoy"), base=("f0",)),
            said(3, ev.LevelRaised(level="high"), base=("f0",)),
        ],
        LEVELS,
    )
    assert state is not None
    assert (state.place.unit, state.kind_id, state.level, state.conflicts) == ("a", "convoy", "high", ())


def test_of_concurrent_levels_the_higher_wins_and_both_are_shown() -> None:
    facts = [
        said(0, OPENED),
        said(1, ev.LevelRaised(level="high"), base=("f0",)),
        said(2, ev.LevelRaised(level="middle"), base=("f0",)),
    ]
    state = fold_incident(facts, LEVELS)
    assert state is not None
    assert state.level == "high"
    (conflict,) = state.conflicts
    assert {head.value for head in conflict.heads} == {"high", "middle"}


def test_a_close_ends_only_what_it_has_seen() -> None:
    close = said(2, ev.IncidentClosed(code="handled", level="low"), base=("f0",))
    for event in (ev.LevelRaised(level="high"), ev.ReportLinked(incident=INCIDENT),
                  ev.IncidentEscalated(incident=INCIDENT, agency="x", level="low", channel="phone", sent=1)):  # fmt: skip
        state = fold_incident([said(0, OPENED), said(1, event), close], LEVELS)
        assert state is not None
        assert state.is_open
        assert state.status == "reopened"
    state = fold_incident([said(0, OPENED), close], LEVELS)
    assert state is not None
    assert not state.is_open
    assert state.closing is not None
    assert OPEN not in {conflict.register for conflict in state.conflicts}


def test_a_withdrawal_ends_only_the_escalations_it_has_seen() -> None:
    sent = ev.IncidentEscalated(incident=INCIDENT, agency="x", level="low", channel="phone", sent=1)
    one = fold_escalation([said(1, sent), said(2, ev.EscalationWithdrawn(incident=INCIDENT), base=("f1",))])
    both = fold_escalation(
        [said(1, sent), said(3, sent), said(2, ev.EscalationWithdrawn(incident=INCIDENT), base=("f1",))]
    )
    assert one is not None
    assert both is not None
    assert (one.state, both.state) == ("cancelled", "sent")


def test_the_shown_status_follows_escalations_until_a_person_says_otherwise() -> None:
    state = fold_incident([said(0, OPENED)], LEVELS)
    assert state is not None
    after, before = (9, 9, b""), (0, 0, b"")
    assert shown_status(state, []) == "open"
    assert shown_status(state, [("sent", after)]) == "forwarded"
    assert shown_status(state, [("sent", after), ("moving", after)]) == "handling"
    assert shown_status(state, [("done", before)]) == "open"
    by_hand = fold_incident([said(0, OPENED), said(1, ev.StatusSet(status="resolved"), base=("f0",))], LEVELS)
    assert by_hand is not None
    assert shown_status(by_hand, [("sent", after)]) == "resolved"


def test_a_raise_ends_no_higher_level_and_a_second_opening_nothing() -> None:
    """In whatever order they come, and whatever they name."""
    opened = said(0, OPENED)
    up = said(1, ev.LevelRaised(level="high"), base=(opened.id,))
    forged = said(2, ev.LevelRaised(level="low"), base=(opened.id, up.id))
    again = said(
        3,
        ev.IncidentOpened(number="x", desk="Z", kind_id="other", level="low", occurred=2),
        base=(up.id, forged.id),
    )
    lowered = said(4, ev.LevelLowered(level="low"), base=(up.id, forged.id))
    for facts in permutations([opened, up, forged, again]):
        state = fold_incident(facts, LEVELS)
        assert state is not None
        assert (state.level, state.number, state.kind_id) == ("high", "20261123-B001", "brawl")
    after = fold_incident([lowered, again, forged, up, opened], LEVELS)
    assert after is not None
    assert (after.level, after.conflicts) == ("low", ())
