"""The rulebook of the program's own tables, read once for all tests of the domain."""

from __future__ import annotations

import pytest

from madiun_console.domain.rulebook import RULEBOOK_FILES, Rulebook, parse_rulebook
from madiun_console.resources import read_text


@pytest.fixture(scope="session")
def table_texts() -> dict[str, str]:
    return {name: read_text("domain", name) for name in RULEBOOK_FILES}


@pytest.fixture(scope="session")
def rulebook(table_texts: dict[str, str]) -> Rulebook:
    return parse_rulebook(table_texts)
