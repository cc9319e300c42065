"""`make desks`: three consoles and an agency's desk on this computer, joined to one shared server, to see them work together.

Uses the server that `make server` runs in another terminal, else starts that same server for as long as the desks are open.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from madiun_console.actions.desk import Desk, Session, may
from madiun_console.actions.people import add_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.cli import main as console
from madiun_console.enrolment import join_server
from madiun_console.errors import NotAllowed
from madiun_console.opening import found, open_desk, open_store
from madiun_console.queries.desk_lists import people
from madiun_console.settings import Preferences, save_preferences
from madiun_console.sync.joining import device_way, server_link
from madiun_console.sync.link_state import has_joined
from madiun_console.sync.own_logins import OwnLogins, note_password
from madiun_console.sync.postgres import PostgresTransport
from madiun_console.ui.workplace import OWN_LOGIN
from tools.dev_server import DATABASE, forget_unjoined, make_database, say
from tools.dev_server import FOLDER as SERVER
from tools.embedded_postgres import EmbeddedPostgres, PostgresDidNotStart

FOLDER = SERVER.parent / "desks"
PASSWORD = "latihan-123"  # noqa: S105 - of invented people, on this computer only
AGENCY = "polres_madiun_kota"


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk, and who sits there."""

    name: str
    person: str
    role: str
    agency: str | None = None
    theme: str = "light"


SEATS = (
    Seat("Meja Sari", "Sari", "administrator"),
    Seat("Meja Bima", "Bima", "supervisor"),
    Seat("Meja Rani", "Rani", "operator", theme="dark"),
    Seat("Polres", "Bripka Dewi", "operator", AGENCY),
)


def main(folder: Path = FOLDER, server_folder: Path = SERVER) -> int:
    """Make what is not there yet, open the four windows, and end when they are closed or at Ctrl+C."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print(
            "Di sini tidak ada layar. / There is no display here. Try: xvfb-run -s '-screen 0 1920x1080x24' make desks"
        )
        return 5
    os.environ["MADIUN_CONSOLE_KEYRING"] = "file"  # invented data need no place in anybody's keyring
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        with server_there(server_folder) as server:
            make_database(server)
            make_desks(folder, server.dsn(DATABASE))
            _tell(folder)
            _run_windows(folder, stopped)
    except PostgresDidNotStart as error:
        say(
            f"{error}\nPostgreSQL tidak menyala; sebabnya di atas. / PostgreSQL did not start; the cause is above."
        )
        return 1
    return 0


def _run_windows(folder: Path, stopped: threading.Event) -> None:
    """The four windows, until all are closed or Ctrl+C."""
    windows = [_open(folder, seat) for seat in SEATS]
    while not stopped.wait(0.3) and any(window.poll() is None for window in windows):
        pass
    for window in windows:
        if window.poll() is None:
            window.terminate()
    for window in windows:
        window.wait(30)


@contextlib.contextmanager
def server_there(folder: Path) -> Iterator[EmbeddedPostgres]:
    """The server of `make server` if it runs, else one of our own in the same folder."""
    server = EmbeddedPostgres(folder, say=say)
    if server.attach():
        yield server
        return
    with server:
        yield server


def make_desks(folder: Path, dsn: str) -> None:
    """Prepare the schema, found the center at the first desk with all people, and let every desk join; once."""
    _console("server", "init", "--dsn", dsn)
    for seat in SEATS:
        place = place_of(folder, seat)
        if _is_ready(place):
            continue
        if seat is SEATS[0] and not (place / "store.db").exists():
            center = found(place, "A", seat.person, PASSWORD)
            _add_people(center.desk, center.session)
            center.desk.store.close()
        agency = ["--agency", seat.agency, "--may-share-identity"] if seat.agency else []
        forget_unjoined(dsn, seat.name)  # an earlier run was cut off before it joined
        code = _console("server", "enrol", seat.name, "--dsn", dsn, *agency)
        joined = join_server(place, code)
        assert has_joined(joined.desk.store)  # noqa: S101
        joined.desk.store.close()
        save_preferences(place, Preferences(theme=seat.theme))
        (place / "password").write_text(PASSWORD, encoding="utf-8")
    if _somebody_lacks_a_login(dsn):
        desk = open_desk(place_of(folder, SEATS[0]))
        give_logins(desk)
        desk.store.close()


def _somebody_lacks_a_login(dsn: str) -> bool:
    lacking = "SELECT 1 FROM sync.person WHERE role <> 'operator' AND agency IS NULL AND login IS NULL"
    with psycopg.connect(dsn) as connection:
        return connection.execute(lacking).fetchone() is not None


def give_logins(desk: Desk) -> None:
    """As an administrator does on the page People: else acts that need a role would wait to be confirmed.

    The founder gets the first login from the desk that founded the center, and sets the supervisor's over it.
    """
    link = server_link(desk.store)
    assert link is not None  # noqa: S101
    known = {one.name: one for one in people(desk)}
    for seat in SEATS[1:]:
        if may(desk, seat.role, OWN_LOGIN):
            note_password(desk.store, known[seat.person].id, PASSWORD)
    logins = OwnLogins(
        desk.store, lambda login, password: PostgresTransport(link.dsn(desk.store.folder, login, password))
    )
    logins.use(known[SEATS[0].person].id, PASSWORD)
    device = device_way(desk.store, link)
    try:
        logins.settle(
            device
        )  # opens the founder's own way, which the server does not know yet: asks for the first login
        logins.settle(device)
    finally:
        logins.drop_ways()
        device.close()


def _is_ready(place: Path) -> bool:
    """Whether an earlier run, which may have been cut off, made this desk and let it join."""
    if not (place / "password").exists():
        return False
    store = open_store(place)
    joined = has_joined(store)
    store.close()
    return joined


def place_of(folder: Path, seat: Seat) -> Path:
    """The data folder of a desk."""
    return folder / seat.name.lower().replace(" ", "-")


def _add_people(desk: Desk, by: Session) -> None:
    for seat in SEATS[1:]:
        add_person(desk, by, seat.person, seat.role, PASSWORD, agency=seat.agency)


def _console(*words: str) -> str:
    """Run one of the program's commands; gives what it printed. What it says beside that is only shown when it fails."""
    out, beside = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(beside):
        code = console(list(words))
    if code:
        sys.stderr.write(beside.getvalue())
        sys.exit(code)
    return out.getvalue()


