"""The guide and the README tell the truth: pictures, keys, pages, words on the screen and limits are those of the program."""

from __future__ import annotations

import ast
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.actions.escalate import answer_states
from madiun_console.app.parts import make_workplace
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.targets import target_seconds
from madiun_console.settings import Preferences
from madiun_console.sync.link_state import LinkState
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.shell.rail import KEYS as RAIL_KEYS
from madiun_console.ui.shell.rail import RailButton
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.widgets import KeyButton
from tests.desk_fixtures import People

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = (DOCS / "panduan-operator.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LARGEST_PICTURE = 250_000
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|[A-Z]|Return|Enter|Esc|Space|Up|Down|Left|Right)")
WRITTEN = {"Spasi": "Space", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "Enter": "Return"}
"""How the guide writes a key -> how Qt names it."""
QTS_OWN = {"Tab", "Shift+Tab", "Space", "Up", "Down"}
"""They walk and tick in every program; ours add nothing."""
SECONDS = {"menit": 60, "jam": 3600}


def section(heading: str, text: str = GUIDE) -> str:
    """What stands below a heading, as far as the next one of any depth."""
    found = re.search(rf"^#+ {re.escape(heading)}$\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Cells of the lines of the tables in a text, heads left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [
        row
        for at, row in enumerate(cells)
        if not (at + 1 < len(cells) and cells[at + 1][0] == "---") and row[0] != "---"
    ]


def qt_name(key: str) -> str:
    """`Ctrl+Spasi` -> `Ctrl+Space`."""
    *held, last = key.split("+")
    return "+".join([*held, WRITTEN.get(last, last)])


def keys_of(text: str) -> list[str]:
    """The keys named in the first cells of the tables in a text, as Qt names them."""
    return [qt_name(key) for row in rows(text) for key in re.findall(r"`([^`]+)`", row[0])]


# ------------------------------------------------------------------------------------------------ pictures and links


def test_every_picture_is_there_and_named() -> None:
    named = set(re.findall(r"\]\(pictures/([^)]+)\)", GUIDE))
    named |= set(re.findall(r"\]\(docs/pictures/([^)]+)\)", README))
    assert named == {file.name for file in (DOCS / "pictures").iterdir()}


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").glob("*")), ids=lambda file: file.name)
def test_a_picture_is_a_small_png(picture: Path) -> None:
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.stat().st_size < LARGEST_PICTURE


def test_every_picture_of_the_guide_says_what_it_shows() -> None:
    words = re.findall(r"!\[([^\]]*)\]", GUIDE)
    assert all(len(text) > 10 for text in words)


