"""Opening a data folder as a desk: domain tables, key, store, in that order; used by the window and the command line alike."""

from __future__ import annotations

import hashlib
from pathlib import Path

from madiun_console.credentials import create_key, load_key
from madiun_console.db.desk import Desk
from madiun_console.db.projections import Projector
from madiun_console.db.store import Store
from madiun_console.domain.clock import Clock
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import WordFamilies
from madiun_console.resources import load_rulebook


def projector_of(rulebook: Rulebook, words: WordFamilies) -> Projector:
    """What the store needs to know of the domain tables to make its projections."""

    def place_words(code: str | None) -> str:
        unit = rulebook.units_by_code.get(code or "")
        if unit is not None:
            return words.text(f"{unit.name} {unit.kecamatan} {' '.join(unit.aliases)}")
        desa = rulebook.desa_by_code.get(code or "")
        return words.text(f"{desa.name} {desa.kecamatan} {desa.kabupaten}") if desa else ""

    def kind_words(kind_id: str) -> str:
        kind = rulebook.kinds.get(kind_id)
        return words.text(f"{kind.name_id} {rulebook.category_of(kind_id).name_id}") if kind else ""

    tables = (rulebook.lexicon, rulebook.units, rulebook.neighbour_desa, rulebook.subs, [level.id for level in rulebook.levels])
    fingerprint = hashlib.sha256(repr(tables).encode()).hexdigest()[:16]
    return Projector(tuple(level.id for level in rulebook.levels), words.text, place_words, kind_words, fingerprint)


def new_store(folder: Path, rulebook: Rulebook, clock: Clock | None = None) -> Store:
    """An empty store in a folder that has none, with a new key."""
    return Store.create(folder, create_key(folder), projector_of(rulebook, WordFamilies(rulebook.lexicon)), clock)


def open_desk(folder: Path, *, writing: bool = True, clock: Clock | None = None, rulebook: Rulebook | None = None) -> Desk:
    """The desk whose data lie in `folder`. Raises RuleTableError or a ConsoleError that says what to do."""
    rulebook = rulebook or load_rulebook()
    words = WordFamilies(rulebook.lexicon)
    if not Store.exists(folder):
        from madiun_console.errors import StoreMissing  # noqa: PLC0415

        raise StoreMissing(folder)
    store = Store.open(folder, load_key(folder), projector_of(rulebook, words), writing=writing, clock=clock)
    return desk_of(store, rulebook, words)


def desk_of(store: Store, rulebook: Rulebook, words: WordFamilies | None = None) -> Desk:
    """The desk around an open store."""
    letter, demo = store.meta("desk") or "A", store.meta("center_demo") == "1"
    return Desk(store, rulebook, words or WordFamilies(rulebook.lexicon), letter, demo)
