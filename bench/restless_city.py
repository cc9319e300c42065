"""Invents ten years of a city's calls, with two restless weeks at the end: the log that `big_store` writes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random

from bench.bulk_log import BulkLog
from madiun_console.domain import recipients
from madiun_console.domain.clock import local_day
from madiun_console.domain.events import Event
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import OPEN
from madiun_console.domain.rulebook import Rulebook

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
YEARS_MS = 3652 * DAY_MS
RESTLESS_MS = 14 * DAY_MS
INCIDENTS_PER_EVENT = 0.14
"""An incident yields 6.5 facts in the mean; the rest are calls that were no incident."""
_LOCATED_SHARE = 0.35
"""Of the incidents so many have a place on the map, not only a street."""
_DEGREES_AROUND = 0.004
"""As far from the label point of their kelurahan: about 450 m."""
_OPEN_SHARE = 0.62
"""Of the incidents of the restless weeks so many are still open."""

_Deed = Callable[[int], None]


@dataclass(slots=True)
class _Incident:
    """What later facts about an incident have to know."""

    id: str
    kind_id: str
    level: str
    unit: str
    spot: tuple[float, float] | None = None
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def base(self, *registers: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact for name in registers for fact in self.heads.get(name, ())))


class RestlessCity:
    """Appends facts in the order of time; the same seed, size and end give the same history."""

    def __init__(
        self, log: BulkLog, rulebook: Rulebook, random: Random, people: tuple[str, ...], desk: str
    ) -> None:
        self._log = log
        self._rulebook = rulebook
        self._random = random
        self._people = people
        self._desk = desk
        self._map = Random(len(people))  # of its own, so that the rest of the history stays the same
        self._waiting: list[tuple[int, int, _Deed]] = []
        self._planned = 0
        self._counts: dict[str, int] = {}
        self._texts = [
            sample.text for sample in rulebook.sample_reports if sample.expected_sub in rulebook.kinds
        ]
        self._sentences = [part.strip() for text in self._texts for part in text.split(",") if len(part) > 12]
        self._streets = [office.address.split(",")[0] for office in rulebook.offices if office.address]
        self._units = [unit.code for unit in rulebook.kelurahan]
        self._spots = {unit.code: (unit.lat, unit.lon) for unit in rulebook.kelurahan}
        self._kinds = list(rulebook.kinds.values())
        self._channels = [channel.id for channel in rulebook.channels]
        self._outcomes = [outcome.id for outcome in rulebook.call_outcomes]
        self._closings = [closing.id for closing in rulebook.closings]
        self._levels = [level.id for level in rulebook.levels]

    def live(self, events: int, still_open: int, end: int, incidents: int = 0) -> Iterator[int]:
        """Fill the log up to `events` facts ending at `end` (ms), `still_open` incidents open; yields its length.

        With `incidents` there are so many, and as many facts as they take.
        """
        incidents = max(still_open, incidents or round(events * INCIDENTS_PER_EVENT))
        restless = min(incidents, round(still_open / _OPEN_SHARE))
        stay_open = set(self._random.sample(range(incidents - restless, incidents), still_open))
        for number, at in enumerate(self._moments(incidents, restless, end)):
            self._do_until(at)
            due = round(events * number / incidents) - len(self._waiting)
            while self._log.count < min(due, events - 8 * (incidents - number)):
                self._call(at)
            self._begin(at, closes=number not in stay_open, end=end)
            if number % 500 == 0:
                yield self._log.count
        self._do_until(end)
        while self._log.count < events:
            self._call(end)
        self._log.flush()
        yield self._log.count

    def _moments(self, incidents: int, restless: int, end: int) -> list[int]:
        calm_end = end - RESTLESS_MS
        calm = [calm_end - int(YEARS_MS * self._random.random()) for _ in range(incidents - restless)]
        crowded = [
            end - 2 * MINUTE_MS - int(RESTLESS_MS * self._random.random() ** 1.5) for _ in range(restless)
        ]
        return sorted(calm + crowded)

    def _do_until(self, at: int) -> None:
        while self._waiting and self._waiting[0][0] <= at:
            moment, _, deed = heapq.heappop(self._waiting)
            deed(moment)

    def _later(self, at: int, deed: _Deed) -> None:
        self._planned += 1
        heapq.heappush(self._waiting, (at, self._planned, deed))

    # ------------------------------------------------------------------------------------------ what people do

    def _someone(self) -> str:
        return self._random.choice(self._people)

    def _narrative(self) -> str:
        start = self._random.choice(self._texts)
        more = self._random.sample(self._sentences, self._random.randint(0, 3))
        return ", ".join([start, *more])

    def _phone(self) -> str:
        """A number of a range that is not in use; some people call again and again."""
        return f"+62812{self._random.randint(0, 400_000):08d}"

    def _call(self, at: int) -> None:
        outcome = self._random.choice(self._outcomes)
        happened = ev.CallLogged(
            outcome=outcome,
            channel=self._channels[0],
            desk=self._desk,
            started=at - 20_000,
            phone=self._phone(),
        )
        self._log.append(at, self._someone(), self._log.new_id(at), happened)

    def _begin(self, at: int, *, closes: bool, end: int) -> None:
        chance = self._random.random
        kind = self._random.choice(self._kinds)
        level = self._random.choices(self._levels, (60, 30, 10)[: len(self._levels)])[0]
        unit = self._random.choice(self._units)
        incident = _Incident(self._log.new_id(at), kind.id, level, unit, self._spot(unit))
        street = f"{self._random.choice(self._streets)} no. {self._random.randint(1, 99)}"
        report = self._report(at, incident, street)
        happened = ev.IncidentOpened(
            number=self._number(at), desk=self._desk, kind_id=kind.id, level=level, occurred=at - 5 * MINUTE_MS,
            unit=incident.unit, precision="street", factors=self._factors(), address=street,
            lat=_latitude(incident.spot), lon=_longitude(incident.spot),
        )  # fmt: skip
        self._write(at, incident, happened, "level", "kind_id", "place", "status", OPEN, fresh=True)
        linked = self._log.append(at, self._someone(), report, ev.ReportLinked(incident=incident.id))
        incident.heads[OPEN] = (*incident.heads[OPEN], linked)
        moment = at
        for share, deed in (
            (0.25, self._join),
            (0.45, self._claim),
            (0.10, self._join),
            (0.30, self._note),
            (0.30, self._tick),
            (0.15, self._raise),
        ):
            moment += int(chance() * 20 * MINUTE_MS)
            if chance() < share and moment < end:
                self._later(moment, partial(deed, incident, street))
        if chance() < 0.25 and at + 3 * MINUTE_MS < end:
            self._later(at + 3 * MINUTE_MS, partial(self._escalate, incident, end))
        closed_at = min(moment + int((1 + 20 * chance()) * HOUR_MS), end)
        if closes:
            self._later(closed_at, partial(self._close, incident))

    def _report(self, at: int, incident: _Incident, street: str) -> str:
        report = self._log.new_id(at)
        anonymous = self._random.random() < 0.15
        answers = {
            question.field: self._random.choice(question.options).id
            for question in self._rulebook.core_questions
            if question.options and self._random.random() < 0.7
        }
        happened = ev.ReportLogged(
            channel=self._random.choice(self._channels), desk=self._desk, kind_id=incident.kind_id,
            level=incident.level, occurred=at - 5 * MINUTE_MS, reported=at - 2 * MINUTE_MS, started=at - 2 * MINUTE_MS,
            unit=incident.unit, precision="street", answers=answers, factors=self._factors(), anonymous=anonymous,
            narrative=self._narrative(), address=street, name=None if anonymous else "Warga Contoh",
            phone=None if anonymous else self._phone(), lat=_latitude(incident.spot), lon=_longitude(incident.spot),
        )  # fmt: skip
        self._log.append(at, self._someone(), report, happened)
        return report

    def _spot(self, unit: str) -> tuple[float, float] | None:
        if self._map.random() >= _LOCATED_SHARE:
            return None
        lat, lon = (
            round(middle + self._map.uniform(-_DEGREES_AROUND, _DEGREES_AROUND), 6)
            for middle in self._spots[unit]
        )
        return lat, lon

    def _factors(self) -> tuple[str, ...]:
        factors = self._rulebook.checkbox_factors
        return tuple(
            sorted(
                item.id
                for item in self._random.sample(factors, self._random.randint(0, min(2, len(factors))))
            )
        )

    def _join(self, incident: _Incident, street: str, at: int) -> None:
        report = self._report(at, incident, street)
        linked = self._log.append(
            at, self._someone(), report, ev.ReportLinked(incident=incident.id), incident.base(OPEN)
        )
        incident.heads[OPEN] = (linked,)

    def _claim(self, incident: _Incident, _: str, at: int) -> None:
        self._write(at, incident, ev.IncidentClaimed(), "owner")

    def _note(self, incident: _Incident, _: str, at: int) -> None:
        self._write(at, incident, ev.NoteAdded(text=self._random.choice(self._sentences)))

    def _tick(self, incident: _Incident, _: str, at: int) -> None:
        step = self._random.choice(self._rulebook.steps).id
        self._write(at, incident, ev.StepTicked(step=step, done=True), f"step:{step}")

    def _raise(self, incident: _Incident, _: str, at: int) -> None:
        rank = self._levels.index(incident.level)
        if rank + 1 < len(self._levels):
            incident.level = self._levels[rank + 1]
            self._write(at, incident, ev.LevelRaised(level=incident.level), "level", OPEN)

    def _escalate(self, incident: _Incident, end: int, at: int) -> None:
        agency_kind = self._random.choice(("polri", "polri", "tni"))
        recipient = recipients.first_recipient(
            self._rulebook, agency_kind, incident.kind_id, incident.level, incident.unit
        )
        if recipient is None:
            return
        escalation = self._log.new_id(at)
        happened = ev.IncidentEscalated(
            incident=incident.id, agency=recipient.address, level=incident.level, channel=self._channels[0], sent=at,
            message=f"Level {incident.level}: {self._random.choice(self._sentences)}",
        )  # fmt: skip
        sent = self._log.append(
            at, self._someone(), escalation, happened, incident.base(OPEN), (recipient.agency.id,)
        )
        incident.heads[OPEN] = (sent,)
        moment = at
        for state in ("received", "moving", "on_scene", "done")[: self._random.randint(0, 4)]:
            moment += int((1 + 6 * self._random.random()) * MINUTE_MS)
            if moment >= end:
                return
            self._later(moment, partial(self._answer, incident, escalation, state))

    def _answer(self, incident: _Incident, escalation: str, state: str, at: int) -> None:
        happened = ev.EscalationAnswered(
            incident=incident.id, state=state, channel=self._channels[0], occurred=at, role="piket"
        )
        self._log.append(at, self._someone(), escalation, happened)

    def _close(self, incident: _Incident, at: int) -> None:
        happened = ev.IncidentClosed(code=self._random.choice(self._closings), level=incident.level)
        self._write(at, incident, happened, OPEN, "status", "closing")

    def _write(
        self, at: int, incident: _Incident, happened: Event, *registers: str, fresh: bool = False
    ) -> None:
        base = () if fresh else incident.base(*registers)
        fact = self._log.append(at, self._someone(), incident.id, happened, base)
        for name in registers:
            incident.heads[name] = (fact,)

    def _number(self, at: int) -> str:
        day = local_day(at)
        self._counts[day] = self._counts.get(day, 0) + 1
        return f"{day}-{self._desk}{self._counts[day]:03d}"


def _latitude(spot: tuple[float, float] | None) -> float | None:
    return spot[0] if spot else None


def _longitude(spot: tuple[float, float] | None) -> float | None:
    return spot[1] if spot else None
