"""No file that a person names lands in a data folder, whatever leads there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.data_files.export_file import ExportWish, export_to_file, write_table
from madiun_console.data_files.whole_file import whole_file_made_elsewhere, write_file
from madiun_console.db.backup import backup, read_manifest
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.queries.table_columns import Column
from madiun_console.written_target import refuse_own_folder
from tests.desk_fixtures import People

OWN = ("store.db", "store.db-wal", "store.key", "store.id", "baru.csv", "log/baru.csv", "backups/baru.csv")


def _content(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "geojson"])
def test_no_export_goes_into_the_data_folder(desk: Desk, people: People, format_: str, name: str) -> None:
    before = _content(desk.store.folder)
    with pytest.raises(InvalidInput) as refused:
        export_to_file(desk, people.operator, ExportWish(format_), desk.store.folder / name)
    assert refused.value.id == "target_in_data_folder"
    assert refused.value.exit_code == ExitCode.USAGE
    assert _content(desk.store.folder) == before


def test_no_list_picture_or_workbook_goes_there(desk: Desk) -> None:
    """They do not know which store is open: any data folder is left alone."""
    before = _content(desk.store.folder)
    store = desk.store.folder / "store.db"
    for format_ in ("csv", "xlsx"):
        with pytest.raises(InvalidInput):
            write_table(store, format_, [Column("a", "A")], [], "x")
    with pytest.raises(InvalidInput):
        write_file(store, b"x")
    with pytest.raises(InvalidInput), whole_file_made_elsewhere(store):
        pass
    assert _content(desk.store.folder) == before


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_no_link_leads_there(desk: Desk, tmp_path: Path) -> None:
    data = desk.store.folder
    out = tmp_path / "keluar"
    out.mkdir()
    (out / "folder").symlink_to(data, target_is_directory=True)
    (out / "berkas.csv").symlink_to(data / "store.db")
    (out / "keras.csv").hardlink_to(data / "store.db")
    targets = [out / "folder" / "x.csv", out / "berkas.csv", out / ".." / data.name / "x.csv"]
    for target in targets:
        with pytest.raises(InvalidInput):
            refuse_own_folder(target)
    with pytest.raises(InvalidInput):
        refuse_own_folder(out / "keras.csv", data)
    (out / "lingkar.csv").symlink_to(out / "lingkar.csv")
    refuse_own_folder(out / "lingkar.csv", data)
    refuse_own_folder(out / "baik.csv", data)


def test_a_hard_link_to_the_store_is_replaced_not_written_through(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "gambar.png").hardlink_to(desk.store.folder / "store.db")
    before = _content(desk.store.folder)
    write_file(tmp_path / "gambar.png", b"x")
    assert _content(desk.store.folder) == before


def test_backups_go_into_their_own_folder_and_nowhere_else(desk: Desk) -> None:
    data = desk.store.folder
    for name in ("store.key", "cadangan.madiun", "log/cadangan.madiun", "backups/cadangan.db"):
        with pytest.raises(InvalidInput):
            backup(desk.store, data / name)
    manifest = backup(desk.store, data / "backups" / "tangan.madiun")
    assert read_manifest(data / "backups" / "tangan.madiun") == manifest


def test_a_folder_that_is_to_become_a_data_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(InvalidInput):
        refuse_own_folder(tmp_path / "data" / "x.png", tmp_path / "data")
    refuse_own_folder(tmp_path / "data" / "x.png")
