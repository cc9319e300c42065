"""Writes what was found into a file of its own among the person's documents; nothing that is there is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from madiun_console.actions.desk import Desk, Session
from madiun_console.domain.clock import local_time
from madiun_console.durable_file import make_folder, write_durably
from madiun_console.queries.found_csv import found_csv
from madiun_console.ui.queue.saved_searches import Search

FOLDER = "Konsol Madiun"
MOST_TRIES = 1000


class Written(NamedTuple):
    """The file, how many incidents it holds, and whether there were more."""

    file: Path
    rows: int
    cut: bool


def documents() -> Path:
    """The folder for files that people take along."""
    from platformdirs import user_documents_path  # start-up time

    return user_documents_path() / FOLDER


def export_found(desk: Desk, by: Session, search: Search, language: str, folder: Path) -> Written:
    """Write everything a search finds as CSV; raises an EnvironmentFault when the folder does not take it."""
    table = found_csv(desk, by, search.text, search.narrowing, language)
    make_folder(folder)
    moment = local_time(desk.store.clock.now_ms()).strftime("%Y%m%d-%H%M")
    stem = f"pencarian-{moment}"
    names = (stem if at == 1 else f"{stem}-{at}" for at in range(1, MOST_TRIES))
    file = next(place for name in names if not (place := folder / f"{name}.csv").exists())
    write_durably(file, table.text.encode("utf-8", "replace"))
    return Written(file, table.rows, table.cut)
