"""A desk to work at in tests: a real encrypted store in a temporary folder, three people, a clock moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.people import add_person, found_center
from madiun_console.domain.report_form import ReportForm
from madiun_console.opening import desk_of, new_store
from madiun_console.resources import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from madiun_console.domain.rulebook import Rulebook

PASSWORD = "sandi-uji-123"
NIGHT_CALL_MS = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB


class MovedClock:
    """A wall clock that stands still until a test moves it."""

    def __init__(self, ms: int = NIGHT_CALL_MS) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms

    def pass_minutes(self, minutes: float) -> None:
        self.ms += int(minutes * 60_000)


@dataclass(frozen=True)
class People:
    """The three roles, signed in."""

    administrator: Session
    supervisor: Session
    operator: Session


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def desk(data_dir: Path, rulebook: Rulebook, clock: MovedClock) -> Iterator[Desk]:
    """A founded center; its first administrator is "Sari"."""
    store = new_store(data_dir, rulebook, clock)
    found_center(store, rulebook, "B", "Sari", PASSWORD)
    found = desk_of(store, rulebook)
    yield found
    store.close()


@pytest.fixture
def people(desk: Desk) -> People:
    """Sari, and with her password "Bima" (supervisor) and "Op" (operator)."""
    with desk.store.read() as connection:
        row = connection.exec_driver_sql("SELECT id FROM person").fetchone()
    from madiun_console.domain.ids import id_text

    assert row is not None
    sari = Session(id_text(row[0]), "Sari", "administrator", NIGHT_CALL_MS)

    def added(name: str, role: str) -> Session:
        changes = add_person(desk, sari, name, role, PASSWORD)
        return replace(sari, person=changes.created["person"], name=name, role=role)

    return People(sari, added("Bima", "supervisor"), added("Op", "operator"))


@pytest.fixture
def form(clock: MovedClock) -> Callable[..., ReportForm]:
    """A plausible form; anything in it can be given another value."""

    def filled(**values: object) -> ReportForm:
        usual: dict[str, object] = {
            "channel": "phone",
            "started": clock.now_ms(),
            "number": "0812 3456 7890",
            "narrative": "Ada puluhan orang kumpul di depan GOR, bawa kayu, mulai teriak-teriak",
            "kind_id": "suspicious_gathering",
            "unit": "35.77.02.1005",
            "address": "Jl. Gajah Mada",
            "answers": {"timing": "ongoing", "crowd_band": "30-99", "weapon": "blunt"},
        }
        return ReportForm(**{**usual, **values})  # type: ignore[arg-type]

    return filled


__all__ = ["MovedClock", "People", "clock", "desk", "form", "people", "rulebook"]
