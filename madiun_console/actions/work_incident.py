"""Working an incident in the queue: level, kind, place, owner, status, notes, steps, closing and reopening."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, current_role, may, require
from madiun_console.actions.subjects import needed_text, still_open, the_incident
from madiun_console.db.writer import base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import OPEN, Place
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput


def raise_level(desk: Desk, by: Session, incident: str, level: str, reason: str = "") -> Changes:
    """Raise an incident's level; free for every operator, and it also reopens what was closed."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "raise_level")
        state = the_incident(desk, writer, incident)
        unsettled = any(conflict.register == "level" for conflict in state.conflicts)
        if _rank(desk, level) < _rank(desk, state.level) + (not unsettled):
            raise InvalidInput(
                "level_not_higher", "Level itu tidak lebih tinggi.", "That level is not higher."
            )
        happened = ev.LevelRaised(level=level, reason=clean_text(reason).strip() or None)
        writer.append(incident, happened, base=base_of(state.heads, ("level", OPEN)))
    return result.changes


def lower_level(desk: Desk, by: Session, incident: str, level: str, reason: str) -> Changes:
    """Lower an incident's level: a supervisor, with a reason."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "lower_level")
        state = the_incident(desk, writer, incident)
        if _rank(desk, level) >= _rank(desk, state.level):
            raise InvalidInput("level_not_lower", "Level itu tidak lebih rendah.", "That level is not lower.")
        happened = ev.LevelLowered(level=level, reason=needed_text(reason, "Alasan", "A reason"))
        writer.append(incident, happened, base=base_of(state.heads, ("level",)))
    return result.changes


def change_kind(desk: Desk, by: Session, incident: str, kind_id: str) -> Changes:
    """Classify an incident anew."""
    if kind_id not in desk.rulebook.kinds:
        raise InvalidInput(
            "kind_unknown", "Jenis kejadian itu tidak dikenal.", "That kind of incident is unknown."
        )
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "classify")
        state = the_incident(desk, writer, incident)
        writer.append(incident, ev.KindChanged(kind_id=kind_id), base=base_of(state.heads, ("kind_id",)))
    return result.changes


def change_place(desk: Desk, by: Session, incident: str, place: Place) -> Changes:
    """The place became known better. Raises InvalidInput for codes that no table holds and for no place on earth."""
    _known_place(desk, place)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "classify")
        state = the_incident(desk, writer, incident)
        happened = ev.PlaceChanged(
            unit=place.unit or None,
            precision=place.precision,
            lat=place.lat,
            lon=place.lon,
            address=clean_text(place.address or "").strip() or None,
            landmark=clean_text(place.landmark or "").strip() or None,
        )
        writer.append(incident, happened, base=base_of(state.heads, ("place",)))
    return result.changes


def _known_place(desk: Desk, place: Place) -> None:
    book = desk.rulebook
    regencies = (one.code for one in book.neighbour_regencies)
    known = not place.unit or place.unit in {*book.units_by_code, *book.desa_by_code, *regencies}
    both = (place.lat, place.lon)
    on_earth = both == (None, None) or (
        None not in both
        and abs(place.lat or 0.0) <= 90
        and abs(place.lon or 0.0) <= 180  # NaN is not <= anything
    )
    if not (known and on_earth and place.precision.isidentifier()):
        raise InvalidInput(
            "place_unknown",
            "Lokasi itu tidak dikenal. Pilih kelurahan dari daftar dan periksa koordinatnya.",
            "That place is unknown. Choose a kelurahan from the list and check the coordinates.",
        )


def claim(desk: Desk, by: Session, incident: str) -> Changes:
    """Take care of an incident oneself."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        state = the_incident(desk, writer, incident)
        still_open(state)
        writer.append(incident, ev.IncidentClaimed(), base=base_of(state.heads, ("owner",)))
    return result.changes


