"""All parts of the form in the order of the conversation, as one ReportForm in and out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.call_header import CallHeader
from madiun_console.ui.intake.caller_section import CallerSection
from madiun_console.ui.intake.details_section import DetailsSection
from madiun_console.ui.intake.duplicates_box import DuplicatesBox
from madiun_console.ui.intake.earlier_message import EarlierMessage
from madiun_console.ui.intake.field import side_by_side
from madiun_console.ui.intake.kind_field import KindField
from madiun_console.ui.intake.level_box import LevelBox
from madiun_console.ui.intake.notes_section import NotesSection
from madiun_console.ui.intake.number_facts import NumberFacts
from madiun_console.ui.intake.outcomes_bar import OutcomesBar
from madiun_console.ui.intake.paper_times import PaperTimes
from madiun_console.ui.intake.past_box import PAST_KEY, PastBox
from madiun_console.ui.intake.place_section import AddressSection, PlaceField
from madiun_console.ui.intake.questions_section import QuestionsSection
from madiun_console.ui.intake.save_bar import SaveBar
from madiun_console.ui.intake.signs_section import SignsSection
from madiun_console.ui.intake.story_reader import StoryHints
from madiun_console.ui.intake.story_section import StorySection
from madiun_console.ui.intake.times_section import TimesSection
from madiun_console.ui.widgets import InlineMessage
from madiun_console.ui.workplace import Workplace

SCROLL_BAR = 10
"""Its width, as in console.qss."""
TALL, ROW = 632, 46
"""From this height on the possible duplicates have a row, then one more for every row's height, up to three."""
MOST_DUPLICATES = 3


