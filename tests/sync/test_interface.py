"""The interface of docs/sync.md, driven by a client that was written from that page alone."""

from __future__ import annotations

import secrets
from contextlib import suppress

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.plain_center import Device, PlainCenter, verifier
from tests.sync.plain_client import NOW_MS, BrokenChain, Chain, PlainClient, Reader, Said, new_id


def calls(plain: PlainCenter, count: int) -> list[Said]:
    speaker = plain.speaker()
    return [one for _ in range(count) for one in speaker.call(body="ramai", pii="Pak Anu")]


def texts(device: Device) -> list[str | None]:
    return [row["fact"] for row in device.client.whole()]


def test_founding_gives_dense_positions_and_a_chain_that_proves_itself(plain: PlainCenter) -> None:
    device = plain.devices[0]
    rows = device.client.pull()
    assert [row["pos"] for row in rows] == [1, 2, 3, 4, 5]
    assert {row["held"] for row in rows} == {row["by"] for row in rows} == {None}
    hello = device.client.hello(device.chain.rid)
    assert (hello["head"], bytes.fromhex(hello["chain"])) == (5, device.client.reader.chain)
    assert (hello["center"], hello["feed"], hello["desk"]) == (plain.center, "center", "A")
    assert (hello["last_dseq"], hello["last_hash"]) == (device.chain.dseq, device.chain.prev)
    assert device.client.head() == 5


