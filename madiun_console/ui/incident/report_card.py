"""One citizen's report: time, words, who in masked form; what is still to be asked, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.identity import Identity
from madiun_console.queries.detail_rows import ReportRow
from madiun_console.ui.incident.identity_box import IdentityBox
from madiun_console.ui.incident.inplace_form import FormSlot
from madiun_console.ui.incident.labels import FlowRow, WrapLabel, retone
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.report_forms import CallbackForm, QuestionsForm, RevealForm
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace

SHORT = 320
"""Characters of a narrative that are shown until it is unfolded; one may be 100 kB long."""
LONG = 8_000
APART_MS = 5 * 60_000
"""When it happened is told where it lies so far from when it was logged: it is the beginning of the call otherwise."""


class ReportCard(Retranslated, QWidget):
    """Keeps its open form, and an identity that is shown, while the row is refreshed."""

    call_wanted = Signal(str)
    unlink_wanted = Signal(str)
    promised = Signal()

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._clock = clock
        self._row: ReportRow | None = None
        self._alone = True
        self.words = WrapLabel("", self)
        self._caller = WrapLabel("caption", self)
        self._shared = WrapLabel("strong", self)
        self._signs = WrapLabel("caption", self)
        self._restricted = WrapLabel("", self)
        retone(self._restricted, "warning")
        self._answers = WrapLabel("muted", self)
        self._answers.hide()
        self._open = WrapLabel("", self)
        retone(self._open, "warning")
        self.ask = KeyButton("", role="link", parent=self)
        self.more = KeyButton("", role="link", parent=self)
        self.more.setCheckable(True)
        self.identity = KeyButton("", role="link", parent=self)
        self.call_back = KeyButton("", role="link", parent=self)
        self.unlink = KeyButton("", role="link", parent=self)
        self.revealed = IdentityBox(workplace, self)
        self.slot = FormSlot(self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        links = FlowRow(10, self)
        links.add(*self._links())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        parts = (
            self.words,
            self._caller,
            self._shared,
            self._signs,
            self._restricted,
            self._answers,
            self._open,
        )
        for widget in (*parts, links, self.revealed, self.slot):
            column.addWidget(widget)

    def _links(self) -> tuple[KeyButton, ...]:
        return (self.ask, self.more, self.identity, self.call_back, self.unlink)

    def _connect(self) -> None:
        self.ask.clicked.connect(self._on_ask)
        self.more.toggled.connect(self._fill)
        self.identity.clicked.connect(self._on_identity)
        self.call_back.clicked.connect(self._on_call_back)
        self.unlink.clicked.connect(self._on_unlink)
        self.revealed.called.connect(self._on_called)

    @property
    def row(self) -> ReportRow | None:
        """What is shown."""
        return self._row

    def focus_first(self) -> bool:
        """Put the focus on the first link of the report itself; False when it has none."""
        link = next((one for one in self._links() if one.isVisibleTo(self)), None)
        if link is not None:
            link.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return link is not None

    def show_row(self, row: ReportRow, *, alone: bool) -> None:
        """Show a report; the only one of an incident cannot be parted from it."""
        self._row = row
        self._alone = alone
        self._fill()

    def caller_text(self) -> str:
        """What is said about the caller."""
        return self._caller.text()

    def retranslate(self) -> None:
        self.ask.set_label(self.tr("Answer now"))
        self.more.set_label(self.tr("All answers"))
        self.identity.set_label(self.tr("Who called"))
        self.call_back.set_label(self.tr("Promise a call"))
        self.unlink.set_label(self.tr("Part"))
        self._fill()

    def _fill(self) -> None:
        row, place = self._row, self._workplace
        if row is None:
            return
        unfolded = self.more.isChecked()
        self.words.show_text(self._narrative(row, LONG if unfolded else SHORT))
        self._caller.show_text(self._caller_words(row))
        self._shared.show_text(self.tr("Shared with you: {who}").format(who=row.shared) if row.shared else "")
        self._signs.show_text(self._sign_words(row))
        restricted = [self.tr("Groups: {text}").format(text=row.groups)] if row.groups else []
        restricted += [self.tr("Remark: {text}").format(text=row.remarks)] if row.remarks else []
        lead = self.tr("Restricted, call center only")
        self._restricted.show_text(f"{lead} · {' · '.join(restricted)}" if restricted else "")
        self._answers.show_text("\n".join(self._answer_lines(row)) if unfolded else "")
        self._open.show_text(self._open_words(row))
        center = not place.at_agency
        self.ask.setVisible(bool(row.unanswered) and not row.withheld and center)
        self.more.setVisible(bool(row.answers or row.told) or len(row.narrative) > SHORT)
        self.identity.setVisible(row.has_identity and place.may("reveal_own_calls"))
        self.call_back.setVisible(bool(row.masked_phone) and center)
        self.unlink.setVisible(not self._alone and center)

    def _narrative(self, row: ReportRow, most: int) -> str:
        text = " ".join(row.narrative[: most + 1].split())
        if len(row.narrative) > most:
            text = text[:most].rstrip() + " …"
        nothing = (
            self.tr("The text is not held here.") if row.withheld else self.tr("Nothing was written down.")
        )
        return f"{self._moment(row.logged_at)} {text or nothing}"

    def _caller_words(self, row: ReportRow) -> str:
        channel = self._workplace.desk.rulebook.channels_by_id.get(row.channel)
        number = self.tr("Identity erased") if row.erased else self.tr("No number")
        if self._workplace.at_agency:
            number = self.tr("Identity withheld")
        who = self.tr("Anonymous") if row.anonymous else row.masked_phone or number
        taken = self.tr("desk {desk}, {name}") if row.actor_name else self.tr("desk {desk}")
        if self._workplace.at_agency:
            taken = self.tr("taken by the call center")
        parts = (
            who,
            self.tr("protected") if row.protected else "",
            channel.label(self._workplace.language) if channel else row.channel,
            taken.format(desk=row.desk, name=row.actor_name),
            self.tr("happened {time}").format(time=self._moment(row.occurred))
            if abs(row.occurred - row.logged_at) > APART_MS
            else "",
            self.tr("identity read {count} times").format(count=row.reveals) if row.reveals else "",
        )
        return " · ".join(part for part in parts if part)

    def _sign_words(self, row: ReportRow) -> str:
        """The answers that make the matter graver, under the names of their factors."""
        book, language = self._workplace.desk.rulebook, self._workplace.language
        factors = []
        for field, code in row.answers.items():
            question = book.core_by_field.get(field)
            option = question.option(code) if question else None
            if option is not None and option.factor:
                factors.append(book.factor(option.factor).label(language))
        return " · ".join(factors)

    def _answer_lines(self, row: ReportRow) -> list[str]:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        lines = [row.address] if row.address else []
        for field, code in row.answers.items():
            question = book.core_by_field.get(field)
            option = question.option(code) if question else None
            asked = question.label(language) if question else field
            lines.append(f"{asked} {option.label(language) if option else code}")
        return [*lines, *(f"{asked} {said}" for asked, said in row.told.items())]

    def _open_words(self, row: ReportRow) -> str:
        if not row.unanswered or row.withheld or self._workplace.at_agency:
            return ""
        book, language = self._workplace.desk.rulebook, self._workplace.language
        asked = [
            book.core_by_field[field].label(language)
            for field in row.unanswered
            if field in book.core_by_field
        ]
        if len(asked) > 2:
            return self.tr("{count} required questions are still open").format(count=len(asked))
        return self.tr("Still to be asked: {questions}").format(questions=" ".join(asked))

    def _moment(self, ms: int) -> str:
        return self._workplace.formats.moment(ms, self._clock.now_ms())

    def _on_ask(self) -> None:
        if self._row is not None:
            self.slot.put(QuestionsForm(self._workplace, self._row))

    def _on_call_back(self) -> None:
        if self._row is not None:
            form = CallbackForm(self._workplace, self._clock, self._row)
            form.finished.connect(lambda _: self.promised.emit())
            self.slot.put(form)

    def _on_unlink(self) -> None:
        if self._row is not None:
            self.unlink_wanted.emit(self._row.id)

    def _on_called(self) -> None:
        if self._row is not None:
            self.call_wanted.emit(self._row.id)

    def _on_identity(self) -> None:
        if self._row is not None:
            form = RevealForm(self._workplace, self._row)
            form.finished.connect(self._on_revealed)
            self.slot.put(form)

    def _on_revealed(self, result: tuple[Identity, object]) -> None:
        self.revealed.reveal(result[0])
