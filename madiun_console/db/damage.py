"""What `verify` found broken first, in a person's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """One broken place and what is wrong with it."""

    place_id: str
    place_en: str
    reason_id: str
    reason_en: str

    def text(self, lang: str) -> str:
        """One line: "rantai meja B (…a1b2c3) urutan 57: hash tidak cocok"."""
        return f"{self.place_en}: {self.reason_en}" if lang == "en" else f"{self.place_id}: {self.reason_id}"


class Found(Exception):
    """Ends a check at the first damage."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage.text("en"))
        self.damage = damage
