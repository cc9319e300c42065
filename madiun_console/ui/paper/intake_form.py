"""The blank intake form for the hour without electricity: one page to print, every core question with its boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from madiun_console.domain.rulebook import CoreQuestion, Rulebook
from madiun_console.ui.paper import office
from madiun_console.ui.paper.pdf import Paper

TITLE = "FORMULIR LAPORAN CALL CENTER"
FILE_NAME = "Formulir laporan kertas.pdf"
BOX = '<span style="font-size:11pt">&#9744;</span>&nbsp;'
ENTRY_KEY = "Ctrl+Shift+K"
LINES = {"location_text": 2, "narrative": 6}
"""Lines to write on for questions that are answered in words; the others have one."""
_LINE = "border-bottom:0.5px solid #555"
_CELL = "border:0.5px solid #000"
_ESCALATIONS = 3


def intake_form(rulebook: Rulebook, *, training: bool = False) -> Paper:
    """The document, always one page."""
    foot = (
        "RAHASIA: memuat identitas pelapor. Simpan terkunci; sesudah dimasukkan, serahkan kepada supervisor."
    )
    return Paper(
        intake_form_html(rulebook, training=training), TITLE, foot, margins=(14, 10, 14, 9), size=8.5
    )


def intake_form_html(rulebook: Rulebook, *, training: bool = False) -> str:
    """The page as HTML."""
    mark = f" · {office.TRAINING}" if training else ""
    head = (
        f'<p align="center" style="margin:0; font-size:9pt">PEMERINTAH KOTA MADIUN · DINAS KOMUNIKASI DAN INFORMATIKA'
        f" · Call Center Madiun Siaga 112{escape(mark)}</p>"
        f'<p align="center" style="margin:0; font-size:12pt; font-weight:bold">{TITLE}</p>'
        '<p align="center" style="margin-top:0; margin-bottom:3px; font-size:8pt">Bila listrik atau komputer mati. '
        f"Masukkan kemudian: halaman Telepon, {ENTRY_KEY}. * wajib ditanyakan.</p>"
    )
    reported = _lined(("Dilaporkan tanggal", 22, 34), ("pukul", 9, 35))
    occurred = _lined(("Terjadi tanggal", 22, 34), ("pukul", 9, 35))
    caller = _lined(("Nomor", 9, 30), ("Nama (boleh tanpa nama)", 29, 32))
    protect = _boxes(("Anonim", "Pelapor dilindungi"))
    rows = [
        ("Petugas", _lined(("Nama", 9, 40), ("Meja", 8, 12), ("Lembar ke", 13, 18))),
        ("Waktu", reported + occurred),
        ("Saluran", _boxes(one.label() for one in rulebook.channels)),
        ("Pelapor", caller + protect),
        *((_asked(number, question), _answer(question)) for number, question in enumerate(_asked_ones(rulebook), 1)),
        ("Jenis", _boxes(category.label() for category in rulebook.categories)),
        ("Level", _boxes(f"{level.word.label()}: {_meaning(level.meaning.label())}" for level in rulebook.levels)),
        ("Diteruskan", _escalations()),
        ("Bukan kejadian", _boxes(one.label() for one in rulebook.call_outcomes)),
        ("Hubungi kembali", _lined(("Dijanjikan tanggal", 20, 16), ("pukul", 8, 10), ("Hasilnya", 11, 35))),
        ("Sudah dimasukkan", _lined(("Nomor kejadian", 17, 26), ("pukul", 8, 10), ("oleh", 7, 32))),
    ]  # fmt: skip
    body = "".join(
        f'<tr><td width="31%" style="{_CELL}" bgcolor="#eef1f4">{name}</td><td width="69%" style="{_CELL}">{content}</td></tr>'
        for name, content in rows
    )
    table = (
        f'<table width="100%" cellspacing="0" cellpadding="2" style="border-collapse:collapse">{body}</table>'
    )
    return f"<html><body>{head}{table}</body></html>"


def _asked_ones(rulebook: Rulebook) -> Sequence[CoreQuestion]:
    """Every core question but the one for name and number, which has its row at the top."""
    return [question for question in rulebook.core_questions if question.field != "reporter"]


def _asked(number: int, question: CoreQuestion) -> str:
    mark = " <b>*</b>" if question.required else ""
    return f"{number}. {escape(question.label())}{mark}"


def _answer(question: CoreQuestion) -> str:
    if question.options:
        return _boxes(option.label() for option in question.options)
    return _blank_lines(LINES.get(question.field, 1))


def _boxes(labels: Iterable[str]) -> str:
    """Boxes to tick; a box is never parted from its first word."""
    parts = (f"{BOX}{escape(label)}".replace(" ", "&nbsp;", 1) for label in labels)
    return f'<p style="margin:0">{" &nbsp; ".join(parts)}</p>'


def _blank_lines(count: int) -> str:
    line = f'<tr><td style="{_LINE}; font-size:13pt">&nbsp;</td></tr>'
    return f'<table width="100%" cellspacing="0" cellpadding="0">{line * count}</table>'


def _lined(*fields: tuple[str, int, int]) -> str:
    """Words with a line behind them to write on: the width of the words and that of the line, in percent."""
    cells = "".join(
        f'<td width="{words}%" style="white-space:nowrap">{escape(name)}</td><td width="{line}%" style="{_LINE}">&nbsp;</td>'
        for name, words, line in fields
    )
    return f'<table width="100%" cellspacing="0" cellpadding="1"><tr>{cells}</tr></table>'


def _escalations() -> str:
    names = ("Instansi", "Pukul", "Diterima oleh (jabatan)", "Pukul", "Hasil")
    widths = (27, 9, 28, 9, 27)
    head = "".join(
        f'<td width="{width}%" style="{_CELL}"><b>{name}</b></td>'
        for name, width in zip(names, widths, strict=True)
    )
    row = f"<tr>{''.join(f'<td width={width}% style={chr(34)}{_CELL}{chr(34)}>&nbsp;</td>' for width in widths)}</tr>"
    return (
        '<table width="100%" cellspacing="0" cellpadding="2" style="border-collapse:collapse">'
        f"<tr>{head}</tr>{row * _ESCALATIONS}</table>"
    )


def _meaning(text: str) -> str:
    return re.split("[;:]", text, maxsplit=1)[0]
