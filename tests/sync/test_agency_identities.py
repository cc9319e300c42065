"""Who called is read by an agency's device only by a share with it, as long as that holds, and with the right to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.plain_center import POLICE, Device, PlainCenter
from tests.sync.plain_client import Said, new_id
from tests.sync_desks import JoinedDesk


def shared_with_police(plain: PlainCenter, escalation: str | None = None) -> tuple[str, str, Said]:
    """A call of "Pak Rahasia", escalated; (incident, escalation, the share of a supervisor that is still to be pushed)."""
    op, sub = plain.speaker(), escalation or new_id()
    call = op.call(pii="Pak Rahasia")
    incident = call[1].value["sub"]
    plain.devices[0].push(
        *call, op.say("escalation", "incident_escalated", sub, {"incident": incident}, to=[POLICE])
    )
    val = {"incident": incident, "reports": [call[0].value["sub"]]}
    return incident, sub, plain.speaker("bima").say("escalation", "identity_shared", sub, val)


def held_of(answer: dict[str, Any]) -> list[str]:
    """Why the server holds what was pushed; empty when it counts."""
    return [held for _, held, _ in answer["verdicts"] if held]


def identities(device: Device) -> list[str]:
    return [row["pii"] for row in device.client.whole() if row["pii"]]


def test_what_was_shared_before_an_agency_had_a_desk_covers_nothing(
    plain: PlainCenter, new_desk: Callable[..., JoinedDesk]
) -> None:
    plain.own_way("bima")
    first, op = plain.devices[0], plain.speaker()
    incident, _, share = shared_with_police(plain)
    assert held_of(plain.by("bima", first, share)) == []
    desk = new_desk("polres", POLICE, founds=False, may_share=True)
    desk.round()
    assert len(desk.rows("incident")) == 1
    again = op.say("escalation", "incident_escalated", new_id(), {"incident": incident}, to=[POLICE])
    val = {"incident": incident, "reports": share.value["val"]["reports"]}
    first.push(again)
    plain.by(
        "bima", first, plain.speaker("bima").say("escalation", "identity_shared", again.value["sub"], val)
    )
    desk.round()
    assert [pii for (pii,) in desk.rows("fact", "pii") if pii] != []
    first.push(
        op.say(
            "escalation", "escalation_withdrawn", again.value["sub"], {"incident": incident}, base=[again.id]
        )
    )
    desk.round()
    assert len(desk.rows("incident")) == 1
    assert [pii for (pii,) in desk.rows("fact", "pii") if pii] == []


def test_a_device_without_the_right_reads_no_identity_that_others_of_its_agency_may(
    plain: PlainCenter,
) -> None:
    plain.own_way("bima")
    with_right = plain.enrol("polres", POLICE, may_share=True)
    *_, share = shared_with_police(plain)
    assert held_of(plain.by("bima", plain.devices[0], share)) == []
    without = plain.enrol("polsek", POLICE)
    assert len(identities(with_right)) == 1
    assert identities(without) == []


def test_a_right_that_was_forgotten_is_mended_by_enrolling_anew(plain: PlainCenter) -> None:
    plain.own_way("bima")
    plain.enrol("polres", POLICE)
    first = plain.devices[0]
    *_, share = shared_with_police(plain)
    assert held_of(plain.by("bima", first, share)) == ["agency_may_not"]
    with plain.server.admin() as connection:
        connection.execute("SELECT sync.revoke('polres')")
    anew = plain.enrol("polres", POLICE, may_share=True)
    assert first.client.hello(first.chain.rid)["sharing"] == [POLICE]
    *_, share = shared_with_police(plain)
    assert held_of(plain.by("bima", first, share)) == []
    assert len(identities(anew)) == 1
