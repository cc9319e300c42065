"""`doctor`: looks at this computer, the program and the data, and says of each finding what is to be done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from madiun_console.commands.about import versions
from madiun_console.commands.findings import Finding, fine, mend, note, tell
from madiun_console.commands.store_findings import store_findings
from madiun_console.commands.voice import Voice

_MB = 1 << 20
LEAST_FREE_MB = 500
_SECONDS = 120


def doctor(data: Path, voice: Voice) -> int:
    """Print all findings; 0, or 5 when something must be mended."""
    for name, version in versions().items():
        voice.say(f"{name}: {version}", f"{name}: {version}")
    return tell((*_program(), *_display(), *_disk(data), *store_findings(data)), voice)


_CHECKED = {
    "resources": "berkas program",
    "rulebook": "tabel aturan",
    "crypto": "penyandian",
    "store": "penyimpanan",
    "words": "nomor dan kalender",
    "screen": "gambar layar",
}
"""What the self-test calls its checks, for people."""


def _program() -> Iterator[Finding]:
    """The self-test, in a process of its own: what Qt does when a library is missing cannot be caught."""
    found = _selftest_on("offscreen")
    if found is None:
        yield mend(
            "Program tidak dapat dimulai sepenuhnya: pemeriksaan diri terhenti.",
            "The program does not start fully: its self-test was cut off.",
            "Pasang ulang program. Di Debian/Ubuntu: apt install libegl1 libgl1 libfontconfig1 libxkbcommon0.",
            "Reinstall the program. On Debian/Ubuntu: apt install libegl1 libgl1 libfontconfig1 libxkbcommon0.",
        )
        return
    for name, check in found["checks"].items():
        if check["ok"]:
            yield fine(f"Pemeriksaan {_CHECKED.get(name, name)}: lulus", f"Check {name}: {check['detail']}")
        elif name == "screen" and "painted" in check["detail"]:
            yield mend(
                f"Huruf tidak tergambar: {check['detail']}", f"Letters are not painted: {check['detail']}",
                "Pasang huruf, misalnya: apt install fonts-noto-core.", "Install fonts, such as: apt install fonts-noto-core.",
            )  # fmt: skip
        else:
            yield mend(
                f"Pemeriksaan {_CHECKED.get(name, name)} gagal: {check['detail']}", f"Check {name} failed: {check['detail']}",
                "Pasang ulang program.", "Reinstall the program.",
            )  # fmt: skip


def _display() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    platform = "wayland" if os.environ.get("WAYLAND_DISPLAY") else "xcb" if os.environ.get("DISPLAY") else ""
    if not platform:
        yield note(
            "Layar: tidak ada. Jendela tidak dapat dibuka di sini; perintah lain berjalan.",
            "Display: none. The window cannot be opened here; the other commands work.",
            "Untuk melihat halaman tanpa layar: madiun-console demo --screenshot antrean.png --page queue",
            "To see a page without a display: madiun-console demo --screenshot queue.png --page queue",
        )
        return
    found = _selftest_on(platform)
    if found is None or not found["checks"]["screen"]["ok"]:
        yield mend(
            f"Layar ada ({platform}), tetapi Qt tidak dapat memakainya.",
            f"There is a display ({platform}), but Qt cannot use it.",
            "Debian/Ubuntu: apt install libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libegl1.",
            "Debian/Ubuntu: apt install libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libegl1.",
        )
    else:
        yield fine(f"Layar: {platform}", f"Display: {platform}")


def _disk(data: Path) -> Iterator[Finding]:
    import shutil

    place = next(folder for folder in (data, *data.parents) if folder.is_dir())
    free = shutil.disk_usage(place).free // _MB
    if not os.access(place, os.W_OK):
        yield mend(
            f"Folder {place} tidak dapat ditulis.", f"The folder {place} cannot be written.",
            "Perbaiki izinnya, atau pilih folder lain dengan --data.", "Mend its permissions, or choose another with --data.",
        )  # fmt: skip
    elif free < LEAST_FREE_MB:
        yield mend(
            f"Ruang disk tinggal {free} MB di {place}.", f"Only {free} MB are free in {place}.",
            f"Kosongkan sampai sedikitnya {LEAST_FREE_MB} MB.", f"Make room, {LEAST_FREE_MB} MB at least.",
        )  # fmt: skip
    else:
        yield fine(f"Ruang disk: {free} MB bebas di {place}", f"Disk: {free} MB free in {place}")


def _selftest_on(platform: str) -> dict[str, Any] | None:
    """What the self-test found with Qt on a platform; None when its process broke off."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "madiun_console"]
    with tempfile.TemporaryDirectory(prefix="madiun-console-") as place:
        out = Path(place) / "selftest.json"
        try:
            subprocess.run(  # noqa: S603 - ourselves
                [*program, "--selftest", str(out)],
                env={**os.environ, "QT_QPA_PLATFORM": platform},
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
            found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return found
