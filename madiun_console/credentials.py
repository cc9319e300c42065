"""The store's key: 32 random bytes in the system's keyring or, where there is none, in a file for its owner alone.

Beside the store stands `store.id`, a plain file that says under which random id the key was put and where. It
moves with the folder, so a moved store finds its key; and when it says "file", keyring (90 ms to import) is never
imported.
A key is never overwritten by another one: an old store that was set aside may still need it.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import stat
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from madiun_console import system_keyring
from madiun_console.durable_file import OWNER_ONLY, write_durably
from madiun_console.errors import KeyDamaged, KeyExposed, KeyMissing, StoreFault, environment_fault

if TYPE_CHECKING:
    from pathlib import Path

KEYRING_VARIABLE = "MADIUN_CONSOLE_KEYRING"  # "file" keeps the keyring out (tests, containers)
KEY_BYTES = 32
ID_FILE = "store.id"
KEY_FILE = "store.key"

Place = Literal["keyring", "file"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _KeyTicket:
    """What `store.id` says."""

    key_id: str
    place: Place


def key_place(data_dir: Path) -> Literal["keyring", "file", "none"]:
    """Say where the key of the store in `data_dir` was put, without asking the keyring for it."""
    ticket = _read_ticket(data_dir)
    return ticket.place if ticket else "none"


def create_key(data_dir: Path) -> bytes:
    """Make a new random key and keep it; a key that is already there is returned, never replaced.

    So a founding that was killed half-way can simply be done again. Raises what `load_key` raises when the folder
    had a key that cannot be had now.
    """
    if key_place(data_dir) != "none":
        return load_key(data_dir)
    key = secrets.token_bytes(KEY_BYTES)
    save_key(data_dir, key)
    return key


def load_key(data_dir: Path) -> bytes:
    """Return the key; raises `KeyMissing`, `KeyDamaged`, `KeyExposed` or `KeyringSilent`, each saying what to do."""
    ticket = _read_ticket(data_dir)
    if ticket is None:
        raise KeyMissing(data_dir)
    if ticket.place == "file":
        return _read_key_file(data_dir / KEY_FILE)
    if _keyring_kept_out():
        raise KeyMissing(data_dir)
    text = system_keyring.read(ticket.key_id)
    if text is None:
        raise KeyMissing(data_dir)
    return _key_from_text(text, "keyring")


def save_key(data_dir: Path, key: bytes) -> None:
    """Keep `key` (which a recovery code gave, or a new one) in the best place this computer has.

    The key comes first and `store.id` last, so a kill in between leaves the folder as it was or with the new key.
    """
    if len(key) != KEY_BYTES:
        message = f"a store key has {KEY_BYTES} bytes"
        raise ValueError(message)
    if _is_kept(data_dir, key):
        return
    key_id = secrets.token_hex(16)
    place: Place = "file"
    if not _keyring_kept_out() and system_keyring.keep(key_id, key.hex()):
        place = "keyring"
    if place == "file":
        _set_aside_key_file(data_dir)
        write_durably(data_dir / KEY_FILE, f"{key.hex()}\n".encode())
    write_durably(data_dir / ID_FILE, (json.dumps(asdict(_KeyTicket(key_id, place))) + "\n").encode())


def forget_key(data_dir: Path) -> None:
    """Take away the key of a store that never came to be; of any other store this would be its end."""
    ticket = _read_ticket(data_dir)
    if ticket is not None and ticket.place == "keyring" and not _keyring_kept_out():
        system_keyring.forget(ticket.key_id)
    for name in (KEY_FILE, ID_FILE):
        (data_dir / name).unlink(missing_ok=True)


def _keyring_kept_out() -> bool:
    return os.environ.get(KEYRING_VARIABLE, "") == "file"


def _is_kept(data_dir: Path, key: bytes) -> bool:
    try:
        return secrets.compare_digest(load_key(data_dir), key)
    except StoreFault:
        return False


def _read_ticket(data_dir: Path) -> _KeyTicket | None:
    try:
        read = json.loads((data_dir / ID_FILE).read_text(encoding="utf-8"))
        key_id, place = read["key_id"], read["place"]
    except FileNotFoundError:
        pass
    except OSError as error:
        raise environment_fault(error, data_dir / ID_FILE) from error
    except (ValueError, TypeError, KeyError):
        _log.warning("store.id is damaged; looking for a key file instead")
    else:
        if isinstance(key_id, str) and place in {"keyring", "file"}:
            return _KeyTicket(key_id, place)
        _log.warning("store.id is damaged; looking for a key file instead")
    # Killed between writing the key file and store.id, or store.id was lost: the key file speaks for itself.
    return _KeyTicket("", "file") if (data_dir / KEY_FILE).exists() else None


def _read_key_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if os.name != "nt":  # on Windows the user profile's ACL keeps others out
                _mend_permissions(path, file.fileno())
            text = file.read(1024).decode("ascii", errors="replace")
    except FileNotFoundError as error:
        raise KeyMissing(path.parent) from error
    except OSError as error:
        raise environment_fault(error, path) from error
    return _key_from_text(text, str(path))


def _mend_permissions(path: Path, handle: int) -> None:
    if not os.fstat(handle).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return
    try:
        os.fchmod(handle, OWNER_ONLY)
    except OSError as error:
        raise KeyExposed(path) from error
    _log.warning("the key file was readable by other users; its permissions have been mended")


def _key_from_text(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyDamaged(place)
    return key


def _set_aside_key_file(data_dir: Path) -> None:
    path = data_dir / KEY_FILE
    try:
        if path.exists():
            path.rename(path.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}.old"))
    except OSError as error:
        raise environment_fault(error, path) from error
