"""SOP steps, citizens' reports, conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from madiun_console.actions import work_incident
from madiun_console.actions.erase import erase_incidents
from madiun_console.domain.events import Event
from madiun_console.domain.events import catalogue as ev
from madiun_console.ui.incident.report_forms import CallbackForm, QuestionsForm
from madiun_console.ui.widgets import KeyButton

from .conftest import ALT
from .test_incident_pane import texts

if TYPE_CHECKING:
    from madiun_console.ui.incident.report_card import ReportCard
    from tests.ui.incident.conftest import Scene, Telephone


def card(scene: Scene, at: int = 0) -> ReportCard:
    return scene.pane.reports.cards.widgets[at]


def test_steps_are_walked_and_ticked_by_keys(scene: Scene) -> None:
    scene.key(Qt.Key.Key_P, ALT, scene.pane)
    lines = scene.pane.steps.lines.widgets
    assert lines[0].button.hasFocus()
    scene.key(Qt.Key.Key_Down)
    scene.key(Qt.Key.Key_Space)
    ticked = [row for row in scene.detail().steps if row.state]
    assert [row.step.id for row in ticked] == [scene.detail().steps[1].step.id]
    assert lines[1].button.isChecked()
    assert lines[1].button.hasFocus()
    assert lines[1].trailing() == "14.32 Op"
    scene.key(Qt.Key.Key_Space)
    assert not any(row.state for row in scene.detail().steps)
    assert not lines[1].button.isChecked()


def test_steps_stand_by_deadline_and_a_tick_moves_none(scene: Scene) -> None:
    scene.act(work_incident.raise_level, scene.incident, "high")
    steps = scene.detail().steps
    known = [row.due for row in steps if row.due is not None]
    assert known == sorted(known)
    assert [row.due for row in steps[len(known) :]] == [None] * (len(steps) - len(known))
    ids = [row.step.id for row in steps]
    assert ids.index("inform_polres") < ids.index("check_notified"), "due together, the graver one first"
    scene.act(work_incident.tick_step, scene.incident, ids[0])
    assert [row.step.id for row in scene.detail().steps] == ids
    scene.key(Qt.Key.Key_P, ALT, scene.pane)
    assert scene.pane.steps.lines.widgets[1].button.hasFocus()


def test_the_keys_of_a_section_bring_it_into_sight(scene: Scene) -> None:
    scene.pane.resize(451, 420)
    area = scene.pane.scroll_area
    for key, section in ((Qt.Key.Key_R, scene.pane.reports), (Qt.Key.Key_P, scene.pane.steps)):
        area.verticalScrollBar().setValue(0 if section is scene.pane.reports else 9999)
        scene.key(key, ALT, scene.pane)
        focus = scene.pane.focusWidget()
        assert focus is not None
        assert section.isAncestorOf(focus)
        top = focus.mapTo(area.viewport(), focus.rect().topLeft()).y()
        assert 0 <= top <= area.viewport().height() - focus.height()


def test_a_click_on_the_words_ticks(scene: Scene) -> None:
    line = scene.pane.steps.lines.widgets[0]
    scene.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    scene.wait()
    assert line.button.isChecked()


def test_a_deadline_is_seen_before_and_after(scene: Scene) -> None:
    line = scene.pane.steps.lines.widgets[0]  # 60 seconds
    assert line.trailing() == "by 14.33"
    scene.pass_time(50)
    assert (line.trailing(), line._trailing.property("tone")) == ("00:10 left", "warning")
    scene.pass_time(20)
    assert (line.trailing(), line._trailing.property("tone")) == ("late by 00:10", "danger")


def test_a_refused_tick_is_taken_back_on_the_screen(scene: Scene) -> None:
    from madiun_console.actions.people import disable_person

    disable_person(scene.workplace.desk, scene.people.administrator, scene.people.operator.person)
    line = scene.pane.steps.lines.widgets[0]
    line.button.click()
    scene.wait()
    assert not line.button.isChecked()
    assert scene.pane.message.isVisible()


def test_an_identity_is_shown_for_a_reason_and_thirty_seconds(scene: Scene) -> None:
    first = card(scene)
    assert "3456" not in texts(first)
    first.identity.click()
    scene.key(Qt.Key.Key_Return)
    assert first.slot.form is not None
    assert first.slot.form.message.isVisible()  # a reason is a must
    scene.type("menelepon balik")
    scene.key(Qt.Key.Key_Return)
    assert "0812 3456 7890" in first.revealed.text()
    assert first.revealed.isVisible()
    assert "identity read 1 times" in first.caller_text()
    scene.pass_time(29)
    assert first.revealed.isVisible()
    scene.pass_time(1)
    assert not first.revealed.isVisible()
    assert first.revealed.text() == ""


def test_leaving_the_incident_hides_an_identity(scene: Scene) -> None:
    first = card(scene)
    first.identity.click()
    scene.type("menelepon balik")
    scene.key(Qt.Key.Key_Return)
    assert first.revealed.text()
    scene.pane.hide()
    assert first.revealed.text() == ""


def test_an_identity_leaves_no_empty_box_behind(scene: Scene) -> None:
    first = card(scene)
    scene.key(Qt.Key.Key_R, ALT, scene.pane)
    while not first.identity.hasFocus():
        scene.key(Qt.Key.Key_Tab)
    scene.key(Qt.Key.Key_Return)
    scene.type("menelepon balik")
    scene.key(Qt.Key.Key_Return)
    assert first.revealed.isVisible()
    scene.key(Qt.Key.Key_R, ALT, scene.pane)
    focus = scene.pane.focusWidget()
    assert focus is not None
    assert not first.revealed.isAncestorOf(focus), "the report is gone to, not the number"
    scene.pane.hide()
    scene.pane.show()
    assert not first.revealed.isVisible()


def test_calling_the_caller_is_told(scene: Scene, telephone: Telephone) -> None:
    first = card(scene)
    first.identity.click()
    scene.type("menelepon balik")
    scene.key(Qt.Key.Key_Return)
    with scene.qtbot.waitSignal(scene.pane.call_wanted) as told:
        first.revealed.call.click()
    assert telephone.called == ["tel:+6281234567890"]
    assert first.row is not None
    assert told.args == [first.row.id]


def test_open_questions_are_answered_in_place(scene: Scene) -> None:
    second = card(scene, 1)
    assert second.row is not None
    before = second.row.unanswered
    assert len(before) >= 3
    assert "required questions are still open" in texts(second)
    scene.key(Qt.Key.Key_R, ALT, scene.pane)
    second.ask.click()
    form = second.slot.form
    assert isinstance(form, QuestionsForm)
    form.confirm()
    assert form.message.isVisible()
    scene.key(Qt.Key.Key_1)
    scene.key(Qt.Key.Key_Return)
    assert second.slot.form is None
    row = scene.detail().reports[1]
    assert set(before) - set(row.unanswered) == {before[0]}


def test_a_place_that_was_not_asked_is_written_as_an_address(scene: Scene) -> None:
    incident = scene.open(unit="", address="", answers={"timing": "ongoing"})
    scene.show(incident)
    only = card(scene)
    assert only.row is not None
    assert "location_text" in only.row.unanswered
    only.ask.click()
    form = only.slot.form
    assert isinstance(form, QuestionsForm)
    scene.type("Jl. Pahlawan 5")
    form.confirm()
    scene.wait()
    assert scene.detail(incident).reports[0].address == "Jl. Pahlawan 5"


def test_a_call_back_is_promised(scene: Scene) -> None:
    from madiun_console.queries.desk_lists import open_callbacks

    card(scene).call_back.click()
    form = card(scene).slot.form
    assert isinstance(form, CallbackForm)
    scene.key(Qt.Key.Key_1)
    scene.key(Qt.Key.Key_Return)
    owed = open_callbacks(scene.workplace.desk)
    assert [row.due for row in owed] == [scene.clock.now_ms() + 15 * 60_000]
    assert "call-back list" in scene.pane.reports.message.accessibleName()


def test_parting_a_report_can_be_undone(scene: Scene) -> None:
    second = card(scene, 1)
    assert second.row is not None
    report = second.row.id
    second.unlink.click()
    scene.wait()
    assert [row.id for row in scene.detail().reports] == [card(scene).row.id]  # type: ignore[union-attr]
    assert not card(scene).unlink.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, KeyButton)
    assert focus.text() == "Undo"  # and not the note field, into which the next key would be typed
    with scene.qtbot.waitSignal(scene.pane.incident_wanted) as wanted:
        scene.pane.reports.message.action_triggered.emit("open")
    assert wanted.args[0] not in ("", scene.incident)
    scene.pane.reports.message.action_triggered.emit("undo")
    scene.wait()
    assert report in [row.id for row in scene.detail().reports]
    assert len(scene.pane.reports.cards.widgets) == 2


def test_restricted_words_are_marked(scene: Scene) -> None:
    incident = scene.open(groups="kelompok A", protected=True, anonymous=True)
    scene.show(incident)
    written = texts(card(scene))
    assert "Restricted, call center only · Groups: kelompok A" in written
    assert "Anonymous · protected" in written
    assert not card(scene).identity.isVisible()
    assert not card(scene).call_back.isVisible()


def test_a_huge_narrative_is_shown_in_part(scene: Scene) -> None:
    incident = scene.open(narrative="kata " * 20_000)
    scene.show(incident)
    assert len(card(scene).words.text()) < 400
    card(scene).more.click()
    assert 400 < len(card(scene).words.text()) < 9_000


def _write_apart(scene: Scene, *happened: Event) -> None:
    """Two desks that did not see each other: none of the writes names the other."""
    with scene.workplace.desk.store.write(scene.people.operator.person) as (writer, result):
        base = _heads(scene)
        for one in happened:
            writer.append(scene.incident, one, base=base)
    scene.pane.apply(result.changes)
    scene.wait()


def _heads(scene: Scene) -> tuple[str, ...]:
    return tuple(fact for facts in scene.detail().state.heads.values() for fact in facts)


def test_two_kinds_are_settled_by_one_click(scene: Scene) -> None:
    book = scene.workplace.desk.rulebook
    first, second = book.subs[0], book.subs[1]
    assert not scene.pane.conflicts.isVisible()
    _write_apart(scene, ev.KindChanged(kind_id=first.id), ev.KindChanged(kind_id=second.id))
    box = scene.pane.conflicts
    assert box.isVisible()
    line = box.lines.widgets[0]
    assert first.label("en") in line.values[0].text()
    assert "Op · desk B · 14.32" in line.values[1].text()
    line.buttons[0].click()
    scene.wait()
    assert scene.detail().row.kind_id == first.id
    assert not box.isVisible()


def test_owners_statuses_and_steps_can_be_settled(scene: Scene) -> None:
    step = scene.detail().steps[0].step.id
    _write_apart(
        scene,
        ev.IncidentClaimed(),
        ev.IncidentHandedOver(owner=scene.people.supervisor.person),
        ev.StatusSet(status="handling"),
        ev.StatusSet(status="monitoring"),
        ev.StepTicked(step=step, done=True),
        ev.StepTicked(step=step, done=False),
        ev.PlaceChanged(unit="35.77.02.1005"),
        ev.PlaceChanged(unit="35.77.02.1004"),
    )
    box = scene.pane.conflicts
    for left in (3, 2, 1, 0):
        box.lines.widgets[0].buttons[0].click()
        scene.wait()
        assert len(box.lines.widgets) == left
    detail = scene.detail()
    assert detail.row.owner == scene.people.operator.person
    assert detail.row.status == "handling"
    assert detail.state.steps[step].done
    assert detail.state.place.unit == "35.77.02.1005"


def test_a_lower_level_of_two_takes_a_supervisor(scene: Scene) -> None:
    _write_apart(scene, ev.LevelLowered(level="low", reason="x"), ev.LevelRaised(level="high"))
    assert scene.detail().row.level == "high"
    low = scene.pane.conflicts.lines.widgets[0].buttons[0]
    low.click()
    scene.wait()
    assert scene.pane.message.isVisible()
    scene.workplace.set_session(scene.people.supervisor)
    scene.wait()
    scene.pane.conflicts.lines.widgets[0].buttons[0].click()
    scene.wait()
    assert scene.detail().row.level == "low"
    assert not scene.detail().state.conflicts
    assert work_incident.closing_right(scene.workplace.desk, "low") == "close_low"


def test_long_values_of_a_conflict_stay_in_the_pane(scene: Scene) -> None:
    places = [ev.PlaceChanged(unit="35.77.02.1005", address=letter * 120) for letter in "ab"]
    _write_apart(scene, *places)
    inner = scene.pane.scroll_area.widget()
    assert inner is not None
    assert scene.pane.conflicts.isVisible()
    assert inner.minimumSizeHint().width() <= 400


def test_there_is_no_empty_room_below_the_history(scene: Scene) -> None:
    inner = scene.pane.scroll_area.widget()
    assert inner is not None
    scene.pane.resize(451, 300)
    last = scene.pane.timeline
    scene.qtbot.waitUntil(lambda: 0 <= inner.height() - last.geometry().bottom() <= 24)


def test_a_report_without_a_story_is_not_told_as_erased(scene: Scene) -> None:
    silent = {
        "narrative": "",
        "kind_id": "",
        "unit": "",
        "address": "",
        "answers": {},
        "remarks": "Suara tangis",
    }
    scene.show(scene.open(**silent, number="0813 1111 5555"))
    words = card(scene).words.text()
    assert "Nothing was written down." in words
    assert "not held here" not in words
    assert "Suara tangis" in card(scene)._restricted.text()


def test_a_story_that_was_erased_is_told_as_not_held(scene: Scene) -> None:
    """Also where codes and answers are left, which no erasure takes."""
    place = scene.workplace
    closing = place.desk.rulebook.closings[0].id
    work_incident.close_incident(place.desk, scene.people.administrator, scene.incident, closing, "selesai")
    changes = erase_incidents(place.desk, scene.people.administrator, [scene.incident], "diminta", texts=True)
    scene.pane.apply(changes)
    scene.wait()
    assert scene.detail().reports[0].answers
    assert "The text is not held here." in card(scene).words.text()
    assert not card(scene).ask.isVisible()
