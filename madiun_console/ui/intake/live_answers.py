"""What the form asks while it is being filled in: hints, level, duplicates and the caller's past, 150 ms after a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ConsoleError
from madiun_console.queries.intake import likely_duplicates
from madiun_console.queries.past import past_of_call
from madiun_console.ui.intake.number_facts import number_facts
from madiun_console.ui.intake.story_reader import LONGEST, StoryHints, StoryReader, confirmed, weigh
from madiun_console.ui.workplace import Workplace

PAUSE_MS = 150
HINTS, LEVEL, DUPLICATES, NUMBER = "intake.hints", "intake.level", "intake.duplicates", "intake.number"
PAST, READER = "intake.past", "intake.reader"


class LiveAnswers(QObject):
    """An answer to an older question, or to one of a call that has ended, is dropped unseen."""

    ready = Signal(object)
    """StoryReader, once it is prepared."""
    hints_known = Signal(object)
    """StoryHints."""
    level_known = Signal(object)
    """LevelAnswer."""
    duplicates_known = Signal(object)
    """list[DuplicateRow]."""
    number_known = Signal(object)
    """NumberFacts."""
    past_known = Signal(object)
    """Past, of the place, the kind and the number."""

    def __init__(
        self, workplace: Workplace, form: Callable[[], ReportForm], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self._reader: StoryReader | None = None
        self._preparing = False
        self._call = 0
        self._read = ""
        self._looked_up = ""
        self._past_of: tuple[object, ...] = ()
        self.hints: StoryHints | None = None
        self.street = ""
        """A street that is suggested and not yet confirmed: it helps to find duplicates and is saved by nobody."""
        self.declined: frozenset[str] = frozenset()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.ask_now)

    def prepare(self) -> None:
        """Make the reader of narratives, once, before the first word is typed."""
        if self._reader is None and not self._preparing:
            self._preparing = True
            self._workplace.ask(StoryReader, done=self._on_prepared, latest=READER)

    def ask_soon(self) -> None:
        """Something changed; ask at the next short pause."""
        self._pause.start(PAUSE_MS)

    def hold(self) -> None:
        """Nobody looks: ask nothing until `ask_soon`."""
        self._pause.stop()

    def forget(self) -> None:
        """The call has ended."""
        self._pause.stop()
        self._call += 1
        self._read = self._looked_up = ""
        self._past_of = ()
        self.hints = None
        self.street = ""
        self.declined = frozenset()

    def ask_now(self) -> None:
        """Read the narrative when it changed, then weigh; look the number up when it changed."""
        self._pause.stop()
        form = self._form()
        self._look_up(form.number, form.counted)
        if self._reader is not None and form.narrative[:LONGEST] != self._read:
            self._read = form.narrative[:LONGEST]
            call = self._call
            self._workplace.jobs.ask(
                self._reader.read,
                self._read,
                done=lambda hints: self._on_hints(call, hints),
                failed=_unanswered,
                latest=HINTS,
            )
        else:
            self._weigh()

    def look_again(self) -> None:
        """Something changed in the store: the caller's past may read differently now."""
        self._looked_up, self._past_of = "", ()
        self.ask_soon()

    def follow_rules(self) -> None:
        """Other rules hold: read the narrative with them, weigh anew, and look the number up again."""
        if self._reader is not None or self._preparing:
            self._reader, self._preparing, self._read = None, False, ""
            self.prepare()
        self.look_again()

    def _weigh(self) -> None:
        form = self._form()
        short = replace(form, narrative=form.narrative[:LONGEST], address=form.address or self.street)
        hinted = confirmed(self._workplace.desk.rulebook, form, self.hints, self.declined)
        self._ask(LEVEL, weigh, form, hinted, tell=self.level_known)
        self._ask(DUPLICATES, likely_duplicates, short, tell=self.duplicates_known)
        here = (
            form.unit,
            form.lat,
            form.lon,
            short.address,
            form.landmark,
            form.kind_id,
            form.number,
            form.anonymous,
        )
        if here != self._past_of:
            self._past_of = here
            self._ask(PAST, past_of_call, short, tell=self.past_known)

    def _look_up(self, number: str, itself: tuple[str, ...]) -> None:
        number = number.strip()
        if number == self._looked_up:
            return
        self._looked_up = number
        now = self._workplace.ticker.wall_ms()
        self._ask(NUMBER, number_facts, number, itself, now, tell=self.number_known)

    def _ask(self, name: str, question: Callable[..., object], *arguments: object, tell: object) -> None:
        call = self._call

        def answered(answer: object) -> None:
            if isValid(self) and call == self._call:
                tell.emit(answer)  # type: ignore[attr-defined]  # a bound Signal

        self._workplace.ask(question, *arguments, done=answered, failed=_unanswered, latest=name)

    def _on_prepared(self, reader: StoryReader) -> None:
        if not isValid(self):
            return
        self._reader = reader
        self.ready.emit(reader)
        self.ask_soon()

    def _on_hints(self, call: int, hints: StoryHints) -> None:
        if not isValid(self) or call != self._call:
            return
        self.hints = hints
        self.hints_known.emit(hints)
        self._weigh()


def _unanswered(_error: ConsoleError) -> None:
    """A hint that cannot be had is no reason to interrupt a call; saving will say what is wrong with the store."""
