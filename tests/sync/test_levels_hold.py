"""Nobody takes an incident from its level, or past its review, but over the login of somebody who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from madiun_console.db.verify import verify
from tests.plain_center import Device, PlainCenter
from tests.sync.plain_client import Said, Speaker
from tests.sync_desks import JoinedDesk

Make = Callable[[Speaker, str, list[str]], Said]


def high(plain: PlainCenter) -> tuple[str, list[str]]:
    """An incident that was raised to high; its identifier and all facts of its level."""
    speaker = plain.speaker()
    call = speaker.call()
    incident = str(call[1].value["sub"])
    raised = speaker.say("incident", "level_raised", incident, {"level": "high"}, base=[call[1].id])
    assert plain.devices[0].push(*call, raised)["verdicts"] == []
    return incident, [raised.id, call[1].id, call[2].id]


def raised(speaker: Speaker, incident: str, base: list[str], level: str = "low") -> Said:
    return speaker.say("incident", "level_raised", incident, {"level": level}, base=base)


def opened(speaker: Speaker, incident: str, base: list[str], level: str = "low") -> Said:
    val = {"number": "20261123-Z1", "desk": "Z", "kind_id": "brawl", "level": level, "occurred": speaker.ms}
    return speaker.say("incident", "incident_opened", incident, val, base=base)


def closed(speaker: Speaker, incident: str, base: list[str], **more: Any) -> Said:
    val = {"code": "resolved", "level": "low"} | more
    return speaker.say("incident", "incident_closed", incident, val, base=base)


def held(told: dict[str, Any]) -> list[tuple[int, str | None]]:
    return [(pos - told["first"], held) for pos, held, _ in told["verdicts"]]


@pytest.fixture
def watcher(plain: PlainCenter, new_desk: Callable[..., JoinedDesk]) -> JoinedDesk:
    return new_desk("watcher", founds=False)


@pytest.mark.parametrize("make", [raised, opened])
@pytest.mark.parametrize("at_once", [True, False])
def test_no_raise_and_no_second_opening_lowers(
    plain: PlainCenter, watcher: JoinedDesk, make: Make, *, at_once: bool
) -> None:
    hostile = plain.enrol("b")
    incident, base = high(plain)
    speaker = plain.speaker()
    lower = make(speaker, incident, base)
    close = closed(speaker, incident, [lower.id, *base])
    if at_once:
        assert held(hostile.push(lower, close)) == [(0, "needs_login"), (1, "needs_login")]
    else:
        assert held(hostile.push(lower)) == held(hostile.push(close)) == [(0, "needs_login")]
    watcher.round()
    assert watcher.rows("incident", "level, is_open") == [("high", 1)]
    assert verify(watcher.desk.store) is None


def test_a_raise_in_the_same_batch_is_not_undone_by_the_next(plain: PlainCenter) -> None:
    hostile, speaker = plain.enrol("b"), plain.speaker()
    call = speaker.call()
    incident = str(call[1].value["sub"])
    up = raised(speaker, incident, [call[1].id], "high")
    down = raised(speaker, incident, [up.id], "middle")
    again = opened(speaker, incident, [up.id], "high")
    assert held(hostile.push(*call, up, down, again)) == [(4, "needs_login"), (5, "needs_login")]


def test_a_raise_that_names_a_later_one_lowers_nothing(plain: PlainCenter, watcher: JoinedDesk) -> None:
    """The server cannot know what is not there yet; desks, and who may close, go by what it may end."""
    hostile = plain.enrol("b")
    incident, base = high(plain)
    speaker = plain.speaker()
    bridge = raised(speaker, incident, base, "high")
    low = raised(speaker, incident, [bridge.id])
    assert held(hostile.push(low, bridge)) == []
    close = closed(speaker, incident, [low.id, bridge.id, *base])
    assert held(hostile.push(close)) == [(0, "needs_login")]
    watcher.round()
    assert watcher.rows("incident", "level, is_open") == [("high", 1)]


def test_raises_made_apart_count_as_ever(plain: PlainCenter, watcher: JoinedDesk) -> None:
    """Neither saw the other: the lower one ends nothing, and nobody has to confirm it."""
    other, speaker = plain.enrol("b"), plain.speaker()
    call = speaker.call()
    incident, first = str(call[1].value["sub"]), call[1].id
    up, less = raised(speaker, incident, [first], "high"), raised(speaker, incident, [first], "middle")
    settled = raised(speaker, incident, [up.id, less.id], "high")
    assert held(plain.devices[0].push(*call, up)) == held(other.push(less)) == held(other.push(settled)) == []
    watcher.round()
    assert watcher.rows("incident", "level") == [("high",)]


def test_approved_is_a_word_of_who_may_review(plain: PlainCenter, watcher: JoinedDesk) -> None:
    hostile, speaker = plain.enrol("b"), plain.speaker()
    plain.own_way("bima")

    def close(device: Device, by: str | None, **more: Any) -> list[tuple[int, str | None]]:
        call = speaker.call()
        device.push(*call)
        said = closed(
            plain.speaker(by or "op"),
            str(call[1].value["sub"]),
            [call[1].id, call[2].id],
            level="middle",
            **more,
        )
        return held(plain.by(by, device, said) if by else device.push(said))

    assert close(hostile, None, approved=True) == [(0, "needs_login")]
    assert close(hostile, None, approved=False) == close(hostile, None) == []
    assert close(hostile, "bima", approved=True) == [(0, None)]
    watcher.round()
    states = watcher.rows("incident", "is_open, review")
    assert sorted(states, key=str) == [(0, "waiting"), (0, "waiting"), (0, None), (1, None)]
