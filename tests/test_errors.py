"""The texts a person gets, and the exit codes that scripts rely on."""

from __future__ import annotations

import errno
import inspect
from pathlib import Path

import pytest

from madiun_console import errors
from madiun_console.errors import ConsoleError, ExitCode, environment_fault

PLACE = Path("folder") / "store.db"
FAULTS = [
    (errors.DiskFull(PLACE), ExitCode.ENVIRONMENT),
    (errors.NoPermission(PLACE), ExitCode.ENVIRONMENT),
    (errors.DiskFailed(PLACE, "disk gagal", "the disk failed"), ExitCode.ENVIRONMENT),
    (errors.StoreMissing(PLACE), ExitCode.STORE),
    (errors.RestoreUnfinished(PLACE), ExitCode.STORE),
    (errors.StoreDamaged(PLACE), ExitCode.STORE),
    (errors.StoreNewer(PLACE), ExitCode.STORE),
    (errors.StoreInUse(PLACE), ExitCode.STORE),
    (errors.WrongKey(PLACE), ExitCode.STORE),
    (errors.KeyMissing(PLACE), ExitCode.STORE),
    (errors.KeyDamaged(str(PLACE)), ExitCode.STORE),
    (errors.KeyExposed(PLACE), ExitCode.STORE),
    (errors.KeyringSilent(), ExitCode.STORE),
    (errors.NotAllowed("not_allowed", "Hanya supervisor.", "Supervisors only."), ExitCode.NOT_ALLOWED),
    (errors.InvalidInput("bad_name", "Nama kosong.", "The name is empty."), ExitCode.USAGE),
]


@pytest.mark.parametrize(("fault", "exit_code"), FAULTS, ids=[fault.id for fault, _ in FAULTS])
def test_every_fault_speaks_both_languages_and_has_its_exit_code(
    fault: ConsoleError, exit_code: ExitCode
) -> None:
    assert fault.exit_code == exit_code
    assert str(fault) == fault.text("id") == fault.text_id
    assert fault.text("en") == fault.text_en != fault.text_id
    assert "{" not in fault.text_id + fault.text_en


def test_no_fault_is_left_out_above_and_no_two_share_an_id() -> None:
    concrete = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, ConsoleError) and "__init__" in vars(kind)
    } - {ConsoleError}
    assert concrete <= {type(fault) for fault, _ in FAULTS}
    assert len({fault.id for fault, _ in FAULTS}) == len(FAULTS)


def test_the_documented_exit_codes_never_change() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "OK": 0,
        "DAMAGE_FOUND": 1,
        "USAGE": 2,
        "NOT_ALLOWED": 3,
        "STORE": 4,
        "ENVIRONMENT": 5,
        "BUG": 70,
    }


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EACCES, errors.NoPermission),
        (errno.EROFS, errors.NoPermission),
        (errno.EIO, errors.DiskFailed),
    ],
)
def test_what_the_operating_system_refuses_is_said_in_words(number: int, kind: type[ConsoleError]) -> None:
    fault = environment_fault(OSError(number, "refused"), PLACE)
    assert type(fault) is kind
    assert str(PLACE) in fault.text_id
    assert str(PLACE) in fault.text_en
