"""The shift page on a real store: the live sheet, its steps by one key, notes, what was typed, and the folder for PDFs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from madiun_console.actions import shift as act
from madiun_console.actions.calls import log_call
from madiun_console.actions.take_call import save_report
from madiun_console.domain.handover_sheet import HandoverSheet
from madiun_console.queries.shift_sheet import shift_list, shift_paper
from madiun_console.ui.shift.shift_page import ShiftPage
from madiun_console.ui.shift.shift_words import Step, step_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.shift_sheet import ShiftPaper
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system's viewer."""
    files: list[str] = []

    def open_url(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return files


@pytest.fixture
def page(
    workplace: Workplace, shown: Callable[..., QWidget], qtbot: QtBot, tmp_path: Path, opened: list[str]
) -> ShiftPage:
    """In front of "Op" at 14.32, nothing begun."""
    workplace._preferences = replace(workplace.preferences, paper_folder=str(tmp_path / "kertas"))
    made = ShiftPage(workplace)
    workplace.jobs.changed.connect(made.apply)
    shown(made, 1300, 640)
    made.entered()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: ShiftPage) -> None:
    """Wait until nothing is under way and no change waits to be read."""
    qtbot.waitUntil(
        lambda: (
            page._workplace.jobs.is_idle() and not page._soon.isActive() and not page.duty._pause.isActive()
        )
    )


