"""A connection to the shared server for one command, and what stands for the server's own address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.voice import Voice
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.sync.connecting import NEWEST, Connection, connect, newer_than_known, server_fault

DSN_VARIABLE = "MADIUN_SERVER_DSN"
ADDRESS_SETTING = "madiun.address"
"""A setting of the database, kept by `server init --address`: where desks reach the server."""
DEFAULT_PORT = 5432


@contextmanager
def server_session(given: Arguments, voice: Voice) -> Iterator[Connection]:
    """The server of `--dsn`; what it refuses inside the `with` is told like what it refuses at the door."""
    dsn = given.dsn or os.environ.get(DSN_VARIABLE, "")
    if not dsn.strip():
        raise InvalidInput(
            "dsn_missing",
            f"Sebutkan servernya dengan --dsn atau {DSN_VARIABLE}, misalnya: --dsn dbname=madiun",
            f"Name the server by --dsn or {DSN_VARIABLE}, such as: --dsn dbname=madiun",
        )
    with connect(dsn) as connection:
        if newer_than_known(connection):
            voice.warn(
                f"Catatan: PostgreSQL di server lebih baru dari {NEWEST}, yang terakhir diuji dengan program ini.",
                f"Note: the server's PostgreSQL is newer than {NEWEST}, the last one this program was tried with.",
            )
        try:
            yield connection
        except psycopg.errors.InsufficientPrivilege as error:
            fault = server_fault(error)
            raise NotAllowed(fault.id, fault.text_id, fault.text_en) from error
        except psycopg.Error as error:
            raise server_fault(error) from error


def need_superuser(connection: Connection) -> None:
    """Raises NotAllowed when this login may not make roles and schema."""
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if not row or not row[0]:
        name = connection.info.user
        raise NotAllowed(
            "server_no_superuser",
            f"Nama masuk {name} bukan superuser PostgreSQL. Pakai misalnya: sudo -u postgres madiun-console server …",
            f"The login {name} is no superuser of PostgreSQL. Use for example: sudo -u postgres madiun-console server …",
        )


def public_address(connection: Connection, given: Arguments) -> tuple[str, int]:
    """Host and port at which desks reach the server: `--address`, else what `server init` kept, else that of `--dsn`."""
    host, port = given.address or _kept_address(connection) or _own_address(connection)
    return host, port or DEFAULT_PORT


def keep_address(connection: Connection, address: tuple[str, int | None]) -> None:
    """Remember `--address` in the database."""
    host, port = address
    statement = psycopg.sql.SQL("ALTER DATABASE {} SET {} = {}").format(
        psycopg.sql.Identifier(connection.info.dbname),
        psycopg.sql.Identifier(*ADDRESS_SETTING.split(".")),
        psycopg.sql.Literal(f"{host} {port or DEFAULT_PORT}"),
    )
    connection.execute(statement)


def _kept_address(connection: Connection) -> tuple[str, int | None] | None:
    row = connection.execute(
        "SELECT split_part(word, '=', 2) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
        " CROSS JOIN unnest(s.setconfig) word WHERE d.datname = current_database() AND s.setrole = 0"
        " AND split_part(word, '=', 1) = %s",
        (ADDRESS_SETTING,),
    ).fetchone()
    if not row:
        return None
    host, _, port = row[0].rpartition(" ")
    return host, int(port)


def _own_address(connection: Connection) -> tuple[str, int | None]:
    host = connection.info.host
    if not host or host.startswith(("/", "@")):
        raise InvalidInput(
            "server_address_unknown",
            "Sambungan ini lewat soket, jadi alamat server bagi meja tidak diketahui. Sebutkan sekali: "
            "server init --address HOST[:PORT], atau setiap kali: server enrol NAMA --address HOST[:PORT]",
            "This connection goes over a socket, so the address for desks is not known. Say it once: "
            "server init --address HOST[:PORT], or each time: server enrol NAME --address HOST[:PORT]",
        )
    return host, connection.info.port
