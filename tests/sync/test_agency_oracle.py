"""An agency gets what the oracle says, nothing missing and nothing leaked, whatever desks do and in whatever order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madiun_console.db.verify import verify
from tests.plain_center import ARMY, POLICE, Device, PlainCenter
from tests.plain_pages import plain_pages
from tests.sync.agency_oracle import Given, Oracle
from tests.sync.plain_client import PlainClient, Said, Speaker, new_id
from tests.sync_desks import JoinedDesk

DECIDING = {
    "incident_escalated", "escalation_withdrawn", "report_linked", "report_unlinked", "identity_shared", "texts_erased",
}  # fmt: skip
"""What decides of what an agency may hold is always shown, without its texts."""
EXAMPLES = 5 if settings().max_examples <= 100 else 60


@dataclass
class Work:
    """Random work of a call center's desks; remembers what there is to work on."""

    random: Random
    op: Speaker
    supervisor: Speaker
    stranger: Speaker
    incidents: list[str] = field(default_factory=list)
    links: list[Said] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    sent: list[Said] = field(default_factory=list)
    waiting: list[Said] = field(default_factory=list)
    texts: int = 0

    def text(self, stem: str) -> str:
        self.texts += 1
        return f"{stem}-{self.texts}-"

    def by(self) -> Speaker:
        """Mostly an operator; now and then somebody who may not, whose facts wait to be confirmed."""
        return self.stranger if self.random.random() < 0.12 else self.op

    def step(self) -> list[Said]:
        choices: list[tuple[int, Callable[[], list[Said]]]] = [
            (4, self.call), (4, self.escalate), (3, self.withdraw), (4, self.note), (2, self.amend), (2, self.share),
            (4, self.link), (3, self.unlink), (1, self.close), (2, self.noted_for), (1, self.erase),
        ]  # fmt: skip
        weights, steps = zip(*choices, strict=True)
        said = self.random.choices(steps, weights)[0]() if self.incidents else self.call()
        self.waiting += [
            one
            for one in said
            if one.value["actor"] == self.stranger.actor or one.value["type"] == "identity_shared"
        ]
        return said

    def call(self) -> list[Said]:
        joined = self.random.choice(self.incidents) if self.incidents and self.random.random() < 0.4 else None
        said = self.op.call(
            joined, body=self.text("cerita"), restricted=self.text("rahasia"), pii=self.text("nama")
        )
        self.reports.append(said[0].value["sub"])
        self.incidents.append(said[-1].value["val"]["incident"])
        self.links.append(said[-1])
        return said

    def escalate(self) -> list[Said]:
        to = self.random.choice([[POLICE], [ARMY], [POLICE, ARMY], ["tidak_ada"]])
        again = self.random.random() < 0.15 and self.sent
        sub = self.random.choice(self.sent).value["sub"] if again else new_id()
        incident = self.random.choice(self.incidents)
        val = {"incident": incident, "agency": to[0], "level": "high", "channel": "phone", "sent": self.op.ms}
        parts = {"body": json.dumps({"message": self.text("pesan")})}
        self.sent.append(self.by().say("escalation", "incident_escalated", sub, val, to=to, parts=parts))
        return self.sent[-1:]

    def withdraw(self) -> list[Said]:
        if not self.sent:
            return []
        one = self.random.choice(self.sent)
        base = [one.id] + [other.id for other in self.sent if self.random.random() < 0.2]
        val = {"incident": one.value["val"]["incident"]}
        return [self.by().say("escalation", "escalation_withdrawn", one.value["sub"], val, base=base)]

    def note(self) -> list[Said]:
        parts = {name: json.dumps({"text": self.text(name)}) for name in ("body", "restricted")}
        return [self.by().say("incident", "note_added", self.random.choice(self.incidents), parts=parts)]

    def close(self) -> list[Said]:
        raised = self.op.say(
            "incident", "level_raised", self.random.choice(self.incidents), {"level": "high"}
        )
        claimed = self.op.say("incident", "incident_claimed", raised.value["sub"])
        return [raised, claimed]

    def amend(self) -> list[Said]:
        parts = {
            "pii": json.dumps({"phone": self.text("telepon")}),
            "body": json.dumps({"narrative": self.text("lagi")}),
        }
        return [self.by().say("report", "report_amended", self.random.choice(self.reports), parts=parts)]

    def link(self) -> list[Said]:
        val = {"incident": self.random.choice(self.incidents)}
        self.links.append(self.by().say("report", "report_linked", self.random.choice(self.reports), val))
        return self.links[-1:]

    def unlink(self) -> list[Said]:
        one = self.random.choice(self.links)
        base = [one.id] + [other.id for other in self.links if self.random.random() < 0.1]
        return [self.by().say("report", "report_unlinked", one.value["sub"], one.value["val"], base=base)]

    def share(self) -> list[Said]:
        if not self.sent:
            return []
        one = self.random.choice(self.sent).value
        reports = self.random.sample(self.reports, min(len(self.reports), 3))
        val = {"incident": one["val"]["incident"], "reports": reports}
        return [self.supervisor.say("escalation", "identity_shared", one["sub"], val)]

    def noted_for(self) -> list[Said]:
        if not self.sent:
            return []
        one = self.random.choice(self.sent).value
        parts = {"body": json.dumps({"text": self.text("untuk")})}
        return [
            self.op.say(
                "escalation",
                "escalation_noted",
                one["sub"],
                {"incident": one["val"]["incident"]},
                parts=parts,
            )
        ]

    def erase(self) -> list[Said]:
        facts = [
            one.id for one in self.random.sample(self.links + self.sent, min(3, len(self.links + self.sent)))
        ]
        val = {"facts": facts, "parts": ["body", "pii"]}
        said = [self.supervisor.say("erasure", "texts_erased", new_id(), val)]
        self.waiting += said
        return said

    def settle(self, administrator: Speaker) -> list[Said]:
        """Confirm or refuse some of what waits, a few of them twice."""
        chosen = [one for one in self.waiting if self.random.random() < 0.5]
        self.waiting = [one for one in self.waiting if one not in chosen or self.random.random() < 0.2]
        return [
            administrator.say(
                "verdict", "held_settled", one.id, {"fact": one.id, "accepted": self.random.random() < 0.7}
            )
            for one in chosen
        ]


