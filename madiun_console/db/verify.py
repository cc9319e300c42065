"""Proving a store: pages, chains, facts, parts and projections, each against what it must be; the first fault is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from madiun_console.db.damage import Damage, Found
from madiun_console.db.rebuild import Watch
from madiun_console.db.store import STORE_FILE, Store
from madiun_console.db.verify_projections import verify_projections
from madiun_console.db.walk import Progress, facts_to_walk
from madiun_console.domain.events import PARTS, Header, event_types, read_fact
from madiun_console.domain.events.envelope import BadFactError
from madiun_console.domain.ids import id_bytes, is_id

_HEADERS = (
    "SELECT h.rid, h.dseq, h.hdr, f.hash, h.fact IS NULL AND h.pos IS NOT NULL, h.pos IS NOT NULL FROM header h "
    "LEFT JOIN fact f ON f.lid = h.fact ORDER BY h.rid, h.dseq"
)
_OUR_RIDS = (
    "SELECT unhex(replace(v, '-', '')) FROM meta WHERE k = 'rid' UNION "
    "SELECT unhex(replace(o.value, '-', '')) FROM meta, json_each(v) o WHERE k = 'own_rids'"
)
_FACTS = (
    "SELECT lid, id, sub, also, kind, type, at, actor, hlc, eff_hlc, held, hash, fact, "
    "EXISTS (SELECT 1 FROM header WHERE header.fact = fact.lid AND (pos IS NOT NULL OR rid NOT IN ("
    "SELECT unhex(replace(v, '-', '')) FROM meta WHERE k = 'rid' UNION "
    "SELECT unhex(replace(o.value, '-', '')) FROM meta, json_each(v) o WHERE k = 'own_rids'))), "
    "body, body_salt, restricted, restricted_salt, pii, pii_salt FROM fact ORDER BY lid"
)
_ORDERED = (
    "SELECT f.lid, pair.value ->> 1 FROM erasure e, json_each(e.gone) pair JOIN fact f ON f.id = unhex(replace("
    "pair.value ->> 0, '-', '')) WHERE f.kind <> 'erasure' AND CASE pair.value ->> 1 WHEN 'pii' THEN f.pii "
    "WHEN 'body' THEN f.body WHEN 'restricted' THEN f.restricted END IS NOT NULL LIMIT 1"
)
_WITHOUT_HEADER = "SELECT min(lid) FROM fact WHERE NOT EXISTS (SELECT 1 FROM header WHERE fact = lid)"


def verify(store: Store, progress: Progress | None = None) -> Damage | None:
    """The first broken place of the store, or None when everything is as it must be.

    Works on one snapshot while others write. Projections that another version of the program made are not compared:
    the next start builds them anew. Parts that are absent (withheld, erased) are no damage.
    """
    letter = store.meta("desk") or "?"
    stale = store.stale_projections()

    def check(connection: Any) -> Damage | None:
        try:
            _verify_pages(connection)
            connection.execute("BEGIN")
            watch = Watch(_work(connection, stale=stale), progress)
            _verify_chains(connection, letter, watch)
            _verify_facts(connection, letter, watch)
            if not stale:
                verify_projections(connection, store.projector, watch)
                _verify_erased(connection, letter)
            watch.done()
        except Found as found:
            return found.damage
        except sqlcipher.DatabaseError as error:
            return Damage(
                f"berkas {STORE_FILE}",
                f"the file {STORE_FILE}",
                "tidak dapat dibaca",
                f"cannot be read ({error})",
            )
        return None

    damage: Damage | None = store.driver(check)
    return damage


def _work(connection: Any, *, stale: bool) -> int:
    rows = connection.execute(
        "SELECT (SELECT count(*) FROM header) + (SELECT count(*) FROM fact)"
    ).fetchone()[0]
    return int(rows) + (0 if stale else facts_to_walk(connection))


def verify_pages(store: Store) -> Damage | None:
    """The first page that was overwritten; a few seconds for a store of ten years, so `doctor` asks it too."""

    def check(connection: Any) -> Damage | None:
        try:
            _verify_seals(connection)
        except Found as found:
            return found.damage
        return None

    damage: Damage | None = store.driver(check)
    return damage


def _verify_pages(connection: Any) -> None:
    """Every page carries a code that proves its bytes; then the b-trees and indexes must agree with each other."""
    _verify_seals(connection)
    said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        raise Found(
            Damage(
                f"susunan berkas {STORE_FILE}",
                f"the structure of {STORE_FILE}",
                f"tidak utuh ({said})",
                f"not intact ({said})",
            )
        )


def _verify_seals(connection: Any) -> None:
    broken = set(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if broken:  # a page that was just being written while we read it is right the second time
        broken &= set(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if broken:
        numbers = sorted(int(found[0]) for row in broken if (found := re.findall(r"\d+", row[0])))
        page = str(numbers[0]) if numbers else "?"
        raise Found(
            Damage(
                f"berkas {STORE_FILE}",
                f"the file {STORE_FILE}",
                f"halaman {page} rusak atau ditimpa",
                f"page {page} is damaged or overwritten",
            )
        )


def _verify_chains(connection: Any, letter: str, watch: Watch) -> None:
    """Each store's headers run 1, 2, 3 …, each names the hash of the one before and of a fact that is there."""
    rid, dseq, prev = b"", 0, ""
    ends: dict[bytes, tuple[tuple[str, str], str]] = {}
    ours = {bytes(row[0]) for row in connection.execute(_OUR_RIDS)}
    partly = connection.execute("SELECT 1 FROM meta WHERE k = 'agency'").fetchone() is not None
    for header_rid, header_dseq, text, fact_hash, withheld, proven in connection.execute(_HEADERS):
        watch.tick(1)
        if header_rid != rid:
            rid, dseq, prev = header_rid, 0, ""
        dseq += 1
        place = _chain_place(letter, rid, dseq)
        given = partly and header_dseq > dseq  # an agency is given some items of a chain only
        if given:
            dseq = header_dseq
        if header_dseq != dseq:
            raise Found(Damage(*place, "urutan hilang", "this number is missing"))
        if not isinstance(text, str):
            raise Found(Damage(*place, "kepala catatan bukan teks", "the header is no text"))
        try:
            header = Header.read(text)
        except BadFactError as error:
            raise Found(
                Damage(*place, "kepala catatan tidak terbaca", f"unreadable header ({error})")
            ) from error
        if id_bytes(header.rid) != rid or header.dseq != dseq:
            raise Found(Damage(*place, "kepala catatan milik tempat lain", "this header belongs elsewhere"))
        if header.prev != prev and not given:
            raise Found(Damage(*place, "hash tidak cocok", "the hash of the header before does not match"))
        if fact_hash is None and not withheld:
            raise Found(Damage(*place, "catatannya hilang", "its fact is missing"))
        if fact_hash is not None and header.fact != fact_hash.hex():
            raise Found(Damage(*place, "catatannya tidak cocok", "it names another fact"))
        prev = hashlib.sha256(text.encode()).hexdigest()
        if (
            proven and rid not in ours
        ):  # the feed's chain has proved its bytes, however another program spelled them
            ends.pop(header_rid, None)
        else:
            ends[header_rid] = (place, text)
    for place, text in ends.values():
        if Header.read(text).text() != text:  # no header behind it that names its hash
            raise Found(Damage(*place, "kepala catatan diubah", "the header's text was changed"))
    orphan = connection.execute(_WITHOUT_HEADER).fetchone()[0]
    if orphan is not None:
        raise Found(
            Damage(
                f"catatan nomor {orphan}",
                f"fact number {orphan}",
                "tidak ada dalam rantai",
                "stands in no chain",
            )
        )


