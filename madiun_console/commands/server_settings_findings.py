"""What `server check` says of the server's settings; the wanted values are those of resources/server/madiun.conf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from madiun_console.commands.findings import Finding, fine, mend, note
from madiun_console.sync.connecting import Connection

_CONNECTIONS_PER_DESK = 6
_SPARE = 20
"""Connections for people's own logins, backup, standby and the administrator."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A setting, which values are right, what to write, and why."""

    name: str
    fits: Callable[[str], bool]
    wanted: str
    why_id: str
    why_en: str
    needed: bool = True


def _is(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _between(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: least <= int(value) <= most


_RULES = (
    _Rule(
        "fsync",
        _is("on"),
        "on",
        "tanpa itu data rusak bila listrik padam",
        "else a power cut damages the data",
    ),
    _Rule(
        "full_page_writes",
        _is("on"),
        "on",
        "tanpa itu data rusak bila listrik padam",
        "else a power cut damages the data",
    ),
    _Rule(
        "synchronous_commit",
        _is("on", "remote_apply", "remote_write"),
        "on",
        "yang sudah diakui tidak boleh hilang",
        "what was acknowledged must not be lost",
    ),
    _Rule(
        "password_encryption",
        _is("scram-sha-256"),
        "scram-sha-256",
        "kata sandi lama (md5) mudah ditebak dari salinannya",
        "old password hashes (md5) are easily guessed",
    ),
    _Rule("ssl", _is("on"), "on", "data pelapor lewat jaringan", "callers' data go over the network"),
    _Rule(
        "ssl_min_protocol_version",
        _is("TLSv1.2", "TLSv1.3"),
        "TLSv1.2",
        "yang lebih lama tidak aman",
        "older ones are not safe",
    ),
    _Rule(
        "wal_level",
        _is("replica", "logical"),
        "replica",
        "perlu untuk cadangan dan standby",
        "backup and standby need it",
    ),
    _Rule(
        "idle_in_transaction_session_timeout",
        _between(1, 60_000),
        "10s",
        "satu komputer yang macet dapat menahan catatan bersama",
        "one stuck computer can hold the shared log",
    ),
    _Rule(
        "statement_timeout",
        _between(1, 600_000),
        "60s",
        "satu perintah tidak boleh memakai server tanpa batas",
        "one statement must not use the server without end",
    ),
    _Rule(
        "lock_timeout",
        _between(1, 60_000),
        "10s",
        "yang menunggu kunci tidak boleh bertumpuk",
        "waiting sessions must not pile up",
    ),
    _Rule(
        "client_connection_check_interval",
        _between(1, 60_000),
        "5s",
        "perintah dari komputer yang sudah hilang dihentikan",
        "statements of computers that are gone are ended",
        needed=False,
    ),
    _Rule(
        "temp_file_limit",
        _between(0, 1_048_576),
        "64MB",
        "satu perintah tidak boleh memenuhi disk server",
        "one statement must not fill the server's disk",
    ),
    _Rule(
        "tcp_keepalives_idle",
        _between(1, 120),
        "30",
        "sambungan komputer yang padam harus segera lepas",
        "connections of computers that lost power must end soon",
        needed=False,
    ),
    _Rule(
        "log_parameter_max_length",
        _is("0"),
        "0",
        "isi laporan akan tertulis di log server",
        "reports would stand in the server's log",
    ),
    _Rule(
        "log_parameter_max_length_on_error",
        _is("0"),
        "0",
        "isi laporan akan tertulis di log server",
        "reports would stand in the server's log",
    ),
    _Rule(
        "log_error_verbosity",
        _is("terse"),
        "terse",
        "isi laporan akan tertulis di log server",
        "reports would stand in the server's log",
    ),
    _Rule(
        "log_statement",
        _is("none", "ddl"),
        "none",
        "isi laporan akan tertulis di log server",
        "reports would stand in the server's log",
    ),
    _Rule(
        "lc_messages",
        lambda value: value in {"C", "POSIX"} or value.startswith(("C.", "en")),
        "C",
        "program mengenali pesan server dalam bahasa Inggris",
        "the program knows the server's messages in English",
        needed=False,
    ),
    _Rule(
        "data_checksums",
        _is("on"),
        "on (pg_checksums --enable)",
        "kerusakan disk terlihat sebelum ikut tercadang",
        "damage of the disk is seen before it is backed up",
        needed=False,
    ),
)


def settings_findings(connection: Connection) -> Iterator[Finding]:
    """One finding for each setting that is not as wanted, one for all that are."""
    values: dict[str, str] = dict(connection.execute("SELECT name, reset_val FROM pg_settings").fetchall())
    at_start = {
        name for (name,) in connection.execute("SELECT name FROM pg_settings WHERE context = 'postmaster'")
    }
    right = 0
    for rule in _RULES:
        value = values.get(rule.name, "")
        if value and rule.fits(value):
            right += 1
            continue
        said = mend if rule.needed else note
        id_then, en_then = _then(rule.name in at_start)
        yield said(
            f"Setelan {rule.name} = {value}: {rule.why_id}.",
            f"Setting {rule.name} = {value}: {rule.why_en}.",
            f"Tulis {rule.name} = {rule.wanted} (lihat resources/server/madiun.conf), lalu {id_then}.",
            f"Write {rule.name} = {rule.wanted} (see resources/server/madiun.conf), then {en_then}.",
        )
    yield fine(
        f"Setelan yang sesuai: {right} dari {len(_RULES)}", f"Settings as wanted: {right} of {len(_RULES)}"
    )
    yield from _room(connection, int(values["max_connections"]))
    yield from _unapplied(connection)


def _then(at_start: bool) -> tuple[str, str]:
    if at_start:
        return "nyalakan ulang PostgreSQL", "restart PostgreSQL"
    return "muat ulang: SELECT pg_reload_conf()", "reload: SELECT pg_reload_conf()"


def _room(connection: Connection, most: int) -> Iterator[Finding]:
    row = connection.execute(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid AND g.rolname = 'madiun_desk'"
        " JOIN pg_roles r ON r.oid = m.member AND r.rolcanlogin"
    ).fetchone()
    desks = int(row[0]) if row else 0
    needed = desks * _CONNECTIONS_PER_DESK + _SPARE
    if most < needed:
        yield mend(
            f"max_connections = {most} tidak cukup untuk {desks} komputer.",
            f"max_connections = {most} is not enough for {desks} computers.",
            f"Tulis max_connections = {needed} atau lebih, lalu nyalakan ulang PostgreSQL.",
            f"Write max_connections = {needed} or more, then restart PostgreSQL.",
        )
    else:
        yield fine(f"Sambungan: {most} untuk {desks} komputer", f"Connections: {most} for {desks} computers")


def _unapplied(connection: Connection) -> Iterator[Finding]:
    for name, error in connection.execute(
        "SELECT coalesce(name, '?'), error FROM pg_file_settings WHERE error IS NOT NULL"
    ):
        yield mend(
            f"Berkas setelan salah pada {name}: {error}.",
            f"The configuration file is wrong at {name}: {error}.",
            "Perbaiki baris itu, lalu muat ulang.",
            "Mend that line, then reload.",
        )
    waiting = [name for (name,) in connection.execute("SELECT name FROM pg_settings WHERE pending_restart")]
    if waiting:
        yield mend(
            f"Belum berlaku sebelum dinyalakan ulang: {', '.join(waiting)}.",
            f"Not in force before a restart: {', '.join(waiting)}.",
            "Nyalakan ulang PostgreSQL.",
            "Restart PostgreSQL.",
        )
