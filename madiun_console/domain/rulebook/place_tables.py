"""What the tables of places hold: the city's units, the neighbours, offices as street hints, places in the news."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """The city, a kecamatan or a kelurahan; `lat` and `lon` (degrees, WGS84) are a label point inside it.

    `tile_col` and `tile_row` are its hexagon, for kelurahan only.
    """

    level: str
    code: str
    name: str
    parent_code: str
    kecamatan: str
    postal_code: str
    postal_note: str
    area_km2: float
    population: int | None
    lat: float
    lon: float
    aliases: tuple[str, ...]
    tile_col: int | None
    tile_row: int | None


@dataclass(frozen=True, slots=True)
class NeighbourDesa:
    """A desa or kelurahan of a kecamatan around the city."""

    code: str
    name: str
    kecamatan: str
    kecamatan_code: str
    kabupaten: str
    lat: float
    lon: float
    borders_city: bool

    @property
    def called(self) -> str:
        """The name with what it is: in codes of Kemendagri the village part begins with 1 for a kelurahan, 2 for a desa."""
        prefix = "Kel." if self.code.split(".")[-1].startswith("1") else "Desa"
        return f"{prefix} {self.name}"


@dataclass(frozen=True, slots=True)
class NeighbourRegency:
    """A regency around the city; `direction` as seen from the city (N, E, S, W)."""

    code: str
    name: str
    capital: str
    area_km2: float
    population: int
    adjacent: bool
    direction: str
    note: str


@dataclass(frozen=True, slots=True)
class Office:
    """A public office: its street hints at the kelurahan; `unit_code` is empty where the source names none."""

    office: str
    address: str
    unit_code: str


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A place in published news; `date` is a date, "yearly" or "-"; `likely` marks a kelurahan that is inferred."""

    place: str
    kecamatan_code: str
    kelurahan_code: str
    likely: bool
    date: str
    what: str
    source: str
