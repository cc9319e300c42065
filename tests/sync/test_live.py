"""The link of a running desk: what one says, the other hears; a cut shows and heals by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.people import add_person
from madiun_console.actions.take_call import save_report
from madiun_console.db.agency_desks import agency_desks, sharing_agencies
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.joining import join, server_link
from madiun_console.sync.link_state import is_revoked
from madiun_console.sync.live import Timing
from tests.desk_fixtures import PASSWORD
from tests.server_fixtures import SyncServer
from tests.sync.live_desks import Watched, is_back, running
from tests.sync_desks import JoinedDesk, enrol


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


def test_when_everything_was_here_is_known_after_a_start_without_the_server(
    new_desk: Callable[..., JoinedDesk], server: SyncServer
) -> None:
    a = new_desk("a")
    a.round()
    with running(a) as at_a:
        heard = at_a.live.state.heard_ms
        assert at_a.live.state.skew_ms is not None
    server.kill()
    again = Watched(a)
    assert again.live.state.heard_ms == heard
    assert again.live.state.skew_ms is None  # nobody has looked yet
    again.live.start()
    try:
        assert again.until(lambda: again.live.state.mode == "offline")
        assert again.live.state.heard_ms == heard
        assert again.live.state.skew_ms is None
    finally:
        again.live.stop()


def test_a_revoked_computer_is_told_so_and_comes_back_with_all_it_logged(
    new_desk: Callable[..., JoinedDesk], server: SyncServer, form: Callable[..., ReportForm]
) -> None:
    a = new_desk("a")
    a.round()
    b = new_desk("b")
    b.round()
    with running(b) as at_b:
        server.ask("SELECT sync.revoke('b')")
        save_report(b.desk, b.sign_in(), form())
        at_b.live.wake()
        assert at_b.until(lambda: is_revoked(at_b.live.state))
    again = Watched(b)
    again.live.start()
    try:
        # PostgreSQL says of a login that was closed what it says of a wrong password
        assert again.until(lambda: again.live.state.mode == "offline")
        assert is_revoked(again.live.state)
    finally:
        again.live.stop()
    former = b.desk.store.rid
    join(b.desk.store, enrol(server, "b lagi").encode(), b.desk.store.clock.now_ms() / 1000)
    assert b.desk.store.rid != former  # the server keeps the old chain for the computer that was revoked
    with running(b) as at_b:
        assert at_b.until(lambda: is_back(at_b))
    a.round()
    assert a.rows("incident", "number") == b.rows("incident", "number") != []


def test_a_code_that_cannot_be_used_leaves_a_revoked_computer_as_it_was(
    new_desk: Callable[..., JoinedDesk], server: SyncServer
) -> None:
    new_desk("a").round()
    b = new_desk("b")
    b.round()
    kept = server_link(b.desk.store)
    code = enrol(server, "c").encode()
    server.ask("SELECT sync.revoke('c')")
    with pytest.raises(ServerFault):
        join(b.desk.store, code, b.desk.store.clock.now_ms() / 1000)
    assert server_link(b.desk.store) == kept


def test_a_folder_of_an_agency_joins_again_with_a_code_for_that_agency_only(
    new_desk: Callable[..., JoinedDesk], server: SyncServer
) -> None:
    new_desk("a").round()
    polres = new_desk("polres", "polres_madiun_kota")
    polres.round()
    server.ask("SELECT sync.revoke('polres')")
    store = polres.desk.store
    for other in (None, "bpbd_kota_madiun"):
        with pytest.raises(InvalidInput):
            join(store, enrol(server, f"{other}", other).encode(), store.clock.now_ms() / 1000)
    join(store, enrol(server, "lagi", "polres_madiun_kota").encode(), store.clock.now_ms() / 1000)
    with running(polres) as at_polres:
        assert at_polres.live.state.mode == "live"


def test_a_center_knows_which_agencies_have_a_desk_also_after_a_start_without_the_server(
    new_desk: Callable[..., JoinedDesk], server: SyncServer
) -> None:
    timing = Timing(head_every_s=0.1, hello_every_s=0.1)
    a = new_desk("a")
    a.round()
    enrol(server, "kodim", "kodim_0803")  # nobody has joined with this code yet
    with running(a, timing) as at_a:
        assert at_a.live.state.agencies == ()
        polres = new_desk("polres", "polres_madiun_kota")
        assert at_a.until(lambda: at_a.live.state.agencies == ("polres_madiun_kota",))
        assert at_a.live.state.sharing == ()  # it was enrolled without that right
        new_desk("kodim-2", "kodim_0803", may_share=True)
        assert at_a.until(lambda: "kodim_0803" in at_a.live.state.agencies)
        assert at_a.live.state.sharing == ()  # its first code, which nobody has used, is without the right
        new_desk("bpbd", "bpbd_kota_madiun", may_share=True)
        assert at_a.until(lambda: at_a.live.state.sharing == ("bpbd_kota_madiun",))
        # `new_desk` tells the other stores itself, perhaps later than the server did
        everybody = ("bpbd_kota_madiun", "kodim_0803", "polres_madiun_kota")
        assert at_a.until(lambda: agency_desks(a.desk.store) == everybody)
        with running(polres) as at_polres:
            assert (
                at_polres.live.state.agencies == at_polres.live.state.sharing == ()
            )  # nobody else's business
    assert agency_desks(a.desk.store) == everybody
    assert sharing_agencies(a.desk.store) == ("bpbd_kota_madiun",)
    server.ask("SELECT sync.revoke('bpbd')")
    with running(a) as at_a:
        assert at_a.live.state.agencies
        assert at_a.until(lambda: "bpbd_kota_madiun" not in at_a.live.state.agencies)
        assert at_a.live.state.sharing == ()
