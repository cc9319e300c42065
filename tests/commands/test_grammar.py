"""The command line itself: names and flags that scripts rely on, and what is said when they are wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from madiun_console.commands.arguments import parse
from tests.commands.conftest import ROOT, Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "'frobnicate' tidak dikenal"),
        (["--frob"], "pilihan tidak dikenal: --frob"),
        (["--data"], "nilainya belum diberikan"),
        (["--dat", "x", "verify"], "tidak dikenal"),
        (["person"], "masih kurang"),
        (["person", "add"], "masih kurang: NAMA, --role, --new-password-file"),
        (["export", "-"], "masih kurang: --format"),
        (["export", "--format", "xml", "-"], "'xml' tidak dikenal"),
        (["--lang", "jv"], "pilih salah satu"),
        (["--screenshot", "a.png", "--size", "besar"], "misalnya 1366x768"),
        (["--screenshot", "a.png", "--scale", "9"], "0.5 sampai 4"),
        (["backup"], "masih kurang: BERKAS"),
    ],
)
def test_a_wrong_command_line_is_answered_in_indonesian(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(words)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_and_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--lang", "en", "backup"])
    assert "the following arguments are required: FILE" in capsys.readouterr().err


def test_shared_flags_stand_before_or_after(tmp_path: Path) -> None:
    before = parse(
        [
            "--data",
            "d",
            "--lang",
            "en",
            "--as",
            "x",
            "--password-file",
            "p",
            "export",
            "--format",
            "json",
            "-",
        ]
    )
    after = parse(
        [
            "export",
            "--format",
            "json",
            "-",
            "--data",
            "d",
            "--lang",
            "en",
            "--as",
            "x",
            "--password-file",
            "p",
        ]
    )
    assert before == after
    assert (after.data, after.lang, after.as_name, after.file) == (Path("d"), "en", "x", "-")
    drawn = ["--page", "incident", "--size", "1366x768", "--theme", "dark", "--scale", "1.5"]
    shot = parse(["demo", "--screenshot", "a.png", *drawn])
    assert (shot.page, shot.size, shot.theme, shot.scale) == ("incident", (1366, 768), "dark", 1.5)
    assert parse(["--screenshot", "a.png", "demo"]).screenshot == Path("a.png")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in (
        "init",
        "person",
        "demo",
        "export",
        "verify",
        "backup",
        "restore",
        "rebuild",
        "doctor",
        "--selftest",
    ):
        assert name in done.stdout
    assert done.stdout.startswith("Pemakaian: madiun-console")


def test_without_a_display_the_window_says_so(run: Run, data_dir: Path) -> None:
    for words in ([], ["demo"]):
        done = run(*words, "--data", data_dir)
        assert done.returncode == 5
        assert "--screenshot" in done.stderr


def test_a_data_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    done = run("verify", "--data", tmp_path / "berkas")
    assert (done.returncode, "bukan folder" in done.stderr) == (2, True)


def test_looking_makes_no_folder(run: Run, data_dir: Path) -> None:
    for command in (["verify"], ["backup", "x"], ["export", "--format", "json", "-"]):
        done = run(*command, "--data", data_dir)
        assert (done.returncode, "Belum ada data" in done.stderr) == (4, True)
    assert not data_dir.exists()


def test_the_version(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.startswith("Konsol Madiun ")) == (0, True)


def test_nothing_heavy_is_imported_before_the_command_is_known() -> None:
    code = (
        "import sys; from madiun_console.cli import main; main(['--version']); "
        "print([name for name in ('PySide6', 'sqlalchemy', 'sqlcipher3', 'argon2', 'keyring') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.endswith("[]\n")


def test_selftest_proves_the_program(run: Run, tmp_path: Path) -> None:
    done = run("--selftest", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (done.returncode, found["ok"]) == (0, True), found
    assert set(found["checks"]) == {"resources", "rulebook", "crypto", "store", "words", "screen"}
    assert run("--selftest", tmp_path / "nowhere" / "out.json").returncode == 5
