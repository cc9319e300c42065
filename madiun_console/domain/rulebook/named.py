"""The base of everything in the tables that has an id and a name in both languages of the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a table: a stable id and what people read, in Bahasa Indonesia and in English."""

    id: str
    name_id: str
    name_en: str

    def label(self, language: str = "id") -> str:
        """The name in `language` ("id" or "en"); anything but "en" gives Bahasa Indonesia, the first language."""
        return self.name_en if language == "en" else self.name_id
