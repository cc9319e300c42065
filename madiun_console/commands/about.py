"""Which versions are at work: of the program, Python and the libraries that matter for the data."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode

DISTRIBUTION = "madiun-console"
_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "cryptography",
    "argon2-cffi",
    "keyring",
    "phonenumbers",
    "hijridate",
)


def program_version() -> str:
    """The installed version; "dev" when the program runs from a checkout that is not installed."""
    return _version(DISTRIBUTION) or "dev"


def versions() -> dict[str, str]:
    """Name -> version of everything that `doctor` and `--selftest` report; "-" for what is missing."""
    found = {
        "madiun-console": program_version(),
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    try:
        import sqlcipher3.dbapi2 as sqlcipher

        connection = sqlcipher.connect(":memory:")
        row = connection.execute("PRAGMA cipher_version").fetchone()
        connection.close()
        found |= {"SQLCipher": row[0] if row else "-", "SQLite": sqlcipher.sqlite_version}
    except ImportError:
        found |= {"SQLCipher": "-", "SQLite": "-"}
    return found | {name: _version(name) or "-" for name in _LIBRARIES}


def show_version(voice: Voice) -> int:
    """`--version`."""
    voice.say(f"Konsol Madiun {program_version()}", f"Konsol Madiun {program_version()}")
    return ExitCode.OK


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
