"""The PDFs themselves: A4, every word on the page and inside its margins, and nobody's identity in them."""

from __future__ import annotations

import io
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from madiun_console.actions import shift as act
from madiun_console.actions.calls import log_call
from madiun_console.actions.escalate import escalate
from madiun_console.actions.take_call import save_report
from madiun_console.errors import EnvironmentFault
from madiun_console.queries.shift_sheet import shift_list, shift_paper
from madiun_console.ui.paper import office
from madiun_console.ui.paper.handover_page import (
    UNREADABLE,
    file_name,
    handover_html,
    handover_number,
    handover_paper,
)
from madiun_console.ui.paper.intake_form import intake_form
from madiun_console.ui.paper.pdf import Paper, pdf_of, save_pdf
from madiun_console.ui.paper.sheet_sections import without_numbers
from tests.desk_fixtures import NIGHT_CALL_MS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.domain.rulebook import Rulebook
    from madiun_console.queries.shift_sheet import ShiftPaper
    from tests.desk_fixtures import MovedClock, People

A4 = (595.0, 842.0)
pytestmark = pytest.mark.usefixtures("look")  # dressed as at work: with figures of one width


def pages(content: bytes) -> list[Any]:
    return list(PdfReader(io.BytesIO(content)).pages)


def words(content: bytes) -> str:
    """The text of all pages, blanks and line ends made one blank."""
    return " ".join(" ".join(page.extract_text() for page in pages(content)).split())


def inside(page: Any) -> bool:
    """Whether every piece of text begins within the margins of its page."""
    found: list[tuple[float, float]] = []

    def seen(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=seen)
    return bool(found) and all(25 <= x <= A4[0] - 25 and 20 <= y <= A4[1] - 20 for x, y in found)


@pytest.fixture
def busy(desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock) -> ShiftPaper:
    """A signed sheet with 40 open incidents, a promise, an unanswered agency, notes and something added by hand."""
    act.start_shift(desk, people.operator)
    incident = ""
    for number in range(40):
        clock.pass_minutes(0.5)
        report = form(
            name="Wati Lestari", home="Jl. Rahasia 7", number=f"0812 3456 {number:04}", groups="PerguruanX",
            address=f"Jl. Gajah Mada {number}", callback_due=clock.now_ms() if number % 20 == 0 else None,
        )  # fmt: skip
        incident = save_report(desk, people.operator, report).created["incident"]
    escalate(desk, people.operator, incident, "polres_madiun_kota", "pesan", "phone")
    log_call(desk, people.operator, "prank", number="0812 9999 0000")
    act.add_shift_note(desk, people.operator, "Kabari 0812-3456-7890 soal 20261123-B004 & <b>B23-005</b>")
    shift = shift_list(desk, people.operator.person).running
    act.write_handover(desk, people.operator, shift, "Kunci radio di laci.\nGenset ¼ penuh.")
    found = shift_paper(desk, shift)
    assert found is not None
    return found


def test_the_sheet_is_a4_and_says_everything(desk: Desk, busy: ShiftPaper) -> None:
    content = pdf_of(handover_paper(desk.rulebook, desk.letter, busy))
    found = pages(content)
    assert len(found) >= 2
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == A4 for page in found)
    assert all(inside(page) for page in found)
    text = words(content)
    for said in (
        "PEMERINTAH KOTA MADIUN", "DINAS KOMUNIKASI DAN INFORMATIKA", "Call Center Madiun Siaga 112",
        "LAPORAN SERAH TERIMA PIKET", "Nomor: 112/ST-PAGI/23/XI/2026", "Senin, 23 November 2026",
        "Pagi, 07.00–15.00 WIB", "Yang menyerahkan", "Yang menerima", "Kunci radio di laci.", "Genset ¼ penuh.",
        "& <b>B23-005</b>", f"Halaman 1 dari {len(found)}", f"Halaman {len(found)} dari {len(found)}",
    ):  # fmt: skip
        assert said in text, said
    assert busy.sheet is not None
    for row in busy.sheet.incidents:
        assert row.number in text
    heads = sum("Belum dijawab" in " ".join(page.extract_text().split()) for page in found)
    assert heads >= 2, "the head of the long table stands on each of its pages"


