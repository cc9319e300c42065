"""Everything that touches the store runs here, off the GUI thread, and comes back as a signal.

One road of a change: an action returns `Changes` -> `Jobs.changed` -> each screen reads just those rows.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError

Done = Callable[[Any], None]
Failed = Callable[[ConsoleError], None]


class Jobs(QObject):
    """Three threads: one writes, in the order of the clicks, one reads meanwhile, one does what takes long."""

    changed = Signal(object)
    """Changes, after every action that committed, and whenever something arrived from other desks."""
    acted = Signal(object)
    """Changes, after an action at this desk only, just before `changed`: there may be something to send."""
    refused = Signal(object)
    """ConsoleError of an action or a question for which nobody gave a `failed`."""
    broke = Signal(object)
    """An exception that is a bug of ours; it is in the log."""
    _finished = Signal(object, object, object, object, object)
    _handed = Signal(object, object)

    def __init__(self, report_bug: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report_bug = report_bug
        self._writing = ThreadPoolExecutor(1, "store-writing")
        self._reading = ThreadPoolExecutor(1, "store-reading")
        self._aside = ThreadPoolExecutor(1, "store-aside")
        self.closing = Event()
        """Set when the program ends: long work aside stops where it can."""
        self._latest: dict[str, int] = {}
        self._under_way = 0
        # queued, so that `done` never runs inside the call that began the work, however fast it was
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._handed.connect(self._on_handed, Qt.ConnectionType.QueuedConnection)

    def act(
        self,
        action: Callable[..., Any],
        *arguments: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        first: Done | None = None,
    ) -> None:
        """Run an action. `done` gets what it returned, on the GUI thread, after `changed` was emitted, `first` before.

        `changed` sets screens asking, and a question that runs beside it doubles what the GUI thread takes: `first` is
        for the one thing that eyes are waiting for.

        An action returns `Changes`, or a tuple that ends with them, or anything else that changed no rows.
        """
        self._start(self._writing, lambda: action(*arguments), done, failed, None, first)

    def hand_over(self, take: Done, value: Any) -> None:
        """For an action that is still at work: `take` gets the value on the GUI thread, before what the action returns."""
        self._handed.emit(take, value)

    def ask(
        self,
        question: Callable[..., Any],
        *arguments: Any,
        done: Done,
        failed: Failed | None = None,
        latest: str = "",
    ) -> None:
        """Run a query. With `latest`, the answer to an older question of the same name is dropped unseen."""
        ticket = None
        if latest:
            self._latest[latest] = self._latest.get(latest, 0) + 1
            ticket = (latest, self._latest[latest])
        self._start(self._reading, lambda: question(*arguments), done, failed, ticket)

    def aside(
        self, work: Callable[..., Any], *arguments: Any, done: Done, failed: Failed | None = None
    ) -> None:
        """Run long work (a backup) that must keep neither clicks nor searches waiting."""
        self._start(self._aside, lambda: work(*arguments), done, failed, None)

    def hand_on(self, changes: Changes) -> None:
        """What other desks did takes the same road as an action: each screen reads just those rows."""
        self.changed.emit(changes)

    def is_idle(self) -> bool:
        """Whether nothing is under way and nothing waits to be delivered."""
        return self._under_way == 0

    def close(self) -> None:
        """Finish what was begun; nothing that an operator did is dropped. What a closing window still asks is not begun."""
        self.closing.set()
        self._writing.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._aside.shutdown(wait=True)

    def _start(
        self,
        thread: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Any,
        failed: Any,
        ticket: Any,
        first: Any = None,
    ) -> None:
        if self.closing.is_set():
            return
        self._under_way += 1
        future = thread.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit(finished, first, done, failed, ticket))

    def _on_handed(self, take: Done, value: Any) -> None:
        take(value)

    def _on_finished(
        self, future: Future[Any], first: Done | None, done: Done | None, failed: Failed | None, ticket: Any
    ) -> None:
        self._under_way -= 1
        error = future.exception()
        if ticket is not None and self._latest.get(ticket[0]) != ticket[1] and error is None:
            return
        if error is None:
            result = future.result()
            if first is not None:
                first(result)
            changes = changes_in(result)
            if changes is not None:
                self.acted.emit(changes)
                self.changed.emit(changes)
            if done is not None:
                done(result)
        elif isinstance(error, ConsoleError):
            if failed is not None:
                failed(error)
            else:
                self.refused.emit(error)
        else:
            self._report_bug(error)
            self.broke.emit(error)


def changes_in(result: Any) -> Changes | None:
    """The Changes that an action returned, alone or at the end of a tuple."""
    if isinstance(result, tuple) and result:
        result = result[-1]
    return result if isinstance(result, Changes) else None
