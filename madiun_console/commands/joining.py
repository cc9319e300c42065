"""`server join` and `sync`: a desk without a window joins the shared server and exchanges with it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from madiun_console.actions.devices import confirm_device_right
from madiun_console.commands.arguments import Arguments
from madiun_console.commands.people import signed_in
from madiun_console.commands.voice import Voice, read_secret
from madiun_console.db.desk import Desk
from madiun_console.errors import ExitCode, InvalidInput, StoreMissing
from madiun_console.opening import open_desk
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import ServerLink, device_way, server_link
from madiun_console.sync.last_exchange import note_exchange
from madiun_console.sync.link_state import LinkState, has_joined
from madiun_console.sync.live import Live


def server_join(given: Arguments, data: Path, voice: Voice) -> int:
    """Join with a code; prints the recovery code of a store that is new."""
    from madiun_console.enrolment import join_server

    code = given.code or read_secret(given.code_file, "--code-file", lines=True)
    _ask_administrator(given, data)
    joined = join_server(data, code, voice.progress)
    name_id, name_en = _desk_names(joined.desk)
    joined.desk.store.close()
    voice.say(
        f"{name_id} di {data} sudah bergabung. Sisanya dimuat saat program dibuka, atau dengan: madiun-console sync --once",
        f"{name_en} in {data} has joined. The rest is loaded when the program is opened, or by: madiun-console sync --once",
    )
    if joined.recovery_code:
        voice.say(
            f"Kode pemulihan: {joined.recovery_code}\n"
            "Cetak atau tulis kode ini dan simpan di tempat aman, jauh dari komputer ini. Kode ini tidak ditampilkan lagi.",
            f"Recovery code: {joined.recovery_code}\n"
            "Print it or write it down and keep it in a safe place, away from this computer. It is not shown again.",
        )
    return ExitCode.OK


def _desk_names(desk: Desk) -> tuple[str, str]:
    """What people call this desk: an agency's has no letter."""
    if desk.agency is None:
        return f"Meja {desk.letter}", f"Desk {desk.letter}"
    agency = desk.rulebook.agencies_by_id.get(desk.agency)
    name = agency.name if agency else desk.agency
    return f"Meja {name}", f"The desk of {name}"


def _ask_administrator(given: Arguments, data: Path) -> None:
    """A folder that holds a center joins only when one of its administrators says so."""
    try:
        desk = open_desk(data)
    except StoreMissing:
        return
    try:
        if not has_joined(desk.store):
            session = signed_in(desk, given)
            confirm_device_right(desk, session, read_secret(given.password_file, "--password-file"))
    finally:
        desk.store.close()


def sync(given: Arguments, data: Path, voice: Voice) -> int:
    """Exchange once until both sides have everything, or stay connected until Ctrl+C."""
    desk = open_desk(data)
    try:
        link = server_link(desk.store) if has_joined(desk.store) else None
        if link is None:
            raise InvalidInput(
                "not_joined",
                f"Meja di {data} belum bergabung ke server. Gabungkan dengan: madiun-console server join --code-file BERKAS",
                f"The desk in {data} has joined no server. Let it join by: madiun-console server join --code-file FILE",
            )
        return _watch(desk, link, voice) if given.watch else _once(desk, link, voice)
    finally:
        desk.store.close()


def _once(desk: Desk, link: ServerLink, voice: Voice) -> int:
    transport = device_way(desk.store, link)
    try:
        tally = Exchange(desk.store, transport, lambda _: None).round(voice.progress)
        note_exchange(desk.store)
    finally:
        transport.close()
    voice.say(
        f"Terkirim {tally.sent}, diterima {tally.received}. Kedua sisi sama.",
        f"Sent {tally.sent}, received {tally.received}. Both sides are the same.",
    )
    if tally.bad:
        voice.warn(
            f"{tally.bad} entri tidak dapat diterima server; isinya tetap ada di sini. Beri tahu administrator.",
            f"The server could not take {tally.bad} entries; their content stays here. Tell an administrator.",
        )
    return ExitCode.OK


def _watch(desk: Desk, link: ServerLink, voice: Voice) -> int:
    """Says each change of the link; a scheduler that ends it loses nothing."""
    said: list[str] = []

    def told(state: LinkState) -> None:
        text_id, text_en = _words(state)
        if said[-1:] != [text_id]:
            said[:] = [text_id]
            voice.say(text_id, text_en)

    live = Live(desk.store, link, lambda _: None, told)
    live.start()
    try:
        threading.Event().wait()
    finally:
        with suppress(KeyboardInterrupt):
            live.stop()
    return ExitCode.OK


def _words(state: LinkState) -> tuple[str, str]:
    if state.loading is not None:
        done, head = state.loading
        return f"dimuat: {done} dari {head}", f"loading: {done} of {head}"
    if state.mode == "offline":
        why_id = f" ({state.fault.text_id})" if state.fault else ""
        why_en = f" ({state.fault.text_en})" if state.fault else ""
        return (
            f"luring, {state.unsent} belum terkirim{why_id}",
            f"offline, {state.unsent} not sent yet{why_en}",
        )
    return f"langsung, {state.unsent} belum terkirim", f"live, {state.unsent} not sent yet"
