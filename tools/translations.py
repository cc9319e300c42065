"""Keeps the translations complete: `update` (lupdate), `release` (lrelease) and `check`, which changes nothing.

English is the language of the sources and needs no file; every other one has `resources/i18n/madiun_console_XX.ts`.
Other .ts files there (Qt's own words, which Qt does not ship in Indonesian) are kept by hand and only checked.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("id",)
PLACEHOLDER = re.compile(r"%(?:L?\d+|n)|\{\w*\}")


class Key(NamedTuple):
    """What Qt looks a translation up by."""

    context: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a .ts file."""

    forms: tuple[str, ...]  # one, or the plural forms
    finished: bool


def language_file(language: str) -> Path:
    """Return the .ts file of a language."""
    return FOLDER / f"madiun_console_{language}.ts"


def entries(text: bytes) -> dict[Key, Entry]:
    """Read a .ts file."""
    found = {}
    for context in ET.fromstring(text).iter("context"):  # noqa: S314  (our own file)
        for message in context.iter("message"):
            translation = message.find("translation")
            kind = "unfinished" if translation is None else translation.get("type", "")
            plural = [] if translation is None else translation.findall("numerusform")
            forms = [form.text or "" for form in plural] or [
                (translation is not None and translation.text) or ""
            ]
            key = Key(
                context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", "")
            )
            found[key] = Entry(tuple(forms), kind != "unfinished")
    return found


def complaints(kept: dict[Key, Entry], fresh: dict[Key, Entry]) -> list[str]:
    """Compare the .ts file in git with what lupdate makes of the sources now."""
    found = []
    for key, entry in fresh.items():
        place = f"{key.context}: {key.source!r}"
        if key not in kept:
            found.append(f"not in the file (make i18n): {place}")
        elif not entry.finished or not all(entry.forms):
            found.append(f"not translated: {place}")
        else:
            wanted = set(PLACEHOLDER.findall(key.source))
            found += [
                f"placeholders differ: {place} is {form!r}"
                for form in entry.forms
                if set(PLACEHOLDER.findall(form)) != wanted
            ]
    gone = [key for key in kept if key not in fresh]
    found += [f"no longer in the sources (make i18n): {key.context}: {key.source!r}" for key in gone]
    return found


def sources() -> list[str]:
    """Name the files that may call tr()."""
    package = ROOT / "madiun_console"
    files = [*sorted((package / "ui").rglob("*.py")), package / "app.py"]
    return [str(path) for path in files if path.exists()]


def run_lupdate(ts_file: Path, language: str) -> None:
    """Bring `ts_file` up to date with the sources; without line numbers, so that a diff shows words only."""
    _run(
        "lupdate",
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        *sources(),
        "-target-language",
        language,
        "-ts",
        ts_file,
    )


def update() -> int:
    """Bring every language's file up to date."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        run_lupdate(language_file(language), language)
        open_ones = [
            key for key, one in entries(language_file(language).read_bytes()).items() if not one.finished
        ]
        print(f"{language}: {len(open_ones)} to translate")
    return 0


def release(only: list[str]) -> int:
    """Build the .qm files the program reads, of the named .ts files or of all."""
    for ts_file in [Path(name) for name in only] or sorted(FOLDER.glob("*.ts")):
        _run("lrelease", "-silent", ts_file, "-qm", ts_file.with_suffix(".qm"))
    return 0


def check() -> int:
    """Print what is missing in any language; 1 when something is."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            kept, fresh = language_file(language), Path(folder) / language_file(language).name
            if kept.exists():
                shutil.copyfile(kept, fresh)
            run_lupdate(fresh, language)
            before = entries(kept.read_bytes()) if kept.exists() else {}
            now = entries(fresh.read_bytes()) if fresh.exists() else {}
            found += [f"{language}: {complaint}" for complaint in complaints(before, now)]
    for ts_file in sorted(set(FOLDER.glob("*.ts")) - {language_file(language) for language in LANGUAGES}):
        kept_by_hand = entries(ts_file.read_bytes())
        found += [f"{ts_file.name}: {complaint}" for complaint in complaints(kept_by_hand, kept_by_hand)]
    print("\n".join(found) if found else "translations: complete")
    return 1 if found else 0


def _run(tool: str, *arguments: str | Path) -> None:
    # The wrappers of PySide6-Essentials lie beside the interpreter of the environment.
    command = [str(Path(sys.executable).parent / f"pyside6-{tool}"), *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode or "warning" in done.stderr.lower():
        sys.exit(f"{tool}: {done.stderr or done.stdout}")


def main() -> int:
    """Run the verb that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["update", "release", "check"])
    parser.add_argument("ts_files", nargs="*", help="for release: only these")
    chosen = parser.parse_args()
    if chosen.verb == "release":
        return release(chosen.ts_files)
    return update() if chosen.verb == "update" else check()


if __name__ == "__main__":
    sys.exit(main())
