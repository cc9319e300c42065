"""The queue's rows: any patches give what a reset would, and nobody loses their place meanwhile."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from bench.synthetic_rows import MINUTE_MS, NOW_MS, shaken, synthetic_row, synthetic_rows
from madiun_console.domain.incident_number import short_number
from madiun_console.queries.rows import Badge, IncidentRow
from madiun_console.resources import load_rulebook
from madiun_console.ui.formats import Formats
from madiun_console.ui.queue.columns import Column
from madiun_console.ui.queue.incident_model import (
    SORT_ROLE,
    IncidentModel,
    Order,
    by_closing,
    by_urgency,
)
from madiun_console.ui.queue.row_words import RowWords

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

RULEBOOK = load_rulebook()
HIGH = RULEBOOK.levels[-1]


def words(language: str = "id") -> RowWords:
    return RowWords(lambda: RULEBOOK, lambda: Formats(language), lambda: NOW_MS)


def row_of(number: int, rank: int, opened: int) -> IncidentRow:
    level = RULEBOOK.levels[rank]
    return synthetic_row(
        RULEBOOK,
        Random(number),
        number,
        level=level.id,
        level_rank=rank,
        opened_at=opened,
        summary=str(opened),
    )


ROWS = st.builds(row_of, st.integers(0, 12), st.integers(0, 2), st.integers(0, 5))
PATCH = st.tuples(st.lists(ROWS, max_size=6), st.lists(st.integers(0, 12).map("i{:05}".format), max_size=4))


class Mirror:
    """A second reader that knows only what the model's signals say, as a view does."""

    def __init__(self, model: IncidentModel) -> None:
        self.model = model
        self.ids = [row.id for row in model.rows()]
        self.resets = 0
        model.rowsRemoved.connect(lambda _, first, last: self._removed(first, last))
        model.rowsInserted.connect(lambda _, first, last: self._inserted(first, last))
        model.rowsMoved.connect(lambda _p, first, _l, _q, to: self._moved(first, to))
        model.modelReset.connect(self._reset)

    def _removed(self, first: int, last: int) -> None:
        del self.ids[first : last + 1]

    def _inserted(self, first: int, last: int) -> None:
        self.ids[first:first] = [row.id for row in self.model.rows()[first : last + 1]]

    def _moved(self, first: int, to: int) -> None:
        moved = self.ids.pop(first)
        self.ids.insert(to - (to > first), moved)

    def _reset(self) -> None:
        self.resets += 1


@given(st.lists(ROWS, max_size=10, unique_by=lambda row: row.id), st.lists(PATCH, max_size=6))
def test_any_patches_equal_a_reset_with_the_same_rows(
    start: list[IncidentRow], patches: list[tuple[list[IncidentRow], list[str]]]
) -> None:
    patched = IncidentModel(words())
    patched.reset(start)
    mirror = Mirror(patched)
    followed = {row.id: QPersistentModelIndex(patched.index(at, 0)) for at, row in enumerate(patched.rows())}
    expected = {row.id: row for row in start}
    for rows, gone in patches:
        patched.apply(rows, gone)
        coming = {row.id: row for row in rows}
        for item in gone:
            expected.pop(item, None)
            if item not in coming:
                followed.pop(item, None)
        expected.update(coming)
        assert [row.id for row in patched.rows()] == mirror.ids
    fresh = IncidentModel(words())
    fresh.reset(expected.values())
    assert patched.rows() == fresh.rows()
    assert mirror.resets == 0
    for item, index in followed.items():
        assert index.isValid()
        assert index.row() == patched.row_of(item)


@given(
    st.lists(ROWS, max_size=12, unique_by=lambda row: row.id),
    st.sampled_from([by_urgency, by_closing]),
)
def test_becoming_other_rows_ends_sorted(rows: list[IncidentRow], order: Order) -> None:
    model = IncidentModel(words())
    model.reset(synthetic_rows(RULEBOOK, 5), order)
    model.become(rows)
    assert list(model.rows()) == sorted(rows, key=order)
    assert all(model.row_of(row.id) == at for at, row in enumerate(model.rows()))


@settings(max_examples=10)
@given(st.integers())
def test_an_unchanged_row_is_told_to_nobody(seed: int) -> None:
    model = IncidentModel(words())
    rows = synthetic_rows(RULEBOOK, 20, seed)
    model.reset(rows)
    told: list[object] = []
    model.dataChanged.connect(lambda *what: told.append(what))
    model.apply(rows)
    assert not told
    model.apply([rows[3]._replace(summary="lain")])
    assert len(told) == 1


def test_neighbours_change_go_and_come_in_one_step() -> None:
    model = IncidentModel(words())
    rows = [row_of(number, 1, number) for number in range(10)]
    model.reset(rows[:6])
    told: list[str] = []
    model.rowsInserted.connect(lambda *_: told.append("in"))
    model.rowsRemoved.connect(lambda *_: told.append("out"))
    model.dataChanged.connect(lambda *_: told.append("changed"))
    model.apply([*rows[6:], *(row._replace(summary="x") for row in rows[2:5])], [rows[0].id, rows[1].id])
    assert told == ["out", "in", "changed"]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = IncidentModel(words())
    rows = synthetic_rows(RULEBOOK, 40)
    model.reset(rows)
    qtmodeltester.check(model)
    random = Random(4)
    for _ in range(20):
        model.apply(shaken(RULEBOOK, model.rows(), 6, random), [random.choice(rows).id])
    model.apply(rows[:10])
    qtmodeltester.check(model)


