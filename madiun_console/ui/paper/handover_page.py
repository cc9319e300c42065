"""The handover sheet on paper: a report of the office with its number, tables, notes and two signatures."""

from __future__ import annotations

from html import escape

from madiun_console.domain.clock import day_named, local_time
from madiun_console.domain.rulebook import Rulebook, ShiftPeriod
from madiun_console.queries.shift_sheet import ShiftPaper
from madiun_console.ui.formats import Formats
from madiun_console.ui.paper import office
from madiun_console.ui.paper.pdf import Paper
from madiun_console.ui.paper.sheet_sections import Cell, Section, SheetTeller
from madiun_console.ui.paper.sheet_words import PAPER

TITLE = "LAPORAN SERAH TERIMA PIKET"
UNREADABLE = "Isi lembar ini dibuat oleh versi program yang lebih baru atau tidak tersimpan di sini."
_GAP = "<br><br><br>"
_DOTS = "................................................"


def handover_paper(rulebook: Rulebook, desk: str, paper: ShiftPaper, *, training: bool = False) -> Paper:
    """The document for one shift; `desk` is the letter of this desk."""
    number = handover_number(paper)
    foot = f"Call Center Madiun Siaga 112 · {number}"
    return Paper(handover_html(rulebook, desk, paper, training=training), f"{TITLE} {number}", foot)


def handover_number(paper: ShiftPaper) -> str:
    """The number of the report: "112/ST-MALAM/22/XI/2026", the date being that of the shift's first hour."""
    day = day_named(paper.row.date) or local_time(paper.row.start).date()
    return f"112/ST-{paper.row.period.upper()}/{day.day:02}/{office.ROMAN[day.month - 1]}/{day.year}"


def file_name(rulebook: Rulebook, paper: ShiftPaper) -> str:
    """Sorts by date and says what it is: "Serah terima 2026-11-22 Malam.pdf"."""
    return f"Serah terima {paper.row.date} {period_word(rulebook, paper.row.period)}.pdf"


def period_word(rulebook: Rulebook, period: str) -> str:
    """The name of a period of duty, its id when shifts.toml does not know it any more."""
    found = _period(rulebook, period)
    return found.label() if found else period


def handover_html(rulebook: Rulebook, desk: str, paper: ShiftPaper, *, training: bool = False) -> str:
    """The pages as HTML."""
    teller = SheetTeller(rulebook, PAPER, Formats("id"))
    parts = [
        office.letterhead(training=training),
        office.title(TITLE, handover_number(paper)),
        office.facts(_facts(rulebook, desk, paper)),
    ]
    if paper.sheet is None:
        parts.append(office.paragraphs(UNREADABLE))
    else:
        counts = ", ".join(cell.text for cell in teller.level_counts(paper.sheet))
        summary = f"Kejadian yang masih terbuka: {counts}. {teller.summary(paper.sheet)}"
        parts += [office.heading("Ringkasan"), office.paragraphs(summary)]
        parts += [_part(section) for section in teller.sections(paper.sheet, paper.names)]
    parts.append(_part(teller.notes(paper)))
    parts += [office.heading(PAPER.added), office.paragraphs(teller.added(paper) or PAPER.nothing)]
    parts.append(_signatures(paper))
    return f"<html><body>{''.join(parts)}</body></html>"


def _facts(rulebook: Rulebook, desk: str, paper: ShiftPaper) -> list[tuple[str, str]]:
    row, state = paper.row, paper.state
    formats = Formats("id")
    hours = f"{formats.time(row.start)}–{formats.time(paper.end)} WIB"

    def moment(ms: int, person: str | None) -> str:
        by = f" oleh {name}" if (name := paper.name(person)) else ""
        return f"{office.long_day(ms)} pukul {formats.time(ms)} WIB{by}"

    found = [
        ("Hari, tanggal", office.long_day(row.start)),
        ("Piket", f"{period_word(rulebook, row.period)}, {hours}"),
        ("Meja", ", ".join(state.desks) if state else desk),
    ]
    if state is not None:
        found.append(("Mulai piket", moment(state.started_at, state.started_by)))
        if state.handover is not None:
            found.append(("Lembar ditulis", moment(state.handover.at, state.handover.actor)))
        if state.ended_at is not None:
            found.append(("Akhir piket", moment(state.ended_at, None)))
        if state.acknowledged_at is not None:
            found.append(("Dibaca", moment(state.acknowledged_at, state.acknowledged_by)))
    if not paper.signed:
        now = paper.sheet.composed if paper.sheet else row.start
        found.append(("Keadaan lembar", f"belum ditulis; keadaan pada {moment(now, None)}"))
    return found


def _part(section: Section) -> str:
    if not section.rows:
        return office.heading(section.title) + office.paragraphs(section.nothing)
    rows = [[_cell(cell) for cell in row] for row in section.rows]
    return office.heading(section.title) + office.table(section.columns, section.widths, rows)


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    return f"<b>{text}</b>" if cell.tone in ("danger", "strong") or cell.level == "high" else text


def _signatures(paper: ShiftPaper) -> str:
    """Who gives and who takes; a name that is not known yet leaves a line to write on. Kept on one page."""
    state = paper.state
    giver = paper.name(state.handover.actor) if state and state.handover else ""
    taker = paper.name(state.acknowledged_by) if state else ""
    day = office.long_date(state.handover.at if state and state.handover else paper.row.start)
    cells = "".join(
        f'<td width="50%" align="center">{where}<br>{what},{_GAP}<br>{_name(name)}<br>Petugas piket</td>'
        for where, what, name in (
            ("&nbsp;", "Yang menerima", taker),
            (f"Madiun, {day}", "Yang menyerahkan", giver),
        )
    )
    return f'<p>&nbsp;</p><table width="100%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'


def _name(name: str) -> str:
    return f"<u>{escape(name)}</u>" if name else _DOTS


def _period(rulebook: Rulebook, period: str) -> ShiftPeriod | None:
    return next((one for one in rulebook.shift_periods if one.id == period), None)
