"""Likeness of reports: which open incident a call probably speaks of, and when two places are one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from madiun_console.domain.words import plain_tokens

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.words import WordFamilies

Reason = Literal[
    "near",
    "same_street",
    "same_kelurahan",
    "same_kecamatan",
    "recent",
    "same_day",
    "same_kind",
    "same_category",
    "similar_words",
]

SAME_PLACE_METRES = 250.0  # levels.toml, repeat_location; callers pass the rulebook's figure
_EARTH_METRES = 6_371_000.0
_HOUR_MS = 3_600_000
_FADE_HOURS = 6.0
_DAY_HOURS = 24.0
REACH_MS = 24 * 60 * 60 * 1000
NEAR_REACH_MS = 6 * 60 * 60 * 1000
"""Elsewhere than in the same kelurahan nothing older is a duplicate."""
"""Whatever is farther apart in time scores 0, so candidates beyond it need not be looked at."""
# Weights of the score; they add up to 1.
_PLACE, _TIME, _WORDS, _KIND = 0.45, 0.20, 0.25, 0.10
_SAME_DAY_TIME = 0.25  # an open incident of the category in the kelurahan, 6 to 24 hours old, still shows
_UNIT_ONLY, _STREET_ONLY, _UNKNOWN_PLACE = 0.7, 0.6, 0.2
# A kecamatan and a kelurahan in it may be one place: enough with a word or the kind in common, never by time alone.
_AREA_ONLY = 0.3
_SIMILAR = 0.3
_LEAST_SCORE = 0.35
# Words of an address that name no place by themselves.
_GENERIC_TEXT = """jalan jl jln gang gg nomor no rt rw kel kelurahan kec kecamatan desa dekat depan dkt dpn sebelah
    samping belakang di ke dan atau simpang perempatan pertigaan timur barat utara selatan raya kota madiun lapangan
    toko warung rumah"""
_GENERIC = frozenset(_GENERIC_TEXT.split())
_KECAMATAN_DOTS = 2  # 35.77.01; a kelurahan in it is 35.77.01.1008 (codes of Kepmendagri 300.2.2-2138/2025)
_NUMBER = re.compile(r"\d+[a-z]?")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """What is compared of an incident or a draft; unknown parts are None or empty.

    `opened_ms` is epoch milliseconds (None: now), `street` from `street_words`, `tokens` from `content_tokens`.
    """

    id: str
    kind_id: str | None
    category_id: str | None
    unit_code: str | None
    lat: float | None
    lon: float | None
    street: frozenset[str]
    opened_ms: int | None
    tokens: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, the reasons strongest first, and the distance in metres where both have coordinates."""

    score: float
    reasons: tuple[Reason, ...]
    metres: float | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An open incident that the draft may belong to."""

    id: str
    likeness: Likeness


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in degrees (haversine, mean Earth radius)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat = math.sin((phi2 - phi1) / 2)
    half_lon = math.sin(math.radians(lon2 - lon1) / 2)
    part = half_lat * half_lat + math.cos(phi1) * math.cos(phi2) * half_lon * half_lon
    return 2 * _EARTH_METRES * math.asin(min(1.0, math.sqrt(part)))


def street_words(text: str) -> frozenset[str]:
    """Return the words of a street or landmark that name it ("Jl. Merak no. 4 dekat lapangan" gives merak)."""
    return frozenset(
        word
        for word in plain_tokens(text)
        if len(word) > 1 and word not in _GENERIC and not (word[0].isdecimal() and _NUMBER.fullmatch(word))
    )


def same_street(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether one names all that the other does: "gajah mada" and "gajah mada" with "gor".

    Over years one shared word is a coincidence: Gajah Mada is not Gajah Putih.
    """
    return bool(first and second) and (first <= second or second <= first)


def content_tokens(families: WordFamilies, text: str, common: Collection[str] = ()) -> Mapping[str, float]:
    """Return the words of a narrative with their weight: 2 for a word family, 1 for another word.

    `common` (kind_words.toml) and single letters say nothing about likeness, unless the lexicon keeps the word.
    """
    return content_weights(families, families.tokens(text), common)


def content_weights(
    families: WordFamilies, tokens: Iterable[str], common: Collection[str] = ()
) -> Mapping[str, float]:
    """Return the same for words that are normalised already, as those of the search index are."""
    weights: dict[str, float] = {}
    for token in tokens:
        if token in families.families:
            weights[token] = 2.0
        elif token in families.keep or (len(token) > 1 and token not in common):
            weights[token] = 1.0
    return weights


def same_place(first: Candidate, second: Candidate, limit_metres: float = SAME_PLACE_METRES) -> bool:
    """Say whether both are one place: within the limit, or without coordinates a street word in one kelurahan."""
    distance = _distance(first, second)
    if distance is not None:
        return distance <= limit_metres
    return (
        first.unit_code is not None
        and first.unit_code == second.unit_code
        and bool(first.street & second.street)
    )


