"""A desk without a window that logs a report now and then, and prints the moment at which each was durable."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.big_store import NAME, PASSWORD, keep_keys_in_files
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.opening import open_desk
from madiun_console.sync.joining import server_link
from madiun_console.sync.live import Live


def main() -> None:
    """Log so many reports at such a pace."""
    folder, rounds, pace = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    keep_keys_in_files()
    desk = open_desk(folder)
    link = server_link(desk.store)
    if link is None:
        raise SystemExit("this store has joined no server")
    by = sign_in(desk, NAME, PASSWORD)
    live = Live(desk.store, link, lambda _: None, lambda _: None)
    live.start()
    time.sleep(2)
    for number in range(rounds):
        form = ReportForm(
            channel="phone", started=desk.store.clock.now_ms(), number=f"0812{number:08}", unit="35.77.02.1005",
            narrative=f"Kerumunan ke-{number} di depan pasar", kind_id="suspicious_gathering",
        )  # fmt: skip
        save_report(desk, by, form)
        sys.stdout.write(f"{time.monotonic()}\n")
        live.wake()
        time.sleep(pace)
    time.sleep(1)
    live.stop()
    desk.store.close()


if __name__ == "__main__":
    main()
