"""A password that somebody sets for a person who does not count yet never counts by itself."""

from __future__ import annotations

import pytest

from tests.plain_center import PlainCenter
from tests.sync.plain_client import Said, new_id


def password(plain: PlainCenter, name: str, base: list[str]) -> Said:
    parts = {"restricted": '{"verifier":"jahat"}'}
    person = plain.people[name]
    return plain.speaker(name).say("person", "password_set", person, {"by": "self"}, base=base, parts=parts)


@pytest.mark.parametrize("role", ["administrator", "operator"])
def test_a_password_for_a_person_who_waits_is_held_and_stays_so(plain: PlainCenter, role: str) -> None:
    desk, hostile = plain.devices[0], plain.enrol("b")
    added = plain.person_added("baru", role)
    assert desk.push(added)["verdicts"] == [[6, "needs_login", None]]
    early = password(plain, "baru", [added.id])
    assert hostile.push(early)["verdicts"] == [[7, "needs_login", None]]
    settled = plain.speaker("sari").say(
        "verdict", "held_settled", added.id, {"fact": added.id, "accepted": True}
    )
    assert plain.by("sari", desk, settled)["verdicts"] == [
        [8, None, plain.ways["sari"].ask("SELECT session_user::text")]
    ]
    assert plain.server.ask("SELECT role FROM sync.person WHERE id = %s", plain.people["baru"]) == role
    assert plain.server.ask("SELECT settled IS NULL FROM sync.event WHERE pos = 7") is True
    later = password(plain, "baru", [added.id])  # by an operator who counts, as ever
    expected = [] if role == "operator" else [[9, "needs_login", None]]
    assert hostile.push(later)["verdicts"] == expected


def test_a_password_for_a_person_nobody_knows_is_held(plain: PlainCenter) -> None:
    plain.people["hantu"] = new_id()
    assert plain.enrol("b").push(password(plain, "hantu", []))["verdicts"] == [[6, "needs_login", None]]
