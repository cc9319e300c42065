"""Joining a server: the one-time code becomes a device's own secret, and the store remembers where its server is.

All that is remembered stands in the store's `meta`, so it is encrypted with the store's key like everything else.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

from madiun_console.db import outbox
from madiun_console.db.store import Store
from madiun_console.durable_file import write_durably
from madiun_console.errors import InvalidInput
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.enrol_code import EnrolCode, decode
from madiun_console.sync.link_state import CA_FILE, JOINED_META, REVOKED, SERVER_META, has_joined
from madiun_console.sync.patience import Patience
from madiun_console.sync.postgres import PostgresTransport, not_enrolled
from madiun_console.sync.scram import verifier_of
from madiun_console.sync.server_certificate import fetch_authority
from madiun_console.sync.transport import Hello

CENTER_META, DESK_META, AGENCY_META = "center", "desk", "agency"
CENTER_FEED = "center"


@dataclass(frozen=True, slots=True)
class ServerLink:
    """What a store knows of its server."""

    host: str
    port: int
    database: str
    login: str
    secret: str
    authority: str
    """The pinned certificate (PEM); empty where the connection never leaves this computer."""
    feed: str
    """`center`, or the id of the agency whose desk this is."""

    def dsn(self, folder: Path, login: str = "", password: str = "") -> str:
        """The connection string of this device, or of a person's own login."""
        words = {
            "host": self.host, "port": str(self.port), "dbname": self.database,
            "user": login or self.login, "password": password or self.secret,
            "connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
            "tcp_user_timeout": "15000", "application_name": "Konsol Madiun", "target_session_attrs": "read-write",
        }  # fmt: skip
        if self.authority:
            file = folder / CA_FILE
            if not file.exists() or file.read_text(encoding="ascii") != self.authority:
                write_durably(file, self.authority.encode("ascii"))
            words |= {"sslmode": "verify-full", "sslrootcert": str(file)}
        return make_conninfo("", **words)


def server_link(store: Store) -> ServerLink | None:
    """Where this store's server is; None for a desk that works alone."""
    text = store.meta(SERVER_META)
    return ServerLink(**json.loads(text)) if text else None


def device_way(store: Store, link: ServerLink, patience: Patience | None = None) -> PostgresTransport:
    """The way over this device's own login. Raises ServerFault.

    Its secret is random and nobody types it, so a login that the server refuses is one that was revoked or is unknown there;
    of a revoked one PostgreSQL says no more than that the password fails.
    """
    try:
        return PostgresTransport(link.dsn(store.folder), patience)
    except ServerFault as fault:
        if fault.id in ("server_password", "server_role", REVOKED):
            raise not_enrolled() from fault
        raise


def join(store: Store, code_text: str, now_s: float) -> ServerLink:
    """Take up the code: connect, replace its secret, and remember the server. May be repeated after a cut-off.

    A store that worked alone keeps its facts, and so does one whose computer was revoked; they are sent by the exchange.
    Raises InvalidInput or ServerFault.
    """
    code = decode(code_text)
    _refuse(store, code, now_s)
    kept = server_link(store)
    if kept is not None and kept.login == code.login:
        link = kept  # cut off before the server had answered: the secret may be in force already
    else:
        link = ServerLink(
            code.host, code.port, code.database, code.login, secrets.token_urlsafe(24),
            _authority(code), code.feed or CENTER_FEED,
        )  # fmt: skip
    store.set_meta(
        SERVER_META, json.dumps(asdict(link))
    )  # before it is sent: it must not be known to the server alone
    try:
        _take_up(store, link, code)
    except BaseException:
        if kept is None:
            with store.own() as cursor:
                cursor.execute("DELETE FROM meta WHERE k = ?", (SERVER_META,))
        elif kept.login != link.login:
            store.set_meta(SERVER_META, json.dumps(asdict(kept)))
        raise
    return link


