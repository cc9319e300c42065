"""Plays the demo's stories through the real actions: calls come in, are worked, answered and closed, each at its moment."""

from __future__ import annotations

import random
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from madiun_console.actions import calls, escalate, take_call, work_incident
from madiun_console.db.desk import Desk, Session
from madiun_console.demo_reviews import reviewed
from madiun_console.domain.kind_suggestion import NarrativeReader
from madiun_console.domain.recipients import first_recipient
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import SampleReport
from madiun_console.errors import InvalidInput
from madiun_console.queries.escalation_message import prepared_message
from madiun_console.queries.queue import incidents
from madiun_console.queries.rows import IncidentRow

MINUTE_MS = 60_000
Story = Generator[int, None, None]
"""Yields the moment (milliseconds) at which it goes on."""
_STREET = re.compile(r"(?:Jalan|Stasiun|Masjid|jembatan dekat)(?: [A-Z]\w*\.?)+")
_NO_NUMBER = frozenset({"walk_in", "radio", "officer", "social_media"})


@dataclass(slots=True)
class Stage:
    """Who plays, on which desk, and the dice (always the same)."""

    desk: Desk
    operator: Session
    supervisor: Session
    reader: NarrativeReader
    dice: random.Random
    names: Sequence[str]
    numbers: int = 0
    closed: int = 0
    """Closings that a supervisor is to look at."""

    def form(self, sample: SampleReport, now: int, told: Mapping[str, Any]) -> ReportForm:
        """The intake form as an operator would have filled it in for this text."""
        rulebook = self.desk.rulebook
        hints = self.reader.read(sample.text)
        place = next((desa for desa in rulebook.neighbour_desa if _names(sample.text, desa.name)), None)
        unit = sample.kelurahan_code or (place.code if place and "outside" in sample.expected_sub else "")
        street = _STREET.search(sample.text)
        anonymous = bool(told.get("anonymous"))
        reachable = not anonymous and sample.channel not in _NO_NUMBER
        self.numbers += 1
        return ReportForm(
            channel=sample.channel,
            started=now - self.dice.randint(55, 150) * 1000,
            number=told.get("number", f"0812-0000-{self.numbers:04d}") if reachable else "",
            name=self.dice.choice(self.names) if not anonymous and self.dice.random() < 0.6 else "",
            anonymous=anonymous,
            protected=bool(told.get("protected")),
            narrative=sample.text,
            kind_id=sample.expected_sub,
            kind_by_hand=True,
            unit=unit,
            precision="outside"
            if unit and not sample.kelurahan_code
            else "street"
            if street
            else "unit"
            if unit
            else "unknown",
            address=street[0] if street else "",
            answers={**hints.answers, **self._known(told.get("answers", {}))},
            ticked=tuple(sorted(hints.factors - rulebook.answer_factors)),
            groups=told.get("groups", ""),
            raised_to=sample.expected_level,
            callback_due=now + told["callback"] * MINUTE_MS if "callback" in told else None,
        )

    def row(self, incident: str) -> IncidentRow:
        """The incident as the queue shows it now."""
        return incidents(self.desk, [incident])[0]

    def _known(self, answers: Mapping[str, str]) -> dict[str, str]:
        core = self.desk.rulebook.core_by_field
        return {key: code for key, code in answers.items() if key in core and core[key].option(code)}


