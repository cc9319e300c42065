# ruff: noqa: F811 - fixtures of another module are named by those who use them
"""The program at an agency's desk: its queue, its acts by single keys, nothing that is not its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Session
from madiun_console.actions.escalate import (
    OWN_DESK,
    escalate,
    note_for_agency,
    record_answer,
    share_identity,
    withdraw,
)
from madiun_console.actions.people import add_person
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note
from madiun_console.app.console import Console
from madiun_console.db.agency_desks import note_agency_desks
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import new_store
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import join
from madiun_console.sync.postgres import PostgresTransport
from madiun_console.sync.scram import verifier_of
from madiun_console.ui.agency.agency_pane import AgencyPane
from madiun_console.ui.agency_news import BANNER
from madiun_console.ui.incident.share_form import ShareForm
from madiun_console.ui.sounds import Sounds
from tests.app.test_link import Running, _right_clock, center, running  # noqa: F401 - fixtures
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

POLICE, SECRET = "polres_madiun_kota", "Pak Rahasia"
Form = Callable[..., ReportForm]


@pytest.fixture
def sari(center: JoinedDesk) -> Session:
    """The administrator, over a login of her own; Aiptu works at the police's desk."""
    session = center.sign_in()
    center.transport.set_login_verifier(session.person, verifier_of(PASSWORD))
    center.own_login(session)
    add_person(center.desk, session, "Aiptu", "operator", PASSWORD, agency=POLICE)
    center.round()
    return session


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(Sounds, "alarm", lambda _self, kind, _window: found.append(kind))
    return found


@pytest.fixture
def at(
    server: SyncServer,
    tmp_path: Path,
    rulebook: Rulebook,
    clock: MovedClock,
    started: Callable[..., Console],
    qtbot: QtBot,
    sari: Session,
    heard: list[str],
    center: JoinedDesk,
) -> Running:
    folder = tmp_path / "polres"
    store = new_store(folder, rulebook, clock)
    link = join(store, enrol(server, "Polres", POLICE, may_share=True).encode(), clock.now_ms() / 1000)
    transport = PostgresTransport(link.dsn(folder))
    Exchange(store, transport, lambda _: None).round()
    transport.close()
    store.close()
    note_agency_desks(center.desk.store, (POLICE,))
    return Running(started(folder, as_name="Aiptu", password=PASSWORD, lang="en"), qtbot)


def pane(at: Running) -> AgencyPane:
    return at.window.queue_page.agency


def given(at: Running, center: JoinedDesk, sari: Session, form: Form) -> tuple[str, str, str]:
    """An incident that was given to the police, shown there: incident, escalation, report."""
    made = save_report(center.desk, sari, form(name=SECRET, groups="Kelompok X")).created
    incident = made["incident"]
    escalation = escalate(center.desk, sari, incident, POLICE, "Mohon dicek segera", "phone").created[
        "escalation"
    ]
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    at.window.queue_page.open_incident(incident)
    at.wait(lambda: pane(at).page is not None)
    at.window.activateWindow()
    at.wait(at.window.isActiveWindow)
    return incident, escalation, made["report"]


def arrived(center: JoinedDesk, state: str) -> bool:
    """Whether the call center knows what the agency said."""
    center.round()
    return center.rows("escalation", "state") == [(state,)]


def noted(center: JoinedDesk) -> bool:
    """Whether a note of the agency is at the call center, and counts."""
    center.round()
    return ("escalation_noted", None) in center.rows("fact", "type, held")


def everything(at: Running) -> str:
    """All words of the pane."""
    from PySide6.QtWidgets import QLabel

    entries = [
        str(pane(at).timeline.view.model().index(row, 0).data(Qt.ItemDataRole.UserRole))
        for row in range(pane(at).timeline.view.model().rowCount())
    ]
    return "\n".join([label.text() for label in pane(at).findChildren(QLabel) if label.isVisible()] + entries)


def test_a_new_one_sounds_and_is_answered_by_single_keys(
    at: Running, center: JoinedDesk, sari: Session, form: Form, heard: list[str], qtbot: QtBot
) -> None:
    given(at, center, sari, form)
    at.wait(lambda: heard == ["new_high"])
    at.window.queue_page.queue.focus_list()
    for key, state in ((Qt.Key.Key_1, "received"), (Qt.Key.Key_2, "moving")):
        button = pane(at).acts.buttons[state]
        at.wait(button.isEnabled)
        qtbot.keyClick(QApplication.focusWidget() or at.window, key)
        at.wait(lambda: not button.isEnabled() and at.place.jobs.is_idle())  # noqa: B023 - asked at once
    at.wait(lambda: arrived(center, "moving"))
    qtbot.keyClick(QApplication.focusWidget() or at.window, Qt.Key.Key_6)
    at.wait(pane(at).foot.note.hasFocus)
    qtbot.keyClicks(pane(at).foot.note, "2 anggota 123")
    qtbot.keyClick(pane(at).foot.note, Qt.Key.Key_Return)
    at.wait(lambda: not pane(at).foot.note.toPlainText())
    at.wait(lambda: noted(center))
    at.wait(lambda: not pane(at).foot.note.hasFocus())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)  # an act again, no text
    at.wait(lambda: arrived(center, "on_scene"))
    assert not pane(at).foot.note.toPlainText()


