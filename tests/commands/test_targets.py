"""No command that writes a file can be pointed at the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.demo import OPERATOR, PASSWORD
from madiun_console.errors import ExitCode
from tests.commands.conftest import Run

WORDS = {
    "export": ["export", "--format", "csv"],
    "form": ["paper-form"],
    "sheet": ["report", "handover", "--out"],
    "backup": ["backup"],
    "picture": ["--page", "queue", "--screenshot"],
    "selftest": ["--selftest"],
}


@pytest.mark.parametrize("command", list(WORDS))
def test_the_store_is_not_overwritten(
    run: Run, demo: Path, secret: Callable[[str], Path], command: str
) -> None:
    own = demo / ("store.png" if command == "picture" else "store.db")
    before = (demo / "store.db").read_bytes()
    who = ("--data", demo, "--as", OPERATOR, "--password-file", secret(PASSWORD), "--lang", "en")
    done = run(*WORDS[command], own, *who)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert "data folder" in done.stderr
    assert (demo / "store.db").read_bytes() == before
    assert not (demo / "store.png").exists()


def test_nor_by_a_form_that_needs_no_data_folder(run: Run, demo: Path, data_dir: Path) -> None:
    for name in ("store.db", "store.key", "log/x.pdf"):
        done = run("paper-form", demo / name, "--data", data_dir)
        assert done.returncode == ExitCode.USAGE, done.stderr
        assert "folder data program" in done.stderr
