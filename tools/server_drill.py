"""Runs docs/server.md on this computer from an empty cluster to a promoted standby: `python -m tools.server_drill`.

For root on Debian with the package postgresql. It uses the very paths of the runbook (/etc/madiun, /usr/local/lib/madiun,
/var/backups/madiun) and clusters named `madiun` and `siaga`, so it refuses where one of them is there already; it removes them
in the end. Two clusters of one computer stand for two computers: 127.0.0.1 and 127.0.0.2, one port.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from tools.drill_desk import DrillDesk

ROOT = Path(__file__).resolve().parents[1]
PORT = 5440
PRIMARY, STANDBY = "127.0.0.1", "127.0.0.2"
PLACES = [Path(place) for place in ("/etc/madiun", "/usr/local/lib/madiun", "/var/backups/madiun")]
LIBRARY = "/usr/local/lib/madiun"
VERSION = max((int(path.name) for path in Path("/usr/lib/postgresql").glob("[0-9]*")), default=0)
DATA = Path(f"/var/lib/postgresql/{VERSION}")
ETC = Path(f"/etc/postgresql/{VERSION}")
_BARE = f"env -i PATH=/usr/bin:/bin HOME=/tmp PYTHONPATH={ROOT}"
CONSOLE = f"cd / && runuser -u postgres -- {_BARE} {sys.executable} -m madiun_console server"
DSN = f"'host=/var/run/postgresql port={PORT} dbname=madiun'"


def main() -> int:
    """Every chapter of the runbook in its order."""
    _refuse()
    work = Path(tempfile.mkdtemp(prefix="ops-drill-"))
    desks: list[DrillDesk] = []
    began = time.monotonic()
    try:
        install(work)
        desks.append(join(work, "meja-1", founds=True))
        desks[0].take_calls(20)
        agree(desks)
        desks.append(join(work, "meja-2", founds=False))
        agree(desks)
        backup_and_drill(desks[0])
        watchdog(desks[0])
        restore_an_old_backup(desks)
        standby(work)
        desks[0].take_calls(5)
        agree(desks)
        fail_over(desks)
        rebuild_the_old_primary()
        revoke(desks.pop())
        say("server check at the end")
        as_postgres("backup.sh")
        sh(f"{CONSOLE} check --dsn {DSN}")
    finally:
        for desk in desks:
            desk.close()
        clean(work)
    print(f"\nDrill passed in {time.monotonic() - began:.0f} s")
    return 0


# ---------------------------------------------------------------- chapters


def install(work: Path) -> None:
    """Certificates, cluster, settings, rules, scripts, schema."""
    say("certificates")
    sh(f"{ROOT}/resources/server/make-certificates.sh {work}/ca {PRIMARY} {STANDBY} localhost")
    sh("install -d -m 755 /etc/madiun && install -d -m 750 -g postgres /etc/madiun/tls")
    sh(
        f"install -m 640 -g postgres {work}/ca/server.key {work}/ca/server.crt {work}/ca/ca.crt /etc/madiun/tls/"
    )
    say("cluster")
    sh(f"pg_createcluster {VERSION} madiun --port {PORT} --locale C.UTF-8 -- --data-checksums")
    sh(f"install -d -m 755 {LIBRARY} && install -m 755 {ROOT}/resources/server/*.sh {LIBRARY}/")
    sh(f"install -m 644 {ROOT}/resources/server/verify.sql {LIBRARY}/")
    sh("install -d -m 700 -o postgres /var/backups/madiun")
    write(Path("/etc/madiun/server.env"), resource("server.env").replace("15/main", f"{VERSION}/madiun"))
    configure("madiun", PRIMARY)
    sh(f"pg_ctlcluster {VERSION} madiun start")
    sh(f"runuser -u postgres -- createdb --port {PORT} madiun")
    sh(f"{CONSOLE} init --dsn {DSN} --address {PRIMARY},{STANDBY}:{PORT}")
    as_postgres("backup.sh")
    sh(f"{CONSOLE} check --dsn {DSN}")


def configure(cluster: str, address: str) -> None:
    """madiun.conf and pg_hba.conf with what is marked (*) in them."""
    settings = resource("madiun.conf").replace("listen_addresses = '*'", f"listen_addresses = '{address}'")
    write(ETC / cluster / "conf.d" / "madiun.conf", settings)
    rules = (
        resource("pg_hba.conf").replace("10.20.0.0/16", "127.0.0.0/8").replace("10.20.0.6/32", "127.0.0.0/8")
    )
    write(ETC / cluster / "pg_hba.conf", rules)


def backup_and_drill(desk: DrillDesk) -> None:
    """A backup, and whether it can be restored."""
    say("backup and restore drill")
    sh(f"{CONSOLE} enrol hilang --dsn {DSN}")
    as_postgres("backup.sh")
    desk.take_calls(3)  # in the archive of WAL only
    desk.exchange()
    as_postgres("restore-drill.sh")
    as_postgres("backup.sh")


def watchdog(desk: DrillDesk) -> None:
    """A desk's login that holds the log's lock and has switched its own time limits off; one that is idle stays."""
    say("watchdog")
    dsn = desk.link.dsn(desk.store.folder)
    healthy, hostile = psycopg.connect(dsn, autocommit=True), psycopg.connect(dsn)
    try:
        hostile.execute("SET idle_in_transaction_session_timeout = 0")
        hostile.commit()
        hostile.execute("SELECT sync.push(%s, '[]')", (desk.store.rid,))
        began = time.monotonic()
        alive = f"SELECT count(*) FROM pg_stat_activity WHERE pid = {hostile.info.backend_pid}"  # noqa: S608
        while ask(alive) == "1":
            if time.monotonic() > began + 60:
                raise RuntimeError("the watchdog let it be")
            time.sleep(1)
            as_postgres("watchdog.sh --once")
        print(f"   ended after {time.monotonic() - began:.0f} s")
        healthy.execute("SELECT head FROM sync.head()")
    finally:
        healthy.close()
        hostile.close()


def restore_an_old_backup(desks: list[DrillDesk]) -> None:
    """The disk of the server is lost, WAL too: the night's backup comes back, the desks bring what it lacks."""
    say("disaster: data and WAL are lost, the last backup is restored")
    desks[0].take_calls(5)
    agree(desks)
    head = ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    erased = ask("SELECT id FROM sync.event WHERE pii IS NOT NULL ORDER BY pos LIMIT 1")
    sh(f"echo {erased},pii >> /var/backups/madiun/erased.csv")  # as if it was erased after the backup
    sh(f"{CONSOLE} revoke hilang --dsn {DSN}")
    as_postgres("keep-lists.sh")
    for desk in desks:
        desk.hang_up()
    sh(f"pg_ctlcluster {VERSION} madiun stop -m immediate")
    sh(f"mv {DATA}/madiun {DATA}/madiun.aside && mv /var/backups/madiun/wal /var/backups/madiun/wal.aside")
    as_postgres(f"restore.sh {DATA}/madiun")
    began = time.monotonic()
    sh(f"pg_ctlcluster {VERSION} madiun start")
    until("SELECT NOT pg_is_in_recovery()")
    restored = ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    print(f"   restored to event {restored} of {head}, in {time.monotonic() - began:.1f} s")
    as_postgres("reapply-lists.sh")
    still_there = f"SELECT count(*) FROM sync.event WHERE id = '{erased}' AND pii IS NOT NULL"  # noqa: S608
    left = ask(still_there)
    if left != "0" or ask("SELECT count(*) FROM sync.device WHERE label = 'hilang'") != "0":
        raise RuntimeError("what was erased or revoked came back with the backup")
    desks[1].take_calls(3)
    agree(desks)
    healed = ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    print(f"   healed: event {healed}")
    sh(f"rm -r {DATA}/madiun.aside /var/backups/madiun/wal.aside")
    as_postgres("backup.sh")


