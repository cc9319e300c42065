"""The code to join: what goes in comes out, and what was mistyped is told with its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from madiun_console.errors import InvalidInput
from madiun_console.sync.enrol_code import _LETTERS, EnrolCode, decode

CODE = EnrolCode(
    host="10.20.30.40",
    port=5432,
    database="madiun",
    ca_sha256="ab" * 32,
    center="0f" * 32,
    login="meja_b_7k2q",
    secret="vN3xQ0-c_9aTzPq1",
    desk="B",
    feed="",
    expires=1_795_419_128,
)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
codes = st.builds(
    EnrolCode,
    host=words, port=st.integers(1, 65_535), database=words, ca_sha256=digests, center=st.just("") | digests,
    login=words, secret=words, desk=st.sampled_from("ABZ"), feed=st.just("") | words, expires=st.integers(0, (1 << 40) - 1),
)  # fmt: skip


@given(codes)
def test_what_goes_in_comes_out(code: EnrolCode) -> None:
    assert decode(code.encode()) == code


@given(codes, st.sampled_from(["lower", "spaces", "run together", "misread"]))
def test_it_does_not_matter_how_it_is_written_down(code: EnrolCode, how: str) -> None:
    text = code.encode()
    written = {
        "lower": text.lower(),
        "spaces": re.sub("[-\n]", "  ", text),
        "run together": re.sub("[-\n]", "", text),
        "misread": text.replace("0", "O").replace("1", "l"),
    }[how]
    assert decode(written) == code


@given(st.data())
def test_one_wrong_letter_is_told_with_its_group(data: st.DataObject) -> None:
    groups = CODE.encode().replace("\n", "-").split("-")
    number = data.draw(st.integers(0, len(groups) - 1))
    place = data.draw(st.integers(0, 5))
    letter = data.draw(st.sampled_from(_LETTERS))
    right = groups[number][place]
    assume({letter, right} != {"0", "Z"} and letter != right)  # the one pair that only the sum of all notices
    groups[number] = groups[number][:place] + letter + groups[number][place + 1 :]
    with pytest.raises(InvalidInput) as refused:
        decode("-".join(groups))
    assert refused.value.id == "enrol_code_typo"
    assert f"kelompok ke-{number + 1} ({groups[number]})" in refused.value.text_id


@given(st.data())
def test_no_change_passes(data: st.DataObject) -> None:
    groups = CODE.encode().replace("\n", "-").split("-")
    kind = data.draw(st.sampled_from(["swap groups", "drop a group", "double a group", "0 for Z"]))
    at = data.draw(st.integers(0, len(groups) - 2))
    match kind:
        case "swap groups":
            other = data.draw(st.integers(0, len(groups) - 1))
            groups[at], groups[other] = groups[other], groups[at]
        case "drop a group":
            del groups[at]
        case "double a group":
            groups.insert(at, groups[at])
        case _:
            groups[at] = groups[at].translate(str.maketrans("0Z", "Z0"))
    changed = "-".join(groups)
    assume(changed != CODE.encode().replace("\n", "-"))
    with pytest.raises(InvalidInput):
        decode(changed)


@given(st.text(max_size=300))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidInput):
        decode(text)


@pytest.mark.parametrize("text", ["", "   ", "halo", "1234-5678", CODE.encode()[:20]])
def test_what_is_no_code_is_called_so(text: str) -> None:
    with pytest.raises(InvalidInput, match="bukan kode gabung"):
        decode(text)


def test_without_tls_the_server_must_be_on_this_computer() -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        assert decode(replace(CODE, host=host, ca_sha256="").encode()).ca_sha256 == ""
    for host in ("10.0.0.1", "server.madiunkota.go.id", "127.0.0.1,10.0.0.1", "127.0.0.1.example.com"):
        with pytest.raises(ValueError, match="on this computer"):
            replace(CODE, host=host, ca_sha256="").encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""}, {"port": 0}, {"port": 65_536}, {"secret": ""}, {"ca_sha256": "ab"}, {"center": "xy"},
        {"host": "x" * 256}, {"expires": -1},
    ],
)  # fmt: skip
def test_what_no_server_has_is_refused_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        replace(CODE, **wrong).encode()  # type: ignore[arg-type]


def test_it_expires() -> None:
    assert not CODE.expired(CODE.expires - 1)
    assert CODE.expired(CODE.expires)


def test_it_is_short_enough_to_type() -> None:
    assert len(CODE.encode().splitlines()) <= 12, (
        "a code of this computer's server has about 11 lines of 34 letters"
    )
