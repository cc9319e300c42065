"""What every page is handed: who is signed in, what they may, and preferences that hold at once and are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.db.erasing import forget_drafts
from madiun_console.queries.desk_lists import drafts
from madiun_console.settings import load_preferences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People


def test_nobody_is_signed_in_at_first(place: Workplace) -> None:
    assert not place.signed_in
    assert not place.may("people")
    with pytest.raises(RuntimeError):
        _ = place.session


def test_rights_are_those_of_the_role(place: Workplace, people: People) -> None:
    place.set_session(people.operator)
    assert not place.may("people")
    place.set_session(people.administrator)
    assert place.may("people")


def test_preferences_hold_at_once_and_are_kept(
    place: Workplace, qtbot: QtBot, data_dir: Path, qapp: QApplication
) -> None:
    before = qapp.styleSheet()
    place.prefer(theme="dark", language="en")
    assert (place.appearance.theme.name, place.language) == ("dark", "en")
    assert qapp.styleSheet() != before
    qtbot.waitUntil(place.jobs.is_idle)
    kept = load_preferences(data_dir)
    assert (kept.theme, kept.language) == ("dark", "en")


def test_actions_and_questions_get_the_desk_and_the_person(
    place: Workplace, qtbot: QtBot, desk: Desk, people: People
) -> None:
    place.set_session(people.supervisor)
    got: list[tuple[object, ...]] = []

    def act(*given: object) -> None:
        got.append(given)

    place.act(act, "a", done=lambda _: None)
    place.ask(act, "q", done=lambda _: None)
    qtbot.waitUntil(place.jobs.is_idle)
    assert sorted(got, key=len) == [(desk, "q"), (desk, people.supervisor, "a")]


def test_the_time_of_day_is_that_of_the_store(place: Workplace, clock: MovedClock) -> None:
    assert place.ticker.wall_ms() == clock.now_ms()
    clock.pass_minutes(5)
    assert place.ticker.wall_ms() == clock.now_ms()


def test_the_store_knows_whose_call_may_be_on_the_screen(
    place: Workplace, people: People, form: Callable[..., ReportForm]
) -> None:
    """An erasure that comes by sync leaves that draft alone and takes those of who has gone home."""
    desk = place.desk
    place.set_session(people.operator)
    for by in (people.operator, people.supervisor):
        keep_draft(desk, by, new_draft_id(desk), form(number="0812 1111 2222"))
    with desk.store.own() as cursor:
        forget_drafts(cursor, {"+6281211112222"}, at_work=(desk.store.at_work,))
    assert [len(drafts(desk, by)) for by in (people.operator, people.supervisor)] == [1, 0]
    place.set_session(None)
    with desk.store.own() as cursor:
        forget_drafts(cursor, {"+6281211112222"}, at_work=(desk.store.at_work,))
    assert drafts(desk, people.operator) == []


def test_sessions_are_told(place: Workplace, people: People) -> None:
    told: list[Session | None] = []
    place.session_changed.connect(told.append)
    place.set_session(people.operator)
    place.set_session(None)
    assert told == [people.operator, None]
