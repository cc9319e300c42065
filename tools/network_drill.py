"""Two desks and a server over a wire that loses, delays, doubles and swallows packets: `python -m tools.network_drill`.

For root on Linux (tools/bad_wire.py). The desks run the program's own link with its own patience; for each weather is
printed how long it took from the last call that was logged until both desks and the server had everything. Words of
a weather's name run that one alone.
"""

from __future__ import annotations

import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
from psycopg import sql

from madiun_console.db.inbox import cursor_of
from madiun_console.db.outbox import count_unsent
from madiun_console.db.verify import verify
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.install import install
from madiun_console.sync.live import Live
from madiun_console.sync.scram import verifier_of
from madiun_console.sync.server_certificate import authority_of, fingerprint, shown_certificates
from tools.bad_wire import BadWire, Weather, why_not
from tools.drill_desk import DrillDesk
from tools.embedded_postgres import HOST, EmbeddedPostgres
from tools.embedded_tls import tls_files

DATABASE = "madiun"
DESKS = ("satu", "dua")
_LONGEST_S = 600.0
_LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Chapter:
    """A weather, the calls that each desk takes in it, and for how long everything is gone first."""

    name: str
    weather: Weather
    calls: int = 10
    gone_s: float = 0.0


CHAPTERS = (
    Chapter("calm", Weather()),
    Chapter("5% lost", Weather(loss=0.05)),
    Chapter("20% lost", Weather(loss=0.2)),
    Chapter("300 ms, jitter 100 ms", Weather(delay_s=0.3, jitter_s=0.1)),
    Chapter("10% doubled, 25% out of order", Weather(delay_s=0.05, doubled=0.1, hurried=0.25)),
    Chapter(
        "all of it: 10% lost, 300 ms, jitter 100 ms, doubled, out of order",
        Weather(loss=0.1, delay_s=0.3, jitter_s=0.1, doubled=0.05, hurried=0.1),
    ),
    Chapter("2 kB/s, 400 ms", Weather(bytes_per_s=2000, delay_s=0.4), calls=20),
    Chapter("nothing gets through for 40 s, nobody is told", Weather(), gone_s=40),
    Chapter("the same, and then 20% lost", Weather(loss=0.2), gone_s=20),
)


class Place:
    """A desk with its running link."""

    def __init__(self, desk: DrillDesk) -> None:
        self.desk = desk
        self.modes: list[str] = []
        self.live = Live(desk.store, desk.link, lambda _: None, lambda state: self.modes.append(state.mode))

    def has_all(self, head: int) -> bool:
        """Whether everything is sent, and read up to there."""
        store = self.desk.store
        unsent = store.driver(lambda reader: count_unsent(reader, store.rid))
        return bool(unsent == 0 and store.driver(cursor_of)[0] == head)


