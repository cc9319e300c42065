"""Whatever happens to two desks' networks in whatever order: when all is well again, all is everywhere, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madiun_console.db.verify import verify
from madiun_console.sync.live import Timing
from tests.bad_network import BOTH, BadNetwork, Mishap, Way, wait_until
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import Shift, log_of, same_everywhere
from tests.sync.live_desks import Watched, everything_is_at, put_behind, running
from tests.sync_desks import JoinedDesk

EXAMPLES = 6 if settings().max_examples <= 100 else 150
QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, silence_s=0.4, connect_s=2, retry_s=(0.02, 0.1))
HELD: list[tuple[Way, ...]] = [("up",), ("down",), BOTH]
MISHAPS: list[Mishap] = ["cut", "cut this one", "forget", "hold"]
FAULTS = ["cut", "forget", "hold", "slow", "refuse", "later", "later", "heal"]
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["work", "work", "work", "wait", *FAULTS])),
    min_size=6,
    max_size=30,
)


class End:
    """A desk, its link, and the network between it and the server."""

    def __init__(self, desk: JoinedDesk, at: Watched, line: BadNetwork) -> None:
        self.desk, self.at, self.line = desk, at, line

    def step(self, what: str, staffed: Staffed, random: Random) -> None:
        """Somebody works, or something happens to the network, or the link is given a moment to notice."""
        line = self.line
        match what:
            case "work":
                by = random.choice([staffed.op, staffed.op, staffed.bima])
                Shift(self.desk, by, staffed.form, random).work(random.randint(1, 4))
                self.at.live.wake()
            case "wait":
                before = self.at.live.state
                self.at.until(lambda: self.at.live.state is not before, 0.5)
            case "hold":
                line.hold(*random.choice(HELD))
            case "slow":
                line.slow(random.choice([3_000, 30_000]), random.choice([0, 0.05]))
            case "later":
                line.after(random.choice([1, 30, 300, 3000]), random.choice(MISHAPS), random.choice(BOTH))
            case _:
                getattr(line, what)()


@pytest.fixture
def ends(staffed: Staffed, server: SyncServer) -> Iterator[list[End]]:
    with ExitStack() as stack:
        found = []
        for desk in (staffed.a, staffed.desk("b")):
            line = stack.enter_context(BadNetwork(server.postgres.port))
            found.append(End(desk, stack.enter_context(running(put_behind(line, desk, server), QUICK)), line))
        yield found
        for end in found:
            end.line.heal()


def test_any_sequence_of_faults_ends_with_everything_everywhere_once(
    staffed: Staffed, server: SyncServer, ends: list[End]
) -> None:
    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, seed=st.integers(0, 2**32))
    def ends_the_same(steps: list[tuple[int, str]], seed: int) -> None:
        random = Random(seed)
        for which, what in steps:
            ends[which].step(what, staffed, random)
        for end in ends:
            end.line.heal()
            end.at.live.wake()
        try:
            wait_until(
                lambda: everything_is_at([end.at for end in ends], server.dsn), "not everything is everywhere"
            )
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {[end.at.live.state for end in ends]}") from error
        a, b = (end.desk for end in ends)
        assert log_of(a) == log_of(b)
        assert verify(a.desk.store) is None
        assert server.ask("SELECT count(*) FROM sync.event") == len(a.rows("fact"))
        assert server.ask("SELECT count(*) = count(DISTINCT fact_hash) FROM sync.event") is True
        assert server.ask("SELECT count(*) FROM sync.event WHERE again OR fact IS NULL") == 0

    ends_the_same()
    same_everywhere([end.desk for end in ends])
