"""argparse's complaints in Bahasa Indonesia; an unknown one stays English rather than being lost."""

from __future__ import annotations

import re

BAD_SIZE = "write WIDTHxHEIGHT in pixels, such as 1366x768"
BAD_SCALE = "write a number from 0.5 to 4"
BAD_FOLDER = "name a folder"
BAD_DAY = "write a day such as 2026-11-23"
BAD_ADDRESS = "write an address such as 10.0.0.5 or 10.0.0.5:5432"
BAD_HOURS = "write a number of hours from 1 to 720"

_FORMS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"masih kurang: \1"),
    (r"one of the arguments (.+) is required", r"pilih salah satu: \1"),
    (r"unrecognized arguments: (.+)", r"pilihan tidak dikenal: \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1: \2 tidak dikenal; pilih salah satu: \3",
    ),
    (r"argument (.+?): expected one argument", r"\1: nilainya belum diberikan"),
    (r"argument (.+?): expected (\d+) arguments", r"\1: perlu \2 nilai"),
    (r"argument (.+?): expected at least one argument", r"\1: perlu paling sedikit satu nilai"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat dipakai bersama \2"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1: nilai \2 tidak diperlukan"),
    (f"argument (.+?): {BAD_SIZE}", r"\1: tulis LEBARxTINGGI dalam piksel, misalnya 1366x768"),
    (f"argument (.+?): {BAD_DAY}", r"\1: tulis tanggal seperti 2026-11-23"),
    (f"argument (.+?): {BAD_FOLDER}", r"\1: sebutkan sebuah folder"),
    (f"argument (.+?): {BAD_ADDRESS}", r"\1: tulis alamat seperti 10.0.0.5 atau 10.0.0.5:5432"),
    (f"argument (.+?): {BAD_HOURS}", r"\1: tulis jumlah jam dari 1 sampai 720"),
    (f"argument (.+?): {BAD_SCALE}", r"\1: tulis angka dari 0.5 sampai 4, misalnya 1.5"),
    (r"argument (.+?): invalid (\w+) value: (.+)", r"\1: nilai \3 tidak dapat dibaca"),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _FORMS)


def in_indonesian(message: str) -> str:
    """The same complaint in Bahasa Indonesia."""
    for pattern, said in _COMPILED:
        found = pattern.fullmatch(message)
        if found:
            return found.expand(said)
    return message
