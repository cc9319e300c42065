"""`make screenshots`: draws the pictures of the guide and the README in one go and without a display."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MADIUN_CONSOLE_KEYRING": "file"}


def main() -> int:
    """Draw all pictures, or those of the stories named, into docs/pictures; or (--every) every page to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="stories of tools/picture_stories.py (default: all)")
    parser.add_argument("--to", type=Path, help="another folder than docs/pictures")
    parser.add_argument("--every", action="store_true", help="every page in both themes, at scale 1 and 1.5")
    given = parser.parse_args()
    if given.every:
        if given.to is None:
            parser.error("--every needs --to: its pictures are not for the guide")
        return draw_every_page(given.to.absolute())
    to = (given.to or PICTURES).absolute()
    for enlarged in ([], ["--enlarged"]):
        done = run("tools.picture_stories", *given.names, "--to", str(to), *enlarged)
        if done:
            return done
    return 0


def draw_every_page(to: Path) -> int:
    """Each page in light and dark, at scale 1 and 1.5: for looking at after a change of the screen."""
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages():
            for theme in ("light", "dark"):
                for scale in ("1", "1.5"):
                    file = to / f"{page}-{theme}-{scale}.png"
                    flags = ["--screenshot", str(file), "--page", page, "--theme", theme, "--scale", scale]
                    # the first start needs a folder without data, every other page the sample data
                    start = [] if page == "first_start" else ["demo"]
                    data = str(Path(folder) / (start[0] if start else "empty"))
                    done = run("madiun_console", *start, "--data", data, *flags)
                    if done:
                        return done
    return 0


def pages() -> tuple[str, ...]:
    """Every page that the program can draw."""
    from madiun_console.app.screenshot import PAGES

    return PAGES


def run(module: str, *arguments: str) -> int:
    """Run a module of this project as a process of its own; returns what it ended with."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
