"""Connects to the server, and turns what libpq and PostgreSQL say about a failure into what a person can do about it."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict

from madiun_console.errors import EnvironmentFault, InvalidInput

OLDEST, NEWEST = 15, 18
CUT, SILENT = "server_cut", "server_silent"
"""Ids of the faults of a line: broken off, or dead without a word. What was under way may have arrived."""
_DEFAULTS: dict[str, Any] = {"connect_timeout": 10, "application_name": "Konsol Madiun"}

Connection = psycopg.Connection[tuple[Any, ...]]
_Kind = TypeVar("_Kind", bound=Connection)


class ServerFault(EnvironmentFault):
    """The server cannot be used as it is now; the text says what to do. `id` tells programs which case it is."""


_STANDBY = (
    "server_standby",
    (
        "Yang menjawab adalah server cadangan (standby), yang hanya dapat dibaca. Pakai alamat server utama; "
        "administrator: nyalakan server utama, atau jalankan ambil alih menurut docs/server.md."
    ),
    (
        "What answers is a standby, which can only be read. Use the address of the primary; administrator: start the "
        "primary, or let the standby take over, see docs/server.md."
    ),
)
_CASES: tuple[tuple[str, str, str, str], ...] = (
    # of several hosts the primary is dead and the standby was not promoted: that it refuses says more than the other's silence
    (r"session is read-only|in hot standby mode", *_STANDBY),
    (
        r"could not translate host name|Name or service not known|No such host|nodename nor servname",
        "server_host_unknown",
        "Nama server tidak dikenal di jaringan ini. Periksa penulisannya, atau pakai alamat IP-nya.",
        "The server's name is not known in this network. Check its spelling, or use its IP address.",
    ),
    (
        r"certificate verify failed|unable to get local issuer",
        "server_ca_wrong",
        (
            "Sertifikat server bukan dari otoritas (CA) yang seharusnya, sudah kedaluwarsa, atau jam komputer ini salah. "
            "Jangan dilanjutkan sebelum administrator server memastikan sertifikatnya."
        ),
        (
            "The server's certificate is not from the expected authority (CA), has expired, or this computer's clock is "
            "wrong. Do not go on before the server's administrator has confirmed the certificate."
        ),
    ),
    (
        r"does not match host name|certificate .*for .* does not match",
        "server_name_wrong",
        (
            "Sertifikat server dibuat untuk nama lain. Pakai nama atau alamat yang tertulis di sertifikat itu, "
            "atau buat sertifikat baru yang memuat alamat ini."
        ),
        (
            "The server's certificate was made for another name. Use the name or address that stands in it, or make a new "
            "one that holds this address."
        ),
    ),
    (
        r"root certificate file .* does not exist|could not read root certificate",
        "server_ca_missing",
        "Berkas sertifikat otoritas (sslrootcert) tidak ditemukan atau tidak dapat dibaca. Periksa letaknya.",
        "The authority's certificate file (sslrootcert) was not found or cannot be read. Check where it is.",
    ),
    (
        r"server does not support SSL",
        "server_no_tls",
        (
            "Server belum memakai TLS (ssl = off), jadi data tidak boleh dikirim ke sana. "
            "Administrator: nyalakan ssl menurut docs/server.md."
        ),
        "The server has no TLS (ssl = off), so no data may be sent there. Administrator: turn ssl on, see docs/server.md.",
    ),
    # Windows' own words end with their number, "(0x00002746/10054)"
    # with sslmode=prefer libpq tries a second time without TLS, so its message may hold a second reason
    (
        r"password authentication failed|no password supplied|empty password",
        "server_password",
        (
            "Nama masuk atau kata sandinya ditolak server. Bila memakai kode gabung: kode itu sudah dipakai, sudah "
            "kedaluwarsa, atau dicabut; minta kode baru."
        ),
        (
            "The server refused the login or its password. With a code to join: the code was used already, has expired or "
            "was revoked; ask for a new one."
        ),
    ),
    (
        r"no pg_hba\.conf entry.*no encryption|no pg_hba\.conf entry.*SSL off",
        "server_tls_needed",
        "Server hanya menerima sambungan terenkripsi. Pakai sslmode=verify-full.",
        "The server takes encrypted connections only. Use sslmode=verify-full.",
    ),
    (
        r"no pg_hba\.conf entry|pg_hba\.conf rejects",
        "server_hba",
        (
            "Server tidak menerima komputer, nama masuk, atau basis data ini (pg_hba.conf). "
            "Administrator: periksa jaringan dan nama di pg_hba.conf, lalu muat ulang."
        ),
        (
            "The server does not take this computer, login or database (pg_hba.conf). "
            "Administrator: check the networks and names in pg_hba.conf, then reload."
        ),
    ),
    (
        r"is not permitted to log in",
        "server_revoked",
        "Nama masuk ini sudah dicabut. Minta kode gabung baru kepada administrator.",
        "This login was revoked. Ask the administrator for a new code to join.",
    ),
    (
        r'role "[^"]*" does not exist|(?:user|role) ".*" does not exist',
        "server_role",
        "Nama masuk ini tidak ada di server. Periksa penulisannya.",
        "There is no such login on the server. Check its spelling.",
    ),
    (
        r'database "[^"]*" does not exist',
        "server_database",
        "Basis data itu tidak ada di server. Periksa namanya (dbname); yang baru dibuat dengan: createdb NAMA.",
        "There is no such database on the server. Check its name (dbname); a new one is made by: createdb NAME.",
    ),
    (
        r"permission denied for database",
        "server_database_right",
        "Nama masuk ini tidak boleh memakai basis data itu. Periksa nama basis datanya.",
        "This login may not use that database. Check the database's name.",
    ),
    (
        r"too many connections for role",
        "server_role_full",
        (
            "Nama masuk ini sudah memakai semua sambungan yang boleh dibuka. Tutup program yang masih terbuka, "
            "lalu coba lagi."
        ),
        "This login uses all connections it may have. Close programs that are still open, then try again.",
    ),
    (
        r"too many clients|remaining connection slots|too many connections for database",
        "server_full",
        "Server penuh: semua sambungan terpakai. Coba lagi sebentar lagi; administrator: naikkan max_connections.",
        "The server is full: all connections are in use. Try again soon; administrator: raise max_connections.",
    ),
    (
        r"starting up|shutting down|in recovery mode|not (?:yet )?accepting",
        "server_starting",
        "Server sedang dinyalakan, dimatikan, atau dipulihkan. Coba lagi sebentar lagi.",
        "The server is starting, stopping or recovering. Try again soon.",
    ),
    (
        r"Connection refused|actively refused|/10061\)",
        "server_refused",
        (
            "Tidak ada PostgreSQL yang menjawab di alamat dan port itu. Periksa alamat dan port; administrator: periksa "
            "apakah server menyala dan listen_addresses memuat alamat itu."
        ),
        (
            "No PostgreSQL answers at that address and port. Check both; administrator: check that the server runs and that "
            "listen_addresses holds that address."
        ),
    ),
    (
        r"^server silent for|^given up here",
        SILENT,
        (
            "Server tidak menjawab lagi; jaringan mungkin terputus di tengah jalan. Program menyambung lagi sendiri; "
            "periksa jaringan bila ini berlangsung lama."
        ),
        (
            "The server has stopped answering; the network may be cut somewhere on the way. The program connects again "
            "by itself; check the network if it lasts."
        ),
    ),
    (
        r"timeout expired|timed out|No route to host|unreachable|/100(?:50|51|60|64|65)\)",
        "server_unreachable",
        "Server tidak terjangkau dari komputer ini. Periksa jaringan, alamat, dan dinding api (firewall).",
        "The server cannot be reached from this computer. Check the network, the address and the firewall.",
    ),
    (
        (
            r"consuming input failed|sending query failed|terminating connection|SSL connection has been closed|"
            r"connection is (?:lost|closed)|reset by peer|Broken pipe|forcibly closed|/1005[34]\)"
        ),
        CUT,
        "Sambungan ke server terputus. Program menyambung lagi sendiri; periksa jaringan bila ini berlangsung lama.",
        "The connection to the server was cut. The program connects again by itself; check the network if it lasts.",
    ),
    (
        r"received invalid response|expected authentication request|server closed the connection|SSL SYSCALL|SSL error",
        "server_not_postgres",
        (
            "Yang menjawab di alamat dan port itu bukan PostgreSQL, atau sambungannya diputus di tengah jalan. "
            "Periksa portnya."
        ),
        "What answers at that address and port is no PostgreSQL, or the connection was cut half-way. Check the port.",
    ),
    (
        r"No such file or directory.*|connection to server on socket",
        "server_socket",
        (
            "Tidak ada PostgreSQL yang menyala di komputer ini (soket tidak ada). Sebutkan host di --dsn, "
            "atau nyalakan layanannya."
        ),
        "No PostgreSQL runs on this computer (no socket). Name a host in --dsn, or start the service.",
    ),
)
"""What libpq or the server says -> id, what to do in both languages. The first that fits counts. PostgreSQL translates
its messages by lc_messages, which the runbook sets to C; of another language only the last resort below fits."""

_NO_SCHEMA = (
    "server_no_schema",
    (
        "Basis data itu belum disiapkan sebagai server bersama, atau bukan basis data yang dimaksud. Periksa dbname; "
        "administrator menyiapkannya dengan: madiun-console server init"
    ),
    (
        "That database is not prepared as the shared server, or is not the one you mean. Check dbname; an administrator "
        "prepares it by: madiun-console server init"
    ),
)
_STATES: dict[str, tuple[str, str, str]] = {
    "3F000": _NO_SCHEMA,
    "42883": (
        "server_older",
        (
            "Server bersama lebih lama daripada program di komputer ini. Meja ini bekerja terus sendiri; administrator: "
            "perbarui server dengan madiun-console server upgrade."
        ),
        (
            "The shared server is older than the program on this computer. This desk works on alone; administrator: "
            "bring the server up to date by madiun-console server upgrade."
        ),
    ),
    "42P01": _NO_SCHEMA,
    "42501": (
        "server_right",
        "Nama masuk ini tidak boleh melakukan itu di server. Pakai nama masuk administrator server (superuser).",
        "This login may not do that on the server. Use the login of the server's administrator (superuser).",
    ),
    "25006": _STANDBY,
    "53100": (
        "server_disk_full",
        "Disk server penuh. Tidak ada yang hilang; administrator: kosongkan ruang di server, lalu ulangi.",
        "The server's disk is full. Nothing is lost; administrator: free some space on the server, then try again.",
    ),
    "57014": (
        "server_slow",
        "Server tidak selesai dalam waktunya dan perintah itu dibatalkan. Coba lagi.",
        "The server did not finish in time and the command was cancelled. Try again.",
    ),
}
"""SQLSTATE -> id, what to do in both languages."""


def connect(dsn: str, **options: Any) -> Connection:
    """A connection in autocommit. Raises ServerFault or InvalidInput, each with what to do."""
    return open_as(psycopg.Connection, dsn, **options)


def open_as(kind: type[_Kind], dsn: str, **options: Any) -> _Kind:
    """Like `connect`, for a connection of this kind."""
    try:
        words: dict[str, Any] = conninfo_to_dict(dsn)
    except psycopg.ProgrammingError as error:
        raise InvalidInput(
            "dsn",
            f"Alamat server (--dsn) tidak dapat dibaca: {_plain(error)}. "
            "Contoh: host=10.0.0.5 dbname=madiun user=postgres sslmode=verify-full sslrootcert=ca.crt",
            f"The server's address (--dsn) cannot be read: {_plain(error)}. "
            "Example: host=10.0.0.5 dbname=madiun user=postgres sslmode=verify-full sslrootcert=ca.crt",
        ) from error
    try:
        connection = kind.connect(**(_DEFAULTS | words | options), autocommit=True)
    except psycopg.OperationalError as error:
        raise server_fault(error) from error
    try:
        _refuse_old(connection.info.server_version)
    except ServerFault:
        connection.close()
        raise
    return connection


def server_fault(error: BaseException) -> ServerFault:
    """Say in a person's words why there is no connection, or why a statement failed for a reason outside the program."""
    told = _STATES.get(getattr(error, "sqlstate", None) or "")
    if told:
        return ServerFault(*told)
    said = _plain(error)
    for pattern, error_id, text_id, text_en in _CASES:
        if re.search(pattern, said, re.IGNORECASE):
            return ServerFault(error_id, text_id, text_en)
    return ServerFault(
        "server_other",
        f"Server tidak dapat dipakai. Yang dikatakannya: {said}",
        f"The server cannot be used. It said: {said}",
    )


def newer_than_known(connection: Connection) -> bool:
    """Whether the server's PostgreSQL is one that this program was not tried with."""
    return connection.info.server_version // 10_000 > NEWEST


def _refuse_old(version: int) -> None:
    if version // 10_000 < OLDEST:
        raise ServerFault(
            "server_old",
            f"PostgreSQL di server itu versi {version // 10_000}; perlu {OLDEST} sampai {NEWEST}. Naikkan versinya.",
            f"The server's PostgreSQL is version {version // 10_000}; {OLDEST} to {NEWEST} is needed. Upgrade it.",
        )


def _plain(error: BaseException) -> str:
    """One line, without what repeats the address."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " · ".join(lines).rstrip(".")
