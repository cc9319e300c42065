"""What a supervisor may change in the program, one line each; what has no line is shown and taken nowhere.

Rule of the list: every line changes what the program does (tests/ui/rules prove it), and none is something that facts
carry or that the store's projections are made with: ids, names of kinds, places. `*` stands for any key, `[*]` for any
element of a list. The order is the one in which the page shows them.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from madiun_console.domain.recipients import recipient_choices
from madiun_console.domain.rulebook import values as kinds
from madiun_console.domain.rulebook.editable_line import Editable, line
from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.values import ValueKind

if TYPE_CHECKING:
    from madiun_console.domain.rulebook.rulebook import Rulebook

DAY = 86_400


def number(least: int, most: int, unit_id: str, unit_en: str) -> ValueKind:
    """A whole number of something."""
    return ValueKind(kinds.NUMBER, least, most, unit=Named("", unit_id, unit_en), absent=0)


def seconds(least: int, most: int) -> ValueKind:
    """A span of time, in seconds."""
    return ValueKind(kinds.SECONDS, least, most)


ON = ValueKind(kinds.FLAG, absent=True)
YES_NO = ValueKind(kinds.FLAG, absent=False)
TEXT = ValueKind(kinds.TEXT)
SHORT = ValueKind(kinds.TEXT, empty=True, absent="")
CLOCK = ValueKind(kinds.CLOCK)
PHONE = ValueKind(kinds.PHONE, empty=True, absent="")
LEVEL = ValueKind(kinds.CHOICE, of="level")
LEVEL_OR_NONE = ValueKind(kinds.CHOICE, of="level", empty=True, absent="", none=Named("", "tidak", "no"))
CHANNEL = ValueKind(kinds.CHOICE, of="agency_channel", empty=True, absent="")
OUTCOME_KEY = ValueKind(kinds.CHOICE, of="outcome_key")
CATEGORIES = ValueKind(
    kinds.CHOICES, of="category", empty=True, absent=(), none=Named("", "semua jenis", "all kinds")
)
CHAIN = ValueKind(
    kinds.CHOICES, of="recipient", empty=True, absent=(), none=Named("", "tidak ada", "nobody"), ordered=True
)
LEVELS = ValueKind(kinds.CHOICES, of="level", empty=True, absent=(), none=Named("", "tidak pernah", "never"))
HOURS = number(1, 720, "jam", "hours")
CALLS = number(2, 100, "panggilan", "calls")
PERCENT = number(1, 100, "persen panggilan", "percent of the calls")
AGENCY_TIME = seconds(10, 7 * DAY)
NEW_STEP = ValueKind(kinds.ENTRY, of="level")
NEW_CODE = ValueKind(kinds.ENTRY)
STEP_TIME = ValueKind(
    kinds.SECONDS, 10, 30 * DAY, empty=True, none=Named("", "tanpa batas waktu", "no limit")
)
_NO_LIMIT = Named("", "tanpa batas", "no limit")
MONTHS = ValueKind(kinds.NUMBER, 0, 1200, unit=Named("", "bulan", "months"), zero=_NO_LIMIT)
OWN_MONTHS = ValueKind(
    kinds.NUMBER,
    0,
    1200,
    unit=Named("", "bulan", "months"),
    zero=_NO_LIMIT,
    empty=True,
    none=Named("", "seperti levelnya", "as its level"),
)

INTAKE = Named("intake", "formulir telepon", "the intake form")
CLOCKS = Named("clocks", "jam di antrean dan rincian", "the clocks of queue and detail")
STEPS = Named("steps", "langkah di rincian kejadian", "the steps of an incident")
CLOSING = Named("closing", "formulir penutupan", "the closing form")
ESCALATION = Named("escalation", "panel eskalasi", "the escalation panel")
BAR = Named("bar", "bilah atas, piket dan serah terima", "the top bar, shift and handover")
REVIEW = Named("review", "tinjauan, sampel mutu", "review, quality sample")
ERASING = Named("erasing", "daftar yang jatuh tempo dihapus", "the list of what is due to be erased")

_UNUSED = frozenset({"near_vital_object", "near_notified_event"})
"""Factors that are computed from what the program does not know yet."""
_ELSEWHERE = frozenset({"callback"})
"""Has a place of its own in the form, with its own words."""

_IN_USE, _TEXT, _ENGLISH = ("dipakai", "in use"), ("teks", "text"), ("teks Inggris", "English text")
_factor = partial(line, "levels", "levels.toml", felt=INTAKE)
_kind = partial(line, "levels", "taxonomy.toml", felt=INTAKE)
_target = partial(line, "targets", "levels.toml")
_question = partial(line, "questions", "taxonomy.toml", felt=INTAKE)
_quality = partial(line, "questions", "quality.toml", felt=REVIEW)
_step = partial(line, "steps", "sop.toml", felt=STEPS)
_closing = partial(line, "steps", "sop.toml", felt=CLOSING)
_outcome = partial(line, "steps", "sop.toml", felt=INTAKE)
_agency = partial(line, "agencies", "agencies.toml", felt=ESCALATION)
_kind_told = partial(line, "agencies", "taxonomy.toml", felt=ESCALATION)
_shift = partial(line, "shifts", "shifts.toml", felt=BAR)
_retention = partial(line, "retention", "retention.toml", felt=ERASING, needs="retention")

EDITABLES: tuple[Editable, ...] = (
    _factor("scoring.*", number(1, 100, "poin", "points"), ("mulai dari", "from")),
    _factor("factor[*].on", ON, _IN_USE, skip=_UNUSED),
    _factor("factor[*].points", number(0, 20, "poin", "points"), ("poin", "points"), skip=_UNUSED | {"sensitive_date"}),
    _factor("factor[*].override", LEVEL_OR_NONE, ("langsung menjadi", "at once"), skip=_UNUSED),
    _factor("factor[night].from", CLOCK, ("mulai pukul", "from")),
    _factor("factor[night].to", CLOCK, ("sampai pukul", "until")),
    _factor("factor[repeat_location].min_reports", number(2, 50, "laporan", "reports"), ("mulai", "from")),
    _factor("factor[repeat_location].days", number(1, 365, "hari", "days"), ("dalam", "within")),
    _factor("factor[repeat_location].metres", number(10, 5000, "meter", "metres"), ("dalam jarak", "within")),
    _factor("factor[multi_caller].callers", number(2, 50, "pelapor", "callers"), ("mulai", "from")),
    _factor("factor[multi_caller].minutes", number(1, 1440, "menit", "minutes"), ("dalam", "within")),
    _kind("category[*].sub[*].default_level", LEVEL, ("level awal", "usual level")),
    _target("targets.*.first_notification", AGENCY_TIME, ("instansi pertama diberi tahu", "first agency told"), CLOCKS),
    _target("targets.*.agency_ack", AGENCY_TIME, ("instansi menjawab", "agency answers"), CLOCKS),
    _target("targets.*.supervisor_look", AGENCY_TIME, ("supervisor melihat", "supervisor looks"), STEPS, referenced=True),
    _target("targets.*.on_scene_report", seconds(10, 30 * DAY), ("hasil cek lapangan", "field report"), STEPS, referenced=True),
    _target("targets.*.leaders_brief", AGENCY_TIME, ("laporan ke pimpinan", "leaders told"), STEPS, referenced=True),
    _target("targets.followup.caller_feedback.hours", HOURS, ("Kabar ke pelapor", "Caller told"), STEPS, referenced=True),
    _target("targets.call.record.seconds", seconds(10, 3600), ("Mencatat satu laporan", "Taking down a report"), INTAKE),
    _target("targets.prank.flag_number_after.calls", CALLS, ("Tandai nomor iseng setelah", "Flag pranks after"), INTAKE),
    _question("core[*].required", YES_NO, ("wajib ditanyakan", "must be asked"), skip=_ELSEWHERE | {"movement", "trigger"}),
    _question("core[*].on", ON, _IN_USE, skip=_ELSEWHERE | {"where", "what"}),
    _question("core[*].text", TEXT, _TEXT, skip=_ELSEWHERE),
    _question("core[*].text_en", TEXT, _ENGLISH, skip=_ELSEWHERE),
    _quality("share_percent", PERCENT, ("Sampel mutu", "Quality sample")),
    _quality("criterion[*].text", TEXT, _TEXT),
    _quality("criterion[*].text_en", TEXT, _ENGLISH),
    _step("step[own_*]", NEW_STEP, ("langkah baru", "new step")),
    _closing("closing[own_*]", NEW_CODE, ("kode penutup baru", "new closing code")),
    _step("step[*].on", ON, _IN_USE),
    _step("step[*].level", LEVEL, ("mulai level", "from level")),
    _step("step[*].kinds", CATEGORIES, ("hanya untuk", "only for")),
    _step("step[*].by", STEP_TIME, ("batas waktu", "due within"), not_text=True),
    _step("step[*].text", TEXT, _TEXT),
    _step("step[*].text_en", TEXT, _ENGLISH),
    _closing("closing[*].on", ON, _IN_USE),
    _closing("closing[*].text", TEXT, _TEXT),
    _closing("closing[*].text_en", TEXT, _ENGLISH),
    _outcome("call_outcome[*].on", ON, _IN_USE),
    _outcome("call_outcome[*].key", OUTCOME_KEY, ("tombol", "key")),
    _outcome("call_outcome[*].text", TEXT, _TEXT),
    _outcome("call_outcome[*].text_en", TEXT, _ENGLISH),
    _outcome("call_outcome[*].short", SHORT, ("teks singkat", "short text")),
    _outcome("call_outcome[*].short_en", SHORT, ("teks singkat Inggris", "short English text")),
    _agency("rules.chain.*", CHAIN, ("rantai instansi, berurutan", "chain of agencies, in order")),
    _kind_told("category[*].sub[*].agencies", CHAIN, ("instansi sebelum rantai", "agencies before the chain")),
    _agency("agency[*].levels", LEVELS, ("dalam rantai pada level", "in the chain at")),
    _agency("agency[*].phone", PHONE, ("telepon", "telephone")),
    _agency("agency[*].whatsapp", PHONE, ("WhatsApp", "WhatsApp")),
    _agency("agency[*].channel", CHANNEL, ("biasanya lewat", "usually told by")),
    _agency("contact[*].phone", PHONE, ("telepon", "telephone")),
    _agency("contact[*].whatsapp", PHONE, ("WhatsApp", "WhatsApp")),
    _agency("contact[*].channel", CHANNEL, ("biasanya lewat", "usually told by")),
    _shift("shift[*].start", CLOCK, ("mulai", "from")),
    _shift("shift[*].end", CLOCK, ("sampai", "until")),
    _shift("shift[*].name", TEXT, ("nama", "name")),
    _shift("shift[*].name_en", TEXT, ("nama Inggris", "English name")),
    _retention("level.*.identities", MONTHS, ("identitas disimpan", "identities kept")),
    _retention("level.*.texts", MONTHS, ("teks disimpan", "texts kept")),
    _retention("calls.identities", MONTHS, ("Panggilan tanpa laporan: nomor disimpan", "Calls without a report: numbers kept")),
    _retention("calls.texts", MONTHS, ("Panggilan tanpa laporan: catatan disimpan", "Calls without a report: notes kept")),
    _retention("kind.*.identities", OWN_MONTHS, ("identitas disimpan", "identities kept")),
    _retention("kind.*.texts", OWN_MONTHS, ("teks disimpan", "texts kept")),
)  # fmt: skip

OWN = "own_"
"""How the ids of entries begin that a call center added: no table of ours has such a one."""
GROUPS = ("levels", "targets", "questions", "steps", "agencies", "shifts", "retention")


@lru_cache(maxsize=1024)
def editable_at(table: str, path: str) -> Editable | None:
    """The line about this value, None when it cannot be changed in the program."""
    return next((one for one in EDITABLES if one.table == table and one.fits(path)), None)


def choices_of(rulebook: Rulebook, of: str) -> tuple[Named, ...]:
    """What a choice is among."""
    match of:
        case "level":
            return tuple(level.word for level in rulebook.levels)
        case "category":
            return rulebook.categories
        case "agency_channel":
            return tuple(channel.to_agency for channel in rulebook.channels if channel.to_agency)
        case "recipient":
            return recipient_choices(rulebook)
        case "outcome_key":
            return tuple(Named(f"Alt+{digit}", f"Alt+{digit}", f"Alt+{digit}") for digit in range(1, 10))
        case _:
            return ()
