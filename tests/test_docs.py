"""The documents tell the truth: tables and hashes of events.md, flags of command-line.md, links and paths of all."""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from madiun_console.commands.arguments import _parser, parse
from madiun_console.domain.events import Logged, decode, event_types, read_fact
from madiun_console.domain.incident import fold_incident
from madiun_console.errors import ExitCode
from tools.events_table import BEGIN, END, rewritten

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
EVENTS = (DOCS / "events.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "command-line.md").read_text(encoding="utf-8")
# The documents for engineers; the operators' guide is checked with the screens it shows.
PAGES = [
    DOCS / "architecture.md",
    DOCS / "events.md",
    DOCS / "sync.md",
    DOCS / "command-line.md",
    DOCS / "server.md",
    *sorted((DOCS / "decisions").glob("*.md")),
]
EXAMPLE_FACTS = 6


# ------------------------------------------------------------------------------------------------ events.md


def test_the_tables_of_events_are_those_of_the_program() -> None:
    assert rewritten(EVENTS) == EVENTS, "run: python -m tools.events_table"


def test_a_changed_table_is_noticed() -> None:
    assert rewritten(EVENTS.replace("| `level_raised` | 1 |", "| `level_raised` | 2 |")) == EVENTS
    with pytest.raises(ValueError, match="missing"):
        rewritten(EVENTS.replace(END, ""))
    assert EVENTS.index(BEGIN) < EVENTS.index("| `center_founded` | 1 |") < EVENTS.index(END)


def blocks() -> dict[str, str]:
    """Name -> text of the example's code blocks."""
    return dict(re.findall(r"^```text (\S+)\n(.*?)\n```$", EVENTS, re.MULTILINE | re.DOTALL))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_hashes_of_the_example() -> None:
    """With hashlib and json alone, as a stranger would who has only the document."""
    found, previous = blocks(), ""
    center = sha256(found["fact-1"].encode())
    for number in range(1, EXAMPLE_FACTS + 1):
        text, header = found[f"fact-{number}"], found[f"header-{number}"]
        fact, chained = json.loads(text), json.loads(header)
        assert fact["ctr"] == ("" if number == 1 else center)
        assert chained["dseq"] == number
        assert chained["prev"] == previous
        assert chained["fact"] == sha256(text.encode())
        previous = sha256(header.encode())
        for part, digest in fact["c"].items():
            sealed = found.get(f"{part}-{number}")
            if sealed is not None:
                salt, _, content = sealed.partition(" ")
                assert sha256(bytes.fromhex(salt) + content.encode()) == digest
    assert found["tip"] == previous
    parts = {name for name in found if not name.startswith(("fact-", "header-", "tip"))}
    assert parts == {"body-2", "body-3", "pii-3", "restricted-6"}, (
        "restricted-2 is withheld, and each other part is shown"
    )


def test_the_example_is_read_and_folded_as_the_document_says() -> None:
    found = blocks()
    facts = [read_fact(found[f"fact-{number}"]) for number in range(1, EXAMPLE_FACTS + 1)]
    logged = []
    for number, fact in enumerate(facts, 1):
        declared = event_types()[fact.type, fact.v]
        parts = {
            part: found[f"{part}-{number}"].partition(" ")[2]
            for part in fact.c
            if f"{part}-{number}" in found
        }
        event = decode(fact, parts)  # type: ignore[arg-type]
        assert event is not None
        digest = hashlib.sha256(found[f"fact-{number}"].encode()).digest()
        also = fact.val[declared.also] if declared.also else None
        order = (fact.hlc, fact.hlc, digest)
        logged.append(
            Logged(fact.id, fact.sub, also, fact.type, fact.at, fact.actor, fact.base, fact.to, order, event)
        )
    incident = facts[3].sub
    state = fold_incident(
        [fact for fact in logged if incident in (fact.sub, fact.also)], ("low", "middle", "high")
    )
    assert state is not None
    assert (state.number, state.is_open, state.level, state.status) == ("20261123-B001", True, "high", "open")
    assert len(state.reports) == 1
    opened, raised = (facts[3].id,), (facts[5].id,)
    assert state.heads == {
        "level": raised,
        "open": raised,
        "kind_id": opened,
        "place": opened,
        "status": opened,
    }


def test_every_type_that_writes_a_register_is_in_the_table_of_registers() -> None:
    rows = EVENTS.split("| subject | type | writes |")[1].split("\n\n")[0]
    named = set(
        re.findall(
            r"`([a-z]+_[a-z]+(?:_[a-z]+)?)`", "".join(row.split("|")[2] for row in rows.splitlines() if row)
        )
    )
    adding = {
        "center_founded", "call_logged", "callback_promised", "callback_tried", "caller_revealed", "report_unlinked",
        "identity_revealed", "note_added", "escalation_answered", "escalation_withdrawn", "call_scored", "shift_started",
        "shift_note_added", "handover_written", "shift_ended", "handover_acknowledged", "texts_erased", "import_finished",
        "data_exported", "escalation_noted", "identity_shared", "held_settled",
    }  # fmt: skip
    assert named | adding == {name for name, _ in event_types()}
    assert not named & adding


# ------------------------------------------------------------------------------------------------ command-line.md


def sections() -> dict[str, str]:
    """Heading -> text below it."""
    found = re.split(r"^#{2,3} (.+)$", COMMANDS, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def flags_in(section: str) -> set[str]:
    """What stands in the first cells of a section's table of flags."""
    table = section.partition("| flag | meaning |\n")[2].partition("\n\n")[0]
    return {cell.replace("\\|", "|") for cell in re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)}


def flags_of(parser: argparse.ArgumentParser) -> set[str]:
    """The same of a parser: flags with the name of their value, and positional values."""
    return {
        spelled
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
        for spelled in spellings(action)
    }


def spellings(action: argparse.Action) -> Iterator[str]:
    value = action.metavar or "|".join(action.choices or ())
    if not action.option_strings:
        yield str(value)
    for flag in action.option_strings:
        yield flag if action.nargs == 0 else f"{flag} {value}"


def commands_of(parser: argparse.ArgumentParser, before: str = "") -> dict[str, argparse.ArgumentParser]:
    """Command -> parser, those that only hold other commands left out."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found |= commands_of(inner, f"{before} {name}".strip()) or {f"{before} {name}".strip(): inner}
    return found


SHARED = flags_in(sections()["Everywhere"])
PICTURES = flags_in(sections()["Pictures"])


def test_every_command_is_documented_and_no_other() -> None:
    documented = {heading.strip("`") for heading in sections() if heading.startswith("`")}
    assert documented == set(commands_of(_parser("en")))


@pytest.mark.parametrize("command", sorted(commands_of(_parser("en"))))
def test_every_flag_of_a_command_is_documented_and_no_other(command: str) -> None:
    section = sections()[f"`{command}`"]
    documented = flags_in(section) | SHARED | (PICTURES if "(#pictures)" in section else set())
    assert documented == flags_of(commands_of(_parser("en"))[command])


def test_every_flag_of_the_window_is_documented_and_no_other() -> None:
    assert flags_in(sections()["The window"]) | SHARED | PICTURES == flags_of(_parser("en"))


def test_pages_are_those_that_can_be_drawn() -> None:
    tree = ast.parse((ROOT / "madiun_console" / "app" / "screenshot.py").read_text(encoding="utf-8"))
    (pages,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "PAGES"
    )
    told = re.search(r"^Pages: (.+)\.$", sections()["Pictures"], re.MULTILINE)
    assert told is not None
    assert told[1].replace("`", "").split(", ") == list(pages)


def test_exit_codes() -> None:
    told = re.findall(r"^\| (\d+) \| `(\w+)` \|", sections()["Exit codes"], re.MULTILINE)
    assert told == [(str(code.value), code.name) for code in ExitCode]


def test_the_examples_are_understood() -> None:
    lines = re.findall(r"^madiun-console (?!\[|COMMAND)(.+)$", COMMANDS, re.MULTILINE)
    assert len(lines) > 5
    for line in lines:
        for call in line.split(" && madiun-console "):
            parse(call.partition(" | ")[0].split())  # SystemExit fails the test


# ------------------------------------------------------------------------------------------------ all of them


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for path in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|md|toml|ts|csv))(?:: [^`]*)?`", text):
        assert any((base / path).exists() for base in (ROOT, ROOT / "madiun_console")), path


def test_every_decision_is_in_the_list() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for page in (DOCS / "decisions").glob("0*.md"):
        number, _, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(" ")
        if number != "0000":
            assert f"| [{number}]({page.name}) | {title} | " in index
