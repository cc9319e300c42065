"""Preferences survive anything that can happen to their file."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console import settings
from madiun_console.errors import EnvironmentFault
from madiun_console.settings import Preferences, default_data_dir, load_preferences, save_preferences
from tests.logfail import LogGuard

FILE = settings.FILE_NAME
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FITTING = st.builds(
    Preferences,
    theme=st.sampled_from(["light", "dark"]),
    language=st.sampled_from(["id", "en"]),
    idle_lock_minutes=st.integers(0, 1440),
    volume_new_high=st.integers(settings.LOWEST_HIGH_VOLUME, 100),
    volume_unanswered=st.integers(0, 100),
    muted=st.booleans(),
    window_geometry=st.text("ABCxyz019+/=", max_size=20),
    saved_searches=st.dictionaries(
        st.text("abc ä“”", max_size=5), st.dictionaries(st.text("xyz", max_size=3), st.text("é1", max_size=3))
    ),
)


def test_a_new_desk_gets_the_defaults_and_writes_nothing(data_dir: Path) -> None:
    assert load_preferences(data_dir) == Preferences()
    assert not data_dir.exists()


@given(FITTING)
def test_what_is_saved_is_loaded(preferences: Preferences) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save_preferences(Path(folder), preferences)
        assert load_preferences(Path(folder)) == preferences


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b"[" * 100_000])
def test_a_damaged_file_gives_the_defaults_and_a_warning(
    data_dir: Path, log_guard: LogGuard, damage: bytes
) -> None:
    data_dir.mkdir()
    (data_dir / FILE).write_bytes(damage)
    log_guard.expect("preferences .* defaults used")
    assert load_preferences(data_dir) == Preferences()


def test_one_bad_value_costs_only_itself(data_dir: Path, log_guard: LogGuard) -> None:
    data_dir.mkdir()
    (data_dir / FILE).write_text(
        json.dumps({"theme": "dark", "volume_unanswered": 101, "muted": 1, "from_later": True})
    )
    log_guard.expect("out of range.*: muted, volume_unanswered")
    assert load_preferences(data_dir) == replace(Preferences(), theme="dark")


def test_the_sound_of_a_high_incident_cannot_be_made_silent(data_dir: Path, log_guard: LogGuard) -> None:
    data_dir.mkdir()
    (data_dir / FILE).write_text(json.dumps({"volume_new_high": 0, "volume_unanswered": 0}))
    log_guard.expect("out of range.*: volume_new_high")
    assert load_preferences(data_dir) == replace(Preferences(), volume_unanswered=0)


def test_true_is_no_number_of_minutes(data_dir: Path, log_guard: LogGuard) -> None:
    data_dir.mkdir()
    (data_dir / FILE).write_text('{"idle_lock_minutes": true}')
    log_guard.expect("idle_lock_minutes")
    assert load_preferences(data_dir).idle_lock_minutes == Preferences().idle_lock_minutes


@given(st.dictionaries(st.sampled_from(list(Preferences.__dataclass_fields__)) | st.text(), JSON))
def test_whatever_stands_in_the_file_the_preferences_can_be_used_and_saved(
    content: dict[str, object],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FILE).write_text(json.dumps(content), encoding="utf-8")
        settings._log.disabled = True  # its warnings are tested above
        try:
            loaded = load_preferences(folder)
        finally:
            settings._log.disabled = False
        save_preferences(folder, loaded)
        assert load_preferences(folder) == loaded


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(data_dir: Path) -> None:
    data_dir.write_text("a file where the folder should be")
    with pytest.raises(EnvironmentFault):
        save_preferences(data_dir, Preferences())
    assert data_dir.read_text() == "a file where the folder should be"


def test_the_environment_names_the_data_folder(tmp_path: Path) -> None:
    assert default_data_dir({"MADIUN_CONSOLE_DATA": str(tmp_path)}) == tmp_path
    assert default_data_dir({"MADIUN_CONSOLE_DATA": "relative"}) == Path.cwd() / "relative"


def test_otherwise_it_is_the_users_own_and_is_not_made_by_asking() -> None:
    folder = default_data_dir({})
    assert folder.name == "madiun-console"
    assert folder.is_absolute()
    assert not folder.exists()
