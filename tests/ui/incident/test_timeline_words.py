"""Every type of fact has words in the history, in both languages' tables; what is newer is told as such."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions import escalate, work_incident
from madiun_console.domain.events import Logged
from madiun_console.domain.events.registry import event_types
from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.detail_rows import TimelineRow
from madiun_console.ui.incident.timeline_section import FIRST
from madiun_console.ui.incident.timeline_words import TimelineWords
from madiun_console.ui.incident.words import BREAK_AFTER, breakable

if TYPE_CHECKING:
    from madiun_console.ui.workplace import Workplace
    from tests.ui.incident.conftest import Scene

NOW = 1_795_419_128_000


def fact(happened: object, **values: object) -> Logged:
    usual = Logged("fact", "sub", None, "x", NOW, "actor", (), (), (1, 1, b""), None)
    return usual._replace(event=happened, **values)  # type: ignore[arg-type]


def made_up(cls: type) -> object:
    """An event of a class with something in each field that is needed."""
    values = {}
    for item in dataclasses.fields(cls):
        if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
            values[item.name] = {"int": NOW, "bool": True}.get(str(item.type), "zzz")
    return cls(**values)


def test_every_type_of_the_catalogue_has_words(workplace: Workplace) -> None:
    words = TimelineWords(workplace)
    declared = {one.cls for one in event_types().values() if one.cls.__module__.endswith("catalogue")}
    assert declared == words.told_types()
    newer = words.line(fact(None), None).text
    for cls in declared:
        line = words.line(fact(made_up(cls)), None)
        assert line.text, cls
        assert line.text != newer, cls
        assert "{" not in line.text, cls


def test_what_is_newer_than_the_program_is_told(workplace: Workplace) -> None:
    entry = TimelineWords(workplace).entry(TimelineRow(fact(None), "Op", "B"), None, NOW)
    assert entry.text == "A change from a newer version of the program"
    assert (entry.time, entry.who) == ("14.32", "Op,\u00a0desk\u00a0B")


def test_what_waits_for_a_supervisor_says_so(workplace: Workplace) -> None:
    row = TimelineRow(fact(None, held=True), "", "")
    entry = TimelineWords(workplace).entry(row, None, NOW)
    assert entry.text.endswith("(waits for a supervisor)")
    assert entry.who == ""


def test_the_report_that_an_incident_was_opened_with_joined_nothing(scene: Scene) -> None:
    spoken = [entry.spoken for entry in reversed(scene.pane.timeline.view.rows_model()._rows)]
    told = [text for text in spoken if "Report" in text]
    assert [("recorded" in text, "joined" in text) for text in told] == [(True, False), (False, True)]


def test_the_history_of_a_night(scene: Scene) -> None:
    sent = scene.act(escalate.escalate, scene.incident, "polsek_manguharjo", "pesan", "radio").created[
        "escalation"
    ]
    scene.act(escalate.record_answer, sent, "declined", "radio")
    scene.act(work_incident.claim, scene.incident)
    scene.act(work_incident.hand_over, scene.incident, scene.people.supervisor.person)
    scene.act(work_incident.set_status, scene.incident, "monitoring")
    told = [entry.text for entry in scene.pane.timeline.view.rows_model()._rows]
    assert told[:5] == [
        "Status: Monitored",
        "Handed over to Bima",
        "Took the incident",
        "Kepolisian Sektor Manguharjo: Cannot handle",
        "Forward: Kepolisian Sektor Manguharjo, by Radio (HT)",
    ]
    assert told[-1].startswith("Opened at level")


def test_a_long_history_unfolds(scene: Scene) -> None:
    for number in range(FIRST + 5):
        work_incident.add_note(
            scene.workplace.desk, scene.people.operator, scene.incident, f"catatan {number}"
        )
    scene.show(scene.incident)
    section = scene.pane.timeline
    assert section.view.rows_model().rowCount() == FIRST
    section.more.setFocus()
    scene.key(Qt.Key.Key_Space)
    assert section.view.rows_model().rowCount() == len(scene.detail().timeline)
    assert not section.more.isVisible()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("20261123-B017", "B23-017"),
        ("20261101-C1002", "C01-1002"),
        ("20261023-B017", "20261023-B017"),
        ("odd", "odd"),
        ("", ""),
    ],
)
def test_a_number_is_short_while_it_is_recent(number: str, shown: str) -> None:
    assert spoken_number(number, NOW) == shown


def test_only_words_too_wide_for_a_pane_are_broken() -> None:
    assert breakable("dua kata saja") == "dua kata saja"
    long = "x" * (3 * BREAK_AFTER)
    assert breakable(f"a {long}").replace("\u200b", "") == f"a {long}"
    assert max(map(len, breakable(f"a {long}").replace("\u200b", " ").split())) == BREAK_AFTER
