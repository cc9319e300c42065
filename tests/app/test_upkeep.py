"""The nightly backup: when it is due, never twice, and never in the way of anybody's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.drafts import discard_draft, new_draft_id
from madiun_console.app.upkeep import BACKUP_EVERY, Upkeep
from madiun_console.db.backup import FOLDER, SUFFIX
from madiun_console.queries.desk_lists import drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People


@pytest.fixture
def upkeep(place: Workplace) -> Iterator[Upkeep]:
    made = Upkeep(place)
    yield made
    made.stop()


def backups(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).glob(f"*{SUFFIX}"))


def pass_rounds(upkeep: Upkeep, place: Workplace, qtbot: QtBot, rounds: int) -> None:
    for _ in range(rounds):
        upkeep._timer.timeout.emit()
        qtbot.waitUntil(place.jobs.is_idle)


def test_one_backup_a_day(
    upkeep: Upkeep, place: Workplace, qtbot: QtBot, data_dir: Path, clock: MovedClock
) -> None:
    assert backups(data_dir) == []
    pass_rounds(upkeep, place, qtbot, 1)
    assert len(backups(data_dir)) == 1
    clock.pass_minutes(60)
    pass_rounds(upkeep, place, qtbot, BACKUP_EVERY + 1)
    assert len(backups(data_dir)) == 1
    clock.pass_minutes(24 * 60)
    pass_rounds(upkeep, place, qtbot, BACKUP_EVERY)
    assert len(backups(data_dir)) == 2


def test_it_waits_while_somebody_works(
    upkeep: Upkeep, place: Workplace, qtbot: QtBot, data_dir: Path
) -> None:
    place.jobs.act(lambda: None)
    upkeep._timer.timeout.emit()
    qtbot.waitUntil(place.jobs.is_idle)
    assert backups(data_dir) == []
    pass_rounds(upkeep, place, qtbot, 1)
    assert len(backups(data_dir)) == 1


def test_a_backup_that_fails_is_told(upkeep: Upkeep, place: Workplace, qtbot: QtBot, data_dir: Path) -> None:
    (data_dir / FOLDER).write_text("a file where the folder should be")
    told: list[tuple[str, str]] = []
    place.told.connect(lambda tone, text: told.append((tone, text)))
    pass_rounds(upkeep, place, qtbot, 1)
    assert [tone for tone, _ in told] == ["danger"]


def test_what_was_thrown_away_is_gone_after_a_day(
    upkeep: Upkeep,
    place: Workplace,
    qtbot: QtBot,
    clock: MovedClock,
    people: People,
    form: Callable[..., ReportForm],
) -> None:
    desk, by = place.desk, people.operator
    thrown = new_draft_id(desk)
    discard_draft(desk, by, thrown, form())
    pass_rounds(upkeep, place, qtbot, 1)
    assert [row.id for row in drafts(desk, by)] == [thrown]
    clock.pass_minutes(24 * 60 + 1)
    pass_rounds(upkeep, place, qtbot, 1)
    assert drafts(desk, by) == []
