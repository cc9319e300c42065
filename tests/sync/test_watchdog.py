"""A login that reads nothing or holds what others wait for stops nobody: hints are left out, the watchdog ends the right one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from madiun_console.sync.install import install
from tests.plain_center import Device, PlainCenter
from tests.server_fixtures import SyncServer, cluster_folder
from tests.sync.plain_client import Chain
from tests.test_server_backup import Kept, environment_of
from tools.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="a script of a Debian server")


@pytest.fixture
def small_queue() -> Iterator[PlainCenter]:
    """A center on a server whose queue of notifications is soon full."""
    postgres = EmbeddedPostgres(cluster_folder(), durable=False)
    try:
        postgres.start()
        with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
            if connection.info.server_version < 170000:
                pytest.skip("the size of the queue cannot be set")
            connection.execute("CREATE DATABASE madiun")
        postgres.stop()
        postgres.configure(max_notify_queue_pages="64")
        postgres.start()
        with psycopg.connect(postgres.dsn("madiun")) as connection:
            install(connection)
        center = PlainCenter(SyncServer(postgres, "madiun"))
        center.found()
        yield center
        center.close()
    finally:
        postgres.remove()


def deaf(plain: PlainCenter, hostile: Device) -> psycopg.Connection[Any]:
    """Listens and takes nothing, while another connection of the login says more than the queue holds."""
    ear = psycopg.connect(hostile.dsn, autocommit=True)
    ear.execute("LISTEN noise")
    ear.execute("BEGIN")
    ear.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    with pytest.raises(psycopg.errors.ProgramLimitExceeded):
        shout(hostile)
    assert usage(plain) > 0.5
    return ear


def shout(hostile: Device) -> None:
    for number in range(200):
        hostile.client.connection.execute(f"NOTIFY noise, '{number}{'x' * 7900}'".encode())


def usage(plain: PlainCenter) -> float:
    return float(plain.server.ask("SELECT pg_notification_queue_usage()"))


def hints(client: Any, since: str) -> bool:
    client.execute(f"SELECT '{since}'".encode())
    return bool(list(client.notifies(timeout=0)))


def test_a_full_queue_of_hints_stops_no_push(small_queue: PlainCenter, tmp_path: Path) -> None:
    plain = small_queue
    a, hostile = plain.devices[0], plain.enrol("b")
    listener = plain.connect(a.dsn)
    listener.connection.execute(f"LISTEN {a.client.hello(a.chain.rid)['channel']}".encode())
    ear = deaf(plain, hostile)
    assert a.push(*plain.speaker().call())["status"] == "ok"
    assert a.client.presence(rid=a.chain.rid, say=[{"text": "TOLONG", "help": True}])["messages"]
    assert not hints(listener.connection, "nothing was said")
    kept = Kept(plain.server.postgres, tmp_path, environment_of(plain.server.postgres, tmp_path, "madiun"))
    assert kept.run("watchdog.sh", "--once", IDLE_SECONDS="3600", QUEUE_FULL="1") == ""
    said = kept.run("watchdog.sh", "--once", IDLE_SECONDS="3600", BLOCKING_SECONDS="0")
    assert f"diakhiri: {hostile.login}" in said
    assert said.count("madiun_") == 1
    with pytest.raises(psycopg.OperationalError):
        ear.execute("SELECT 1")
    ear.close()
    assert a.push(*plain.speaker().call())["status"] == "ok"
    assert hints(listener.connection, "the head")
    assert usage(plain) < 0.1


def test_who_waits_is_not_ended_with_who_holds(plain: PlainCenter, tmp_path: Path) -> None:
    hostile, waiting = plain.enrol("b"), [plain.enrol("c"), plain.enrol("d")]
    holder = psycopg.connect(hostile.dsn)
    items = hostile.chain.items(plain.speaker().call())
    holder.execute("SET idle_in_transaction_session_timeout = 0")
    holder.commit()
    holder.execute("SELECT sync.push(%s, %s)", (hostile.chain.rid, psycopg.types.json.Jsonb(items)))
    told: list[Any] = []
    said = [plain.speaker().call() for _ in waiting]
    threads = [
        Thread(target=lambda d=device, s=call: told.append(d.push(*s)["status"]), daemon=True)
        for device, call in zip(waiting, said, strict=True)
    ]
    for thread in threads:
        thread.start()
    while plain.server.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") < len(
        waiting
    ):
        assert all(thread.is_alive() for thread in threads)
    kept = Kept(
        plain.server.postgres,
        tmp_path,
        environment_of(plain.server.postgres, tmp_path, plain.server.database),
    )
    ended = kept.run("watchdog.sh", "--once", IDLE_SECONDS="3600", BLOCKING_SECONDS="0")
    for thread in threads:
        thread.join()
    assert told == ["ok", "ok"]
    assert (ended.count("madiun_"), hostile.login in ended) == (1, True)
    holder.close()
    assert hostile.client.push(hostile.chain.rid, Chain(hostile.chain.rid).items([]))["last_dseq"] == 0
