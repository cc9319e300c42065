"""The least that can write into the shared log: facts and headers by hand, so that the bench measures the server."""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from dataclasses import dataclass, field

import psycopg


@dataclass
class PlainDesk:
    """A connection and the end of its chain."""

    dsn: str
    rid: str = field(default_factory=lambda: str(uuid.uuid4()))
    dseq: int = 0
    prev: str = ""

    def __post_init__(self) -> None:
        self.connection = psycopg.connect(self.dsn, autocommit=True, prepare_threshold=1)

    def push(self, fact: str) -> None:
        """One fact, in a batch of its own."""
        digest = hashlib.sha256(fact.encode()).hexdigest()
        header = json.dumps(
            {"rid": self.rid, "dseq": self.dseq + 1, "prev": self.prev, "fact": digest}, separators=(",", ":")
        )
        row = self.connection.execute(
            "SELECT sync.push(%s, %s::jsonb)", (self.rid, json.dumps([{"hdr": header, "fact": fact}]))
        ).fetchone()
        if row is None or row[0]["status"] != "ok":
            raise RuntimeError(f"the server did not take it: {row}")
        self.dseq += 1
        self.prev = hashlib.sha256(header.encode()).hexdigest()


class Writer:
    """Makes facts of one person at one desk."""

    def __init__(self, desk: PlainDesk, center: str = "") -> None:
        self._desk = desk
        self._person = str(uuid.uuid4())
        self.center = center

    def found(self) -> None:
        """Begin the center."""
        val = {"desk": "A", "administrator": self._person}
        fact = self._fact(str(uuid.uuid4()), "center", "center_founded", val)
        self._desk.push(fact)
        self.center = hashlib.sha256(fact.encode()).hexdigest()

    def log(self, identifier: str) -> None:
        """A note to an incident, with nothing else in it."""
        self._desk.push(self._fact(identifier, "incident", "note_added", {}))

    def _fact(self, identifier: str, kind: str, name: str, val: dict[str, str]) -> str:
        now = time.time_ns() // 1_000_000
        return json.dumps(
            {
                "id": identifier, "ctr": self.center, "sub": str(uuid.uuid4()), "kind": kind, "type": name, "v": 1, "at": now,
                "hlc": str(now << 16), "actor": self._person, "val": val, "base": [], "to": [], "c": {},
            },
            separators=(",", ":"),
        )  # fmt: skip
