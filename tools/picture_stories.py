"""The pictures of the guide and the README: each is what a person sees after pressing the keys that are told here."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from madiun_console.errors import KeyMissing
from madiun_console.queries.while_away import ANSWERED, OPENED, RAISED, AwayRow
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.link_state import LinkState, Present
from madiun_console.ui.entry.first_start import FirstStartPage
from madiun_console.ui.settings.server_jobs import ServerPlace
from tools.picture_stage import NOW_MS, Stage, scroll_to
from tools.together_stories import agency_desk, held, others

OPERATOR, SUPERVISOR = "Sari", "Bima"
NUMBER = "081234567890"
STORY = "Ada bentrok di Jalan Gajah Mada, sekitar 40 orang, bawa kayu, lempar-lemparan batu"
SAME_STORY = "Bentrok, lempar batu di Jalan Gajah Mada dekat jembatan, ada rombongan bawa kayu"
OTHER_STORY = "Juru parkir rebutan lahan di depan pasar, masih adu mulut"
CLASH, UNANSWERED = "Tolong cepat, bentrok", "Ada geng motor"
KORAMIL_SILENT, TO_CLOSE = "Ada dua kelompok", "Warga menahan orang"
"""How the summaries of some incidents of the sample data begin (resources/domain/sample_reports.csv)."""
SAMPLE_CODE = "ABCDE-12345-FGHJK-67890-CONTO"
"""Shown instead of the one that was made, which is another one each time."""
PAST_LOG = """Waktu lapor;Nomor telepon;Nama pelapor;Laporan;Jenis;Kelurahan;Alamat;Hasil;Petugas
14/03/2025 21.15;081298761234;Warga;Dua kelompok saling lempar batu;Bentrok/saling lempar batu;Kejuron;Gulun;Selesai ditangani;R-2
02/04/2025 23.40;081298765678;;Anak-anak bawa sarung diisi batu;Tawuran sarung;Winongo;Jl. Gajah Mada;Bubar sendiri / reda;R-1
kemarin malam;;;Konvoi motor geber-geber;Konvoi/arak-arakan kendaraan;Taman;;Bubar sendiri / reda;R-1
"""
"""Rows of a made-up call log: a kind that is not known, a time that cannot be read, a column that nobody needs."""
SAMPLE_ENROLMENT = EnrolCode(
    "10.20.0.5", 5432, "madiun", "ab" * 32, "cd" * 32, "madiun_d_0123456789abcdef", "x" * 24, "C", "",
    NOW_MS // 1000 + 86_400,
)  # fmt: skip
Story = Callable[[Stage], None]


def first_start(stage: Stage) -> None:
    """Founding a center, and the code that is shown once."""
    page = stage.begin()
    stage.draw_middle("first-start", 840, 380)
    stage.write("Sari")
    stage.press("Return")
    stage.write("rahasia-latihan")
    stage.press("Return")
    stage.write("rahasia-latihan")
    stage.press("Return")
    for line in page.findChildren(QLineEdit):
        if line.property("role") == "code":
            line.setText(SAMPLE_CODE)
    stage.draw_middle("recovery-code", 840, 400)


def no_store(stage: Stage) -> None:
    """A store whose key is gone."""
    stage.begin(KeyMissing(Path("konsol-madiun")))
    stage.draw_middle("trouble", 640, 380)


def entry(stage: Stage) -> None:
    """Signing in, and the locked screen."""
    stage.open(None)
    stage.draw_middle("sign-in", 480, 360)
    stage.open(OPERATOR)
    stage.press("Ctrl+L")
    stage.draw_middle("lock", 480, 320)


def call(stage: Stage) -> None:
    """A call from the first key to the agency's answer."""
    window = stage.open(OPERATOR)
    page = window.queue_page
    _take(stage, "081298765432", SAME_STORY)
    stage.press("Ctrl+Return")
    window.message.clear()
    stage.pass_time(215)
    stage.press("F2")
    stage.draw("call-begins", page.intake)
    stage.write(NUMBER)
    stage.press("Return")
    stage.write(STORY)
    stage.pass_time(84)
    stage.draw("intake")
    stage.press("Ctrl+Space")
    stage.draw("call-accepted", page.intake)
    stage.press("Ctrl+G")
    stage.draw("call-joined", page.intake)
    stage.press("F9")
    stage.draw("call-saved", page.incident)


