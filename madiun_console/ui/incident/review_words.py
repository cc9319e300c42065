"""What supervisors said of a closing, in words: for the header of the pane, the box of conflicts and the review page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.registers import Conflict, Write
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.ui.workplace import Workplace

REVIEW, CODE = "review", "code:"


def is_of_review(register: str) -> bool:
    """Whether a register holds something that a reviewer said."""
    return register == REVIEW or register.startswith(CODE)


class ReviewWords(QObject):
    """Translated words; `moment` says a time as its place on the screen does."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def code(self, code: str) -> str:
        """The name of a closing code."""
        found = self._workplace.desk.rulebook.closings_by_id.get(code)
        return found.label(self._workplace.language) if found else code

    def verdict(self, detail: IncidentDetail, moment: Callable[[int], str]) -> tuple[str, str]:
        """The review of the closing that stands, or that of the one that was returned, and its tone; or nothing."""
        state = detail.state
        if state.waits_for_review:
            return self.tr("Waits for a supervisor's review"), "warning"
        review = state.review
        if review is None:
            return "", ""
        name, time = detail.people.get(review.actor, "?"), moment(review.at)
        match review.verdict:
            case "returned" if state.is_open:
                text = self.tr("Returned {time} by {name}").format(time=time, name=name)
                return _with(text, review.reason), "warning"
            case "corrected" if state.closing is not None:
                text = self.tr("Code corrected {time} by {name}, before: {code}").format(
                    time=time, name=name, code=self.code(state.closing.original)
                )
                return _with(text, review.reason), ""
            case "approved" if not state.is_open:
                return self.tr("Approved {time} by {name}").format(time=time, name=name), "success"
        return "", ""

    def register(self, register: str) -> str:
        """What the supervisors disagree about."""
        return self.tr("Review of the closing") if register == REVIEW else self.tr("Code of the closing")

    def value(self, register: str, head: Write, detail: IncidentDetail | None) -> str:
        """One of the verdicts that contend."""
        if register.startswith(CODE):
            return self.code(str(head.value))
        event = said(detail, head.fact)
        match event:
            case office.ClosingReturned():
                return _with(self.tr("Returned, to be worked on"), event.reason)
            case office.ClosingCorrected():
                text = self.tr("Code corrected to {code}").format(code=self.code(event.code))
                return _with(text, event.reason)
            case office.ClosingApproved():
                return self.tr("Approved")
        return str(head.value[0]) if isinstance(head.value, tuple) else str(head.value)

    def is_over(self, conflict: Conflict, detail: IncidentDetail) -> bool:
        """Whether the incident was closed anew since, so that the verdicts are about a closing of the past."""
        closing = detail.state.closing
        return closing is not None and all(
            getattr(said(detail, head.fact), "closing", None) != closing.fact for head in conflict.heads
        )


def said(detail: IncidentDetail | None, fact: str) -> Any:
    """The event of a fact in the history, None when it is not there."""
    rows = detail.timeline if detail else ()
    return next((row.logged.event for row in rows if row.logged.id == fact), None)


def _with(text: str, more: str | None) -> str:
    return f"{text} · {more}" if more else text
