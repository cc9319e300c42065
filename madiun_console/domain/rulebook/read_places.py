"""Reads the tables of places: units of the city, neighbours, offices, places in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.csv_table import Row, read_rows
from madiun_console.domain.rulebook.errors import RuleTableError
from madiun_console.domain.rulebook.place_tables import Hotspot, NeighbourDesa, NeighbourRegency, Office, Unit

if TYPE_CHECKING:
    from collections.abc import Collection

UNIT_FILE = "madiun_units.csv"
DESA_FILE = "neighbour_desa.csv"
REGENCY_FILE = "neighbour_regencies.csv"
OFFICE_FILE = "public_offices.csv"
HOTSPOT_FILE = "hotspots.csv"

# a level of unit and the level of the unit around it; "" is outside the table
_LEVELS = {"kota": "", "kecamatan": "kota", "kelurahan": "kecamatan"}
_UNIT_COLUMNS = (
    "level", "code", "name", "parent_code", "kecamatan", "postal_code", "postal_note", "area_km2", "population",
    "lat", "lon", "aliases", "tile_col", "tile_row",
)  # fmt: skip
_DESA_COLUMNS = ("code", "name", "kecamatan", "kecamatan_code", "kabupaten", "lat", "lon", "borders_city")
_REGENCY_COLUMNS = ("code", "name", "capital", "area_km2", "population", "adjacent", "direction", "note")
_HOTSPOT_COLUMNS = ("place", "kecamatan_code", "kelurahan_code", "date", "what", "source")


def read_units(text: str) -> tuple[Unit, ...]:
    """The city first, then what lies in it: a unit stands after the unit around it."""
    units: dict[str, Unit] = {}
    tiles: dict[tuple[int, int], str] = {}
    for row in read_rows(UNIT_FILE, text, _UNIT_COLUMNS, key="code"):
        unit = _unit(row)
        around = units.get(unit.parent_code)
        if _LEVELS[unit.level] != (around.level if around else ""):
            raise row.error(
                f'kolom parent_code: "{unit.parent_code}" bukan {_LEVELS[unit.level]} di atas baris ini'
            )
        if unit.level == "kota" and units:
            raise row.error("kota harus satu, di baris pertama")
        if unit.tile_col is not None and unit.tile_row is not None:
            tile = (unit.tile_col, unit.tile_row)
            if tile in tiles:
                raise row.error(f"kolom tile_col, tile_row: segi enam ini sudah dipakai {tiles[tile]}")
            tiles[tile] = unit.name
        units[unit.code] = unit
    if not units:
        raise RuleTableError(UNIT_FILE, 1, "tidak ada wilayah")
    return tuple(units.values())


def _unit(row: Row) -> Unit:
    return Unit(
        level=row.choice("level", _LEVELS),
        code=row.text("code"),
        name=row.text("name"),
        parent_code=row.text("parent_code"),
        kecamatan=row.get("kecamatan"),
        postal_code=row.get("postal_code"),
        postal_note=row.get("postal_note"),
        area_km2=row.decimal("area_km2", 0, 1e6),
        population=row.optional_number("population"),
        lat=row.decimal("lat", -90, 90),
        lon=row.decimal("lon", -180, 180),
        aliases=tuple(alias.strip() for alias in row.get("aliases").split("|") if alias.strip()),
        tile_col=row.optional_number("tile_col"),
        tile_row=row.optional_number("tile_row"),
    )


def read_desa(text: str) -> tuple[NeighbourDesa, ...]:
    """The desa and kelurahan around the city."""
    return tuple(
        NeighbourDesa(
            code=row.text("code"),
            name=row.text("name"),
            kecamatan=row.text("kecamatan"),
            kecamatan_code=_code_above(row, "kecamatan_code"),
            kabupaten=row.text("kabupaten"),
            lat=row.decimal("lat", -90, 90),
            lon=row.decimal("lon", -180, 180),
            borders_city=row.flag("borders_city"),
        )
        for row in read_rows(DESA_FILE, text, _DESA_COLUMNS, key="code")
    )


def _code_above(row: Row, column: str) -> str:
    """The code of the unit around, which the code of the row itself begins with: recipients are found by it."""
    above = row.text(column)
    if not row.get("code").startswith(f"{above}."):
        raise row.error(f'kolom {column}: kode "{row.get("code")}" tidak berada dalam "{above}"')
    return above


def read_regencies(text: str) -> tuple[NeighbourRegency, ...]:
    """The regencies around the city."""
    return tuple(
        NeighbourRegency(
            code=row.text("code"),
            name=row.text("name"),
            capital=row.get("capital"),
            area_km2=row.decimal("area_km2", 0, 1e6),
            population=row.number("population"),
            adjacent=row.flag("adjacent"),
            direction=row.get("direction"),
            note=row.get("note"),
        )
        for row in read_rows(REGENCY_FILE, text, _REGENCY_COLUMNS, key="code")
    )


def read_offices(text: str, unit_codes: Collection[str]) -> tuple[Office, ...]:
    """The public offices; one without a unit is still a hint for its street."""
    return tuple(
        Office(
            row.text("office"),
            row.text("address"),
            row.refer("unit_code", unit_codes, "kode wilayah", empty=True),
        )
        for row in read_rows(OFFICE_FILE, text, ("office", "address", "unit_code"))
    )


def read_hotspots(text: str, unit_codes: Collection[str]) -> tuple[Hotspot, ...]:
    """Places in published news; a kelurahan with "?" behind it is likely, not known."""
    hotspots = []
    for row in read_rows(HOTSPOT_FILE, text, _HOTSPOT_COLUMNS):
        kelurahan = row.get("kelurahan_code")
        code = kelurahan.removesuffix("?")
        if code and code not in unit_codes:
            raise row.error(f'kolom kelurahan_code: "{kelurahan}" bukan kode wilayah yang dikenal')
        kecamatan = row.refer("kecamatan_code", unit_codes, "kode wilayah", empty=True)
        likely = kelurahan.endswith("?")
        words = (row.get("date"), row.text("what"), row.get("source"))
        hotspots.append(Hotspot(row.text("place"), kecamatan, code, likely, *words))
    return tuple(hotspots)