def hand_over(desk: Desk, by: Session, incident: str, owner: str | None) -> Changes:
    """Give an incident to somebody else, or to nobody."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        state = the_incident(desk, writer, incident)
        still_open(state)
        if owner is not None and current_role(writer, owner) is None:
            raise InvalidInput(
                "owner_unknown",
                "Orang itu tidak dikenal atau sudah dinonaktifkan. Pilih orang lain.",
                "That person is unknown or disabled. Choose somebody else.",
            )
        writer.append(incident, ev.IncidentHandedOver(owner=owner), base=base_of(state.heads, ("owner",)))
    return result.changes


def set_status(desk: Desk, by: Session, incident: str, status: str) -> Changes:
    """Say how far the work has come. Closing and reopening have actions of their own."""
    if status not in settable_statuses(desk):
        raise InvalidInput("status_unknown", "Status itu tidak dikenal.", "That status is unknown.")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        state = the_incident(desk, writer, incident)
        still_open(state)
        writer.append(incident, ev.StatusSet(status=status), base=base_of(state.heads, ("status",)))
    return result.changes


def settable_statuses(desk: Desk) -> tuple[str, ...]:
    """The states a person may give: those of levels.toml without the ones that closing and reopening make."""
    return tuple(
        state for state in desk.rulebook.states.incident if state not in ("closed", "reopened", "forwarded")
    )


def add_note(desk: Desk, by: Session, incident: str, text: str, *, restricted: bool = False) -> Changes:
    """Write a line in the log book; nothing in it can be changed later."""
    cleaned = needed_text(text, "Catatan", "A note")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        the_incident(desk, writer, incident)
        happened = ev.NoteAdded(remark=cleaned) if restricted else ev.NoteAdded(text=cleaned)
        writer.append(incident, happened)
    return result.changes


def tick_step(desk: Desk, by: Session, incident: str, step: str, *, done: bool = True) -> Changes:
    """Tick a step of the procedure, or take the tick back."""
    if step not in desk.rulebook.steps_by_id:
        raise InvalidInput("step_unknown", "Langkah SOP itu tidak dikenal.", "That step is unknown.")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        state = the_incident(desk, writer, incident)
        writer.append(
            incident, ev.StepTicked(step=step, done=done), base=base_of(state.heads, (f"step:{step}",))
        )
    return result.changes


def closing_right(desk: Desk, level: str) -> str:
    """The permission that closing at this level needs: `close_low`, `close_middle`, `close_high`."""
    act = f"close_{level}"
    return act if desk.rulebook.permissions.roles_for(act) else f"close_{desk.rulebook.levels[-1].id}"


def close_incident(desk: Desk, by: Session, incident: str, code: str, note: str = "") -> Changes:
    """Close an incident with a closing code; a high one needs a supervisor."""
    if code not in desk.rulebook.closings_by_id:
        raise InvalidInput(
            "closing_code", "Pilih kode penutupan lebih dahulu.", "Choose a closing code first."
        )
    with desk.store.write(by.person) as (writer, result):
        state = the_incident(desk, writer, incident)
        role = require(desk, writer, closing_right(desk, state.level))
        still_open(state)
        happened = ev.IncidentClosed(
            code=code,
            level=state.level,
            approved=may(desk, role, "review"),
            note=clean_text(note).strip() or None,
        )
        writer.append(incident, happened, base=base_of(state.heads, (OPEN, "status", "closing")))
    return result.changes


def reopen(desk: Desk, by: Session, incident: str, reason: str = "") -> Changes:
    """It is not over: put a closed incident back into the queue."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "reopen")
        state = the_incident(desk, writer, incident)
        if state.is_open:
            raise InvalidInput("incident_open", "Kejadian ini masih terbuka.", "This incident is still open.")
        happened = ev.IncidentReopened(reason=clean_text(reason).strip() or None)
        writer.append(incident, happened, base=base_of(state.heads, (OPEN, "status")))
    return result.changes


def _rank(desk: Desk, level: str) -> int:
    if level not in desk.rulebook.levels_by_id:
        raise InvalidInput("level_unknown", "Level itu tidak dikenal.", "That level is unknown.")
    return desk.rulebook.level_rank(level)
