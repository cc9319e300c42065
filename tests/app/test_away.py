"""What others did while the program was closed or the network away: counted in a strip, listed, closed by key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, change_kind, raise_level
from madiun_console.app.console import Console
from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.away.away_banner import BANNER
from madiun_console.ui.widgets.banner import Banner
from tests.desk_fixtures import MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk

from .test_link import Running, _right_clock, center, running

__all__ = ["_right_clock", "center", "running"]


def strip(at: Running) -> Banner | None:
    return at.window.frame.banners._banners.get(BANNER)


def words(banner: Banner | None) -> str:
    return banner.accessibleName() if banner is not None else ""


def test_what_was_logged_while_the_program_was_closed_is_counted_listed_and_opened_by_keys(
    center: JoinedDesk,
    running: Callable[..., Running],
    started: Callable[..., Console],
    form: Callable[..., ReportForm],
    qtbot: QtBot,
    clock: MovedClock,
) -> None:
    at = running(before=lambda: _a_night(center, form))
    at.wait(lambda: strip(at))
    assert "2 new incidents, 1 raised" in words(strip(at))
    window = at.window
    qtbot.waitUntil(window.isActiveWindow)
    key(qtbot, window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    panel = window.away.panel
    at.wait(panel.list.hasFocus)
    rows = panel.list.rows_model()
    listed = [rows.row(rows.index(number)) for number in range(2)]
    assert {row.detail for row in listed if row is not None} == {"new · raised", "new"}
    key(qtbot, panel.list, Qt.Key.Key_Return)
    at.wait(window.queue_page.queue.current_incident)
    assert not panel.isVisible()
    assert strip(at) is None


def test_a_cut_of_some_minutes_is_told_when_it_is_over_and_closed_by_key(
    center: JoinedDesk,
    running: Callable[..., Running],
    server: SyncServer,
    form: Callable[..., ReportForm],
    qtbot: QtBot,
    clock: MovedClock,
) -> None:
    at = running()
    assert strip(at) is None
    server.kill()
    at.place.link.wake()
    at.wait(lambda: at.place.link.state.mode == "offline")
    at.place.act(save_report, form(number="0813 0000 2222"))  # one's own is no news
    at.wait(lambda: at.place.link.state.unsent)
    clock.pass_minutes(5)
    server.start()
    center.transport.close()
    _again(center, form)
    at.wait(lambda: strip(at))
    assert "1 new incident" in words(strip(at))
    assert words(strip(at)).startswith("Offline ")
    qtbot.waitUntil(at.window.isActiveWindow)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    key(qtbot, at.window, Qt.Key.Key_J, modifiers)
    at.wait(lambda: strip(at) is None)


def test_what_another_desk_kept_is_told_when_it_comes_after_this_desk_is_back_and_again_after_the_strip_was_closed(
    center: JoinedDesk,
    running: Callable[..., Running],
    server: SyncServer,
    form: Callable[..., ReportForm],
    clock: MovedClock,
) -> None:
    at = running()
    _cut(at, server)
    sari = center.sign_in()
    made = save_report(center.desk, sari, form())  # kept at that desk
    clock.pass_minutes(2)
    _back(at, server, center)
    assert strip(at) is None
    center.round()
    at.wait(lambda: strip(at))
    assert "1 new incident" in words(strip(at))
    at.window.frame.banners.closed.emit(BANNER)
    assert strip(at) is None
    other = center.sign_in()
    save_report(center.desk, other, form(number="0813 0000 1111"))  # as it happens: that is no backlog
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 2)
    at.wait(at.window.away.is_up_to_date)
    assert strip(at) is None
    assert made.created["incident"]


def test_after_a_short_cut_only_what_is_grave_is_told(
    center: JoinedDesk,
    running: Callable[..., Running],
    server: SyncServer,
    form: Callable[..., ReportForm],
    clock: MovedClock,
) -> None:
    at = running()
    clock.pass_minutes(1)  # what follows is logged after the start
    sari = center.sign_in()
    made = save_report(center.desk, sari, form(kind_id="land_dispute", answers={}))
    incident = made.created["incident"]
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    _cut(at, server)
    add_note(center.desk, sari, incident, "patroli lewat")
    clock.pass_minutes(1 / 3)
    _back(at, server, center)
    center.round()
    at.wait(lambda: any("patroli" in (row[0] or "") for row in _bodies(at)))
    at.wait(at.window.away.is_up_to_date)
    assert strip(at) is None
    _cut(at, server)
    change_kind(center.desk, sari, incident, "convoy")
    at.place.act(change_kind, incident, "brawl")
    at.wait(at.place.jobs.is_idle)
    clock.pass_minutes(1 / 3)
    _back(at, server, center)
    center.round()
    at.wait(lambda: strip(at))
    assert "1 written apart" in words(strip(at))


def _bodies(at: Running) -> list[tuple[str | None]]:
    return list(at.place.desk.store.driver(lambda reader: reader.execute("SELECT body FROM fact").fetchall()))


def _cut(at: Running, server: SyncServer) -> None:
    server.kill()
    at.place.link.wake()
    at.wait(lambda: at.place.link.state.mode == "offline")


def _back(at: Running, server: SyncServer, center: JoinedDesk) -> None:
    """The server and the program's desk; the other desk has a new way and has not used it yet."""
    heard = at.place.link.state.heard_ms
    server.start()
    at.wait(lambda: at.place.link.state.mode == "live" and at.place.link.state.heard_ms > heard)
    at.wait(at.place.jobs.is_idle)
    center.transport.close()
    _new_way(center)


def key(
    qtbot: QtBot, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(widget, key, held)


def _a_night(center: JoinedDesk, form: Callable[..., ReportForm]) -> None:
    sari = center.sign_in()
    save_report(center.desk, sari, form())
    made = save_report(center.desk, sari, form(number="0813 0000 1111", kind_id="land_dispute", answers={}))
    incident = made.created["incident"]
    raise_level(center.desk, sari, incident, "high", "makin ramai")
    center.round()


def _again(center: JoinedDesk, form: Callable[..., ReportForm]) -> None:
    """The other desk connects anew and logs a call."""
    _new_way(center)
    save_report(center.desk, center.sign_in(), form())
    center.round()


def _new_way(center: JoinedDesk) -> None:
    from madiun_console.sync.exchange import Exchange
    from madiun_console.sync.joining import server_link
    from madiun_console.sync.postgres import PostgresTransport

    link = server_link(center.desk.store)
    assert link is not None
    center.transport = PostgresTransport(link.dsn(center.desk.store.folder))
    center.exchange = Exchange(center.desk.store, center.transport, center.shown.append)
