"""The words of a recap: in Bahasa Indonesia for the office's files; the screen gives its own, in the language that is on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapWords:
    """Headings and the few phrases between them; those in braces are filled in."""

    shift: str
    """{shift} and {day}."""
    incidents: str
    calls: str
    by_kind: str
    by_kelurahan: str
    outcomes: str
    answer_times: str
    all_levels: str
    count: str
    told: str
    answered: str
    in_time: str
    median: str
    nine_of_ten: str
    reports: str
    callers: str
    told_to_an_agency: str
    told_to_nobody: str
    unclassified: str
    outside: str
    unknown_place: str
    still_open: str
    without_code: str


PAPER = RecapWords(
    shift="Sif {shift}, {day}",
    incidents="Kejadian",
    calls="Panggilan",
    by_kind="Menurut jenis",
    by_kelurahan="Menurut kelurahan",
    outcomes="Hasil penutupan",
    answer_times="Waktu jawab instansi",
    all_levels="Jumlah",
    count="Jumlah",
    told="Diteruskan",
    answered="Dijawab",
    in_time="Tepat waktu",
    median="Median",
    nine_of_ten="9 dari 10",
    reports="Laporan warga",
    callers="Pelapor berbeda, dijumlahkan",
    told_to_an_agency="Diteruskan ke instansi",
    told_to_nobody="Tidak diteruskan",
    unclassified="Belum digolongkan",
    outside="Luar kota",
    unknown_place="Lokasi belum diketahui",
    still_open="Masih terbuka",
    without_code="Tanpa kode",
)
