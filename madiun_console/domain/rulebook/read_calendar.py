"""Reads calendar.toml and calendar_dates.csv: sensitive events, their dates, the rule of the Javanese calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.csv_table import read_rows
from madiun_console.domain.rulebook.date_tables import (
    CalendarDate,
    JavaneseRule,
    SensitiveCalendar,
    SensitiveEvent,
    WetonCheck,
)
from madiun_console.domain.rulebook.read_levels import read_named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "calendar.toml"
DATE_FILE = "calendar_dates.csv"

_SPANS = ("days", "from_to", "month")
_FIXED = re.compile(r"fixed:(\d\d)-(\d\d)")
_LEAP_YEAR = 2024  # in which 29 February is a date too


def read_calendar(file: TomlFile, dates_text: str) -> SensitiveCalendar:
    """Read both files; every row belongs to an event and every date id of an event has a row."""
    root = file.root()
    date_ids = root.table("dates")
    named = {event: date_ids.ids(event) for event in date_ids}
    events = tuple(_event(table, named) for table in root.entries("event", "peristiwa"))
    event_ids = {event.id for event in events}
    for event in named:
        date_ids.refer(event, event, event_ids, "id peristiwa")
    basis = root.table("basis")
    method = root.table("method")
    hijri = method.table("hijri")
    dates = _dates(
        dates_text,
        {date_id for event in events for date_id in event.date_ids},
        basis.ids("derived"),
        (hijri.text("basis"), hijri.number("late_days")),
    )
    for event, ids in named.items():
        for date_id in ids:
            date_ids.refer(event, date_id, dates, f"event_id dalam {DATE_FILE}")
    calendar = SensitiveCalendar(
        events=events,
        dates=dates,
        same_within_days=basis.number("same_within_days"),
        month_days=hijri.number("month_days", least=1),
        javanese=_javanese(method.table("javanese")),
        checks=_checks(method),
    )
    for key in ("package", "rule"):
        hijri.text(key, "")
    for table in (basis, hijri, method, root):
        table.done()
    return calendar


def _event(table: Table, named: Mapping[str, tuple[str, ...]]) -> SensitiveEvent:
    event_id = table.text("id")
    name = table.text("name_id")
    before, after = table.numbers("window", 2)
    event = SensitiveEvent(
        id=event_id,
        name_id=name,
        name_en=table.text("name_en", name),
        rule=table.text("rule"),
        fixed=_fixed(table),
        span=table.choice("span", _SPANS, "days"),
        date_ids=named.get(event_id, (event_id,)),
        before=before,
        after=after,
        boost=table.number("boost"),
        why=read_named(table, "why", "why_en") if "why" in table else None,
    )
    if event.span == "from_to" and len(event.date_ids) != 2:
        raise table.error("span", 'span "from_to" perlu tepat dua event_id dalam [dates]: awal dan akhir')
    table.done()
    return event


def _fixed(table: Table) -> tuple[int, int] | None:
    """(month, day) of a rule "fixed:12-25"; the other rules are words, their dates stand in the CSV file."""
    rule = table.text("rule")
    if not rule.startswith("fixed"):
        return None
    found = _FIXED.fullmatch(rule)
    try:
        if found:
            day = date(_LEAP_YEAR, int(found[1]), int(found[2]))
            return day.month, day.day
    except ValueError:
        pass
    raise table.error("rule", f'rule "{rule}" bukan tanggal tetap seperti "fixed:12-25"')


def _dates(
    text: str, known: Collection[str], derived: tuple[str, ...], late: tuple[str, int]
) -> dict[str, tuple[CalendarDate, ...]]:
    """The rows of each event id in order of date. A basis nobody foresaw was written by a person: it is not derived."""
    rows: dict[str, list[CalendarDate]] = {}
    for row in read_rows(DATE_FILE, text, ("date", "event_id", "name", "basis", "weton")):
        basis = row.text("basis")
        event_id = row.text("event_id")
        if event_id not in known:
            raise row.error(f'kolom event_id: "{event_id}" tidak dimiliki peristiwa mana pun dalam {FILE}')
        entry = CalendarDate(
            day=row.day("date"),
            event_id=event_id,
            name=row.text("name"),
            basis=basis,
            weton=row.get("weton"),
            derived=basis.startswith(derived),
            late_days=late[1] if basis.startswith(late[0]) else 0,
        )
        rows.setdefault(event_id, []).append(entry)
    return {event_id: tuple(sorted(entries, key=lambda e: e.day)) for event_id, entries in rows.items()}


def _javanese(table: Table) -> JavaneseRule:
    pasaran = table.ids("pasaran")
    year_names = table.ids("year_names")
    month_names = table.ids("month_names")
    start = table.choice("epoch_pasaran", pasaran)
    weekdays = table.ids("weekdays")
    if len(weekdays) != 7:
        raise table.error("weekdays", f"weekdays harus berisi 7 hari, bukan {len(weekdays)}")
    rule = JavaneseRule(
        epoch=table.day("epoch"),
        epoch_year=table.number("epoch_year"),
        epoch_pasaran=pasaran.index(start),
        year_names=year_names,
        year_lengths=table.numbers("year_lengths", len(year_names)),
        month_names=month_names,
        month_lengths=table.numbers("month_lengths_common", len(month_names)),
        pasaran=pasaran,
        weekdays=weekdays,
        valid_until=table.day("valid_until"),
    )
    if min(rule.year_lengths, default=0) < sum(rule.month_lengths):
        raise table.error(
            "year_lengths", f"year_lengths kurang dari jumlah bulannya, {sum(rule.month_lengths)} hari"
        )
    table.text("day_starts", "")
    table.done()
    return rule


def _checks(method: Table) -> tuple[WetonCheck, ...]:
    checks = []
    for table in method.entries("check", "uji", required=False):
        checks.append(WetonCheck(table.number("javanese_year"), table.day("date"), table.text("weton")))
        table.done()
    return tuple(checks)
