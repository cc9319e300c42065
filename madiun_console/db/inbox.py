"""Taking a page of the shared log into the store: facts, headers, verdicts, projections and cursor in one transaction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from madiun_console.db import erasing, letting_go
from madiun_console.db.outbox import make_room
from madiun_console.db.refold import Refold
from madiun_console.db.store import Store
from madiun_console.domain import feed_chain
from madiun_console.domain.changes import Changes, changes_of
from madiun_console.domain.clock import bounded_ms
from madiun_console.domain.events import Fact, Header, Logged, read_fact
from madiun_console.domain.events.envelope import BadFactError
from madiun_console.domain.events.registry import NEVER, decode, type_named
from madiun_console.domain.ids import id_bytes, id_key, id_text, is_id
from madiun_console.errors import EnvironmentFault

_FACT = (
    "INSERT INTO fact(lid, id, sub, also, kind, type, at, actor, hlc, eff_hlc, held, hash, fact, "
    "body, body_salt, restricted, restricted_salt, pii, pii_salt) VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, "
    "nullif(?, ''), ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''))"
)
_HEADER = (
    'INSERT INTO header(rid, dseq, fact, hdr, pos, received_at, "by") '
    "VALUES (?, ?, nullif(?, 0), ?, ?, ?, nullif(?, '')) ON CONFLICT(rid, dseq) DO UPDATE SET "
    'fact = coalesce(excluded.fact, fact), pos = excluded.pos, received_at = excluded.received_at, "by" = excluded."by"'
)
_KNOWN = "SELECT lid, id, hash, eff_hlc, held, sub, also, kind FROM fact WHERE id IN ({})"
_AT_ONCE = 500


class LogDiverged(EnvironmentFault):
    """The server's log is not the one this store has read: restored, failed over with loss, or another server."""

    def __init__(self, pos: int) -> None:
        super().__init__(
            "log_diverged",
            f"Catatan di server berbeda dari yang sudah dibaca meja ini (posisi {pos}).",
            f"The server's log differs from what this desk has read (position {pos}).",
        )
        self.pos = pos


class FeedItem(NamedTuple):
    """A row of `sync.pull`; salts are bytes, `received_ms` milliseconds since 1970."""

    pos: int
    hdr: str
    fact: str | None
    body: str | None
    body_salt: bytes | None
    restricted: str | None
    restricted_salt: bytes | None
    pii: str | None
    pii_salt: bytes | None
    eff_hlc: int
    held: str | None
    by: str | None
    received_ms: int


class _Known(NamedTuple):
    lid: int
    id: bytes
    hash: bytes
    eff_hlc: int
    held: str | None
    sub: bytes
    also: bytes | None
    kind: str


