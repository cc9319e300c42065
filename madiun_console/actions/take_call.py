"""Saving what was taken down in a call: a report, with a new incident or as a further report of one that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from madiun_console.actions.calls import promise, settle_counted
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
from madiun_console.domain.report_form import EARLIEST_MS, ReportForm, plausible_start
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput


def save_report(
    desk: Desk,
    by: Session,
    form: ReportForm,
    draft: str | None = None,
    on_written: Callable[[Changes], None] | None = None,
) -> Changes:
    """Log the report and open its incident, or tie it to `form.joins`; the draft goes in the same transaction.

    `created` of the Changes names the report, and the incident when one was opened. `on_written` gets them before they
    are durable, see `Store.write`. Nothing that was left out keeps a report from being saved; only an empty form is
    refused.
    """
    form = _with_known_codes(desk, form.cleaned())
    if form.is_empty():
        raise InvalidInput(
            "report_empty",
            "Laporan masih kosong. Tulis apa yang terjadi, atau pilih hasil panggilan.",
            "The report is empty. Write what happened, or choose the call's outcome.",
        )
    with desk.store.write(by.person, on_written=on_written) as (writer, result):
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
        settle_counted(writer, form)
        if draft is not None:
            writer.cursor.execute(
                "DELETE FROM draft WHERE id = ? AND person = ?", (draft, id_bytes(by.person))
            )
    return result.changes


def amend_report(desk: Desk, by: Session, report: str, change: ev.ReportAmended) -> Changes:
    """Add a later answer or mend a mistake; what was first written stays in the log."""
    change = _cleaned(desk, change)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        if change.occurred is not None:
            _possible_time(change.occurred, writer.now, planned=True)
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
    # Reading a number takes 0.2 ms, and only callers of one incident are counted.
    caller = caller_key(form) if form.joins else None
    history = history_of(writer.cursor.execute, desk.rulebook, form, caller, writer.now)
    return judge(desk.rulebook, form, history, writer.now)


def _report_logged(desk: Desk, form: ReportForm, judged: Judgement, now: int) -> ev.ReportLogged:
    return ev.ReportLogged(
        channel=form.channel,
        desk=desk.letter,
        kind_id=form.kind_id,
        level=judged.level,
        occurred=form.occurred_at(now),
        reported=form.reported_at(now),
        started=plausible_start(form.started, now),
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


def _with_known_codes(desk: Desk, form: ReportForm) -> ReportForm:
    """The form without codes that the tables do not hold, so that no free text stands in a fact, which nothing erases.

    A draft begun under older tables, or a damaged one, may carry such codes; they never keep a report from being saved.
    """
    rulebook = desk.rulebook
    known_place = (
        form.unit in rulebook.units_by_code
        or form.unit in rulebook.desa_by_code
        or any(form.unit == one.code for one in rulebook.neighbour_regencies)
    )
    return replace(
        form,
        channel=form.channel if form.channel in rulebook.channels_by_id else rulebook.channels[0].id,
        kind_id=form.kind_id if form.kind_id in rulebook.kinds else "",
        unit=form.unit if known_place else "",
        precision=form.precision if form.precision.isidentifier() else "unknown",
        answers=_known_answers(desk, form.answers),
        ticked=tuple(name for name in form.ticked if name in rulebook.factors_by_id),
        raised_to=form.raised_to if form.raised_to in rulebook.levels_by_id else "",
    )


def _known_answers(desk: Desk, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that core questions offer; what a caller said in their own words belongs into `told`."""
    asked = desk.rulebook.core_by_field
    return {name: code for name, code in answers.items() if name in asked and asked[name].option(code)}


def _cleaned(desk: Desk, change: ev.ReportAmended) -> ev.ReportAmended:
    """An amendment fit to be logged: texts without NUL and lone surrogates, answers that the tables know."""
    texts: dict[str, Any] = {
        item.name: clean_text(value)
        for item in fields(change)
        if item.name != "told" and isinstance(value := getattr(change, item.name), str)
    }
    told = change.told and {clean_text(ask): clean_text(said) for ask, said in change.told.items()}
    return replace(change, **texts, told=told, answers=_known_answers(desk, change.answers))


def _as_asked(desk: Desk, question: str) -> str:
    """The words of a question; the log keeps words, because the tables and their ids may change after the call."""
    rulebook = desk.rulebook
    by_field = rulebook.core_by_field.get(question)
    groups = [*(category.ask for category in rulebook.categories), *(kind.ask for kind in rulebook.subs)]
    asks = (ask for group in groups for ask in group if ask.id == question)
    found = by_field or next(asks, None)
    return found.name_id if found else question


def _possible_times(form: ReportForm, now: int) -> None:
    if form.occurred is not None:
        _possible_time(form.occurred, now, planned=True)
    if form.reported is not None:
        _possible_time(form.reported, now, planned=False)


def _possible_time(moment: int, now: int, *, planned: bool) -> None:
    """An event may be announced for the coming year; a report cannot lie ahead."""
    if now - EARLIEST_MS <= moment <= (now + EARLIEST_MS if planned else now):
        return
    what_id, what_en = ("Waktu kejadian", "event") if planned else ("Waktu laporan", "report")
    raise InvalidInput(
        "time_impossible",
        f"{what_id} tidak masuk akal. Periksa tanggal dan jamnya.",
        f"The time of the {what_en} is not possible. Check date and time.",
    )