def test_nobody_is_named_who_called(desk: Desk, busy: ShiftPaper) -> None:
    text = words(pdf_of(handover_paper(desk.rulebook, desk.letter, busy)))
    for secret in ("Wati", "Lestari", "Rahasia", "PerguruanX", "0812", "3456", "9999"):
        assert secret not in text, secret
    assert "20261123-B004" in text, "the number of an incident is no telephone number"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lihat 20261123-B004, telepon 081234567890", "Lihat 20261123-B004, telepon •••"),
        ("B23-004 pukul 14.32", "B23-004 pukul 14.32"),
        ("0812-3456-7890", "•••"),
    ],
)
def test_numbers_of_people_are_hidden_and_numbers_of_incidents_are_not(text: str, shown: str) -> None:
    assert without_numbers(text) == shown


def test_training_is_marked_and_an_unsigned_sheet_says_so(desk: Desk, people: People) -> None:
    act.start_shift(desk, people.operator)
    found = shift_paper(desk, shift_list(desk, people.operator.person).running)
    assert found is not None
    assert office.TRAINING not in handover_html(desk.rulebook, "B", found)
    page = handover_html(desk.rulebook, "B", found, training=True)
    assert office.TRAINING in page
    assert "belum ditulis" in page
    assert page.count("Nihil.") >= 7
    assert file_name(desk.rulebook, found) == "Serah terima 2026-11-23 Pagi.pdf"
    assert handover_number(found) == "112/ST-PAGI/23/XI/2026"


def test_a_sheet_of_a_newer_program_is_no_empty_sheet(desk: Desk, busy: ShiftPaper) -> None:
    page = handover_html(desk.rulebook, "B", replace(busy, sheet=None))
    assert UNREADABLE in page
    assert "Kejadian terbuka" not in page
    assert "Kunci radio di laci." in page, "what people wrote is not lost with it"


@pytest.mark.parametrize(
    ("ms", "said"), [(NIGHT_CALL_MS, "Senin, 23 November 2026"), (1_782_838_800_000, "Rabu, 1 Juli 2026")]
)
def test_dates_in_words(ms: int, said: str) -> None:
    assert office.long_day(ms) == said


def test_the_blank_form_is_one_page_with_every_question_and_answer(rulebook: Rulebook) -> None:
    content = pdf_of(intake_form(rulebook))
    (page,) = pages(content)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    assert inside(page)
    text = words(content)
    squeezed = text.replace(" ", "")
    for question in rulebook.core_questions:
        if question.field == "reporter":  # has its own row
            continue
        assert question.label().replace(" ", "") in squeezed, question.id
        for option in question.options:
            assert option.label().replace(" ", "") in squeezed, option.id
    boxes = sum(len(question.options) for question in rulebook.core_questions)
    boxes += (
        len(rulebook.channels)
        + len(rulebook.levels)
        + len(rulebook.call_outcomes)
        + len(rulebook.categories)
        + 2
    )
    assert text.count("☐") == boxes
    for said in ("Nomor", "Dilaporkan tanggal", "Terjadi tanggal", "RAHASIA", "Halaman 1 dari 1"):
        assert said in text


def test_a_pdf_can_be_made_on_another_thread() -> None:
    with ThreadPoolExecutor(1) as thread:
        content = thread.submit(pdf_of, Paper("<p>satu</p>", "Judul")).result()
    assert "satu" in words(content)
    assert PdfReader(io.BytesIO(content)).metadata.title == "Judul"  # type: ignore[union-attr]


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "baru" / "satu.pdf"
    save_pdf(Paper("<p>satu</p>", "x"), file)
    assert file.read_bytes().startswith(b"%PDF")
    file.unlink()
    file.mkdir()  # as good as a file that another program holds: it cannot be replaced
    with pytest.raises(EnvironmentFault, match="Tutup berkas itu") as caught:
        save_pdf(Paper("<p>dua</p>", "x"), file)
    assert caught.value.id == "paper_unwritable"
    assert [item.name for item in file.parent.iterdir()] == ["satu.pdf"]
    assert stat.S_ISDIR(file.stat().st_mode)
