"""Incidents as GeoJSON points (RFC 7946) for a map: where each was, and how exactly that is known. Nobody's identity."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import id_text
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.table_columns import Period

_INCIDENTS = (
    "SELECT id, number, level, kind_id, unit, precision, lat, lon, status, is_open, closing, opened_at, occurred, "
    "callers, reports FROM incident WHERE opened_at >= ? AND opened_at < ? ORDER BY id"
)
EXACT, LABEL_POINT = "exact", "label_point"


def write_points(
    desk: Desk, period: Period, language: str, write: Callable[[str], object]
) -> tuple[int, int]:
    """Hand a FeatureCollection to `write` piece by piece; gives (incidents in it, incidents left out for want of a place).

    `position` says what the point is: "exact" is where the incident was, "label_point" only a point inside the
    kelurahan, desa or kecamatan. Text that callers typed is not in it, and so nobody's name.
    """

    def run(connection: Any) -> tuple[int, int]:
        written = without = 0
        write('{"type": "FeatureCollection", "features": [')
        cursor = connection.cursor()
        for row in cursor.execute(_INCIDENTS, period.bounds()):
            feature = _feature(desk.rulebook, row, language)
            if feature is None:
                without += 1
                continue
            write(f"{',' if written else ''}\n {json.dumps(feature, ensure_ascii=False)}")
            written += 1
        write("\n]}\n" if written else "]}\n")
        return written, without

    counts: tuple[int, int] = desk.store.driver(run)
    return counts


def _feature(book: Rulebook, row: tuple[Any, ...], language: str) -> dict[str, Any] | None:
    (id_, number, level, kind_id, unit, precision, lat, lon, status, is_open, closing, opened_at, occurred,
     callers, reports) = row  # fmt: skip
    position = EXACT
    if lat is None or lon is None:
        place = book.units_by_code.get(unit or "") or book.desa_by_code.get(unit or "")
        if place is None:
            return None
        lat, lon, position = place.lat, place.lon, LABEL_POINT
    kind, level_row, code = (
        book.kinds.get(kind_id),
        book.levels_by_id.get(level),
        book.closings_by_id.get(closing or ""),
    )
    city_unit, desa = book.units_by_code.get(unit or ""), book.desa_by_code.get(unit or "")
    return {
        "type": "Feature",
        "id": id_text(id_),
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "number": number,
            "level": level,
            "level_name": level_row.word.label(language) if level_row else level,
            "kind": kind_id or None,
            "kind_name": kind.label(language) if kind else None,
            "unit": unit,
            "unit_name": city_unit.name if city_unit else desa.name if desa else None,
            "position": position,
            "precision": precision,
            "status": status,
            "open": bool(is_open),
            "closing": code.label(language) if code else closing,
            "opened_at": local_time(opened_at).isoformat(timespec="seconds"),
            "occurred_at": local_time(occurred).isoformat(timespec="seconds"),
            "callers": callers,
            "reports": reports,
        },
    }
