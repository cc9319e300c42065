"""`server …` against a real PostgreSQL: made, enrolled, revoked, checked, and every refusal in words."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from madiun_console.cli import main
from madiun_console.errors import ExitCode
from madiun_console.sync.enrol_code import EnrolCode, decode
from madiun_console.ui.formats import Formats
from tests.server_fixtures import SyncServer, cluster_folder
from tests.sync_desks import enrol
from tools.embedded_postgres import EmbeddedPostgres
from tools.embedded_tls import tls_files


@dataclass(frozen=True)
class Said:
    """What a command printed and ended with."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `madiun-console server WORDS --dsn DSN`."""
    monkeypatch.delenv("MADIUN_SERVER_DSN", raising=False)

    def command(*words: str, dsn: str | None = None) -> Said:
        code = main(["server", *words, *(["--dsn", dsn] if dsn is not None else [])])
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return command


def enrolled(run: Run, server: SyncServer, name: str, *words: str) -> EnrolCode:
    said = run("enrol", name, *words, dsn=server.dsn)
    assert said.code == ExitCode.OK, said.err
    return decode(said.out)


# ---------------------------------------------------------------- init and upgrade


def test_an_empty_database_becomes_the_server(run: Run, empty_server: SyncServer) -> None:
    said = run("upgrade", dsn=empty_server.dsn)
    assert (said.code, said.out) == (ExitCode.USAGE, "")
    assert "server init" in said.err
    said = run("init", dsn=empty_server.dsn)
    assert said.code == ExitCode.OK
    assert "siap di basis data" in said.out
    assert empty_server.ask("SELECT count(*) FROM sync.feed") == 1
    for again in ("init", "upgrade"):
        assert "tidak ada yang diubah" in run(again, dsn=empty_server.dsn).out


def test_a_changed_file_is_applied_by_upgrade(run: Run, server: SyncServer) -> None:
    with server.admin() as admin:
        admin.execute("UPDATE sync.applied SET digest = 'old' WHERE file LIKE '080%'")
    assert "berbeda dari versi program ini: 080" in run("check", dsn=server.dsn).out
    said = run("upgrade", dsn=server.dsn)
    assert said.out.startswith("Server diperbarui: 080")


def test_the_server_may_stand_in_the_environment(
    run: Run, server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("status")
    assert said.code == ExitCode.USAGE
    assert "MADIUN_SERVER_DSN" in said.err
    monkeypatch.setenv("MADIUN_SERVER_DSN", server.dsn)
    assert run("status").code == ExitCode.OK


# ---------------------------------------------------------------- enrol, revoke, list


def test_a_code_opens_the_server_until_it_is_taken_up(run: Run, server: SyncServer, tmp_path: Path) -> None:
    code = enrolled(run, server, "Meja depan")
    assert (code.host, code.port, code.database) == ("127.0.0.1", server.postgres.port, server.database)
    assert (code.desk, code.feed, code.center) == ("A", "", "")
    with psycopg.connect(server.dsn_of(code.login, code.secret), autocommit=True) as device:
        assert device.execute("SELECT head FROM sync.head()").fetchone() == (0,)
        fresh = device.pgconn.encrypt_password(b"baru", b"", b"scram-sha-256").decode()
        device.execute("SELECT sync.take_up(%s)", (fresh,))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn_of(code.login, code.secret))
    psycopg.connect(server.dsn_of(code.login, "baru")).close()


def test_the_code_names_the_authority_by_which_a_desk_knows_the_server(run: Run, server: SyncServer) -> None:
    import ssl

    from madiun_console.sync.server_certificate import fingerprint

    assert server.postgres.tls is not None
    pem = server.postgres.tls.ca.read_text(encoding="ascii")
    assert enrolled(run, server, "Meja depan").ca_sha256 == fingerprint(ssl.PEM_cert_to_DER_cert(pem))


def test_letters_are_given_in_order_and_an_agency_has_none(run: Run, server: SyncServer) -> None:
    assert [enrolled(run, server, name).desk for name in ("satu", "dua", "tiga")] == ["A", "B", "C"]
    office = enrolled(run, server, "Polres", "--agency", "polres_madiun_kota", "--may-share-identity")
    assert (office.desk, office.feed) == ("", "polres_madiun_kota")
    assert server.ask("SELECT may_share FROM sync.device WHERE login = %s", office.login) is True


