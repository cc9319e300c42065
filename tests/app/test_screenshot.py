"""Every page can be drawn without a display, in both languages, at the size that was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage

from madiun_console.actions.people import add_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.app import screenshot
from madiun_console.app.screenshot import PAGES, draw_page
from madiun_console.errors import EnvironmentFault, InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.ui import later
from madiun_console.ui.theme import Appearance, dress
from madiun_console.window_options import ShotOptions
from tests.desk_fixtures import PASSWORD, MovedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from madiun_console.ui.main_window import MainWindow
    from madiun_console.ui.workplace import Workplace

    from .conftest import Folder

SIZE = (911, 512)


@pytest.fixture
def application(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The one application of the tests instead of a new one; pictures wait less for layouts to come to rest."""
    monkeypatch.setattr(screenshot, "make_application", lambda _scale: qapp)
    monkeypatch.setattr(screenshot, "ROUNDS", 4)
    monkeypatch.setattr(later, "LOOK_MS", 5)
    yield qapp
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dress(qapp, Appearance().theme)


def options(folder: Path, file: Path, page: str, **more: object) -> ShotOptions:
    usual: dict[str, object] = {"as_name": "Sari", "password": PASSWORD, "size": SIZE}
    return ShotOptions(file, page, folder, **{**usual, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_drawn_in_both_languages(
    application: QApplication, folder: Folder, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the pages behind it, which are made while nobody waits, are another test's
    monkeypatch.setattr(screenshot, "_is_at_rest", lambda _window, jobs: jobs.is_idle())
    pictures = []
    for lang in ("id", "en"):
        file = tmp_path / f"{page}-{lang}.png"
        assert draw_page(options(folder.path, file, page, lang=lang)) == 0
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == SIZE
        pictures.append(picture)
    assert pictures[0] != pictures[1]


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("page", ["queue", "settings"])
def test_a_picture_is_taken_when_every_part_is_made_and_no_question_waits(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Else the count of call-backs and the strip of the handover, which come last, are in one picture and not in another."""
    waited: list[bool] = []
    save = screenshot._save

    def look(window: MainWindow, shot: ShotOptions) -> None:
        counted = window.pages.is_made("callbacks")
        waited.append(counted and window.warm_up.is_done() and window._workplace.jobs.is_idle())
        save(window, shot)

    monkeypatch.setattr(screenshot, "_save", look)
    draw_page(options(folder.path, tmp_path / "x.png", page))
    assert waited == [True]


@pytest.mark.usefixtures("application")
def test_a_question_that_waits_for_a_pause_is_waited_for(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    go_to = screenshot._go_to

    def pause(window: MainWindow, page: str, place: Workplace) -> None:
        go_to(window, page, place)
        timer = QTimer(window)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: ended.append("asked"))
        timer.start(screenshot.ROUND_MS * screenshot.ROUNDS * 4)

    monkeypatch.setattr(screenshot, "_go_to", pause)
    draw_page(options(folder.path, tmp_path / "x.png", "queue"))
    assert ended == ["asked"]


@pytest.mark.parametrize(("page", "scale"), [("queue", 1.5), ("first_start", 1.25)])
def test_an_enlarged_picture_has_the_size_that_was_asked_for(
    folder: Folder, tmp_path: Path, page: str, scale: float
) -> None:
    """In a process of its own: Qt takes the scale only when it begins."""
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    file, signed = tmp_path / "x.png", ["--as", "Sari", "--password-file", str(tmp_path / "password.txt")]
    argv = [
        "--data", str(folder.path), "--screenshot", str(file), "--page", page,
        "--size", "1366x768", "--scale", str(scale), *(signed if page == "queue" else []),
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "madiun_console", *argv],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1366, 768)


@pytest.mark.usefixtures("application")
def test_a_dark_picture_is_dark(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "dark.png"
    draw_page(options(folder.path, file, "settings", theme="dark"))
    picture = QImage(str(file))
    assert picture.pixelColor(SIZE[0] - 3, SIZE[1] - 3).lightness() < 80


def test_an_unknown_page_is_refused_with_the_names_of_all(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="queue") as caught:
        draw_page(options(folder.path, tmp_path / "x.png", "nowhere"))
    assert caught.value.id == "page_unknown"


@pytest.mark.usefixtures("application")
def test_data_are_drawn_for_nobody(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        draw_page(options(folder.path, tmp_path / "x.png", "queue", as_name=None, password=None))
    assert caught.value.id == "as_needed"
    assert not (tmp_path / "x.png").exists()


@pytest.mark.usefixtures("application")
def test_a_picture_that_cannot_be_written_is_told(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        draw_page(options(folder.path, tmp_path / "no folder" / "x.png", "first_start"))
    assert caught.value.id == "folder_read_only"
    assert "tidak ada" in caught.value.text_id


def test_a_picture_is_a_png(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        draw_page(options(folder.path, tmp_path / "x.jpg", "queue"))
    assert caught.value.id == "picture_png"


@pytest.mark.usefixtures("application")
def test_a_page_is_drawn_for_those_who_may_see_it(folder: Folder, tmp_path: Path) -> None:
    desk = open_desk(folder.path, clock=MovedClock())
    add_person(desk, sign_in(desk, "Sari", PASSWORD), "Op", "operator", PASSWORD)
    desk.store.close()
    with pytest.raises(NotAllowed) as caught:
        draw_page(options(folder.path, tmp_path / "x.png", "people", as_name="Op"))
    assert caught.value.id == "page_not_allowed"
    assert not (tmp_path / "x.png").exists()
