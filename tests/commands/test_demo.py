"""The demo profile: a living queue within seconds, told by the real actions, never mixed with real data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from madiun_console.actions.sign_in import sign_in
from madiun_console.db.verify import verify
from madiun_console.demo import OPERATOR, PASSWORD, PERSON, SUPERVISOR, MovableClock, ensure_demo, make_demo
from madiun_console.errors import InvalidInput
from madiun_console.opening import open_desk
from madiun_console.queries.desk_lists import open_callbacks, outcomes_today
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import QueueFilter, closed_incidents, open_incidents
from tests.commands.conftest import Run
from tests.desk_fixtures import NIGHT_CALL_MS


def test_a_living_queue(demo: Path) -> None:
    desk = open_desk(demo, clock=MovableClock(NIGHT_CALL_MS))
    try:
        rows = open_incidents(desk)
        levels = Counter(row.level for row in rows)
        assert 20 <= len(rows) <= 27
        assert levels["high"] in (2, 3)
        assert all(NIGHT_CALL_MS - row.opened_at < 3_600_000 for row in rows if row.level == "high")
        assert any(row.callers >= 4 for row in rows)
        badges = [badge for row in rows for badge in row.badges]
        assert any(badge.due is not None and badge.due < NIGHT_CALL_MS for badge in badges)  # overdue
        assert {"sent", "received", "moving", "on_scene"} <= {badge.state for badge in badges}
        closed = closed_incidents(desk, QueueFilter())
        assert len(closed) > 30
        assert len({row.closing for row in closed}) >= 5
        recent = [row for row in closed if row.opened_at > NIGHT_CALL_MS - 14 * 86_400_000]
        assert 0 < len(closed) - len(recent) <= 6  # the past of some open ones
        assert outcomes_today(desk)["prank"] >= 3
        assert len(open_callbacks(desk)) >= 3
        assert desk.demo
        assert verify(desk.store) is None
        for name, role in ((PERSON, "administrator"), (OPERATOR, "operator"), (SUPERVISOR, "supervisor")):
            assert sign_in(desk, name, PASSWORD).role == role
    finally:
        desk.store.close()


def test_every_sample_is_in_it_once(demo: Path) -> None:
    desk = open_desk(demo)
    try:
        texts = Counter[str]()
        for row in open_incidents(desk) + closed_incidents(desk, QueueFilter()):
            detail = incident_detail(desk, row.id)
            assert detail is not None
            texts.update(report.narrative for report in detail.reports)
        with desk.store.read() as connection:
            notes = connection.exec_driver_sql("SELECT body FROM fact WHERE type = 'call_logged'").scalars()
            said = "".join(text for text in notes if text)
        samples = desk.rulebook.sample_reports
        for sample in samples:
            found = texts[sample.text] + (
                sample.expected_sub in desk.rulebook.outcomes_by_id and sample.text in said
            )
            assert found == 1, sample.id
    finally:
        desk.store.close()


def test_the_same_moment_gives_the_same_demo(made_demo: Path, tmp_path: Path) -> None:
    make_demo(tmp_path / "again", NIGHT_CALL_MS)

    def shown(folder: Path) -> list[tuple[object, ...]]:
        desk = open_desk(folder, writing=False)
        try:
            return [
                (row.number, row.level, row.status, row.callers, row.summary) for row in open_incidents(desk)
            ]
        finally:
            desk.store.close()

    assert shown(tmp_path / "again") == shown(made_demo)


@pytest.mark.parametrize("hour", [0, 23])
def test_it_can_be_made_at_any_hour(tmp_path: Path, hour: int) -> None:
    midnight = 1_795_366_800_000  # 23 Nov 2026 00.00 WIB
    make_demo(tmp_path / "demo", midnight + hour * 3_600_000 + 60_000)
    desk = open_desk(tmp_path / "demo", writing=False)
    try:
        assert 20 <= len(open_incidents(desk)) <= 27
        with desk.store.read() as connection:
            latest = connection.exec_driver_sql("SELECT max(at) FROM fact").scalar_one()
        assert latest <= midnight + hour * 3_600_000 + 60_000
    finally:
        desk.store.close()


def test_real_data_are_never_touched(run: Run, tmp_path: Path, data_dir: Path) -> None:
    other = tmp_path / "surat"
    other.mkdir()
    (other / "penting.txt").touch()
    with pytest.raises(InvalidInput, match="tidak kosong"):
        ensure_demo(other)
    password = tmp_path / "pw"
    password.write_text("sandi-uji-123", encoding="utf-8")
    assert (
        run("init", "--data", data_dir, "--desk", "B", "--name", "S", "--password-file", password).returncode
        == 0
    )
    with pytest.raises(InvalidInput, match="sebenarnya"):
        ensure_demo(data_dir)


def test_a_demo_that_was_killed_while_being_made_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "demo" / ".demo-1234abcd"
    half.mkdir(parents=True)
    (half / "store.db").write_bytes(b"setengah")
    ensure_demo(tmp_path / "demo")
    assert not half.exists()
    ensure_demo(tmp_path / "demo")
