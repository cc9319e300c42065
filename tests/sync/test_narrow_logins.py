"""What a login may do to the stores of others, and how much it may leave behind: nothing that lasts."""

from __future__ import annotations

import json

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_text
from madiun_console.sync.exchange import Tally
from tests.logfail import LogGuard
from tests.plain_center import PlainCenter
from tests.sync.conftest import Staffed
from tests.sync.plain_client import Chain, Speaker, new_id


def test_a_persons_login_marks_no_store_as_forked(plain: PlainCenter) -> None:
    victim, speaker = plain.enrol("b"), plain.speaker()
    victim.push(*speaker.call())
    plain.own_way("bima")
    started = Chain(victim.chain.rid)
    other = started.items(plain.speaker("bima").call())
    past = Chain(victim.chain.rid, victim.chain.dseq, "ab" * 32).items(plain.speaker("bima").call())
    before = victim.client.head()
    for items in (other, other[1:], past):
        told = plain.ways["bima"].push(victim.chain.rid, items)
        assert (told["status"], told["acked"], told["last_dseq"]) == ("bad", 0, victim.chain.dseq)
    assert victim.client.head() == before
    assert victim.client.hello(victim.chain.rid)["forked"] is False
    assert victim.push(*speaker.call())["status"] == "ok"
    note = plain.speaker("bima").say("incident", "note_added", new_id())  # an act where the person sits
    assert plain.by("bima", victim, note)["status"] == "ok"
    told = victim.client.push(victim.chain.rid, other)  # the device's own login says that there are two
    assert told["status"] == "fork"


@pytest.mark.parametrize("length", [1, 3])
def test_a_cloned_store_learns_of_it_while_somebodys_login_is_used(
    staffed: Staffed, log_guard: LogGuard, length: int
) -> None:
    """What the clone wrote is as long as what is sent, or longer; it arrives while the desk sends, so that it was not read."""
    log_guard.expect("going on under a new chain")
    a = staffed.a
    save_report(a.desk, staffed.sari, staffed.form())
    a.round()
    store, tip = a.desk.store, a.desk.store.tip()
    said = Speaker(store.center, staffed.op.person).call()
    clone = Chain(tip.rid, tip.dseq, tip.prev).items(said[:length])
    a.transport._one("SELECT sync.push(%s, %s::jsonb)", tip.rid, json.dumps(clone))
    incident = id_text(a.rows("incident", "id")[0][0])
    lower_level(a.desk, staffed.sari, incident, "low", "salah dengar")
    a.exchange.send(Tally())
    a.round()
    assert store.rid != tip.rid
    assert a.rows("incident", "level")[0] == ("low",)
    assert [row for row in a.rows("fact", "held") if row[0]] == []
    assert verify(store) is None


def test_nothing_is_left_of_stores_that_wrote_nothing(plain: PlainCenter) -> None:
    device = plain.enrol("b")
    count = "SELECT count(*) FROM sync.replica"
    before = plain.server.ask(count)
    item = Chain().items(plain.speaker().call())[1]
    later, other = Chain(dseq=4), Chain(prev="ab" * 32)
    for rid, items, status in (
        (new_id(), [], "ok"), (new_id(), [{}], "bad"), (new_id(), [item], "bad"),
        (later.rid, later.items(plain.speaker().call()), "gap"), (other.rid, other.items(plain.speaker().call()), "fork"),
    ):  # fmt: skip
        told = device.client.push(rid, items)
        assert (told["status"], told["acked"], told["skipped"], told["last_dseq"]) == (status, 0, 0, 0)
    assert plain.server.ask(count) == before
    fresh = Chain()
    assert device.client.push(fresh.rid, fresh.items(plain.speaker().call()))["status"] == "ok"
    assert plain.server.ask(count) == before + 1


def test_what_is_asked_for_has_an_end(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.client.ask("SELECT sync.read_to(%s)", 2**63 - 1)
    assert plain.server.ask("SELECT acked FROM sync.device WHERE login = %s", device.login) == 5
    device.client.ask("SELECT sync.read_to(-5)")
    assert plain.server.ask("SELECT acked FROM sync.device WHERE login = %s", device.login) == 0
    rows = device.client.connection.execute("SELECT pos FROM sync.pull(0, '', NULL)").fetchall()
    assert len(rows) == 5
    plan = "SELECT count(*) FROM sync.pull(0, '', %s)"
    device.push(*[one for _ in range(167) for one in plain.speaker().call()][:500])
    assert [device.client.ask(plan, limit) for limit in (None, 0, 501)] == [500, 1, 501]
