"""Drafts that are damaged, newer or of another desk: one of them locks nobody out, and none is deleted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.actions.desk import Desk
from madiun_console.actions.drafts import discard_draft, keep_draft, new_draft_id, park_draft, resume_draft
from madiun_console.actions.take_call import save_report
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput
from madiun_console.queries.desk_lists import draft_form, drafts, unreadable_drafts
from madiun_console.queries.rows import DraftRow
from tests.bad_days.conftest import TYPED, Center, filled_form, tells

Opened = Callable[..., Desk]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
UNREADABLE = [
    "",
    "{",
    "null",
    "[]",
    "3",
    '"x"',
    "{}",
    '{"started": "soon"}',
    "[" * 5000,
    '{"channel": "phone"}',
]


@pytest.mark.parametrize("data", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_damaged_draft_is_passed_over_and_kept(center: Center, opened: Opened, data: str) -> None:
    desk, by = opened(center.folder), center.operator
    with desk.store.own() as cursor:
        cursor.execute(
            "INSERT INTO draft VALUES ('broken', ?, 'active', 1, 2, ?)", (id_bytes(by.person), data)
        )
    assert [row.id for row in drafts(desk, by)] == [center.draft]
    (row,) = unreadable_drafts(desk, by)
    assert (row.id, row.data) == ("broken", data)
    with pytest.raises(InvalidInput) as caught:
        draft_form(row)
    tells(caught.value, "draft_damaged", "tidak dihapus", "administrator")


def test_a_draft_of_a_newer_version_comes_back_as_far_as_it_is_understood() -> None:
    value = json.loads(filled_form(3).to_json())
    value |= {
        "video": {"frames": [1]},
        "answers": ["another", "shape"],
        "lat": "north",
        "ticked": [1],
        "groups": None,
    }
    form = ReportForm.from_json(json.dumps(value))
    assert form.narrative == filled_form(3).narrative
    assert (form.answers, form.lat, form.ticked, form.groups) == ({}, None, (), "")


@given(st.dictionaries(st.sampled_from([*ReportForm.__dataclass_fields__, "x"]), ANY_JSON))
def test_whatever_stands_in_a_draft_gives_a_usable_form_or_a_value_error(value: dict[str, object]) -> None:
    try:
        form = ReportForm.from_json(json.dumps(value))
    except ValueError:
        return
    assert ReportForm.from_json(form.to_json()) == form
    form.is_empty()
    form.cleaned()


@given(st.text(alphabet=st.characters() | st.characters(categories=["Cs"])))
def test_a_draft_holds_every_character_that_was_typed(text: str) -> None:
    form = filled_form(0, narrative=text, told={"Siapa?": text}, remarks=text)
    assert ReportForm.from_json(form.to_json()) == form


@pytest.mark.parametrize(
    "typed", [{"home": "Jl. Salak 3"}, {"told": {"Siapa?": "tetangga"}}, {"remarks": "x"}]
)
def test_a_single_typed_field_is_a_draft(center: Center, opened: Opened, typed: dict[str, object]) -> None:
    desk, by = opened(center.folder), center.operator
    form = ReportForm(channel="phone", started=5, **typed)  # type: ignore[arg-type]
    keep_draft(desk, by, "one", form)
    assert "one" in {row.id for row in drafts(desk, by)}


def test_drafts_of_two_desks_stay_apart(center: Center, opened: Opened) -> None:
    """A folder that was copied to a second desk: what is typed at one never shows at the other."""
    other_folder = center.folder.with_name("other")
    shutil.copytree(center.folder, other_folder)
    desk, other, by = opened(center.folder), opened(other_folder), center.operator
    keep_draft(desk, by, center.draft, filled_form(1, narrative="meja pertama"))
    park_draft(other, by, center.draft, filled_form(1, narrative="meja kedua"))
    assert _texts(desk, by) == ["meja pertama"]
    assert _texts(other, by) == ["meja kedua"]
    save_report(other, by, draft_form(drafts(other, by)[0]), center.draft)
    assert _texts(other, by) == []
    assert _texts(desk, by) == ["meja pertama"]
    assert _texts(desk, center.administrator) == []  # drafts belong to a person


def test_a_draft_comes_back_after_discarding_and_reopening(center: Center, opened: Opened) -> None:
    desk, by = opened(center.folder), center.operator
    second = new_draft_id(desk)
    keep_draft(desk, by, second, filled_form(2, narrative="kedua"))
    (first,) = [row for row in drafts(desk, by) if row.id == center.draft]
    discard_draft(desk, by, center.draft, draft_form(first))
    desk.store.close()
    desk = opened(center.folder)
    states = {row.id: row.state for row in drafts(desk, by)}
    assert states == {center.draft: "discarded", second: "active"}
    resume_draft(desk, by, center.draft)
    assert sorted(_texts(desk, by)) == sorted([TYPED, "kedua"])


def _texts(desk: Desk, by: object) -> list[str]:
    rows: list[DraftRow] = drafts(desk, by)  # type: ignore[arg-type]
    return [draft_form(row).narrative for row in rows]
