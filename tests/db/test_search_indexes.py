"""The row ids that order the search, and the index of callers' numbers: kept by each change as a rebuild would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.actions.calls import log_call
from madiun_console.actions.erase import erase_caller
from madiun_console.actions.take_call import save_report
from madiun_console.db.index_merging import INDEXES
from madiun_console.db.rebuild import rebuild
from madiun_console.db.time_order import RowIds, first_lid, happened_ms, lid_ms
from madiun_console.db.verify import verify
from madiun_console.queries.queue import search_incidents
from tests.db.projection_tables import projections

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

HOUR_MS, MINUTE_MS = 3_600_000, 60_000
MOMENTS = st.integers(min_value=0, max_value=1 << 42)


@given(first=MOMENTS, second=MOMENTS)
def test_row_ids_grow_with_time_and_tell_their_minute(first: int, second: int) -> None:
    assert (first // MINUTE_MS < second // MINUTE_MS) == (first_lid(first) < first_lid(second))
    assert lid_ms(first_lid(first)) == first - first % MINUTE_MS
    assert happened_ms(first, second) == min(first, second)


@given(ms=st.integers())
def test_a_mad_clock_gives_a_row_id_all_the_same(ms: int) -> None:
    assert 0 <= first_lid(happened_ms(ms, ms)) < 2**63


def test_a_full_minute_goes_on_in_the_next() -> None:
    taken = {first_lid(0) + at for at in range(1 << 16)} | {first_lid(MINUTE_MS)}

    class Row:
        def __init__(self, low: int, high: int) -> None:
            self._found = max((lid for lid in taken if low <= lid <= high), default=None)

        def fetchone(self) -> tuple[int | None]:
            return (self._found,)

    row_ids = RowIds(lambda _, span: Row(*span))
    assert [row_ids.next(0), row_ids.next(0)] == [first_lid(MINUTE_MS) + 1, first_lid(MINUTE_MS) + 2]
    assert row_ids.next(2 * MINUTE_MS) == first_lid(2 * MINUTE_MS)


def lids(desk: Desk) -> list[int]:
    with desk.store.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT lid FROM incident ORDER BY number")]


def test_what_is_written_down_later_stands_where_it_happened(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    now = clock.now_ms()
    for occurred in (now, now - 8 * HOUR_MS, now - 8 * HOUR_MS, now + 24 * HOUR_MS):
        save_report(desk, people.operator, form(occurred=occurred, number=""))
    first, night, also_night, announced = lids(desk)
    assert night + 1 == also_night < first < announced
    before = projections(desk.store)
    rebuild(desk.store)
    assert projections(desk.store) == before
    assert lids(desk) == [first, night, also_night, announced]
    assert verify(desk.store) is None


def numbers(desk: Desk, digits: str) -> list[str]:
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT phone FROM caller_number WHERE lid IN (SELECT rowid FROM caller_fts WHERE caller_fts MATCH ?)",
            (f'"{digits}"',),
        )
        return [row[0] for row in rows]


def test_a_number_is_indexed_once_and_leaves_with_its_last_caller(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    save_report(desk, people.operator, form(number="0813 5555 7777"))
    log_call(desk, people.operator, "prank", channel="phone", number="+62 813-5555-7777", started=1)
    save_report(desk, people.operator, form(number="0813 5555 8888"))
    save_report(desk, people.operator, form(number="bukan nomor"))
    assert numbers(desk, "5555777") == ["+6281355557777"]
    assert numbers(desk, "62813") == ["+6281355557777", "+6281355558888"]
    erase_caller(desk, people.administrator, "0813 5555 7777", "permintaan")
    assert numbers(desk, "62813") == ["+6281355558888"]
    assert verify(desk.store) is None
    before = projections(desk.store)
    rebuild(desk.store)
    assert projections(desk.store) == before


PIECES = "SELECT count(DISTINCT segid) FROM {}_idx"
SET_UP = "{} FROM {}_config WHERE k IN ('automerge', 'usermerge')"


def pieces(desk: Desk) -> int:
    with desk.store.read() as connection:
        return sum(connection.exec_driver_sql(PIECES.format(index)).scalar_one() for index in INDEXES)


def test_saves_leave_the_merging_of_the_indexes_to_an_idle_moment(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    while desk.store.merge_indexes():
        pass
    few = pieces(desk)
    for number in range(6):
        save_report(desk, people.operator, form(number=f"0812 3456 78{number:02d}"))
    assert pieces(desk) == few + 2 * 6
    while desk.store.merge_indexes():
        pass
    assert pieces(desk) < few + 6
    assert numbers(desk, "34567803") == ["+6281234567803"]
    assert len(search_incidents(desk, "kumpul")) == 6
    assert verify(desk.store) is None


def test_a_store_of_an_earlier_version_merges_when_idle_from_its_first_idle_moment_on(desk: Desk) -> None:
    def counts() -> list[int]:
        with desk.store.read() as connection:
            return [
                connection.exec_driver_sql(SET_UP.format("SELECT count(*)", index)).scalar_one()
                for index in INDEXES
            ]

    with desk.store.own() as cursor:
        for index in INDEXES:
            cursor.execute(SET_UP.format("DELETE", index))
    assert counts() == [0, 0]
    desk.store.merge_indexes()
    assert counts() == [2, 2]
