"""How a shift is told: its name and day, how far it is, and what comes next."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject

from madiun_console.queries.shift_sheet import ShiftPaper, ShiftRow
from madiun_console.ui.formats import Formats
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace


class Step(Enum):
    """What can be done next with a shift."""

    START = "start"
    WRITE = "write"
    END = "end"
    READ = "read"
    WAIT = "wait"
    """Written by this person: somebody else has to read it."""
    NOTHING = "nothing"


def step_of(paper: ShiftPaper, running: str, person: str) -> Step:
    """The next step for this person. A sheet of the running shift is read once the shift is ended, not before."""
    row, state = paper.row, paper.state
    if state is None:
        return Step.START
    if state.handover is None:
        return Step.WRITE
    if row.acknowledged_at is not None:
        return Step.NOTHING if state.ended_at is not None else Step.END
    mine = state.handover.actor == person
    if state.ended_at is None and (mine or row.id == running):
        return Step.END
    return Step.WAIT if mine else Step.READ


class ShiftWords(QObject):
    """Translated words."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def name(self, row: ShiftRow) -> str:
        """Period and date: Malam, 22 Nov 2026."""
        return self.tr("{period}, {date}").format(
            period=self._period(row.period), date=self._formats.date(row.start)
        )

    def title(self, paper: ShiftPaper) -> str:
        """Period and day: Sif Malam · Minggu, 22 Nov 2026."""
        row = paper.row
        return self.tr("{period} shift · {day}").format(
            period=self._period(row.period), day=self._formats.day(row.start)
        )

    def list_row(self, row: ShiftRow, running: str, now: int) -> ListRow:
        """The shift as a row of the list."""
        return ListRow(row.id, self.name(row), self._how_far(row, running, now), tone=self._tone(row))

    def told(self, paper: ShiftPaper, step: Step) -> str:
        """Its hours, and how far the shift is, in a few short sentences."""
        state, moment, time = paper.state, self._moment, self._formats.time
        hours = f"{time(paper.row.start)}–{time(paper.end)}."
        if state is None:
            return f"{hours} {self.tr('This shift has not begun yet.')}"
        parts = [
            hours,
            self.tr("Begun {time} by {name}.").format(
                time=moment(state.started_at), name=paper.name(state.started_by)
            ),
        ]
        if state.handover is not None:
            parts.append(
                self.tr("Sheet written {time} by {name}.").format(
                    time=moment(state.handover.at), name=paper.name(state.handover.actor)
                )
            )
        if state.ended_at is not None:
            parts.append(self.tr("Ended {time}.").format(time=moment(state.ended_at)))
        if state.acknowledged_at is not None:
            parts.append(
                self.tr("Read {time} by {name}.").format(
                    time=moment(state.acknowledged_at), name=paper.name(state.acknowledged_by)
                )
            )
        elif step is Step.WAIT:
            parts.append(self.tr("Somebody of the next shift has to read it."))
        return " ".join(parts)

    def button(self, step: Step) -> str:
        """What the primary button says."""
        return {
            Step.START: self.tr("Start the shift"),
            Step.WRITE: self.tr("Write the sheet"),
            Step.END: self.tr("End the shift"),
            Step.READ: self.tr("I have read it"),
        }.get(step, "")

    # ------------------------------------------------------------------------------------------ inside

    @property
    def _formats(self) -> Formats:
        return self._workplace.formats

    def _moment(self, ms: int) -> str:
        return self._formats.moment(ms, self._workplace.ticker.wall_ms())

    def _period(self, period: str) -> str:
        periods = self._workplace.desk.rulebook.shift_periods
        found = next((one for one in periods if one.id == period), None)
        return found.label(self._workplace.language) if found else period

    def _how_far(self, row: ShiftRow, running: str, now: int) -> str:
        formats = self._formats
        if row.acknowledged_at is not None:
            return self.tr("read {time}").format(time=formats.moment(row.acknowledged_at, now))
        if row.handover_at is not None:
            return self.tr("written {time}, not read yet").format(time=formats.moment(row.handover_at, now))
        if row.started_at is None:
            return self.tr("not begun")
        return self.tr("running") if row.id == running else self.tr("not handed over")

    def _tone(self, row: ShiftRow) -> str:
        return "warning" if row.is_unread else ""
