"""Saving what was taken down in a call: a report, with a new incident or as a further report of one that is open."""

from __future__ import annotations

from madiun_console.actions.calls import promise
from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.link_reports import open_incident, tie
from madiun_console.actions.subjects import the_incident, the_report
from madiun_console.db.history import caller_key, history_of
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain import phone
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import OPEN
from madiun_console.domain.judgement import Judgement, judge
from madiun_console.domain.report import amended, with_wrote
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput

EARLIEST_MS = 365 * 24 * 60 * 60 * 1000
"""A report may be back-dated by a year; what is older belongs into an import."""


def save_report(desk: Desk, by: Session, form: ReportForm, draft: str | None = None) -> Changes:
    """Log the report and open its incident, or tie it to `form.joins`; the draft goes in the same transaction.

    `created` of the Changes names the report, and the incident when one was opened. Nothing that was left out keeps a
    report from being saved; only an empty form is refused.
    """
    form = form.cleaned()
    if form.is_empty():
        raise InvalidInput(
            "report_empty",
            "Laporan masih kosong. Tulis apa yang terjadi, atau pilih hasil panggilan.",
            "The report is empty. Write what happened, or choose the call's outcome.",
        )
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        _possible_times(form, writer.now)
        judged = _judge(desk, writer, form)
        report = writer.new_subject("report")
        writer.append(report, _report_logged(desk, form, judged, writer.now))
        if form.joins:
            _join(desk, writer, report, form.joins, judged)
        else:
            open_incident(desk, writer, report, the_report(writer, report))
        if form.callback_due is not None:
            promise(writer, report, form.callback_due)
        if draft is not None:
            writer.cursor.execute(
                "DELETE FROM draft WHERE id = ? AND person = ?", (draft, id_bytes(by.person))
            )
    return result.changes


def amend_report(desk: Desk, by: Session, report: str, change: ev.ReportAmended) -> Changes:
    """Add a later answer or mend a mistake; what was first written stays in the log."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        state = the_report(writer, report)
        registers = amended(change)
        if not registers:
            raise InvalidInput("nothing_changed", "Tidak ada yang diubah.", "Nothing was changed.")
        writer.append(report, with_wrote(change), base=base_of(state.heads, registers))
    return result.changes


def _join(desk: Desk, writer: Writer, report: str, incident: str, judged: Judgement) -> None:
    target = the_incident(desk, writer, incident)
    tie(desk, writer, report, incident)
    known = desk.rulebook.levels_by_id.get(target.level)  # a level of newer tables is left as it is
    if known is not None and desk.rulebook.level_rank(judged.level) > known.rank:
        now = the_incident(desk, writer, incident)
        happened = ev.LevelRaised(level=judged.level, factors=tuple(sorted(judged.factors)))
        writer.append(incident, happened, base=base_of(now.heads, ("level", OPEN)))


def _judge(desk: Desk, writer: Writer, form: ReportForm) -> Judgement:
    history = history_of(writer.cursor.execute, desk.rulebook, form, caller_key(form), writer.now)
    return judge(desk.rulebook, form, history, writer.now)


def _report_logged(desk: Desk, form: ReportForm, judged: Judgement, now: int) -> ev.ReportLogged:
    return ev.ReportLogged(
        channel=form.channel,
        desk=desk.letter,
        kind_id=form.kind_id,
        level=judged.level,
        occurred=form.occurred if form.occurred is not None else now,
        reported=form.reported if form.reported is not None else min(form.started, now),
        started=form.started,
        unit=form.unit or None,
        precision=form.precision,
        lat=form.lat,
        lon=form.lon,
        answers=dict(form.answers),
        factors=tuple(sorted(judged.factors)),
        anonymous=form.anonymous,
        protected=form.protected,
        narrative=form.narrative or None,
        address=form.address or None,
        landmark=form.landmark or None,
        told={_as_asked(desk, key): said for key, said in form.told.items()} or None,
        groups=form.groups or None,
        remarks=form.remarks or None,
        name=None if form.anonymous else form.name or None,
        phone=None if form.anonymous else phone.normalise(form.number) or form.number or None,
        home=None if form.anonymous else form.home or None,
    )


def _as_asked(desk: Desk, question: str) -> str:
    """The words of a question; the log keeps words, because the tables and their ids may change after the call."""
    rulebook = desk.rulebook
    by_field = rulebook.core_by_field.get(question)
    groups = [*(category.ask for category in rulebook.categories), *(kind.ask for kind in rulebook.subs)]
    asks = (ask for group in groups for ask in group if ask.id == question)
    found = by_field or next(asks, None)
    return found.name_id if found else question


def _possible_times(form: ReportForm, now: int) -> None:
    for moment, what_id, what_en in (
        (form.occurred, "Waktu kejadian", "The time of the event"),
        (form.reported, "Waktu laporan", "The time of the report"),
    ):
        if moment is None:
            continue
        planned = what_en.startswith("The time of the event") and moment <= now + EARLIEST_MS
        if (moment > now and not planned) or moment < now - EARLIEST_MS:
            raise InvalidInput(
                "time_impossible",
                f"{what_id} tidak masuk akal. Periksa tanggal dan jamnya.",
                f"{what_en} is not possible. Check date and time.",
            )
