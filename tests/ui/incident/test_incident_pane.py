"""The pane as a whole: what it shows, what it keeps while the incident changes, and that it never scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.actions import escalate, work_incident
from madiun_console.domain.changes import Changes
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.pane_section import PaneSection

from .conftest import ALT, CTRL, SHIFT

if TYPE_CHECKING:
    from madiun_console.ui.incident.incident_page import IncidentPage
    from madiun_console.ui.incident.incident_pane import IncidentPane
    from tests.logfail import LogGuard
    from tests.ui.incident.conftest import Scene


def texts(widget: QWidget) -> str:
    """Everything visible that is written in labels."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_nothing_chosen_says_so(pane: IncidentPane) -> None:
    assert "No incident chosen" in texts(pane)
    assert not pane.foot.isVisible()


def test_an_incident_is_shown_from_top_to_bottom(scene: Scene) -> None:
    pane = scene.pane
    assert pane.header_line.number_text() == "B23-001"
    written = texts(pane)
    for expected in (
        "Winongo",
        "2 different callers",
        "0812 •••• 7890",
        "Ada lemparan batu",
        "Report joined",
    ):
        assert expected in written or any(
            expected in entry.spoken for entry in pane.timeline.view.rows_model()._rows
        ), expected
    assert "3456" not in written
    assert len(pane.steps.lines.widgets) == len(scene.detail().steps)


def test_an_unknown_incident_is_told_as_unknown(scene: Scene) -> None:
    scene.show("01890000-0000-7000-8000-000000000000")
    assert "not known on this PC" in texts(scene.pane)


def test_showing_nothing_again_empties_the_pane(scene: Scene) -> None:
    scene.pane.show_incident(None)
    assert "No incident chosen" in texts(scene.pane)
    assert scene.pane.page is None


def test_only_its_own_changes_are_read(scene: Scene) -> None:
    before = scene.pane.page
    scene.pane.apply(Changes(incidents=frozenset({"another"})))
    scene.wait()
    assert scene.pane.page is before
    scene.pane.apply(Changes(incidents=frozenset({scene.incident})))
    scene.wait()
    assert scene.pane.page is not before


def test_a_colleagues_change_keeps_focus_scroll_and_half_typed_note(scene: Scene) -> None:
    pane = scene.pane
    pane.focus_note()
    scene.type("Pak RW sudah")
    bar = pane.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    assert at > 0
    scene.act(work_incident.add_note, scene.incident, "catatan rekan")
    assert pane.foot.note.toPlainText() == "Pak RW sudah"
    assert pane.foot.note.hasFocus()
    assert bar.value() == at
    assert pane.timeline.view.rows_model()._rows[0].text == "catatan rekan"


def test_a_half_typed_note_stays_with_its_incident(scene: Scene) -> None:
    other = scene.open(narrative="Balap liar")
    scene.pane.focus_note()
    scene.type("setengah")
    scene.show(other)
    assert scene.pane.foot.note.toPlainText() == ""
    scene.show(scene.incident)
    assert scene.pane.foot.note.toPlainText() == "setengah"


def test_somebody_else_does_not_inherit_a_half_typed_note(scene: Scene) -> None:
    scene.pane.focus_note()
    scene.type("rahasia saya")
    scene.workplace.set_session(scene.people.supervisor)
    scene.wait()
    assert scene.pane.foot.note.toPlainText() == ""


def test_enter_adds_a_note_and_shift_enter_a_line(scene: Scene) -> None:
    scene.key(Qt.Key.Key_N, ALT, scene.pane)
    assert scene.pane.foot.note.hasFocus()
    scene.type("baris satu")
    scene.key(Qt.Key.Key_Return, SHIFT)
    scene.type("baris dua")
    scene.key(Qt.Key.Key_Return)
    assert [note.text for note in scene.detail().state.notes] == ["baris satu\nbaris dua"]
    assert scene.pane.foot.note.toPlainText() == ""


def test_escape_leaves_the_note_for_the_list_and_keeps_it(scene: Scene) -> None:
    scene.key(Qt.Key.Key_N, ALT, scene.pane)
    scene.type("setengah")
    with scene.qtbot.waitSignal(scene.pane.left):
        scene.key(Qt.Key.Key_Escape)
    assert scene.pane.foot.note.toPlainText() == "setengah"


def test_a_note_for_the_call_center_only(scene: Scene) -> None:
    scene.key(Qt.Key.Key_N, CTRL | SHIFT, scene.pane)
    assert scene.pane.foot.is_restricted()
    assert "Call center only" in texts(scene.pane.foot)
    scene.type("nama kelompok")
    scene.key(Qt.Key.Key_Return)
    note = scene.detail().state.notes[0]
    assert (note.text, note.restricted) == ("nama kelompok", True)
    assert not scene.pane.foot.is_restricted()


def test_an_empty_note_is_not_written(scene: Scene) -> None:
    scene.pane.focus_note()
    scene.type("   ")
    scene.key(Qt.Key.Key_Return)
    assert scene.detail().state.notes == ()


def test_a_refused_note_stays_in_the_field(scene: Scene) -> None:
    from madiun_console.actions.people import disable_person

    disable_person(scene.workplace.desk, scene.people.administrator, scene.people.operator.person)
    scene.pane.focus_note()
    scene.type("jangan hilang")
    scene.key(Qt.Key.Key_Return)
    assert scene.pane.foot.note.toPlainText() == "jangan hilang"
    assert not scene.pane.foot.note.isReadOnly()
    assert scene.pane.message.isVisible()


