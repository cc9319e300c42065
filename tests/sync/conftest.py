"""The call center most tests of the exchange work in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from madiun_console.actions.desk import Session
from madiun_console.actions.people import add_person
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.scram import verifier_of
from tests.desk_fixtures import PASSWORD
from tests.sync_desks import JoinedDesk


@dataclass(repr=False)
class Staffed:
    """Desk `a` of the founder, and sessions of Sari (administrator, own login), Bima (supervisor), Op (operator)."""

    a: JoinedDesk
    sari: Session
    bima: Session
    op: Session
    new: Callable[..., JoinedDesk]
    form: Callable[..., ReportForm] = field(repr=False)

    def desk(self, name: str) -> JoinedDesk:
        """One more desk that has read everything."""
        desk = self.new(name)
        desk.round()
        return desk


@pytest.fixture
def staffed(new_desk: Callable[..., JoinedDesk], form: Callable[..., ReportForm]) -> Staffed:
    a = new_desk("a")
    a.round()
    sari = a.sign_in()
    a.transport.set_login_verifier(sari.person, verifier_of(PASSWORD))
    a.own_login(sari)
    add_person(a.desk, sari, "Bima", "supervisor", PASSWORD)
    add_person(a.desk, sari, "Op", "operator", PASSWORD)
    a.round()
    bima = a.sign_in("Bima")
    a.people[bytes.fromhex(sari.person.replace("-", ""))].set_login_verifier(
        bima.person, verifier_of(PASSWORD)
    )
    return Staffed(a, sari, bima, a.sign_in("Op"), new_desk, form)
