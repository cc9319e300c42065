"""Saved searches stand in the store and not in a plain file, and one that names an erased caller goes, here and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.actions.erase import erase_caller
from madiun_console.actions.keep_store import back_up_now, restore
from madiun_console.actions.take_call import save_report
from madiun_console.app.kept_searches import searches_of
from madiun_console.app.parts import make_workplace
from madiun_console.domain.report_form import ReportForm
from madiun_console.opening import open_desk
from madiun_console.settings import FILE_NAME, Preferences, load_preferences, save_preferences
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import MovedClock, People
from tests.plain_pages import plain_pages

NAME, NUMBER = "Wiryawan Purbaningrat", "0813 5555 7777"
KEPT = {
    "nomor": {"text": NUMBER},
    "orang": {"text": "Pak Wiryawan Purbaningrat"},
    "tawuran": {"text": "tawuran", "level": "high"},
}


@contextmanager
def opened(qapp: QApplication, desk: Desk, data: Path) -> Iterator[Workplace]:
    place = make_workplace(qapp, desk, data, load_preferences(data))
    try:
        yield place
    finally:
        place.translator.use("en")  # its catalogue would speak in every test that follows
        place.ticker.stop()
        place.jobs.close()


def keep(place: Workplace, qtbot: QtBot) -> None:
    place.prefer(saved_searches=KEPT)
    qtbot.waitUntil(place.jobs.is_idle)


def test_they_are_kept_and_no_plain_file_holds_them(
    qapp: QApplication, qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    with opened(qapp, desk, data_dir) as place:
        place.prefer(saved_searches=KEPT)
        place.prefer(theme="dark")
        qtbot.waitUntil(place.jobs.is_idle)
    for file in data_dir.rglob("*"):
        assert not file.is_file() or NUMBER.encode() not in file.read_bytes(), file
    with opened(qapp, desk, data_dir) as place:
        assert place.preferences == Preferences(theme="dark", saved_searches=KEPT)


def test_what_an_older_program_wrote_into_the_file_moves(
    qapp: QApplication, desk: Desk, data_dir: Path
) -> None:
    save_preferences(data_dir, Preferences(theme="dark", saved_searches=KEPT))
    with opened(qapp, desk, data_dir) as place:
        assert place.preferences.saved_searches == KEPT
    assert NUMBER not in (data_dir / FILE_NAME).read_text(encoding="utf-8")
    assert load_preferences(data_dir) == Preferences(theme="dark")
    with opened(qapp, desk, data_dir) as place:
        assert place.preferences.saved_searches == KEPT


def test_one_that_names_an_erased_caller_goes(
    qapp: QApplication,
    qtbot: QtBot,
    desk: Desk,
    people: People,
    form: Callable[..., ReportForm],
    data_dir: Path,
) -> None:
    save_report(desk, people.operator, form(name=NAME, number=NUMBER))
    with opened(qapp, desk, data_dir) as place:
        keep(place, qtbot)
        place.set_session(people.administrator)
        place.act(erase_caller, NUMBER, "permintaan")
        qtbot.waitUntil(lambda: list(place.preferences.saved_searches) == ["tawuran"])
        place.prefer(theme="dark")
        qtbot.waitUntil(place.jobs.is_idle)
    assert searches_of(desk) == {"tawuran": KEPT["tawuran"]}
    pages = plain_pages(desk.store.path, desk.store.key)
    assert NAME.encode() not in pages
    assert NUMBER.encode() not in pages


def test_a_backup_from_before_brings_none_back(
    qapp: QApplication,
    qtbot: QtBot,
    desk: Desk,
    people: People,
    form: Callable[..., ReportForm],
    clock: MovedClock,
    data_dir: Path,
) -> None:
    save_report(desk, people.operator, form(name=NAME, number=NUMBER))
    with opened(qapp, desk, data_dir) as place:
        keep(place, qtbot)
    old = back_up_now(desk)
    erase_caller(desk, people.administrator, NUMBER, "permintaan")
    desk.store.close()
    restore(old, data_dir, clock=clock)
    again = open_desk(data_dir, clock=clock, rulebook=desk.rulebook)
    assert list(searches_of(again)) == ["tawuran"]
    again.store.close()


def test_what_cannot_be_read_is_no_obstacle(
    qapp: QApplication, desk: Desk, people: People, form: Callable[..., ReportForm], data_dir: Path
) -> None:
    for text in ("{", "[]", '{"a": {"text": 5}}'):
        desk.store.set_meta("saved_searches", text)
        with opened(qapp, desk, data_dir) as place:
            assert place.preferences == replace(Preferences(), saved_searches={})
        save_report(desk, people.operator, form(name=NAME, number=NUMBER))
        erase_caller(desk, people.administrator, NUMBER, "permintaan")
