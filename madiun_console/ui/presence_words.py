"""Who is at which desk, in words: for a row of the queue, for the incident, for the list of desks."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from madiun_console.ui.presence import Presence

MOST_NAMED = 2
"""More than so many at one incident are counted."""


class FromDesk(Protocol):
    """What presence and messages both say of where they come from."""

    @property
    def name(self) -> str:
        """Of the desk, as it was enrolled."""

    @property
    def desk(self) -> str | None:
        """Its letter."""

    @property
    def person(self) -> str | None:
        """Who is there."""


class PresenceWords(QObject):
    """Words in the language that is on."""

    def __init__(self, presence: Presence, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presence = presence

    def desk(self, one: FromDesk) -> str:
        """`meja A`; the name of a desk that has no letter."""
        return self.tr("desk {letter}").format(letter=one.desk) if one.desk else one.name

    def who(self, one: FromDesk) -> str:
        """`Bima (meja A)`, or the desk alone."""
        name = self._presence.name(one.person)
        return f"{name} ({self.desk(one)})" if name else self.desk(one)

    def at(self, incident: str) -> str:
        """`Bima (meja A) mengetik, Sari (meja C) membuka`; empty when nobody else has it open."""
        there = self._presence.at(incident)
        if not there:
            return ""
        parts = []
        for one in there[:MOST_NAMED]:
            words = self.tr("{who} is typing") if one.typing else self.tr("{who} has it open")
            parts.append(words.format(who=self.who(one)))
        more = len(there) - MOST_NAMED
        if more > 0:
            parts.append(self.tr("{count} more").format(count=more))
        return ", ".join(parts)
