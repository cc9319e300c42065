"""Changing the rules that all desks share: every change is a fact with its author and reason, and can be taken back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text
from madiun_console.db.rules import stored_changes
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.rule_change import VALUE, fold_rule, rule_id
from madiun_console.domain.rulebook import RuleTableError
from madiun_console.domain.rulebook.changes_in_log import fitted, in_force
from madiun_console.domain.rulebook.editable import OWN, editable_at
from madiun_console.domain.rulebook.overlay import Overlay, UnknownPath
from madiun_console.domain.rulebook.reread import with_changes
from madiun_console.domain.rulebook.rule_values import shown_value
from madiun_console.domain.rulebook.toml_table import TomlFile
from madiun_console.domain.rulebook.values import UnfitValue
from madiun_console.domain.strict_json import dumps
from madiun_console.errors import InvalidInput
from madiun_console.resources import table_text


@dataclass(frozen=True, slots=True)
class RuleEdit:
    """A value of a table as somebody wants it; `shipped`: as the program came, whatever `value` says."""

    table: str
    path: str
    value: Any = None
    shipped: bool = False


def new_entry_path(entries: str) -> str:
    """The path of an entry that the call center adds to a list ("step", "closing"); no other desk makes the same."""
    return f"{entries}[{OWN}{secrets.token_hex(6)}]"


def set_rules(desk: Desk, by: Session, edits: Sequence[RuleEdit], reason: str) -> Changes:
    """Change these values together, for one reason; all of them hold, or none.

    InvalidInput names the place and the reason when the tables cannot take it. A value that is that already is left out;
    two desks that changed it apart are settled by it all the same.
    """
    cleaned = needed_text(reason, "Alasan", "A reason")
    wanted = {(edit.table, edit.path): _fitted(desk, edit) for edit in edits}
    with desk.store.write(by.person) as (writer, result):
        for table, path in wanted:
            line = editable_at(table, path)
            require(desk, writer, line.needs if line else "edit_rules")
        require(desk, writer, "edit_rules")  # what the type asks for, even with nothing to change
        done = [_log(writer, edit, cleaned) for edit in wanted.values()]
        if not any(done):
            raise InvalidInput("nothing_changed", "Tidak ada yang diubah.", "Nothing was changed.")
        _check(desk, writer, wanted)
    return result.changes


def _fitted(desk: Desk, edit: RuleEdit) -> RuleEdit:
    """The edit with its value as it is stored, or a refusal that says what does not fit."""
    try:
        shipped = edit.shipped and editable_at(edit.table, edit.path) is not None
        if shipped:
            return RuleEdit(edit.table, edit.path, None, shipped=True)
        return RuleEdit(
            edit.table, edit.path, fitted(desk.shipped_rulebook, edit.table, edit.path, edit.value)
        )
    except UnfitValue as unfit:
        raise InvalidInput("rule_unfit", unfit.text_id, unfit.text_en) from unfit


def _log(writer: Writer, edit: RuleEdit, reason: str) -> bool:
    """Append the change; False when the value is that already."""
    subject = rule_id(writer.center, edit.table, edit.path)
    state = fold_rule(writer.facts(subject))
    shipped = dumps(_shipped_value(edit))
    value = shipped if edit.shipped else dumps(edit.value)
    if state is None or not state.conflicts:
        present = shipped if state is None or state.now.shipped else state.now.value
        if value == present:
            return False
    happened = ev.RuleSet(
        table=edit.table,
        path=edit.path,
        shipped=edit.shipped,
        value=None if edit.shipped else value,
        reason=reason,
    )
    base = base_of({VALUE: state.heads}, (VALUE,)) if state else ()
    writer.append(subject, happened, base=base)
    return True


def _shipped_value(edit: RuleEdit) -> Any:
    line = editable_at(edit.table, edit.path)
    document = TomlFile(edit.table, table_text(edit.table)).document
    return shown_value(line, document, edit.path) if line else None


def _check(desk: Desk, writer: Writer, wanted: dict[tuple[str, str], RuleEdit]) -> None:
    """Refuse what the tables cannot take together with everything else that is in force."""
    shipped = desk.shipped_rulebook
    others = [
        change
        for change in stored_changes(writer.cursor.execute)
        if (change.table, change.path) not in wanted
    ]
    kept = in_force(shipped, others, table_text).overlays
    new = [
        Overlay(edit.table, edit.path, edit.value, writer.now) for edit in wanted.values() if not edit.shipped
    ]
    try:
        with_changes(shipped, [*kept, *new], table_text)
    except (RuleTableError, UnknownPath) as fault:
        raise InvalidInput(
            "rule_refused",
            f"Perubahan ditolak, aturan yang lama tetap berlaku. {fault}.",
            f"The change was refused and the old rule stays. {fault}.",
        ) from fault
