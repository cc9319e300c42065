"""The lists that are looked through, the quality sample with its sheet, and the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions.calls import log_call, promise_callback, try_callback
from madiun_console.actions.identity import reveal_identity
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level, raise_level
from madiun_console.queries.quality import quality_sample
from madiun_console.ui.review.results_model import ResultsModel
from madiun_console.ui.review.review_page import TABS

from .conftest import ALT, CTRL

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

    from .conftest import Office

Key = Qt.Key


def titles(office: Office) -> list[str]:
    model = office.page._view().body.list.rows_model()
    return [model.row(model.index(at)).spoken for at in range(model.rowCount())]


def test_f6_walks_through_all_lists_and_back(office: Office) -> None:
    office.enter()
    seen = [office.page.tabs.current_id()]
    for _ in TABS:
        office.key(Key.Key_F6)
        seen.append(office.page.tabs.current_id())
    assert seen == [*TABS, TABS[0]]
    office.key(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert office.page.tabs.current_id() == TABS[-1]


def test_levels_lowered_and_why(office: Office) -> None:
    made = save_report(office.workplace.desk, office.people.operator, office.form(answers={})).created[
        "incident"
    ]
    raise_level(office.workplace.desk, office.people.operator, made, "high")
    office.enter()
    view = office.tab("lowered")
    assert titles(office) == []
    office.colleague(lower_level, made, "middle", "hanya ramai")
    assert "High → Middle" in titles(office)[0]
    assert "Bima" in view.lines.text()
    assert view.reason.text() == "hanya ramai"
    office.key(Key.Key_4, ALT)
    assert office.opened == [made]


def test_reads_of_identities_without_them(office: Office) -> None:
    report = save_report(office.workplace.desk, office.people.operator, office.form(name="Slamet")).created[
        "report"
    ]
    office.enter()
    view = office.tab("revealed")
    office.colleague(reveal_identity, report, "menanyakan lokasi")
    assert "Reporter of B23-001" in titles(office)[0]
    shown = " ".join((*titles(office), view.title.text(), view.lines.text(), view.reason.text()))
    assert "menanyakan lokasi" in shown
    assert "Slamet" not in shown
    assert "7890" not in shown


def test_late_promises_come_by_themselves_and_go_when_they_are_kept(office: Office) -> None:
    desk, op = office.workplace.desk, office.people.operator
    changes = save_report(desk, op, office.form())
    promised = promise_callback(desk, op, changes.created["report"], office.clock.now_ms() + 60_000)
    log_call(desk, op, "abandoned", number="0812 1111 2222")
    office.enter()
    view = office.tab("late")
    assert titles(office) == []
    office.clock.pass_minutes(2)
    for _ in range(30):
        office.workplace.ticker.ticked.emit()
    office.settle()
    assert len(titles(office)) == 1
    assert "Op" in view.lines.text()
    assert office.page.tabs.tabText(TABS.index("late")) == "Late promises 1"
    office.key(Key.Key_4, ALT)
    assert office.opened == [changes.created["incident"]]
    wanted: list[bool] = []
    office.page.callbacks_wanted.connect(lambda: wanted.append(True))
    office.key(Key.Key_5, ALT)
    assert wanted
    office.colleague(try_callback, promised.created["callback"], "reached", by="operator")
    assert titles(office) == []


# ------------------------------------------------------------------------------------------------ the quality sample


def test_a_call_is_scored_by_keys_and_the_next_one_is_there(sampling: Office) -> None:
    desk, op = sampling.workplace.desk, sampling.people.operator
    report = save_report(desk, op, sampling.form(name="Slamet")).created["report"]
    sampling.clock.pass_minutes(1)
    call = log_call(desk, op, "prank", note="tertawa").created["call"]
    sampling.enter()
    view = sampling.tab("sample")
    assert view.body.shown() == report
    assert sampling.page.tabs.tabText(TABS.index("sample")) == "Quality sample 2"
    sampling.key(Key.Key_Return)
    criteria = desk.rulebook.quality.criteria
    for criterion in criteria:
        sampling.write({"escalation": "3"}.get(criterion.part, "1"))
        sampling.key(Key.Key_Return)
    assert view.sheet.note.hasFocus()
    sampling.write("bagus")
    sampling.key(Key.Key_Return, CTRL)
    sample = quality_sample(desk)
    assert (sample.due, sample.results[0].scored) == (1, 1)
    assert view.body.shown() == call
    assert view.body.list.hasFocus()
    asked = [one.id for one in criteria if view.sheet.choices[one.id].isVisible()]
    assert asked == [one.id for one in criteria if one.part == "call"]
    assert "tertawa" in view.sheet._story.text()


def test_an_unanswered_question_is_named_and_gone_to(sampling: Office) -> None:
    desk = sampling.workplace.desk
    log_call(desk, sampling.people.operator, "prank")
    sampling.enter()
    view = sampling.tab("sample")
    sampling.key(Key.Key_Return)
    sampling.write("1")
    sampling.key(Key.Key_Return, CTRL)
    second = [one for one in desk.rulebook.quality.criteria if one.part == "call"][1]
    assert second.label("en") in view.sheet.message._text.text()
    assert view.sheet.choices[second.id].isAncestorOf(view.window().focusWidget())
    assert quality_sample(desk).due == 1


def test_what_is_half_answered_comes_back_with_its_call(sampling: Office) -> None:
    desk, op = sampling.workplace.desk, sampling.people.operator
    log_call(desk, op, "prank")
    sampling.clock.pass_minutes(1)
    log_call(desk, op, "ghost")
    sampling.enter()
    view = sampling.tab("sample")
    sampling.key(Key.Key_Return)
    sampling.write("2")
    view.focus()
    sampling.key(Key.Key_Down)
    assert view.sheet.answers() == {}
    sampling.key(Key.Key_Up)
    assert view.sheet.answers() == {"polite": "no"}
    sampling.workplace.set_session(sampling.people.administrator)
    sampling.key(Key.Key_Down)
    sampling.key(Key.Key_Up)
    assert view.sheet.answers() == {}, "somebody else has not answered anything"


def test_the_sheet_names_neither_the_caller_nor_who_took_the_call(sampling: Office) -> None:
    desk = sampling.workplace.desk
    save_report(desk, sampling.people.operator, sampling.form(name="Slamet"))
    sampling.enter()
    view = sampling.tab("sample")
    labels = (view.sheet._title, view.sheet._facts, view.sheet._story, view.sheet._answers, view.sheet._told)
    words = " ".join(label.text() for label in labels)
    assert "Ada puluhan orang" in words
    for secret in ("Slamet", "7890", "Op,", "Op ", "Bima"):
        assert secret not in words


def test_results_per_criterion(sampling: Office, qtmodeltester: ModelTester) -> None:
    from madiun_console.actions.review import score_call

    desk = sampling.workplace.desk
    calls = []
    for _ in range(3):
        sampling.clock.pass_minutes(1)
        calls.append(log_call(desk, sampling.people.operator, "prank").created["call"])
    sampling.enter()
    view = sampling.tab("results")
    for call, polite in zip(calls, ("yes", "no", "na"), strict=True):
        sampling.colleague(score_call, call, {"polite": polite, "outcome_correct": "yes"})
    model: ResultsModel = view.model
    qtmodeltester.check(model)
    row = [str(model.data(model.index(0, at))) for at in range(model.columnCount())]
    assert row[1:] == ["50%", "2 (1 not applicable)", "—", "0"]
    assert "3 calls scored in Nov 2026" in view.words.text()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Criterion", "Nov 2026: yes", "of calls", "Oct 2026: yes", "of calls"]


def test_a_page_that_is_not_shown_asks_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.enter()
    office.page.hide()
    asked: list[object] = []
    monkeypatch.setattr(office.workplace, "ask", lambda question, *_a, **_k: asked.append(question))
    office.colleague(log_call, "prank")
    office.workplace.ticker.ticked.emit()
    assert asked == []
