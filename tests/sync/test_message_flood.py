"""However much one login says, calls for help are heard."""

from __future__ import annotations

from tests.plain_center import POLICE, Device, PlainCenter

AT_ONCE = 10


def flood(plain: PlainCenter, device: Device, count: int) -> None:
    """As many messages as a login could leave there over hours; the limit of a minute is told of its own."""
    with plain.server.admin() as connection:
        connection.execute(
            "INSERT INTO sync.message(said_at, device_id, help, recipient, content) SELECT clock_timestamp() - interval '1 h', "
            "d.device_id, false, CASE WHEN n %% 2 = 0 THEN d.device_id END, 'x' FROM generate_series(1, %s) n, sync.device d "
            "WHERE d.login = %s",
            (count, device.login),
        )


def heard(device: Device, after: int = 0) -> list[str]:
    said = device.client.presence(rid=device.chain.rid, after=after)["messages"]
    return [one["text"] for one in said]


def help_from(device: Device) -> dict[str, object]:
    return device.client.presence(rid=device.chain.rid, say=[{"text": "TOLONG", "help": True}])


def test_an_agency_that_says_much_does_not_mute_the_center(plain: PlainCenter) -> None:
    a, b, police = plain.devices[0], plain.enrol("b"), plain.enrol("p", POLICE)
    flood(plain, police, 1200)
    help_from(a)
    assert heard(b) == ["TOLONG"]


def test_messages_to_somebody_else_take_no_room(plain: PlainCenter) -> None:
    a, b, c = plain.devices[0], plain.enrol("b"), plain.enrol("c")
    flood(plain, c, 998)  # every other one to itself
    help_from(a)
    assert heard(b) == [*["x"] * 499, "TOLONG"]


def test_thirty_messages_a_minute_and_no_more(plain: PlainCenter) -> None:
    a, b = plain.devices[0], plain.enrol("b")
    told = [b.client.presence(rid=b.chain.rid, say=[{"text": "x"}] * AT_ONCE)["refused"] for _ in range(4)]
    assert told == [0, 0, 0, AT_ONCE]
    assert help_from(a)["refused"] == 0
    assert heard(b) == [*["x"] * 30, "TOLONG"]
