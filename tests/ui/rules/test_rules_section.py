"""A supervisor changes shared rules with keys alone: finds a value, changes it, says why, sees it hold, takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.rule_change import rule_id
from madiun_console.ui.rules.rule_model import OWNER, SHIPPED, VALUE, WHAT
from madiun_console.ui.rules.value_fields import NumberField, TextField
from madiun_console.ui.settings.settings_page import SettingsPage
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import People

from .conftest import ACK, PHONE, THRESHOLD, Supervisor

CTRL = Qt.KeyboardModifier.ControlModifier

# ------------------------------------------------------------------------------------------ the whole way


def test_a_value_is_changed_with_keys_alone(bima: Supervisor) -> None:
    bima.key(Qt.Key.Key_F, CTRL)
    bima.write("tinggi instansi menjawab" if bima.place.language == "id" else "high agency answers")
    bima.key(Qt.Key.Key_Down)
    assert bima.section.card.rule_id() == ACK
    bima.key(Qt.Key.Key_Return)
    bima.write("90 s")
    bima.key(Qt.Key.Key_Return)
    assert bima.section.view.hasFocus()
    assert "not saved yet" in bima.cell(ACK, VALUE)
    assert bima.rulebook_seconds() == 300, "nothing holds before it is saved"
    bima.section.foot.save.click()
    assert bima.section.foot.reason.hasFocus(), "first the reason"
    bima.write("terlalu lama")
    bima.key(Qt.Key.Key_Return)
    bima.qtbot.waitUntil(lambda: bima.rulebook_seconds() == 90)
    bima.wait()
    assert bima.cell(ACK, VALUE) == "● 1 minute 30 seconds · changed"
    assert bima.cell(ACK, SHIPPED) == "5 minutes"
    assert bima.section.foot.message.property("tone") == "success"
    assert "clocks of queue" in bima.section.foot.message._text.text()
    assert not bima.section.foot._line.isVisible()


def test_several_values_are_saved_together(bima: Supervisor) -> None:
    for rule, value in ((THRESHOLD, 7), ("levels.toml:scoring.high_from", 9)):
        bima.choose(rule)
        field = bima.section.card.field
        assert isinstance(field, NumberField)
        field.spin.setValue(value)
    assert bima.section.foot.counted.text() == "2 changes not saved"
    bima.save()
    bima.qtbot.waitUntil(
        lambda: bima.place.desk.rulebook.scoring.thresholds[1:] == (("middle", 7), ("high", 9))
    )


def test_what_the_tables_refuse_stays_to_be_mended(bima: Supervisor) -> None:
    bima.choose(THRESHOLD)
    field = bima.section.card.field
    assert isinstance(field, NumberField)
    field.spin.setValue(7)
    bima.save()
    message = bima.section.foot.message
    assert message.property("tone") == "danger"
    assert "levels.toml baris" in message._text.text()
    assert bima.cell(THRESHOLD, VALUE).startswith("○ 7 points")
    assert bima.section.foot.save.isEnabled()
    field.spin.setValue(5)
    bima.save()
    bima.qtbot.waitUntil(lambda: bima.place.desk.rulebook.scoring.thresholds[1] == ("middle", 5))


# ------------------------------------------------------------------------------------------ finding


def test_groups_search_and_only_what_was_changed(bima: Supervisor) -> None:
    section, model = bima.section, bima.section.model
    every = model.rowCount()
    section.groups.set_current("shifts")
    assert model.rowCount() == 12
    assert "12 shown" in section.found.text()
    section.search.setText("morning until")
    assert [model.row(at).rule.path for at in range(model.rowCount())] == ["shift[pagi].end"]  # type: ignore[union-attr]
    section.groups.set_current("all")
    section.search.setText("polsek taman tel")
    assert [model.row(at).rule.path for at in range(model.rowCount())] == ["agency[polsek_taman].phone"]  # type: ignore[union-attr]
    section.search.clear()
    assert model.rowCount() == every
    bima.elsewhere(bima.place.session, "targets.high.agency_ack", 60)
    section.only_changed.setChecked(True)
    assert model.rowCount() == 1
    assert section.card.rule_id() == ACK


def test_the_owner_is_named_once_and_spoken_always(bima: Supervisor) -> None:
    bima.section.groups.set_current("shifts")
    model = bima.section.model
    assert [model.index(at, OWNER).data() for at in range(4)] == ["Morning", "", "", ""]
    assert model.index(1, WHAT).data() == "until"
    assert model.index(1, OWNER).data(Qt.ItemDataRole.AccessibleTextRole) == "Morning: until, 15.00"


def test_a_step_of_the_centers_own(bima: Supervisor) -> None:
    section = bima.section
    assert section.new.isHidden()
    section.groups.set_current("steps")
    section.new.step.click()
    bima.write("Hubungi ketua RT")
    bima.key(Qt.Key.Key_Return)
    assert section.foot.counted.text() == "1 change not saved"
    bima.save("hasil rapat")
    bima.qtbot.waitUntil(lambda: section.card.rule_id().endswith("].text"))
    assert bima.place.desk.rulebook.steps[-1].label() == "Hubungi ketua RT"
    assert "steps of an incident" in section.foot.message._text.text()
    section.new.closing.click()
    bima.write("tidak jadi")
    bima.key(Qt.Key.Key_Escape)
    assert not section._edits
    assert section.view.hasFocus()


# ------------------------------------------------------------------------------------------ history


def test_history_compares_and_goes_back(bima: Supervisor, people: People) -> None:
    for value in (60, 120):
        bima.elsewhere(people.administrator, "targets.high.agency_ack", value)
    bima.choose(ACK)
    rows = [
        bima.section.card.history.rows_model().index(at).data(Qt.ItemDataRole.UserRole) for at in range(2)
    ]
    assert [row.title for row in rows] == ["1 minute → 2 minutes", "5 minutes → 1 minute"]
    assert [row.trailing for row in rows] == ["in force", ""]
    assert "Sari" in rows[0].detail
    assert "lain" in rows[0].detail
    bima.section.card.history.row_activated.emit(rows[1].id)
    assert bima.section._edits[ACK].value == 60
    bima.section.card.back.click()
    assert bima.section._edits[ACK].shipped
    bima.save("kembali saja")
    bima.qtbot.waitUntil(lambda: bima.rulebook_seconds() == 300)
    bima.wait()
    first = bima.section.card.history.rows_model().index(0).data(Qt.ItemDataRole.UserRole)
    assert first.title == "2 minutes → 5 minutes (as shipped)"
    assert "kembali saja" in bima.section.card._why.text() or "kembali saja" in first.detail
    assert not bima.section.card.back.isEnabled()


def test_two_desks_that_differ_are_told_and_settled(bima: Supervisor, desk: Desk, people: People) -> None:
    bima.elsewhere(people.administrator, "targets.high.agency_ack", 60)
    table, _, path = ACK.partition(":")
    with desk.store.write(people.administrator.person) as (writer, result):
        happened = ev.RuleSet(table=table, path=path, value="90", reason="meja lain")
        writer.append(rule_id(writer.center, table, path), happened)
    bima.place.jobs.changed.emit(result.changes)
    bima.qtbot.waitUntil(lambda: bima.rulebook_seconds() == 90)
    bima.wait()
    bima.choose(ACK)
    assert "two desks differ" in bima.cell(ACK, VALUE)
    bima.section.card.message.action_triggered.emit("keep")
    bima.save("sepakat")
    bima.qtbot.waitUntil(lambda: "differ" not in bima.cell(ACK, VALUE))


# ------------------------------------------------------------------------------------------ others


def test_a_change_from_elsewhere_leaves_what_is_typed(bima: Supervisor, people: People) -> None:
    bima.choose(PHONE)
    bima.section.card.take_keyboard()
    bima.write("0812 3456 7890")
    bima.elsewhere(people.administrator, "targets.high.agency_ack", 60)
    assert bima.section.card.rule_id() == PHONE
    assert isinstance(bima.section.card.field, TextField)
    assert bima.section.card.field.value() == "0812 3456 7890"
    assert bima.cell(ACK, VALUE) == "● 1 minute · changed"
    assert PHONE in bima.section._edits


def test_retention_is_for_administrators(bima: Supervisor, people: People) -> None:
    rule = "retention.toml:level.low.identities"
    bima.choose(rule)
    assert bima.section.card.field is not None
    assert not bima.section.card.field.isEnabled()
    assert "administrator" in bima.section.card.message._text.text()
    bima.place.set_session(people.administrator)
    bima.section.entered()
    bima.wait()
    bima.choose("retention.toml:level.low.texts")
    bima.choose(rule)
    field = bima.section.card.field
    assert isinstance(field, NumberField)
    field.spin.setValue(6)
    bima.save()
    bima.qtbot.waitUntil(lambda: bima.place.desk.rulebook.retention.levels["low"].identities == 6)


def test_what_is_not_saved_goes_when_somebody_else_signs_in(bima: Supervisor, people: People) -> None:
    bima.choose(ACK)
    field = bima.section.card.field
    assert isinstance(field, NumberField)
    field.spin.setValue(60)
    bima.place.set_session(people.supervisor)
    assert bima.section._edits, "unlocked again"
    bima.place.set_session(people.administrator)
    assert not bima.section._edits
    assert bima.section.foot.isHidden()


def test_what_cannot_be_applied_is_told_on_the_page(
    bima: Supervisor, desk: Desk, people: People, log_guard: Any
) -> None:
    log_guard.expect("rule change skipped")
    with desk.store.write(people.administrator.person) as (writer, result):
        happened = ev.RuleSet(table="levels.toml", path="targets.high.newer", value="90", reason="baru")
        writer.append(rule_id(writer.center, "levels.toml", "targets.high.newer"), happened)
    bima.place.jobs.changed.emit(result.changes)
    bima.qtbot.waitUntil(bima.section.message.isVisible)
    assert "targets.high.newer" in bima.section.message._text.text()


def test_another_language_at_once(bima: Supervisor) -> None:
    bima.choose(ACK)
    bima.place.translator.use("id")
    try:
        assert bima.cell(ACK, VALUE) == "5 menit"
        assert bima.section.card.rule_id() == ACK
    finally:
        bima.place.translator.use("en")


@pytest.mark.parametrize(("width", "height"), [(1286, 680), (865, 400)])
def test_nothing_is_cut_off(bima: Supervisor, width: int, height: int) -> None:
    bima.section.resize(width, height)
    assert bima.section.minimumSizeHint().width() <= width
    for rule in ("sop.toml:step[caller_safe].kinds", PHONE, ACK, "sop.toml:call_outcome[prank].key"):
        bima.choose(rule)
        assert bima.section.card.minimumSizeHint().width() <= bima.section._scroll.viewport().width(), rule


# ------------------------------------------------------------------------------------------ on the settings page


def test_the_tab_is_there_for_those_who_may(
    workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    page = SettingsPage(workplace, Sounds(workplace))
    shown(page, 1286, 680)
    assert page.tabs.isHidden()
    workplace.set_session(people.supervisor)
    assert not page.tabs.isHidden()
    qtbot.keyClick(page.display.theme.buttons[0], Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.rules.model.rowCount() > 0)
    assert page.rules.isVisible()
    assert page.rules.view.hasFocus()
    workplace.set_session(people.operator)
    assert page.tabs.isHidden()
    assert not page.rules.isVisible()
    assert page.display.isVisible()
    qtbot.waitUntil(workplace.jobs.is_idle)


def test_a_search_without_hits_says_so_and_what_to_do(bima: Supervisor) -> None:
    section = bima.section
    assert not section.view.nothing.isVisible()
    bima.key(Qt.Key.Key_F, CTRL)
    bima.write("tidakada")
    assert section.view.nothing.isVisible()
    assert section.view.nothing.text().startswith("No rule was found for “tidakada”.")
    assert "Only a part" not in section.view.nothing.text()
    section.only_changed.setChecked(True)
    assert "Only a part" in section.view.nothing.text()
    bima.key(Qt.Key.Key_Escape)
    assert section.view.nothing.text() == "Nothing was changed here."
    section.only_changed.setChecked(False)
    assert not section.view.nothing.isVisible()


def test_every_column_says_what_it_holds_and_a_mark_stands_before_the_value(bima: Supervisor) -> None:
    model = bima.section.model
    assert all(
        model.headerData(column, Qt.Orientation.Horizontal) for column in (OWNER, WHAT, VALUE, SHIPPED)
    )
    bima.choose(THRESHOLD)
    field = bima.section.card.field
    assert isinstance(field, NumberField)
    field.spin.setValue(7)
    assert bima.cell(THRESHOLD, VALUE).startswith("○ 7")
    assert bima.cell(ACK, VALUE) == "5 minutes", "no mark where nothing was changed"


def test_a_cell_begins_where_its_header_does(bima: Supervisor) -> None:
    view = bima.section.view
    bima.choose(ACK)
    head = view.horizontalHeader()
    left, width = head.sectionViewportPosition(WHAT), head.sectionSize(WHAT)
    row = view.rowViewportPosition(bima.section.model.row_of(ACK) - 1)  # the row above: not marked as chosen

    def first_ink(widget: QWidget, top: int, height: int) -> int:
        image = widget.grab().toImage()
        ground = image.pixelColor(left + 4, top + 8)
        rows, columns = range(top + 6, top + height - 6), range(left + 4, left + width)
        return min(x for x in columns for y in rows if image.pixelColor(x, y) != ground)

    cell = first_ink(view.viewport(), row, view.rowHeight(0))
    assert abs(first_ink(head.viewport(), 0, head.height()) - cell) <= 1
