"""Backups are whole or not there; a restore brings everything back, sets the old aside and starts a new chain."""

from __future__ import annotations

import json
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions import keep_store, work_incident
from madiun_console.actions.desk import Desk
from madiun_console.credentials import load_key
from madiun_console.db import store_format
from madiun_console.db.backup import FOLDER, MANIFEST, backup, nightly_backup, read_manifest
from madiun_console.db.connect import connect
from madiun_console.db.recovery import new_recovery_code
from madiun_console.db.restore import set_aside
from madiun_console.db.store import STORE_FILE
from madiun_console.db.verify import verify
from madiun_console.errors import (
    InvalidInput,
    NotAllowed,
    RestoreUnfinished,
    StoreDamaged,
    StoreFault,
    StoreInUse,
    StoreNewer,
)
from madiun_console.opening import found, open_desk
from tests.db.histories import City
from tests.db.projection_tables import projections
from tests.desk_fixtures import MovedClock, People

DAY = 24 * 60


@pytest.fixture
def city(desk: Desk, people: People, clock: MovedClock) -> City:
    city = City(desk, people.administrator, clock)
    city.play([("report", 1, 1, 1), ("escalate", 0, 0, 0), ("report", 2, 2, 2), ("call", 0, 1, 0)])
    return city


def test_a_backup_brings_everything_back(city: City, tmp_path: Path, clock: MovedClock) -> None:
    store = city.desk.store
    file = tmp_path / "away" / "a.madiun"
    manifest = backup(store, file)
    assert manifest == read_manifest(file)
    assert [item.name for item in file.parent.iterdir()] == [file.name]
    before, rid = projections(store), store.rid
    city.play([("report", 3, 3, 3)])
    store.close()
    restored = keep_store.restore(file, store.folder, clock=clock)
    assert restored.set_aside is not None
    assert restored.set_aside.name == f"{STORE_FILE}.{'2026-11-23T'}{restored.set_aside.name[20:]}"
    again = open_desk(store.folder, clock=clock)
    try:
        assert projections(again.store) == before
        assert again.store.rid != rid
        city.desk = again
        city.play([("report", 4, 4, 4), ("note", 0, 0, 0)])
        assert verify(again.store) is None
    finally:
        again.store.close()


def test_the_store_set_aside_still_opens(city: City, tmp_path: Path, clock: MovedClock) -> None:
    store = city.desk.store
    backup(store, tmp_path / "a.madiun")
    city.play([("report", 3, 3, 3)])
    reports = len(projections(store)["report"])
    store.close()
    aside = keep_store.restore(tmp_path / "a.madiun", store.folder, clock=clock).set_aside
    assert aside is not None
    connection = connect(aside, load_key(store.folder), writing=False)
    assert connection.execute("SELECT count(*) FROM report").fetchone()[0] == reports
    connection.close()


def test_a_backup_may_be_made_while_calls_come_in(city: City, tmp_path: Path) -> None:
    incident, stop = city.incidents[0], threading.Event()

    def work() -> None:
        while not stop.is_set():
            work_incident.add_note(city.desk, city.by, incident, "catatan " * 30)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        heads = [backup(city.desk.store, tmp_path / f"{number}.madiun").head for number in range(4)]
    finally:
        stop.set()
        worker.join()
    assert heads == sorted(heads)
    folder = tmp_path / "other"
    code = new_recovery_code(city.desk.store.folder, city.desk.store.key)
    backup(city.desk.store, tmp_path / "last.madiun")
    keep_store.restore(tmp_path / "last.madiun", folder, code)
    other = open_desk(folder)
    assert verify(other.store) is None
    other.store.close()


def test_elsewhere_it_takes_the_recovery_code(city: City, tmp_path: Path) -> None:
    store = city.desk.store
    code = new_recovery_code(store.folder, store.key)
    backup(store, tmp_path / "a.madiun")
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(StoreFault, match="recovery-code-file"):
        keep_store.restore(tmp_path / "a.madiun", elsewhere)
    with pytest.raises(NotAllowed):
        keep_store.restore(tmp_path / "a.madiun", elsewhere, "0" * 25)
    assert not [item.name for item in elsewhere.iterdir() if item.name != "store.lock"]
    keep_store.restore(tmp_path / "a.madiun", elsewhere, code)
    assert load_key(elsewhere) == store.key


