"""Taking erased texts out of the store: out of the log's parts, the projections, the drafts, the index and free pages.

Which parts of which facts are gone is remembered beside the store too (`store.erased`: identifiers, no text), because a
backup that was made before knows nothing of it; a restore erases them again (UU 27/2022 art. 43).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madiun_console.db.projections import count_callers
from madiun_console.db.store_format import SEARCHES
from madiun_console.domain import phone
from madiun_console.domain.events import PARTS, Part
from madiun_console.domain.ids import id_bytes, id_text, is_id
from madiun_console.domain.kept_words import name_a_caller
from madiun_console.durable_file import write_durably

if TYPE_CHECKING:
    from madiun_console.db.store import Store

Gone = tuple[str, str]
"""(fact, part)."""
ERASED_FILE = "store.erased"
IDENTITIES: tuple[Part, ...] = ("pii",)
TEXTS: tuple[Part, ...] = PARTS
SCRUB = "scrub_due"
"""In `meta` from the erasing until free pages and the WAL are clean, so that a kill in between is made good."""
# Everything about an incident that can hold a text: its own facts, its escalations, its reports, and the call-backs and
# looks of the quality sample that came of them.
_OF_INCIDENT = (
    "SELECT id, body IS NOT NULL, restricted IS NOT NULL, pii IS NOT NULL FROM fact WHERE sub = ?1 OR also = ?1 "
    "UNION SELECT f.id, f.body IS NOT NULL, f.restricted IS NOT NULL, f.pii IS NOT NULL FROM fact f "
    "WHERE f.sub IN (SELECT id FROM report WHERE incident = ?1) OR f.sub IN (SELECT id FROM callback WHERE report IN "
    "(SELECT id FROM report WHERE incident = ?1)) OR f.sub IN (SELECT id FROM score WHERE report IN "
    "(SELECT id FROM report WHERE incident = ?1))"
)
_OF_CALL = (
    "SELECT id, body IS NOT NULL, restricted IS NOT NULL, pii IS NOT NULL FROM fact WHERE sub = ?1 "
    "OR sub IN (SELECT id FROM callback WHERE call = ?1) OR sub IN (SELECT id FROM score WHERE call = ?1)"
)
_OF_SUBJECT = "SELECT id, body IS NOT NULL, restricted IS NOT NULL, pii IS NOT NULL FROM fact WHERE sub = ?1"
_NEVER = "erasure"
"""The fact that orders an erasure keeps its reason."""
_NUMBERS = "SELECT pii FROM fact WHERE id = ? AND pii IS NOT NULL"
_WITH_NUMBER = "SELECT id, sub, kind, pii FROM fact WHERE pii IS NOT NULL AND instr(pii, ?)"


def facts_of_incident(cursor: Any, incident: str, parts: Iterable[Part]) -> list[str]:
    """The facts about an incident, its reports and escalations that hold one of these parts."""
    return _holding(cursor.execute(_OF_INCIDENT, (id_bytes(incident),)), parts)


def facts_of_subject(cursor: Any, subject: str, parts: Iterable[Part]) -> list[str]:
    """The facts of a report that hold one of these parts."""
    return _holding(cursor.execute(_OF_SUBJECT, (id_bytes(subject),)), parts)


def facts_of_call(cursor: Any, call: str, parts: Iterable[Part]) -> list[str]:
    """The facts of a call without a report, its call-back and its looks of the sample that hold one of these parts."""
    return _holding(cursor.execute(_OF_CALL, (id_bytes(call),)), parts)


def facts_with_number(cursor: Any, number: str) -> list[tuple[str, str, str]]:
    """(fact, subject, kind) of whatever names this number, corrected since or not; reads the whole log."""
    rows = cursor.execute(_WITH_NUMBER, (json.dumps(number, ensure_ascii=False)[1:-1],))
    return [
        (id_text(fact), id_text(subject), kind)
        for fact, subject, kind, pii in rows
        if _number_in(pii, "phone") == number
    ]


def _number_in(text: str, field: str) -> str:
    """The number of a JSON object as it is compared with others; empty where there is none."""
    number = _text_in(text, field)
    return phone.normalise(number) or number


def _text_in(text: str, field: str) -> str:
    try:
        return str(json.loads(text).get(field) or "")
    except (ValueError, AttributeError):
        return ""


def _holding(rows: Iterable[Any], parts: Iterable[Part]) -> list[str]:
    wanted = [PARTS.index(part) for part in parts]
    return [id_text(fact) for fact, *held in rows if any(held[at] for at in wanted)]


def callers_taken(cursor: Any, incident: str, reports: Iterable[str]) -> dict[str, int]:
    """For each report whose identity goes: 1 when one of the incident's different callers goes with it, else 0."""
    going = [id_bytes(report) for report in reports]
    rows = cursor.execute(
        "SELECT id, caller FROM report WHERE incident = ? ORDER BY id", (id_bytes(incident),)
    )
    callers: dict[bytes, str | None] = dict(rows.fetchall())
    left = [caller for report, caller in callers.items() if report not in going]
    taken = {}
    for report in going:
        before = count_callers(left)
        left.append(callers.get(report))
        taken[id_text(report)] = count_callers(left) - before
    return taken


