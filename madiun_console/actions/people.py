"""Founding a center, and everything about the people who may."""

from __future__ import annotations

import unicodedata
from typing import Any

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.passwords import verifier_of
from madiun_console.actions.sign_in import sign_in
from madiun_console.db.store import Store
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.person import PersonState, fold_person
from madiun_console.domain.person_name import name_key, visible_name
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput, NotAllowed

DESK_META = "desk"
LONGEST_NAME = 80


def found_center(
    store: Store, rulebook: Rulebook, letter: str, name: str, password: str, *, demo: bool = False
) -> Session:
    """Begin a center in an empty store: its founding fact and its first administrator, who has every role."""
    letter = desk_letter(letter)
    name = _person_name(name)
    verifier = verifier_of(password, demo=demo)
    founder = store.ids.new(store.clock.now_ms())
    with store.write(founder) as (writer, _):
        if writer.cursor.execute("SELECT 1 FROM fact LIMIT 1").fetchone():
            raise InvalidInput(
                "center_exists",
                "Di folder data ini sudah ada pusat panggilan. Pilih folder lain dengan --data.",
                "There is a center in this data folder already. Choose another folder with --data.",
            )
        writer.append(
            writer.new_subject("center"), ev.CenterFounded(desk=letter, administrator=founder, demo=demo)
        )
        role = rulebook.permissions.roles[-1]
        writer.append(founder, ev.PersonAdded(role=role, name=name, verifier=verifier))
        for key, value in ((DESK_META, letter), ("center_demo", str(int(demo)))):
            writer.cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
        now = writer.now
    return Session(founder, name, role, now)


def desk_letter(text: str) -> str:
    """A desk's letter, A to Z; raises InvalidInput for anything else."""
    letter = text.strip().upper()
    if len(letter) != 1 or not "A" <= letter <= "Z":
        raise InvalidInput(
            "desk_letter", "Huruf meja harus satu huruf A sampai Z.", "The desk's letter is one of A to Z."
        )
    return letter


def confirm_self(desk: Desk, by: Session, password: str) -> None:
    """Raise NotAllowed unless the password is that of the very person of the session."""
    if sign_in(desk, by.name, password, by.person).person != by.person:
        raise NotAllowed("sign_in", "Nama atau kata sandi salah.", "The name or the password is wrong.")


def add_person(
    desk: Desk, by: Session, name: str, role: str, password: str, *, agency: str | None = None
) -> Changes:
    """Let somebody sign in: at the call center's desks, or, as an operator, at those of `agency` (id in agencies.toml)."""
    name = _person_name(name)
    _known_role(desk, role)
    _fits_agency(desk, role, agency)
    if agency is not None and desk.rulebook.find_recipient(agency) is None:
        raise InvalidInput("agency_unknown", "Instansi itu tidak dikenal.", "That agency is unknown.")
    verifier = verifier_of(password, demo=desk.demo)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "people")
        _name_free(writer, name)
        writer.append(
            writer.new_subject("person"),
            ev.PersonAdded(role=role, agency=agency, name=name, verifier=verifier),
        )
    return result.changes


def change_role(desk: Desk, by: Session, person: str, role: str) -> Changes:
    """Give a person another role; the last administrator keeps theirs, and an agency's people are operators."""
    _known_role(desk, role)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "people")
        state = _person(writer, person)
        _fits_agency(desk, role, state.agency)
        if not desk.rulebook.permissions.may(role, "people"):
            _not_the_last(desk, writer, state)
        writer.append(person, ev.RoleChanged(role=role), base=base_of(state.heads, ("role",)))
    return result.changes


def disable_person(desk: Desk, by: Session, person: str) -> Changes:
    """Keep a person from signing in and acting; nothing they logged changes."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "people")
        state = _person(writer, person)
        _not_the_last(desk, writer, state)
        writer.append(person, ev.PersonDisabled(), base=base_of(state.heads, ("disabled",)))
    return result.changes


def enable_person(desk: Desk, by: Session, person: str) -> Changes:
    """Let a disabled person sign in again."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "people")
        state = _person(writer, person)
        writer.append(person, ev.PersonEnabled(), base=base_of(state.heads, ("disabled",)))
    return result.changes


def set_password(desk: Desk, by: Session, person: str, password: str) -> Changes:
    """An administrator lets a person's password be set anew."""
    verifier = verifier_of(password, demo=desk.demo)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "people")
        state = _person(writer, person)
        happened = ev.PasswordSet(by="administrator", verifier=verifier)
        writer.append(person, happened, base=base_of(state.heads, ("verifier",)))
    return result.changes