def _verify_facts(connection: Any, letter: str, watch: Watch) -> None:
    """Each fact's text has the hash that the chain names, its columns repeat it, and its parts match their hashes."""
    for (
        lid,
        *columns,
        text,
        shared,
        body,
        body_salt,
        restricted,
        restricted_salt,
        pii,
        pii_salt,
    ) in connection.execute(_FACTS):
        watch.tick(1)
        parts = zip(PARTS, ((body, body_salt), (restricted, restricted_salt), (pii, pii_salt)), strict=True)
        reason = _fact_fault(columns, text, parts, shared=bool(shared))
        if reason is not None:
            raise Found(Damage(*_fact_place(connection, letter, lid), *reason))


def _verify_erased(connection: Any, letter: str) -> None:
    """No part that somebody had erased is here any more, or again."""
    row = connection.execute(_ORDERED).fetchone()
    if row is not None:
        lid, part = row
        raise Found(
            Damage(
                *_fact_place(connection, letter, lid),
                f"bagian {part} sudah dihapus tetapi masih ada",
                f"the part {part} was erased but is here",
            )
        )


def _fact_fault(columns: list[Any], text: Any, parts: Any, *, shared: bool) -> tuple[str, str] | None:
    id_, sub, also, kind, type_, at, actor, hlc, eff_hlc, held, hash_ = columns
    if not isinstance(text, str):  # SQLite would keep bytes in a column of text
        return "isinya bukan teks", "it is no text"
    if hashlib.sha256(text.encode()).digest() != hash_:
        return "hash tidak cocok dengan isinya", "its hash does not match its text"
    try:
        fact = read_fact(text)
    except BadFactError as error:
        return "isinya tidak terbaca", f"unreadable ({error})"
    said = (
        *(hash_[:16] if id_ == hash_[:16] else id_bytes(fact.id), id_bytes(fact.sub), fact.kind, fact.type),
        *(fact.at, id_bytes(fact.actor), fact.hlc),
    )  # a fact whose identifier was another one's before is kept under its hash
    if said != (id_, sub, kind, type_, at, actor, hlc):
        return "kolomnya berbeda dari isinya", "its columns differ from its text"
    if not shared and (held is not None or eff_hlc != hlc):  # only the shared log gives a verdict
        return "ditahan atau digeser tanpa putusan server", "held or moved without a verdict of a server"
    declared = event_types().get((fact.type, fact.v))
    if declared is not None:
        second = str(fact.val.get(declared.also)) if declared.also else ""
        if also != (id_bytes(second) if is_id(second) else None):  # anything may stand there
            return "subjek keduanya berbeda dari isinya", "its second subject differs from its text"
    return next(_part_faults(fact.c, parts), None)


def _part_faults(digests: Mapping[str, str], parts: Any) -> Iterator[tuple[str, str]]:
    for name, (part, salt) in parts:
        if part is None:
            continue
        if name not in digests:
            yield (
                f"bagian {name} tidak disebut dalam catatan",
                f"the part {name} is not named by the fact",
            )
        elif (
            not isinstance(part, str)
            or not isinstance(salt, bytes)
            or hashlib.sha256(salt + part.encode()).hexdigest() != digests[name]
        ):
            yield f"bagian {name} tidak cocok dengan hash-nya", f"the part {name} does not match its hash"


def _chain_place(letter: str, rid: bytes, dseq: int) -> tuple[str, str]:
    short = rid.hex()[-6:]
    return (
        f"rantai meja {letter} (…{short}) urutan {dseq}",
        f"chain of desk {letter} (…{short}) number {dseq}",
    )


def _fact_place(connection: Any, letter: str, lid: int) -> tuple[str, str]:
    row = connection.execute(
        "SELECT rid, dseq FROM header WHERE fact = ? ORDER BY hid LIMIT 1", (lid,)
    ).fetchone()
    return _chain_place(letter, *row) if row else (f"catatan nomor {lid}", f"fact number {lid}")
