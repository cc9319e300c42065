"""Reads the cells of one row as a report or call of the past; says for every cell that cannot be read why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from madiun_console.domain import phone as phones
from madiun_console.domain.ids import is_id
from madiun_console.domain.past_rows.cells import (
    Cell,
    UnreadableCell,
    moment_of,
    number_of,
    text_of,
    yes_of,
)
from madiun_console.domain.past_rows.code_words import OPEN, CodeWords
from madiun_console.domain.past_rows.fields import FIELDS_BY_ID
from madiun_console.domain.past_rows.headers import Mapping
from madiun_console.domain.past_rows.past_row import (
    AGENCY,
    NOTE,
    REFERENCE,
    Fault,
    PastRow,
    Refused,
    read_told,
)
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.strict_json import clean_text

LONGEST_CELL = 200_000
"""Characters; a longer text is no report but a broken file."""
AHEAD_MS = 365 * 86_400_000
_NUMBER = re.compile(r"\d{8}-[A-Z]\d{1,6}")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {127: None}
_HAS_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INERT = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_MASKED = "•"
_CONTENT = ("narrative", "kind", "outcome", "phone", "name", "address", "landmark", "note", "told")


class RowReader:
    """Made once for a file: its columns, the meaning of its words, and the moment of the import."""

    def __init__(
        self,
        rulebook: Rulebook,
        headers: Sequence[str],
        mapping: Mapping,
        now_ms: int,
        words: CodeWords | None = None,
    ) -> None:
        self._rulebook = rulebook
        self.headers = tuple(headers)
        self.mapping = mapping
        self.words = words or CodeWords(rulebook)
        self.now = now_ms
        self._places = {field: at for at, field in enumerate(mapping.columns) if field in FIELDS_BY_ID}
        self._unknown: dict[str, dict[str, int]] = {}
        self.has_times = "reported" in self._places or "occurred" in self._places
        self.usual_channel = rulebook.channels[0].id
        self._codes: dict[tuple[str, str], str | None] = {}

    @property
    def unknown_words(self) -> dict[str, dict[str, int]]:
        """Coded field -> word that no table knows -> how many rows have it, as far as rows were read."""
        return self._unknown

    def read(self, line: int, cells: Sequence[Cell]) -> PastRow | Refused | None:
        """The row; None when all its cells are empty."""
        if not any(cell is not None and cell != "" for cell in cells):
            return None
        reading = _Reading(self, line, cells)
        row = reading.row()
        if row is None:
            return Refused(line, tuple(text_of(cell) for cell in cells), tuple(reading.faults))
        return row

    # ------------------------------------------------------------------------------------------ for one reading

    def place(self, field: str) -> int | None:
        """The column of a field."""
        return self._places.get(field)

    def header(self, field: str) -> str:
        """The name of a field's column, for a reason."""
        at = self._places.get(field)
        return self.headers[at] if at is not None else FIELDS_BY_ID[field].label_id

    def code(self, field: str, text: str) -> str | None:
        """The code of a word; asked once for each different word."""
        key = (field, text)
        if key not in self._codes:
            if len(self._codes) > 20_000:
                self._codes.clear()
            self._codes[key] = self.words.code(field, text, self.mapping.values.get(field))
        return self._codes[key]

    def note_unknown(self, field: str, text: str) -> None:
        """Remember a word that a person may match; a handful of fields, some hundred words each."""
        words = self._unknown.setdefault(field, {})
        if text in words or len(words) < 300:
            words[text] = words.get(text, 0) + 1


