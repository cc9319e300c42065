"""One word for one thing: what the button, the state, the list and the pane call it, in Bahasa Indonesia."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from bench.synthetic_rows import synthetic_row
from madiun_console.ui.agency.acts_section import ActsSection
from madiun_console.ui.formats import Formats
from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.queue.row_words import RowWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.workplace import Workplace
    from tests.ui.incident.conftest import Scene


@pytest.fixture
def indonesian(workplace: Workplace) -> Iterator[Workplace]:
    workplace.translator.use("id")
    yield workplace
    workplace.translator.use("en")


def test_the_keys_of_an_agency_are_called_as_the_states_they_give(
    indonesian: Workplace, qtbot: QtBot
) -> None:
    acts = ActsSection(indonesian, PaneClock(indonesian.ticker))
    qtbot.addWidget(acts)
    states = indonesian.desk.rulebook.states
    for state, button in acts.buttons.items():
        assert button.text().removesuffix(" …").casefold() in states.label(state, "id").casefold()


def test_what_is_taken_back_is_called_so_everywhere(indonesian: Workplace) -> None:
    assert indonesian.desk.rulebook.states.label("cancelled", "id") == "Ditarik"
    assert indonesian.desk.rulebook.states.label("cancelled", "en") == "Taken back"


def test_the_list_and_the_page_say_the_same_of_what_waits(indonesian: Workplace) -> None:
    row = synthetic_row(indonesian.desk.rulebook, Random(1), 1)._replace(held=1)
    words = RowWords(lambda: indonesian.desk.rulebook, lambda: Formats("id"), lambda: 0)
    assert "1 menunggu" in words.marks(row)  # the column is narrow
    assert "menunggu pengesahan" in HeldWords(indonesian).count(1)


def test_nobody_owns_it_is_no_word_about_handling(scene: Scene) -> None:
    scene.workplace.translator.use("id")
    owner = scene.pane.header._owner
    scene.qtbot.waitUntil(lambda: owner.full_text() == "Belum ada penanggung jawab")
    scene.workplace.translator.use("en")
