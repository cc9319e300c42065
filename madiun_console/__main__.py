"""Start the console with `python -m madiun_console`."""

from __future__ import annotations

from madiun_console.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
