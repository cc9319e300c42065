"""`import`: a file in by one command, a look before, a mapping to be changed, and a kill in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.resources import resource_path
from tests.commands.conftest import ROOT, Run

Secret = Callable[[str], Path]


@pytest.fixture
def who(demo: Path, secret: Secret) -> list[object]:
    return ["--data", demo, "--as", "demo", "--password-file", secret("demo")]


def log(path: Path, rows: int) -> Path:
    lines = (
        f"{n % 28 + 1}/{n // 28 % 12 + 1}/2025 10.{n % 60:02d};Ribut ke-{n};Tawuran antar gang"
        for n in range(rows)
    )
    path.write_text("Tanggal;Uraian;Jenis\n" + "\n".join(lines) + "\n", encoding="cp1252")
    return path


def test_the_sample_goes_in_once(run: Run, who: list[object], tmp_path: Path) -> None:
    path = tmp_path / "sample_reports.csv"
    path.write_bytes(resource_path("domain", "sample_reports.csv").read_bytes())
    looked = run("import", path, "--dry-run", *who)
    assert looked.returncode == 0, looked.stderr
    assert "74 baris: 67 laporan dan 7 panggilan akan masuk" in looked.stdout
    assert "text -> Laporan" in looked.stderr
    done = run("import", path, *who)
    assert "74 baris: 67 laporan dan 7 panggilan masuk, 0 sudah ada, 0 ditolak" in done.stdout
    assert (
        "0 reports and 0 calls went in, 74 known already" in run("import", path, *who, "--lang", "en").stdout
    )
    assert run("verify", *who[:2]).returncode == 0


def test_a_mapping_is_printed_changed_and_used(run: Run, who: list[object], tmp_path: Path) -> None:
    path, mapping = log(tmp_path / "log.csv", 3), tmp_path / "map.toml"
    looked = run("import", path, "--dry-run", *who)
    assert "3 ditolak" in looked.stdout
    assert "Baris 2: Jenis" in looked.stderr
    text = looked.stdout.partition("3 baris:")[0]
    assert '"Tawuran antar gang" = ' in text
    mapping.write_text(re.sub(r'("Tawuran antar gang" = )".*"', r'\1"brawl"', text), encoding="utf-8")
    done = run("import", path, "--map", mapping, *who)
    assert "3 baris: 3 laporan" in done.stdout, done.stderr
    for wrong, word in (('[kolom]\n"Warna" = "kind"', "Warna"), ('[kolom]\n"Jenis" = "warna"', "pilih"), ("[", "TOML"),
                        ('[nilai.kind]\n"x" = "y"', '"y" tidak dikenal')):  # fmt: skip
        mapping.write_text(wrong, encoding="utf-8")
        refused = run("import", path, "--map", mapping, *who)
        assert refused.returncode == 2
        assert word in refused.stderr


def test_what_is_refused_lies_beside(run: Run, who: list[object], tmp_path: Path) -> None:
    done = run("import", log(tmp_path / "log.csv", 60), *who)
    assert done.returncode == 0
    assert f"Baris yang ditolak ada di {tmp_path / 'log-ditolak.csv'}" in done.stdout
    assert "… dan 10 baris lain." in done.stderr
    assert len((tmp_path / "log-ditolak.csv").read_text(encoding="utf-8-sig").splitlines()) == 61


def test_only_who_may_and_only_what_can_be_read(
    run: Run, demo: Path, secret: Secret, who: list[object], tmp_path: Path
) -> None:
    path = log(tmp_path / "log.csv", 1)
    assert run("import", path, "--data", demo).returncode == 2
    operator = ["--data", demo, "--as", "Sari", "--password-file", secret("demo")]
    assert run("import", path, *operator).returncode == 3
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for missing in (tmp_path / "a.xlsx", tmp_path / "none.csv", tmp_path):
        assert run("import", missing, *who).returncode == 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL")
def test_a_kill_in_the_middle_and_a_second_run(
    run: Run, who: list[object], demo: Path, tmp_path: Path
) -> None:
    path, rows = tmp_path / "log.csv", 3000
    lines = (f"{n % 28 + 1}/{n // 28 % 12 + 1}/2025 10.{n % 60:02d},Ribut ke-{n}" for n in range(rows))
    path.write_text("Tanggal,Uraian\nx,rusak\n" + "\n".join(lines) + "\n", encoding="utf-8")
    words = [sys.executable, "-m", "madiun_console", "import", path, *who]
    before = facts(demo)
    with subprocess.Popen(
        [str(word) for word in words], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        wal = demo / "store.db-wal"
        while process.poll() is None and size_of(wal) <= 3_000_000:
            pass
        process.kill()
    assert process.returncode == -signal.SIGKILL, "it was done before it could be killed"
    assert run("verify", *who[:2]).returncode == 0
    kept = (facts(demo) - before) // 4
    assert 0 < kept < rows
    assert kept % 500 == 0
    assert not (tmp_path / "log-ditolak.csv").exists()
    done = run("import", path, *who)
    assert (
        f"{rows + 1} baris: {rows - kept} laporan dan 0 panggilan masuk, {kept} sudah ada, 1 ditolak"
        in done.stdout
    )
    assert run("verify", *who[:2]).returncode == 0
    assert (tmp_path / "log-ditolak.csv").exists()


def size_of(file: Path) -> int:
    """0 while it is not there: the last to close the store takes its WAL away."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def facts(folder: Path) -> int:
    from madiun_console.opening import open_store

    store = open_store(folder, writing=False)
    try:
        with store.read() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one())
    finally:
        store.close()
