"""The words of a handover sheet on the screen, in the language that is on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.ui.paper.sheet_words import SheetWords


class ScreenWords(QObject):
    """Asked anew whenever the language may have changed."""

    def words(self) -> SheetWords:
        """All words of a sheet."""
        return SheetWords(
            summary=self.tr("During the shift: {reports} reports, {opened} new incidents, {closed} closed."),
            incidents=self.tr("Open incidents, high and middle"),
            unanswered=self.tr("Escalations nobody has answered"),
            callbacks=self.tr("Still to be called back"),
            watched=self.tr("Incidents being watched"),
            repeated=self.tr("Places reported again and again in {days} days"),
            ahead=self.tr("Activities and sensitive dates of the next seven days"),
            calls=self.tr("Calls that were no incident, this shift"),
            drafts=self.tr("Calls that nobody has finished taking down"),
            notes=self.tr("Notes for the next shift"),
            added=self.tr("Added by hand"),
            number=self.tr("Number"),
            level=self.tr("Level"),
            kind=self.tr("Kind"),
            place=self.tr("Place"),
            status=self.tr("Status"),
            owner=self.tr("Handled by"),
            unanswered_short=self.tr("No answer from"),
            agency=self.tr("Agency"),
            sent=self.tr("Sent"),
            due=self.tr("Due"),
            who=self.tr("Who"),
            tried=self.tr("Tried"),
            reported=self.tr("Reported"),
            when=self.tr("When"),
            what=self.tr("Activity or date"),
            outcome=self.tr("Outcome"),
            count=self.tr("Calls"),
            colleague=self.tr("By"),
            since=self.tr("Since"),
            state=self.tr("State"),
            time=self.tr("Time"),
            text=self.tr("Note"),
            nothing=self.tr("none"),
            nobody="—",
            unknown_place=self.tr("place not known"),
            unclassified=self.tr("Not classified yet"),
            cut_off=self.tr("Caller cut off at {time}"),
            promised=self.tr("Reporter of {number}, as promised"),
            never_tried=self.tr("not yet"),
            times=self.tr("{count} times"),
            reports_of=self.tr("{reports} reports, {incidents} incidents"),
            date_in_report=self.tr("see the report"),
            parked=self.tr("parked"),
            left=self.tr("left on the form"),
            total=self.tr("Together"),
        )
