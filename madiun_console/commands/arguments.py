"""The command line's grammar: names and flags that scripts rely on, the same ones before or after the sub-command."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from madiun_console.commands.argument_words import BAD_DAY, BAD_FOLDER, BAD_SCALE, BAD_SIZE, in_indonesian
from madiun_console.commands.server_arguments import add_server, add_sync
from madiun_console.commands.voice import shown
from madiun_console.errors import ExitCode

PROGRAM = "madiun-console"


class Arguments(argparse.Namespace):
    """What was given, with its types; what was not given is None."""

    command: str | None
    data: Path | None
    lang: str | None
    as_name: str | None
    password_file: Path | None
    screenshot: Path | None
    page: str
    size: tuple[int, int]
    theme: str | None
    scale: float
    selftest: Path | None
    version: bool
    # of single commands
    act: str
    desk: str
    name: str
    role: str
    new_password_file: Path
    format: str
    file: str
    folder: Path
    dry_run: bool
    map_file: Path | None
    since: dt.date | None
    until: dt.date | None
    unmasked: bool
    reason: str
    recovery_code_file: Path | None
    out: Path
    date: str | None
    period: str | None
    stretch: str
    # of `server`
    dsn: str | None
    address: tuple[str, int | None] | None
    agency: str | None
    may_share_identity: bool
    hours: int
    backup_stamp: Path | None
    # of `server join` and `sync`
    code: str | None
    code_file: Path | None
    once: bool
    watch: bool


class Parser(argparse.ArgumentParser):
    """argparse, but its own words are Indonesian unless English was asked for, and nothing is abbreviated."""

    def __init__(self, *, lang: str = "id", **options: object) -> None:
        self.lang = lang
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            argument_default=argparse.SUPPRESS,
            formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=32, width=100),
            **options,  # type: ignore[arg-type]
        )
        self.options = self.add_argument_group(_pick(lang, "Pilihan", "Options"))
        self.options.add_argument(
            "-h", "--help", action="help", help=_pick(lang, "tampilkan bantuan ini", "show this help")
        )

    def format_usage(self) -> str:
        """The line of usage, headed in the person's language."""
        return self._headed(super().format_usage())

    def format_help(self) -> str:
        """The help, headed in the person's language."""
        return self._headed(super().format_help())

    def print_help(self, file: Any = None) -> None:
        """Write the help; argparse itself would pass over an output that does not take it."""
        out = file or sys.stdout
        out.write(self.format_help())
        out.flush()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how it should be; exit code 2."""
        said = shown(message if self.lang == "en" else in_indonesian(message))
        more = _pick(self.lang, "Cara memakai", "How to use it")
        self.exit(ExitCode.USAGE, f"{self.prog}: {said}\n{more}: {self.prog} --help\n")

    def _headed(self, text: str) -> str:
        return text if self.lang == "en" else text.replace("usage: ", "Pemakaian: ", 1)


def parse(argv: list[str]) -> Arguments:
    """Read the command line; exits with 2 (SystemExit) when it makes no sense, with 0 after --help."""
    lang = _language(argv)
    parser = _parser(lang)
    given = Arguments(
        command=None, data=None, lang=None, as_name=None, password_file=None, screenshot=None, page="queue",
        size=(1366, 768), theme=None, scale=1.0, selftest=None, version=False, recovery_code_file=None,
        date=None, period=None, dry_run=False, map_file=None, since=None, until=None, unmasked=False, reason="",
        dsn=None, address=None, agency=None, may_share_identity=False, hours=24, backup_stamp=None,
        code=None, code_file=None, once=False, watch=False,
    )  # fmt: skip
    return parser.parse_args(argv, given)


def _language(argv: list[str]) -> str:
    """The language of complaints about the command line itself, which is not read yet."""
    for at, word in enumerate(argv):
        if word == "--lang=en" or (word == "--lang" and argv[at + 1 : at + 2] == ["en"]):
            return "en"
    return "id"


def _pick(lang: str, text_id: str, text_en: str) -> str:
    return text_en if lang == "en" else text_id


def _parser(lang: str) -> Parser:
    def t(text_id: str, text_en: str) -> str:
        return _pick(lang, text_id, text_en)

    parser = Parser(
        lang=lang,
        prog=PROGRAM,
        description=t(
            "Konsol Madiun. Tanpa perintah, jendela dibuka. Kode keluar: 0 baik, 1 kerusakan ditemukan, 2 salah pakai, "
            "3 tidak boleh, 4 data tidak dapat dibuka, 5 komputer (disk, izin, layar), 70 kesalahan program.",
            "Konsol Madiun. Without a command the window opens. Exit codes: 0 fine, 1 damage found, 2 usage, "
            "3 not allowed, 4 the data cannot be opened, 5 the computer (disk, rights, display), 70 our mistake.",
        ),
    )
    _shared(parser, lang)
    _pictures(parser, lang)
    parser.options.add_argument(
        "--selftest",
        metavar="OUT.json",
        type=Path,
        help=t("periksa program yang terpasang", "check the installed program"),
    )
    parser.options.add_argument(
        "--version", action="store_true", help=t("versi program", "version of the program")
    )
    commands = parser.add_subparsers(
        title=t("Perintah", "Commands"), dest="command", metavar=t("PERINTAH", "COMMAND"), parser_class=Parser
    )

    def command(name: str, text_id: str, text_en: str) -> Parser:
        added: Parser = commands.add_parser(
            name, lang=lang, help=t(text_id, text_en), description=t(text_id, text_en)
        )
        _shared(added, lang)
        return added

    file = t("BERKAS", "FILE")
    init = command(
        "init",
        "mulai pusat panggilan baru; mencetak kode pemulihan",
        "found a center; prints the recovery code",
    )
    needed = init.options.add_argument
    needed(
        "--desk", metavar=t("HURUF", "LETTER"), required=True, help=t("huruf meja ini", "this desk's letter")
    )
    needed(
        "--name",
        metavar=t("NAMA", "NAME"),
        required=True,
        help=t("administrator pertama", "first administrator"),
    )
    person = command("person", "orang yang boleh masuk", "people who may sign in")
    acts = person.add_subparsers(
        title=t("Perintah", "Commands"), dest="act", required=True, metavar="add", parser_class=Parser
    )
    add: Parser = acts.add_parser("add", lang=lang, help=t("tambah orang", "add a person"))
    _shared(add, lang)
    add.add_argument("name", metavar=t("NAMA", "NAME"))
    add.options.add_argument("--role", metavar="operator|supervisor|administrator", required=True)
    add.options.add_argument("--new-password-file", metavar=file, type=Path, required=True)
    demo = command(
        "demo", "jendela dengan data contoh (LATIHAN)", "the window with sample data, for training"
    )
    _pictures(demo, lang)
    paper = command(
        "paper-form",
        "formulir laporan kosong untuk dicetak, A4",
        "a blank intake form to print, A4",
    )
    paper.add_argument("file", metavar="FILE.pdf")
    _reports(command("report", "laporan sebagai PDF atau XLSX", "reports as PDF or XLSX"), lang)
    _files(command, lang)
    command("verify", "periksa rantai, isi, dan tampilan data", "check chains, parts and projections")
    backup = command(
        "backup", "tulis cadangan terenkripsi yang sudah diperiksa", "write a verified, encrypted backup"
    )
    backup.add_argument("file", metavar=file)
    restore = command(
        "restore",
        "pulihkan cadangan; data sekarang disisihkan",
        "restore a backup; the present data are set aside",
    )
    restore.add_argument("file", metavar=file)
    restore.options.add_argument(
        "--recovery-code-file",
        metavar=file,
        type=Path,
        help=t("berisi kode pemulihan", "holds the recovery code"),
    )
    rules = command("rules", "tabel aturan", "tables of rules")
    rule_acts = rules.add_subparsers(
        title=t("Perintah", "Commands"), dest="act", required=True, metavar="check", parser_class=Parser
    )
    check: Parser = rule_acts.add_parser(
        "check", lang=lang, help=t("periksa tabel yang diubah", "check edited tables")
    )
    _shared(check, lang)
    check.add_argument("folder", metavar=t("FOLDER", "FOLDER"), type=_folder)
    command("rebuild", "bangun ulang tampilan dari catatan", "fold the projections again from the log")
    add_server(
        command("server", "server bersama (PostgreSQL)", "the shared server (PostgreSQL)"), lang, _shared
    )
    add_sync(command("sync", "bertukar data dengan server bersama", "exchange with the shared server"), lang)
    command(
        "doctor",
        "periksa komputer ini dan katakan apa yang perlu dibenahi",
        "check this computer, say what to mend",
    )
    return parser


def _reports(report: Parser, lang: str) -> None:
    """Kinds of reports, each a command of its own under `report`."""
    kinds = report.add_subparsers(
        title=_pick(lang, "Perintah", "Commands"), dest="act", required=True, metavar="handover|recap", parser_class=Parser
    )  # fmt: skip

    def kind(name: str, text_id: str, text_en: str) -> Parser:
        words = _pick(lang, text_id, text_en)
        added: Parser = kinds.add_parser(name, lang=lang, help=words, description=words)
        _shared(added, lang)
        return added

    recap = kind(
        "recap",
        "angka sebuah sif, hari, bulan, atau empat bulan",
        "the figures of a shift, a day, a month or four months",
    )
    recap.add_argument("stretch", metavar="2026-11-23-malam|2026-11-23|2026-11|2026-B12")
    recap.options.add_argument("--out", metavar="FILE.pdf|FILE.xlsx", type=Path, required=True)
    handover = kind("handover", "lembar serah terima sebuah sif", "the handover sheet of a shift")
    add = handover.options.add_argument
    add("--out", metavar="FILE.pdf", type=Path, required=True)
    add(
        "--date",
        metavar="2026-11-23",
        help=_pick(lang, "tanggal jam pertama sif itu", "date of its first hour"),
    )
    add(
        "--period",
        metavar="pagi|siang|malam",
        help=_pick(lang, "sif menurut shifts.toml", "id of shifts.toml"),
    )


def _files(command: Callable[[str, str, str], Parser], lang: str) -> None:
    """`import` and `export`."""

    def t(text_id: str, text_en: str) -> str:
        return _pick(lang, text_id, text_en)

    file, day = t("BERKAS", "FILE"), t("TANGGAL", "DATE")
    into = command(
        "import",
        "masukkan tabel panggilan lama (CSV atau XLSX)",
        "take in a table of past calls (CSV or XLSX)",
    )
    into.add_argument("file", metavar=file)
    add = into.options.add_argument
    add("--dry-run", action="store_true", help=t("hanya periksa, jangan simpan", "only check, save nothing"))
    add(
        "--map",
        dest="map_file",
        metavar=file,
        type=Path,
        help=t("pencocokan kolom (TOML)", "mapping of columns (TOML)"),
    )
    export = command(
        "export", "tulis data ke berkas; identitas tersamar", "write data to a file; identities masked"
    )
    add = export.options.add_argument
    add("--format", choices=["csv", "xlsx", "json", "geojson"], required=True)
    add(
        "--since",
        metavar=day,
        type=_day,
        help=t("mulai hari ini, 2026-11-23", "from this day on, 2026-11-23"),
    )
    add(
        "--until", metavar=day, type=_day, help=t("sampai dengan hari ini", "up to this day, itself included")
    )
    add(
        "--unmasked",
        action="store_true",
        help=t("dengan identitas; dicatat", "with identities; it is logged"),
    )
    add("--reason", metavar=t("TEKS", "TEXT"), help=t("alasan untuk --unmasked", "why --unmasked"))
    export.add_argument("file", metavar=f"{file}|-")


def _day(text: str) -> dt.date:
    """A day as 2026-11-23 or 23/11/2026."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        day, month, year = (int(part) for part in text.replace("-", "/").split("/"))
        return dt.date(year, month, day)
    except ValueError as error:
        raise argparse.ArgumentTypeError(BAD_DAY) from error


