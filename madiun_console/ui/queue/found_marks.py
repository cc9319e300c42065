"""What a search has found in the rows on the screen: the words to mark, the caller's number, the day it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from madiun_console.domain.found_words import FoundWords, Span
from madiun_console.domain.words import WordFamilies
from madiun_console.queries.find import Found
from madiun_console.queries.rows import IncidentRow

MOST_TEXTS = 2_000
_BEFORE = 24
"""So many letters before the first found word are shown when the words before them take all the room."""


class FoundMarks:
    """Made anew for every text that is searched; texts are looked through once."""

    def __init__(self, families: WordFamilies, text: str, number_words: Callable[[str], str]) -> None:
        self._words = FoundWords(families, text)
        self._number_words = number_words
        self._found: dict[str, Found] = {}
        self._elsewhere: dict[str, str] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}

    def add(self, found: Iterable[Found]) -> None:
        """More rows were found."""
        self._found.update((one.row.id, one) for one in found)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The found parts of a text."""
        found = self._spans.get(text)
        if found is None:
            if len(self._spans) > MOST_TEXTS:
                self._spans.clear()
            found = self._spans[text] = self._words.spans(text)
        return found

    def explain(self, texts: Mapping[str, str]) -> None:
        """Incident -> where its word stands, for those whose row shows none."""
        self._elsewhere.update(texts)

    def summary(self, row: IncidentRow) -> str:
        """The summary, or the text of another report or note in which the word stands."""
        return self._elsewhere.get(row.id, row.summary)

    def lead(self, row: IncidentRow) -> str:
        """What is said before the summary: that a caller's number was found, masked."""
        found = self._found.get(row.id)
        return self._number_words(found.masked_phone) if found and found.masked_phone else ""

    def happened(self, row: IncidentRow) -> int | None:
        """When it happened, as the list is ordered."""
        found = self._found.get(row.id)
        return found.happened if found else None

    def order(self, row: IncidentRow) -> tuple[int, int | str, int | str, str]:
        """Open ones first and among them the urgent ones, then the others, latest first."""
        if row.is_open:
            return (0, *row.sort_key())
        found = self._found.get(row.id)
        return (1, -found.lid if found else 0, 0, row.id)

    def excerpt(self, text: str, fits: int) -> str:
        """The text from before its first found word on, when that lies behind the `fits` letters there is room for."""
        spans = self.spans(text)
        if not spans or spans[0][1] <= fits:
            return text
        begin = max(0, spans[0][0] - min(_BEFORE, max(0, fits - 8)))
        space = text.find(" ", begin, spans[0][0])
        return f"… {text[space + 1 if space >= 0 else begin :]}"