def fact_id(row: dict[str, Any]) -> str:
    return str(json.loads(row["fact"])["id"])


def summed(given: list[Given]) -> dict[tuple[str, datetime], bool]:
    """(fact, push) -> whether the identity came with it at last."""
    found: dict[tuple[str, datetime], bool] = {}
    for one in given:
        found[one.fact, one.moment] = found.get((one.fact, one.moment), False) or one.pii
    return found


def delivered(plain: PlainCenter, feed: str) -> list[Given]:
    """What the server appended to a feed; `moment` is that of the push that did it, kept by a trigger of the test's own."""
    with plain.server.admin() as connection:
        rows = connection.execute(
            "SELECT e.id::text, y.with_pii, t.at FROM sync.delivery y JOIN sync.feed f USING (feed_id) "
            "JOIN sync.event e ON e.pos = y.event_pos JOIN delivered_at t ON t.feed_id = y.feed_id AND t.pos = y.pos "
            "WHERE f.name = %s ORDER BY y.pos",
            (feed,),
        ).fetchall()
    return [Given(*row) for row in rows]


WATCH = """
CREATE TABLE delivered_at (feed_id int, pos bigint, at timestamptz);
CREATE FUNCTION delivered_now() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO public.delivered_at SELECT NEW.feed_id, NEW.pos, max(received_at) FROM sync.event
    WHERE pos = (SELECT max(pos) FROM sync.event);
  RETURN NULL; END $$;
CREATE TRIGGER delivered_now AFTER INSERT ON sync.delivery FOR EACH ROW EXECUTE FUNCTION delivered_now();
"""


def holdings(plain: PlainCenter, feed: str) -> dict[str, bool]:
    with plain.server.admin() as connection:
        rows = connection.execute(
            "SELECT e.id::text, o.with_pii FROM sync.holding o JOIN sync.feed f USING (feed_id) "
            "JOIN sync.event e ON e.pos = o.event_pos WHERE f.name = %s",
            (feed,),
        ).fetchall()
    return dict(rows)


