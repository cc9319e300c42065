"""The server's functions over a PostgreSQL connection: one statement each, with autocommit (architecture.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus

from madiun_console.db.inbox import FeedItem, LogDiverged
from madiun_console.sync.connecting import ServerFault, server_fault
from madiun_console.sync.link_state import REVOKED
from madiun_console.sync.patience import Patience, connect_patiently
from madiun_console.sync.transport import PROTOCOL, Hello, Pushed

_PULL = (
    'SELECT pos, hdr, fact, body, body_salt, restricted, restricted_salt, pii, pii_salt, eff_hlc, held, "by", '
    "(extract(epoch FROM received_at) * 1000)::bigint FROM sync.pull(%s, %s, %s)"
)
_BUSY = ("55P03", "57014", "40001", "40P01")  # locks not had in time, statements ended by the watchdog
_TOO_OLD = "25001"
"""The transaction of a `push` began too long before the statement: a part of it was lost on the way and sent again."""
_DIVERGED, _TRAINING, _NOT_ENROLLED, _NO_OWN_LOGIN = "MD001", "MD003", "28000", "MD004"


class PostgresTransport:
    """One connection of a device or of a person; not for two threads at once."""

    def __init__(self, dsn: str, patience: Patience | None = None) -> None:
        self._dsn, self._patience = dsn, patience
        self._connection = connect_patiently(dsn, patience or Patience())
        self._heard: list[str] = []
        self._connection.add_notify_handler(lambda note: self._heard.append(note.payload))

    def another(self) -> PostgresTransport:
        """A second connection of the same login."""
        return PostgresTransport(self._dsn, self._patience)

    def hello(self, rid: str, client_ms: int) -> Hello:
        """Introduce this store. Raises ServerFault when this program is too old for the server."""
        said = self._one("SELECT sync.hello(%s, %s, %s)", rid, PROTOCOL, client_ms)
        if said["min_proto"] > PROTOCOL:
            raise ServerFault(
                "server_newer",
                "Server ini memakai aturan yang lebih baru. Perbarui program di komputer ini, lalu coba lagi.",
                "This server follows newer rules. Update the program on this computer, then try again.",
            )
        return Hello(
            said["epoch"], said["min_proto"], said["center"], said["device_id"], said["desk"], said["feed"],
            said["channel"], said["head"], said["last_dseq"], said["forked"], said["server_ms"],
            tuple(said.get("agencies", ())), tuple(said["sharing"]) if "sharing" in said else None,
        )  # fmt: skip

    def listen(self, channel: str) -> None:
        """Be told when something new stands in the feed."""
        with _told():
            self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))

    def push(self, rid: str, batch: str) -> Pushed:
        """Hand over a batch, the JSON text of its items."""
        # prepared before the batch is on its way: else the transaction begins when the first bytes arrive, and over a slow
        # line it would be too old when the last do (docs/sync.md, "Errors")
        said = self._one("SELECT sync.push(%s, %s::jsonb)", rid, batch, prepare=True)
        return Pushed(
            said["status"], said["acked"], said["last_dseq"], said["head"], said["first"], bytes.fromhex(said["chain"]),
            said["received_ms"], {pos: (held, by) for pos, held, by in said["verdicts"]},
        )  # fmt: skip

    def pull(self, after: int, chain: bytes, limit: int) -> list[FeedItem]:
        """The next items of the feed."""
        with _told(after), self._connection.cursor(binary=True) as cursor:
            cursor.execute(_PULL, (after, chain, limit))
            return [FeedItem(*row) for row in cursor.fetchall()]

    def head(self) -> tuple[str, int]:
        """(epoch, head of the feed)."""
        with _told():
            epoch, head = self._connection.execute("SELECT epoch::text, head FROM sync.head()").fetchall()[0]
        return epoch, head

    def common(self, points: Sequence[tuple[int, bytes]]) -> int:
        """The last of these checkpoints that the server shares."""
        positions, chains = [pos for pos, _ in points], [chain for _, chain in points]
        return int(self._one("SELECT sync.common(%s::bigint[], %s::bytea[])", positions, chains))

    def presence(self, said: dict[str, Any]) -> dict[str, Any]:
        """Say who is here, hear who else is."""
        heard: dict[str, Any] = self._one("SELECT sync.presence(%s::jsonb)", json.dumps(said))
        return heard

    def read_to(self, pos: int) -> None:
        """Tell how far this store has read."""
        self._one("SELECT sync.read_to(%s)", pos)

    def take_up(self, verifier: str) -> None:
        """Replace the one-time secret of the code, whose verifier the server holds, by this device's own."""
        self._one("SELECT sync.take_up(%s)", verifier)

    def keep_desk(self, letter: str) -> str:
        """Ask for the letter this desk had when it worked alone; gives the one it has from now on."""
        return str(self._one("SELECT sync.keep_desk(%s)", letter))

    def set_login_verifier(self, person: str, verifier: str) -> None:
        """Give a supervisor or administrator a login of their own."""
        self._one("SELECT sync.set_login(%s, %s)", person, verifier)

    def fileno(self) -> int:
        """The socket, readable when something arrived."""
        return self._connection.fileno()

    def hints(self) -> list[str]:
        """Payloads of NOTIFY that have arrived since the last call; waits for nothing."""
        with _told():
            self._connection.pgconn.consume_input()
            while (note := self._connection.pgconn.notifies()) is not None:
                self._heard.append(note.extra.decode())
        heard, self._heard = self._heard, []
        return heard

    def hurry(self, seconds: float) -> None:
        """Wait for answers only so long from now on; for the last words."""
        self._connection.hurry(seconds)

    def close(self) -> None:
        """Hang up; over a line that does not answer, without a word."""
        if self._connection.pgconn.transaction_status == TransactionStatus.IDLE:
            self._connection.close()
        else:
            self._connection.abort()

    def _one(self, question: str, *values: Any, prepare: bool | None = None) -> Any:
        with _told():
            row = self._connection.execute(question.encode(), values, prepare=prepare).fetchone()
        return row[0] if row else None