def duplicate_score(
    candidate: Candidate, draft: Candidate, now_ms: int, limit_metres: float = SAME_PLACE_METRES
) -> Likeness:
    """Return how likely both speak of one incident: place 45%, words 25%, time 20%, kind 10%.

    Another place, or more than 6 hours between them, is 0; an incident of the same category in the same kelurahan
    counts up to 24 hours. A kecamatan and a kelurahan in it are a weak likeness of places. Symmetric, and no candidate
    is more like a draft than the draft itself.
    """
    distance = _distance(candidate, draft)
    place, where = _place(candidate, draft, distance, limit_metres)
    if place == 0.0:
        return Likeness(0.0, (), distance)
    time, when = _time(candidate, draft, now_ms)
    if time == 0.0:
        return Likeness(0.0, (), distance)
    words = weighted_jaccard(candidate.tokens, draft.tokens)
    reasons: list[Reason] = [reason for reason in (where, when) if reason is not None]
    if words >= _SIMILAR:
        reasons.append("similar_words")
    kind = 0.0
    if candidate.kind_id is not None and candidate.kind_id == draft.kind_id:
        kind = 1.0
        reasons.append("same_kind")
    elif candidate.category_id is not None and candidate.category_id == draft.category_id:
        kind = 0.6
        reasons.append("same_category")
    score = _PLACE * place + _TIME * time + _WORDS * words + _KIND * kind
    return Likeness(min(1.0, score), tuple(reasons), distance)


def may_be_duplicate(
    candidate: Candidate, draft: Candidate, now_ms: int, limit_metres: float = SAME_PLACE_METRES
) -> bool:
    """Say whether a candidate without its words could still score enough if all words were the same."""
    score = duplicate_score(candidate, draft, now_ms, limit_metres).score
    return score > 0.0 and score + _WORDS >= _LEAST_SCORE


def possible_duplicates(
    draft: Candidate,
    candidates: Iterable[Candidate],
    now_ms: int,
    limit: int = 3,
    limit_metres: float = SAME_PLACE_METRES,
) -> tuple[Duplicate, ...]:
    """Return the open incidents that are likely the draft's, the likeliest first (then the smaller id)."""
    found = [
        Duplicate(candidate.id, likeness)
        for candidate in candidates
        if candidate.id != draft.id
        and (likeness := duplicate_score(candidate, draft, now_ms, limit_metres)).score >= _LEAST_SCORE
    ]
    found.sort(key=lambda one: (-one.likeness.score, one.id))
    return tuple(found[:limit])


def weighted_jaccard(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Return the shared weight over the whole weight, 0 when there are no words."""
    if not first or not second:
        return 0.0
    shared = sum(min(weight, second[word]) for word, weight in first.items() if word in second)
    whole = sum(first.values()) + sum(second.values()) - shared
    return shared / whole if whole > 0 else 0.0


def _distance(first: Candidate, second: Candidate) -> float | None:
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    return metres(first.lat, first.lon, second.lat, second.lon)


def _place(
    first: Candidate, second: Candidate, distance: float | None, limit_metres: float
) -> tuple[float, Reason | None]:
    if distance is not None and distance <= limit_metres:
        return 1.0 - 0.3 * distance / limit_metres, "near"
    same_street = bool(first.street & second.street)
    if first.unit_code is None or second.unit_code is None:
        return (_STREET_ONLY, "same_street") if same_street else (_UNKNOWN_PLACE, None)
    if first.unit_code == second.unit_code:
        if same_street and distance is None:
            return 1.0, "same_street"
        return _UNIT_ONLY, "same_kecamatan" if _is_kecamatan(first.unit_code) else "same_kelurahan"
    # A long street runs through several kelurahan, and callers guess the border wrongly.
    if same_street and distance is None:
        return _STREET_ONLY, "same_street"
    return (_AREA_ONLY, "same_kecamatan") if _overlap(first.unit_code, second.unit_code) else (0.0, None)


def _is_kecamatan(unit: str) -> bool:
    return unit.count(".") == _KECAMATAN_DOTS


def _overlap(first: str, second: str) -> bool:
    """Say whether one is a kecamatan and the other a kelurahan or desa in it; a city or regency is too wide to tell."""
    outer, inner = sorted((first, second), key=len)
    return _is_kecamatan(outer) and inner.startswith(outer + ".")


def _time(first: Candidate, second: Candidate, now_ms: int) -> tuple[float, Reason | None]:
    opened = now_ms if first.opened_ms is None else first.opened_ms
    other = now_ms if second.opened_ms is None else second.opened_ms
    hours = abs(opened - other) / _HOUR_MS
    fresh = max(0.0, 1.0 - hours / _FADE_HOURS)
    same_day = (
        hours <= _DAY_HOURS
        and first.category_id is not None
        and first.category_id == second.category_id
        and first.unit_code is not None
        and first.unit_code == second.unit_code
    )
    if same_day and fresh < _SAME_DAY_TIME:
        return _SAME_DAY_TIME, "same_day"
    return fresh, "recent" if fresh > 0.0 else None
