"""`server …`: making and keeping the shared PostgreSQL server, by its administrator."""

from __future__ import annotations

from pathlib import Path

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.server_session import keep_address, need_superuser, server_session
from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.sync.connecting import Connection


def server(given: Arguments, data: Path, voice: Voice) -> int:
    """Run one of the commands below `server`."""
    with server_session(given, voice) as connection:
        match given.act:
            case "init" | "upgrade":
                return _install(connection, given, voice)
            case "enrol":
                from madiun_console.commands.server_devices import enrol

                return enrol(connection, given, voice)
            case "revoke":
                from madiun_console.commands.server_devices import revoke

                return revoke(connection, given.name, voice)
            case "list":
                from madiun_console.commands.server_devices import list_devices

                return list_devices(connection, voice)
            case "status":
                from madiun_console.commands.server_status import status

                return status(connection, voice)
            case "rescue":
                from madiun_console.commands.server_rescue import server_rescue

                return server_rescue(connection, data, voice)
            case _:
                from madiun_console.commands.server_check import check

                return check(connection, given, voice)


def _install(connection: Connection, given: Arguments, voice: Voice) -> int:
    """Apply the schema. `init` and `upgrade` do the same; each says when the other was meant, so nobody is surprised."""
    from madiun_console.sync.install import install

    need_superuser(connection)
    _need_utf8(connection)
    database = connection.info.dbname
    there = connection.execute("SELECT to_regclass('sync.applied') IS NOT NULL").fetchone() == (True,)
    if given.act == "upgrade" and not there:
        raise InvalidInput(
            "server_not_there",
            f"Basis data {database} belum menjadi server bersama. Jalankan: madiun-console server init",
            f"The database {database} is no shared server yet. Run: madiun-console server init",
        )
    connection.execute(
        "SET statement_timeout = 0"
    )  # an index over a long log takes longer than the runbook's limit
    applied = install(connection)
    if given.address:
        keep_address(connection, given.address)
    if given.act == "init" and not there:
        voice.say(
            f"Server bersama siap di basis data {database} ({len(applied)} berkas skema). "
            "Berikutnya: madiun-console server check, lalu server enrol NAMA.",
            f"The shared server is ready in the database {database} ({len(applied)} schema files). "
            "Next: madiun-console server check, then server enrol NAME.",
        )
    elif applied:
        voice.say(
            f"Server diperbarui: {', '.join(applied)}.",
            f"The server was brought up to date: {', '.join(applied)}.",
        )
    else:
        voice.say(
            "Server sudah sesuai; tidak ada yang diubah.", "The server is up to date; nothing was changed."
        )
    return ExitCode.OK


def _need_utf8(connection: Connection) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise InvalidInput(
            "server_encoding",
            f"Basis data itu memakai {encoding}, bukan UTF8. Buat yang baru: createdb --encoding=UTF8 --template=template0 NAMA",
            f"That database uses {encoding}, not UTF8. Make a new one: createdb --encoding=UTF8 --template=template0 NAME",
        )
