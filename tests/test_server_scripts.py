"""What an administrator gets in resources/server: scripts without faults, settings that `server check` wants, one runbook."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from madiun_console.actions.take_call import save_report
from madiun_console.commands.server_access_findings import _wrong_with
from madiun_console.commands.server_settings_findings import _RULES, settings_findings
from madiun_console.domain.report_form import ReportForm
from tests.server_fixtures import SyncServer, cluster_folder
from tests.sync_desks import JoinedDesk
from tools.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "resources" / "server"
SCRIPTS = sorted(SERVER.glob("*.sh"))
RUNBOOK = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("bash"), reason="scripts of a Debian server")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_shell_understands_the_script(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)  # noqa: S607
    if shutil.which("shellcheck"):
        words = ["shellcheck", "--external-sources", "--source-path=SCRIPTDIR", str(script)]
        done = subprocess.run(words, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout


def test_the_runbook_names_every_script_and_unit_and_no_other() -> None:
    named = set(re.findall(r"\b([a-z-]+\.sh)\b", RUNBOOK))
    assert named == {script.name for script in SCRIPTS} - {"settings.sh", "fetch-wal.sh"}
    units = {unit.name for unit in (SERVER / "systemd").iterdir()}
    for unit in re.findall(r"\bmadiun-[a-z]+\.(?:service|timer)\b", RUNBOOK):
        assert unit in units
    for unit in (SERVER / "systemd").iterdir():
        for script in re.findall(r"/usr/local/lib/madiun/(\S+)", unit.read_text(encoding="utf-8")):
            assert (SERVER / script).exists()


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_renewed_certificate_is_of_the_same_authority(tmp_path: Path) -> None:
    first = certificates(tmp_path, "10.20.0.5", "madiun.local", "fd00::5")
    names = first[0].extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["madiun.local"]
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["10.20.0.5", "fd00::5"]
    second = certificates(tmp_path, "10.20.0.6")
    assert second[0].fingerprint(hashes.SHA256()) != first[0].fingerprint(hashes.SHA256())
    assert second[1] == first[1]
    second[0].verify_directly_issued_by(second[1])
    assert (tmp_path / "ca.key").stat().st_mode & 0o077 == 0


def certificates(folder: Path, *names: str) -> list[x509.Certificate]:
    """What the server will show: its own, then the authority."""
    subprocess.run(["bash", SERVER / "make-certificates.sh", folder, *names], check=True, capture_output=True)  # noqa: S607
    return x509.load_pem_x509_certificates((folder / "server.crt").read_bytes())


@pytest.fixture
def configured() -> Iterator[EmbeddedPostgres]:
    """A cluster with the runbook's settings, but for the paths of a Debian server."""
    server = EmbeddedPostgres(cluster_folder())
    server.start()
    server.stop()
    written = (SERVER / "madiun.conf").read_text(encoding="utf-8")
    settings = dict(re.findall(r"^(\w+) = '?([^'#\n]*?)'? *(?:#.*)?$", written, re.MULTILINE))
    here = {"listen_addresses", "ssl_cert_file", "ssl_key_file", "archive_command"}
    assert here < settings.keys()
    server.configure(**{name: value for name, value in settings.items() if name not in here})
    try:
        server.start()
        yield server
    finally:
        server.remove()


def test_the_runbooks_settings_are_those_that_check_wants(configured: EmbeddedPostgres) -> None:
    with psycopg.connect(configured.dsn()) as connection:
        found = [finding.text_en for finding in settings_findings(connection)]
    assert found == [
        f"Settings as wanted: {len(_RULES)} of {len(_RULES)}",
        "Connections: 320 for 0 computers",
    ]


def test_the_runbooks_rules_of_access_are_those_that_check_wants() -> None:
    rules = re.findall(
        r"^(local|host\w*) +(\S+) +(\S+) +(\S*) +(\S+)(?: *#.*)?$",
        (SERVER / "pg_hba.conf").read_text(),
        re.MULTILINE,
    )
    assert len(rules) == 4
    for kind, database, users, address, method in rules:
        assert not list(
            _wrong_with(kind, [database], users.split(","), address.partition("/")[0], method, None)
        )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (("host", ["madiun"], ["+madiun_desk"], "10.0.0.0", "scram-sha-256"), "without encryption"),
        (("hostssl", ["madiun"], ["+madiun_desk"], "10.0.0.0", "md5"), "method md5 is weak"),
        (("hostssl", ["madiun"], ["+madiun_desk"], "10.0.0.0", "trust"), "without a password"),
        (("local", ["all"], ["all"], "", "trust"), "without a password"),
        (("hostssl", ["madiun"], ["all"], "all", "scram-sha-256"), "superusers and other databases"),
        (("hostssl", ["all"], ["+madiun_desk"], "::/0", "scram-sha-256"), "superusers and other databases"),
    ],
)
def test_rules_that_are_too_wide(rule: tuple[str, list[str], list[str], str, str], said: str) -> None:
    (complaint,) = _wrong_with(*rule, None)
    assert said in complaint[1]


@pytest.mark.parametrize(
    "rule",
    [
        ("host", ["all"], ["all"], "127.0.0.1", "scram-sha-256"),
        ("host", ["all"], ["all"], "all", "reject"),
        ("local", ["all"], ["postgres"], "", "peer"),
        ("hostssl", ["replication"], ["madiun_replication"], "10.0.0.6", "scram-sha-256"),
    ],
)
def test_rules_that_are_fine(rule: tuple[str, list[str], list[str], str, str]) -> None:
    assert not list(_wrong_with(*rule, None))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sync.event SET held = 'role' WHERE pos = 3",
        "UPDATE sync.event SET fact = replace(fact, 'v', 'w') WHERE pos = 3",
        "UPDATE sync.event SET hdr = hdr || ' ' WHERE pos = 3",
        "UPDATE sync.event SET chain = sha256('') WHERE pos = 3",
    ],
)
def test_verify_names_the_first_damaged_event(
    server: SyncServer,
    new_desk: Callable[..., JoinedDesk],
    form: Callable[..., ReportForm],
    damage: LiteralString,
) -> None:
    assert verified(server) == "utuh 0"
    desk = new_desk("a")
    save_report(desk.desk, desk.sign_in(), form())
    desk.round()
    head = server.ask("SELECT head FROM sync.feed WHERE feed_id = 1")
    assert verified(server) == f"utuh {head}"
    with server.admin() as admin:
        admin.execute(damage)
    assert verified(server) == "RUSAK 3"
    with server.admin() as admin:
        admin.execute("DELETE FROM sync.event WHERE pos = 3")
    assert verified(server) in {"RUSAK 4", f"RUSAK {head}"}


def verified(server: SyncServer) -> str:
    with server.admin() as admin:
        answer = admin.execute((SERVER / "verify.sql").read_text(encoding="utf-8").encode())
        while answer.nextset():
            pass
        (row,) = answer.fetchall()
    return str(row[0])
