"""The runbook of the shared server, from an empty cluster over a lost disk to a promoted standby."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.server_drill import ETC, PLACES, VERSION

ROOT = Path(__file__).resolve().parents[2]
READY = VERSION and hasattr(os, "geteuid") and os.geteuid() == 0
TAKEN = [place for place in (*PLACES, ETC / "madiun", ETC / "siaga") if place.exists()]


@pytest.mark.drill
@pytest.mark.timeout(900)
@pytest.mark.skipif(not READY, reason="for root on Debian with postgresql (apt install postgresql)")
@pytest.mark.skipif(bool(TAKEN), reason=f"a server is here: {TAKEN}")
def test_the_runbook_works_to_the_letter() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.server_drill"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "Drill passed" in done.stdout
