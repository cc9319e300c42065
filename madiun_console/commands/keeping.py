"""`verify`, `backup`, `restore`, `rebuild`: care of the store by hand or by a scheduler; none needs a sign-in."""

from __future__ import annotations

from pathlib import Path

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.moments import written
from madiun_console.commands.voice import Voice, read_secret
from madiun_console.errors import ExitCode
from madiun_console.opening import open_store


def run(given: Arguments, data: Path, voice: Voice) -> int:
    """Run the command that was given."""
    match given.command:
        case "verify":
            return _verify(data, voice)
        case "backup":
            return _backup(Path(given.file), data, voice)
        case "restore":
            return _restore(Path(given.file), given.recovery_code_file, data, voice)
        case _:
            return _rebuild(data, voice)


def _verify(data: Path, voice: Voice) -> int:
    from madiun_console.db.verify import verify

    store = open_store(data, writing=False)
    try:
        damage = verify(store, voice.progress)
        stale = store.stale_projections()
    finally:
        store.close()
    if damage is not None:
        voice.say(f"RUSAK: {damage.text('id')}", f"DAMAGED: {damage.text('en')}")
        voice.warn(
            "Jangan hapus apa pun. Pulihkan cadangan terakhir yang baik dengan `madiun-console restore BERKAS`; "
            "data sekarang akan disisihkan, tidak dihapus.",
            "Delete nothing. Restore the last good backup with `madiun-console restore FILE`; "
            "the present data are set aside, not deleted.",
        )
        return ExitCode.DAMAGE_FOUND
    if stale:
        voice.warn(
            "Tampilan data dibuat oleh versi program lain dan belum dibandingkan; dibangun ulang saat program dibuka.",
            "The projections were made by another version and were not compared; the next start rebuilds them.",
        )
    voice.say("Utuh: rantai, isi, dan tampilan data cocok.", "Intact: chains, parts and projections match.")
    return ExitCode.OK


def _backup(target: Path, data: Path, voice: Voice) -> int:
    from madiun_console.db.backup import backup
    from madiun_console.db.recovery import RECOVERY_FILE

    store = open_store(data, writing=False)
    try:
        manifest = backup(store, target.expanduser().absolute())
        has_code = (store.folder / RECOVERY_FILE).exists()
    finally:
        store.close()
    if not has_code:
        voice.warn(
            "Perhatian: kode pemulihan belum ada, jadi cadangan ini hanya bisa dipulihkan di komputer ini. "
            "Administrator membuat kode di Setelan, lalu cadangkan lagi.",
            "Mind: there is no recovery code, so this backup can only be restored on this computer. "
            "An administrator makes a code in the settings; then back up again.",
        )
    voice.say(
        f"Cadangan ditulis dan diperiksa: {target} ({manifest.head} catatan, {manifest.bytes // 1024} kB).",
        f"Backup written and checked: {target} ({manifest.head} facts, {manifest.bytes // 1024} kB).",
    )
    return ExitCode.OK


def _restore(file: Path, code_file: Path | None, data: Path, voice: Voice) -> int:
    from madiun_console.actions.keep_store import restore

    code = read_secret(code_file, "--recovery-code-file") if code_file is not None else None
    restored = restore(file.expanduser().absolute(), data, code)
    made = written(restored.manifest.created, voice.lang)
    voice.say(
        f"Cadangan dari {made} dipulihkan ke {data}.",
        f"The backup of {made} was restored to {data}.",
    )
    if restored.set_aside is not None:
        voice.say(
            f"Data sebelumnya disisihkan: {restored.set_aside.name}",
            f"The data before were set aside: {restored.set_aside.name}",
        )
    return ExitCode.OK


def _rebuild(data: Path, voice: Voice) -> int:
    from madiun_console.db.rebuild import rebuild

    store = open_store(data)
    try:
        rebuild(store, voice.progress)
    finally:
        store.close()
    voice.say("Tampilan data dibangun ulang dari catatan.", "The projections were rebuilt from the log.")
    return ExitCode.OK
