"""An agency that is enrolled in the middle of it: what it was asked before comes too, as an oracle of its own says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.plain_center import ARMY, PlainCenter
from tests.sync.agency_oracle import Given, Oracle
from tests.sync.plain_client import Said, new_id
from tests.sync.test_agency_oracle import WATCH, Work, compare_feed, compare_store
from tests.sync_desks import JoinedDesk


@dataclass
class LateOracle(Oracle):
    """As `Oracle`, for an agency without a feed until `enrol`; what was closed had been seen by nobody here, so all is open."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._there = False
        self._at = 0
        self._counted_at: dict[str, int] = {}
        self._asked: dict[str, tuple[str, str]] = {}
        self._open_since: dict[str, int] = {}

    def take(self, row: dict[str, Any]) -> None:
        self._at = row["pos"]
        super().take(row)

    def enrol(self) -> None:
        """The first device of the agency, or one more."""
        self._there = True
        for one, tie in self._asked.items():
            if one not in self._open_since and (tie[0], one) not in self._withdrawn:
                self._open[one] = tie
                self._open_since[one] = self._at
        may = self._may()
        self._ever |= set(may)
        self.given += [Given(one, pii, self._moment) for one, pii in may.items() if one not in self.held]
        self.held = may

    def _counts(self, fact: dict[str, Any]) -> None:
        self._counted_at[fact["id"]] = self._at
        if fact["type"] == "incident_escalated" and self.feed in fact["to"]:
            self._asked[fact["id"]] = (fact["sub"], fact["val"]["incident"])
        if self._there:
            super()._counts(fact)
            for one in self._open:
                self._open_since.setdefault(one, self._at)
            return
        self._counting.append(fact)
        if fact["type"] != "texts_erased":
            self._apply(fact)
        self._open, self._shares = {}, set()
        if fact["type"] == "held_settled":
            self._settle(fact["val"])

    def _may(self) -> dict[str, bool]:
        """A share that counted between the sending and the enrolment was none with this agency."""
        may = super()._may()
        for fact in self._counting:
            if fact["type"] == "identity_shared" and fact["id"] in may:
                at = self._counted_at[fact["id"]]
                sent = [one for one, tie in self._open.items() if tie[0] == fact["sub"]]
                if all(self._counted_at[one] < at <= self._open_since.get(one, 0) for one in sent):
                    del may[fact["id"]]
        return may


class WorkWithEnds(Work):
    """Closes and reopens as well; a supervisor's over a device's login waits to be confirmed."""

    def step(self) -> list[Said]:
        if not self.incidents or self.random.random() > 0.15:
            return super().step()
        type_, val = self.random.choice(
            [("incident_closed", {"disposition": "handled", "approved": None, "level": "middle"}), ("incident_reopened", {})]
        )  # fmt: skip
        said = self.supervisor.say(
            "incident", type_, self.random.choice(self.incidents), val, parts={"body": "{}"}
        )
        self.waiting.append(said)
        return [said]


@pytest.mark.parametrize("seed", [4, 9, 15])
def test_who_comes_later_and_who_comes_after_them_get_what_the_oracle_says(
    plain: PlainCenter, new_desk: Callable[..., JoinedDesk], seed: int
) -> None:
    """Seeds that showed mistakes: a share of before that covered, and who reads all of it at once."""
    random, oracle = Random(seed), LateOracle(ARMY)
    with plain.server.admin() as connection:
        connection.execute(WATCH)
    plain.own_way("bima")
    plain.people["aiptu"] = new_id()
    plain.by("sari", plain.devices[0], plain.person_added("aiptu", "operator", ARMY))
    desks = [plain.devices[0], plain.enrol("b")]
    work = WorkWithEnds(random, plain.speaker("op"), plain.speaker("bima"), plain.speaker("aiptu"))

    def read() -> None:
        for row in plain.devices[0].client.pull():
            oracle.take(row)

    armies = []
    for day in range(36):
        batch = [one for _ in range(random.randint(1, 6)) for one in work.step()]
        desk = random.choice(desks)
        way = plain.ways["bima"] if random.random() < 0.4 else desk.client
        assert way.push(desk.chain.rid, desk.chain.items(batch))["status"] == "ok"
        if random.random() < 0.5:
            plain.by("sari", desk, *work.settle(plain.speaker("sari")))
        if day in (12, 20, 28):
            read()
            armies.append(plain.enrol(f"kodim {day}", ARMY, may_share=True))
            oracle.enrol()
            compare_feed(plain, ARMY, armies[-1].client, oracle)
    read()
    compare_feed(plain, ARMY, armies[0].client, oracle)
    late = new_desk("kodim", ARMY, founds=False, may_share=True)
    late.round()
    compare_store(late, oracle)
    assert oracle.held
