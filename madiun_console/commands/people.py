"""`init` and `person add`: founding a center and letting people in, without a window."""

from __future__ import annotations

from pathlib import Path

from madiun_console.actions.people import add_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.commands.arguments import Arguments
from madiun_console.commands.voice import Voice, read_secret
from madiun_console.db.desk import Desk, Session
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.opening import found, open_desk
from madiun_console.queries.desk_lists import people


def init(given: Arguments, data: Path, voice: Voice) -> int:
    """Found a center with its first administrator and print the recovery code, once."""
    password = read_secret(given.password_file, "--password-file")
    center = found(data, given.desk, given.name, password)
    center.desk.store.close()
    voice.say(
        f"Pusat panggilan dimulai di {data}. Administrator: {center.session.name}, meja {center.desk.letter}.",
        f"The center was founded in {data}. Administrator: {center.session.name}, desk {center.desk.letter}.",
    )
    voice.say(
        f"Kode pemulihan: {center.recovery_code}\n"
        "Cetak atau tulis kode ini dan simpan di tempat aman, jauh dari komputer ini. Kode ini tidak ditampilkan lagi.",
        f"Recovery code: {center.recovery_code}\n"
        "Print it or write it down and keep it in a safe place, away from this computer. It is not shown again.",
    )
    return ExitCode.OK


def person_add(given: Arguments, data: Path, voice: Voice) -> int:
    """Let somebody sign in; the one who asks must be an administrator."""
    fresh = read_secret(given.new_password_file, "--new-password-file")
    desk = open_desk(data)
    try:
        session = signed_in(desk, given)
        added = add_person(desk, session, given.name, given.role, fresh).created["person"]
        name = next(person.name for person in people(desk) if person.id == added)
    finally:
        desk.store.close()
    voice.say(f"{name} ditambahkan sebagai {given.role}.", f"{name} was added as {given.role}.")
    return ExitCode.OK


def signed_in(desk: Desk, given: Arguments) -> Session:
    """The session of `--as NAME --password-file FILE`; raises NotAllowed when they do not fit."""
    if not given.as_name:
        raise InvalidInput(
            "as_needed",
            "Perintah ini perlu --as NAMA --password-file BERKAS.",
            "This command needs --as NAME --password-file FILE.",
        )
    return sign_in(desk, given.as_name, read_secret(given.password_file, "--password-file"))
