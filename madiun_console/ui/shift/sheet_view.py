"""A handover sheet on the screen: the tables that are printed, in the colours of the theme, with links to incidents."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.shift_sheet import ShiftPaper
from madiun_console.ui.paper.sheet_sections import Cell, Section, SheetTeller
from madiun_console.ui.shift.screen_words import ScreenWords
from madiun_console.ui.theme import Theme
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace

SHAPES = {"circle": "●", "triangle": "▲", "octagon": "⬣"}
"""A level is told by word, shape and colour, in a text as well."""
LINK = "incident"
NARROW, FIRST_LINE = 600, 3
"""Below this width a row of many columns takes two lines: so many cells, then the others."""


class SheetView(Retranslated, QTextBrowser):
    """Arrow keys and PgDn scroll, Tab goes from link to link, Enter opens the incident."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = ScreenWords(self)
        self._paper: ShiftPaper | None = None
        self._shown = ""
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "sheet")
        self.document().setDocumentMargin(6)
        self.anchorClicked.connect(self._on_link)
        workplace.appearance.theme_changed.connect(lambda _theme: self._fill())
        self.retranslate()

    def show_paper(self, paper: ShiftPaper) -> None:
        """Show a sheet; the place where somebody reads stays when it is the same shift."""
        self._paper = paper
        self._fill()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Handover sheet"))
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _fill(self) -> None:
        paper = self._paper
        if paper is None:
            return
        bar = self.verticalScrollBar()
        place = bar.value() if self._shown == paper.row.id else 0
        self._shown = paper.row.id
        text = self._html(paper)
        if text != self.property("told"):
            self.setProperty("told", text)
            self.setHtml(text)
            bar.setValue(place)

    def _html(self, paper: ShiftPaper) -> str:
        place, theme = self._workplace, self._workplace.appearance.theme
        now = place.ticker.wall_ms()
        teller = SheetTeller(
            place.desk.rulebook, self._words.words(), place.formats, lambda number: spoken_number(number, now)
        )
        parts = []
        if paper.sheet is None:
            text = self.tr(
                "This sheet was made by a newer version of the program, or its text is not stored here."
            )
            parts.append(f"<p>{escape(text)}</p>")
        else:
            counts = " &nbsp; ".join(self._level(cell, theme) for cell in teller.level_counts(paper.sheet))
            head = escape(self.tr("Open incidents"))
            parts.append(f'<p style="margin-bottom:2px">{head}: &nbsp; {counts}</p>')
            parts.append(f'<p style="margin-top:2px">{escape(teller.summary(paper.sheet))}</p>')
        parts.append(self._section(teller.notes(paper), theme))
        added = teller.added(paper)
        if added:
            parts.append(self._heading(teller.words.added, theme))
            parts.append(f'<p style="margin-top:2px">{escape(added).replace(chr(10), "<br>")}</p>')
        if paper.sheet is not None:
            parts += [self._section(one, theme) for one in teller.sections(paper.sheet, paper.names)]
        colour = theme.colour
        style = (
            f"body, td {{ color: {colour.ink}; }} a {{ color: {colour.accent}; text-decoration: none; }}"
            f" td {{ font-size: {theme.font.base}px; }}"
        )
        return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"

    def _section(self, section: Section, theme: Theme) -> str:
        if not section.rows:
            return self._heading(section.title, theme, section.nothing)
        if len(section.columns) > FIRST_LINE and self._narrow:
            return self._stacked(section, theme)
        line = theme.colour.line
        head = "".join(
            f'<td width="{width}%" style="border-bottom:1px solid {line}; color:{theme.colour.muted}; '
            f'font-size:{theme.font.caption}px">{escape(column)}</td>'
            for column, width in zip(section.columns, section.widths, strict=True)
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td style="border-bottom:1px solid {line}">{self._cell(cell, theme)}</td>' for cell in row
            )
            + "</tr>"
            for row in section.rows
        )
        count = str(len(section.rows)) if section.id not in ("calls", "notes") else ""
        return (
            f"{self._heading(section.title, theme, count)}"
            '<table width="99%" cellspacing="0" cellpadding="4" style="border-collapse:collapse">'
            f"<tr>{head}</tr>{rows}</table>"
        )

    def _stacked(self, section: Section, theme: Theme) -> str:
        """The same for a narrow place: what is most important, and under it the rest in small."""
        rows = []
        for row in section.rows:
            first = " &nbsp; ".join(self._cell(cell, theme) for cell in row[:FIRST_LINE])
            rest = " · ".join(self._cell(cell, theme) for cell in row[FIRST_LINE:] if cell.text != "—")
            small = f"color:{theme.colour.muted}; font-size:{theme.font.caption}px"
            under = f'<br><span style="{small}">{rest}</span>' if rest else ""
            rows.append(
                f'<tr><td style="border-bottom:1px solid {theme.colour.line}">{first}{under}</td></tr>'
            )
        return (
            f"{self._heading(section.title, theme, str(len(section.rows)))}"
            f'<table width="99%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'
        )

    def _heading(self, title: str, theme: Theme, trailing: str = "") -> str:
        behind = f' <span style="color:{theme.colour.muted}">· {escape(trailing)}</span>' if trailing else ""
        return (
            f'<p style="margin-top:14px; margin-bottom:2px"><span style="font-weight:600">{escape(title)}</span>'
            f"{behind}</p>"
        )

    def _cell(self, cell: Cell, theme: Theme) -> str:
        if cell.level:
            return self._level(cell, theme)
        text = escape(cell.text)
        if cell.tone == "strong":
            text = f"<b>{text}</b>"
        elif cell.tone:
            text = f'<span style="color:{theme.tone(cell.tone).ink}; font-weight:600">{text}</span>'
        return f'<a href="{LINK}:{escape(cell.incident)}">{text}</a>' if cell.incident else text

    def _level(self, cell: Cell, theme: Theme) -> str:
        level = self._workplace.desk.rulebook.levels_by_id.get(cell.level)
        if level is None:
            return escape(cell.text)
        tone = theme.level_tone(level.colour)
        return (
            f'<span style="color:{tone.ink}; font-weight:600">{SHAPES.get(level.shape, "")}&nbsp;'
            f"{escape(cell.text)}</span>"
        )

    @property
    def _narrow(self) -> bool:
        return self.viewport().width() < NARROW

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == LINK:
            self.incident_wanted.emit(link.path())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != (event.oldSize().width() < NARROW):
            self._fill()