def standby(work: Path) -> None:
    """A second cluster that follows the first, and without which nothing counts as stored."""
    say("standby")
    sh(
        f"runuser -u postgres -- psql -p {PORT} -qc \"CREATE ROLE madiun_replication LOGIN REPLICATION PASSWORD 'latihan'\""
    )
    pass_file = work / "pgpass"
    write(pass_file, "*:*:*:madiun_replication:latihan\n")
    sh(f"chown postgres {pass_file} && chmod 600 {pass_file} && chmod 755 {work}")
    sh(
        f"pg_createcluster {VERSION} siaga --port {PORT} 2>/dev/null || pg_createcluster {VERSION} siaga --port {PORT + 1}"
    )
    sh(f"sed -i 's/^port = .*/port = {PORT}/' {ETC}/siaga/postgresql.conf && rm -r {DATA}/siaga")
    # one computer: the sockets of the two would have one name
    elsewhere = "s#^unix_socket_directories = .*#unix_socket_directories = '/var/run/postgresql/siaga'#"
    sh(f'sed -i "{elsewhere}" {ETC}/siaga/postgresql.conf')
    sh("install -d -o postgres -m 755 /var/run/postgresql/siaga")
    configure("siaga", STANDBY)
    follow("siaga", PRIMARY, pass_file)
    write(ETC / "madiun" / "conf.d" / "standby.conf", "synchronous_standby_names = 'siaga'\n")
    sh(f"pg_ctlcluster {VERSION} madiun reload")
    until("SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync')")
    as_postgres("backup.sh")
    sh(f"{CONSOLE} check --dsn {DSN}")


def follow(cluster: str, host: str, pass_file: Path) -> None:
    """make-standby.sh, then start."""
    sh(
        f"runuser -u postgres -- env PGPASSFILE={pass_file} {LIBRARY}/make-standby.sh {DATA}/{cluster} {host} {PORT} {cluster}"
    )
    sh(f"pg_ctlcluster {VERSION} {cluster} start")