def test_declining_takes_a_reason(
    at: Running, center: JoinedDesk, sari: Session, form: Form, qtbot: QtBot
) -> None:
    given(at, center, sari, form)
    at.window.queue_page.queue.focus_list()
    qtbot.keyClick(QApplication.focusWidget() or at.window, Qt.Key.Key_5)
    at.wait(lambda: pane(at).acts.slot.form is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    form_shown = pane(at).acts.slot.form
    assert form_shown is not None
    assert form_shown.message.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "Bukan wilayah kami")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at.wait(lambda: pane(at).acts.slot.form is None)
    at.wait(lambda: arrived(center, "declined"))


def test_it_shows_no_identity_until_it_is_shared_and_nobodys_name(
    at: Running, center: JoinedDesk, sari: Session, form: Form
) -> None:
    incident, escalation, report = given(at, center, sari, form)
    add_note(center.desk, sari, incident, "Massa bertambah")
    center.round()
    at.wait(lambda: "Massa bertambah" in everything(at))
    said = everything(at)
    assert SECRET not in said
    assert "Sari" not in said
    assert "Kelompok X" not in said
    assert "Call\\xa0center" in said
    assert "Mohon dicek segera" in said
    share_identity(center.desk, sari, escalation, [report], "pelapor bersedia")
    center.round()
    at.wait(lambda: f"Shared with you: {SECRET}" in everything(at))


def test_it_says_how_many_reports_there_are_and_no_number_of_callers_it_cannot_know(
    at: Running, center: JoinedDesk, sari: Session, form: Form
) -> None:
    incident, escalation, report = given(at, center, sari, form)
    save_report(center.desk, sari, form(joins=incident, name=SECRET))  # the same caller again
    save_report(center.desk, sari, form(joins=incident, number="0813 1111 2222", name="Bu Lain"))
    center.round()
    assert center.rows("incident", "reports, callers") == [(3, 2)]
    panel = at.window.queue_page.queue

    def in_the_row() -> str:
        return panel._words.callers(panel._model.rows()[0])

    at.wait(lambda: in_the_row() == "3 reports")
    at.wait(lambda: "3 reports · told to the call center" in everything(at))
    share_identity(center.desk, sari, escalation, [report], "pelapor bersedia")
    center.round()
    at.wait(lambda: f"Shared with you: {SECRET}" in everything(at))
    assert in_the_row() == "3 reports"
    assert "different callers" not in everything(at)


def test_what_is_taken_back_vanishes_with_a_message(
    at: Running, center: JoinedDesk, sari: Session, form: Form
) -> None:
    _, escalation, _ = given(at, center, sari, form)
    withdraw(center.desk, sari, escalation, "salah alamat")
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 0)
    at.wait(lambda: "taken" in at.window.message.accessibleName())
    at.wait(lambda: pane(at).page is None)


def test_there_is_nothing_else_to_do(at: Running, qtbot: QtBot) -> None:
    assert list(at.window.frame.rail._buttons) == ["queue", "settings"]
    assert at.window.frame.top_bar._desk.full_text() == "Kepolisian Resor Madiun Kota"  # and no shift
    assert not at.window.queue_page.queue._tools.new.isVisible()
    qtbot.keyClick(at.window, Qt.Key.Key_F2)
    assert not at.window.queue_page.is_made("intake")
    at.window.change_person()
    at.wait(at.place.jobs.is_idle)
    assert [row.name for row in at.window.sign_in._people] == ["Aiptu"]


