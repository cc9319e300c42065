# ruff: noqa: F811 - fixtures of another module are named by those who use them
"""Two desks that wrote apart: both values, who and where; a click settles it everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions import people as act
from madiun_console.actions.desk import Session
from madiun_console.actions.link_reports import link_report
from madiun_console.actions.take_call import amend_report, save_report
from madiun_console.actions.work_incident import change_kind, change_place, claim, raise_level
from madiun_console.db.verify import verify
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.domain.incident import Place
from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.scram import verifier_of
from madiun_console.ui.incident.conflicts_box import ConflictLine
from madiun_console.ui.widgets import KeyButton
from tests.app.test_link import Running, _right_clock, center, running  # noqa: F401 - fixtures
from tests.desk_fixtures import PASSWORD
from tests.sync_desks import JoinedDesk

Form = Callable[..., ReportForm]
Scene = tuple[Running, JoinedDesk, Session, str]


@pytest.fixture
def scene(center: JoinedDesk, running: Callable[..., Running], form: Form) -> Scene:
    """The program with Op at it and the center's desk with Bima, who will not hear of each other; one incident at low."""
    sari = center.sign_in()
    center.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    center.own_login(sari)
    bima = center.sign_in("Bima")
    plain = form(answers={}, kind_id="peaceful_protest", narrative="Musik keras")
    incident = save_report(center.desk, bima, plain).created["incident"]
    center.round()
    at = running(person="Op")
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    return at, center, bima, incident


def line(at: Running, what: str) -> ConflictLine | None:
    lines = at.window.queue_page.incident.conflicts.lines.widgets
    return next((one for one in lines if one.words.text().startswith(what)), None)


def sent(at: Running) -> None:
    at.wait(at.place.jobs.is_idle)
    at.wait(lambda: at.place.link.state.unsent == 0)


def settled(other: JoinedDesk, person: tuple[str, str, int]) -> bool:
    """Whether the other desk knows a person so, after what is new was taken."""
    other.round()
    return person in other.rows("person", "name, role, conflicts")


def take(at: Running, other: JoinedDesk, what: str, value: str) -> None:
    """Choose a value, and see the conflict gone at both desks."""
    at.wait(lambda: line(at, what))
    found = line(at, what)
    assert found is not None
    told = [label.text() for label in found.values if label.isVisibleTo(found)]
    button = next(found.buttons[place] for place, text in enumerate(told) if value in text)
    button.click()
    at.wait(lambda: line(at, what) is None)
    at.wait(lambda: other.round().received)


def test_kind_place_owner_and_level(scene: Scene) -> None:
    at, other, bima, incident = scene
    at.window.queue_page.open_incident(incident)
    for action, value in (
        (change_kind, "convoy"),
        (change_place, Place(unit="35.77.01.1001")),
        (raise_level, "high"),
    ):
        at.place.act(action, incident, value)
    at.place.act(claim, incident)
    sent(at)
    change_kind(other.desk, bima, incident, "inbound_group")
    change_place(other.desk, bima, incident, Place(unit="35.77.03.1001"))
    raise_level(other.desk, bima, incident, "middle")
    claim(other.desk, bima, incident)
    other.round()
    at.wait(lambda: line(at, "Kind") and line(at, "Owner") and line(at, "Place") and line(at, "Level"))
    assert other.rows("incident", "level, conflicts") == [("high", 4)]  # the higher one wins
    owner = line(at, "Owner")
    assert owner is not None
    told = "\n".join(label.text() for label in owner.values)
    assert f"Bima · desk {other.desk.letter}" in told
    assert "Op" in told
    book = at.place.desk.rulebook
    take(at, other, "Kind", book.kinds["inbound_group"].label("en"))
    take(at, other, "Owner", "Bima")
    take(at, other, "Place", book.units_by_code["35.77.03.1001"].name[:4])
    take(at, other, "Level", "High")
    assert other.rows("incident", "level, kind_id, unit, conflicts") == [
        ("high", "inbound_group", "35.77.03.1001", 0)
    ]
    assert other.rows("incident", "owner")[0][0].hex() == bima.person.replace("-", "")
    assert not at.window.queue_page.incident.conflicts.isVisibleTo(at.window.queue_page.incident)
    assert verify(other.desk.store) is None


