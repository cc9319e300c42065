"""Taking calls: begins, stores, parks, resumes and ends them; what the form looks like is `report_view.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from madiun_console.actions.drafts import discard_draft, new_draft_id, park_draft, resume_draft
from madiun_console.domain.changes import Changes
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ConsoleError
from madiun_console.queries.desk_lists import draft_form
from madiun_console.queries.queue import incidents
from madiun_console.queries.rows import DraftRow, IncidentRow
from madiun_console.ui.intake.call_shelf import CallShelf, left_open
from madiun_console.ui.intake.draft_keeper import FAILED, DraftKeeper
from madiun_console.ui.intake.end_words import EndWords
from madiun_console.ui.intake.endings import count_call, is_number_only, save_and_name
from madiun_console.ui.intake.held_keys import HeldKeys
from madiun_console.ui.intake.live_answers import LiveAnswers
from madiun_console.ui.intake.pane_keys import keys_of
from madiun_console.ui.intake.paper_times import next_paper_form
from madiun_console.ui.intake.report_view import ReportView
from madiun_console.ui.intake.resting_page import RestingPage
from madiun_console.ui.intake.story_reader import LevelAnswer, StoryHints
from madiun_console.ui.workplace import Workplace


class IntakePane(QWidget):
    """One call at a time is on the screen; others are parked. A form is cleared only after it has been stored."""

    row_coming = Signal(object)  # IncidentRow, while the disk still writes it: nobody may see it yet
    row_saved = Signal(object)  # IncidentRow, for the queue to show at once
    saved = Signal(str, str)
    """(incident, kind of agency to escalate to or nothing)."""
    left = Signal()
    """The call was parked, or there is none: show the incident again."""
    incident_wanted = Signal(str)
    parked_changed = Signal(int)
    pane_wanted = Signal()
    """Show this pane: a call is back on the form (after a crash, or by Ctrl+P), or the list of parked calls is."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._in_call = False
        self.setProperty("role", "pane-left-edge")
        self.view = ReportView(workplace, self)
        self._held = HeldKeys(self.view)
        self.resting = RestingPage(workplace, self)
        self.keeper = DraftKeeper(workplace, self.view.form, self)
        self.live = LiveAnswers(workplace, self.view.form, self)
        self.shelf = CallShelf(workplace, self)
        self._words = EndWords(workplace, self)
        self._pages = QStackedWidget(self)
        self._pages.setProperty("role", "panel")
        self._pages.addWidget(self.resting)
        self._pages.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._pages)
        self.keys = keys_of(self, workplace.desk.rulebook.call_outcomes)
        self._connect()

    def _connect(self) -> None:
        view, live, place = self.view, self.live, self._workplace
        view.edited.connect(self._on_edited)
        view.details.lines_changed.connect(lambda: self.keys.watch([*view.details.lines.values()]))
        view.header.parked_wanted.connect(self.show_parked)
        view.outcomes.picked.connect(self.count)
        view.foot.save_wanted.connect(self.save)
        view.foot.park_wanted.connect(self.park)
        view.foot.discard_wanted.connect(self.discard)
        view.foot.paper_wanted.connect(self.begin_paper)
        for part in (view.foot, view.level):
            part.confirm_wanted.connect(view.confirm)
        view.duplicates.incident_wanted.connect(self.incident_wanted)
        view.duplicates.joined.connect(self._know_target)
        view.earlier.incident_wanted.connect(self.incident_wanted)
        view.earlier.join_wanted.connect(view.duplicates.join)
        self.resting.call_wanted.connect(self.begin)
        self.resting.paper_wanted.connect(self.begin_paper)
        self.resting.resumed.connect(self.resume)
        self.resting.outcomes.picked.connect(self.count)
        self.keys.field_left.connect(self._on_field_left)
        self.keeper.state_changed.connect(self._on_kept)
        live.ready.connect(view.place.use_reader)
        live.hints_known.connect(self._on_hints)
        live.level_known.connect(self._on_level)
        live.duplicates_known.connect(view.duplicates.show_found)
        live.number_known.connect(view.show_facts)
        live.past_known.connect(view.past.show_past)
        self.shelf.drafts_known.connect(self.resting.show_drafts)
        self.shelf.parked_changed.connect(view.header.set_parked)
        self.shelf.parked_changed.connect(self.parked_changed)
        for bar in (view.outcomes, self.resting.outcomes):
            self.shelf.counts_known.connect(bar.show_counts)
        place.session_changed.connect(self._on_session)
        place.jobs.broke.connect(self._on_broke)

    # ------------------------------------------------------------------------------------------ beginning

    def is_busy(self) -> bool:
        """Whether a call is being taken."""
        return self._in_call

    def begin(self) -> None:
        """Take a new call; the present one is parked first."""
        self._put_aside(self._begin, next_form=True)

    def begin_paper(self) -> None:
        """Type in a paper form; each one that is saved is followed at once by the next, until Esc."""
        self._put_aside(partial(self._begin_paper, None), next_form=True)

    def _begin_paper(self, before: ReportForm | None) -> None:
        self._show(new_draft_id(self._workplace.desk), next_paper_form(self._new_form(), before))

    def resume(self, draft: str) -> None:
        """Go on with a call that was parked or thrown away; the present one is parked first."""
        self._put_aside(lambda: self.shelf.read(partial(self._on_resumed, draft)))

    def restore(self) -> None:
        """After a start or another person's sign-in: bring back the call that this person was taking."""
        self.keys.settle()
        if not self._workplace.signed_in:
            return
        self.live.prepare()
        self.shelf.count()
        mine = self._in_call and self.keeper.by.person == self._workplace.session.person
        self.shelf.read(None if mine else self._on_restored)

    def _begin(self) -> None:
        self._show(new_draft_id(self._workplace.desk), self._new_form())

    def _new_form(self) -> ReportForm:
        channel = self._workplace.desk.rulebook.channels[0].id
        return ReportForm(channel=channel, started=self._workplace.ticker.wall_ms())

    def _show(self, draft: str, form: ReportForm) -> None:
        self.keys.settle()
        self._in_call = True
        self.live.forget()
        self.live.prepare()
        self.keeper.take(draft, self._workplace.session)
        self.view.show_form(form)
        self.resting.message.clear()
        self._pages.setCurrentWidget(self.view)
        self.view.begin_at()
        self._know_target()
        self.live.ask_soon()
        self._come_forward()

    def _on_resumed(self, draft: str, rows: list[DraftRow]) -> None:
        row = next((row for row in rows if row.id == draft), None)
        if row is not None and not self._in_call:
            self._workplace.act(resume_draft, draft)
            self._show(draft, draft_form(row))

    def _on_restored(self, rows: list[DraftRow]) -> None:
        active = [row for row in left_open(rows) if row.id != self.keeper.draft]
        if active and not self._in_call:
            row = active.pop(0)
            self._show(row.id, draft_form(row))
            self._workplace.told.emit("info", self.tr("The report that was not saved yet is back as it was"))
        for row in active:
            self._workplace.act(park_draft, row.id, draft_form(row))

    # ------------------------------------------------------------------------------------------ putting aside

    def park(self) -> None:
        """Put the call aside and leave the pane; leave it, when there is no call."""
        self._put_aside(self._leave)

    def park_for_later(self) -> None:
        """Put the call aside because somebody else wants to sign in; nothing is shown instead."""
        self._put_aside(self._rest)

    def keep_now(self) -> None:
        """Store the draft at once: the window closes or is locked."""
        self.keeper.flush(queue=True)

    def show_parked(self) -> None:
        """Change over to the call that waits; when several wait, or none, show the list."""
        if len(self.shelf.waiting) == 1:
            self.resume(self.shelf.waiting[0])
        else:
            self._put_aside(self._rest_at_list)

    def _put_aside(self, then: Callable[[], None], *, next_form: bool = False) -> None:
        """Park the present call, if there is one, and go on when it is stored; `next_form`: with another form at once."""
        if self._held.holding:
            return
        if not self._in_call:
            then()
            return
        form = self.view.form()
        act = partial(park_draft, self._workplace.desk, self.keeper.by, self.keeper.draft, form)
        if form.is_empty():  # nothing to wait for: the next call's first digit must find its field
            self._workplace.jobs.act(act, done=lambda _: None)
            self._on_ended(lambda _: then(), None)
        else:
            self._end(act, lambda _: then(), keeps=next_form)

    def _end(self, action: Callable[[], Any], then: Callable[[Any], None], *, keeps: bool = False) -> None:
        """Run what ends the call. The form is cleared once it is stored, and stays as it is when the store refuses."""
        self._hold(keeps=keeps)
        self._workplace.jobs.act(action, done=partial(self._on_ended, then), failed=self._on_refused)

    def _on_ended(self, then: Callable[[Any], None], result: Any) -> None:
        self._let_go()
        self._empty()
        then(result)

    def _hold(self, *, keeps: bool = False) -> None:
        self._held.hold(keeps=keeps)
        self.keeper.rest()

    def _let_go(self) -> None:
        self._held.let_go()
        self._in_call = False
        self.keeper.let_go()
        self.live.forget()

    def _empty(self) -> None:
        self.view.show_form(replace(self._new_form(), started=0))
        self.view.header.clock.stop()

    def _on_refused(self, error: ConsoleError) -> None:
        self._held.let_go(keyboard_too=True)
        self.view.message.show_message("danger", error.text(self._workplace.language))
        self.keeper.go_on()

    def _rest(self) -> None:
        self._pages.setCurrentWidget(self.resting)

    def _rest_at_list(self) -> None:
        self._rest()
        self._come_forward()
        self.resting.focus_list()

    def _come_forward(self) -> None:
        if not self.isVisible():
            self.pane_wanted.emit()

    def _leave(self) -> None:
        self._rest()
        self.left.emit()

    def save(self, agency_kind: str = "") -> None:
        """Log the report, then show its incident, with the escalation for a kind of agency open."""
        if not self._in_call or self._held.holding:
            return
        form = self.view.form()
        coming = partial(self._workplace.jobs.hand_over, self.row_coming.emit)
        act = partial(save_and_name, self._workplace.desk, self.keeper.by, form, self.keeper.draft, coming)
        self._hold()
        next_paper = form.paper and not agency_kind
        done = partial(self._on_paper_saved, form) if next_paper else partial(self._on_saved, agency_kind)
        self._workplace.jobs.act(act, first=self._on_durable, done=done, failed=self._on_refused)

    def count(self, outcome: str) -> None:
        """The call was no incident: count it, and be ready for the next one."""
        if self._held.holding or not self._workplace.signed_in:
            return
        desk = self._workplace.desk
        if not self._in_call:
            act = partial(count_call, desk, self._workplace.session, outcome, self._new_form(), "")
            self._workplace.jobs.act(act, done=lambda _: self._on_counted(outcome, ""))
            return
        form, draft = self.view.form(), self.keeper.draft
        thrown = "" if is_number_only(form) else draft
        act = partial(count_call, desk, self.keeper.by, outcome, form, draft)
        self._end(act, lambda _: self._on_counted(outcome, thrown, form))

    def discard(self) -> None:
        """Throw the call away; it can be brought back for a day."""
        if not self._in_call or self._held.holding:
            return
        form, draft = self.view.form(), self.keeper.draft
        act = partial(discard_draft, self._workplace.desk, self.keeper.by, draft, form)
        self._end(act, lambda _: self._leave() if form.is_empty() else self._on_discarded(draft))

    def _on_durable(self, result: tuple[str, IncidentRow | None, Changes]) -> None:
        if result[1] is not None:
            self.row_saved.emit(result[1])

    def _on_saved(self, agency_kind: str, result: tuple[str, IncidentRow | None, Changes]) -> None:
        incident, row, _ = result
        self._let_go()
        self.saved.emit(incident, agency_kind)
        self._rest()
        self._empty()  # out of sight now: in sight each of its fields would be laid out and painted, 15 ms
        self._workplace.told.emit("success", self._words.saved(row))

    def _on_paper_saved(self, form: ReportForm, result: tuple[str, IncidentRow | None, Changes]) -> None:
        self._let_go()
        self._begin_paper(form)
        self._workplace.told.emit("success", self._words.saved(result[1]))

    def _on_counted(self, outcome: str, thrown: str, form: ReportForm | None = None) -> None:
        visible, paper = self.isVisible(), form is not None and form.paper
        if paper:
            self._begin_paper(form)
        else:
            self._rest()
            if visible:
                self.resting.begin.setFocus()

        def say(counts: Any) -> None:
            text = self._words.counted(outcome, counts, form.number if form else "")
            if thrown:
                self.resting.show_thrown_away(thrown, text)
            else:
                self.resting.show_done(text)
            if not self.isVisible() or paper:
                self._workplace.told.emit("success", text)

        self.shelf.count(say)

    def _on_discarded(self, draft: str) -> None:
        self._rest_at_list()
        self.resting.show_thrown_away(draft, self.tr("The call was thrown away."))

    # ------------------------------------------------------------------------------------------ while it is filled in

    def _on_edited(self) -> None:
        if self._in_call:
            self.live.declined = self.view.signs.declined
            self.keeper.touch()
            self.live.ask_soon()

    def _on_hints(self, hints: StoryHints) -> None:
        before = (self.view.kind.kind_id, self.view.place.unit)
        self.view.suggest(hints)
        self.live.street = self.view.place.street
        if before != (self.view.kind.kind_id, self.view.place.unit):
            self.keeper.touch()

    def _on_level(self, answer: LevelAnswer) -> None:
        self.view.level.show_answer(answer, self.view.kind.kind_id)

    def _on_field_left(self) -> None:
        self.view.caller.tidy_number()
        self.keeper.flush()

    def _on_kept(self, state: str) -> None:
        self.view.header.set_stored(state)
        if state == FAILED and self.keeper.error is not None:
            self.view.message.show_message("danger", self.keeper.error.text(self._workplace.language))

    def _know_target(self) -> None:
        if joins := self.view.form().joins:
            self._workplace.ask(incidents, [joins], done=self._on_target)

    def _on_target(self, rows: list[IncidentRow]) -> None:
        for row in rows:
            self.view.duplicates.show_target(row)

    # ------------------------------------------------------------------------------------------ changes from elsewhere

    def apply(self, changes: Changes) -> None:
        """Something changed in the store."""
        if changes.drafts:
            self.shelf.read()
        if changes.calls:
            self.shelf.count()
        if self._in_call and (changes.incidents or changes.calls or changes.escalations):
            self.live.look_again()

    def _on_session(self, session: object) -> None:
        """Another person must not read what the last one took down: it is parked under the last one's name."""
        if self._in_call and (session is None or self.keeper.by.person != self._workplace.session.person):
            self._rest()
            self._put_aside(self._rest)
        self.resting.message.clear()

    def _on_broke(self, _error: object) -> None:
        self.keeper.on_broke()
        if self._held.holding:
            self._held.let_go()
            self.keeper.go_on()

    # ------------------------------------------------------------------------------------------ overrides of Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keys.settle()
        if self._in_call:
            self.live.ask_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keeper.flush(queue=True)
        self.live.hold()
        super().hideEvent(event)
