"""Finds the plain files under resources/, in a checkout and in an installed or frozen program alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madiun_console.domain.rulebook import Rulebook
    from madiun_console.domain.rulebook.kind_words import KindWords


def resource_path(*parts: str) -> Path:
    """The path of a resource, as in `resource_path("theme", "light.toml")`; it need not exist.

    A wheel and the frozen program carry the files beside the package as `_resources` (the name `resources` is this
    module's); a checkout has them in `resources/` at its top level.
    """
    package = Path(__file__).resolve().parent
    packed = package / "_resources"
    root = packed if packed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of a resource, UTF-8, with or without a byte order mark (Notepad on Windows writes one)."""
    return resource_path(*parts).read_text(encoding="utf-8-sig")


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read and check the domain tables in `folder` (the program's own when None).

    Raises RuleTableError, which names file, line and reason in Indonesian, also for a file that is missing, may not
    be read or is not UTF-8.
    """
    from madiun_console.domain.rulebook import RULEBOOK_FILES, parse_rulebook

    place = folder or resource_path("domain")
    return parse_rulebook({name: table_text_in(place, name) for name in RULEBOOK_FILES})


def load_kind_words(rulebook: Rulebook) -> KindWords:
    """The words by which a narrative suggests a kind: read at the first call that is taken, not at the start.

    Raises EnvironmentFault with file, line and reason when the table has an error.
    """
    from madiun_console.domain.rulebook import RuleTableError
    from madiun_console.domain.rulebook.read_kind_words import FILE, read_kind_words
    from madiun_console.errors import EnvironmentFault

    try:
        return read_kind_words(table_text_in(resource_path("domain"), FILE), rulebook)
    except RuleTableError as error:
        raise EnvironmentFault("rule_table", str(error), str(error)) from error


def table_text(name: str) -> str:
    """The text of one of the program's own domain tables. Raises RuleTableError when it cannot be read."""
    return table_text_in(resource_path("domain"), name)


def table_text_in(folder: Path, name: str) -> str:
    """The text of a domain table in a folder. Raises RuleTableError when it cannot be read."""
    from madiun_console.domain.rulebook import RuleTableError

    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError:
        raise RuleTableError(name, 0, "berkas tidak ditemukan") from None
    except OSError as fault:
        raise RuleTableError(name, 0, f"berkas tidak dapat dibaca ({fault.strerror})") from fault
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise RuleTableError(name, line, "bukan teks UTF-8; simpan berkas dengan pengodean UTF-8") from None
