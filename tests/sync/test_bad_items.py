"""One bad item stops nothing: whatever stands in the middle of a batch, the rest goes in and every desk goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.events import event_types
from tests.db.projection_tables import projections
from tests.plain_center import Device, PlainCenter
from tests.sync.plain_client import Chain, Item, Said, Speaker, new_id, sha256
from tests.sync_desks import JoinedDesk

Spoil = Callable[[str], str]


def edited(said: Said, change: Spoil) -> Said:
    """The same with another text; the header will name its hash, so only the content is wrong."""
    return Said(change(said.text), said.parts, said.salts)


def put(key: str, spelled: str) -> Spoil:
    """Another spelling of one of the 13 values."""

    def change(text: str) -> str:
        value = json.loads(text)
        return text.replace(
            f'"{key}":{json.dumps(value[key], separators=(",", ":"))}', f'"{key}":{spelled}', 1
        )

    return change


DEEP = "[" * 40 + "]" * 40
VERY_DEEP = "[" * 5000 + "]" * 5000
SPOILED: dict[str, tuple[Spoil, str]] = {
    "garbage": (lambda _: "}{ no JSON", "unreadable"),
    "empty": (lambda _: "", "unreadable"),
    "array": (lambda _: "[]", "fact_keys"),
    "number": (lambda _: "5", "fact_keys"),
    "string": (lambda _: '"x"', "fact_keys"),
    "null": (lambda _: "null", "fact_keys"),
    "after": (lambda text: text + "{}", "unreadable"),
    "nan": (put("at", "NaN"), "unreadable"),
    "key twice": (lambda text: text[:-1] + ',"at":1}', "strict"),
    "key twice in val": (put("val", '{"a":1,"a":2}'), "strict"),
    "key twice far in": (put("val", '{"a":[{"b":{"c":1,"c":1}}]}'), "strict"),
    "key missing": (lambda text: text.replace(',"to":[]', ""), "fact_keys"),
    "key too many": (lambda text: text[:-1] + ',"more":1}', "fact_keys"),
    "NUL": (put("val", '{"a":"\\u0000"}'), "unreadable"),
    "surrogate": (put("val", '{"a":"\\ud800"}'), "unreadable"),
    "deep": (put("val", f'{{"a":{DEEP}}}'), "strict"),
    "very deep": (put("val", f'{{"a":{VERY_DEEP}}}'), "strict|unreadable"),
    "great number": (put("val", '{"a":9007199254740993}'), "strict"),
    "greater number": (put("val", f'{{"a":1{"0" * 500}}}'), "strict"),
    "greatest number": (put("val", '{"a":1e999999}'), "unreadable"),
    "great float": (put("val", '{"a":-1e300}'), "strict"),
    "id no text": (put("id", "5"), "unreadable"),
    "id in capitals": (lambda text: text.replace('"id":"0', '"id":"A', 1), "identifier"),
    "id in braces": (put("id", '"{01a20751-c0c0-7fd6-8bb9-32c9a7052933}"'), "identifier"),
    "sub no id": (put("sub", '"x"'), "unreadable"),
    "id null": (put("id", "null"), "identifier"),
    "sub null": (put("sub", "null"), "identifier"),
    "actor null": (put("actor", "null"), "identifier"),
    "at a fraction": (put("at", "1.5"), "strict"),
    "at with exponent": (put("at", "1e3"), "strict"),
    "at a text": (put("at", '"1"'), "fact_type"),
    "v true": (put("v", "true"), "unreadable"),
    "v with exponent": (put("v", "1e0"), "strict"),
    "v great": (put("v", "2147483648"), "unreadable"),
    "hlc a number": (put("hlc", "5"), "fact_type"),
    "hlc negative": (put("hlc", '"-5"'), "fact_type"),
    "hlc with blanks": (put("hlc", '" 5 "'), "strict"),
    "hlc great": (put("hlc", '"9223372036854775808"'), "unreadable"),
    "val an array": (put("val", "[]"), "fact_type"),
    "base of numbers": (put("base", "[5]"), "strict"),
    "base nested": (put("base", '[["a"]]'), "strict"),
    "base a text": (put("base", '"a"'), "fact_type"),
    "to of null": (put("to", "[null]"), "strict"),
    "c an array": (put("c", "[]"), "fact_type"),
    "c of another part": (put("c", '{"secret":"ab"}'), "strict"),
    "c of a number": (put("c", '{"body":5}'), "strict"),
    "kind a number": (put("kind", "5"), "fact_type"),
}


def in_the_middle(device: Device, spoiled: Item, before: list[Item], after: list[Item]) -> dict[str, Any]:
    return device.client.push(device.chain.rid, [*before, spoiled, *after])


@pytest.fixture
def watcher(plain: PlainCenter, new_desk: Callable[..., JoinedDesk]) -> JoinedDesk:
    """A real console at the same server, which has to take whatever comes."""
    desk = new_desk("watcher", founds=False)
    desk.round()
    return desk


def test_each_bad_item_stays_out_and_all_others_go_in(plain: PlainCenter, watcher: JoinedDesk) -> None:
    device, speaker = plain.devices[0], plain.speaker()
    for name, (change, reason) in SPOILED.items():
        head = device.client.head()
        good = speaker.call(body="satu")
        note = speaker.say("incident", "note_added", good[1].value["sub"])
        before = device.chain.items(good[:1])
        spoiled = device.chain.item(edited(note, change))
        after = device.chain.items(good[1:])
        said = in_the_middle(device, spoiled, before, after)
        assert (said["status"], said["acked"]) == ("bad", 4), name
        assert said["verdicts"] in [[[head + 2, f"bad_{one}", None]] for one in reason.split("|")], name
    rows = device.client.whole()[5:]
    assert len(rows) == 4 * len(SPOILED)
    assert all((row["fact"] is None) == (row["pos"] % 4 == 3) for row in rows)
    watcher.round()
    assert watcher.rows("incident", "count(*)") == [(len(SPOILED),)]
    assert verify(watcher.desk.store) is None


def test_parts_that_do_not_fit_are_bad(plain: PlainCenter) -> None:
    device, speaker = plain.devices[0], plain.speaker()

    def noted() -> Item:
        return device.chain.item(
            speaker.say("incident", "note_added", new_id(), parts={"body": '{"text":"a"}'})
        )

    wrong: list[dict[str, Any]] = [
        {"body": '{"text":"b"}'}, {"body_salt": "00" * 16}, {"body_salt": "xyz"}, {"body": None}, {"body": 5},
        {"pii": "{}", "pii_salt": "00" * 16}, {"restricted": "{}"}, {"body": {"text": "a"}},
    ]  # fmt: skip
    for change in wrong:
        said = device.client.push(device.chain.rid, [noted() | change, noted()])
        assert (said["status"], said["acked"]) == ("bad", 2), change
        assert said["verdicts"][0][1] in ("bad_part_hash", "bad_unreadable"), change
    bare = noted()
    del bare["body"], bare["body_salt"]
    assert device.client.push(device.chain.rid, [bare])["status"] == "ok"  # erased, or withheld


def test_an_item_that_is_no_item_stops_the_chain_there_and_harms_nothing_else(plain: PlainCenter) -> None:
    device, speaker = plain.devices[0], plain.speaker()
    stands = device.chain.dseq
    good = device.chain.items(speaker.call())
    nothings: list[Any] = [5, None, "x", [], {}, {"fact": "{}"}, {"hdr": 5}, {"hdr": "{}"}, {"hdr": "no"}]
    for nothing in nothings:
        said = device.client.push(device.chain.rid, [good[0], nothing, *good[1:]])
        assert (said["status"], said["last_dseq"]) == ("bad", stands + 1), nothing
    assert device.client.push(device.chain.rid, good)["status"] == "ok"


UNUSABLE = (
    '{"rid":"RID","dseq":1e0,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":1.0,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":true,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":"1","prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":0,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":9223372036854775808,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":1,"prev":"","more":5}',
    '{"rid":"RID","dseq":1,"prev":"","fact":5}',
    '{"rid":"RID","dseq":1,"prev":null,"fact":"HASH"}',
    '{"rid":"RID","dseq":1,"prev":"","fact":"HASH","more":1}',
    '{"rid":"RID","dseq":1,"dseq":1,"prev":"","fact":"HASH"}',
    '["rid","dseq","prev","fact"]',
    '{ "rid":"RID","dseq":1,"prev":"","fact":"HASH"}',
    '{"rid":"RID","dseq":1,"prev":"","fact":"HASH"}\n',
    '{"rid":"RID","dseq":1,"prev":"", "fact":"HASH"}',
    '{"dseq":1,"rid":"RID","prev":"","fact":"HASH"}',
    '{"rid":"RID","\\u0064seq":1,"prev":"","fact":"HASH"}',
)


def test_no_header_gets_in_that_a_desk_could_not_read(plain: PlainCenter) -> None:
    """Whether its fact can be read or not."""
    device = plain.devices[0]
    note = plain.speaker().say("incident", "note_added", new_id())
    for header in UNUSABLE:
        for said in (note, edited(note, lambda _: "no JSON")):
            chain = Chain()
            text = header.replace("RID", chain.rid).replace("HASH", sha256(said.text.encode()))
            told = device.client.push(chain.rid, [chain.item(said, text=text)])
            assert (told["status"], told["acked"]) == ("bad", 0), header


def test_a_header_that_an_older_server_took_is_no_damage(plain: PlainCenter, watcher: JoinedDesk) -> None:
    """It took other spellings; the chain of the feed proves the bytes of one that nothing follows."""
    device = plain.enrol("b")
    with plain.server.admin() as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION sync._is_header(p_rid uuid, hdr text, h jsonb, dseq bigint) RETURNS boolean "
            "LANGUAGE sql STABLE AS 'SELECT true'"
        )
    note = plain.speaker().say("incident", "note_added", new_id())
    text = f'{{ "rid":"{device.chain.rid}","dseq":1,"prev":"","fact":"{sha256(note.text.encode())}"}}'
    told = device.client.push(device.chain.rid, [device.chain.item(note, text=text)])
    assert (told["status"], told["acked"]) == ("ok", 1)
    watcher.round()
    assert watcher.rows(
        "header",
        "count(*)",
    ) == [(6,)]
    assert verify(watcher.desk.store) is None


def test_a_batch_that_is_no_jsonb_is_refused_whole_and_stores_nothing(plain: PlainCenter) -> None:
    device = plain.devices[0]
    head = device.client.head()
    for spelled in (r'[{"hdr":"\u0000"}]', r'[{"hdr":"\ud800"}]', "[", "[" * 100_000 + "]" * 100_000):
        with pytest.raises(psycopg.Error) as told:
            device.client.connection.execute("SELECT sync.push(%s, %s::jsonb)", (device.chain.rid, spelled))
        assert told.value.sqlstate in ("22P05", "22P02", "54001")
    assert device.client.head() == head


def test_a_text_of_a_megabyte_goes_through(plain: PlainCenter, watcher: JoinedDesk) -> None:
    device, speaker = plain.devices[0], plain.speaker()
    said = speaker.call(body="kayu " * 200_000)
    assert device.push(*said)["status"] == "ok"
    watcher.round()
    assert watcher.rows("fact", "max(length(body))")[0][0] > 1_000_000


# ------------------------------------------------------------------------------------------ values of the declared types

ODD: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, -(2**53) + 1, 2**53 - 1, 1e15, -0.5, 1e-300,
    "", "x", "high", "01a20752-ab20-7e44-8ee6-dfaea531bc90", "9999-99-99", "+62", "\x7f\u202e", "=1+1",
    [], ["a"], ["a", 5, None, {}], {}, {"a": "b"}, {"timing": 5, "": ["c"]},
]  # fmt: skip

EXAMPLES = 4 if settings().max_examples <= 100 else 100
"""Each is a log of 120 facts; with the profile `drill` many more."""


class Hostile:
    """Says anything of the declared types about a few subjects."""

    def __init__(self, speaker: Speaker, random: Random) -> None:
        self.speaker, self.random = speaker, random
        self.known = [new_id() for _ in range(3)]
        self.subjects = tuple(self.known)

    def say(self) -> Said:
        pick = self.random
        declared = pick.choice(sorted(event_types().values(), key=lambda one: (one.name, one.version)))
        names = list(declared.cls.__dataclass_fields__)  # type: ignore[attr-defined]
        val = {name: pick.choice(ODD) for name in pick.sample(names, pick.randint(0, len(names)))}
        if declared.also and pick.random() < 0.7:
            val[declared.also] = pick.choice(self.known)
        part = json.dumps({name: pick.choice(ODD) for name in pick.sample(names, min(3, len(names)))})
        said = self.speaker.say(
            declared.kind, declared.name, pick.choice(self.subjects), val,
            base=pick.sample(self.known, pick.randint(0, 2)), to=pick.choice([(), ("polres_madiun_kota",), ("x", "x")]),
            parts={name: part for name in ("body", "restricted", "pii") if pick.random() < 0.5},
            at=pick.choice([0, -(2**53) + 1, 2**53 - 1, self.speaker.ms]),
            hlc=pick.choice(["0", str(self.speaker.ms << 16), str(2**63 - 1)]),
        )  # fmt: skip
        self.known.append(said.id)
        return said


def test_whatever_a_hostile_desk_says_every_console_goes_on(plain: PlainCenter, watcher: JoinedDesk) -> None:
    """Each declared type with any values: no page may stop a console or differ from a rebuild, held or accepted."""
    device, store = plain.devices[0], watcher.desk.store

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def goes_on(seed: int) -> None:
        random = Random(seed)
        device.chain = Chain()
        hostile = Hostile(plain.speaker(random.choice(sorted(plain.people))), random)
        said = [hostile.say() for _ in range(60)]
        assert device.push(*said)["status"] == "ok"
        sari = plain.speaker("sari")
        settled = [
            sari.say("verdict", "held_settled", one.id, {"fact": one.id, "accepted": True}) for one in said
        ]
        assert plain.by("sari", device, *settled)["status"] == "ok"
        watcher.round()
        assert verify(store) is None
        before = projections(store)
        rebuild(store)
        assert projections(store) == before

    goes_on()
