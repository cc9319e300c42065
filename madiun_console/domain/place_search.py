"""Finds a place by any part of its name while the operator types, and guesses one that a narrative names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.place_names import (
    Entry,
    PlaceHit,
    PlaceKind,
    Street,
    edits_of,
    one_edit_apart,
    place_entries,
    streets_of,
)
from madiun_console.domain.words import plain_tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from madiun_console.domain.rulebook import NeighbourDesa, NeighbourRegency, Office, Unit

__all__ = ["PlaceHit", "PlaceKind", "PlaceSearch"]

# How people write the kind of a place in front of its name.
QUALIFIERS: dict[str, PlaceKind] = {
    "kel": "kelurahan",
    "kelurahan": "kelurahan",
    "kec": "kecamatan",
    "kecamatan": "kecamatan",
    "desa": "desa",
    "ds": "desa",
    "dusun": "desa",
    "kab": "regency",
    "kabupaten": "regency",
    "jl": "street",
    "jln": "street",
    "jalan": "street",
}
# Names that are everyday words too ("waduk" is a reservoir, "bagi" means for): a narrative has to say Kel. or Desa.
_EVERYDAY = """taman madiun bagi waduk bulak sawahan dukuh geger tanjung kerang pule putat duwet kajang golan carikan
    bendo kresek sobrah banaran munggut setren tiron betek kerik soco bukur purworejo sukolilo"""
EVERYDAY_NAMES = frozenset(_EVERYDAY.split())
# Outside the city a bare name needs one of these before it; "dari Ngawi" says where people come from.
_PLACE_WORDS = frozenset({"di", "daerah", "wilayah", "ning", "neng", "nang", "teng"})
_DIRECTION_WORDS = frozenset({"arah", "menuju", "jurusan", "tujuan", "arahe"})
_STREET_WORDS = frozenset({"jalan", "jl", "jln", "gang", "gg"})
_KIND_ORDER: dict[PlaceKind, int] = {"kelurahan": 0, "desa": 1, "kecamatan": 2, "street": 3, "regency": 4}
_TYPO_LENGTH = 5  # a typing error is forgiven in words of this many letters or more
_NO_MATCH = 9
_TYPO = 6


@dataclass(frozen=True, slots=True)
class _Query:
    wanted: PlaceKind | None
    text: str  # tokens joined by one space
    compact: str
    kecamatan: str  # compact name given after a second "kec", or ""


class PlaceSearch:
    """Search over names prepared once; one search looks at about 200 entries and takes well under 1 ms."""

    def __init__(
        self,
        units: Sequence[Unit],
        neighbour_desa: Sequence[NeighbourDesa],
        neighbour_regencies: Sequence[NeighbourRegency],
        offices: Sequence[Office],
        *,
        everyday_names: Collection[str] = EVERYDAY_NAMES,
    ) -> None:
        self._entries = place_entries(units, neighbour_desa, neighbour_regencies, offices)
        self._everyday = frozenset(everyday_names)
        self._streets: tuple[Street, ...] = streets_of(offices, units)
        self._typos: dict[str, set[int]] = {}
        for index, entry in enumerate(self._entries):
            for word in {*entry.words, entry.compact, *entry.alias_compact}:
                if len(word) >= _TYPO_LENGTH:
                    for variant in edits_of(word):
                        self._typos.setdefault(variant, set()).add(index)
        self._named: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if entry.hit.kind != "street":
                for tokens in {entry.words, *entry.alias_words}:
                    self._named.setdefault(tokens[0], []).append(entry)

    def search(self, text: str, limit: int = 8) -> list[PlaceHit]:
        """Return the places whose name contains the text, best first.

        Order: exact, beginning of the name, beginning of a word, inside the name, alias, one typing error;
        within these the city before its neighbours and kelurahan before kecamatan. "kel taman" and
        "kec taman" ask for the kind; the other kinds follow behind.
        """
        query = _read(text)
        if not query.compact:
            return []
        ranked: list[tuple[int, int, int, int, str, int]] = []
        for index, entry in enumerate(self._entries):
            rank = _match(entry, query)
            if rank < _NO_MATCH:
                ranked.append(self._key(index, entry, rank, query))
        if len(ranked) < limit and len(query.compact) >= _TYPO_LENGTH:
            seen = {key[-1] for key in ranked}
            typed_wrongly = self._typo_hits(query) - seen
            ranked += [self._key(index, self._entries[index], _TYPO, query) for index in typed_wrongly]
        ranked.sort()
        return [self._entries[key[-1]].hit for key in ranked[:limit]]

    def guess(self, narrative: str) -> PlaceHit | None:
        """Return the place that a narrative names, only when it is clear; else None.

        A kelurahan named outright wins over the street it may stand beside; a bare name that a kelurahan shares
        with its kecamatan gives the kecamatan (true either way); two different places give None.
        """
        words = plain_tokens(narrative)
        named = self._named_places(words)
        village = {entry.hit.code: entry for entry in named if entry.hit.kind in ("kelurahan", "desa")}
        if len(village) == 1:
            return next(iter(village.values())).hit
        if village:
            return None
        streets = self._named_streets(words)
        if len(streets) == 1:
            return next(iter(streets.values()))
        district = {entry.hit.code: entry for entry in named}
        if not streets and len(district) == 1:
            return next(iter(district.values())).hit
        return None

    def _key(self, index: int, entry: Entry, rank: int, query: _Query) -> tuple[int, int, int, int, str, int]:
        other_kind = int(query.wanted is not None and entry.hit.kind != query.wanted)
        return (other_kind, rank, int(entry.hit.outside), _KIND_ORDER[entry.hit.kind], entry.compact, index)

    def _typo_hits(self, query: _Query) -> set[int]:
        found: set[int] = set()
        for written in {query.compact, *(w for w in query.text.split() if len(w) >= _TYPO_LENGTH)}:
            for variant in edits_of(written):
                for index in self._typos.get(variant, ()):
                    entry = self._entries[index]
                    candidates = (entry.compact, *entry.alias_compact, *entry.words)
                    if any(one_edit_apart(written, name) for name in candidates):
                        found.add(index)
        return found

    def _named_places(self, words: list[str]) -> list[Entry]:
        found: list[Entry] = []
        at = 0
        while at < len(words):
            best: Entry | None = None
            length = 1
            for entry in self._named.get(words[at], ()):
                for tokens in (entry.words, *entry.alias_words):
                    if tuple(words[at : at + len(tokens)]) != tokens:
                        continue
                    better = best is None or _prefer(entry, len(tokens), best, length)
                    if better and self._is_meant(entry, tokens, words, at):
                        best, length = entry, len(tokens)
            if best is not None:
                found.append(best)
            at += length
        return found

    def _is_meant(self, entry: Entry, said_name: tuple[str, ...], words: list[str], at: int) -> bool:
        before = words[at - 1] if at else ""
        if before in _STREET_WORDS or before in _DIRECTION_WORDS:
            return False
        said = QUALIFIERS.get(before)
        kind = entry.hit.kind
        if said is not None:
            # The table of neighbours holds a few kelurahan as well.
            return said == kind or (entry.hit.outside and kind == "desa" and said == "kelurahan")
        if len(said_name) == 1 and said_name[0] in self._everyday:
            return False
        if entry.hit.outside:
            return kind in ("desa", "regency") and before in _PLACE_WORDS
        return not (kind == "kelurahan" and entry.shares_name)

    def _named_streets(self, words: list[str]) -> dict[str, PlaceHit]:
        found: dict[str, PlaceHit] = {}
        for at, word in enumerate(words[:-1]):
            if word not in _STREET_WORDS:
                continue
            best: Street | None = None
            for street in self._streets:
                said = words[at + 1 : at + 1 + len(street.words)]
                if len(said) == len(street.words) and all(map(_same_word, said, street.words)):
                    best = street if best is None or len(street.words) > len(best.words) else best
            if best is not None:
                found[best.hit.code] = best.hit
        return found


def _prefer(entry: Entry, length: int, best: Entry, best_length: int) -> bool:
    """Longer name, then the city, then the kelurahan (a kecamatan of the same name was ruled out or asked for)."""
    mine = (-length, entry.hit.outside, _KIND_ORDER[entry.hit.kind])
    return mine < (-best_length, best.hit.outside, _KIND_ORDER[best.hit.kind])


def _same_word(said: str, name: str) -> bool:
    return said == name or (min(len(said), len(name)) >= _TYPO_LENGTH and one_edit_apart(said, name))


def _read(text: str) -> _Query:
    words = plain_tokens(text[:200])
    wanted: PlaceKind | None = None
    if len(words) > 1 and words[0] in QUALIFIERS:
        wanted = QUALIFIERS[words.pop(0)]
    kecamatan = ""
    for at, word in enumerate(words):
        if at and QUALIFIERS.get(word) == "kecamatan":
            kecamatan = "".join(words[at + 1 :])
            words = words[:at]
            break
    return _Query(wanted=wanted, text=" ".join(words), compact="".join(words), kecamatan=kecamatan)


def _match(entry: Entry, query: _Query) -> int:
    """Return the rank of the match: 0 exact … 5 alias, 9 none."""
    if query.kecamatan and not entry.kecamatan_compact.startswith(query.kecamatan):
        return _NO_MATCH
    compact, name = query.compact, entry.compact
    if name == compact:
        return 0
    if name.startswith(compact):
        return 1
    if f" {query.text}" in entry.spaced:
        return 2
    if f"{entry.spaced} {entry.kecamatan_text}".startswith(f" {query.text}"):
        return 3  # "sambirejo jiwan": the name and its kecamatan
    if compact in name:
        return 4
    if any(alias.startswith(compact) for alias in entry.alias_compact):
        return 5
    return _NO_MATCH