def test_how_long_a_code_holds(run: Run, server: SyncServer) -> None:
    hours = (
        enrolled(run, server, "Meja depan", "--hours", "2").expires - dt.datetime.now(dt.UTC).timestamp()
    ) / 3600
    assert 1.9 < hours <= 2
    late = enrolled(run, server, "Meja belakang")
    with server.admin() as admin:
        name = sql.Identifier(late.login)
        admin.execute(sql.SQL("ALTER ROLE {} VALID UNTIL '2026-01-01'").format(name))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn_of(late.login, late.secret))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--agency", ""], "--agency memerlukan id instansi"),
        (["--agency", " "], "--agency memerlukan id instansi"),
        (["--agency", "", "--may-share-identity"], "--agency memerlukan id instansi"),
        (["--agency", "polres"], "tidak ada di agencies.toml. Misalnya: polres_madiun"),
        (["--may-share-identity"], "hanya berlaku bersama --agency"),
        (["--hours", "0"], "dari 1 sampai 720"),
        (["--address", ":5432"], "tulis alamat seperti"),
        (["--address", "10.0.0.5:99999"], "tulis alamat seperti"),
    ],
)
def test_what_cannot_be_enrolled(run: Run, server: SyncServer, words: list[str], said: str) -> None:
    answer = run("enrol", "Meja depan", *words, dsn=server.dsn)
    assert answer.code == ExitCode.USAGE
    assert said in answer.err
    assert server.ask("SELECT count(*) FROM sync.device") == 0


def test_a_name_is_given_once_and_is_free_again_after_it_was_revoked(run: Run, server: SyncServer) -> None:
    first = enrolled(run, server, "Meja depan")
    assert "Sudah ada komputer bernama Meja depan" in run("enrol", "Meja depan", dsn=server.dsn).err
    assert run("enrol", " ", dsn=server.dsn).code == ExitCode.USAGE
    assert run("revoke", "Meja depan", dsn=server.dsn).code == ExitCode.OK
    assert enrolled(run, server, "Meja depan").login != first.login


@pytest.mark.parametrize(
    "name", ["\x1b[31mmerah", "a\nb\tc", "Meja\u200b1", "\u202eajeM", "x\x9by", "\ue000"]
)
def test_a_name_holds_nothing_that_steers_a_terminal(run: Run, server: SyncServer, name: str) -> None:
    said = run("enrol", name, dsn=server.dsn)
    assert said.code == ExitCode.USAGE
    assert "tidak terlihat" in said.err
    assert "must not hold a line end" in run("enrol", name, "--lang", "en", dsn=server.dsn).err
    with pytest.raises(psycopg.errors.InvalidParameterValue):  # whoever asks without the command
        enrol(server, name)
    assert server.ask("SELECT count(*) FROM sync.device") == 0


def test_a_name_of_before_is_listed_without_steering_the_terminal(run: Run, server: SyncServer) -> None:
    enrolled(run, server, "Meja depan")
    with server.admin() as admin:
        admin.execute("UPDATE sync.device SET label = E'a\\nb\\tc\\u001b[31m'")
    lines = run("list", dsn=server.dsn).out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("a\ufffdb\ufffdc\ufffd[31m  A")


@pytest.mark.parametrize("name", ["meja 1", " MEJA  1 ", "Meja1", "Meja\u00a01"])
def test_names_that_look_alike_are_one_name(run: Run, server: SyncServer, name: str) -> None:
    enrolled(run, server, "Meja 1")
    said = run("enrol", name, dsn=server.dsn)
    assert said.code == ExitCode.USAGE
    assert "server revoke 'Meja 1'" in said.err
    assert enrolled(run, server, "Meja 11").desk == "B"
    assert run("revoke", "Meja 1", dsn=server.dsn).code == ExitCode.OK
    assert run("enrol", name, dsn=server.dsn).code == ExitCode.OK


def test_a_revoked_computer_is_cut_off_at_once(run: Run, server: SyncServer) -> None:
    code = enrolled(run, server, "Meja depan")
    with psycopg.connect(server.dsn_of(code.login, code.secret)) as device:
        assert "dicabut" in run("revoke", "Meja depan", dsn=server.dsn).out
        with pytest.raises(psycopg.OperationalError):
            device.execute("SELECT 1")
    with pytest.raises(
        psycopg.OperationalError, match=r"password authentication failed|not permitted to log in"
    ):
        psycopg.connect(server.dsn_of(code.login, code.secret))
    said = run("revoke", "Meja depan", dsn=server.dsn)
    assert (said.code, "server list" in said.err) == (ExitCode.USAGE, True)


