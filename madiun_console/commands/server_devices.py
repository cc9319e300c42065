"""`server enrol`, `revoke` and `list`: which computers may talk to the shared server."""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from typing import Any

import psycopg

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.moments import written
from madiun_console.commands.server_session import public_address
from madiun_console.commands.voice import REPLACED, Voice
from madiun_console.domain.unseen_signs import is_unseen
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.sync.connecting import Connection, ServerFault
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.joining import CENTER_FEED

_SECRET_BYTES = 18


def enrol(connection: Connection, given: Arguments, voice: Voice) -> int:
    """Make a login for one computer and print the code with which it joins, once."""
    _need_name(given.name)
    _need_agency(given)
    host, port = public_address(connection, given)
    authority = shown_authority(host, port)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    verifier = connection.pgconn.encrypt_password(secret.encode(), b"desk", b"scram-sha-256").decode()
    try:
        row = connection.execute(
            "SELECT sync.enrol(%s, %s, %s, %s, %s)",
            (given.name, given.agency, given.may_share_identity, verifier, given.hours),
        ).fetchone()
    except psycopg.errors.UniqueViolation as error:
        # of the table's own constraint it is the very name, which one that was revoked goes by
        taken = given.name if error.diag.constraint_name else error.diag.message_detail or given.name
        raise InvalidInput(
            "device_name_taken",
            f"Sudah ada komputer bernama {taken}. Pilih nama lain, atau cabut yang lama: server revoke {taken!r}",
            f"There is a computer named {taken} already. Choose another name, or revoke it: server revoke {taken!r}",
        ) from error
    except psycopg.errors.InvalidParameterValue as error:
        raise InvalidInput(
            "device_name", "Nama komputer harus 1 sampai 60 huruf.", "A computer's name has 1 to 60 letters."
        ) from error
    made: dict[str, Any] = row[0] if row else {}
    code = EnrolCode(
        host=host, port=port, database=connection.info.dbname, ca_sha256=authority, center=made["center"],
        login=made["login"], secret=secret, desk=made["desk"] or "", feed=made["feed"] or "", expires=made["expires"],
    )  # fmt: skip
    _tell(code, given, voice)
    return ExitCode.OK


def revoke(connection: Connection, name: str, voice: Voice) -> int:
    """Close a computer's login and end its connections."""
    row = connection.execute("SELECT sync.revoke(%s)", (name,)).fetchone()
    if row != (True,):
        raise InvalidInput(
            "device_unknown",
            f"Tidak ada komputer bernama {name} yang masih terdaftar. Lihat: madiun-console server list",
            f"No computer named {name} is enrolled. See: madiun-console server list",
        )
    voice.say(
        f"{name} dicabut: sambungannya diputus dan tidak dapat dipakai lagi.",
        f"{name} was revoked: its connections are ended and it cannot connect again.",
    )
    return ExitCode.OK


