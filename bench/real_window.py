"""The measured start: the program itself with `--data … --as …`, watched until its queue is painted and takes keys.

Nothing is changed in the program but that somebody looks at the queue's view once the window stands.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QWidget

SETTLE = "--settle"


def main(arguments: list[str]) -> int:
    """Run the command line as a person would; `--settle` waits a little before memory is read."""
    settle = SETTLE in arguments
    given = [argument for argument in arguments if argument != SETTLE]
    import madiun_console.app
    from madiun_console import cli

    run_window = madiun_console.app.run_window

    def watched(options: Any) -> int:
        gc.disable()  # this and the imports before Qt are the first things that run_window itself does
        import madiun_console.opening
        import madiun_console.queries.queue  # noqa: F401
        from madiun_console.app.console import Console

        start = Console.start

        def started(console: Any) -> None:
            start(console)
            _watch(console.window, settle=settle)

        Console.start = started  # type: ignore[method-assign, assignment]
        return run_window(options)

    madiun_console.app.run_window = watched
    return cli.main(given)


def queue_view(window: QWidget) -> QAbstractItemView:
    """The view of the live queue in a window of the program."""
    from PySide6.QtWidgets import QAbstractItemView

    from madiun_console.ui.queue.queue_panel import QueuePanel

    panel = window.findChild(QueuePanel)
    view = panel.findChild(QAbstractItemView) if panel is not None else None
    if view is None:
        raise LookupError("the window has no queue")
    return view


def _watch(window: QWidget, *, settle: bool) -> None:
    from bench.first_paint import FirstPaint

    view = queue_view(window)
    FirstPaint(view, lambda: view.model().rowCount() > 0 and view.hasFocus(), settle=settle)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
