"""How many people a caller speaks of: numerals in digits, Indonesian and Javanese words, read from plain tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.domain.rulebook.kind_words import CrowdWords, NumberWords

_LONGEST_DIGITS = 5  # a longer run is a telephone number or an amount of money
_GROUP = 3  # "1.000" arrives as the tokens "1", "000"


def crowd_size(tokens: Sequence[str], crowd: CrowdWords, number: NumberWords) -> int | None:
    """Return the largest number of people said in one clause, or None.

    A number counts when a word for people follows ("tiga puluh motor") or "sekitar" stands before it, and when it is
    no time, distance, amount or house number. "puluhan", "ratusan" give the least they mean.
    """
    best: int | None = None
    at = 0
    while at < len(tokens):
        value, end = read_number(tokens, at, number)
        vague = value is None and tokens[at] in crowd.many
        if vague:
            value, end = crowd.many[tokens[at]], at + 1
        if value is None:
            at += 1
            continue
        if _counts_people(tokens, at, end, crowd, vague=vague):
            best = value if best is None else max(best, value)
        at = end
    return best


def read_number(tokens: Sequence[str], at: int, number: NumberWords) -> tuple[int | None, int]:
    """Return the number that begins at a token and the position behind it, or (None, at + 1)."""
    if tokens[at][0].isdigit():
        return _read_digits(tokens, at, number)
    total, current, end = 0, 0, at
    while end < len(tokens):
        word = tokens[end]
        if word in number.whole and not current:
            total += number.whole[word]
        elif word in number.digit and not current:
            current = number.digit[word]
        elif current and word in number.teen:
            total, current = total + current + 10, 0
        elif current and word in number.ten:
            total, current = total + current * 10, 0
        elif current and word in number.hundred:
            total, current = total + current * 100, 0
        elif (current or total) and word in number.thousand:
            total, current = (total + current) * 1000, 0
        else:
            break
        end += 1
    return (total + current, end) if end > at else (None, at + 1)


def _read_digits(tokens: Sequence[str], at: int, number: NumberWords) -> tuple[int | None, int]:
    digits = tokens[at].removesuffix("an")  # "20an"
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _LONGEST_DIGITS:
        return None, at + 1
    value, end = int(digits), at + 1
    following = tokens[end] if end < len(tokens) else ""
    if len(following) == _GROUP and following.isascii() and following.isdigit() and len(digits) <= _GROUP:
        return value * 1000 + int(following), end + 1
    if following in number.thousand:
        return value * 1000, end + 1
    if following in number.hundred:
        return value * 100, end + 1
    return value, end


def _counts_people(tokens: Sequence[str], at: int, end: int, crowd: CrowdWords, *, vague: bool) -> bool:
    following = tokens[end : end + 2]
    if following and following[0] in crowd.not_units:
        return False
    before = tokens[max(0, at - 2) : at]
    if before and before[-1] in crowd.not_after:
        return False
    return (
        vague or any(word in crowd.units for word in following) or any(word in crowd.about for word in before)
    )
