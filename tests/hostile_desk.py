"""A desk that writes whatever fits the declared types; its facts come down the feed like those of all others."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import types
import typing
from typing import Any

from madiun_console.actions.desk import Desk
from madiun_console.db.inbox import FeedItem, take_page
from madiun_console.domain import strict_json
from madiun_console.domain.events import Event, Fact, Header, event_types, seal
from madiun_console.domain.events.registry import EventType, encode, type_of
from madiun_console.domain.ids import RandomIds
from tests.desk_fixtures import NIGHT_CALL_MS

_RID = "01890000-0000-7000-8000-00000000aaaa"
FAR = 2**53 - 1
_INTS = (0, 1, -1, FAR, -FAR, 253_402_300_800_000, -62_135_596_800_001, NIGHT_CALL_MS, 8_640_000_000_000_001)
_FLOATS = (0, -7.6, 111.5, 9e15, -9e15, 1e-320, 90.0, 180.0, -0.0, 5e-324, 200, 1000.5)
_TEXTS = (
    "", "x", "high", "low", "middle", "brawl", "phone", "silent", "B", "Z" * 5000, "\u202e<b>x</b><img src=x>", "=1+1",
    "polres_madiun_kota", "polres_madiun_kota@35.77.02.1005", "35.77.02.1005", "20261126-B001", "99999999-Z999999999",
    "2026-11-26", "0001-01-01", "9999-12-31", "siang", "resolved", "handling", "closed", "\u0001\u001f", "a\nb",
    "levels.toml", "exact", "unit", "%s%n{0}", "../../etc/passwd",
)  # fmt: skip


class HostileDesk:
    """Its chain begins with the first thing it says."""

    def __init__(self, desk: Desk, actor: str) -> None:
        self._desk, self._actor, self._ids = desk, actor, RandomIds()
        self._pos, self._prev = 0, ""

    def say(self, subject: str, happened: Event, at: int) -> str:
        """One event at a moment of its own choice; gives the text of the fact."""
        val, parts = encode(happened)
        return self.say_values(type_of(happened), subject, val, parts, at)

    def say_values(
        self, declared: EventType, subject: str, val: dict[str, Any], parts: dict[Any, str], at: int
    ) -> str:
        """The same from bare values."""
        hlc = (NIGHT_CALL_MS << 16) + self._pos + 1000
        fact = Fact(
            self._ids.new(NIGHT_CALL_MS), self._desk.store.center, subject, declared.kind, declared.name, 1,
            at, hlc, self._actor, val, (), (), {},
        )  # fmt: skip
        sealed = seal(fact, parts, {name: bytes(16) for name in parts})
        self._pos += 1
        header = Header(_RID, self._pos, self._prev, sealed.hash.hex()).text()
        self._prev = hashlib.sha256(header.encode()).hexdigest()
        pairs: list[Any] = []
        for name in ("body", "restricted", "pii"):
            part = sealed.parts.get(name)
            pairs += (part.text, part.salt) if part else (None, None)
        item = FeedItem(self._pos, header, sealed.text, *pairs, hlc, None, None, NIGHT_CALL_MS)  # type: ignore[call-arg]
        take_page(self._desk.store, [item])
        return sealed.text

    def say_anything(self, rounds: int, seed: int, known: dict[str, str]) -> None:
        """Every type, with values that fit it; `known` is a subject of each kind that others look at."""
        dice = random.Random(seed)
        subjects = dict(known)
        for _ in range(rounds):
            for declared in event_types().values():
                if declared.name != "center_founded":
                    self._say_anything(dice, declared, subjects, known)

    def _say_anything(
        self, dice: random.Random, declared: EventType, subjects: dict[str, str], known: dict[str, str]
    ) -> None:
        cls: Any = declared.cls
        ids = [*subjects.values(), self._actor]
        val: dict[str, Any] = {}
        parts: dict[Any, dict[str, Any]] = {}
        hints = typing.get_type_hints(cls)
        for field in dataclasses.fields(cls):
            if field.default is not dataclasses.MISSING and dice.random() < 0.3:
                continue
            value = _value(dice, hints[field.name], ids)
            part = field.metadata.get("part")
            if field.name == "incident" and dice.random() < 0.8:
                value = known["incident"]
            if part:
                parts.setdefault(part, {})[field.name] = value
            else:
                val[field.name] = value
        fresh = dice.random() < 0.4 or declared.kind not in subjects
        subject = self._ids.new(NIGHT_CALL_MS) if fresh else subjects[declared.kind]
        if declared.kind not in known:
            subjects[declared.kind] = subject
        at = dice.choice((NIGHT_CALL_MS, NIGHT_CALL_MS, FAR, -FAR, 0, 253_402_300_800_000))
        texts = {name: strict_json.dumps(values) for name, values in parts.items()}
        self.say_values(declared, subject, val, texts, at)


def _value(dice: random.Random, hint: Any, ids: list[str]) -> Any:
    if isinstance(hint, types.UnionType):
        return _value(dice, dice.choice(typing.get_args(hint)), ids)
    if hint is str:
        return dice.choice((*_TEXTS, *ids))
    if hint is int:
        return dice.choice(_INTS)
    if hint is float:
        return dice.choice(_FLOATS)
    if hint is bool:
        return dice.random() < 0.5
    if typing.get_origin(hint) is tuple:
        return [_value(dice, str, ids) for _ in range(dice.randrange(4))]
    if typing.get_origin(hint) is dict:
        return {
            dice.choice((*_TEXTS, *ids)): _value(dice, typing.get_args(hint)[1], ids)
            for _ in range(dice.randrange(4))
        }
    return None
