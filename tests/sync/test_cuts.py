"""A round that is cut off at any call to the server, any transaction or statement of the store, and continued afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.sync.exchange import Exchange
from tests.logfail import LogGuard
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import POLICE, Shift, log_of, same_everywhere, settle_down
from tests.sync.plain_client import Chain, Speaker
from tests.sync_desks import JoinedDesk

CALLS = ("hello", "push", "pull", "head", "common", "read_to")


class Killed(BaseException):
    """The process ends here."""


class Countdown:
    """Ends the process at the n-th step."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


class CutTransport:
    """The real way to the server; each call is two steps, the question and the answer, and either may be the last."""

    def __init__(self, real: Any, countdown: Countdown) -> None:
        self._real, self._countdown = real, countdown

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._real, name)
        if name not in CALLS:
            return call

        def counted(*values: Any) -> Any:
            self._countdown.step()
            answer = call(*values)
            self._countdown.step()
            return answer

        return counted


class CutCursor:
    """The real cursor; each statement may be the last."""

    def __init__(self, real: Any, countdown: Countdown) -> None:
        self._real, self._countdown = real, countdown

    def execute(self, *values: Any) -> Any:
        self._countdown.step()
        return self._real.execute(*values)

    def executemany(self, *values: Any) -> Any:
        self._countdown.step()
        return self._real.executemany(*values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def cut_round(desk: JoinedDesk, calls: Countdown, statements: Countdown) -> bool:
    """One round that may be cut; whether it was. Afterwards the desk is as after a new start."""
    store = desk.desk.store
    own = store.own

    @contextmanager
    def cut_own() -> Iterator[Any]:
        calls.step()
        with own() as cursor:
            yield CutCursor(cursor, statements)
        calls.step()

    store.own = cut_own  # type: ignore[method-assign]
    try:
        Exchange(store, CutTransport(desk.transport, calls), desk.shown.append).round()
    except Killed:
        return True
    finally:
        del store.own
        store.load_tip()
        desk.exchange = Exchange(store, desk.transport, desk.shown.append, desk)
    return False


def news(staffed: Staffed, desks: list[JoinedDesk], random: Random) -> None:
    for desk in desks:
        Shift(desk, staffed.op, staffed.form, random).work(4)
        save_report(desk.desk, staffed.op, staffed.form())
        Shift(desk, staffed.bima, staffed.form, random).work(1)


@pytest.mark.parametrize("kind", ["calls", "statements"])
def test_whatever_the_last_step_was_the_next_start_goes_on(
    staffed: Staffed, server: SyncServer, log_guard: LogGuard, kind: str
) -> None:
    a, b = staffed.a, staffed.desk("b")
    random = Random(kind)
    nth, cut = 1, True
    while cut:
        news(staffed, [a, b], random)
        a.round()
        never = Countdown(-1)
        cut = cut_round(b, *((Countdown(nth), never) if kind == "calls" else (never, Countdown(nth))))
        if nth % 5 == 0:  # several cuts in a row
            cut_round(b, Countdown(random.randint(1, 6)), never)
        settle_down([a, b])
        assert log_of(a) == log_of(b)
        nth += 1 if kind == "calls" else random.randint(2, 9)
    same_everywhere([a, b])
    assert nth > 8
    assert server.ask("SELECT count(*) = count(DISTINCT fact_hash) FROM sync.event") is True
    assert server.ask("SELECT count(*) FROM sync.event WHERE again OR fact IS NULL") == 0


def test_an_agencys_desk_too(staffed: Staffed) -> None:
    a, police = staffed.a, staffed.new("polres", POLICE)
    random = Random(1)
    nth, cut = 1, True
    while cut:
        for _ in range(3):
            Shift(a, staffed.op, staffed.form, random).work(6)
        a.round()
        cut = cut_round(police, Countdown(nth), Countdown(random.randint(5, 60)))
        police.round()
        nth += 1
    other = staffed.new("polres-2", POLICE)
    other.round()
    same_everywhere([police, other])


@pytest.mark.parametrize("behind", [0, 2])
def test_a_cut_while_a_cloned_disk_begins_a_new_chain(
    staffed: Staffed, log_guard: LogGuard, behind: int
) -> None:
    """A clone of b's disk has written on: each step of b's next round may be the last, and nothing is lost in the end.

    `behind`: how much b itself has written when it hears of that.
    """
    log_guard.expect("new chain|new one")
    a, b = staffed.a, staffed.desk("b")
    said = Speaker(b.desk.store.center, staffed.op.person)
    for nth in range(1, 16):
        b.round()
        tip = b.desk.store.tip()
        clone = Chain(tip.rid, tip.dseq, tip.prev).items(said.call())
        b.transport._one("SELECT sync.push(%s, %s::jsonb)", tip.rid, json.dumps(clone[: 1 + nth % 3]))
        for _ in range(behind):
            save_report(b.desk, staffed.op, staffed.form())
        before = {row[0] for row in b.rows("fact", "hash")}
        cut_round(b, Countdown(nth), Countdown(-1))
        save_report(b.desk, staffed.op, staffed.form())
        settle_down([b, a])
        assert before <= {row[0] for row in a.rows("fact", "hash")}
        assert log_of(a) == log_of(b)
    same_everywhere([a, b])