def test_the_answer_is_enough_to_go_on_without_pulling(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.client.pull()
    chain, head = device.client.reader.chain, device.client.reader.pos
    items = device.chain.items(calls(plain, 2))
    said = device.client.push(device.chain.rid, items)
    assert (said["status"], said["acked"], said["first"], said["head"]) == ("ok", 6, head + 1, head + 6)
    rows = device.client.pull()
    assert [row["hdr"] for row in rows] == [item["hdr"] for item in items]
    assert device.client.reader.chain.hex() == said["chain"] != chain.hex()
    assert {round(row["received_at"].timestamp() * 1000) for row in rows} == {said["received_ms"]}


def test_a_lost_answer_equals_a_delivered_one(plain: PlainCenter) -> None:
    device = plain.devices[0]
    items = device.chain.items(calls(plain, 2))
    device.client.push(device.chain.rid, items)
    before = device.client.whole()
    again = device.client.push(device.chain.rid, items)
    assert (again["status"], again["acked"], again["skipped"]) == ("ok", 0, len(items))
    assert device.client.whole() == before


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(slices=st.lists(st.tuples(st.integers(0, 14), st.integers(1, 15)), min_size=1, max_size=12))
def test_any_replay_overlap_or_reordering_gives_the_same_log(
    plain: PlainCenter, slices: list[tuple[int, int]]
) -> None:
    """Slices of one chain in any order, then the whole; each answer says truly where to go on."""
    device = plain.devices[0]
    device.chain = Chain()
    items = device.chain.items(calls(plain, 5))
    head = device.client.head()
    stands = 0
    for start, length in [*slices, (0, 15)]:
        end = min(start + length, 15)
        said = device.client.push(device.chain.rid, items[start:end])
        if start > stands:
            assert said["status"] == "gap"
        else:
            assert (said["status"], said["acked"]) == ("ok", max(end - stands, 0))
            stands = max(stands, end)
        assert said["last_dseq"] == stands
    assert [row["hdr"] for row in device.client.whole()[head:]] == [item["hdr"] for item in items]


def test_a_gap_takes_what_comes_before_it(plain: PlainCenter) -> None:
    device = plain.devices[0]
    stood = device.chain.dseq
    items = device.chain.items(calls(plain, 2))
    said = device.client.push(device.chain.rid, [*items[:2], *items[3:]])
    assert (said["status"], said["acked"], said["last_dseq"]) == ("gap", 2, stood + 2)
    assert device.client.push(device.chain.rid, items[2:])["status"] == "ok"


def test_other_bytes_under_a_used_number_are_a_fork_for_good(plain: PlainCenter) -> None:
    device = plain.devices[0]
    for again in (0, 1, 5):
        mine = Chain()
        device.client.push(mine.rid, mine.items(calls(plain, 1)))
        clone = Chain(mine.rid, mine.dseq, mine.prev)
        device.client.push(mine.rid, mine.items(calls(plain, 2)))
        before = device.client.whole()
        said = device.client.push(clone.rid, clone.items(calls(plain, 3))[again:])
        assert (said["status"], said["acked"]) == ("fork", 0)
        assert device.client.push(mine.rid, mine.items(calls(plain, 1)))["status"] == "fork"
        assert device.client.hello(mine.rid)["forked"]
        assert device.client.whole() == before


def test_going_on_after_another_past_is_a_fork(plain: PlainCenter) -> None:
    """The store that was restored from a backup has written other items behind what the log has."""
    device = plain.devices[0]
    device.chain.prev = "ab" * 32
    assert device.client.push(device.chain.rid, device.chain.items(calls(plain, 1)))["status"] == "fork"


def test_the_same_fact_under_another_header_counts_once_and_keeps_its_verdict(plain: PlainCenter) -> None:
    device, other = plain.devices[0], plain.enrol("b")
    report, incident, _ = said = calls(plain, 1)
    lowered = plain.speaker("bima").say(
        "incident", "level_lowered", incident.value["sub"], {"level": "low"}, base=[incident.id]
    )
    fast = plain.speaker().say("incident", "note_added", incident.value["sub"], hlc=str(2**62))
    device.push(*said, lowered, fast)
    other.push(*said, lowered, fast)
    rows = device.client.whole()
    first = {row["fact"]: row for row in rows[5:10]}
    for row in rows[10:]:
        assert (row["held"], row["eff_hlc"]) == (first[row["fact"]]["held"], first[row["fact"]]["eff_hlc"])
    assert [row["held"] for row in rows[5:10]] == [None, None, None, "needs_login", None]
    assert plain.server.ask("SELECT count(*) FROM sync.link WHERE report = %s", report.value["sub"]) == 1


def test_a_copy_of_a_settled_fact_has_the_settled_verdict(plain: PlainCenter) -> None:
    device, other = plain.devices[0], plain.enrol("b")
    for accepted, held in ((True, None), (False, "refused")):
        _, incident, _ = said = calls(plain, 1)
        lowered = plain.speaker("bima").say(
            "incident", "level_lowered", incident.value["sub"], {"level": "low"}, base=[incident.id]
        )
        device.push(*said, lowered)
        decided = {"fact": lowered.id, "accepted": accepted}
        settled = plain.speaker("sari").say("verdict", "held_settled", lowered.id, decided)
        assert plain.by("sari", device, settled)["status"] == "ok"
        other.push(lowered)
        assert other.client.whole()[-1]["held"] == held


def test_a_used_identifier_with_other_content_is_held(plain: PlainCenter) -> None:
    device = plain.devices[0]
    one = plain.speaker().call()[1]
    other = plain.speaker().say("incident", "note_added", one.value["sub"], id=one.id)
    device.push(one, other)
    rows = device.client.pull()
    assert [row["held"] for row in rows[-2:]] == [None, "id_used"]
    assert rows[-1]["fact"] == other.text


def test_unknown_types_are_stored_and_relayed(plain: PlainCenter) -> None:
    device, other = plain.devices[0], plain.enrol("b")
    speaker = plain.speaker()
    newer = [
        speaker.say("incident", "drone_sent", new_id(), {"height": 120}),
        speaker.say("drone", "note_added", new_id()),
        speaker.say("incident", "note_added", new_id(), v=2, parts={"body": '{"text":"baru"}'}),
    ]
    assert device.push(*newer)["status"] == "ok"
    rows = other.client.pull()[-3:]
    assert [row["held"] for row in rows] == ["unknown_type"] * 3
    assert [row["fact"] for row in rows] == [one.text for one in newer]
    assert rows[2]["body"] == '{"text":"baru"}'


def test_another_centers_facts_are_held(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.push(plain.speaker().say("incident", "note_added", new_id(), ctr="ab" * 32))
    assert device.client.pull()[-1]["held"] == "other_center"


def test_a_header_of_another_store_or_device_goes_nowhere(plain: PlainCenter) -> None:
    device, other = plain.devices[0], plain.enrol("b")
    before = device.client.head()
    said = device.client.push(device.chain.rid, other.chain.items(calls(plain, 1)))
    assert (said["status"], said["acked"]) == ("bad", 0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="another device"):
        device.client.push(other.chain.rid, Chain(other.chain.rid).items(calls(plain, 1)))
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="another device"):
        device.client.hello(other.chain.rid)
    assert device.client.head() == before


def test_too_long_a_batch_is_refused_whole(plain: PlainCenter) -> None:
    device = plain.devices[0]
    before = device.client.head()
    speaker = plain.speaker()
    notes = [speaker.say("incident", "note_added", new_id()) for _ in range(501)]
    items = device.chain.items(notes)
    with pytest.raises(psycopg.errors.ProgramLimitExceeded, match="500 items"):
        device.client.push(device.chain.rid, items)
    large = [speaker.say("incident", "note_added", new_id(), parts={"body": secrets.token_hex(4_100_000)})]
    with pytest.raises(psycopg.errors.ProgramLimitExceeded, match="8 MB"):
        device.client.push(Chain().rid, Chain().items(large))
    nonsense: tuple[object, ...] = ({}, "x", None)
    for wrong in nonsense:
        with pytest.raises(psycopg.errors.ProgramLimitExceeded):
            device.client.connection.execute("SELECT sync.push(%s, %s)", (device.chain.rid, Jsonb(wrong)))
    assert device.client.head() == before
    assert device.client.push(device.chain.rid, [])["status"] == "ok"
    assert device.client.push(device.chain.rid, items[:500])["acked"] == 500


def test_push_inside_an_open_transaction_is_refused(plain: PlainCenter) -> None:
    device = plain.devices[0]
    items = device.chain.items(calls(plain, 1))
    connection = device.client.connection
    for level in ("REPEATABLE READ", "SERIALIZABLE"):
        connection.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
        with pytest.raises(psycopg.errors.ActiveSqlTransaction):
            device.client.push(device.chain.rid, items)
        connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    with plain.server.admin() as admin:  # its five seconds made shorter, since nothing may sleep
        row = admin.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = '_take' AND pronamespace = 'sync'::regnamespace"
        ).fetchone()
        assert row is not None
        assert "interval '5 s'" in row[0]
        admin.execute(row[0].replace("interval '5 s'", "interval '0.05 s'"))
    while connection.execute("SELECT clock_timestamp() < now() + interval '0.1 s'").fetchone() == (True,):
        pass
    with pytest.raises(psycopg.errors.ActiveSqlTransaction):
        device.client.push(device.chain.rid, items)
    connection.execute("ROLLBACK")
    assert device.client.push(device.chain.rid, items)["acked"] == 3


