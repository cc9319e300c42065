"""What somebody could try through the actions: ways round a right, another's draft, values that no table holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import calls, drafts, escalate
from madiun_console.actions import people as act
from madiun_console.actions.identity import reveal_identity
from madiun_console.actions.recovery_code import renew_recovery_code
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import amend_report, save_report
from madiun_console.db.verify import verify
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.domain.person_name import name_key
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.queries.desk_lists import drafts as drafts_of
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.queries.incident_detail import incident_detail
from tests.desk_fixtures import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People


def test_a_promise_made_later_is_no_way_round_the_own_shift(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    report = save_report(desk, people.operator, form()).created["report"]
    clock.pass_minutes(3 * 24 * 60)
    calls.promise_callback(desk, people.operator, report, clock.now_ms())
    (owed,) = open_callbacks(desk)
    with pytest.raises(NotAllowed, match="supervisor"):
        calls.reveal_callback_number(desk, people.operator, owed.id)
    assert calls.reveal_callback_number(desk, people.supervisor, owed.id)[0] == "+6281234567890"


def test_what_the_last_shift_promised_can_be_kept(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    save_report(desk, people.operator, form(callback_due=clock.now_ms() + 60_000))
    clock.pass_minutes(20 * 60)
    (owed,) = open_callbacks(desk)
    assert calls.reveal_callback_number(desk, people.operator, owed.id)[0] == "+6281234567890"


@pytest.mark.parametrize("reason", [" ", "\x00", "\u200b", "\u202e\u2060"])
def test_a_reason_that_says_nothing_is_none(
    desk: Desk, people: People, form: Callable[..., ReportForm], reason: str
) -> None:
    report = save_report(desk, people.operator, form()).created["report"]
    with pytest.raises(InvalidInput, match="Alasan"):
        reveal_identity(desk, people.operator, report, reason)


def test_ones_own_password_opens_nobody_elses_account(desk: Desk, people: People) -> None:
    act.set_password(desk, people.administrator, people.operator.person, "sandi-operator")
    forged = replace(people.operator, person=people.administrator.person)
    with pytest.raises(NotAllowed):
        act.change_own_password(desk, forged, "sandi-operator", "milik-saya")
    with pytest.raises(NotAllowed):
        renew_recovery_code(desk, forged, "sandi-operator")
    assert sign_in(desk, "Sari", PASSWORD).person == people.administrator.person


@pytest.mark.parametrize("name", ["Sa\u200bri", "\u202eSari", "Ｓari", "Sari\x07", "sa\u00adri"])
def test_no_name_passes_for_another(desk: Desk, people: People, name: str) -> None:
    with pytest.raises(InvalidInput, match="sudah dipakai"):
        act.add_person(desk, people.administrator, name, "operator", PASSWORD)
    assert sign_in(desk, name, PASSWORD).name == "Sari"


def test_a_name_is_kept_without_signs_that_steer_a_terminal(desk: Desk, people: People) -> None:
    act.add_person(desk, people.administrator, "Ayu\x1b[31m  \u202eWati", "operator", PASSWORD)
    assert sign_in(desk, "Ayu[31m Wati", PASSWORD).name == "Ayu[31m Wati"
    with pytest.raises(InvalidInput, match="Nama harus"):
        act.add_person(desk, people.administrator, "\u200b\u202e", "operator", PASSWORD)
    assert name_key("José") == name_key("JOSE\u0301")


def test_a_draft_is_its_owners_alone(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    draft = drafts.new_draft_id(desk)
    drafts.keep_draft(desk, people.operator, draft, form(narrative="milik Op"))
    with pytest.raises(InvalidInput, match="milik orang lain"):
        drafts.keep_draft(desk, people.supervisor, draft, form(narrative="ditimpa"))
    empty = form(number="", narrative="", kind_id="", unit="", address="", answers={})
    drafts.keep_draft(desk, people.supervisor, draft, empty)
    save_report(desk, people.supervisor, form(), draft)
    (kept,) = drafts_of(desk, people.operator)
    assert "milik Op" in kept.data


def test_codes_that_no_table_holds_are_left_out_and_the_report_is_saved(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    strange = form(
        channel="telepati", kind_id="Budi Santoso", unit="Jl. Serayu 5", precision="di rumah Budi",
        answers={"weapon": "blunt", "Budi": "0812\x00", "crowd_band": "\ud800"}, ticked=("Budi",),
        raised_to="Budi", lat=float("nan"), lon=float("inf"),
    )  # fmt: skip
    changes = save_report(desk, people.operator, strange)
    with desk.store.read() as connection:
        texts = [row[0] for row in connection.exec_driver_sql("SELECT fact FROM fact")]
    assert not any("Budi" in text or "Serayu" in text for text in texts)
    detail = incident_detail(desk, changes.created["incident"])
    assert detail is not None
    assert detail.reports[0].answers == {"weapon": "blunt"}
    assert verify(desk.store) is None


def test_an_amendment_is_made_fit_to_be_logged(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    created = save_report(desk, people.operator, form()).created
    change = ReportAmended(
        narrative="Ada\x00 lagi \ud83d", told={"Sia\x00pa": "tidak\ud800"}, answers={"Budi": "x"}
    )
    amend_report(desk, people.operator, created["report"], change)
    detail = incident_detail(desk, created["incident"])
    assert detail is not None
    assert detail.reports[0].narrative == "Ada lagi \ufffd"
    assert detail.reports[0].told == {"Siapa": "tidak\ufffd"}
    with pytest.raises(InvalidInput, match="tidak masuk akal"):
        amend_report(desk, people.operator, created["report"], ReportAmended(occurred=10**17))


@pytest.mark.parametrize("due", [10**30, -(10**30), 10**17])
def test_an_impossible_call_back_is_told_not_a_crash(
    desk: Desk, people: People, form: Callable[..., ReportForm], due: int
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_report(desk, people.operator, form(callback_due=due))
    assert refused.value.id == "time_impossible"


def test_an_answer_long_before_the_message_is_refused(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]
    agency = next(iter(desk.rulebook.agencies)).id
    changes = escalate.escalate(desk, people.operator, incident, agency, "Pesan", "phone")
    sent = changes.created["escalation"]
    for occurred in (0, -(10**17)):
        with pytest.raises(InvalidInput, match="sebelum pesan"):
            escalate.record_answer(desk, people.operator, sent, "received", "phone", occurred=occurred)
    escalate.record_answer(desk, people.operator, sent, "received", "phone", occurred=clock.now_ms() - 60_000)
