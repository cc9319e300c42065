"""The columns that a table of past calls may have: what an export calls them, and by which names others know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

IGNORED = ""
"""The "field" of a column that is not taken in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row can tell. The labels head the columns of an export; `others` are names in other tables."""

    id: str
    label_id: str
    label_en: str
    others: tuple[str, ...] = ()
    personal: bool = False
    """Says who called: only in an export that a supervisor has taken unmasked."""
    only_in: bool = False
    """Other people's tables have it; an export of ours never does."""

    def label(self, language: str = "id") -> str:
        """What the column is called in "id" or "en"."""
        return self.label_en if language == "en" else self.label_id

    def names(self) -> tuple[str, ...]:
        """Every name by which the column is known."""
        return (self.id, self.label_id, self.label_en, *self.others)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


FIELDS: tuple[Field, ...] = (
    Field("id", "ID", "ID", _names("no, no urut, nomor id, uuid")),
    Field("number", "Nomor kejadian", "Incident number", _names("no kejadian, nomor insiden, no insiden, incident no")),
    Field("reference", "Nomor asal", "Original number", _names(
        "nomor laporan, no laporan, nomor tiket, no tiket, kode laporan, ticket, ticket number, reference, case number, "
        "nomor register, no register"
    )),
    Field("reported", "Waktu lapor", "Time reported", _names(
        "tanggal, tgl, tanggal lapor, tgl lapor, tanggal laporan, waktu laporan, waktu, tanggal waktu, tanggal dan jam, "
        "tanggal panggilan, waktu panggilan, date, datetime, date time, timestamp, reported, reported at, call time, "
        "date reported, received at, waktu masuk, tanggal masuk"
    )),
    Field("reported_time", "Jam lapor", "Hour reported", _names(
        "jam, pukul, jam laporan, jam masuk, jam panggilan, time, hour"
    ), only_in=True),
    Field("occurred", "Waktu kejadian", "Time occurred", _names(
        "tanggal kejadian, tgl kejadian, occurred, occurred at, incident time, incident date, event time, date occurred"
    )),
    Field("occurred_time", "Jam kejadian", "Hour occurred", _names("pukul kejadian, incident hour"), only_in=True),
    Field("channel", "Kanal", "Channel", _names("saluran, media, media laporan, sumber, sumber laporan, via, source")),
    Field("phone", "Nomor telepon", "Telephone number", _names(
        "no telepon, no telp, nomor telp, telepon, telp, no hp, nomor hp, hp, no wa, whatsapp, nomor pelapor, no pelapor, "
        "nomor penelepon, phone, phone number, mobile, caller number, number, msisdn, kontak, contact"
    ), personal=True),
    Field("name", "Nama pelapor", "Caller's name", _names(
        "nama, pelapor, nama penelepon, penelepon, name, caller, caller name, reporter, reporter name"
    ), personal=True),
    Field("home", "Alamat pelapor", "Caller's home", _names("alamat rumah, alamat penelepon, home, home address"),
          personal=True),
    Field("anonymous", "Anonim", "Anonymous", _names("tanpa nama")),
    Field("protected", "Dilindungi", "Protected", _names("pelapor dilindungi, rahasia")),
    Field("narrative", "Laporan", "Report", _names(
        "isi laporan, uraian, uraian kejadian, uraian laporan, kronologi, narasi, keluhan, aduan, isi aduan, deskripsi, "
        "pesan, text, narrative, description, details, message, complaint"
    )),
    Field("kind", "Jenis", "Kind", _names(
        "jenis kejadian, jenis laporan, jenis aduan, jenis gangguan, kategori, sub kategori, subkategori, klasifikasi, type, "
        "incident type, category, sub category, subcategory, kind id, expected sub, event type"
    )),
    Field("level", "Level", "Level", _names(
        "tingkat, prioritas, tingkat kerawanan, urgensi, priority, severity, expected level, skala"
    )),
    Field("unit", "Kode wilayah", "Area code", _names(
        "kode kelurahan, kode wilayah administrasi, kelurahan code, unit, unit code, kode kemendagri"
    )),
    Field("kelurahan", "Kelurahan", "Kelurahan", _names("kel, desa, kelurahan desa, desa kelurahan, village, wilayah, lurah")),
    Field("kecamatan", "Kecamatan", "Kecamatan", _names("kec, district, subdistrict, sub district")),
    Field("address", "Alamat", "Address", _names(
        "lokasi, lokasi kejadian, alamat kejadian, alamat lokasi, tempat, tempat kejadian, tkp, jalan, location, street, place"
    )),
    Field("landmark", "Patokan", "Landmark", _names("dekat, acuan, near")),
    Field("lat", "Lintang", "Latitude", _names("lat, latitude, koordinat lintang, y")),
    Field("lon", "Bujur", "Longitude", _names("lon, lng, long, longitude, koordinat bujur, x")),
    Field("status", "Status", "Status", _names("keadaan, state, status laporan, status penanganan")),
    Field("outcome", "Hasil", "Outcome", _names(
        "hasil panggilan, hasil penanganan, kode penutupan, penutupan, closing, closing code, result, hasil akhir, disposisi"
    )),
    Field("closed", "Waktu selesai", "Time closed", _names(
        "tanggal selesai, tgl selesai, waktu tutup, tanggal tutup, closed, closed at, finished, date closed, resolved at"
    )),
    Field("agency", "Instansi", "Agency", _names(
        "opd, dinas, diteruskan ke, instansi terkait, unit penanganan, agencies, forwarded to, handled by, penanganan oleh"
    )),
    Field("note", "Catatan", "Note", _names(
        "keterangan, ket, tindak lanjut, tindakan, penanganan, notes, remark, remarks, comment, follow up, action"
    )),
    Field("told", "Jawaban", "Answers"),
    Field("desk", "Meja", "Desk", _names("huruf meja, desk letter")),
)  # fmt: skip
FIELDS_BY_ID: Mapping[str, Field] = {field.id: field for field in FIELDS}
REASON_COLUMNS = ("Baris", "Kolom", "Alasan")
"""What the file of refused rows adds to the columns; read again, they are nothing to take in."""
