"""One transaction on the store: facts are appended to the chain and what they touch is refolded before the commit."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from madiun_console.db.facts import facts_of
from madiun_console.db.projector import Projector
from madiun_console.domain.changes import Changes, changes_of
from madiun_console.domain.clock import Clock, HybridClock, bounded_ms
from madiun_console.domain.events import Event, Fact, Header, Logged, Sealed, seal
from madiun_console.domain.events.envelope import SALT_BYTES
from madiun_console.domain.events.registry import as_folded, encode, type_of
from madiun_console.domain.ids import IdSource, id_bytes, id_key, is_id

if TYPE_CHECKING:
    from madiun_console.db.store import Tip

# "" stands for NULL and bytes are bound as bytearray: see row_sets.py, which brings SQLAlchemy.
_FACT_SQL = (
    "INSERT INTO fact(id, sub, also, kind, type, at, actor, hlc, eff_hlc, held, hash, fact, "
    "body, body_salt, restricted, restricted_salt, pii, pii_salt) VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, NULL, "
    "?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''))"
)
_HEADER_SQL = "INSERT INTO header(rid, dseq, fact, hdr) VALUES (?, ?, ?, ?)"


class Writer:
    """Appends facts as one person (`actor`) inside the transaction that `Store.write` opened."""

    def __init__(
        self,
        cursor: Any,
        tip: Tip,
        hlc: HybridClock,
        clock: Clock,
        ids: IdSource,
        projector: Projector,
        center: str,
        actor: str,
    ) -> None:
        self.cursor = cursor
        """For reading what stands in the store, own facts of this transaction included."""
        self.actor = actor
        self.now = clock.now_ms()
        """One moment for everything this transaction logs (milliseconds)."""
        self._tip = tip
        self._hlc = hlc
        self._ids = ids
        self._projector = projector
        self._center = center
        self._touched: dict[str, set[str]] = {}
        self._fresh: dict[str, list[Logged]] = {}
        self._created: dict[str, str] = {}

    @property
    def center(self) -> str:
        """Hash of the founding fact, once the center is founded."""
        return self._center

    def new_subject(self, kind: str) -> str:
        """The identifier of a subject that begins in this transaction."""
        subject = self._ids.new(self.now)
        self._fresh[subject] = []
        self._created[kind] = subject
        return subject

    def append(
        self,
        subject: str,
        happened: Event,
        *,
        base: Iterable[str] = (),
        to: Iterable[str] = (),
        at: int | None = None,
    ) -> str:
        """Log that `happened` to `subject`; gives the fact's id. `at` is for the demo's past only, else it is now."""
        declared = type_of(happened)
        val, parts = encode(happened)
        moment = self.now if at is None else at
        fact = Fact(
            self._ids.new(moment), self._center, subject, declared.kind, declared.name, declared.version,
            moment, self._hlc.tick(moment), self.actor, val, tuple(base), tuple(to), {},
        )  # fmt: skip
        sealed = seal(fact, parts, {name: secrets.token_bytes(SALT_BYTES) for name in parts})
        if not self._center and declared.name == "center_founded":
            self._center = sealed.hash.hex()
        also = getattr(happened, declared.also) if declared.also else None
        self._store(sealed, also)
        logged = Logged(
            fact.id, subject, also, fact.type, bounded_ms(moment), self.actor, fact.base, fact.to,
            (fact.hlc, fact.hlc, sealed.hash), as_folded(happened),
        )  # fmt: skip
        self._touch(declared.kind, subject, logged)
        if also is not None and declared.also is not None:
            self._touch(declared.also, also, logged)
        return fact.id

    def facts(self, subject: str) -> list[Logged]:
        """All facts about `subject`, those of this transaction included."""
        fresh = self._fresh.get(subject)
        if fresh is not None:
            return fresh
        return facts_of(self.cursor, id_bytes(subject)) if is_id(subject) else []

    def finish(self) -> Changes:
        """Refold what was touched; called once, right before the commit."""
        from madiun_console.db.refold import Refold  # brings SQLAlchemy, which no page should wait for

        incidents = Refold(self.cursor, self._projector, self._fresh).subjects(self._touched)
        return changes_of(self._touched, incidents, self._created)

    def touch(self, kind: str, subject: str) -> None:
        """Refold a subject about which nothing is logged, because what it holds has changed."""
        self._touched.setdefault(kind, set()).add(subject)

    def _touch(self, kind: str, subject: str, logged: Logged) -> None:
        self._touched.setdefault(kind, set()).add(subject)
        if subject in self._fresh:
            self._fresh[subject].append(logged)

    def _store(self, sealed: Sealed, also: str | None) -> None:
        fact = sealed.fact
        texts: list[Any] = []
        for name in ("body", "restricted", "pii"):
            part = sealed.parts.get(name)
            texts += (part.text, bytearray(part.salt)) if part else ("", "")
        execute = self.cursor.execute
        execute(
            _FACT_SQL,
            (
                id_key(fact.id), id_key(fact.sub), id_key(also) if also else "", fact.kind, fact.type, fact.at,
                id_key(fact.actor), fact.hlc, fact.hlc, bytearray(sealed.hash), sealed.text, *texts,
            ),
        )  # fmt: skip
        lid = self.cursor.lastrowid
        header = Header(self._tip.rid, self._tip.dseq + 1, self._tip.prev, sealed.hash.hex()).text()
        execute(_HEADER_SQL, (id_key(self._tip.rid), self._tip.dseq + 1, lid, header))
        self._tip.dseq += 1
        self._tip.prev = hashlib.sha256(header.encode()).hexdigest()


def base_of(heads: dict[str, tuple[str, ...]] | Any, registers: Sequence[str]) -> tuple[str, ...]:
    """The facts that a write of `registers` has seen and supersedes."""
    return tuple(dict.fromkeys(fact for register in registers for fact in heads.get(register, ())))
