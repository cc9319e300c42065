"""A keyring service in memory, as well-behaved, forgetful or stubborn as a test wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

if TYPE_CHECKING:
    import threading


class FakeKeyring(KeyringBackend):
    """Keeps passwords in a dictionary."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False
        self.silent_until: threading.Event | None = None

    def _answer(self) -> None:
        if self.silent_until is not None:
            self.silent_until.wait(10)
        if self.locked:
            raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the password, unless forgetful."""
        self._answer()
        if not self.forgetful:
            self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        """Return the password or None."""
        self._answer()
        return self.entries.get((service, username))


class PlainTextKeyring(FakeKeyring):
    """A stand-in that keyring itself does not recommend."""

    priority = 0.5