def list_devices(connection: Connection, voice: Voice) -> int:
    """Print every computer with what it is and when it was last heard of."""
    row = connection.execute("SELECT sync.devices()").fetchone()
    devices: list[dict[str, Any]] = [
        one for one in (row[0] if row else []) if one["login"] != "madiun_rescued"
    ]
    if not devices:
        voice.say(
            "Belum ada komputer yang terdaftar. Daftarkan dengan: madiun-console server enrol NAMA",
            "No computer is enrolled yet. Enrol one by: madiun-console server enrol NAME",
        )
        return ExitCode.OK
    head = (
        voice.pick("NAMA", "NAME"), voice.pick("MEJA", "DESK"), voice.pick("BAGIAN", "FEED"), voice.pick("KEADAAN", "STATE"),
        voice.pick("TERAKHIR", "LAST SEEN"), voice.pick("TERTINGGAL", "BEHIND"),
    )  # fmt: skip
    rows = [head, *(_row(device, voice) for device in devices)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for cells in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        voice.say(line, line)
    return ExitCode.OK


def shown_authority(host: str, port: int) -> str:
    """Fingerprint of the authority that the server shows to desks; empty without TLS, which only loopback may do."""
    from madiun_console.sync.server_certificate import (
        NoTls,
        authority_of,
        complaint_about,
        fingerprint,
        shown_certificates,
    )

    place = f"{host}:{port}"
    first = host.partition(",")[0]
    try:
        authority = authority_of(shown_certificates(first, port))
    except NoTls as error:
        if first == "localhost" or _is_loopback(first):
            return ""
        raise ServerFault(
            "server_no_tls",
            f"Server di {place} belum memakai TLS; meja tidak akan mengirim apa pun ke sana. Nyalakan ssl: docs/server.md.",
            f"The server at {place} has no TLS; desks would send nothing there. Turn ssl on: docs/server.md.",
        ) from error
    except OSError as error:
        raise ServerFault(
            "server_address_silent",
            f"Tidak ada PostgreSQL yang menjawab di {place}, alamat yang akan dipakai meja. Periksa --address, "
            "listen_addresses dan dinding api (firewall).",
            f"No PostgreSQL answers at {place}, the address that desks would use. Check --address, listen_addresses and "
            "the firewall.",
        ) from error
    if authority is None:
        raise ServerFault(
            "server_ca_not_sent",
            f"Server di {place} tidak ikut mengirim sertifikat otoritasnya (CA), jadi meja tidak dapat memeriksanya. "
            "Sambungkan ca.crt di belakang server.crt, lalu muat ulang: docs/server.md.",
            f"The server at {place} does not send its authority's certificate (CA), so desks cannot check it. "
            "Append ca.crt to server.crt, then reload: docs/server.md.",
        )
    wrong = complaint_about(first, port, authority)
    if wrong:
        raise ServerFault(
            "server_name_wrong",
            f"Meja akan menolak sertifikat server di {place}: {wrong}. Buat sertifikat yang memuat alamat itu: docs/server.md.",
            f"Desks would refuse the certificate of the server at {place}: {wrong}. Make one for that address: docs/server.md.",
        )
    return fingerprint(authority)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _need_name(name: str) -> None:
    if any(map(is_unseen, name)):
        raise InvalidInput(
            "device_name_signs",
            "Nama komputer tidak boleh memuat ganti baris, tab, atau tanda lain yang tidak terlihat.",
            "A computer's name must not hold a line end, a tab or another sign that is not seen.",
        )


def _need_agency(given: Arguments) -> None:
    from madiun_console.resources import load_rulebook

    if given.may_share_identity and given.agency is None:
        raise InvalidInput(
            "share_without_agency",
            "--may-share-identity hanya berlaku bersama --agency.",
            "--may-share-identity makes sense only with --agency.",
        )
    known = load_rulebook().agencies_by_id
    if given.agency is not None and not given.agency.strip():  # a script's empty variable
        raise InvalidInput(
            "agency_empty",
            "--agency memerlukan id instansi menurut agencies.toml; untuk meja pusat panggilan jangan memakai --agency.",
            "--agency needs an id of agencies.toml; leave --agency out for a desk of the call center.",
        )
    if given.agency is not None and given.agency not in known:
        near = [agency for agency in known if given.agency.lower() in agency][:5] or list(known)[:5]
        raise InvalidInput(
            "agency_unknown",
            f"Instansi {given.agency} tidak ada di agencies.toml. Misalnya: {', '.join(near)}.",
            f"There is no agency {given.agency} in agencies.toml. For example: {', '.join(near)}.",
        )


def _tell(code: EnrolCode, given: Arguments, voice: Voice) -> None:
    """The code alone goes to standard output, so that it can be piped; the rest beside it."""
    until = written(code.expires * 1000, voice.lang)
    whose = voice.pick(f"meja {code.desk}", f"desk {code.desk}") if code.desk else code.feed
    voice.warn(
        f"Kode gabung untuk {given.name} ({whose}), sekali pakai, sampai {until}. "
        "Di komputer itu: halaman pertama > Gabung. Kode ini rahasia dan tidak ditampilkan lagi.",
        f"Code for {given.name} ({whose}) to join, for one use, until {until}. "
        "On that computer: first page > Join. The code is secret and not shown again.",
    )
    text = code.encode()
    voice.say(text, text)


def _row(device: dict[str, Any], voice: Voice) -> tuple[str, ...]:
    if device["revoked_at"]:
        state = voice.pick("dicabut", "revoked")
    elif device["expires_at"]:
        late = dt.datetime.fromisoformat(device["expires_at"]) < dt.datetime.now(dt.UTC)
        state = (
            voice.pick("kode kedaluwarsa", "code expired")
            if late
            else voice.pick("menunggu gabung", "not joined yet")
        )
    elif device["forks"]:
        state = voice.pick("terdaftar, pernah bercabang", "enrolled, has forked")
    else:
        state = voice.pick("terdaftar", "enrolled")
    seen = device["seen_at"]
    shown = written(dt.datetime.fromisoformat(seen), voice.lang) if seen else "-"
    feed = device["feed"] if device["feed"] != CENTER_FEED else voice.pick("Pusat panggilan", "Call center")
    behind = str(device["lag"])
    if device["expires_at"]:  # it never read anything
        behind = voice.pick("belum bergabung", "not joined")
    if device["revoked_at"]:
        behind = "-"
    # enrolled before such names were refused: a line end would break the table, which `Voice` lets through
    name = "".join(REPLACED if is_unseen(sign) else sign for sign in device["name"])
    return name, device["desk"] or "-", feed, state, shown, behind
