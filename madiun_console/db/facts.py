"""Reading facts of the log back as the folds want them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from madiun_console.domain.clock import bounded_ms
from madiun_console.domain.events import Logged
from madiun_console.domain.events import catalogue as _catalogue  # noqa: F401 - declares the types that are decoded
from madiun_console.domain.events.registry import NEVER, decode_values
from madiun_console.domain.ids import id_text

COLUMNS = "id, sub, also, kind, type, at, actor, hlc, eff_hlc, held, hash, fact, body, restricted, pii"
SUBJECT_SQL = (
    f"SELECT {COLUMNS} FROM fact WHERE sub = ?1 UNION ALL SELECT {COLUMNS} FROM fact WHERE also = ?1"  # noqa: S608
)
_read = (
    json.JSONDecoder().raw_decode
)  # `json.loads` without looking at the text first: a million are read in a rebuild


def logged_of(row: Iterable[Any]) -> Logged:
    """One row of `COLUMNS` as a fold sees it. Never raises: what cannot be read is an unknown fact."""
    id_, sub, also, kind, type_, at, actor, hlc, eff_hlc, held, hash_, text, body, restricted, pii = row
    value, _ = _read(text)  # checked strictly when it came in; `verify` checks the bytes again
    return Logged(
        id_text(id_),
        id_text(sub),
        id_text(also) if also else None,
        type_,
        bounded_ms(at),
        id_text(actor),
        tuple(value["base"]),
        tuple(value["to"]),
        (eff_hlc, hlc, hash_),
        decode_values(
            kind, type_, value["v"], value["val"], {"body": body, "restricted": restricted, "pii": pii}
        ),
        held is not None,
        held in NEVER,
    )


def facts_of(connection: Any, subject: bytes) -> list[Logged]:
    """All facts that name `subject`, in no order; `connection` is a driver connection or cursor."""
    return [logged_of(row) for row in connection.execute(SUBJECT_SQL, (bytearray(subject),))]