def _take_up(store: Store, link: ServerLink, code: EnrolCode) -> None:
    try:
        transport = PostgresTransport(link.dsn(store.folder, password=code.secret))
    except ServerFault as fault:
        if fault.id != "server_password":
            raise
        transport = PostgresTransport(
            link.dsn(store.folder)
        )  # the code was taken up, only its answer was lost
        code_is_used = True
    else:
        code_is_used = False
    try:
        letter = ""
        if (
            store.center and not code.feed
        ):  # before hello: a device whose store is known keeps the letter it was given
            letter = transport.keep_desk(store.meta(DESK_META) or "")
        said = _introduced(store, transport)
        _need_center(store, code, said)  # before the code is taken up: it stays good for another try
        letter = letter or said.desk or ""
        if not code_is_used:
            transport.take_up(verifier_of(link.secret))
    finally:
        transport.close()
    with store.own() as cursor:
        put = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
        cursor.execute(put, (JOINED_META, "1"))
        if letter:
            cursor.execute(put, (DESK_META, letter))
        if code.feed:
            cursor.execute(put, (AGENCY_META, code.feed))
        if said.center:
            cursor.execute(put, (CENTER_META, said.center))
    store.center = said.center or store.center


def _introduced(store: Store, transport: PostgresTransport) -> Hello:
    """A store that came with a login of before, which was revoked, goes on under a new chain; its own facts come along."""
    try:
        return transport.hello(store.rid, store.clock.now_ms())
    except ServerFault as fault:
        if fault.id != "server_right" or not has_joined(store):
            raise
    outbox.begin_new_chain(store)
    return transport.hello(store.rid, store.clock.now_ms())


def _refuse(store: Store, code: EnrolCode, now_s: float) -> None:
    if code.expired(now_s):
        raise InvalidInput(
            "enrol_code_expired",
            "Kode gabung ini sudah kedaluwarsa. Minta kode baru kepada administrator.",
            "This code to join has expired. Ask the administrator for a new one.",
        )
    if store.meta("center_demo") == "1":
        raise InvalidInput(
            "join_training",
            "Data latihan tidak dapat digabungkan dengan server. Mulai di folder data lain.",
            "Data for training cannot join a server. Begin in another data folder.",
        )
    agency = store.meta(AGENCY_META)
    if agency and code.feed != agency:
        raise InvalidInput(
            "join_other_feed",
            "Folder ini milik meja sebuah instansi, sedangkan kode ini bukan untuk instansi itu. Minta kode yang benar, atau "
            "pakai folder data yang kosong.",
            "This folder belongs to an agency's desk, but the code is not for that agency. Ask for the right code, or use an "
            "empty data folder.",
        )
    if code.feed and store.center and not agency:
        raise InvalidInput(
            "join_agency_center",
            "Kode ini untuk meja instansi, sedangkan folder ini berisi data pusat panggilan. Pakai folder data yang kosong.",
            "This code is for an agency's desk, but this folder holds a call center's data. Use an empty data folder.",
        )


def _need_center(store: Store, code: EnrolCode, said: Hello) -> None:
    """A code carries the center as it was when it was printed: none yet, where that was before the first desk joined."""
    if code.center and code.center != said.center:
        raise InvalidInput(
            "join_other_center",
            "Kode ini untuk pusat panggilan lain daripada yang ada di server itu. Jangan dilanjutkan; minta kode baru kepada "
            "administrator.",
            "This code is for another call center than the one on that server. Do not go on; ask the administrator for a "
            "new code.",
        )
    if not said.center and not code.feed and not store.center:
        raise InvalidInput(
            "join_empty_server",
            "Server ini masih kosong. Gabungkan dahulu komputer yang sudah memulai pusat panggilan; sesudah itu kode ini "
            "dapat dipakai.",
            "This server is still empty. First let the computer join that has begun the call center; then this code works.",
        )


def _authority(code: EnrolCode) -> str:
    if not code.ca_sha256:
        return ""
    found = fetch_authority(code.host, code.port, code.ca_sha256)
    if found is None:
        raise ServerFault(
            "server_ca_wrong",
            "Server di alamat itu memakai sertifikat dari otoritas lain daripada yang tertulis di kode. "
            "Jangan dilanjutkan; hubungi administrator server.",
            "The server at that address has a certificate of another authority than the code says. "
            "Do not go on; ask the server's administrator.",
        )
    return found
