"""The tokens of one theme, read from `resources/theme/NAME.toml` into frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

from madiun_console.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class ThemeError(ValueError):
    """A theme file that lacks a token, has one too many, or holds something that is no colour or number."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The plain colours, as `#rrggbb`."""

    ink: str
    muted: str
    line: str
    edge: str
    page: str
    panel: str
    head: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    alarm: str
    alarm_hover: str
    on_alarm: str
    bar: str
    bar_ink: str
    bar_muted: str
    bar_hover: str


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one meaning: `ink` on `ground`, `line` around it, `solid` for shapes, `bar` on the top bar."""

    ink: str
    ground: str
    line: str
    solid: str
    bar: str


@dataclass(frozen=True, slots=True)
class Tones:
    """The five meanings a thing on the screen can have."""

    danger: Tone
    warning: Tone
    success: Tone
    info: Tone
    neutral: Tone


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in logical pixels."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741  the four steps are called xs, s, m, l in the design


@dataclass(frozen=True, slots=True)
class Sizes:
    """Radii, heights and widths in logical pixels."""

    radius: int
    radius_small: int
    control: int
    row: int
    bar: int
    rail: int
    rail_narrow: int
    icon: int


@dataclass(frozen=True, slots=True)
class FontSizes:
    """Pixel sizes of the four kinds of text."""

    caption: int
    base: int
    title: int
    clock: int


@dataclass(frozen=True, slots=True)
class Theme:
    """All tokens of one theme; painted widgets and delegates read them from here."""

    name: str
    dark: bool
    colour: Colours
    tones: Tones
    space: Space
    size: Sizes
    font: FontSizes
    level: Mapping[str, str]

    def tone(self, name: str) -> Tone:
        """The tone of that name; an unknown one is neutral, for a chip must never stop the screen."""
        found = getattr(self.tones, name, None)
        return found if isinstance(found, Tone) else self.tones.neutral

    def level_tone(self, colour_word: str) -> Tone:
        """The tone for the colour word of a level in `levels.toml` (green, amber, red)."""
        return self.tone(self.level.get(colour_word, "neutral"))


def deadline_tone(state: str) -> str:
    """The tone of a running target from its state: ok, soon or over (`domain.targets`)."""
    return {"ok": "neutral", "soon": "warning", "over": "danger"}.get(state, "neutral")


def load_theme(name: str) -> Theme:
    """Read `resources/theme/NAME.toml`. Raises ThemeError with file and token when it is not complete."""
    file = f"{name}.toml"
    return parse_theme(resource_path("theme", file).read_text(encoding="utf-8"), file)


def parse_theme(text: str, file: str) -> Theme:
    """Build a Theme from TOML text; `file` is only used in messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{file}: {error}") from error
    tones = _table(data, "tone", file)
    return Theme(
        name=str(data.get("name", file.removesuffix(".toml"))),
        dark=bool(data.get("dark", False)),
        colour=_build(Colours, _table(data, "colour", file), f"{file} [colour]"),
        tones=Tones(
            **{
                f.name: _build(Tone, _table(tones, f.name, file), f"{file} [tone.{f.name}]")
                for f in fields(Tones)
            }
        ),
        space=_build(Space, _table(data, "space", file), f"{file} [space]"),
        size=_build(Sizes, _table(data, "size", file), f"{file} [size]"),
        font=_build(FontSizes, _table(data, "font", file), f"{file} [font]"),
        level={str(word): str(tone) for word, tone in _table(data, "level", file).items()},
    )


def _table(data: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    found = data.get(key)
    if not isinstance(found, dict):
        raise ThemeError(f"{file}: table [{key}] is missing")
    return found


def _build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    wanted = {f.name: f.type for f in fields(kind)}  # type: ignore[arg-type]
    if wanted.keys() != table.keys():
        odd = ", ".join(sorted(wanted.keys() ^ table.keys()))
        raise ThemeError(f"{where}: missing or unknown: {odd}")
    for key, value in table.items():
        good = _is_colour(value) if wanted[key] == "str" else type(value) is int and value >= 0
        if not good:
            raise ThemeError(f"{where}: {key} = {value!r} is no colour or number")
    return kind(**table)


def _is_colour(value: object) -> bool:
    if not isinstance(value, str) or len(value) != len("#rrggbb") or value[0] != "#":
        return False
    return all(digit in "0123456789abcdefABCDEF" for digit in value[1:])
