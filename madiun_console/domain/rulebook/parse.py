"""Makes the rulebook from the texts of all tables, in the order in which they refer to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.domain.rulebook import (
    read_agencies,
    read_calendar,
    read_kinds,
    read_levels,
    read_places,
    read_procedure,
    read_quality,
    read_retention,
    read_words,
)
from madiun_console.domain.rulebook.errors import RuleTableError
from madiun_console.domain.rulebook.rulebook import Rulebook
from madiun_console.domain.rulebook.switched_off import SwitchedOff
from madiun_console.domain.rulebook.toml_table import TomlFile

if TYPE_CHECKING:
    from collections.abc import Mapping

RULEBOOK_FILES = (
    read_levels.FILE,
    read_kinds.FILE,
    read_procedure.FILE,
    read_procedure.SHIFT_FILE,
    read_retention.FILE,
    read_quality.FILE,
    read_agencies.FILE,
    read_places.UNIT_FILE,
    read_places.DESA_FILE,
    read_places.REGENCY_FILE,
    read_places.OFFICE_FILE,
    read_places.HOTSPOT_FILE,
    read_calendar.FILE,
    read_calendar.DATE_FILE,
    read_words.FILE,
    read_words.SAMPLE_FILE,
)


def parse_rulebook(texts: Mapping[str, str]) -> Rulebook:
    """Parse and check all tables; `texts` maps each name of RULEBOOK_FILES to the file's text.

    Raises RuleTableError for the first fault found.
    """
    for name in RULEBOOK_FILES:
        if name not in texts:
            raise RuleTableError(name, 0, "berkas tidak ditemukan")

    def toml(name: str) -> TomlFile:
        return TomlFile(name, texts[name])

    level_file = toml(read_levels.FILE)
    levels = read_levels.read_levels(level_file)
    level_ids = tuple(level.id for level in levels.levels)
    factor_ids = {factor.id for factor in (*levels.factors, *levels.factors_off)}

    units = read_places.read_units(texts[read_places.UNIT_FILE])
    desa = read_places.read_desa(texts[read_places.DESA_FILE])
    regencies = read_places.read_regencies(texts[read_places.REGENCY_FILE])
    unit_codes = {unit.code for unit in units}
    codes = unit_codes | {unit.parent_code for unit in units}
    codes |= {code for one in desa for code in (one.code, one.kecamatan_code)} | {
        one.code for one in regencies
    }

    agency_file = toml(read_agencies.FILE)
    agencies = read_agencies.read_agencies(agency_file, level_ids, codes)
    kinds = read_kinds.read_kinds(toml(read_kinds.FILE), level_ids, factor_ids, agencies.recipients())
    kind_ids = {sub.id for sub in kinds.subs} | {category.id for category in kinds.categories}
    read_levels.check_not_for(level_file, (*levels.factors, *levels.factors_off), kind_ids)
    procedure = read_procedure.read_procedure(
        toml(read_procedure.FILE), level_ids, factor_ids, levels.targets, kind_ids, agencies.recipients()
    )
    channel_ids = [channel.id for channel in procedure.channels]
    read_agencies.check_channels(
        agency_file, agencies, [channel.id for channel in procedure.channels if channel.to_agency]
    )

    return Rulebook(
        levels=levels.levels,
        factors=levels.factors,
        scoring=levels.scoring,
        targets=levels.targets,
        states=levels.states,
        permissions=levels.permissions,
        core_questions=kinds.core_questions,
        categories=kinds.categories,
        subs=kinds.subs,
        steps=procedure.steps,
        closings=procedure.closings,
        call_outcomes=procedure.call_outcomes,
        channels=procedure.channels,
        desk_channel=procedure.desk_channel,
        shift_periods=read_procedure.read_shifts(toml(read_procedure.SHIFT_FILE)),
        retention=read_retention.read_retention(toml(read_retention.FILE), level_ids, kind_ids),
        quality=read_quality.read_quality(toml(read_quality.FILE)),
        agency_kinds=agencies.kinds,
        verbs=agencies.verbs,
        agencies=agencies.agencies,
        contacts=agencies.contacts,
        agency_rules=agencies.rules,
        units=units,
        neighbour_desa=desa,
        neighbour_regencies=regencies,
        offices=read_places.read_offices(texts[read_places.OFFICE_FILE], unit_codes),
        hotspots=read_places.read_hotspots(texts[read_places.HOTSPOT_FILE], unit_codes),
        calendar=read_calendar.read_calendar(toml(read_calendar.FILE), texts[read_calendar.DATE_FILE]),
        lexicon=read_words.read_lexicon(toml(read_words.FILE)),
        sample_reports=read_words.read_samples(
            texts[read_words.SAMPLE_FILE], kinds.subs, level_ids, channel_ids, unit_codes
        ),
        off=SwitchedOff(
            levels.factors_off,
            kinds.core_questions_off,
            procedure.steps_off,
            procedure.closings_off,
            procedure.call_outcomes_off,
        ),
    )
