"""The words of a handover sheet: in Bahasa Indonesia for paper; the screen gives its own, in the language that is on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """Headings, heads of columns and the few phrases between them; those in braces are filled in."""

    summary: str
    """{reports}, {opened} and {closed} of the shift."""
    incidents: str
    unanswered: str
    callbacks: str
    watched: str
    repeated: str
    ahead: str
    calls: str
    drafts: str
    notes: str
    added: str
    number: str
    level: str
    kind: str
    place: str
    status: str
    owner: str
    unanswered_short: str
    agency: str
    sent: str
    due: str
    who: str
    tried: str
    reported: str
    when: str
    what: str
    outcome: str
    count: str
    colleague: str
    since: str
    state: str
    time: str
    text: str
    nothing: str
    """What stands in a part with nothing in it."""
    nobody: str
    unknown_place: str
    unclassified: str
    cut_off: str
    """{time} of the call."""
    promised: str
    """{number} of the incident."""
    never_tried: str
    times: str
    """{count}."""
    reports_of: str
    """{reports}, {incidents}."""
    date_in_report: str
    parked: str
    left: str
    total: str


PAPER = SheetWords(
    summary="Selama piket diterima {reports} laporan, dibuka {opened} kejadian baru, dan ditutup {closed} kejadian.",
    incidents="Kejadian terbuka level tinggi dan sedang",
    unanswered="Eskalasi yang belum dijawab instansi",
    callbacks="Yang masih harus dihubungi kembali",
    watched="Kejadian yang dipantau",
    repeated="Lokasi yang berulang dilaporkan dalam {days} hari",
    ahead="Kegiatan dan tanggal rawan tujuh hari ke depan",
    calls="Panggilan yang bukan kejadian selama piket",
    drafts="Panggilan yang belum selesai dicatat",
    notes="Catatan piket",
    added="Tambahan",
    number="Nomor",
    level="Level",
    kind="Jenis",
    place="Lokasi",
    status="Status",
    owner="Petugas",
    unanswered_short="Belum dijawab",
    agency="Instansi",
    sent="Dikirim",
    due="Batas waktu",
    who="Yang dihubungi",
    tried="Sudah dicoba",
    reported="Dilaporkan",
    when="Waktu",
    what="Kegiatan atau tanggal",
    outcome="Hasil panggilan",
    count="Jumlah",
    colleague="Petugas",
    since="Sejak",
    state="Keadaan",
    time="Pukul",
    text="Isi",
    nothing="Nihil.",
    nobody="—",
    unknown_place="belum diketahui",
    unclassified="Belum digolongkan",
    cut_off="Penelepon yang terputus pukul {time}",
    promised="Pelapor kejadian {number}, sesuai janji",
    never_tried="belum",
    times="{count} kali",
    reports_of="{reports} laporan, {incidents} kejadian",
    date_in_report="ada di laporan",
    parked="diparkir",
    left="tertinggal di isian",
    total="Jumlah",
)
