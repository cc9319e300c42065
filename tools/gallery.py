"""Draws every widget and the shell, in both themes, into PNG files to look at: `tools/gallery.py FOLDER [NAME …]`.

Set QT_SCALE_FACTOR=1.5 to see the office screens at 150%: the logical area shrinks to 911 x 512.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from madiun_console.ui.shell import RailEntry, ShellFrame
from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.translation import Translator
from madiun_console.ui.widgets import (
    CheckChips,
    Chip,
    Choice,
    ClickableList,
    ClockLabel,
    ElidedLabel,
    FlowLayout,
    GrowingText,
    Hit,
    InlineMessage,
    KeyButton,
    LevelBadge,
    LevelLook,
    ListRow,
    MenuButton,
    MenuEntry,
    MessageAction,
    Section,
    SegmentedChoice,
    StateChip,
    TabStrip,
    Ticker,
    TimelineEntry,
    TimelineView,
    TypeAhead,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

HIGH = LevelLook("Tinggi", "octagon", "red")
MIDDLE = LevelLook("Sedang", "triangle", "amber")
LOW = LevelLook("Rendah", "circle", "green")
NOON_MS = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB
PLACES = ("Winongo", "Manguharjo", "Nambangan Lor", "Nambangan Kidul", "Sogaten", "Ngegong")
PAGES = (
    ("queue", "Antrean", "queue"),
    ("intake", "Telepon", "phone"),
    ("map", "Peta", "map"),
    ("activities", "Kegiatan", "calendar"),
    ("review", "Tinjauan", "review"),
    ("warning", "Dini", "warning"),
    ("statistics", "Statistik", "chart"),
)


def find_place(text: str) -> Sequence[Hit]:
    """A tiny provider of hits."""
    return [Hit(name, name, "Kecamatan Manguharjo") for name in PLACES if text.lower() in name.lower()]


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets side by side, on several lines where one is too short."""
    line = QWidget()
    flow = FlowLayout(line, spacing=8, line_spacing=6)
    for widget in widgets:
        flow.addWidget(widget)
    return line


def field(label: str, widget: QWidget) -> QVBoxLayout:
    """A field under its caption."""
    caption = QLabel(label)
    caption.setProperty("role", "field")
    caption.setBuddy(widget)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(caption)
    column.addWidget(widget)
    return column


