"""A domain table with a typing error: refused at the start, naming file, line and reason, without a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from madiun_console.domain.rulebook import RuleTableError
from madiun_console.opening import open_desk
from madiun_console.resources import load_rulebook, resource_path
from tests.bad_days.conftest import Center

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pathlib import Path
from madiun_console import resources
tables = Path(sys.argv.pop(1))
true_path = resources.resource_path
resources.resource_path = lambda *parts: tables.joinpath(*parts[1:]) if parts[0] == "domain" else true_path(*parts)
from madiun_console.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def broken_tables(tmp_path: Path) -> Path:
    """The tables with the first level's line cut in the middle."""
    folder = tmp_path / "tables"
    shutil.copytree(resource_path("domain"), folder)
    path = folder / "levels.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines) if " = " in line and '"' in line)
    lines[number] = lines[number].rsplit('"', 1)[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_error_names_file_line_and_reason(
    broken_tables: Path, center: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuleTableError) as caught:
        load_rulebook(broken_tables)
    assert caught.value.file == "levels.toml"
    assert caught.value.line > 0
    assert caught.value.reason
    real = resource_path
    monkeypatch.setattr(
        "madiun_console.resources.resource_path",
        lambda *parts: broken_tables if parts == ("domain",) else real(*parts),
    )
    before = (center.folder / "store.db").read_bytes()
    with pytest.raises(RuleTableError):
        open_desk(center.folder)
    assert (center.folder / "store.db").read_bytes() == before


@pytest.mark.parametrize(
    "command", [["verify"], ["export", "--format", "json", "-"], []], ids=["verify", "export", "window"]
)
def test_the_command_line_shows_it_without_a_traceback(
    broken_tables: Path, center: Center, command: list[str]
) -> None:
    shot = [] if command else ["--screenshot", str(center.folder.parent / "x.png")]
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(broken_tables), "--data", str(center.folder), *command, *shot],
        capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert run.returncode not in (0, 1, 70), run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert "levels.toml baris" in run.stderr