def test_the_list_tells_who_is_enrolled_waits_or_was_revoked(run: Run, server: SyncServer) -> None:
    assert "Belum ada komputer" in run("list", dsn=server.dsn).out
    enrolled(run, server, "Meja depan")
    enrolled(run, server, "Meja hilang")
    enrolled(run, server, "Polsek", "--agency", "polres_madiun_kota")
    run("revoke", "Meja hilang", dsn=server.dsn)
    with server.admin() as admin:
        admin.execute("UPDATE sync.device SET expires_at = NULL WHERE label = 'Polsek'")
    lines = run("list", dsn=server.dsn).out.splitlines()
    assert lines[0].split() == ["NAMA", "MEJA", "BAGIAN", "KEADAAN", "TERAKHIR", "TERTINGGAL"]
    assert [line.split("  ")[0] for line in lines[1:]] == ["Meja depan", "Meja hilang (2)", "Polsek"]
    assert "menunggu gabung" in lines[1]
    assert "dicabut" in lines[2]
    assert "polres_madiun_kota  terdaftar" in lines[3]
    assert "A     Pusat panggilan" in lines[1]
    assert lines[1].endswith("belum bergabung")  # it is not behind: it never began
    assert lines[2].endswith("-")
    english = run("list", "--lang", "en", dsn=server.dsn).out.splitlines()
    assert "A     Call center" in english[1]
    assert english[1].endswith("not joined")