def question(text: str, choice: QWidget) -> QHBoxLayout:
    """A question with its answers at the right, as in the intake form."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setBuddy(choice)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(label, 2, Qt.AlignmentFlag.AlignTop)
    row.addWidget(choice, 3)
    return row


def intake_pane(look: Appearance, ticker: Ticker) -> QWidget:
    """Something like the intake form, in a scrolling pane with a foot that stays."""
    inner = QWidget()
    inner.setProperty("role", "panel")
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(9)
    title = QLabel("Laporan telepon")
    title.setProperty("role", "title")
    clock = ClockLabel(ticker)
    clock.start(84)
    clock.set_limit(90)
    head = QHBoxLayout()
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(title)
    words.addWidget(ElidedLabel("Draf tersimpan otomatis · B23-018", "muted"))
    head.addLayout(words, 1)
    head.addWidget(clock)
    column.addLayout(head)
    number, name = QLineEdit("0812 3456 7890"), QLineEdit()
    name.setPlaceholderText("Boleh kosong (anonim)")
    two = QHBoxLayout()
    two.addLayout(field("Nomor telepon", number))
    two.addLayout(field("Nama pelapor", name))
    column.addLayout(two)
    known = InlineMessage(look)
    known.show_message(
        "info",
        "2 kali melapor dalam 30 hari · terakhir B19-004, Kerumunan, Winongo",
        lead="Penelepon ini",
        actions=[MessageAction("see", "Lihat")],
    )
    column.addWidget(known)
    story = GrowingText()
    story.setPlainText(
        "Ada puluhan orang kumpul di depan GOR, bawa kayu, mulai teriak-teriak ke rombongan lain"
    )
    column.addLayout(field("Apa yang terjadi", story))
    kind, place = TypeAhead(look), TypeAhead(look, find_place)
    kind.set_value(Hit("clash", "Bentrokan massa"), suggested=True)
    place.set_value(Hit("winongo", "Winongo, Manguharjo"))
    pair = QHBoxLayout()
    pair.addLayout(field("Jenis", kind))
    pair.addLayout(field("Kelurahan", place))
    column.addLayout(pair)
    column.addWidget(Section("Tanyakan", "2 dari 3"))
    crowd = SegmentedChoice([Choice(t, t) for t in ("<10", "10-29", "30-99", "100+", "Tidak tahu")], look)
    crowd.set_value("30-99")
    weapon = SegmentedChoice(
        [
            Choice(t, t)
            for t in ("Tidak ada", "Benda tumpul", "Senjata tajam", "Senjata api/peledak", "Tidak tahu")
        ],
        look,
    )
    weapon.set_suggested("Benda tumpul")
    hurt = SegmentedChoice([Choice(t, t) for t in ("Tidak", "Ya", "Tidak tahu")], look)
    hurt.set_value("Tidak tahu")
    for text, choice in (
        ("Berapa orang kira-kira?", crowd),
        ("Ada senjata / benda berbahaya?", weapon),
        ("Ada korban luka?", hurt),
    ):
        column.addLayout(question(text, choice))
    chips = CheckChips(
        [
            Choice(t, t)
            for t in (
                "Jalan ditutup",
                "Anak-anak terlibat",
                "Media sosial",
                "Simbol kelompok",
                "Dekat sekolah",
            )
        ],
        look,
    )
    chips.set_values({"Jalan ditutup"})
    chips.set_suggested({"Simbol kelompok"})
    column.addWidget(chips)
    level = InlineMessage(look)
    level.show_message(
        "danger",
        "senjata, 50-200 orang, tidak ada pemberitahuan kegiatan di lokasi ini.",
        lead="disarankan:",
        level=HIGH,
        actions=[MessageAction("change", "Ubah")],
        dismissible=False,
    )
    column.addWidget(level)
    twin = InlineMessage(look)
    twin.show_message(
        "warning",
        "· 180 m, 41 detik lalu, 4 pelapor.",
        lead="Mungkin sama dengan B23-017",
        actions=[MessageAction("join", "Gabungkan", "Ctrl+G"), MessageAction("see", "Lihat")],
    )
    column.addWidget(twin)
    column.addStretch(1)
    foot = QFrame()
    foot.setProperty("role", "foot")
    buttons = FlowLayout(foot, spacing=8, line_spacing=6)
    buttons.setContentsMargins(16, 10, 16, 10)
    more = MenuButton("Lainnya")
    more.set_entries([MenuEntry("park", "Parkir", "Esc")])
    for button in (
        KeyButton("Simpan", "Ctrl+Return", role="primary"),
        KeyButton("Simpan, POLRI", "F9", role="danger"),
        more,
    ):
        buttons.addWidget(button)
    pane = QFrame()
    pane.setProperty("role", "pane-left-edge")
    pane.setMinimumWidth(360)
    whole = QVBoxLayout(pane)
    whole.setContentsMargins(1, 0, 0, 0)
    whole.setSpacing(0)
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    whole.addWidget(scroll, 1)
    whole.addWidget(foot)
    return pane


def left_pane(look: Appearance) -> QWidget:
    """Tabs, buttons, chips, lists: whatever is not in the intake form."""
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(12, 8, 12, 12)
    column.setSpacing(10)
    tabs = TabStrip()
    tabs.set_tabs([("open", "Terbuka"), ("mine", "Milik saya"), ("review", "Tinjauan"), ("past", "Riwayat")])
    tabs.set_count("open", 27)
    tabs.set_count("mine", 4)
    search = QLineEdit()
    search.setPlaceholderText("Cari nomor, lokasi, telepon…")
    search.setMinimumWidth(80)
    area = MenuButton("Kecamatan")
    area.set_entries(
        [MenuEntry("a", "Manguharjo", checkable=True, checked=True), MenuEntry("b", "Taman", checkable=True)]
    )
    column.addWidget(row_of(tabs, search, area, KeyButton("Laporan baru", "F2", role="primary")))
    column.addWidget(
        row_of(
            LevelBadge(HIGH, look),
            LevelBadge(MIDDLE, look),
            LevelBadge(LOW, look),
            StateChip(Chip("POLRI · tiba", "success"), look),
            StateChip(Chip("TNI", "danger", "02:13"), look),
            StateChip(Chip("POLRI", "warning", "00:48"), look),
            StateChip(Chip("Linmas · selesai"), look),
        )
    )
    column.addWidget(
        row_of(
            KeyButton("✓ POLRI tiba 14.36", role="success"),
            KeyButton("TNI belum jawab 02:13", "F10", role="danger"),
            KeyButton("Biasa"),
            KeyButton("Diam", role="quiet"),
            KeyButton("Tautan", "Ctrl+K", role="link"),
        )
    )
    off = KeyButton("Mati", "F8", role="primary")
    off.setEnabled(False)
    boxes = [
        QCheckBox("Pastikan pelapor aman"),
        QCheckBox("Kabari camat"),
        QRadioButton("Ya"),
        QRadioButton("Tidak"),
    ]
    boxes[0].setChecked(True)
    boxes[2].setChecked(True)
    combo, spin = QComboBox(), QSpinBox()
    combo.addItems(["Bahasa Indonesia", "English"])
    spin.setValue(12)
    column.addWidget(row_of(off, *boxes, combo, spin))
    card = QFrame()
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.addWidget(Section("Riwayat"))
    story = TimelineView(look)
    story.set_entries(
        [
            TimelineEntry("5", "14.36", "Polsek Manguharjo tiba di lokasi", "Meja A", "success"),
            TimelineEntry(
                "4",
                "14.34",
                "Dua laporan digabungkan karena tempat dan waktunya sama, ditemukan saat mengetik "
                "narasi oleh operator",
                "Rina · Meja A",
            ),
            TimelineEntry("3", "14.32", "Polres Madiun Kota menerima eskalasi"),
            TimelineEntry("1", "14.31", "Dibuka dengan tingkat Tinggi", "Meja B", "danger"),
        ]
    )
    inside.addWidget(story)
    column.addWidget(card)
    rows = ClickableList(look)
    rows.set_rows(
        [
            ListRow("1", "Bentrokan massa", "Depan GOR, Winongo · 4 pelapor", "00:41", HIGH),
            ListRow("2", "Kerumunan tanpa izin", "Oro-oro Ombo · 3 pelapor", "06:55", MIDDLE),
            ListRow("3", "Panggilan iseng", trailing="14.20"),
        ]
    )
    rows.select_row("1")
    column.addWidget(rows, 1)
    progress = QProgressBar()
    progress.setTextVisible(False)
    progress.setValue(40)
    column.addWidget(progress)
    return page


def shell(look: Appearance, ticker: Ticker) -> ShellFrame:
    """The whole frame with both panes in it."""
    frame = ShellFrame(look, ticker)
    page = QWidget()
    both = QHBoxLayout(page)
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(0)
    left = QScrollArea()
    left.setWidget(left_pane(look))
    left.setWidgetResizable(True)
    both.addWidget(left, 3)
    both.addWidget(intake_pane(look, ticker), 2)
    for page_id, _, _ in PAGES:
        frame.add_page(page_id, page if page_id == "intake" else QListWidget())
    frame.set_entries([RailEntry(*page) for page in PAGES])
    frame.show_page("intake")
    frame.rail.set_count("review", 2)
    frame.top_bar.set_desk("Meja B · Shift pagi 07.00-15.00")
    frame.top_bar.set_overdue(1)
    frame.top_bar.set_state("success", "Tersimpan di PC ini")
    frame.top_bar.set_person("R. Operator", [MenuEntry("lock", "Kunci")])
    frame.banners.show_banner(
        "training", "warning", "Data contoh: tidak ada yang dikirim ke instansi.", lead="LATIHAN"
    )
    return frame


def draw(folder: Path, width: int, height: int) -> None:
    """Write one picture per theme."""
    application = QApplication(sys.argv[:1])
    translator = Translator(application)  # kept: its catalogues go with it
    translator.use("id")
    ticker = Ticker(monotonic=lambda: 1000.0, wall_ms=lambda: NOON_MS)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for name in ("light", "dark"):
        look = Appearance(name)
        dress(application, look.theme)
        frame = shell(look, ticker)
        frame.resize(width, height)
        frame.show()
        frame.activateWindow()
        for _ in range(3):
            application.sendPostedEvents()
            application.processEvents()
        frame.grab().save(str(folder / f"gallery-{name}-{width}x{height}-{scale}.png"))
        place = frame.findChildren(TypeAhead)[1]
        place.setFocus()
        place.open_hits()
        application.processEvents()
        frame.grab().save(str(folder / f"gallery-{name}-{width}x{height}-{scale}-popup.png"))
        frame.close()
        frame.deleteLater()


if __name__ == "__main__":
    size = sys.argv[2] if len(sys.argv) > 2 else "1366x768"
    wide, high = (int(part) for part in size.split("x"))
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(target, wide, high)
