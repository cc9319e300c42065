"""What reaches a terminal: nothing of a foreign file steers it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.commands.voice import Voice, shown
from madiun_console.demo import PASSWORD, PERSON
from tests.commands.conftest import Run

ESC, CSI, OVERRIDE, ISOLATE, MARK = "\x1b", "\x9b", "\u202e", "\u2066", "\ufeff"


@given(st.text())
def test_only_line_ends_and_tabs_are_left_of_what_steers(text: str) -> None:
    told = shown(text)
    assert len(told) == len(text)
    assert not any(
        unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in told if char not in "\n\t"
    )
    assert [new for new, old in zip(told, text, strict=True) if new != old].count("\ufffd") == sum(
        new != old for new, old in zip(told, text, strict=True)
    )


def test_what_a_person_reads_stays_as_it_is() -> None:
    for text in ("Jl. Ahmad Yani 5\n\tRT 03", "… “kutipan” — Ñandú, Jawa: ꦗꦮ", "100 %"):
        assert shown(text) == text


def test_results_and_warnings_pass_there() -> None:
    out, err = io.StringIO(), io.StringIO()
    voice = Voice("id", out, err)
    voice.say(f"a{CSI}2J", "")
    voice.warn(f"b{OVERRIDE}c", "")
    assert (out.getvalue(), err.getvalue()) == ("a\ufffd2J\n", "b\ufffdc\n")


def test_an_import_tells_headers_and_cells_without_them(
    run: Run, demo: Path, secret: Callable[[str], Path], tmp_path: Path
) -> None:
    table = tmp_path / "asing.csv"
    table.write_text(
        f"Waktu,Ura{ESC}ian,X{CSI}2J{OVERRIDE}{ISOLATE}Y\nbukan{CSI}waktu{OVERRIDE},satu,dua\n",
        encoding="utf-8",
    )
    who = ("--data", demo, "--as", PERSON, "--password-file", secret(PASSWORD))
    done = run("import", table, "--dry-run", *who)
    assert done.returncode == 0, done.stderr
    for sign in (ESC, CSI, OVERRIDE, ISOLATE):
        assert sign not in done.stdout + done.stderr
    assert "X\ufffd2J" in done.stderr
    # the mapping that is offered names the columns so that it can be used
    saved = tmp_path / "cocok.toml"
    saved.write_text(
        done.stdout[done.stdout.index("[kolom]") : done.stdout.rindex("\n1 ") + 1], encoding="utf-8"
    )
    again = run("import", table, "--dry-run", "--map", saved, *who)
    assert again.returncode == 0, again.stderr


def test_a_wrong_word_is_told_without_them(run: Run) -> None:
    done = run("person", "tambah\x9b2J\u202e")
    assert done.returncode == 2
    assert not {"\x9b", "\u202e"} & set(done.stderr)


@pytest.mark.parametrize("typed", ["Bu\x1b[31mdi", "  Bu[31mdi\u200b "])
def test_whoever_is_added_is_told_by_the_name_that_was_stored(
    run: Run, demo: Path, secret: Callable[[str], Path], typed: str
) -> None:
    who = ("--data", demo, "--as", PERSON, "--password-file", secret(PASSWORD))
    fresh = secret("sandi-baru-1")
    done = run("person", "add", typed, "--role", "operator", "--new-password-file", fresh, *who)
    assert (done.returncode, done.stdout) == (0, "Bu[31mdi ditambahkan sebagai operator.\n"), done.stderr
