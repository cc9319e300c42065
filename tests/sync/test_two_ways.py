"""A backlog goes over two connections: the log is the same, whichever batch the server comes to first and whatever breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync import exchange as exchange_module
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.two_ways import TwoWays
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk

BATCH = 4
REPORTS = 8
_NO_ANSWER_S = 30


class OpenedAtOnce(TwoWays):
    """Waits for the second connection, which else is there some batches later."""

    @property
    def are_open(self) -> bool:
        if super().are_open:
            return True
        if self._second is not None:
            self._second.exception()
        return super().are_open


class Way:
    """The real way, with something before and after each push; `another` is made by whoever made this one."""

    def __init__(
        self, real: Any, push: Callable[[Callable[[], Any]], Any], another: Callable[[], Any]
    ) -> None:
        self._real, self._push, self.another = real, push, another
        self.pushes = 0

    def push(self, rid: str, batch: str) -> Any:
        self.pushes += 1
        return self._push(lambda: self._real.push(rid, batch))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def at_once(push: Callable[[], Any]) -> Any:
    return push()


@pytest.fixture
def waiting(
    new_desk: Callable[..., JoinedDesk], form: Callable[..., ReportForm], monkeypatch: pytest.MonkeyPatch
) -> JoinedDesk:
    """A desk with a backlog of some batches."""
    monkeypatch.setattr(exchange_module, "BATCH", BATCH)
    monkeypatch.setattr(exchange_module, "TwoWays", OpenedAtOnce)
    desk = new_desk("a")
    desk.round()
    sari = desk.sign_in()
    for _ in range(REPORTS):
        save_report(desk.desk, sari, form())
    return desk


def sent_over(desk: JoinedDesk, first: Way) -> int:
    return Exchange(desk.desk.store, first, desk.shown.append).round().sent


def stands(desk: JoinedDesk, server: SyncServer) -> bool:
    """Whether the log has each of the desk's items once and in order, and the desk knows where."""
    rows = server.ask("SELECT array_agg(dseq ORDER BY pos) FROM sync.event")
    noted = [pos for _, pos in desk.rows("header", "dseq, pos")]
    assert verify(desk.desk.store) is None
    return bool(rows == noted == list(range(1, len(rows) + 1)))


def test_batches_go_over_both_in_turns(waiting: JoinedDesk, server: SyncServer) -> None:
    made: list[Way] = []

    def another() -> Way:
        made.append(Way(waiting.transport.another(), at_once, another))
        return made[-1]

    first = Way(waiting.transport, at_once, another)
    assert sent_over(waiting, first) == 3 * REPORTS
    assert stands(waiting, server)
    assert len(made) == 1
    assert first.pushes >= 2
    assert made[0].pushes >= 2
    assert (
        server.ask("SELECT head - acked FROM sync.device, sync.feed") == 0
    )  # its own items are not behind it


def test_a_batch_that_comes_too_early_is_sent_again(waiting: JoinedDesk, server: SyncServer) -> None:
    early = threading.Event()
    answers: list[str] = []

    def held(push: Callable[[], Any]) -> Any:
        assert early.wait(_NO_ANSWER_S)  # the batch behind it has been at the server
        return push()

    def overtaking(push: Callable[[], Any]) -> Any:
        said = push()
        answers.append(said.status)
        early.set()
        return said

    first = Way(
        waiting.transport,
        held,
        lambda: Way(waiting.transport.another(), overtaking, waiting.transport.another),
    )
    assert sent_over(waiting, first) == 3 * REPORTS
    assert answers[0] == "gap"
    assert "ok" in answers
    assert stands(waiting, server)


def test_when_the_second_breaks_the_next_round_goes_on(waiting: JoinedDesk, server: SyncServer) -> None:
    def broken(push: Callable[[], Any]) -> Any:
        push()
        raise ServerFault("server_away", "", "")  # the answer is lost

    first = Way(
        waiting.transport,
        at_once,
        lambda: Way(waiting.transport.another(), broken, waiting.transport.another),
    )
    with pytest.raises(ServerFault):
        sent_over(waiting, first)
    waiting.round()
    assert stands(waiting, server)


def test_one_is_enough(waiting: JoinedDesk, server: SyncServer) -> None:
    def refused() -> Any:
        raise ServerFault("server_full", "", "")

    assert sent_over(waiting, Way(waiting.transport, at_once, refused)) == 3 * REPORTS
    assert stands(waiting, server)
