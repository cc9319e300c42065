"""Level, kind, place, owner, status, closing and reopening, by keys, with the rights of each role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions import work_incident
from madiun_console.ui.incident.change_forms import HandOverForm, KindForm, LowerForm, matching
from madiun_console.ui.incident.closing_forms import CloseForm, ReopenForm
from madiun_console.ui.incident.place_form import PlaceForm
from madiun_console.ui.widgets import Hit

from .conftest import ALT
from .test_incident_pane import texts

if TYPE_CHECKING:
    from madiun_console.actions.desk import Session
    from tests.ui.incident.conftest import Scene


def sign_in(scene: Scene, session: Session) -> None:
    scene.workplace.set_session(session)
    scene.wait()


def test_c_takes_the_incident(scene: Scene) -> None:
    scene.pane.header.hand_over.setFocus()
    scene.key(Qt.Key.Key_C)
    assert scene.detail().row.owner == scene.people.operator.person
    assert not scene.pane.header.claim.isVisible()


def test_a_c_that_is_typed_takes_nothing(scene: Scene) -> None:
    scene.pane.focus_note()
    scene.key(Qt.Key.Key_C)
    assert scene.pane.foot.note.toPlainText() == "c"
    scene.pane.open_escalation("polri")
    scene.wait()
    scene.key(Qt.Key.Key_C)  # the focus is on a recipient, which knows no letters
    assert scene.detail().row.owner is None


def test_anybody_raises_the_level(scene: Scene) -> None:
    before = scene.detail().row.level
    assert before != "high"
    scene.pane.header.level.picked.emit("high")
    scene.wait()
    assert scene.detail().row.level == "high"
    assert scene.pane.header_line.level().shape == scene.workplace.desk.rulebook.level("high").shape


def test_an_operator_is_not_offered_to_lower(scene: Scene) -> None:
    scene.act(work_incident.raise_level, scene.incident, "high")
    actions = scene.pane.header.level._actions
    assert not actions["low"].isEnabled()
    assert "supervisor" in actions["low"].text()


def test_a_supervisor_lowers_with_a_reason(scene: Scene) -> None:
    scene.act(work_incident.raise_level, scene.incident, "high")
    sign_in(scene, scene.people.supervisor)
    scene.pane.header.level.picked.emit("low")
    form = scene.pane.header.slot.form
    assert isinstance(form, LowerForm)
    assert form.reason.hasFocus()
    scene.key(Qt.Key.Key_Return)
    assert form.message.isVisible()  # no reason yet
    assert scene.detail().row.level == "high"
    scene.type("salah lapor")
    scene.key(Qt.Key.Key_Return)
    assert scene.detail().row.level == "low"
    assert scene.pane.header.slot.form is None


def test_another_kind_is_found_by_typing(scene: Scene) -> None:
    scene.key(Qt.Key.Key_J, ALT, scene.pane)
    scene.qtbot.waitUntil(lambda: isinstance(scene.pane.header.slot.form, KindForm))
    kind = scene.workplace.desk.rulebook.subs[0]
    scene.type(kind.label("en"))
    scene.key(Qt.Key.Key_Return)  # takes the hit
    scene.key(Qt.Key.Key_Return)  # changes the kind
    assert scene.detail().row.kind_id == kind.id
    assert scene.pane.header_line.kind_text().replace("\u200b", "") == kind.label("en")


def test_words_that_are_no_kind_are_not_taken(scene: Scene) -> None:
    before = scene.detail().row.kind_id
    scene.pane.header.kind.click()
    form = scene.pane.header.slot.form
    assert form is not None
    scene.type("zzzz")
    scene.key(Qt.Key.Key_Return)
    assert form.message.isVisible()
    assert scene.detail().row.kind_id == before


def test_a_better_place(scene: Scene) -> None:
    scene.pane.header.place.click()
    form = scene.pane.header.slot.form
    assert isinstance(form, PlaceForm)
    assert form.address.text() == "Jl. Gajah Mada"
    scene.type("oro oro")
    scene.key(Qt.Key.Key_Return)
    form.landmark.setText("dekat pasar")
    scene.key(Qt.Key.Key_Return)
    place = scene.detail().state.place
    unit = scene.workplace.desk.rulebook.unit(place.unit or "")
    assert unit.name == "Oro-oro Ombo"
    assert (place.precision, place.landmark) == ("street", "dekat pasar")
    assert "Oro-oro Ombo" in texts(scene.pane.header)


def test_only_the_landmark_keeps_the_rest(scene: Scene) -> None:
    before = scene.detail().state.place
    scene.pane.header.place.click()
    form = scene.pane.header.slot.form
    assert isinstance(form, PlaceForm)
    form.landmark.setText("depan masjid")
    form.confirm()
    scene.wait()
    after = scene.detail().state.place
    assert (after.unit, after.precision, after.address) == (before.unit, before.precision, before.address)
    assert after.landmark == "depan masjid"


def test_half_a_place_name_is_not_saved(scene: Scene) -> None:
    scene.pane.header.place.click()
    form = scene.pane.header.slot.form
    assert isinstance(form, PlaceForm)
    form.unit.set_text_left("win")
    form.confirm()
    assert form.message.isVisible()


def test_handing_over_to_a_named_person(scene: Scene) -> None:
    scene.key(Qt.Key.Key_S, ALT, scene.pane)
    scene.qtbot.waitUntil(lambda: isinstance(scene.pane.header.slot.form, HandOverForm))
    scene.wait()
    scene.type("bim")
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_Return)
    assert scene.detail().row.owner == scene.people.supervisor.person
    assert "Bima" in scene.pane.header._owner.full_text()


def test_handing_over_to_who_has_it_is_told(scene: Scene) -> None:
    scene.act(work_incident.hand_over, scene.incident, scene.people.operator.person)
    scene.key(Qt.Key.Key_S, ALT, scene.pane)
    scene.qtbot.waitUntil(lambda: isinstance(scene.pane.header.slot.form, HandOverForm))
    scene.wait()
    scene.type("op")
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_Return)
    form = scene.pane.header.slot.form
    assert isinstance(form, HandOverForm)
    assert "Op takes care of it already." in texts(form)


def test_escape_leaves_a_form_and_goes_back_to_where_it_came_from(scene: Scene) -> None:
    scene.pane.header.kind.setFocus()
    scene.pane.header.kind.click()
    assert scene.pane.header.slot.isVisible()
    scene.key(Qt.Key.Key_Escape)
    assert scene.pane.header.slot.form is None
    assert scene.pane.header.kind.hasFocus()


def test_a_status_is_set_from_the_menu(scene: Scene) -> None:
    scene.pane.foot.status.picked.emit("monitoring")
    scene.wait()
    assert scene.detail().row.status == "monitoring"
    assert scene.pane.foot.status.checked_ids() == ("monitoring",)


def test_closing_needs_a_code(scene: Scene) -> None:
    sign_in(scene, scene.people.supervisor)
    scene.pane.foot.status.picked.emit("close")
    form = scene.pane.header.slot.form
    assert isinstance(form, CloseForm)
    scene.key(Qt.Key.Key_Return)
    assert form.message.isVisible()
    assert scene.detail().row.is_open
    scene.key(Qt.Key.Key_3)
    scene.type("Salah tutup")
    assert scene.detail().row.is_open
    scene.key(Qt.Key.Key_Return)
    closings = scene.workplace.desk.rulebook.closings
    assert scene.detail().row.closing == closings[2].id
    closing = scene.detail().closing
    assert closing is not None
    assert closing.note == "Salah tutup"
    assert closings[2].label("en") in texts(scene.pane.header)
    assert not scene.pane.header.claim.isVisible()


def test_an_operator_is_told_that_a_high_one_needs_a_supervisor(scene: Scene) -> None:
    scene.act(work_incident.raise_level, scene.incident, "high")
    scene.pane.foot.status.picked.emit("close")
    form = scene.pane.header.slot.form
    assert isinstance(form, CloseForm)
    assert "supervisor" in texts(form)
    form.code.set_value("handled")
    form.confirm()
    scene.wait()
    assert scene.detail().row.is_open


def test_reopening(scene: Scene) -> None:
    sign_in(scene, scene.people.supervisor)
    scene.act(work_incident.raise_level, scene.incident, "high")
    work_incident.close_incident(scene.workplace.desk, scene.people.supervisor, scene.incident, "handled")
    scene.show(scene.incident)
    scene.pane.foot.status.picked.emit("reopen")
    assert isinstance(scene.pane.header.slot.form, ReopenForm)
    scene.type("mulai lagi")
    scene.key(Qt.Key.Key_Return)
    assert scene.detail().row.is_open
    assert scene.detail().row.status == "reopened"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ["a", "b"]), ("bima", ["b"]), ("sup", ["b"]), ("x", []), ("ri wu", ["a"])],
)
def test_hits_match_by_the_beginnings_of_words(typed: str, found: list[str]) -> None:
    hits = [Hit("a", "Rina Wulandari", "operator"), Hit("b", "Bima", "supervisor")]
    assert [hit.value for hit in matching(hits, typed)] == found