def test_a_report_that_was_joined_to_two_incidents(scene: Scene, form: Form) -> None:
    at, other, bima, incident = scene
    second = save_report(other.desk, bima, form(number="0813 1111 2222")).created
    third = save_report(other.desk, bima, form(number="0813 3333 4444")).created["incident"]
    report = second["report"]
    other.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 3)
    at.place.act(link_report, report, incident)
    sent(at)
    link_report(other.desk, bima, report, third)
    amend_report(other.desk, bima, report, ReportAmended(address="Jl. Pahlawan"))
    other.round()
    at.window.queue_page.open_incident(incident)
    at.wait(lambda: line(at, "The report of"))
    found = line(at, "The report of")
    assert found is not None
    assert len([label for label in found.values if label.isVisibleTo(found)]) == 2
    numbers = dict(other.rows("incident", "lower(hex(id)), number"))
    wanted = spoken_number(numbers[third.replace("-", "")], at.place.ticker.wall_ms())
    take(at, other, "The report of", wanted)
    assert dict(other.rows("report", "lower(hex(id)), conflicts"))[report.replace("-", "")] == 0
    assert verify(other.desk.store) is None


def test_who_called_stays_hidden_and_answers_are_taken_together(scene: Scene) -> None:
    at, other, bima, incident = scene
    report = other.rows("report", "lower(hex(id))")[0][0]
    report = f"{report[:8]}-{report[8:12]}-{report[12:16]}-{report[16:20]}-{report[20:]}"
    at.window.queue_page.open_incident(incident)
    at.place.act(
        amend_report, report, ReportAmended(phone="+6281211112222", name="Sutrisno", told={"Berapa?": "Lima"})
    )
    sent(at)
    amend_report(
        other.desk, bima, report,
        ReportAmended(phone="+6281344445555", name="Wahyuni", told={"Ke mana?": "Ke selatan"}),
    )  # fmt: skip
    other.round()
    start = "Report of"
    at.wait(lambda: len([one for one in lines_of(at) if one.words.text().startswith(start)]) == 3)
    told = "\n".join(label.text() for one in lines_of(at) for label in one.values)
    for secret in ("Sutrisno", "Wahyuni", "1111", "4444"):
        assert secret not in told
    assert "W•••" in told
    at.window.activateWindow()
    at.window.queue_page.incident.conflicts.go_to_first()
    focus = at.window.focusWidget()
    assert isinstance(focus, KeyButton)
    take_line(at, "name of the caller", "W•••")
    take_line(at, "number of the caller", "5555")
    take_line(at, "other answers", "Both: Berapa?: Lima; Ke mana?: Ke selatan")
    at.wait(lambda: other.round().received or not at.place.link.state.unsent)
    other.round()
    assert other.rows("report", "conflicts, caller") == [(0, "+6281344445555")]
    assert verify(other.desk.store) is None


def lines_of(at: Running) -> tuple[ConflictLine, ...]:
    return at.window.queue_page.incident.conflicts.lines.widgets


def take_line(at: Running, what: str, value: str) -> None:
    """Choose a value of the line that tells of `what`, and see it gone here."""

    def found() -> ConflictLine | None:
        return next((one for one in lines_of(at) if what in one.words.text()), None)

    at.wait(found)
    one = found()
    assert one is not None
    told = [label.text() for label in one.values if label.isVisibleTo(one)]
    one.buttons[next(place for place, text in enumerate(told) if value in text)].click()
    at.wait(lambda: found() is None)
    sent(at)


def test_two_administrators_who_gave_one_person_different_roles(
    center: JoinedDesk, running: Callable[..., Running]
) -> None:
    sari = center.sign_in()
    center.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    center.own_login(sari)
    at = running()
    at.wait(lambda: at.place.link.state.own_login == "ready")
    op = center.sign_in("Op")
    at.place.act(act.change_role, op.person, "administrator")
    sent(at)
    act.change_role(center.desk, sari, op.person, "supervisor")
    center.round()
    at.window.show_page("people")
    page = at.window.pages.page("people")
    at.wait(lambda: page.model.row_of(op.person) >= 0)
    page.select(op.person)
    at.wait(lambda: "Administrator (Sari" in page.card.differ.text())
    page.card.role.set_value("supervisor")
    page.card.set_role.click()
    at.wait(lambda: not page.card.differ.isVisibleTo(page.card))
    at.wait(lambda: settled(center, ("Op", "supervisor", 0)))
