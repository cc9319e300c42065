"""`server check`: looks at the shared server as docs/server.md wants it, and says of each finding what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.findings import Finding, fine, tell
from madiun_console.commands.server_access_findings import access_findings
from madiun_console.commands.server_care_findings import care_findings
from madiun_console.commands.server_session import need_superuser
from madiun_console.commands.server_settings_findings import settings_findings
from madiun_console.commands.server_tls_findings import tls_findings
from madiun_console.commands.voice import Voice
from madiun_console.sync.connecting import Connection


def check(connection: Connection, given: Arguments, voice: Voice) -> int:
    """Print all findings; 0, or 5 when something must be mended. Changes nothing."""
    need_superuser(connection)
    return tell(_findings(connection, given), voice)


def _findings(connection: Connection, given: Arguments) -> Iterator[Finding]:
    version = connection.info.server_version
    yield fine(
        f"PostgreSQL {version // 10_000}.{version % 10_000}",
        f"PostgreSQL {version // 10_000}.{version % 10_000}",
    )
    yield from settings_findings(connection)
    yield from tls_findings(connection, given)
    yield from access_findings(connection)
    yield from care_findings(connection, given.backup_stamp)
