"""The store's key is found again wherever it was put, and never lost to another one."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import keyring.core
import pytest
from keyring.backends import fail, null

from madiun_console import credentials, system_keyring
from madiun_console.credentials import create_key, key_place, load_key, save_key
from madiun_console.errors import EnvironmentFault, KeyDamaged, KeyExposed, KeyMissing, KeyringSilent
from tests.fake_keyring import FakeKeyring, PlainTextKeyring

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from tests.logfail import LogGuard

OTHER = bytes(range(32))
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the profile's ACL")


@pytest.fixture
def use_backend(monkeypatch: pytest.MonkeyPatch) -> Callable[[KeyringBackend], None]:
    """Let this test's program see the given keyring service."""

    def use(backend: KeyringBackend) -> None:
        monkeypatch.delenv(credentials.KEYRING_VARIABLE, raising=False)
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.fake_keyring.FakeKeyring")
        monkeypatch.setattr(keyring.core, "_keyring_backend", backend)

    return use


@pytest.fixture
def ring(use_backend: Callable[[KeyringBackend], None]) -> FakeKeyring:
    """Return a keyring service that works."""
    fake = FakeKeyring()
    use_backend(fake)
    return fake


def test_a_key_file_is_random_and_found_again(data_dir: Path, tmp_path: Path) -> None:
    key = create_key(data_dir)
    assert len(key) == 32
    assert load_key(data_dir) == key
    assert key_place(data_dir) == "file"
    assert create_key(tmp_path / "another") != key


def test_creating_twice_returns_the_same_key(data_dir: Path) -> None:
    assert create_key(data_dir) == create_key(data_dir)


def test_without_a_key_it_says_recovery_code(data_dir: Path) -> None:
    assert key_place(data_dir) == "none"
    with pytest.raises(KeyMissing, match="kode pemulihan"):
        load_key(data_dir)


def test_a_key_file_lost_is_missing_and_no_new_key_takes_its_place(data_dir: Path) -> None:
    create_key(data_dir)
    (data_dir / "store.key").unlink()
    for ask in (load_key, create_key):
        with pytest.raises(KeyMissing):
            ask(data_dir)


def test_killed_before_store_id_the_key_file_speaks_for_itself(data_dir: Path) -> None:
    key = create_key(data_dir)
    (data_dir / "store.id").unlink()
    assert key_place(data_dir) == "file"
    assert create_key(data_dir) == key


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\x00", b"[]", b'{"key_id": 1, "place": "file"}', b'{"key_id": "a"}']
)
def test_a_damaged_store_id_still_finds_the_key_file(
    data_dir: Path, log_guard: LogGuard, damage: bytes
) -> None:
    key = create_key(data_dir)
    (data_dir / "store.id").write_bytes(damage)
    log_guard.expect("store.id is damaged")
    assert load_key(data_dir) == key


@pytest.mark.parametrize("damage", [b"", b"zz" * 32, b"ab" * 31, b"ab" * 33, b"\xff" * 40])
def test_a_damaged_key_file_is_named(data_dir: Path, damage: bytes) -> None:
    create_key(data_dir)
    (data_dir / "store.key").write_bytes(damage)
    with pytest.raises(KeyDamaged, match=r"store\.key"):
        load_key(data_dir)


def test_another_key_never_overwrites_the_first(data_dir: Path) -> None:
    first = create_key(data_dir)
    save_key(data_dir, OTHER)
    assert load_key(data_dir) == OTHER
    (kept,) = data_dir.glob("store.key.*.old")
    assert bytes.fromhex(kept.read_text()) == first


def test_saving_the_same_key_again_changes_nothing(data_dir: Path) -> None:
    key = create_key(data_dir)
    before = {path.name: path.read_bytes() for path in data_dir.iterdir()}
    save_key(data_dir, key)
    assert {path.name: path.read_bytes() for path in data_dir.iterdir()} == before


