"""How it stands with the shared server, in words: a few for the bar, and what to do about it for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from madiun_console.sync.link_state import LinkState, is_revoked
from madiun_console.ui.workplace import OWN_LOGIN, Workplace

WARN_SKEW_MS, ALARM_SKEW_MS = 60_000, 300_000
"""Clock skew: told from a minute on, an alarm from five; nothing is ever refused for it (architecture.md)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A state: the tone of its mark, a few words, and the details."""

    tone: str
    text: str
    detail: str


def skew_tone(skew_ms: int | None) -> str:
    """warning, danger, or empty while the clocks agree, or were not compared yet."""
    if skew_ms is None:
        return ""
    if abs(skew_ms) >= ALARM_SKEW_MS:
        return "danger"
    return "warning" if abs(skew_ms) >= WARN_SKEW_MS else ""


class LinkWords(QObject):
    """Words in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def said(self) -> Said:
        """How it stands now."""
        state = self._workplace.link.state
        match state.mode:
            case "alone":
                return Said("ok", self.tr("Stored on this PC"), self.tr("This desk works without a server."))
            case "connecting":
                tone, words = "neutral", self.tr("Connecting to the server …")
            case "offline" if is_revoked(state):
                tone, words = "danger", self.tr("This computer is not enrolled at the server any more")
            case "offline":
                tone = "warning"
                words = self.tr("Offline since {time}").format(time=self._moment(state.since_ms))
            case "polling":
                tone, words = "info", self.tr("Connected, asks every 10 seconds")
            case _:
                tone, words = "success", self.tr("Live")
        parts = [words]
        if state.loading is not None:
            tone, parts = "info", [self.loading(state)]
        if state.unsent:
            parts.append(self.unsent(state))
        if state.mode in ("offline", "polling"):
            parts.append(self.age(state))
        if skew_tone(state.skew_ms):
            tone = skew_tone(state.skew_ms) if tone != "danger" else tone
            parts.append(self.skew(state))
        return Said(tone, " · ".join(parts), "\n".join(self.details(state)))

    def details(self, state: LinkState) -> list[str]:
        """What stands in the tool tip: one sentence for each thing, and what to do."""
        lines = []
        if state.mode == "offline" and not is_revoked(state):
            lines.append(self.tr("Work goes on: everything is stored here and sent when the server is back."))
        if state.fault is not None:
            lines.append(state.fault.text(self._workplace.language))
        if state.loading is not None:
            lines.append(self.tr("Calls can be taken meanwhile; the queue and the search fill up."))
        if skew_tone(state.skew_ms):
            lines.append(
                self.skew(state) + ". " + self.tr("Set this PC's clock; nothing is refused meanwhile.")
            )
        if state.own_login == "refused":
            lines.append(self.own_login(state))
        lines.append(self.heard(state))
        lines.append(self.unsent(state) if state.unsent else self.tr("Everything is sent"))
        return lines

    def loading(self, state: LinkState) -> str:
        """How far the past is."""
        if state.loading is None:
            return ""
        done, head = (self._workplace.formats.number(number) for number in state.loading)
        return self.tr("The past is being loaded: {done} of {all}").format(done=done, all=head)

    def unsent(self, state: LinkState) -> str:
        """How many changes wait to be sent."""
        if state.unsent == 1:
            return self.tr("1 not sent yet")
        return self.tr("{count} not sent yet").format(count=self._workplace.formats.number(state.unsent))

    def age(self, state: LinkState) -> str:
        """How old the shared data is."""
        if not state.heard_ms:
            return self.tr("shared data not here yet")
        seconds = (self._workplace.ticker.wall_ms() - state.heard_ms) / 1000
        return self.tr("shared data {span} old").format(span=self._workplace.formats.spoken_span(seconds))

    def heard(self, state: LinkState) -> str:
        """When this desk last had everything."""
        if not state.heard_ms:
            return self.tr("No complete exchange with the server yet")
        return self.tr("Last complete exchange: {time}").format(time=self._moment(state.heard_ms))

    def skew(self, state: LinkState) -> str:
        """How far this PC's clock is off."""
        if state.skew_ms is None:
            return self.tr("not compared since the program was started")
        if not skew_tone(state.skew_ms):
            return self.tr("agrees with the server's")
        span = self._workplace.formats.spoken_span(abs(state.skew_ms) / 1000)
        if state.skew_ms > 0:
            return self.tr("This PC's clock is {span} ahead").format(span=span)
        return self.tr("This PC's clock is {span} behind").format(span=span)

    def own_login(self, state: LinkState) -> str:
        """Of the person who is signed in."""
        # none was used so far, as while the link is being made: of whoever has one that is no "needs none"
        not_used = state.own_login == "none" and self._workplace.may(OWN_LOGIN)
        match "needed" if not_used else state.own_login:
            case "ready":
                return self.tr("Works: acts that need your role count at once.")
            case "needed" if state.mode == "offline":
                return self.tr(
                    "Not used yet: the server was not there since you signed in. Stay signed in until it is back; what you "
                    "do meanwhile counts then."
                )
            case "needed":
                return self.tr("Not used yet.")
            case "refused":
                return self.tr(
                    "The server does not know your password yet, so acts that need your role wait to be confirmed. "
                    "Ask an administrator to set your password once under People."
                )
            case _:
                return self.tr("None is needed for your role.")

    def mode(self, state: LinkState) -> str:
        """The mode alone, for a table."""
        match state.mode:
            case "live":
                return self.tr("Live")
            case "polling":
                return self.tr("Connected, asks every 10 seconds")
            case "connecting":
                return self.tr("Connecting to the server …")
            case "offline" if is_revoked(state):
                return self.tr("None: this computer is not enrolled any more")
            case "offline":
                return self.tr("Offline since {time}").format(time=self._moment(state.since_ms))
            case _:
                return self.tr("Alone, without a server")

    def _moment(self, ms: int) -> str:
        return self._workplace.formats.moment(ms, self._workplace.ticker.wall_ms())