def cursor_of(connection: Any) -> tuple[int, bytes]:
    """The position up to which this store has read its feed, and the chain there."""
    row = connection.execute("SELECT pos, chain FROM checkpoint ORDER BY pos DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, feed_chain.START)


def take_page(store: Store, items: Sequence[FeedItem]) -> Changes:
    """Take the next items of the feed; raises LogDiverged when they do not follow what stands here, and takes nothing."""
    if not items:
        return Changes()
    with store.own() as cursor:
        changes = Changes()
        for run in _runs(cursor, items):
            page = _Page(store, cursor)
            page.take(run)
            changes |= page.finish()
            move_cursor(cursor, run[-1].pos, page.chain)
    return changes


def _runs(cursor: Any, items: Sequence[FeedItem]) -> Iterator[Sequence[FeedItem]]:
    """All of them; at an agency's desk up to each one that makes it let go of something, which counts at its position."""
    start = 0
    if cursor.execute("SELECT 1 FROM meta WHERE k = 'agency'").fetchone():
        for at, item in enumerate(items, start=1):
            if item.fact is not None and read_fact(item.fact).type in letting_go.TYPES:
                yield items[start:at]
                start = at
    if start < len(items):
        yield items[start:]


def move_cursor(cursor: Any, pos: int, chain: bytes) -> None:
    """Go on behind `pos`; of older checkpoints ever fewer are kept, so that a last shared point is found in any past."""
    cursor.execute("INSERT OR REPLACE INTO checkpoint VALUES (?, ?)", (pos, bytearray(chain)))
    kept = [row[0] for row in cursor.execute("SELECT pos FROM checkpoint ORDER BY pos DESC LIMIT 200")]
    gap = 1
    last = kept[0]
    gone = []
    for at, one in enumerate(kept[1:], start=1):
        if at > 16:
            gap = max(gap, (kept[0] - one) // 16)
        if at < len(kept) - 1 and last - one < gap:
            gone.append((one,))
        else:
            last = one
    if gone:
        cursor.executemany("DELETE FROM checkpoint WHERE pos = ?", gone)


def put_verdicts(store: Store, cursor: Any, judged: Sequence[tuple[int, str | None, int]]) -> Changes:
    """Note (eff_hlc, held, lid) of facts that stand here and refold what they are about, inside the caller's transaction."""
    if not judged:
        return Changes()
    page = _Page(store, cursor)
    cursor.executemany("UPDATE fact SET eff_hlc = ?, held = ? WHERE lid = ?", judged)
    for _, _, lid in judged:
        page.touch_fact(lid)
    return page.finish()


class _Page:
    """One page under way; everything it finds out is written at once at the end."""

    def __init__(self, store: Store, cursor: Any) -> None:
        self._store = store
        self._cursor = cursor
        self._erased = erasing.remembered(store.folder)
        self.pos, self.chain = cursor_of(cursor)
        self._lid: int = cursor.execute("SELECT ifnull(max(lid), 0) FROM fact").fetchone()[0]
        self._facts: list[tuple[Any, ...]] = []
        self._headers: list[tuple[Any, ...]] = []
        self._verdicts: list[tuple[Any, ...]] = []
        self._touched: defaultdict[str, set[str]] = defaultdict(set)
        self._arrived: defaultdict[str, list[Logged]] = defaultdict(list)
        self._effects: list[tuple[Fact, Any, int]] = []
        self._fills: list[tuple[str, int, str, bytes]] = []
        self._greatest = 0
        self._drafts = False
        self._is_agency = cursor.execute("SELECT 1 FROM meta WHERE k = 'agency'").fetchone() is not None
        self._ended: Fact | None = None
        """What makes an agency's desk let go of something: the last of its run."""
        self._stale: set[str] = set()
        """Subjects whose facts were changed in the tables after they had been read."""

    def take(self, items: Sequence[FeedItem]) -> None:
        """Check the items against the chain and sort out what is new about each."""
        read = [(item, *self._checked(item)) for item in items]
        known = self._known_facts([fact.id for _, _, fact, _ in read if fact is not None])
        for item, header, fact, digest in read:
            lid = 0
            if fact is not None:
                lid = self._take_fact(item, fact, digest, known)
            self._headers.append(
                (id_key(header.rid), header.dseq, lid, item.hdr, item.pos, item.received_ms, item.by or "")
            )

    def _checked(self, item: FeedItem) -> tuple[Header, Fact | None, bytes]:
        if item.pos != self.pos + 1:
            raise LogDiverged(item.pos)
        try:
            header = Header.read(item.hdr)
            fact = read_fact(item.fact) if item.fact is not None else None
        except BadFactError:
            header, fact = Header.read(item.hdr), None  # its text stays on the server; no desk can read it
        digest = hashlib.sha256(item.fact.encode()).digest() if item.fact is not None else b""
        if fact is not None and digest.hex() != header.fact:
            raise LogDiverged(item.pos)
        self.pos = item.pos
        said = feed_chain.verdict(item.eff_hlc, item.received_ms, item.held, item.by)
        self.chain = feed_chain.link(self.chain, item.hdr, said)
        return header, fact, digest

    def _known_facts(self, wanted: list[str]) -> dict[bytes, _Known]:
        known: dict[bytes, _Known] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            keys = [bytearray(id_bytes(one)) for one in wanted[at : at + _AT_ONCE]]
            rows = self._cursor.execute(_KNOWN.format(", ".join("?" * len(keys))), keys)
            known.update((row[1], _Known(*row)) for row in rows)
        return known

    def _take_fact(self, item: FeedItem, fact: Fact, digest: bytes, known: dict[bytes, _Known]) -> int:
        """The fact's row number: of the one that is here, or of the new one."""
        key = id_bytes(fact.id)
        here = known.get(key)
        if here is not None and here.hash != digest:  # the identifier was used before, for something else
            key = digest[:16]
            here = known.get(key) or self._known_facts([id_text(key)]).get(key)
        if here is not None:
            self._fill_parts(here, item, fact)
            if (here.eff_hlc, here.held) != (item.eff_hlc, item.held):
                self._verdicts.append((item.eff_hlc, item.held or "", here.lid))
                self._touch(here.kind, id_text(here.sub))
                if here.also is not None:
                    self._touch_also(fact, id_text(here.also))
            self._note_effect(fact, item)
            return here.lid
        self._lid += 1
        self._insert(item, fact, digest, key)
        sub = bytearray(id_bytes(fact.sub))
        known[key] = _Known(self._lid, key, digest, item.eff_hlc, item.held, bytes(sub), None, fact.kind)
        return self._lid

    def _insert(self, item: FeedItem, fact: Fact, digest: bytes, key: bytes) -> None:
        name = id_text(key)
        texts, bound = self._parts(item, fact, name)
        declared = type_named(fact.type, fact.v)
        second = fact.val.get(declared.also) if declared and declared.also else None
        also = second if is_id(second) else None
        self._facts.append(
            (
                self._lid, bytearray(key), id_key(fact.sub), id_key(also) if also else "", fact.kind, fact.type, fact.at,
                id_key(fact.actor), fact.hlc, item.eff_hlc, item.held or "", bytearray(digest), item.fact, *bound,
            )
        )  # fmt: skip
        logged = Logged(
            name, fact.sub, also, fact.type, bounded_ms(fact.at), fact.actor, fact.base, fact.to,
            (item.eff_hlc, fact.hlc, digest), decode(fact, texts), item.held is not None, item.held in NEVER,
        )  # fmt: skip
        self._greatest = max(self._greatest, item.eff_hlc)
        self._touched[fact.kind].add(fact.sub)
        self._arrived[fact.sub].append(logged)
        if also is not None:
            self._touch_also(fact, also)
            self._arrived[also].append(logged)
        self._note_effect(fact, item)

    def _parts(self, item: FeedItem, fact: Fact, key: str) -> tuple[dict[Any, str | None], list[Any]]:
        texts: dict[Any, str | None] = {}
        bound: list[Any] = []
        for name, text, salt in _parts_of(item):
            if text is not None and salt is not None and self._fits(fact, key, name, text, salt):
                texts[name] = text
                bound += (text, bytearray(salt))
            else:
                bound += ("", "")
        return texts, bound

    def _fits(self, fact: Fact, key: str, name: str, text: str, salt: bytes) -> bool:
        """Whether a part came that the fact names and nobody had erased."""
        return (key, name) not in self._erased and hashlib.sha256(
            salt + text.encode()
        ).hexdigest() == fact.c.get(name)

    def _fill_parts(self, here: _Known, item: FeedItem, fact: Fact) -> None:
        """A copy that lacks a part takes it from one that has it: shared by a supervisor, or withheld before."""
        for name, text, salt in _parts_of(item):
            if text is not None and salt is not None and self._fits(fact, id_text(here.id), name, text, salt):
                self._fills.append((name, here.lid, text, salt))

    def _note_effect(self, fact: Fact, item: FeedItem) -> None:
        if self._is_agency and fact.type in letting_go.TYPES:
            self._ended = fact
        if item.held is None and fact.type in ("held_settled", "texts_erased"):
            happened = decode(fact, {})
            if happened is not None:
                self._effects.append((fact, happened, item.pos))

    def _touch(self, kind: str, subject: str) -> None:
        self._touched[kind].add(subject)

    def _touch_also(self, fact: Fact, subject: str) -> None:
        declared = type_named(fact.type, fact.v)
        if declared is not None and declared.also is not None:
            self._touch(declared.also, subject)

    def finish(self) -> Changes:
        """Write what was found, let it take effect, and bring the projections up to date."""
        cursor = self._cursor
        fresh = self._fresh_subjects()
        make_room(cursor, self._store, self._headers)
        cursor.executemany(_FACT, self._facts)
        cursor.executemany(_HEADER, self._headers)
        cursor.executemany("UPDATE fact SET eff_hlc = ?, held = nullif(?, '') WHERE lid = ?", self._verdicts)
        for name, lid, text, salt in self._fills:
            done = cursor.execute(
                f"UPDATE fact SET {name} = ?, {name}_salt = ? WHERE lid = ? AND {name} IS NULL",  # noqa: S608
                (text, salt, lid),
            )
            if done.rowcount:
                self.touch_fact(lid)
        for fact, happened, pos in self._effects:
            self._take_effect(fact, happened, pos)
        if self._ended is not None:
            for kind, subjects in letting_go.let_go(cursor, self._ended).items():
                self._touched[kind].update(subjects)
                self._stale.update(subjects)
        self._store.hlc.seen(self._greatest, self._store.clock.now_ms())
        for subject in self._stale:
            fresh.pop(subject, None)
        incidents = Refold(cursor, self._store.projector, fresh).subjects(self._touched)
        return changes_of(self._touched, incidents) | Changes(drafts=self._drafts)

    def _fresh_subjects(self) -> dict[str, list[Logged]]:
        """Subjects none of whose facts were here before this page: they need not be read back to be folded."""
        older = {subject for subject in self._arrived if is_id(subject)}
        seen: set[str] = set()
        listed = sorted(older)
        for at in range(0, len(listed), _AT_ONCE):
            keys = [bytearray(id_bytes(one)) for one in listed[at : at + _AT_ONCE]]
            marks = ", ".join(f"?{n}" for n in range(1, len(keys) + 1))
            rows = self._cursor.execute(
                f"SELECT sub FROM fact WHERE sub IN ({marks}) UNION SELECT also FROM fact WHERE also IN ({marks})",  # noqa: S608
                keys,
            )
            seen.update(id_text(row[0]) for row in rows)
        return {subject: facts for subject, facts in self._arrived.items() if subject not in seen}

    def _take_effect(self, fact: Fact, happened: Any, pos: int) -> None:
        if fact.type == "texts_erased":
            self._erased |= erasing.take_out(self._store, self._cursor, happened.facts, happened.parts)
            self._drafts = True
            self._touch_named(happened.facts)
        elif is_id(happened.fact):
            self._settle(id_bytes(happened.fact), pos, accepted=happened.accepted)

    def _settle(self, key: bytes, pos: int, *, accepted: bool) -> None:
        """The first decision about a fact that stood in the log before it is the one that counts."""
        row = self._cursor.execute(
            "SELECT f.lid, f.fact FROM fact f JOIN header h ON h.fact = f.lid WHERE f.id = ? AND f.held IS NOT NULL "
            "AND f.held NOT IN ('refused', 'id_used') AND h.pos < ? LIMIT 1",
            (key, pos),
        ).fetchone()
        if row is None:
            return
        held = None if accepted else "refused"
        self._cursor.execute("UPDATE fact SET held = ? WHERE lid = ?", (held, row[0]))
        self.touch_fact(row[0])
        target = read_fact(row[1])
        late = decode(target, {}) if accepted and target.type == "texts_erased" else None
        if late is not None:  # what was confirmed takes its whole effect
            self._take_effect(target, late, pos)

    def _touch_named(self, facts: Iterable[str]) -> None:
        for one in facts:
            if is_id(one):
                row = self._cursor.execute("SELECT lid FROM fact WHERE id = ?", (id_bytes(one),)).fetchone()
                if row:
                    self.touch_fact(row[0])

    def touch_fact(self, lid: int) -> None:
        """Refold what a fact is about whose row was changed."""
        sub, also, kind, text = self._cursor.execute(
            "SELECT sub, also, kind, fact FROM fact WHERE lid = ?", (lid,)
        ).fetchone()
        self._touch(kind, id_text(sub))
        self._stale.add(id_text(sub))
        if also is not None:
            self._touch_also(read_fact(text), id_text(also))
            self._stale.add(id_text(also))


def _parts_of(item: FeedItem) -> tuple[tuple[str, str | None, bytes | None], ...]:
    return (
        ("body", item.body, item.body_salt),
        ("restricted", item.restricted, item.restricted_salt),
        ("pii", item.pii, item.pii_salt),
    )
