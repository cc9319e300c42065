"""The composition root at its real work: a founded folder to copy, and a console that is always closed again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.actions.take_call import save_report
from madiun_console.app.console import Console
from madiun_console.app.parts import make_workplace
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import found
from madiun_console.settings import Preferences
from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.workplace import Workplace
from madiun_console.window_options import WindowOptions
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD, MovedClock


@dataclass(frozen=True)
class Folder:
    """A closed data folder with one open incident, and its recovery code."""

    path: Path
    code: str


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Folder:
    path = tmp_path_factory.mktemp("app") / "data"
    center = found(path, "B", "Sari", PASSWORD, clock=MovedClock(), rulebook=rulebook)
    report = ReportForm(
        channel="phone", started=NIGHT_CALL_MS, number="0812 3456 7890", narrative="Ada yang berkelahi"
    )
    save_report(center.desk, center.session, report)
    center.desk.store.close()
    return Folder(path, center.recovery_code)


@pytest.fixture
def folder(made_folder: Folder, data_dir: Path) -> Folder:
    """A copy of it."""
    shutil.copytree(made_folder.path, data_dir)
    return Folder(data_dir, made_folder.code)


@pytest.fixture
def place(qapp: QApplication, qtbot: QtBot, desk: Desk, data_dir: Path) -> Iterator[Workplace]:
    """A place of work as the program makes it."""
    made = make_workplace(qapp, desk, data_dir, Preferences())
    yield made
    qtbot.waitUntil(made.jobs.is_idle)
    made.jobs.close()
    made.translator.use("en")
    dress(qapp, Appearance().theme)


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot, clock: MovedClock) -> Iterator[Callable[..., Console]]:
    """Start the program on a folder."""
    consoles: list[Console] = []

    def start(path: Path, **options: str) -> Console:
        console = Console(qapp, WindowOptions(path, **options), clock)  # type: ignore[arg-type]
        consoles.append(console)
        console.start()
        return console

    yield start
    for console in consoles:
        if console.window is not None:
            qtbot.waitUntil(console.window._workplace.jobs.is_idle)
            console.window.close()
        console.close()
        console.deleteLater()
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dress(qapp, Appearance().theme)
