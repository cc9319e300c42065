"""Desks that share one log: what is logged at one is shown at the others, exactly once, whatever happens between."""

from __future__ import annotations

from collections.abc import Callable

from madiun_console.actions.take_call import save_report
from madiun_console.db import outbox
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from tests.sync_desks import JoinedDesk


def test_a_call_logged_at_one_desk_is_in_the_queue_of_another(
    new_desk: Callable[..., JoinedDesk], form: Callable[..., ReportForm]
) -> None:
    a = new_desk("a")
    a.round()
    b = new_desk("b")
    b.round()
    sari = a.sign_in()
    save_report(a.desk, sari, form())
    assert a.round().sent == 3
    b.round()
    assert b.rows("incident", "number, level, summary") == a.rows("incident", "number, level, summary") != []
    assert b.sign_in().person == sari.person
    assert verify(a.desk.store) is None
    assert verify(b.desk.store) is None


def test_the_first_batch_of_a_connection_is_prepared(new_desk: Callable[..., JoinedDesk]) -> None:
    """Over a slow line a large batch arrives seconds after its first bytes, which must not begin its transaction."""
    a = new_desk("a")
    assert a.round().sent > 0
    prepared = "SELECT string_agg(statement, '') FROM pg_prepared_statements"
    assert "sync.push" in a.transport._one(prepared)


def test_what_arrives_after_the_greeting_over_a_broken_connection_is_no_longer_unsent(
    new_desk: Callable[..., JoinedDesk], form: Callable[..., ReportForm]
) -> None:
    """The server works on a batch whose sender has given up, greets the sender anew, and has it a moment later."""
    a = new_desk("a")
    a.round()
    save_report(a.desk, a.sign_in(), form())
    a.exchange.greet()
    store = a.desk.store
    under_way = store.driver(
        lambda reader: outbox.unsent(reader, store.rid, a.exchange.sent_up_to, 500, 1_000_000)
    )
    a.transport.push(store.rid, outbox.batch_of(under_way))
    assert a.round().sent == 0
    assert a.exchange.sent_up_to == store.tip().dseq
