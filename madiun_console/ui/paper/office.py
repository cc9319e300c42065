"""What every report of this office has: its letterhead, dates in words, and tables as HTML that Qt can set."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from madiun_console.ui.formats import DAYS, LONG_MONTHS, local

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
"""Months as they stand in the numbers of official letters."""
TRAINING = "LATIHAN: data contoh, bukan dokumen resmi"


def long_date(ms: int) -> str:
    """A date in words: "23 November 2026"."""
    moment = local(ms)
    return f"{moment.day} {LONG_MONTHS['id'][moment.month - 1]} {moment.year}"


def long_day(ms: int) -> str:
    """The same with the day of the week: "Senin, 23 November 2026"."""
    return f"{DAYS['id'][local(ms).weekday()]}, {long_date(ms)}"


def letterhead(*, training: bool) -> str:
    """The head of the office's letters, a double line under it; a training center says so above everything."""
    mark = f'<p align="center" style="font-weight:bold">{TRAINING}</p>' if training else ""
    return (
        f"{mark}"
        '<p align="center" style="font-size:12pt; margin:0">PEMERINTAH KOTA MADIUN</p>'
        '<p align="center" style="font-size:13pt; font-weight:bold; margin:0">DINAS KOMUNIKASI DAN INFORMATIKA</p>'
        '<p align="center" style="margin-top:0; margin-bottom:3px">Call Center Madiun Siaga 112</p>'
        '<table width="100%" cellspacing="0" cellpadding="0"><tr><td style="border-top:2px solid #000; '
        'border-bottom:1px solid #000; font-size:2pt">&nbsp;</td></tr></table>'
    )


def title(text: str, number: str = "") -> str:
    """The title of the report and its number, in the middle."""
    under = (
        f'<p align="center" style="margin-top:0; margin-bottom:8px">Nomor: {escape(number)}</p>'
        if number
        else ""
    )
    return (
        f'<p align="center" style="font-size:12pt; font-weight:bold; margin-top:8px; margin-bottom:0">'
        f"<u>{escape(text)}</u></p>{under}"
    )


def heading(text: str) -> str:
    """The heading of a part."""
    return f'<h4 style="font-size:9.5pt; margin-top:9px; margin-bottom:3px">{escape(text)}</h4>'


def table(columns: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """A table with lines, its head repeated on each page. Cells are HTML already."""
    head = "".join(
        f'<td width="{width}%" bgcolor="#e9edf1" style="border:0.5px solid #000; font-weight:bold">{escape(column)}</td>'
        for column, width in zip(columns, widths, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td width="{width}%" style="border:0.5px solid #000">{cell}</td>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="2.5" style="border-collapse:collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def facts(rows: Sequence[tuple[str, str]]) -> str:
    """Lines such as "Hari, tanggal : Senin, 23 November 2026"."""
    lines = "".join(
        f'<tr><td width="22%">{escape(name)}</td><td width="2%">:</td><td width="76%">{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="1">{lines}</table>'


def paragraphs(text: str) -> str:
    """What somebody wrote, its lines kept."""
    return f'<p style="margin:0">{escape(text).replace(chr(10), "<br>")}</p>'
