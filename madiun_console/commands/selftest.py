"""`--selftest OUT.json`: proves the installed program without a display and without touching anybody's data."""

from __future__ import annotations

import json
import logging
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from madiun_console.commands.about import versions
from madiun_console.commands.voice import Voice
from madiun_console.data_files.whole_file import write_file
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.resources import load_kind_words, load_rulebook, resource_path
from madiun_console.written_target import refuse_own_folder

_log = logging.getLogger(__name__)
_RESOURCES = (
    "domain/taxonomy.toml",
    "demo/stories.toml",
    "theme/light.toml",
    "theme/dark.toml",
    "theme/console.qss",
    "sounds",
    "icons",
    "i18n",
)
_PASSWORD = "percobaan"  # noqa: S105 - of a store that lives for a second


def selftest(out: Path, voice: Voice) -> int:
    """Run every check, write what was found as JSON, and give 0, or 1 when one failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if out.is_dir():
        raise InvalidInput(
            "selftest_folder", f"{out} adalah folder, bukan berkas.", f"{out} is a folder, not a file."
        )
    refuse_own_folder(out)
    checks = {name: _run(check) for name, check in CHECKS.items()}
    ok = all(check["ok"] for check in checks.values())
    found = json.dumps({"ok": ok, "checks": checks, "versions": versions()}, indent=1, ensure_ascii=False)
    write_file(out, f"{found}\n".encode())
    for name, check in checks.items():
        if not check["ok"]:
            voice.warn(f"GAGAL {name}: {check['detail']}", f"FAILED {name}: {check['detail']}")
    voice.say(
        "Pemeriksaan lulus." if ok else f"Pemeriksaan gagal; rincian di {out}.",
        "All checks passed." if ok else f"Checks failed; details in {out}.",
    )
    return ExitCode.OK if ok else ExitCode.DAMAGE_FOUND


def _run(check: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"ok": True, "detail": check()}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        _log.warning("selftest", exc_info=True)
        return {"ok": False, "detail": f"{type(error).__name__}: {error}"}


def _resources() -> str:
    missing = [name for name in _RESOURCES if not resource_path(*name.split("/")).exists()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return str(resource_path())


def _rulebook() -> str:
    rulebook = load_rulebook()
    load_kind_words(rulebook)
    return f"{len(rulebook.subs)} kinds, {len(rulebook.agencies)} agencies, {len(rulebook.units)} units"


def _store() -> str:
    """A store of its own with a key that is kept nowhere: founded, written, verified, backed up, refused to others."""
    from madiun_console.actions.people import found_center
    from madiun_console.actions.take_call import save_report
    from madiun_console.db.backup import backup
    from madiun_console.db.store import Store
    from madiun_console.db.verify import verify
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.domain.words import WordFamilies
    from madiun_console.errors import WrongKey
    from madiun_console.opening import desk_of, projector_of

    rulebook = load_rulebook()
    projector = projector_of(rulebook, WordFamilies(rulebook.lexicon))
    with tempfile.TemporaryDirectory(prefix="madiun-console-") as place:
        folder, key = Path(place) / "data", secrets.token_bytes(32)
        store = Store.create(folder, key, projector)
        try:
            session = found_center(store, rulebook, "T", "Percobaan", _PASSWORD, demo=True)
            now = store.clock.now_ms()
            form = ReportForm(
                channel=rulebook.channels[0].id, started=now, narrative=rulebook.sample_reports[0].text
            )
            save_report(desk_of(store, rulebook), session, form)
            damage = verify(store)
            manifest = backup(store, Path(place) / "cadangan.madiun")
        finally:
            store.close()
        if damage is not None:
            raise RuntimeError(damage.text("en"))
        try:
            Store.open(folder, secrets.token_bytes(32), projector, writing=False).close()
        except WrongKey:
            return f"{manifest.head} facts, verified, backed up"
        raise RuntimeError("a wrong key opened the store")


def _crypto() -> str:
    from madiun_console.actions.passwords import matches, verifier_of
    from madiun_console.db.recovery import new_code, unwrap_key, wrap_key

    key, code = secrets.token_bytes(32), new_code()
    verifier = verifier_of(_PASSWORD)
    if (
        unwrap_key(wrap_key(key, code), code.lower()) != key
        or not matches(verifier, _PASSWORD)
        or matches(verifier, "lain")
    ):
        raise RuntimeError("what was sealed does not open")
    return "Argon2id, AES-GCM, HKDF"


def _words() -> str:
    from datetime import date

    from madiun_console.domain import phone, sensitive_dates

    number = phone.normalise("0812-3456-7890")
    if number != "+6281234567890":
        raise RuntimeError(f"0812-3456-7890 reads as {number}")
    return f"{number}; boost on 17 Aug 2026: {sensitive_dates.boost(load_rulebook(), date(2026, 8, 17))}"


def _screen() -> str:
    from madiun_console.app.screen_check import check_screen

    found = check_screen()
    if not found.painted:
        raise RuntimeError(f"nothing was painted with {found.family} ({found.families} font families)")
    return f"Qt {found.qt}, {found.platform}, {found.family}, {found.families} font families"


CHECKS: dict[str, Callable[[], str]] = {
    "resources": _resources,
    "rulebook": _rulebook,
    "crypto": _crypto,
    "store": _store,
    "words": _words,
    "screen": _screen,
}
