"""A device that makes up a past of its own gets nothing of anybody else by it: no erasure, no identity, no report."""

from __future__ import annotations

import json

from tests.plain_center import POLICE, Device, PlainCenter
from tests.sync.plain_client import Chain, Said, Speaker, new_id, sha256

SECRET = "Pak Korban"


def victim(plain: PlainCenter) -> list[Said]:
    """A call that another desk took."""
    said = plain.speaker().call(body="cerita", pii=SECRET, restricted="kelompok")
    assert plain.devices[0].push(*said)["verdicts"] == []
    return said


def begun(plain: PlainCenter, device: Device) -> tuple[Speaker, Said]:
    """Who speaks in a center that the device made up, and its founding fact, which is to come first."""
    home = Speaker("", plain.people["sari"])
    founding = home.say("center", "center_founded", new_id(), {"desk": "Z", "administrator": home.actor})
    home.center = sha256(founding.text.encode())
    assert device.chain.dseq == 0
    return home, founding


def held(told: dict[str, object]) -> list[str | None]:
    verdicts = told["verdicts"]
    assert isinstance(verdicts, list)
    return [verdict[1] for verdict in verdicts]


def erasure(home: Speaker, *facts: str) -> Said:
    val = {"facts": list(facts), "parts": ["body", "pii", "restricted"]}
    return home.say("erasure", "texts_erased", new_id(), val)


def has_texts(plain: PlainCenter, said: Said) -> bool:
    row = next(row for row in plain.devices[0].client.whole() if row["fact"] == said.text)
    return all(row[part] is not None for part in said.parts)


def escalation(home: Speaker, incident: str, report: str) -> list[Said]:
    """Everything of an incident and a report to the police, who called included."""
    sub = new_id()
    val = {"incident": incident, "agency": POLICE, "level": "middle", "channel": "phone", "sent": home.ms}
    return [
        home.say("escalation", "incident_escalated", sub, val, to=[POLICE]),
        home.say("escalation", "identity_shared", sub, {"incident": incident, "reports": [report]}),
    ]


def test_a_device_that_has_written_brings_no_past(plain: PlainCenter) -> None:
    call = victim(plain)
    hostile = plain.enrol("b")
    hostile.push(*plain.speaker().call())
    hostile.chain = Chain()
    home, founding = begun(plain, hostile)
    told = hostile.push(founding, erasure(home, call[0].id), *home.call())
    assert held(told) == ["adopted", *["other_center"] * 4]
    assert has_texts(plain, call[0])


def test_an_erasure_that_is_brought_takes_only_what_was_brought(plain: PlainCenter) -> None:
    """Foreign facts, unknown ones, and foreign ones whose identifier the store used again."""
    call = victim(plain)
    hostile, other = plain.enrol("b"), plain.enrol("c")
    away, elsewhere = begun(plain, other)
    theirs = away.call(body="mereka", pii="Bu Lain")
    other.push(elsewhere, *theirs)
    plain.devices[0].push(used := plain.speaker().say("call", "call_logged", new_id(), id=call[0].id))
    home, founding = begun(plain, hostile)
    own = home.call(body="milik sendiri", pii="Pak Sendiri")
    same = home.say("call", "call_logged", new_id(), id=call[1].id, parts={"body": "{}"})
    under = home.say("call", "call_logged", new_id(), id=kept_under(used), parts={"body": "{}"})
    forged = [
        erasure(home, call[0].id), erasure(home, own[0].id, call[0].id), erasure(home, theirs[0].id),
        erasure(home, new_id()), erasure(home, call[1].id), erasure(home, under.id),
    ]  # fmt: skip
    told = hostile.push(founding, *own, same, under, *forged, erasure(home, own[0].id))
    assert held(told) == ["adopted", "id_used", *["adopted"] * 6]
    assert has_texts(plain, call[0])
    assert has_texts(plain, theirs[0])
    assert not has_texts(plain, own[0])
    waiting = forged[0].id
    for name, counts in (("bima", False), ("sari", True)):  # as an act of the office, for an administrator
        if name not in plain.ways:
            plain.own_way(name)
        settled = plain.speaker(name).say(
            "verdict", "held_settled", waiting, {"fact": waiting, "accepted": True}
        )
        plain.by(name, plain.devices[0], settled)
        assert has_texts(plain, call[0]) is not counts


def kept_under(said: Said) -> str:
    """What a store calls a fact whose identifier was used before."""
    digest = sha256(said.text.encode())
    return "-".join(digest[a:b] for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))


def test_an_identity_of_others_is_not_given_by_a_past_that_is_brought(plain: PlainCenter) -> None:
    police = plain.enrol("p", POLICE, may_share=True)
    report, incident, _ = victim(plain)
    hostile = plain.enrol("b")
    home, founding = begun(plain, hostile)
    own = home.call(body="milik sendiri", pii="Pak Sendiri")
    foreign, mine = str(report.value["sub"]), str(own[1].value["sub"])
    joined = home.say("report", "report_linked", foreign, {"incident": mine})
    told = hostile.push(
        founding, *own, joined, *escalation(home, mine, foreign),
        *escalation(home, str(incident.value["sub"]), foreign),
    )  # fmt: skip
    assert held(told) == ["adopted", *["needs_login"] * 4]
    rows = police.client.whole()
    assert [json.loads(row["fact"])["sub"] for row in rows if row["pii"]] == []
    assert foreign not in {json.loads(row["fact"])["sub"] for row in rows}
    # what it brought it may have shared, as before
    assert hostile.push(*escalation(home, mine, str(own[0].value["sub"])))["verdicts"] == []
    shown = [row["pii"] for row in police.client.whole() if row["pii"]]
    assert shown == [own[0].parts["pii"]]


def test_what_another_desk_joined_to_it_is_not_shared_by_it(plain: PlainCenter) -> None:
    """An operator of the center links a foreign report to the incident; the made-up past may not share it even so."""
    police = plain.enrol("p", POLICE, may_share=True)
    report = victim(plain)[0]
    hostile = plain.enrol("b")
    home, founding = begun(plain, hostile)
    own = home.call(body="milik sendiri")
    foreign, mine = str(report.value["sub"]), str(own[1].value["sub"])
    joined = plain.speaker().say("report", "report_linked", foreign, {"incident": mine})
    told = hostile.push(founding, *own, joined, *escalation(home, mine, foreign))
    assert held(told) == ["adopted", "needs_login"]
    assert not any(row["pii"] for row in police.client.whole())
