"""The two layers of an event and its erasable parts: the fact (what was said) and the header (where it stands in a store).

Field by field this is architecture.md, "Events"; `docs/events.md` is the specification. Texts are hashed as they were
written, never re-serialised.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from madiun_console.domain import strict_json
from madiun_console.domain.ids import is_id

Part = Literal["body", "restricted", "pii"]
PARTS: tuple[Part, ...] = ("body", "restricted", "pii")
_PARTS = frozenset(PARTS)
SALT_BYTES = 16
_GREATEST = 2**53 - 1  # what every JSON reader holds exactly (RFC 8259, section 6)
_GREATEST_STAMP = 2**63 - 1  # what SQLite and PostgreSQL hold
_DEEPEST = 32  # no value stands in more objects and arrays, so that no reader's stack decides what is a fact
_USUAL_HEADER = re.compile(
    r'\{"rid":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})","dseq":([1-9][0-9]{0,17}),"prev":"([0-9a-f]*)","fact":"([0-9a-f]*)"\}'
)
"""What `Header.text` writes, and so nearly every header: read at once, in a tenth of the time that JSON takes."""
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DIGEST = '"(?:body|restricted|pii)":"[0-9a-f]*"'
_USUAL_FACT = re.compile(
    rf'\{{"id":"({_ID})","ctr":"([0-9a-f]*)","sub":"({_ID})","kind":"([a-z_]+)","type":"([a-z_]+)","v":([1-9][0-9]?),'
    rf'"at":([1-9][0-9]{{0,14}}),"hlc":"([1-9][0-9]{{0,17}})","actor":"({_ID})","val":(\{{.*\}}),'
    rf'"base":\[((?:"{_ID}"(?:,"{_ID}")*)?)\],"to":\[((?:"[a-z0-9_]+"(?:,"[a-z0-9_]+")*)?)\],'
    rf'"c":\{{((?:{_DIGEST}(?:,{_DIGEST})*)?)\}}\}}'
)
"""What `seal` and `fact_text` write, and so nearly every fact: its fields are read off, and only `val` is left to JSON."""
_KEYS = frozenset({"id", "ctr", "sub", "kind", "type", "v", "at", "hlc", "actor", "val", "base", "to", "c"})


class BadFactError(ValueError):
    """A text that claims to be a fact or header and is none."""


class Fact(NamedTuple):
    """What was said, read back from its verbatim text. A named tuple: a new desk reads a million of them."""

    id: str
    ctr: str
    """Center: sha256 (hex) of the founding fact's text; empty in the founding fact itself."""
    sub: str
    kind: str
    type: str
    v: int
    at: int
    """Wall clock, milliseconds since 1970 UTC."""
    hlc: int
    actor: str
    val: Mapping[str, Any]
    base: tuple[str, ...]
    to: tuple[str, ...]
    c: Mapping[str, str]
    """Part name -> sha256(salt ‖ text), hex."""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """One erasable part: JSON text and the salt that keeps a short text from being guessed from its hash."""

    salt: bytes
    text: str

    def digest(self) -> str:
        """The hex hash that the fact carries for this part."""
        return hashlib.sha256(self.salt + self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A fact ready to be stored: its verbatim text, the hash of that text, and its parts."""

    fact: Fact
    text: str
    hash: bytes
    parts: Mapping[Part, SealedPart]


class Header(NamedTuple):
    """Where a fact stands in one store; the hash chain runs over the texts of headers."""

    rid: str
    dseq: int
    prev: str
    fact: str

    def text(self) -> str:
        """The verbatim text whose hash is the next header's `prev`."""
        return strict_json.dumps({"rid": self.rid, "dseq": self.dseq, "prev": self.prev, "fact": self.fact})

    @staticmethod
    def read(text: str) -> Header:
        """The header that `text` is; raises BadFactError."""
        usual = _USUAL_HEADER.fullmatch(text)
        if usual is not None:
            rid, dseq, prev, fact = usual.groups()
            return Header(rid, int(dseq), prev, fact)
        try:
            value = strict_json.loads(text)
        except strict_json.StrictJsonError as error:
            raise BadFactError(str(error)) from error
        if not isinstance(value, dict) or set(value) != {"rid", "dseq", "prev", "fact"}:
            raise BadFactError("not a header")
        rid, dseq, prev, fact = value["rid"], value["dseq"], value["prev"], value["fact"]
        if (
            not is_id(rid)
            or type(dseq) is not int
            or not 1 <= dseq <= _GREATEST_STAMP
            or not isinstance(prev, str)
            or not isinstance(fact, str)
        ):
            raise BadFactError("a field of the header has the wrong type")
        return Header(rid, dseq, prev, fact)


def seal(fact: Fact, parts: Mapping[Part, str], salts: Mapping[Part, bytes]) -> Sealed:
    """Write a fact's verbatim text and bind its parts to it; `fact.c` is computed here, what it held is ignored."""
    sealed = {name: SealedPart(salts[name], text) for name, text in parts.items()}
    digests: dict[str, str] = {name: part.digest() for name, part in sealed.items()}
    text = strict_json.dumps(
        {
            "id": fact.id,
            "ctr": fact.ctr,
            "sub": fact.sub,
            "kind": fact.kind,
            "type": fact.type,
            "v": fact.v,
            "at": fact.at,
            "hlc": str(fact.hlc),
            "actor": fact.actor,
            "val": fact.val,
            "base": list(fact.base),
            "to": list(fact.to),
            "c": digests,
        }
    )
    complete = Fact(
        fact.id, fact.ctr, fact.sub, fact.kind, fact.type, fact.v, fact.at, fact.hlc,
        fact.actor, fact.val, fact.base, fact.to, digests,
    )  # fmt: skip
    return Sealed(complete, text, hashlib.sha256(text.encode()).digest(), sealed)


def fact_text(
    fact_id: str,
    center: str,
    subject: str,
    kind: str,
    name: str,
    version: int,
    at: int,
    hlc: int,
    actor: str,
    val: str,
    base: Sequence[str],
    digests: Mapping[Part, str],
) -> str:
    """The text that `seal` would write for a fact addressed to nobody, put together in a fraction of the time.

    For millions of facts of our own making: `val` is strict JSON already, ids are canonical, kind and name declared.
    """
    bases = ",".join(f'"{one}"' for one in base)
    parts = ",".join(f'"{part}":"{digest}"' for part, digest in digests.items())
    return (
        f'{{"id":"{fact_id}","ctr":"{center}","sub":"{subject}","kind":"{kind}","type":"{name}","v":{version},'
        f'"at":{at},"hlc":"{hlc}","actor":"{actor}","val":{val},"base":[{bases}],"to":[],"c":{{{parts}}}}}'
    )


def header_text(rid: str, dseq: int, prev: str, fact: str) -> str:
    """The text of a header of our own, as `Header.text` writes it."""
    return f'{{"rid":"{rid}","dseq":{dseq},"prev":"{prev}","fact":"{fact}"}}'


def read_fact(text: str) -> Fact:
    """The fact that `text` is; raises BadFactError when a field is missing, unknown or of the wrong type."""
    return _usual_fact(text) or _any_fact(text)


def _usual_fact(text: str) -> Fact | None:
    """The fact when it is written as ours are, in a third of the time; None says nothing about it."""
    usual = _USUAL_FACT.fullmatch(text)
    if usual is None:
        return None
    id_, center, sub, kind, name, version, at, hlc, actor, val, base, to, digests = usual.groups()
    try:
        values = strict_json.loads(val)
    except strict_json.StrictJsonError:
        return None
    parts = digests[1:-1].split('"')[::2] if digests else []
    c = dict(zip(parts[::2], parts[1::2], strict=True))
    if 2 * len(c) != len(parts) or not _sound(values, 1):
        return None
    return Fact(
        id_, center, sub, kind, name, int(version), int(at), int(hlc), actor, values,
        tuple(base[1:-1].split('","')) if base else (), tuple(to[1:-1].split('","')) if to else (), c,
    )  # fmt: skip


def _any_fact(text: str) -> Fact:
    try:
        value = strict_json.loads(text)
    except strict_json.StrictJsonError as error:
        raise BadFactError(str(error)) from error
    if not isinstance(value, dict) or value.keys() != _KEYS:
        raise BadFactError("the fields of a fact are missing or unknown")
    hlc = value["hlc"]
    if not (
        isinstance(hlc, str)
        and hlc.isascii()
        and hlc.isdigit()
        and len(hlc) <= 19
        and int(hlc) <= _GREATEST_STAMP
    ):
        raise BadFactError("hlc is no number in a string")
    good = (
        is_id(value["id"])
        and is_id(value["sub"])
        and is_id(value["actor"])
        and type(value["ctr"]) is type(value["kind"]) is type(value["type"]) is str
        and type(value["v"]) is type(value["at"]) is int
        and -_GREATEST <= value["v"] <= _GREATEST
        and -_GREATEST <= value["at"] <= _GREATEST
        and isinstance(value["val"], dict)
        and _sound(value["val"], 1)
        and _texts(value["base"])
        and _texts(value["to"])
        and isinstance(value["c"], dict)
        and value["c"].keys() <= _PARTS
        and _texts([*value["c"].values()])
    )
    if not good:
        raise BadFactError("a field of the fact has the wrong type")
    return Fact(
        value["id"], value["ctr"], value["sub"], value["kind"], value["type"], value["v"], value["at"], int(hlc),
        value["actor"], value["val"], tuple(value["base"]), tuple(value["to"]), value["c"],
    )  # fmt: skip


def read_part(text: str | None) -> dict[str, Any]:
    """The values of a part's text; empty when the part is absent from this copy or is no object."""
    if text is None:
        return {}
    try:
        value = strict_json.loads(text)
    except strict_json.StrictJsonError:
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) and _sound(value, 0) else {}


def _sound(value: Any, depth: int) -> bool:
    """Whether every reader and store can hold it: numbers that are exact everywhere, no endless nesting."""
    depth += 1
    for item in value.values() if type(value) is dict else value:
        of = type(item)
        if of is str:
            sound = depth <= _DEEPEST
        elif of is dict or of is list:
            sound = depth <= _DEEPEST and _sound(item, depth)
        else:
            sound = depth <= _DEEPEST and (item is None or abs(item) <= _GREATEST)
        if not sound:
            return False
    return True


def _texts(value: object) -> bool:
    return isinstance(value, list) and (not value or all(type(item) is str for item in value))
