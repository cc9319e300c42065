"""The domain tables as frozen values: levels, kinds, procedure, agencies, places, sensitive dates, words.

Rule of the package: tables come in as texts and leave as one `Rulebook`, complete and consistent, or as a
`RuleTableError` that names file, line and reason; nothing in code repeats what a table says.
"""

from __future__ import annotations

from madiun_console.domain.rulebook.agency_tables import (
    Agency,
    AgencyKind,
    AgencyRules,
    Contact,
    Recipient,
    Verb,
)
from madiun_console.domain.rulebook.date_tables import (
    CalendarDate,
    JavaneseRule,
    SensitiveCalendar,
    SensitiveEvent,
    WetonCheck,
)
from madiun_console.domain.rulebook.errors import RuleTableError
from madiun_console.domain.rulebook.kind_tables import Category, CoreQuestion, Option, Sub
from madiun_console.domain.rulebook.level_tables import (
    CallersRule,
    Factor,
    Level,
    NearActivityRule,
    NearObjectRule,
    NightRule,
    Permissions,
    RepeatRule,
    ScoringRule,
    ScoringTest,
    SensitiveDateRule,
    States,
    Target,
    Targets,
)
from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.parse import RULEBOOK_FILES, parse_rulebook
from madiun_console.domain.rulebook.place_tables import Hotspot, NeighbourDesa, NeighbourRegency, Office, Unit
from madiun_console.domain.rulebook.procedure_tables import CallOutcome, Channel, Closing, ShiftPeriod, Step
from madiun_console.domain.rulebook.quality_tables import Criterion, QualityRules
from madiun_console.domain.rulebook.retention_tables import Retention, RetentionPeriod
from madiun_console.domain.rulebook.rulebook import Rulebook
from madiun_console.domain.rulebook.switched_off import SwitchedOff
from madiun_console.domain.rulebook.word_tables import Lexicon, SampleReport

__all__ = [
    "RULEBOOK_FILES",
    "Agency",
    "AgencyKind",
    "AgencyRules",
    "CalendarDate",
    "CallOutcome",
    "CallersRule",
    "Category",
    "Channel",
    "Closing",
    "Contact",
    "CoreQuestion",
    "Criterion",
    "Factor",
    "Hotspot",
    "JavaneseRule",
    "Level",
    "Lexicon",
    "Named",
    "NearActivityRule",
    "NearObjectRule",
    "NeighbourDesa",
    "NeighbourRegency",
    "NightRule",
    "Office",
    "Option",
    "Permissions",
    "QualityRules",
    "Recipient",
    "RepeatRule",
    "Retention",
    "RetentionPeriod",
    "RuleTableError",
    "Rulebook",
    "SampleReport",
    "ScoringRule",
    "ScoringTest",
    "SensitiveCalendar",
    "SensitiveDateRule",
    "SensitiveEvent",
    "ShiftPeriod",
    "States",
    "Step",
    "Sub",
    "SwitchedOff",
    "Target",
    "Targets",
    "Unit",
    "Verb",
    "WetonCheck",
    "parse_rulebook",
]
