"""`init` and `person add`: a center from nothing, and everything that can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.commands.conftest import Run

Secret = Callable[[str], Path]


def _founded(run: Run, secret: Secret, data: Path) -> Path:
    password = secret("sandi-uji-123")
    done = run("init", "--data", data, "--desk", "b", "--name", "Sari", "--password-file", password)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Kode pemulihan: (?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}\b", done.stdout)
    return password


def test_a_center_is_founded_once(run: Run, secret: Secret, data_dir: Path) -> None:
    password = _founded(run, secret, data_dir)
    again = run("--data", data_dir, "init", "--desk", "B", "--name", "Lain", "--password-file", password)
    assert again.returncode == 2
    assert "sudah ada pusat panggilan" in again.stderr
    assert run("verify", "--data", data_dir).returncode == 0


def test_a_founding_that_is_refused_leaves_no_store(run: Run, secret: Secret, data_dir: Path) -> None:
    for words, said in (
        (["--desk", "BB", "--name", "Sari", "--password-file", secret("sandi-uji-123")], "Huruf meja"),
        (["--desk", "B", "--name", " ", "--password-file", secret("sandi-uji-123")], "Nama harus"),
        (["--desk", "B", "--name", "Sari", "--password-file", secret("abc")], "terlalu pendek"),
        (["--desk", "B", "--name", "Sari", "--password-file", "tidak-ada"], "tidak ditemukan"),
        (["--desk", "B", "--name", "Sari", "--password-file", "."], "adalah folder"),
        (["--desk", "B", "--name", "Sari"], "--password-file"),
    ):
        done = run("init", "--data", data_dir, *words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
        assert not (data_dir / "store.db").exists()
    _founded(run, secret, data_dir)


def test_people_are_added_by_an_administrator_only(run: Run, secret: Secret, data_dir: Path) -> None:
    password, fresh = _founded(run, secret, data_dir), secret("sandi-baru-1")
    add = ["person", "add", "Budi", "--role", "operator", "--new-password-file", fresh, "--data", data_dir]
    assert run(*add).returncode == 2  # nobody is signed in
    assert run(*add, "--as", "Sari", "--password-file", fresh).returncode == 3
    assert run(*add, "--as", "Siapa", "--password-file", password).returncode == 3
    assert run(*add, "--as", "Sari", "--password-file", "tidak-ada").returncode == 2
    # the shared flags may also stand before the command
    assert run("--as", "sari", "--password-file", password, *add).returncode == 0
    taken = run(*add, "--as", "Sari", "--password-file", password)
    assert (taken.returncode, "sudah dipakai" in taken.stderr) == (2, True)
    by_operator = [
        "person",
        "add",
        "Citra",
        "--role",
        "operator",
        "--new-password-file",
        fresh,
        "--data",
        data_dir,
    ]
    refused = run(*by_operator, "--as", "Budi", "--password-file", fresh)
    assert (refused.returncode, "perlu peran administrator" in refused.stderr) == (3, True)
    unknown = run(*by_operator[:4], "raja", *by_operator[5:], "--as", "Sari", "--password-file", password)
    assert (unknown.returncode, "Peran harus" in unknown.stderr) == (2, True)


def test_english_when_asked(run: Run, secret: Secret, data_dir: Path) -> None:
    done = run(
        "init",
        "--lang",
        "en",
        "--data",
        data_dir,
        "--desk",
        "B",
        "--name",
        "S",
        "--password-file",
        secret("x"),
    )
    assert "too short" in done.stderr


def test_a_password_file_holds_one_line_that_can_be_typed(
    run: Run, secret: Secret, data_dir: Path, tmp_path: Path
) -> None:
    for text in ("sandi-uji\nbaris dua", "sandi\x00uji-123", "x" * 5000):
        done = run(
            "init", "--data", data_dir, "--desk", "B", "--name", "Sari", "--password-file", secret(text)
        )
        assert done.returncode == 2
        assert "satu baris" in done.stderr
    windows = tmp_path / "windows.txt"
    windows.write_bytes(b"\xef\xbb\xbfsandi-uji-123\r\n")
    words = ["--data", data_dir, "--desk", "B", "--name", "Sari", "--password-file", windows]
    assert run("init", *words).returncode == 0


def test_an_empty_data_folder_name_is_not_the_current_folder(run: Run) -> None:
    done = run("verify", "--data", "")
    assert done.returncode == 2
    assert "sebutkan sebuah folder" in done.stderr
