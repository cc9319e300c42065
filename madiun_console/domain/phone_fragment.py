"""Finding a telephone number by a part of it: what stands in the index, and what a typed fragment may be there."""

from __future__ import annotations

import re
import unicodedata

LEAST_DIGITS = 4
"""Fewer digits are in nearly every number."""
_MOST_DIGITS = 20
_NO_DIGITS = re.compile(r"[^0-9]+")
_FRAGMENT = re.compile(r"\+?[\d\s.\-/()]+")


def digits_of(number: str) -> str:
    """The digits of a stored number, as the index holds them: `+62812…` is `62812…`."""
    if number.isascii():
        return _NO_DIGITS.sub("", number)
    return "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())


def fragments(text: str) -> tuple[str, ...]:
    """The runs of digits to look for, () when the text is no part of a number.

    A leading 0 may stand for +62, or be a digit in the middle of the number.
    """
    if _FRAGMENT.fullmatch(text.strip()) is None:
        return ()
    digits = digits_of(text)
    if not LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return ()
    if digits.startswith("00"):
        return (digits[2:], digits) if len(digits) >= LEAST_DIGITS + 2 else (digits,)
    if digits.startswith("620"):  # +62 (0)812…
        return (f"62{digits[3:]}", digits)
    if digits.startswith("0"):
        return (f"62{digits[1:]}", digits)
    return (digits,)


def match_fragments(found: tuple[str, ...]) -> str:
    """The FTS5 query over the trigram index for these runs of digits."""
    return " OR ".join(f'"{digits}"' for digits in found)
