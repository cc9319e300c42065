"""What the program shows first, by the state in which it finds its data folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from madiun_console.credentials import load_key
from madiun_console.errors import NotAllowed
from madiun_console.resources import resource_path
from madiun_console.settings import load_preferences
from madiun_console.ui.entry.first_start import FirstStartPage
from madiun_console.ui.entry.trouble import TroublePage
from madiun_console.ui.window_geometry import geometry_text, restore_geometry
from tests.desk_fixtures import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from madiun_console.app.console import Console
    from tests.logfail import LogGuard

    from .conftest import Folder


def page_of(console: Console) -> object:
    """The page that stands in place of the window."""
    assert console.window is None
    assert console._beginning is not None
    assert console._beginning.page.isVisible()
    return console._beginning.page


def words(page: TroublePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def trouble(console: Console, qtbot: QtBot) -> TroublePage:
    page = page_of(console)
    assert isinstance(page, TroublePage)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_without_a_store_it_offers_to_begin(started: Callable[..., Console], data_dir: Path) -> None:
    assert isinstance(page_of(started(data_dir)), FirstStartPage)
    assert not (data_dir / "store.db").exists()


def test_an_open_store_asks_who_it_is(started: Callable[..., Console], folder: Folder) -> None:
    console = started(folder.path)
    assert console.window is not None
    assert console.window.sign_in.isVisible()
    assert not console.window._workplace.signed_in


def test_whoever_is_named_at_the_start_sees_the_queue(
    started: Callable[..., Console], folder: Folder, qtbot: QtBot
) -> None:
    console = started(folder.path, as_name="Sari", password=PASSWORD, lang="en")
    window = console.window
    assert window is not None
    qtbot.waitUntil(lambda: window.queue_page.queue._feed.count("open") == 1)
    assert window.frame.isVisible()
    assert window._workplace.language == "en"


def test_a_wrong_password_at_the_start_is_an_error(started: Callable[..., Console], folder: Folder) -> None:
    with pytest.raises(NotAllowed):
        started(folder.path, as_name="Sari", password="salah")


def test_a_damaged_store_is_told_and_left_as_it_is(
    started: Callable[..., Console], folder: Folder, log_guard: LogGuard, qtbot: QtBot
) -> None:
    log_guard.expect("could not be opened")
    store = folder.path / "store.db"
    for rest in folder.path.glob("store.db-*"):
        rest.unlink()
    store.write_bytes(b"bukan basis data" * 4096)
    before = store.read_bytes()
    page = trouble(started(folder.path), qtbot)
    assert str(folder.path) in words(page)
    assert store.read_bytes() == before


def test_a_lost_key_is_replaced_by_the_recovery_code(
    started: Callable[..., Console], folder: Folder, log_guard: LogGuard, qtbot: QtBot
) -> None:
    log_guard.expect("could not be opened")
    key = load_key(folder.path)
    (folder.path / "store.key").write_text("00" * 32 + "\n")
    console = started(folder.path)
    page = trouble(console, qtbot)
    assert page.use_code.hasFocus()
    qtbot.keyClick(page.use_code, Qt.Key.Key_Space)
    qtbot.keyClicks(page.code, folder.code.lower())
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: console.window is not None)
    assert console.window is not None
    assert console.window.sign_in.isVisible()
    assert load_key(folder.path) == key


def test_a_broken_table_is_named_with_line_and_reason_and_mended_without_a_restart(
    started: Callable[..., Console],
    folder: Folder,
    log_guard: LogGuard,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log_guard.expect("could not be opened")
    tables = tmp_path / "tables"
    real = resource_path
    shutil.copytree(real("domain"), tables)
    broken = tables / "levels.toml"
    good = broken.read_text(encoding="utf-8")
    broken.write_text(good.replace("= ", "", 1), encoding="utf-8")
    monkeypatch.setattr(
        "madiun_console.resources.resource_path",
        lambda *parts: tables.joinpath(*parts[1:]) if parts[0] == "domain" else real(*parts),
    )
    console = started(folder.path)
    page = trouble(console, qtbot)
    said = words(page)
    assert "levels.toml" in said
    assert "baris" in said
    broken.write_text(good, encoding="utf-8")
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: console.window is not None)


def test_the_window_comes_back_where_it_was(started: Callable[..., Console], folder: Folder) -> None:
    console = started(folder.path)
    assert console.window is not None
    console.window.close()
    console.window._workplace.jobs.close()
    kept = load_preferences(folder.path).window_geometry
    assert kept == geometry_text(console.window)


@pytest.mark.parametrize("text", ["", "kein base64 \u2603", "AAAA"])
def test_a_damaged_geometry_does_not_keep_the_window_away(
    started: Callable[..., Console], folder: Folder, text: str
) -> None:
    console = started(folder.path)
    assert console.window is not None
    restore_geometry(console.window, text)
    assert console.window.isVisible()
