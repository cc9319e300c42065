"""Whatever a hostile desk writes, every page is drawn, every file goes out, and the good rows are among the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from madiun_console.actions.desk import Desk
from madiun_console.actions.take_call import save_report
from madiun_console.app import screenshot
from madiun_console.app.screenshot import PAGES, draw_page
from madiun_console.data_files.export_file import ExportWish, export_to_file
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.queries.shift_sheet import shift_list, shift_paper
from madiun_console.ui.callbacks.callback_words import CallbackWords
from madiun_console.ui.formats import Formats
from madiun_console.ui.paper.handover_page import handover_paper
from madiun_console.ui.theme import Appearance, dress
from madiun_console.window_options import ShotOptions
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD, People
from tests.hostile_desk import HostileDesk

SEEDS = (1, 2)


@pytest.fixture(params=SEEDS)
def poisoned(
    request: pytest.FixtureRequest, desk: Desk, people: People, caplog: pytest.LogCaptureFixture
) -> Desk:
    """A good report with its incident, and three facts of every type that fit and make no sense."""
    caplog.set_level(logging.ERROR, "madiun_console.db.rules")  # it says which of its rules are left out
    made = save_report(
        desk,
        people.operator,
        ReportForm(channel="phone", started=NIGHT_CALL_MS, number="0812 3456 7890", narrative="Yang baik"),
    ).created
    known = {"report": made["report"], "incident": made["incident"]}
    HostileDesk(desk, people.operator.person).say_anything(3, request.param, known)
    return desk


@pytest.fixture
def application(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    monkeypatch.setattr(screenshot, "make_application", lambda _scale: qapp)
    monkeypatch.setattr(screenshot, "ROUNDS", 2)
    yield qapp
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dress(qapp, Appearance().theme)


def test_verify_and_rebuild_agree(poisoned: Desk) -> None:
    assert verify(poisoned.store) is None
    rebuild(poisoned.store)
    assert verify(poisoned.store) is None


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "geojson"])
@pytest.mark.parametrize("masked", [True, False])
def test_every_file_goes_out(
    poisoned: Desk, people: People, tmp_path: Path, format_: str, *, masked: bool
) -> None:
    unmasked = not masked and format_ != "geojson"
    wish = ExportWish(format_, unmasked=unmasked, reason="uji" if unmasked else "")
    target = tmp_path / f"x.{format_}"
    export_to_file(poisoned, people.supervisor, wish, target)
    assert target.stat().st_size > 0


def test_every_call_back_and_every_shift_is_told(poisoned: Desk, people: People) -> None:
    rows = open_callbacks(poisoned)
    assert rows
    words = CallbackWords()
    assert all(words.list_row(row, Formats("id"), NIGHT_CALL_MS).id == row.id for row in rows)
    for shift in shift_list(poisoned, people.operator.person).rows:
        paper = shift_paper(poisoned, shift.id)
        if paper is not None:
            assert handover_paper(poisoned.rulebook, "B", paper).html


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("page", sorted(set(PAGES) - {"first_start", "sign_in", "lock", "help"}))
def test_every_page_is_drawn(poisoned: Desk, tmp_path: Path, page: str) -> None:
    folder = poisoned.store.folder
    poisoned.store.close()
    shot = ShotOptions(tmp_path / "x.png", page, folder, "id", "Sari", PASSWORD, size=(911, 512))
    assert draw_page(shot) == 0
