"""Strict JSON (RFC 8259, I-JSON): what is hashed must read the same everywhere, so doubtful text is refused."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any, cast

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=False)


class StrictJsonError(ValueError):
    """The text is not strict JSON: broken, NaN, a NUL, a lone surrogate, or a key that stands twice."""


def dumps(value: object) -> str:
    """Compact JSON of `value`; raises StrictJsonError for NaN, NUL and lone surrogates."""
    try:
        text = _ENCODER.encode(value)
    except ValueError as error:
        raise StrictJsonError(str(error)) from error
    if "\\u0000" in text and _has_nul(value):
        raise StrictJsonError("NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise StrictJsonError("lone surrogate") from error
    return text


def loads(text: str) -> Any:
    """The value of strict JSON `text`; raises StrictJsonError, and nothing else, for anything doubtful."""
    try:
        if text[:1] == "{" and not (
            "\\" in text or '" ' in text or "\x00" in text or '"\n' in text or '"\t' in text or '"\r' in text
        ):
            value, end = _plain(text)
            if end == len(text) and text.count('":') == _count_keys(value):  # no key stands twice
                text.encode()
                return value
        value = _DECODER.decode(text)
        text.encode()
        doubtful = "\\u" in text and (_has_nul(value) or _has_surrogate(value))
    except StrictJsonError:
        raise
    except (ValueError, RecursionError) as error:
        raise StrictJsonError(str(error)) from error
    if doubtful:
        raise StrictJsonError("NUL character or lone surrogate")
    if "\x00" in text:
        raise StrictJsonError("NUL character")
    return value


def clean_text(text: str) -> str:
    """What a person typed, made fit for strict JSON: NUL dropped, lone surrogates become U+FFFD, line ends become LF."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise StrictJsonError("a key stands twice")
    return value


def _count_keys(value: object) -> int:
    """How many keys the objects of `value` have. Nearly every text is compact and escapes nothing. There `":` ends a key (or
    begins a text, which only makes the count too great), so counting tells whether a key stands twice, at a tenth of the
    price of looking at each object.
    """
    count = 0
    if type(value) is dict:
        count = len(value)
        value = value.values()
    for item in cast("Iterable[object]", value):
        if type(item) is dict or type(item) is list:
            count += _count_keys(item)
    return count


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise StrictJsonError(f"{text[:20]} is greater than any number")
    return number


def _no_constant(name: str) -> Any:
    raise StrictJsonError(f"{name} is not JSON")


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (*_strings(key), *_strings(item))]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    return []


def _has_nul(value: object) -> bool:
    return any("\x00" in text for text in _strings(value))


def _has_surrogate(value: object) -> bool:
    return any("\ud800" <= char <= "\udfff" for text in _strings(value) for char in text)


_plain = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite).raw_decode
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
"""Made once: `json.loads` with hooks would make one for each text."""
