"""The level the report will be logged with, in words: why, what the narrative's hints would make of it, raising by hand."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from madiun_console.domain.judgement import Judgement
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Level
from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.intake.story_reader import LevelAnswer
from madiun_console.ui.intake.words import level_look
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ElidedLabel, FlowLayout, LevelBadge, LevelLook
from madiun_console.ui.workplace import Workplace

MOST_REASONS, MOST_WHERE_LOW = 5, 2


class LevelBox(Retranslated, QFrame):
    """Raising is free; lowering is not offered here: a supervisor does it afterwards, with a reason."""

    edited = Signal()
    confirm_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._raised_to = ""
        self._kind_id = ""
        self._answer: LevelAnswer | None = None
        self._low = False
        self.setProperty("role", "message")
        self._badge = LevelBadge(self._look(self._levels()[0]), workplace.appearance, self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self.raise_link = KeyCap("", "Alt+Up", role="link", parent=self)
        self.undo_link = KeyCap("", "Alt+Down", role="link", parent=self)
        self.confirm_link = KeyCap("", "Ctrl+Space", role="link", parent=self)
        self.raise_link.clicked.connect(self.raise_level)
        self.undo_link.clicked.connect(self.take_back)
        self.confirm_link.clicked.connect(self.confirm_wanted)
        self._hint_line = ElidedLabel(parent=self)
        links = QWidget(self)
        flow = FlowLayout(links, spacing=10, line_spacing=0)
        for link in (self.confirm_link, self.raise_link, self.undo_link):
            flow.addWidget(link)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 5, 6, 4)
        column.setSpacing(1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(links)
        below.addWidget(self._hint_line, 1)
        column.addLayout(below)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """The level it was raised to, if any."""
        return {"raised_to": self._raised_to}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone; the level itself comes with the next answer."""
        self._raised_to = form.raised_to
        self._answer = None
        self.retranslate()

    def show_answer(self, answer: LevelAnswer, kind_id: str) -> None:
        """Another judgement of the form."""
        if (answer, kind_id) != (self._answer, self._kind_id):
            self._answer, self._kind_id = answer, kind_id
            self.retranslate()

    def set_low(self, *, low: bool) -> None:
        """Where the form has little height, reasons are few, and what the narrative hints at is one line."""
        if low != self._low:
            self._low = low
            self.retranslate()

    def shown_level(self) -> str:
        """Id of the level in the badge."""
        return self._answer.now.level if self._answer else self._levels()[0].id

    def raise_level(self) -> None:
        """One level up, when there is one."""
        rank = self._workplace.desk.rulebook.level_rank(self.shown_level())
        if rank + 1 < len(self._levels()):
            self._raised_to = self._levels()[rank + 1].id
            self.edited.emit()

    def take_back(self) -> None:
        """Back to the suggested level."""
        if self._raised_to:
            self._raised_to = ""
            self.edited.emit()

    def spoken(self) -> str:
        """What stands in the box, as one text."""
        return self.accessibleName()

    def retranslate(self) -> None:
        level = self._workplace.desk.rulebook.level(self.shown_level())
        self._badge.set_look(self._look(level))
        lead, reasons, hint = self._lead(), self._reasons(), self._hint()
        text = f"<b>{escape(lead)}</b> {escape(reasons)}"
        self._text.setText(f"{text}<br>{escape(hint)}" if hint and not self._low else text)
        self._hint_line.set_full_text(hint)
        self._hint_line.setVisible(bool(hint) and self._low)
        self.setAccessibleName(
            " ".join(filter(None, (level.word.label(self._workplace.language), lead, reasons, hint)))
        )
        self.confirm_link.set_label(self.tr("Accept suggestions"))
        self.raise_link.set_label(self.tr("Raise"))
        self.undo_link.set_label(self.tr("Back to the suggestion"))
        self.raise_link.setToolTip(
            self.tr("Only a supervisor lowers a level, after saving and with a reason")
        )
        raised = self._answer is not None and self._answer.now.raised
        self.undo_link.setVisible(raised)
        self.raise_link.setVisible(level is not self._levels()[-1])
        self.confirm_link.setVisible(bool(hint))
        tone = self._workplace.appearance.theme.level.get(level.colour, "neutral")
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def _lead(self) -> str:
        if self._answer is not None and self._answer.now.raised:
            return self.tr("raised by hand;")
        return self.tr("suggested:")

    def _reasons(self) -> str:
        if self._answer is None:
            return self.tr("no warning sign yet")
        now = self._answer.now
        words = self._words(now)
        if now.raised:
            suggested = self._workplace.desk.rulebook.level(now.suggestion.level).word.label(
                self._workplace.language
            )
            return self.tr("suggested: {level} ({reasons})").format(level=suggested, reasons=words)
        return words

    def _words(self, judged: Judgement) -> str:
        language = self._workplace.language
        reasons = [reason.label(language) for reason in judged.suggestion.reasons]
        kind = self._workplace.desk.rulebook.kinds.get(self._kind_id)
        if kind is not None and kind.default_level == judged.suggestion.level:
            reasons.insert(0, self.tr("usual for this kind"))
        most = MOST_WHERE_LOW if self._low else MOST_REASONS
        if len(reasons) > most:
            count = len(reasons) - most
            reasons = [*reasons[:most], self.tr("{count} more").format(count=count)]
        return ", ".join(reasons) or self.tr("no warning sign yet")

    def _hint(self) -> str:
        if self._answer is None or self._answer.with_hints is None:
            return ""
        language, better = self._workplace.language, self._answer.with_hints
        known = self._answer.now.factors
        new = [one.label(language) for one in better.suggestion.reasons if one.factor_id not in known]
        if not new:
            return ""
        words = self.tr("The narrative hints at: {signs}").format(signs=", ".join(new))
        if better.level == self._answer.now.level:
            return words
        level = self._workplace.desk.rulebook.level(better.level).word.label(language)
        return self.tr("{hints} → {level}").format(hints=words, level=level)

    def _levels(self) -> tuple[Level, ...]:
        return self._workplace.desk.rulebook.levels

    def _look(self, level: Level) -> LevelLook:
        return level_look(level, self._workplace.language)