def test_moments_are_written_as_on_the_screen_whatever_the_systems_zone(
    run: Run, server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        enrolled(run, server, "Meja depan")
        with server.admin() as admin:
            admin.execute("UPDATE sync.device SET seen_at = '2026-05-03 20:05:00+00', expires_at = NULL")
        assert "4 Mei 2026 03.05 WIB" in run("list", dsn=server.dsn).out
        assert "4 May 2026 03.05 WIB" in run("list", "--lang", "en", dsn=server.dsn).out
        said = run("enrol", "Meja lain", dsn=server.dsn)
        until = Formats("id").date(decode(said.out).expires * 1000)
        assert f"sampai {until} " in said.err
        assert "WIB. Di komputer itu" in said.err
    finally:
        monkeypatch.undo()
        time.tzset()


def test_status_in_both_languages(run: Run, server: SyncServer) -> None:
    enrolled(run, server, "Polres", "--agency", "polres_madiun_kota")
    said = run("status", dsn=server.dsn)
    assert "Catatan: 0 peristiwa" in said.out
    assert "Bagian instansi polres_madiun_kota: 0 peristiwa" in said.out
    assert "Log: 0 events" in run("status", "--lang", "en", dsn=server.dsn).out


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("act", ["enrol", "revoke", "list", "status", "check", "init"])
def test_a_device_may_do_none_of_this(run: Run, server: SyncServer, act: str) -> None:
    code = enrolled(run, server, "Meja depan")
    words = ["Meja lain"] if act in {"enrol", "revoke"} else []
    said = run(act, *words, dsn=server.dsn_of(code.login, code.secret))
    assert said.code == ExitCode.NOT_ALLOWED, said
    assert "superuser" in said.err


@pytest.mark.parametrize("act", ["enrol", "revoke", "list", "status"])
def test_a_database_without_the_schema_is_called_so(run: Run, empty_server: SyncServer, act: str) -> None:
    said = run(act, *(["Meja"] if act in {"enrol", "revoke"} else []), dsn=empty_server.dsn)
    assert said.code == ExitCode.ENVIRONMENT
    assert "belum disiapkan sebagai server bersama" in said.err


def test_wrong_addresses_and_certificates_are_told(run: Run, server: SyncServer, tmp_path: Path) -> None:
    other = tls_files(tmp_path / "tls").ca
    for dsn, words in (
        (server.dsn + f" port={1}", "Tidak ada PostgreSQL yang menjawab"),
        (server.dsn + " password=salah", "ditolak server"),
        (server.dsn + " dbname=lain", "Basis data itu tidak ada"),
        (server.dsn + f" sslrootcert={other}", "bukan dari otoritas (CA) yang seharusnya"),
        (server.dsn + " sslmode=disable", "hanya menerima sambungan terenkripsi"),
    ):
        said = run("status", dsn=dsn)
        assert said.code == ExitCode.ENVIRONMENT
        assert words in said.err
    assert run("status", dsn="hots=x").code == ExitCode.USAGE


def test_an_address_that_desks_could_not_use_gives_no_code(run: Run, server: SyncServer) -> None:
    said = run("enrol", "Meja depan", "--address", "127.0.0.1:1", dsn=server.dsn)
    assert "Tidak ada PostgreSQL yang menjawab di 127.0.0.1:1" in said.err
    said = run("enrol", "Meja depan", "--address", f"127.0.0.2:{server.postgres.port}", dsn=server.dsn)
    assert said.code == ExitCode.ENVIRONMENT
    assert server.ask("SELECT count(*) FROM sync.device") == 0


def test_the_address_for_desks_is_kept_by_init(run: Run, server: SyncServer) -> None:
    address = f"localhost:{server.postgres.port}"
    assert run("init", "--address", address, dsn=server.dsn).code == ExitCode.OK
    assert enrolled(run, server, "Meja depan").host == "localhost"
    assert (
        enrolled(run, server, "Meja lain", "--address", f"127.0.0.1:{server.postgres.port}").host
        == "127.0.0.1"
    )


@pytest.fixture
def badly_certified() -> Iterator[tuple[EmbeddedPostgres, str]]:
    """A server of its own without the authority behind its certificate, and its DSN."""
    postgres = EmbeddedPostgres(cluster_folder(), durable=False)
    postgres.start()
    assert postgres.tls is not None
    own, _, _ = postgres.tls.certificate.read_text(encoding="ascii").partition("-----END CERTIFICATE-----")
    postgres.tls.certificate.write_text(own + "-----END CERTIFICATE-----\n", encoding="ascii")
    postgres.restart()
    yield postgres, postgres.dsn()
    postgres.remove()


def test_a_server_that_does_not_send_its_authority_gives_no_code(
    run: Run, badly_certified: tuple[EmbeddedPostgres, str]
) -> None:
    _, dsn = badly_certified
    assert run("init", dsn=dsn).code == ExitCode.OK
    said = run("enrol", "Meja depan", dsn=dsn)
    assert said.code == ExitCode.ENVIRONMENT
    assert "tidak ikut mengirim sertifikat otoritasnya" in said.err
    assert "[BENAHI] Server di 127.0.0.1" in run("check", dsn=dsn).out


# ---------------------------------------------------------------- check


def test_check_names_what_is_wrong_and_what_to_do(run: Run, server: SyncServer) -> None:
    said = run("check", "--backup-stamp", "/tmp/ops-none/stamp", dsn=server.dsn)  # noqa: S108
    assert said.code == ExitCode.ENVIRONMENT
    lines = said.out.splitlines()
    found = "\n".join(lines)
    assert "[BENAHI] Setelan fsync = off" in found  # the tests' cluster is not durable
    assert "[BENAHI] Arsip WAL mati" in found
    assert "[BENAHI] Belum ada cadangan yang teruji" in found
    assert "[ baik ] Skema server sesuai dengan program ini" in found
    assert "[ baik ] pg_hba.conf: dari jaringan hanya terenkripsi, dengan SCRAM" in found
    assert "[ baik ] Hak: hanya fungsi server, tanpa tabel" in found
    assert "[ baik ] Meja percaya pada server di 127.0.0.1" in found
    for at, line in enumerate(lines):
        if line.startswith("[BENAHI] Setelan"):
            assert "resources/server/madiun.conf" in lines[at + 1]
    assert lines[-1].endswith("hal perlu dibenahi.")


def test_check_sees_rights_and_logins_that_are_too_wide(run: Run, server: SyncServer) -> None:
    code = enrolled(run, server, "Meja depan")
    with server.admin() as admin:
        admin.execute("GRANT SELECT ON sync.event TO madiun_desk")
        admin.execute("GRANT EXECUTE ON FUNCTION sync.status() TO PUBLIC")
        admin.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(code.login)))
    found = run("check", dsn=server.dsn).out
    assert "event (madiun_desk); sync.status()" in found
    assert f"hak berlebih: {code.login}" in found
    run("upgrade", dsn=server.dsn)


def test_check_sees_a_transaction_that_is_stuck(
    run: Run, server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from madiun_console.commands import server_care_findings

    monkeypatch.setattr(server_care_findings, "_STUCK", "0 s")
    with psycopg.connect(server.dsn) as stuck:
        stuck.execute("SELECT 1")
        assert (
            f"Sesi {stuck.info.backend_pid} (postgres) membuka transaksi" in run("check", dsn=server.dsn).out
        )


def test_check_of_a_database_that_is_no_server(run: Run, empty_server: SyncServer) -> None:
    said = run("check", dsn=empty_server.dsn)
    assert "belum menjadi server bersama" in said.out
    assert said.code == ExitCode.ENVIRONMENT
