"""What `doctor` says of the data folder: key, store, recovery code, backups, clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from madiun_console.commands.findings import Finding, fine, mend, note
from madiun_console.commands.moments import written
from madiun_console.credentials import KEYRING_VARIABLE, key_place
from madiun_console.db.backup import FOLDER, good_backups
from madiun_console.db.recovery import RECOVERY_FILE
from madiun_console.db.restore import unfinished
from madiun_console.db.rules import rules_of
from madiun_console.db.store import STORE_FILE, Store
from madiun_console.db.verify import verify_pages
from madiun_console.domain.clock import WIB
from madiun_console.domain.rulebook import RuleTableError
from madiun_console.errors import ConsoleError
from madiun_console.opening import open_store
from madiun_console.resources import load_rulebook

_DAY_MS = 24 * 60 * 60 * 1000
_OLD_BACKUP_DAYS = 3
_BUILT_MS = 1_790_000_000_000
"""September 2026: no clock that is right shows an earlier time."""


def store_findings(data: Path) -> Iterator[Finding]:
    """Everything about one data folder; a folder without a store is no fault."""
    yield from _key(data)
    if not Store.exists(data) and unfinished(data) is None:
        yield note(
            f"Data: belum ada di {data}.", f"Data: none yet in {data}.",
            "Buka programnya, atau: madiun-console init", "Start the program, or: madiun-console init",
        )  # fmt: skip
        return
    try:
        store = open_store(data, writing=False)
    except RuleTableError:
        return  # the self-test has named it
    except ConsoleError as error:
        yield mend(
            f"Data di {data} tidak dapat dibuka.",
            f"The data in {data} cannot be opened.",
            error.text_id,
            error.text_en,
        )
        return
    try:
        yield from _store(store, data)
        if store.meta("center_demo") != "1":
            yield from _backups(data, store.clock.now_ms())
    finally:
        store.close()


def _key(data: Path) -> Iterator[Finding]:
    from madiun_console.system_keyring import backend_name

    place = key_place(data)
    service = None if os.environ.get(KEYRING_VARIABLE) == "file" else backend_name()
    if place == "file":
        yield note(
            "Kunci: dalam berkas store.key yang hanya dapat dibaca pemiliknya"
            + ("." if service else ", karena di sini tidak ada layanan keyring."),
            "Key: in the file store.key that only its owner can read"
            + ("." if service else ", as there is no keyring here."),
            "Lindungi akun dan disk komputer ini; cadangan disk ikut membawa kuncinya.",
            "Protect this account and disk; a copy of the disk carries the key along.",
        )
    elif place == "keyring":
        yield (
            fine(f"Kunci: dalam keyring ({service})", f"Key: in the keyring ({service})")
            if service
            else mend(
                "Kunci ada dalam keyring, tetapi layanan keyring tidak menjawab.",
                "The key is in the keyring, but no keyring service answers.",
                "Masuk ke sesi desktop dan buka kunci keyring, atau pakai kode pemulihan.",
                "Sign in to the desktop and unlock the keyring, or use the recovery code.",
            )
        )
    elif service:
        yield fine(f"Keyring: {service}", f"Keyring: {service}")
    else:
        yield note(
            "Keyring: tidak ada; kunci akan disimpan dalam berkas milik pengguna ini saja.",
            "Keyring: none; the key will be kept in a file for this user alone.",
        )


def _store(store: Store, data: Path) -> Iterator[Finding]:
    with store.read() as connection:
        facts, last = connection.exec_driver_sql("SELECT count(*), max(at) FROM fact").one()
    size = (data / STORE_FILE).stat().st_size // 1024
    if (damage := verify_pages(store)) is not None:
        yield mend(
            f"Data rusak: {damage.text('id')}.", f"The data are damaged: {damage.text('en')}.",
            "Tutup program, lalu pulihkan cadangan terakhir: madiun-console restore BERKAS. Rinciannya: madiun-console verify",
            "Close the program and restore the last backup: madiun-console restore FILE. Details: madiun-console verify",
        )  # fmt: skip
    else:
        yield fine(
            f"Data: {facts} catatan, {size} kB, dapat dibuka", f"Data: {facts} facts, {size} kB, opens"
        )
    if store.stale_projections():
        yield note(
            "Tampilan data dibuat versi program lain; dibangun ulang saat program dibuka.",
            "The projections were made by another version; they are rebuilt at the next start.",
        )
    if not (data / RECOVERY_FILE).exists():
        yield mend(
            "Kode pemulihan belum ada: bila kunci hilang, data tidak dapat dibuka lagi.",
            "There is no recovery code: should the key be lost, the data cannot be opened any more.",
            "Administrator membuat kode baru di Setelan.", "An administrator makes a new code in the settings.",
        )  # fmt: skip
    yield from _rules(store)
    yield from _clock(store.clock.now_ms(), last or 0)


def _rules(store: Store) -> Iterator[Finding]:
    """Which shared rules are not as shipped, and which changes this program cannot apply."""
    found = rules_of(store, load_rulebook(), stale=store.stale_projections())
    if found is None:
        yield fine("Aturan bersama: seperti bawaan", "Shared rules: as shipped")
        return
    count = len(found.overlays)
    yield fine(f"Aturan bersama: {count} nilai diubah", f"Shared rules: {count} values changed")
    for one in found.skipped:
        place = f"{one.overlay.table}: {one.overlay.path}"
        yield note(
            f"Perubahan aturan tidak berlaku di sini: {place} ({one.reason}).",
            f"A change of a rule does not hold here: {place} ({one.reason}).",
            "Pasang versi terbaru, atau tetapkan nilainya lagi di Setelan, Aturan bersama.",
            "Install the latest version, or set the value again in the settings, shared rules.",
        )


def _clock(now: int, last: int) -> Iterator[Finding]:
    shown_id, shown_en = (written(now, lang) for lang in ("id", "en"))
    if now < max(_BUILT_MS, last - 5 * 60_000):
        yield mend(
            f"Jam komputer mundur: {shown_id}, padahal catatan terakhir {written(last, 'id')}.",
            f"The clock is behind: {shown_en}, but the last fact is of {written(last, 'en')}.",
            "Setel jam komputer (sinkron otomatis). Data tetap urut dan tidak hilang.",
            "Set the computer's clock (automatic). The data stay in order and nothing is lost.",
        )
        return
    yield fine(f"Jam: {shown_id}", f"Clock: {shown_en}")
    from datetime import datetime

    if datetime.now().astimezone().utcoffset() != WIB.utcoffset(None):
        yield note(
            "Zona waktu komputer bukan WIB; program tetap memakai WIB.",
            "The computer's time zone is not WIB; the program uses WIB all the same.",
        )


def _backups(data: Path, now: int) -> Iterator[Finding]:
    good = good_backups(data / FOLDER)
    if not good:
        yield note(
            "Cadangan: belum ada. Jendela yang terbuka membuatnya tiap malam.",
            "Backups: none yet. An open window makes one each night.",
            "Sekarang juga: madiun-console backup BERKAS", "Right now: madiun-console backup FILE",
        )  # fmt: skip
        return
    created, file = good[-1]
    if now - created > _OLD_BACKUP_DAYS * _DAY_MS:
        days = (now - created) // _DAY_MS
        yield mend(
            f"Cadangan terakhir sudah {days} hari: {file.name}.", f"The last backup is {days} days old: {file.name}.",
            "Jalankan: madiun-console backup BERKAS, dan biarkan jendela terbuka semalam.",
            "Run: madiun-console backup FILE, and let the window stay open overnight.",
        )  # fmt: skip
    else:
        yield fine(f"Cadangan terakhir: {file.name}", f"Last backup: {file.name}")
