"""The first evening: a center is founded, its code is kept, the next person signs in; all of it by keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from madiun_console.db.recovery import open_with_recovery
from madiun_console.ui.entry.first_start import FirstStartPage
from tests.desk_fixtures import PASSWORD

from .conftest import CTRL, SHIFT

if TYPE_CHECKING:
    from .conftest import Sitter


def test_from_nothing_to_the_first_call(newcomer: Sitter) -> None:
    newcomer.start()
    page = newcomer.screen()
    assert isinstance(page, FirstStartPage)
    newcomer.enter("Rina")
    newcomer.enter(PASSWORD)
    newcomer.enter(PASSWORD)
    newcomer.wait_for(page.code.isVisible)
    code = page.code.line.text()
    assert re.fullmatch(r"([0-9A-Z]{5}-){4}[0-9A-Z]{5}", code)
    assert not page.code.go_on.isEnabled()
    newcomer.tab_to(page.code.saved)
    newcomer.key(Qt.Key.Key_Space)
    newcomer.key(Qt.Key.Key_Tab)
    newcomer.enter()
    newcomer.wait_for(lambda: newcomer.console is not None and newcomer.console._beginning is None)
    assert newcomer.session() == "Rina"
    newcomer.wait_for(newcomer.window.isActiveWindow)
    newcomer.call()
    newcomer.ctrl(Qt.Key.Key_Return)
    assert len(newcomer.queue()) == 1
    assert open_with_recovery(newcomer.folder, code) == newcomer.desk.store.key


def test_another_person_takes_the_desk_without_a_restart(operator: Sitter) -> None:
    operator.call()
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    assert operator.window.sign_in.isVisible()
    assert operator.session() == "Op"
    operator.sign_in("Bima")
    assert not operator.window.queue_page.intake.is_busy()
    assert operator.drafts() == []
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Op")
    (draft,) = operator.drafts()
    assert draft.state == "parked"
    operator.ctrl(Qt.Key.Key_P)
    assert operator.window.queue_page.intake.view.story.narrative.toPlainText().startswith("Ada warga ribut")
