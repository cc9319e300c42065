"""Counts what waits to be confirmed, for the rail, and tells whoever did it that it waits and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from madiun_console.domain.changes import Changes
from madiun_console.queries.held import HeldCount, HeldRow, decided, held_count
from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.workplace import OWN_LOGIN, Workplace


class HeldWatch(QObject):
    """Asks after changes, at a desk that has a server; nothing is ever held elsewhere."""

    count_changed = Signal(int, str)
    """How many acts wait for somebody like the person who is signed in, and the same in words."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = HeldWords(workplace, self)
        self._mine: dict[str, str] | None = None
        self._count = 0
        workplace.jobs.changed.connect(self._on_changed)
        workplace.session_changed.connect(self._on_session)
        workplace.link_changed.connect(self._on_link)
        self._joined = False

    def _on_session(self, _session: object) -> None:
        self._mine = None
        self._look()

    def _on_link(self, _state: object) -> None:
        if self._workplace.link.joined and not self._joined:
            self._joined = True
            self._look()

    def _on_changed(self, _changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        place = self._workplace
        if place.signed_in and place.link.joined:
            place.ask(
                held_count,
                place.session.person,
                done=self._on_count,
                failed=lambda _: None,
                latest="held.count",
            )

    def _on_count(self, found: HeldCount) -> None:
        if not self._workplace.signed_in:
            return
        before, self._mine = self._mine, found.mine
        fresh = [reason for act, reason in found.mine.items() if before is not None and act not in before]
        if fresh:
            text = self.tr(
                "The server holds what you did until a supervisor confirms it. It is kept; until then it does not count."
            )
            self._workplace.told.emit("warning", f"{text} {self._words.told(fresh[-1], mine=True)}")
        gone = [act for act in before or () if act not in found.mine]
        if gone:
            # Not "latest": each of them is told, however fast they come.
            self._workplace.ask(decided, gone, done=self._on_decided, failed=lambda _: None)
        count = found.all if self._workplace.may(OWN_LOGIN) else 0
        if count != self._count:
            self._count = count
            self.count_changed.emit(count, self._said(count))

    def _on_decided(self, rows: list[HeldRow]) -> None:
        """Tell whoever did it; what they decided themselves they know."""
        if not self._workplace.signed_in:
            return
        me = self._workplace.session
        rows = [row for row in rows if row.logged.actor == me.person and row.said_by != me.name]
        refused = sum(row.said == "refused" for row in rows)
        if len(rows) == 1:
            text = self._one(rows[0])
        elif rows:
            text = self.tr("Of what you did {confirmed} were confirmed and {refused} refused.").format(
                confirmed=len(rows) - refused, refused=refused
            )
        else:
            return
        self._workplace.told.emit("warning" if refused else "success", text)

    def _one(self, row: HeldRow) -> str:
        words = (
            self.tr("{name} confirmed what you did: {what}")
            if row.said == "confirmed"
            else self.tr("{name} refused what you did: {what}")
        )
        what = " · ".join(
            part for part in (self._words.what(row), self._words.number(row), row.said_why) if part
        )
        return words.format(name=row.said_by or "?", what=what)

    def _said(self, count: int) -> str:
        if count == 1:
            return self.tr("1 act waits to be confirmed")
        return self.tr("{count} acts wait to be confirmed").format(count=count)
