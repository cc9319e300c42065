"""Which escalations wait for an answer, and which have given that to a later one to the same agency."""

from __future__ import annotations

import pytest

from madiun_console.domain.escalation_states import replaced

POLICE, ARMY = "polres_madiun_kota", "kodim_0803"
Told = tuple[str, str, int | None]


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ([(POLICE, "unreachable", None), (POLICE, "sent", None)], [True, False]),
        ([(POLICE, "sent", None), (POLICE, "moving", 9)], [True, False]),
        ([(POLICE, "sent", None), (POLICE, "declined", 9)], [True, False]),
        ([(POLICE, "sent", None), (POLICE, "sent", None), (POLICE, "sent", None)], [True, True, False]),
        # what has an answer keeps it, what was taken back replaces nothing, another agency answers for itself
        ([(POLICE, "received", 5), (POLICE, "sent", None)], [False, False]),
        ([(POLICE, "unreachable", None), (POLICE, "cancelled", None)], [False, False]),
        ([(POLICE, "sent", None), (ARMY, "on_scene", 9)], [False, False]),
        ([(POLICE, "on_scene", 9), (POLICE, "sent", None), (ARMY, "sent", None)], [False, False, False]),
        ([], []),
    ],
)
def test_the_last_asking_of_an_agency_is_awaited(told: list[Told], gone: list[bool]) -> None:
    assert replaced(told) == gone
