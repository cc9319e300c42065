"""Frozen dataclasses that cost a sixteenth of a start: the program declares some 190, of which a start uses a few.

`dataclasses.dataclass(frozen=True, slots=True)` writes and compiles seven functions for every class (0.9 ms each on
CPython 3.11, 3.13 does it faster). This one lets `dataclasses` make the fields and slots and shares the functions; the
`__init__`, which has to be written for each class, is compiled when the first value is made. Type checkers see
`dataclasses.dataclass` itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass as standard_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **more: Any
    ) -> Any:
        """As `dataclasses.dataclass`; whatever is not frozen with slots, or asks for more, is left to it."""
        if not (frozen and slots) or more.keys() - {"eq"} or "__hash__" in vars(cls or object):
            declare = standard_dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **more)
            return declare if cls is None else declare(cls)

        def made(plain: type) -> type:
            return _frozen(plain, kw_only=kw_only, eq=more.get("eq", True))

        return made if cls is None else made(cls)


def _frozen(plain: type, *, kw_only: bool, eq: bool) -> type:
    own = vars(plain)
    cls: Any = standard_dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
    cls.__dataclass_params__.frozen = True
    cls.__dataclass_params__.init = True
    shared: dict[str, Callable[..., Any]] = {
        "__init__": _first_init(cls),
        "__setattr__": _refuse_set,
        "__delattr__": _refuse_delete,
        "__repr__": _repr,
        "__getstate__": _get_state,
        "__setstate__": _set_state,
    }
    if eq:
        cls.__dataclass_params__.eq = True
        shared |= {"__eq__": _eq, "__hash__": _hash}
    for name, function in shared.items():
        if name not in own:
            setattr(cls, name, function)
    return cls  # type: ignore[no-any-return]


def _first_init(cls: Any) -> Callable[..., None]:
    """Compiles the real `__init__` when it is first called, and makes way for it."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807 - it stands in for one
        cls.__init__ = _init_of(cls)
        cls.__init__(self, *values, **named)

    return __init__


def _init_of(cls: Any) -> Callable[..., None]:
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    plain: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for item in dataclasses.fields(cls):
        if not item.init:
            if item.default is not dataclasses.MISSING or item.default_factory is not dataclasses.MISSING:
                raise TypeError(f"{cls.__name__}.{item.name}: a field outside __init__ has no default here")
            continue
        parameter, value = item.name, item.name
        if item.default is not dataclasses.MISSING:
            names[f"_default_{item.name}"] = item.default
            parameter += f"=_default_{item.name}"
        elif item.default_factory is not dataclasses.MISSING:
            names[f"_make_{item.name}"] = item.default_factory
            parameter += "=_missing"
            value = f"_make_{item.name}() if {item.name} is _missing else {item.name}"
        (named if item.kw_only else plain).append(parameter)
        lines.append(f"    _set(self, {item.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    parameters = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n" + ("\n".join(lines) or "    pass"), names)  # noqa: S102 - our own field names
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _refuse_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _values(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value.__dataclass_fields__])


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _get_state(self: Any) -> Sequence[Any]:
    return _values(self)


def _set_state(self: Any, state: Sequence[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _repr(self: Any) -> str:
    shown = (f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"
