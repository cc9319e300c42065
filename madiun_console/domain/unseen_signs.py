"""Signs that show nothing by themselves and steer what shows them: a terminal, a line that is read from right to left."""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def is_unseen(sign: str) -> bool:
    """Whether this one sign is a control, a format, a half of a pair, for private use, or ends a line or paragraph."""
    return unicodedata.category(sign) in _CATEGORIES
