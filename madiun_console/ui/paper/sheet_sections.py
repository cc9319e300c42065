"""A handover sheet as headings and tables of plain text, the same for the screen and for paper; never who called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from madiun_console.domain.clock import WIB
from madiun_console.domain.computed_factors import condition_of
from madiun_console.domain.handover_sheet import Ahead, HandoverSheet, OwedCallback
from madiun_console.domain.masking import mask_digits
from madiun_console.domain.rulebook import RepeatRule, Rulebook
from madiun_console.queries.escalation_message import unit_label
from madiun_console.queries.shift_sheet import SheetNames, ShiftPaper
from madiun_console.ui.formats import Formats
from madiun_console.ui.paper.sheet_words import SheetWords

LONGEST_ADDRESS = 60
_INCIDENT = re.compile(r"(\b\d{8}-[A-Z]\d+\b)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; `incident` is what it leads to, `level` the id of a level that it names, `tone` how it is meant."""

    text: str
    incident: str = ""
    level: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a sheet: a table, or `nothing` in its place; widths in percent."""

    id: str
    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class SheetTeller:
    """Tells a sheet in the words, the language and the numbers that it is given."""

    rulebook: Rulebook
    words: SheetWords
    formats: Formats
    number: Callable[[str], str] = field(default=str)
    """How the number of an incident is written."""

    def level_counts(self, sheet: HandoverSheet) -> tuple[Cell, ...]:
        """Open incidents by level: "Tinggi 3"."""
        return tuple(Cell(f"{self.level(one.id)} {one.count}", level=one.id) for one in sheet.levels)

    def summary(self, sheet: HandoverSheet) -> str:
        """What the shift had to do, in a sentence."""
        write = self.formats.number
        return self.words.summary.format(
            reports=write(sheet.reports), opened=write(sheet.opened), closed=write(sheet.closed)
        )

    def sections(self, sheet: HandoverSheet, names: SheetNames) -> tuple[Section, ...]:
        """All parts that the program composed, in the order of their urgency."""
        return (
            self._incidents(sheet, names),
            self._unanswered(sheet),
            self._callbacks(sheet),
            self._watched(sheet, names),
            self._repeated(sheet, names),
            self._ahead(sheet, names),
            self._calls(sheet),
            self._drafts(sheet, names),
        )

    def notes(self, paper: ShiftPaper) -> Section:
        """What colleagues noted for the next shift. A number of a caller has no place there: it is hidden."""
        words, state = self.words, paper.state
        rows = tuple(
            (
                Cell(self._moment(note.at, note.at)),
                Cell(without_numbers(note.text or "—")),
                Cell(paper.name(note.actor)),
            )
            for note in (state.notes if state else ())
        )
        return Section(
            "notes", words.notes, (words.time, words.text, words.colleague), (12, 68, 20), rows, words.nothing
        )

    def added(self, paper: ShiftPaper) -> str:
        """What was added to the signed sheet by hand."""
        state = paper.state
        return without_numbers(state.handover.notes or "") if state and state.handover else ""

    # ------------------------------------------------------------------------------------------ the parts

    def _incidents(self, sheet: HandoverSheet, names: SheetNames) -> Section:
        words = self.words
        rows = tuple(
            (
                Cell(self.number(row.number), row.incident),
                Cell(self.level(row.level), level=row.level),
                Cell(self._kind(row.kind)),
                Cell(self._place(row.unit, names.addresses.get(row.incident, ""))),
                Cell(self._state(row.status)),
                Cell(names.people.get(row.owner, "") or words.nobody),
                Cell(", ".join(self._agency(one) for one in row.unanswered) or "—", tone="danger" if row.unanswered else ""),
            )
            for row in sheet.incidents
        )  # fmt: skip
        columns = (
            words.number, words.level, words.kind, words.place, words.status, words.owner, words.unanswered_short,
        )  # fmt: skip
        return Section(
            "incidents", words.incidents, columns, (16, 9, 22, 19, 11, 10, 13), rows, words.nothing
        )

    def _unanswered(self, sheet: HandoverSheet) -> Section:
        words, now = self.words, sheet.composed
        rows = tuple(
            (
                Cell(self.number(row.number), row.incident),
                Cell(self.level(row.level), level=row.level),
                Cell(self._agency(row.agency)),
                Cell(self._moment(row.sent, now)),
                self._due(row.due, now),
            )
            for row in sheet.unanswered
        )
        columns = (words.number, words.level, words.agency, words.sent, words.due)
        return Section("unanswered", words.unanswered, columns, (17, 12, 37, 17, 17), rows, words.nothing)

    def _callbacks(self, sheet: HandoverSheet) -> Section:
        words, now = self.words, sheet.composed
        rows = tuple(
            (
                self._due(row.due, now),
                Cell(self._who(row, now), row.incident),
                Cell(words.times.format(count=row.tries) if row.tries else words.never_tried),
            )
            for row in sheet.callbacks
        )
        columns = (words.due, words.who, words.tried)
        return Section("callbacks", words.callbacks, columns, (22, 58, 20), rows, words.nothing)

    def _watched(self, sheet: HandoverSheet, names: SheetNames) -> Section:
        words = self.words
        rows = tuple(
            (
                Cell(self.number(row.number), row.incident),
                Cell(self.level(row.level), level=row.level),
                Cell(self._kind(row.kind)),
                Cell(self._place(row.unit, names.addresses.get(row.incident, ""))),
            )
            for row in sheet.watched
        )
        columns = (words.number, words.level, words.kind, words.place)
        return Section("watched", words.watched, columns, (17, 12, 37, 34), rows, words.nothing)

    def _repeated(self, sheet: HandoverSheet, names: SheetNames) -> Section:
        words = self.words
        rows = tuple(
            (
                Cell(self._place(row.unit, names.addresses.get(row.incident, ""))),
                Cell(words.reports_of.format(reports=row.reports, incidents=row.incidents)),
                Cell(self._kind(row.kind)),
                Cell(self.number(row.number), row.incident),
            )
            for row in sheet.repeated
        )
        rule = condition_of(self.rulebook, RepeatRule)
        title = words.repeated.format(days=rule.days if rule else 30)
        columns = (words.place, words.reported, words.kind, words.number)
        return Section("repeated", title, columns, (31, 23, 29, 17), rows, words.nothing)

    def _ahead(self, sheet: HandoverSheet, names: SheetNames) -> Section:
        words = self.words
        rows = tuple(
            (
                Cell(self._when(row)),
                Cell(self._kind(row.kind) if row.incident else self._event(row.event)),
                Cell(self._place(row.unit, names.addresses.get(row.incident, "")) if row.incident else "—"),
                Cell(self.number(row.number), row.incident) if row.incident else Cell("—"),
            )
            for row in sheet.ahead
        )
        columns = (words.when, words.what, words.place, words.number)
        return Section("ahead", words.ahead, columns, (25, 36, 22, 17), rows, words.nothing)

    def _calls(self, sheet: HandoverSheet) -> Section:
        words = self.words
        outcomes = self.rulebook.outcomes_by_id
        rows = [
            (
                Cell(outcomes[one.id].label(self.formats.language) if one.id in outcomes else one.id),
                Cell(self.formats.number(one.count)),
            )
            for one in sheet.calls
        ]
        if len(rows) > 1:
            total = sum(one.count for one in sheet.calls)
            rows.append((Cell(words.total, tone="strong"), Cell(self.formats.number(total), tone="strong")))
        columns = (words.outcome, words.count)
        return Section("calls", words.calls, columns, (80, 20), tuple(rows), words.nothing)

    def _drafts(self, sheet: HandoverSheet, names: SheetNames) -> Section:
        words = self.words
        rows = tuple(
            (
                Cell(names.people.get(row.person, "") or "—"),
                Cell(self._moment(row.started, sheet.composed)),
                Cell(words.parked if row.parked else words.left),
            )
            for row in sheet.drafts
        )
        columns = (words.colleague, words.since, words.state)
        return Section("drafts", words.drafts, columns, (40, 30, 30), rows, words.nothing)

    # ------------------------------------------------------------------------------------------ single words

    def level(self, level: str) -> str:
        """The word of a level, its id when the tables do not know it."""
        known = self.rulebook.levels_by_id.get(level)
        return known.word.label(self.formats.language) if known else level

    def _kind(self, kind: str) -> str:
        known = self.rulebook.kinds.get(kind)
        return known.label(self.formats.language) if known else kind or self.words.unclassified

    def _state(self, state: str) -> str:
        return self.rulebook.states.label(state, self.formats.language)

    def _agency(self, address: str) -> str:
        recipient = self.rulebook.find_recipient(address)
        return recipient.short if recipient else address

    def _place(self, unit: str, address: str) -> str:
        words = mask_digits(" ".join(address.split()))
        if len(words) > LONGEST_ADDRESS:
            words = words[: LONGEST_ADDRESS - 1].rstrip() + "…"
        return ", ".join(part for part in (words, unit_label(self.rulebook, unit).split(",")[0]) if part) or (
            self.words.unknown_place
        )

    def _moment(self, ms: int, now: int) -> str:
        return self.formats.moment(ms, now)

    def _due(self, due: int | None, now: int) -> Cell:
        if due is None:
            return Cell("—")
        return Cell(self._moment(due, now), tone="danger" if due < now else "")

    def _who(self, row: OwedCallback, now: int) -> str:
        if row.cut_off:
            return self.words.cut_off.format(time=self._moment(row.promised, now))
        return self.words.promised.format(number=self.number(row.number) if row.number else "—")

    def _when(self, row: Ahead) -> str:
        if row.incident:
            if row.moment is None:
                return self.words.date_in_report
            return f"{self.formats.day(row.moment)} {self.formats.time(row.moment)}"
        first, last = _day(row.first), _day(row.last)
        if first is None or last is None:
            return "—"
        if first == last:
            return self.formats.day(first)
        return f"{self.formats.date(first)} – {self.formats.date(last)}"

    def _event(self, event: str) -> str:
        found = next((one for one in self.rulebook.calendar.events if one.id == event), None)
        return found.label(self.formats.language) if found else event


def without_numbers(text: str) -> str:
    """A note without telephone numbers; the numbers of incidents stay."""
    return "".join(part if _INCIDENT.fullmatch(part) else mask_digits(part) for part in _INCIDENT.split(text))


def _day(text: str) -> int | None:
    """Noon of a day YYYY-MM-DD, milliseconds; None for another text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=WIB).timestamp() * 1000)