def step(qtbot: QtBot, page: ShiftPage) -> None:
    """Ctrl+Enter, from wherever the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not page.duty.step.isDown())
    settle(qtbot, page)


def paper(page: ShiftPage) -> ShiftPaper:
    assert page._paper is not None
    found = shift_paper(page._workplace.desk, page._paper.row.id)
    assert found is not None
    return found


def test_the_sheet_is_live_until_it_is_signed(
    qtbot: QtBot, page: ShiftPage, people: People, form: Callable[..., ReportForm]
) -> None:
    assert not page.duty.added.isVisible()
    before = page.sheet.toPlainText()
    page._workplace.act(save_report, form())
    settle(qtbot, page)
    assert page.sheet.toPlainText() != before
    assert "B23-001" in page.sheet.toPlainText()
    assert "0812" not in page.sheet.toPlainText()
    step(qtbot, page)
    step(qtbot, page)
    signed = page.sheet.toPlainText()
    page._workplace.act(save_report, form())
    settle(qtbot, page)
    assert "B23-002" not in page.sheet.toPlainText()
    assert signed.count("B23-001") == page.sheet.toPlainText().count("B23-001")


def test_one_key_does_the_next_step(qtbot: QtBot, page: ShiftPage) -> None:
    assert QApplication.focusWidget() is page.duty.note, "a note can be typed at once"
    step(qtbot, page)
    assert paper(page).state is not None
    step(qtbot, page)
    assert paper(page).signed
    assert page.duty.again.isVisible()
    step(qtbot, page)
    state = paper(page).state
    assert state is not None
    assert state.ended_at is not None
    assert not page.duty.step.isVisible(), "who wrote it does not read it"
    step(qtbot, page)
    assert paper(page).row.acknowledged_at is None


def test_notes_are_added_by_enter_and_begin_the_shift(qtbot: QtBot, page: ShiftPage) -> None:
    qtbot.keyClick(page.sheet, Qt.Key.Key_N, ALT)
    assert page.duty.note.hasFocus()
    qtbot.keyClicks(page.duty.note, "Genset diuji")
    qtbot.keyClick(page.duty.note, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.duty.note.toPlainText() == ""
    assert "Genset diuji" in page.sheet.toPlainText()
    state = paper(page).state
    assert state is not None
    assert [note.text for note in state.notes] == ["Genset diuji"]


def test_a_note_that_was_typed_and_not_entered_goes_along(qtbot: QtBot, page: ShiftPage) -> None:
    step(qtbot, page)
    qtbot.keyClicks(page.duty.note, "Lupa Enter")
    step(qtbot, page)
    state = paper(page).state
    assert state is not None
    assert state.handover is not None
    assert [note.text for note in state.notes] == ["Lupa Enter"]


def test_what_is_added_by_hand_survives_everything(
    qtbot: QtBot, page: ShiftPage, people: People, shown: Callable[..., QWidget]
) -> None:
    step(qtbot, page)
    qtbot.keyClick(page.sheet, Qt.Key.Key_T, ALT)
    qtbot.keyClicks(page.duty.added, "Kunci di laci")
    page.hide()  # another page is shown before the pause in typing is over
    settle(qtbot, page)
    again = ShiftPage(page._workplace)
    shown(again, 1300, 640)
    again.entered()
    settle(qtbot, again)
    assert again.duty.addition() == "Kunci di laci"
    step(qtbot, again)
    state = paper(again).state
    assert state is not None
    assert state.handover is not None
    assert state.handover.notes == "Kunci di laci"
    assert paper(again).unsigned is None


def test_a_note_survives_without_enter_and_is_gone_once_entered(
    qtbot: QtBot, page: ShiftPage, shown: Callable[..., QWidget]
) -> None:
    qtbot.keyClicks(page.duty.note, "Genset belum diuji")
    qtbot.waitUntil(lambda: shift_page_note(page) == "Genset belum diuji")  # the pause in typing
    again = ShiftPage(page._workplace)  # as after a crash: this page is asked for nothing more
    shown(again, 1300, 640)
    again.entered()
    settle(qtbot, again)
    assert again.duty.pending_note() == "Genset belum diuji"
    qtbot.keyClicks(again.duty.note, "!")
    qtbot.keyClick(again.duty.note, Qt.Key.Key_Return)
    settle(qtbot, again)
    assert again.duty.pending_note() == ""
    assert shift_page_note(page) == ""


def test_a_note_stays_with_its_shift(
    qtbot: QtBot, page: ShiftPage, people: People, clock: MovedClock
) -> None:
    earlier = handed_over(page, people, clock)
    page._on_chosen("")
    settle(qtbot, page)
    act.start_shift(page._workplace.desk, people.operator)
    running = shift_list(page._workplace.desk, people.operator.person).running
    page._on_chosen(running)
    settle(qtbot, page)
    qtbot.keyClicks(page.duty.note, "untuk sif ini")
    page._on_chosen(earlier)
    settle(qtbot, page)
    assert page.duty.pending_note() == ""
    page._on_chosen(running)
    settle(qtbot, page)
    assert page.duty.pending_note() == "untuk sif ini"


def shift_page_note(page: ShiftPage) -> str:
    """The half typed note that the store keeps."""
    found = shift_paper(page._workplace.desk, paper(page).row.id, page._workplace.session.person)
    return found.half_typed if found else ""


def test_another_person_sees_nothing_that_the_first_left_half_typed(
    qtbot: QtBot, page: ShiftPage, people: People
) -> None:
    step(qtbot, page)
    page.duty.added.setFocus()
    qtbot.keyClicks(page.duty.added, "milik Op")
    qtbot.keyClicks(page.duty.note, "catatan Op")
    page._workplace.set_session(people.supervisor)
    page.entered()
    settle(qtbot, page)
    assert page.duty.addition() == ""
    assert page.duty.pending_note() == ""
    page._workplace.set_session(people.operator)
    page.entered()
    settle(qtbot, page)
    assert page.duty.addition() == "milik Op"
    assert page.duty.pending_note() == "catatan Op"


def handed_over(page: ShiftPage, people: People, clock: MovedClock) -> str:
    """The morning shift, written and ended by the supervisor at 14.32; it is 15.10 now."""
    desk = page._workplace.desk
    act.start_shift(desk, people.supervisor)
    shift = shift_list(desk, people.supervisor.person).running
    act.write_handover(desk, people.supervisor, shift, "Radio 2 rusak.")
    act.end_shift(desk, people.supervisor, shift)
    clock.pass_minutes(40)
    return shift


def test_the_incoming_shift_reads_it_by_one_key_and_goes_on_to_its_own(
    qtbot: QtBot, page: ShiftPage, people: People, clock: MovedClock
) -> None:
    shift = handed_over(page, people, clock)
    page.entered()
    settle(qtbot, page)
    assert paper(page).row.id == shift
    assert page.sheet.hasFocus(), "first it is read"
    assert "Radio 2 rusak." in page.sheet.toPlainText()
    assert not page.duty.note.isVisible()
    step(qtbot, page)
    read = shift_paper(page._workplace.desk, shift)
    assert read is not None
    assert read.state is not None
    assert read.state.acknowledged_by == people.operator.person
    assert paper(page).row.id != shift
    assert page.duty.note.hasFocus()
    step(qtbot, page)
    state = paper(page).state
    assert state is not None
    assert (state.period, state.started_by) == ("siang", people.operator.person)


def test_a_sheet_that_was_written_anew_meanwhile_has_to_be_read_again(
    qtbot: QtBot, page: ShiftPage, people: People, clock: MovedClock
) -> None:
    shift = handed_over(page, people, clock)
    page.entered()
    settle(qtbot, page)
    act.write_handover(page._workplace.desk, people.administrator, shift, "Radio 2 sudah baik.")
    step(qtbot, page)
    assert page.duty.message.property("tone") == "danger"
    assert paper(page).row.acknowledged_at is None
    assert "sudah baik" in page.sheet.toPlainText()
    step(qtbot, page)
    assert paper(page).row.id != shift


def test_the_history_opens_any_sheet(
    qtbot: QtBot, page: ShiftPage, people: People, clock: MovedClock
) -> None:
    shift = handed_over(page, people, clock)
    page.reload()
    settle(qtbot, page)
    assert page.list.rows_model().rowCount() == 2
    other = next(row.id for row in shift_list(page._workplace.desk, "").rows if row.id != shift)
    page.list.setFocus()
    page.list.select_row(other)
    page._workplace.act(log_call, "prank")  # a change from elsewhere moves no selection
    settle(qtbot, page)
    assert page.list.selected_id() == other
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert paper(page).row.id == other
    page.list.select_row(shift)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "Radio 2 rusak." in page.sheet.toPlainText()


def test_an_incident_of_the_sheet_is_opened_by_tab_and_enter(
    qtbot: QtBot, page: ShiftPage, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(page._workplace.desk, page._workplace.session, form()).created["incident"]
    page.reload()
    settle(qtbot, page)
    page.sheet.setFocus()
    qtbot.keyClick(page.sheet, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.incident_wanted) as told:
        qtbot.keyClick(page.sheet, Qt.Key.Key_Return)
    assert told.args == [incident]


def test_the_sheet_is_printed_into_the_folder_and_opened(
    qtbot: QtBot, page: ShiftPage, tmp_path: Path, opened: list[str]
) -> None:
    step(qtbot, page)
    qtbot.keyClick(page.duty.note, Qt.Key.Key_P, CTRL)
    file = tmp_path / "kertas" / "Serah terima 2026-11-23 Pagi.pdf"
    qtbot.waitUntil(lambda: opened == [str(file)], timeout=20_000)
    assert file.read_bytes().startswith(b"%PDF")
    assert page.paper.message.property("tone") == "success"
    qtbot.keyClick(page.duty.note, Qt.Key.Key_K, ALT)
    form_file = tmp_path / "kertas" / "Formulir laporan kertas.pdf"
    qtbot.waitUntil(lambda: opened[1:] == [str(form_file)], timeout=20_000)
    assert form_file.exists()


@pytest.mark.parametrize("folder", ["kertas", "/dev/null/x", "\0"])
def test_a_folder_that_cannot_be_is_told_in_place(
    qtbot: QtBot, page: ShiftPage, opened: list[str], folder: str
) -> None:
    page.paper.folder.setText(folder)
    page.paper.form.click()
    qtbot.waitUntil(page.paper.message.isVisible, timeout=20_000)
    settle(qtbot, page)
    assert page.paper.message.property("tone") == "danger"
    assert page.paper.form.isEnabled()
    assert opened == []


def test_the_folder_is_remembered_and_an_emptied_one_is_the_usual(
    qtbot: QtBot, page: ShiftPage, tmp_path: Path
) -> None:
    page.paper.folder.setText(str(tmp_path / "lain"))
    qtbot.keyClick(page.paper.folder, Qt.Key.Key_Return)
    assert page._workplace.preferences.paper_folder == str(tmp_path / "lain")
    page.paper.folder.clear()
    qtbot.keyClick(page.paper.folder, Qt.Key.Key_Return)
    assert page._workplace.preferences.paper_folder == ""
    assert page.paper.folder.text().endswith("Konsol Madiun")


@pytest.mark.parametrize(("width", "stacked"), [(1300, False), (860, True)])
def test_no_word_is_broken_on_a_narrow_screen(
    qtbot: QtBot, page: ShiftPage, form: Callable[..., ReportForm], width: int, stacked: bool
) -> None:
    save_report(page._workplace.desk, page._workplace.session, form())
    page.resize(width, 512)
    page.reload()
    settle(qtbot, page)
    columns = page.sheet._words.words().unanswered_short
    assert (columns not in page.sheet.toPlainText()) == stacked
    assert "B23-001" in page.sheet.toPlainText()
    assert page.sheet.document().idealWidth() <= page.sheet.viewport().width() + 8


def test_step_of_every_state(page: ShiftPage, people: People, clock: MovedClock) -> None:
    desk, op, other = page._workplace.desk, people.operator, people.supervisor
    shift = shift_list(desk, op.person).running

    def steps() -> tuple[Step, Step]:
        found = shift_paper(desk, shift)
        assert found is not None
        here = shift_list(desk, op.person).running
        return step_of(found, here, op.person), step_of(found, here, other.person)

    assert steps() == (Step.START, Step.START)
    act.start_shift(desk, op)
    assert steps() == (Step.WRITE, Step.WRITE)
    act.write_handover(desk, op, shift)
    assert steps() == (Step.END, Step.END)
    clock.pass_minutes(60)  # the next period runs, and nobody has ended this one
    assert steps() == (Step.END, Step.READ)
    act.end_shift(desk, op, shift)
    assert steps() == (Step.WAIT, Step.READ)
    found = shift_paper(desk, shift)
    assert found is not None
    assert found.state is not None
    assert found.state.handover is not None
    act.acknowledge_handover(desk, other, shift, found.state.handover.fact)
    assert steps() == (Step.NOTHING, Step.NOTHING)


def test_a_sheet_that_cannot_be_read_is_said_so(page: ShiftPage) -> None:
    unreadable = replace(paper(page), sheet=None)
    page.sheet.show_paper(unreadable)
    text = page.sheet.toPlainText()
    assert "newer version" in text
    page.sheet.show_paper(replace(unreadable, sheet=HandoverSheet(composed=0, since=0, until=0)))
    assert "newer version" not in page.sheet.toPlainText()
