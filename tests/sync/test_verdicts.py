"""What counts and what waits: roles bind by the login an act came over, whatever a desk claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.desk import Session
from madiun_console.actions.people import add_person, change_role, disable_person
from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import claim, hand_over, lower_level, raise_level
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.own_logins import OwnLogins
from madiun_console.sync.scram import verifier_of
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.sync_desks import JoinedDesk

Form = Callable[..., ReportForm]
NewDesk = Callable[..., JoinedDesk]
Center = tuple[JoinedDesk, JoinedDesk, Session, Session, str]


@pytest.fixture
def center(new_desk: NewDesk, form: Form) -> Center:
    """Desks a and b; Sari (administrator, own login), Bima (supervisor, own login); one open incident at level high."""
    a = new_desk("a")
    a.round()
    sari = a.sign_in()
    a.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    a.own_login(sari)
    add_person(a.desk, sari, "Bima", "supervisor", PASSWORD)
    add_person(a.desk, sari, "Op", "operator", PASSWORD)
    save_report(a.desk, sari, form())
    a.round()
    bima = a.sign_in("Bima")
    own = a.people[bytes.fromhex(sari.person.replace("-", ""))]
    own.set_login_verifier(bima.person, verifier_of(PASSWORD))
    incident = a.rows("incident", "id")[0][0]
    raise_level(a.desk, sari, id_text(incident), "high")
    a.round()
    b = new_desk("b")
    b.round()
    return a, b, sari, bima, id_text(incident)


def level(desk: JoinedDesk) -> str:
    return str(desk.rows("incident", "level")[0][0])


def held(desk: JoinedDesk) -> list[tuple[str, str]]:
    return [row for row in desk.rows("fact", "type, held") if row[1]]


def test_a_supervisors_act_over_a_device_waits_and_counts_once_confirmed(center: Center) -> None:
    a, b, sari, bima, incident = center
    lower_level(b.desk, bima, incident, "low", "salah dengar")
    assert level(b) == "low"
    b.round()
    assert level(b) == "high"
    assert held(b) == [("level_lowered", "needs_login")]
    a.round()
    assert (level(a), held(a)) == ("high", [("level_lowered", "needs_login")])
    waiting = id_text(next(row[0] for row in a.rows("fact", "id, held") if row[1]))
    settle_held(a.desk, sari, [waiting], "", accepted=True)
    a.round()
    b.round()
    assert (level(a), level(b)) == ("low", "low")
    assert held(a) == held(b) == []
    assert verify(a.desk.store) is None
    assert verify(b.desk.store) is None


def test_over_her_own_login_it_counts_at_once(center: Center) -> None:
    a, b, _, bima, incident = center
    b.own_login(bima)
    lower_level(b.desk, bima, incident, "low", "salah dengar")
    b.round()
    a.round()
    assert (level(a), level(b)) == ("low", "low")
    assert held(b) == []


def test_refused_never_counts(center: Center) -> None:
    a, b, sari, bima, incident = center
    lower_level(b.desk, bima, incident, "low", "salah dengar")
    b.round()
    a.round()
    waiting = id_text(next(row[0] for row in a.rows("fact", "id, held") if row[1]))
    settle_held(a.desk, sari, [waiting], "tidak sesuai", accepted=False)
    a.round()
    b.round()
    assert (level(a), level(b)) == ("high", "high")
    assert held(a) == [("level_lowered", "refused")]


def test_two_administrators_who_disable_each_other_are_settled_by_the_log(center: Center) -> None:
    a, b, sari, bima, _ = center
    change_role(a.desk, sari, bima.person, "administrator")
    a.round()
    b.round()
    b.own_login(bima)
    disable_person(a.desk, sari, bima.person)
    disable_person(b.desk, b.sign_in("Bima"), sari.person)
    a.round()
    b.round()
    a.round()
    people = [("Bima", 1), ("Op", 0), ("Sari", 0)]
    assert a.rows("person", "name, disabled") == b.rows("person", "name, disabled") == people
    assert [kind for kind, _ in held(a)] == ["person_disabled"]


def test_a_fast_clock_is_capped_and_a_later_correction_wins(center: Center, clock: MovedClock) -> None:
    a, b, sari, _, incident = center
    clock.pass_minutes(14_400)  # ten days: the server is at today, the tests at their own day
    op = b.sign_in("Op")
    claim(b.desk, op, incident)
    b.round()
    assert max(row[0] for row in b.rows("fact", "eff_hlc")) < max(row[0] for row in b.rows("fact", "hlc"))
    assert verify(b.desk.store) is None
    clock.pass_minutes(-14_400)
    a.round()
    assert a.rows("incident", "owner") == [(id_bytes(op.person),)]
    hand_over(a.desk, sari, incident, sari.person)
    a.round()
    b.round()
    assert a.rows("incident", "owner") == b.rows("incident", "owner") == [(id_bytes(sari.person),)]


def test_the_server_keeps_logins_for_those_who_need_one(center: Center) -> None:
    a, _, sari, bima, _ = center
    logins = OwnLogins(a.desk.store, lambda *_: a.transport)
    assert logins.state == "none"
    change_role(a.desk, sari, bima.person, "operator")
    a.round()
    with pytest.raises(Exception, match=r"dicabut|ditolak"):
        a.own_login(bima)
