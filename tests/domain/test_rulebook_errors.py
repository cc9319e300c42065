"""Whatever is wrong in a table is said in one Indonesian sentence that names file, line and reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madiun_console.domain.rulebook import RULEBOOK_FILES, Rulebook, RuleTableError, parse_rulebook

LEVELS, KINDS, SOP, AGENCIES, CALENDAR = (
    "levels.toml",
    "taxonomy.toml",
    "sop.toml",
    "agencies.toml",
    "calendar.toml",
)
DATES, UNITS, DESA, SAMPLES = (
    "calendar_dates.csv",
    "madiun_units.csv",
    "neighbour_desa.csv",
    "sample_reports.csv",
)

# file, what stands there (its first occurrence), what is written instead, the reason; the fault is where they differ
FAULTS = [
    (
        LEVELS,
        'label_en = "Stones, clubs, blunt objects"\noverride = "middle"',
        'label_en = "Stones, clubs, blunt objects"\noverride = "midle"',
        'faktor "weapon_blunt": override "midle" bukan salah satu dari low, middle, high',
    ),
    (LEVELS, "middle_from = 3", "middle_from 3", "susunan TOML salah: sesudah nama kunci harus ada"),
    (
        LEVELS,
        "middle_from = 3",
        'middle_from = "3"',
        "[scoring]: middle_from harus bilangan bulat, bukan teks",
    ),
    (LEVELS, "middle_from = 3", "middle_from = true", "middle_from harus bilangan bulat, bukan true/false"),
    (LEVELS, "high_from = 6", "high_from = 3", "[scoring]: high_from = 3 harus lebih besar dari 3"),
    (LEVELS, "schema = 1", "schema = 2", "schema 2 tidak dikenal program ini"),
    (
        LEVELS,
        'id = "hostage"',
        'id = "hostage"\npoint = 2',
        'faktor "hostage": kunci "point" tidak dikenal; mungkin maksudnya "points"',
    ),
    (LEVELS, 'id = "hostage"', 'id = "arson"', 'faktor "arson": id "arson" sudah dipakai di baris'),
    (LEVELS, 'id = "threat"', "id = 7", "faktor ke-16: id harus teks, bukan bilangan bulat"),
    (LEVELS, 'from = "22:00"', 'from = "22.00"', 'faktor "night": from "22.00" bukan jam seperti "22:00"'),
    (LEVELS, "days = 30", "days = 0", 'faktor "repeat_location": days = 0 terlalu kecil'),
    (
        LEVELS,
        'computed = "time"',
        'computed = "clock"',
        'computed "clock" bukan salah satu dari time, calendar',
    ),
    (
        LEVELS,
        'not_for = ["peaceful_protest"',
        'not_for = ["peacefull_protest"',
        'not_for "peacefull_protest" bukan jenis atau kategori yang dikenal; mungkin maksudnya "peaceful_protest"',
    ),
    (LEVELS, 'factors = ["weapon_blunt"]', 'factors = ["weapon_blun"]', 'factors "weapon_blun" bukan faktor'),
    (
        LEVELS,
        "agency_ack = 14400",
        "agency_akc = 14400",
        'target "agency_akc" ada di sini tetapi tidak ada di [targets.middle]',
    ),
    (LEVELS, "{ hours = 24,", "{ hour = 24,", "caller_feedback perlu tepat satu dari seconds, hours"),
    (LEVELS, 'moving = "Meluncur"', 'movin = "Meluncur"', 'movin "movin" bukan status yang dikenal; mungkin'),
    (
        KINDS,
        'agencies = ["bhabinkamtibmas", "babinsa", "kelurahan", "polsek"]',
        'agencies = ["bhabinkamtibmas", "babinsa", "kelurahan", "polsec"]',
        (
            'jenis "suspicious_gathering": agencies "polsec" bukan instansi atau role_key yang dikenal; '
            'mungkin maksudnya "polsek"'
        ),
    ),
    (KINDS, 'default_level = "middle"', 'default_level = "medium"', 'jenis "convoy": default_level "medium"'),
    (KINDS, 'id = "gang"', 'id = "convoy"', 'jenis "convoy": id "convoy" sudah dipakai'),
    (KINDS, 'id = "ms_clash"', 'id = "convoy"', 'jenis "convoy": id "convoy" sudah dipakai'),
    (KINDS, 'code = "K02.3"', 'code = "K02.2"', 'code "K02.2" sudah dipakai'),
    (
        KINDS,
        '"crowd_30", "crowd_100"',
        '"crowd_33", "crowd_100"',
        'factors "crowd_33" bukan faktor yang dikenal',
    ),
    (
        KINDS,
        'codes = ["ongoing", "imminent",',
        'codes = ["ongoing",',
        'pertanyaan "ongoing": codes harus berisi 4 teks seperti options, bukan 3',
    ),
    (KINDS, 'codes = ["none", "blunt"', 'codes = ["none", "none"', 'codes memuat "none" dua kali'),
    (KINDS, "required = true", 'required = "ya"', 'pertanyaan "where": required harus true/false'),
    (
        KINDS,
        'ask_en = ["How many motorbikes or cars? Engines revved, loud exhausts?", ',
        "ask_en = [",
        'jenis "convoy": ask_en harus berisi 3 teks seperti ask, bukan 2',
    ),
    (
        SOP,
        'by = "targets.high.leaders_brief"',
        'by = "targets.high.leader_brief"',
        (
            'langkah "leaders_brief": by "targets.high.leader_brief" bukan target waktu '
            'dalam levels.toml yang dikenal; mungkin maksudnya "targets.high.leaders_brief"'
        ),
    ),
    (SOP, 'when = ["victim_light"', 'when = ["victim_ligth"', 'langkah "ambulance": when "victim_ligth"'),
    (SOP, "by = 120", "by = -120", 'langkah "check_notified": by = -120 terlalu kecil'),
    (SOP, 'key = "Alt+2"', 'key = "Alt+1"', 'tombol "Alt+1" sudah dipakai "prank"'),
    (
        "quality.toml",
        "share_percent = 2",
        "share_percent = 0",
        "share_percent = 0 terlalu kecil, paling sedikit 1",
    ),
    (
        "quality.toml",
        "share_percent = 2",
        "share_percent = 101",
        "share_percent = 101 terlalu besar, paling banyak 100",
    ),
    (
        "quality.toml",
        'part = "escalation"',
        'part = "eskalasi"',
        'part "eskalasi" bukan salah satu dari call, intake',
    ),
    (
        "quality.toml",
        'id = "weapon_asked"',
        'id = "polite"',
        'kriteria "polite": id "polite" sudah dipakai di baris',
    ),
    (
        "quality.toml",
        'text = "Ditanyakan apakah ada senjata"',
        'text = ""',
        'kriteria "weapon_asked": text tidak boleh kosong',
    ),
    (SOP, 'text = "Radio HT"', 'text = ""', 'kanal "radio": text tidak boleh kosong'),
    ("shifts.toml", 'start = "23:00"', 'start = "24:00"', 'piket "malam": start "24:00" bukan jam'),
    (AGENCIES, 'parent = "polda_jatim"', 'parent = "polda"', 'parent "polda" bukan instansi atau role_key'),
    (AGENCIES, '"35.19.09", "35.19.14"]', '"35.19.09", "35.19.99"]', 'covers "35.19.99" bukan kode wilayah'),
    (AGENCIES, 'notify_by = "kodim_0803"', 'notify_by = "kodim"', 'notify_by "kodim" bukan instansi'),
    (
        AGENCIES,
        '["polsek", "koramil", "kecamatan"',
        '["polsek", "korami", "kecamatan"',
        'middle "korami"',
    ),
    (
        AGENCIES,
        'parent = "korem_081"\ncovers = ["35.77", "35.19"]\nverb = "koordinasi"',
        'parent = "korem_081"\ncovers = ["35.77", "35.19"]\nverb = "teruskan"',
        'instansi "kodim_0803": TNI tidak boleh "teruskan"',
    ),
    (AGENCIES, 'verb = "koordinasi"', 'verb = "teruskan"', 'jenis instansi "tni": TNI tidak boleh diminta'),
    (
        AGENCIES,
        'levels = ["middle", "high"]',
        'levels = ["midle", "high"]',
        'levels "midle" bukan salah satu',
    ),
    (
        CALENDAR,
        'suran_agung = ["suran_agung"]',
        'suran_agun = ["suran_agung"]',
        'suran_agun" bukan id peristiwa',
    ),
    (
        CALENDAR,
        '["suro_day", "suro_end"]',
        '["suro_dya", "suro_end"]',
        'suro_month "suro_dya" bukan event_id',
    ),
    (CALENDAR, "window = [2, 2]", "window = [2]", 'peristiwa "suro_eve": window harus berisi 2 bilangan'),
    (CALENDAR, "fixed:12-25", "fixed:12-32", 'rule "fixed:12-32" bukan tanggal tetap'),
    (
        CALENDAR,
        'id = "election"',
        'id = "christmas"',
        'peristiwa "christmas": id "christmas" sudah dipakai di baris',
    ),
    (
        CALENDAR,
        "epoch = 1936-03-24",
        'epoch = "1936-03-24"',
        "[method.javanese]: epoch harus tanggal, bukan teks",
    ),
    (DATES, "2024-08-06,suro_end", "2024-08-36,suro_end", '"2024-08-36" bukan tanggal'),
    (DATES, "2024-08-06,suro_end", "2024-08-06,suro_ende", '"suro_ende" tidak dimiliki peristiwa'),
    ("search_lexicon.toml", 'wafat"]', 'wafat", "pecah"]', 'kata "pecah" sudah ada dalam keluarga "rusak"'),
    ("search_lexicon.toml", 'wafat"]', 'Wafat"]', 'kata "Wafat" harus huruf kecil'),
    (UNITS, "35.77.01.1004,Rejomulyo,35.77.01,", "35.77.01.1004,Rejomulyo,35.77.09,", '"35.77.09"'),
    (UNITS, "-7.620885,", "-97.620885,", "kolom lat: -97.620885 di luar -90 sampai 90"),
    (UNITS, "Suko Sari,3,1", "Suko Sari,3,2", "segi enam ini sudah dipakai Oro-oro Ombo"),
    (DESA, "Geger,35.19.03,", "Geger,35.19.04,", 'tidak berada dalam "35.19.04"'),
    (DESA, "111.515864,no", "111.515864,tidak", '"tidak" bukan salah satu dari yes, no'),
    ("neighbour_regencies.csv", ",737875,", ",banyak,", 'kolom population: "banyak" bukan bilangan bulat'),
    (
        "public_offices.csv",
        "No. 15,35.77.03.1003",
        "No. 15,35.77.03.1033",
        'unit_code: "35.77.03.1033" bukan kode',
    ),
    (
        "hotspots.csv",
        "35.77.03.1009?",
        "35.77.03.1099?",
        'kelurahan_code: "35.77.03.1099?" bukan kode wilayah',
    ),
    (SAMPLES, ",crowd,convoy,", ",crowd,konvoi,", 'expected_sub: "konvoi" bukan jenis yang dikenal'),
    (SAMPLES, ",crowd,convoy,", ",sara,convoy,", '"convoy" bukan bagian dari kategori "sara"'),
    (SAMPLES, ",crowd,convoy,middle", ",crowd,convoy,tinggi", "bukan salah satu dari low, middle, high"),
    (SAMPLES, "S005,whatsapp", "S005,wa", 'kolom channel: "wa" bukan salah satu dari phone'),
    (SAMPLES, "S002,phone", "S001,phone", 'id "S001" sudah dipakai di baris'),
]

# the same, with the text on whose first line the error points: something is missing, or the fault is between two places
FAULTS_ELSEWHERE = [
    (LEVELS, "high_from = 6", "", '[scoring]: kunci "high_from" tidak ada', "[scoring]"),
    (LEVELS, 'colour = "green"', 'color = "green"', 'level "low": kunci "colour" tidak ada', "[[level]]"),
    (
        LEVELS,
        "[targets.middle]\nfirst_notification = 300\nagency_ack",
        "[targets.middle]\nfirst_notification = 300\nagency_akc",
        'target "agency_ack" ada di sini tetapi tidak ada di [targets.middle]',
        "agency_ack = 14400",
    ),
    (AGENCIES, 'parent = ""', 'parent = "polres_magetan"', "berputar kembali", 'parent = "polda_jatim"'),
    (
        CALENDAR,
        '["suro_day", "suro_end"]',
        '["suro_day"]',
        'span "from_to" perlu tepat dua event_id',
        'span = "from_to"',
    ),
]


def message_of(texts: dict[str, str], file: str, text: str) -> str:
    with pytest.raises(RuleTableError) as fault:
        parse_rulebook(texts | {file: text})
    return str(fault.value)


@pytest.mark.parametrize(("file", "old", "new", "reason"), FAULTS, ids=lambda value: value[:24])
def test_a_fault_names_file_line_and_reason(
    table_texts: dict[str, str], file: str, old: str, new: str, reason: str
) -> None:
    assert old in table_texts[file]
    text = table_texts[file].replace(old, new, 1)
    pairs = zip(table_texts[file].splitlines(), text.splitlines(), strict=False)
    line = next(number for number, (before, after) in enumerate(pairs, start=1) if before != after)
    message = message_of(table_texts, file, text)
    assert message.startswith(f"{file} baris {line}: "), message
    assert reason in message


@pytest.mark.parametrize(
    ("file", "old", "new", "reason", "pointed"), FAULTS_ELSEWHERE, ids=lambda value: value[:24]
)
def test_what_is_missing_points_at_the_table_around_it(
    table_texts: dict[str, str], file: str, old: str, new: str, reason: str, pointed: str
) -> None:
    assert old in table_texts[file]
    text = table_texts[file].replace(old, new, 1)
    line = text[: text.index(pointed)].count("\n") + 1
    message = message_of(table_texts, file, text)
    assert message.startswith(f"{file} baris {line}: "), message
    assert reason in message


def test_a_call_that_was_no_incident_needs_a_criterion_too(table_texts: dict[str, str]) -> None:
    text = table_texts["quality.toml"].replace('part = "call"', 'part = "intake"')
    assert 'belum ada kriteria dengan part "call"' in message_of(table_texts, "quality.toml", text)


@pytest.mark.parametrize("name", RULEBOOK_FILES)
def test_every_table_must_be_there_and_hold_something(table_texts: dict[str, str], name: str) -> None:
    texts = {file: text for file, text in table_texts.items() if file != name}
    with pytest.raises(RuleTableError) as fault:
        parse_rulebook(texts)
    assert str(fault.value) == f"{name}: berkas tidak ditemukan"
    assert message_of(table_texts, name, "").startswith(f"{name} baris 1: ")


def loaded(texts: dict[str, str]) -> Rulebook | RuleTableError:
    try:
        return parse_rulebook(texts)
    except RuleTableError as error:
        return error


def loads_or_names_a_file(texts: dict[str, str]) -> None:
    found = loaded(texts)
    if isinstance(found, RuleTableError):
        assert found.file in RULEBOOK_FILES
        assert str(found).startswith(found.file)
        assert found.reason
    else:
        assert found.levels


@pytest.mark.parametrize("name", [name for name in RULEBOOK_FILES if name.endswith(".toml")])
@settings(max_examples=20)  # each parses all tables, 20 ms
@given(data=st.data())
def test_no_typing_error_in_toml_is_a_crash(
    table_texts: dict[str, str], name: str, data: st.DataObject
) -> None:
    """A character lost, doubled or replaced anywhere: the tables still load, or the error names the file."""
    text = table_texts[name]
    place = data.draw(st.integers(0, len(text) - 1))
    typed = data.draw(st.sampled_from(["", "x", '"', "]", "=", "\n", "#", "0", "\x00"]))
    loads_or_names_a_file(table_texts | {name: text[:place] + typed + text[place + 1 :]})


@pytest.mark.parametrize("name", [name for name in RULEBOOK_FILES if name.endswith(".csv")])
@settings(max_examples=20)  # each parses all tables, 20 ms
@given(data=st.data())
def test_no_typing_error_in_csv_is_a_crash(
    table_texts: dict[str, str], name: str, data: st.DataObject
) -> None:
    text = table_texts[name]
    place = data.draw(st.integers(0, len(text) - 1))
    typed = data.draw(st.sampled_from(["", "x", '"', ",", "\n", "#", "-", "9", "\r", "\x00"]))
    loads_or_names_a_file(table_texts | {name: text[:place] + typed + text[place + 1 :]})


def test_a_harmless_additional_row_is_welcome(table_texts: dict[str, str]) -> None:
    """What a supervisor may add without asking us: a factor, a kind, a date from the notice, an office, a word."""
    texts = dict(table_texts)
    texts["levels.toml"] = texts["levels.toml"].replace(
        "# Test vectors", '[[factor]]\nid = "flood"\nlabel = "Banjir"\npoints = 1\n# Test vectors', 1
    )
    texts["taxonomy.toml"] += (
        '\n  [[category.sub]]\n  id = "new_kind"\n  code = "K12.8"\n  name_id = "Baru"\n  snpk = "-"\n  acled = "-"\n'
        '  default_level = "low"\n  agencies = []\n'
    )
    texts["calendar_dates.csv"] += "2027-01-17,football,Derbi,surat panitia,\n"
    texts["public_offices.csv"] += "Pasar Besar,Jl. Panglima Sudirman,\n"
    rulebook = parse_rulebook(texts)
    assert rulebook.factor("flood").label("en") == "Banjir"  # no English yet: the Indonesian word stands in
    assert rulebook.kind("new_kind").ask == ()
    assert not rulebook.calendar.dates["football"][0].derived
