"""`server status`: how long the shared log is, who reads it, and what waits for somebody."""

from __future__ import annotations

from typing import Any

from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode
from madiun_console.sync.connecting import Connection


def status(connection: Connection, voice: Voice) -> int:
    """Print the figures, one a line; a figure that asks for somebody says so."""
    row = connection.execute("SELECT sync.status(), sync.devices()").fetchone()
    figures: dict[str, Any] = row[0] if row else {}
    devices: list[dict[str, Any]] = [
        one for one in (row[1] if row else []) if not one["revoked_at"] and not one["expires_at"]
    ]
    behind = max((device["lag"] for device in devices), default=0)
    version = connection.info.server_version
    for text_id, text_en in (
        (
            f"PostgreSQL: {version // 10_000}.{version % 10_000}",
            f"PostgreSQL: {version // 10_000}.{version % 10_000}",
        ),
        (
            f"Pusat: {figures['center'] or 'belum ada; yang pertama bergabung membawanya'}",
            f"Center: {figures['center'] or 'none yet; the first to join brings it'}",
        ),
        (f"Catatan: {figures['head']} peristiwa", f"Log: {figures['head']} events"),
        (f"Komputer terdaftar: {figures['desks']}", f"Computers enrolled: {figures['desks']}"),
        (f"Paling tertinggal: {behind} peristiwa", f"Furthest behind: {behind} events"),
        (
            f"Orang dengan nama masuk sendiri: {figures['people']}",
            f"People with a login of their own: {figures['people']}",
        ),
        (f"Menunggu pengesahan supervisor: {figures['held']}", f"Held for a supervisor: {figures['held']}"),
        (f"Rusak saat tiba: {figures['bad']}", f"Arrived damaged: {figures['bad']}"),
        (
            f"Bercabang (disk disalin atau dipulihkan): {figures['forks']}",
            f"Forked (disk cloned or restored): {figures['forks']}",
        ),
        (
            f"Antrean pemberitahuan terpakai: {figures['queue_usage']:.1%}",
            f"Notification queue in use: {figures['queue_usage']:.1%}",
        ),
    ):
        voice.say(text_id, text_en)
    for name, head in sorted(figures["feeds"].items()):
        if name != "center":
            voice.say(f"Bagian instansi {name}: {head} peristiwa", f"Feed of agency {name}: {head} events")
    return ExitCode.OK
