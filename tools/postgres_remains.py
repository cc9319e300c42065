"""What a PostgreSQL that was killed leaves in its folder: processes that are about to end, and `postmaster.pid`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

Say = Callable[[str], None]
_PATIENCE_S, _LOOK_EVERY_S = 20.0, 0.1
_PROC = Path("/proc")


def clear_remains(data: Path, say: Say, patience_s: float = _PATIENCE_S) -> None:
    """Make room for a start in `data`. A server that lives there is left alone; where /proc is missing nothing is done.

    PostgreSQL itself overlooks a dead one's file only while no other process of the account has got its number, and takes
    one that nobody has waited for yet (a zombie) for alive. Its processes must be gone before the file is: they notice the
    death of the first one by themselves.
    """
    file = data / "postmaster.pid"
    if not _PROC.is_dir() or not file.exists():
        return
    first = file.read_text(encoding="ascii", errors="replace").partition("\n")[0].strip()
    left = _working_in(data)
    if first in left:
        return
    if left:
        say(
            f"PostgreSQL di sini mati mendadak; menunggu {len(left)} prosesnya berakhir … / "
            f"PostgreSQL was killed here; waiting for {len(left)} of its processes to end …"
        )
    until = time.monotonic() + patience_s
    while left and time.monotonic() < until:
        time.sleep(_LOOK_EVERY_S)
        left = _working_in(data)
    if not left and file.exists():
        say(
            "postmaster.pid tertinggal dari PostgreSQL yang mati mendadak: dihapus, lalu dipulihkan dari catatannya. / "
            "A killed PostgreSQL left postmaster.pid: it is removed, and the data are recovered from the log."
        )
        file.unlink()


def _working_in(data: Path) -> set[str]:
    """Processes that have `data` as their folder, as all of a PostgreSQL have; one that has ended has none."""
    found = set()
    for process in _PROC.iterdir():
        if process.name.isdigit():
            try:
                if (process / "cwd").readlink() == data:
                    found.add(process.name)
            except OSError:  # it has ended, or is somebody else's
                continue
    return found
