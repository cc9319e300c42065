"""What the program proposes while the story is typed, and that a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from madiun_console.queries.incident_detail import incident_detail
from tests.ui.intake.conftest import STORY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from tests.ui.intake.conftest import Operator


def test_kind_and_place_stand_in_their_fields_as_suggestions(operator: Operator) -> None:
    operator.call()
    view = operator.pane.view
    assert view.kind.choice.is_suggested()
    assert view.place.choice.is_suggested()
    assert view.place.unit == "35.77.02.1005"
    assert view.kind._field.note() == view.place._field.note() == "suggested, saved as shown"


def test_saving_takes_what_stands_in_the_fields_and_no_unconfirmed_answer(
    operator: Operator, desk: Desk
) -> None:
    operator.call()
    kind = operator.pane.view.kind.kind_id
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    detail = incident_detail(desk, row.id)
    assert detail is not None
    assert (row.kind_id, row.unit) == (kind, "35.77.02.1005")
    assert detail.reports[0].answers == {}
    assert "weapon" in detail.reports[0].unanswered


def test_ctrl_space_confirms_everything_at_once(operator: Operator) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Space)
    form = operator.pane.view.form()
    assert form.answers["crowd_band"] == "30-99"
    assert form.answers["weapon"] == "blunt"
    assert form.kind_by_hand
    assert form.address == "Jl. Gajah Mada"
    assert form.precision == "street"


def test_a_choice_by_hand_is_never_overwritten(operator: Operator) -> None:
    operator.call(story="Ada orang kumpul")
    choice = operator.pane.view.kind.choice
    choice.setFocus()
    choice.selectAll()
    operator.write("hoaks")
    operator.press(Qt.Key.Key_Return)
    chosen = operator.pane.view.kind.kind_id
    assert chosen
    assert not choice.is_suggested()
    operator.pane.view.story.narrative.setFocus()
    operator.write(" lalu bentrok, saling lempar batu")
    operator.settle()
    assert operator.pane.view.kind.kind_id == chosen


def test_a_rejected_suggestion_does_not_come_back(operator: Operator) -> None:
    operator.call()
    choice = operator.pane.view.place.choice
    choice.setFocus()
    choice.selectAll()
    operator.press(Qt.Key.Key_Delete)
    operator.pane.view.story.narrative.setFocus()
    operator.write(" sekarang")
    operator.settle()
    assert operator.pane.view.place.unit == ""


def test_an_answer_by_hand_beats_the_hint(operator: Operator) -> None:
    operator.call()
    weapon = operator.pane.view.questions.choices["weapon"]
    weapon.setFocus()
    operator.write("1")
    operator.ctrl(Qt.Key.Key_Space)
    assert operator.pane.view.form().answers["weapon"] == "none"


def test_an_unticked_sign_is_not_ticked_again(operator: Operator) -> None:
    operator.call(story="Dua kelompok bentrok saling lempar batu, ada yang mabuk")
    signs = operator.pane.view.signs
    operator.ctrl(Qt.Key.Key_Space)
    ticked = signs.chips.values()
    assert ticked
    next(button for button in signs.chips.buttons if button.isChecked()).click()
    operator.ctrl(Qt.Key.Key_Space)
    assert set(signs.chips.values()) == set(ticked[1:])


def test_a_place_typed_in_vain_is_kept_as_address(operator: Operator) -> None:
    operator.call(story="Ada orang kumpul")
    operator.pane.view.place.choice.setFocus()
    operator.write("Gang Qwxyz")
    assert operator.pane.view.form().address == "Gang Qwxyz"
    assert operator.pane.view.place._field.note() == "not found, kept as address"


def test_a_place_is_called_unknown_only_when_nothing_is_found_or_the_field_is_left(
    operator: Operator,
) -> None:
    operator.call(story="Halo")
    place = operator.pane.view.place
    place.choice.setFocus()
    operator.write("taman")
    assert place.choice.popup_open()
    assert place._field.note() == ""
    operator.pane.view.address.address.setFocus()
    assert place._field.note() == "not found, kept as address"
    place.choice.setFocus()
    operator.write("xyz")
    assert place._field.note() == "not found, kept as address"


def test_a_kelurahan_around_the_city_is_called_so_in_list_and_field(operator: Operator) -> None:
    operator.call(story="Halo")
    place = operator.pane.view.place
    for typed, called in (("nglames", "Kel. Nglames"), ("sambirejo jiwan", "Desa Sambirejo")):
        place.choice.setFocus()
        place.choice.selectAll()
        operator.write(typed)
        assert place.choice.hits()[0].label == called
        operator.press(Qt.Key.Key_Return)
        assert place.choice.text().startswith(f"{called}, ")
        assert place.choice.toolTip().startswith(f"{called}, ")


def test_the_list_of_places_is_wide_enough_for_its_texts(operator: Operator) -> None:
    operator.call(story="Halo")
    choice = operator.pane.view.place.choice
    choice.setFocus()
    operator.write("pandean")
    popup = choice._popup
    wide = max(popup._delegate.width_of(hit, popup.font()) for hit in choice.hits())
    assert choice.width() < wide
    assert popup.viewport().width() >= min(wide, popup.window().width() - 20)
    assert popup.window().rect().contains(popup.geometry())


def test_a_kelurahan_is_found_by_part_of_its_name(operator: Operator) -> None:
    operator.call(story="Ada orang kumpul")
    operator.pane.view.place.choice.setFocus()
    operator.write("kec tam")
    operator.press(Qt.Key.Key_Return)
    assert operator.pane.view.form().unit == "35.77.03"
    assert operator.pane.view.form().precision == "kecamatan"


def test_the_level_says_why_and_what_the_hints_would_make_of_it(operator: Operator) -> None:
    operator.call(story="Ada sekitar 40 orang kumpul, bawa celurit")
    box = operator.pane.view.level
    assert "Sharp weapon" in box.spoken()
    assert "→ High" in box.spoken()
    assert box.shown_level() != "high"
    operator.ctrl(Qt.Key.Key_Space)
    operator.settle()
    assert box.shown_level() == "high"
    assert "hints" not in box.spoken()


def test_raising_by_hand_is_free_and_can_be_taken_back(operator: Operator) -> None:
    operator.call(story="Ada orang kumpul")
    box = operator.pane.view.level
    assert box.shown_level() == "low"
    operator.alt(Qt.Key.Key_Up)
    operator.settle()
    assert box.shown_level() == "middle"
    operator.alt(Qt.Key.Key_Up)
    operator.settle()
    assert (box.shown_level(), operator.pane.view.form().raised_to) == ("high", "high")
    assert "raised by hand" in box.spoken()
    operator.alt(Qt.Key.Key_Down)
    operator.settle()
    assert (box.shown_level(), operator.pane.view.form().raised_to) == ("low", "")


def test_a_duplicate_appears_while_typing_and_ctrl_g_joins_it(operator: Operator, qtbot: QtBot) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    operator.call(number="0813 1111 2222", story=STORY)
    box = operator.pane.view.duplicates
    assert [one.row.id for one in box.found()] == [row.id]
    operator.ctrl(Qt.Key.Key_G)
    assert operator.pane.view.form().joins == row.id
    assert box._lead.full_text() == "Part of B23-001"
    operator.ctrl(Qt.Key.Key_G)
    assert operator.pane.view.form().joins == ""
    operator.ctrl(Qt.Key.Key_G)
    with qtbot.waitSignal(operator.pane.saved) as saved:
        operator.press(Qt.Key.Key_F9)
    operator.settle()
    assert saved.args == [row.id, "polri"]
    (now,) = operator.queue()
    assert (now.reports, now.callers) == (2, 2)


def test_ctrl_g_with_nothing_to_join_says_so(operator: Operator) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_G)
    assert operator.pane.view.form().joins == ""
    assert operator.told == [("info", "No open incident is found that may be the same.")]


def test_a_colleagues_new_incident_shows_up_without_a_key(operator: Operator) -> None:
    from madiun_console.actions.take_call import save_report
    from madiun_console.domain.report_form import ReportForm

    operator.call()
    assert operator.pane.view.duplicates.found() == ()
    place = operator.workplace
    theirs = ReportForm(
        channel="phone", started=0, narrative=STORY, unit="35.77.02.1005", number="0813 1111 3333"
    )
    place.act(save_report, theirs)
    operator.settle()
    assert len(operator.pane.view.duplicates.found()) == 1


def test_a_chosen_kind_asks_its_own_questions(operator: Operator, desk: Desk) -> None:
    operator.call()
    details = operator.pane.view.details
    assert not details.fold.is_open()
    operator.ctrl(Qt.Key.Key_Space)
    assert details.fold.is_open()
    kind = desk.rulebook.kinds[operator.pane.view.kind.kind_id]
    asked = kind.ask[0].id
    details.lines[asked].setFocus()
    operator.write("setengah jam")
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    detail = incident_detail(desk, operator.queue()[0].id)
    assert detail is not None
    assert detail.reports[0].told == {kind.ask[0].name_id: "setengah jam"}
