"""How a closing that waits is told: in the list, and in the lines of its card."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.detail_rows import EscalationRow, IncidentDetail
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.incident.review_words import ReviewWords
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace

STORY_CHARS = 600
SECOND = 1000


class ClosingWords(QObject):
    """Translated words."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows = RowWords(
            lambda: workplace.desk.rulebook, lambda: workplace.formats, workplace.ticker.wall_ms, self
        )
        self._review = ReviewWords(workplace, self)

    @property
    def rows(self) -> RowWords:
        """Words of a row of the queue."""
        return self._rows

    def list_row(self, row: IncidentRow) -> ListRow:
        """Level and kind, number, place and code; when it was closed at the right."""
        now = self._workplace.ticker.wall_ms()
        parts = (spoken_number(row.number, now), self._rows.place(row)[0], self._rows.status(row))
        closed = self._workplace.formats.moment(row.closed_at or row.last_at, now)
        return ListRow(
            row.id,
            self._rows.kind(row),
            " · ".join(part for part in parts if part),
            closed,
            level=self._rows.look(row),
        )

    def moment(self, ms: int) -> str:
        """A time of day, with its date when it was not today."""
        return self._workplace.formats.moment(ms, self._workplace.ticker.wall_ms())

    def opened(self, detail: IncidentDetail) -> str:
        """When it came in, how many told of it."""
        formats = self._workplace.formats
        return self.tr("Opened {time} · reports: {reports}, callers: {callers}").format(
            time=self.moment(detail.state.opened_at),
            reports=formats.number(detail.row.reports),
            callers=formats.number(detail.row.callers),
        )

    def closed(self, detail: IncidentDetail) -> str:
        """When, by whom and with which code."""
        closing = detail.closing
        if closing is None:
            return ""
        return self.tr("Closed {time} by {name}: {code}").format(
            time=self.moment(closing.at),
            name=detail.people.get(closing.actor, "?"),
            code=self._review.code(closing.code),
        )

    def span(self, detail: IncidentDetail) -> str:
        """From opening to closing."""
        if detail.closing is None:
            return ""
        seconds = (detail.closing.at - detail.state.opened_at) / SECOND
        return self.tr("{span} from opening to closing").format(span=self._workplace.formats.span(seconds))

    def before(self, detail: IncidentDetail) -> str:
        """That it was given back before, with the last reason."""
        returned = [row for row in detail.timeline if isinstance(row.logged.event, office.ClosingReturned)]
        if not returned:
            return ""
        last = returned[0].logged  # the timeline is newest first
        text = self.tr("Returned before, {time}: {reason}")
        return text.format(time=self.moment(last.at), reason=getattr(last.event, "reason", None) or "—")

    def story(self, detail: IncidentDetail) -> str:
        """What the first caller said."""
        first = detail.reports[0] if detail.reports else None
        if first is None:
            return ""
        if first.withheld:
            return self.tr("The texts were erased, or are not held by this PC.")
        text = " ".join(first.narrative.split()) or self.tr("Nothing was written down.")
        return text if len(text) <= STORY_CHARS else text[:STORY_CHARS].rsplit(" ", 1)[0] + " …"

    def escalation(self, row: EscalationRow) -> str:
        """An agency, what it said last, and after how long it answered."""
        state = self._workplace.desk.rulebook.states.label(row.state, self._workplace.language)
        text = f"{row.name}: {state}"
        if row.first_answer is None:
            return self.tr("{text} · sent {time}, no answer").format(text=text, time=self.moment(row.sent))
        span = self._workplace.formats.span((row.first_answer - row.sent) / SECOND)
        return self.tr("{text} · answered after {span}").format(text=text, span=span)

    def steps(self, detail: IncidentDetail) -> str:
        """How many steps of the procedure were ticked."""
        done = sum(step.state is not None for step in detail.steps)
        return self.tr("{done} of {all} done").format(done=done, all=len(detail.steps))

    def undone(self, detail: IncidentDetail) -> str:
        """The steps that nobody ticked, a line each."""
        language = self._workplace.language
        left = [step.step.label(language) for step in detail.steps if step.state is None]
        return "\n".join(self.tr("Not ticked: {step}").format(step=step) for step in left)
