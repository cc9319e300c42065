"""A rebuild makes exactly what the actions made one by one, and what is not finished has never begun."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.people import add_person
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.demo import MovableClock
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import RequestRefused
from madiun_console.opening import found, open_desk
from tests.db.histories import City, Step, histories
from tests.db.projection_tables import projections
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD, MovedClock, People


@dataclass(frozen=True)
class Template:
    """A founded center on disk that each example copies: founding costs two password hashes."""

    folder: Path
    rulebook: Rulebook
    founder: Session
    other: str


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Template:
    folder = tmp_path_factory.mktemp("template") / "data"
    center = found(
        folder, "B", "Sari", PASSWORD, demo=True, clock=MovableClock(NIGHT_CALL_MS), rulebook=rulebook
    )
    other = add_person(center.desk, center.session, "Op", "operator", PASSWORD).created["person"]
    center.desk.store.close()
    return Template(folder, rulebook, center.session, other)


@settings(max_examples=40)
@given(history=histories)
def test_rebuild_equals_incremental(template: Template, history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(template.folder, folder)
        clock = MovedClock()
        desk = open_desk(folder, clock=clock, rulebook=template.rulebook)
        try:
            City(desk, template.founder, clock, others=[template.other]).play(history)
            incremental = projections(desk.store)
            assert verify(desk.store) is None
            rebuild(desk.store)
            assert projections(desk.store) == incremental
            assert verify(desk.store) is None
        finally:
            desk.store.close()


def _busy(desk: Desk, people: People, clock: MovedClock) -> None:
    history: list[Step] = [("report", number, number, number) for number in range(6)]
    history += [
        ("join", 1, 0, 3),
        ("escalate", 0, 0, 0),
        ("answer", 0, 0, 0),
        ("note", 0, 0, 0),
        ("close", 2, 0, 0),
    ]
    City(desk, people.administrator, clock).play(history)


def test_a_stopped_rebuild_leaves_everything_as_it_was(
    desk: Desk, people: People, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _busy(desk, people, clock)
    before = projections(desk.store)
    monkeypatch.setattr("madiun_console.db.rebuild.STEP", 5)
    with pytest.raises(RequestRefused, match="Dihentikan"):
        rebuild(desk.store, cancelled=lambda: True)
    assert projections(desk.store) == before
    assert verify(desk.store) is None


def test_progress_ends_at_the_whole(
    desk: Desk, people: People, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _busy(desk, people, clock)
    monkeypatch.setattr("madiun_console.db.rebuild.STEP", 5)
    told: list[tuple[int, int]] = []
    rebuild(desk.store, lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert told[-2][0] <= told[-1][1]


def test_projections_of_another_version_are_rebuilt_at_the_start(
    desk: Desk, people: People, clock: MovedClock
) -> None:
    _busy(desk, people, clock)
    before = projections(desk.store)
    with desk.store.own() as cursor:
        cursor.execute("DROP TABLE call")  # as an older version may have had other columns
        cursor.execute("CREATE TABLE call(id BLOB PRIMARY KEY)")
        cursor.execute("DELETE FROM incident")
    desk.store.set_meta("projections", "0:other")
    folder = desk.store.folder
    desk.store.close()
    again = open_desk(folder, clock=clock)
    try:
        assert projections(again.store) == before
        assert not again.store.stale_projections()
    finally:
        again.store.close()
