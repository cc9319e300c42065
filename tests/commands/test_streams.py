"""Streams that a script has closed: what a command does and its exit code stay what they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from madiun_console.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]


def run(closing: str, *arguments: str) -> int:
    """The exit code of a command that is started with some of its streams closed."""
    program = f'exec "{sys.executable}" -m madiun_console "$@" {closing}'
    done = subprocess.run(
        ["/bin/sh", "-c", program, "sh", *arguments], cwd=ROOT, env=os.environ, check=False, timeout=120
    )  # fmt: skip
    return done.returncode


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams")
@pytest.mark.parametrize("closing", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_change_no_exit_code(closing: str, tmp_path: Path) -> None:
    assert run(closing, "verify", "--data", str(tmp_path / "nothing")) == ExitCode.STORE
    assert run(closing, "--version") == ExitCode.OK
    assert not (tmp_path / "nothing").exists()


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams")
def test_an_export_to_a_closed_output_does_not_end_well(tmp_path: Path) -> None:
    words = ("export", "--format", "csv", "-", "--data", str(tmp_path / "nothing"))
    assert run(">&-", *words) == ExitCode.ENVIRONMENT, "nothing would arrive"
    assert run("", *words) == ExitCode.STORE