def change_own_password(desk: Desk, by: Session, old: str, new: str) -> Changes:
    """Everyone changes their own password, knowing the old one."""
    confirm_self(desk, by, old)
    verifier = verifier_of(new, demo=desk.demo)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log" if desk.agency is None else "answer_for_agency")
        state = _person(writer, by.person)
        happened = ev.PasswordSet(by="self", verifier=verifier)
        writer.append(by.person, happened, base=base_of(state.heads, ("verifier",)))
    return result.changes


def recover_administrator(desk: Desk, name: str, password: str) -> Session:
    """Set an administrator's password anew; the caller has proved to hold the recovery code by opening the store's key.

    `name` must be a center's administrator's; a disabled one is enabled again, because the code is the last resort.
    """
    verifier = verifier_of(password, demo=desk.demo)
    wanted = name_key(name)
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, name, role FROM person WHERE agency IS NULL").fetchall()
    found = [
        row for row in rows if name_key(row[1]) == wanted and desk.rulebook.permissions.may(row[2], "people")
    ]
    if not found:
        raise InvalidInput(
            "no_administrator",
            "Tidak ada administrator dengan nama itu. Periksa ejaannya.",
            "There is no administrator of that name. Check the spelling.",
        )
    person = id_text(found[0][0])
    with desk.store.write(person) as (writer, _):
        state = _person(writer, person)
        writer.append(
            person, ev.PasswordSet(by="recovery", verifier=verifier), base=base_of(state.heads, ("verifier",))
        )
        if state.disabled:
            writer.append(person, ev.PersonEnabled(), base=base_of(state.heads, ("disabled",)))
    return Session(person, found[0][1], found[0][2], desk.store.clock.now_ms())


def _person_name(text: str) -> str:
    if len(text.strip().splitlines()) > 1 or any(unicodedata.category(char) == "Cs" for char in text):
        raise InvalidInput(
            "person_name_signs",
            "Nama berisi baris baru atau karakter yang tidak terbaca; tulis nama dalam satu baris.",
            "The name holds a line break or an unreadable character; write the name on one line.",
        )
    name = visible_name(clean_text(text))
    if not name or len(name) > LONGEST_NAME:
        raise InvalidInput(
            "person_name",
            f"Nama harus diisi, paling panjang {LONGEST_NAME} karakter.",
            f"A name is needed, {LONGEST_NAME} characters at most.",
        )
    return name


def _known_role(desk: Desk, role: str) -> None:
    roles = desk.rulebook.permissions.roles
    if role not in roles:
        raise InvalidInput(
            "role",
            f"Peran harus salah satu dari: {', '.join(roles)}.",
            f"The role is one of: {', '.join(roles)}.",
        )


def _fits_agency(desk: Desk, role: str, agency: str | None) -> None:
    lowest = desk.rulebook.permissions.roles[0]
    if agency is not None and role != lowest:
        raise InvalidInput(
            "agency_role",
            f"Orang instansi selalu berperan {lowest}: mereka hanya menjawab untuk instansinya.",
            f"People of an agency always have the role {lowest}: they only answer for their agency.",
        )


def _name_free(writer: Writer, name: str) -> None:
    rows: list[Any] = writer.cursor.execute("SELECT name FROM person").fetchall()
    if any(name_key(row[0]) == name_key(name) for row in rows):
        raise InvalidInput(
            "name_taken",
            f"Nama {name} sudah dipakai. Tambahkan pembeda, misalnya inisial.",
            f"The name {name} is taken. Add something that tells them apart, such as initials.",
        )


def _person(writer: Writer, person: str) -> PersonState:
    state = fold_person(writer.facts(person))
    if state is None:
        raise InvalidInput("person_unknown", "Orang itu tidak ditemukan.", "That person was not found.")
    return state


def _not_the_last(desk: Desk, writer: Writer, state: PersonState) -> None:
    # An agency's people sign in at no desk of the center, whatever role an older program let them have.
    rows = writer.cursor.execute(
        "SELECT role FROM person WHERE disabled = 0 AND agency IS NULL AND id != ?", (id_bytes(state.id),)
    ).fetchall()
    if state.agency is None and not any(desk.rulebook.permissions.may(row[0], "people") for row in rows):
        raise InvalidInput(
            "last_administrator",
            "Ini administrator terakhir. Tunjuk administrator lain lebih dahulu.",
            "This is the last administrator. Make somebody else one first.",
        )
