"""The operating system's keyring behind a time limit: one that is absent or locked must not hang the program."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from madiun_console.errors import KeyringSilent

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

SERVICE = "madiun-console"
PROBE_SECONDS = 5.0  # choosing a backend talks to D-Bus, never to a person
ANSWER_SECONDS = 90.0  # reading and writing may ask a person for the keyring's own password

_RECOMMENDED: Final = 1.0  # keyring's own line between real services and plain-text stand-ins
_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


def working_backend() -> KeyringBackend | None:
    """Return the keyring service of this computer, or None where there is none that can be trusted."""
    if not _bus_in_reach():
        return None
    try:
        return _within(PROBE_SECONDS, _choose)
    except TimeoutError:
        _log.info("no keyring: the service did not answer within %.0f s", PROBE_SECONDS)
    except Exception as error:  # noqa: BLE001  (backends raise whatever their service throws at them)
        _log.info("no keyring: %s", type(error).__name__)
    return None


def backend_name() -> str | None:
    """Name the keyring service for `doctor`, or None."""
    backend = working_backend()
    return None if backend is None else f"{type(backend).__module__}.{type(backend).__name__}"


def keep(entry: str, secret: str) -> bool:
    """Put `secret` under `entry` and read it back; False when the keyring is absent, locked or forgetful."""
    backend = working_backend()
    if backend is None:
        return False

    def put() -> str | None:
        backend.set_password(SERVICE, entry, secret)
        return backend.get_password(SERVICE, entry)

    try:
        return _within(ANSWER_SECONDS, put) == secret
    except Exception as error:  # noqa: BLE001  (as above; the caller has another place)
        _log.info("the keyring refused the key: %s", type(error).__name__)
        return False


def read(entry: str) -> str | None:
    """Return what stands under `entry`, None when the keyring answers that there is nothing.

    Raises `KeyringSilent` when it does not answer, stays locked or is not there: the secret may still be in it.
    """
    backend = working_backend()
    if backend is None:
        raise KeyringSilent
    try:
        return _within(ANSWER_SECONDS, lambda: backend.get_password(SERVICE, entry))
    except Exception as error:
        raise KeyringSilent from error


def forget(entry: str) -> None:
    """Take `entry` away if the keyring lets us; one that stays is no harm."""
    backend = working_backend()
    if backend is None:
        return
    try:
        _within(ANSWER_SECONDS, lambda: backend.delete_password(SERVICE, entry))
    except Exception as error:  # noqa: BLE001  (as above)
        _log.info("the keyring kept an entry: %s", type(error).__name__)


def _choose() -> KeyringBackend | None:
    import keyring  # 90 ms

    backend = keyring.get_keyring()
    return backend if float(backend.priority) >= _RECOMMENDED else None


def _bus_in_reach() -> bool:
    """Whether asking is worth an import: on Linux every keyring service is reached over the session's D-Bus."""
    if sys.platform != "linux" or os.environ.get("PYTHON_KEYRING_BACKEND"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (
        bool(runtime) and (Path(runtime) / "bus").exists()
    )


def _within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Ask in a thread of its own (a daemon: a hung call cannot be stopped); TimeoutError after `seconds`."""
    answers: list[Answer] = []
    faults: list[BaseException] = []

    def work() -> None:
        try:
            answers.append(ask())
        except BaseException as error:  # noqa: BLE001  (handed to the asking thread)
            faults.append(error)

    thread = threading.Thread(target=work, name="system-keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError
    if faults:
        raise faults[0]
    return answers[0]
