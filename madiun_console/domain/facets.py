"""Coded values of an incident as tokens of the search index, so that a filter costs as little as one more word.

Each begins with a sign of the private use area, which is in no typed word (`domain.words`) and which FTS5 keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SIGN = "\ue000"
_NO_TOKEN = re.compile(r"[^a-z0-9]+")

LEVEL, KIND, UNIT, OUTCOME, AGENCY = "l", "k", "u", "x", "a"


@lru_cache(4096)
def facet(what: str, code: str) -> str:
    """The token of a coded value: `kind`, `suspicious_gathering`."""
    return f"{_SIGN}{what}{_NO_TOKEN.sub('', code.lower())}"


def facets_of(
    *, level: str, kind_id: str, unit: str | None, outcome: str | None, agencies: Iterable[str]
) -> str:
    """The tokens of an incident; `outcome` is the code it was closed with, `agencies` are addresses of recipients."""
    values = [(LEVEL, level), (KIND, kind_id), (UNIT, unit), (OUTCOME, outcome)]
    values += [(AGENCY, address.partition("@")[0]) for address in agencies]
    return " ".join(dict.fromkeys(facet(what, code) for what, code in values if code))


def wanted(what: str, codes: Iterable[str], *, beginning: bool = False) -> str:
    """The FTS5 query for any of these values; with `beginning` for all whose code begins so. Nothing finds nothing."""
    tokens = [f'"{facet(what, code)}"{"*" if beginning else ""}' for code in codes]
    return f"({' OR '.join(tokens)})" if tokens else '""'
