"""Stores the draft at every pause in typing, on the writing thread, and says whether it is stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.drafts import keep_draft
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ConsoleError
from madiun_console.ui.workplace import Workplace

PAUSE_MS = 300
LONGEST_MS = 2000
"""Somebody who types without a pause loses at most this much."""
RETRY_MS = 5000
STORED, PENDING, FAILED = "stored", "pending", "failed"


class DraftKeeper(QObject):
    """One draft at a time; `form` gives the form as it stands when it is to be stored."""

    state_changed = Signal(str)
    """STORED, PENDING or FAILED."""

    def __init__(
        self, workplace: Workplace, form: Callable[[], ReportForm], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self._draft = ""
        self._by: Session | None = None
        self._dirty = False
        self._resting = False
        self._under_way = 0
        self._state = STORED
        self.error: ConsoleError | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self._on_time)

    @property
    def draft(self) -> str:
        """Identifier of the draft that is being kept; empty when there is none."""
        return self._draft

    @property
    def by(self) -> Session:
        """Whose draft it is: it stays theirs when another person signs in."""
        return self._by or self._workplace.session

    @property
    def state(self) -> str:
        """STORED, PENDING or FAILED."""
        return self._state

    def take(self, draft: str, by: Session) -> None:
        """Keep this draft from now on."""
        self.let_go()
        self._draft, self._by = draft, by

    def let_go(self) -> None:
        """Keep nothing any more; whoever calls this has stored or ended the call."""
        self._pause.stop()
        self._longest.stop()
        self._draft, self._by = "", None
        self._dirty = self._resting = False
        self.error = None
        self._tell(STORED)

    def rest(self) -> None:
        """Store nothing while the call is being ended: it would be stored behind that, and a saved call would come back."""
        self._resting = True
        self._pause.stop()
        self._longest.stop()

    def go_on(self) -> None:
        """The call could not be ended: store it at the next pause."""
        self._resting = False
        self.touch()

    def touch(self) -> None:
        """Something was typed: store it at the next pause."""
        if not self._draft:
            return
        self._dirty = True
        if self._resting:
            return
        self._pause.start(PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)
        if self._state != FAILED:
            self._tell(PENDING)

    def flush(self, *, queue: bool = False) -> None:
        """Store now what is not stored yet (pause, change of focus, hide).

        While a slow disk still writes, the newest form waits for it, unless there may be no later (`queue`: close).
        """
        self._pause.stop()
        self._longest.stop()
        if self._resting or not (self._dirty and self._draft) or (self._under_way and not queue):
            return
        self._dirty = False
        self._under_way += 1
        draft = self._draft
        self._workplace.jobs.act(
            _keep,
            self._workplace.desk,
            self.by,
            draft,
            self._form(),
            done=lambda _: self._on_kept(draft),
            failed=lambda error: self._on_failed(draft, error),
        )

    def _on_time(self) -> None:
        self.flush()

    def _on_kept(self, draft: str) -> None:
        if not isValid(self):  # the window closed meanwhile; the draft is stored all the same
            return
        self._under_way -= 1
        if draft == self._draft:
            self.error = None
            self._tell(PENDING if self._dirty else STORED)
        if self._dirty and not self._pause.isActive():
            self.flush()

    def _on_failed(self, draft: str, error: ConsoleError) -> None:
        if not isValid(self):
            return
        self._under_way -= 1
        if draft == self._draft:
            self._dirty = True
            self.error = error
            if not self._resting:
                self._pause.start(RETRY_MS)
            self._tell(FAILED)

    def on_broke(self) -> None:
        """A bug of ours ended some job: should it have been ours, do not wait for it for ever."""
        if self._under_way:
            self._under_way = 0
            self._dirty = bool(self._draft)

    def _tell(self, state: str) -> None:
        # FAILED is told again and again: its reason may be another one.
        if state != self._state or state == FAILED:
            self._state = state
            self.state_changed.emit(state)


def _keep(desk: Desk, by: Session, draft: str, form: ReportForm) -> None:
    """Store the draft; it returns no Changes, because no list on any screen shows what is still being typed."""
    keep_draft(desk, by, draft, form)
