"""Hides who called: names, numbers and addresses on the screen and in exports, and identities in outgoing text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from madiun_console.domain import phone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

HIDDEN = "•••"
LONGEST_OUTGOING, _AT_THE_CUT = 50_000, 200
"""So many signs of a text go out; the last ones of a cut text may hold half a name or number."""
_SHORTEST_NAME_PART = 3  # shorter parts ("S.", "bin") are hidden only within the whole name
_ENDINGS = ("nya", "ne", "ku", "mu", "e", "lah", "kah", "pun")
_CLITICS = rf"(?:{'|'.join(_ENDINGS)})?"
_MOST_PARTS = (
    40  # of a name that are looked for as a whole; every longer word of it is hidden by itself anyway
)
_STRANGE = re.compile(r"[^\x20-\x7e]+")
_ASCII_OR_NOT = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
# Seven digits or more, however they are grouped, are a telephone or an identity number.
_DIGIT_RUN = re.compile(r"(?<!\d)\+?\d(?:[\s().\-/_–—]{0,3}\d){6,}")
_GROUPED_DIGITS = re.compile(r"\d(?:[\s().\-/_,:;+–—]{0,3}\d)+")
_DIGIT_WORD = (
    r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
    r"|siji|loro|telu|papat|limo|enem|pitu|wolu|songo)"
)
_SPOKEN_RUN = re.compile(rf"\b{_DIGIT_WORD}(?:[\s,.\-]+{_DIGIT_WORD}){{6,}}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# Words of the restricted field that name no group; everything else in it is kept out of what leaves the center.
_CONNECTING_TEXT = """dan dengan dari ke di yang atau lawan versus vs kelompok perguruan warga anggota massa antara oleh
    serta tidak ada sama orang pihak kedua dua diduga katanya"""
CONNECTING = frozenset(_CONNECTING_TEXT.split())
_LEAST_OWN_DIGITS = 5


def mask_number(number: str) -> str:
    """Return a stored number with its middle hidden: "0812 •••• 7890"."""
    return phone.masked(number)


def mask_name(name: str) -> str:
    """Return a name as its first letter: "S•••"; nothing stays nothing."""
    first = name.strip()[:1]
    return f"{first.upper()}{HIDDEN}" if first.isalpha() else (HIDDEN if first else "")


def mask_address(address: str) -> str:
    """Return a home address hidden altogether: a street and a number name a family."""
    return HIDDEN if address.strip() else ""


def mask_digits(text: str) -> str:
    """Return a text without runs of digits or spoken digits that look like a telephone number."""
    return _SPOKEN_RUN.sub(HIDDEN, _DIGIT_RUN.sub(HIDDEN, text))


def strip_identity(text: str, identities: Iterable[str]) -> str:
    """Return an outgoing text without the given names and numbers and without any phone-like run of digits.

    Names are found in any case, with or without diacritics, whole and by each of their words; a number is found in
    any grouping, also by its last digits. Invisible characters are dropped first, so none can split a name.
    """
    clean = _STRANGE.sub(lambda found: "".join(map(_visible, found[0])), unicodedata.normalize("NFC", text))
    words: set[str] = set()
    phrases: list[str] = []
    for identity in identities:
        clean = _strip_number(clean, _digits(identity))
        parts = _WORD.findall(_fold(identity))
        if parts and not all(part.isdecimal() for part in parts):
            phrases.append(r"[\W_]*".join(map(re.escape, parts[:_MOST_PARTS])))
            words |= {part for part in parts if len(part) >= _SHORTEST_NAME_PART and not part.isdecimal()}
    if phrases:
        clean = _replace_folded(clean, words, _whole_words(phrases))
    return mask_digits(clean)


def strip_groups(text: str, restricted: str) -> str:
    """Return a text without the names of groups that stand in the restricted field."""
    return strip_terms(text, restricted, CONNECTING)


def outgoing(text: str, identities: Iterable[str], restricted: str) -> str:
    """Return a text without identities and names of groups, as it may leave the center.

    Of one that nobody typed, millions of signs long, the beginning: masking takes its time with every sign, and an export
    must end. What stands at the cut goes too: half a number is not recognised.
    """
    shown = strip_groups(strip_identity(text[:LONGEST_OUTGOING], identities), restricted)
    return shown if len(text) <= LONGEST_OUTGOING else f"{shown[:-_AT_THE_CUT]} […]"


def strip_terms(text: str, restricted: str, connecting: frozenset[str]) -> str:
    """Return a text without the words of the restricted field (names of groups), but for connecting words."""
    terms = {word for word in _WORD.findall(_fold(restricted)) if word not in connecting and len(word) > 1}
    return _replace_folded(text, terms) if terms else text


@lru_cache(4096)
def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))  # one spelling of digits, so that one pattern finds them
    return "" if category in ("Cf", "Cs", "Co") else char


def _strip_number(text: str, digits: str) -> str:
    national = digits.removeprefix("62").removeprefix("0")
    if len(national) < _LEAST_OWN_DIGITS:
        return text

    def hide(found: re.Match[str]) -> str:
        run = _digits(found[0])
        own = len(run) >= _LEAST_OWN_DIGITS and (national.endswith(run) or national in run)
        return HIDDEN if own else found[0]

    return _GROUPED_DIGITS.sub(hide, text)


def _digits(text: str) -> str:
    if text.isascii():
        return "".join(filter(str.isdecimal, text))
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _whole_words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Match any of the patterns as a whole word, also with an ending such as "-nya"; the longest first."""
    ordered = sorted(set(patterns), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ordered)}){_CLITICS}(?![^\W_])")


def _fold(text: str) -> str:
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the text folded for comparison, and for each of its characters the place it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    for run in _ASCII_OR_NOT.finditer(text):
        if run[0].isascii():
            folded.append(run[0].lower())
            places.extend(range(run.start(), run.end()))
            continue
        for at, char in enumerate(run[0], run.start()):
            parts = _folded_char(char)
            folded.append(parts)
            places.extend([at] * len(parts))
    return "".join(folded), places


@lru_cache(4096)
def _folded_char(char: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _replace_folded(text: str, words: Collection[str], phrases: re.Pattern[str] | None = None) -> str:
    """Hide the words, and what the pattern finds. Words are looked up, not tried one after the other: a text and a
    list of names may both hold a million of them.
    """
    folded, places = _folded(text)
    spans = [found.span() for found in _WORD.finditer(folded) if _is_one_of(found[0], words)]
    if phrases is not None:
        spans += [found.span() for found in phrases.finditer(folded)]
        spans.sort(key=lambda span: (span[0], -span[1]))
    result: list[str] = []
    last = 0
    for start, stop in spans:
        begin, end = places[start], places[stop - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1  # a mark belongs to the letter before it
        if end <= last:
            continue
        result += [text[last : max(last, begin)], HIDDEN]
        last = end
    return "".join([*result, text[last:]])


def _is_one_of(token: str, words: Collection[str]) -> bool:
    if token in words:
        return True
    return any(token.endswith(ending) and token[: -len(ending)] in words for ending in _ENDINGS)
