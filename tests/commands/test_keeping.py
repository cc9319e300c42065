"""`verify`, `backup`, `restore`, `rebuild`, `doctor`: care of the store without a sign-in, on good days and bad ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.opening import open_store
from tests.commands.conftest import Run

Secret = Callable[[str], Path]


def test_a_good_store_is_intact_before_and_after_a_rebuild(run: Run, demo: Path) -> None:
    assert run("verify", "--data", demo).returncode == 0
    assert run("rebuild", "--data", demo).returncode == 0
    done = run("verify", "--data", demo, "--lang", "en")
    assert (done.returncode, "Intact" in done.stdout) == (0, True)


def test_verify_names_the_first_broken_place(run: Run, demo: Path) -> None:
    store = open_store(demo)
    with store.own() as cursor:
        cursor.execute("UPDATE header SET hdr = ' ' || hdr WHERE dseq = 56")
    store.close()
    done = run("verify", "--data", demo)
    assert done.returncode == 1
    assert re.search(r"rantai meja B \(….{6}\) urutan 57: hash tidak cocok", done.stdout)


@pytest.mark.parametrize("damage", ["truncated", "garbage", "empty", "plain"])
def test_a_store_that_does_not_open_is_told_and_kept(run: Run, demo: Path, damage: str) -> None:
    path = demo / "store.db"
    good = path.read_bytes()
    bad = {
        "truncated": good[:10],
        "garbage": b"\x07" * 9000,
        "empty": b"",
        "plain": b"SQLite format 3\x00" * 500,
    }[damage]
    path.write_bytes(bad)
    command = {"truncated": ["rebuild"], "garbage": ["backup", "x.madiun"]}.get(damage, ["verify"])
    done = run(*command, "--data", demo)
    assert done.returncode == 4, done.stderr
    assert "pulihkan" in done.stderr.lower()
    assert path.read_bytes() == bad


def test_backup_and_restore_into_another_folder(
    run: Run, secret: Secret, data_dir: Path, tmp_path: Path
) -> None:
    done = run(
        "init",
        "--data",
        data_dir,
        "--desk",
        "B",
        "--name",
        "Sari",
        "--password-file",
        secret("sandi-uji-123"),
    )
    found = re.search(r"Kode pemulihan: (\S+)", done.stdout)
    assert found is not None
    file = tmp_path / "a.madiun"
    assert run("backup", file, "--data", data_dir).returncode == 0
    elsewhere = tmp_path / "elsewhere"
    refused = run("restore", file, "--data", elsewhere)
    assert (refused.returncode, "--recovery-code-file" in refused.stderr) == (4, True)
    for code, exit_code in (("salah", 2), ("0" * 25, 3), (found[1].lower().replace("-", " "), 0)):
        assert (
            run("restore", file, "--data", elsewhere, "--recovery-code-file", secret(code)).returncode
            == exit_code
        )
    assert run("verify", "--data", elsewhere).returncode == 0
    again = run("restore", file, "--data", elsewhere)
    assert again.returncode == 0
    assert re.search(r"disisihkan: store\.db\.\S+-disisihkan", again.stdout)


def test_what_is_no_backup_is_refused(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "g").write_bytes(b"bukan cadangan")
    before = (demo / "store.db").read_bytes()
    assert run("restore", tmp_path / "g", "--data", demo).returncode == 4
    assert run("restore", tmp_path / "tidak-ada", "--data", demo).returncode == 2
    assert run("backup", tmp_path / "g", "--data", demo).returncode == 2
    assert run("backup", "/dev/null/x", "--data", demo).returncode == 5
    assert (demo / "store.db").read_bytes() == before


def test_a_store_in_use_is_not_restored_or_rebuilt_but_backed_up(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    store = open_store(demo)
    try:
        assert run("backup", tmp_path / "a.madiun", "--data", demo).returncode == 0
        assert run("verify", "--data", demo).returncode == 0
        for command in (["rebuild"], ["restore", tmp_path / "a.madiun"]):
            done = run(*command, "--data", demo)
            assert (done.returncode, "sedang dibuka" in done.stderr) == (4, True)
    finally:
        store.close()


def test_doctor_with_and_without_a_store(run: Run, demo: Path, data_dir: Path) -> None:
    healthy = run("doctor", "--data", demo)
    assert healthy.returncode == 0, healthy.stdout
    for word in ("SQLCipher", "PySide6-Essentials", "Kunci", "Jam", "Layar", "Ruang disk"):
        assert word in healthy.stdout
    assert run("doctor", "--data", data_dir, "--lang", "en").returncode == 0
    assert not data_dir.exists()
    whole = (demo / "store.db").read_bytes()
    (demo / "store.db").write_bytes(whole[:60_000] + b"\x07" * 8192 + whole[68_192:])
    sick = run("doctor", "--data", demo)
    assert sick.returncode == 5
    assert "Data rusak" in sick.stdout
    assert "halaman 15" in sick.stdout
    (demo / "store.db").write_bytes(whole)
    (demo / "store.key").unlink()
    sick = run("doctor", "--data", demo)
    assert sick.returncode == 5
    assert "BENAHI" in sick.stdout
    assert "kode pemulihan" in sick.stdout
