"""The key lost, wrong, damaged or lying open: told with what opens the data again, and never replaced by a new one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.credentials import save_key
from madiun_console.db.recovery import open_with_recovery
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import KeyDamaged, KeyMissing, NotAllowed, WrongKey
from madiun_console.opening import found
from madiun_console.queries.queue import open_incidents
from tests.bad_days.conftest import REPORTS, Center, sound, tells
from tests.desk_fixtures import PASSWORD
from tests.logfail import LogGuard

Opened = Callable[..., Desk]


def test_a_lost_key_is_told_and_the_recovery_code_brings_it_back(center: Center, opened: Opened) -> None:
    (center.folder / "store.key").unlink()
    with pytest.raises(KeyMissing) as caught:
        opened(center.folder)
    tells(caught.value, "key_missing", "data tetap utuh", "kode pemulihan")
    with pytest.raises(NotAllowed):
        open_with_recovery(center.folder, "0" * 25)
    save_key(center.folder, open_with_recovery(center.folder, center.code.lower()))
    assert len(open_incidents(opened(center.folder))) == REPORTS


def test_a_lost_key_is_never_replaced_by_a_founding(
    center: Center, opened: Opened, rulebook: Rulebook
) -> None:
    kept = (center.folder / "store.key").read_bytes()
    for name in ("store.key", "store.id"):
        (center.folder / name).unlink()
    before = (center.folder / "store.db").read_bytes()
    with pytest.raises(KeyMissing):
        found(center.folder, "B", "Sari", PASSWORD, rulebook=rulebook)
    assert (center.folder / "store.db").read_bytes() == before
    assert not (center.folder / "store.key").exists()
    save_key(center.folder, bytes.fromhex(kept.decode()))
    sound(opened(center.folder))


@pytest.mark.parametrize("ticket", [None, "", "{", '{"key_id": 3}', "[]"])
def test_a_lost_or_damaged_ticket_is_no_lost_key(
    center: Center, opened: Opened, ticket: str | None, log_guard: LogGuard
) -> None:
    path = center.folder / "store.id"
    if ticket is None:
        path.unlink()
    else:
        path.write_text(ticket)
        log_guard.expect("store.id is damaged")
    sound(opened(center.folder))


def test_a_key_that_the_keyring_lost_is_told(center: Center, opened: Opened) -> None:
    (center.folder / "store.id").write_text(json.dumps({"key_id": "ab" * 16, "place": "keyring"}))
    with pytest.raises(KeyMissing):
        opened(center.folder)


@pytest.mark.parametrize("content", [b"", b"zz" * 32, b"ab" * 31, b"ab" * 33, b"\xff\xfe" * 40])
def test_a_damaged_key_is_told(center: Center, opened: Opened, content: bytes) -> None:
    (center.folder / "store.key").write_bytes(content)
    with pytest.raises(KeyDamaged) as caught:
        opened(center.folder)
    tells(caught.value, "key_damaged", "data tetap utuh", "kode pemulihan")
    save_key(center.folder, open_with_recovery(center.folder, center.code))
    sound(opened(center.folder))


def test_a_wrong_key_is_told_and_changes_nothing(
    center: Center, opened: Opened, capfd: pytest.CaptureFixture[str]
) -> None:
    (center.folder / "store.key").write_text("12" * 32)
    before = (center.folder / "store.db").read_bytes()
    for writing in (True, False):
        with pytest.raises(WrongKey) as caught:
            opened(center.folder, writing=writing)
        tells(caught.value, "wrong_key", "kode pemulihan")
    assert (center.folder / "store.db").read_bytes() == before
    assert capfd.readouterr().err == ""  # SQLCipher would complain there
    save_key(center.folder, open_with_recovery(center.folder, center.code))
    sound(opened(center.folder))


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_key_that_others_can_read_is_closed_again(
    center: Center, opened: Opened, log_guard: LogGuard
) -> None:
    path = center.folder / "store.key"
    path.chmod(0o644)
    log_guard.expect("readable by other users")
    sound(opened(center.folder))
    assert path.stat().st_mode & 0o777 == 0o600
