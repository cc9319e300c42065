"""The grammar of `server …`: what an administrator of the shared PostgreSQL server may say."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from madiun_console.commands.argument_words import BAD_ADDRESS, BAD_HOURS

if TYPE_CHECKING:
    from madiun_console.commands.arguments import Parser

LONGEST_HOURS = 720


def add_server(server: Parser, lang: str, shared: Callable[[Parser, str], None]) -> None:
    """Commands below `server`, each with what is shared by all of them."""

    def t(text_id: str, text_en: str) -> str:
        return text_en if lang == "en" else text_id

    acts = server.add_subparsers(
        title=t("Perintah", "Commands"),
        dest="act",
        required=True,
        metavar=t("PERINTAH", "COMMAND"),
        parser_class=type(server),
    )

    def plain(name: str, text_id: str, text_en: str) -> Parser:
        words = t(text_id, text_en)
        added: Parser = acts.add_parser(name, lang=lang, help=words, description=words)
        shared(added, lang)
        return added

    def command(name: str, text_id: str, text_en: str) -> Parser:
        added = plain(name, text_id, text_en)
        added.options.add_argument(
            "--dsn",
            metavar=t("ALAMAT", "ADDRESS"),
            help=t(
                "alamat server menurut libpq; tanpa ini MADIUN_SERVER_DSN",
                "the server as libpq names it, else MADIUN_SERVER_DSN",
            ),
        )
        return added

    def address(parser: Parser) -> None:
        parser.options.add_argument(
            "--address",
            metavar="HOST[:PORT]",
            type=_address,
            help=t(
                "alamat server bagi meja, bila bukan yang di --dsn",
                "the server's address for desks, if not that of --dsn",
            ),
        )

    address(
        command(
            "init",
            "siapkan basis data kosong sebagai server bersama",
            "make an empty database the shared server",
        )
    )
    command(
        "upgrade",
        "sesuaikan server dengan versi program ini",
        "bring the server up to this version of the program",
    )
    enrol = command(
        "enrol", "daftarkan satu komputer; mencetak kode gabung", "enrol one computer; prints a code to join"
    )
    enrol.add_argument("name", metavar=t("NAMA", "NAME"))
    enrol.options.add_argument(
        "--agency", metavar="ID", help=t("instansi menurut agencies.toml", "agency, an id of agencies.toml")
    )
    enrol.options.add_argument(
        "--may-share-identity",
        action="store_true",
        help=t("instansi itu boleh diberi identitas pelapor", "identities may be shared with that agency"),
    )
    enrol.options.add_argument(
        "--hours",
        metavar=t("JAM", "HOURS"),
        type=_hours,
        help=t("umur kode, 24 bila tidak disebut", "how long the code holds, 24 if not said"),
    )
    address(enrol)
    revoke = command(
        "revoke", "cabut satu komputer, misalnya yang dicuri", "revoke one computer, such as a stolen one"
    )
    revoke.add_argument("name", metavar=t("NAMA", "NAME"))
    command("list", "komputer yang terdaftar", "the computers that are enrolled")
    command("status", "keadaan catatan bersama", "how the shared log is doing")
    command(
        "rescue",
        "di sebuah meja, sesudah cadangan lama dipulihkan: kembalikan yang masih dipegang meja itu",
        "at a desk, after the restore of an old backup: give back what that desk still holds",
    )
    check = command(
        "check", "periksa server menurut docs/server.md", "check the server against docs/server.md"
    )
    check.options.add_argument(
        "--backup-stamp",
        metavar=t("BERKAS", "FILE"),
        type=Path,
        help=t("penanda cadangan terakhir di server", "mark of the last backup on the server"),
    )
    address(check)
    join = plain(
        "join",
        "di sebuah meja: gabung ke server dengan kodenya",
        "at a desk: join the server with its code",
    )
    ways = join.options.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--code", metavar=t("KODE", "CODE"), help=t("kode dari server enrol", "the code of server enrol")
    )
    ways.add_argument(
        "--code-file",
        metavar=t("BERKAS", "FILE"),
        type=Path,
        help=t("berisi kode itu", "holds the code"),
    )


def add_sync(sync: Parser, lang: str) -> None:
    """`sync`: once, or until Ctrl+C."""
    ways = sync.options.add_mutually_exclusive_group(required=True)
    once, watch = (
        ("sampai kedua sisi sama", "tetap tersambung sampai Ctrl+C")
        if lang != "en"
        else ("until both sides are the same", "stay connected until Ctrl+C")
    )
    ways.add_argument("--once", action="store_true", help=once)
    ways.add_argument("--watch", action="store_true", help=watch)


def _address(text: str) -> tuple[str, int | None]:
    """HOST, HOST:PORT or [IPv6]:PORT; several hosts with commas."""
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        host, port = text, ""
    if (
        not host.strip("[]")
        or any(char.isspace() for char in text)
        or (port and not (port.isascii() and port.isdigit()))
    ):
        raise argparse.ArgumentTypeError(BAD_ADDRESS)
    if port and not 0 < int(port) < 65_536:
        raise argparse.ArgumentTypeError(BAD_ADDRESS)
    return host.strip("[]"), int(port) if port else None


def _hours(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LONGEST_HOURS):
        raise argparse.ArgumentTypeError(BAD_HOURS)
    return int(text)
