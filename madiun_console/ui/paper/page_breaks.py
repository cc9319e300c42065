"""Cuts a long column into pages between lines and rows: no row is torn, no heading is left behind, heads of tables repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the column, from top to bottom."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Unit:
    """What is not torn: a line, or a row of a table; `keep` keeps it on the page of what follows.

    `head` is the head of its table, shown again where the table goes on.
    """

    span: Span
    keep: bool = False
    head: Span | None = None


@dataclass(slots=True)
class Page:
    """Stretches of the column, one under the other."""

    spans: list[Span] = field(default_factory=list)

    @property
    def height(self) -> float:
        """How much of the page is used."""
        return sum(span.height for span in self.spans)


def pages_of(units: Sequence[Unit], room: float) -> list[Page]:
    """The pages, each at most `room` high; what is higher than a page by itself is cut where the page ends."""
    pages = [Page()]
    at = 0
    while at < len(units):
        end = at
        while units[end].keep and end + 1 < len(units):
            end += 1
        group = Span(units[at].span.top, units[end].span.bottom)
        page = pages[-1]
        if page.spans and page.height + group.height > room:
            page = Page()
            pages.append(page)
            head = units[at].head
            if head is not None:
                page.spans.append(head)
        _put(pages, group, room)
        at = end + 1
    return pages


def _put(pages: list[Page], span: Span, room: float) -> None:
    """Add a stretch, joined to the one before when it goes on there, and cut when it is too high for a page."""
    page = pages[-1]
    while span.height > room - page.height and span.height > room:
        left = room - page.height
        page.spans.append(Span(span.top, span.top + left))
        span = Span(span.top + left, span.bottom)
        page = Page()
        pages.append(page)
    if page.spans and abs(page.spans[-1].bottom - span.top) < 1:
        page.spans[-1] = Span(page.spans[-1].top, span.bottom)
    else:
        page.spans.append(span)