def test_more_is_asked_for_once() -> None:
    model = IncidentModel(words())
    asked: list[bool] = []
    model.more_wanted.connect(lambda: asked.append(True))
    model.set_goes_on(True)
    root = model.index(-1, -1)
    assert model.canFetchMore(root)
    model.fetchMore(root)
    model.fetchMore(root)
    assert asked == [True]


@pytest.mark.parametrize("column", list(Column))
def test_sort_values_are_of_one_plain_type(column: Column) -> None:
    model = IncidentModel(words())
    model.reset(synthetic_rows(RULEBOOK, 30))
    kinds = {type(model.index(at, column).data(SORT_ROLE)) for at in range(30)}
    assert kinds in ({int}, {float}, {str})


def test_a_screen_reader_hears_the_row_as_a_sentence() -> None:
    row = synthetic_row(
        RULEBOOK,
        Random(1),
        17,
        level=HIGH.id,
        level_rank=HIGH.rank,
        kind_id="ms_clash",
        unit="35.77.02.1005",
        status="handling",
        opened_at=NOW_MS - 3 * MINUTE_MS,
        badges=(),
        next_due=None,
    )
    model = IncidentModel(words())
    model.reset([row])
    kind, place = RULEBOOK.kind(row.kind_id).label(), RULEBOOK.unit("35.77.02.1005").name
    spoken = model.index(0, Column.NUMBER).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Tinggi, {kind}, {place}, 3 menit, Ditangani"


def test_rows_that_tables_do_not_know_are_shown_all_the_same() -> None:
    odd = synthetic_row(
        RULEBOOK, Random(1), 1, level="extreme", kind_id="", unit="99", status="dreaming", address=""
    )
    model = IncidentModel(words("en"))
    model.reset([odd])
    cells = [model.index(0, column).data() for column in Column]
    assert cells[Column.LEVEL] == "extreme"
    assert cells[Column.KIND] == "Not classified yet"
    assert cells[Column.PLACE] == "—"
    assert cells[Column.STATUS] == "dreaming"


@pytest.mark.parametrize(
    ("number", "short"),
    [("20261123-B017", "B23-017"), ("20261101-A1004", "A01-1004"), ("", ""), ("draft", "draft")],
)
def test_numbers_are_said_short(number: str, short: str) -> None:
    assert short_number(number) == short


def test_an_old_number_says_its_month_and_year() -> None:
    said = words()
    new, old = (row_of(1, 0, 0)._replace(number=number) for number in ("20261123-B017", "20251123-B017"))
    assert said.number(new) == ("B23-017", "")
    assert said.number(old) == ("B23-017", "Nov 2025")
    assert said.cell(old, Column.NUMBER) == "20251123-B017", "what a screen reader and the tool tip say"
    assert said.number(row_of(1, 0, 0)._replace(number="20261341-B1")) == ("B41-1", "")


def test_the_short_word_of_a_level() -> None:
    assert [level.word.label() for level in RULEBOOK.levels] == ["Rendah", "Sedang", "Tinggi"]


def test_chips_tell_the_state_or_the_clock_the_urgent_one_first() -> None:
    base = synthetic_row(RULEBOOK, Random(3), 3)
    answered = Badge("e1", "polres_madiun_kota", "polri", "on_scene", NOW_MS - 200_000, NOW_MS, None)
    waiting = Badge("e2", "kodim_0803", "tni", "sent", 0, None, None)

    def chips(sent: int, due: int) -> list[tuple[str, str]]:
        late = waiting._replace(sent=sent, due=due)
        return [(chip.full_text, chip.tone) for chip in words().chips(base._replace(badges=(answered, late)))]

    on_scene = ("POLRI · di lokasi", "success")
    assert chips(NOW_MS - 133_000, NOW_MS - 1) == [("TNI · 02:13", "danger"), on_scene]
    assert chips(NOW_MS - 80_000, NOW_MS + 20_000) == [("TNI · 01:20", "warning"), on_scene]
    assert chips(NOW_MS - 10_000, NOW_MS + 90_000) == [("TNI · 00:10", "neutral"), on_scene]


def test_an_incident_nobody_was_told_of_says_so_in_time() -> None:
    def chip(opened: int, due: int) -> list[tuple[str, str]]:
        row = synthetic_row(RULEBOOK, Random(3), 3, badges=(), opened_at=opened, next_due=due)
        return [(item.full_text, item.tone) for item in words("en").chips(row)]

    assert chip(NOW_MS - 10_000, NOW_MS + 110_000) == []
    assert chip(NOW_MS - 100_000, NOW_MS + 20_000) == [("Nobody told · 01:40", "warning")]
    assert chip(NOW_MS - 130_000, NOW_MS - 10_000) == [("Nobody told · 02:10", "danger")]


def test_the_chip_of_a_running_escalation_is_never_behind_those_that_ended() -> None:
    def badge(state: str, first_answer: int | None = None) -> Badge:
        return Badge(state, "polres_madiun_kota", "polri", state, NOW_MS - 60_000, first_answer, None)

    ended = [badge("cancelled"), badge("done", NOW_MS), badge("declined", NOW_MS)]
    row = synthetic_row(RULEBOOK, Random(1), 1, is_open=True)
    row = row._replace(badges=(*ended, badge("on_scene", NOW_MS), badge("sent")))
    texts = [chip.full_text for chip in words("en").chips(row)]
    assert [text.split(" · ")[1] for text in texts] == [
        "01:00",
        "on scene",
        "cannot handle",
        "done",
        "taken back",
    ]
