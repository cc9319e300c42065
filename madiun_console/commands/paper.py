"""`paper-form`, `report handover` and `report recap`: papers without a window and without a display."""

from __future__ import annotations

from pathlib import Path

from madiun_console.actions.desk import require_role
from madiun_console.commands.arguments import Arguments
from madiun_console.commands.people import signed_in
from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode


def paper_form(given: Arguments, voice: Voice) -> int:
    """The blank intake form, with the questions that the program came with; needs neither data nor sign-in."""
    from madiun_console.app.printing import print_blank_form
    from madiun_console.resources import load_rulebook

    file = _absolute(given.file)
    print_blank_form(load_rulebook(), file)
    voice.say(f"Formulir ditulis: {file}", f"Form written: {file}")
    return ExitCode.OK


def report(given: Arguments, data: Path, voice: Voice) -> int:
    """The handover sheet of a shift, as the page Sif prints it, or a recap, as the page Rekap does."""
    from madiun_console.app.printing import print_handover, print_recap
    from madiun_console.opening import open_desk

    desk = open_desk(data, writing=False)
    try:
        session = signed_in(desk, given)
        file = _absolute(str(given.out))
        if given.act == "recap":
            require_role(desk, session.role, "review")
            print_recap(desk, file, given.stretch)
        else:
            print_handover(desk, file, given.date, given.period)
    finally:
        desk.store.close()
    what_id, what_en = (
        ("Rekap", "Recap") if given.act == "recap" else ("Lembar serah terima", "Handover sheet")
    )
    voice.say(f"{what_id} ditulis: {file}", f"{what_en} written: {file}")
    return ExitCode.OK


def _absolute(name: str) -> Path:
    return Path(name).expanduser().absolute()
