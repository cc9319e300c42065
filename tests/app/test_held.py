"""What the server holds: counted in the rail, told in the incident, decided on its page by one key."""

# ruff: noqa: F811 - fixtures of another module are named by those who use them
from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Session
from madiun_console.actions.people import add_person
from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level, raise_level
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.desk_lists import people
from madiun_console.queries.held import held_acts
from madiun_console.sync.link_state import LinkState, Mode
from madiun_console.sync.scram import verifier_of
from madiun_console.ui.held.held_page import HeldPage
from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.people.twin_words import TwinWords
from madiun_console.ui.workplace import Workplace
from tests.app.test_link import Running, _right_clock, center, running  # noqa: F401 - fixtures
from tests.desk_fixtures import PASSWORD
from tests.sync_desks import JoinedDesk

ALT = Qt.KeyboardModifier.AltModifier
Form = Callable[..., ReportForm]


@pytest.fixture
def waiting(center: JoinedDesk, form: Form) -> tuple[JoinedDesk, Session, str]:
    """Bima, whom the server does not know by a login of his own, has lowered a level; it is held."""
    sari = center.sign_in()
    center.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    center.own_login(sari)
    bima = center.sign_in("Bima")
    incident = save_report(center.desk, bima, form()).created["incident"]
    raise_level(center.desk, bima, incident, "high")
    center.round()
    lower_level(center.desk, bima, incident, "low", "salah dengar")
    center.round()
    return center, bima, incident


def page_of(at: Running) -> HeldPage:
    found = at.window.pages.page("held")
    assert isinstance(found, HeldPage)
    return found


def rail_count(at: Running) -> int:
    button = at.window.frame.rail._buttons.get("held")
    return button.count() if button is not None else -1


def knows(desk: JoinedDesk, name: str) -> bool:
    """Whether somebody may sign in there, after what is new was taken."""
    desk.round()
    return any(row[0] == name for row in desk.rows("person", "name"))


def level(desk: JoinedDesk) -> str:
    return str(desk.rows("incident", "level")[0][0])


def shown(at: Running) -> HeldPage:
    """The page with the rows that wait."""
    at.window.activateWindow()
    at.wait(at.window.isActiveWindow)
    at.window.show_page("held")
    page = page_of(at)
    at.wait(lambda: page.body.list.rows_model().rowCount())
    return page


def test_a_supervisor_confirms_what_waits_by_one_key(
    waiting: tuple[JoinedDesk, Session, str],
    running: Callable[..., Running],
    qtbot: QtBot,
) -> None:
    center, _, incident = waiting
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    at.wait(lambda: rail_count(at) == 1)
    at.window.queue_page.open_incident(incident)
    at.wait(at.window.queue_page.incident.held.isVisible)
    assert "Level lowered" in at.window.queue_page.incident.held.lines.text()
    page = shown(at)
    assert "Level lowered" in page.card.text()
    assert f"Bima, desk {center.desk.letter}" in page.card.text()
    assert "own login" in page.card.text()
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_1, ALT)
    at.wait(lambda: rail_count(at) == 0)
    at.wait(lambda: not page.body.list.rows_model().rowCount())
    center.round()
    assert level(center) == "low"
    at.wait(lambda: not at.window.queue_page.incident.held.isVisibleTo(at.window.queue_page.incident))


def test_refusing_takes_a_reason_and_it_never_counts(
    waiting: tuple[JoinedDesk, Session, str],
    running: Callable[..., Running],
    qtbot: QtBot,
) -> None:
    center, _, _ = waiting
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    page = shown(at)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_2, ALT)
    at.wait(lambda: page.card.slot.form is not None)
    form = page.card.slot.form
    assert form is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at.wait(form.message.isVisible)  # no reason yet
    qtbot.keyClicks(QApplication.focusWidget(), "tidak sesuai")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at.wait(lambda: not page.body.list.rows_model().rowCount())
    center.round()
    assert level(center) == "high"
    assert center.rows("incident", "held") == [(0,)]


