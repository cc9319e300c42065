"""Files to read, and a desk to read them into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.data_files.import_file import ImportReport, run_import
from madiun_console.data_files.inspect_table import look_at
from madiun_console.data_files.opening_table import open_table
from madiun_console.domain.past_rows.headers import Mapping
from tests.desk_fixtures import People

Import = Callable[..., ImportReport]


@pytest.fixture
def taken_in(desk: Desk, people: People) -> Import:
    """Import a file as the supervisor, with what is suggested unless a mapping is given."""

    def run(
        path: Path, by: Session | None = None, mapping: Mapping | None = None, **more: Any
    ) -> ImportReport:
        table = open_table(path)
        sight = look_at(table)
        return run_import(desk, by or people.supervisor, path, table, sight, mapping or sight.mapping, **more)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """A file with this content."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written