def compare_feed(plain: PlainCenter, feed: str, client: PlainClient, oracle: Oracle) -> None:
    """What was given, step by step; what may be held; and what the agency is shown today when it reads from the beginning."""
    stream = delivered(plain, feed)
    # within one push the server may give at once what comes to be allowed step by step
    assert summed(stream) == summed(oracle.given)
    assert not Counter(stream) - Counter(oracle.given)
    assert [one.moment for one in stream] == sorted(one.moment for one in stream)
    assert holdings(plain, feed) == oracle.held
    shown: dict[str, bool] = {}
    for row in client.whole():
        assert row["held"] is None
        if row["fact"] is None:
            assert (row["body"], row["restricted"], row["pii"]) == (None, None, None)
            continue
        fact = json.loads(row["fact"])
        assert fact["id"] in oracle.held or fact["type"] in DECIDING
        assert row["restricted"] is None or fact["kind"] == "person"
        if fact["id"] not in oracle.held:
            assert (row["body"], row["pii"]) == (None, None)
            continue
        assert row["pii"] is None or oracle.held[fact["id"]]
        shown[fact["id"]] = shown.get(fact["id"], False) or ("pii" in fact["c"] and oracle.held[fact["id"]])
    assert set(shown) == set(oracle.held)


@pytest.fixture
def agencies(plain: PlainCenter, new_desk: Callable[..., JoinedDesk]) -> dict[str, Any]:
    """A plain device and a real console of the police, a plain device of the army; the police's people."""
    with plain.server.admin() as connection:
        connection.execute(WATCH)
    plain.people["aiptu"] = new_id()
    plain.by("sari", plain.devices[0], plain.person_added("aiptu", "operator", POLICE))
    found = {
        "police": plain.enrol("polres", POLICE, may_share=True),
        "army": plain.enrol("kodim", ARMY, may_share=True),
    }
    plain.own_way("bima")
    return found | {"desk": new_desk("polres-2", POLICE, founds=False, may_share=True)}


def test_an_agency_gets_what_the_oracle_says(
    plain: PlainCenter, agencies: dict[str, Any], new_desk: Callable[..., JoinedDesk]
) -> None:
    oracles = {POLICE: Oracle(POLICE), ARMY: Oracle(ARMY)}
    second = plain.enrol("b")

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 2**32))
    def as_the_oracle_says(seed: int) -> None:
        work_a_day(plain, [plain.devices[0], second], agencies, Random(seed))
        rows = plain.devices[0].client.pull()
        for feed, name in ((POLICE, "police"), (ARMY, "army")):
            for row in rows:
                oracles[feed].take(row)
            compare_feed(plain, feed, agencies[name].client, oracles[feed])
        compare_store(agencies["desk"], oracles[POLICE])
        late = new_desk(f"polres-{seed}", POLICE, founds=False, may_share=True)
        late.round()  # all of it at once
        compare_store(late, oracles[POLICE])

    as_the_oracle_says()


def work_a_day(plain: PlainCenter, desks: list[Device], agencies: dict[str, Any], random: Random) -> None:
    """Forty steps in batches of any size at either desk; the police's console reads now and then."""
    work = Work(random, plain.speaker("op"), plain.speaker("bima"), plain.speaker("aiptu"))
    sari = plain.speaker("sari")
    done: list[Said] = []
    for _ in range(12):
        batch = [one for _ in range(random.randint(1, 6)) for one in work.step()]
        desk = random.choice(desks)
        if random.random() < 0.15 and done:
            batch += random.sample(done, min(3, len(done)))  # a clone's copies
        way = plain.ways["bima"] if random.random() < 0.4 else desk.client
        assert way.push(desk.chain.rid, desk.chain.items(batch))["status"] == "ok"
        done += batch
        if random.random() < 0.5:
            plain.by("sari", desk, *work.settle(sari))
        if random.random() < 0.3:
            agencies["desk"].round()
        if random.random() < 0.3 and work.sent:
            answer(agencies["police"], plain, work)
    agencies["desk"].round()


