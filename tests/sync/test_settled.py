"""Decisions about held facts are the same for the server and for every desk, in whatever pages they are read."""

from __future__ import annotations

import pytest

from madiun_console.actions.erase import erase_incidents
from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident, lower_level
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_text
from madiun_console.sync import pace
from tests.plain_center import PlainCenter
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import same_everywhere, settle_down
from tests.sync.plain_client import Speaker
from tests.sync_desks import JoinedDesk


def held_of(desk: JoinedDesk, type_: str) -> list[str | None]:
    return [held for of, held in desk.rows("fact", "type, held") if of == type_]


@pytest.mark.parametrize("page", [1, 1000])
@pytest.mark.parametrize(
    ("decisions", "held", "settled"),
    [([True, False], None, True), ([False, True], "refused", False)],
)
def test_the_first_decision_stands(
    staffed: Staffed, server: SyncServer, monkeypatch: pytest.MonkeyPatch, page: int, *, decisions: list[bool], held: str | None,
    settled: bool,
) -> None:  # fmt: skip
    """Two supervisors decide apart from each other."""
    monkeypatch.setattr(pace, "PAGE", page)
    a, b = staffed.a, staffed.desk("b")
    save_report(a.desk, staffed.op, staffed.form(kind_id="brawl"))
    incident = id_text(a.rows("incident", "id")[0][0])
    lower_level(a.desk, staffed.bima, incident, "low", "salah")
    settle_down([a, b])
    (waiting,) = [id_text(row[0]) for row in a.rows("fact", "id, held") if row[1]]
    b.own_login(staffed.sari)
    for desk, accepted in zip((a, b), decisions, strict=True):
        settle_held(desk.desk, staffed.sari, [waiting], "ya", accepted=accepted)
    settle_down([a, b])
    c = staffed.desk("c")
    assert [held_of(desk, "level_lowered") for desk in (a, b, c)] == [[held]] * 3
    same_everywhere([a, b, c])
    assert server.ask("SELECT settled FROM sync.event WHERE type = 'level_lowered'") is settled


@pytest.mark.parametrize("page", [1, 1000])
def test_a_decision_counts_only_for_what_stood_before_it(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch, server: SyncServer, page: int
) -> None:
    """After a restore the decision may come back before the fact: then the fact waits again, at every desk alike."""
    monkeypatch.setattr(pace, "PAGE", page)
    a = staffed.a
    save_report(a.desk, staffed.op, staffed.form(kind_id="brawl"))
    a.round()
    plain = PlainCenter(
        server, center=a.desk.store.center, people={"sari": staffed.sari.person, "bima": staffed.bima.person}
    )
    device = plain.enrol("x")
    sari, bima = Speaker(plain.center, staffed.sari.person), Speaker(plain.center, staffed.bima.person)
    incident = id_text(a.rows("incident", "id")[0][0])
    lowered = bima.say("incident", "level_lowered", incident, {"level": "low"})
    settled = sari.say("verdict", "held_settled", lowered.id, {"fact": lowered.id, "accepted": True})
    way = a.people[bytes.fromhex(staffed.sari.person.replace("-", ""))]
    way._one(
        "SELECT sync.push(%s, %s::jsonb)", device.chain.rid, _json(device.chain.items([settled, lowered]))
    )
    b = staffed.desk("b")
    a.round()
    assert held_of(a, "level_lowered") == held_of(b, "level_lowered") == ["needs_login"]
    assert server.ask("SELECT settled IS NULL FROM sync.event WHERE type = 'level_lowered'")
    plain.close()


def _json(items: object) -> str:
    import json

    return json.dumps(items)


def test_an_erasure_that_is_confirmed_later_erases_everywhere(staffed: Staffed, server: SyncServer) -> None:
    """Ordered at a desk where the administrator has no way of her own; confirmed over it at another."""
    a, b, c = staffed.a, staffed.desk("b"), staffed.desk("c")
    save_report(a.desk, staffed.op, staffed.form(name="Pak Rahasia", kind_id="brawl"))
    incident = id_text(a.rows("incident", "id")[0][0])
    close_incident(a.desk, staffed.sari, incident, next(iter(a.desk.rulebook.closings_by_id)))
    settle_down([a, b, c])
    erase_incidents(b.desk, staffed.sari, [incident], "diminta", texts=True)
    settle_down([a, b, c])
    assert held_of(a, "texts_erased") == ["needs_login"]
    assert a.rows("fact", "count(pii)") == [(1,)]
    waiting = next(id_text(row[0]) for row in a.rows("fact", "id, type") if row[1] == "texts_erased")
    settle_held(a.desk, staffed.sari, [waiting], "ya", accepted=True)
    settle_down([a, b, c])
    for desk in (a, b, c):
        assert desk.rows("fact", "count(pii)") == [(0,)]
        assert verify(desk.desk.store) is None
    assert server.ask("SELECT count(pii) FROM sync.event") == 0
    same_everywhere([a, b, c])