def test_an_adopted_desks_people_are_confirmed_together_by_an_administrator(
    waiting: tuple[JoinedDesk, Session, str],
    new_desk: Callable[..., JoinedDesk],
    running: Callable[..., Running],
    form: Form,
    qtbot: QtBot,
) -> None:
    alone = new_desk("sendiri", founds=True)
    budi = alone.sign_in()
    add_person(alone.desk, budi, "Rini", "operator", PASSWORD)
    save_report(alone.desk, budi, form())  # names its desk
    alone.round()
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    at.wait(lambda: rail_count(at) > 2)
    page = shown(at)
    at.wait(lambda: page.body.list.rows_model().rowCount() > 2)
    names = [page._words.what(row) for row in page._rows.values()]
    assert any("Rini" in name for name in names)
    adopted = next(row.id for row in page._rows.values() if row.reason == "adopted")
    (twin,) = (row.id for row in page._rows.values() if row.taken)  # that desk's founder is a Sari too
    page.body.select(twin)
    at.wait(lambda: "Somebody is called Sari already" in page.card.text())
    model = page.body.list.rows_model()
    shown_row = model.row(model.index(model.row_of(twin)))
    assert shown_row is not None
    assert (shown_row.trailing, shown_row.tone) == ("name used already", "warning")
    page.body.select(adopted)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_3, ALT)
    count = sum(row.reason == "adopted" for row in page._rows.values())
    at.wait(lambda: len(page.chosen()) == count > 1)
    page.body.list.setFocus()
    qtbot.keyClick(page.body.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    at.wait(lambda: len(page.chosen()) == len(page._rows))
    qtbot.keyClick(page.body.list, Qt.Key.Key_1, ALT)
    at.wait(lambda: not page._rows)
    at.wait(lambda: knows(alone, "Rini"))
    twins = [row for row in people(at.place.desk) if row.twin is not None]
    assert {row.name for row in twins} == {"Sari"}
    assert len({TwinWords(at.place).added(row) for row in twins}) == len(twins) == 2
    at.window.sign_in._on_people(people(at.place.desk))
    hits = at.window.sign_in._found("sari")
    assert len({hit.detail for hit in hits}) == 2
    for row in twins:  # each of them is who was chosen, though the passwords are alike
        assert sign_in(at.place.desk, "Sari", PASSWORD, row.id).person == row.id


def test_whoever_did_it_is_told_that_it_waits(
    waiting: tuple[JoinedDesk, Session, str],
    running: Callable[..., Running],
) -> None:
    _, _, incident = waiting
    at = running(person="Bima")
    at.wait(lambda: at.window._held._mine)
    at.place.act(lower_level, incident, "low", "lagi")
    at.wait(lambda: "holds what you did" in at.window.message.accessibleName())
    to_do = "does not know your password yet: ask an administrator to set your password once"
    assert to_do in at.window.message.accessibleName()
    at.window.queue_page.open_incident(incident)
    at.wait(at.window.queue_page.incident.held.isVisible)
    assert to_do in at.window.queue_page.incident.held.to_do.text()


@pytest.mark.parametrize(
    ("own_login", "mode", "told"),
    [
        ("refused", "live", "ask an administrator"),
        ("needed", "offline", "stay signed in until the server is back"),
        ("ready", "live", "you may confirm it yourself"),
    ],
)
def test_an_own_act_that_waits_says_what_to_do(
    place: Workplace, own_login: Literal["refused", "needed", "ready"], mode: Mode, told: str
) -> None:
    place.translator.use("en")
    place.link.hear(LinkState(mode, own_login=own_login))
    words = HeldWords(place)
    assert told in words.told("needs_login", mine=True)
    assert told not in words.told("needs_login", mine=False)
    assert "sets their password once" in words.told("needs_login", mine=False)


@pytest.mark.parametrize("accepted", [True, False])
def test_whoever_did_it_is_told_what_came_of_it(
    waiting: tuple[JoinedDesk, Session, str], running: Callable[..., Running], accepted: bool
) -> None:
    center, _, _ = waiting
    at = running(person="Bima")
    at.wait(lambda: at.window._held._mine)
    sari = center.sign_in()
    held = [row.id for row in held_acts(center.desk)]
    settle_held(center.desk, sari, held, "" if accepted else "tidak sesuai", accepted=accepted)
    center.round()
    said = (
        "Sari confirmed what you did: Level lowered"
        if accepted
        else "Sari refused what you did: Level lowered"
    )
    at.wait(lambda: said in at.window.message.accessibleName())
    assert accepted or "tidak sesuai" in at.window.message.accessibleName()


def test_the_words_of_an_empty_page_do_not_stick_to_its_edge(
    center: JoinedDesk, running: Callable[..., Running]
) -> None:
    at = running()
    at.wait(lambda: at.place.link.state.own_login is not None)
    at.window.show_page("held")
    empty = page_of(at).body._empty
    at.wait(lambda: "Nothing waits" in empty.text() and empty.isVisible())
    assert empty.y() >= 24


def test_operators_have_no_such_page(
    waiting: tuple[JoinedDesk, Session, str],
    running: Callable[..., Running],
) -> None:
    at = running(person="Op")
    assert rail_count(at) == -1
