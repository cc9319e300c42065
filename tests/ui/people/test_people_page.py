"""An administrator's work on people, on a real store; the model patches and never resets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from madiun_console.actions.drafts import discard_draft, keep_draft, new_draft_id, park_draft
from madiun_console.actions.people import add_person, disable_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import NotAllowed
from madiun_console.queries.desk_lists import people as everybody
from madiun_console.queries.rows import PersonRow
from madiun_console.ui.people.people_model import STATE, PeopleModel
from madiun_console.ui.people.people_page import PeoplePage
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import PASSWORD, People

NEW = "sandi-baru-9"


@pytest.fixture
def page(workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot) -> PeoplePage:
    workplace.set_session(people.administrator)
    made = PeoplePage(workplace)
    workplace.jobs.changed.connect(made.apply)
    shown(made, 865, 468)
    made.entered()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def settle(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.waitUntil(page._workplace.jobs.is_idle)


def role_of(page: PeoplePage, name: str) -> tuple[str, bool]:
    row = next(row for row in everybody(page._workplace.desk) if row.name == name)
    return row.role, row.disabled


def _indexes(model: PeopleModel) -> list[QModelIndex]:
    return [model.index(at, 0) for at in range(model.rowCount())]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 6), unique=True), min_size=1, max_size=4))
def test_the_model_becomes_any_list(workplace: Workplace, lists: list[list[int]]) -> None:
    model = PeopleModel(workplace)
    for ids in lists:
        followed = {model.data(at): QPersistentModelIndex(at) for at in _indexes(model)}
        model.replace([PersonRow(str(n), f"N{n}", "operator", bool(n % 2 and len(ids) % 2), n) for n in ids])
        assert [model.data(model.index(at, 0)) for at in range(model.rowCount())] == [f"N{n}" for n in ids]
        for name, index in followed.items():
            assert not index.isValid() or model.data(index) == name, "a selection follows its person"


def test_the_model_keeps_qts_rules(workplace: Workplace, qtmodeltester: ModelTester) -> None:
    model = PeopleModel(workplace)
    rows = [PersonRow(letter, letter, "operator", False, 0) for letter in "abcd"]
    model.replace(rows)
    qtmodeltester.check(model)
    model.replace(rows[::-1])
    model.replace(rows[1:3])


def test_people_stand_by_name_with_role_and_state(page: PeoplePage) -> None:
    model = page.model
    names = [model.data(model.index(at, 0)) for at in range(3)]
    assert [name.split(" ")[0] for name in names] == ["Bima", "Op", "Sari"]
    assert model.data(model.index(1, 1)) == "Operator"
    spoken = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Op, Operator, ")
    assert page.table.horizontalScrollBar().maximum() == 0


def test_each_value_stands_under_its_heading(page: PeoplePage, workplace: Workplace) -> None:
    model = page.model
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    bima = dict(zip(heads, [model.data(model.index(0, at)) for at in range(len(heads))], strict=True))
    person = model.row(0)
    assert person is not None
    assert bima == {
        "Name": "Bima",
        "Role": "Supervisor",
        "Signs in at": "Call center",
        "Access": "May sign in",
        "Since": workplace.formats.date(person.added_at),
    }


def test_a_person_is_added_by_keys_and_can_sign_in(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.form.name.hasFocus)
    qtbot.keyClicks(page.form.name, "Citra")
    qtbot.keyClick(page.form.name, Qt.Key.Key_Return)
    for keys in ("2", NEW, NEW):  # Supervisor, and on to the password
        focus = page.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, keys)
        if keys == NEW:
            qtbot.keyClick(focus, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    chosen = page.selected()
    assert chosen is not None
    assert (chosen.name, chosen.role) == ("Citra", "supervisor")
    assert sign_in(page._workplace.desk, "Citra", NEW).role == "supervisor"
    assert page.card.isVisible()


def test_enter_goes_on_from_the_role_and_a_password_typed_on_it_changes_nothing(
    qtbot: QtBot, page: PeoplePage
) -> None:
    form = page.form
    page.begin_adding()
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    for letter in "administrator":
        qtbot.keyClick(form.focusWidget(), letter)
    assert form.role.value() == "operator"
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert form.password.first.line.hasFocus()


def test_tab_reaches_the_buttons_behind_the_passwords(
    page: PeoplePage, tab_to: Callable[[QWidget], None]
) -> None:
    page.card.role.setFocus()
    tab_to(page.card.set_password)
    tab_to(page.card.access)
    page.begin_adding()
    page.form.name.setFocus()
    tab_to(page.form.add)
    tab_to(page.form.cancel)


@pytest.mark.parametrize(
    ("name", "password", "again"),
    [("", NEW, NEW), ("Citra", NEW, "lain"), ("Citra", "abc", "abc"), ("bima", NEW, NEW), ("Citra", "", "")],
)
def test_a_person_that_cannot_be_added_keeps_the_form(
    qtbot: QtBot, page: PeoplePage, name: str, password: str, again: str
) -> None:
    page.begin_adding()
    page.form.name.setText(name)
    page.form.password.first.set_text(password)
    page.form.password.second.set_text(again)
    page.form.submit()
    settle(qtbot, page)
    assert page.form.message.isVisible()
    assert page.form.name.text() == name
    assert len(everybody(page._workplace.desk)) == 3


def test_escape_leaves_the_form(qtbot: QtBot, page: PeoplePage) -> None:
    page.begin_adding()
    qtbot.keyClick(page.form.name, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.card.isVisible)
    assert page.table.hasFocus()


def test_role_access_and_password_are_changed(qtbot: QtBot, page: PeoplePage, people: People) -> None:
    page.select(people.operator.person)
    card = page.card
    assert not card.set_role.isEnabled(), "there is nothing to change yet"
    card.role.buttons[1].click()
    card.set_role.click()
    settle(qtbot, page)
    assert role_of(page, "Op") == ("supervisor", False)
    card.password.first.set_text(NEW)
    card.password.second.set_text(NEW)
    card.set_password.click()
    settle(qtbot, page)
    assert sign_in(page._workplace.desk, "Op", NEW).person
    assert not card.password.text()
    card.access.click()
    settle(qtbot, page)
    assert role_of(page, "Op") == ("supervisor", True)
    with pytest.raises(NotAllowed):
        sign_in(page._workplace.desk, "Op", NEW)
    card.access.click()
    settle(qtbot, page)
    assert role_of(page, "Op") == ("supervisor", False)
    assert card.person_id() == people.operator.person, "the one that was chosen still is"


def test_a_person_of_an_agency_is_offered_no_role(qtbot: QtBot, page: PeoplePage, people: People) -> None:
    desk, card = page._workplace.desk, page.card
    made = add_person(desk, people.administrator, "Aiptu", "operator", PASSWORD, agency="polres_madiun_kota")
    aiptu = made.created["person"]
    page.select(aiptu)
    page.reload()
    settle(qtbot, page)
    assert card.person_id() == aiptu
    assert not card.role.isVisible()
    assert not card.set_role.isVisible()
    page.select(people.operator.person)
    assert card.role.isVisible()
    assert [button.choice.value for button in card.role.buttons] == [
        "operator",
        "supervisor",
        "administrator",
    ]


def test_a_role_that_an_older_program_gave_an_agencys_person_can_be_put_right(
    qtbot: QtBot, page: PeoplePage, people: People
) -> None:
    desk, card = page._workplace.desk, page.card
    made = add_person(desk, people.administrator, "Aiptu", "operator", PASSWORD, agency="polres_madiun_kota")
    with desk.store.write(people.administrator.person) as (writer, _):
        writer.append(made.created["person"], ev.RoleChanged(role="administrator"))
    page.select(made.created["person"])
    page.reload()
    settle(qtbot, page)
    assert [button.choice.value for button in card.role.buttons] == ["operator"]
    card.role.buttons[0].click()
    card.set_role.click()
    settle(qtbot, page)
    assert role_of(page, "Aiptu") == ("operator", False)
    assert not card.role.isVisible()


def test_enter_twice_on_disable_disables_once(
    qtbot: QtBot, page: PeoplePage, people: People, tab_to: Callable[[QWidget], None]
) -> None:
    page.select(people.operator.person)
    page.card.role.setFocus()
    tab_to(page.card.access)
    for _ in range(2):
        focus = page.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return)
        settle(qtbot, page)
    assert role_of(page, "Op") == ("operator", True)
    assert page.table.hasFocus()


def test_calls_that_wait_under_a_name_are_told_before_and_after_it_is_disabled(
    qtbot: QtBot, page: PeoplePage, people: People, form: Callable[..., ReportForm]
) -> None:
    desk = page._workplace.desk
    for then in (park_draft, keep_draft, discard_draft):
        then(desk, people.operator, new_draft_id(desk), form())
    page.entered()
    settle(qtbot, page)
    page.select(people.supervisor.person)
    assert "Parked" not in page.card._access_words.text()
    page.select(people.operator.person)
    assert "at this desk: 2" in page.card._access_words.text(), "what was thrown away does not count"
    page.card.access.click()
    settle(qtbot, page)
    assert page.card.message.property("tone") == "success"
    assert "at this desk: 2" in page.card.message.accessibleName()
    assert "at this desk: 2" in page.card._access_words.text()


def test_nothing_is_said_of_calls_where_none_waits(qtbot: QtBot, page: PeoplePage, people: People) -> None:
    page.select(people.operator.person)
    page.card.access.click()
    settle(qtbot, page)
    assert page.card.message.accessibleName().endswith("Can no longer sign in.")


def test_the_last_administrator_stays_and_the_page_says_why(
    qtbot: QtBot, page: PeoplePage, people: People
) -> None:
    page.select(people.administrator.person)
    page.card.access.click()
    settle(qtbot, page)
    assert page.card.message.property("tone") == "danger"
    assert role_of(page, "Sari") == ("administrator", False)


def test_passwords_that_differ_never_reach_the_store(qtbot: QtBot, page: PeoplePage, people: People) -> None:
    page.select(people.operator.person)
    page.card.password.first.set_text(NEW)
    page.card.password.second.set_text("lain")
    page.card.set_password.click()
    assert page.card.message.isVisible()
    settle(qtbot, page)
    assert sign_in(page._workplace.desk, "Op", PASSWORD).person


def test_a_change_by_somebody_else_keeps_selection_and_half_typed_password(
    qtbot: QtBot, page: PeoplePage, people: People
) -> None:
    page.select(people.operator.person)
    page.card.password.first.set_text("seten")
    page._workplace.act(disable_person, people.supervisor.person)
    settle(qtbot, page)
    assert page.model.data(page.model.index(0, STATE)) == "Disabled"
    assert page.card.person_id() == people.operator.person
    assert page.card.password.text() == "seten"


def test_the_actions_refuse_an_operator_whatever_the_screen_shows(
    qtbot: QtBot, page: PeoplePage, people: People
) -> None:
    page._workplace.set_session(people.operator)
    page.select(people.supervisor.person)
    page.card.access.click()
    settle(qtbot, page)
    assert page.card.message.property("tone") == "danger"
    assert role_of(page, "Bima") == ("supervisor", False)
