"""`verify` accepts what the actions make and names whatever was changed behind their back."""

from __future__ import annotations

from typing import Any

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.db.damage import Damage
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from tests.db.histories import City, Step
from tests.desk_fixtures import MovedClock, People

_HISTORY: list[Step] = [
    ("report", 1, 1, 1), ("report", 2, 2, 2), ("join", 3, 0, 1), ("escalate", 0, 0, 0), ("answer", 0, 0, 0),
    ("note", 0, 1, 0), ("call", 0, 1, 0), ("close", 1, 0, 0), ("amend", 0, 3, 2),
]  # fmt: skip
_UNINDEX = "DELETE FROM incident_fts WHERE rowid = (SELECT lid FROM incident WHERE number = '20261123-B001')"


@pytest.fixture
def worked(desk: Desk, people: People, clock: MovedClock) -> Desk:
    City(desk, people.administrator, clock).play(_HISTORY)
    return desk


def _tamper(desk: Desk, *statements: str) -> Damage | None:
    with desk.store.own() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return verify(desk.store)


def test_a_store_that_was_only_worked_with_is_intact(worked: Desk) -> None:
    assert verify(worked.store) is None


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["UPDATE header SET hdr = replace(hdr, '\"dseq\":3', '\"dseq\":4') WHERE dseq = 3"],
            "urutan 3: kepala",
        ),
        (["UPDATE header SET hdr = ' ' || hdr WHERE dseq = 3"], "urutan 4: hash tidak cocok"),
        (["UPDATE header SET hdr = '{' WHERE dseq = 5"], "urutan 5: kepala catatan tidak terbaca"),
        (["DELETE FROM header WHERE dseq = 4"], "urutan 4: urutan hilang"),
        (["UPDATE header SET fact = 2 WHERE dseq = 5"], "urutan 5: catatannya tidak cocok"),
        (["UPDATE header SET fact = 999 WHERE dseq = 6"], "urutan 6: catatannya hilang"),
        (["DELETE FROM header WHERE dseq = (SELECT max(dseq) FROM header)"], "tidak ada dalam rantai"),
        (
            ["UPDATE fact SET fact = replace(fact, '\"v\":1', '\"v\":2') WHERE lid = 7"],
            "urutan 7: hash tidak cocok",
        ),
        (["UPDATE fact SET at = at + 1 WHERE lid = 6"], "urutan 6: kolomnya berbeda"),
        (["UPDATE fact SET actor = zeroblob(16) WHERE lid = 6"], "urutan 6: kolomnya berbeda"),
        (["UPDATE fact SET also = NULL WHERE type = 'report_linked'"], "subjek keduanya"),
        (["UPDATE fact SET body = body || ' ' WHERE type = 'report_logged'"], "bagian body tidak cocok"),
        (["UPDATE fact SET pii_salt = zeroblob(16) WHERE pii IS NOT NULL"], "bagian pii tidak cocok"),
        (
            ["UPDATE fact SET pii = '{}', pii_salt = zeroblob(16) WHERE type = 'note_added'"],
            "bagian pii tidak disebut",
        ),
        (["UPDATE incident SET level = 'low', level_rank = 0"], "tabel incident"),
        (["UPDATE incident SET callers = callers + 1"], "kolom callers tidak cocok"),
        (["DELETE FROM escalation"], "tabel escalation"),
        (["UPDATE call SET outcome = 'prank2'"], "kolom outcome tidak cocok"),
        (
            ["INSERT INTO call SELECT zeroblob(16), outcome, channel, desk, actor, logged_at FROM call"],
            "berlebih",
        ),
        (["UPDATE caller SET phone = '+628'"], "nomor pelapor tidak cocok"),
        (["INSERT INTO caller VALUES ('+62', zeroblob(16), 'report', 1)"], "tabel caller: 1 baris berlebih"),
        ([_UNINDEX], "indeks pencarian, kejadian 20261123-B001"),
        (["INSERT INTO incident_fts(rowid, words) VALUES (999, 'asing')"], "indeks pencarian"),
        (
            [
                _UNINDEX,
                (
                    "INSERT INTO incident_fts(rowid, words) SELECT lid, 'lain' FROM incident "
                    "WHERE number = '20261123-B001'"
                ),
            ],
            "indeks pencarian",
        ),
        (["DELETE FROM caller_number WHERE lid = 1"], "indeks nomor pelapor"),
        (["UPDATE caller_number SET digits = digits || '9' WHERE lid = 1"], "indeks nomor pelapor"),
        (["INSERT INTO caller_fts(rowid, digits) VALUES (99, '62812')"], "indeks nomor pelapor"),
        (["INSERT INTO caller_number VALUES (99, '+62811', '62811')"], "indeks nomor pelapor"),
        (["UPDATE person SET role = 'administrator'"], "kolom role tidak cocok"),
    ],
)
def test_every_change_behind_the_back_is_named(worked: Desk, statements: list[str], said: str) -> None:
    damage = _tamper(worked, *statements)
    assert damage is not None
    assert said in damage.text("id")
    assert damage.text("en") != damage.text("id")


def test_an_absent_part_is_no_damage(worked: Desk) -> None:
    with worked.store.own() as cursor:
        cursor.execute(
            "UPDATE fact SET pii = NULL, pii_salt = NULL, body = NULL WHERE type = 'report_logged'"
        )
    rebuild(worked.store)
    assert verify(worked.store) is None


def test_several_chains_are_accepted(worked: Desk, people: People, clock: MovedClock, desk: Desk) -> None:
    from madiun_console.opening import open_desk

    folder = desk.store.folder
    desk.store.set_meta("rid", "01a20000-0000-7000-8000-00000000beef")
    desk.store.close()
    again = open_desk(folder, clock=clock)
    try:
        City(again, people.administrator, clock).play(_HISTORY)
        assert verify(again.store) is None
        damage = _tamper(again, "UPDATE header SET hdr = ' ' || hdr WHERE dseq = 1 AND hex(rid) LIKE '%BEEF'")
        assert damage is not None
        assert "(…00beef) urutan 2" in damage.text("id")
    finally:
        again.store.close()


def test_overwritten_bytes_are_named(worked: Desk, people: People) -> None:
    path = worked.store.path
    with worked.store.own() as cursor:
        cursor.execute("SELECT 1")
    worked.store._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096 + 100)
        file.write(b"\x00" * 64)
    damage = verify(worked.store)
    assert damage is not None
    assert "halaman" in damage.text("id")


def test_progress_reaches_the_whole(worked: Desk) -> None:
    told: list[Any] = []
    assert verify(worked.store, lambda done, total: told.append((done, total))) is None
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE fact SET held = 'x' WHERE type = 'report_linked'", "without a verdict"),
        ("UPDATE fact SET eff_hlc = 1 WHERE type = 'report_linked'", "without a verdict"),
        ("UPDATE fact SET fact = x'ff' WHERE type = 'report_linked'", "no text"),
        ("UPDATE fact SET body = x'ff' WHERE type = 'report_logged'", "part body"),
        ("UPDATE header SET hdr = x'ff' WHERE dseq = 4", "no text"),
        ("UPDATE header SET hdr = hdr || ' ' WHERE dseq = (SELECT max(dseq) FROM header)", "was changed"),
    ],
)
def test_what_a_rebuild_would_follow_is_named_too(worked: Desk, statement: str, said: str) -> None:
    damage = _tamper(worked, statement)
    assert damage is not None
    assert said in damage.text("en")
