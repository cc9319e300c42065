"""Two desks and a server over a wire between network namespaces that loses, delays, doubles and swallows packets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.bad_wire import why_not

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.drill
@pytest.mark.timeout(1800)
@pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can run here")
def test_nothing_is_missing_or_double_over_any_wire() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.network_drill"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "Network drill passed" in done.stdout
