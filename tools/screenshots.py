"""`make screenshots`: draws every page of the demo for the guide and the README, in one go and without a display."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGES = (
    "queue",
    "intake",
    "incident",
    "escalation",
    "callbacks",
    "people",
    "settings",
    "help",
    "sign_in",
    "lock",
)
# file stem, page, further flags
EXTRA = (
    ("incident-dark", "incident", ["--theme", "dark"]),
    ("intake-150", "intake", ["--scale", "1.5"]),
    ("queue-english", "queue", ["--lang", "en"]),
)


def main() -> int:
    """Draw all pictures, or those named on the command line, into docs/pictures (or --to)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to draw (default: all)")
    parser.add_argument("--to", type=Path, default=DOCS)
    parser.add_argument("--every", action="store_true", help="every page in both themes, at scale 1 and 1.5")
    given = parser.parse_args()
    wanted = (
        every()
        if given.every
        else [(page, page, []) for page in PAGES] + list(EXTRA) + [("first_start", "first_start", [])]
    )
    given.to.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MADIUN_CONSOLE_KEYRING": "file"}
    with tempfile.TemporaryDirectory() as folder:
        for stem, page, flags in wanted:
            if given.names and stem not in given.names:
                continue
            file = given.to / f"{stem}.png"
            data = str(Path(folder) / ("empty" if page == "first_start" else "demo"))
            command = [
                sys.executable,
                "-m",
                "madiun_console",
                "--data",
                data,
                "--screenshot",
                str(file),
                "--page",
                page,
                *flags,
            ]
            if page != "first_start":
                command.insert(3, "demo")
            done = subprocess.run(command, env=environment, check=False)
            if done.returncode:
                return done.returncode
            print(file.name)
    return 0


def every() -> list[tuple[str, str, list[str]]]:
    """Each page in light and dark, at scale 1 and 1.5: for looking at after a change of the screen."""
    return [
        (f"{page}-{theme}-{scale}", page, ["--theme", theme, "--scale", scale])
        for page in (*PAGES, "first_start")
        for theme in ("light", "dark")
        for scale in ("1", "1.5")
    ]


if __name__ == "__main__":
    sys.exit(main())
