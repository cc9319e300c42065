"""Searches that this desk keeps by name stand in the encrypted store: they may hold a caller's number or name, and an
erasure takes those out (db/erasing.py). To the screens they are preferences like any other.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from madiun_console.actions.desk import Desk
from madiun_console.db.store_format import SEARCHES
from madiun_console.errors import ConsoleError
from madiun_console.settings import Preferences, load_preferences, save_preferences, texts_by_name

_log = logging.getLogger(__name__)
Searches = Mapping[str, Mapping[str, str]]


def searches_of(desk: Desk) -> Searches:
    """What the store keeps; nothing for what cannot be read."""
    try:
        found = json.loads(desk.store.meta(SEARCHES) or "{}")
    except ValueError:
        return {}
    return found if texts_by_name(found) else {}


class KeptSearches:
    """Keeps the preferences: the searches in the store, everything else in the file of the data folder."""

    def __init__(self, desk: Desk, data: Path) -> None:
        self._desk = desk
        self._data = data
        self._kept: Searches = {}

    def added_to(self, preferences: Preferences) -> Preferences:
        """The preferences of the file with the searches of the store; what an older program left in the file moves."""
        self._kept = searches_of(self._desk)
        if preferences.saved_searches and not self._desk.demo:
            try:
                self._write({**preferences.saved_searches, **self._kept})
                save_preferences(self._data, replace(load_preferences(self._data), saved_searches={}))
            except ConsoleError as error:
                # a full disk keeps nobody from starting; the next start tries again
                _log.warning("saved searches stay in the preferences: %s", error.id)
                self._kept = {**preferences.saved_searches, **self._kept}
        return replace(preferences, saved_searches=self._kept)

    def save(self, preferences: Preferences) -> None:
        """Keep what changed; the store is left alone by a preference that is no search."""
        if preferences.saved_searches != self._kept:
            self._write(preferences.saved_searches)
        save_preferences(self._data, replace(preferences, saved_searches={}))

    def read_again(self, found: Searches) -> None:
        """What the store keeps since an erasure."""
        self._kept = found

    def _write(self, searches: Searches) -> None:
        """Only what differs from what was here: what an erasure has just taken from the store does not come back."""
        changed = {name: dict(texts) for name, texts in searches.items() if self._kept.get(name) != texts}
        gone = self._kept.keys() - searches.keys()
        stored = {name: texts for name, texts in searches_of(self._desk).items() if name not in gone}
        self._desk.store.set_meta(SEARCHES, json.dumps({**stored, **changed}, ensure_ascii=False))
        self._kept = searches
