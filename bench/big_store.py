"""Makes the store that everything is measured on: a million facts, five thousand open incidents, made once and kept."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from argon2 import PasswordHasher

from bench.bulk_log import BulkLog
from bench.restless_city import YEARS_MS, RestlessCity
from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.people import found_center
from madiun_console.actions.sign_in import sign_in
from madiun_console.db.rebuild import rebuild
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import desk_of, new_store, open_store
from madiun_console.resources import load_rulebook

PLACE_VARIABLE = "MADIUN_BENCH_STORE"
"""A folder in which stores are kept from run to run; without it each run makes its own."""
NAME, PASSWORD = "Operator", "bench-only"
_FOUNDER = "Kepala"
_LETTER = "B"
_DONE = "bench-store.json"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How big the store is; everything in it follows from these."""

    events: int = 1_000_000
    still_open: int = 5_000
    seed: int = 112
    incidents: int = 0
    """0: as many as a city has for so many facts; else so many, and as many facts as they take."""

    @property
    def name(self) -> str:
        """The folder of such a store."""
        name = f"{self.events}-{self.still_open}-{self.seed}"
        return f"{name}-{self.incidents}" if self.incidents else name


class PastClock:
    """The moment a store is founded: before everything that it then tells of."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        """Wall clock, milliseconds since 1970 UTC."""
        return self.ms


@dataclass(frozen=True, slots=True)
class BigStore:
    """Where the store lies; `fill_s` and `rebuild_s` are the seconds it took, None when it was there already."""

    folder: Path
    size: Size
    fill_s: float | None = None
    rebuild_s: float | None = None


def keep_keys_in_files() -> None:
    """The key of a throw-away store has no place in the user's keyring."""
    os.environ["MADIUN_CONSOLE_KEYRING"] = "file"


def home_of_stores() -> tuple[Path, bool]:
    """The folder for stores, and whether it goes away with this run."""
    kept = os.environ.get(PLACE_VARIABLE)
    if kept:
        return Path(kept), False
    return Path(tempfile.mkdtemp(prefix="madiun-bench-")), True


def big_store(home: Path, size: Size, say: Say) -> BigStore:
    """The store of this size below `home`; made now unless a whole one is there."""
    keep_keys_in_files()
    folder = home / size.name
    if (folder / _DONE).exists():
        return BigStore(folder, size)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rulebook = load_rulebook()
    say(f"writing {size.events:,} facts")
    started = time.perf_counter()
    _fill(folder, rulebook, size, say)
    filled = time.perf_counter()
    say("rebuilding the projections")
    _rebuild(folder, rulebook)
    done = time.perf_counter()
    (folder / _DONE).write_text(json.dumps(asdict(size)), encoding="utf-8")
    return BigStore(folder, size, filled - started, done - filled)


def session_on(desk: Desk) -> Session:
    """The operator of the store, signed in."""
    return sign_in(desk, NAME, PASSWORD)


def _fill(folder: Path, rulebook: Rulebook, size: Size, say: Say) -> None:
    end = time.time_ns() // 1_000_000 - 1000
    begin = end - YEARS_MS - 86_400_000
    store = new_store(folder, rulebook, PastClock(begin))
    try:
        founder = found_center(store, rulebook, _LETTER, _FOUNDER, PASSWORD).person
        random = Random(size.seed)
        log = BulkLog(store, random)
        people = tuple(_person(log, begin + 1000 + number, founder, number) for number in range(12))
        city = RestlessCity(log, rulebook, random, people, desk_of(store, rulebook).letter)
        told = 0
        for count in city.live(size.events, size.still_open, end, size.incidents):
            if count - told >= 100_000:
                told = count
                say(f"  {count:,}")
    finally:
        store.close()


def _person(log: BulkLog, at: int, by: str, number: int) -> str:
    """An operator; the password check of the first, who signs in here, is made quick: its slowness is meant, not measured."""
    person = log.new_id(at)
    verifier = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    name = NAME if number == 0 else f"{NAME} {number}"
    log.append(at, by, person, ev.PersonAdded(role="operator", name=name, verifier=verifier))
    return person


def _rebuild(folder: Path, rulebook: Rulebook) -> None:
    store = open_store(folder, rulebook=rulebook)
    try:
        rebuild(store, None)
        while store.merge_indexes():  # both are done in the first idle minute
            pass
        store.checkpoint()
    finally:
        store.close()
