"""The house rules hold in every file, and each rule is able to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.house_rules import MOST_LINES, project_sources, read_source, violations

ROOT = Path(__file__).resolve().parents[1]
DOC = '"""What it is for."""\n'
PAGE = "madiun_console/ui/queue/page.py"


def test_the_files_of_the_project_are_found() -> None:
    """That each keeps the rules is for `make check` to say; here it would take ten seconds more."""
    paths = {source.path for source in project_sources(ROOT)}
    assert {"madiun_console/cli.py", "tests/test_house_rules.py", "tools/house_rules.py"} <= paths


@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        (PAGE, "x = 1\n", "no docstring"),
        (PAGE, DOC + "x = 1\n" * MOST_LINES, "401 lines"),
        ("madiun_console/db/utils.py", DOC, "the name utils"),
        ("madiun_console/common/store.py", DOC, "the name common"),
        ("madiun_console/ui/window_manager.py", DOC, "the name window_manager"),
        (PAGE, DOC + "class CallHelper:\n    pass\n", "the class name CallHelper"),
        (PAGE, DOC + 'self.tr(f"{n} calls")\n', "computed text"),
        (PAGE, DOC + 'self.tr("{} calls".format(n))\n', "computed text"),
        (PAGE, DOC + 'translate("Queue", "a" + b)\n', "computed text"),
        (PAGE, DOC + 'self.setStyleSheet("")\n', "setStyleSheet"),
        (PAGE, DOC + "app.processEvents()\n", "processEvents"),
        (PAGE, DOC + "self.setToolTip(row.note)\n", "plain_tip"),
        (PAGE, DOC + 'self.setToolTip("" if a else b)\n', "plain_tip"),
        (PAGE, DOC + "QApplication.instance()\n", "passed in"),
        ("madiun_console/domain/phone.py", DOC + 'open("x")\n', "no I/O"),
        ("tests/test_x.py", DOC + "time.sleep(1)\n", "wait for a signal"),
        ("tests/test_x.py", DOC + "self.qtbot.wait(100)\n", "wait for a signal"),
        ("tests/test_x.py", DOC + "QTest.qWait(100)\n", "wait for a signal"),
    ],
)
def test_a_broken_rule_is_named_with_file_and_line(path: str, text: str, complaint: str) -> None:
    (found,) = violations(read_source(path, text))
    assert complaint in found
    assert found.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PAGE, DOC + 'self.tr("%n calls", "", n)\nself.tr("{count} calls").format(count=n)\n'),
        (PAGE, DOC + "x = 1\n" * (MOST_LINES - 1)),
        (PAGE, DOC + "class Commonly:\n    pass\n"),
        (PAGE, DOC + 'self.setToolTip("" if a else plain_tip(b))\nself.setToolTip(self.tr("Close"))\n'),
        ("madiun_console/ui/theme/apply.py", DOC + 'app.setStyleSheet("")\n'),
        ("tests/test_x.py", DOC + "qtbot.waitSignal(x)\nevent.wait(1)\n"),
    ],
)
def test_what_is_right_is_left_alone(path: str, text: str) -> None:
    assert violations(read_source(path, text)) == []
