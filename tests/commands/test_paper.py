"""Paper from the command line: without a display, without a window, and never who called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from madiun_console.demo import OPERATOR, PASSWORD
from madiun_console.errors import ExitCode
from tests.commands.conftest import Run


def text_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_the_blank_form_needs_neither_data_nor_sign_in(run: Run, tmp_path: Path, data_dir: Path) -> None:
    done = run("paper-form", "formulir.pdf", "--data", data_dir)
    assert (done.returncode, done.stderr) == (0, "")
    assert "FORMULIR LAPORAN" in text_of(tmp_path / "formulir.pdf")
    assert not data_dir.exists()
    blocked = tmp_path / "formulir.pdf" / "x.pdf"
    refused = run("paper-form", blocked, "--lang", "en")
    assert refused.returncode == ExitCode.ENVIRONMENT
    assert "cannot be written" in refused.stderr


def test_the_sheet_of_a_shift(run: Run, demo: Path, tmp_path: Path, secret: Callable[[str], Path]) -> None:
    who = ("--data", demo, "--as", OPERATOR, "--password-file", secret(PASSWORD))
    assert run("report", "handover", "--out", "akhir.pdf", *who).returncode == 0
    text = text_of(tmp_path / "akhir.pdf")
    assert "LATIHAN" in text
    assert "112/ST-MALAM/22/XI/2026" in text, "the last one that was written"
    assert "0812" not in text
    older = run("report", "handover", "--out", "siang.pdf", "--date", "2026-11-22", "--period", "siang", *who)
    assert older.returncode == 0
    assert "112/ST-SIANG/22/XI/2026" in text_of(tmp_path / "siang.pdf")


def test_what_is_not_there_and_who_is_not_known_are_refused(
    run: Run, demo: Path, tmp_path: Path, secret: Callable[[str], Path]
) -> None:
    password = secret(PASSWORD)
    who = ("--data", demo, "--as", OPERATOR, "--password-file", password)
    assert (
        run("report", "handover", "--out", "x.pdf", "--date", "2020-01-01", *who).returncode == ExitCode.USAGE
    )
    assert run("report", "handover", "--out", "x.pdf", "--data", demo).returncode == ExitCode.USAGE
    wrong = run("report", "handover", "--out", "x.pdf", *who[:4], "--password-file", secret("salah"))
    assert wrong.returncode == ExitCode.NOT_ALLOWED
    assert not (tmp_path / "x.pdf").exists()
