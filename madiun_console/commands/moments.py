"""Moments on the command line, written as on the screen and in its zone: a server's own zone is often UTC."""

from __future__ import annotations

import datetime as dt

from madiun_console.ui.formats import Formats


def written(moment: dt.datetime | int, lang: str) -> str:
    """`26 Nov 2026 14.32 WIB` of a moment with a zone, or of milliseconds since 1970 UTC; months in the language `lang`."""
    ms = moment if isinstance(moment, int) else round(moment.timestamp() * 1000)
    formats = Formats(lang)
    return f"{formats.date(ms)} {formats.time(ms)} WIB"
