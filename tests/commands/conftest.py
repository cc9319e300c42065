"""The program as scripts run it: a process of its own, its output and its exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.demo import make_demo
from tests.desk_fixtures import NIGHT_CALL_MS

ROOT = Path(__file__).resolve().parents[2]
_SCREEN = frozenset({"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `madiun-console` with these arguments, without a display."""

    kept = {name: value for name, value in os.environ.items() if name not in _SCREEN}

    def command(*words: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "madiun_console", *map(str, words)],
            cwd=tmp_path, env={**kept, "PYTHONPATH": str(ROOT)},
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return done

    return command


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "demo"
    make_demo(folder, NIGHT_CALL_MS)
    return folder


@pytest.fixture
def demo(made_demo: Path, tmp_path: Path) -> Path:
    """A demo profile of this test's own."""
    shutil.copytree(made_demo, tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def secret(tmp_path: Path) -> Callable[[str], Path]:
    """A file that holds a password, and the newline an editor leaves."""

    def written(text: str) -> Path:
        file = tmp_path / f"secret-{len(list(tmp_path.glob('secret-*')))}"
        file.write_text(text + "\n", encoding="utf-8")
        return file

    return written
