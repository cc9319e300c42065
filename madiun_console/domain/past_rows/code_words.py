"""Words in coded columns (kind, level, channel, outcome, place) found in the domain tables, by id or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from madiun_console.domain.past_rows.headers import plain_name
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.rulebook.named import Named

CODED = ("kind", "level", "channel", "outcome", "status")
"""Fields whose words a person may match by hand."""
OPEN, CLOSED = "open", "closed"
_STATUS_WORDS = {
    OPEN: ("terbuka", "open", "belum selesai", "proses", "dalam proses", "aktif", "baru"),
    CLOSED: ("ditutup", "closed", "selesai", "tutup", "tuntas", "done", "arsip"),
}
_PLACE_PREFIXES = ("kelurahan ", "kel ", "desa ", "ds ", "kecamatan ", "kec ", "kota ", "kabupaten ", "kab ")


class CodeWords:
    """Looks words up; an id or a name of the tables is found as it is, a part of a name when only one name has it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        book = rulebook
        closings = _words((one, (one.name_id, one.name_en)) for one in (*book.closings, *book.off.closings))
        calls = _words(
            (one, (one.name_id, one.name_en, *_labels(one.short)))
            for one in (*book.call_outcomes, *book.off.call_outcomes)
        )
        self._words: dict[str, dict[str, str]] = {
            "kind": _words((one, (one.name_id, one.name_en, one.code)) for one in book.subs),
            "level": _words(
                (one, (one.name_id, one.name_en, *_labels(one.word), f"level {one.rank + 1}"))
                for one in book.levels
            ),
            "channel": _words(
                (one, (one.name_id, one.name_en, one.agency_label("id"), one.agency_label("en")))
                for one in book.channels
            ),
            "outcome": calls | closings,
            "status": self._statuses(),
        }
        self._parts = {field: _by_word(words) for field, words in self._words.items()}
        self._places: dict[str, list[tuple[str, str]]] = {}
        self._kecamatan: dict[str, str] = {}
        self._list_places()

    def code(self, field: str, text: str, chosen: Mapping[str, str] | None = None) -> str | None:
        """The code that `text` means in a coded field; `chosen` (plain_name -> code) wins. None: not known."""
        name = plain_name(text)
        if chosen is not None and name in chosen:
            return chosen[name]
        found = self._words[field].get(name)
        if found is not None or not name:
            return found
        parts = self._parts[field]
        fits: set[str] | None = None
        for word in name.split():
            fits = parts.get(word, set()) if fits is None else fits & parts.get(word, set())
            if not fits:
                return None
        return next(iter(fits)) if fits and len(fits) == 1 and len(name) >= 2 else None

    def likely(self, field: str, text: str) -> str | None:
        """The code of the most similar name, as a suggestion that a person has to confirm."""
        close = get_close_matches(plain_name(text), self._words[field], 1, 0.6)
        return self._words[field][close[0]] if close else None

    def is_call(self, code: str) -> bool:
        """Whether an outcome, or a kind, says that the call was no incident."""
        return code in self._rulebook.outcomes_by_id and code not in self._rulebook.closings_by_id

    def place(self, kelurahan: str, kecamatan: str) -> str | None:
        """The code of a kelurahan or desa (of that kecamatan, when one is named), or of the kecamatan alone."""
        within = _place_name(kecamatan)
        if not kelurahan:
            return self._kecamatan.get(within)
        if kelurahan in self._rulebook.units_by_code or kelurahan in self._rulebook.desa_by_code:
            return kelurahan
        found = self._places.get(_place_name(kelurahan), [])
        fits = [code for code, district in found if not within or district == within]
        if len(fits) == 1:
            return fits[0]
        in_city = [code for code in fits if code in self._rulebook.units_by_code]
        if len(in_city) == 1:
            return in_city[0]
        if not found:
            return self._kecamatan.get(_place_name(kelurahan))
        return None

    def knows_place(self, code: str) -> bool:
        """Whether a code is one of a unit, desa or regency of the tables."""
        book = self._rulebook
        return (
            code in book.units_by_code
            or code in book.desa_by_code
            or any(code == one.code for one in book.neighbour_regencies)
        )

    def is_outside(self, code: str) -> bool:
        """Whether a place lies outside the city."""
        return code not in self._rulebook.units_by_code

    def _statuses(self) -> dict[str, str]:
        states = self._rulebook.states
        found = {plain_name(word): code for code, words in _STATUS_WORDS.items() for word in words}
        for state in states.incident:
            meant = CLOSED if state == CLOSED else OPEN
            for name in (state, states.label(state, "id"), states.label(state, "en")):
                found.setdefault(plain_name(name), meant)
        return found

    def _list_places(self) -> None:
        book = self._rulebook
        for unit in book.units:
            if unit.level == "kelurahan":
                for name in (unit.name, *unit.aliases):
                    self._add_place(name, unit.code, unit.kecamatan)
            else:
                self._kecamatan[_place_name(unit.name)] = unit.code
        for desa in book.neighbour_desa:
            self._add_place(desa.name, desa.code, desa.kecamatan)
        for regency in book.neighbour_regencies:
            self._kecamatan.setdefault(_place_name(regency.name), regency.code)

    def _add_place(self, name: str, code: str, district: str) -> None:
        known = self._places.setdefault(_place_name(name), [])
        if code not in (one for one, _ in known):
            known.append((code, _place_name(district)))


def _place_name(text: str) -> str:
    name = plain_name(text)
    for prefix in _PLACE_PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix).replace(" ", "")
    return name.replace(" ", "")


def _labels(named: Named) -> tuple[str, str]:
    return named.name_id, named.name_en


def _words(entries: Iterable[tuple[Named, tuple[str, ...]]]) -> dict[str, str]:
    """Name -> code; a name that two entries share means neither."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for entry, names in entries:
        found[plain_name(entry.id)] = entry.id
        for name in {plain_name(name) for name in names}:
            if found.setdefault(name, entry.id) != entry.id:
                doubtful.add(name)
    return {name: code for name, code in found.items() if name not in doubtful}


def _by_word(words: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, code in words.items():
        for word in name.split():
            found.setdefault(word, set()).add(code)
    return found
