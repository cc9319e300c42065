"""The store that everything is measured on: a true one, of the wanted size, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.big_store import Size, big_store, home_of_stores, session_on
from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.opening import open_desk
from madiun_console.queries.queue import open_incidents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from madiun_console.domain.report_form import ReportForm

SIZE = Size(events=1500, still_open=60)


def test_a_made_store_is_whole_and_has_the_wanted_size(
    tmp_path: Path, form: Callable[..., ReportForm]
) -> None:
    told: list[str] = []
    store = big_store(tmp_path, SIZE, told.append)
    assert store.fill_s
    assert store.rebuild_s
    desk = open_desk(store.folder)
    try:
        with desk.store.read() as connection:
            (facts,) = connection.exec_driver_sql("SELECT count(*) FROM fact").one()
            (strange,) = connection.exec_driver_sql(
                "SELECT sum(conflicts + unknown + held) FROM incident"
            ).one()
            kinds = {row[0] for row in connection.exec_driver_sql("SELECT DISTINCT kind FROM fact")}
        assert facts == SIZE.events
        assert strange == 0
        assert kinds == {"center", "person", "call", "report", "incident", "escalation"}
        assert len(open_incidents(desk)) == SIZE.still_open
        assert verify(desk.store) is None
        # The chain goes on where the made facts end.
        save_report(desk, session_on(desk), form(started=desk.store.clock.now_ms()))
        assert verify(desk.store) is None
    finally:
        desk.store.close()


def test_a_store_that_is_there_is_used_again(tmp_path: Path) -> None:
    small = Size(events=300, still_open=10)
    first = big_store(tmp_path, small, lambda _: None)
    again = big_store(tmp_path, small, lambda _: None)
    assert again.folder == first.folder
    assert again.fill_s is None


def test_a_store_that_was_killed_half_way_is_made_anew(tmp_path: Path) -> None:
    small = Size(events=300, still_open=10)
    folder = big_store(tmp_path, small, lambda _: None).folder
    (folder / "bench-store.json").unlink()
    assert big_store(tmp_path, small, lambda _: None).fill_s is not None


def test_the_variable_names_a_folder_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADIUN_BENCH_STORE", str(tmp_path))
    assert home_of_stores() == (tmp_path, False)
