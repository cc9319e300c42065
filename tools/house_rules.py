"""Finds what breaks the house rules that no linter knows; run by `make check` and by tests/test_house_rules.py."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 400
FOLDERS = ("madiun_console", "tests", "tools", "bench")
FORBIDDEN_WORDS = frozenset(
    {"util", "utils", "misc", "common", "manager", "helper", "helpers", "controller", "controllers"}
)
FIXED_WAITS = frozenset(
    {"time.sleep", "QTest.qWait", "QTest.qSleep", "QThread.sleep", "QThread.msleep", "qtbot.wait"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path inside the project, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def in_tests(self) -> bool:
        """Whether the rules for tests hold."""
        return self.path.startswith("tests/")


def read_source(path: str, text: str) -> Source:
    """Parse one file; `path` is relative to the project and uses slashes."""
    return Source(path, text, ast.parse(text, filename=path))


def project_sources(root: Path) -> Iterator[Source]:
    """Read every Python file of the project below `root`."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield read_source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def violations(source: Source) -> list[str]:
    """Say what this file breaks, as `path:line: what`."""
    found = [*_shape(source), *_names(source)]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            found += [(node.lineno, what) for what in _calls(source, node)]
        if isinstance(node, ast.ClassDef) and _forbidden(_words(node.name)):
            found.append((node.lineno, f"the class name {node.name} says nothing: name what it does"))
    return [f"{source.path}:{line}: {what}" for line, what in sorted(found)]


def _shape(source: Source) -> Iterator[tuple[int, str]]:
    lines = source.text.count("\n")
    if lines > MOST_LINES:
        yield lines, f"{lines} lines; {MOST_LINES} is the stop: split it by job"
    if not ast.get_docstring(source.tree):
        yield 1, "no docstring: say in one sentence what the module is for"


def _names(source: Source) -> Iterator[tuple[int, str]]:
    for part in source.path.removesuffix(".py").split("/"):
        if _forbidden(part.split("_")):
            yield 1, f"the name {part} says nothing: name what it does"


def _calls(source: Source, call: ast.Call) -> Iterator[str]:
    name = _called(call)
    last = name.rpartition(".")[2]
    if last in {"tr", "translate"} and any(_is_computed(argument) for argument in call.args[:2]):
        yield "tr() of a computed text is never matched by a translation: use placeholders"
    if source.in_tests and name.removeprefix("self.") in FIXED_WAITS:
        yield f"{name}: wait for a signal or a condition instead"
    if not source.path.startswith("madiun_console/"):
        return
    if last == "setStyleSheet" and not source.path.startswith("madiun_console/ui/theme/"):
        yield "setStyleSheet belongs to ui/theme: use tokens and properties"
    if last == "setToolTip" and not _is_plain_tip(call.args[0]):
        yield "setToolTip of a text that may be another's: plain_tip(...), or Qt takes it for HTML"
    if last == "processEvents":
        yield "processEvents re-enters the program in the middle of its work"
    if name in {"QApplication.instance", "QCoreApplication.instance", "QGuiApplication.instance"}:
        yield f"{name}: have what you need passed in"
    if source.path.startswith("madiun_console/domain/") and name in {"open", "print", "input"}:
        yield f"{name}(): the domain does no I/O"


def _called(call: ast.Call) -> str:
    parts: list[str] = []
    node: ast.expr = call.func
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))


def _is_computed(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Call):
        return _called(argument).endswith("format") or (
            isinstance(argument.func, ast.Attribute)
            and argument.func.attr == "format"
            and isinstance(argument.func.value, ast.Constant)
        )
    return isinstance(argument, (ast.JoinedStr, ast.BinOp))


def _is_plain_tip(tip: ast.expr) -> bool:
    if isinstance(tip, ast.IfExp):
        return _is_plain_tip(tip.body) and _is_plain_tip(tip.orelse)
    if isinstance(tip, ast.Call):
        return _called(tip).rpartition(".")[2] in {"tr", "plain_tip"}
    return isinstance(tip, ast.Constant) or (isinstance(tip, ast.Name) and tip.id.isupper())


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def _forbidden(words: list[str]) -> bool:
    return not FORBIDDEN_WORDS.isdisjoint(words)


def main() -> int:
    """Print every violation in the project; 1 when there is one."""
    root = Path(__file__).resolve().parents[1]
    found = [line for source in project_sources(root) for line in violations(source)]
    print("\n".join(found) if found else "house rules: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
