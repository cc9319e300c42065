"""People: founding, signing in, roles by the log, passwords, and the last administrator."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import argon2
import pytest

from madiun_console.actions import people as act
from madiun_console.actions.desk import require_role
from madiun_console.actions.sign_in import sign_in
from madiun_console.domain.events import catalogue as ev
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.queries.desk_lists import people as people_list
from tests.desk_fixtures import PASSWORD

if TYPE_CHECKING:
    from madiun_console.actions.desk import Desk
    from tests.desk_fixtures import People

POLICE = "polres_madiun_kota"


def test_signing_in_by_name_in_any_case(desk: Desk, people: People) -> None:
    assert sign_in(desk, "  sari ", PASSWORD).role == "administrator"
    for name, password in (("sari", "salah"), ("siapa", PASSWORD), ("", "")):
        with pytest.raises(NotAllowed, match="Nama atau kata sandi salah"):
            sign_in(desk, name, password)


def test_only_an_administrator_cares_for_people(desk: Desk, people: People) -> None:
    for session in (people.operator, people.supervisor):
        with pytest.raises(NotAllowed):
            act.add_person(desk, session, "Baru", "operator", PASSWORD)
        with pytest.raises(NotAllowed):
            act.change_role(desk, session, session.person, "administrator")
    assert {person.name for person in people_list(desk)} == {"Sari", "Bima", "Op"}


def test_names_are_unique_and_roles_known(desk: Desk, people: People) -> None:
    for name, role, said in (
        ("OP", "operator", "sudah dipakai"),
        ("X", "raja", "Peran harus"),
        (" ", "operator", "Nama harus"),
    ):
        with pytest.raises(InvalidInput, match=said):
            act.add_person(desk, people.administrator, name, role, PASSWORD)
    with pytest.raises(InvalidInput, match="terlalu pendek"):
        act.add_person(desk, people.administrator, "Y", "operator", "abc")


def test_a_disabled_person_cannot_sign_in_until_enabled(desk: Desk, people: People) -> None:
    act.disable_person(desk, people.administrator, people.operator.person)
    with pytest.raises(NotAllowed):
        sign_in(desk, "Op", PASSWORD)
    act.enable_person(desk, people.administrator, people.operator.person)
    assert sign_in(desk, "Op", PASSWORD).person == people.operator.person


def test_a_role_counts_at_once_whatever_the_session_remembers(desk: Desk, people: People) -> None:
    act.change_role(desk, people.administrator, people.operator.person, "administrator")
    act.add_person(desk, people.operator, "Baru", "operator", PASSWORD)
    act.change_role(desk, people.administrator, people.operator.person, "operator")
    with pytest.raises(NotAllowed):
        act.add_person(desk, people.operator, "Lagi", "operator", PASSWORD)


def test_the_last_administrator_stays(desk: Desk, people: People) -> None:
    sari = people.administrator
    with pytest.raises(InvalidInput, match="administrator terakhir"):
        act.disable_person(desk, sari, sari.person)
    with pytest.raises(InvalidInput, match="administrator terakhir"):
        act.change_role(desk, sari, sari.person, "operator")


def _of_police(desk: Desk, people: People) -> str:
    made = act.add_person(desk, people.administrator, "Aiptu", "operator", PASSWORD, agency=POLICE)
    return made.created["person"]


def _older_program_made_administrator(desk: Desk, people: People, person: str) -> None:
    with desk.store.write(people.administrator.person) as (writer, _):
        writer.append(person, ev.RoleChanged(role="administrator"))


def test_people_of_an_agency_are_operators(desk: Desk, people: People) -> None:
    aiptu = _of_police(desk, people)
    for role in ("supervisor", "administrator"):
        with pytest.raises(InvalidInput, match="selalu berperan operator"):
            act.change_role(desk, people.administrator, aiptu, role)
        with pytest.raises(InvalidInput, match="selalu berperan operator"):
            act.add_person(desk, people.administrator, "Ipda", role, PASSWORD, agency=POLICE)
    assert {row.role for row in people_list(desk) if row.agency} == {"operator"}


def test_an_administrator_of_an_agency_is_no_other_administrator(desk: Desk, people: People) -> None:
    sari = people.administrator
    aiptu = _of_police(desk, people)
    _older_program_made_administrator(desk, people, aiptu)
    with pytest.raises(InvalidInput, match="administrator terakhir"):
        act.disable_person(desk, sari, sari.person)
    with pytest.raises(InvalidInput, match="administrator terakhir"):
        act.change_role(desk, sari, sari.person, "operator")
    with pytest.raises(InvalidInput, match="idak ada administrator"):
        act.recover_administrator(desk, "Aiptu", "sandi-baru-1")
    act.change_role(desk, sari, aiptu, "operator")
    act.disable_person(desk, sari, aiptu)
    assert [(row.role, row.disabled) for row in people_list(desk) if row.agency] == [("operator", True)]


def test_passwords_change_and_old_ones_stop(desk: Desk, people: People) -> None:
    act.change_own_password(desk, people.operator, PASSWORD, "sandi-baru-1")
    with pytest.raises(NotAllowed):
        sign_in(desk, "Op", PASSWORD)
    sign_in(desk, "Op", "sandi-baru-1")
    with pytest.raises(NotAllowed):
        act.change_own_password(desk, people.operator, "salah", "sandi-baru-2")
    act.set_password(desk, people.administrator, people.operator.person, "sandi-baru-3")
    sign_in(desk, "Op", "sandi-baru-3")


def test_recovery_sets_an_administrators_password_only(desk: Desk, people: People) -> None:
    with pytest.raises(InvalidInput, match="idak ada administrator"):
        act.recover_administrator(desk, "Op", "sandi-baru-1")
    act.recover_administrator(desk, "sari", "sandi-baru-1")
    sign_in(desk, "Sari", "sandi-baru-1")


def test_a_center_is_founded_once(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="sudah ada pusat"):
        act.found_center(desk.store, desk.rulebook, "C", "Lain", PASSWORD)


def test_no_password_stands_in_the_file_or_the_facts(desk: Desk, people: People) -> None:
    with desk.store.read() as connection:
        texts = connection.exec_driver_sql(
            "SELECT fact || coalesce(body, '') || coalesce(restricted, '') FROM fact"
        )
        assert all(PASSWORD not in row[0] for row in texts)


def test_real_passwords_are_as_strong_as_rfc_9106_asks() -> None:
    # Other tests make them quick in their own process; a process of its own is what people run.
    code = "from madiun_console.actions.passwords import verifier_of; print(verifier_of('sandi-uji-123'))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    parameters = argon2.extract_parameters(made.stdout.strip())
    assert parameters.type is argon2.Type.ID
    assert parameters.memory_cost >= 64 * 1024  # KiB, the second recommended option of RFC 9106, section 4
    assert parameters.time_cost >= 3


@pytest.mark.parametrize("name", ["Ani\nBudi", "Ani\r\nBudi", "Ani\udcff", "Ani\u2028Budi"])
def test_a_name_of_two_lines_or_unreadable_bytes_is_refused(desk: Desk, people: People, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        act.add_person(desk, people.administrator, name, "operator", PASSWORD)
    assert refused.value.id == "person_name_signs"


@pytest.mark.parametrize(
    ("act_", "roles"),
    [("people", "peran administrator."), ("review", "peran supervisor atau administrator.")],
)
def test_whoever_may_not_is_told_which_roles_may(desk: Desk, act_: str, roles: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        require_role(desk, "operator", act_)
    assert roles in caught.value.text_id
    assert roles.replace("peran", "the role").replace("atau", "or") in caught.value.text_en
