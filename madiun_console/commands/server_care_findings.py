"""What `server check` says of the server's care: schema, backup, standby, stuck sessions, clock."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

from madiun_console.commands.findings import Finding, fine, mend, note
from madiun_console.commands.moments import written
from madiun_console.sync.connecting import Connection

BACKUP_STAMP = Path("/var/backups/madiun/last-good")
"""Touched by resources/server/backup.sh after a backup was verified."""
DRILL_STAMP = "last-drill"
"""Beside it; touched by resources/server/restore-drill.sh."""
_BACKUP_HOURS = 26
_DRILL_DAYS = 100
_STUCK = "60 s"
_SKEW_S = 60
_OLD_TRANSACTIONS = 1_000_000_000


def care_findings(connection: Connection, stamp: Path | None) -> Iterator[Finding]:
    """What needs a look every week."""
    yield from _schema(connection)
    yield from _archive(connection)
    yield from _backup(connection, stamp or BACKUP_STAMP)
    yield from _drill(connection, (stamp or BACKUP_STAMP).with_name(DRILL_STAMP))
    yield from _standby(connection)
    yield from _sessions(connection)
    yield from _clock(connection)


def _schema(connection: Connection) -> Iterator[Finding]:
    from madiun_console.sync.install import schema_files

    do = ("Jalankan: madiun-console server upgrade", "Run: madiun-console server upgrade")
    if not _one(connection, "SELECT to_regclass('sync.applied') IS NOT NULL"):
        yield mend(
            f"Basis data {connection.info.dbname} belum menjadi server bersama.",
            f"The database {connection.info.dbname} is no shared server yet.",
            "Jalankan: madiun-console server init",
            "Run: madiun-console server init",
        )
        return
    known: dict[str, str] = dict(connection.execute("SELECT file, digest FROM sync.applied").fetchall())
    ours = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in schema_files()}
    differing = [name for name, digest in ours.items() if known.get(name) != digest]
    if differing:
        yield mend(
            f"Skema server berbeda dari versi program ini: {', '.join(differing)}.",
            f"The server's schema differs from this version of the program: {', '.join(differing)}.",
            *do,
        )
    else:
        yield fine("Skema server sesuai dengan program ini", "The server's schema is this program's")
    usage = float(_one(connection, "SELECT pg_notification_queue_usage()"))
    if usage > 0.5:
        yield mend(
            f"Antrean pemberitahuan {usage:.0%} penuh: ada sesi yang tidak membacanya.",
            f"The notification queue is {usage:.0%} full: a session does not read it.",
            "Akhiri sesi yang lama menganggur dalam transaksi (pg_stat_activity).",
            "End the session that idles in a transaction (pg_stat_activity).",
        )


def _archive(connection: Connection) -> Iterator[Finding]:
    mode = _one(connection, "SELECT current_setting('archive_mode')")
    if mode == "off":
        yield mend(
            "Arsip WAL mati: yang dicatat sejak cadangan terakhir hilang bila disk rusak.",
            "WAL is not archived: what was logged since the last backup is lost with the disk.",
            "Nyalakan archive_mode dan archive_command menurut docs/server.md.",
            "Turn archive_mode and archive_command on as docs/server.md says.",
        )
        return
    row = connection.execute(
        "SELECT last_archived_time, last_failed_time, last_failed_wal,"
        " coalesce(last_failed_time > last_archived_time, last_failed_time IS NOT NULL)"
        " FROM pg_stat_archiver"
    ).fetchone()
    archived, failed, wal, failing = row or (None, None, None, False)
    if failing:
        yield mend(
            f"Pengarsipan WAL gagal sejak {_time(failed, 'id')} ({wal}).",
            f"Archiving of WAL fails since {_time(failed, 'en')} ({wal}).",
            "Periksa disk dan izin folder arsip; lihat log PostgreSQL.",
            "Check disk and rights of the archive; see PostgreSQL's log.",
        )
    elif archived is None:
        yield note(
            "Arsip WAL menyala, belum ada yang diarsip.", "WAL archiving is on; nothing was archived yet."
        )
    else:
        yield fine(
            f"WAL terakhir diarsip {_time(archived, 'id')}", f"Last WAL archived {_time(archived, 'en')}"
        )


def _backup(connection: Connection, stamp: Path) -> Iterator[Finding]:
    do = (
        "Jalankan resources/server/backup.sh dan jadwalkan setiap malam: docs/server.md.",
        "Run resources/server/backup.sh and schedule it for every night: docs/server.md.",
    )
    age = _hours_since(connection, stamp)
    if age is None:
        yield mend(
            f"Belum ada cadangan yang teruji ({stamp} tidak ada).",
            f"No verified backup yet (no {stamp}).",
            *do,
        )
    elif age > _BACKUP_HOURS:
        yield mend(f"Cadangan terakhir sudah {age:.0f} jam.", f"The last backup is {age:.0f} hours old.", *do)
    else:
        yield fine(f"Cadangan teruji {age:.0f} jam lalu", f"Verified backup {age:.0f} hours ago")


def _drill(connection: Connection, stamp: Path) -> Iterator[Finding]:
    age = _hours_since(connection, stamp)
    if age is None or age > _DRILL_DAYS * 24:
        yield note(
            f"Cadangan belum pernah dicoba dipulihkan dalam {_DRILL_DAYS} hari terakhir.",
            f"No backup was restored for practice within {_DRILL_DAYS} days.",
            "Jalankan resources/server/restore-drill.sh.",
            "Run resources/server/restore-drill.sh.",
        )
    else:
        yield fine(f"Latihan pemulihan {age / 24:.0f} hari lalu", f"Restore drill {age / 24:.0f} days ago")


def _hours_since(connection: Connection, stamp: Path) -> float | None:
    """Age of a file on the server, in hours; None when it is not there."""
    question: LiteralString = (
        "SELECT extract(epoch FROM clock_timestamp() - (pg_stat_file(%s, true)).modification)::float8 / 3600"
    )
    age: float | None = _one(connection, question, stamp.as_posix())
    return age


def _standby(connection: Connection) -> Iterator[Finding]:
    if _one(connection, "SELECT pg_is_in_recovery()"):
        yield note("Server ini cadangan siaga (standby).", "This server is a standby.")
        return
    for slot, kept in connection.execute(
        "SELECT slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) FROM pg_replication_slots"
        " WHERE NOT active"
    ):
        yield mend(
            f"Slot {slot} tidak dipakai dan menahan WAL ({kept}) sampai disk penuh.",
            f"The slot {slot} is not in use and keeps WAL ({kept}) until the disk is full.",
            f"Nyalakan standby itu, atau hapus slotnya: SELECT pg_drop_replication_slot('{slot}')",
            f"Start that standby, or drop the slot: SELECT pg_drop_replication_slot('{slot}')",
        )
    wanted = _one(connection, "SELECT current_setting('synchronous_standby_names')")
    rows = connection.execute(
        "SELECT application_name, sync_state, coalesce(extract(epoch FROM replay_lag), 0)"
        " FROM pg_stat_replication WHERE state = 'streaming'"
    ).fetchall()
    together = [name for name, state, _ in rows if state in {"sync", "quorum"}]
    if wanted and not together:
        yield mend(
            f"Standby sinkron ({wanted}) tidak tersambung: setiap penyimpanan di meja menunggu.",
            f"The synchronous standby ({wanted}) is not connected: everything desks push waits.",
            "Nyalakan standby, atau kosongkan synchronous_standby_names lalu muat ulang.",
            "Start the standby, or empty synchronous_standby_names and reload.",
        )
    elif not rows:
        yield note(
            "Tidak ada standby: bila server ini rusak, layanan kembali dari cadangan.",
            "No standby: if this server breaks, service comes back from the backup.",
        )
    else:
        said = ", ".join(f"{name} ({state}, {lag:.1f} s)" for name, state, lag in rows)
        yield fine(f"Standby: {said}", f"Standby: {said}")


def _sessions(connection: Connection) -> Iterator[Finding]:
    stuck = connection.execute(
        "SELECT pid, usename, round(extract(epoch FROM clock_timestamp() - xact_start)) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - %s::interval",
        (_STUCK,),
    ).fetchall()
    for pid, name, seconds in stuck:
        yield mend(
            f"Sesi {pid} ({name}) membuka transaksi selama {seconds} detik.",
            f"Session {pid} ({name}) has a transaction open for {seconds} s.",
            f"Akhiri: SELECT pg_terminate_backend({pid}); dan pasang resources/server/watchdog.sh.",
            f"End it: SELECT pg_terminate_backend({pid}); and install resources/server/watchdog.sh.",
        )
    if not stuck:
        yield fine("Tidak ada transaksi yang tersangkut", "No transaction is stuck")
    age = int(_one(connection, "SELECT max(age(datfrozenxid)) FROM pg_database"))
    if age > _OLD_TRANSACTIONS:
        yield mend(
            f"Umur transaksi {age}: autovacuum tidak bekerja.",
            f"Age of transactions {age}: autovacuum does not work.",
            "Jalankan: vacuumdb --all --freeze",
            "Run: vacuumdb --all --freeze",
        )


def _clock(connection: Connection) -> Iterator[Finding]:
    there: dt.datetime = _one(connection, "SELECT clock_timestamp()")
    apart = abs((dt.datetime.now(dt.UTC) - there).total_seconds())
    if apart > _SKEW_S:
        yield mend(
            f"Jam server dan komputer ini berbeda {apart:.0f} detik.",
            f"The clocks of the server and here are {apart:.0f} s apart.",
            "Nyalakan NTP di keduanya: timedatectl set-ntp true",
            "Turn NTP on at both: timedatectl set-ntp true",
        )
    else:
        yield fine("Jam server cocok dengan komputer ini", "The server's clock agrees with this computer's")


def _one(connection: Connection, question: LiteralString, *values: object) -> Any:
    row = connection.execute(question, values).fetchone()
    return row[0] if row else None


def _time(moment: dt.datetime | None, lang: str) -> str:
    return written(moment, lang) if moment else "?"
