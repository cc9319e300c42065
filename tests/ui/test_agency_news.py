"""The strip of what agencies wrote: refusals first and one by one, notes closed together, nothing while nobody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from madiun_console.queries.agency_news import AgencyNews, AgencySaid
from madiun_console.ui.agency_news import BANNER, AgencyNewsBanner
from madiun_console.ui.shell import ShellFrame
from madiun_console.ui.sounds import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People


class Listening(Sounds):
    """Writes down what would sound."""

    def __init__(self, workplace: Workplace, heard: list[str]) -> None:
        super().__init__(workplace, beep=lambda: None)
        self._heard = heard

    def alarm(self, kind: str, window: QWidget) -> None:
        self._heard.append(kind)


class Scene:
    def __init__(self, workplace: Workplace, frame: ShellFrame, window: QWidget) -> None:
        self.heard: list[str] = []
        self.frame = frame
        self.strip = AgencyNewsBanner(workplace, Listening(workplace, self.heard), frame, window)
        self.opened: list[str] = []
        self.strip.incident_wanted.connect(self.opened.append)

    def say(self, *news: AgencyNews) -> None:
        self.strip._on_said(AgencySaid(news, 1))

    def words(self) -> str:
        banner = self.frame.banners._banners.get(BANNER)
        return banner.accessibleName() if banner is not None else ""


@pytest.fixture
def scene(workplace: Workplace, shown: Callable[..., QWidget]) -> Scene:
    frame = ShellFrame(workplace.appearance, workplace.ticker)
    shown(frame, 1000, 700)
    return Scene(workplace, frame, frame)


def note(incident: str, text: str, *, declined: bool = False) -> AgencyNews:
    return AgencyNews(
        incident, f"20261123-B00{incident}", "polres_madiun_kota", declined, text, 1_795_419_128_000
    )


def test_a_refusal_stands_before_notes_and_sounds(scene: Scene) -> None:
    scene.say(note("1", "berangkat"))
    assert scene.heard == []
    assert scene.words().startswith("B23-001, Polres Madiun Kota: berangkat")
    scene.say(note("2", "bukan wilayah kami", declined=True))
    assert scene.heard == ["unanswered"]
    assert "B23-002, Polres Madiun Kota: does not take it: bukan wilayah kami" in scene.words()
    assert "(and 1 more)" in scene.words()


def test_refusals_are_closed_one_by_one_and_notes_together(scene: Scene) -> None:
    scene.say(note("1", "a"), note("2", "b"), note("3", "c", declined=True), note("4", "d", declined=True))
    closed = scene.frame.banners.closed
    closed.emit(BANNER)
    assert "B23-004" in scene.words()
    closed.emit(BANNER)
    assert "B23-001" in scene.words()
    closed.emit(BANNER)
    assert scene.words() == ""


def test_opening_shows_the_incident_and_puts_all_about_it_away(scene: Scene) -> None:
    scene.say(note("1", "a"), note("1", "b"), note("2", "c"))
    scene.frame.banners.acted.emit(BANNER)
    assert scene.opened == ["1"]
    assert "B23-002" in scene.words()


def test_nothing_is_told_while_nobody_is_signed_in(
    scene: Scene, workplace: Workplace, people: People
) -> None:
    workplace.set_session(None)
    scene.say(note("1", "a"))
    assert scene.words() == ""
    workplace.set_session(people.operator)
    assert "B23-001" in scene.words()
