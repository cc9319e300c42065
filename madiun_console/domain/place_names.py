"""Names of places prepared for searching: one entry per kelurahan, kecamatan, desa, regency and office street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from madiun_console.domain.words import plain_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.domain.rulebook import NeighbourDesa, NeighbourRegency, Office, Unit

PlaceKind = Literal["kelurahan", "kecamatan", "desa", "regency", "street"]
Precision = Literal["street", "kelurahan", "desa", "kecamatan", "regency"]

_STREET = re.compile(r"\bJl\.\s*(?P<name>[^,]*?)\s*(?:\bNo\.|,|$)")
_CODE_PARTS_OF_KELURAHAN = 4


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place to choose; `code` is the unit's code ("" is never given), `precision` how exact the choice is.

    A street is a hint: it may run through several kelurahan, `detail` names the office it was taken from.
    """

    kind: PlaceKind
    code: str
    name: str
    kecamatan: str
    label: str
    detail: str
    precision: Precision
    outside: bool  # outside the city


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit with its names folded for comparison."""

    hit: PlaceHit
    words: tuple[str, ...]
    compact: str
    spaced: str  # " oro oro ombo"
    alias_words: tuple[tuple[str, ...], ...]
    alias_compact: tuple[str, ...]
    kecamatan_text: str
    kecamatan_compact: str
    shares_name: bool  # a kelurahan and its kecamatan have one name


@dataclass(frozen=True, slots=True)
class Street:
    """A street that an office address ties to a unit."""

    words: tuple[str, ...]
    hit: PlaceHit


def place_entries(
    units: Sequence[Unit],
    neighbour_desa: Sequence[NeighbourDesa],
    neighbour_regencies: Sequence[NeighbourRegency],
    offices: Sequence[Office],
) -> tuple[Entry, ...]:
    """Return every place that can be chosen."""
    districts = {unit.name for unit in units if unit.level == "kecamatan"}
    city = next((unit.name for unit in units if unit.level == "kota"), "")
    entries: list[Entry] = []
    for unit in units:
        if unit.level == "kelurahan":
            hit = PlaceHit(
                kind="kelurahan",
                code=unit.code,
                name=unit.name,
                kecamatan=unit.kecamatan,
                label=f"Kel. {unit.name}",
                detail=f"Kec. {unit.kecamatan}",
                precision="kelurahan",
                outside=False,
            )
        elif unit.level == "kecamatan":
            hit = _district(unit.code, unit.name, city, outside=False)
        else:
            continue
        entries.append(_entry(hit, aliases=unit.aliases, shares_name=unit.name in districts))
    entries += [_entry(street.hit) for street in streets_of(offices, units)]
    seen: set[str] = set()
    for desa in neighbour_desa:
        regency = desa.kabupaten.replace("Kabupaten ", "Kab. ")
        hit = PlaceHit(
            kind="desa",
            code=desa.code,
            name=desa.name,
            kecamatan=desa.kecamatan,
            label=desa.called,
            detail=f"Kec. {desa.kecamatan}, {regency}",
            precision="desa",
            outside=True,
        )
        entries.append(_entry(hit))
        if desa.kecamatan_code not in seen:
            seen.add(desa.kecamatan_code)
            entries.append(_entry(_district(desa.kecamatan_code, desa.kecamatan, regency, outside=True)))
    for row in neighbour_regencies:
        short = row.name.replace("Kabupaten ", "")
        hit = PlaceHit(
            kind="regency",
            code=row.code,
            name=row.name,
            kecamatan="",
            label=row.name.replace("Kabupaten ", "Kab. "),
            detail="",
            precision="regency",
            outside=True,
        )
        # "Caruban (Mejayan)": callers say the name of the capital
        capital = re.findall(r"[^()]+", row.capital)
        entries.append(_entry(hit, named=short, aliases=(row.name, *capital)))
    return tuple(entries)


def streets_of(offices: Sequence[Office], units: Sequence[Unit]) -> tuple[Street, ...]:
    """Return the streets of offices with a unit; a kelurahan beats a kecamatan, a kelurahan's own office others."""
    by_code = {unit.code: unit for unit in units}
    found: dict[str, tuple[int, Street]] = {}
    for office in offices:
        unit = by_code.get(office.unit_code or "")
        match = _STREET.search(office.address)
        if unit is None or match is None:
            continue
        name = match["name"]
        exactness = len(unit.code.split("."))
        if found.get(name, (0,))[0] >= exactness:
            continue
        in_kelurahan = exactness == _CODE_PARTS_OF_KELURAHAN
        short = "Kel." if in_kelurahan else "Kec."
        hit = PlaceHit(
            kind="street",
            code=unit.code,
            name=unit.name,
            kecamatan=unit.kecamatan,
            label=f"Jl. {name}",
            detail=f"→ {short} {unit.name} ({office.office}, {office.address})",
            precision="street",
            outside=False,
        )
        found[name] = (exactness, Street(words=tuple(plain_tokens(name)), hit=hit))
    return tuple(street for _, street in found.values())


def edits_of(word: str) -> set[str]:
    """Return the word and every form with one letter left out (two words one edit apart share one)."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_edit_apart(first: str, second: str) -> bool:
    """Say whether one letter inserted, left out, replaced or swapped with its neighbour makes them equal."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    if len(short) == len(long):
        swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
        return short[at + 1 :] == long[at + 1 :] or swapped == long
    return short[at:] == long[at + 1 :]


def _district(code: str, name: str, parent: str, *, outside: bool) -> PlaceHit:
    return PlaceHit(
        kind="kecamatan",
        code=code,
        name=name,
        kecamatan=name,
        label=f"Kec. {name}",
        detail=parent,
        precision="kecamatan",
        outside=outside,
    )


def _entry(
    hit: PlaceHit, *, named: str = "", aliases: Sequence[str] = (), shares_name: bool = False
) -> Entry:
    name = named or (hit.label.removeprefix("Jl. ") if hit.kind == "street" else hit.name)
    words = tuple(plain_tokens(name))
    alias_words = tuple(alias for text in aliases if (alias := tuple(plain_tokens(text))) not in ((), words))
    kecamatan = plain_tokens(hit.kecamatan)
    return Entry(
        hit=hit,
        words=words,
        compact="".join(words),
        spaced=" " + " ".join(words),
        alias_words=alias_words,
        alias_compact=tuple("".join(alias) for alias in alias_words),
        kecamatan_text=" ".join(kecamatan),
        kecamatan_compact="".join(kecamatan),
        shares_name=shares_name,
    )
