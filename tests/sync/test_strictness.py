"""The server takes as a fact exactly what a console reads as one: both read thousands of spoiled texts."""

from __future__ import annotations

import json
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from madiun_console.domain.events.envelope import BadFactError, Header, read_fact
from tests.server_fixtures import SyncServer
from tests.sync.plain_client import Chain, Said, Speaker, new_id, sha256

EXAMPLES = 2 if settings().max_examples <= 100 else 500
AT_ONCE = 400
PIECES = (
    '"', ":", ",", "{", "}", "[", "]", " ", "\n", "\t", "\\", '":', '": ', '" :', "0", "1", "-", "-0", ".", ".0", "e",
    "E1", "e400", "1e0", "\\u0041", "\\u0000", "\\ud800", "\\ud83d\\ude00", "\\/", "\x7f", "\u2028", "\ufeff", "ä",
    "true", "null", "NaN", "Infinity", "9007199254740991", "9007199254740992", "-9007199254740992", '"at":1', '"v":1',
    '"id":', ',"a":1,"a":1', '{"a":{"a":1}}', '["x"]', "[5]", "[" * 31 + "]" * 31, "[" * 33 + "]" * 33,
    '{"a":' * 30 + "1" + "}" * 30, '{"a":' * 33 + "1" + "}" * 33,
)  # fmt: skip


def spoiled(text: str, random: Random) -> str:
    """The text with a few pieces put in, taken out, doubled or exchanged."""
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(text) + 1)
        until = min(len(text), at + random.choice([0, 0, 1, 1, 2, 5, 30]))
        other = random.randrange(len(text) + 1)
        piece = random.choice(
            [random.choice(PIECES), random.choice(PIECES), text[other : other + random.randint(1, 12)], ""]
        )
        text = text[:at] + piece + text[until:]
    return text


def a_fact(random: Random) -> str:
    said = Speaker("ab" * 32, new_id()).say(
        "incident", "note_added", new_id(),
        {"a": [1, -2.5, "x: y", {"b": "c"}], "at": "", "v": ": 1"} if random.random() < 0.7 else {},
        base=[new_id()], to=["polres"], parts={"body": "{}"},
    )  # fmt: skip
    if random.random() < 0.3:
        return json.dumps(said.value, indent=random.choice([None, 1]), ensure_ascii=random.random() < 0.5)
    return said.text


def test_server_and_console_agree_on_what_is_a_fact(server: SyncServer) -> None:
    rid = new_id()

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def agree(seed: int) -> None:
        random = Random(seed)
        texts = [spoiled(a_fact(random), random) for _ in range(AT_ONCE)]
        texts = [text for text in texts if "\x00" not in text]
        items = [Chain(rid).item(Said(text)) for text in texts]
        with server.admin() as connection:
            rows = connection.execute(
                "SELECT x.n, i.bad FROM jsonb_array_elements(%s) WITH ORDINALITY x(e, n), "
                "sync._read_one(%s, x.e, x.n::int) i ORDER BY 1",
                (Jsonb(items), rid),
            ).fetchall()
        for text, (_, bad) in zip(texts, rows, strict=True):
            try:
                fact = read_fact(text)
            except BadFactError:
                assert bad is not None, text
            else:
                assert bad is None or fact.v >= 2**31, (bad, text)

    agree()


def test_server_and_console_agree_on_what_is_a_header(server: SyncServer) -> None:
    rid = new_id()

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def agree(seed: int) -> None:
        random = Random(seed)
        said = Said(a_fact(random))
        usual = json.dumps(
            {"rid": rid, "dseq": 7, "prev": "ab" * 32, "fact": sha256(said.text.encode())},
            separators=(",", ":"),
        )
        texts = [spoiled(usual, random) for _ in range(AT_ONCE)]
        items = [Chain(rid).item(said, text=text) for text in texts]
        with server.admin() as connection:
            rows = connection.execute(
                "SELECT x.n, i.hdr, i.dseq, i.prev FROM jsonb_array_elements(%s) WITH ORDINALITY x(e, n), "
                "sync._read_one(%s, x.e, x.n::int) i ORDER BY 1",
                (Jsonb(items), rid),
            ).fetchall()
        for text, (_, taken, dseq, prev) in zip(texts, rows, strict=True):
            try:
                header = Header.read(text)
            except BadFactError:
                assert taken is None, text
            else:
                usable = header.rid == rid and header.dseq < 10**18 and header.text() == text
                assert (taken is not None) == usable, text
                if usable:
                    assert (dseq, prev) == (header.dseq, header.prev)

    agree()
