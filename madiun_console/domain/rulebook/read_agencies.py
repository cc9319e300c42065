"""Reads agencies.toml: agencies with their kinds, verbs and chains, references among them checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.agency_tables import Agency, AgencyKind, AgencyRules, Contact, Verb
from madiun_console.domain.rulebook.read_levels import read_named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "agencies.toml"

# UU 7/2012, PP 2/2015 art. 41: TNI is never asked to act, whatever a table says
_NEVER_ASKED_KIND = "tni"
_ASKING_VERB = "teruskan"


@dataclass(frozen=True, slots=True)
class AgencyTables:
    """Everything of agencies.toml."""

    kinds: tuple[AgencyKind, ...]
    verbs: tuple[Verb, ...]
    agencies: tuple[Agency, ...]
    contacts: Mapping[str, Contact]
    """Of posts of agencies in single units, by address."""
    rules: AgencyRules

    def recipients(self) -> frozenset[str]:
        """What a chain or a kind of incident may name: agency ids and role keys."""
        return _recipients(self.agencies)


def read_agencies(file: TomlFile, level_ids: tuple[str, ...], codes: Collection[str]) -> AgencyTables:
    """Read the file; `codes` are all known codes of units, desa, kecamatan and regencies."""
    root = file.root()
    verbs = tuple(_verb(table) for table in root.entries("verb", "kata kerja"))
    verb_ids = [verb.id for verb in verbs]
    kinds = tuple(_kind(table, verb_ids) for table in root.entries("kind", "jenis instansi"))
    kind_ids = [kind.id for kind in kinds]
    rules_table = root.table("rules")
    tiers = rules_table.ids("tiers")
    tables = list(root.entries("agency", "instansi"))
    agencies = tuple(_agency(table, level_ids, kind_ids, verb_ids, tiers) for table in tables)
    for table, agency in zip(tables, agencies, strict=True):
        _check_references(table, agency, agencies, codes)
    rules = _rules(rules_table, level_ids, kind_ids, agencies)
    contacts = _contacts(root.table("contact"), agencies, codes)
    root.done()
    return AgencyTables(kinds, verbs, agencies, contacts, rules)


def check_channels(file: TomlFile, tables: AgencyTables, channels: Collection[str]) -> None:
    """Check that every contact names a channel of sop.toml on which agencies are told."""
    contacts = [*(agency.contact for agency in tables.agencies), *tables.contacts.values()]
    if all(contact.channel in ("", *channels) for contact in contacts):
        return
    root = file.root()
    for table in root.entries("agency", "instansi"):
        table.choice("channel", channels, "")
    posts = root.table("contact")
    for address in posts:
        posts.table(address).choice("channel", channels, "")


def _recipients(agencies: tuple[Agency, ...]) -> frozenset[str]:
    ids = {agency.id for agency in agencies}
    return frozenset(ids | {agency.role_key for agency in agencies if agency.role_key})


def _verb(table: Table) -> Verb:
    named = read_named(table, "label", "label_en", table.text("id"))
    verb = Verb(named.id, named.name_id, named.name_en, table.flag("addressed", default=True))
    table.done()
    return verb


def _kind(table: Table, verb_ids: list[str]) -> AgencyKind:
    named = read_named(table, "label", "label_en", table.text("id"))
    verb = table.choice("verb", verb_ids, "") or None
    if named.id == _NEVER_ASKED_KIND and verb in {None, _ASKING_VERB}:
        raise table.error(
            "verb", "TNI tidak boleh diminta bertindak (UU 7/2012, PP 2/2015 Ps. 41): perlu verb lain"
        )
    kind = AgencyKind(named.id, named.name_id, named.name_en, table.text("key", ""), verb)
    table.done()
    return kind


def _agency(
    table: Table, level_ids: tuple[str, ...], kind_ids: list[str], verb_ids: list[str], tiers: tuple[str, ...]
) -> Agency:
    agency = Agency(
        id=table.text("id"),
        name=table.text("name"),
        short=table.text("short"),
        kind=table.choice("kind", kind_ids),
        tier=table.choice("tier", tiers),
        verb=table.choice("verb", verb_ids),
        parent=table.text("parent", ""),
        role_key=table.text("role_key", ""),
        role=table.text("role"),
        covers=table.ids("covers"),
        per_unit=table.choice("per_unit", tiers, ""),
        levels=frozenset(table.choices("levels", level_ids)),
        leads=frozenset(table.choices("leads", level_ids, ())),
        desks=table.ids("desks", ()),
        notify_by=table.text("notify_by", ""),
        contact=_contact(table),
        national_short_code=table.text("national_short_code", ""),
        confidence=table.text("confidence", ""),
    )
    if "@" in agency.id:
        raise table.error("id", 'id tidak boleh memuat "@": tanda itu memisahkan instansi dari wilayahnya')
    if agency.kind == _NEVER_ASKED_KIND and agency.verb == _ASKING_VERB:
        raise table.error("verb", f'TNI tidak boleh "{_ASKING_VERB}" (UU 7/2012, PP 2/2015 Ps. 41)')
    table.done()
    return agency


def _contact(table: Table) -> Contact:
    return Contact(table.text("phone", ""), table.text("whatsapp", ""), table.text("channel", ""))


def _contacts(table: Table, agencies: tuple[Agency, ...], codes: Collection[str]) -> dict[str, Contact]:
    """The contacts of single posts: "bhabinkamtibmas@35.77.02.1005", an agency with a post in each unit of a level."""
    per_unit = {agency.id for agency in agencies if agency.per_unit}
    found = {}
    for address in table:
        agency_id, _, code = address.partition("@")
        table.refer(address, agency_id, per_unit, "instansi dengan pos di tiap wilayah")
        table.refer(address, code, codes, "kode wilayah")
        post = table.table(address, f'kontak "{address}"')
        contact = _contact(post)
        post.done()
        if contact != Contact():
            found[address] = contact
    return found


def _check_references(
    table: Table, agency: Agency, agencies: tuple[Agency, ...], codes: Collection[str]
) -> None:
    """Parents, units and go-betweens exist, and the way upwards ends."""
    recipients = _recipients(agencies)
    if agency.parent:
        table.refer("parent", agency.parent, recipients, "instansi atau role_key")
    for code in agency.covers:
        table.refer("covers", code, codes, "kode wilayah")
    by_id = {other.id: other for other in agencies}
    if agency.notify_by:
        table.refer("notify_by", agency.notify_by, by_id, "instansi")
        if by_id[agency.notify_by].notify_by:
            raise table.error(
                "notify_by", f'notify_by "{agency.notify_by}" sendiri dihubungi lewat instansi lain'
            )
    visited = {agency.id}
    above = by_id.get(agency.parent)
    while above is not None:
        if above.id in visited:
            raise table.error("parent", f'parent "{agency.parent}" berputar kembali ke instansi yang sama')
        visited.add(above.id)
        above = by_id.get(above.parent)


def _rules(
    table: Table, level_ids: tuple[str, ...], kind_ids: list[str], agencies: tuple[Agency, ...]
) -> AgencyRules:
    recipients = _recipients(agencies)
    chain = table.table("chain")
    rules = AgencyRules(
        chains={
            level_id: chain.references(level_id, recipients, "instansi atau role_key")
            for level_id in level_ids
        },
        lead_kind=table.choice("lead_kind", kind_ids),
        ambiguous=frozenset(
            table.references("ambiguous", [agency.id for agency in agencies], "instansi", default=())
        ),
        tni=table.text("tni", ""),
    )
    chain.done()
    table.done()
    return rules
