"""The server is restored from a backup under working desks: what it lost comes back by itself, the same everywhere."""

from __future__ import annotations

import json
import secrets
from random import Random

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import sql

from madiun_console.actions.settle_held import settle_held
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level
from madiun_console.domain.ids import id_text
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import server_link
from madiun_console.sync.postgres import PostgresTransport, login_of
from tests.desk_fixtures import PASSWORD
from tests.logfail import LogGuard
from tests.plain_center import PlainCenter
from tests.server_fixtures import SyncServer, _copy_rights
from tests.sync.conftest import Staffed
from tests.sync.desk_work import POLICE, Shift, log_of, same_everywhere, settle_down
from tests.sync_desks import JoinedDesk

EXAMPLES = 2 if settings().max_examples <= 100 else 40


def copy_database(server: SyncServer, source: str, target: str) -> None:
    """As a backup and its restore do: everything in the database, nothing of the cluster."""
    with psycopg.connect(server.postgres.dsn(), autocommit=True) as connection:
        for name in (source, target):
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (name,)
            )
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(target)))
        statement = "CREATE DATABASE {} TEMPLATE {}"
        connection.execute(sql.SQL(statement).format(sql.Identifier(target), sql.Identifier(source)))
        _copy_rights(connection, source, target)


def drop_database(server: SyncServer, name: str) -> None:
    with psycopg.connect(server.postgres.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def connect_again(desks: list[JoinedDesk]) -> None:
    """What the live link does when its connection was cut."""
    for desk in desks:
        link = server_link(desk.desk.store)
        assert link is not None
        desk.transport.close()
        desk.transport = PostgresTransport(link.dsn(desk.desk.store.folder))
        for person, way in list(desk.people.items()):
            way.close()
            desk.people[person] = PostgresTransport(
                link.dsn(desk.desk.store.folder, login_of(id_text(person)), PASSWORD)
            )
        desk.exchange = Exchange(desk.desk.store, desk.transport, desk.shown.append, desk)


@pytest.fixture
def backup(server: SyncServer) -> str:
    return f"madiun_{secrets.token_hex(4)}"


def test_a_restore_heals_by_itself(
    staffed: Staffed, server: SyncServer, backup: str, log_guard: LogGuard
) -> None:
    log_guard.expect("the server's log differs")
    desks = [staffed.a, staffed.desk("b"), staffed.desk("c")]
    agency = staffed.new("polres", POLICE)
    every = [*desks, agency]
    desks[1].own_login(staffed.bima)

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def heals(seed: int) -> None:
        random = Random(seed)
        work(every, staffed, random)
        connect_after_copy(server, server.database, backup, every)
        work(every, staffed, random)
        settle_down(every)
        before = {row[0] for desk in desks for row in desk.rows("fact", "hash")}
        connect_after_copy(server, backup, server.database, every)
        work(every, staffed, random)
        settle_down(every)
        settle_down(every)
        same_everywhere(desks)
        assert log_of(desks[0]) == log_of(desks[1]) == log_of(desks[2])
        assert before <= {row[0] for row in desks[0].rows("fact", "hash")}
        fresh = staffed.desk(f"new-{seed}")
        same_everywhere([fresh, desks[0]])
        revoke(server, f"new-{seed}")

    heals()
    drop_database(server, backup)


def work(desks: list[JoinedDesk], staffed: Staffed, random: Random) -> None:
    for _ in range(8):
        desk = random.choice(desks[:-1])
        by = random.choice((staffed.sari, staffed.bima, staffed.op))
        Shift(desk, by, staffed.form, random).work(random.randint(1, 5))
        if random.random() < 0.4:
            random.choice(desks).round()


def connect_after_copy(server: SyncServer, source: str, target: str, desks: list[JoinedDesk]) -> None:
    copy_database(server, source, target)
    connect_again(desks)


def revoke(server: SyncServer, label: str) -> None:
    """Frees its letter of the alphabet for the next example."""
    server.ask("SELECT sync.revoke(%s)", label)
    server.ask(
        "UPDATE sync.device SET revoked_at = revoked_at - interval '3 days' WHERE label LIKE %s RETURNING 1",
        label + " (%",
    )


def test_a_decision_that_was_lost_is_taken_back_until_it_comes_again(
    staffed: Staffed, server: SyncServer, backup: str, log_guard: LogGuard
) -> None:
    """The confirmation of a held act is lost; its desk is away. Old and new desks agree that the act waits."""
    log_guard.expect("the server's log differs")
    a, b = staffed.a, staffed.desk("b")
    save_report(a.desk, staffed.op, staffed.form(kind_id="brawl"))
    incident = id_text(a.rows("incident", "id")[0][0])
    lower_level(a.desk, staffed.bima, incident, "low", "salah")
    settle_down([a, b])
    connect_after_copy(server, server.database, backup, [a, b])
    (waiting,) = [id_text(row[0]) for row in a.rows("fact", "id, held") if row[1]]
    settle_held(a.desk, staffed.sari, [waiting], "ya", accepted=True)
    settle_down([a, b])
    assert [desk.rows("incident", "level") for desk in (a, b)] == [[("low",)]] * 2
    connect_after_copy(server, backup, server.database, [a, b])
    b.round()
    assert b.rows("incident", "level") == [("high",)]
    same_everywhere([b, staffed.desk("c")])
    settle_down([a, b])
    assert [desk.rows("incident", "level") for desk in (a, b)] == [[("low",)]] * 2
    same_everywhere([a, b])
    drop_database(server, backup)


def test_what_ended_something_may_come_back_before_it(plain: PlainCenter) -> None:
    """After a restore stores send in another order: a withdrawal and a parting count for what comes behind them too."""
    a, b, police = plain.devices[0], plain.enrol("b"), plain.enrol("p", POLICE)
    op = plain.speaker()
    report, incident, link = op.call(body="cerita")
    tie = {"incident": incident.value["sub"]}
    sent = op.say("escalation", "incident_escalated", incident.id, tie, to=[POLICE])
    withdrawn = op.say("escalation", "escalation_withdrawn", incident.id, tie, base=[sent.id])
    parted = op.say("report", "report_unlinked", report.value["sub"], tie, base=[link.id])
    other = op.say("escalation", "incident_escalated", report.id, tie, to=[POLICE])
    a.push(withdrawn, parted, incident)
    b.push(report, link, sent)
    assert police.client.pull() == []
    b.push(other)
    told = {json.loads(row["fact"])["type"] for row in police.client.pull()}
    assert told == {"incident_opened", "incident_escalated"}
