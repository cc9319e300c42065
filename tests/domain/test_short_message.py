"""The outgoing message: short, complete, in the right verb, and never with an identity or a group's name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.short_message import MAX_LENGTH, MessageFacts, phone_script, short_message

FACTS = MessageFacts(
    verb="teruskan",
    level="High (tinggi)",
    kind="Bentrok/saling lempar batu",
    number="B23-017",
    unit="Kel. Winongo, Kec. Manguharjo",
    place="Jl. Doho dekat lapangan",
    narrative="Saya Siti Aminah 0812 3456 7890, dua rombongan Elang saling lempar batu, ada yang jatuh",
    people="30-99",
    weapons="Batu/kayu/benda tumpul",
    victims="Luka ringan",
    callers=3,
    since_ms=1_795_443_240_000,
    identities=("Siti Aminah", "+6281234567890"),
    restricted="Elang lawan Winongo",
)


def test_message_to_the_police() -> None:
    assert short_message(FACTS) == (
        "TERUSKAN: High (tinggi)\n"
        "Bentrok/saling lempar batu\n"
        "No. B23-017, sejak 21.14 WIB\n"
        "Lokasi: Jl. Doho dekat lapangan, Kel. Winongo, Kec. Manguharjo\n"
        "Laporan: Saya ••• •••, dua rombongan ••• saling lempar batu, ada yang jatuh\n"
        "Orang: 30-99. Senjata: Batu/kayu/benda tumpul. Korban: Luka ringan\n"
        "Pelapor berbeda: 3\n"
        "Mohon konfirmasi terima ke Call Center 112."
    )


def test_the_military_is_informed_and_never_asked_for_force() -> None:
    facts = replace(FACTS, verb="koordinasi")
    for text in (short_message(facts), phone_script(facts, "Kodim 0803")):
        assert not re.search("mohon (bantuan|pengerahan|kirim)|pasukan|teruskan", text, re.IGNORECASE)
        assert "Polri" in text
    assert short_message(facts).startswith("KOORDINASI (informasi): High")
    assert "sebagai informasi" in phone_script(facts, "Kodim 0803")


def test_training_is_marked_first() -> None:
    facts = replace(FACTS, training=True)
    assert short_message(facts).startswith("LATIHAN - TERUSKAN")
    assert phone_script(facts, "Polsek Manguharjo").startswith("Ini latihan. ")


def test_what_is_unknown_is_left_out() -> None:
    text = short_message(replace(FACTS, unit="", place="", narrative="", people="", weapons=" ", victims=""))
    assert [line.split(":")[0] for line in text.splitlines()] == [
        "TERUSKAN",
        "Bentrok/saling lempar batu",
        "No. B23-017, sejak 21.14 WIB",
        "Pelapor berbeda",
        "Mohon konfirmasi terima ke Call Center 112.",
    ]


def test_a_long_narrative_is_trimmed_at_a_word() -> None:
    line = next(
        line
        for line in short_message(replace(FACTS, narrative="perkelahian " * 400)).splitlines()
        if line.startswith("Laporan")
    )
    assert line.endswith("perkelahian…")
    assert len(line) < 170


def test_the_script_says_the_same() -> None:
    text = phone_script(FACTS, "Polsek Manguharjo")
    for part in (
        "Polsek Manguharjo",
        "B23-017",
        "High (tinggi)",
        "Kel. Winongo",
        "21.14 WIB",
        "3 pelapor",
        "30-99",
    ):
        assert part in text
    assert "Siti" not in text
    assert "Elang" not in text


text = st.text(max_size=400)


@given(place=text, narrative=text, kind=text, level=text, unit=text, people=text, weapons=text, victims=text)
def test_the_message_is_short_whatever_is_in_it(**fields: str) -> None:
    message = short_message(replace(FACTS, **fields))  # type: ignore[arg-type]
    assert len(message) <= MAX_LENGTH
    assert message.endswith("Call Center 112.")
    assert "B23-017" in message


names = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=6, max_size=12)


@pytest.mark.parametrize("field", ["narrative", "place"])
@given(
    name=names,
    group=names,
    end=st.text(alphabet="0123456789", min_size=8, max_size=8),
    before=st.text(max_size=160),
    after=st.text(max_size=80),
)
def test_no_identity_and_no_group_ever_leaks(
    field: str, name: str, group: str, end: str, before: str, after: str
) -> None:
    number = "812" + end
    typed = f"{before} {name.title()} 0{number} {group.upper()} {after}"
    facts = replace(FACTS, identities=(name, "+62" + number), restricted=group)
    facts = replace(facts, **{field: typed})  # type: ignore[arg-type]
    for message in (short_message(facts), phone_script(facts, "Polsek Taman")):
        assert name not in message.casefold()
        assert group not in message.casefold()
        assert number not in re.sub(r"\D", "", message)


def test_half_a_name_at_the_cut_is_no_leak() -> None:
    for padding in range(100, 160):
        message = short_message(replace(FACTS, narrative="x" * padding + " Siti Aminah lari"))
        assert not re.search(r"Si(t|ti)?…|Am", message)