def answer(police: Device, plain: PlainCenter, work: Work) -> None:
    """The police answers any escalation, its own or not, and sends back what it was given."""
    one = work.random.choice(work.sent).value
    said = plain.speaker("aiptu").say(
        "escalation", "escalation_answered", one["sub"],
        {"incident": one["val"]["incident"], "state": "received", "channel": "phone", "occurred": work.op.ms},
        parts={"body": json.dumps({"note": work.text("jawab")})},
    )  # fmt: skip
    back = [Said(row["fact"]) for row in police.client.pull()[-3:] if row["fact"]]
    assert police.push(said, *back)["status"] == "ok"


def compare_store(desk: JoinedDesk, oracle: Oracle) -> None:
    """The police's console holds just what it may, in its tables and in its file."""
    store = desk.desk.store
    assert verify(store) is None
    rows = desk.rows("fact", "fact, pii, restricted, kind")
    held = {str(json.loads(text)["id"]): pii is not None for text, pii, _, _ in rows}
    parts = {json.loads(text)["id"]: json.loads(text)["c"] for text, *_ in rows}
    farewells = {json.loads(text)["id"] for text, *_ in rows if json.loads(text)["type"] == "texts_erased"}
    assert set(held) - farewells == set(oracle.held) - farewells
    for fact, pii in held.items():
        assert not pii or oracle.held[fact]
        assert pii or not oracle.held[fact] or "pii" not in parts[fact] or (fact, "pii") in desk_erased(desk)
    assert not any(restricted for _, _, restricted, kind in rows if kind != "person")
    left = plain_pages(store.path, store.key)
    assert b"rahasia-" not in left


def desk_erased(desk: JoinedDesk) -> set[tuple[str, str]]:
    from madiun_console.db.erasing import remembered

    return remembered(desk.desk.store.folder)


def test_the_agencys_people_from_before_its_first_device_are_delivered(plain: PlainCenter) -> None:
    plain.by("sari", plain.devices[0], plain.person_added("aiptu", "operator", POLICE))
    police = plain.enrol("polres", POLICE)
    (row,) = police.client.pull()
    assert json.loads(row["fact"])["type"] == "person_added"
    assert row["restricted"] is not None


def test_an_agencys_copy_of_a_withdrawal_does_not_take_it_back(plain: PlainCenter) -> None:
    device, police = plain.devices[0], plain.enrol("polres", POLICE)
    op = plain.speaker()
    said = op.call()
    sent = op.say(
        "escalation", "incident_escalated", new_id(), {"incident": said[1].value["sub"]}, to=[POLICE]
    )
    val = {"incident": said[1].value["sub"]}
    withdrawn = op.say("escalation", "escalation_withdrawn", sent.value["sub"], val, base=[sent.id])
    device.push(*said, sent, withdrawn)
    police.push(sent, withdrawn)
    assert [row["held"] for row in device.client.whole()[5:]] == [None] * 7


def test_a_share_is_not_widened_by_sending_its_escalation_to_others(plain: PlainCenter) -> None:
    """Sent again, to another agency; and a share that names another incident than its escalation."""
    device, police, army = plain.devices[0], plain.enrol("p", POLICE, may_share=True), plain.enrol("k", ARMY)
    plain.own_way("bima")
    op = plain.speaker()
    one, other = op.call(pii="Pak Rahasia"), op.call(body="lain")
    escalation, incident, elsewhere = new_id(), one[1].value["sub"], other[1].value["sub"]
    sent = op.say("escalation", "incident_escalated", escalation, {"incident": incident}, to=[POLICE])
    share = {"incident": incident, "reports": [one[0].value["sub"]]}
    shared = plain.speaker("bima").say("escalation", "identity_shared", escalation, share)
    astray = plain.speaker("bima").say(
        "escalation", "identity_shared", escalation, share | {"incident": elsewhere}
    )
    device.push(*one, *other, sent)
    plain.by("bima", device, shared, astray)
    device.push(op.say("escalation", "incident_escalated", escalation, {"incident": incident}, to=[ARMY]))
    assert any(row["pii"] for row in police.client.whole())
    assert not any(row["pii"] for row in army.client.whole())
    told = [json.loads(row["fact"]) for row in police.client.whole()]
    assert all(
        elsewhere not in (fact["sub"], fact["val"].get("incident")) or fact["type"] == "identity_shared"
        for fact in told
    )
