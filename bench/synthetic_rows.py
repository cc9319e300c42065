"""Rows of the queue made up from the tables, as many as a measurement or a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.rows import Badge, IncidentRow

NOW_MS = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB
MINUTE_MS = 60_000


def synthetic_row(rulebook: Rulebook, random: Random, count: int, **values: object) -> IncidentRow:
    """One plausible open incident; anything in it can be given another value."""
    level = rulebook.levels[min(int(random.expovariate(1.2)), len(rulebook.levels) - 1)]
    opened = NOW_MS - random.randrange(600 * MINUTE_MS)
    agency = random.choice([agency for agency in rulebook.agencies if not agency.per_unit])
    badge = Badge(
        f"e{count}",
        agency.id,
        agency.kind,
        random.choice(("sent", "received", "on_scene")),
        opened,
        None,
        opened + 300_000,
    )
    row = IncidentRow(
        id=f"i{count:05}",
        number=f"20261123-B{count:03}",
        level=level.id,
        level_rank=level.rank,
        kind_id=random.choice(rulebook.subs).id,
        opened_at=opened,
        unit=random.choice(rulebook.kelurahan).code,
        address="Jl. Gajah Mada",
        summary="Puluhan orang berkumpul di depan gedung, sebagian membawa kayu",
        owner=None,
        owner_name="",
        status=random.choice(rulebook.states.incident[:3]),
        is_open=True,
        closing=None,
        closed_at=None,
        reports=1,
        callers=random.randrange(1, 5),
        badges=(badge,) if random.random() < 0.4 else (),
        next_due=opened + 300_000,
        conflicts=0,
        held=0,
        last_at=opened,
    )
    return row._replace(**values)  # type: ignore[arg-type]


def synthetic_rows(rulebook: Rulebook, count: int, seed: int = 112) -> list[IncidentRow]:
    """So many different rows, the same for the same seed."""
    random = Random(seed)
    return [synthetic_row(rulebook, random, number) for number in range(count)]


def shaken(rulebook: Rulebook, rows: Sequence[IncidentRow], count: int, random: Random) -> list[IncidentRow]:
    """`count` of the rows as a sync brings them: states and answers changed, some levels raised, so that they move."""
    found = []
    for row in random.sample(list(rows), count):
        level = random.choice(rulebook.levels) if random.random() < 0.25 else rulebook.level(row.level)
        found.append(
            row._replace(
                status=random.choice(rulebook.states.incident[:4]),
                callers=row.callers + 1,
                level=level.id,
                level_rank=level.rank,
                last_at=row.last_at + 1000,
            )
        )
    return found
