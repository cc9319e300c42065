"""kill -9 at random moments: whatever was told to be done is there, whole, and the form comes back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from madiun_console.actions.sign_in import sign_in
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import StoreMissing
from madiun_console.opening import found, open_desk
from tests.desk_fixtures import PASSWORD
from tools.kill_loop import Lost, Told, check, kill_loop

ROOT = Path(__file__).resolve().parents[2]
FOUND = (
    "import sys; from pathlib import Path; from madiun_console.opening import found, load_rulebook; "
    "rulebook = load_rulebook(); print('go', flush=True); "
    "print(found(Path(sys.argv[1]), 'B', 'Sari', sys.argv[2], rulebook=rulebook).recovery_code, flush=True); "
    "sys.stdin.read()"
)


def test_fifteen_kills_lose_nothing(rulebook: Rulebook, tmp_path: Path) -> None:
    tally = kill_loop(15, random.SystemRandom().randrange(1 << 30), rulebook, tmp_path)
    assert tally.kills == 15
    assert tally.facts > 15


@pytest.mark.drill
@pytest.mark.timeout(3600)
def test_a_thousand_kills_lose_nothing(rulebook: Rulebook, tmp_path: Path) -> None:
    tally = kill_loop(1000, random.SystemRandom().randrange(1 << 30), rulebook, tmp_path)
    assert tally.kills == 1000
    assert {"rebuild", "save", "escalate", "type"} <= tally.cut.keys()


def test_the_loop_sees_a_lost_action(rulebook: Rulebook, data_dir: Path) -> None:
    """The check itself can fail: an acknowledged fact that is not there is found."""
    desk = found(data_dir, "B", "Sari", PASSWORD, rulebook=rulebook).desk
    with desk.store.read() as connection:
        (dseq, header) = connection.exec_driver_sql("SELECT max(dseq), hdr FROM header").one()
    desk.store.close()
    told = Told(done="save", dseq=dseq, header=header, count=1)
    assert check(data_dir, told, rulebook, {}) == dseq
    with pytest.raises(Lost, match="last header"):
        check(data_dir, Told(done="save", dseq=dseq, header="another", count=1), rulebook, {})
    with pytest.raises(Lost, match="beyond what was told"):
        check(
            data_dir,
            Told(begun="note", dseq=dseq - 1, header=_header(data_dir, rulebook, dseq - 1), count=1),
            rulebook,
            {},
        )
    with pytest.raises(Lost, match="draft"):
        check(data_dir, Told(dseq=dseq, header=header, count=1, drafts={"d": "typed"}), rulebook, {})


def _header(folder: Path, rulebook: Rulebook, dseq: int) -> str:
    desk = open_desk(folder, rulebook=rulebook)
    with desk.store.read() as connection:
        text = connection.exec_driver_sql("SELECT hdr FROM header WHERE dseq = ?", (dseq,)).scalar_one()
    desk.store.close()
    assert isinstance(text, str)
    return text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL")
@pytest.mark.parametrize("delay_ms", [0, 4, 10, 30, 90, 150])
def test_a_founding_that_was_killed_is_done_again_or_was_done(
    delay_ms: int, rulebook: Rulebook, data_dir: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", FOUND, str(data_dir), PASSWORD],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(delay_ms / 1000)
        except subprocess.TimeoutExpired:
            process.kill()
    assert process.returncode == -signal.SIGKILL
    try:
        desk = open_desk(data_dir, rulebook=rulebook)
    except StoreMissing:
        desk = found(data_dir, "B", "Sari", PASSWORD, rulebook=rulebook).desk
    assert sign_in(desk, "Sari", PASSWORD).role == "administrator"
    desk.store.close()


def test_a_founding_killed_between_file_and_tables_begins_again(rulebook: Rulebook, data_dir: Path) -> None:
    """The moments that a random kill rarely meets: no byte yet, a first page without tables, tables without a center."""
    from madiun_console.credentials import create_key
    from madiun_console.db.connect import connect, prepare_writer
    from madiun_console.opening import new_store

    key = create_key(data_dir)
    (data_dir / "store.db").touch()
    with pytest.raises(StoreMissing):
        open_desk(data_dir, rulebook=rulebook)
    connection = connect(data_dir / "store.db", key, writing=True)
    prepare_writer(connection)
    connection.close()
    assert (data_dir / "store.db").stat().st_size > 0
    with pytest.raises(StoreMissing):
        open_desk(data_dir, rulebook=rulebook)
    new_store(data_dir, rulebook).close()
    with pytest.raises(StoreMissing):
        open_desk(data_dir, rulebook=rulebook)
    desk = found(data_dir, "B", "Sari", PASSWORD, rulebook=rulebook).desk
    assert sign_in(desk, "Sari", PASSWORD).role == "administrator"
    desk.store.close()


def test_every_commit_is_flushed_to_the_disk(rulebook: Rulebook, data_dir: Path) -> None:
    """A kill leaves the system's cache alone, a power cut does not: what a commit promises rests on these two."""
    desk = found(data_dir, "B", "Sari", PASSWORD, rulebook=rulebook).desk
    writer = desk.store._writer
    assert writer.execute("PRAGMA synchronous").fetchone() == (2,)
    assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    desk.store.close()
