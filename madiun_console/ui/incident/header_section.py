"""What is known of the incident, who takes care of it, since when; and the links that change level, kind, place, owner."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions import work_incident
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.cap_button import CapButton
from madiun_console.ui.incident.change_forms import HandOverForm, KindForm, LowerForm
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import FormSlot, InPlaceForm
from madiun_console.ui.incident.labels import FlowRow, WrapLabel, retone
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.place_form import PlaceForm
from madiun_console.ui.incident.review_words import ReviewWords
from madiun_console.ui.incident.words import level_word, place_words, status_since
from madiun_console.ui.widgets import Chip, ElidedLabel, KeyButton, MenuButton, MenuEntry, StateChip
from madiun_console.ui.workplace import Workplace

TONE_OF_STATUS = {"closed": "neutral", "resolved": "success", "reopened": "warning"}


class HeaderSection(PaneSection):
    """Place, callers, opening, status with its clock, owner; forms open below them."""

    review_wanted = Signal(str)
    """A supervisor wants to review the closing of this incident."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._review_words = ReviewWords(workplace, self)
        self._place = WrapLabel("", self)
        self._facts = WrapLabel("muted", self)
        self._closing = WrapLabel("strong", self)
        self._verdict = WrapLabel("", self)
        self.review = KeyButton("", keys.REVIEW, role="link", parent=self)
        self._status = StateChip(Chip(""), workplace.appearance, self)
        self._age = StateChip(Chip(""), workplace.appearance, self)
        self._owner = ElidedLabel("", "muted", self)
        self.claim = CapButton("", keys.CLAIM, role="link", parent=self)
        self.hand_over = KeyButton("", keys.HAND_OVER, role="link", parent=self)
        self.level = MenuButton("", role="link", parent=self)
        self.level.set_key(keys.LEVEL)
        self.kind = KeyButton("", keys.KIND, role="link", parent=self)
        self.place = KeyButton("", keys.PLACE, role="link", parent=self)
        self.slot = FormSlot(self)
        self._set_out()
        self.review.clicked.connect(lambda: self.review_wanted.emit(self.page.id if self.page else ""))
        self.claim.clicked.connect(self.claim_now)
        self.hand_over.clicked.connect(lambda: self._open(HandOverForm))
        self.kind.clicked.connect(lambda: self._open(KindForm))
        self.place.clicked.connect(lambda: self._open(PlaceForm))
        self.level.picked.connect(self._on_level)
        self.retranslate()

    def _set_out(self) -> None:
        now = FlowRow(8, self)
        now.add(self._status, self._age, self.review)
        owner = FlowRow(10, self)
        owner.add(self._owner, self.claim, self.hand_over)
        change = FlowRow(10, self)
        change.add(self.level, self.kind, self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        closing = (self._closing, self._verdict)
        for widget in (self._place, self._facts, *closing, now, owner, change, self.slot):
            column.addWidget(widget)

    def set_words(self) -> None:
        self.review.set_label(self.tr("Review the closing"))
        self.claim.set_label(self.tr("Take it"))
        self.hand_over.set_label(self.tr("Hand over"))
        self.level.set_label(self.tr("Level"))
        self.kind.set_label(self.tr("Kind"))
        self.place.set_label(self.tr("Place"))

    def fill(self, page: IncidentPage) -> None:
        detail = page.detail
        row, state = detail.row, detail.state
        self._place.show_text(place_words(self.rulebook, state.place, self.tr("Place not known yet")))
        opened = self.tr("{callers} different callers · opened {time} by {name}, desk {desk}")
        self._facts.show_text(
            opened.format(
                callers=self.workplace.formats.number(row.callers),
                time=self.moment(state.opened_at),
                name=detail.people.get(state.opened_by, "?"),
                desk=state.desk,
            )
        )
        self._closing.show_text(self._closed_by(page))
        verdict, tone = self._review_words.verdict(detail, self.moment)
        self._verdict.show_text(verdict)
        retone(self._verdict, tone)
        self.review.setVisible(state.waits_for_review and self.workplace.may("review"))
        mine = row.owner == self.workplace.session.person if self.workplace.signed_in else False
        owner = self.tr("Owner: {name}").format(name=row.owner_name) if row.owner else self.tr("No owner yet")
        self._owner.set_full_text(self.tr("You are the owner") if mine else owner)
        self._owner.setVisible(state.is_open or row.owner is not None)
        self.claim.setVisible(state.is_open and not mine)
        self.hand_over.setVisible(state.is_open)
        self._fill_levels(page)
        self.tick()

    def tick(self) -> None:
        if self.page is None:
            return
        detail, formats = self.page.detail, self.workplace.formats
        status = self.rulebook.states.label(detail.row.status, self.workplace.language)
        span = formats.span(self.clock.seconds_since(status_since(detail)))
        tone = TONE_OF_STATUS.get(detail.row.status, "info")
        self._status.set_chip(Chip(status, tone, span if detail.row.is_open else ""))
        ended = detail.closing.at if detail.closing and not detail.row.is_open else self.clock.now_ms()
        age = formats.span((ended - detail.row.opened_at) / 1000)
        self._age.set_chip(Chip(self.tr("Age {span}").format(span=age)))

    def begin_anew(self) -> None:
        self.slot.empty()

    def claim_now(self) -> None:
        """Take care of the incident oneself, when that is possible."""
        if self.page is not None and self.claim.isVisibleTo(self):
            self.act(work_incident.claim, self.page.id)

    def open_form(self, form: InPlaceForm) -> None:
        """Open a form under the header."""
        self.slot.put(form)

    def _open(self, kind: type[HandOverForm | KindForm | PlaceForm]) -> None:
        if self.page is not None:
            self.slot.put(kind(self.workplace, self.page))

    def _closed_by(self, page: IncidentPage) -> str:
        closing = page.detail.closing
        if closing is None or page.detail.row.is_open:
            return ""
        text = self.tr("Closed {time} by {name}: {code}").format(
            time=self.moment(closing.at),
            name=page.detail.people.get(closing.actor, "?"),
            code=self._review_words.code(closing.code),
        )
        return f"{text}. {closing.note}" if closing.note else text

    def _fill_levels(self, page: IncidentPage) -> None:
        present = self.rulebook.levels_by_id.get(page.detail.row.level)
        rank = present.rank if present else -1
        may_lower = self.workplace.may("lower_level")
        language = self.workplace.language
        entries = []
        for level in reversed(self.rulebook.levels):
            word = level_word(self.rulebook, level.id, language)
            if level.rank > rank:
                entries.append(MenuEntry(level.id, self.tr("Raise to {level}").format(level=word)))
            elif level.rank < rank:
                text = (
                    self.tr("Lower to {level} …") if may_lower else self.tr("Lower to {level} (supervisor)")
                )
                entries.append(MenuEntry(level.id, text.format(level=word), enabled=may_lower))
        self.level.set_entries(entries)

    def _on_level(self, level: str) -> None:
        if self.page is None:
            return
        if self.rulebook.level_rank(level) > self.rulebook.level_rank(self.page.detail.row.level):
            self.act(work_incident.raise_level, self.page.id, level)
        else:
            self.slot.put(LowerForm(self.workplace, self.page, level))
