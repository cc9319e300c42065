"""One editor for each kind of value: what people type, what is taken, what is said when it does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from madiun_console.ui.rules.rule_words import RuleWords, seconds_of
from madiun_console.ui.rules.value_fields import ChoiceField, ChoicesField, NumberField, TextField
from madiun_console.ui.workplace import Workplace

from .conftest import ACK, PHONE, Supervisor

# ------------------------------------------------------------------------------------------ one editor for each kind


def set_number(field: NumberField) -> None:
    field.spin.lineEdit().setText("4")
    field.spin.interpretText()


def set_span(field: NumberField) -> None:
    field.spin.lineEdit().setText("1 jam 30 menit")
    field.spin.interpretText()


def set_none(field: NumberField) -> None:
    field.spin.setValue(field.spin.minimum())


def set_yes_no(field: ChoiceField) -> None:
    field._choice.buttons[1].click()


def set_choice(field: ChoiceField) -> None:
    field._choice.buttons[2].click()


def set_chips(field: ChoicesField) -> None:
    field._chips.buttons[0].click()


def write(text: str) -> Callable[[TextField], None]:
    def fill(field: TextField) -> None:
        field.line.setText(text)
        field.line.textEdited.emit(text)

    return fill


@pytest.mark.parametrize(
    ("rule", "fill", "value"),
    [
        ("levels.toml:factor[threat].points", set_number, 4),
        ("levels.toml:targets.low.agency_ack", set_span, 5400),
        ("sop.toml:step[caller_safe].by", set_none, None),
        ("levels.toml:factor[threat].on", set_yes_no, False),
        ("levels.toml:factor[threat].override", set_choice, "middle"),
        ("taxonomy.toml:category[crowd].sub[convoy].default_level", set_choice, "high"),
        ("sop.toml:step[caller_safe].kinds", set_chips, ["crowd"]),
        ("shifts.toml:shift[pagi].start", write("7.30"), "07:30"),
        (PHONE, write("0351-464 123"), "+62351464123"),
        ("sop.toml:closing[handled].text", write("  Tuntas   di tempat "), "Tuntas di tempat"),
        ("sop.toml:call_outcome[prank].key", lambda field: field._choice.buttons[8].click(), "Alt+9"),
        ("agencies.toml:agency[polsek_taman].channel", set_choice, "whatsapp"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_right_editor_gives_the_right_value(
    bima: Supervisor, rule: str, fill: Callable[[Any], None], value: Any
) -> None:
    bima.choose(rule)
    fill(bima.section.card.field)
    assert bima.section._edits[rule].value == value
    bima.save()
    assert bima.section.foot.message.property("tone") == "success", bima.section.foot.message._text.text()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5 menit", 300), ("5", 300), ("2:30", 150), ("2.30", 150), ("90 detik", 90), ("1 jam 30 menit", 5400),
        ("1 hari", 86400), ("1 day 2 hours", 93600), ("45s", 45), ("", None), ("lima", None), ("5 meter", None), ("-5", None),
    ],
)  # fmt: skip
def test_spans_as_people_type_them(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("seconds", [10, 59, 60, 90, 3600, 5400, 86_400, 90_061])
def test_a_span_reads_back_what_it_says(workplace: Workplace, seconds: int) -> None:
    words = RuleWords(workplace)
    assert seconds_of(words.span(seconds)) == seconds
    workplace.translator.use("id")
    assert seconds_of(words.span(seconds)) == seconds
    workplace.translator.use("en")


def test_what_does_not_fit_is_said_and_not_taken(bima: Supervisor) -> None:
    bima.choose(PHONE)
    bima.section.focus_list()
    bima.key(Qt.Key.Key_Return)
    bima.write("hubungi Pak RT")
    bima.key(Qt.Key.Key_Return)
    card = bima.section.card
    assert card.message.property("tone") == "danger"
    assert isinstance(card.field, TextField)
    assert card.field.line.hasFocus(), "it stays there to be mended"
    assert not bima.section._edits
    bima.key(Qt.Key.Key_Escape)
    assert card.field.value() == ""
    assert bima.section.view.hasFocus()


def test_escape_takes_a_change_back(bima: Supervisor) -> None:
    bima.choose(ACK)
    bima.section.focus_list()
    bima.key(Qt.Key.Key_Return)
    bima.write("10 menit")
    bima.key(Qt.Key.Key_Tab)
    assert bima.section._edits
    bima.section.card.take_keyboard()
    bima.key(Qt.Key.Key_Escape)
    assert not bima.section._edits
    assert bima.section.foot.isHidden()


def test_arrows_step_by_what_makes_sense(bima: Supervisor) -> None:
    bima.choose(ACK)
    field = bima.section.card.field
    assert isinstance(field, NumberField)
    field.spin.stepUp()
    assert field.value() == 360
    field.spin.setValue(60)
    field.spin.stepDown()
    assert field.value() == 50
    field.spin.setValue(86_400 * 3)
    field.spin.stepUp()
    assert field.value() == 86_400 * 4


def test_a_chain_keeps_its_order_and_grows_at_its_end(bima: Supervisor) -> None:
    bima.choose("agencies.toml:rules.chain.low")
    field = bima.section.card.field
    assert isinstance(field, ChoicesField)
    assert field.value() == ["kelurahan", "bhabinkamtibmas", "babinsa"]
    for agency in ("fkub", "kelurahan", "dishub", "kelurahan"):
        next(one for one in field._chips.buttons if one.choice.value == agency).click()
    assert field.value() == ["bhabinkamtibmas", "babinsa", "fkub", "dishub", "kelurahan"]


def test_a_choice_cannot_be_emptied(bima: Supervisor) -> None:
    bima.choose("levels.toml:factor[threat].on")
    field = bima.section.card.field
    assert isinstance(field, ChoiceField)
    bima.qtbot.keyClick(field._choice.buttons[0], Qt.Key.Key_Backspace)
    assert field.value() is True
    assert not bima.section._edits
