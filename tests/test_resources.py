"""Resources are found in a checkout and in an installed package, and faults in tables name file, line and reason."""

from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING

import pytest

from madiun_console import resources
from madiun_console.domain.rulebook import RULEBOOK_FILES, RuleTableError
from madiun_console.resources import load_rulebook, read_text, resource_path

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the domain tables that a test may spoil."""
    for name in RULEBOOK_FILES:
        shutil.copy(resource_path("domain", name), tmp_path / name)
    return tmp_path


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert resource_path("domain", "levels.toml").is_file()
    assert "schema = 1" in read_text("domain", "levels.toml")


def test_an_installed_package_carries_them_inside(tmp_path: Path) -> None:
    package = tmp_path / "madiun_console"
    (package / "_resources" / "domain").mkdir(parents=True)
    (tmp_path / "resources").mkdir()  # something of another package: not ours
    installed = shutil.copy(resources.__file__, package / "resources.py")
    spec = importlib.util.spec_from_file_location("installed_resources", installed)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.resource_path("domain", "x.toml") == package / "_resources" / "domain" / "x.toml"


def test_the_own_tables_are_sound() -> None:
    rulebook = load_rulebook()
    assert len(rulebook.kelurahan) == 27
    assert len(rulebook.kecamatan) == 3
    assert rulebook.city.name == "Kota Madiun"
    assert len(rulebook.categories) == 12
    assert len(rulebook.subs) == 62
    assert len(rulebook.sample_reports) == 74


def test_a_missing_table_is_named(tables: Path) -> None:
    (tables / "sop.toml").unlink()
    with pytest.raises(RuleTableError) as fault:
        load_rulebook(tables)
    assert str(fault.value) == "sop.toml: berkas tidak ditemukan"


def test_a_folder_in_place_of_a_table_is_an_error_of_that_table(tables: Path) -> None:
    (tables / "sop.toml").unlink()
    (tables / "sop.toml").mkdir()
    with pytest.raises(RuleTableError, match=r"^sop\.toml: berkas tidak dapat dibaca"):
        load_rulebook(tables)


def test_a_table_in_another_encoding_names_the_line(tables: Path) -> None:
    text = (tables / "sop.toml").read_text(encoding="utf-8").replace('"Senyap (ghost)"', '"Senyap é"')
    (tables / "sop.toml").write_bytes(text.encode("cp1252"))
    line = next(n for n, part in enumerate(text.splitlines(), start=1) if "Senyap é" in part)
    with pytest.raises(RuleTableError) as fault:
        load_rulebook(tables)
    assert str(fault.value).startswith(f"sop.toml baris {line}: bukan teks UTF-8")


def test_what_notepad_and_excel_do_to_a_file_is_no_fault(tables: Path) -> None:
    """A byte order mark and Windows line ends change nothing."""
    for name in RULEBOOK_FILES:
        text = (tables / name).read_text(encoding="utf-8")
        (tables / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert [unit.name for unit in load_rulebook(tables).units] == [
        unit.name for unit in load_rulebook().units
    ]
