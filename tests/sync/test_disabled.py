"""A supervisor who was disabled and goes on at a desk that has not heard of it, with the password that worked yesterday."""

from __future__ import annotations

import pytest

from madiun_console.actions.people import disable_person
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level, raise_level
from madiun_console.domain.ids import id_text
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.live import Timing
from tests.bad_network import BadNetwork, wait_until
from tests.desk_fixtures import PASSWORD
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import same_everywhere
from tests.sync.live_desks import everything_is_at, put_behind, running

QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, connect_s=2, retry_s=(0.05, 0.1))


def test_what_a_disabled_supervisor_did_offline_never_counts(staffed: Staffed, server: SyncServer) -> None:
    a, b = staffed.a, staffed.desk("b")
    save_report(a.desk, staffed.op, staffed.form())
    a.round()
    b.round()
    (incident,) = (id_text(row[0]) for row in b.rows("incident", "id"))
    with BadNetwork(server.postgres.port) as line, running(put_behind(line, b, server), QUICK) as at:
        bima = b.sign_in("Bima")
        at.live.signed_in(bima.person, PASSWORD)
        at.wait(lambda: at.live.state.own_login == "ready", "no login of his own")
        line.refuse()
        at.wait(lambda: at.live.state.mode == "offline", "it is not offline")
        disable_person(a.desk, staffed.sari, bima.person)
        a.round()
        raise_level(b.desk, bima, incident, "high")
        lower_level(b.desk, bima, incident, "low", "salah dengar")
        line.heal()
        wait_until(lambda: everything_is_at([at], server.dsn), "it did not come back")
        at.wait(lambda: at.live.state.own_login == "refused", "his login still works")
    a.round()
    assert [held for kind, held in a.rows("fact", "type, held") if kind == "level_lowered"] == [
        "actor_disabled"
    ]
    same_everywhere([a, b])
    with pytest.raises(ServerFault) as raised:
        a.own_login(bima)
    assert raised.value.id in ("server_revoked", "server_password")