def test_an_open_store_is_not_replaced(city: City, tmp_path: Path) -> None:
    backup(city.desk.store, tmp_path / "a.madiun")
    with pytest.raises(StoreInUse):
        keep_store.restore(tmp_path / "a.madiun", city.desk.store.folder)


def test_what_stands_there_is_never_overwritten_by_half(city: City, tmp_path: Path) -> None:
    other = tmp_path / "surat.txt"
    other.write_text("penting", encoding="utf-8")
    for target in (other, tmp_path, city.desk.store.path):
        with pytest.raises(InvalidInput):
            backup(city.desk.store, target)
    assert other.read_text(encoding="utf-8") == "penting"
    backup(city.desk.store, tmp_path / "a.madiun")
    city.play([("report", 3, 3, 3)])
    head = read_manifest(tmp_path / "a.madiun").head
    assert backup(city.desk.store, tmp_path / "a.madiun").head > head


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 0.9999), flip=st.booleans())
def test_a_damaged_backup_is_refused_and_nothing_changes(
    city: City, tmp_path: Path, cut: float, flip: bool
) -> None:
    file, bad = tmp_path / "a.madiun", tmp_path / "bad.madiun"
    if not file.exists():
        backup(city.desk.store, file)
    content = bytearray(file.read_bytes())
    at = int(len(content) * cut)
    if flip:
        content[at] ^= 0x41
    else:
        del content[at:]
    bad.write_bytes(content)
    folder = tmp_path / "into"
    folder.mkdir(exist_ok=True)
    (folder / "store.key").write_text(city.desk.store.key.hex(), encoding="ascii")
    (folder / "store.key").chmod(0o600)
    try:
        keep_store.restore(bad, folder)
    except (StoreFault, InvalidInput):
        assert not [item.name for item in folder.iterdir() if STORE_FILE in item.name]
    else:  # the flipped bit was in a field of the zip that says nothing, or in the recovery file
        assert flip
        for item in folder.glob(f"{STORE_FILE}*"):
            item.unlink()


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as packed:
        packed.writestr("readme.txt", "halo")
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"\x00" * 5000)
    odd = tmp_path / "odd.zip"
    with zipfile.ZipFile(odd, "w") as packed:
        packed.writestr(MANIFEST, '{"format": "x"}')
    for file in (foreign, garbage, odd):
        with pytest.raises(StoreFault, match="bukan cadangan"):
            keep_store.restore(file, tmp_path / "into")
    with pytest.raises(InvalidInput, match="tidak ditemukan"):
        keep_store.restore(tmp_path / "nothing", tmp_path / "into")


def test_a_newer_backup_is_refused(city: City, tmp_path: Path) -> None:
    file = tmp_path / "a.madiun"
    manifest = backup(city.desk.store, file)
    newer = {
        **{name: getattr(manifest, name) for name in manifest.__slots__},
        "schema": store_format.SCHEMA_VERSION + 1,
    }
    with zipfile.ZipFile(tmp_path / "b.madiun", "w") as packed:
        packed.writestr(MANIFEST, json.dumps(newer))
    with pytest.raises(StoreNewer):
        keep_store.restore(tmp_path / "b.madiun", tmp_path / "into")


