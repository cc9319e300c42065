"""What the functions of docs/sync.md are asked that makes no sense is refused as that page says, and changes nothing."""

from __future__ import annotations

import re

import psycopg
import pytest

from madiun_console.domain.rulebook import Rulebook
from tests.plain_center import POLICE, PlainCenter, verifier


@pytest.mark.parametrize("agency", [None, POLICE])
@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("SELECT count(*) FROM sync.pull(-1, NULL, 10)", "MD001"),
        ("SELECT count(*) FROM sync.pull(1000000000000, NULL, 10)", "MD001"),
        ("SELECT count(*) FROM sync.pull(1000000000000, '', 10)", "MD001"),
        ("SELECT count(*) FROM sync.pull(0, NULL, 10)", "MD001"),
        ("SELECT count(*) FROM sync.pull(NULL, '', 10)", "MD001"),
        ("SELECT sync.hello(NULL, 1, 1)", "22023"),
        ("SELECT sync.hello(gen_random_uuid(), NULL, 1)", "22023"),
        ("SELECT sync.hello(gen_random_uuid(), 1, (-2::numeric ^ 63)::bigint)", "22023"),
        ('SELECT sync.presence(\'{"rid":"01a20751-c0c0-7fc4-8da7-bb67e5f4e691","after":1e300}\')', "22023"),
        ("SELECT sync.keep_desk(NULL)", "22023"),
        ("SELECT sync.read_to(NULL)", "22023"),
    ],
)
def test_what_is_no_argument_is_refused_as_the_page_says(
    plain: PlainCenter, question: str, code: str, agency: str | None
) -> None:
    device = plain.enrol("x", agency)
    with pytest.raises(psycopg.Error) as refused:
        device.client.ask(question)
    assert refused.value.sqlstate == code


@pytest.mark.parametrize("agency", ["", " ", "center", "Polres", "polres madiun", "polres\n", "x" * 61])
def test_a_feed_that_no_fact_can_name_is_not_made(plain: PlainCenter, agency: str) -> None:
    before = plain.server.ask("SELECT array_agg(name ORDER BY name) FROM sync.feed")
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        plain.server.ask("SELECT sync.enrol('Polres', %s, false, %s, 1)", agency, verifier("code"))
    assert plain.server.ask("SELECT array_agg(name ORDER BY name) FROM sync.feed") == before


def test_every_agency_can_be_enrolled(rulebook: Rulebook) -> None:
    odd = [agency.id for agency in rulebook.agencies if not re.fullmatch("[a-z0-9_]{1,60}", agency.id)]
    assert odd == []


def test_what_is_for_one_is_never_told_to_everybody(plain: PlainCenter) -> None:
    a, b, police = plain.devices[0], plain.enrol("b"), plain.enrol("polres", POLICE)
    ids = {one["name"]: one["device_id"] for one in plain.ways["sari"].ask("SELECT sync.devices()")}
    wrong: list[object] = [ids["polres"], 99_999, -1, 1.5, 1e300, str(ids["b"]), True, [ids["b"]], {}]
    for to in wrong:
        said = a.client.presence(rid=a.chain.rid, say=[{"text": "hanya untuk satu", "to": to}])
        assert said["refused"] == 1, to
    say = [{"text": "untuk b", "to": ids["b"]}, {"text": "semua", "to": None}, {"text": "semua juga"}]
    assert a.client.presence(rid=a.chain.rid, say=say)["refused"] == 0
    heard = b.client.presence(rid=b.chain.rid)["messages"]
    assert [(one["text"], one["to"]) for one in heard] == [
        ("untuk b", ids["b"]),
        ("semua", None),
        ("semua juga", None),
    ]
    assert police.client.presence(rid=police.chain.rid)["messages"] == []
