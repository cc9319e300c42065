"""A warning or an error in our own log fails the test that caused it, unless the test said it would come."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class LogGuard:
    """What was logged during one test, and what the test foresaw."""

    records: list[logging.LogRecord] = field(default_factory=list)
    foreseen: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Foresee warnings and errors whose text matches `pattern`; that none comes is a failure too."""
        self.foreseen.append(pattern)

    def complaints(self) -> list[str]:
        """Say what came unforeseen and what was foreseen and did not come."""
        texts = [(record, record.getMessage()) for record in self.records]
        unforeseen = [
            f"unexpected {record.levelname} in {record.name}: {text}"
            for record, text in texts
            if not any(re.search(pattern, text) for pattern in self.foreseen)
        ]
        missing = [
            f"expected in the log but it did not come: {pattern}"
            for pattern in self.foreseen
            if not any(re.search(pattern, text) for _, text in texts)
        ]
        return unforeseen + missing


class GuardHandler(logging.Handler):
    """Collects our loggers' warnings and errors; failing at once would be swallowed by the code under test."""

    def __init__(self, guard: LogGuard) -> None:
        super().__init__(logging.WARNING)
        self._guard = guard

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record for the end of the test."""
        self._guard.records.append(record)
