"""Another desk may write any number as a moment: every desk folds the same bounded one, and its log keeps what was written."""

from __future__ import annotations

from typing import Any

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.actions.escalate import escalate
from madiun_console.actions.take_call import save_report
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.clock import LATEST_MS
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import read_fact
from madiun_console.queries.incident_detail import incident_detail
from tests.desk_fixtures import People
from tests.hostile_desk import HostileDesk

FAR, BEFORE = 2**53 - 1, -(2**53) + 1


@pytest.mark.parametrize(("written", "folded"), [(FAR, LATEST_MS), (BEFORE, 0)])
def test_what_another_desk_writes_is_bounded_in_every_fold(
    desk: Desk, people: People, form: Any, written: int, folded: int
) -> None:
    incident = save_report(desk, people.operator, form(kind_id="brawl")).created["incident"]
    message = escalate(desk, people.operator, incident, "polres_madiun_kota", "Tolong", "phone")
    hostile = HostileDesk(desk, people.operator.person)
    answered = ev.EscalationAnswered(incident=incident, state="moving", channel="phone", occurred=written)
    text = hostile.say(message.created["escalation"], answered, written)
    assert (read_fact(text).at, read_fact(text).val["occurred"]) == (written, written)

    def seen() -> tuple[int, int]:
        detail = incident_detail(desk, incident)
        assert detail is not None
        at = next(row.logged.at for row in detail.timeline if row.logged.type == "escalation_answered")
        return detail.escalations[0].answers[0].occurred, at

    assert seen() == (folded, folded)
    assert verify(desk.store) is None
    rebuild(desk.store)
    assert seen() == (folded, folded)


def test_what_is_written_here_is_folded_as_everybody_reads_it(desk: Desk, people: People) -> None:
    with desk.store.write(people.operator.person) as (writer, _):
        callback = writer.new_subject("callback")
        writer.append(callback, ev.CallbackPromised(due=FAR))
        assert writer.facts(callback)[0].event == ev.CallbackPromised(due=LATEST_MS)
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT due FROM callback").scalar() == LATEST_MS
        assert (
            connection.exec_driver_sql("SELECT fact FROM fact ORDER BY lid DESC LIMIT 1")
            .scalar_one()
            .count(str(FAR))
        )
    assert verify(desk.store) is None
