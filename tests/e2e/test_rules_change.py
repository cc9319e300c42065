"""Shared rules change while people work: every page follows at once, whoever changed them, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from madiun_console.actions.desk import Session
from madiun_console.actions.escalate import escalate
from madiun_console.actions.set_rules import RuleEdit, set_rules
from madiun_console.actions.sign_in import sign_in
from madiun_console.queries.desk_lists import outcomes_today
from madiun_console.ui.incident.closing_forms import CloseForm
from madiun_console.ui.incident.escalation_panel import EscalationPanel
from madiun_console.ui.incident.steps_section import StepsSection
from madiun_console.ui.widgets import ElidedLabel
from tests.desk_fixtures import PASSWORD

from .conftest import Sitter

STORY = "Ada sekitar 40 orang kumpul di Winongo"
LEVELS, KINDS, SOP, AGENCIES, SHIFTS = (
    "levels.toml", "taxonomy.toml", "sop.toml", "agencies.toml", "shifts.toml",
)  # fmt: skip


@pytest.fixture
def supervisor(operator: Sitter) -> Session:
    """Bima, who changes rules at another window; what he does arrives here as any change does."""
    return sign_in(operator.desk, "Bima", PASSWORD)


@pytest.fixture
def at_desk(operator: Sitter, supervisor: Session) -> Desk:
    return Desk(operator, supervisor)


class Desk:
    """An operator at work, and a supervisor elsewhere."""

    def __init__(self, sitter: Sitter, supervisor: Session) -> None:
        self.sitter, self.supervisor = sitter, supervisor
        self.place = sitter.window._workplace

    def set(self, table: str, *changes: tuple[str, Any]) -> None:
        edits = [RuleEdit(table, path, value) for path, value in changes]
        before = self.sitter.desk.rulebook
        self.place.jobs.act(set_rules, self.sitter.desk, self.supervisor, edits, "uji")
        self.sitter.wait_for(lambda: self.sitter.desk.rulebook is not before)
        self.sitter.settle()

    def call(self) -> None:
        self.sitter.call(story=STORY)

    def save(self) -> str:
        self.call()
        self.sitter.ctrl(Qt.Key.Key_Return)
        return self.sitter.queue()[0].id


def words(widget: QWidget) -> str:
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return " | ".join(
        label.full_text() if isinstance(label, ElidedLabel) else label.text() for label in labels
    )


# ------------------------------------------------------------------------------------------ the form


def test_a_threshold_changes_the_level_of_the_call_being_taken(at_desk: Desk) -> None:
    at_desk.call()
    view = at_desk.sitter.window.queue_page.intake.view
    view.confirm()
    at_desk.sitter.settle()
    assert view.level.shown_level() == "low", "two points"
    at_desk.set(LEVELS, ("scoring.middle_from", 2))
    assert view.level.shown_level() == "middle"
    at_desk.set(LEVELS, ("scoring.middle_from", 4))
    assert view.level.shown_level() == "low"
    assert view.story.narrative.toPlainText() == STORY


def test_a_question_that_need_not_be_asked_is_no_longer_marked(at_desk: Desk) -> None:
    at_desk.call()
    questions = at_desk.sitter.window.queue_page.intake.view.questions
    open_before = len(questions.open_questions())
    at_desk.set(KINDS, ("core[victim].required", False))
    assert len(questions.open_questions()) == open_before - 1
    assert questions.choices["victims"] not in questions.open_questions()


def test_questions_come_and_go_and_answers_stay(at_desk: Desk) -> None:
    at_desk.call()
    view = at_desk.sitter.window.queue_page.intake.view
    view.questions.choices["weapon"].set_value("blunt")
    view.questions.choices["victims"].set_value("light")
    at_desk.set(KINDS, ("core[victim].on", False), ("core[weapon].text", "Bawa apa mereka?"))
    assert "victims" not in view.questions.choices
    assert "Bawa apa mereka?" in words(view.questions)
    answers = view.form().answers
    assert (answers["weapon"], answers["victims"]) == ("blunt", "light")
    at_desk.set(KINDS, ("core[victim].on", True))
    assert view.questions.choices["victims"].value() == "light"
    view.questions.choices["weapon"].buttons[0].setFocus()
    at_desk.sitter.tab_to(view.questions.choices["victims"])
    at_desk.sitter.tab_to(view.questions.choices["weapon"], back=True)


def test_an_open_question_comes_and_goes_with_what_was_typed(at_desk: Desk) -> None:
    at_desk.call()
    details = at_desk.sitter.window.queue_page.intake.view.details
    details.fold.set_open(True)
    details.lines["trigger"].setFocus()
    at_desk.sitter.write("soal parkir")
    at_desk.set(KINDS, ("core[movement].on", False))
    assert "movement" not in details.lines
    assert details.lines["trigger"].text() == "soal parkir"


def test_warning_signs_follow(at_desk: Desk) -> None:
    at_desk.call()
    chips = at_desk.sitter.window.queue_page.intake.view.signs.chips
    chips.set_values({"threat", "alcohol"})
    at_desk.set(LEVELS, ("factor[alcohol].on", False))
    assert "alcohol" not in {button.choice.value for button in chips.buttons}
    assert chips.values() == ("threat",)


def test_the_call_timer_turns_red_earlier(at_desk: Desk) -> None:
    at_desk.call()
    clock = at_desk.sitter.window.queue_page.intake.view.header.clock
    at_desk.set(LEVELS, ("targets.call.record.seconds", 30))
    assert clock._limit == 30


def test_outcomes_and_their_keys(at_desk: Desk) -> None:
    at_desk.set(SOP, ("call_outcome[prank].key", "Alt+2"), ("call_outcome[ghost].key", "Alt+1"))
    at_desk.sitter.alt(Qt.Key.Key_1)
    assert outcomes_today(at_desk.sitter.desk) == {"ghost": 1}
    at_desk.set(SOP, ("call_outcome[ghost].on", False))
    bar = at_desk.sitter.window.queue_page.intake.resting.outcomes
    assert "ghost" not in bar.buttons
    assert bar.buttons["prank"].key == "Alt+2"
    at_desk.sitter.alt(Qt.Key.Key_1)
    assert outcomes_today(at_desk.sitter.desk) == {"ghost": 1}, "its key counts nothing any more"
    assert "Alt+1" not in dict(at_desk.sitter.window.queue_page._outcome_keys().lines)


def test_a_number_is_flagged_earlier(at_desk: Desk) -> None:
    for _ in range(2):
        at_desk.sitter.key(Qt.Key.Key_F2)
        at_desk.sitter.write("081234567890")
        at_desk.sitter.alt(Qt.Key.Key_1)
    at_desk.sitter.call()
    earlier = at_desk.sitter.window.queue_page.intake.view.earlier
    before = words(earlier)
    at_desk.set(LEVELS, ("targets.prank.flag_number_after.calls", 2))
    assert words(earlier) != before


# ------------------------------------------------------------------------------------------ queue and incident


def test_a_shorter_promise_makes_an_escalation_overdue_at_once(at_desk: Desk) -> None:
    incident = at_desk.save()
    place, desk = at_desk.place, at_desk.sitter.desk
    place.jobs.act(escalate, desk, place.session, incident, "polsek_manguharjo", "pesan", "phone")
    at_desk.sitter.settle()
    at_desk.sitter.clock.added_ms += 60_000
    level = at_desk.sitter.queue()[0].level
    queue = at_desk.sitter.window.queue_page.queue
    assert not queue._feed.most_overdue()
    at_desk.set(LEVELS, (f"targets.{level}.agency_ack", 10))
    assert queue._feed.most_overdue() == [incident]
    pane = at_desk.sitter.window.queue_page.incident
    assert pane.page is not None
    assert pane.page.detail.escalations[0].due is not None
    assert pane.page.detail.escalations[0].due < at_desk.sitter.clock.now_ms()


def step_ids(section: StepsSection) -> list[str]:
    return [row.step.id for row in section._rows.values()]


def test_a_step_that_was_taken_away_is_gone_from_the_incident_on_the_screen(at_desk: Desk) -> None:
    at_desk.save()
    steps = at_desk.sitter.window.queue_page.incident.steps
    assert "check_notified" in step_ids(steps)
    at_desk.set(SOP, ("step[check_notified].on", False), ("step[caller_safe].text", "Amankan pelapor"))
    assert "check_notified" not in step_ids(steps)
    assert "Amankan pelapor" in words(steps)


def test_a_closing_code_is_gone_from_the_form_that_is_open(at_desk: Desk) -> None:
    at_desk.save()
    pane = at_desk.sitter.window.queue_page.incident
    pane.foot.close_wanted.emit()
    form = pane.header.findChild(CloseForm)
    assert isinstance(form, CloseForm)

    def codes() -> list[str]:
        return [button.choice.value for button in form.code.buttons]

    assert "dispersed" in codes()
    at_desk.set(SOP, ("closing[dispersed].on", False))
    assert "dispersed" not in codes()


def test_a_number_makes_the_buttons_of_an_open_escalation_work(
    at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    at_desk.save()
    pane = at_desk.sitter.window.queue_page.incident
    pane.open_escalation("polri")
    at_desk.sitter.settle()
    panel = pane.escalations.findChild(EscalationPanel)
    assert isinstance(panel, EscalationPanel)
    address = panel.recipients.value()
    panel.message_box.text.setPlainText("Mohon dicek")
    assert not panel.message_box.whatsapp.isVisible()
    at_desk.set(
        AGENCIES,
        (f"agency[{address}].phone", "0351 464 123"),
        (f"agency[{address}].whatsapp", "0812-3456-7890"),
        (f"agency[{address}].channel", "radio"),
    )
    assert panel.message_box.message() == "Mohon dicek", "what was written stays"
    assert "0351 464 123" in panel.message_box.call.text()
    assert panel.channel.value() == "radio"
    panel.message_box.call.click()
    panel.message_box.whatsapp.click()
    assert opened == ["tel:+62351464123", "https://wa.me/6281234567890?text=Mohon%20dicek"]


# ------------------------------------------------------------------------------------------ around them


def test_the_bar_names_the_new_shift(at_desk: Desk) -> None:
    bar = at_desk.sitter.window.frame.top_bar
    assert "Pagi 07.00–15.00" in words(bar)
    at_desk.set(SHIFTS, ("shift[pagi].end", "14.00"), ("shift[siang].start", "14.00"))
    assert "Siang 14.00–23.00" in words(bar)


def test_a_refused_change_leaves_everything_as_it_was(at_desk: Desk) -> None:
    before = at_desk.sitter.desk.rulebook
    at_desk.place.jobs.act(
        set_rules,
        at_desk.sitter.desk,
        at_desk.supervisor,
        [RuleEdit(LEVELS, "scoring.middle_from", 50)],
        "uji",
        failed=lambda error: at_desk.place.told.emit("danger", error.text_id),
    )
    at_desk.sitter.settle()
    assert at_desk.sitter.desk.rulebook is before
    assert "aturan yang lama tetap berlaku" in words(at_desk.sitter.window.message)


def test_rules_hold_at_the_next_start(at_desk: Desk) -> None:
    at_desk.set(SHIFTS, ("shift[pagi].name", "Fajar"))
    at_desk.sitter.stop()
    at_desk.sitter.start()
    assert "Fajar" in words(at_desk.sitter.window.frame.top_bar)
