"""What was erased is nowhere: no table, index, draft, free page, WAL or new backup; chains verify, counts stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.calls import log_call, try_callback
from madiun_console.actions.drafts import keep_draft, new_draft_id, park_draft
from madiun_console.actions.erase import erase_caller, erase_calls, erase_incidents
from madiun_console.actions.keep_store import back_up_now, restore
from madiun_console.actions.review import score_call
from madiun_console.actions.take_call import amend_report, save_report
from madiun_console.actions.work_incident import add_note, close_incident
from madiun_console.db import erasing
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain import phone
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.queries.export import export_json
from madiun_console.queries.queue import incidents, search_incidents
from madiun_console.queries.retention import CallerCount, caller_count, count_once_named
from tests.plain_pages import plain_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

NAME, NUMBER, HOME = "Wiryawan Purbaningrat", "0813 5555 7777", "Jalan Rahasia Sekali 99"
NORMAL = "+6281355557777"
STORY = "Gerombolan berkalung obeng kuningan menuju pabrik gula"


def page_text(desk: Desk) -> str:
    return plain_pages(desk.store.path, desk.store.key).decode("utf-8", "replace")


def told(desk: Desk, people: People, form: Callable[..., ReportForm], **values: object) -> str:
    filled = form(name=NAME, number=NUMBER, home=HOME, narrative=STORY, **values)
    return save_report(desk, people.operator, filled).created["incident"]


def closed(desk: Desk, people: People, incident: str) -> str:
    close_incident(desk, people.supervisor, incident, desk.rulebook.closings[0].id)
    return incident


def callers(desk: Desk, incident: str) -> int:
    return incidents(desk, [incident])[0].callers


def test_identities_are_nowhere_afterwards_and_the_rest_stays(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = closed(desk, people, told(desk, people, form))
    assert NAME in page_text(desk)
    erase_incidents(desk, people.administrator, [incident], "masa simpan habis")
    left = page_text(desk)
    for secret in (NAME, HOME, NORMAL, "81355557777"):
        assert secret not in left
    assert STORY in left
    assert callers(desk, incident) == 1
    assert verify(desk.store) is None
    assert search_incidents(desk, "gerombolan")


def test_texts_are_nowhere_afterwards_not_even_in_the_index(
    desk: Desk, people: People, form: Callable[..., ReportForm], tmp_path: Path
) -> None:
    incident = told(desk, people, form, groups="Perguruan Zx", remarks="pelapor takut")
    add_note(desk, people.operator, incident, "dilihat kendaraan berpelat unikatas")
    closed(desk, people, incident)
    assert search_incidents(desk, "berkalung")
    erase_incidents(desk, people.administrator, [incident], "diminta", texts=True)
    left = page_text(desk)
    for secret in (NAME, STORY, "berkalung", "kuningan", "Perguruan Zx", "pelapor takut", "unikatas"):
        assert secret not in left, secret
    assert not search_incidents(desk, "berkalung")
    assert verify(desk.store) is None
    rebuild(desk.store)
    assert verify(desk.store) is None
    copy = back_up_now(desk)
    assert copy.exists()
    assert callers(desk, incident) == 1


@pytest.mark.parametrize("texts", [False, True])
def test_the_number_of_different_callers_stays(
    desk: Desk, people: People, form: Callable[..., ReportForm], texts: bool
) -> None:
    incident = told(desk, people, form)
    for number in (NUMBER, "0812 1111 2222", "0812 3333 4444"):
        save_report(desk, people.operator, form(number=number, narrative="lagi", joins=incident))
    assert callers(desk, incident) == 3
    closed(desk, people, incident)
    erase_caller(desk, people.administrator, NUMBER, "permintaan pelapor")
    assert callers(desk, incident) == 3
    erase_incidents(desk, people.administrator, [incident], "masa simpan", texts=texts)
    assert callers(desk, incident) == 3
    assert verify(desk.store) is None


def test_a_caller_is_erased_from_reports_calls_and_parked_drafts(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    told(desk, people, form)
    log_call(desk, people.operator, "prank", channel="phone", number=NUMBER, note="tertawa", started=1)
    parked, left, running = new_draft_id(desk), new_draft_id(desk), new_draft_id(desk)
    park_draft(desk, people.administrator, parked, form(number=NUMBER, narrative="yang diparkir"))
    keep_draft(desk, people.operator, left, form(number=NUMBER, narrative="yang ditinggal"))
    keep_draft(desk, people.administrator, running, form(number=NUMBER, narrative="yang berjalan"))
    erase_caller(desk, people.administrator, "+62 813-5555-7777", "permintaan pelapor")
    left = page_text(desk)
    assert "tertawa" not in left
    assert "yang diparkir" not in left
    assert "yang ditinggal" not in left  # whose it is has gone home
    assert NAME not in left
    assert "yang berjalan" in left  # somebody is on the line
    with pytest.raises(InvalidInput) as caught:
        erase_caller(desk, people.administrator, NUMBER, "lagi")
    assert caught.value.id == "number_unknown"


def cut_off(desk: Desk, people: People) -> str:
    """An abandoned call with everything that can be written about one; gives its id."""
    logged = log_call(desk, people.operator, "abandoned", number=NUMBER, note="terputus")
    (call,) = logged.calls
    (owed,) = logged.callbacks
    try_callback(desk, people.operator, owed, "no_answer", f"CatatanBalik {NAME}")
    asked = desk.rulebook.quality.criteria_for(report=False)
    score_call(desk, people.supervisor, call, {one.id: "yes" for one in asked}, f"CatatanMutu {NAME}")
    return call


@pytest.mark.parametrize("by_number", [True, False])
def test_notes_of_its_call_back_and_of_the_sample_go_with_a_call(
    desk: Desk, people: People, by_number: bool
) -> None:
    call = cut_off(desk, people)
    if by_number:
        changes = erase_caller(desk, people.administrator, NUMBER, "permintaan pelapor")
    else:
        changes = erase_calls(desk, people.administrator, [call], "masa simpan")
    assert changes.callbacks
    left = page_text(desk)
    for secret in ("terputus", "CatatanBalik", "CatatanMutu", NAME, NORMAL):
        assert secret not in left, secret
    assert verify(desk.store) is None


def test_notes_of_the_sample_go_with_an_incidents_texts(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    saved = save_report(desk, people.operator, form(name=NAME, number=NUMBER))
    report, incident = saved.created["report"], saved.created["incident"]
    asked = desk.rulebook.quality.criteria_for(report=True)
    score_call(desk, people.supervisor, report, {one.id: "yes" for one in asked}, "CatatanMutu si Budi")
    erase_incidents(desk, people.administrator, [closed(desk, people, incident)], "diminta", texts=True)
    assert "CatatanMutu" not in page_text(desk)


@pytest.mark.parametrize("other", ["0812 1111 2222", NUMBER])
def test_a_number_that_was_corrected_since_is_found_and_erased(
    desk: Desk, people: People, form: Callable[..., ReportForm], other: str
) -> None:
    saved = save_report(desk, people.operator, form(name="Bu Sri", number="0813 9999 4444"))
    report, incident = saved.created["report"], saved.created["incident"]
    amend_report(desk, people.operator, report, ReportAmended(phone=phone.normalise("0812 1111 2222")))
    amend_report(desk, people.operator, report, ReportAmended(phone=phone.normalise(other), name=NAME))
    assert caller_count(desk, "0813 9999 4444").reports == 0
    assert count_once_named(desk, "0813 9999 4444").reports == 1
    assert count_once_named(desk, "0813") == count_once_named(desk, "0813 9999 4445") == CallerCount(0, 0)
    erase_caller(desk, people.administrator, "0813 9999 4444", "salah nomor")
    left = page_text(desk)
    assert "81399994444" not in left
    assert NAME in left  # the one who has the other number did not ask for it
    assert callers(desk, incident) == 1
    assert verify(desk.store) is None
    with pytest.raises(InvalidInput) as caught:
        erase_caller(desk, people.administrator, "0813 9999 4444", "lagi")
    assert caught.value.id == "number_unknown"
    erase_caller(desk, people.administrator, other, "permintaan")
    assert NAME not in page_text(desk)
    assert callers(desk, incident) == 1
    assert verify(desk.store) is None


def test_a_number_that_was_taken_out_is_erased_and_its_caller_still_counted(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    saved = save_report(desk, people.operator, form(name=NAME, number=NUMBER))
    report, incident = saved.created["report"], saved.created["incident"]
    amend_report(desk, people.operator, report, ReportAmended(phone=""))
    assert callers(desk, incident) == 1
    erase_caller(desk, people.administrator, NUMBER, "permintaan")
    left = page_text(desk)
    assert NORMAL not in left
    assert NAME not in left
    assert callers(desk, incident) == 1
    assert verify(desk.store) is None


def test_only_an_administrator_with_a_reason_and_only_what_is_closed(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = told(desk, people, form)
    with pytest.raises(NotAllowed):
        erase_incidents(desk, people.supervisor, [incident], "alasan")
    with pytest.raises(NotAllowed):
        erase_caller(desk, people.operator, NUMBER, "alasan")
    with pytest.raises(InvalidInput) as caught:
        erase_incidents(desk, people.administrator, [incident], "alasan")
    assert caught.value.id == "incident_open_kept"
    with pytest.raises(InvalidInput):
        erase_incidents(desk, people.administrator, [closed(desk, people, incident)], "  ")
    assert NAME in page_text(desk)


def test_calls_without_a_report_lose_number_and_note(desk: Desk, people: People) -> None:
    changes = log_call(
        desk, people.operator, "prank", channel="phone", number=NUMBER, note="tertawa", started=1
    )
    erase_calls(desk, people.administrator, changes.calls, "masa simpan")
    left = page_text(desk)
    assert "tertawa" not in left
    assert NORMAL not in left
    assert verify(desk.store) is None


def test_a_backup_from_before_comes_back_without_it(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    incident = closed(desk, people, told(desk, people, form))
    old = back_up_now(desk)
    erase_incidents(desk, people.administrator, [incident], "masa simpan", texts=True)
    folder = desk.store.folder
    desk.store.close()
    restore(old, folder, clock=clock)
    again = open_desk(folder, clock=clock, rulebook=desk.rulebook)
    try:
        left = page_text(again)
        assert NAME not in left
        assert STORY not in left
        assert verify(again.store) is None
        assert callers(again, incident) == 1
    finally:
        again.store.close()


def test_a_backup_from_before_brings_no_draft_of_an_erased_number(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    told(desk, people, form)
    for number, said in ((NUMBER, "DrafDiCadangan"), ("0812 1111 2222", "draf orang lain")):
        park_draft(desk, people.operator, new_draft_id(desk), form(number=number, narrative=said))
    old = back_up_now(desk)
    erase_caller(desk, people.administrator, NUMBER, "permintaan")
    folder = desk.store.folder
    desk.store.close()
    restore(old, folder, clock=clock)
    again = open_desk(folder, clock=clock, rulebook=desk.rulebook)
    try:
        left = page_text(again)
        assert "DrafDiCadangan" not in left
        assert "draf orang lain" in left
    finally:
        again.store.close()


def test_a_part_that_came_back_is_found(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    incident = closed(desk, people, told(desk, people, form))
    with desk.store.own() as cursor:
        kept = cursor.execute("SELECT id, pii, pii_salt FROM fact WHERE pii IS NOT NULL").fetchone()
    erase_incidents(desk, people.administrator, [incident], "masa simpan")
    with desk.store.own() as cursor:
        cursor.execute("UPDATE fact SET pii = ?, pii_salt = ? WHERE id = ?", (*kept[1:], kept[0]))
    rebuild(desk.store)
    damage = verify(desk.store)
    assert damage is not None
    assert "dihapus" in damage.reason_id


def test_what_a_reader_held_back_is_made_good_later(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = closed(desk, people, told(desk, people, form))
    with desk.store.read() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM fact").fetchone()
        erase_incidents(desk, people.administrator, [incident], "masa simpan")
        assert desk.store.meta(erasing.SCRUB)
        connection.exec_driver_sql("COMMIT")
    desk.store.scrub()
    assert not desk.store.meta(erasing.SCRUB)
    assert NAME not in page_text(desk)


def test_what_is_remembered_survives_nonsense_in_its_file(tmp_path: Path) -> None:
    fact = "01a20751-c0c0-7fc4-8da7-bb67e5f4e691"
    erasing.remember(tmp_path, [(fact, "pii")])
    with (tmp_path / erasing.ERASED_FILE).open("ab") as file:
        file.write(b"\xff\xfe nonsense\nx y z\n")
    erasing.remember(tmp_path, [(fact, "body")])
    assert erasing.remembered(tmp_path) == {(fact, "pii"), (fact, "body")}


def test_an_export_shows_no_erased_word(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    incident = closed(desk, people, told(desk, people, form))
    erase_incidents(desk, people.administrator, [incident], "masa simpan", texts=True)
    written: list[str] = []
    assert export_json(desk, written.append) == (1, 1)
    assert "berkalung" not in "".join(written)