def login_of(person: str) -> str:
    """The name of a person's own login on the server."""
    return f"madiun_p_{person.replace('-', '')}"


def not_enrolled() -> ServerFault:
    """This computer was revoked, or is newer than the backup from which the server was restored."""
    return ServerFault(
        REVOKED,
        "Komputer ini tidak terdaftar lagi di server. Minta kode gabung baru kepada administrator. "
        "Yang dicatat di sini tetap tersimpan dan dikirim sesudah bergabung lagi.",
        "This computer is not enrolled at the server any more. Ask the administrator for a new code to join. "
        "What is logged here is kept, and sent after joining again.",
    )


@contextmanager
def _told(after: int = 0) -> Iterator[None]:
    """Whatever PostgreSQL says, as something a person can act on."""
    try:
        yield
    except psycopg.Error as error:
        state = getattr(error, "sqlstate", None)
        if state == _DIVERGED:
            raise LogDiverged(after) from error
        if state == _TRAINING:
            raise ServerFault(
                "server_training",
                "Data latihan tidak dapat digabungkan dengan server. Mulai pusat yang sebenarnya, lalu gabung.",
                "Data for training cannot join a server. Begin the real center, then join.",
            ) from error
        if state == _NOT_ENROLLED:
            raise not_enrolled() from error
        if state == _TOO_OLD:
            raise ServerFault(
                "server_line_slow",
                "Jaringan ke server sangat lambat atau tersendat. Yang belum terkirim aman di sini dan dikirim lagi dengan "
                "sendirinya; periksa jaringan bila ini berlangsung lama.",
                "The network to the server is very slow or falters. What was not sent is safe here and is sent again by "
                "itself; check the network if it lasts.",
            ) from error
        if state in _BUSY:
            raise ServerFault(
                "server_busy",
                "Server sedang sibuk. Yang belum terkirim aman di sini dan dikirim lagi dengan sendirinya.",
                "The server is busy. What was not sent is safe here and is sent again by itself.",
            ) from error
        if state == _NO_OWN_LOGIN:
            raise ServerFault(
                "server_no_own_login",
                "Orang ini tidak (lagi) memerlukan login sendiri di server.",
                "This person needs no login of their own at the server (any more).",
            ) from error
        raise server_fault(error) from error
