"""How a call-back is told in a list: who, why, how often it was tried, and by when."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.escalation_message import unit_label
from madiun_console.queries.rows import CallbackRow
from madiun_console.ui.formats import Formats
from madiun_console.ui.widgets import ListRow

SOON_S = 5 * 60


class CallbackWords(QObject):
    """Translated words; `seconds_left` is negative when the call is late."""

    def list_row(self, row: CallbackRow, formats: Formats, now_ms: int) -> ListRow:
        """The row as the list shows it."""
        left = (row.due - now_ms) / 1000
        detail = " · ".join(part for part in (self.why(row, formats, now_ms), self.tries(row)) if part)
        return ListRow(row.id, self.title(row, now_ms), detail, self.due(left, formats), tone=tone_of(left))

    def title(self, row: CallbackRow, now_ms: int) -> str:
        """Masked number and the incident it belongs to."""
        number = row.masked_phone or self.tr("No number")
        return f"{number} · {spoken_number(row.number, now_ms)}" if row.number else number

    def why(self, row: CallbackRow, formats: Formats, now_ms: int) -> str:
        """A cut-off call, or a promise with its time and who gave it."""
        moment = formats.moment(row.promised_at, now_ms)
        if row.call is not None:
            return self.tr("Cut off at {time}").format(time=moment)
        return self.tr("Promised at {time} by {name}").format(time=moment, name=row.promised_by)

    def tries(self, row: CallbackRow) -> str:
        """How often it was tried, empty when never."""
        if not row.tries:
            return ""
        if row.tries == 1:
            return self.tr("tried once, no answer")
        return self.tr("tried {count} times, no answer").format(count=row.tries)

    def about(self, row: CallbackRow, rulebook: Rulebook, language: str) -> str:
        """What the call is about, and what was noted so far; a line each, empty when nothing is known."""
        kind = rulebook.kinds.get(row.kind_id)
        what = ", ".join(
            part for part in (kind.label(language) if kind else "", unit_label(rulebook, row.unit)) if part
        )
        lines = [self.tr("About: {what}").format(what=what) if what else ""]
        lines.append(self.tr("Noted: {note}").format(note=row.note) if row.note else "")
        lines.append(self.tr("Last attempt: {note}").format(note=row.last_note) if row.last_note else "")
        return "\n".join(line for line in lines if line)

    def due(self, left: float, formats: Formats) -> str:
        """By when, as a clock that runs."""
        if left < 0:
            return self.tr("late by {span}").format(span=formats.span(-left))
        return self.tr("in {span}").format(span=formats.span(left))


def tone_of(seconds_left: float) -> str:
    """Late is danger, nearly due a warning."""
    if seconds_left < 0:
        return "danger"
    return "warning" if seconds_left < SOON_S else ""
