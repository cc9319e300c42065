"""Who is at the other desks stands in the queue and in the incident, and they are told what is open here."""

# ruff: noqa: F811 - fixtures of another module are named by those who use them
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Session
from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.link_state import Present
from madiun_console.ui.queue.columns import Column
from tests.app.test_link import Running, _right_clock, center, running  # noqa: F401 - fixtures
from tests.sync.live_desks import running as live_at
from tests.sync_desks import JoinedDesk

Form = Callable[..., ReportForm]
Scene = tuple[Running, JoinedDesk, Session, str]


@pytest.fixture
def scene(center: JoinedDesk, running: Callable[..., Running], form: Form) -> Scene:
    """The program at a second desk, with two incidents; the first one's id."""
    bima = center.sign_in("Bima")
    incident = save_report(center.desk, bima, form()).created["incident"]
    save_report(center.desk, bima, form(number="0813 1111 2222", unit="35.77.01.1001"))
    center.round()
    at = running()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 2)
    return at, center, bima, incident


def test_the_row_and_the_pane_say_who_else_is_there(scene: Scene) -> None:
    at, other, bima, incident = scene
    model = at.window.queue_page.queue._model
    with live_at(other) as there:
        there.live.here(bima.person, incident, typing=False)
        said = f"Bima (desk {other.desk.store.meta('desk')}) has it open"
        index = model.index(model.row_of(incident), Column.KIND)
        at.wait(lambda: said in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole)))
        at.window.queue_page.open_incident(incident)
        at.wait(lambda: at.window.queue_page.incident.present.text() == said)
        there.live.here(bima.person, incident, typing=True)
        at.wait(lambda: "is typing" in at.window.queue_page.incident.present.text())
        there.live.here(bima.person, None, typing=False)
        at.wait(lambda: not at.window.queue_page.incident.present.isVisible())
        assert said not in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))


class Painted(QObject):
    """Remembers which parts of a widget were painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.parts: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.parts.append(event.region().boundingRect())
        return False


def test_only_the_row_concerned_is_painted(scene: Scene) -> None:
    at, _, bima, incident = scene
    view, model = at.window.queue_page.queue._view, at.window.queue_page.queue._model
    at.wait(at.place.jobs.is_idle)
    at.place.ticker.stop()
    painted = Painted(view.viewport())
    far = Present(99, "Meja Z", "Z", "01a20752-ab20-7e44-8ee6-dfaea531bc90", bima.person, incident, False, 0)
    at.place.presence._on_link(replace(at.place.link.state, present=(far,)))
    top = view.rowViewportPosition(model.row_of(incident))
    row = QRect(0, top, view.viewport().width(), view.verticalHeader().defaultSectionSize())
    at.wait(lambda: painted.parts)
    assert all(row.adjusted(0, 0, 0, 1).contains(part) for part in painted.parts)


def test_the_others_hear_what_is_open_and_typed_here(scene: Scene, qtbot: QtBot) -> None:
    at, other, _, incident = scene
    with live_at(other) as there:

        def seen() -> list[tuple[str | None, bool]]:
            mine = at.place.desk.store.rid
            return [(one.incident, one.typing) for one in there.live.state.present if one.rid == mine]

        at.window.queue_page.open_incident(incident)
        at.wait(lambda: seen() == [(incident, False)])
        note = at.window.queue_page.incident.foot.note
        at.window.activateWindow()
        at.window.queue_page.incident.focus_note()
        at.wait(note.hasFocus)
        qtbot.keyClicks(note, "Massa")
        at.wait(lambda: seen() == [(incident, True)])
        note.clear()
        at.wait(lambda: seen() == [(incident, False)])
        at.window.show_page("settings")
        at.wait(lambda: seen() == [(None, False)])
        at.window._workplace.set_session(None)
        at.wait(
            lambda: all(
                one.person is None for one in there.live.state.present if one.rid != other.desk.store.rid
            )
        )
