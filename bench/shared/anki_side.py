"""Anki's own exchange, run by an interpreter that has `anki`: notes go up from one collection and down into another.

python anki_side.py FOLDER TEXTS     prints {"up": seconds, "down": seconds} as JSON; TEXTS: a file with a note's text a line
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anki.collection import Collection  # the package of the environment that bench/shared/anki_notes.py makes

_LOGIN, _PASSWORD = "bench", "bench-only"
_SECONDS = 30


def main(folder: Path, texts: list[str]) -> dict[str, float]:
    """Both have exchanged an empty collection before, so what is measured is the exchange of what is new, not of a file."""
    with _server(folder) as address:
        collections = [Collection(str(folder / f"{name}.anki2")) for name in ("from", "to")]
        one, other = collections
        auth = one.sync_login(_LOGIN, _PASSWORD, address)
        for collection in collections:
            collection.sync_collection(auth, sync_media=False)
            collection.close_for_full_sync()
            collection.full_upload_or_download(auth=auth, server_usn=None, upload=collection is one)
            collection.reopen(after_full_sync=True)
        model, deck = one.models.by_name("Basic"), one.decks.id("Default")
        for nth, text in enumerate(texts):
            note = one.new_note(model)
            note["Front"], note["Back"] = str(nth), text
            one.add_note(note, deck)
        took = {"up": _exchanged(one, auth), "down": _exchanged(other, auth)}
        if other.note_count() != len(texts):
            raise RuntimeError(f"{other.note_count()} notes came")
        for collection in collections:
            collection.close()
    return took


def _exchanged(collection: Collection, auth: Any) -> float:
    started = time.perf_counter()
    collection.sync_collection(auth, sync_media=False)
    return time.perf_counter() - started


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "SYNC_USER1": f"{_LOGIN}:{_PASSWORD}", "SYNC_BASE": str(folder / "server"), "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env=os.environ | settings, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Anki's server did not start")


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8").splitlines())))
