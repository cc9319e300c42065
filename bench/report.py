"""Writes the figures as a table, with what they were measured on, and puts it into the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bench.figures import Figure

_BEGIN, _END = "<!-- {}: begin -->", "<!-- {}: end -->"
_HEAD = "| what | measured | compared with | baseline | ratio | at most | |\n| --- | ---: | --- | ---: | ---: | ---: | --- |"
_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table, one row each."""
    return "\n".join([_HEAD, *(_row(figure) for figure in figures)])


def machine() -> str:
    """Cores, processor, system and versions in one line; no name of a host, no path."""
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in _PACKAGES),
    ]
    return ", ".join(parts)


def with_table(document: str, block: str, name: str = "bench") -> str:
    """The document with `block` between the markers of this name; raises ValueError when it has none."""
    first, last = _BEGIN.format(name), _END.format(name)
    before, begin, rest = document.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError(f"the document lacks {first} or {last}")
    return f"{before}{first}\n{block}\n{last}{after}"


def _row(figure: Figure) -> str:
    baseline = "" if figure.baseline is None else _number(figure.baseline, figure.unit)
    ratio = "" if figure.ratio is None else _times(figure.ratio)
    most = ""
    if figure.most is not None:
        most = _number(figure.most, figure.unit) if figure.baseline is None else _times(figure.most)
    verdict = {True: "kept", False: "**missed**", None: ""}[figure.kept]
    remark = "; ".join(part for part in (verdict, figure.note) if part)
    cells = (
        figure.what,
        _number(figure.value, figure.unit),
        figure.compared_with,
        baseline,
        ratio,
        most,
        remark,
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def _times(ratio: float) -> str:
    if ratio >= 0.1:
        return f"{ratio:.2f}x" if ratio < 10 else f"{ratio:.1f}x"
    return f"1/{1 / ratio:.0f}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown processor"
