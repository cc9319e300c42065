"""The short text that an escalation carries, and the same as a script to read aloud; never who called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from madiun_console.domain.clock import local_time
from madiun_console.domain.masking import strip_groups, strip_identity

MAX_LENGTH = 600  # reads well in one WhatsApp screen and in half a minute on the telephone
_READ = 2000  # characters of a narrative that are looked at: far more than are shown
_WHAT, _PLACE, _SHORT, _LABEL, _RECIPIENT = 150, 90, 30, 70, 40
_HEADS = {"teruskan": "TERUSKAN", "koordinasi": "KOORDINASI (informasi)"}
_ENDINGS = {
    "teruskan": "Mohon konfirmasi terima ke Call Center 112.",
    "koordinasi": "Sebagai informasi; penanganan oleh Polri.",
}

Verb = Literal["teruskan", "koordinasi"]


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What a message is made of; empty texts are left out.

    Labels (`level`, `kind`, `unit`, `people`, `weapons`, `victims`) come from the rulebook and are trusted.
    `place` and `narrative` are what people typed: `identities` (names and numbers of the callers) and the words of
    `restricted` (names of groups) are taken out of them. `since_ms` is epoch milliseconds.
    """

    verb: Verb
    level: str
    kind: str
    number: str
    unit: str
    place: str
    narrative: str
    people: str
    weapons: str
    victims: str
    callers: int
    since_ms: int
    identities: tuple[str, ...] = ()
    restricted: str = ""
    training: bool = False


def short_message(facts: MessageFacts) -> str:
    """Return the message, at most MAX_LENGTH characters, in Indonesian (agencies read no other language)."""
    lines = [
        f"{'LATIHAN - ' if facts.training else ''}{_HEADS[facts.verb]}: {_cut(facts.level, _SHORT)}",
        _cut(facts.kind, _LABEL),
        f"No. {_cut(facts.number, _SHORT)}, sejak {_clock(facts.since_ms)}",
    ]
    place = _place(facts)
    if place:
        lines.append(f"Lokasi: {place}")
    what = _typed(facts.narrative, facts, _WHAT)
    if what:
        lines.append(f"Laporan: {what}")
    details = [
        f"{name}: {_cut(value, _SHORT)}"
        for name, value in (("Orang", facts.people), ("Senjata", facts.weapons), ("Korban", facts.victims))
        if value.strip()
    ]
    if details:
        lines.append(". ".join(details))
    lines += [f"Pelapor berbeda: {facts.callers}", _ENDINGS[facts.verb]]
    return "\n".join(lines)[:MAX_LENGTH]


def phone_script(facts: MessageFacts, recipient: str) -> str:
    """Return the same as sentences to read aloud to `recipient` (the office's name from the rulebook)."""
    forward = facts.verb == "teruskan"
    opening = "Ini latihan. " if facts.training else ""
    purpose = (
        "Kami meneruskan laporan" if forward else "Kami berkoordinasi, sebagai informasi, tentang laporan"
    )
    sentences = [
        f"{opening}Selamat bertugas, {_cut(recipient, _RECIPIENT)}. Ini Call Center 112 Kota Madiun.",
        f"{purpose} nomor {_cut(facts.number, _SHORT)}, level {_cut(facts.level, _SHORT)}: {_cut(facts.kind, _LABEL)}.",
    ]
    place = _place(facts)
    if place:
        sentences.append(f"Lokasi {place}.")
    sentences.append(f"Sejak pukul {_clock(facts.since_ms)}, {facts.callers} pelapor berbeda.")
    what = _typed(facts.narrative, facts, _WHAT)
    if what:
        sentences.append(f"Isi laporan: {what.rstrip('.')}.")
    sentences += [
        f"{name} {_cut(value, _SHORT)}."
        for name, value in (
            ("Jumlah orang", facts.people),
            ("Senjata:", facts.weapons),
            ("Korban:", facts.victims),
        )
        if value.strip()
    ]
    sentences.append(
        "Mohon jabatan Bapak/Ibu yang menerima dan perkiraan waktu tiba."
        if forward
        else "Penanganan oleh Polri. Mohon jabatan Bapak/Ibu yang menerima informasi ini."
    )
    return " ".join(sentences)


def _place(facts: MessageFacts) -> str:
    parts = (_typed(facts.place, facts, _PLACE), _cut(facts.unit, _LABEL))
    return ", ".join(part for part in parts if part)


def _typed(text: str, facts: MessageFacts, longest: int) -> str:
    """Take identities and group names out before trimming: half a name at the cut would still be a name."""
    clean = strip_identity(" ".join(text[:_READ].split()), facts.identities)
    return _cut(strip_groups(clean, facts.restricted), longest)


def _cut(text: str, longest: int) -> str:
    """Return one line of at most `longest` characters, trimmed at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    short = line[: longest - 1]
    head, space, _ = short.rpartition(" ")
    return (head if space and len(head) > longest // 2 else short).rstrip(" ,.;:") + "…"


def _clock(since_ms: int) -> str:
    return f"{local_time(since_ms):%H.%M} WIB"
