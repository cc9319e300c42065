"""Names of the people at the desks: written without invisible signs, and compared so that none passes for another."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Control and direction signs: they would steer a terminal, turn a line round, or make two names look like one."""


def visible_name(text: str) -> str:
    """A name as it is kept: what shows of it, composed (NFC), with single blanks."""
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    return " ".join("".join(char for char in shown if unicodedata.category(char) not in _INVISIBLE).split())


def name_key(text: str) -> str:
    """What two names that look alike have in common: small letters, wide and composed forms made plain."""
    return visible_name(unicodedata.normalize("NFKC", visible_name(text)).casefold())
