"""Desks with the same feed show the same, whatever was done where, when it was sent, and what their clocks say."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import change_kind, hand_over
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_bytes, id_text
from tests.desk_fixtures import NIGHT_CALL_MS, MovedClock
from tests.sync.conftest import Staffed
from tests.sync.desk_work import POLICE, Shift, log_of, same_everywhere, settle_down

EXAMPLES = 3 if settings().max_examples <= 100 else 40
HOUR = 3_600_000


def test_any_work_at_three_desks_with_any_clocks_ends_the_same(staffed: Staffed) -> None:
    desks = [staffed.a, staffed.desk("b"), staffed.desk("c")]
    agencies = [staffed.new("polres", POLICE), staffed.new("polres-2", POLICE)]
    desks[1].own_login(staffed.bima)

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def ends_the_same(seed: int) -> None:
        random = Random(seed)
        for desk in desks:
            desk.desk.store.clock = MovedClock(NIGHT_CALL_MS + random.randint(-30, 30) * HOUR)
        people = (staffed.sari, staffed.bima, staffed.op)
        for _ in range(20):
            desk = random.choice(desks)
            Shift(desk, random.choice(people), staffed.form, random).work(random.randint(1, 5))
            for one in [*desks, *agencies]:
                if random.random() < 0.2:
                    one.round()
        settle_down([*desks, *agencies])
        same_everywhere(desks)
        same_everywhere(agencies)
        assert log_of(desks[0]) == log_of(desks[1]) == log_of(desks[2])

    ends_the_same()


def test_a_causally_later_write_wins_under_any_clocks(staffed: Staffed) -> None:
    """Two desks write in turn, each having read the other; what was said last is shown at both, without a conflict."""
    a, b = staffed.a, staffed.desk("b")
    save_report(a.desk, staffed.op, staffed.form())
    settle_down([a, b])
    incident = id_text(a.rows("incident", "id")[0][0])
    people = [staffed.sari.person, staffed.bima.person, staffed.op.person]

    @settings(
        max_examples=EXAMPLES * 2, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
    )
    @given(
        turns=st.lists(
            st.tuples(st.booleans(), st.integers(-100, 100), st.integers(0, 2), st.booleans()),
            min_size=2,
            max_size=6,
        )
    )
    def later_wins(turns: list[tuple[bool, int, int, bool]]) -> None:
        for at_a, hours, owner, kind in turns:
            desk = a if at_a else b
            desk.desk.store.clock = MovedClock(NIGHT_CALL_MS + hours * HOUR)
            hand_over(desk.desk, staffed.op, incident, people[owner])
            named = ("brawl", "suspicious_gathering")[kind]
            change_kind(desk.desk, staffed.op, incident, named)
            settle_down([a, b])
            expected = [(id_bytes(people[owner]), named, 0)]
            assert a.rows("incident", "owner, kind_id, conflicts") == expected
            assert b.rows("incident", "owner, kind_id, conflicts") == expected

    later_wins()
    assert verify(a.desk.store) is None


def test_writes_made_apart_are_a_conflict_if_and_only_if_they_differ(staffed: Staffed) -> None:
    a, b = staffed.a, staffed.desk("b")
    save_report(a.desk, staffed.op, staffed.form())
    settle_down([a, b])
    incident = id_text(a.rows("incident", "id")[0][0])
    people = [staffed.sari.person, staffed.bima.person]
    for at_a, at_b in ((0, 0), (0, 1), (1, 1), (1, 0)):
        hand_over(a.desk, staffed.op, incident, people[at_a])
        hand_over(b.desk, staffed.op, incident, people[at_b])
        settle_down([a, b])
        conflicts = a.rows("incident", "conflicts")
        assert conflicts == b.rows("incident", "conflicts") == [(int(at_a != at_b),)]
        hand_over(a.desk, staffed.op, incident, staffed.op.person)  # one click settles it
        settle_down([a, b])
        assert a.rows("incident", "conflicts") == b.rows("incident", "conflicts") == [(0,)]
