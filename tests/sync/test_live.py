"""The link of a running desk: what one says, the other hears; a cut shows and heals by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.people import add_person
from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.sync.live import Timing
from tests.desk_fixtures import PASSWORD
from tests.server_fixtures import SyncServer
from tests.sync.live_desks import running
from tests.sync_desks import JoinedDesk


def test_a_save_appears_at_the_other_desk_by_itself(
    new_desk: Callable[..., JoinedDesk], form: Callable[..., ReportForm]
) -> None:
    a = new_desk("a")
    a.round()
    b = new_desk("b")
    with running(a) as at_a, running(b) as at_b:
        sari = b.sign_in()
        at_a.changes.clear()
        save_report(b.desk, sari, form())
        at_b.live.wake()
        assert at_a.until(lambda: any(one.incidents for one in at_a.changes))
        assert at_b.until(lambda: at_b.live.state.unsent == 0)
        assert a.rows("incident", "number") == b.rows("incident", "number")


def test_the_server_goes_away_and_comes_back(
    new_desk: Callable[..., JoinedDesk], server: SyncServer, form: Callable[..., ReportForm]
) -> None:
    a = new_desk("a")
    a.round()
    with running(a) as at_a:
        server.kill()
        at_a.live.wake()
        assert at_a.until(lambda: at_a.live.state.mode == "offline")
        save_report(a.desk, a.sign_in(), form())
        at_a.live.wake()
        assert at_a.until(lambda: at_a.live.state.unsent == 3)
        server.start()
        assert at_a.until(lambda: at_a.live.state.mode == "live" and at_a.live.state.unsent == 0, 60)


def test_desks_see_each_other_and_talk(new_desk: Callable[..., JoinedDesk]) -> None:
    a = new_desk("a")
    a.round()
    b = new_desk("b")
    with running(a) as at_a, running(b) as at_b:
        at_b.live.here(None, "01a20752-ab20-7e44-8ee6-dfaea531bc90", typing=True)
        assert at_a.until(lambda: any(one.typing for one in at_a.live.state.present))
        at_b.live.say("Tolong, penelepon panik", asks_help=True)
        assert at_a.until(
            lambda: [one.text for one in at_a.live.state.messages] == ["Tolong, penelepon panik"]
        )
        first = at_a.live.state.messages[0]
        assert (first.help, first.name) == (True, "b")
        at_a.live.say("Saya ke sana", answers=first.id)
        assert at_b.until(lambda: [one.answers for one in at_b.live.state.messages] == [None, first.id])


def test_the_founder_gets_the_first_login_and_her_acts_go_over_it(
    new_desk: Callable[..., JoinedDesk],
) -> None:
    a = new_desk("a")
    a.round()
    with running(a) as at_a:
        sari = a.sign_in()
        at_a.live.signed_in(sari.person, PASSWORD)
        assert at_a.until(lambda: at_a.live.state.own_login == "ready")
        add_person(a.desk, sari, "Bima", "supervisor", PASSWORD)
        at_a.live.wake()
        own = ("madiun_p_" + sari.person.replace("-", ""),)
        assert at_a.until(lambda: own in a.rows("header", '"by"'))
    assert ("person_added", "needs_login") not in a.rows("fact", "type, held")


@pytest.mark.parametrize("stays", [True, False])
def test_what_was_done_offline_goes_over_the_login_of_whoever_is_there_when_the_line_is_back(
    new_desk: Callable[..., JoinedDesk], server: SyncServer, stays: bool
) -> None:
    a = new_desk("a")
    a.round()
    with running(a) as at_a:
        sari = a.sign_in()
        at_a.live.signed_in(sari.person, PASSWORD)
        assert at_a.until(lambda: at_a.live.state.own_login == "ready")
        if stays:
            at_a.live.signed_out()
            assert at_a.until(lambda: at_a.live.state.own_login == "none")
        server.kill()
        at_a.live.wake()
        assert at_a.until(lambda: at_a.live.state.mode == "offline")
        add_person(a.desk, sari, "Bima", "supervisor", PASSWORD)
        if stays:
            at_a.live.signed_in(sari.person, PASSWORD)
        else:
            at_a.live.signed_out()
        server.start()
        assert at_a.until(lambda: at_a.live.state.mode == "live" and at_a.live.state.unsent == 0, 60)
        own = "madiun_p_" + sari.person.replace("-", "")
        assert at_a.until(lambda: None not in [pos for (pos,) in a.rows("header", "pos")])
    told = a.rows("header h JOIN fact f ON f.lid = h.fact", 'h.pos, f.type, f.held, h."by" IS ' + f"'{own}'")
    assert told[-1][1:] == (("person_added", None, 1) if stays else ("person_added", "needs_login", 0))


def test_where_hints_do_not_get_through_it_asks_and_says_so(
    new_desk: Callable[..., JoinedDesk],
    server: SyncServer,
    form: Callable[..., ReportForm],
) -> None:
    a = new_desk("a")
    a.round()
    b = new_desk("b")
    with running(a, Timing(head_every_s=0.3)) as at_a:
        with server.admin() as connection:
            connection.execute("UPDATE sync.feed SET channel = 'elsewhere' WHERE feed_id = 1")
        b.round()
        save_report(b.desk, b.sign_in(), form())
        b.round()
        assert at_a.until(lambda: at_a.live.state.mode == "polling")
        assert at_a.until(lambda: len(a.rows("incident")) == 1)