class ReportView(QWidget):
    """Head and foot stand still, the form scrolls, and what it means stands above the foot in sight of every field."""

    edited = Signal()
    kind_settled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._started = 0
        self._counted: tuple[str, ...] = ()
        self.setProperty("role", "panel")
        self.header = CallHeader(workplace, self)
        self.paper_times = PaperTimes(workplace, self)
        self.caller = CallerSection(self)
        self.earlier = EarlierMessage(workplace, self)
        self.story = StorySection(self)
        self.kind = KindField(workplace, self)
        self.place = PlaceField(workplace, self)
        self.address = AddressSection(self)
        self.past = PastBox(workplace, self)
        self.questions = QuestionsSection(workplace, self)
        self.signs = SignsSection(workplace, self)
        self.details = DetailsSection(workplace, self)
        self.notes = NotesSection(self)
        self.times = TimesSection(workplace, self)
        self.outcomes = OutcomesBar(workplace, self, small=True)
        self.level = LevelBox(workplace, self)
        self.duplicates = DuplicatesBox(workplace, self)
        self.message = InlineMessage(workplace.appearance, self)
        self.foot = SaveBar(workplace, self)
        self._area = QScrollArea(self)
        self._set_out()
        self._order_stops()
        self._connect()

    def _set_out(self) -> None:
        space = self._workplace.appearance.theme.space
        content = QWidget()
        content.setProperty("role", "panel")
        form = QVBoxLayout(content)
        # The scroll bar always has its place: the fields keep their width when it is needed.
        form.setContentsMargins(space.l, space.s, space.l - SCROLL_BAR, space.m)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        form.setSpacing(space.s)
        upper: list[QWidget] = [self.paper_times, self.caller, self.earlier, self.story]
        lower: list[QWidget] = [
            self.address,
            self.past,
            self.questions,
            self.signs,
            self.details,
            self.notes,
            self.times,
        ]
        for widget in upper:
            form.addWidget(widget)
        form.addLayout(side_by_side(self.kind, self.place))
        for widget in lower:
            form.addWidget(widget)
        form.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        self._area.viewport().installEventFilter(self)
        meaning = QVBoxLayout()
        meaning.setContentsMargins(space.l, space.s, space.l, space.s)
        meaning.setSpacing(6)
        below: list[QWidget] = [self.outcomes, self.level, self.duplicates, self.message]
        for widget in below:
            meaning.addWidget(widget)
        rules = [QFrame(self), QFrame(self)]
        for rule in rules:
            rule.setProperty("role", "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rules[0])
        column.addWidget(self._area, 1)
        column.addWidget(rules[1])
        column.addLayout(meaning)
        column.addWidget(self.foot)

    def _order_stops(self) -> None:
        """Tab follows the conversation: the order of the screen, not the order in which widgets were made."""
        caller, notes, times = self.caller, self.notes, self.times
        stops: list[QWidget] = [self.header.channel, self.header.parked]
        stops += [self.paper_times.occurred, self.paper_times.reported, caller.number, caller.name]
        stops += [caller.more.button, caller.anonymous, caller.protected, caller.home, self.story.narrative]
        stops += [self.kind.choice, self.place.choice, self.address.address, self.address.landmark]
        stops += [self.past.fold, *self.past.view.which.buttons, self.past.view.rows, self.questions.next]
        for row in (*self.questions.choices.values(), self.signs.chips):
            stops += row.buttons
        stops += [self.details.fold.button, *self.details.lines.values()]
        stops += [notes.fold.button, notes.groups, notes.remarks, times.fold.button]
        stops += [times.occurred.ticked, times.occurred.moment, times.reported.ticked, times.reported.moment]
        stops += [*times.due.buttons, *self.outcomes.buttons.values()]
        stops += [self.level.confirm_link, self.level.raise_link, self.level.undo_link]
        stops += [self.duplicates.join_link, self.duplicates.look_link, self.duplicates.rows]
        stops += [self.foot.save, *self.foot.escalate.values(), self.foot.more]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for part in (
            self.header, self.caller, self.story, self.kind, self.place, self.address, self.questions,
            self.signs, self.details, self.notes, self.times, self.level, self.paper_times,
        ):  # fmt: skip
            part.edited.connect(self._on_edited)
        self.duplicates.joined.connect(self._on_edited)
        self.kind.settled.connect(lambda: self.details.show_kind(self.kind.kind_id, open_=True))
        self.place.street_chosen.connect(self.address.fill_street)
        self.questions.next_wanted.connect(self.go_on)
        QShortcut(QKeySequence(PAST_KEY), self).activated.connect(self.past.toggle)
        self.past.incident_wanted.connect(self.earlier.incident_wanted)
        self.past.opened.connect(lambda: self._area.ensureWidgetVisible(self.past, 0, 8))

    # ------------------------------------------------------------------------------------------ in and out

    def form(self) -> ReportForm:
        """The form as it stands, suggestions in the fields of kind and place included."""
        values: dict[str, Any] = {"started": self._started, "counted": self._counted}
        for part in (
            self.header, self.caller, self.story, self.kind, self.questions, self.signs, self.details,
            self.times, self.level, self.duplicates, self.paper_times,
        ):  # fmt: skip
            values |= part.values()
        values |= self.address.values(self.place)
        values |= self.notes.values(self.kind.typed_in_vain())
        return ReportForm(**values)

    def show_form(self, form: ReportForm) -> None:
        """Fill in everything without telling anyone."""
        self._started, self._counted = form.started, form.counted
        self.header.show_call(form.channel, form.started, paper=form.paper)
        for part in (
            self.paper_times, self.caller, self.story, self.kind, self.place, self.address, self.questions, self.signs,
            self.details, self.notes, self.times, self.level, self.duplicates,
        ):  # fmt: skip
            part.show_form(form)
        self.earlier.show_facts(None)
        self.past.show_past(None)
        self.message.clear()
        self._area.verticalScrollBar().setValue(0)
        self._settle()

    def suggest(self, hints: StoryHints) -> None:
        """Show what the narrative hints at."""
        self.kind.suggest([kind.kind_id for kind in hints.words.kinds])
        self.place.suggest(hints.place)
        self.questions.suggest(hints.words.answers)
        self.signs.suggest(hints.words.factors)
        self.details.show_kind(self.kind.kind_id)

    def show_facts(self, facts: NumberFacts) -> None:
        """Show what is known of the number."""
        self.caller.show_facts(facts)
        self.earlier.show_facts(facts)
        self._settle()

    def follow_rules(self) -> None:
        """Other questions and outcomes: their fields are made anew, with what was answered."""
        for part in (self.questions, self.outcomes, self.details):
            part.follow_rules()
        self._order_stops()
        self._settle()

    def confirm(self) -> bool:
        """Take every suggestion; whether there was one."""
        taken = [part.confirm() for part in (self.kind, self.place, self.questions, self.signs)]
        if any(taken):
            self._on_edited()
        return any(taken)

    # ------------------------------------------------------------------------------------------ going through it

    def is_blank(self) -> bool:
        """Whether nobody has typed a number or a story yet."""
        return not (self.caller.number.text() or self.story.narrative.toPlainText())

    def begin_at(self) -> None:
        """Where typing starts: the number, the times of a paper form, or the narrative of a call that goes on."""
        if self.form().paper and not self.story.narrative.toPlainText():
            self.paper_times.occurred.begin_at_hour()
            return
        field = self.story.narrative if self.story.narrative.toPlainText() else self.caller.number
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next thing that is still open: narrative, kind, place, then the required questions."""
        open_: list[QWidget] = []
        if not self.story.narrative.toPlainText().strip():
            open_.append(self.story.narrative)
        open_ += [field.choice for field in (self.kind, self.place) if field.choice.value() is None]
        open_ += self.questions.open_questions()
        if not open_:
            self.foot.save.setFocus(Qt.FocusReason.TabFocusReason)
            return
        focus: QWidget | None = self.focusWidget()
        here = -1
        if focus is not None:
            here = next((at for at, one in enumerate(open_) if one is focus or one.isAncestorOf(focus)), -1)
        wanted = open_[(here + 1) % len(open_)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(wanted, 0, 60)

    def text_fields(self) -> list[QWidget]:
        """Every field that takes typed text, for the pane to see it being left."""
        return [*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        """Enter on a line goes on to where the conversation goes."""
        focus: QWidget | None = self.focusWidget()
        if focus in (self.caller.number, self.caller.name):
            self.story.narrative.setFocus(Qt.FocusReason.TabFocusReason)
        elif focus is not None and self.questions.isAncestorOf(focus):
            self.go_on()
        else:
            for field in (self.kind, self.place):
                if focus is field.choice and field.confirm():
                    self._on_edited()
            self.focusNextPrevChild(True)

    # ------------------------------------------------------------------------------------------ what is in sight

    def _on_edited(self) -> None:
        self._settle()
        self.edited.emit()

    def _settle(self) -> None:
        """An empty form offers the calls that are no incident; one with words says what they mean."""
        form = self.form()
        said = bool(form.narrative.strip() or form.kind_id or form.unit or form.answers or form.ticked)
        # Who asks about an own report was asked before: the questions are there, and none is missing.
        self.questions.mark_open(said and not self.earlier.tells_of(form.joins))
        self.outcomes.setVisible(not said)
        self.level.setVisible(said or bool(form.raised_to))
        self.details.show_kind(form.kind_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._area.viewport():
            focus: QWidget | None = self.focusWidget()
            if focus is not None and self.isAncestorOf(focus):
                self._area.ensureWidgetVisible(focus, 0, 8)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = 1 + (self.height() - TALL) // ROW
        self.duplicates.set_most_rows(max(0, min(MOST_DUPLICATES, room)))
        self.level.set_low(low=room <= 0)
