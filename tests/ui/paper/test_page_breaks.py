"""Pages: everything once and in order, no row torn, no heading left behind, the head of a table repeated."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.ui.paper.page_breaks import Span, Unit, pages_of

ROOM = 100.0
HEAD = Span(-10.0, 0.0)


@st.composite
def columns(draw: st.DrawFn, highest: int = 60) -> list[Unit]:
    """Units one under the other without gaps, some kept with what follows, some in a table."""
    units, top = [], 0.0
    for height in draw(st.lists(st.integers(1, highest), min_size=1, max_size=40)):
        head = HEAD if draw(st.booleans()) else None
        units.append(Unit(Span(top, top + height), height < 20 and draw(st.booleans()), head))
        top += height
    return units


def column(pages_spans: list[Span]) -> list[Span]:
    """The stretches without repeated heads."""
    return [span for span in pages_spans if span != HEAD]


@given(columns())
def test_everything_is_there_once_and_in_order(units: list[Unit]) -> None:
    spans = column([span for page in pages_of(units, ROOM) for span in page.spans])
    assert spans[0].top == 0
    assert spans[-1].bottom == units[-1].span.bottom
    for above, below in pairwise(spans):
        assert above.bottom == below.top


@given(columns(highest=40))
def test_no_page_is_too_high_and_no_unit_is_torn(units: list[Unit]) -> None:
    edges = {unit.span.top for unit in units} | {units[-1].span.bottom}
    kept = 0.0
    for unit in units:  # what is kept together fits a page here, else it may be torn
        kept = kept + unit.span.height if unit.keep else 0.0
        if kept + 40 + HEAD.height > ROOM:
            return
    for page in pages_of(units, ROOM):
        assert page.height <= ROOM
        assert all(span.top in edges and span.bottom in edges for span in column(page.spans))


@given(columns(highest=30))
def test_what_is_kept_is_never_the_last_of_a_page(units: list[Unit]) -> None:
    ends = {page.spans[-1].bottom for page in pages_of(units, ROOM)[:-1] if page.spans}
    for unit in units[:-1]:
        run = sum(other.span.height for other in units if other.keep)
        if unit.keep and run < ROOM / 2:
            assert unit.span.bottom not in ends


def test_the_head_of_a_table_is_shown_again_where_it_goes_on() -> None:
    head = Span(0, 10)
    rows = [Unit(head, keep=True)] + [Unit(Span(top, top + 30), head=head) for top in range(10, 190, 30)]
    pages = pages_of(rows, ROOM)
    assert [page.height for page in pages] == [100, 100]
    assert pages[1].spans == [head, Span(100, 190)]


def test_a_row_higher_than_a_page_is_cut_and_not_lost() -> None:
    pages = pages_of([Unit(Span(0, 20)), Unit(Span(20, 270)), Unit(Span(270, 280))], ROOM)
    assert [page.height for page in pages] == [20, 100, 100, 60]
    assert pages[-1].spans[-1].bottom == 280
