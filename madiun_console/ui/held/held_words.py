"""An act that waits, in words: what was done, by whom, where, and why the server holds it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.held import HeldRow
from madiun_console.ui.incident.timeline_words import TimelineWords
from madiun_console.ui.workplace import Workplace

OFFICE = ("person", "rule", "erasure")
ADOPTED = "adopted"


class HeldWords(QObject):
    """Words in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._timeline = TimelineWords(workplace, self)

    def what(self, row: HeldRow) -> str:
        """What was done, as the history of an incident tells it; of a person with their name."""
        text = self._timeline.line(row.logged, row.detail).text
        if row.about and row.about not in text:
            return f"{row.about}: {text}"
        return text

    def who(self, row: HeldRow) -> str:
        """`Bima, meja A`."""
        name = row.actor_name or self.tr("somebody unknown here")
        return self.tr("{name}, desk {letter}").format(name=name, letter=row.desk) if row.desk else name

    def when(self, row: HeldRow) -> str:
        """When it was done."""
        return self._workplace.formats.moment(row.logged.at, self._workplace.ticker.wall_ms())

    def number(self, row: HeldRow) -> str:
        """The number of its incident as people say it, empty for what is about none."""
        return spoken_number(row.number, self._workplace.ticker.wall_ms()) if row.number else ""

    def reason(self, reason: str) -> str:
        """Why the server holds it."""
        words = {
            "needs_login": self.tr(
                "It needs the person's own login on the server, and came over the desk's login: "
                "it was done offline, or the server does not know their password yet."
            ),
            "role": self.tr("The role that the server knows for this person is not enough for it."),
            "adopted": self.tr(
                "It was brought along by a desk that worked alone before. People and rules of such a desk "
                "hold only when an administrator confirms them."
            ),
            "unknown_type": self.tr(
                "The server does not know this kind of act yet: bring the server up to date."
            ),
            "actor_disabled": self.tr("The account of this person was disabled already."),
            "not_for_agency": self.tr("A desk of an agency may only answer and note; this is more."),
            "not_addressed": self.tr("What it answers was not given to this agency, or was taken back."),
            "other_center": self.tr("It comes from another call center."),
            "agency_may_not": self.tr("This agency was enrolled without the right to read identities."),
            "actor_elsewhere": self.tr(
                "This person belongs to another desk: an agency's, or the call center's."
            ),
        }
        if reason.startswith("bad"):
            return self.tr("The server could not read it. Tell whoever takes care of the program.")
        return words.get(reason) or self.tr("Held by the server: {reason}").format(reason=reason)

    def short_reason(self, reason: str) -> str:
        """The same in two or three words, for a list."""
        words = {
            "needs_login": self.tr("own login missing"),
            "role": self.tr("role not enough"),
            "adopted": self.tr("of an adopted desk"),
            "unknown_type": self.tr("unknown to the server"),
            "actor_disabled": self.tr("account disabled"),
            "not_for_agency": self.tr("not for an agency"),
            "not_addressed": self.tr("not given to it"),
            "other_center": self.tr("another center"),
            "agency_may_not": self.tr("agency may not"),
            "actor_elsewhere": self.tr("person of another desk"),
        }
        if reason.startswith("bad"):
            return self.tr("unreadable")
        return words.get(reason, reason)

    def to_do(self, reason: str, *, mine: bool) -> str:
        """What has to be done so that it counts, and that the next one is not held; empty where the reason says it all."""
        if reason == "role":
            return self.tr(
                "An administrator gives the role at a desk that is connected; a supervisor confirms meanwhile."
            )
        if reason != "needs_login":
            return ""
        if not mine:
            return self.tr(
                "If it happens to this person again, an administrator sets their password once on the page People."
            )
        state = self._workplace.link.state
        if state.own_login == "refused":
            return self.tr(
                "The server does not know your password yet: ask an administrator to set your password once."
            )
        if state.own_login == "ready":
            return self.tr(
                "It was sent without your own login: done while offline, and you had signed out when the server was back. "
                "Your login works now: you may confirm it yourself on the page To be confirmed."
            )
        if state.own_login == "needed":
            return self.tr("You signed in while offline: stay signed in until the server is back.")
        return ""

    def told(self, reason: str, *, mine: bool) -> str:
        """Why it waits and what to do, as one text; a person's own login is the reason and the remedy in one."""
        to_do = self.to_do(reason, mine=mine)
        if mine and to_do and reason == "needs_login":
            return to_do
        return f"{self.reason(reason)} {to_do}".strip()

    def taken(self, row: HeldRow) -> str:
        """That a confirmed person would be the second of that name; empty where nobody else has it."""
        if not row.taken:
            return ""
        return self.tr(
            "Somebody is called {name} already. Confirmed, two people of that name may sign in; they are told apart by the desk "
            "where they were added. If it is the same person, refuse this, or confirm it and disable one on the page People."
        ).format(name=row.about)

    def said(self, row: HeldRow) -> str:
        """What was decided and has yet to take effect; empty when nobody has decided."""
        if not row.said:
            return ""
        if row.said_is_held:
            text = self.tr(
                "{name} has decided, but the server does not know their password: somebody else must confirm."
            )
        elif row.said == "confirmed":
            text = self.tr("Confirmed by {name}; it counts as soon as the server has it.")
        else:
            text = self.tr("Refused by {name}; on its way to the server.")
        return text.format(name=row.said_by or "?")

    def needs(self, row: HeldRow) -> str:
        """The permission that deciding about it needs."""
        return "people" if row.kind in OFFICE or row.reason == ADOPTED else "release_held"

    def count(self, count: int) -> str:
        """`2 tindakan menunggu pengesahan`."""
        if count == 1:
            return self.tr("1 act waits to be confirmed")
        return self.tr("{count} acts wait to be confirmed").format(
            count=self._workplace.formats.number(count)
        )
