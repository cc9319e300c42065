"""Facts that a newer program logged: kept, counted, shown, and neither `verify`, a rebuild nor any work stumbles over them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from madiun_console.actions.desk import Desk
from madiun_console.actions.escalate import escalate, record_answer
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident, reopen
from madiun_console.db.facts import facts_of
from madiun_console.db.rebuild import rebuild
from madiun_console.db.writer import Writer
from madiun_console.domain.events import Fact, event_types, seal
from madiun_console.domain.ids import id_bytes
from madiun_console.queries.desk_lists import open_callbacks, people
from madiun_console.queries.export import export_json
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import incidents, open_incidents
from tests.bad_days.conftest import REPORTS, Center, filled_form, sound

Opened = Callable[..., Desk]


def log_raw(
    writer: Writer,
    subject: str,
    kind: str,
    type_: str,
    version: int,
    val: Mapping[str, Any],
    also: str | None = None,
) -> None:
    """A fact as another program would write it: whole and chained, whatever it says."""
    moment = writer.now
    fact = Fact(
        writer._ids.new(moment), writer.center, subject, kind, type_, version, moment, writer._hlc.tick(moment),
        writer.actor, val, (), (), {},
    )  # fmt: skip
    writer._store(seal(fact, {"body": '{"x":1}'}, {"body": secrets.token_bytes(16)}), also)
    (logged,) = [item for item in facts_of(writer.cursor, id_bytes(subject)) if item.id == fact.id]
    writer._touch(kind, subject, logged)
    if also is not None:
        writer._touch("incident", also, logged)


@pytest.mark.parametrize(
    ("type_", "version", "val"),
    [
        ("incident_merged", 1, {"into": "x"}),
        ("note_added", 2, {"voice": [1, 2]}),
        ("status_set", 1, {"status": 7}),
        ("incident_closed", 1, {}),
    ],
)
def test_an_unknown_fact_is_kept_counted_and_shown(
    center: Center, opened: Opened, type_: str, version: int, val: dict[str, Any]
) -> None:
    desk, by = opened(center.folder), center.operator
    incident = open_incidents(desk)[0].id
    before = incidents(desk, [incident])[0]
    with desk.store.write(by.person) as (writer, _):
        log_raw(writer, incident, "incident", type_, version, val)
    detail = incident_detail(desk, incident)
    assert detail is not None
    assert detail.state.unknown == 1
    assert [line.logged.type for line in detail.timeline if line.logged.event is None] == [type_]
    assert (detail.row.status, detail.row.level) == (before.status, before.level)
    sound(desk)
    add_note(desk, by, incident, "kerja jalan terus")
    close_incident(desk, by, incident, desk.rulebook.closings[0].id)
    reopen(desk, center.administrator, incident)
    escalation = escalate(desk, by, incident, "polsek_manguharjo", "mohon", "phone").created["escalation"]
    record_answer(desk, by, escalation, "moving", "phone")
    rebuild(desk.store)
    sound(desk)
    assert len(open_incidents(desk)) == REPORTS
    with desk.store.read() as connection:
        assert connection.exec_driver_sql(
            "SELECT unknown FROM incident WHERE unknown > 0"
        ).scalars().all() == [1]
        assert connection.exec_driver_sql(
            "SELECT count(*) FROM fact WHERE type = ? AND body IS NOT NULL", (type_,)
        ).scalar_one()


def test_a_subject_of_an_unknown_kind_is_kept(center: Center, opened: Opened) -> None:
    desk = opened(center.folder)
    with desk.store.write(center.operator.person) as (writer, _):
        log_raw(writer, writer._ids.new(writer.now), "drone", "drone_sent", 1, {"height": 30})
    rebuild(desk.store)
    sound(desk)
    with desk.store.read() as connection:
        facts = connection.exec_driver_sql("SELECT fact FROM fact WHERE kind = 'drone'").scalars().all()
    assert [json.loads(text)["val"] for text in facts] == [{"height": 30}]
    assert len(open_incidents(desk)) == REPORTS


SHORT = st.text(alphabet="ab-é😡\n", max_size=5)  # what strict JSON can say
VALUES = (
    SHORT
    | st.integers(-(2**53 - 1), 2**53 - 1)  # beyond it no text is a fact
    | st.booleans()
    | st.none()
    | st.floats(-(2**53 - 1), 2**53 - 1)
    | st.lists(SHORT, max_size=2)
    | st.dictionaries(SHORT, SHORT, max_size=2)
)


def test_no_value_of_any_fact_stops_the_fold_or_a_rebuild(center: Center, opened: Opened) -> None:
    """Types we know with values we would never write (ids that are none, levels unknown, numbers of any size)."""
    desk, by = opened(center.folder), center.operator
    types = sorted(
        (known.kind, known.name, known.version, known.also or "") for known in event_types().values()
    )
    hints = {
        (known.name, known.version): {
            name: field.type
            for name, field in known.cls.__dataclass_fields__.items()  # type: ignore[attr-defined]
        }
        for known in event_types().values()
    }
    incident = open_incidents(desk)[0].id
    detail = incident_detail(desk, incident)
    assert detail is not None
    there = {"incident": incident, "report": detail.reports[0].id}

    @given(st.data())
    @settings(
        max_examples=10,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking 25 facts takes minutes
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def log(data: st.DataObject) -> None:
        for kind, name, version, second in types:
            val: dict[str, Any] = {}
            for field, hint in hints[name, version].items():
                plain = {
                    "str": st.sampled_from(["bukan-id", "", "high", incident]), "int": st.integers(0, 2**40),
                    "bool": st.booleans(), "str | None": st.sampled_from(["bukan-id", incident]),
                }.get(str(hint), VALUES)  # fmt: skip
                if data.draw(st.integers(0, 9)):
                    val[field] = incident if field == second else data.draw(plain)
            with desk.store.write(by.person) as (writer, _):
                subject = there.get(kind) or writer._ids.new(writer.now)
                log_raw(writer, subject, kind, name, version, val, val.get(second))

    log()
    sound(desk)
    rebuild(desk.store)
    sound(desk)
    open_incidents(desk)
    open_callbacks(desk)
    people(desk)
    export_json(desk, lambda _: None)
    save_report(desk, by, filled_form(90))
    sound(desk)
