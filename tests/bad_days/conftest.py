"""A center with a night's work in it, made once; every bad day happens to a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.actions.escalate import escalate
from madiun_console.actions.people import add_person
from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError
from madiun_console.opening import found, open_desk
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD, MovedClock

REPORTS = 12
TYPED = "Ada yang bawa celurit di "


@dataclass(frozen=True)
class Center:
    """A closed data folder, and who works there."""

    folder: Path
    administrator: Session
    operator: Session
    draft: str
    code: str
    """The recovery code."""


def filled_form(nth: int = 0, **values: object) -> ReportForm:
    usual: dict[str, object] = {
        "channel": "phone",
        "started": NIGHT_CALL_MS,
        "number": f"0812 0000 {1000 + nth}",
        "narrative": f"Puluhan orang kumpul di depan GOR, laporan ke-{nth}",
        "kind_id": "suspicious_gathering",
        "unit": "35.77.02.1005",
        "answers": {"crowd_band": "30-99", "weapon": "blunt"},
    }
    return ReportForm(**{**usual, **values})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def made_center(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Center:
    """The original; nobody opens it."""
    folder = tmp_path_factory.mktemp("center") / "data"
    center = found(folder, "B", "Sari", PASSWORD, clock=MovedClock(), rulebook=rulebook)
    desk, sari = center.desk, center.session
    person = add_person(desk, sari, "Op", "operator", PASSWORD).created["person"]
    operator = Session(person, "Op", "operator", NIGHT_CALL_MS)
    incidents = [save_report(desk, operator, filled_form(n)).created["incident"] for n in range(REPORTS)]
    escalate(desk, operator, incidents[0], "polsek_manguharjo", "mohon bantuan", "phone")
    draft = new_draft_id(desk)
    keep_draft(desk, operator, draft, filled_form(99, narrative=TYPED))
    desk.store.close()
    return Center(folder, sari, operator, draft, center.recovery_code)


@pytest.fixture
def center(made_center: Center, data_dir: Path) -> Center:
    """A copy of it, closed."""
    shutil.copytree(made_center.folder, data_dir)
    return replace(made_center, folder=data_dir)


@pytest.fixture
def opened(rulebook: Rulebook, clock: MovedClock) -> Iterator[Callable[..., Desk]]:
    """Open a folder as the program does at its start; closed again when the test ends."""
    desks: list[Desk] = []

    def open_(folder: Path, *, writing: bool = True) -> Desk:
        desk = open_desk(folder, writing=writing, clock=clock, rulebook=rulebook)
        desks.append(desk)
        return desk

    yield open_
    for desk in desks:
        desk.store.close()


def sound(desk: Desk) -> None:
    """`verify` finds nothing."""
    damage = verify(desk.store)
    assert damage is None, damage.text("en")


def tells(error: ConsoleError, id_: str, *words: str) -> None:
    """It is this error, and its Indonesian text names what to do."""
    assert error.id == id_
    text = error.text_id.casefold()
    missing = [word for word in words if word.casefold() not in text]
    assert not missing, f"{error.text_id!r} does not say {missing}"
