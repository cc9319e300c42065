"""A night ends by keys alone: a call is running, the sheet is written, printed and ended, and the morning takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from madiun_console.db.verify import verify
from madiun_console.queries.shift_sheet import shift_list, shift_paper
from tests.desk_fixtures import PASSWORD

from .conftest import CTRL, SHIFT, STORY

if TYPE_CHECKING:
    from pathlib import Path

    from madiun_console.queries.shift_sheet import ShiftPaper
    from madiun_console.ui.shift.shift_page import ShiftPage

    from .conftest import Sitter

HOUR = 3_600_000
SHIFT_KEY = Qt.Key.Key_4


def go_to_shift(sitter: Sitter) -> ShiftPage:
    sitter.ctrl(SHIFT_KEY)
    page = sitter.window.pages.page("shift")
    sitter.wait_for(lambda: page._paper is not None and not page._soon.isActive())
    sitter.settle()
    return page  # type: ignore[no-any-return]


def next_step(sitter: Sitter) -> None:
    """Ctrl+Enter, and wait until what it changed was read again."""
    sitter.ctrl(Qt.Key.Key_Return)
    page = sitter.window.pages.page("shift")
    sitter.wait_for(lambda: not page._soon.isActive())
    sitter.settle()


def last_sheet(sitter: Sitter) -> ShiftPaper:
    rows = [row for row in shift_list(sitter.desk, "").rows if row.handover_at is not None]
    found = shift_paper(sitter.desk, rows[0].id)
    assert found is not None
    return found


def test_a_night_hands_over_to_the_morning(
    operator: Sitter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    operator.clock.added_ms = 9 * HOUR  # 23.32
    page = go_to_shift(operator)
    next_step(operator)
    operator.enter("Genset diuji, solar setengah")
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    assert len(operator.queue()) == 1

    operator.clock.added_ms = int(16.3 * HOUR)  # 06.50, and the telephone rings
    operator.call(number="0813 2222 3333", story="Ada yang teriak-teriak di ")
    go_to_shift(operator)
    operator.alt(Qt.Key.Key_T)
    operator.write("Kunci di laci meja B")
    page.paper.folder.setText(str(tmp_path / "kertas"))
    next_step(operator)
    operator.ctrl(Qt.Key.Key_P)
    operator.wait_for(lambda: opened)
    next_step(operator)
    sheet = last_sheet(operator)
    assert sheet.row.period == "malam"
    assert sheet.state is not None
    assert sheet.state.ended_at is not None
    assert sheet.state.handover is not None
    assert sheet.state.handover.notes == "Kunci di laci meja B"
    assert [note.text for note in sheet.state.notes] == ["Genset diuji, solar setengah"]
    assert opened == [str(tmp_path / "kertas" / "Serah terima 2026-11-23 Malam.pdf")]

    # the call was not disturbed: its words, its keyboard, its draft
    operator.ctrl(Qt.Key.Key_2)
    intake = operator.window.queue_page.intake
    assert intake.is_busy()
    operator.write("balai desa")
    assert intake.view.story.narrative.toPlainText() == "Ada yang teriak-teriak di balai desa"
    operator.ctrl(Qt.Key.Key_Return)
    assert len(operator.queue()) == 2

    operator.clock.added_ms = int(16.6 * HOUR)  # 07.08
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    banners = operator.window.frame.banners
    operator.wait_for(lambda: "handover" in banners._banners)
    operator.ctrl(Qt.Key.Key_B)
    operator.wait_for(page.sheet.hasFocus)
    assert "Genset diuji" in page.sheet.toPlainText()
    next_step(operator)
    read = last_sheet(operator)
    assert read.state is not None
    assert read.name(read.state.acknowledged_by) == "Bima"
    operator.ctrl(Qt.Key.Key_1)
    assert "handover" not in banners._banners
    go_to_shift(operator)
    next_step(operator)
    running = shift_list(operator.desk, "")
    assert next(row for row in running.rows if row.id == running.running).started_at is not None
    assert verify(operator.desk.store) is None


def test_a_call_that_waits_is_on_the_sheet_and_goes_on_afterwards(operator: Sitter) -> None:
    operator.call(story=STORY)
    operator.key(Qt.Key.Key_Escape)
    page = go_to_shift(operator)
    next_step(operator)
    assert page._paper is not None
    assert page._paper.sheet is not None
    assert [row.parked for row in page._paper.sheet.drafts] == [True]
    next_step(operator)
    operator.ctrl(Qt.Key.Key_1)
    operator.ctrl(Qt.Key.Key_P)
    operator.wait_for(operator.window.queue_page.intake.is_busy)
    assert operator.window.queue_page.intake.view.story.narrative.toPlainText() == STORY


def test_who_wrote_the_sheet_sees_no_banner_and_cannot_read_it_for_others(operator: Sitter) -> None:
    page = go_to_shift(operator)
    for _ in range(3):
        next_step(operator)
    operator.clock.added_ms = HOUR
    operator.ctrl(Qt.Key.Key_1)
    operator.window.shift_banner.look()
    operator.settle()
    assert "handover" not in operator.window.frame.banners._banners
    operator.ctrl(SHIFT_KEY)
    next_step(operator)
    assert last_sheet(operator).row.acknowledged_at is None
    assert page.isVisible()
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima", PASSWORD)
    operator.wait_for(lambda: "handover" in operator.window.frame.banners._banners)
    operator.key(Qt.Key.Key_F2)
    assert "handover" not in operator.window.frame.banners._banners, "during a call the form needs the room"
