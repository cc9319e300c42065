"""What every test stands on: no real profile, display or keyring; no unexpected log line, nothing left running."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from tests.leaks import TimerWatch, threads_left
from tests.logfail import GuardHandler, LogGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["tests.desk_fixtures", "tests.server_fixtures", "tests.sync_desks", "tests.plain_center"]

# `make test` asks the same each time; who looks for the unknown takes "dev" or "drill".
settings.register_profile("dev", deadline=None, max_examples=200)
settings.register_profile(
    "ci",
    deadline=None,  # two shared cores: a slow example is no finding
    max_examples=60,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("drill", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_HOME = pytest.StashKey[Path]()


def make_passwords_quick() -> None:
    """Argon2's slowness is meant for attackers; three people in each of a thousand tests cost ten minutes of it.

    What is made and checked stays Argon2id; tests/actions/test_people.py holds the program to its real strength.
    """
    import argon2

    argon2.PasswordHasher = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[misc, assignment]


def pytest_configure(config: pytest.Config) -> None:
    """Turn every path to the real user's profile into a temporary folder, before Qt or platformdirs look at it."""
    make_passwords_quick()
    home = Path(tempfile.mkdtemp(prefix="madiun-console-tests-"))
    config.stash[_HOME] = home
    for variable, folder in {
        "HOME": "home",
        "USERPROFILE": "home",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "MADIUN_CONSOLE_DATA": "console",
    }.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(home / folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["MADIUN_CONSOLE_KEYRING"] = "file"
    os.environ.pop("QT_SCALE_FACTOR", None)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NamesAtOnce(config))


class NamesAtOnce:
    """Says which test failed, and by what, when it fails: a run that is ended before its summary has said it then."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Only where the lines go to the screen: a worker of xdist has none."""
        screen = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and screen is not None:
            crash = getattr(report.longrepr, "reprcrash", None)
            why = (crash.message if crash else str(report.longrepr)).splitlines() or [""]
            screen.write_line(f"\nFAILED at {report.when}: {report.nodeid}: {why[0][:200]}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the temporary profile."""
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long kinds unless `-m` asks for them."""
    asked = config.getoption("markexpr") or ""
    long_kinds = [kind for kind in ("drill", "bench") if kind not in asked]
    left_out = [item for item in items if any(item.get_closest_marker(kind) for kind in long_kinds)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    here = Path(__file__).parent
    whole, windows = [here / "e2e", here / "bad_days"], [here / name for name in ("ui", "app", "sync")]
    for item in items:
        # Each line counted makes sixty examples, or a night in the whole window, twice as long or more; the floor is for
        # the tests that stand beside the code, and of those with windows and servers every sixth will do.
        examples = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        other = crc32(item.nodeid.encode()) % 6 and any(item.path.is_relative_to(one) for one in windows)
        if examples or other or any(item.path.is_relative_to(folder) for folder in whole):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fail the test on an unexpected warning in our log; `log_guard.expect(pattern)` foresees one."""
    guard = LogGuard()
    handler = GuardHandler(guard)
    logger = logging.getLogger("madiun_console")
    logger.addHandler(handler)
    yield guard
    logger.removeHandler(handler)
    complaints = guard.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test that leaves a thread or a ticking QTimer behind; the next one would pay for it."""
    before = set(threading.enumerate())
    watch = TimerWatch(monkeypatch) if {"qapp", "qtbot"} & set(request.fixturenames) else None
    yield
    left = (watch.left() if watch else []) + threads_left(before)
    if left:
        pytest.fail("\n".join(left), pytrace=False)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return a data folder of this test's own, not made yet, as at a first start."""
    return tmp_path / "data"