def fail_over(desks: list[DrillDesk]) -> None:
    """The primary is gone; the standby takes over; desks find it by themselves."""
    say("fail-over")
    head = ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    sh(f"pg_ctlcluster {VERSION} madiun stop -m immediate")
    began = time.monotonic()
    desks[0].take_calls(2)
    sh(f"pg_ctlcluster {VERSION} siaga promote")
    agree(desks)
    now = ask("SELECT head FROM sync.feed WHERE feed_id = 1", "/var/run/postgresql/siaga")
    print(f"   {head} events before, {now} after; desks agree again after {time.monotonic() - began:.1f} s")


def rebuild_the_old_primary() -> None:
    """What was the primary becomes the standby; names change sides, so that the drill ends as it began."""
    say("the old primary comes back as the standby, and takes over again in good order")
    sh(f"rm {ETC}/madiun/conf.d/standby.conf && mv {DATA}/madiun {DATA}/madiun.aside")
    pass_file = next(Path(tempfile.gettempdir()).glob("ops-drill-*/pgpass"))
    follow("madiun", STANDBY, pass_file)
    where = "/var/run/postgresql/siaga"
    until("SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE state = 'streaming')", where)
    sh(f"pg_ctlcluster {VERSION} siaga stop")
    sh(f"pg_ctlcluster {VERSION} madiun promote")
    until("SELECT NOT pg_is_in_recovery()")
    sh(f"rm -r {DATA}/madiun.aside {DATA}/siaga")


def revoke(desk: DrillDesk) -> None:
    """A stolen computer."""
    say("revoke")
    sh(f"{CONSOLE} revoke meja-2 --dsn {DSN}")
    try:
        psycopg.connect(desk.link.dsn(desk.store.folder), host=PRIMARY).close()
    except psycopg.OperationalError as error:
        print(f"   {str(error).splitlines()[0]}")
    else:
        raise RuntimeError("a revoked computer still gets in")
    finally:
        desk.close()


# ---------------------------------------------------------------- tools


def join(work: Path, name: str, *, founds: bool) -> DrillDesk:
    """Enrol a computer and let it join."""
    code = sh(f"{CONSOLE} enrol {name} --dsn {DSN}")
    return DrillDesk(work / name, code, founds=founds)


def agree(desks: list[DrillDesk]) -> None:
    """Exchange until all desks hold the same facts. Raises RuntimeError when they do not get there."""
    for _ in range(4):
        for desk in desks:
            desk.exchange()
    held = [desk.events() for desk in desks]
    if any(one != held[0] for one in held):
        raise RuntimeError(f"desks differ: {[len(one) for one in held]}")
    print(f"   {len(desks)} desks hold the same {len(held[0])} facts")


def ask(question: str, socket: str = "/var/run/postgresql") -> str:
    """An answer of a cluster, as the superuser."""
    return sh(
        f'runuser -u postgres -- psql -h {socket} -p {PORT} -d madiun -qAtc "{question}"', quiet=True
    ).strip()


def until(question: str, socket: str = "/var/run/postgresql") -> None:
    """Wait for the answer `t`."""
    deadline = time.monotonic() + 60
    while True:
        try:
            if ask(question, socket) == "t":
                return
        except RuntimeError:
            pass
        if time.monotonic() > deadline:
            raise RuntimeError(f"not within a minute: {question}")
        time.sleep(0.2)


def as_postgres(script: str) -> None:
    """One of the runbook's scripts."""
    sh(f"cd / && runuser -u postgres -- {LIBRARY}/{script}")


def sh(command: str, *, quiet: bool = False) -> str:
    """Run a line of the runbook and show it. Raises RuntimeError with what it said when it fails."""
    if not quiet:
        print(f"   $ {command}", flush=True)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        capture_output=True, encoding="utf-8", timeout=600, check=False, cwd="/", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}{done.stderr}")
    if not quiet:
        print(
            "".join(f"     {line}\n" for line in (done.stdout + done.stderr).splitlines()), end="", flush=True
        )
    return done.stdout


def say(chapter: str) -> None:
    """A heading."""
    print(f"\n== {chapter}", flush=True)


def resource(name: str) -> str:
    """The text of a file of resources/server."""
    return (ROOT / "resources" / "server" / name).read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    """Write a file that PostgreSQL may read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    shutil.chown(file, "postgres")


def _refuse() -> None:
    if os.geteuid() != 0 or not VERSION:
        sys.exit("for root on Debian with the package postgresql (apt install postgresql)")
    there = [str(place) for place in (*PLACES, ETC / "madiun", ETC / "siaga") if place.exists()]
    if there:
        sys.exit(f"not on a computer that has a server: {', '.join(there)}")


def clean(work: Path) -> None:
    """Remove everything that the drill made."""
    for cluster in ("madiun", "siaga"):
        if (ETC / cluster).exists():
            subprocess.run(
                ["pg_dropcluster", "--stop", str(VERSION), cluster], check=False, capture_output=True
            )
            shutil.rmtree(ETC / cluster, ignore_errors=True)
        for left in DATA.glob(f"{cluster}*"):
            shutil.rmtree(left, ignore_errors=True)
    for place in (*PLACES, work, Path("/var/run/postgresql/siaga")):
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