def test_a_changed_byte_or_order_breaks_the_chain(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.push(*calls(plain, 1))
    rows = device.client.whole()
    end = device.client.reader.chain
    at = next(n for n, row in enumerate(rows) if row["body"] and row["pos"] > 5)
    swapped = [rows[at + 1] | {"pos": rows[at]["pos"]}, rows[at] | {"pos": rows[at + 1]["pos"]}]
    spoiled = {
        "hdr": [rows[at] | {"hdr": rows[at]["hdr"].replace("1", "2", 1)}, rows[at + 1]],
        "fact": [rows[at] | {"fact": rows[at]["fact"].replace("r", "s", 1)}, rows[at + 1]],
        "body": [rows[at] | {"body": rows[at]["body"].replace("r", "s", 1)}, rows[at + 1]],
        "verdict": [rows[at] | {"eff_hlc": rows[at]["eff_hlc"] + 1}, rows[at + 1]],
        "held": [rows[at] | {"held": "role"}, rows[at + 1]],
        "order": swapped,
        "gone": [rows[at + 1]],
    }
    for place, pair in spoiled.items():
        reader = Reader()
        with suppress(BrokenChain):
            for row in [*rows[:at], *pair, *rows[at + 2 :]]:
                reader.take(row)
            assert reader.chain != end, place


def test_pull_from_another_past_is_refused_and_common_finds_the_shared_one(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.client.pull()
    chain = device.client.reader.chain
    for after, named in ((5, b"x" * 32), (5, b""), (6, chain), (0, chain), (-1, b"")):
        with pytest.raises(psycopg.Error) as told:
            device.client.page(after, named)
        assert told.value.sqlstate == "MD001"
    points = []
    reader = Reader()
    for row in device.client.page(0, b""):
        reader.take(row)
        points.append((reader.pos, reader.chain))
    assert device.client.common(points) == 5
    assert device.client.common([*points[:3], (4, b"x" * 32), (9, b"y" * 32)]) == 3
    assert device.client.common([(1, b"z" * 32)]) == device.client.common([]) == 0


def test_presence_is_of_one_feed(plain: PlainCenter) -> None:
    a, b, police = plain.devices[0], plain.enrol("b"), plain.enrol("p", "polres_madiun_kota")
    incident = new_id()
    a.client.presence(rid=a.chain.rid, person=plain.people["op"], incident=incident, typing=True)
    police.client.presence(rid=police.chain.rid)
    (seen, *others) = b.client.presence(rid=b.chain.rid, say=[{"text": "Tolong", "help": True}])["present"]
    assert (seen["name"], seen["incident"], seen["typing"]) == ("a", incident, True)
    assert [one["name"] for one in others] == ["b"]
    heard = a.client.presence(rid=a.chain.rid, after=0)["messages"]
    assert [(one["text"], one["help"], one["name"]) for one in heard] == [("Tolong", True, "b")]
    assert a.client.presence(rid=a.chain.rid, after=heard[0]["id"])["messages"] == []
    there = police.client.presence(rid=police.chain.rid)
    assert ([one["name"] for one in there["present"]], there["messages"]) == (["p"], [])
    b_id = b.client.hello(b.chain.rid)["device_id"]
    a.client.presence(rid=a.chain.rid, say=[{"text": "hanya b", "to": b_id}, {"text": "x" * 501}, "no", {}])
    assert b.client.presence(rid=b.chain.rid)["messages"][-1]["text"] == "hanya b"
    c = plain.enrol("c")
    assert [one["text"] for one in c.client.presence(rid=c.chain.rid)["messages"]] == ["Tolong"]
    a.client.presence(rid=a.chain.rid, gone=True)
    assert [one["name"] for one in b.client.presence(rid=b.chain.rid)["present"]] == ["b", "c"]


def test_a_code_works_once_and_a_revoked_device_is_cut_off(plain: PlainCenter) -> None:
    server = plain.server
    said = server.ask("SELECT sync.enrol('x', NULL, false, %s, 1)", verifier("code"))
    first = plain.connect(server.dsn_of(said["login"], "code"))
    first.ask("SELECT sync.take_up(%s)", verifier("own"))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        PlainClient(server.dsn_of(said["login"], "code"))
    with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification, match="used before"):
        first.ask("SELECT sync.take_up(%s)", verifier("third"))
    for wrong in ("md5abc", "SCRAM-SHA-256$4096:abc", "", "geheim"):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            plain.connect(server.dsn_of(said["login"], "own")).ask("SELECT sync.take_up(%s)", wrong)
    assert plain.ways["sari"].ask("SELECT sync.revoke('x')") is True
    assert plain.ways["sari"].ask("SELECT sync.revoke('x')") is False
    with pytest.raises(psycopg.OperationalError):
        first.head()
    with pytest.raises(psycopg.OperationalError):
        PlainClient(server.dsn_of(said["login"], "own"))


def test_status_and_devices_tell_what_the_page_says(plain: PlainCenter) -> None:
    device = plain.devices[0]
    device.client.ask("SELECT sync.read_to(4)")
    status = plain.ways["sari"].ask("SELECT sync.status()")
    assert set(status) == {
        "head", "epoch", "center", "desks", "held", "bad", "forks", "people", "queue_usage", "feeds",
    }  # fmt: skip
    assert (status["head"], status["feeds"], status["people"]) == (5, {"center": 5}, 1)
    (told,) = plain.ways["sari"].ask("SELECT sync.devices()")
    assert set(told) == {
        "device_id", "name", "login", "feed", "desk", "may_share", "enrolled_at", "expires_at", "revoked_at", "seen_at",
        "proto", "clock_off_ms", "lag", "stores", "forks",
    }  # fmt: skip
    assert (told["lag"], told["proto"], told["stores"]) == (1, 1, 1)
    assert told["clock_off_ms"] < 0 or told["clock_off_ms"] > 0  # the tests' day is not today
    assert abs(NOW_MS - device.client.hello(device.chain.rid)["server_ms"]) > 0


def test_hints_name_the_head_and_what_is_urgent(plain: PlainCenter) -> None:
    device, other = plain.devices[0], plain.enrol("b")
    channel = other.client.hello(other.chain.rid)["channel"]
    other.client.connection.execute(f"LISTEN {channel}".encode())
    _, incident, _ = said = calls(plain, 1)
    device.push(*said)
    device.push(plain.speaker().say("incident", "level_raised", incident.value["sub"], {"level": "high"}))
    device.client.presence(rid=device.chain.rid)
    other.client.head()
    heard = [note.payload for note in other.client.connection.notifies(timeout=5, stop_after=3)]
    assert heard == ["8", "9 urgent", "presence"]


def test_keep_desk_and_a_store_that_worked_alone(plain: PlainCenter) -> None:
    b = plain.enrol("b")
    assert b.client.ask("SELECT sync.keep_desk('K')") == "B"  # it said hello: the store has begun
    said = plain.server.ask("SELECT sync.enrol('c', NULL, false, %s, 1)", verifier("code"))
    c = plain.connect(plain.server.dsn_of(said["login"], "code"))
    assert c.ask("SELECT sync.keep_desk('A')") == "C"
    assert c.ask("SELECT sync.keep_desk('K')") == "K"
    assert c.ask("SELECT sync.keep_desk('kk')") == "K"
