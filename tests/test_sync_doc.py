"""docs/sync.md tells the truth: its examples are recomputed, its lists are those of the server."""

from __future__ import annotations

import hashlib
import re
import zlib
from pathlib import Path

from madiun_console.sync.enrol_code import decode
from madiun_console.sync.event_rules import type_rules
from madiun_console.sync.install import schema_files

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "sync.md").read_text(encoding="utf-8")
SQL = "\n".join(text for _, text in schema_files())


def blocks(page: str) -> dict[str, str]:
    return dict(re.findall(r"^```text (\S+)\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL))


def test_the_chain_of_the_example() -> None:
    found, events = blocks(PAGE), blocks((DOCS / "events.md").read_text(encoding="utf-8"))
    chain = b""
    for number in (1, 2):
        header = hashlib.sha256(events[f"header-{number}"].encode()).digest()
        chain = hashlib.sha256(chain + header + found[f"verdict-{number}"].encode()).digest()
        assert found[f"chain-{number}"] == chain.hex()


def test_the_code_of_the_example_is_read_as_the_page_says() -> None:
    """With the page's own rules, and by the program."""
    code = blocks(PAGE)["code"]
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert f"`{alphabet}`" in PAGE
    bits = ""
    for number, group in enumerate(re.split(r"[-\n]", code)):
        values = [alphabet.index(letter) for letter in group]
        assert len(values) == 6
        assert values[5] == (7 * number + sum((n + 2) * value for n, value in enumerate(values[:5]))) % 31
        bits += "".join(f"{value:05b}" for value in values[:5])
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    assert data[0] == 1
    fields, at = [], 1
    for _ in range(10):
        fields.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    assert int.from_bytes(data[at : at + 4]) == zlib.crc32(data[:at])
    host, port, database, authority, center, login, secret, desk, feed, expires = fields
    read = decode(code)
    assert read.host == host.decode() == "10.0.0.5"
    assert read.port == int.from_bytes(port) == 5432
    assert read.database == database.decode() == "madiun"
    assert read.ca_sha256 == authority.hex() == "ab" * 32
    assert read.center == center.hex()
    assert read.login == login.decode() == "madiun_d_0123456789abcdef"
    assert read.secret == secret.decode() == "s3cret"
    assert (read.desk, read.feed) == (desk.decode(), feed.decode()) == ("C", "")
    assert read.expires == int.from_bytes(expires) == 1_795_500_000


def test_the_functions_are_those_that_the_hardening_grants() -> None:
    table = PAGE.split("| function | who | gives |")[1].split("\n\n")[0]
    documented = set(re.findall(r"`sync\.([a-z_]+)\(", table))
    granted = SQL[SQL.index("GRANT EXECUTE ON FUNCTION sync.hello") :]
    assert documented == set(re.findall(r"sync\.([a-z_]+)\(", granted))


def test_the_reasons_for_holding_are_those_of_the_server() -> None:
    table = PAGE.split("| `held` | the fact does not count because |")[1].split("\n\n")[0]
    documented = set(re.findall(r"`([a-z_]+)`", "".join(row.split("|")[1] for row in table.splitlines()[2:])))
    judged = "\n".join(text for name, text in schema_files() if name.startswith(("040", "050")))
    given = set(re.findall(r"(?:THEN|RETURN|coalesce\(i\.bad,|i\.bad :=) '([a-z_]+)'", judged))
    bad = {
        reason for reason in given if re.search(rf"'{reason}'", judged.split("_founding(r sync.replica)")[0])
    }
    assert documented == {f"bad_{reason}" for reason in bad} | (given - bad)


def test_what_agencies_are_told_is_what_the_server_is_told(rulebook: object) -> None:
    listed = PAGE.split("- Delivered are these types: ")[1].split(";")[0]
    rules = type_rules(rulebook.permissions)  # type: ignore[attr-defined]
    assert set(re.findall(r"`([a-z_]+)`", listed)) == {rule.type for rule in rules if rule.to_agency}


def test_every_sqlstate_that_we_raise_is_documented() -> None:
    raised = set(re.findall(r"ERRCODE = '([0-9A-Z]{5})'", SQL)) - {"22000"}
    assert raised <= set(re.findall(r"`([0-9A-Z]{5})`", PAGE.split("## Joining")[0]))