@pytest.mark.parametrize(("width", "height"), [(451, 724), (420, 452), (400, 452)])
def test_it_never_scrolls_sideways(scene: Scene, width: int, height: int) -> None:
    pane, desk, operator = scene.pane, scene.workplace.desk, scene.people.operator
    link = "https://contoh.id/" + "x" * 200
    work_incident.add_note(desk, operator, scene.incident, link)
    scene.open(narrative=link, joins=scene.incident)
    escalate.escalate(desk, operator, scene.incident, "dinkes_psc", link, "phone")
    escalate.escalate(desk, operator, scene.incident, "koramil_manguharjo", "x", "whatsapp")
    pane.resize(width, height)
    scene.act(work_incident.raise_level, scene.incident, "high")
    scene.pass_time(4000)
    inner = pane.scroll_area.widget()
    assert inner is not None
    pane.open_escalation("tni")
    scene.wait()
    assert pane.escalations.panel is not None
    scene.qtbot.waitUntil(lambda: inner.width() == pane.scroll_area.viewport().width())
    assert inner.minimumSizeHint().width() <= pane.scroll_area.viewport().width()
    pane.escalations.lines.widgets[0].open_answer()
    pane.reports.cards.widgets[0].call_back.click()
    pane.foot.close_wanted.emit()
    QApplication.processEvents()
    assert inner.minimumSizeHint().width() <= pane.scroll_area.viewport().width()
    assert pane.minimumSizeHint().width() <= width


def test_tab_goes_from_top_to_bottom(scene: Scene) -> None:
    pane = scene.pane
    scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "pesan", "phone")
    inner = pane.scroll_area.widget()
    assert inner is not None
    pane.header.claim.setFocus()
    heights = []
    seen: list[QWidget] = []
    while QApplication.focusWidget() is not pane.foot.note and len(seen) < 60:
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus not in seen, focus
        seen.append(focus)
        heights.append(focus.mapTo(inner, focus.rect().center()).y())
        scene.qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pane.foot.note
    assert heights == sorted(heights)
    assert len(seen) > 12


def test_no_key_is_given_twice() -> None:
    given = [value for name, value in vars(keys).items() if name.isupper()]
    assert len(given) == len(set(given))
    assert not set(given) & {f"Alt+{digit}" for digit in range(10)}


def test_ages_tick_without_reading(scene: Scene) -> None:
    page = scene.pane.page
    scene.pass_time(65)
    assert scene.pane.header._age.chip.text == "Age 01:05"
    assert scene.pane.page is page


def test_a_clock_set_back_does_not_move_an_age(scene: Scene) -> None:
    scene.pass_time(60)
    scene.held.ms -= 86_400_000
    scene.held.pass_time(scene.ticker, 5)
    assert scene.pane.header._age.chip.text == "Age 01:05"


def test_the_language_changes_on_the_spot(scene: Scene) -> None:
    for language, expected in (("id", "Pastikan pelapor aman"), ("en", "Make sure the caller is safe")):
        scene.workplace.translator.use(language)
        QApplication.sendEvent(scene.pane, QEvent(QEvent.Type.LanguageChange))
        assert expected in texts(scene.pane.steps)


def _poisoned(scene: Scene, monkeypatch: pytest.MonkeyPatch, section: object, method: str = "fill") -> str:
    """Another incident, which a section cannot show."""
    other = scene.open(narrative="Racun", unit="35.77.01.1002")

    def fails(*_: object) -> None:
        raise OverflowError("date value out of range")

    def fill(page: IncidentPage) -> None:
        if page.id == other:
            fails()

    monkeypatch.setattr(section, method, fill if method == "fill" else fails)
    return other


def _facts(scene: Scene) -> int:
    with scene.workplace.desk.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar() or 0)


@pytest.mark.parametrize("name", ["header_line", "conflicts", "escalations", "steps", "timeline", "foot"])
def test_an_incident_that_cannot_be_shown_leaves_nothing_of_the_one_before(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard, name: str
) -> None:
    log_guard.expect("cannot be shown")
    pane, first = scene.pane, scene.incident
    pane.focus_note()
    scene.type("milik yang pertama")
    other = _poisoned(scene, monkeypatch, getattr(pane, name))
    before = _facts(scene)
    scene.show(other)
    assert pane.page is None
    assert "This incident cannot be shown" in texts(pane)
    assert "B23-001" not in texts(pane)
    assert not any(section.page for section in pane.findChildren(PaneSection))
    pane.foot.note.setPlainText("untuk siapa")
    pane.foot.add_note()
    pane.header.claim_now()
    pane.steps.offer_step("polres_madiun_kota")
    pane.open_escalation("polri")
    pane.foot.status.picked.emit("handling")
    scene.key(Qt.Key.Key_N, widget=pane)
    scene.wait()
    assert _facts(scene) == before, "nothing is sent for a page that is not wholly shown"
    scene.show(first)
    assert pane.header.page
    assert pane.header.page.id == first
    assert "This incident cannot be shown" not in texts(pane)
    assert "B23-001" in pane.header_line.number_text()


def test_an_incident_that_cannot_be_read_is_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    log_guard.expect("cannot be read")

    def fails(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr("madiun_console.ui.incident.incident_page.incident_detail", fails)
    scene.show(scene.open(narrative="Racun", unit="35.77.01.1002"))
    assert scene.pane.page is None
    assert "This incident cannot be shown" in texts(scene.pane)


def test_a_clock_that_fails_empties_the_pane_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    log_guard.expect("cannot be shown any more")
    _poisoned(scene, monkeypatch, scene.pane.steps, "tick")
    scene.ticker.ticked.emit()
    scene.ticker.ticked.emit()
    assert scene.pane.page is None
    assert "This incident cannot be shown" in texts(scene.pane)
