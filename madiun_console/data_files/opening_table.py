"""Opens what somebody gives us to read, by what it is and not by what it is called."""

from __future__ import annotations

from pathlib import Path

from madiun_console.data_files.csv_lines import SAMPLE, looks_like_text
from madiun_console.data_files.csv_table import CsvTable
from madiun_console.data_files.faults import FileUnreadable, told
from madiun_console.data_files.table import Table

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_table(path: Path) -> Table:
    """The table in a file. Raises FileUnreadable or an EnvironmentFault that says what to do."""
    with told(path):
        if not path.exists():
            raise FileUnreadable(
                "file_missing",
                f"Berkas {path} tidak ditemukan. Periksa namanya.",
                f"The file {path} was not found. Check its name.",
            )
        if not path.is_file() and not path.is_dir():
            raise FileUnreadable(
                "file_special",
                f"{path} bukan berkas biasa (pipa atau perangkat), jadi tidak dibaca. Simpan isinya ke berkas .csv dahulu.",
                f"{path} is not a regular file (a pipe or a device) and was not read. Save its content to a .csv file first.",
            )
        if not path.is_file():
            raise FileUnreadable(
                "file_folder", f"{path} adalah folder, bukan berkas.", f"{path} is a folder, not a file."
            )
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        if not sample:
            raise FileUnreadable(
                "file_empty", f"Berkas {path.name} kosong.", f"The file {path.name} is empty."
            )
        if sample.startswith(_ZIP):
            return _workbook(path)
        if sample.startswith(_OLE):
            raise FileUnreadable(
                "file_old_excel",
                f"{path.name} adalah berkas Excel lama (.xls) atau terkunci kata sandi. Buka di Excel, simpan sebagai .xlsx "
                "tanpa kata sandi atau sebagai .csv, lalu ulangi.",
                f"{path.name} is an old Excel file (.xls) or locked by a password. Open it in Excel, save it as .xlsx without "
                "a password or as .csv, and try again.",
            )
        if not looks_like_text(sample):
            raise FileUnreadable(
                "file_no_table",
                f"{path.name} bukan tabel: perlu berkas .csv atau .xlsx.",
                f"{path.name} is no table: a .csv or .xlsx file is needed.",
            )
        table = CsvTable(path)
        if path.suffix.casefold() in (".xlsx", ".xlsm", ".xls"):
            table.notes = (
                (
                    "Berkas ini bernama Excel tetapi isinya teks CSV; dibaca sebagai CSV.",
                    "This file is named like Excel but holds CSV text; it is read as CSV.",
                ),
            )
        return table


def _workbook(path: Path) -> Table:
    from madiun_console.data_files.xlsx_table import XlsxTable

    return XlsxTable(path)
