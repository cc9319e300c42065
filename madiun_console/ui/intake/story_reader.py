"""Reads the narrative off the GUI thread: likely kinds, answers, warning signs, and the place it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from madiun_console.actions.desk import Desk
from madiun_console.domain.judgement import Judgement
from madiun_console.domain.kind_suggestion import NarrativeHints, NarrativeReader
from madiun_console.domain.place_search import PlaceHit, PlaceSearch
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.intake import judgement
from madiun_console.resources import load_kind_words

LONGEST = 4000
"""Characters of a narrative that are read; a pasted chat must not slow down typing."""


@dataclass(frozen=True, slots=True)
class StoryHints:
    """What one reading of the narrative gives; nothing of it counts before a person confirms it."""

    words: NarrativeHints
    place: PlaceHit | None


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """The level as it would be logged now, and as it would be with every suggestion confirmed."""

    now: Judgement
    with_hints: Judgement | None


class StoryReader:
    """The two searches, prepared once per desk (50 ms, on the reading thread)."""

    def __init__(self, desk: Desk) -> None:
        rulebook = desk.rulebook
        table = load_kind_words(rulebook)
        self._words = NarrativeReader(table, desk.words, rulebook.core_by_field)
        self._places = PlaceSearch(
            rulebook.units, rulebook.neighbour_desa, rulebook.neighbour_regencies, rulebook.offices
        )

    def read(self, narrative: str) -> StoryHints:
        """All hints of a narrative."""
        text = narrative[:LONGEST]
        place = self._places.guess(text)
        return StoryHints(self._words.read(text, outside=place is not None and place.outside), place)

    def places(self, text: str) -> Sequence[PlaceHit]:
        """Places whose name contains the text; well under a millisecond, so it may run while a key is handled."""
        return self._places.search(text)


def confirmed(
    rulebook: Rulebook, form: ReportForm, hints: StoryHints | None, declined: frozenset[str]
) -> ReportForm:
    """The form with every hint taken that the operator has not answered otherwise."""
    if hints is None:
        return form
    asked = {question.field for question in rulebook.core_questions}
    ticks = {factor.id for factor in rulebook.checkbox_factors} & hints.words.factors - declined
    return replace(
        form,
        answers={
            **{field: code for field, code in hints.words.answers.items() if field in asked},
            **form.answers,
        },
        ticked=tuple(sorted(ticks.union(form.ticked))),
    )


def weigh(desk: Desk, form: ReportForm, hinted: ReportForm) -> LevelAnswer:
    """The level of the form, and of the form with its hints when they would change anything."""
    now = judgement(desk, form)
    differs = (hinted.answers, set(hinted.ticked)) != (form.answers, set(form.ticked))
    return LevelAnswer(now, judgement(desk, hinted) if differs else None)
