"""An agency's desk: its own feed and nothing else, its own acts and no other, and no copy left after a withdrawal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.desk import Session
from madiun_console.actions.escalate import (
    escalate,
    note_for_agency,
    record_answer,
    share_identity,
    withdraw,
)
from madiun_console.actions.link_reports import link_report, unlink_report
from madiun_console.actions.people import add_person, change_own_password
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, claim, close_incident, raise_level, reopen
from madiun_console.db.agency_desks import note_agency_desks
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_text
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.sync.scram import verifier_of
from tests.desk_fixtures import PASSWORD
from tests.plain_pages import plain_pages
from tests.sync_desks import JoinedDesk

Form = Callable[..., ReportForm]
NewDesk = Callable[..., JoinedDesk]
Desks = tuple[JoinedDesk, JoinedDesk, Session]
POLICE, SECRET = "polres_madiun_kota", "Pak Rahasia"


@pytest.fixture
def desks(new_desk: NewDesk, form: Form) -> Desks:
    """The call center's desk, the police's with "Aiptu" at it, and Sari with her own login; one incident, not given yet."""
    a = new_desk("a")
    a.round()
    sari = a.sign_in()
    a.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    a.own_login(sari)
    police = new_desk("polres", POLICE, may_share=True)
    add_person(a.desk, sari, "Aiptu", "operator", PASSWORD, agency=POLICE)
    save_report(a.desk, sari, form(name=SECRET, groups="Kelompok X"))
    a.round()
    police.round()
    return a, police, sari


def incident_of(desk: JoinedDesk) -> str:
    return id_text(desk.rows("incident", "id")[0][0])


def given(a: JoinedDesk, police: JoinedDesk, sari: Session, agency: str = POLICE) -> str:
    """Escalate to the police; the escalation."""
    changes = escalate(a.desk, sari, incident_of(a), agency, "Mohon dicek", "phone")
    a.round()
    police.round()
    return changes.created["escalation"]


def test_it_sees_nothing_before_and_everything_allowed_after(desks: Desks) -> None:
    a, police, sari = desks
    assert police.rows("incident") == police.rows("report") == []
    given(a, police, sari)
    assert police.rows("incident", "number, level") == a.rows("incident", "number, level")
    parts = police.rows("fact", "type, body IS NOT NULL, restricted IS NOT NULL, pii IS NOT NULL")
    assert ("report_logged", 1, 0, 0) in parts
    assert not any(restricted for type_, _, restricted, _ in parts if type_ != "person_added")
    assert not any(pii for *_, pii in parts)
    add_note(a.desk, sari, incident_of(a), "Massa bertambah")
    add_note(a.desk, sari, incident_of(a), "Catatan dalam", restricted=True)
    claim(a.desk, sari, incident_of(a))
    a.round()
    police.round()
    told = [type_ for (type_,) in police.rows("fact", "type")]
    assert told.count("note_added") == 2
    assert "incident_claimed" not in told
    assert verify(police.desk.store) is None
    assert b"Catatan dalam" not in plain_pages(police.desk.store.path, police.desk.store.key)


def test_whoever_is_enrolled_in_the_middle_of_it_gets_what_is_open_and_was_not_withdrawn(
    desks: Desks, new_desk: NewDesk, form: Form
) -> None:
    a, _, sari = desks
    later = "kodim_0803"
    stories = ("open", "closed", "reopened", "withdrawn", "of the police", "raised", "joined", "asked again")
    kept = {name: save_report(a.desk, sari, form(narrative=name)).created["incident"] for name in stories}
    for name, incident in kept.items():
        asked = escalate(
            a.desk, sari, incident, POLICE if "police" in name else later, "Mohon dicek", "phone"
        )
        if name == "withdrawn":
            withdraw(a.desk, sari, asked.created["escalation"], "salah alamat")
        elif name not in ("open", "of the police"):
            close_incident(a.desk, sari, incident, "handled")
    reopen(a.desk, sari, kept["reopened"], "berulang")
    raise_level(a.desk, sari, kept["raised"], "high")
    save_report(a.desk, sari, form(joins=kept["joined"]))
    escalate(a.desk, sari, kept["asked again"], later, "Ternyata berlanjut", "phone")
    add_note(a.desk, sari, kept["open"], "Massa bertambah")
    a.round()
    army = new_desk("kodim", later)
    army.round()
    open_ones = {"open", "reopened", "raised", "joined", "asked again"}
    assert {text for (text,) in army.rows("incident", "summary")} == open_ones
    assert army.rows("escalation", "state") == [("sent",)] * 6
    assert "note_added" in [type_ for (type_,) in army.rows("fact", "type")]
    assert not any(pii for (pii,) in army.rows("fact", "pii IS NOT NULL"))
    add_note(a.desk, sari, kept["open"], "Polisi di lokasi")
    a.round()
    second = new_desk("kodim-2", later)
    for desk in (army, second):
        desk.round()
        assert [type_ for (type_,) in desk.rows("fact", "type")].count("note_added") == 2
        assert verify(desk.desk.store) is None


def test_whoever_reads_later_ends_with_what_they_would_have_had_at_once(
    desks: Desks, new_desk: NewDesk, form: Form
) -> None:
    """The covering escalation was always there; who reads of each only after the next was sent must not let go of it all."""
    a, police, sari = desks
    incident = incident_of(a)
    save_report(a.desk, sari, form(narrative="lain", number="0813 9999 1111"))
    other = next(id_text(one) for one, to in a.rows("report", "id, incident") if id_text(to) != incident)
    link_report(a.desk, sari, other, incident)
    report = next(id_text(one) for one, to in a.rows("report", "id, incident") if id_text(one) != other)
    last = ""
    given(a, police, sari)
    for rung in range(4):
        now = escalate(a.desk, sari, incident, POLICE, f"tahap {rung}", "phone").created["escalation"]
        share_identity(a.desk, sari, now, [report], "dicari saksi")
        if last:
            withdraw(a.desk, sari, last, "diganti")
        if rung == 1:
            unlink_report(a.desk, sari, other, incident)
        last = now
    a.round()
    second = new_desk("polres-2", POLICE, may_share=True)
    for desk in (police, second):
        desk.round()
        assert desk.rows("incident", "number") == [(a.rows("incident", "number")[0][0],)]
        assert len(desk.rows("escalation")) == 2
        assert [pii for (pii,) in desk.rows("fact", "pii IS NOT NULL") if pii] == [1]
        assert verify(desk.desk.store) is None


def test_its_people_sign_in_there_and_nowhere_else(desks: Desks) -> None:
    a, police, _ = desks
    assert police.sign_in("Aiptu").role == "operator"
    with pytest.raises(NotAllowed):
        police.sign_in("Sari")
    with pytest.raises(NotAllowed):
        a.sign_in("Aiptu")


def test_its_answer_appears_at_the_center(desks: Desks) -> None:
    a, police, sari = desks
    escalation = given(a, police, sari)
    aiptu = police.sign_in("Aiptu")
    record_answer(police.desk, aiptu, escalation, "received", "phone", role="Piket")
    note_for_agency(police.desk, aiptu, escalation, "Dua anggota berangkat")
    with pytest.raises(NotAllowed):
        claim(police.desk, aiptu, incident_of(police))
    police.round()
    a.round()
    assert a.rows("escalation", "state") == [("received",)]
    assert ("escalation_noted", None) in a.rows("fact", "type, held")
    assert verify(a.desk.store) is None
    assert verify(police.desk.store) is None


def test_withdrawal_is_the_last_it_hears_and_leaves_no_copy(desks: Desks) -> None:
    a, police, sari = desks
    escalation = given(a, police, sari)
    record_answer(
        police.desk, police.sign_in("Aiptu"), escalation, "received", "phone", note="Siap, kami cek"
    )
    police.round()
    a.round()
    withdraw(a.desk, sari, escalation, "salah alamat")
    a.round()
    add_note(a.desk, sari, incident_of(a), "Setelah ditarik")
    a.round()
    police.round()
    police.desk.store.scrub()
    assert police.rows("incident") == police.rows("report") == police.rows("escalation") == []
    left = plain_pages(police.desk.store.path, police.desk.store.key)
    for gone in (b"bawa kayu", b"Setelah ditarik", b"Gajah Mada", b"kami cek"):
        assert gone not in left
    assert verify(police.desk.store) is None
    again = given(a, police, sari)
    assert again != escalation
    assert police.rows("incident", "number") == a.rows("incident", "number")
    assert verify(police.desk.store) is None


def test_an_identity_comes_only_by_a_share_and_only_for_its_reports(desks: Desks, form: Form) -> None:
    a, police, sari = desks
    escalation = given(a, police, sari)
    report = id_text(a.rows("report", "id")[0][0])
    share_identity(a.desk, sari, escalation, [report], "pelapor bersedia")
    a.round()
    save_report(a.desk, sari, form(name="Bu Lain", number="0813 9999 1111", joins=incident_of(a)))
    a.round()
    police.round()
    shared = [id_text(sub) for sub, pii in police.rows("fact", "sub, pii") if pii]
    assert shared == [report]
    left = plain_pages(police.desk.store.path, police.desk.store.key)
    assert SECRET.encode() in left
    assert b"Bu Lain" not in left
    withdraw(a.desk, sari, escalation, "selesai")
    a.round()
    police.round()
    police.desk.store.scrub()
    assert SECRET.encode() not in plain_pages(police.desk.store.path, police.desk.store.key)


def test_nothing_is_shared_with_whoever_has_no_desk_that_may_see_it(desks: Desks) -> None:
    a, police, sari = desks
    report = id_text(a.rows("report", "id")[0][0])
    here = given(a, police, sari)
    elsewhere = given(a, police, sari, "polres_madiun_kab")
    with pytest.raises(InvalidInput, match="tidak mempunyai meja"):
        share_identity(a.desk, sari, elsewhere, [report], "diminta lewat telepon")
    note_agency_desks(a.desk.store, (POLICE,), ())
    with pytest.raises(InvalidInput, match="tidak mempunyai meja"):
        share_identity(a.desk, sari, here, [report], "diminta lewat telepon")
    assert not [1 for (type_,) in a.rows("fact", "type") if type_ == "identity_shared"]
    note_agency_desks(a.desk.store, (POLICE,), (POLICE,))
    share_identity(a.desk, sari, here, [report], "diminta lewat telepon")


def test_a_report_that_is_unlinked_goes(desks: Desks, form: Form) -> None:
    a, police, sari = desks
    save_report(a.desk, sari, form(narrative="Laporan lain tentang hal lain", number="0813 9999 1111"))
    a.round()
    given(a, police, sari)
    first = incident_of(police)
    other = next(id_text(row[0]) for row in a.rows("report", "id, incident") if id_text(row[1]) != first)
    link_report(a.desk, sari, other, first)
    a.round()
    police.round()
    assert len(police.rows("report")) == 2
    unlink_report(a.desk, sari, other, first)
    a.round()
    police.round()
    assert len(police.rows("report")) == 1
    assert verify(police.desk.store) is None


def test_what_it_may_not_do_is_held(desks: Desks) -> None:
    """A hostile agency's desk writes what its program would refuse."""
    a, police, sari = desks
    given(a, police, sari)
    aiptu = police.sign_in("Aiptu")
    police.desk.agency = None  # the program's own check is gone
    raise_level(police.desk, aiptu, incident_of(police), "high")
    escalate(police.desk, aiptu, incident_of(police), "kodim_0803", "Bantu", "phone")
    police.round()
    a.round()
    waiting = [(type_, held) for type_, held in a.rows("fact", "type, held") if held]
    assert waiting == [("incident_escalated", "not_for_agency"), ("level_raised", "not_for_agency")]
    assert len(a.rows("escalation")) == 1


def test_its_people_change_their_own_password_there(desks: Desks) -> None:
    a, police, _ = desks
    aiptu = police.sign_in("Aiptu")
    change_own_password(police.desk, aiptu, PASSWORD, "sandi-baru-456")
    police.round()
    a.round()
    assert police.sign_in("Aiptu", "sandi-baru-456").person == aiptu.person
    assert [held for type_, held in a.rows("fact", "type, held") if type_ == "password_set"] == [None]
