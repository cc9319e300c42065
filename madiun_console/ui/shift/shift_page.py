"""The shift: its sheet at the left, its next step, notes, print and the earlier shifts at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from madiun_console.actions import shift as act
from madiun_console.actions.desk import Session
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.shift_sheet import ShiftList, ShiftPaper, shift_list, shift_paper
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.help_panel import Keys
from madiun_console.ui.shift.duty_panel import ADDED_KEY, NOTE_KEY, DutyPanel
from madiun_console.ui.shift.print_panel import PrintPanel
from madiun_console.ui.shift.sheet_view import SheetView
from madiun_console.ui.shift.shift_words import ShiftWords, Step, step_of
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, Section
from madiun_console.ui.workplace import Workplace

SIDE = 392
TOGETHER_MS = 300
"""Changes that come in a burst are read once."""
ROW_HEIGHT, LEAST_ROWS = 46, 3


class ShiftPage(Retranslated, QWidget):
    """A sheet that is not signed shows things as they are now and follows every change."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._words = ShiftWords(workplace, self)
        self._list: ShiftList | None = None
        self._paper: ShiftPaper | None = None
        self._by: Session | None = None
        self._chosen = ""
        """The shift that somebody picked from the list; empty: the one that concerns them now."""
        self._title, self._under = title_label(self), text_label(self)
        self.sheet = SheetView(workplace, self)
        self.duty = DutyPanel(workplace, self)
        self.paper = PrintPanel(workplace, self)
        self._earlier = Section(parent=self)
        self.list = ClickableList(workplace.appearance, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER_MS)
        self._minute = -1
        self._entering = False
        """The next shift that is read is another one: the keyboard goes where its work begins."""
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("role", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        rule = QFrame(inside)
        rule.setProperty("role", "rule")
        for part in (self.duty, rule, self.paper, self._earlier):
            column.addWidget(part)
        self.list.setMinimumHeight(LEAST_ROWS * ROW_HEIGHT)
        column.addWidget(self.list, 1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        side = QFrame(self)
        side.setProperty("role", "card")
        side.setFixedWidth(SIDE)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(1, 1, 1, 1)
        beside.addWidget(self._scroll)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.sheet, 1)
        body.addWidget(side)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._under)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(words)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        place = self._workplace
        self.sheet.incident_wanted.connect(self.incident_wanted)
        self.duty.step_wanted.connect(self._on_step)
        self.duty.note_wanted.connect(self._on_note)
        self.duty.addition_typed.connect(partial(self._keep, act.keep_addition))
        self.duty.note_typed.connect(partial(self._keep, act.keep_note))
        self.paper.sheet_wanted.connect(self._on_print)
        self.paper.form_wanted.connect(self._on_form)
        self.list.row_activated.connect(self._on_chosen)
        self._soon.timeout.connect(self.reload)
        place.ticker.ticked.connect(self._on_tick)
        place.session_changed.connect(self._on_session)

    def entered(self) -> None:
        """Called when the page is shown: first what concerns this person now."""
        self._chosen = ""
        self.paper.message.clear()
        self.reload(then=self._take_keyboard)

    def apply(self, changes: Changes) -> None:
        """Follow what happens while somebody looks."""
        concerned = (
            changes.shifts or changes.incidents or changes.escalations or changes.callbacks or changes.calls
            or changes.drafts
        )  # fmt: skip
        if concerned and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """Read the list, then the shift that is shown."""
        place = self._workplace
        if place.signed_in:
            place.ask(
                shift_list, place.session.person, done=partial(self._on_list, then), latest="shift_list"
            )

    def keys(self) -> Keys:
        """For F1: the keys that stand on no button."""
        lines = (
            (NOTE_KEY, self.tr("Note something for the next shift")),
            (ADDED_KEY, self.tr("Add to the sheet by hand")),
            ("Tab", self.tr("In the sheet: from incident to incident, Enter opens it")),
        )
        return Keys(self.tr("Shift"), lines)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Shift"))
        self._under.setText(
            self.tr(
                "What the next shift has to know: put together by the program, completed and signed by people."
            )
        )
        self._earlier.set_text(self.tr("Shifts, Enter opens the sheet"))
        self.list.setAccessibleName(self.tr("Shifts"))
        self._fill()

    # ------------------------------------------------------------------------------------------ what is shown

    def _on_list(self, then: Callable[[], None] | None, found: ShiftList) -> None:
        self._list = found
        wanted = self._chosen or found.wanted
        if not wanted:
            self._fill()
            return
        self._workplace.ask(
            shift_paper, wanted, self._workplace.session.person, done=partial(self._on_paper, then), latest="shift_paper"
        )  # fmt: skip

    def _on_paper(self, then: Callable[[], None] | None, paper: ShiftPaper | None) -> None:
        if paper is None or not self._workplace.signed_in:
            return
        self._paper, self._by = paper, self._workplace.session
        self._fill()
        if then is not None:
            then()

    def _fill(self) -> None:
        found, place = self._list, self._workplace
        if found is None or not place.signed_in:
            return
        now = place.ticker.wall_ms()
        self.list.set_rows([self._words.list_row(row, found.running, now) for row in found.rows])
        if self._paper is not None:
            if not self.list.hasFocus() or not self.list.selected_id():
                self.list.select_row(self._paper.row.id)
            self.sheet.show_paper(self._paper)
            self.duty.show_paper(self._paper, self._step(self._paper))
        else:
            self.duty.setVisible(False)

    def _step(self, paper: ShiftPaper) -> Step:
        running = self._list.running if self._list else ""
        return step_of(paper, running, self._workplace.session.person)

    def _take_keyboard(self) -> None:
        if not self.isVisible() or self._paper is None:
            return
        reading = self._step(self._paper) is Step.READ
        (self.sheet if reading else self.duty.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, shift: str) -> None:
        self._chosen = shift
        self.reload()

    def _on_tick(self) -> None:
        """Ages and what is due move on with the clock; a new period may begin."""
        minute = self._workplace.ticker.wall_ms() // 60_000
        if minute != self._minute:
            self._minute = minute
            if self.isVisible() and not self._soon.isActive():
                self._soon.start()

    def _on_session(self, _session: object) -> None:
        self.duty.forget()
        self._paper = self._list = self._by = None
        self._chosen = ""

    # ------------------------------------------------------------------------------------------ what a person does

    def _on_step(self, step: Step) -> None:
        paper = self._paper
        if paper is None:
            return
        self.duty.keep()
        note, shift = self.duty.pending_note(), paper.row.id
        if note and step in (Step.WRITE, Step.END):  # typed and not entered: it is meant for the next shift
            self._do(act.add_shift_note, note, shift, done=partial(self._after_note, paper, step))
            return
        self._take(paper, step)

    def _after_note(self, paper: ShiftPaper, step: Step) -> None:
        self.duty.clear_note()
        self._take(paper, step)

    def _take(self, paper: ShiftPaper, step: Step) -> None:
        shift = paper.row.id
        match step:
            case Step.START:
                self._do(act.start_shift, done=lambda: self._done(self.tr("The shift has begun.")))
            case Step.WRITE:
                self._do(
                    act.write_handover, shift, self.duty.addition(),
                    done=lambda: self._done(self.tr("The sheet is written. It can be printed now.")),
                )  # fmt: skip
            case Step.END:
                self._do(act.end_shift, shift, done=lambda: self._done(self.tr("The shift is ended.")))
            case Step.READ if paper.state is not None and paper.state.handover is not None:
                self._do(act.acknowledge_handover, shift, paper.state.handover.fact, done=self._on_read)
            case _:
                pass

    def _on_read(self) -> None:
        """On to the shift that begins."""
        self._chosen = ""
        self._workplace.told.emit("success", self.tr("Noted: you have read the sheet."))
        self._entering = True

    def _on_note(self, text: str) -> None:
        paper = self._paper
        shift = paper.row.id if paper is not None and paper.state is not None else None
        self._do(act.add_shift_note, text, shift, done=self.duty.clear_note)

    def _keep(self, action: Callable[..., Any], shift: str, text: str) -> None:
        if self._by is not None:  # who typed it, though somebody else may be signed in by now
            self._workplace.jobs.act(action, self._workplace.desk, self._by, shift, text)

    def _do(self, action: Callable[..., Any], *arguments: Any, done: Callable[[], None]) -> None:
        def finished(_changes: Changes) -> None:
            self.duty.set_busy(False)
            done()
            entering, self._entering = self._entering, False
            self.reload(then=self._take_keyboard if entering else None)

        def refused(error: ConsoleError) -> None:
            self.duty.set_busy(False)
            self.duty.say("danger", error.text(self._workplace.language))
            self.reload()

        self.duty.set_busy(True)
        self.duty.message.clear()
        self._workplace.act(action, *arguments, done=finished, failed=refused)

    def _done(self, text: str) -> None:
        self.duty.say("success", text)

    # ------------------------------------------------------------------------------------------ paper

    def _on_print(self) -> None:
        from madiun_console.ui.paper.handover_page import file_name, handover_paper

        paper, desk = self._paper, self._workplace.desk
        if paper is not None:
            page = handover_paper(desk.rulebook, desk.letter, paper, training=desk.demo)
            self._save(page, file_name(desk.rulebook, paper))

    def _on_form(self) -> None:
        from madiun_console.ui.paper.intake_form import FILE_NAME, intake_form

        desk = self._workplace.desk
        self._save(intake_form(desk.rulebook, training=desk.demo), FILE_NAME)

    def _save(self, page: Any, name: str) -> None:
        from madiun_console.ui.paper.pdf import save_pdf

        try:
            file = self.paper.target() / name
        except ConsoleError as error:
            self._on_not_saved(error)
            return
        self.paper.set_busy(True)
        self._workplace.jobs.aside(save_pdf, page, file, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, file: Path) -> None:
        self.paper.set_busy(False)
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        words = (
            self.tr("Saved and opened: {file}") if opened else self.tr("Saved: {file}. Open it to print it.")
        )
        self.paper.message.show_message("success", words.format(file=file.name))

    def _on_not_saved(self, error: ConsoleError) -> None:
        self.paper.set_busy(False)
        self.paper.message.show_message("danger", error.text(self._workplace.language))

    def hideEvent(self, event: QHideEvent) -> None:
        self.duty.keep()
        self._soon.stop()
        super().hideEvent(event)
