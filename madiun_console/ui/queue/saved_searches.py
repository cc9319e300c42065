"""Searches that this desk keeps by name: turned into what the preferences hold and back, whatever stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from madiun_console.domain.period import period_of
from madiun_console.domain.strict_json import clean_text
from madiun_console.queries.queue import QueueFilter
from madiun_console.settings import Preferences

MOST = 30
LONGEST_NAME = 40
_TEXT = "text"
_FILTERS = tuple(item.name for item in fields(QueueFilter) if item.type == "str")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words, and the filter around them."""

    text: str = ""
    narrowing: QueueFilter = QueueFilter()  # noqa: RUF009 - frozen

    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not self.text and self.narrowing.is_empty()


def saved_searches(preferences: Preferences, now_ms: int) -> dict[str, Search]:
    """Name -> search, by name; "tahun lalu" is last year as seen from now."""
    found = {name: _read(texts, now_ms) for name, texts in preferences.saved_searches.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def with_search(preferences: Preferences, name: str, search: Search) -> dict[str, Mapping[str, str]]:
    """What the preferences hold once a search is saved; one of the same name is replaced."""
    texts = {field: value for field in _FILTERS if (value := getattr(search.narrowing, field))}
    return {**preferences.saved_searches, fit_name(name): {_TEXT: clean_text(search.text), **texts}}


def without_search(preferences: Preferences, name: str) -> dict[str, Mapping[str, str]]:
    """What the preferences hold once a search is thrown away."""
    return {other: texts for other, texts in preferences.saved_searches.items() if other != name}


def name_of(preferences: Preferences, search: Search, now_ms: int) -> str:
    """The name under which this very search is saved; empty when it is not."""
    return next((name for name, saved in saved_searches(preferences, now_ms).items() if saved == search), "")


def fit_name(name: str) -> str:
    """A name as it is kept: one line, not too long."""
    return " ".join(clean_text(name).split())[:LONGEST_NAME]


def within(narrowing: QueueFilter, period: str, now_ms: int) -> QueueFilter:
    """The filter with the days that a text names; days that cannot be read narrow nothing."""
    days = period_of(period, now_ms) if period else None
    if days is None:
        return replace(narrowing, period="", since=None, until=None)
    return replace(narrowing, period=period, since=days.since, until=days.until)


def _read(texts: Mapping[str, str], now_ms: int) -> Search:
    known = {field: texts[field] for field in _FILTERS if field in texts and field != "period"}
    narrowing = replace(QueueFilter(), **known)  # type: ignore[arg-type]  # only fields that hold a text
    return Search(texts.get(_TEXT, ""), within(narrowing, texts.get("period", ""), now_ms))
