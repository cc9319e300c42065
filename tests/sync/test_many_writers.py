"""Many write and read at once while connections are killed in mid-push: nothing lost, doubled or out of order, no hole."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import psycopg
import pytest

from tests.plain_center import Device, PlainCenter
from tests.sync.plain_client import Item, PlainClient

_IN_MID_PUSH = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY (%s) AND state = 'active' "
    "AND query LIKE '%%sync.push%%' ORDER BY random() LIMIT 1"
)


@dataclass
class Writer:
    """Sends one chain in batches of any size, again and again from where the server says it is, over new connections."""

    device: Device
    items: list[Item]
    random: Random
    cut: int = 0
    answers_lost: int = 0

    def run(self) -> None:
        stands = 0
        client = PlainClient(self.device.dsn)
        while stands < len(self.items):
            start = max(0, stands - self.random.randint(0, 5))
            batch = self.items[start : stands + self.random.randint(1, 40)]
            try:
                said = client.push(self.device.chain.rid, batch)
            except psycopg.OperationalError:
                self.cut += 1
                client, before = self._reconnected(client), stands
                stands = int(client.hello(self.device.chain.rid)["last_dseq"])
                self.answers_lost += stands > before
                continue
            assert said["status"] == "ok"
            stands = int(said["last_dseq"])
        client.close()

    def _reconnected(self, client: PlainClient) -> PlainClient:
        client.close()
        while True:
            with suppress(psycopg.OperationalError):  # the killed session may count a moment longer
                return PlainClient(self.device.dsn)


@dataclass
class ReadingOn:
    """Reads the feed over and over while it grows; every position must follow the one before and prove it."""

    client: PlainClient
    ends: threading.Event
    pages: int = 0
    seen: list[int] = field(default_factory=list)

    def run(self) -> None:
        while not self.ends.is_set():
            head = self.client.head()
            self.client.pull(limit=37)
            assert self.client.reader.pos >= head  # what was the head could be read
            self.pages += 1


def in_threads(jobs: list[Callable[[], None]]) -> tuple[list[threading.Thread], list[BaseException]]:
    failures: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    return threads, failures


@pytest.mark.parametrize(
    ("writers", "calls", "kills"),
    [(4, 60, 30), pytest.param(8, 1500, 500, marks=pytest.mark.drill)],
)
def test_nothing_is_lost_doubled_or_out_of_order(
    plain: PlainCenter, writers: int, calls: int, kills: int
) -> None:
    devices = [plain.enrol(f"w{number}") for number in range(writers)]
    speaker = plain.speaker()
    jobs = [
        Writer(
            device, device.chain.items(one for _ in range(calls) for one in speaker.call()), Random(number)
        )
        for number, device in enumerate(devices)
    ]
    ends = threading.Event()
    readers = [ReadingOn(plain.connect(plain.devices[0].dsn), ends) for _ in range(2)]
    reading, misread = in_threads([reader.run for reader in readers])
    writing, failures = in_threads([job.run for job in jobs])
    logins, killed = [device.login for device in devices], 0
    with plain.server.admin() as connection:
        while any(thread.is_alive() for thread in writing):
            if killed < kills:
                killed += len(connection.execute(_IN_MID_PUSH, (logins,)).fetchall())
            else:
                for thread in writing:
                    thread.join()
    ends.set()
    for thread in (*reading, *writing):
        thread.join()
    assert failures == misread == []
    assert killed > kills / 3
    assert sum(job.cut for job in jobs) > 0
    assert all(reader.pages > 0 for reader in readers)
    rows = plain.devices[0].client.whole()
    assert [row["pos"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == 5 + sum(len(job.items) for job in jobs)
    for job in jobs:
        mine = [row["hdr"] for row in rows if json.loads(row["hdr"])["rid"] == job.device.chain.rid]
        assert mine == [item["hdr"] for item in job.items]
