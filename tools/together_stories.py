"""Pictures of several desks at work. There is no server behind them: what one would say is told to the link directly."""

from __future__ import annotations

from madiun_console.actions.desk import Desk
from madiun_console.queries.desk_lists import people
from madiun_console.sync.link_state import LinkState, Message, Present
from tools.picture_stage import NOW_MS, Stage

ADMINISTRATOR, OPERATOR, SUPERVISOR = "demo", "Sari", "Bima"
CLASH, UNANSWERED = "Tolong cepat, bentrok", "Ada geng motor"
AGENCY = "polres_madiun_kota"
OWN_DEVICE = 9


def others(stage: Stage) -> None:
    """Somebody asks for help; who is there, and the messages of the shift."""
    window = stage.open(OPERATOR)
    known = {one.name: one.id for one in people(stage.place.desk)}
    first, second = stage.row(CLASH).id, stage.row(UNANSWERED).id
    bima, demo = known[SUPERVISOR], known[ADMINISTRATOR]
    present = (
        Present(1, "Meja A", "A", "a", bima, first, typing=True, since_ms=NOW_MS),
        Present(2, "Meja C", "C", "c", demo, second, typing=False, since_ms=NOW_MS),
        Present(3, "Meja D", "D", "d", None, None, typing=False, since_ms=NOW_MS),
    )
    messages = (
        _said(1, 600, OWN_DEVICE, "B", known[OPERATOR], "Mobil dinas 2 sudah kembali"),
        _said(2, 300, 2, "C", demo, "Tolong cek ulang lokasi B23-008", to=OWN_DEVICE),
        _said(3, 8, 1, "A", bima, "Penelepon panik, tolong dengarkan", incident=first),
    )
    stage.place.link.hear(_live(present, messages))
    window.queue_page.open_incident(first)
    stage.settle()
    stage.draw("others")
    stage.press("F4")
    stage.draw("messages", window.together.panel)


def held(stage: Stage) -> None:
    """Acts that the server holds."""
    window = stage.open(ADMINISTRATOR, prepare=_hold)
    stage.place.link.hear(_live((), ()))
    stage.settle()
    window.show_page("held")
    stage.settle()
    stage.draw("held")


def agency_desk(stage: Stage) -> None:
    """The desk of the city's police resort."""
    window = stage.open(SUPERVISOR, prepare=_give)
    stage.place.link.hear(_live((), ()))
    window.queue_page.open_incident(stage.row(UNANSWERED).id)
    stage.settle()
    window.queue_page.queue.focus_list()
    stage.draw("agency")


def _live(present: tuple[Present, ...], messages: tuple[Message, ...]) -> LinkState:
    return LinkState(
        "live",
        NOW_MS,
        heard_ms=NOW_MS,
        skew_ms=0,
        device_id=OWN_DEVICE,
        own_login="ready",
        present=present,
        messages=messages,
        pos=1,
    )


def _said(
    number: int,
    seconds: int,
    device: int,
    desk: str,
    person: str,
    text: str,
    *,
    to: int | None = None,
    incident: str | None = None,
) -> Message:
    """A message of so many seconds ago; one that is about an incident is a call for help."""
    at = NOW_MS - seconds * 1000
    return Message(
        number, at, device, f"Meja {desk}", desk, person, incident is not None, to, incident, text, None
    )


def _hold(desk: Desk) -> None:
    """As if these facts of the sample data had come over a device's login."""
    reasons = (
        ("level_lowered", "needs_login", 1),
        ("identity_revealed", "needs_login", 1),
        ("person_added", "adopted", 9),
    )
    with desk.store.own() as cursor:
        for kind, reason, count in reasons:
            cursor.execute(
                "UPDATE fact SET held = ? WHERE lid IN (SELECT lid FROM fact WHERE type = ? ORDER BY lid DESC LIMIT ?)",
                (reason, kind, count),
            )


def _give(desk: Desk) -> None:
    """As if the sample data were what an agency's feed had brought: its incidents alone, no identities, its own people."""
    desk.agency = AGENCY
    with desk.store.own() as cursor:
        rows = cursor.execute(
            "SELECT DISTINCT incident FROM escalation WHERE agency = ?", (AGENCY,)
        ).fetchall()
        given = [row[0] for row in rows]
        cursor.execute(f"DELETE FROM incident WHERE id NOT IN ({', '.join('?' * len(given))})", given)  # noqa: S608
        cursor.execute("UPDATE fact SET pii = NULL, restricted = NULL")
        cursor.execute("UPDATE person SET agency = ?, role = 'operator' WHERE name = ?", (AGENCY, SUPERVISOR))
        cursor.execute("UPDATE person SET name = '' WHERE agency IS NULL")
