"""Taking in the past: rows of a call log become reports, incidents and calls, some hundred in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from madiun_console.actions.day_count import day_count
from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.link_reports import tie
from madiun_console.actions.subjects import the_incident
from madiun_console.db.past_log import PastWriter, past_writing
from madiun_console.db.writer import base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.clock import local_day
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.office_catalogue import ImportFinished
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.incident import OPEN
from madiun_console.domain.past_rows.past_row import ARCHIVED, PastRow, end_of
from madiun_console.domain.past_rows.row_identity import Repetitions, incident_of, row_words, subject_of

MOST_SHOWN = 1000
"""So many incidents that came in open are told to the screens one by one."""
_MOST_DAYS = 20_000


@dataclass(slots=True)
class Tally:
    """What came of the rows so far."""

    rows: int = 0
    """Rows that hold something, refused ones included."""
    added: int = 0
    calls: int = 0
    """Of those added: calls that were no incident."""
    known: int = 0
    """Rows that were in the store already."""
    refused: int = 0
    still_open: int = 0


@dataclass(slots=True)
class ImportRun:
    """What one reading of a file remembers from batch to batch; made anew for every reading."""

    tally: Tally = field(default_factory=Tally)
    seen: Repetitions = field(default_factory=Repetitions)
    counts: dict[str, int] = field(default_factory=dict)
    """Day and desk -> the greatest number given on a day that is over."""
    opened: set[str] = field(default_factory=set)
    """Incidents that came in open, as far as MOST_SHOWN."""


def may_import(desk: Desk, by: Session) -> None:
    """Refuse at the beginning whom the first batch would refuse."""
    with desk.store.write(by.person) as (writer, _):
        require(desk, writer, "import_data")


def subjects_of(run: ImportRun, rows: Iterable[PastRow]) -> list[tuple[str, PastRow]]:
    """The subject that each row is; every row of a file, in its order, passes here once."""
    found = []
    for row in rows:
        words = "" if row.id else row_words(row)
        found.append((subject_of(row, words, run.seen.nth(words) if words else 1), row))
    return found


def known_subjects(desk: Desk, subjects: Sequence[str]) -> set[str]:
    """Which of these the store has; for a reading that changes nothing."""
    with desk.store.read() as connection:
        marks = ",".join("?" * len(subjects))
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT sub FROM fact WHERE sub IN ({marks})",  # noqa: S608 - marks only
            tuple(id_bytes(subject) for subject in subjects),
        )
        return {id_text(row[0]) for row in rows}


def import_rows(desk: Desk, by: Session, run: ImportRun, rows: Sequence[PastRow]) -> Changes:
    """Log the rows that the store does not know yet: all of them, or, when it raises, none.

    `run.tally` counts them once they are on the disk. Each leaves what a call of its day would have left; incidents are
    closed, and approved, unless the row says that they are open.
    """
    if not rows:
        return Changes()
    tally = Tally()
    counts: dict[str, int] = {}
    with past_writing(desk.store, by.person) as (writer, result):
        require(desk, writer, "import_data")
        batch = _Batch(desk, writer, run, tally, counts)
        pairs = subjects_of(run, rows)
        known = batch.known([subject for subject, _ in pairs])
        for subject, row in pairs:
            if subject in known:
                tally.known += 1
                continue
            known.add(subject)
            tally.added += 1
            if row.call_outcome:
                batch.log_call(subject, row)
            else:
                batch.log_report(subject, row)
    _remember(desk, run, counts)
    for name in ("added", "calls", "known", "still_open"):
        setattr(run.tally, name, getattr(run.tally, name) + getattr(tally, name))
    run.opened |= batch.opened
    return result.changes


def finish_import(desk: Desk, by: Session, run: ImportRun, file: str) -> Changes:
    """Log that the file was read to its end; a reading that added nothing leaves no trace."""
    tally = run.tally
    if not tally.added:
        return Changes()
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "import_data")
        happened = ImportFinished(rows=tally.rows, added=tally.added, refused=tally.refused, file=file)
        writer.append(writer.new_subject("import"), happened)
    return result.changes | Changes(incidents=frozenset(run.opened))


class _Batch:
    """One transaction's rows."""

    def __init__(
        self, desk: Desk, writer: PastWriter, run: ImportRun, tally: Tally, counts: dict[str, int]
    ) -> None:
        self._desk = desk
        self._writer = writer
        self._run = run
        self._tally = tally
        self._counts = counts
        self._numbers: dict[str, str] = {}
        self.opened: set[str] = set()

    def known(self, subjects: Sequence[str]) -> set[str]:
        """Which of these stand in the log; also what was erased since."""
        marks = ",".join("?" * len(subjects))
        rows = self._writer.cursor.execute(
            f"SELECT DISTINCT sub FROM fact WHERE sub IN ({marks})",  # noqa: S608 - marks only
            [id_bytes(subject) for subject in subjects],
        )
        return {id_text(row[0]) for row in rows}

    def log_call(self, subject: str, row: PastRow) -> None:
        """A call that was no incident."""
        at = self._writer.now if row.reported is None else row.reported
        happened = ev.CallLogged(
            outcome=row.call_outcome,
            channel=row.channel,
            desk=row.desk or self._desk.letter,
            started=at,
            phone=row.phone or None,
            note=row.narrative or None,
            told=dict(row.told) or None,
        )
        self._writer.log_call(subject, happened, at)
        self._tally.calls += 1

    def log_report(self, report: str, row: PastRow) -> None:
        """A report with an incident of its own, or of the incident whose number it gives."""
        writer, at = self._writer, self._writer.now if row.reported is None else row.reported
        kind = self._desk.rulebook.kinds.get(row.kind_id)
        level = row.level or (kind.default_level if kind else self._desk.rulebook.levels[0].id)
        logged = self._logged(row, level, at)
        shared = self._incident_numbered(row.number) if row.number else None
        if shared is not None:
            self._join(report, logged, at, shared, row)
            return
        incident = incident_of(row, report)
        desk = row.desk or self._desk.letter
        opened = ev.IncidentOpened(
            number=row.number or self._next_number(at, desk), desk=desk, kind_id=row.kind_id, level=level,
            occurred=logged.occurred, unit=logged.unit, precision=row.precision, lat=row.lat, lon=row.lon,
            address=logged.address, landmark=logged.landmark,
        )  # fmt: skip
        closed = None
        if not row.is_open:
            closed = self._closed(row, level)
        else:
            self._tally.still_open += 1
            if len(self._run.opened) + len(self.opened) < MOST_SHOWN:
                self.opened.add(incident)
        if row.number:
            self._numbers[row.number] = incident
        writer.log_report(report, logged, incident, opened, at, closed, end_of(row.closed, at))
        if row.is_open and row.note:
            writer.append(incident, ev.NoteAdded(text=row.note), at=at)

    def _logged(self, row: PastRow, level: str, at: int) -> ev.ReportLogged:
        return ev.ReportLogged(
            channel=row.channel, desk=row.desk or self._desk.letter, kind_id=row.kind_id, level=level,
            occurred=at if row.occurred is None else row.occurred, reported=at, started=at, unit=row.unit or None,
            precision=row.precision, lat=row.lat, lon=row.lon, anonymous=row.anonymous, protected=row.protected,
            narrative=row.narrative or None, address=row.address or None, landmark=row.landmark or None,
            told=dict(row.told) or None, name=None if row.anonymous else row.name or None,
            phone=None if row.anonymous else row.phone or None, home=None if row.anonymous else row.home or None,
        )  # fmt: skip

    def _closed(self, row: PastRow, level: str) -> ev.IncidentClosed:
        return ev.IncidentClosed(
            code=row.closing or ARCHIVED, level=level, approved=True, note=row.note or None
        )

    def _incident_numbered(self, number: str) -> str | None:
        """The incident that has this number, of this file or of the store."""
        if number in self._numbers:
            return self._numbers[number]
        found = self._writer.cursor.execute("SELECT id FROM incident WHERE number = ?", (number,)).fetchone()
        return id_text(found[0]) if found else None

    def _join(self, report: str, logged: ev.ReportLogged, at: int, incident: str, row: PastRow) -> None:
        """A further report of an incident; one that was closed is closed again, so that the past wakes nobody."""
        writer = self._writer
        before = the_incident(self._desk, writer, incident)
        writer.begin_subject(report)
        writer.append(report, logged, at=at)
        tie(self._desk, writer, report, incident, at)
        if not before.is_open:
            now = the_incident(self._desk, writer, incident)
            code = row.closing or (before.closing.code if before.closing else ARCHIVED)
            note = row.note or (before.closing.note if before.closing else None)
            closed_at = before.closing.at if before.closing else end_of(row.closed, at)
            happened = ev.IncidentClosed(code=code, level=now.level, approved=True, note=note)
            base = base_of(now.heads, (OPEN, "status", "closing"))
            writer.append(incident, happened, base=base, at=max(closed_at, row.closed or 0))

    def _next_number(self, at: int, desk: str) -> str:
        """Date of that day, desk and count: 20240512-B017."""
        start = f"{local_day(at)}-{desk}"
        count = self._counts.get(start)
        if count is None:
            count = self._run.counts.get(start)
        if count is None:
            self._writer.flush()
            count = day_count(self._writer.cursor, start)
        given = {int(number[len(start) :]) for number in self._numbers if number.startswith(start)}
        self._counts[start] = max(count, *given, 0) + 1 if given else count + 1
        return f"{start}{self._counts[start]:03d}"


def _remember(desk: Desk, run: ImportRun, counts: dict[str, int]) -> None:
    """Keep the counts of days that are over: on those nobody else opens incidents while the file is read."""
    today = local_day(desk.store.clock.now_ms())
    if len(run.counts) > _MOST_DAYS:
        run.counts.clear()
    run.counts |= {start: count for start, count in counts.items() if start[:8] < today}
