"""Paper from the command line: without a display, without a window, and never who called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from madiun_console.demo import OPERATOR, PASSWORD, SUPERVISOR
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


def test_the_recap_of_a_stretch_of_time(
    run: Run, demo: Path, tmp_path: Path, secret: Callable[[str], Path]
) -> None:
    who = ("--data", demo, "--as", SUPERVISOR, "--password-file", secret(PASSWORD))
    for name, title in (
        ("2026-11-22-malam", "Sif Malam, Minggu, 22 November 2026"),
        ("2026-11", "November 2026"),
        ("2026-B12", "September–Desember 2026 (B12)"),
    ):
        file = tmp_path / f"{name}.pdf"
        assert run("report", "recap", name, "--out", file, "--lang", "en", *who).returncode == 0
        text = text_of(file)
        assert "LATIHAN" in text
        assert f"Kurun waktu : {title}" in text
        assert "Waktu jawab instansi" in text
        assert "0812" not in text
    assert "TIM TERPADU" in text_of(tmp_path / "2026-B12.pdf")
    assert run("report", "recap", "2026-11", "--out", "n.xlsx", *who).returncode == 0
    first = load_workbook(tmp_path / "n.xlsx").worksheets[0]
    assert first["A1"].value == "November 2026"
    assert first["A3"].value == "Kejadian"
    assert isinstance(first["B3"].value, int)


def test_a_recap_that_cannot_be_made_is_refused(
    run: Run, demo: Path, tmp_path: Path, secret: Callable[[str], Path]
) -> None:
    password = secret(PASSWORD)
    who = ("--data", demo, "--as", SUPERVISOR, "--password-file", password)
    unknown = run("report", "recap", "2026-B05", "--out", "x.pdf", *who)
    assert (unknown.returncode, "2026-B12" in unknown.stderr) == (ExitCode.USAGE, True)
    assert run("report", "recap", "2026-11", "--out", "x.txt", *who).returncode == ExitCode.USAGE
    assert run("report", "recap", "2026-11", "--out", demo, *who).returncode == ExitCode.USAGE
    operator = ("--data", demo, "--as", OPERATOR, "--password-file", password)
    assert run("report", "recap", "2026-11", "--out", "x.pdf", *operator).returncode == ExitCode.NOT_ALLOWED
    assert not list(tmp_path.glob("x.*"))


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
