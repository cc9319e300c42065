"""The figures of a report as tables of words and numbers: what the page, the PDF and the XLSX all show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from madiun_console.domain.report_period import ReportPeriod
from madiun_console.queries.figures import OUTSIDE, STILL_OPEN, Count, Figures
from madiun_console.ui.formats import DAYS, local
from madiun_console.ui.workplace import Workplace

LONG_MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration in a cell."""

    value: float


Cell = str | int | Seconds | None


@dataclass(frozen=True, slots=True)
class Behind:
    """Which list stands behind a row: of incidents by a group's key, of an agency's, or of calls ("calls")."""

    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table."""

    cells: tuple[Cell, ...]
    behind: Behind


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table of a report: the first heading names the rows, the others the numbers."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


class ReportWords(QObject):
    """Says figures in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def title(self, period: ReportPeriod) -> str:
        """The stretch in words: "Sif Malam, Minggu 22 November 2026", "November 2026", "September–Desember 2026 (B12)"."""
        begun = local(period.start)
        months = LONG_MONTHS["id" if self._workplace.language == "id" else "en"]
        month = months[begun.month - 1]
        days = DAYS["id" if self._workplace.language == "id" else "en"]
        day = f"{days[begun.weekday()]}, {begun.day} {month} {begun.year}"
        match period.kind:
            case "shift":
                shifts = self._workplace.desk.rulebook.shift_periods
                label = next(
                    (one.label(self._workplace.language) for one in shifts if one.id == period.name), ""
                )
                return self.tr("{shift} shift, {day}").format(shift=label, day=day)
            case "day":
                return day
            case "month":
                return f"{month} {begun.year}"
            case _:
                code = period.name.rpartition("-")[2]
                last = months[local(period.end - 1).month - 1]
                return f"{month}–{last} {begun.year} ({code})"

    def paper_title(self, period: ReportPeriod) -> str:
        """What stands above the figures on paper."""
        if period.kind == "four_months":
            return self.tr("FOUR-MONTH REPORT TO THE CONFLICT TEAM")
        return self.tr("RECAP OF INCIDENTS AND CALLS")

    def stretch_label(self) -> str:
        """The label of the stretch of time."""
        return self.tr("Stretch of time")

    def made_label(self) -> str:
        """The label of when and where it was made."""
        return self.tr("Made")

    def nothing(self) -> str:
        """Stands for an empty table."""
        return self.tr("None.")

    def file_word(self) -> str:
        """What files of reports begin with."""
        return self.tr("Recap")

    def text(self, cell: Cell) -> str:
        """A cell as it is read."""
        match cell:
            case None:
                return "–"
            case Seconds(value=value):
                return self._workplace.formats.span(value)
            case int():
                return self._workplace.formats.number(cell)
            case _:
                return cell

    def tables(self, found: Figures) -> tuple[ReportTable, ...]:
        """All tables of a report, in the order in which they are read."""
        book, language = self._workplace.desk.rulebook, self._workplace.language
        levels = tuple(level.word.label(language) for level in reversed(book.levels))
        headings = (*levels, self.tr("All"))
        summary = (
            Line((self.tr("Incidents"), *_numbers(found.incidents)), Behind("", "")),
            *(_line(self._escalated(count.key), "escalated", count) for count in found.groups["escalated"]),
        )
        return (
            ReportTable(self.tr("Incidents"), ("", *headings), summary),
            ReportTable(
                self.tr("Calls"),
                ("", self.tr("Count")),
                (
                    Line((self.tr("Reports"), found.reports), Behind("", "")),
                    Line((self.tr("Different callers, added up"), found.callers), Behind("", "")),
                    *(Line((self._outcome(key), count), Behind("calls", key)) for key, count in found.calls),
                ),
            ),
            self._group(self.tr("By kind"), "kind", found, headings),
            self._group(self.tr("By kelurahan"), "kelurahan", found, headings),
            self._group(self.tr("How they ended"), "outcome", found, headings),
            ReportTable(
                self.tr("Answer times of the agencies"),
                (
                    "",
                    self.tr("Told"),
                    self.tr("Answered"),
                    self.tr("In time"),
                    self.tr("Median"),
                    self.tr("9 of 10"),
                ),
                tuple(
                    Line(
                        (
                            self._agency(line.agency),
                            line.sent,
                            line.answered,
                            line.in_time,
                            None if line.median is None else Seconds(line.median),
                            None if line.p90 is None else Seconds(line.p90),
                        ),
                        Behind("agency", line.agency),
                    )
                    for line in found.agencies
                ),
            ),
        )

    def label(self, behind: Behind) -> str:
        """The words of the row a list stands behind."""
        return {
            "kind": self._kind,
            "kelurahan": self._place,
            "outcome": self._closing,
            "escalated": self._escalated,
            "agency": self._agency,
            "calls": self._outcome,
        }.get(behind.group, lambda _key: self.tr("Incidents"))(behind.key)

    def _group(self, title: str, group: str, found: Figures, headings: Sequence[str]) -> ReportTable:
        lines = tuple(
            _line(self.label(Behind(group, count.key)), group, count) for count in found.groups[group]
        )
        return ReportTable(title, ("", *headings), lines)

    def _kind(self, key: str) -> str:
        kind = self._workplace.desk.rulebook.kinds.get(key)
        return kind.label(self._workplace.language) if kind else key or self.tr("Not classified")

    def _place(self, key: str) -> str:
        if key == OUTSIDE:
            return self.tr("Outside the city")
        unit = self._workplace.desk.rulebook.units_by_code.get(key)
        return unit.name if unit else self.tr("Place not known")

    def _closing(self, key: str) -> str:
        if key == STILL_OPEN:
            return self.tr("Still open")
        code = self._workplace.desk.rulebook.closings_by_id.get(key)
        return code.label(self._workplace.language) if code else key or self.tr("Without a code")

    def _escalated(self, key: str) -> str:
        return self.tr("Told to an agency") if key == "yes" else self.tr("Told to nobody")

    def _agency(self, key: str) -> str:
        recipient = self._workplace.desk.rulebook.find_recipient(key)
        return recipient.short if recipient else key

    def _outcome(self, key: str) -> str:
        outcome = self._workplace.desk.rulebook.outcomes_by_id.get(key)
        return outcome.label(self._workplace.language) if outcome else key


def _numbers(count: Count) -> tuple[int, ...]:
    return (*reversed(count.by_level), count.total)


def _line(label: str, group: str, count: Count) -> Line:
    return Line((label, *_numbers(count)), Behind(group, count.key))
