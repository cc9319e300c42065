"""Sounds never wait, never fail, and the one that matters cannot be silenced."""

from __future__ import annotations

import array
import wave
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.resources import resource_path
from madiun_console.ui.sounds import (
    KINDS,
    NEW_HIGH,
    QUIET_S,
    UNANSWERED,
    Sounds,
    ToolPlayer,
    louder_or_softer,
    system_player,
)
from madiun_console.ui.workplace import Workplace
from tests.ui.conftest import HeldClock


class HeardPlayer:
    """Remembers, or refuses."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.played: list[Path] = []

    def play(self, file: Path) -> bool:
        self.played.append(file)
        return self.works


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def loudest(file: Path) -> int:
    with wave.open(str(file)) as reading:
        samples = array.array("h", reading.readframes(reading.getnframes()))
    return max(abs(int(sample)) for sample in samples)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sound_of_its_own(kind: str) -> None:
    assert loudest(resource_path("sounds", f"{kind}.wav")) > 0


def test_softer_is_softer_and_keeps_its_length(tmp_path: Path) -> None:
    source = resource_path("sounds", "new_high.wav")
    swings = []
    for percent in (20, 50, 80):
        target = tmp_path / f"{percent}.wav"
        louder_or_softer(source, target, percent)
        swings.append(loudest(target))
        with wave.open(str(source)) as one, wave.open(str(target)) as other:
            assert one.getparams() == other.getparams()
    assert 0 < swings[0] < swings[1] < swings[2] < loudest(source)


def test_mute_spares_a_new_high_incident(workplace: Workplace, window: QWidget) -> None:
    player = HeardPlayer()
    sounds = Sounds(workplace, player)
    workplace.prefer(muted=True)
    sounds.alarm(UNANSWERED, window)
    assert player.played == []
    sounds.alarm(NEW_HIGH, window)
    assert len(player.played) == 1


def test_ten_alarms_in_one_breath_are_one_sound(
    workplace: Workplace, window: QWidget, held: HeldClock
) -> None:
    player = HeardPlayer()
    sounds = Sounds(workplace, player)
    for _ in range(10):
        sounds.alarm(NEW_HIGH, window)
    sounds.alarm(UNANSWERED, window)
    assert len(player.played) == 2
    held.pass_time(workplace.ticker, QUIET_S)
    sounds.alarm(NEW_HIGH, window)
    assert len(player.played) == 3


def test_full_volume_plays_the_file_as_it_is_and_none_plays_nothing(workplace: Workplace) -> None:
    player = HeardPlayer()
    sounds = Sounds(workplace, player)
    workplace.prefer(volume_new_high=100, volume_unanswered=0)
    sounds.play(NEW_HIGH)
    sounds.play(UNANSWERED)
    assert player.played == [resource_path("sounds", "new_high.wav")]


def test_the_scaled_files_go_with_the_sounds(workplace: Workplace) -> None:
    player = HeardPlayer()
    sounds = Sounds(workplace, player)
    sounds.play(NEW_HIGH)
    (file,) = player.played
    assert file.exists()
    del sounds
    assert not file.exists()


def test_without_a_player_the_computer_beeps(workplace: Workplace) -> None:
    beeps: list[bool] = []
    Sounds(workplace, HeardPlayer(works=False), lambda: beeps.append(True)).play(NEW_HIGH)
    assert beeps == [True]


def test_a_tool_that_is_missing_or_fails_is_given_up_for_the_next(tmp_path: Path, qtbot: QtBot) -> None:
    ends_badly = tmp_path / "ends_badly"
    ends_badly.write_text("#!/bin/sh\nexit 3\n")
    ends_badly.chmod(0o755)
    told = tmp_path / "told"
    plays = tmp_path / "plays"
    plays.write_text(f'#!/bin/sh\necho "$1" > "{told}"\n')
    plays.chmod(0o755)
    player = ToolPlayer([[str(tmp_path / "missing")], [str(ends_badly)], [str(plays)]])
    assert player.play(Path("a.wav"))
    qtbot.waitUntil(lambda: player._running[0][1].poll() is not None)
    assert player.play(Path("b.wav"))
    qtbot.waitUntil(told.exists)
    assert player._tools == [(str(plays),)]
    qtbot.waitUntil(lambda: player._running[0][1].poll() is not None)


def test_the_systems_player_is_chosen_by_what_is_there() -> None:
    player = system_player("linux", lambda name: f"bin/{name}" if name != "paplay" else None)
    assert isinstance(player, ToolPlayer)
    assert player._tools == [("bin/pw-play",), ("bin/aplay", "-q")]
    nothing = system_player("linux", lambda _: None)
    assert nothing.play(Path("a.wav")) is False
