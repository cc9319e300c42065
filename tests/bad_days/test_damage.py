"""The store's file truncated, overwritten, replaced, or beside a WAL that is not its own: told, advised, never made worse."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.actions.take_call import save_report
from madiun_console.credentials import load_key
from madiun_console.db.store_format import SCHEMA_VERSION
from madiun_console.db.verify import verify
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError, StoreDamaged, StoreFault, StoreNewer, WrongKey
from madiun_console.opening import found
from madiun_console.queries.queue import open_incidents, search_incidents
from tests.bad_days.conftest import REPORTS, Center, filled_form, sound, tells
from tests.desk_fixtures import PASSWORD
from tests.logfail import LogGuard

PAGE = 4096
Opened = Callable[..., Desk]


@pytest.mark.parametrize("length", [0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, 5 * PAGE, -PAGE, -1])
def test_a_truncated_file_is_told(center: Center, opened: Opened, length: int) -> None:
    path = center.folder / "store.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:length])
    with pytest.raises(StoreFault) as caught:
        _use(opened(center.folder), center)
    # less than a page cannot prove its key: then both pieces of advice stand in the text
    if 16 <= length < PAGE:
        tells(caught.value, "wrong_key", "pulihkan cadangan")
    else:
        tells(caught.value, "store_damaged", "pulihkan cadangan", "restore", "tidak dihapus")
    assert path.exists()
    path.write_bytes(whole)
    sound(opened(center.folder))


def test_every_overwritten_page_is_told_or_found_by_verify(
    center: Center, opened: Opened, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Pages of the log and of the projections alike: no traceback, no wrong data, and nothing on stderr."""
    whole = (center.folder / "store.db").read_bytes()
    told = found_by_verify = 0
    for page in range(1, len(whole) // PAGE, 3):
        folder = tmp_path / str(page)
        shutil.copytree(center.folder, folder)
        start = page * PAGE + 1000
        (folder / "store.db").write_bytes(whole[:start] + bytes(64) + whole[start + 64 :])
        desk = None
        try:
            desk = opened(folder)
            damage = verify(desk.store)
            assert damage is not None, f"page {page + 1} was overwritten unseen"
            found_by_verify += 1
            _use(desk, center)
        except StoreDamaged as error:
            tells(error, "store_damaged", "pulihkan cadangan")
            told += 1
        finally:
            if desk is not None:
                desk.store.close()
        shutil.rmtree(folder)
    assert told
    assert found_by_verify
    assert capfd.readouterr().err == ""


def test_a_first_page_that_is_broken_is_no_wrong_key(center: Center, opened: Opened) -> None:
    path = center.folder / "store.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:500] + bytes(100) + whole[600:])
    with pytest.raises(StoreDamaged):
        opened(center.folder)
    assert path.read_bytes()[600:] == whole[600:]


def test_damage_that_comes_while_working_is_damage(center: Center, opened: Opened) -> None:
    """The first page goes while the store is open; the key is right, so advice about keys would mislead."""
    desk = opened(center.folder)
    path = center.folder / "store.db"
    whole = path.read_bytes()
    path.write_bytes(bytes(PAGE) + whole[PAGE:])
    with pytest.raises(StoreDamaged):
        desk.store.driver(lambda connection: connection.execute("SELECT count(*) FROM fact").fetchone())
    path.write_bytes(whole)


@pytest.mark.parametrize("garbage", [b"\x00" * 9000, b"halo " * 5000, b"SQLite format 3\x00" + bytes(8176)])
def test_garbage_is_told_and_kept(center: Center, opened: Opened, garbage: bytes) -> None:
    path = center.folder / "store.db"
    path.write_bytes(garbage)
    with pytest.raises(StoreFault) as caught:
        opened(center.folder)
    assert caught.value.id in {"store_damaged", "wrong_key"}
    tells(caught.value, caught.value.id, "pulihkan")
    assert path.read_bytes() == garbage


def test_a_plain_database_is_told(center: Center, opened: Opened) -> None:
    import sqlite3

    path = center.folder / "store.db"
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE incident (id)")
    plain.close()
    with pytest.raises(StoreDamaged):
        opened(center.folder)


def test_the_store_of_another_center_asks_for_its_key(
    center: Center, opened: Opened, rulebook: Rulebook, tmp_path: Path
) -> None:
    other = found(tmp_path / "other", "C", "Tono", PASSWORD, rulebook=rulebook).desk
    other.store.close()
    shutil.copy(tmp_path / "other" / "store.db", center.folder / "store.db")
    with pytest.raises(WrongKey) as caught:
        opened(center.folder)
    tells(caught.value, "wrong_key", "kode pemulihan", "cadangan")
    shutil.copy(tmp_path / "other" / "store.key", center.folder / "store.key")
    assert opened(center.folder).letter == "C"


def test_a_newer_store_is_left_alone(center: Center, opened: Opened) -> None:
    desk = opened(center.folder)
    desk.store._writer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    desk.store.close()
    before = (center.folder / "store.db").read_bytes()
    for writing in (True, False):
        with pytest.raises(StoreNewer) as caught:
            opened(center.folder, writing=writing)
        tells(caught.value, "store_newer", "versi terbaru", "tidak diubah")
    assert (center.folder / "store.db").read_bytes() == before


def test_a_lost_wal_loses_no_more_than_itself(center: Center, opened: Opened) -> None:
    """What was not moved into the file yet is gone with it; the rest opens, proves itself and goes on."""
    desk = opened(center.folder)
    save_report(desk, center.operator, filled_form(50))
    copy = center.folder.with_name("without-wal")
    copy.mkdir()
    for name in ("store.db", "store.key", "store.id", "store.recovery"):
        shutil.copy(center.folder / name, copy / name)
    assert (center.folder / "store.db-wal").stat().st_size > 0
    without = opened(copy)
    sound(without)
    assert len(open_incidents(without)) == REPORTS
    save_report(without, center.operator, filled_form(51))
    sound(without)


@pytest.mark.parametrize("key", ["another", "the same"])
def test_a_wal_left_over_from_another_file_destroys_nothing(
    center: Center, opened: Opened, rulebook: Rulebook, tmp_path: Path, key: str, log_guard: LogGuard
) -> None:
    """SQLite would replay it over good pages, and even the closing of a failed opening would (it did)."""
    foreign = tmp_path / "foreign"
    if key == "another":
        desk = found(foreign, "C", "Tono", PASSWORD, rulebook=rulebook).desk
    else:  # a backup of this very store that lived on: same key, another salt
        foreign.mkdir()
        desk = opened(center.folder)
        desk.store.copy_to(foreign / "store.db")
        desk.store.close()
        for name in ("store.key", "store.id"):
            shutil.copy(center.folder / name, foreign / name)
        desk = opened(foreign)
        for number in range(20):
            save_report(desk, center.operator, filled_form(number + 200))
    wal = (foreign / "store.db-wal").read_bytes()
    assert len(wal) > PAGE
    desk.store.close()
    whole = (center.folder / "store.db").read_bytes()
    (center.folder / "store.db-wal").write_bytes(wal)
    with pytest.raises(StoreFault) as caught:
        opened(center.folder, writing=False)
    tells(caught.value, "wal_foreign", "disisihkan", "tidak dihapus")
    assert (center.folder / "store.db").read_bytes() == whole
    log_guard.expect("WAL of another file")
    mine = opened(center.folder)
    assert len(open_incidents(mine)) == REPORTS
    sound(mine)
    (kept,) = center.folder.glob("store.db-wal.*-disisihkan")
    assert kept.read_bytes() == wal


def test_a_wrong_key_takes_no_wal_for_a_strangers(center: Center, opened: Opened) -> None:
    """With the wrong key the store's own WAL fits as little as the store: it must not be set aside."""
    desk = opened(center.folder)
    save_report(desk, center.operator, filled_form(50))
    crashed = center.folder.with_name("crashed")
    shutil.copytree(center.folder, crashed)
    right = (crashed / "store.key").read_bytes()
    (crashed / "store.key").write_text("ab" * 32)
    with pytest.raises(WrongKey):
        opened(crashed)
    assert (crashed / "store.db-wal").stat().st_size > 0
    (crashed / "store.key").write_bytes(right)
    assert len(open_incidents(opened(crashed))) == REPORTS + 1


def test_a_missing_file_with_its_wal_keeps_the_wal(
    center: Center, opened: Opened, rulebook: Rulebook, log_guard: LogGuard
) -> None:
    desk = opened(center.folder)
    save_report(desk, center.operator, filled_form(50))
    crashed = center.folder.with_name("crashed")
    shutil.copytree(center.folder, crashed)
    (crashed / "store.db").unlink()
    wal = (crashed / "store.db-wal").read_bytes()
    log_guard.expect("WAL of another file")
    found(crashed, "B", "Sari", PASSWORD, rulebook=rulebook).desk.store.close()
    (kept,) = crashed.glob("store.db-wal.*-disisihkan")
    assert kept.read_bytes() == wal
    assert load_key(crashed) == load_key(center.folder)


def _use(desk: Desk, center: Center) -> None:
    """What a shift does in its first minute; only ConsoleErrors may come."""
    try:
        open_incidents(desk)
        search_incidents(desk, "kumpul")
        save_report(desk, center.operator, filled_form(77))
        with desk.store.read() as connection:
            for table in ("fact", "header", "report", "draft"):
                connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    except ConsoleError:
        raise
    except Exception as error:
        raise AssertionError(f"a person would have got a traceback: {error!r}") from error
    finally:
        desk.store.close()
