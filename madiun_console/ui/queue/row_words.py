"""What a row of the queue says, in the language of the screen: to the eye, to the screen reader, and in the tool tip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from madiun_console.domain.escalation_states import DECLINED, ENDED, is_refused
from madiun_console.domain.incident_number import number_day, short_number, spoken_number
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.targets import Deadline
from madiun_console.queries.rows import Badge, IncidentRow
from madiun_console.ui.formats import Formats
from madiun_console.ui.queue.columns import Column
from madiun_console.ui.theme import deadline_tone
from madiun_console.ui.widgets import Chip, LevelLook

NOTHING = "—"
SECOND = 1000
_URGENCY = {"danger": 0, "warning": 1, "neutral": 2, "success": 3}


class RowWords(QObject):
    """Words that need no painting: the model, the delegate and the accessibility all ask here."""

    def __init__(
        self,
        rulebook: Callable[[], Rulebook],
        formats: Callable[[], Formats],
        now_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._in_force = rulebook
        self._formats = formats
        self._now_ms = now_ms
        self._looks: dict[tuple[str, str], LevelLook] = {}
        self.at_agency = False
        """An agency's desk: it cannot tell callers apart, and what it declined it has dealt with."""
        self.present: Callable[[str], str] = lambda _incident: ""
        """Who has an incident open at another desk, in words."""

    @property
    def _rulebook(self) -> Rulebook:
        """The tables in force; others may hold tomorrow, but levels keep their words and colours."""
        return self._in_force()

    @property
    def formats(self) -> Formats:
        """How times are written now."""
        return self._formats()

    def now_ms(self) -> int:
        """The time of day that ages and clocks count to."""
        return self._now_ms()

    # ------------------------------------------------------------------------------------------ parts of a row

    def look(self, row: IncidentRow) -> LevelLook:
        """Word, shape and colour of the row's level."""
        language = self.formats.language
        found = self._looks.get((language, row.level))
        if found is None:
            level = self._rulebook.levels_by_id.get(row.level)
            # A level of a newer version of the tables is shown by its id, never hidden.
            found = LevelLook(row.level, "", "")
            if level is not None:
                found = LevelLook(level.word.label(language), level.shape, level.colour)
            self._looks[language, row.level] = found
        return found

    def looks(self) -> list[LevelLook]:
        """All levels as they are shown, for the room they need."""
        language = self.formats.language
        return [
            LevelLook(level.word.label(language), level.shape, level.colour)
            for level in self._rulebook.levels
        ]

    def number(self, row: IncidentRow) -> tuple[str, str]:
        """As people say it and, when that day of the month is not the latest one, its month and year; else empty."""
        short = short_number(row.number)
        day = number_day(row.number)
        if day is None or spoken_number(row.number, self._now_ms()) == short:
            return short, ""
        return short, self.formats.month(day.year, day.month)

    def kind(self, row: IncidentRow) -> str:
        """The kind of incident."""
        kind = self._rulebook.kinds.get(row.kind_id)
        return kind.label(self.formats.language) if kind else row.kind_id or self.tr("Not classified yet")

    def callers(self, row: IncidentRow) -> str:
        """How many different people reported it; empty for a single one. At an agency's desk how many reports there are:
        who called is not sent there, or of some reports only, so it would count wrongly.
        """
        if self.at_agency:
            count = self.formats.number(row.reports)
            return self.tr("{count} reports").format(count=count) if row.reports > 1 else ""
        if row.callers < 2:
            return ""
        return self.tr("{count} callers").format(count=self.formats.number(row.callers))

    def place(self, row: IncidentRow) -> tuple[str, str]:
        """Kelurahan and kecamatan, or what is known of a place elsewhere; empty when nothing is."""
        unit = self._rulebook.units_by_code.get(row.unit or "")
        if unit is not None:
            return unit.name, unit.kecamatan if unit.level == "kelurahan" else ""
        desa = self._rulebook.desa_by_code.get(row.unit or "")
        if desa is not None:
            return desa.name, desa.kabupaten
        regency = next((item for item in self._rulebook.neighbour_regencies if item.code == row.unit), None)
        return (regency.name, "") if regency else (row.address, "")

    def status(self, row: IncidentRow) -> str:
        """The state of the incident; of a closed one how it was closed."""
        language = self.formats.language
        if not row.is_open and row.closing:
            closing = self._rulebook.closings_by_id.get(row.closing)
            if closing is not None:
                return closing.label(language)
        if row.is_open and row.review == "returned" and row.status == "reopened":
            return self.tr("Returned")
        return self._rulebook.states.label(row.status, language)

    def review(self, row: IncidentRow) -> str:
        """What a supervisor says of a closing, or that one is to look at it; empty where nobody has to."""
        return "" if row.is_open or not row.review else self._reviews().get(row.review, "")

    def owned(self) -> list[str]:
        """What an open incident can be while somebody takes care of it, for the room it needs above their name."""
        states = self._rulebook.states
        # "resolved" is as long as two others, and stands there for a short while: it may be cut
        shown = (state for state in states.incident if state not in ("closed", "resolved"))
        return [states.label(state, self.formats.language) for state in shown]

    def reviews(self) -> list[str]:
        """All that a review can say, for the room it needs."""
        return list(self._reviews().values())

    def _reviews(self) -> dict[str, str]:
        return {
            "waiting": self.tr("waits for review"),
            "approved": self.tr("approved"),
            "corrected": self.tr("code corrected"),
        }

    def age(self, row: IncidentRow) -> str:
        """How long it has been open, running; of a closed one when it was closed."""
        if row.is_open:
            return self.formats.span((self._now_ms() - row.opened_at) / SECOND)
        return self.formats.moment(row.closed_at or row.last_at, self._now_ms())

    def closed(self, row: IncidentRow, at: int | None = None) -> tuple[str, str]:
        """When it was closed, in two short lines: day and time, or day and year when that was another year.

        With `at` that moment instead: a search is ordered by when something happened.
        """
        text = self.age(row) if at is None else self.formats.moment(at, self._now_ms())
        moment = text.split(" ")
        if len(moment) < 3:
            return moment[0], ""
        return " ".join(moment[:2]), moment[2]

    def age_tone(self, row: IncidentRow) -> str:
        """The tone of the age while nobody is at the incident: by the target of the first notification, or since it was
        declined.
        """
        if not row.is_open or row.next_due is None or (row.badges and not self._refused(row)):
            return "neutral"
        return deadline_tone(Deadline(row.opened_at, row.next_due).state(self._now_ms()))

    def marks(self, row: IncidentRow) -> str:
        """What a person must look at because two desks disagree or something waits for approval."""
        found = []
        if row.conflicts:
            found.append(self.tr("{count} differ").format(count=row.conflicts))
        if row.held:
            found.append(self.tr("{count} to confirm").format(count=row.held))
        return " · ".join(found)

    # ------------------------------------------------------------------------------------------ escalations

    def chips(self, row: IncidentRow) -> list[Chip]:
        """One chip per escalation, the most urgent first, what has ended last; when nobody was told in time, that is the chip.

        Where there is no room for all, "+1" must not hide the one whose answer is awaited.
        """
        if not row.badges:
            tone = self.age_tone(row)
            return [] if tone == "neutral" else [Chip(self.tr("Nobody told"), tone, self.age(row))]
        refused = row.is_open and self._refused(row)
        chips = [
            (_standing(badge), self._chip(badge, running=row.is_open, refused=refused))
            for badge in row.badges
        ]
        chips.sort(key=lambda pair: (pair[0], _URGENCY.get(pair[1].tone, 2)))
        return [chip for _, chip in chips]

    def _refused(self, row: IncidentRow) -> bool:
        return not self.at_agency and is_refused([badge.state for badge in row.badges if not badge.replaced])

    def _chip(self, badge: Badge, *, running: bool, refused: bool) -> Chip:
        who = self.agency(badge)
        state = self._rulebook.states.label(badge.state, self.formats.language)
        text = f"{who} · {state[:1].lower()}{state[1:]}"
        if refused and badge.state == DECLINED:
            return Chip(text, "warning" if badge.due is None else "danger")
        if badge.first_answer is not None or badge.state in ENDED or badge.replaced or not running:
            answered = badge.first_answer is not None and badge.state not in ("declined", "cancelled")
            return Chip(text, "success" if answered else "neutral")
        now = self._now_ms()
        tone = "neutral"
        if badge.due is not None:
            tone = deadline_tone(Deadline(badge.sent, badge.due).state(now))
        if badge.state == "unreachable" and tone == "neutral":
            tone = "warning"
        return Chip(who, tone, self.formats.span((now - badge.sent) / SECOND))

    def agency(self, badge: Badge) -> str:
        """Kinds that have a key of their own are known by their name (POLRI); the others by the agency's short name."""
        kind = self._rulebook.agency_kinds_by_id.get(badge.agency_kind)
        if kind is not None and kind.key:
            return kind.label(self.formats.language)
        recipient = self._rulebook.find_recipient(badge.agency)
        return recipient.short if recipient else badge.agency

    # ------------------------------------------------------------------------------------------ for Qt's roles

    def heading(self, column: Column) -> str:
        """The heading of a column."""
        match column:
            case Column.LEVEL:
                return self.tr("Level")
            case Column.NUMBER:
                return self.tr("Number")
            case Column.AGE:
                return self.tr("Age")
            case Column.KIND:
                return self.tr("Kind and summary")
            case Column.PLACE:
                return self.tr("Place")
            case Column.STATUS:
                return self.tr("Status")
            case Column.ESCALATION:
                return self.tr("Escalation")

    def closed_heading(self) -> str:
        """The heading of the age in the history."""
        return self.tr("Closed")

    def happened_heading(self) -> str:
        """The heading of the age in a search."""
        return self.tr("When")

    def cell(self, row: IncidentRow, column: Column) -> str:
        """The plain text of a cell."""
        match column:
            case Column.LEVEL:
                return self.look(row).word
            case Column.NUMBER:
                return spoken_number(row.number, self._now_ms())
            case Column.AGE:
                return self.age(row)
            case Column.KIND:
                return self.kind(row)
            case Column.PLACE:
                return self.place(row)[0] or NOTHING
            case Column.STATUS:
                return self.status(row)
            case _:
                return ", ".join(chip.full_text for chip in self.chips(row)) or NOTHING

    def sort_value(self, row: IncidentRow, column: Column) -> int | str:
        """What a column would be sorted by."""
        match column:
            case Column.LEVEL:
                return -row.level_rank
            case Column.AGE:
                return row.opened_at
            case Column.ESCALATION:
                return row.next_due or 0
            case Column.NUMBER:
                return row.number
            case _:
                return self.cell(row, column)

    def spoken(self, row: IncidentRow) -> str:
        """The row as one sentence: "Tinggi, Bentrokan, Winongo, 3 menit, Ditangani"."""
        span = self.age(row)
        if row.is_open:
            span = self.formats.spoken_span((self._now_ms() - row.opened_at) / SECOND)
        chips = [chip.full_text for chip in self.chips(row)]
        parts = (
            self.look(row).word,
            self.kind(row),
            self.place(row)[0],
            span,
            self.status(row),
            self.review(row),
        )
        return ", ".join(part for part in (*parts, *chips, self.marks(row), self.present(row.id)) if part)

    def tip(self, row: IncidentRow) -> str:
        """Everything that may be cut off in the row."""
        where = ", ".join(part for part in (*self.place(row), row.address) if part)
        owner = self.tr("in the hands of {name}").format(name=row.owner_name) if row.owner_name else ""
        chips = ", ".join(chip.full_text for chip in self.chips(row))
        first = " · ".join(part for part in (self.cell(row, Column.NUMBER), self.kind(row)) if part)
        state = " · ".join(
            part for part in (self.status(row), self.review(row), owner, self.callers(row)) if part
        )
        lines = (first, row.summary, where, state, chips, self.marks(row), self.present(row.id))
        return "\n".join(line for line in dict.fromkeys(lines) if line)


def _standing(badge: Badge) -> int:
    """Awaited, at it, over, replaced by a later one to the same agency, taken back."""
    if badge.replaced:
        return 3
    if badge.state in ENDED:
        return 4 if badge.state == "cancelled" else 2
    return 0 if badge.first_answer is None else 1