def test_a_damaged_copy_gets_no_name(city: City, tmp_path: Path) -> None:
    store = city.desk.store
    store._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with store.path.open("r+b") as file:
        file.seek(store.path.stat().st_size // 2 // 4096 * 4096 + 50)
        file.write(b"\x00" * 100)
    with pytest.raises((StoreFault, StoreDamaged)):
        backup(store, tmp_path / "a.madiun")
    assert not list(tmp_path.glob("*a.madiun*"))


def test_one_backup_a_day_and_two_weeks_of_them(city: City, clock: MovedClock) -> None:
    store = city.desk.store
    made = []
    for _ in range(20):
        made.append(nightly_backup(store, store.folder, clock.now_ms()))
        assert nightly_backup(store, store.folder, clock.now_ms() + 60_000) is None
        clock.pass_minutes(DAY)
    assert all(made)
    kept = sorted((store.folder / FOLDER).iterdir())
    assert kept == sorted(filter(None, made))[-15:]
    assert keep_store.latest_backup(store.folder) == kept[-1]


def test_the_last_good_backup_outlives_bad_ones(city: City, clock: MovedClock) -> None:
    store = city.desk.store
    good = nightly_backup(store, store.folder, clock.now_ms())
    assert good is not None
    (good.parent / "20991231.madiun").write_bytes(b"rusak")
    clock.pass_minutes(60 * DAY)
    (good.parent / "20270101.madiun").write_bytes(good.read_bytes()[:-50])
    assert keep_store.latest_backup(store.folder) == good
    newer = nightly_backup(store, store.folder, clock.now_ms())
    assert newer is not None
    assert not good.exists()
    assert keep_store.latest_backup(store.folder) == newer


def test_back_up_now_is_the_backup_of_the_day(city: City, clock: MovedClock) -> None:
    first = keep_store.back_up_now(city.desk)
    assert keep_store.back_up_now(city.desk) == first
    assert keep_store.back_up_if_due(city.desk) is None


def test_a_restore_that_was_cut_off_is_no_first_start(city: City, clock: MovedClock, tmp_path: Path) -> None:
    folder = city.desk.store.folder
    file = tmp_path / "satu.madiun"
    new_recovery_code(folder, city.desk.store.key)
    backup(city.desk.store, file)
    city.desk.store.close()
    (folder / ".store.db.abcd.restoring").write_bytes(b"half")
    aside = set_aside(folder, clock.now_ms())  # a kill here leaves no store.db
    with pytest.raises(RestoreUnfinished) as caught:
        open_desk(folder)
    assert aside is not None
    assert aside.name in caught.value.text_id
    with pytest.raises(RestoreUnfinished):
        found(folder, "C", "Wati", "sandi-lain", clock=clock)
    keep_store.restore(file, folder, clock=clock)
    assert open_and_count(folder) > 2
    assert not list(folder.glob("*.restoring*"))


def test_what_a_killed_restore_left_half_made_goes_at_the_next_start_and_restore(
    city: City, clock: MovedClock, tmp_path: Path
) -> None:
    folder = city.desk.store.folder
    backup(city.desk.store, tmp_path / "satu.madiun")
    left = [
        folder / name
        for name in (
            ".store.id.2026-11-23T143205-disisihkan.abcd1234.new",
            ".store.recovery.abcd1234.new",
            ".store.db.abcd1234.restoring-wal",
        )
    ]
    kept = [folder / ".preferences.json.abcd1234.new", folder / "store.id.2026-11-23T143205-disisihkan"]

    def leave() -> None:
        for file in (*left, *kept):
            file.write_bytes(b"half")

    leave()
    with pytest.raises(StoreInUse):
        keep_store.restore(tmp_path / "satu.madiun", folder, clock=clock)
    assert all(file.exists() for file in left), "somebody is at work there"
    city.desk.store.close()
    assert open_and_count(folder) > 0
    assert [file.name for file in left if file.exists()] == []
    leave()
    keep_store.restore(tmp_path / "satu.madiun", folder, clock=clock)
    assert [file.name for file in left if file.exists()] == []
    assert all(file.exists() for file in kept)


def test_a_backup_without_recovery_file_says_where_it_can_be_restored(
    city: City, tmp_path: Path, clock: MovedClock
) -> None:
    store = city.desk.store
    (store.folder / "store.recovery").unlink(missing_ok=True)
    backup(store, tmp_path / "a.madiun")
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(StoreFault) as caught:
        keep_store.restore(tmp_path / "a.madiun", elsewhere, "0" * 25)
    assert caught.value.id == "backup_without_recovery"


def test_the_recovery_code_opens_a_backup_where_another_center_has_its_key(
    city: City, tmp_path: Path, clock: MovedClock
) -> None:
    store = city.desk.store
    code = new_recovery_code(store.folder, store.key)
    backup(store, tmp_path / "a.madiun")
    elsewhere = tmp_path / "elsewhere"
    found(elsewhere, "C", "Wati", "sandi-lain", clock=clock).desk.store.close()
    with pytest.raises(StoreFault, match="recovery-code-file"):
        keep_store.restore(tmp_path / "a.madiun", elsewhere)
    with pytest.raises(NotAllowed):
        keep_store.restore(tmp_path / "a.madiun", elsewhere, "0" * 25)
    assert open_and_count(elsewhere) == 2
    keep_store.restore(tmp_path / "a.madiun", elsewhere, code)
    assert load_key(elsewhere) == store.key
    assert open_and_count(elsewhere) > 2


def open_and_count(folder: Path) -> int:
    """How many facts the store of a folder holds."""
    desk = open_desk(folder)
    with desk.store.read() as connection:
        row = connection.exec_driver_sql("SELECT count(*) FROM fact").one()
    desk.store.close()
    return int(row[0])