def _folder(text: str) -> Path:
    """A folder's path; an empty one, of a script's variable that was never set, must not mean the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError(BAD_FOLDER)
    return Path(text)


def _shared(parser: Parser, lang: str) -> None:
    """What is accepted before and after every command."""
    add = parser.options.add_argument
    add("--data", metavar="DIR", type=_folder, help=_pick(lang, "folder data", "data folder"))
    add("--lang", choices=["id", "en"], help=_pick(lang, "bahasa", "language"))
    name, file = _pick(lang, "NAMA", "NAME"), _pick(lang, "BERKAS", "FILE")
    add(
        "--as",
        dest="as_name",
        metavar=name,
        help=_pick(lang, "masuk sebagai orang ini", "sign in as this person"),
    )
    add(
        "--password-file",
        metavar=file,
        type=Path,
        help=_pick(lang, "berisi kata sandinya", "holds the password"),
    )


def _pictures(parser: Parser, lang: str) -> None:
    add = parser.options.add_argument
    add(
        "--screenshot", metavar="FILE.png", type=Path,
        help=_pick(lang, "gambar sebuah halaman, tanpa layar", "draw a page, without a display"),
    )  # fmt: skip
    add(
        "--page",
        metavar="queue|intake|incident|settings|…",
        help=_pick(lang, "halaman yang digambar", "page to draw"),
    )
    add("--size", metavar="1366x768", type=_size)
    add("--theme", choices=["light", "dark"])
    add("--scale", metavar="1.5", type=_scale)


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isascii() and width.isdigit() and height.isascii() and height.isdigit()):
        raise argparse.ArgumentTypeError(BAD_SIZE)
    size = int(width), int(height)
    if not all(200 <= side <= 8000 for side in size):
        raise argparse.ArgumentTypeError(BAD_SIZE)
    return size


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(BAD_SCALE) from error
    if not 0.5 <= scale <= 4:
        raise argparse.ArgumentTypeError(BAD_SCALE)
    return scale
