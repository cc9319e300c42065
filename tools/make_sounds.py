"""Computes the sounds of the console into `resources/sounds/`: our own tones, 22 kHz mono, a few kilobytes each."""

from __future__ import annotations

import math
import struct
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
FADE = 0.012  # seconds; a tone that starts at once clicks
LOUDEST = 0.6 * 32_767


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone: hertz (0 is silence), seconds, loudness 0 to 1, share of the second and third harmonic."""

    hertz: float
    seconds: float
    loud: float = 1.0
    bright: float = 0.25


def rest(seconds: float) -> Tone:
    """Silence."""
    return Tone(0, seconds, 0)


# A new high incident: two alternating tones as of a siren, bright, heard over a room that talks.
NEW_HIGH = tuple(
    tone for _ in range(3) for tone in (Tone(988, 0.17, bright=0.5), Tone(740, 0.17, bright=0.5))
)
# An escalation nobody answers: three knocks that rise, as of somebody waiting.
UNANSWERED = (Tone(523, 0.11), rest(0.07), Tone(587, 0.11), rest(0.07), Tone(698, 0.22), rest(0.05))
# A message: one soft drop.
MESSAGE = (Tone(880, 0.06, 0.45, 0.1), Tone(659, 0.16, 0.4, 0.1))
SOUNDS = {"new_high": NEW_HIGH, "unanswered": UNANSWERED, "message": MESSAGE}


def samples(tone: Tone) -> list[int]:
    """The tone as 16-bit samples, faded in and out."""
    count = int(tone.seconds * RATE)
    found = []
    for at in range(count):
        moment = at / RATE
        turn = 2 * math.pi * tone.hertz * moment
        value = math.sin(turn) + tone.bright * math.sin(2 * turn) + tone.bright / 2 * math.sin(3 * turn)
        fade = min(1.0, moment / FADE, (tone.seconds - moment) / FADE)
        found.append(int(LOUDEST * tone.loud * fade * value / (1 + 1.5 * tone.bright)))
    return found


def write_sound(path: Path, tones: tuple[Tone, ...]) -> None:
    """Write tones one after the other as a WAV file."""
    data = [sample for tone in tones for sample in samples(tone)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


def main() -> int:
    """Write all sounds."""
    folder = Path(__file__).resolve().parents[1] / "resources" / "sounds"
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        write_sound(folder / f"{name}.wav", tones)
    return 0


if __name__ == "__main__":
    sys.exit(main())
