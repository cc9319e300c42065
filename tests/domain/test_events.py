"""The event format: what is sealed reads back the same, what is doubtful is refused, and decoding never raises."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain import strict_json
from madiun_console.domain.clock import LATEST_MS
from madiun_console.domain.events import Fact, Header, decode, event_types, read_fact, seal
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.envelope import BadFactError, read_part
from madiun_console.domain.events.registry import MOMENTS, as_folded, decode_values, encode, type_of

ID = "01a20a8f-e2ea-7a05-a72b-b85bac1b3a73"


def fact(**values: object) -> Fact:
    usual: dict[str, object] = {
        "id": ID, "ctr": "", "sub": ID, "kind": "incident", "type": "note_added", "v": 1, "at": 5, "hlc": 7,
        "actor": ID, "val": {}, "base": (), "to": (), "c": {},
    }  # fmt: skip
    return Fact(**{**usual, **values})  # type: ignore[arg-type]


def report_event(**values: object) -> ev.ReportLogged:
    usual: dict[str, object] = {
        "channel": "phone", "desk": "B", "kind_id": "brawl", "level": "high", "occurred": 1, "reported": 2, "started": 3,
    }  # fmt: skip
    return ev.ReportLogged(**{**usual, **values})  # type: ignore[arg-type]


texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@given(
    narrative=texts,
    name=texts,
    groups=texts,
    answers=st.dictionaries(texts, texts),
    lat=st.none() | st.floats(-90, 90),
)
def test_what_is_sealed_reads_back(
    narrative: str, name: str, groups: str, answers: dict[str, str], lat: float | None
) -> None:
    said = report_event(
        narrative=narrative, name=name, groups=groups, answers=answers, lat=lat, factors=("night",)
    )
    val, parts = encode(said)
    sealed = seal(fact(kind="report", type="report_logged", val=val), parts, dict.fromkeys(parts, b"s" * 16))
    read = read_fact(sealed.text)
    assert read == sealed.fact
    assert sealed.hash == hashlib.sha256(sealed.text.encode()).digest()
    assert decode(read, {part: item.text for part, item in sealed.parts.items()}) == said
    assert all(read.c[part] == item.digest() for part, item in sealed.parts.items())


SPOILT = (
    "", ",", "}", "]", " ", "\x00", '\\ud800"', '"x":1,"x":2,', '"v":1,', '"c":{', '"base":[', '"to":[', '"pii":"ab",',
    ',"pii":"ab"', '"val":{},', '","', f'"{ID}",', "1e999", "NaN",
)  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"base": [ID, ID], "to": ["polres_madiun_kota", "kodim_0803"], "c": {"body": "ab", "pii": ""}},
        {"val": {"a": '":{}', "b": [1.5, {"c": None}], "base": [ID]}, "c": {"pii": "", "body": "ab"}},
        {"v": 0, "at": -1, "hlc": "9223372036854775808"},
    ],
)
def test_a_fact_reads_the_same_however_it_is_spaced(values: dict[str, object]) -> None:
    """What is written as ours are is read by a pattern, all else as JSON; both must say the same of good and of bad texts."""
    whole = fact()._asdict() | {"hlc": "7"} | values
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    marks = [place for place, char in enumerate(text, start=1) if char in '{}[],:"']
    for place in marks:
        for spoil in SPOILT:
            spoilt = text[:place] + spoil + text[place:]
            assert _read(spoilt) == _read(f" {spoilt}"), spoilt


def _read(text: str) -> Fact | None:
    try:
        return read_fact(text)
    except BadFactError:
        return None


def test_personal_data_and_free_text_stand_in_parts_only() -> None:
    said = report_event(
        narrative="N",
        address="A",
        landmark="L",
        told={"q": "T"},
        groups="G",
        remarks="R",
        name="P",
        phone="+62",
        home="H",
    )
    val, parts = encode(said)
    assert not {"N", "A", "L", "T", "G", "R", "P", "+62", "H"} & set(json.dumps(val).split('"'))
    assert set(json.loads(parts["pii"])) == {"name", "phone", "home"}
    assert set(json.loads(parts["restricted"])) == {"groups", "remarks"}
    assert set(json.loads(parts["body"])) == {"narrative", "address", "landmark", "told"}


@pytest.mark.parametrize("declared", event_types().values(), ids=lambda item: item.name)
def test_every_erasable_field_is_optional_and_every_type_declares_itself(declared: object) -> None:
    cls = declared.cls  # type: ignore[attr-defined]
    assert type_of.__module__
    for item in fields(cls):
        if item.metadata.get("part"):
            assert item.default is None, f"{cls.__name__}.{item.name}"


def test_an_absent_part_reads_as_none() -> None:
    val, _ = encode(report_event(narrative="gone", phone="+62"))
    read = decode(fact(kind="report", type="report_logged", val=val), {"body": None, "pii": None})
    assert isinstance(read, ev.ReportLogged)
    assert (read.narrative, read.phone) == (None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "from_the_future"},
        {"v": 2},
        {"kind": "report"},
        {"type": "level_raised", "val": {"level": 3}},
        {"type": "level_raised", "val": {}},
        {"type": "level_raised", "val": {"level": "high", "factors": "night"}},
        {"type": "step_ticked", "val": {"step": "x", "done": 1}},
    ],
)
def test_what_does_not_fit_is_unknown_and_not_an_error(changed: dict[str, object]) -> None:
    assert decode(fact(**changed), {}) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=12,
)


@given(
    kind=st.sampled_from(sorted(event_types())),
    val=st.dictionaries(texts | st.sampled_from(["level", "step", "incident"]), json_values),
)
def test_decoding_is_total(kind: tuple[str, int], val: dict[str, object]) -> None:
    declared = event_types()[kind]
    read = decode(
        fact(type=kind[0], v=kind[1], kind=declared.kind, val=val),
        {"body": strict_json.dumps(val), "pii": "not json"},
    )
    assert read is None or type_of(read) is declared


def test_an_unknown_field_is_ignored_so_that_types_may_grow() -> None:
    read = decode(fact(type="level_raised", val={"level": "high", "later": 1}), {})
    assert read == ev.LevelRaised(level="high")


GOOD = seal(fact(), {}, {}).text


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{}", GOOD[:-1], GOOD + " x",
        GOOD.replace('"v":1', '"v":true'), GOOD.replace('"v":1', '"v":1.0'), GOOD.replace('"v":1', '"v":NaN'),
        GOOD.replace('"v":1', '"v":1,"v":1'), GOOD.replace('"hlc":"7"', '"hlc":7'), GOOD.replace('"hlc":"7"', '"hlc":"-7"'),
        GOOD.replace('"c":{}', '"c":{"secret":"00"}'), GOOD.replace('"c":{}', '"c":{},"more":1'),
        GOOD.replace('"val":{}', '"val":{"x":"\\u0000"}'), GOOD.replace('"val":{}', '"val":{"x":"\\ud800"}'),
        GOOD.replace('"base":[]', '"base":[1]'), GOOD.replace(ID, ID.upper()), "[" * 100_000,
    ],
)  # fmt: skip
def test_doubtful_texts_are_refused(text: str) -> None:
    with pytest.raises(BadFactError):
        read_fact(text)


def test_headers_read_back_and_bad_ones_are_refused() -> None:
    header = Header(ID, 1, "", "ab" * 32)
    assert Header.read(header.text()) == header
    assert Header.read(header.text().replace(",", ", ")) == header  # not as we write it, yet a header
    for text in (header.text().replace('"dseq":1', '"dseq":0'), header.text().replace("}", ',"x":1}'), "x"):
        with pytest.raises(BadFactError):
            Header.read(text)


@given(texts)
def test_cleaned_text_is_always_fit_to_be_logged(text: str) -> None:
    assert read_part(strict_json.dumps({"x": strict_json.clean_text(text)}))["x"] == strict_json.clean_text(
        text
    )


@given(st.text())
def test_anything_typed_can_be_cleaned(text: str) -> None:
    cleaned = strict_json.clean_text(text + "\x00\ud800")
    assert strict_json.loads(strict_json.dumps(cleaned)) == cleaned
    assert not {"\x00", "\ud800"} & set(cleaned)


def test_every_whole_number_of_a_type_is_a_moment_or_a_count() -> None:
    """Milliseconds have one of the names that `decode` bounds; another name would leave any number to the screens."""
    for declared in event_types().values():
        cls: Any = declared.cls
        for name, hint in get_type_hints(cls).items():
            if int in (hint, *get_args(hint)) and get_origin(hint) is not dict:
                assert name in MOMENTS | {"rows", "added", "refused"}, (declared.name, name)


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_moments_are_decoded_within_what_a_date_holds(ms: int) -> None:
    sealed = decode_values("callback", "callback_promised", 1, {"due": ms}, {})
    assert isinstance(sealed, ev.CallbackPromised)
    assert 0 <= sealed.due <= LATEST_MS
    assert sealed.due == ms or not 0 <= ms <= LATEST_MS
    assert as_folded(ev.CallbackPromised(due=ms)) == sealed
