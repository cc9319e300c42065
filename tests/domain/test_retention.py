"""How long things are kept: by level, by kind before category before level, never an identity longer than its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.rulebook import (
    Retention,
    RetentionPeriod,
    Rulebook,
    RuleTableError,
    parse_rulebook,
)
from madiun_console.domain.rulebook.retention_tables import is_shorter, longest

FILE = "retention.toml"


def test_a_higher_level_is_kept_at_least_as_long(rulebook: Rulebook) -> None:
    periods = [rulebook.retention_period(level.id, "") for level in rulebook.levels]
    assert periods == sorted(periods, key=lambda period: (period.identities, period.texts))
    assert all(0 < period.identities <= period.texts for period in periods)


def test_a_level_of_a_newer_program_is_kept_longest(rulebook: Rulebook) -> None:
    assert rulebook.retention_period("extreme", "") == rulebook.retention_period("high", "")


def test_a_kind_goes_before_its_category_and_that_before_the_level(table_texts: dict[str, str]) -> None:
    texts = table_texts | {
        FILE: table_texts[FILE]
        + "[kind.crowd]\nidentities = 3\n[kind.convoy]\nidentities = 0\ntexts = 0\n[kind.protest]\ntexts = 6\n"
    }
    book = parse_rulebook(texts)
    middle = book.retention.levels["middle"]
    assert book.retention_period("middle", "convoy") == RetentionPeriod(0, 0)
    assert book.retention_period("middle", "suspicious_gathering") == RetentionPeriod(3, middle.texts)
    assert book.retention_period("middle", "peaceful_protest") == RetentionPeriod(6, 6)
    assert book.retention_period("middle", "kind_of_a_newer_table") == middle


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("identities = 24", "identities = 61", "identities = 61 lebih lama dari texts = 60"),
        ("identities = 24", "identities = 0", "identities = 0 lebih lama dari texts = 60"),
        ("texts = 120", "texts = 48\n# ", "identities = 60 lebih lama dari texts = 48"),
        ("identities = 60", "identities = 6", "identities = 6 lebih singkat dari [level.middle]"),
        ("identities = 24", "identities = 1201", "identities = 1201 terlalu besar"),
        ("identities = 24", 'identities = "24"', "identities harus bilangan bulat, bukan teks"),
        ("[level.middle]", "[level.midle]", 'kunci "middle" tidak ada'),
        ("[kind]\n", "[kind.croud]\n", 'croud "croud" bukan jenis atau kategori yang dikenal; mungkin'),
        ("[kind]\n", "[kind.crowd]\nmonths = 3\n", 'kunci "months" tidak dikenal'),
        ("[calls]\n", "[calls]\nyears = 3\n", '[calls]: kunci "years" tidak dikenal'),
    ],
)
def test_a_fault_is_told(table_texts: dict[str, str], old: str, new: str, reason: str) -> None:
    assert old in table_texts[FILE]
    with pytest.raises(RuleTableError) as fault:
        parse_rulebook(table_texts | {FILE: table_texts[FILE].replace(old, new, 1)})
    assert fault.value.file == FILE
    assert reason in str(fault.value)


MONTHS = st.integers(0, 40)


@given(
    level=st.tuples(MONTHS, MONTHS), category=st.tuples(MONTHS | st.none(), MONTHS | st.none()), kind=MONTHS
)
def test_no_identity_is_promised_longer_than_its_text(
    level: tuple[int, int], category: tuple[int | None, int | None], kind: int
) -> None:
    retention = Retention(
        {"low": RetentionPeriod(*level)}, {"crowd": category, "convoy": (None, kind)}, RetentionPeriod(1, 1)
    )
    period = retention.period("low", "convoy", "crowd")
    assert period.texts == kind
    assert not is_shorter(period.texts, period.identities)


def test_without_limit_is_longest() -> None:
    assert longest([3, 0, 7]) == 0
    assert longest([3, 7]) == 7
    assert is_shorter(7, 0)
    assert not is_shorter(0, 7)
