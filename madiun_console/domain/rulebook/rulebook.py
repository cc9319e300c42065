"""All domain tables in one frozen value, with the lookups that the rest of the program needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.agency_tables import (
    Agency,
    AgencyKind,
    AgencyRules,
    Contact,
    Recipient,
    Verb,
)
from madiun_console.domain.rulebook.switched_off import SwitchedOff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from madiun_console.domain.rulebook.date_tables import SensitiveCalendar
    from madiun_console.domain.rulebook.kind_tables import Category, CoreQuestion, Sub
    from madiun_console.domain.rulebook.level_tables import (
        Factor,
        Level,
        Permissions,
        ScoringRule,
        States,
        Targets,
    )
    from madiun_console.domain.rulebook.place_tables import (
        Hotspot,
        NeighbourDesa,
        NeighbourRegency,
        Office,
        Unit,
    )
    from madiun_console.domain.rulebook.procedure_tables import (
        CallOutcome,
        Channel,
        Closing,
        ShiftPeriod,
        Step,
    )
    from madiun_console.domain.rulebook.quality_tables import QualityRules
    from madiun_console.domain.rulebook.retention_tables import Retention, RetentionPeriod
    from madiun_console.domain.rulebook.word_tables import Lexicon, SampleReport


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The domain tables; lookups by id raise KeyError, the mappings beside them (`.kinds.get(id)`) do not.

    Compared by identity: there is one per run, and a changed table makes a new one.
    """

    levels: tuple[Level, ...]
    factors: tuple[Factor, ...]
    scoring: ScoringRule
    targets: Targets
    states: States
    permissions: Permissions
    core_questions: tuple[CoreQuestion, ...]
    categories: tuple[Category, ...]
    subs: tuple[Sub, ...]
    steps: tuple[Step, ...]
    closings: tuple[Closing, ...]
    call_outcomes: tuple[CallOutcome, ...]
    channels: tuple[Channel, ...]
    desk_channel: Channel
    """What is given to an agency that has a console of its own arrives there by itself; no call comes in on it."""
    shift_periods: tuple[ShiftPeriod, ...]
    retention: Retention
    quality: QualityRules
    agency_kinds: tuple[AgencyKind, ...]
    verbs: tuple[Verb, ...]
    agencies: tuple[Agency, ...]
    contacts: Mapping[str, Contact]
    agency_rules: AgencyRules
    units: tuple[Unit, ...]
    neighbour_desa: tuple[NeighbourDesa, ...]
    neighbour_regencies: tuple[NeighbourRegency, ...]
    offices: tuple[Office, ...]
    hotspots: tuple[Hotspot, ...]
    calendar: SensitiveCalendar
    lexicon: Lexicon
    sample_reports: tuple[SampleReport, ...]
    off: SwitchedOff
    """What is not in use: it stands in the mappings by id below, in none of the tuples above."""

    levels_by_id: Mapping[str, Level] = field(init=False, repr=False)
    factors_by_id: Mapping[str, Factor] = field(init=False, repr=False)
    categories_by_id: Mapping[str, Category] = field(init=False, repr=False)
    kinds: Mapping[str, Sub] = field(init=False, repr=False)
    core_by_field: Mapping[str, CoreQuestion] = field(init=False, repr=False)
    agencies_by_id: Mapping[str, Agency] = field(init=False, repr=False)
    agencies_by_role: Mapping[str, tuple[Agency, ...]] = field(init=False, repr=False)
    agency_kinds_by_id: Mapping[str, AgencyKind] = field(init=False, repr=False)
    verbs_by_id: Mapping[str, Verb] = field(init=False, repr=False)
    units_by_code: Mapping[str, Unit] = field(init=False, repr=False)
    desa_by_code: Mapping[str, NeighbourDesa] = field(init=False, repr=False)
    steps_by_id: Mapping[str, Step] = field(init=False, repr=False)
    closings_by_id: Mapping[str, Closing] = field(init=False, repr=False)
    outcomes_by_id: Mapping[str, CallOutcome] = field(init=False, repr=False)
    channels_by_id: Mapping[str, Channel] = field(init=False, repr=False)
    answer_factors: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the tables once; the value is frozen, so the indexes are put in beside the fields."""
        roles: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            if agency.role_key:
                roles[agency.role_key] = (*roles.get(agency.role_key, ()), agency)
        indexes: dict[str, object] = {
            "levels_by_id": {level.id: level for level in self.levels},
            "factors_by_id": {factor.id: factor for factor in (*self.off.factors, *self.factors)},
            "categories_by_id": {category.id: category for category in self.categories},
            "kinds": {sub.id: sub for sub in self.subs},
            "core_by_field": {
                question.field: question for question in (*self.off.core_questions, *self.core_questions)
            },
            "agencies_by_id": {agency.id: agency for agency in self.agencies},
            "agencies_by_role": roles,
            "agency_kinds_by_id": {kind.id: kind for kind in self.agency_kinds},
            "verbs_by_id": {verb.id: verb for verb in self.verbs},
            "units_by_code": {unit.code: unit for unit in self.units},
            "desa_by_code": {desa.code: desa for desa in self.neighbour_desa},
            "steps_by_id": {step.id: step for step in (*self.off.steps, *self.steps)},
            "closings_by_id": {closing.id: closing for closing in (*self.off.closings, *self.closings)},
            "outcomes_by_id": {
                outcome.id: outcome for outcome in (*self.off.call_outcomes, *self.call_outcomes)
            },
            "channels_by_id": {channel.id: channel for channel in (*self.channels, self.desk_channel)},
            "answer_factors": frozenset(
                option.factor
                for question in self.core_questions
                for option in question.options
                if option.factor
            ),
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    def level(self, level_id: str) -> Level:
        """The level with this id."""
        return self.levels_by_id[level_id]

    def level_rank(self, level_id: str) -> int:
        """The rank of a level, 0 is the lowest; it orders levels in lists and comparisons.

        One that levels.toml does not know, as a newer or hostile desk may write it, stands below all others.
        """
        level = self.levels_by_id.get(level_id)
        return -1 if level is None else level.rank

    def factor(self, factor_id: str) -> Factor:
        """The factor with this id."""
        return self.factors_by_id[factor_id]

    def kind(self, kind_id: str) -> Sub:
        """The kind of incident (sub-category) with this id."""
        return self.kinds[kind_id]

    def category_of(self, kind_id: str) -> Category:
        """The category to which a kind belongs."""
        return self.categories_by_id[self.kinds[kind_id].category]

    def retention_period(self, level_id: str, kind_id: str) -> RetentionPeriod:
        """How long an incident of this level and kind is kept; a kind that is empty or unknown counts by its level."""
        kind = self.kinds.get(kind_id)
        return self.retention.period(level_id, kind_id, kind.category if kind else "")

    def agency(self, agency_id: str) -> Agency:
        """The agency with this id (an id, not an address)."""
        return self.agencies_by_id[agency_id]

    def unit(self, code: str) -> Unit:
        """The unit of the city with this code."""
        return self.units_by_code[code]

    def units_around(self, code: str) -> tuple[str, ...]:
        """The codes that may mean the same place as this one: a kelurahan's kecamatan, a kecamatan's kelurahan and desa."""
        unit, desa = self.units_by_code.get(code), self.desa_by_code.get(code)
        if unit is not None and unit.level == "kelurahan":
            return (unit.parent_code,)
        if desa is not None:
            return (desa.kecamatan_code,)
        if unit is not None and unit.level != "kecamatan":
            return ()
        inside = (one.code for one in self.units if one.parent_code == code)
        return (*inside, *(one.code for one in self.neighbour_desa if one.kecamatan_code == code))

    @property
    def city(self) -> Unit:
        """The city itself; the table has exactly one."""
        return next(unit for unit in self.units if unit.level == "kota")

    @property
    def kelurahan(self) -> tuple[Unit, ...]:
        """The kelurahan of the city, in the order of the table."""
        return tuple(unit for unit in self.units if unit.level == "kelurahan")

    @property
    def kecamatan(self) -> tuple[Unit, ...]:
        """The kecamatan of the city, in the order of the table."""
        return tuple(unit for unit in self.units if unit.level == "kecamatan")

    @property
    def checkbox_factors(self) -> tuple[Factor, ...]:
        """The factors that the operator ticks: neither computed nor meant by an answer to a core question."""
        return tuple(f for f in self.factors if f.condition is None and f.id not in self.answer_factors)

    def recipient(self, address: str) -> Recipient:
        """The recipient behind "agency_id" or "agency_id@unit_code"; KeyError when either is unknown."""
        agency_id, _, code = address.partition("@")
        agency = self.agencies_by_id[agency_id]
        verb = self.agency_kinds_by_id[agency.kind].verb or agency.verb
        if not code:
            return Recipient(address, agency, None, agency.name, agency.short, verb, agency.contact)
        unit = self.units_by_code[code]
        if unit.level != agency.per_unit:
            raise KeyError(address)
        name = f"{agency.short} {unit.name}"
        contact = self.contacts.get(address, Contact()).before(agency.contact)
        return Recipient(address, agency, unit, name, name, verb, contact)

    def find_recipient(self, address: str) -> Recipient | None:
        """The same, or None for an address that the tables no longer know (a log outlives its tables)."""
        try:
            return self.recipient(address)
        except KeyError:
            return None
