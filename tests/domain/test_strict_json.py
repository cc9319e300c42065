"""Strict JSON against a reader that is slow and plain."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain import strict_json


class Pairs(list[tuple[str, object]]):
    """An object as it is written, with keys that may stand twice."""


def written(value: object, blank: str) -> str:
    if isinstance(value, Pairs):
        inner = ",".join(f"{json.dumps(key)}{blank}:{blank}{written(item, blank)}" for key, item in value)
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{','.join(written(item, blank) for item in value)}]"
    return json.dumps(value)


def stands_twice(value: object) -> bool:
    """Whether a key stands twice in one of the objects."""
    if isinstance(value, Pairs):
        keys = [key for key, _ in value]
        return len(set(keys)) < len(keys) or any(stands_twice(item) for _, item in value)
    return isinstance(value, list) and any(stands_twice(item) for item in value)


texts = st.text(':" \\a\n', max_size=4)
values = st.recursive(
    st.none() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(texts, inner), max_size=3).map(Pairs),
    max_leaves=8,
)


@given(values, st.sampled_from(["", " ", "\n"]))
def test_a_key_that_stands_twice_is_never_taken(value: object, blank: str) -> None:
    text = written(value, blank)
    try:
        strict_json.loads(text)
    except strict_json.StrictJsonError:
        assert stands_twice(value)
    else:
        assert not stands_twice(value)
