"""The recovery code: read however people write it, opens only its own store, and says what is wrong."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.db.recovery import (
    RECOVERY_FILE,
    new_code,
    new_recovery_code,
    open_with_recovery,
    read_code,
    unwrap_key,
    wrap_key,
)
from madiun_console.errors import InvalidInput, NotAllowed, StoreFault

KEY = bytes(range(32))


def test_a_code_is_five_groups_of_five_and_never_the_same() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [5] * 5
        assert not set(code) & set("ILOUilou")


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=25, max_size=25), st.data())
def test_a_code_is_read_however_it_is_written(code: str, data: st.DataObject) -> None:
    written = ""
    for char in code:
        looks = {"0": "0Oo", "1": "1IiLl"}.get(char, char + char.lower())
        written += data.draw(st.sampled_from(looks)) + data.draw(
            st.sampled_from(["", "", "", " ", "-", "\n", "–"])
        )
    assert read_code(written) == code


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 25, "0" * 24, "0" * 26, "😀" * 25])
def test_what_cannot_be_a_code_is_said_at_once(typed: str) -> None:
    with pytest.raises(InvalidInput, match="25 huruf dan angka"):
        read_code(typed)


def test_only_the_right_code_opens() -> None:
    code = new_code()
    sealed = wrap_key(KEY, code)
    assert unwrap_key(sealed, code.lower()) == KEY
    with pytest.raises(NotAllowed, match="tidak cocok"):
        unwrap_key(sealed, new_code())


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_file_never_gives_a_key(place: int, bit: int) -> None:
    code = "00000-00000-00000-00000-00000"
    sealed = bytearray(wrap_key(KEY, code))
    sealed[place % len(sealed)] ^= bit
    with suppress(StoreFault, NotAllowed):
        assert unwrap_key(bytes(sealed), code) == KEY  # the change was in a blank or in the case of a digit


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b'{"format":9,"salt":"00","nonce":"00","key":"00"}', b"\xff"]
)
def test_a_damaged_file_is_named(content: bytes) -> None:
    with pytest.raises(StoreFault, match="rusak"):
        unwrap_key(content, "0" * 25)


def test_a_new_code_ends_the_old_one(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    old = new_recovery_code(tmp_path, key)
    fresh = new_recovery_code(tmp_path, key)
    assert open_with_recovery(tmp_path, fresh) == key
    with pytest.raises(NotAllowed):
        open_with_recovery(tmp_path, old)
    (tmp_path / RECOVERY_FILE).unlink()
    with pytest.raises(StoreFault, match="tidak ada"):
        open_with_recovery(tmp_path, fresh)
