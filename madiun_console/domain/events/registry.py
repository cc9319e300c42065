"""How a type of event is declared, written into a fact and read back without ever failing.

A type is one frozen dataclass. A field stands in the fact (`val`) unless it is declared with `body()`, `restricted()`
or `pii()`; those are erasable, so they are optional and read as None where this copy does not hold the part.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar

from madiun_console.domain import strict_json
from madiun_console.domain.clock import bounded_ms
from madiun_console.domain.events.envelope import Fact, Part, read_part


class Event:
    """Base of every event; carries nothing, so that a fold can tell the types apart with `isinstance`."""

    __slots__ = ()


E = TypeVar("E", bound=type[Event])
Happened = TypeVar("Happened", bound=Event)


@dataclass(frozen=True, slots=True)
class EventType:
    """What the registry knows of one type and version."""

    name: str
    version: int
    kind: str
    cls: type[Event]
    also: str | None
    """The field of `val` that names a second subject whose fold sees the fact too."""
    needs: str | None
    """The permission (levels.toml) that a person needs; bound to the version, as architecture.md says."""


MOMENTS = frozenset({"occurred", "reported", "started", "due", "sent"})
"""Fields that are milliseconds since 1970 UTC. A fold sees them bounded (`bounded_ms`): any number may be written, and
the log and its hashes keep it, but no desk is to fail at the year 287,396."""
NEVER = frozenset({"refused", "id_used"})
"""Held for good: a supervisor has refused it, or its identifier is another fact's."""


class Logged(NamedTuple):
    """A fact as a fold sees it: decoded where this program knows its type, with its place in the order.

    A named tuple, since a rebuild makes a million of them: a frozen dataclass takes four times as long.
    """

    id: str
    sub: str
    also: str | None
    type: str
    at: int
    """Bounded (`bounded_ms`), whatever was written."""
    actor: str
    base: tuple[str, ...]
    to: tuple[str, ...]
    order: tuple[int, int, bytes]
    """(eff_hlc, hlc, hash of the fact)."""
    event: Event | None
    """None: a type or version newer than this program; kept, counted, never dropped."""
    held: bool = False
    refused: bool = False
    """Held for good: nobody needs to decide about it any more."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    part: Part | None
    default: Any
    plain: frozenset[type]
    """Values of these very types fit as they are."""
    fits: Callable[[Any], bool]
    """For all other values."""
    made: Callable[[Any], Any] | None
    """Makes of a value that is not plain what stands in the event; None: it stands there as it is."""


_TYPES: dict[tuple[str, int], EventType] = {}
_BY_CLASS: dict[type[Event], EventType] = {}


def body(default: Any = None) -> Any:
    """A field in the part that agencies may read: narrative, scene address, landmark."""
    return dataclasses.field(default=default, metadata={"part": "body"})


def restricted(default: Any = None) -> Any:
    """A field for the call center only: names of groups, remarks."""
    return dataclasses.field(default=default, metadata={"part": "restricted"})


def pii(default: Any = None) -> Any:
    """A field with the caller's name, number or home address; nothing else."""
    return dataclasses.field(default=default, metadata={"part": "pii"})


def event(
    name: str, kind: str, *, version: int = 1, also: str | None = None, needs: str | None = None
) -> Callable[[E], E]:
    """Declare a dataclass as the type `name`; `also` and `needs` as in EventType."""

    def declare(cls: E) -> E:
        declared = EventType(name, version, kind, cls, also, needs)
        _TYPES[(name, version)] = declared
        _BY_CLASS[cls] = declared
        return cls

    return declare


def event_types() -> Mapping[tuple[str, int], EventType]:
    """Every declared type; importing `domain.events.catalogue` declares them all."""
    return types.MappingProxyType(_TYPES)


def type_named(name: str, version: int) -> EventType | None:
    """The declaration of a type, None when this program does not know it."""
    return _TYPES.get((name, version))


def type_of(happened: Event) -> EventType:
    """The declaration of an event's class."""
    return _BY_CLASS[type(happened)]


def encode(happened: Event) -> tuple[dict[str, Any], dict[Part, str]]:
    """`val` and the JSON texts of the parts; what equals its default is left out, an empty part is absent."""
    val: dict[str, Any] = {}
    parts: dict[Part, dict[str, Any]] = {}
    cls: Any = type(happened)  # mypy does not see that classes are hashable
    for spec in _fields(cls):
        value = getattr(happened, spec.name)
        if value == spec.default:
            continue
        if isinstance(value, tuple):
            value = list(value)
        if spec.part is None:
            val[spec.name] = value
        else:
            parts.setdefault(spec.part, {})[spec.name] = value
    return val, {name: strict_json.dumps(values) for name, values in parts.items()}


