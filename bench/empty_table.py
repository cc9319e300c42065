"""The baseline of a start: a process that imports PySide6 and SQLAlchemy and shows an empty table."""

from __future__ import annotations

import sys

import sqlalchemy
from PySide6.QtWidgets import QApplication, QTableWidget

from bench.first_paint import FirstPaint


def main() -> int:
    """Show it, tell the parent when it is painted, and end."""
    application = QApplication(sys.argv[:1])
    table = QTableWidget(0, 8)
    table.setWindowTitle(sqlalchemy.__version__)
    table.resize(1366, 768)
    watch = FirstPaint(table, lambda: True, settle="--settle" in sys.argv)
    table.show()
    code = application.exec()
    del watch
    return code


if __name__ == "__main__":
    sys.exit(main())
