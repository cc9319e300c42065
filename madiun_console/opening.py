"""Opening a data folder as a desk: domain tables, key, store, in that order; used by the window and the command line alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from madiun_console.credentials import ID_FILE, KEY_FILE, create_key, forget_key, load_key
from madiun_console.db.desk import Desk, Session
from madiun_console.db.file_lock import FileLock
from madiun_console.db.projector import Projector
from madiun_console.db.rules import rules_of
from madiun_console.db.store import LOCK_FILE, STORE_FILE, Store
from madiun_console.domain.clock import Clock
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import WordFamilies
from madiun_console.errors import ConsoleError, RestoreUnfinished, StoreMissing
from madiun_console.resources import load_rulebook
from madiun_console.sync.link_state import CA_FILE, SERVER_META, has_joined

_MOST_KEPT = 1024
Progress = Callable[[int, int], None]
"""Told (done, of all) from time to time, for a bar."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A center that has just begun: its desk, its first administrator, and the recovery code to be printed once."""

    desk: Desk
    session: Session
    recovery_code: str


def projector_of(rulebook: Rulebook, words: WordFamilies) -> Projector:
    """What the store needs to know of the domain tables to make its projections.

    The words of a place and of a kind are kept, since they are those of thousands of incidents.
    """

    @lru_cache(_MOST_KEPT)
    def place_words(code: str | None) -> str:
        unit = rulebook.units_by_code.get(code or "")
        if unit is not None:
            return words.text(f"{unit.name} {unit.kecamatan} {' '.join(unit.aliases)}")
        desa = rulebook.desa_by_code.get(code or "")
        return words.text(f"{desa.name} {desa.kecamatan} {desa.kabupaten}") if desa else ""

    @lru_cache(_MOST_KEPT)
    def kind_words(kind_id: str) -> str:
        kind = rulebook.kinds.get(kind_id)
        return words.text(f"{kind.name_id} {rulebook.category_of(kind_id).name_id}") if kind else ""

    lexicon = rulebook.lexicon
    tables = (
        lexicon.family, lexicon.abbreviation, sorted(lexicon.keep),  # a set's order differs from run to run
        rulebook.units, rulebook.neighbour_desa, [level.id for level in rulebook.levels],
        [(kind.id, kind_words(kind.id)) for kind in rulebook.subs],
    )  # fmt: skip
    fingerprint = hashlib.sha256(repr(tables).encode()).hexdigest()[:16]
    return Projector(
        tuple(level.id for level in rulebook.levels), words.text, place_words, kind_words, fingerprint
    )


def new_store(folder: Path, rulebook: Rulebook, clock: Clock | None = None) -> Store:
    """An empty store in a folder that has none, with a new key."""
    return Store.create(
        folder, create_key(folder), projector_of(rulebook, WordFamilies(rulebook.lexicon)), clock
    )


def found(
    folder: Path,
    letter: str,
    name: str,
    password: str,
    *,
    demo: bool = False,
    to_confirm: bool = False,
    clock: Clock | None = None,
    rulebook: Rulebook | None = None,
) -> Founded:
    """Begin a center in `folder`; raises InvalidInput, and leaves no store behind, when something is not right.

    A founding that was killed before its first fact is simply done again. `to_confirm`: the recovery code is only shown,
    and until `confirm_recovery_code` nobody knows whether it was kept.
    """
    from madiun_console.actions.people import found_center
    from madiun_console.db.recovery import UNCONFIRMED, new_recovery_code

    rulebook = rulebook or load_rulebook()
    try:
        store, before = open_store(folder, rulebook=rulebook, clock=clock), None
    except StoreMissing:
        before = names_in(folder)
        store = new_store(folder, rulebook, clock)
    try:
        if not has_joined(store):  # a joining may have been cut off and given up
            with store.own() as cursor:
                cursor.execute("DELETE FROM meta WHERE k = ?", (SERVER_META,))
        store.set_meta(UNCONFIRMED, "1" if to_confirm else "")
        session = found_center(store, rulebook, letter, name, password, demo=demo)
        code = new_recovery_code(folder, store.key)
        store.checkpoint()
    except ConsoleError:
        store.close()
        if before is not None and not store.center:
            remove_store(folder, before)
        raise
    except BaseException:
        store.close()
        raise
    return Founded(desk_of(store, rulebook), session, code)


def names_in(folder: Path) -> frozenset[str]:
    """What stands in the folder, for `remove_store`; nothing where there is no folder."""
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def remove_store(folder: Path, before: frozenset[str]) -> None:
    """Take away a store in which nothing was logged yet, with its key; what stood there `before` stays.

    A key that stood there may still be needed by a store that was set aside.
    """
    from madiun_console.db.recovery import RECOVERY_FILE

    lock = FileLock(folder / LOCK_FILE)
    if not lock.take():
        return  # another process has begun something in it
    made = {STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", RECOVERY_FILE, CA_FILE} - before
    for name in made:
        (folder / name).unlink(missing_ok=True)
    if not {ID_FILE, KEY_FILE} & before:
        forget_key(folder)
    lock.release()
    if LOCK_FILE not in before:
        (folder / LOCK_FILE).unlink(missing_ok=True)


def open_store(
    folder: Path, *, writing: bool = True, clock: Clock | None = None, rulebook: Rulebook | None = None
) -> Store:
    """The store in `folder`, its projections as they stand. Raises RuleTableError or a ConsoleError."""
    rulebook = rulebook or load_rulebook()
    if not Store.exists(folder):
        from madiun_console.db.restore import unfinished

        aside = unfinished(folder)
        raise StoreMissing(folder) if aside is None else RestoreUnfinished(aside)
    projector = projector_of(rulebook, WordFamilies(rulebook.lexicon))
    return Store.open(folder, load_key(folder), projector, writing=writing, clock=clock)


def open_desk(
    folder: Path,
    *,
    writing: bool = True,
    clock: Clock | None = None,
    rulebook: Rulebook | None = None,
    progress: Progress | None = None,
) -> Desk:
    """The desk whose data lie in `folder`. Raises RuleTableError or a ConsoleError that says what to do.

    Projections made by another version or with other domain tables are rebuilt first (two minutes for a million facts), with
    `progress`, unless the desk is opened for reading only.
    """
    rulebook = rulebook or load_rulebook()
    store = open_store(folder, writing=writing, clock=clock, rulebook=rulebook)
    if not store.center and not has_joined(
        store
    ):  # a founding or joining that was killed before its first fact
        store.close()
        raise StoreMissing(folder)
    try:
        if writing and store.stale_projections():
            from madiun_console.db.rebuild import rebuild

            rebuild(store, progress)
            store.scrub()  # a restored store may have had erased words in what the rebuild freed
        return desk_of(store, rulebook, stale=not writing and store.stale_projections())
    except BaseException:
        store.close()
        raise


def desk_of(
    store: Store, rulebook: Rulebook, words: WordFamilies | None = None, *, stale: bool = False
) -> Desk:
    """The desk around an open store; `rulebook` is the shipped one, the desk's has what the center changed in it."""
    letter, demo = store.meta("desk") or "A", store.meta("center_demo") == "1"
    agency = store.meta("agency")
    desk = Desk(store, rulebook, words or WordFamilies(rulebook.lexicon), letter, agency, demo)
    rules = rules_of(store, rulebook, stale=stale)
    if rules is not None:
        desk.use_rules(rules)
    return desk
