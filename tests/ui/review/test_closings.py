"""Closings that wait: looked at, decided by one key, and the next one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions.review import approve_closing
from madiun_console.actions.work_incident import raise_level
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import incidents
from madiun_console.queries.waiting import waiting_closings
from madiun_console.ui.review.closings_view import ClosingsView

from .conftest import ALT

if TYPE_CHECKING:
    from .conftest import Office

Key = Qt.Key


@pytest.fixture
def view(office: Office, waiting: list[str]) -> ClosingsView:
    del waiting
    found: Any = office.page._view()
    assert isinstance(found, ClosingsView)
    return found


def review_of(office: Office, incident: str) -> str | None:
    return incidents(office.workplace.desk, [incident])[0].review


def closing(office: Office, incident: str) -> str:
    detail = incident_detail(office.workplace.desk, incident)
    assert detail is not None
    assert detail.closing is not None
    return detail.closing.fact


def test_the_oldest_is_chosen_and_told_in_full(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    assert view.body.list.hasFocus()
    assert view.body.shown() == waiting[0]
    card = view.card
    assert "Op" in card._closed.text()
    assert "Handled" in card._closed.text()
    assert "catatan 0" in card._note.text()
    assert card._span.text().startswith("00:00")
    assert "reports: 1, callers: 1" in card._opened.text()
    assert "Ada puluhan orang" in card._story.text()
    assert card._told.text() == "No agency was told"
    assert office.page.tabs.tabText(0) == "Closings 3"


def test_one_key_approves_and_the_next_is_chosen(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.key(Key.Key_1, ALT)
    assert review_of(office, waiting[0]) == "approved"
    assert view.body.shown() == waiting[1]
    assert view.body.list.hasFocus()
    assert office.page.tabs.tabText(0) == "Closings 2"
    office.key(Key.Key_Down)
    assert view.body.shown() == waiting[2]
    office.key(Key.Key_1, ALT)
    assert view.body.shown() == waiting[1], "the last one is gone: the one before it is next"
    office.key(Key.Key_1, ALT)
    assert waiting_closings(office.workplace.desk) == []
    assert not view.body.list.isVisible()
    assert "No closing waits" in view.body._empty.text()


def test_returning_needs_a_reason_and_opens_it_again(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.key(Key.Key_2, ALT)
    assert not view.bar.isVisible(), "no verdict by a key that belongs to a reason"
    office.key(Key.Key_Return)
    form = view.card.slot.form
    assert form is not None
    assert "needed" in form.message._text.text()
    office.write("Polsek belum menjawab")
    office.key(Key.Key_Return)
    row = incidents(office.workplace.desk, [waiting[0]])[0]
    assert (row.is_open, row.review) == (True, "returned")
    assert view.body.shown() == waiting[1]
    assert view.bar.isVisible()
    assert view.body.list.hasFocus()


def test_correcting_offers_the_other_codes_and_keeps_the_original(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.key(Key.Key_3, ALT)
    form = view.card.slot.form
    assert form is not None
    labels = [button.text() for button in form.code.buttons]
    assert "Handled" not in labels
    office.write("2")
    office.key(Key.Key_Tab)
    office.write("salah pilih")
    office.key(Key.Key_Return)
    detail = incident_detail(office.workplace.desk, waiting[0])
    assert detail is not None
    assert detail.closing is not None
    assert (detail.closing.code, detail.closing.original) == ("dispersed", "handled")
    assert view.body.shown() == waiting[1]


def test_esc_leaves_a_form_and_nothing_happened(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.key(Key.Key_2, ALT)
    office.write("belum")
    office.key(Key.Key_Escape)
    assert view.card.slot.form is None
    assert review_of(office, waiting[0]) == "waiting"
    office.key(Key.Key_1, ALT)
    assert review_of(office, waiting[0]) == "approved"


def test_a_form_that_is_open_goes_with_its_incident(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.key(Key.Key_2, ALT)
    office.write("alasan untuk yang pertama")
    view.body.list.select_row(waiting[1])
    office.settle()
    assert view.card.slot.form is None
    assert view.bar.isVisible()
    assert view.bar.approve.isEnabled()


def test_what_a_colleague_decided_leaves_the_list(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    office.colleague(approve_closing, waiting[0], closing(office, waiting[0]))
    assert view.body.shown() == waiting[1]
    office.colleague(raise_level, waiting[2], "high", by="operator")
    assert [row.id for row in view._rows] == [waiting[1]]


def test_a_verdict_on_what_has_changed_meanwhile_is_refused_in_place(
    office: Office, waiting: list[str], view: ClosingsView
) -> None:
    """The change is not heard of yet, as when it comes from another desk."""
    approve_closing(
        office.workplace.desk, office.people.administrator, waiting[0], closing(office, waiting[0])
    )
    office.key(Key.Key_1, ALT)
    assert [row.id for row in view._rows] == waiting[1:]
    assert view.body.shown() == waiting[1]


def test_alt_4_opens_it_in_the_queue(office: Office, waiting: list[str], view: ClosingsView) -> None:
    del view
    office.key(Key.Key_4, ALT)
    assert office.opened == [waiting[0]]


def test_what_was_returned_before_says_so(office: Office, waiting: list[str], view: ClosingsView) -> None:
    from madiun_console.actions.review import return_closing
    from madiun_console.actions.work_incident import close_incident

    office.colleague(return_closing, waiting[0], closing(office, waiting[0]), "kurang bukti")
    office.colleague(close_incident, waiting[0], "handled", by="operator")
    view.body.select(waiting[0])
    office.settle()
    assert "kurang bukti" in view.card._before.text()


def test_a_closing_far_down_can_be_gone_to(
    office: Office, waiting: list[str], view: ClosingsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "madiun_console.queries.waiting.waiting_closings.__kwdefaults__", {"after": None, "limit": 1}
    )
    office.page.show_closing(waiting[2])
    office.settle()
    assert view.body.shown() == waiting[2]
    assert [row.id for row in view._rows] == [waiting[0], waiting[2]]


def test_another_language_changes_every_word(office: Office, waiting: list[str], view: ClosingsView) -> None:
    del waiting
    office.workplace.translator.use("id")
    try:
        office.qtbot.waitUntil(lambda: view.bar.approve.text() == "Setujui")
        assert "Ditutup" in view.card._closed.text()
        assert office.page.tabs.tabText(0) == "Penutupan 3"
    finally:
        office.workplace.translator.use("en")
