"""Giving an incident to agencies and recording what they answer, from the first key to the next rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication

from madiun_console.actions import escalate, work_incident
from madiun_console.domain.rulebook import Contact
from madiun_console.ui.incident.agency_phone import agency_link, shown_number, whatsapp_link
from madiun_console.ui.incident.answer_form import AnswerForm
from madiun_console.ui.incident.escalation_panel import EscalationPanel
from madiun_console.ui.incident.recipient_choice import addressees

from .conftest import ALT, CTRL
from .test_incident_pane import texts

if TYPE_CHECKING:
    from tests.ui.incident.conftest import Scene, Telephone


@pytest.fixture
def high(scene: Scene) -> Scene:
    scene.act(work_incident.raise_level, scene.incident, "high")
    return scene


def open_panel(scene: Scene, kind: str) -> EscalationPanel:
    scene.pane.open_escalation(kind)
    scene.wait()
    panel = scene.pane.escalations.panel
    assert panel is not None
    return panel


def test_f9_and_ctrl_enter_are_enough(high: Scene) -> None:
    high.pane.focus_note()
    high.key(Qt.Key.Key_F9)
    panel = high.pane.escalations.panel
    assert panel is not None
    assert panel.recipients.value() == "polres_madiun_kota"
    assert "Kepolisian Resor Madiun Kota" in texts(panel)
    high.key(Qt.Key.Key_Return, CTRL)
    high.qtbot.waitUntil(lambda: high.pane.escalations.panel is None)
    high.wait()
    row = high.detail().escalations[0]
    assert (row.agency, row.channel, row.state) == ("polres_madiun_kota", "phone", "sent")
    assert row.message.startswith("TERUSKAN")
    assert high.pane.foot.note.hasFocus()
    bar = high.pane.escalations.bar
    assert bar.buttons["polri"].text() == "POLRI no answer 00:00"
    assert bar.buttons["polri"].purpose == "Escalate to POLRI", "F1 lists what the key does"
    assert bar.buttons["tni"].purpose == "Coordinate TNI"


def test_tni_is_informed_and_never_asked_for_force(high: Scene) -> None:
    panel = open_panel(high, "tni")
    written = texts(panel)
    assert "Coordinate: TNI" in written
    assert "Polri handles it" in written
    assert panel.message_box.message().startswith("KOORDINASI (informasi)")
    assert panel.decree_fold.isVisible()
    assert not panel.decree.isVisible()
    panel.decree_fold.click()
    high.type("SK 12/2026")
    panel.confirm()
    high.wait()
    assert high.detail().escalations[0].agency == "kodim_0803"
    entries = high.pane.timeline.view.rows_model()._rows
    assert "decree SK 12/2026" in entries[0].text


def test_below_high_no_decree_is_asked_for(scene: Scene) -> None:
    assert scene.detail().row.level != "high"
    assert not open_panel(scene, "tni").decree_fold.isVisible()
    assert not open_panel(scene, "polri").decree_fold.isVisible()


def test_an_identity_is_never_in_the_message(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    assert "3456" not in panel.message_box.message()
    assert not panel.message_box._warning.isVisible()
    panel.message_box.text.setPlainText("Hubungi 0812 3456 7890")
    assert panel.message_box._warning.isVisible()


def test_an_edited_message_is_kept_when_the_recipient_changes(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    assert len(panel.recipients.addresses()) > 1
    panel.message_box.text.setPlainText("tulisan sendiri")
    scene.key(Qt.Key.Key_Down, widget=panel.recipients._lines[panel.recipients.value()].button)
    assert panel.recipients.value() == panel.recipients.addresses()[1]
    assert panel.message_box.message() == "tulisan sendiri"
    panel.message_box.prepare_anew.click()
    assert panel.message_box.message().startswith("TERUSKAN")


def test_another_agency_is_found_by_typing(scene: Scene) -> None:
    panel = open_panel(scene, "pemkot")
    panel.recipients.other.setFocus()
    scene.type("psc")
    scene.key(Qt.Key.Key_Return)
    assert panel.recipients.value() == "dinkes_psc"
    panel.confirm()
    scene.wait()
    assert scene.detail().escalations[0].agency == "dinkes_psc"
    assert scene.pane.escalations.bar.buttons["pemkot"].isVisible()


@pytest.mark.parametrize("unit", ["35.77.02.1005", "35.77.02"])
def test_tab_goes_from_the_recipients_to_the_search_however_many_there_are(scene: Scene, unit: str) -> None:
    scene.show(scene.open(unit=unit, answers={}))
    panel = open_panel(scene, "polri")
    assert len(panel.recipients.addresses()) == (2 if unit.count(".") == 3 else 1)
    assert panel.recipients._lines[panel.recipients.value()].button.hasFocus()
    scene.key(Qt.Key.Key_Tab)
    assert panel.recipients.other.hasFocus()
    scene.type("resor madiun kota")
    scene.key(Qt.Key.Key_Return)
    assert panel.recipients.value() == "polres_madiun_kota"
    assert panel.recipients._lines["polres_madiun_kota"].button.hasFocus()
    scene.key(Qt.Key.Key_Tab)
    scene.key(Qt.Key.Key_Tab)
    assert panel.message_box.text.hasFocus()


def test_posts_of_a_unit_are_those_of_the_place(scene: Scene) -> None:
    book = scene.workplace.desk.rulebook
    found = {one.address for one in addressees(book, "35.77.02.1005")}
    assert "bhabinkamtibmas@35.77.02.1005" in found
    assert "kecamatan@35.77.02" in found
    assert "diskominfo" not in found
    assert not [one for one in addressees(book, None) if one.unit is not None]


def test_copying_makes_whatsapp_the_channel(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    scene.key(Qt.Key.Key_C, ALT, panel.message_box.text)
    scene.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == panel.message_box.message())
    assert panel.channel.value() == "whatsapp"


def test_a_channel_chosen_by_hand_stays(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    panel.channel.setFocus()
    scene.key(Qt.Key.Key_3)
    chosen = panel.channel.value()
    panel.message_box.copy_text.click()
    assert panel.channel.value() == chosen != "whatsapp"


def test_the_script_is_read_aloud_on_demand(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    assert not panel.message_box.script.isVisible()
    panel.message_box.read_aloud.click()
    assert "Selamat bertugas" in panel.message_box.script.text()
    assert panel.message_box.script.isVisible()


def test_a_known_number_is_dialled(high: Scene, telephone: Telephone) -> None:
    panel = open_panel(high, "polri")
    assert panel.message_box.call.text() == "Call 110"
    panel.message_box.call.click()
    assert telephone.called == ["tel:110"]
    assert not panel.message_box.whatsapp.isVisible()


def test_links_of_agencies(scene: Scene) -> None:
    from dataclasses import replace

    recipient = scene.workplace.desk.rulebook.recipient("polsek_taman")
    assert agency_link(recipient) is None
    assert shown_number(recipient) == ""
    mobile = replace(recipient, contact=Contact(phone="0812 3456 7890"))
    assert agency_link(mobile) == "tel:+6281234567890"
    assert whatsapp_link(mobile, "a b & c") == "https://wa.me/6281234567890?text=a%20b%20%26%20c"
    fixed = replace(recipient, contact=Contact(phone="0351 464123", whatsapp="62 813 1111 2222"))
    assert agency_link(fixed) == "tel:+62351464123"
    assert whatsapp_link(fixed, "") == "https://wa.me/6281311112222?text="


def test_an_answer_by_keys(scene: Scene) -> None:
    scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "pesan", "phone")
    scene.pass_time(60)
    scene.key(Qt.Key.Key_A, ALT, scene.pane)
    line = scene.pane.escalations.lines.widgets[0]
    scene.qtbot.waitUntil(lambda: line.slot.form is not None)
    scene.key(Qt.Key.Key_1)
    scene.type("Ka SPKT")
    scene.key(Qt.Key.Key_Return)
    row = scene.detail().escalations[0]
    assert (row.state, row.answers[0].role, row.answers[0].channel) == ("received", "Ka SPKT", "phone")
    assert row.answers[0].occurred == scene.clock.now_ms()
    assert line.slot.form is None
    assert "Ka SPKT" in texts(line)


def test_an_answer_may_be_written_down_later(scene: Scene) -> None:
    scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "pesan", "phone")
    scene.pass_time(600)
    line = scene.pane.escalations.lines.widgets[0]
    line.open_answer()
    form = line.slot.form
    assert isinstance(form, AnswerForm)
    form.confirm()
    assert form.message.isVisible()  # what did they say?
    form.state.set_value("moving")
    form.time.setText("99.99")
    form.confirm()
    scene.wait()
    assert scene.detail().escalations[0].answers == ()
    form.time.setText("14.40")
    form.confirm()
    scene.wait()
    assert scene.detail().escalations[0].answers[0].occurred < scene.clock.now_ms() - 60_000
    assert "at 14.40" in scene.pane.timeline.view.rows_model()._rows[0].text


def test_an_answer_lies_between_the_message_and_now(scene: Scene) -> None:
    scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "pesan", "phone")
    scene.pass_time(600)  # 14.42
    line = scene.pane.escalations.lines.widgets[0]
    for time, said in (("15.10", "still to come"), ("14.00", "before the message was sent")):
        scene.key(Qt.Key.Key_A, ALT, scene.pane)
        scene.qtbot.waitUntil(lambda: line.slot.form is not None)
        form = line.slot.form
        assert isinstance(form, AnswerForm)
        scene.key(Qt.Key.Key_1)
        form.time.setText(time)
        scene.key(Qt.Key.Key_Return)
        assert said in form.message.accessibleName()
        assert line.slot.form is form
        assert scene.detail().escalations[0].answers == ()
        scene.key(Qt.Key.Key_Escape)


def test_a_second_escalation_never_touches_the_first(scene: Scene) -> None:
    first = scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "satu", "phone").created[
        "escalation"
    ]
    scene.act(escalate.record_answer, first, "on_scene", "phone")
    scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "dua", "phone")
    states = [line.row.state for line in scene.pane.escalations.lines.widgets if line.row]
    assert states == ["on_scene", "sent"]
    second = scene.pane.escalations.lines.widgets[1]
    second.withdraw.click()
    scene.type("dobel")
    scene.key(Qt.Key.Key_Return)
    assert [row.state for row in scene.detail().escalations] == ["on_scene", "cancelled"]
    assert not second.answer.isVisible()
    assert "on scene" in scene.pane.escalations.bar.buttons["polri"].text()


def test_when_nobody_answers_the_next_rung_is_a_key_away(high: Scene) -> None:
    high.act(escalate.escalate, high.incident, "koramil_manguharjo", "pesan", "phone")
    bar, step = high.pane.escalations.bar, high.pane.escalations.next_step
    assert bar.buttons["tni"].property("role") == ""
    high.pass_time(240)
    assert bar.buttons["tni"].property("role") == "warning"
    assert not step.message.isVisible()
    high.pass_time(60)
    assert bar.buttons["tni"].property("role") == "danger"
    assert bar.buttons["tni"].text() == "TNI no answer 05:00"
    assert "Koramil Manguharjo" in step.message.accessibleName()
    first = high.detail().escalations[0].id
    high.key(Qt.Key.Key_I, ALT, high.pane)
    high.qtbot.waitUntil(lambda: high.pane.escalations.panel is not None)
    high.wait()
    panel = high.pane.escalations.panel
    assert panel is not None
    assert panel.recipients.value() == "kodim_0803"
    panel.confirm()
    high.wait()
    assert high.detail().escalations[-1].rung_of == first
    assert not step.message.isVisible()
    assert "Koramil Manguharjo did not answer" in high.pane.timeline.view.rows_model()._rows[0].text


def test_sending_again_goes_to_the_same_agency(high: Scene) -> None:
    high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    high.pass_time(301)
    high.pane.escalations.next_step.message.action_triggered.emit("again")
    high.wait()
    panel = high.pane.escalations.panel
    assert panel is not None
    assert panel.recipients.value() == "polres_madiun_kota"
    assert "told 14.32" in texts(panel)
    panel.confirm()
    high.wait()
    rows = high.detail().escalations
    assert (rows[1].agency, rows[1].rung_of) == (rows[0].agency, rows[0].id)


def test_calling_the_silent_agency_opens_its_answer(high: Scene, telephone: Telephone) -> None:
    high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    high.pass_time(301)
    high.pane.escalations.next_step.message.action_triggered.emit("call")
    assert telephone.called == ["tel:110"]
    assert high.pane.escalations.lines.widgets[0].slot.form is not None


@pytest.mark.parametrize("program", [True, False])
def test_the_number_is_said_whether_a_telephone_program_took_it_or_not(
    high: Scene, monkeypatch: pytest.MonkeyPatch, program: bool
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: program)
    told: list[str] = []
    high.workplace.told.connect(lambda _tone, text: told.append(text))
    high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    high.pass_time(301)
    high.key(Qt.Key.Key_B, ALT)
    high.qtbot.waitUntil(lambda: bool(told))
    assert "110" in told[-1]
    assert "by hand" in told[-1]
    assert ("no telephone program" in told[-1]) is not program


def test_the_message_of_a_passed_limit_is_not_rebuilt_each_second(high: Scene) -> None:
    high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    high.pass_time(301)
    from madiun_console.ui.widgets import KeyButton

    message = high.pane.escalations.next_step.message
    links = [link for link in message.findChildren(KeyButton) if link.isVisible()]
    links[0].setFocus()
    high.pass_time(5)
    assert links[0].hasFocus()


def test_until_somebody_is_told_the_first_notification_counts_down(high: Scene) -> None:
    step = high.pane.escalations.next_step
    assert step.count_down_text() == "No agency has been told yet: 02:00 left"
    high.pass_time(150)
    assert step.count_down_text() == "No agency has been told yet: late by 00:30"
    high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    assert step.count_down_text() == ""


def test_once_all_it_names_are_told_the_step_is_offered_never_ticked(high: Scene) -> None:
    offer = high.pane.steps.offer
    open_panel(high, "polri").confirm()
    high.wait()
    assert not offer.isVisible(), "the Kodim was not told yet"
    open_panel(high, "tni").confirm()
    high.wait()
    assert all(row.state is None for row in high.detail().steps)
    assert "Polres Madiun Kota" in offer.accessibleName()
    offer.action_triggered.emit("tick")
    high.wait()
    assert [row.step.id for row in high.detail().steps if row.state] == ["inform_polres"]


def test_a_step_is_not_offered_for_agencies_that_were_not_told(high: Scene) -> None:
    told = high.act(escalate.escalate, high.incident, "polres_madiun_kota", "pesan", "phone")
    high.act(escalate.withdraw, told.created["escalation"], "keliru")
    koramil = high.act(escalate.escalate, high.incident, "koramil_manguharjo", "pesan", "phone")
    high.act(escalate.record_answer, koramil.created["escalation"], "unreachable", "phone")
    for kind in ("tni", "polri"):
        panel = open_panel(high, kind)
        assert panel.recipients.value() in ("kodim_0803", "polres_madiun_kota")
        if kind == "polri":
            panel.recipients.other.setFocus()
            high.type("polsek manguharjo")
            high.key(Qt.Key.Key_Return)
            assert panel.recipients.value() == "polsek_manguharjo"
        panel.confirm()
        high.wait()
        assert not high.pane.steps.offer.isVisible()


def test_asked_for_before_the_incident_is_there(scene: Scene) -> None:
    other = scene.open(narrative="Balap liar")
    scene.pane.show_incident(other)
    scene.pane.open_escalation("tni")
    scene.wait()
    panel = scene.pane.escalations.panel
    assert panel is not None
    assert panel.wanted.kind == "tni"
    scene.show(scene.incident)
    assert scene.pane.escalations.panel is None


def test_a_refused_escalation_keeps_the_panel_and_its_text(scene: Scene) -> None:
    panel = open_panel(scene, "polri")
    panel.message_box.text.setPlainText("   ")
    panel.confirm()
    scene.wait()
    assert scene.pane.escalations.panel is panel
    assert panel.message.isVisible()
    assert panel.confirm_button.isEnabled()
    panel.message_box.text.setPlainText("sekarang ada isinya")
    panel.confirm()
    scene.wait()
    assert len(scene.detail().escalations) == 1
