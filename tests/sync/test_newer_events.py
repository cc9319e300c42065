"""Older programs meet newer events: stored, handed on, counted, and understood by whoever learns their types later."""

from __future__ import annotations

import json

import psycopg
import pytest

from madiun_console.actions.escalate import escalate, note_for_agency
from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.take_call import save_report
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.events import registry
from madiun_console.domain.ids import id_text
from madiun_console.sync.install import install
from tests.plain_center import POLICE, PlainCenter
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import same_everywhere, settle_down

NEWER = ("escalation_noted", 1)


def test_a_newer_fact_passes_through_older_programs_and_counts_once_they_know_it(
    staffed: Staffed, server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Desk b and the server do not know the type that desk a writes; the police's desk does."""
    a, b, police = staffed.a, staffed.desk("b"), staffed.new("polres", POLICE)
    save_report(a.desk, staffed.op, staffed.form())
    incident = id_text(a.rows("incident", "id")[0][0])
    escalation = escalate(a.desk, staffed.op, incident, POLICE, "Mohon dicek", "phone").created["escalation"]
    settle_down([a, b, police])
    server.ask("DELETE FROM sync.event_type WHERE type = %s RETURNING 1", NEWER[0])
    note_for_agency(a.desk, staffed.op, escalation, "Dua regu")
    a.round()
    with monkeypatch.context() as older:
        older.setattr(registry, "_TYPES", {key: one for key, one in registry._TYPES.items() if key != NEWER})
        settle_down([b, police])
        assert ("escalation_noted", "unknown_type") in b.rows("fact", "type, held")
        assert b.rows("fact", "count(*)") == a.rows("fact", "count(*)")
        assert verify(b.desk.store) is None
    with psycopg.connect(server.dsn) as connection:
        install(connection)
    (waiting,) = [id_text(row[0]) for row in a.rows("fact", "id, held") if row[1]]
    settle_held(a.desk, staffed.sari, [waiting], "", accepted=True)
    settle_down([a, b, police])
    assert NEWER[0] in [row[0] for row in police.rows("fact", "type")]
    rebuild(b.desk.store)  # as the first start of the newer program does
    same_everywhere([a, b, staffed.desk("c")])


def test_an_unknown_fact_in_a_known_incident_changes_nothing_but_the_count(plain: PlainCenter) -> None:
    device, police = plain.devices[0], plain.enrol("p", POLICE)
    op = plain.speaker()
    said = op.call()
    incident = said[1].value["sub"]
    sent = op.say("escalation", "incident_escalated", said[0].id, {"incident": incident}, to=[POLICE])
    newer = op.say("incident", "drone_sent", incident, {"incident": incident, "to": [POLICE]}, to=[POLICE])
    device.push(*said, sent, newer, op.say("incident", "note_added", incident))
    told = [json.loads(row["fact"])["type"] for row in police.client.pull()]
    assert "drone_sent" not in told
    assert told[-1] == "note_added"
