"""Preferences of this desk alone (theme, language, lock, sound, window), never rules that desks share."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from madiun_console.durable_file import write_durably

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DATA_VARIABLE = "MADIUN_CONSOLE_DATA"
FILE_NAME = "preferences.json"
LOWEST_HIGH_VOLUME = 20
"""Percent; the sound of a new high incident can be made soft but not silent."""

LONGEST_PATH = 4096

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What this desk likes; every field has a default, so that a new or damaged file is no obstacle."""

    theme: str = "light"  # "light" or "dark"
    language: str = "id"  # "id" or "en"
    idle_lock_minutes: int = 10  # 0 never locks
    volume_new_high: int = 80  # percent; never silent: somebody may be in danger
    volume_unanswered: int = 80  # percent
    muted: bool = False  # a new high incident sounds all the same
    paper_folder: str = ""  # where PDFs are put; empty: a folder in the user's documents
    window_geometry: str = ""  # Qt's saveGeometry() in base64; empty: not moved yet
    saved_searches: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # name -> text and filters; they stand in the store


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: value in allowed


def _whole(lowest: int, highest: int) -> Callable[[object], bool]:
    # bool is an int in Python: `true` in the file is no number of minutes
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest


def texts_by_name(value: object) -> bool:
    """Whether this is what `saved_searches` holds."""
    return isinstance(value, dict) and all(
        isinstance(texts, dict) and all(isinstance(one, str) for one in texts.values())
        for texts in value.values()
    )


_FITS: Mapping[str, Callable[[object], bool]] = {
    "theme": _one_of("light", "dark"),
    "language": _one_of("id", "en"),
    "idle_lock_minutes": _whole(0, 24 * 60),
    "volume_new_high": _whole(LOWEST_HIGH_VOLUME, 100),
    "volume_unanswered": _whole(0, 100),
    "muted": lambda value: isinstance(value, bool),
    "paper_folder": lambda value: (
        isinstance(value, str) and value.isprintable() and len(value) < LONGEST_PATH
    ),
    "window_geometry": lambda value: isinstance(value, str) and value.isascii(),
    "saved_searches": texts_by_name,
}


def default_data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the data folder when `--data` does not name one: the environment's, else the user's own."""
    chosen = environ.get(DATA_VARIABLE, "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path  # start-up time

    return user_data_path("madiun-console", appauthor=False)


def load_preferences(data_dir: Path) -> Preferences:
    """Read the preferences; what is missing, damaged or out of range takes its default, with a log warning."""
    path = data_dir / FILE_NAME
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("preferences unreadable, defaults used: %s", error)
        return Preferences()
    if not isinstance(read, dict):
        _log.warning("preferences are no JSON object, defaults used")
        return Preferences()
    known = {field.name for field in fields(Preferences)} & read.keys()
    unfit = sorted(name for name in known if not _FITS[name](read[name]))
    if unfit:
        _log.warning("preferences out of range, defaults used for: %s", ", ".join(unfit))
    return Preferences(**{name: read[name] for name in known if name not in unfit})


def save_preferences(data_dir: Path, preferences: Preferences) -> None:
    """Write the preferences; raises an `EnvironmentFault` and leaves the old file when that is impossible."""
    text = json.dumps(asdict(preferences), indent=1, ensure_ascii=False) + "\n"
    write_durably(data_dir / FILE_NAME, text.encode())
