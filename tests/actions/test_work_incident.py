"""Working an incident: rights by role, levels, owners, notes, steps, closing and reopening, escalation clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import calls, escalate, identity, link_reports, work_incident
from madiun_console.actions.take_call import save_report
from madiun_console.domain.incident import Place
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.queries.desk_lists import open_callbacks, outcomes_today
from madiun_console.queries.escalation_message import prepared_message, recipients
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.intake import earlier_calls, likely_duplicates
from madiun_console.queries.queue import (
    QueueFilter,
    closed_incidents,
    incidents,
    open_incidents,
    search_incidents,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.rows import IncidentRow
    from tests.desk_fixtures import MovedClock, People


@pytest.fixture
def incident(desk: Desk, people: People, form: Callable[..., ReportForm]) -> str:
    return save_report(desk, people.operator, form()).created["incident"]


def row(desk: Desk, incident: str) -> IncidentRow:
    return incidents(desk, [incident])[0]


def test_raising_is_free_and_lowering_needs_a_supervisor_with_a_reason(
    desk: Desk, people: People, incident: str
) -> None:
    work_incident.raise_level(desk, people.operator, incident, "high")
    assert row(desk, incident).level == "high"
    with pytest.raises(NotAllowed):
        work_incident.lower_level(desk, people.operator, incident, "low", "sudah reda")
    with pytest.raises(InvalidInput):
        work_incident.lower_level(desk, people.supervisor, incident, "low", "  ")
    work_incident.lower_level(desk, people.supervisor, incident, "low", "sudah reda")
    assert row(desk, incident).level == "low"


def test_closing_by_level_and_reopening(desk: Desk, people: People, incident: str) -> None:
    work_incident.raise_level(desk, people.operator, incident, "high")
    with pytest.raises(NotAllowed):
        work_incident.close_incident(desk, people.operator, incident, "handled")
    with pytest.raises(InvalidInput, match="kode penutupan"):
        work_incident.close_incident(desk, people.supervisor, incident, "")
    work_incident.close_incident(desk, people.supervisor, incident, "handled", "aman")
    assert open_incidents(desk) == []
    (closed,) = closed_incidents(desk, QueueFilter())
    assert (closed.closing, closed.status) == ("handled", "closed")
    with pytest.raises(InvalidInput, match="sudah ditutup"):
        work_incident.claim(desk, people.operator, incident)
    work_incident.reopen(desk, people.operator, incident, "ramai lagi")
    assert row(desk, incident).status == "reopened"


def test_raising_a_closed_incident_brings_it_back(desk: Desk, people: People, incident: str) -> None:
    work_incident.close_incident(desk, people.operator, incident, "handled")
    work_incident.raise_level(desk, people.operator, incident, "high")
    assert row(desk, incident).is_open


def test_owner_note_status_and_step(desk: Desk, people: People, incident: str) -> None:
    work_incident.claim(desk, people.operator, incident)
    assert row(desk, incident).owner_name == "Op"
    work_incident.hand_over(desk, people.operator, incident, people.supervisor.person)
    work_incident.add_note(desk, people.operator, incident, "dicek Babinsa")
    work_incident.add_note(desk, people.operator, incident, "nama kelompok", restricted=True)
    work_incident.set_status(desk, people.operator, incident, "monitoring")
    work_incident.tick_step(desk, people.operator, incident, "caller_safe")
    detail = incident_detail(desk, incident)
    assert detail is not None
    assert detail.row.owner_name == "Bima"
    assert detail.row.status == "monitoring"
    assert [note.restricted for note in detail.state.notes] == [False, True]
    assert [step.step.id for step in detail.steps if step.state] == ["caller_safe"]
    assert detail.timeline[0].logged.type == "step_ticked"
    assert detail.timeline[0].desk == "B"
    assert search_incidents(desk, "babinsa")
    assert not search_incidents(desk, "kelompok")  # restricted text is in no index


def test_each_escalation_has_its_own_clock_and_state(
    desk: Desk, people: People, incident: str, clock: MovedClock
) -> None:
    first = escalate.escalate(desk, people.operator, incident, "polsek_manguharjo", "isi", "phone").created[
        "escalation"
    ]
    assert row(desk, incident).status == "forwarded"
    clock.pass_minutes(3)
    second = escalate.escalate(desk, people.operator, incident, "koramil_manguharjo", "isi", "radio").created[
        "escalation"
    ]
    escalate.record_answer(desk, people.operator, second, "received", "radio", role="Piket")
    detail = incident_detail(desk, incident)
    assert detail is not None
    by_id = {item.id: item for item in detail.escalations}
    assert (by_id[first].state, by_id[second].state) == ("sent", "received")
    assert by_id[first].due == by_id[first].sent + 900_000  # agency_ack at middle
    assert by_id[second].due is None
    assert by_id[first].next_rung == "polres_madiun_kota"
    assert detail.row.status == "handling"
    escalate.withdraw(desk, people.operator, first, "salah alamat")
    with pytest.raises(InvalidInput, match="sudah berakhir"):
        escalate.record_answer(desk, people.operator, first, "received", "phone")
    assert {badge.state for badge in row(desk, incident).badges} == {"cancelled", "received"}


def test_the_message_tells_what_an_agency_needs_and_no_identity(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    told = form(
        name="Suprapto", groups="Perguruan X", narrative="Suprapto melihat bentrok, telp 081234567890"
    )
    incident = save_report(desk, people.operator, told).created["incident"]
    whom = recipients(desk, incident)
    assert whom is not None
    assert whom.first["polri"].address == "polsek_manguharjo"
    assert whom.first["tni"].address == "koramil_manguharjo"
    message = prepared_message(desk, incident, "koramil_manguharjo")
    assert message is not None
    assert "KOORDINASI" in message.text
    assert "Winongo" in message.text
    for secret in ("Suprapto", "1234567890", "Perguruan X"):
        assert secret not in message.text + message.script


def test_identity_is_read_for_a_reason_by_who_may(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    report = save_report(desk, people.operator, form(name="Budi")).created["report"]
    with pytest.raises(InvalidInput):
        identity.reveal_identity(desk, people.operator, report, " ")
    who, _ = identity.reveal_identity(desk, people.operator, report, "menghubungi kembali")
    assert (who.name, who.phone) == ("Budi", "+6281234567890")
    clock.pass_minutes(12 * 60)  # the next shift
    with pytest.raises(NotAllowed, match="bukan dari sif"):
        identity.reveal_identity(desk, people.operator, report, "ingin tahu")
    identity.reveal_identity(desk, people.supervisor, report, "permintaan resmi")


def test_links_can_be_undone(
    desk: Desk, people: People, form: Callable[..., ReportForm], incident: str
) -> None:
    second = save_report(desk, people.operator, form(joins=incident, number="0813 1111 2222"))
    report = second.created["report"]
    assert row(desk, incident).reports == 2
    parted = link_reports.unlink_report(desk, people.operator, report, incident)
    own = parted.created["incident"]
    assert (row(desk, incident).reports, row(desk, own).reports) == (1, 1)
    link_reports.link_report(desk, people.operator, report, incident)
    assert row(desk, incident).reports == 2
    assert (row(desk, own).reports, row(desk, own).is_open) == (0, False)  # nothing left to work on
    only = save_report(desk, people.operator, form())
    with pytest.raises(InvalidInput, match="satu-satunya"):
        link_reports.unlink_report(desk, people.operator, only.created["report"], only.created["incident"])


def test_duplicates_and_earlier_calls_are_found(
    desk: Desk, people: People, form: Callable[..., ReportForm], incident: str, clock: MovedClock
) -> None:
    clock.pass_minutes(4)
    typed = form(number="", kind_id="", answers={}, narrative="orang kumpul di jalan gajah mada bawa kayu")
    (found,) = likely_duplicates(desk, typed)
    assert found.row.id == incident
    assert (
        likely_duplicates(desk, form(unit="35.77.03.1001", address="Jl. Setia Budi", narrative="balap liar"))
        == []
    )
    calls.log_call(desk, people.operator, "prank", number="0812-3456-7890")
    earlier = earlier_calls(desk, "+62 812/3456/7890")
    assert [call.outcome or call.number for call in earlier] == ["prank", "20261123-B001"]


@pytest.mark.parametrize(("first", "second"), [("35.77.01.1008", "35.77.01"), ("35.77.01", "35.77.01.1008")])
def test_a_duplicate_is_found_when_one_caller_names_only_the_kecamatan(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock, first: str, second: str
) -> None:
    brawl = {"kind_id": "brawl", "address": "", "answers": {}, "number": ""}
    saved = save_report(desk, people.operator, form(**brawl, unit=first, narrative="tawuran bawa celurit"))
    save_report(desk, people.operator, form(**brawl, unit="35.77.03", narrative="tawuran bawa celurit"))
    clock.pass_minutes(4)
    story = "Lapor pak ada tawuran anak muda di Kartoharjo bawa celurit"
    (found,) = likely_duplicates(desk, form(**brawl, unit=second, narrative=story))
    assert found.row.id == saved.created["incident"]
    assert "same_kecamatan" in found.reasons


def test_what_lies_around_a_place_is_known_from_the_tables(desk: Desk) -> None:
    around = desk.rulebook.units_around("35.77.01")
    assert "35.77.01.1008" in around
    assert desk.rulebook.units_around("35.77.01.1008") == ("35.77.01",)
    assert desk.rulebook.units_around("35.77") == desk.rulebook.units_around("") == ()


def test_calls_that_are_no_incident_are_counted_and_cut_off_ones_called_back(
    desk: Desk, people: People
) -> None:
    for outcome in ("prank", "prank", "abandoned"):
        calls.log_call(desk, people.operator, outcome, number="0813 2222 3333")
    assert outcomes_today(desk) == {"prank": 2, "abandoned": 1}
    (owed,) = open_callbacks(desk)
    assert owed.masked_phone.endswith("3333")
    calls.try_callback(desk, people.operator, owed.id, "no_answer")
    assert open_callbacks(desk)[0].tries == 1
    number, _ = calls.reveal_callback_number(desk, people.operator, owed.id)
    assert number == "+6281322223333"
    calls.try_callback(desk, people.operator, owed.id, "reached")
    assert open_callbacks(desk) == []


def test_history_pages_lose_nobody_closed_in_the_same_moment(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    for number in range(7):
        kind = "brawl" if number % 3 == 0 else "convoy"
        opened = save_report(desk, people.operator, form(kind_id=kind)).created["incident"]
        work_incident.close_incident(desk, people.supervisor, opened, "handled")
    found = closed_incidents(desk, QueueFilter(status="closed"), limit=2)
    assert len(found) == 2
    brawls = closed_incidents(desk, QueueFilter(agency=""), limit=50)
    assert len(brawls) == 7
    owned = closed_incidents(
        desk, QueueFilter(category="mass_violence"), limit=3
    )  # filtered outside SQL, page by page
    assert len(owned) == 3


@pytest.mark.parametrize(
    "place",
    [
        Place(unit="Winongo"),
        Place(lat=float("nan"), lon=111.5),
        Place(lat=-7.6),
        Place(lat=-7.6, lon=1e300),
        Place(precision="di sana, kata orang"),
    ],
)
def test_a_place_that_no_table_and_no_globe_knows_is_refused(
    desk: Desk, people: People, form: Callable[..., ReportForm], place: Place
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]
    with pytest.raises(InvalidInput) as caught:
        work_incident.change_place(desk, people.operator, incident, place)
    assert caught.value.id == "place_unknown"
