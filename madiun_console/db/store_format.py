"""What a store's file says of itself: the versions of its tables and of its projections, and whose file it is."""

from __future__ import annotations

SCHEMA_VERSION = 1
"""`PRAGMA user_version` of the file. A file with a greater one was written by a newer program and is refused."""
APPLICATION_ID = 0x4D41444E  # "MADN"
PROJECTION_VERSION = 3
"""Raise it when a projection's content changes: the store rebuilds itself at the next start."""
SEARCHES = "saved_searches"
"""In `meta`: the searches that this desk keeps by name, as JSON {name: {field: text}}."""
