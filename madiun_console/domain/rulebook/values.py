"""Kinds of values that can be changed: what fits, within which limits, and what a typed one becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_TEXT = 200
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")

NUMBER, SECONDS, FLAG, TEXT, CHOICE, CHOICES, CLOCK, PHONE, ENTRY = (
    "number", "seconds", "flag", "text", "choice", "choices", "clock", "phone", "entry",
)  # fmt: skip


class UnfitValue(ValueError):
    """A value that does not fit, with the reason in both languages."""

    def __init__(self, text_id: str, text_en: str) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.text_en = text_en


@dataclass(frozen=True, slots=True)
class ValueKind:
    """`name` is one of the kinds above; `least` and `most` bind numbers; `unit` is what is counted.

    `of` names what a choice is among (editable.py: choices_of). `absent` is what stands for a key that is not in the
    table. `empty`: there may be none, called `none`; `zero` is what 0 is called. `ordered`: the order of choices counts.
    """

    name: str
    least: int = 0
    most: int = 0
    unit: Named | None = None
    of: str = ""
    empty: bool = False
    absent: Any = None
    none: Named | None = None
    zero: Named | None = None
    ordered: bool = False

    def fit(self, value: Any, among: Collection[str] = ()) -> Any:
        """The value as it is stored; raises UnfitValue. None is "none", where that may be."""
        if value is None:
            if self.empty:
                return None
            raise UnfitValue("Nilainya harus diisi.", "A value is needed.")
        match self.name:
            case "number" | "seconds":
                return self._number(value)
            case "flag":
                if not isinstance(value, bool):
                    raise UnfitValue("Pilih ya atau tidak.", "Choose yes or no.")
                return value
            case "choice":
                return self._choice(value, among)
            case "entry":
                return self._entry(value, among)
            case "choices":
                if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                    raise UnfitValue("Pilih dari daftar.", "Choose from the list.")
                return [self._choice(one, among) for one in dict.fromkeys(value)]
            case _:
                return self._written(value)

    def _number(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise UnfitValue("Tulis bilangan bulat.", "Write a whole number.")
        if not self.least <= value <= self.most:
            raise UnfitValue(
                f"Nilainya harus {self.least} sampai {self.most}.",
                f"The value must lie between {self.least} and {self.most}.",
            )
        return value

    def _choice(self, value: Any, among: Collection[str]) -> str:
        if value == "" and self.empty:
            return ""
        if not isinstance(value, str) or value not in among:
            raise UnfitValue("Pilih dari daftar.", "Choose from the list.")
        return value

    def _entry(self, value: Any, among: Collection[str]) -> dict[str, str]:
        """A new entry of a list: its text, and the first of the choices where it needs one; the rest is set afterwards."""
        text = self._written(value.get("text") if isinstance(value, dict) else value)
        return {"text": text, **({self.of: next(iter(among))} if self.of else {})}

    def _written(self, value: Any) -> str:
        from madiun_console.domain.strict_json import clean_text

        if not isinstance(value, str):
            raise UnfitValue("Tulis teks.", "Write a text.")
        text = " ".join(clean_text(value).split())
        if not text:
            if self.empty:
                return ""
            raise UnfitValue("Teksnya tidak boleh kosong.", "The text must not be empty.")
        if len(text) > LONGEST_TEXT:
            raise UnfitValue(
                f"Teksnya paling panjang {LONGEST_TEXT} huruf.",
                f"The text may have {LONGEST_TEXT} characters at most.",
            )
        if self.name == CLOCK:
            return _clock(text)
        return _phone(text) if self.name == PHONE else text


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise UnfitValue("Tulis jam seperti 22.00.", "Write a time such as 22.00.")
    return f"{int(found[1]):02}:{found[2]}"


def _phone(text: str) -> str:
    from madiun_console.domain import phone

    number = phone.normalise(text)
    if number is None:
        raise UnfitValue(
            "Itu bukan nomor telepon. Tulis seperti 0351 464123 atau 0812 3456 7890.",
            "That is no telephone number. Write it as 0351 464123 or 0812 3456 7890.",
        )
    return number
