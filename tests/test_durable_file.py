"""A small file is either the old one or the new one."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from madiun_console.durable_file import write_durably
from madiun_console.errors import EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path


def test_it_makes_the_folder_replaces_the_content_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    write_durably(path, b"old")
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the profile's ACL")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "own" / "file"
    write_durably(path, b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="needs RLIMIT_FSIZE")
def test_a_write_that_fails_half_way_keeps_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    program = (
        "import pathlib, resource, sys\n"
        "from madiun_console.durable_file import write_durably\n"
        "from madiun_console.errors import EnvironmentFault\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_durably(pathlib.Path(sys.argv[1]), b'x' * 5000)\n"
        "except EnvironmentFault as fault:\n"
        "    sys.exit(fault.exit_code)\n"
    )
    assert subprocess.run([sys.executable, "-B", "-c", program, str(path)], check=False).returncode == 5
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_the_environments_fault(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(EnvironmentFault, match="in-the-way"):
        write_durably(tmp_path / "in-the-way" / "file", b"x")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the profile's ACL")
def test_a_careless_umask_opens_nothing(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_durably(tmp_path / "data" / "log" / "file", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "log").stat().st_mode) == 0o700
