"""After an erasure the text is nowhere: on the server, at the desks, at agencies, in copies that come later."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from psycopg import sql

from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.actions.erase import erase_caller, erase_incidents
from madiun_console.actions.escalate import escalate, share_identity, withdraw
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_text
from tests.plain_center import PlainCenter
from tests.plain_pages import plain_pages
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import POLICE, same_everywhere, settle_down
from tests.sync.plain_client import Said, new_id
from tests.sync_desks import JoinedDesk

TEXTS = ("Pak Sangat-Rahasia", "cerita-yang-panjang", "catatan-tentang-dia", "Jl. Kenangan 17")


def in_tables(server: SyncServer) -> Iterator[str]:
    """Everything that stands in any table of the database, row by row as text."""
    with server.admin() as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace = 'sync'::regnamespace"
        ).fetchall()
        assert len(tables) > 15
        for (table,) in tables:
            question = sql.SQL("SELECT t::text FROM sync.{} t").format(sql.Identifier(table))
            yield from (row[0] for row in connection.execute(question))


def nowhere(server: SyncServer, desks: list[JoinedDesk]) -> None:
    for row in in_tables(server):
        assert not any(text in row for text in TEXTS)
    for desk in desks:
        desk.desk.store.scrub()
        pages = plain_pages(desk.desk.store.path, desk.desk.store.key)
        assert not any(text.encode() in pages for text in TEXTS)
        assert verify(desk.desk.store) is None


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_text_is_nowhere_and_does_not_come_back(
    staffed: Staffed, server: SyncServer, *, withdrawn: bool
) -> None:
    a, b = staffed.a, staffed.desk("b")
    police, away = (
        staffed.new("polres", POLICE, may_share=True),
        staffed.new("polres-2", POLICE, may_share=True),
    )
    told, narrative, noted, address = TEXTS
    save_report(
        a.desk, staffed.op, staffed.form(name=told, narrative=narrative, address=address, kind_id="brawl")
    )
    incident = id_text(a.rows("incident", "id")[0][0])
    add_note(a.desk, staffed.op, incident, noted)
    escalation = escalate(a.desk, staffed.sari, incident, POLICE, "Mohon dicek", "phone").created[
        "escalation"
    ]
    a.round()
    share_identity(a.desk, staffed.sari, escalation, [id_text(a.rows("report", "id")[0][0])], "bersedia")
    settle_down([a, b, police])
    away.round()
    pages = plain_pages(police.desk.store.path, police.desk.store.key)
    assert all(text.encode() in pages for text in TEXTS)
    if withdrawn:
        withdraw(a.desk, staffed.sari, escalation, "selesai")
        a.round()
    close_incident(a.desk, staffed.sari, incident, next(iter(a.desk.rulebook.closings_by_id)))
    a.round()

    plain = PlainCenter(server, center=a.desk.store.center)
    watching, late = plain.enrol("watching"), plain.enrol("late")
    copies = [
        Said(row["fact"], {part: row[part] for part in ("body", "restricted", "pii") if row[part]},
             {part: row[f"{part}_salt"].hex() for part in ("body", "restricted", "pii") if row[part]})
        for row in watching.client.pull()
    ]  # fmt: skip
    erase_incidents(a.desk, staffed.sari, [incident], "diminta", texts=True)
    settle_down([a, b, police, away])
    nowhere(server, [a, b, police, away])

    assert late.push(*copies)["status"] == "ok"  # a store that comes back with everything it ever read
    late_rows = late.client.pull()
    assert not any(
        text in (row[part] or "")
        for row in late_rows
        for part in ("body", "pii", "restricted")
        for text in TEXTS
    )
    settle_down([a, b, police, away])
    nowhere(server, [a, b, police, away, staffed.desk("new")])
    same_everywhere([a, b])
    plain.close()


def test_drafts_of_the_number_go_at_every_desk(staffed: Staffed) -> None:
    a, b = staffed.a, staffed.desk("b")
    op, number = b.sign_in("Op"), "0812 9999 7777"
    save_report(a.desk, staffed.op, staffed.form(number=number, name=TEXTS[0]))
    for state, by, said in (
        ("parked", op, "diparkir"),
        ("discarded", op, "dibuang"),
        ("active", op, "ditinggal"),
        ("active", staffed.sari, "sedang-menelepon"),
    ):
        form = staffed.form(number=number, narrative=said)
        keep_draft(b.desk, by, new_draft_id(b.desk), form, state)
    other = staffed.form(number="0813 1111 2222", narrative="orang-lain")
    keep_draft(b.desk, op, new_draft_id(b.desk), other, "parked")
    settle_down([a, b])
    b.desk.store.at_work = staffed.sari.person
    erase_caller(a.desk, staffed.sari, number, "permintaan")
    settle_down([a, b])
    left = " ".join(row[0] for row in b.rows("draft", "data"))
    assert not any(word in left for word in ("diparkir", "dibuang", "ditinggal"))
    assert "sedang-menelepon" in left  # somebody is on the line
    assert "orang-lain" in left


def test_a_fact_with_a_used_identifier_is_erased_alone(staffed: Staffed, server: SyncServer) -> None:
    """A store knows it by its hash; the fact that had the identifier first keeps its text."""
    a = staffed.a
    plain = PlainCenter(server, center=a.desk.store.center, people={"op": staffed.op.person})
    device, op = plain.enrol("x"), plain.speaker()
    opened = op.call()[1]
    first = op.say("incident", "note_added", opened.value["sub"], parts={"body": '{"text":"tetap-ada"}'})
    used = op.say(
        "incident", "note_added", opened.value["sub"], id=first.id, parts={"body": f'{{"text":"{TEXTS[2]}"}}'}
    )
    device.push(opened, first, used)
    settle_down([a, b := staffed.desk("b")])
    known = id_text(next(row[0] for row in a.rows("fact", "id, held") if row[1] == "id_used"))
    order = plain.speaker("op")
    order.actor = staffed.sari.person
    erased = order.say("erasure", "texts_erased", new_id(), {"facts": [known], "parts": ["body"]})
    way = a.people[bytes.fromhex(staffed.sari.person.replace("-", ""))]
    way._one("SELECT sync.push(%s, %s::jsonb)", device.chain.rid, json.dumps(device.chain.items([erased])))
    late = plain.enrol("late")
    late.push(used)
    settle_down([a, b])
    nowhere(server, [a, b, staffed.desk("c")])
    assert any("tetap-ada" in row for row in in_tables(server))
    plain.close()
