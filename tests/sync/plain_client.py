"""A client of the server written from docs/sync.md and docs/events.md alone: it shares no code with the console."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

NOW_MS = 1_795_419_128_000
PARTS = ("body", "restricted", "pii")
Item = dict[str, Any]


def new_id() -> str:
    """A UUID of version 7."""
    ms, noise = NOW_MS, secrets.randbits(74)
    value = ms << 80 | 7 << 76 | (noise >> 62) << 64 | 2 << 62 | noise & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Said:
    """A fact's text with the texts of its parts, not yet in any chain."""

    text: str
    parts: dict[str, str] = field(default_factory=dict)
    salts: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def id(self) -> str:
        return str(self.value["id"])


@dataclass
class Speaker:
    """Makes facts of one center in the name of one person; the clock counts on with each."""

    center: str
    actor: str
    ms: int = NOW_MS
    counter: int = 0

    def say(
        self,
        kind: str,
        type_: str,
        sub: str,
        val: dict[str, Any] | None = None,
        *,
        base: Iterable[str] = (),
        to: Iterable[str] = (),
        parts: dict[str, str] | None = None,
        **changed: Any,
    ) -> Said:
        """A fact; `changed` puts other values in place of the usual ones, None leaves a key out."""
        self.counter += 1
        parts = parts or {}
        salts = {name: secrets.token_hex(16) for name in parts}
        fact = {
            "id": new_id(), "ctr": self.center, "sub": sub, "kind": kind, "type": type_, "v": 1, "at": self.ms,
            "hlc": str((self.ms << 16) + self.counter), "actor": self.actor, "val": val or {}, "base": list(base),
            "to": list(to),
            "c": {name: sha256(bytes.fromhex(salts[name]) + text.encode()) for name, text in parts.items()},
        }  # fmt: skip
        fact = {key: value for key, value in (fact | changed).items() if value is not None}
        return Said(json.dumps(fact, ensure_ascii=False, separators=(",", ":")), parts, salts)

    def call(self, incident: str | None = None, **texts: str) -> list[Said]:
        """A report with its incident (a new one unless it is given) and the link between them."""
        report, opened = new_id(), incident is None
        incident = incident or new_id()
        times = {"occurred": self.ms, "reported": self.ms, "started": self.ms}
        said = [
            self.say(
                "report", "report_logged", report,
                {"channel": "phone", "desk": "B", "kind_id": "brawl", "level": "middle", **times},
                parts={part: json.dumps({name: text}) for part, name, text in _report_texts(texts)},
            )
        ]  # fmt: skip
        if opened:
            number = f"20261123-Z{secrets.randbelow(10**6):06d}"
            val = {"number": number, "desk": "Z", "kind_id": "brawl", "level": "middle", "occurred": self.ms}
            said.append(self.say("incident", "incident_opened", incident, val))
        said.append(self.say("report", "report_linked", report, {"incident": incident}))
        return said


def _report_texts(texts: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    names = {"body": "narrative", "restricted": "remarks", "pii": "name"}
    for part, text in texts.items():
        yield part, names[part], text


@dataclass
class Chain:
    """The headers of one store, as long as they are made here."""

    rid: str = field(default_factory=new_id)
    dseq: int = 0
    prev: str = ""

    def item(self, said: Said, *, header: dict[str, Any] | None = None, text: str | None = None) -> Item:
        """The next item; `header` puts other values into it, `text` stands in its place."""
        usual: dict[str, Any] = {
            "rid": self.rid, "dseq": self.dseq + 1, "prev": self.prev, "fact": sha256(said.text.encode()),
        }  # fmt: skip
        hdr = text if text is not None else json.dumps(usual | (header or {}), separators=(",", ":"))
        self.dseq += 1
        self.prev = sha256(hdr.encode(errors="surrogatepass"))
        item = {"hdr": hdr, "fact": said.text}
        for name, part in said.parts.items():
            item |= {name: part, f"{name}_salt": said.salts[name]}
        return item

    def items(self, said: Iterable[Said]) -> list[Item]:
        return [self.item(one) for one in said]


class BrokenChain(AssertionError):
    """What the server gave does not prove itself."""


@dataclass
class Reader:
    """One device's view of its feed, checked position by position."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    chain: bytes = b""

    @property
    def pos(self) -> int:
        return len(self.rows)

    def take(self, row: dict[str, Any]) -> None:
        if row["pos"] != self.pos + 1:
            raise BrokenChain(f"position {row['pos']} after {self.pos}")
        ms = round(row["received_at"].timestamp() * 1000)
        verdict = f"{row['eff_hlc']}|{ms}|{row['held'] or ''}|{row['by'] or ''}"
        self.chain = hashlib.sha256(
            self.chain + hashlib.sha256(row["hdr"].encode()).digest() + verdict.encode()
        ).digest()
        if row["fact"] is not None:
            if sha256(row["fact"].encode()) != json.loads(row["hdr"])["fact"]:
                raise BrokenChain("the fact is not the header's")
            digests = json.loads(row["fact"])["c"]
            for part in PARTS:
                text, salt = row[part], row[f"{part}_salt"]
                if text is not None and sha256(salt + text.encode()) != digests[part]:
                    raise BrokenChain(f"the part {part} is not the fact's")
        self.rows.append(row)


class PlainClient:
    """One connection of a device or a person."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)
        self.reader = Reader()

    def hello(self, rid: str) -> dict[str, Any]:
        return dict(self.ask("SELECT sync.hello(%s, 1, %s)", rid, NOW_MS))

    def push(self, rid: str, items: Sequence[Item]) -> dict[str, Any]:
        return dict(self.ask("SELECT sync.push(%s, %s)", rid, Jsonb(list(items))))

    def page(self, after: int, chain: bytes, limit: int = 500) -> list[dict[str, Any]]:
        cursor = self.connection.execute("SELECT * FROM sync.pull(%s, %s, %s)", (after, chain, limit))
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def pull(self, limit: int = 500) -> list[dict[str, Any]]:
        """Everything new, proved; gives the new rows."""
        before = self.reader.pos
        while page := self.page(self.reader.pos, self.reader.chain, limit):
            for row in page:
                self.reader.take(row)
        return self.reader.rows[before:]

    def whole(self) -> list[dict[str, Any]]:
        """The feed as it is shown today, read from its beginning."""
        self.reader = Reader()
        return self.pull()

    def head(self) -> int:
        return int(self.ask("SELECT head FROM sync.head()"))

    def common(self, points: Sequence[tuple[int, bytes]]) -> int:
        positions, chains = [pos for pos, _ in points], [chain for _, chain in points]
        return int(self.ask("SELECT sync.common(%s::bigint[], %s::bytea[])", positions, chains))

    def presence(self, **said: Any) -> dict[str, Any]:
        return dict(self.ask("SELECT sync.presence(%s)", Jsonb(said)))

    def ask(self, question: str, *values: Any) -> Any:
        row = self.connection.execute(question.encode(), values).fetchone()
        return row and row[0]

    def close(self) -> None:
        self.connection.close()
