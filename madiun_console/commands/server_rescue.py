"""`server rescue`: on a desk, after the restore of an old backup: what this desk still holds goes back to the server."""

from __future__ import annotations

from pathlib import Path

from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode, InvalidInput
from madiun_console.opening import open_store
from madiun_console.sync.connecting import Connection
from madiun_console.sync.joining import CENTER_FEED, server_link
from madiun_console.sync.rescuing import rescue


def server_rescue(connection: Connection, data: Path, voice: Voice) -> int:
    """Send what the server lost of other desks' chains, and say how much came back."""
    store = open_store(data, writing=False)
    try:
        link = server_link(store)
        if link is None or link.feed != CENTER_FEED:
            raise InvalidInput(
                "rescue_no_desk",
                f"Data di {data} bukan milik meja pusat panggilan yang tergabung dengan server. Jalankan di meja seperti itu.",
                f"The data in {data} are not those of a call center's desk that has joined a server. Run it at such a desk.",
            )
        done = rescue(store, connection, voice.progress)
    finally:
        store.close()
    voice.say(
        f"{done.events} peristiwa dari {done.stores} meja lain kembali ke server.",
        f"{done.events} events of {done.stores} other desks are back on the server.",
    )
    if done.left:
        voice.warn(
            f"{done.left} peristiwa belum dapat kembali dari sini: bagian sebelumnya tidak ada di meja ini. "
            "Coba di meja lain, lalu ulangi.",
            f"{done.left} events could not go back from here: what comes before them is not at this desk. "
            "Try another, then again.",
        )
    return ExitCode.OK
