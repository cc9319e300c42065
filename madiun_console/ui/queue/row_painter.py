"""Paints a row of the queue: two lines, level by word, shape and colour, clocks read at the moment of painting."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from madiun_console.domain.incident_number import short_number
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.columns import GAP, SIDE, TICKING, Column, Layout, Needs, layout_for
from madiun_console.ui.queue.marked_text import draw_marked
from madiun_console.ui.queue.row_words import NOTHING, RowWords
from madiun_console.ui.theme import Appearance, Theme
from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets import (
    Chip,
    level_badge_size,
    paint_level_badge,
    paint_state_chips,
    state_chip_size,
)

if TYPE_CHECKING:
    from madiun_console.domain.found_words import Span
    from madiun_console.ui.queue.found_marks import FoundMarks

BAR = 4
"""Width of the stripe in the level's colour at the left edge (pixels)."""
LINE_HEIGHT, LINE_TWO = 18, 16
BETWEEN, CHIP_GAP = 6, 4
MOST_ELIDED = 4000
LEAST_WORDS = 24
"""Room for less than a word is left empty (pixels)."""
_WIDE_DAY_MS = 1_859_029_680_000  # 28 Nov 2028 20.08
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.TextElideMode.ElideRight


class _Style:
    """Fonts and colours of one theme, made once and not for every cell."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.theme = theme
        self.base = sized(font, theme.font.base)
        self.strong = sized(font, theme.font.base, strong=True)
        self.small = sized(font, theme.font.caption + 1)
        self.caption = sized(font, theme.font.caption, strong=True)
        self.metrics = {id(f): QFontMetrics(f) for f in (self.base, self.strong, self.small, self.caption)}
        colour = theme.colour
        self.ink, self.muted, self.line = QColor(colour.ink), QColor(colour.muted), QColor(colour.line)
        self.ground, self.hover = QColor(colour.panel), QColor(colour.head)
        self.selection, self.accent = QColor(colour.selection), QColor(colour.accent)
        self._elided: dict[tuple[str, int, int], str] = {}

    def width(self, font: QFont, text: str) -> int:
        """The room a text needs."""
        return self.metrics[id(font)].horizontalAdvance(text)

    def broken(self, font: QFont, text: str, room: int) -> tuple[str, str]:
        """The words that fit into the first line, and the others."""
        words = text.split(" ")
        count = 1
        while count < len(words) and self.width(font, " ".join(words[: count + 1])) <= room:
            count += 1
        return " ".join(words[:count]), " ".join(words[count:])

    def elided(self, font: QFont, text: str, room: int) -> str:
        """The text as it fits; remembered, for the same rows are painted every second."""
        key = (text, id(font), room)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > MOST_ELIDED:
                self._elided.clear()
            found = self._elided[key] = self.metrics[id(font)].elidedText(text, _END, room)
        return found


class Mark(Enum):
    """What sets a row off from the others."""

    NONE = auto()
    HOVERED = auto()
    SELECTED = auto()
    FRAMED = auto()
    """Selected in the list that has the keyboard: keys act here."""


class RowPainter:
    """Made for one view, which tells it the layout; paints from the left edge of the list."""

    def __init__(self, words: RowWords, appearance: Appearance, view: QWidget) -> None:
        self._words = words
        self._view = view
        self._style = _Style(appearance.theme, view.font())
        self._layout = layout_for(0, Needs(0, 0, 0))
        self.found: FoundMarks | None = None
        """What a search found in the rows; None when nobody searches."""

    def set_theme(self, theme: Theme) -> None:
        """Paint with other tokens."""
        self._style = _Style(theme, self._view.font())

    def set_layout(self, layout: Layout) -> None:
        """Which columns stand by themselves; the others are told in the second lines."""
        self._layout = layout

    def needs(self, *, closed: bool = False, narrow: bool = False) -> Needs:
        """The room that level, number and age need in this font and language.

        In a list of `closed` ones the review too; where that is `narrow` the age is a day below the number.
        """
        style, words = self._style, self._words
        level = max(
            (level_badge_size(look, style.theme, style.base).width() for look in self._words.looks()),
            default=0,
        )
        ages = (
            self._words.formats.span(seconds) for seconds in (59 * 60 + 59, 23 * 3600 + 59 * 60, 99 * 86_400)
        )
        return Needs(
            level,
            style.width(style.strong, short_number("20261128-B0888")),
            max(
                *(style.width(style.strong, age) + 1 for age in ages),  # as of one that is late
                # and a pixel more: Qt rounds the width and then cuts what is half a pixel wider
                *(style.width(style.small, day) + 1 for day in self._days() if closed and narrow),
            ),
            # what does not fit in plain size is written small, so that is what it needs
            1 + max(style.width(style.small, one) for one in (words.reviews() if closed else words.owned())),
        )

    def _days(self) -> tuple[str, str]:
        """As wide as a day gets: of another year, and of this one with its time."""
        formats = self._words.formats
        return formats.date(_WIDE_DAY_MS), formats.moment(_WIDE_DAY_MS, _WIDE_DAY_MS + 86_400_000)

    def paint(self, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        """Paint a whole row."""
        self._ground(painter, rect, mark)
        left = rect.left()
        for column in Column:
            if self._layout.shows(column):
                cell = QRect(left, rect.top(), self._layout.widths[column], rect.height())
                self._cell(painter, cell, row, column)
                left += cell.width()

    def paint_ticking(self, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        """Paint the cells of a painted row anew that show a running time."""
        left = rect.left()
        for column in Column:
            if self._layout.shows(column):
                cell = QRect(left, rect.top(), self._layout.widths[column], rect.height())
                if column in TICKING:
                    painter.setClipRect(cell)
                    self._ground(painter, rect, mark)
                    self._cell(painter, cell, row, column)
                left += cell.width()

    def said(self, row: IncidentRow) -> object:
        """What the running times of a row say now; equal as long as `paint_ticking` would change nothing."""
        return self._words.age(row), self._words.age_tone(row), self._words.chips(row)

    def _ground(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        style = self._style
        grounds = {Mark.NONE: style.ground, Mark.HOVERED: style.hover}
        painter.fillRect(rect, grounds.get(mark, style.selection))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.line)
        if mark is Mark.FRAMED:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, style.accent)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.accent)
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), style.accent)

    def _cell(self, painter: QPainter, rect: QRect, row: IncidentRow, column: Column) -> None:
        area = rect.adjusted(0, 0, -GAP, -1)
        painter.setFont(self._style.base)
        match column:
            case Column.LEVEL:
                self._level(painter, rect, row)
            case Column.NUMBER:
                self._number(painter, area, row)
            case Column.AGE:
                self._age(painter, area, row)
            case Column.KIND:
                self._kind(painter, area, row)
            case Column.PLACE:
                self._place(painter, area, row)
            case Column.STATUS:
                self._status(painter, area, row)
            case Column.ESCALATION:
                self._escalations(painter, area, row)

    def _level(self, painter: QPainter, rect: QRect, row: IncidentRow) -> None:
        look = self._words.look(row)
        tone = self._style.theme.level_tone(look.colour)
        painter.fillRect(rect.left(), rect.top(), BAR, rect.height() - 1, QColor(tone.solid))
        paint_level_badge(painter, rect.adjusted(SIDE, 0, 0, -1), look, self._style.theme)

    def _number(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        style = self._style
        number, month = self._words.number(row)
        marks = self._words.marks(row)
        age_here = not self._layout.shows(Column.AGE)
        first, second = _lines(area, two=age_here or bool(marks or month))
        self._text(painter, first, number, style.strong, style.ink)
        if age_here:
            tone = self._words.age_tone(row)
            calm = tone == "neutral"
            font, ink = (style.small, style.muted) if calm else (style.caption, self._tone_ink(tone))
            age = (
                self._words.age(row)
                if row.is_open
                else " ".join(self._words.closed(row, self._happened(row)))
            )
            self._text(painter, second, age, font, ink)
        elif marks:
            self._text(painter, second, marks, style.caption, self._tone_ink("warning"))
        elif month:
            self._text(painter, second, month, style.small, style.muted)

    def _age(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        style = self._style
        if not row.is_open:
            self._two_lines(painter, area, *self._words.closed(row, self._happened(row)), calm=True)
            return
        tone = self._words.age_tone(row)
        calm = tone == "neutral"
        font, ink = (style.base, style.muted) if calm else (style.strong, self._tone_ink(tone))
        self._text(painter, area, self._words.age(row), font, ink)

    def _tone_ink(self, tone: str) -> QColor:
        return QColor(self._style.theme.tone(tone).ink)

    def _place(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        """Kelurahan and kecamatan; where a search found the street, the street."""
        style, (above, below) = self._style, self._words.place(row)
        if self.found and self.found.spans(row.address):
            below = self.found.excerpt(row.address, len(style.elided(style.small, row.address, area.width())))
        first, second = _lines(area, two=bool(below))
        self._text(painter, first, above or NOTHING, style.base, style.ink, self._spans(above))
        if below:
            self._text(painter, second, below, style.small, style.muted, self._spans(below))

    def _kind(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        style, words = self._style, self._words
        callers = words.callers(row)
        told: list[str] = []
        place = ""
        if not self._layout.shows(Column.STATUS):
            told = [words.status(row), words.review(row)]
            if not self._layout.shows(Column.PLACE):
                place = words.place(row)[0]
                told[:0] = [callers, place]
                callers = ""
                if row.conflicts or row.held:
                    told.insert(0, words.marks(row))
        below, spans = self._second_line(row, told, place, area.width())
        first, second = _lines(area, two=bool(below or words.present(row.id)))
        # A pixel more than its width: Qt rounds the width and then cuts what is half a pixel wider.
        room = first.width() - (style.width(style.base, callers) + 1 + BETWEEN if callers else 0)
        kind = words.kind(row)
        shown = style.elided(style.strong, kind, max(room, first.width() // 2))
        self._text(painter, first, shown, style.strong, style.ink, self._spans(kind))
        if callers:
            left = first.left() + style.width(style.strong, shown) + BETWEEN
            rest = QRect(left, first.top(), first.right() - left + 1, first.height())
            self._text(painter, rest, callers, style.base, style.muted)
        present = words.present(row.id)
        if present:
            second = self._present(painter, second, present)
        if below and second.width() > LEAST_WORDS:
            self._text(painter, second, below, style.small, style.muted, spans)

    def _present(self, painter: QPainter, area: QRect, who: str) -> QRect:
        """Who has it open at another desk, before everything else of the line; the room that is left."""
        style = self._style
        shown = style.elided(style.caption, who, area.width())
        self._text(painter, area, shown, style.caption, style.accent)
        return area.adjusted(min(area.width(), style.width(style.caption, shown) + BETWEEN), 0, 0, 0)

    def _second_line(
        self, row: IncidentRow, told: list[str], place: str, room: int
    ) -> tuple[str, Sequence[Span]]:
        """What is told before the summary, and the summary; in a search from where something was found in it."""
        if self.found is None:
            return " · ".join(part for part in (*told, row.summary) if part), ()
        # What was found comes first: the line is short.
        where = row.address if place and self.found.spans(row.address) else place
        marked = bool(where) and bool(self.found.spans(where))
        before = "".join(f"{part} · " for part in (self.found.lead(row), where if marked else "") if part)
        summary = self.found.summary(row)
        fits = len(self._style.elided(self._style.small, before + summary, room)) - len(before)
        summary = self.found.excerpt(summary, max(0, fits))
        after = [part for part in told if part and (not marked or part != place)]
        line = " · ".join(part for part in (before + summary, *after) if part)
        spans = [(begin + len(before), end + len(before)) for begin, end in self.found.spans(summary)]
        if marked:
            start = before.index(where)
            spans = [(begin + start, end + start) for begin, end in self.found.spans(where)] + spans
        return line, spans

    def _happened(self, row: IncidentRow) -> int | None:
        return self.found.happened(row) if self.found else None

    def _spans(self, text: str) -> Sequence[Span]:
        return self.found.spans(text) if self.found else ()

    def _escalations(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        chips = self._words.chips(row)
        theme = self._style.theme
        painter.setFont(self._style.base)
        if not chips:
            self._text(painter, area, NOTHING, self._style.base, self._style.muted)
        elif len(chips) == 1 or self._fit(chips, area.width()):
            paint_state_chips(painter, area, chips, theme)
        else:
            # Too narrow for all side by side: two lines of them, so that fewer are cut or only counted.
            half = area.height() // 2
            paint_state_chips(
                painter, QRect(area.left(), area.top() + 1, area.width(), half), chips[:1], theme
            )
            paint_state_chips(
                painter, QRect(area.left(), area.top() + half, area.width(), half), chips[1:], theme
            )

    def _fit(self, chips: Sequence[Chip], room: int) -> bool:
        style = self._style
        return (
            sum(state_chip_size(chip, style.theme, style.base).width() + CHIP_GAP for chip in chips)
            <= room + CHIP_GAP
        )

    def _status(self, painter: QPainter, area: QRect, row: IncidentRow) -> None:
        """The state and who takes care of it, or its review; a long state takes both lines when there is neither."""
        style, words = self._style, self._words.status(row)
        below = row.owner_name if row.is_open else self._words.review(row)
        if below or style.width(style.base, words) <= area.width():
            waits = not row.is_open and row.review == "waiting"
            long = style.width(style.base, words) > area.width()
            tone = "warning" if waits else ""
            self._two_lines(painter, area, words, below, tone=tone, font=style.small if long else None)
            return
        above, rest = style.broken(style.small, words, area.width())
        first, second = _lines(area, two=bool(rest))
        self._text(painter, first, above, style.small, style.ink)
        if rest:
            self._text(painter, second, rest, style.small, style.ink)

    def _two_lines(
        self,
        painter: QPainter,
        area: QRect,
        above: str,
        below: str,
        *,
        calm: bool = False,
        tone: str = "",
        font: QFont | None = None,
    ) -> None:
        style = self._style
        first, second = _lines(area, two=bool(below))
        self._text(painter, first, above, font or style.base, style.muted if calm else style.ink)
        if below:
            ink = self._tone_ink(tone) if tone else self._style.muted
            self._text(painter, second, below, self._style.small, ink)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        font: QFont,
        ink: QColor,
        spans: Sequence[Span] = (),
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = self._style.elided(font, text, area.width())
        if spans:
            draw_marked(painter, area, shown, spans, self._style.metrics[id(font)], self._style.theme)
        else:
            painter.drawText(area, _LEFT, shown)


def _lines(area: QRect, *, two: bool) -> tuple[QRect, QRect]:
    """The rectangles of the first and the second line; a single line stands in the middle."""
    if not two:
        return area, area
    top = area.top() + (area.height() - LINE_HEIGHT - LINE_TWO) // 2
    return (
        QRect(area.left(), top, area.width(), LINE_HEIGHT),
        QRect(area.left(), top + LINE_HEIGHT, area.width(), LINE_TWO),
    )
