"""Says who is told of an incident: recipients by kind, level and place, whom a button addresses, the next rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from madiun_console.domain.rulebook import Agency, Recipient, Rulebook


@dataclass(frozen=True, slots=True)
class _Place:
    """A place as far as routing needs it.

    `codes` from the closest outwards, empty when the place is not known; `area` the same, or the city as a whole, for
    asking which agencies cover it.
    """

    codes: tuple[str, ...]
    area: tuple[str, ...]
    inside: bool

    def closeness(self, agency: Agency) -> int:
        """How closely the area of an agency names the place: the length of the code, 0 when it does not cover it."""
        return max((len(code) for code in agency.covers if code in self.area), default=0)

    def reaches(self, agency: Agency) -> bool:
        """Whether an agency that is named explicitly stands here: in the city always, outside where it covers."""
        return self.inside or self.closeness(agency) > 0


def agency_kinds(rulebook: Rulebook) -> tuple[str, ...]:
    """The ids of the kinds of agency that can be addressed, in the order of their buttons."""
    kinds = {agency.kind for agency in rulebook.agencies if is_addressed(rulebook, agency)}
    return tuple(kind.id for kind in rulebook.agency_kinds if kind.id in kinds)


def is_addressed(rulebook: Rulebook, agency: Agency) -> bool:
    """Whether the console ever writes to an agency: not to ourselves, not where another passes things on."""
    return not agency.notify_by and rulebook.verbs_by_id[agency.verb].addressed


def recipient_choices(rulebook: Rulebook) -> tuple[Named, ...]:
    """What a chain may name: an agency, or the role that several have, each in its own place (Polsek, Koramil)."""
    found: dict[str, Named] = {}
    for agency in rulebook.agencies:
        if len(rulebook.agencies_by_role.get(agency.role_key, ())) > 1:
            word = agency.role_key.capitalize()
            found.setdefault(agency.role_key, Named(agency.role_key, word, word))
        else:
            found[agency.id] = Named(agency.id, agency.short, agency.short)
    return tuple(found.values())


def recipients_for(
    rulebook: Rulebook, kind_id: str | None, level_id: str, unit_code: str | None
) -> tuple[Recipient, ...]:
    """Whom to tell: the agencies that the kind names, then the chain of the level, each once.

    `unit_code` is a kelurahan, a kecamatan, a desa or kecamatan around the city, or None. What the kind names stands
    at every level; the chain is filtered by the levels of each agency. At a level that an agency of the leading kind
    leads (Polres Madiun Kota at high, UU 7/2012 art. 13), it comes first. An agency that another one notifies gives
    way to that one. With an unknown place only agencies that need none remain; outside the city only those whose area
    covers it, with the police of the place added.
    """
    place = _place(rulebook, unit_code)
    kind = rulebook.kinds.get(kind_id) if kind_id else None
    chain = rulebook.agency_rules.chains[level_id]
    agencies = [*_resolve_all(rulebook, kind.agencies if kind else (), place)]
    agencies += [found for found in _resolve_all(rulebook, chain, place) if level_id in found[0].levels]
    lead_kind = rulebook.agency_rules.lead_kind
    if not place.inside:
        police = _outside_police(rulebook, place)
        agencies += [(agency, "") for agency in police if level_id in agency.levels]
        agencies = [found for found in agencies if found[0].kind != lead_kind or found[0] in police]
    agencies.sort(key=lambda found: not (found[0].kind == lead_kind and level_id in found[0].leads))
    addresses = dict.fromkeys(_address(agency, code) for agency, code in agencies)
    return tuple(rulebook.recipient(address) for address in addresses)


def first_recipient(
    rulebook: Rulebook, agency_kind: str, kind_id: str | None, level_id: str, unit_code: str | None
) -> Recipient | None:
    """Whom the button of an agency kind addresses first (F9 POLRI, F10 TNI), None when there is nobody.

    Polres or Kodim at the levels that they lead; below them the Polsek or Koramil of the place; where there is none,
    the first of the kind among the recipients; at last the one that leads the kind at this place, or in the city for
    a place that none of them covers.
    """
    place = _place(rulebook, unit_code)
    agencies = [a for a in rulebook.agencies if a.kind == agency_kind and is_addressed(rulebook, a)]
    leaders = _closest_or_city(rulebook, [a for a in agencies if a.leads], place)
    leading = [a for a in leaders if level_id in a.leads]
    if leading:
        return rulebook.recipient(leading[0].id)
    stations = _closest([a for a in agencies if a.role_key and not a.per_unit], place)
    if stations:
        return rulebook.recipient(stations[0].id)
    for recipient in recipients_for(rulebook, kind_id, level_id, unit_code):
        if recipient.agency.kind == agency_kind:
            return recipient
    return rulebook.recipient(leaders[0].id) if leaders else None


def next_rung(rulebook: Rulebook, address: str) -> Recipient | None:
    """Who is asked when a recipient does not answer: the parent, for a post of a unit that of the unit's own place.

    None at the top, where the parent is told by others than us, and for an address that the tables no longer know.
    """
    current = rulebook.find_recipient(address)
    if current is None or not current.agency.parent:
        return None
    codes = (current.unit.code,) if current.unit else current.agency.covers[:1]
    place = _place(rulebook, codes[0] if codes else None)
    for agency, code in _resolve(rulebook, current.agency.parent, place):
        if is_addressed(rulebook, agency) and _address(agency, code) != address:
            return rulebook.recipient(_address(agency, code))
    return None


def _place(rulebook: Rulebook, unit_code: str | None) -> _Place:
    """The place behind a code; None and the city as a whole are a place that is not known."""
    city = _codes(rulebook.city.code)
    if not unit_code or unit_code in city:
        return _Place((), city, inside=True)
    codes = _codes(unit_code)
    return _Place(codes, codes, inside=rulebook.city.code in codes)


def _codes(code: str) -> tuple[str, ...]:
    """A code and those of the units around it: "35.77.02" gives "35.77.02", "35.77", "35"."""
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(len(parts), 0, -1))


def _resolve_all(rulebook: Rulebook, names: Iterable[str], place: _Place) -> Iterator[tuple[Agency, str]]:
    """The agencies behind names, one that is not addressed replaced by the one that notifies it."""
    for name in names:
        for agency, code in _resolve(rulebook, name, place):
            if is_addressed(rulebook, agency):
                yield agency, code
            elif agency.notify_by and place.reaches(rulebook.agency(agency.notify_by)):
                yield rulebook.agency(agency.notify_by), ""


def _resolve(rulebook: Rulebook, name: str, place: _Place) -> Iterator[tuple[Agency, str]]:
    """The agencies, each with the code of its unit or "", behind an agency id or a role key at a place."""
    named = rulebook.agencies_by_id.get(name)
    for agency in (named,) if named else rulebook.agencies_by_role.get(name, ()):
        if agency.per_unit:
            units = (rulebook.units_by_code.get(code) for code in place.codes)
            yield from ((agency, unit.code) for unit in units if unit and unit.level == agency.per_unit)
        elif (named and place.inside) or place.closeness(agency):
            yield agency, ""


def _closest(agencies: Iterable[Agency], place: _Place) -> list[Agency]:
    """Those agencies that name the place most closely, none where no one covers it.

    So Polres Madiun, whose area is the whole regency, gives way in Jiwan to Polres Madiun Kota, which names Jiwan.
    """
    near = [(place.closeness(agency), agency) for agency in agencies]
    most = max((closeness for closeness, _ in near), default=0)
    return [agency for closeness, agency in near if closeness == most > 0]


def _closest_or_city(rulebook: Rulebook, agencies: list[Agency], place: _Place) -> list[Agency]:
    """The same, but where no agency covers the place those of the city: they pass it on."""
    return _closest(agencies, place) or _closest(agencies, _place(rulebook, None))


def _outside_police(rulebook: Rulebook, place: _Place) -> list[Agency]:
    """The agencies of the leading kind for a place outside the city."""
    kind = rulebook.agency_rules.lead_kind
    agencies = [a for a in rulebook.agencies if a.kind == kind and is_addressed(rulebook, a)]
    return _closest_or_city(rulebook, agencies, place)


def _address(agency: Agency, code: str) -> str:
    return f"{agency.id}@{code}" if code else agency.id
