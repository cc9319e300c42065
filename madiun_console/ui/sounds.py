"""Sounds for what needs a human: through the system's own player, never waiting for it, never failing because of it."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.resources import resource_path
from madiun_console.ui.workplace import Workplace

NEW_HIGH, UNANSWERED, HELP = "new_high", "unanswered", "message"
KINDS = (NEW_HIGH, UNANSWERED, HELP)
NEVER_MUTED = (NEW_HIGH, HELP)
QUIET_S = 3.0
"""Ten alarms in one breath are one sound."""
TOOLS: tuple[tuple[str, ...], ...] = (("pw-play",), ("paplay",), ("aplay", "-q"))

_log = logging.getLogger(__name__)


class Player(Protocol):
    """Something that plays a WAV file and returns at once."""

    def play(self, file: Path) -> bool:
        """Begin to play; False when it cannot."""


class WindowsPlayer:
    """`winsound` of the standard library; a new sound ends the one before."""

    def play(self, file: Path) -> bool:
        """Begin to play; False when Windows refuses."""
        winsound: Any = import_module("winsound")  # Windows alone has it
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(str(file), flags)
        except RuntimeError:
            return False
        return True


class ToolPlayer:
    """A program of the desktop (PipeWire, PulseAudio, ALSA); one that fails is given up for the next."""

    def __init__(self, tools: Sequence[Sequence[str]]) -> None:
        self._tools = [tuple(tool) for tool in tools]
        self._running: list[tuple[tuple[str, ...], subprocess.Popen[bytes]]] = []

    def play(self, file: Path) -> bool:
        """Start the first program that has not failed yet; False when none is left."""
        self._look_back()
        while self._tools:
            tool = self._tools[0]
            try:
                started = subprocess.Popen(  # noqa: S603 - a fixed program, found on the path, and our own file
                    [*tool, str(file)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError as error:
                _log.info("%s cannot be started: %s", tool[0], error)
                self._tools.remove(tool)
                continue
            self._running.append((tool, started))
            return True
        return False

    def _look_back(self) -> None:
        """Let go of programs that ended, and of tools that ended badly (no sound card, no sound server)."""
        still = []
        for tool, process in self._running:
            code = process.poll()
            if code is None:
                still.append((tool, process))
            elif code and tool in self._tools:
                _log.info("%s ended with %s and is not used again", tool[0], code)
                self._tools.remove(tool)
        self._running = still


def system_player(platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> Player:
    """The player of this computer; on a Linux desktop whichever programs are there."""
    if platform == "win32":
        return WindowsPlayer()
    return ToolPlayer([(path, *tool[1:]) for tool in TOOLS if (path := which(tool[0]))])


def louder_or_softer(source: Path, target: Path, percent: int) -> None:
    """Write `source` (16-bit WAV) to `target` at a volume. The ear hears powers: half the slider is a quarter of the swing."""
    import array
    import wave

    factor = (percent / 100) ** 2
    with wave.open(str(source)) as reading:
        params = reading.getparams()
        samples = array.array("h", reading.readframes(params.nframes))
    if sys.byteorder == "big":
        samples.byteswap()  # WAV is little-endian
    scaled = array.array("h", (round(sample * factor) for sample in samples))
    if sys.byteorder == "big":
        scaled.byteswap()
    with wave.open(str(target), "wb") as writing:
        writing.setparams(params)
        writing.writeframes(scaled.tobytes())


class Sounds:
    """Plays by the workplace's preferences; a muted desk still hears a new high incident, and a colleague who calls for help."""

    def __init__(
        self,
        workplace: Workplace,
        player: Player | None = None,
        beep: Callable[[], None] = QApplication.beep,
    ) -> None:
        self._workplace = workplace
        self._player = player or system_player()
        self._beep = beep
        self._played_at: dict[str, float] = {}
        self._folder: Path | None = None

    def alarm(self, kind: str, window: QWidget) -> None:
        """Sound `kind` ("new_high", "unanswered", "message") and flash the window in the taskbar until somebody looks."""
        QApplication.alert(window, 0)
        now = self._workplace.ticker.monotonic()
        if now - self._played_at.get(kind, -QUIET_S) < QUIET_S:
            return
        self._played_at[kind] = now
        if kind in NEVER_MUTED or not self._workplace.preferences.muted:
            self.play(kind)

    def play(self, kind: str) -> None:
        """Sound `kind` at its volume, whatever is muted (the settings page tries it out)."""
        volume = self.volume(kind)
        if not volume:
            return
        try:
            played = self._player.play(self._file(kind, volume))
        except OSError as error:
            _log.info("no sound: %s", error)
            played = False
        if not played:
            self._beep()

    def volume(self, kind: str) -> int:
        """Percent, as the preferences say."""
        preferences = self._workplace.preferences
        return preferences.volume_new_high if kind in NEVER_MUTED else preferences.volume_unanswered

    def _file(self, kind: str, percent: int) -> Path:
        source = resource_path("sounds", f"{kind}.wav")
        if percent == 100:
            return source
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="madiun-console-sounds-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        target = self._folder / f"{kind}-{percent}.wav"
        if not target.exists():
            louder_or_softer(source, target, percent)
        return target