def told_story(stage: Stage, told: Mapping[str, Any], samples: Mapping[str, SampleReport], now: int) -> Story:
    """A story of stories.toml: an incident that is still open at `now`, the moment the demo is made."""
    desk, op = stage.desk, stage.operator
    start = now - told["ago"] * MINUTE_MS
    sample = samples[told["sample"]]
    yield start
    incident = take_call.save_report(desk, op, stage.form(sample, start, told)).created["incident"]
    plan: list[tuple[int, Any]] = [(more["at"], ("more", more)) for more in told.get("more", ())]
    plan += [(item["at"], ("escalate", item)) for item in told.get("escalate", ())]
    plan += [(2 + 3 * number, ("tick", number)) for number in range(told.get("ticks", 0))]
    plan += [(5 + 4 * number, ("note", text)) for number, text in enumerate(told.get("notes", ()))]
    plan += [(1, ("claim", None))] if told.get("claimed") else []
    plan += [(told["ago"] // 2, ("status", told["status"]))] if "status" in told else []
    plan += [(told["ago"] // 2, ("reopen", None))] if told.get("reopened") else []
    plan += [(3, ("lower", told["lowered"]))] if "lowered" in told else []
    replies: list[tuple[int, Any]] = []
    plan.sort(key=lambda step: step[0])
    while plan:
        at, (act, value) = plan.pop(0)
        moment = start + at * MINUTE_MS
        if moment > now:
            continue
        yield moment
        if act == "more":
            further = samples.get(value.get("sample", "")) or _paraphrase(sample, value["text"])
            form = stage.form(further, moment, value)
            take_call.save_report(desk, op, _joining(form, incident, stage.row(incident)))
        elif act == "escalate":
            sent = _escalate(stage, incident, value)
            answers = value.get("replies", ()) if sent else ()
            replies = [(at + reply["at"], ("reply", (sent, reply))) for reply in answers]
            plan = sorted(plan + replies, key=lambda step: step[0])
        else:
            _work(stage, incident, act, value)


def past_story(
    stage: Stage, sample: SampleReport, start: int, more: Sequence[str], code: str, note: str
) -> Story:
    """An incident of the past days: reported, given to somebody, answered and closed."""
    desk, op, dice = stage.desk, stage.operator, stage.dice
    yield start
    protected = dice.random() < 0.1
    form = stage.form(
        sample, start, {"protected": protected, "anonymous": not protected and dice.random() < 0.1}
    )
    incident = take_call.save_report(desk, op, form).created["incident"]
    moment = start
    for text in more:
        moment += dice.randint(1, 5) * MINUTE_MS
        yield moment
        further = stage.form(_paraphrase(sample, text), moment, {})
        take_call.save_report(desk, op, _joining(further, incident, stage.row(incident)))
    rank = stage.row(incident).level_rank
    kinds = ("polri", "tni") if rank > 1 else ("polri",) if rank == 1 or dice.random() < 0.4 else ()
    for kind in kinds:
        moment += dice.randint(1, 4) * MINUTE_MS
        yield moment
        sent = _escalate(stage, incident, {"kind": kind})
        for state, least, most in (("received", 1, 6), ("on_scene", 6, 25), ("done", 20, 70)):
            if sent is None or (kind == "tni" and state != "received"):
                continue
            moment += dice.randint(least, most) * MINUTE_MS
            yield moment
            escalate.record_answer(desk, op, sent, state, desk.rulebook.channels[0].id, role="Piket")
    for number in range(dice.randint(1, 3 + rank)):
        moment += dice.randint(1, 3) * MINUTE_MS
        yield moment
        _work(stage, incident, "tick", number)
    moment += dice.randint(10, 60) * MINUTE_MS
    yield moment
    closer = stage.supervisor if rank > 1 else op
    work_incident.close_incident(desk, closer, incident, code, note)
    if rank <= 1:
        yield from reviewed(stage, incident, moment)


def earlier_story(stage: Stage, told: Mapping[str, Any], sample: SampleReport, start: int) -> Story:
    """An incident of long ago at the place of an open one: what was done then is worth reading now."""
    desk, op = stage.desk, stage.operator
    yield start
    form = stage.form(_paraphrase(sample, told["text"]), start, told)
    incident = take_call.save_report(desk, op, form).created["incident"]
    yield start + 90 * MINUTE_MS
    work_incident.close_incident(desk, stage.supervisor, incident, told["code"], told["note"])


def counted_call(stage: Stage, moment: int, outcome: str, text: str = "") -> Story:
    """A call that is no incident."""
    yield moment
    stage.numbers += 1
    number = f"0812-0000-{stage.numbers:04d}"
    calls.log_call(stage.desk, stage.operator, outcome, number=number, note=text, started=moment - 20_000)


def abandoned_call(stage: Stage, moment: int, *, tried: bool) -> Story:
    """A caller who was cut off and waits to be called."""
    yield moment
    stage.numbers += 1
    changes = calls.log_call(
        stage.desk,
        stage.operator,
        calls.ABANDONED,
        number=f"0812-0000-{stage.numbers:04d}",
        started=moment - 15_000,
    )
    if tried:
        yield moment + 3 * MINUTE_MS
        calls.try_callback(stage.desk, stage.operator, changes.created["callback"], "no_answer")


def changed_rules(stage: Stage, moment: int, told: Mapping[str, Any]) -> Story:
    """Shared rules that the supervisor changed."""
    from madiun_console.actions.set_rules import RuleEdit, set_rules

    yield moment
    edits = [RuleEdit(one["table"], one["path"], one["value"]) for one in told["set"]]
    set_rules(stage.desk, stage.supervisor, edits, told["reason"])


def _escalate(stage: Stage, incident: str, told: Mapping[str, Any]) -> str | None:
    """Give the incident to whom the button of this kind addresses, with the message the console prepares."""
    desk, row = stage.desk, stage.row(incident)
    address = told.get("address")
    if address is None:
        recipient = first_recipient(desk.rulebook, told["kind"], row.kind_id, row.level, row.unit)
        address = recipient.address if recipient else None
    message = prepared_message(desk, incident, address) if address else None
    if address is None or message is None:
        return None
    changes = escalate.escalate(
        desk, stage.operator, incident, address, message.text, desk.rulebook.channels[0].id
    )
    return changes.created["escalation"]


def _work(stage: Stage, incident: str, act: str, value: Any) -> None:
    desk, op = stage.desk, stage.operator
    match act:
        case "reply":
            sent, reply = value
            channel = desk.rulebook.channels[0].id
            escalate.record_answer(desk, op, sent, reply["state"], channel, role=reply.get("role", ""))
        case "tick":
            steps = _steps(stage, incident)
            if value < len(steps):
                work_incident.tick_step(desk, op, incident, steps[value])
        case "note":
            work_incident.add_note(desk, op, incident, value)
        case "claim":
            work_incident.claim(desk, op, incident)
        case "status":
            work_incident.set_status(desk, op, incident, value)
        case "reopen":
            closer = stage.supervisor
            code = desk.rulebook.closings[0].id
            work_incident.close_incident(desk, closer, incident, code)
            work_incident.reopen(desk, closer, incident, "Pelapor menelepon lagi, massa kembali.")
        case "lower":
            lowest = desk.rulebook.levels[0].id
            if stage.row(incident).level != lowest:
                work_incident.lower_level(desk, stage.supervisor, incident, lowest, value)
        case _:
            raise InvalidInput(
                "story", f"Cerita contoh tidak dikenal: {act}.", f"Unknown act in a story: {act}."
            )


def _steps(stage: Stage, incident: str) -> list[str]:
    """Steps that apply at the incident's level, those of its own level first: they are urgent."""
    rulebook, rank = stage.desk.rulebook, stage.row(incident).level_rank
    fit = [step for step in rulebook.steps if not step.when and rulebook.level_rank(step.level) <= rank]
    return [step.id for step in sorted(fit, key=lambda step: -rulebook.level_rank(step.level))]


def _joining(form: ReportForm, incident: str, row: IncidentRow) -> ReportForm:
    """The form as a further report of an incident: the same kind and, where this caller named none, its place."""
    from dataclasses import replace

    same_place = {} if form.unit else {"unit": row.unit or "", "precision": "unit" if row.unit else "unknown"}
    return replace(form, joins=incident, kind_id=row.kind_id, raised_to="", **same_place)  # type: ignore[arg-type]


def _paraphrase(sample: SampleReport, text: str) -> SampleReport:
    return SampleReport(
        sample.id, "phone", text, sample.expected_category, sample.expected_sub, sample.expected_level,
        sample.kelurahan_code, "",
    )  # fmt: skip


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None