@pytest.mark.parametrize(("place", "text"), [(DOCS, GUIDE), (ROOT, README)], ids=["guide", "readme"])
def test_links_lead_somewhere(place: Path, text: str) -> None:
    anchors = {anchor_of(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text):
        assert not target or target.startswith("https://") or (place / target).exists(), target
        assert target or anchor in anchors, anchor


def anchor_of(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = "".join(sign for sign in heading.lower() if sign in " -" or unicodedata.category(sign)[0] in "LN")
    return kept.replace(" ", "-")


# ------------------------------------------------------------------------------------------------ keys


def keys_in_source() -> set[str]:
    """Every text in the screen's source that is a key."""
    found = set()
    for file in (ROOT / "madiun_console" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                found.add(qt_name(node.value))
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                found.add(qt_name(node.attr.removeprefix("Key_")))
    return found


@pytest.fixture
def window(
    desk: Desk, people: People, data_dir: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The real window in Bahasa Indonesia, an administrator signed in."""
    place = make_workplace(qapp, desk, data_dir, Preferences())
    place.set_session(people.administrator)
    made = MainWindow(place, Sounds(place), qapp)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.begin()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(place.jobs.is_idle)
    yield made
    qtbot.waitUntil(place.jobs.is_idle)
    place.jobs.close()
    place.translator.use("en")


def test_every_key_of_the_guide_exists(rulebook: Rulebook) -> None:
    known = keys_in_source() | QTS_OWN | {"Shift+Return"}
    known |= {one.key for one in rulebook.call_outcomes} | {kind.key for kind in rulebook.agency_kinds}
    known |= {f"Ctrl+{key}" for key in RAIL_KEYS}
    told = keys_of(GUIDE)
    assert len(told) > 60
    assert {key for key in told if not key.isdigit()} - known == set()


def test_every_key_of_the_window_is_in_the_table_of_all_keys(window: MainWindow, qtbot: QtBot) -> None:
    for page in (
        "queue",
        "callbacks",
        "shift",
        "review",
        "reports",
        "retention",
        "people",
        "settings",
        "intake",
    ):  # some are made when they are first shown
        window.show_page(page)
        qtbot.waitUntil(lambda: window.frame.current_page() == page)  # noqa: B023 - asked at once
    qtbot.waitUntil(window.queue_page.intake.is_busy)
    bound = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    for button in window.findChildren(QAbstractButton):
        bound.append(button.shortcut())
        if isinstance(button, KeyButton):
            bound.append(QKeySequence(button.key))
    found = {qt_name(key.toString()) for key in bound if not key.isEmpty()}
    assert len(found) > 30
    assert found - set(keys_of(section("Tombol") + section("Halaman"))) == set()


def test_the_keys_for_everywhere_really_work(window: MainWindow, qtbot: QtBot) -> None:
    """Two that listen to one key in one window hear nothing, and Qt only warns."""

    def press(key: str) -> None:
        pressed = QKeySequence(key)[0]  # type: ignore[index]  # PySide tells no item access
        qtbot.keyClick(QApplication.focusWidget() or window, pressed.key(), pressed.keyboardModifiers())

    press("F1")
    assert window.help.isVisible()
    press("F1")
    assert not window.help.isVisible()
    press("F2")
    qtbot.waitUntil(window.queue_page.intake.is_busy)
    press("Ctrl+L")
    assert window.lock.isVisible()
    press("Ctrl+Shift+P")
    assert window.sign_in.isVisible()


def test_the_panel_lists_no_key_that_the_guide_does_not(window: MainWindow) -> None:
    listed = {qt_name(key) for group in window.help.groups() for key, _ in group.lines}
    assert listed - set(keys_of(section("Tombol") + section("Halaman"))) == set()


# ------------------------------------------------------------------------------------------------ pages, words, limits


def test_pages_are_those_of_an_administrator_in_their_order(window: MainWindow) -> None:
    buttons = [button for button in window.findChildren(RailButton) if button.isVisibleTo(window.frame.rail)]
    told = [(key.strip("`"), page) for key, page, _ in rows(section("Halaman"))]
    found = [(button.shortcut().toString(), button.entry.label) for button in buttons]
    assert told == sorted(found, key=lambda one: one[0].replace("+0", "+:"))  # the tenth page has 0


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_where_held_acts_are_confirmed(window: MainWindow, people: People, qtbot: QtBot, role: str) -> None:
    """Its number follows those of the pages that the role has."""
    place = window._workplace
    place.set_session(getattr(people, role))
    place.link.hear(LinkState("live"))
    buttons = [button for button in window.findChildren(RailButton) if button.entry.id == "held"]
    found = [button.shortcut().toString() for button in buttons if button.isVisibleTo(window.frame.rail)]
    told = re.match(r"\s*(?:!.*\s*)?`([^`]+)`, bagi administrator `([^`]+)`", section("Pengesahan"))
    assert told is not None
    assert found == [told[1 if role == "supervisor" else 2]]
    row = next(row for row in rows(section("Tombol")) if "pengesahan" in row[1])
    assert row[0] == f"`{told[1]}` `{told[2]}`"
    place.link.hear(LinkState())
    qtbot.waitUntil(lambda: not place.presence._pause.isActive())


def words_on_the_screen(rulebook: Rulebook) -> list[re.Pattern[str]]:
    """Everything the screen can say in Bahasa Indonesia; a value that is put in may be anything."""
    tree = ET.parse(ROOT / "resources" / "i18n" / "madiun_console_id.ts")  # noqa: S314 - our own file
    said = {"".join(node.itertext()) for node in tree.iter("translation")}
    said |= {agency.name for agency in rulebook.agencies} | {step.label() for step in rulebook.steps}
    said |= {channel.agency_label() for channel in rulebook.channels_by_id.values()}
    said.add("LATIHAN:")
    ends = {text.split("\t")[0].rstrip(" …") for text in said} | {text.split("\t")[0] for text in said}
    templates = [text for text in ends if len(re.sub(r"\{[a-z]+\}|\W", "", text)) >= 3]
    return [re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(text))) for text in templates]


def test_bold_words_stand_on_the_screen(rulebook: Rulebook) -> None:
    emphasis = {"tebal", "Isi:", "tidak", "hanya", "diberi informasi", "dinonaktifkan"}
    paragraphs = re.findall(r"^(?:- )?\*\*([^*]+\.)\*\*", GUIDE, re.MULTILINE)
    bold = (
        {" ".join(text.split()) for text in re.findall(r"\*\*([^*]+)\*\*", GUIDE)}
        - emphasis
        - set(paragraphs)
    )
    screen = words_on_the_screen(rulebook)
    unknown = sorted(text for text in bold if not any(words.fullmatch(text) for words in screen))
    assert unknown == []


def test_calls_that_are_no_incident(rulebook: Rulebook) -> None:
    told = [
        (key.strip("`"), text.split(":")[0]) for key, text in rows(section("Panggilan yang bukan kejadian"))
    ]
    assert told == [(one.key, one.label()) for one in rulebook.call_outcomes]


def test_answers_of_an_agency_and_their_digits(desk: Desk) -> None:
    told = rows(section("Eskalasi ke POLRI, TNI, dan instansi lain"))
    states = answer_states(desk)
    assert told == [[f"`{at}`", desk.rulebook.states.label(state)] for at, state in enumerate(states, 1)]


def test_levels_and_their_limits(rulebook: Rulebook) -> None:
    told = rows(section("4. Level dan alasannya"))
    assert [row[0] for row in told] == [level.word.label() for level in rulebook.levels]
    for level, row in zip(rulebook.levels, told, strict=True):
        for cell, name in zip(row[3:], ("first_notification", "agency_ack"), strict=True):
            count, unit = cell.split()
            assert target_seconds(rulebook, level.id, name) == int(count) * SECONDS[unit], (level.id, name)