def test_an_administrator_adds_a_person_of_an_agency(
    sari: Session, running: Callable[..., Running], qtbot: QtBot
) -> None:
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    at.window.show_page("people")
    page = at.window.pages.page("people")
    page.begin_adding()
    qtbot.keyClicks(page.form.name, "Bripka Dewi")
    page.form.place.setFocus()
    page.form.place.selectAll()
    qtbot.keyClicks(page.form.place, "Resor Madiun Kota")
    qtbot.keyClick(page.form.place, Qt.Key.Key_Return)
    assert page.form.place.value() is not None
    assert page.form.place.value().value == POLICE
    assert not page.form.role.isVisible()
    page.form.password.first.set_text(PASSWORD)
    page.form.password.second.set_text(PASSWORD)
    page.form.add.click()
    at.wait(lambda: any(row.name == "Bripka Dewi" for row in page.model._rows))
    assert [row.agency for row in page.model._rows][-2:] == [POLICE, POLICE]
    assert page.model.place(page.model._rows[-1]) != "Call center"


def test_a_supervisor_shares_who_called_from_the_escalation(
    center: JoinedDesk,
    sari: Session,
    new_desk: Callable[..., JoinedDesk],
    running: Callable[..., Running],
    form: Form,
    qtbot: QtBot,
) -> None:
    police = new_desk("polres", POLICE, may_share=True)
    new_desk("kodim", "kodim_0803")  # enrolled without the right
    incident = save_report(center.desk, sari, form(name=SECRET)).created["incident"]
    for other in ("kodim_0803", "polres_madiun_kab"):  # the second has no desk
        escalate(center.desk, sari, incident, other, "Mohon dicek", "phone")
    escalate(center.desk, sari, incident, POLICE, "Mohon dicek", "phone")
    center.round()
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    at.window.queue_page.open_incident(incident)
    lines = at.window.queue_page.incident.escalations.lines
    at.wait(lambda: any(one.share.isVisible() for one in lines.widgets))
    (line,) = (one for one in lines.widgets if one.share.isVisible())
    assert line.row is not None
    assert line.row.agency == POLICE
    at.window.activateWindow()
    at.wait(at.window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or at.window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    at.wait(lambda: isinstance(line.slot.form, ShareForm))
    shown = line.slot.form
    assert isinstance(shown, ShareForm)
    assert "enrolled with this right" in shown.title.text()
    qtbot.keyClicks(shown.reason, "pelapor bersedia")
    qtbot.keyClick(shown.reason, Qt.Key.Key_Return)
    at.wait(lambda: line.slot.form is None)
    assert "Who called is shared with" in at.window.message.accessibleName()
    at.wait(lambda: holds_identity(police))


def test_what_an_agency_writes_is_told_at_every_desk_of_the_center(
    center: JoinedDesk,
    sari: Session,
    new_desk: Callable[..., JoinedDesk],
    running: Callable[..., Running],
    form: Form,
    heard: list[str],
    qtbot: QtBot,
) -> None:
    police = new_desk("polres", POLICE)
    incident = save_report(center.desk, sari, form()).created["incident"]
    escalation = escalate(center.desk, sari, incident, POLICE, "Mohon dicek", "phone").created["escalation"]
    center.round()
    police.round()
    at = running()
    at.wait(lambda: at.window.agency_news._pos is not None)
    heard.clear()
    aiptu = police.sign_in("Aiptu")
    note_for_agency(police.desk, aiptu, escalation, "Dua unit berangkat")
    police.round()
    at.wait(lambda: "Dua unit berangkat" in told(at))
    assert "Polres Madiun Kota:" in told(at)
    assert heard == []
    record_answer(police.desk, aiptu, escalation, "declined", OWN_DESK, note="Bukan wilayah kami")
    police.round()
    at.wait(lambda: "Bukan wilayah kami" in told(at))
    assert "(and 1 more)" in told(at)  # the refusal stands before the note
    assert heard == ["unanswered"]
    at.window.activateWindow()
    at.wait(at.window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or at.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    at.wait(lambda: at.window.queue_page.incident.page is not None)
    assert told(at) == ""


def told(at: Running) -> str:
    banner = at.window.frame.banners._banners.get(BANNER)
    return banner.accessibleName() if banner is not None else ""


def holds_identity(police: JoinedDesk) -> bool:
    """Whether the agency's copy of a report names the caller."""
    police.round()
    return any(SECRET in (pii or "") for (pii,) in police.rows("fact", "pii"))


def test_messages_that_would_reach_nobody_are_not_offered(at: Running, qtbot: QtBot) -> None:
    at.wait(lambda: at.place.link.state.mode == "live")
    at.window.activateWindow()
    at.wait(at.window.isActiveWindow)
    assert not at.window.frame.top_bar.together_text()
    assert not at.window.together.keys().lines
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F12):
        qtbot.keyClick(QApplication.focusWidget() or at.window, key)
    assert "panel" not in at.window.together.__dict__
    assert not at.window.together.messages._waiting
    assert not at.window.frame.banners._banners.get("together")