def calls_aside(stage: Stage) -> None:
    """Two calls, one of them parked; a third that was no incident."""
    window = stage.open(OPERATOR)
    intake = window.queue_page.intake
    _take(stage, NUMBER, STORY)
    stage.pass_time(70)
    _take(stage, "081298765432", OTHER_STORY)
    stage.pass_time(20)
    stage.press("F2", "Alt+1", "Ctrl+P")
    stage.draw("parked", intake)


def same_caller(stage: Stage) -> None:
    """A number that called before."""
    window = stage.open(OPERATOR)
    _take(stage, NUMBER, OTHER_STORY)
    stage.press("Ctrl+Return")
    window.message.clear()
    stage.pass_time(300)
    _take(stage, NUMBER, "")
    stage.draw("earlier-call", window.queue_page.intake)


def queue(stage: Stage) -> None:
    """The queue as it is, searched and filtered."""
    window = stage.open(OPERATOR)
    window.queue_page.open_incident(stage.row(UNANSWERED).id)
    stage.settle()
    stage.draw("queue")
    panel = window.queue_page.queue
    stage.press("Ctrl+K")
    stage.write("stasiun")
    stage.draw("queue-search", panel)
    stage.press("Esc", "Esc", "Ctrl+F")
    window.queue_page.queue.filter_kelurahan("35.77.02.1005")
    stage.settle()
    stage.draw("queue-filter", panel)


def incident(stage: Stage) -> None:
    """An incident from top to bottom, and who called."""
    window = stage.open(OPERATOR)
    pane = window.queue_page.incident
    window.queue_page.open_incident(stage.row(CLASH).id)
    stage.settle()
    stage.draw("incident")
    scroll_to(pane.reports, pane.scroll_area)
    stage.settle()
    stage.draw("incident-reports", pane)


def past(stage: Stage) -> None:
    """What happened before at the place of an incident."""
    window = stage.open(OPERATOR)
    window.queue_page.open_incident(stage.row(CLASH).id)
    stage.settle()
    stage.press("Alt+W")
    stage.settle()
    stage.draw("past", window.queue_page.incident)


def escalation(stage: Stage) -> None:
    """Telling POLRI and TNI, recording an answer, going one rung up."""
    window = stage.open(OPERATOR)
    pane = window.queue_page.incident
    window.queue_page.open_incident(stage.row(KORAMIL_SILENT).id)
    stage.settle()
    stage.draw("next-rung", pane)
    stage.press("Alt+A")
    stage.draw("answer", pane)
    window.queue_page.open_incident(stage.row(UNANSWERED).id)
    stage.settle()
    window.queue_page.queue.focus_list()
    stage.press("F10")
    stage.draw("escalation-tni", pane)


def closing(stage: Stage) -> None:
    """Closing with a code."""
    window = stage.open(OPERATOR)
    page = window.queue_page
    page.open_incident(stage.row(TO_CLOSE).id)
    stage.settle()
    page.incident.foot.close_wanted.emit()
    stage.settle()
    stage.draw("closing", page.incident)


def pages(stage: Stage) -> None:
    """The other pages, as an administrator sees them."""
    window = stage.open()
    for page in ("callbacks", "reports", "retention", "people", "settings"):
        window.show_page(page)
        stage.settle()
        stage.draw(page)
    settings = window.pages.page("settings")
    settings.show_rules()
    stage.settle()
    settings.rules.groups.set_current("targets")
    settings.rules.choose_changed()
    stage.settle()
    stage.draw("rules")
    window.show_page("queue")
    window.queue_page.open_incident(stage.row(CLASH).id)
    stage.settle()
    stage.press("F1")
    stage.draw("help", window.help)


def data(stage: Stage) -> None:
    """A call log of last year, looked at before it is taken in."""
    window = stage.open(SUPERVISOR)
    log = Path("log-2025.csv")
    log.write_text(PAST_LOG, encoding="utf-8")
    window.show_page("data")
    stage.settle()
    stage.write(str(log.absolute()))
    stage.press("Return")
    window.pages.page("data").importing.file.path.setText(rf"C:\Users\Piket\Documents\{log.name}")
    stage.draw("data")


def reviews(stage: Stage) -> None:
    """A closing that waits for its review."""
    window = stage.open(SUPERVISOR)
    window.show_page("review")
    stage.settle()
    stage.draw("review")


def shift(stage: Stage) -> None:
    """The sheet of the night is read; the sheet of the running shift grows."""
    window = stage.open(OPERATOR)
    window.show_page("shift")
    stage.settle()
    window.pages.page("shift").paper.folder.setText(r"C:\Users\Piket\Documents\Konsol Madiun")
    stage.press("Ctrl+Return")
    stage.draw("shift")


