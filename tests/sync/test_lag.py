"""How far behind a computer is, as `server list` and `server status` tell it: by what others wrote, never by its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import raise_level
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.connecting import CUT, ServerFault
from madiun_console.sync.exchange import Exchange, Tally
from tests.plain_center import POLICE, PlainCenter
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync_desks import JoinedDesk


def lags(server: SyncServer) -> dict[str, int]:
    return {one["name"]: one["lag"] for one in server.ask("SELECT sync.devices()")}


class Told:
    """The real way to the server; notes how often it is told how far this store has read, and may break before it is."""

    def __init__(self, real: Any, *, breaks: bool = False) -> None:
        self._real, self._breaks = real, breaks
        self.read_to_calls: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def read_to(self, pos: int) -> None:
        if self._breaks:
            raise ServerFault(CUT, "putus", "cut")
        self.read_to_calls.append(pos)
        self._real.read_to(pos)


def over(desk: JoinedDesk, way: Told) -> Exchange:
    return Exchange(desk.desk.store, way, desk.shown.append, desk)


def test_who_has_sent_everything_is_not_behind_its_own_items(
    new_desk: Callable[..., JoinedDesk], server: SyncServer, form: Callable[..., ReportForm]
) -> None:
    a = new_desk("a")
    way = Told(a.transport)
    exchange = over(a, way)
    exchange.round()
    assert (lags(server), server.ask("SELECT sync.status()")["head"]) == ({"a": 0}, 2)
    asked = len(way.read_to_calls)
    for _ in range(3):  # as the live link sends what is saved
        save_report(a.desk, a.sign_in(), form())
        exchange.send(Tally())
        assert lags(server) == {"a": 0}
    assert len(way.read_to_calls) == asked  # at no cost of a round trip


def test_what_others_wrote_is_behind_until_it_is_read(
    staffed: Staffed, server: SyncServer, form: Callable[..., ReportForm]
) -> None:
    a, b = staffed.a, staffed.desk("b")
    a.round()
    assert lags(server) == {"a": 0, "b": 0}
    save_report(a.desk, staffed.op, form())
    a.exchange.send(Tally())
    wrote = lags(server)["b"]
    assert (wrote, lags(server)["a"]) == (3, 0)
    save_report(b.desk, staffed.op, form())
    tip = b.desk.store.tip().dseq
    items = b.exchange._unsent(b.desk.store.rid, b.exchange.sent_up_to)
    assert b.exchange._push(items).last_dseq == tip
    assert lags(server) == {"a": 3, "b": 6}  # what it sent stands behind what it has not read
    b.round()
    a.round()
    assert lags(server) == {"a": 0, "b": 0}


def test_an_act_over_somebodys_own_login_counts_for_the_desk_it_was_done_at(
    staffed: Staffed, server: SyncServer
) -> None:
    a, before = staffed.a, server.ask("SELECT sync.status()")["head"]
    a.own_login(staffed.bima)
    incident = save_report(a.desk, staffed.op, staffed.form()).created["incident"]
    a.round()
    raise_level(a.desk, staffed.bima, incident, "high")
    a.exchange.send(Tally())
    assert server.ask('SELECT count(*) FROM sync.event WHERE "by" IS NOT NULL AND pos > %s', before) == 1
    assert lags(server) == {"a": 0}


@pytest.mark.parametrize("new", [0, 1])
def test_a_way_that_broke_before_it_could_be_told_is_made_good_by_the_next(
    staffed: Staffed, server: SyncServer, form: Callable[..., ReportForm], new: int
) -> None:
    b = staffed.desk("b")
    save_report(staffed.a.desk, staffed.op, form())
    staffed.a.round()
    with pytest.raises(ServerFault):
        over(b, Told(b.transport, breaks=True)).round()
    assert lags(server)["b"] == 3
    for _ in range(new):
        save_report(b.desk, staffed.op, form())
    over(b, Told(b.transport)).round()
    assert lags(server)["b"] == 0


def test_an_agencys_positions_are_of_its_own_feed(plain: PlainCenter) -> None:
    police = plain.enrol("polres", POLICE)
    acked = "SELECT acked FROM sync.device WHERE login = %s"
    head = plain.server.ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    with plain.server.admin() as admin:  # the number that the log has at this moment
        admin.execute("UPDATE sync.device SET acked = %s WHERE login = %s", (head, police.login))
    assert police.push(*plain.speaker().call())["acked"] == 3
    assert plain.server.ask(acked, police.login) == head