def as_folded(happened: Happened) -> Happened:
    """The event as `decode` gives it back: a writer folds what it has just logged like everybody who reads it."""
    bounded = {
        spec.name: bounded_ms(value)
        for spec in _fields(type(happened))  # type: ignore[arg-type]  # mypy does not see that classes are hashable
        if spec.made is bounded_ms and (value := getattr(happened, spec.name)) is not None
    }
    if all(getattr(happened, name) == ms for name, ms in bounded.items()):
        return happened
    return dataclasses.replace(happened, **bounded)  # type: ignore[type-var]


def decode(fact: Fact, part_texts: Mapping[Part, str | None]) -> Event | None:
    """The event a fact tells of, or None when this program does not know the type or a value does not fit. Never raises."""
    return decode_values(fact.kind, fact.type, fact.v, fact.val, part_texts)


def decode_values(
    kind: str, name: str, version: int, val: Mapping[str, Any], part_texts: Mapping[Part, str | None]
) -> Event | None:
    """The same from the fields of a fact that matter here; a million of them are decoded in a rebuild."""
    declared = _TYPES.get((name, version))
    if declared is None or declared.kind != kind:
        return None
    cls: Any = declared.cls
    known, required = _by_part(cls)
    values: dict[str, Any] = {}
    if not _take(known[None], val, values):
        return None
    for part, text in part_texts.items():
        if text is not None and part in known and not _take(known[part], read_part(text), values):
            return None
    happened: Event | None = cls(**values) if required <= values.keys() else None
    return happened


def _take(known: Mapping[str, _Field], source: Mapping[str, Any], values: dict[str, Any]) -> bool:
    """Put what `source` says of known fields into `values`; False when something does not fit."""
    for name, value in source.items():
        field = known.get(name)
        if field is None:
            continue
        if type(value) in field.plain:
            values[name] = value
        elif field.fits(value):
            values[name] = value if field.made is None else field.made(value)
        else:
            return False
    return True


@cache
def _by_part(cls: Any) -> tuple[dict[Part | None, dict[str, _Field]], frozenset[str]]:
    """The fields of a type by part (None: the fact itself) and name, and the names that must be there."""
    specs = _fields(cls)
    known: dict[Part | None, dict[str, _Field]] = {None: {}}
    for spec in specs:
        known.setdefault(spec.part, {})[spec.name] = spec
    return known, frozenset(spec.name for spec in specs if spec.default is dataclasses.MISSING)


@cache
def _fields(cls: Any) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(cls)
    specs = []
    for item in dataclasses.fields(cls):
        default = item.default
        if default is dataclasses.MISSING and item.default_factory is not dataclasses.MISSING:
            default = item.default_factory()
        hint = hints[item.name]
        made = _made(item.name, hint)
        plain = _plain(hint) - {int} if made is bounded_ms else _plain(hint)
        specs.append(_Field(item.name, item.metadata.get("part"), default, plain, _fits(hint), made))
    return tuple(specs)


def _made(name: str, hint: Any) -> Callable[[Any], Any] | None:
    if name in MOMENTS and int in _options(hint):
        return bounded_ms
    if any(typing.get_origin(option) is tuple for option in _options(hint)):
        return lambda value: tuple(value) if isinstance(value, list) else value
    return None


def _plain(hint: Any) -> frozenset[type]:
    return frozenset(option for option in _options(hint) if option in (str, int, float, bool, type(None)))


def _options(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def _fits(hint: Any) -> Callable[[Any], bool]:
    """A check for the few shapes a field may have: str, int, float, bool, None, tuple[str, ...], dict[str, X]."""
    checks = [_fits_one(option) for option in _options(hint)]
    if len(checks) == 1:
        return checks[0]
    return lambda value: any(check(value) for check in checks)


def _fits_one(hint: Any) -> Callable[[Any], bool]:
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _fits(typing.get_args(hint)[0])
        return lambda value: isinstance(value, list) and all(item(entry) for entry in value)
    if origin is dict:
        content = _fits(typing.get_args(hint)[1])
        return lambda value: isinstance(value, dict) and all(content(entry) for entry in value.values())
    if hint is float:
        return lambda value: type(value) in (int, float)
    if hint is None or hint is type(None):
        return lambda value: value is None
    return lambda value: type(value) is hint
