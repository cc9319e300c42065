"""The shared rules: which are in force, every value that can be changed, and how one became what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.db.rules import rules_of
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.rule_change import RuleVersion, fold_rule, rule_id
from madiun_console.domain.rulebook.editable import editable_at
from madiun_console.domain.rulebook.overlay import Overlay, laid_over
from madiun_console.domain.rulebook.reread import CHANGEABLE, RulesInForce
from madiun_console.domain.rulebook.rule_values import RuleValue, rule_values, shown_value
from madiun_console.domain.strict_json import StrictJsonError, loads
from madiun_console.queries.queue import people_names
from madiun_console.resources import table_text


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A value that can be changed; `conflicts`: two desks changed it apart, the later one holds."""

    rule: RuleValue
    conflicts: bool

    @property
    def id(self) -> str:
        """Unique among all values."""
        return self.rule.id


@dataclass(frozen=True, slots=True)
class RuleVersionRow:
    """One change of a value, in the order of the log; `before` and `after` are values, `shipped` what came with the program."""

    fact: str
    at: int
    by_name: str
    reason: str
    before: Any
    after: Any
    shipped: bool
    in_force: bool
    known: bool
    """Whether this copy still holds the value."""


def rules_in_force(desk: Desk) -> RulesInForce | None:
    """What the log makes of the shipped tables now; None when nothing was changed."""
    return rules_of(desk.store, desk.shipped_rulebook)


def rule_rows(desk: Desk, group: str = "") -> list[RuleRow]:
    """Every value that can be changed, or those of one group, as they are in force now."""
    rules = rules_of(desk.store, desk.shipped_rulebook)
    overlays = rules.overlays if rules else ()
    shipped = {name: _document(name, _entries(overlays)) for name in CHANGEABLE}
    now = {name: _document(name, overlays) for name in CHANGEABLE}
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT file, path FROM rule WHERE conflicts > 0").fetchall()
    differing = {f"{file}:{path}" for file, path in rows}
    rulebook = rules.rulebook if rules else desk.shipped_rulebook
    return [RuleRow(value, value.id in differing) for value in rule_values(rulebook, shipped, now, group)]


def _document(table: str, overlays: Iterable[Overlay]) -> Any:
    own = [one for one in overlays if one.table == table]
    return laid_over(table, table_text(table), own).document if own else _shipped_document(table)


@cache
def _shipped_document(table: str) -> Any:
    """A shipped table, parsed once for every look at the list; nobody writes into it."""
    return laid_over(table, table_text(table), ()).document


def _entries(overlays: Iterable[Overlay]) -> list[Overlay]:
    """The entries that the call center added: what they began with is to their values what the shipped table is to ours."""
    return [one for one in overlays if isinstance(one.value, dict)]


def rule_history(desk: Desk, table: str, path: str) -> list[RuleVersionRow]:
    """Who changed a value, when and why, from what to what; the latest first."""
    line = editable_at(table, path)
    if line is None:
        return []
    rules = rules_of(desk.store, desk.shipped_rulebook)
    shipped = shown_value(line, _document(table, _entries(rules.overlays if rules else ())), path)
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        state = fold_rule(facts_of(driver, id_bytes(rule_id(desk.store.center, table, path))))
        names = {id_text(key): name for key, name in people_names(connection).items()}
    if state is None:
        return []
    rows: list[RuleVersionRow] = []
    before = shipped
    for version in state.history:
        known, after = _value(version, shipped)
        rows.append(
            RuleVersionRow(
                version.fact,
                version.at,
                names.get(version.actor, ""),
                version.reason or "",
                before,
                after,
                version.shipped,
                version.fact == state.now.fact,
                known,
            )
        )
        before = after
    return rows[::-1]


def _value(version: RuleVersion, shipped: Any) -> tuple[bool, Any]:
    if version.shipped:
        return True, shipped
    try:
        return version.value is not None, None if version.value is None else loads(version.value)
    except StrictJsonError:
        return False, None
