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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [("--help",), ("person", "add", "--help"), ("--version",)])
def test_an_output_that_is_full_is_named_and_not_the_data_folder(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    with Path("/dev/full").open("wb") as full:  # opened as a stream, as a shell does: nothing can replace it
        done = subprocess.run(
            [sys.executable, "-m", "madiun_console", *words],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE,
            encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == ExitCode.ENVIRONMENT
    assert "keluaran standar" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_whoever_has_seen_enough_of_the_help_gets_no_complaint(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "madiun_console", "--help"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=writing, stderr=subprocess.PIPE,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