def take_out(
    store: Store, cursor: Any, facts: Sequence[str], parts: Iterable[str], by: str = ""
) -> set[Gone]:
    """Take these parts out of these facts, and out of drafts what came from the same numbers; gives what is gone.

    `by` is the person who orders it here, empty for an order that came by sync.
    """
    known = [part for part in parts if part in PARTS]
    gone: set[Gone] = {(fact, part) for fact in facts for part in known}
    if gone:
        remember(store.folder, gone)
    numbers, names = callers_of(cursor, facts) if "pii" in known else (set(), set())
    wipe(cursor, facts, known)
    forget_drafts(cursor, numbers, at_work=(store.at_work, by))
    forget_searches(cursor, numbers, names)
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (SCRUB,))
    return gone


def callers_of(cursor: Any, facts: Iterable[str]) -> tuple[set[str], set[str]]:
    """The numbers and the names that these facts still hold."""
    found = (cursor.execute(_NUMBERS, (id_bytes(fact),)).fetchone() for fact in facts if is_id(fact))
    texts = [row[0] for row in found if row]
    numbers = {number for text in texts if (number := _number_in(text, "phone"))}
    return numbers, {name for text in texts if (name := _text_in(text, "name"))}


def wipe(cursor: Any, facts: Iterable[str], parts: Iterable[str]) -> None:
    """Take these parts out of these facts; their hashes stay, so every chain still verifies."""
    columns = ", ".join(f"{part} = NULL, {part}_salt = NULL" for part in parts if part in PARTS)
    if columns:
        cursor.executemany(
            f"UPDATE fact SET {columns} WHERE id = ? AND kind <> '{_NEVER}'",  # noqa: S608 - our own names
            [(id_bytes(fact),) for fact in facts if is_id(fact)],
        )


def forget_drafts(cursor: Any, numbers: Collection[str], *, at_work: Iterable[str] = ()) -> None:
    """Delete the drafts that came from these numbers; a call that somebody `at_work` has on the screen is a new one."""
    if not numbers:
        return
    keep = {id_bytes(person) for person in at_work if is_id(person)}
    for draft, person, state, data in cursor.execute("SELECT id, person, state, data FROM draft").fetchall():
        if _number_in(data, "number") in numbers and not (state == "active" and person in keep):
            cursor.execute("DELETE FROM draft WHERE id = ?", (draft,))


def forget_searches(cursor: Any, numbers: Collection[str], names: Collection[str]) -> None:
    """Delete the searches that this desk keeps and that name one of these callers, in their text or by their own name."""
    row = cursor.execute("SELECT v FROM meta WHERE k = ?", (SEARCHES,)).fetchone()
    if row is None or not (numbers or names):
        return
    try:
        kept: dict[str, dict[str, str]] = json.loads(row[0])
        left = {
            name: texts
            for name, texts in kept.items()
            if not name_a_caller((name, *texts.values()), numbers, names)
        }
    except (ValueError, AttributeError, TypeError):  # nobody can use what cannot be read
        cursor.execute("DELETE FROM meta WHERE k = ?", (SEARCHES,))
        return
    if len(left) < len(kept):
        cursor.execute("UPDATE meta SET v = ? WHERE k = ?", (json.dumps(left, ensure_ascii=False), SEARCHES))


def scrub(connection: Any) -> bool:
    """Rebuild the file without free pages and empty the WAL; False when a reader held the WAL, then it is done later.

    VACUUM writes every page anew, so nothing deleted is left in one; the index is merged first, since it keeps the
    words of deleted rows until then.
    """
    connection.execute("INSERT INTO incident_fts(incident_fts) VALUES ('optimize')")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not busy:
        connection.execute("DELETE FROM meta WHERE k = ?", (SCRUB,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return not busy


def remember(folder: Path, gone: Iterable[tuple[str, str]]) -> None:
    """Note beside the store what is gone, before it is: a kill in between erases too much never too little."""
    known = remembered(folder)
    known.update(gone)
    lines = "".join(f"{fact} {part}\n" for fact, part in sorted(known))
    write_durably(folder / ERASED_FILE, lines.encode("ascii"))


def remembered(folder: Path) -> set[tuple[str, str]]:
    """(fact, part) of everything that was ever erased in this folder; lines that cannot be read are passed over."""
    try:
        lines = (folder / ERASED_FILE).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    pairs = (line.split() for line in lines)
    return {(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and is_id(pair[0]) and pair[1] in PARTS}


def repeat_erasures(connection: Any, folder: Path) -> int:
    """Erase in a restored store what had been erased since its backup; gives the number of parts that were there."""
    changed = 0
    connection.execute("BEGIN IMMEDIATE")
    for part in PARTS:
        facts = [fact for fact, name in remembered(folder) if name == part]
        if part == "pii":
            numbers, names = callers_of(connection, facts)
            forget_drafts(connection, numbers)
            forget_searches(connection, numbers, names)
        before = connection.total_changes
        connection.executemany(
            f"UPDATE fact SET {part} = NULL, {part}_salt = NULL WHERE id = ? AND {part} IS NOT NULL",  # noqa: S608
            [(id_bytes(fact),) for fact in facts],
        )
        changed += connection.total_changes - before
    if changed:
        # The next start derives the projections anew; what that frees holds the words, so it scrubs afterwards.
        connection.execute("DELETE FROM meta WHERE k = 'projections'")
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (SCRUB,))
    connection.execute("COMMIT")
    return changed