class Server:
    """A PostgreSQL with the schema at a place on the wire, and a way to ask it that does not go over the wire."""

    def __init__(self, wire: BadWire, folder: Path) -> None:
        self._wire = wire
        self.address = wire.address("server")
        tls_files(folder / "tls", self.address)
        self.postgres = EmbeddedPostgres(folder)
        with wire.inside("server"):
            self.postgres.start()
            self.postgres.configure(listen_addresses=f"{HOST},{self.address}")
            with (self.postgres.data / "pg_hba.conf").open("a", encoding="ascii") as rules:
                rules.write("hostssl all all 10.77.0.0/24 scram-sha-256\n")
            self.postgres.restart()
            with psycopg.connect(self.postgres.dsn(), autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
            with psycopg.connect(self.postgres.dsn(DATABASE)) as connection:
                install(connection)
            authority = authority_of(shown_certificates(HOST, self.postgres.port))
            self._admin = psycopg.connect(self.postgres.dsn(DATABASE), autocommit=True)
        if authority is None:
            raise RuntimeError("the server shows no authority")
        self._authority = fingerprint(authority)

    def enrol(self, name: str) -> str:
        """A code to join at the server's address on the wire."""
        secret = secrets.token_urlsafe(16)
        row = self._admin.execute(
            "SELECT sync.enrol(%s, NULL, false, %s, 24)", (name, verifier_of(secret))
        ).fetchone()
        said = row[0] if row else {}
        code = EnrolCode(
            self.address, self.postgres.port, DATABASE, self._authority, said["center"], said["login"], secret,
            said["desk"], "", said["expires"],
        )  # fmt: skip
        return code.encode()

    def head(self) -> int:
        """The last position of the log."""
        row = self._admin.execute("SELECT head FROM sync.feed WHERE feed_id = 1").fetchone()
        return int(row[0]) if row else 0

    def events(self) -> list[str]:
        """Hashes of all facts, each as often as it stands in the log."""
        rows = self._admin.execute("SELECT encode(fact_hash, 'hex') FROM sync.event ORDER BY 1").fetchall()
        return [row[0] for row in rows]

    def close(self) -> None:
        """Stop it and remove its data."""
        self._admin.close()
        self.postgres.remove()


def main() -> int:
    """Every chapter; 0 when nothing was missing or double anywhere."""
    missing = why_not()
    if missing:
        print(f"network drill: {missing}", file=sys.stderr)
        return 2
    chosen = [one for one in CHAPTERS if all(word in one.name for word in sys.argv[1:])]
    with standing() as (wire, server, places):
        print(f"{'weather':<66} {'calls':>5} {'offline':>7} {'together after':>14} {'packets lost':>12}")
        for chapter in chosen:
            print(line_of(chapter, *measured(chapter, wire, server, places)), flush=True)
        wire.weather = Weather()
        for place in places:
            place.live.stop()
            broken = verify(place.desk.store)
            if broken is not None:
                raise SystemExit(f"verify: {broken}")
    print("\nNetwork drill passed: nothing missing, nothing double, every chain proves it")
    return 0


@contextmanager
def standing() -> Iterator[tuple[BadWire, Server, list[Place]]]:
    """Server and desks, connected."""
    folder = Path(tempfile.mkdtemp(prefix="network-drill-"))
    folder.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        wire = stack.enter_context(BadWire(["server", *DESKS]))
        server = Server(wire, folder / "server")
        stack.callback(server.close)
        places: list[Place] = []
        for name in DESKS:
            with wire.inside(name):
                desk = DrillDesk(folder / name, server.enrol(name), founds=not places)
                stack.callback(desk.close)
                if not places:
                    desk.exchange()
                    desk.hang_up()
                place = Place(desk)
                place.live.start()
            stack.callback(place.live.stop)
            places.append(place)
            wait_for(partial(all_together, server, places), f"{name} did not connect")
        yield wire, server, places


def measured(chapter: Chapter, wire: BadWire, server: Server, places: list[Place]) -> tuple[float, int, int]:
    """(seconds until everything was everywhere, packets lost, how often a desk was offline)."""
    lost = wire.lost
    for place in places:
        place.modes.clear()
    wire.weather = Weather(gone=frozenset(DESKS)) if chapter.gone_s else chapter.weather
    for place in places:
        place.desk.take_calls(chapter.calls)
        place.live.wake()
    if chapter.gone_s:
        time.sleep(chapter.gone_s)
        wire.weather = chapter.weather
    began = time.monotonic()
    wait_for(lambda: all_together(server, places), f"{chapter.name}: not together")
    took = time.monotonic() - began
    events = server.events()
    if len(set(events)) != len(events) or any(place.desk.events() != events for place in places):
        raise SystemExit(f"{chapter.name}: something is missing or double")
    offline = sum(
        mode == "offline" and before != "offline"
        for place in places
        for before, mode in zip(["live", *place.modes], place.modes, strict=False)
    )
    return took, wire.lost - lost, offline


def all_together(server: Server, places: list[Place]) -> bool:
    """Whether both desks and the server have everything; nobody sent anything while we looked."""
    head = server.head()
    return all(place.has_all(head) for place in places) and server.head() == head


def line_of(chapter: Chapter, took: float, lost: int, offline: int) -> str:
    """One row of the table."""
    return f"{chapter.name:<66} {chapter.calls * len(DESKS):>5} {offline:>7} {took:>12.1f} s {lost:>12}"


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Look again and again; raises SystemExit."""
    deadline = time.monotonic() + _LONGEST_S
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(what)
        time.sleep(_LOOK_EVERY_S)


if __name__ == "__main__":
    raise SystemExit(main())
