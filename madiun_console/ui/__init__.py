"""Everything on the screen, and (with `app`) the only importer of PySide6.

Rule: a page asks `queries` for frozen rows and calls one function of `actions` per click; it never
imports `db` or SQLAlchemy, holds no session, and finds nothing through a global: what a widget needs
(theme, ticker, texts of the rulebook) is handed to its constructor.
"""
