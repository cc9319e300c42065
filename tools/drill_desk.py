"""A desk without a window for the server drill: joins by a code, takes calls, exchanges until nothing is left to send."""

from __future__ import annotations

import time
from pathlib import Path

from madiun_console.actions.people import found_center
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import save_report
from madiun_console.domain.clock import SystemClock
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ConsoleError
from madiun_console.opening import desk_of, new_store
from madiun_console.resources import load_rulebook
from madiun_console.sync.exchange import Exchange, Tally
from madiun_console.sync.joining import join
from madiun_console.sync.postgres import PostgresTransport

_NAME, _PASSWORD = "Sari", "sandi-latihan-123"
_SECONDS = 120


class DrillDesk:
    """One store and its way to the server."""

    def __init__(self, folder: Path, code: str, *, founds: bool) -> None:
        rules = load_rulebook()
        self.store = new_store(folder, rules, SystemClock())
        if founds:
            found_center(self.store, rules, "B", _NAME, _PASSWORD)
        self.link = join(self.store, code, time.time())
        self.desk = desk_of(self.store, rules)
        self._transport: PostgresTransport | None = None

    def take_calls(self, count: int) -> None:
        """Log so many calls, whether the server is there or not."""
        session = sign_in(self.desk, _NAME, _PASSWORD)
        for number in range(count):
            form = ReportForm(
                channel="phone", started=self.store.clock.now_ms(), number=f"0812 3456 {number:04d}", unit="35.77.02.1005",
                narrative=f"Latihan {number}: puluhan orang kumpul di depan GOR", kind_id="suspicious_gathering",
            )  # fmt: skip
            save_report(self.desk, session, form)

    def exchange(self) -> Tally:
        """Exchange until a round sends and receives nothing; a server that is just coming back is tried again."""
        deadline = time.monotonic() + _SECONDS
        total = Tally()
        while True:
            try:
                if self._transport is None:
                    self._transport = PostgresTransport(self.link.dsn(self.store.folder))
                done = Exchange(self.store, self._transport, lambda _: None).round()
            except ConsoleError:
                if time.monotonic() > deadline:
                    raise
                self.hang_up()
                time.sleep(0.2)
                continue
            total.sent, total.received = total.sent + done.sent, total.received + done.received
            total.healed += done.healed
            if not (done.sent or done.received or done.healed):
                return total

    def events(self) -> list[str]:
        """Hashes of all facts this store holds, sorted."""
        found: list[str] = self.store.driver(
            lambda reader: [row[0].hex() for row in reader.execute("SELECT hash FROM fact ORDER BY 1")]
        )
        return found

    def hang_up(self) -> None:
        """Close the connection; the next exchange opens another."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def close(self) -> None:
        """Close everything."""
        self.hang_up()
        self.store.close()
