"""What a batch of the past writes is what single actions would have written: facts, headers, folds, rows."""

from __future__ import annotations

import hashlib
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions.desk import Desk
from madiun_console.actions.import_reports import ImportRun, import_rows
from madiun_console.db.facts import facts_of
from madiun_console.db.verify import verify
from madiun_console.domain.events import Fact, Header, read_fact, seal
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.envelope import fact_text, header_text
from madiun_console.domain.ids import derived_id, id_bytes
from madiun_console.domain.incident import Closing, fold_incident
from madiun_console.domain.past_rows.past_row import PastRow
from madiun_console.domain.past_rows.states import incident_state, report_state
from madiun_console.domain.report import fold_report
from tests.desk_fixtures import People

DAY = 1_735_664_400_000  # 1 Jan 2025 WIB
IDS = st.integers(0, 1 << 40).map(lambda ms: derived_id(ms, "x"))
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@given(IDS, IDS, st.integers(0, 1 << 50), st.dictionaries(TEXT, TEXT, max_size=3), st.lists(IDS, max_size=2))
def test_the_text_of_a_fact_is_the_one_that_seal_writes(
    fact: str, subject: str, hlc: int, val: dict[str, str], base: list[str]
) -> None:
    parts = {"body": '{"narrative":"x"}'}
    salt = {"body": b"0" * 16}
    whole = Fact(
        fact, "ab" * 32, subject, "report", "report_logged", 1, DAY, hlc, subject, val, tuple(base), (), {}
    )
    sealed = seal(whole, parts, salt)  # type: ignore[arg-type]
    encoded = json.dumps(val, ensure_ascii=False, separators=(",", ":"))
    digests = {name: part.digest() for name, part in sealed.parts.items()}
    text = fact_text(
        fact, "ab" * 32, subject, "report", "report_logged", 1, DAY, hlc, subject, encoded, base, digests
    )
    assert text == sealed.text
    assert read_fact(text).base == tuple(base)
    header = Header(fact, 7, "cd" * 32, sealed.hash.hex())
    assert header_text(fact, 7, "cd" * 32, sealed.hash.hex()) == header.text()


ROWS = st.builds(
    PastRow,
    line=st.just(1),
    reported=st.integers(DAY, DAY + 10_000_000_000),
    channel=st.sampled_from(["phone", "radio"]),
    phone=st.sampled_from(["", "+6281234567890", "123"]),
    name=st.sampled_from(["", "Budi"]),
    narrative=TEXT,
    kind_id=st.sampled_from(["", "brawl"]),
    level=st.sampled_from(["", "high"]),
    unit=st.sampled_from(["", "35.77.02.1005"]),
    address=TEXT,
    is_open=st.booleans(),
    call_outcome=st.sampled_from(["", "", "prank"]),
    anonymous=st.booleans(),
    note=TEXT,
    told=st.dictionaries(TEXT, TEXT, max_size=2),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=12))
def test_whatever_the_rows_hold_the_store_verifies(desk: Desk, people: People, rows: list[PastRow]) -> None:
    import_rows(desk, people.supervisor, ImportRun(), rows)
    damage = verify(desk.store)
    assert damage is None, damage.text("en")
    run = ImportRun()
    import_rows(desk, people.supervisor, run, rows)
    assert run.tally.added == 0


def test_the_states_are_those_of_the_folds(desk: Desk, people: People) -> None:
    row = PastRow(
        line=1, reported=DAY, closed=DAY + 60_000, channel="phone", phone="+6281234567890", narrative="ribut",
        kind_id="brawl", address="Jl. Merak", closing="handled", note="selesai", told={"Instansi": "Polsek"},
    )  # fmt: skip
    import_rows(desk, people.supervisor, ImportRun(), [row])

    def folded(connection: object) -> tuple[object, object]:
        execute = connection.execute  # type: ignore[attr-defined]
        report, incident = execute("SELECT r.id, i.id FROM report r, incident i").fetchone()
        facts = {fact.type: fact for fact in facts_of(connection, incident)}
        told = {fact.type: fact for fact in facts_of(connection, report)}
        opened, closed, link = facts["incident_opened"], facts["incident_closed"], told["report_linked"]
        logged = told["report_logged"].event
        assert isinstance(logged, ev.ReportLogged)
        assert isinstance(opened.event, ev.IncidentOpened)
        assert isinstance(closed.event, ev.IncidentClosed)
        state = fold_report(told.values())
        assert state is not None
        made = report_state(link.sub, logged, link.actor, DAY, opened.sub, link.id)
        assert [getattr(state, name) for name in _but_heads(state)] == [
            getattr(made, name) for name in _but_heads(made)
        ]
        whole = fold_incident(facts.values(), desk.rulebook_level_ids)
        assert whole is not None
        e = closed.event
        closing = Closing(closed.id, e.code, e.code, e.level, closed.at, closed.actor, e.note, e.approved)
        done = incident_state(
            opened.sub, opened.event, opened.actor, DAY, closed.order, link.sub, link.id, closing
        )
        assert [getattr(whole, name) for name in _but_heads(whole)] == [
            getattr(done, name) for name in _but_heads(done)
        ]
        assert id_bytes(opened.sub) == incident
        return state, whole

    desk.store.driver(folded)
    with desk.store.read() as connection:
        headers = connection.exec_driver_sql("SELECT hdr FROM header ORDER BY dseq").scalars().all()
    previous = ""
    for text in headers:
        assert Header.read(text).prev == previous
        previous = hashlib.sha256(text.encode()).hexdigest()


def _but_heads(state: object) -> list[str]:
    return [name for name in type(state).__slots__ if name != "heads"]  # type: ignore[attr-defined]
