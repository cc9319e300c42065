"""What happened to an incident, in words: one function for each type of fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from madiun_console.domain.events import Event, Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import Place
from madiun_console.queries.detail_rows import IncidentDetail, TimelineRow
from madiun_console.ui.incident.escalation_state import DECLINED
from madiun_console.ui.incident.review_words import said
from madiun_console.ui.incident.timeline_desk_words import DeskWords
from madiun_console.ui.incident.words import kind_word, level_word, place_words
from madiun_console.ui.widgets import TimelineEntry
from madiun_console.ui.workplace import Workplace

NO_BREAK_SPACE = "\u00a0"
LATER_MS = 60_000
"""What was recorded more than a minute after it happened says when it happened."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words, and the tone of the dot before them."""

    text: str
    tone: str = "neutral"


Teller = Callable[[Any, Logged, IncidentDetail | None], Line]


class TimelineWords(QObject):
    """Knows every type of the catalogue; what is newer than this program is told as such."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._desk_words = DeskWords(workplace, self)
        self._tellers: dict[type[Event], Teller] = {
            ev.IncidentOpened: self._opened,
            ev.LevelRaised: self._raised,
            ev.LevelLowered: self._lowered,
            ev.KindChanged: self._kind,
            ev.PlaceChanged: self._place,
            ev.IncidentClaimed: self._claimed,
            ev.IncidentHandedOver: self._handed_over,
            ev.StatusSet: self._status,
            ev.NoteAdded: self._note,
            ev.StepTicked: self._step,
            ev.IncidentClosed: self._closed,
            ev.IncidentReopened: self._reopened,
            office.ClosingApproved: self._approved,
            office.ClosingReturned: self._returned,
            office.ClosingCorrected: self._corrected,
            office.TextsErased: self._erased,
            ev.ReportLinked: self._linked,
            ev.ReportUnlinked: self._unlinked,
            ev.IncidentEscalated: self._escalated,
            ev.EscalationAnswered: self._answered,
            ev.EscalationWithdrawn: self._withdrawn,
            ev.EscalationNoted: self._agency_noted,
            ev.IdentityShared: self._identity_shared,
        }

    def told_types(self) -> frozenset[type[Event]]:
        """The types that have words."""
        return frozenset(self._tellers) | self._desk_words.told_types()

    def entry(self, row: TimelineRow, detail: IncidentDetail | None, now_ms: int) -> TimelineEntry:
        """One line of the history."""
        line = self.line(row.logged, detail)
        text = line.text
        if row.logged.held:
            words = (
                self.tr("{text} (refused)")
                if row.logged.refused
                else self.tr("{text} (waits for a supervisor)")
            )
            text = words.format(text=text)
        who = row.actor_name
        if not who and self._workplace.at_agency:
            who = self.tr("Call center")
        elif row.desk:
            desk = self.tr("desk {letter}").format(letter=row.desk)
            who = f"{who}, {desk}" if who else desk
        time = self._workplace.formats.moment(row.logged.at, now_ms)
        # One piece that goes to the next line as a whole.
        who = who.replace(" ", NO_BREAK_SPACE)
        return TimelineEntry(row.logged.id, time, text, who, line.tone)

    def line(self, logged: Logged, detail: IncidentDetail | None) -> Line:
        """The words of one fact."""
        happened = logged.event
        teller = self._tellers.get(type(happened)) if happened is not None else None
        if teller is not None:
            return teller(happened, logged, detail)
        told = self._desk_words.text(happened) if happened is not None else ""
        return Line(told or self.tr("A change from a newer version of the program"))

    @property
    def _language(self) -> str:
        return self._workplace.language

    def _opened(self, e: ev.IncidentOpened, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        word = level_word(self._workplace.desk.rulebook, e.level, self._language)
        return Line(self.tr("Opened at level {level}").format(level=word))

    def _raised(self, e: ev.LevelRaised, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        word = level_word(self._workplace.desk.rulebook, e.level, self._language)
        text = self.tr("Level raised to {level}").format(level=word)
        factors = [
            factor.label(self._language)
            for name in e.factors
            if (factor := self._workplace.desk.rulebook.factors_by_id.get(name)) is not None
        ]
        return Line(_with(text, e.reason or ", ".join(factors)), "danger")

    def _lowered(self, e: ev.LevelLowered, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        word = level_word(self._workplace.desk.rulebook, e.level, self._language)
        return Line(_with(self.tr("Level lowered to {level}").format(level=word), e.reason), "warning")

    def _kind(self, e: ev.KindChanged, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        word = kind_word(self._workplace.desk.rulebook, e.kind_id, self._language, self.tr("not classified"))
        return Line(self.tr("Kind changed to {kind}").format(kind=word))

    def _place(self, e: ev.PlaceChanged, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        place = Place(e.unit, e.precision, e.lat, e.lon, e.address, e.landmark)
        words = place_words(self._workplace.desk.rulebook, place, self.tr("not known"))
        return Line(self.tr("Place changed to {place}").format(place=words))

    def _claimed(self, _e: ev.IncidentClaimed, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(self.tr("Took the incident"), "info")

    def _handed_over(self, e: ev.IncidentHandedOver, _fact: Logged, detail: IncidentDetail | None) -> Line:
        if e.owner is None:
            return Line(self.tr("Gave the incident back to the queue"), "info")
        name = detail.people.get(e.owner, "?") if detail else "?"
        return Line(self.tr("Handed over to {name}").format(name=name), "info")

    def _status(self, e: ev.StatusSet, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        word = self._workplace.desk.rulebook.states.label(e.status, self._language)
        return Line(self.tr("Status: {status}").format(status=word))

    def _note(self, e: ev.NoteAdded, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        if e.text is not None:
            return Line(e.text)
        if e.remark is not None:
            return Line(self.tr("{text} (call center only)").format(text=e.remark), "warning")
        return Line(self.tr("A note whose text is not held here"))

    def _step(self, e: ev.StepTicked, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        step = self._workplace.desk.rulebook.steps_by_id.get(e.step)
        word = step.label(self._language) if step else e.step
        text = self.tr("Step done: {step}") if e.done else self.tr("Step not done after all: {step}")
        return Line(text.format(step=word), "success" if e.done else "neutral")

    def _closed(self, e: ev.IncidentClosed, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(_with(self.tr("Closed: {code}").format(code=self._code(e.code)), e.note), "success")

    def _reopened(self, e: ev.IncidentReopened, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(_with(self.tr("Reopened"), e.reason), "warning")

    def _approved(self, _e: office.ClosingApproved, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(self.tr("Closing approved"), "success")

    def _returned(self, e: office.ClosingReturned, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(_with(self.tr("Closing returned"), e.reason), "warning")

    def _corrected(self, e: office.ClosingCorrected, _fact: Logged, detail: IncidentDetail | None) -> Line:
        closed = said(detail, e.closing)
        word = self._code(e.code)
        if isinstance(closed, ev.IncidentClosed) and closed.code != e.code:
            text = self.tr("Closing code corrected from {before} to {code}")
            text = text.format(before=self._code(closed.code), code=word)
        else:
            text = self.tr("Closing corrected: {code}").format(code=word)
        return Line(_with(text, e.reason), "success")

    def _code(self, code: str) -> str:
        found = self._workplace.desk.rulebook.closings_by_id.get(code)
        return found.label(self._language) if found else code

    def _erased(self, e: office.TextsErased, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        text = self.tr("Identities erased") if set(e.parts) == {"pii"} else self.tr("Texts erased")
        return Line(_with(text, e.reason), "warning")

    def _linked(self, _e: ev.ReportLinked, fact: Logged, detail: IncidentDetail | None) -> Line:
        report = next((row for row in detail.reports if row.id == fact.sub), None) if detail else None
        began = detail is not None and fact.id == _first_link(
            detail
        )  # nothing was there yet that it could join
        if report is None:
            return Line(self.tr("Report recorded") if began else self.tr("Report joined"))
        channel = self._workplace.desk.rulebook.channels_by_id.get(report.channel)
        word = channel.label(self._language) if channel else report.channel
        text = self.tr("Report recorded ({channel})") if began else self.tr("Report joined ({channel})")
        return Line(text.format(channel=word))

    def _unlinked(self, _e: ev.ReportUnlinked, _fact: Logged, _detail: IncidentDetail | None) -> Line:
        return Line(self.tr("Report parted"))

    def _escalated(self, e: ev.IncidentEscalated, _fact: Logged, detail: IncidentDetail | None) -> Line:
        book = self._workplace.desk.rulebook
        recipient = book.find_recipient(e.agency)
        verb = book.verbs_by_id.get(recipient.verb) if recipient else None
        channel = book.channels_by_id.get(e.channel)
        text = self.tr("{verb}: {agency}, by {channel}").format(
            verb=verb.label(self._language) if verb else self.tr("Told"),
            agency=recipient.name if recipient else e.agency,
            channel=channel.agency_label(self._language) if channel else e.channel,
        )
        before = next((row for row in detail.escalations if row.id == e.rung_of), None) if detail else None
        if before is not None:
            because = (
                self.tr("{agency} declined").format(agency=before.short)
                if before.state == DECLINED
                else self.tr("{agency} did not answer").format(agency=before.short)
            )
            again = self.tr("sent again")
            text = _with(text, again if before.agency == e.agency else because)
        if e.decree:
            text = _with(text, self.tr("decree {number}").format(number=e.decree))
        return Line(text, "info")

    def _answered(self, e: ev.EscalationAnswered, fact: Logged, detail: IncidentDetail | None) -> Line:
        word = self._workplace.desk.rulebook.states.label(e.state, self._language)
        text = f"{self._agency(fact, detail)}: {word}"
        if fact.at - e.occurred > LATER_MS:
            time = self._workplace.formats.moment(e.occurred, fact.at)
            text = self.tr("{text} at {time}").format(text=text, time=time)
        text = _with(_with(text, e.role), e.note)
        return Line(text, "warning" if e.state in ("unreachable", "declined") else "success")

    def _withdrawn(self, e: ev.EscalationWithdrawn, fact: Logged, detail: IncidentDetail | None) -> Line:
        text = self.tr("Taken back from {agency}").format(agency=self._agency(fact, detail))
        return Line(_with(text, e.reason))

    def _agency_noted(self, e: ev.EscalationNoted, fact: Logged, detail: IncidentDetail | None) -> Line:
        text = e.text or self.tr("A note whose text is not held here")
        return Line(f"{self._agency(fact, detail)}: {text}", "info")

    def _identity_shared(self, e: ev.IdentityShared, fact: Logged, detail: IncidentDetail | None) -> Line:
        text = self.tr("Identity of {count} caller(s) shared with {agency}").format(
            count=len(e.reports), agency=self._agency(fact, detail)
        )
        return Line(_with(text, e.reason), "warning")

    def _agency(self, fact: Logged, detail: IncidentDetail | None) -> str:
        row = next((row for row in detail.escalations if row.id == fact.sub), None) if detail else None
        return row.name if row else self.tr("An agency")


def _first_link(detail: IncidentDetail) -> str:
    """The fact that tied the report the incident was opened with."""
    facts = (row.logged for row in reversed(detail.timeline))  # the timeline is newest first
    return next((fact.id for fact in facts if isinstance(fact.event, ev.ReportLinked)), "")


def _with(text: str, more: str | None) -> str:
    return f"{text} · {more}" if more else text
