"""The figures of a recap as tables of words and numbers: what the page, the PDF and the XLSX all show."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.domain.report_period import ReportPeriod
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.rulebook.named import Named
from madiun_console.queries.figures import OUTSIDE, STILL_OPEN, Count, Figures
from madiun_console.ui.formats import DAYS, LONG_MONTHS, Formats, local
from madiun_console.ui.paper.recap_words import RecapWords


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
class RecapTable:
    """One table of a recap: the first heading names the rows, the others the numbers."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RecapTeller:
    """Tells figures in the words, the language and the numbers that it is given."""

    rulebook: Rulebook
    words: RecapWords
    formats: Formats

    def title(self, period: ReportPeriod) -> str:
        """The stretch in words: "Sif Malam, Minggu, 22 November 2026", "September–Desember 2026 (B12)"."""
        begun, months = local(period.start), LONG_MONTHS[self.formats.language]
        month = months[begun.month - 1]
        day = f"{DAYS[self.formats.language][begun.weekday()]}, {begun.day} {month} {begun.year}"
        match period.kind:
            case "shift":
                shifts = self.rulebook.shift_periods
                label = next((self._label(one) for one in shifts if one.id == period.name), "")
                return self.words.shift.format(shift=label, day=day)
            case "day":
                return day
            case "month":
                return f"{month} {begun.year}"
            case _:
                code = period.name.rpartition("-")[2]
                last = months[local(period.end - 1).month - 1]
                return f"{month}–{last} {begun.year} ({code})"

    def text(self, cell: Cell) -> str:
        """A cell as it is read."""
        match cell:
            case None:
                return "–"
            case Seconds(value=value):
                return self.formats.span(value)
            case int():
                return self.formats.number(cell)
            case _:
                return cell

    def tables(self, found: Figures) -> tuple[RecapTable, ...]:
        """All tables of a recap, in the order in which they are read."""
        words = self.words
        levels = tuple(self._label(level.word) for level in reversed(self.rulebook.levels))
        by_level = ("", *levels, words.all_levels)
        return (
            RecapTable(
                words.incidents,
                by_level,
                (
                    Line((words.incidents, *_numbers(found.incidents)), Behind("", "")),
                    *self._counts("escalated", found),
                ),
            ),
            RecapTable(
                words.calls,
                ("", words.count),
                (
                    Line((words.reports, found.reports), Behind("", "")),
                    Line((words.callers, found.callers), Behind("", "")),
                    *(
                        Line((self.label(behind), count), behind)
                        for behind, count in ((Behind("calls", key), count) for key, count in found.calls)
                    ),
                ),
            ),
            RecapTable(words.by_kind, by_level, self._counts("kind", found)),
            RecapTable(words.by_kelurahan, by_level, self._counts("kelurahan", found)),
            RecapTable(words.outcomes, by_level, self._counts("outcome", found)),
            RecapTable(
                words.answer_times,
                ("", words.told, words.answered, words.in_time, words.median, words.nine_of_ten),
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
        """The words of the row that a list stands behind."""
        book, words, key = self.rulebook, self.words, behind.key
        match behind.group:
            case "kind":
                return self._named(book.kinds.get(key), key, words.unclassified)
            case "kelurahan":
                unit = book.units_by_code.get(key)
                return unit.name if unit else words.outside if key == OUTSIDE else words.unknown_place
            case "outcome":
                if key == STILL_OPEN:
                    return words.still_open
                return self._named(book.closings_by_id.get(key), key, words.without_code)
            case "escalated":
                return words.told_to_an_agency if key == "yes" else words.told_to_nobody
            case "agency":
                return self._agency(key)
            case "calls":
                return self._named(book.outcomes_by_id.get(key), key)
            case _:
                return words.incidents

    def _counts(self, group: str, found: Figures) -> tuple[Line, ...]:
        return tuple(
            Line((self.label(behind), *_numbers(count)), behind)
            for behind, count in ((Behind(group, count.key), count) for count in found.groups[group])
        )

    def _label(self, named: Named) -> str:
        return named.label(self.formats.language)

    def _named(self, named: Named | None, key: str, without: str = "") -> str:
        return self._label(named) if named else key or without

    def _agency(self, key: str) -> str:
        recipient = self.rulebook.find_recipient(key)
        return recipient.short if recipient else key


def _numbers(count: Count) -> tuple[int, ...]:
    return (*reversed(count.by_level), count.total)