def test_a_key_of_another_length_is_our_bug(data_dir: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        save_key(data_dir, b"short")
    assert key_place(data_dir) == "none"


@POSIX
def test_only_the_owner_can_read_the_key(data_dir: Path) -> None:
    create_key(data_dir)
    assert stat.S_IMODE((data_dir / "store.key").stat().st_mode) == 0o600


@POSIX
def test_a_key_file_open_to_others_is_mended_and_logged(data_dir: Path, log_guard: LogGuard) -> None:
    key = create_key(data_dir)
    (data_dir / "store.key").chmod(0o644)
    log_guard.expect("readable by other users")
    assert load_key(data_dir) == key
    assert stat.S_IMODE((data_dir / "store.key").stat().st_mode) == 0o600


@POSIX
def test_a_key_file_that_cannot_be_mended_is_refused(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_key(data_dir)
    (data_dir / "store.key").chmod(0o644)

    def refuse(handle: int, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchmod", refuse)
    with pytest.raises(KeyExposed, match="chmod 600"):
        load_key(data_dir)


def test_a_key_place_that_cannot_be_read_is_the_environments_fault(data_dir: Path) -> None:
    create_key(data_dir)
    (data_dir / "store.key").unlink()
    (data_dir / "store.key").mkdir()
    with pytest.raises(EnvironmentFault):
        load_key(data_dir)


def test_with_a_keyring_nothing_secret_is_in_the_folder(data_dir: Path, ring: FakeKeyring) -> None:
    key = create_key(data_dir)
    assert key_place(data_dir) == "keyring"
    assert load_key(data_dir) == key
    assert list(ring.entries.values()) == [key.hex()]
    assert key.hex() not in "".join(path.read_text() for path in data_dir.iterdir())


def test_a_moved_folder_finds_its_key_in_the_keyring(
    data_dir: Path, tmp_path: Path, ring: FakeKeyring
) -> None:
    key = create_key(data_dir)
    shutil.move(data_dir, tmp_path / "elsewhere")
    assert load_key(tmp_path / "elsewhere") == key
    assert len(ring.entries) == 1


@pytest.mark.usefixtures("ring")
def test_two_stores_have_two_keys_in_one_keyring(tmp_path: Path) -> None:
    first, second = create_key(tmp_path / "a"), create_key(tmp_path / "b")
    assert first != second
    assert load_key(tmp_path / "a") == first
    assert load_key(tmp_path / "b") == second


def test_an_emptied_keyring_means_recovery_code_then_the_key_is_kept_again(
    data_dir: Path, ring: FakeKeyring
) -> None:
    key = create_key(data_dir)
    ring.entries.clear()
    with pytest.raises(KeyMissing):
        load_key(data_dir)
    save_key(data_dir, key)  # what the recovery code gives
    assert load_key(data_dir) == key


def test_a_locked_keyring_is_silent_and_no_new_key_is_made(data_dir: Path, ring: FakeKeyring) -> None:
    create_key(data_dir)
    ring.locked = True
    for ask in (load_key, create_key):
        with pytest.raises(KeyringSilent):
            ask(data_dir)


def test_a_keyring_that_hangs_does_not_hang_the_program(
    data_dir: Path, ring: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_key(data_dir)
    monkeypatch.setattr(system_keyring, "ANSWER_SECONDS", 0.05)
    ring.silent_until = threading.Event()
    try:
        with pytest.raises(KeyringSilent):
            load_key(data_dir)
    finally:
        ring.silent_until.set()


@pytest.mark.parametrize("trouble", ["locked", "forgetful"])
def test_a_keyring_that_does_not_keep_the_key_leaves_it_to_the_file(
    data_dir: Path, ring: FakeKeyring, trouble: str
) -> None:
    setattr(ring, trouble, True)
    key = create_key(data_dir)
    assert key_place(data_dir) == "file"
    assert load_key(data_dir) == key


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainTextKeyring])
def test_a_service_that_is_none_is_not_used(
    data_dir: Path, use_backend: Callable[[KeyringBackend], None], kind: type[KeyringBackend]
) -> None:
    use_backend(kind())
    assert system_keyring.backend_name() is None
    create_key(data_dir)
    assert key_place(data_dir) == "file"


def test_a_folder_whose_key_is_in_a_keyring_that_is_gone_says_so(
    data_dir: Path, ring: FakeKeyring, use_backend: Callable[[KeyringBackend], None]
) -> None:
    create_key(data_dir)
    assert system_keyring.backend_name() == "tests.fake_keyring.FakeKeyring"
    assert ring.entries
    use_backend(fail.Keyring())
    with pytest.raises(KeyringSilent):
        load_key(data_dir)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reaches its keyring over D-Bus")
def test_without_d_bus_or_with_a_key_file_keyring_is_never_imported(data_dir: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MADIUN_CONSOLE_KEYRING", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
    }
    program = (
        "import pathlib, sys\n"
        "from madiun_console.credentials import create_key, load_key\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "assert create_key(folder) == load_key(folder)\n"
        "assert 'keyring' not in sys.modules\n"
    )
    command = [sys.executable, "-B", "-c", program, str(data_dir)]
    assert subprocess.run(command, check=False, env=environment, cwd=Path.cwd()).returncode == 0