class _Reading:
    """One row while it is read: `faults` gather, so that a person mends all of them at once."""

    def __init__(self, reader: RowReader, line: int, cells: Sequence[Cell]) -> None:
        self._reader = reader
        self._line = line
        self._cells = cells
        self.faults: list[Fault] = []
        self._texts: dict[str, str] = {}

    def row(self) -> PastRow | None:
        """The row, or None when there are faults."""
        reader, text = self._reader, self._text
        if len(self._cells) > len(reader.headers):
            self._too_many_cells()
        reported, occurred, closed = self._times()
        identity, reference = text("id"), text("reference")
        if identity and not is_id(identity):
            identity, reference = "", reference or identity
        outcome, kind, is_open, call = self._end()
        number = text("number")
        if number and not _NUMBER.fullmatch(number.upper()):
            reference, number = reference or number, ""
        lat, lon = self._point()
        unit = self._unit()
        address, landmark = text("address"), text("landmark")
        phone = text("phone")
        told = self._told(reference)
        note = text("note")
        says = call or any(text(name) for name in _CONTENT)
        if not (says or self.faults):
            self._fault(
                "narrative",
                "baris ini tidak berisi laporan: isi laporan, jenis, nomor, atau hasil kosong semua",
                "this row holds no report: text, kind, number and outcome are all empty",
            )
        level = self._code("level") or ""
        channel = self._code("channel") or reader.usual_channel
        anonymous, protected = self._yes("anonymous"), self._yes("protected")
        if self.faults:
            return None
        if call:
            told |= {
                FIELDS_BY_ID[field].label_id: said
                for field, said in (("address", address), ("landmark", landmark), ("unit", unit))
                if said
            }
            if note:
                told[NOTE] = note
        desk = text("desk").upper()
        return PastRow(
            line=self._line, id=identity, reported=reported, occurred=occurred, closed=closed, channel=channel,
            desk=desk if len(desk) == 1 and "A" <= desk <= "Z" else "",
            phone="" if _MASKED in phone else phones.normalise(phone) or phone, name=self._unmasked("name"),
            home=self._unmasked("home"), anonymous=anonymous, protected=protected, narrative=text("narrative"),
            kind_id="" if call else kind, level=level, unit=unit,
            precision=self._precision(lat, unit, address or landmark), address=address, landmark=landmark, lat=lat,
            lon=lon, is_open=is_open, closing="" if call else outcome, call_outcome=outcome if call else "",
            number=number.upper(), note="" if call else note, told=told,
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------ parts of a row

    def _times(self) -> tuple[int | None, int | None, int | None]:
        reader = self._reader
        reported = self._moment("reported", "reported_time")
        occurred = self._moment("occurred", "occurred_time")
        closed = self._moment("closed", None)
        if reported is None and occurred is None and reader.has_times and not self.faults:
            self._fault(
                "reported" if reader.place("reported") is not None else "occurred",
                "waktu kosong; tulis seperti 23/11/2026 14.32",
                "no time; write it like 23/11/2026 14.32",
            )
        if reported is None and occurred is not None and occurred <= reader.now:
            reported = occurred
        if reported is not None and reported > reader.now:
            self._fault(
                "reported",
                "waktu ini belum terjadi; periksa tanggalnya",
                "this time has not come yet; check the date",
            )
        elif occurred is not None and occurred > max(reader.now, reported or 0) + AHEAD_MS:
            self._fault(
                "occurred",
                "waktu kejadian lebih dari setahun di depan; periksa tanggalnya",
                "the time of the event is more than a year ahead; check the date",
            )
        if closed is not None and closed > reader.now:
            self._fault(
                "closed",
                "waktu ini belum terjadi; periksa tanggalnya",
                "this time has not come yet; check the date",
            )
        elif closed is not None and reported is not None and closed < reported:
            self._fault(
                "closed", "waktu selesai lebih awal dari waktu lapor", "it was closed before it was reported"
            )
        return reported, occurred, closed

    def _end(self) -> tuple[str, str, bool, bool]:
        """(outcome, kind, whether it is open, whether it was no incident)."""
        words = self._reader.words
        kind, outcome = self._code("kind") or "", self._code("outcome") or ""
        status = self._code("status") or ""
        call = bool(outcome) and words.is_call(outcome)
        if not outcome and kind and words.is_call(kind):
            return kind, "", False, True
        if call and kind and kind != outcome and not words.is_call(kind):
            self._fault(
                "outcome",
                "hasil ini berarti bukan kejadian, tetapi jenis kejadiannya diisi; kosongkan salah satu",
                "this outcome says that it was no incident, but a kind is given; empty one of them",
            )
        if status == OPEN and outcome and not call:
            self._fault(
                "status",
                "statusnya terbuka, tetapi hasilnya sudah diisi; kosongkan salah satu",
                "the status is open, but there is an outcome; empty one of them",
            )
        return outcome, kind, status == OPEN and not call, call

    def _point(self) -> tuple[float | None, float | None]:
        lat, lon = self._number("lat", 90), self._number("lon", 180)
        if (lat is None) != (lon is None) and not self.faults:
            self._fault(
                "lat" if lat is None else "lon",
                "lintang dan bujur harus diisi keduanya",
                "latitude and longitude are needed together",
            )
        return lat, lon

    def _unit(self) -> str:
        words = self._reader.words
        code, kelurahan, kecamatan = self._text("unit"), self._text("kelurahan"), self._text("kecamatan")
        if code:
            if words.knows_place(code):
                return code
            self._fault(
                "unit", f'kode wilayah "{code[:40]}" tidak dikenal', f'the area code "{code[:40]}" is unknown'
            )
            return ""
        if not kelurahan and not kecamatan:
            return ""
        found = words.place(kelurahan, kecamatan)
        if found is None:
            name, field = (kelurahan, "kelurahan") if kelurahan else (kecamatan, "kecamatan")
            self._fault(
                field,
                f'wilayah "{name[:40]}" tidak dikenal atau namanya dipakai lebih dari satu wilayah',
                f'the area "{name[:40]}" is unknown, or several have that name',
            )
        return found or ""

    def _precision(self, lat: float | None, unit: str, address: str) -> str:
        if lat is not None:
            return "exact"
        if unit and self._reader.words.is_outside(unit):
            return "outside"
        if address:
            return "street"
        return "unit" if unit else "unknown"

    def _told(self, reference: str) -> dict[str, str]:
        kept = {REFERENCE: reference, AGENCY: self._text("agency")}
        return read_told(self._text("told")) | {key: said for key, said in kept.items() if said}

    def _too_many_cells(self) -> None:
        for at, cell in enumerate(self._cells[len(self._reader.headers) :], len(self._reader.headers)):
            if text_of(cell):
                self.faults.append(Fault(
                    str(at + 1), "baris ini punya kolom lebih banyak daripada judulnya; periksa pemisah dan tanda kutip",
                    "this row has more columns than the header; check separators and quotation marks",
                ))  # fmt: skip
                return

    # ------------------------------------------------------------------------------------------ single cells

    def _cell(self, field: str) -> Cell:
        at = self._reader.place(field)
        return self._cells[at] if at is not None and at < len(self._cells) else None

    def _text(self, field: str) -> str:
        if field not in self._texts:
            self._texts[field] = self._read_text(field)
        return self._texts[field]

    def _read_text(self, field: str) -> str:
        cell = self._cell(field)
        if cell is None or cell == "":
            return ""
        text = text_of(cell)
        if len(text) > LONGEST_CELL:
            self._fault(
                field,
                f"teksnya terlalu panjang ({len(text)} huruf)",
                f"the text is too long ({len(text)} signs)",
            )
            return ""
        if _HAS_CONTROL.search(text):
            text = text.translate(_CONTROL)
        if text[:1] == "'" and _INERT.match(text):
            text = text[1:]
        return clean_text(text).strip()

    def _unmasked(self, field: str) -> str:
        """A name or home; what an export of ours has masked says nothing."""
        text = self._text(field)
        return "" if _MASKED in text else text

    def _code(self, field: str) -> str | None:
        text = self._text(field)
        if not text:
            return None
        code = self._reader.code(field, text)
        if code is None:
            self._reader.note_unknown(field, text)
            short = text if len(text) <= 40 else f"{text[:39]}…"
            self._fault(
                field,
                f'"{short}" tidak dikenal; cocokkan katanya atau tulis seperti di tabel',
                f'"{short}" is unknown; match the word or write it as the tables do',
            )
        return code

    def _moment(self, field: str, hour_field: str | None) -> int | None:
        cell = self._cell(field)
        hour = self._cell(hour_field) if hour_field else None
        if cell is None and hour is None:
            return None
        try:
            return moment_of(cell, hour)
        except UnreadableCell as error:
            self._fault(field, error.text_id, error.text_en)
            return None

    def _number(self, field: str, most: int) -> float | None:
        cell = self._cell(field)
        if cell is None or cell == "":
            return None
        try:
            found = number_of(cell, point=True)
        except UnreadableCell as error:
            self._fault(field, error.text_id, error.text_en)
            return None
        if found is not None and not -most <= found <= most:
            self._fault(field, f"harus antara -{most} dan {most}", f"must lie between -{most} and {most}")
            return None
        return found

    def _yes(self, field: str) -> bool:
        try:
            return yes_of(self._cell(field))
        except UnreadableCell as error:
            self._fault(field, error.text_id, error.text_en)
            return False

    def _fault(self, field: str, text_id: str, text_en: str) -> None:
        self.faults.append(Fault(self._reader.header(field), text_id, text_en))
