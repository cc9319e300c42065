"""`export`: complete, linked, and nobody's identity in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from madiun_console.actions.desk import Desk
from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.export import export_json
from tests.commands.conftest import ROOT, Run
from tests.desk_fixtures import People

Secret = Callable[[str], Path]


def test_the_demo_exported(run: Run, demo: Path, secret: Secret, tmp_path: Path) -> None:
    who = ["--data", demo, "--as", "Sari", "--password-file", secret("demo")]
    done = run("export", "--format", "json", tmp_path / "out.json", *who)
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(found) == ["center", "exported_at", "reports", "incidents"]
    reports = {report["id"]: report for report in found["reports"]}
    for incident in found["incidents"]:
        assert datetime.fromisoformat(incident["opened_at"]).utcoffset()
        for report in incident["reports"]:
            assert reports[report]["incident"] == incident["number"]
    assert sum(len(incident["reports"]) for incident in found["incidents"]) == len(reports) > 60
    assert any(incident["closing"] for incident in found["incidents"])
    assert any(
        answer["state"] == "on_scene"
        for i in found["incidents"]
        for e in i["escalations"]
        for answer in e["answers"]
    )
    assert all(report["phone"] is None or "•••" in report["phone"] for report in found["reports"])
    again = run("export", "--format", "json", "-", *who)
    assert json.loads(again.stdout) | {"exported_at": ""} == found | {"exported_at": ""}


def test_only_for_those_who_may_sign_in(run: Run, demo: Path, secret: Secret, tmp_path: Path) -> None:
    words = ["export", "--format", "json", tmp_path / "out.json", "--data", demo]
    assert run(*words).returncode == 2
    assert run(*words, "--as", "Sari", "--password-file", secret("salah")).returncode == 3
    assert not (tmp_path / "out.json").exists()
    nowhere = run(
        *words[:3],
        tmp_path / "no" / "out.json",
        *words[4:],
        "--as",
        "Sari",
        "--password-file",
        secret("demo"),
    )
    assert nowhere.returncode == 5


def test_a_closed_pipe_is_no_bug(demo: Path, secret: Secret) -> None:
    words = [
        "export",
        "--format",
        "json",
        "-",
        "--data",
        demo,
        "--as",
        "demo",
        "--password-file",
        secret("demo"),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "madiun_console", *map(str, words)], env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 5
    assert said == "Keluaran ditutup sebelum selesai ditulis.\n"


def test_no_identity_leaves(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    filled = form(
        name="Wiryodinomo", number="0812 3456 7890", home="Gang Mawar 17",
        narrative="Saya Wiryodinomo dari Gang Mawar 17, telepon 081234567890, ada ribut",
        groups="Perguruan Rahasia", remarks="jangan disebar", told={"Siapa?": "Wiryodinomo"},
    )  # fmt: skip
    save_report(desk, people.operator, filled)
    save_report(desk, people.operator, form(protected=True, number="0813 1111 2222"))
    pieces: list[str] = []
    assert export_json(desk, pieces.append) == (2, 2)
    text = "".join(pieces)
    for secret in ("Wiryodinomo", "Mawar", "34567890", "3456", "Rahasia", "disebar", "0813"):
        assert secret not in text
    first, second = json.loads(text)["reports"]
    assert first["phone"] == "0812 •••• 7890"
    assert second["phone"] == "•••"


def test_an_empty_center_is_an_object_with_empty_lists(desk: Desk) -> None:
    pieces: list[str] = []
    assert export_json(desk, pieces.append) == (0, 0)
    assert json.loads("".join(pieces))["incidents"] == []


def test_groups_of_the_restricted_field_are_in_no_exported_text(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    save_report(
        desk,
        people.operator,
        form(
            narrative="Rombongan Rajawali Sakti menghadang lawan di simpang",
            address="Jl. Gajah Mada, padepokan Rajawali Sakti",
            groups="Rajawali Sakti",
        ),
    )
    written: list[str] = []
    export_json(desk, written.append)
    text = "".join(written)
    assert "menghadang lawan di simpang" in text
    assert "ajawali" not in text
    assert "Sakti" not in text


def test_every_format_and_a_period(run: Run, demo: Path, secret: Secret, tmp_path: Path) -> None:
    who = ["--data", demo, "--as", "Sari", "--password-file", secret("demo")]
    for name in ("csv", "xlsx", "geojson"):
        done = run("export", "--format", name, tmp_path / f"a.{name}", *who)
        assert done.returncode == 0, done.stderr
        assert "identitas tersamar" in done.stdout
    (tmp_path / "a.csv").write_bytes(b"")
    piped = run("export", "--format", "csv", "-", *who, "--lang", "en")
    assert piped.stdout.startswith("ID,Incident number,")
    days = run("export", "--format", "csv", "-", "--since", "2026-11-23", "--until", "23/11/2026", *who)
    rows = days.stdout.splitlines()[1:]
    assert rows
    assert len(rows) < len(piped.stdout.splitlines())
    assert all(",2026-11-23 " in row for row in rows if row.count(",") > 20)
    assert run("export", "--format", "csv", "-", "--since", "kemarin", *who).returncode == 2
    assert run("export", "--format", "xlsx", "-", *who).returncode == 2


def test_identities_take_a_reason(run: Run, demo: Path, secret: Secret, tmp_path: Path) -> None:
    who = ["--data", demo, "--as", "demo", "--password-file", secret("demo")]
    words = ["export", "--format", "csv", tmp_path / "a.csv", *who]
    assert run(*words, "--unmasked").returncode == 2
    assert run(*words, "--reason", "x").returncode == 2
    assert not (tmp_path / "a.csv").exists()
    done = run(*words, "--unmasked", "--reason", "permintaan Inspektorat")
    assert "dengan identitas; ekspor ini dicatat" in done.stdout
    assert "+62" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert run("verify", *who[:2]).returncode == 0
