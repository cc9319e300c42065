"""Two hundred desks that listen and pull while twenty facts a second are logged: how long until each has each."""

from __future__ import annotations

import multiprocessing
import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.figures import Figure, median
from bench.shared.center import Center
from bench.shared.listening_desks import listen
from bench.shared.plain_desk import PlainDesk, Writer

RATE = 20
_PROCESSES = 2

Say = Callable[[str], None]


def crowd(center: Center, desks: int, seconds: float, say: Say) -> list[Figure]:
    """Time from the start of a push until a simulated desk holds the fact, over all desks."""
    center.begin()
    writers = [_new_desk(center, f"writer-{number}") for number in range(4)]
    first = Writer(writers[0])
    first.found()
    logins = [_new_login(center, f"desk-{number}", writers[0]) for number in range(desks)]
    spawning = multiprocessing.get_context("spawn")
    ways = []
    for number in range(_PROCESSES):
        here, there = spawning.Pipe()
        listening = spawning.Process(
            target=listen, args=(logins[number::_PROCESSES], desks, seconds + 4, there)
        )
        listening.start()
        ways.append((here, listening))
    for here, _ in ways:
        here.recv()  # all listen
    cpu_before, began = _server_cpu(center), time.monotonic()
    sent = _write(writers, first.center, seconds)
    heard = [one for here, _ in ways for one in here.recv()]
    cpu = (_server_cpu(center) - cpu_before) / (time.monotonic() - began)
    for _, listening in ways:
        listening.join()
    delays = sorted(at - sent[fact] for fact, at in heard if fact in sent)
    missing = desks * len(sent) - len(delays)
    if missing:
        raise RuntimeError(f"{missing} of {desks * len(sent)} facts did not reach a desk")
    p50, p99 = delays[len(delays) // 2], delays[-(-99 * len(delays) // 100) - 1]
    say(f"{desks} desks: p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, server CPU {cpu:.2f} cores")
    note = f"p50 {p50 * 1000:.0f} ms; {len(sent)} facts at {RATE} a second; server CPU {cpu:.2f} cores; nothing missing"
    return [Figure(f"{desks} simulated desks, a fact from one to all, p99", p99, "s", "", None, 0.3, note)]


def _new_desk(center: Center, name: str) -> PlainDesk:
    login, secret, _ = center.enrol_any(name)
    return PlainDesk(center.postgres.dsn(center.database, user=login, password=secret))


def _new_login(center: Center, name: str, _: PlainDesk) -> str:
    login, secret, _code = center.enrol_any(name)
    return center.postgres.dsn(center.database, user=login, password=secret)


def _write(desks: list[PlainDesk], center_hash: str, seconds: float) -> dict[str, float]:
    writers = [Writer(desk, center_hash) for desk in desks]
    sent: dict[str, float] = {}
    began = time.monotonic()
    number = 0
    while (now := time.monotonic()) < began + seconds:
        due = began + number / RATE
        if now < due:
            time.sleep(due - now)
        fact = str(uuid.uuid4())
        sent[fact] = time.monotonic()
        writers[number % len(writers)].log(fact)
        number += 1
    return sent


def _server_cpu(center: Center) -> float:
    """Seconds of CPU that the server's processes have used so far (Linux; ended ones count with their parent)."""
    main = int((center.postgres.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
    ticks = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (
                    (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                )
            except OSError:
                continue
            if int(fields[1]) == main:
                ticks += int(fields[11]) + int(fields[12])
            elif int(folder.name) == main:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def notify_round_trip(center: Center, rounds: int) -> float:
    """Seconds from NOTIFY on one connection until another has it and has answered, median: the baseline of all hints."""
    seconds = []
    with (
        psycopg.connect(center.dsn, autocommit=True) as here,
        psycopg.connect(center.dsn, autocommit=True) as there,
    ):
        here.execute("LISTEN answer")
        there.execute("LISTEN question")
        for _ in range(rounds):
            started = time.perf_counter()
            here.execute("NOTIFY question")
            next(iter(there.notifies(timeout=5, stop_after=1)))
            there.execute("NOTIFY answer")
            next(iter(here.notifies(timeout=5, stop_after=1)))
            seconds.append((time.perf_counter() - started) / 2)
    return median(seconds)
