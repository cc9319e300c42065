"""Makes a PDF on A4 of HTML, with the number of each page at its foot, and puts it where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextDocument,
    QTextTable,
    QTransform,
)

from madiun_console.data_files.whole_file import write_file
from madiun_console.durable_file import make_folder
from madiun_console.errors import DiskFull, EnvironmentFault
from madiun_console.ui.paper.page_breaks import Page, Span, Unit, pages_of
from madiun_console.written_target import refuse_own_folder

DPI = 300
FOOT_MM = 7
"""Room for the line at the foot of a page, inside the margins."""
ABOVE, BELOW = 1, 3
"""Dots around a stretch in which the line of a table that lies on its edge is still drawn."""
FAMILIES = ("Arial", "Liberation Sans", "Inter", "DejaVu Sans")
"""What the office's letters are set in, and what stands in for it elsewhere."""
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: HTML whose styles are in points, its title, the words at the foot, margins in mm, font size in points.

    A heading (h1 to h6) stays with what follows it; the head of a table is repeated where the table goes on.
    """

    html: str
    title: str
    foot: str = ""
    margins: tuple[float, float, float, float] = (18, 16, 18, 14)
    """Left, top, right, bottom."""
    size: float = 9.5


def pdf_of(paper: Paper) -> bytes:
    """The PDF. Needs a QGuiApplication, no window; may run on any thread."""
    loop = QEventLoop()  # gives a thread that is not Qt's own what the document's layout timer needs
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(*paper.margins),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(paper.title)
    writer.setCreator("Konsol Madiun")
    _draw(writer, paper)
    buffer.close()
    del loop
    return bytes(content.data())


def save_pdf(paper: Paper, file: Path) -> Path:
    """Write the PDF, whole or not at all; raises an EnvironmentFault that says what to do, InvalidInput in a data folder."""
    refuse_own_folder(file)
    content = pdf_of(paper)
    try:
        make_folder(file.parent)
        write_file(file, content)
    except DiskFull:
        raise
    except EnvironmentFault as error:
        raise EnvironmentFault(
            "paper_unwritable",
            f"PDF tidak dapat ditulis ke {file}. Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
            f"The PDF cannot be written to {file}. Close that file if it is open, or choose another folder.",
        ) from error
    return file


def _draw(writer: QPdfWriter, paper: Paper) -> None:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(paper.size)
    # Figures of one width, as on the screen, and Inter's hyphen between capitals are signs that no reader of the PDF
    # finds again when text is searched or copied.
    font.clearFeatures()
    font.setFeature(QFont.Tag("calt"), 0)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(writer)
    document.setTextWidth(writer.width())
    document.setHtml(paper.html)
    room = writer.height() - FOOT_MM / _MM_PER_INCH * DPI
    pages = pages_of(_units(document), room)
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            _draw_page(painter, document, page)
            small = QFont(font)
            small.setPointSizeF(7.5)
            painter.setFont(small)
            painter.setPen(QColor("#444444"))
            line = QRectF(0, room, writer.width(), writer.height() - room)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, paper.foot)
            told = f"Halaman {number} dari {len(pages)}"
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, told)
    finally:
        painter.end()


def _draw_page(painter: QPainter, document: QTextDocument, page: Page) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
    below = 0.0
    for span in page.spans:
        clip = QRectF(0, span.top - ABOVE, document.textWidth(), span.height + ABOVE + BELOW)
        painter.save()
        painter.setWorldTransform(QTransform.fromTranslate(0, below - span.top), combine=True)
        painter.setClipRect(clip)
        context.clip = clip
        document.documentLayout().draw(painter, context)
        painter.restore()
        below += span.height


# ------------------------------------------------------------------------------------------ what is not torn


def _units(document: QTextDocument) -> list[Unit]:
    """Lines and rows from top to bottom, without gaps: what lies between two belongs to the one above."""
    found: list[Unit] = []
    parts: Any = document.rootFrame().begin()
    while not parts.atEnd():
        frame = parts.currentFrame()
        if isinstance(frame, QTextTable):
            found += _rows(document, frame)
        elif frame is None:
            found += _lines(document, parts.currentBlock())
        parts += 1
    tops = [unit.span.top for unit in found[1:]] + [document.size().height()]
    return [
        Unit(Span(unit.span.top, top), unit.keep, unit.head) for unit, top in zip(found, tops, strict=True)
    ]


def _lines(document: QTextDocument, block: QTextBlock) -> Iterator[Unit]:
    area = document.documentLayout().blockBoundingRect(block)
    if area.left() >= document.textWidth():
        return  # the block that Qt puts beside the end of a table takes no room
    keep = block.blockFormat().headingLevel() > 0
    lines = block.layout()
    for at in range(lines.lineCount()):
        yield Unit(Span(area.top() + lines.lineAt(at).y(), area.bottom()), keep)


def _rows(document: QTextDocument, table: QTextTable) -> list[Unit]:
    """A row begins where the first line of its cells does, less their padding and border; tables begin at the left."""
    layout = document.documentLayout()
    texts = [
        [
            layout.blockBoundingRect(table.cellAt(row, column).firstCursorPosition().block())
            for column in range(table.columns())
        ]
        for row in range(table.rows())
    ]
    around = texts[0][0].left()
    tops = [min(text.top() for text in row) - around for row in texts]
    ends = [*tops[1:], layout.frameBoundingRect(table).bottom()]
    spans = [Span(top, end) for top, end in zip(tops, ends, strict=True)]
    heads = table.format().headerRowCount()
    head = Span(spans[0].top, spans[heads - 1].bottom) if heads else None
    return [Unit(span, at < heads, head if at > heads else None) for at, span in enumerate(spans)]