def signs_in(folder: Path, seat: Seat) -> bool:
    """Whether the password that is kept beside the desk still opens it: people may change theirs in the window."""
    place = place_of(folder, seat)
    desk = open_desk(place)
    try:
        sign_in(desk, seat.person, (place / "password").read_text(encoding="utf-8"))
    except NotAllowed:
        return False
    finally:
        desk.store.close()
    return True


def _open(folder: Path, seat: Seat) -> subprocess.Popen[bytes]:
    place = place_of(folder, seat)
    words = ["--data", str(place)]
    if signs_in(folder, seat):
        words += ["--as", seat.person, "--password-file", str(place / "password")]
    else:
        say(
            f"\n{seat.name}: kata sandi {seat.person} sudah diganti. Masuk di jendelanya dengan yang baru, atau tulis yang baru "
            f"di {place / 'password'}. Mulai dari awal: hapus {folder} dan {SERVER}.\n"
            f"{seat.name}: the password of {seat.person} was changed. Sign in at the window with the new one, or write it into "
            "that file. To begin anew remove both folders."
        )
    return subprocess.Popen([sys.executable, "-m", "madiun_console", *words])


def _tell(folder: Path) -> None:
    print("\nEmpat meja, satu server. Catat telepon di satu meja (F2); ia muncul di meja lain.")
    print("Four desks, one server. Log a call at one (F2); it appears at the others.\n")
    rows = [("meja", "petugas", "peran", "kata sandi", "folder")]
    for seat in SEATS:
        role = f"{seat.role} ({seat.agency})" if seat.agency else seat.role
        kept = (place_of(folder, seat) / "password").read_text(encoding="utf-8").strip()
        rows.append((seat.name, seat.person, role, kept, str(place_of(folder, seat))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(
        "\nTutup semua jendela atau Ctrl+C: selesai. / Close all windows or press Ctrl+C to end.", flush=True
    )


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
