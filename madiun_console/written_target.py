"""Where a person may have a file written: anywhere but into a data folder, whose files nobody could give back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from madiun_console.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

STORE_NAMES = frozenset(
    {"store.db", "store.db-wal", "store.db-shm", "store.db-journal"}
    | {"store.key", "store.id", "store.recovery", "store.lock"}
)
_MARKS = ("store.id", "store.key", "store.recovery", "store.lock")
"""What a data folder holds even where its store was moved away."""


def refuse_own_folder(target: Path, data: Path | None = None) -> None:
    """Raise InvalidInput for a target in `data`, in any other data folder, or that is one of their files by a link.

    Every file that a person names passes here before it is written. The paths are compared by what they lead to, so
    links, `..` and the letters' case change nothing.
    """
    if data is not None and any(_is_same(own, target) for own in _own_files(data)):
        raise _refused(target)
    # the name as it is given and where it leads to: a rename would put the file where the link lies
    for name in {target.absolute(), _led(target)}:
        for folder in (name, *name.parents):
            if (data is not None and _is_same(folder, data)) or _is_data_folder(folder):
                raise _refused(target)
        if name.name.casefold() in STORE_NAMES and (name.parent / "store.db").exists():
            raise _refused(target)


def _led(target: Path) -> Path:
    with suppress(OSError, RuntimeError):  # links that lead in a circle, a folder that may not be read
        return target.resolve()
    return target.absolute()


def _is_data_folder(folder: Path) -> bool:
    with suppress(OSError):
        return any((folder / name).is_file() for name in _MARKS)
    return False


def _own_files(data: Path) -> list[Path]:
    with suppress(OSError):
        return [data / name for name in STORE_NAMES if (data / name).exists()]
    return []


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):  # what is not there is nothing else
        return one.samefile(other)
    return False


def _refused(target: Path) -> InvalidInput:
    return InvalidInput(
        "target_in_data_folder",
        f"{target} ada di folder data program, jadi tidak ditulis: data dapat hilang. Pilih folder lain.",
        f"{target} lies in the program's data folder, so it is not written: the data could be lost. "
        "Choose another folder.",
    )
