"""What is said of the own login of whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.sync.link_state import LinkState
from madiun_console.ui.link_words import LinkWords

if TYPE_CHECKING:
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People


def test_an_administrator_is_never_told_that_none_is_needed(workplace: Workplace, people: People) -> None:
    words = LinkWords(workplace)
    connecting = LinkState("connecting")
    assert "needed" in words.own_login(connecting)  # an operator needs none
    workplace.set_session(people.administrator)
    assert words.own_login(connecting) == "Not used yet."
    assert "Stay signed in" in words.own_login(LinkState("offline"))
    assert "count at once" in words.own_login(LinkState("live", own_login="ready"))
