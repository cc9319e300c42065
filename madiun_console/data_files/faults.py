"""What can be wrong with a file that somebody gives us to read, or a place they want one written to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from madiun_console.errors import EnvironmentFault, InvalidInput, environment_fault

_SHARING = frozenset({32, 33})
"""Windows: another program has the file open (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION)."""


class FileUnreadable(InvalidInput):
    """The file is no table that we can read; says what to do."""


class FileOpenElsewhere(EnvironmentFault):
    """Excel or another program holds the file."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "file_open_elsewhere",
            f"Berkas {place} sedang dibuka di program lain, mungkin Excel. Tutup di sana, lalu ulangi.",
            f"The file {place} is open in another program, perhaps Excel. Close it there and try again.",
        )


class FolderClosed(EnvironmentFault):
    """Nothing may be written into the folder."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "folder_read_only",
            f"Berkas tidak dapat ditulis di folder {place}: folder hanya dapat dibaca atau tidak ada. "
            "Pilih folder lain, misalnya Dokumen.",
            f"The file cannot be written into the folder {place}: it is read-only or not there. "
            "Choose another folder, such as Documents.",
        )


def file_fault(error: OSError, place: Path) -> EnvironmentFault:
    """The person's error behind a refusal of the system to read or write `place`."""
    code = getattr(error, "winerror", None)
    if code in _SHARING or (code == 5 and place.is_file() and os.access(place.parent, os.W_OK)):
        return FileOpenElsewhere(place)
    if isinstance(error, (PermissionError, FileNotFoundError, NotADirectoryError)) and not place.is_file():
        return FolderClosed(place.parent)
    return environment_fault(error, place)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn the system's refusals inside into errors for a person."""
    try:
        yield
    except OSError as error:
        raise file_fault(error, place) from error