def paper(stage: Stage) -> None:
    """A paper form is typed in."""
    window = stage.open(OPERATOR)
    stage.press("Ctrl+Shift+K")
    stage.write("0915")
    stage.press("Return", "Return")
    stage.write(NUMBER)
    stage.press("Return")
    stage.write(STORY)
    stage.draw("paper", window.queue_page.intake)


def server(stage: Stage) -> None:
    """A code to join, a desk that was offline for a while, and where its server is."""
    page = stage.begin()
    assert isinstance(page, FirstStartPage)  # noqa: S101
    page.show_joining()
    page.join_form.wall_s = lambda: NOW_MS / 1000
    page.join_form.field.setPlainText(SAMPLE_ENROLMENT.encode())
    stage.settle()
    stage.draw_middle("join", 840, 500)
    window = stage.open(SUPERVISOR)
    link, desk = stage.place.link, stage.place.desk
    away_ms = 28 * 60_000
    gone = LinkState(
        "offline", NOW_MS - away_ms, unsent=3, heard_ms=NOW_MS - away_ms, own_login="needed", pos=1
    )
    link.hear(gone)
    stage.settle()
    stage.draw("offline")
    here = Present(2, "Meja depan", desk.letter, desk.store.rid, None, None, typing=False, since_ms=NOW_MS)
    link.hear(
        LinkState("live", NOW_MS, heard_ms=NOW_MS, skew_ms=0, own_login="ready", present=(here,), pos=1)
    )
    window.away.show_rows(_news(stage), NOW_MS - away_ms, NOW_MS)
    stage.settle()
    stage.press("Ctrl+J")
    stage.draw("away")
    stage.press("Esc")
    window.show_page("settings")
    card = window.pages.page("settings").server
    stage.settle()
    card.show_place(ServerPlace("10.20.0.5:5432/madiun", "center", encrypted=True))
    stage.settle()
    stage.draw("server", card)


def _news(stage: Stage) -> list[AwayRow]:
    """What others are said to have done meanwhile."""
    said = (
        (CLASH, {RAISED: 1}),
        (UNANSWERED, {OPENED: 1}),
        (KORAMIL_SILENT, {ANSWERED: 2}),
        (TO_CLOSE, {ANSWERED: 1}),
    )
    rows = []
    for place, (words, counts) in enumerate(said, start=2):
        row = stage.row(words)
        shown = (row.id, row.number, row.level, row.kind_id, row.unit, row.summary)
        rows.append(AwayRow(*shown, counts, NOW_MS - place * 240_000))
    return rows


def dark(stage: Stage) -> None:
    """The dark theme."""
    window = stage.open(OPERATOR, theme="dark")
    window.queue_page.open_incident(stage.row(CLASH).id)
    stage.settle()
    stage.draw("incident-dark")


def large(stage: Stage) -> None:
    """A call at 150%; played with --scale 1.5."""
    stage.open(OPERATOR)
    _take(stage, NUMBER, STORY)
    stage.pass_time(84)
    stage.draw("intake-150")


def english(stage: Stage) -> None:
    """The other language."""
    window = stage.open(OPERATOR, language="en")
    window.queue_page.open_incident(stage.row(CLASH).id)
    stage.settle()
    stage.draw("queue-english")


def _take(stage: Stage, number: str, story: str) -> None:
    stage.press("F2")
    stage.write(number)
    stage.press("Return")
    stage.write(story)


STORIES: tuple[Story, ...] = (
    first_start, no_store, entry, call, calls_aside, same_caller, queue, incident, past, escalation, closing, pages,
    shift, paper, reviews, server, others, held, agency_desk, data, dark, english,
)  # fmt: skip
ENLARGED: tuple[Story, ...] = (large,)
"""Played in a process of their own: Qt's scale holds for all of it."""
ENLARGED_BY = 1.5


def main() -> int:
    """Play the stories, or those named on the command line, and save their pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="stories to play (default: all)")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--enlarged", action="store_true", help="the stories that are played enlarged")
    given = parser.parse_args()
    to = given.to.absolute()
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # the folder of the data is on some pictures: no path of this computer
        stage = Stage(Path(), to, ENLARGED_BY if given.enlarged else 1.0)
        for story in ENLARGED if given.enlarged else STORIES:
            if story.__name__ in given.names or not given.names:
                story(stage)
        stage.leave()
        os.chdir(to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
