"""What this number called about before, and how that stands: read out to a caller who calls again, in seconds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.rows import EarlierCall
from madiun_console.ui.intake.number_facts import NumberFacts
from madiun_console.ui.intake.words import badge_words, kind_word, place_short, state_within
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, MessageAction
from madiun_console.ui.workplace import Workplace

LOOK, JOIN = "look", "join"
LOOK_KEY, JOIN_KEY = "Ctrl+E", "Ctrl+Shift+G"
ENDED = frozenset({"closed"})


class EarlierMessage(Retranslated, QWidget):
    """Hidden while nothing is known of the number."""

    incident_wanted = Signal(str)
    join_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._facts: NumberFacts | None = None
        self.message = InlineMessage(workplace.appearance, self)
        self.message.action_triggered.connect(self._on_action)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        self.retranslate()

    def show_facts(self, facts: NumberFacts | None) -> None:
        """Another number, or none."""
        if facts != self._facts:
            self._facts = facts
            self.retranslate()

    def incident(self) -> str:
        """The latest earlier incident, or nothing."""
        last = self._last()
        return last.incident or "" if last else ""

    def tells_of(self, incident: str) -> bool:
        """Whether this number told of an incident before."""
        return bool(incident) and any(
            call.incident == incident for call in (self._facts.earlier if self._facts else ())
        )

    def look(self) -> None:
        """Open the latest earlier incident."""
        if self.incident():
            self.incident_wanted.emit(self.incident())

    def retranslate(self) -> None:
        facts = self._facts
        self.setVisible(facts is not None and bool(facts.earlier))
        if facts is None or not facts.earlier:
            self.message.clear()
            return
        actions = []
        last = self._last()
        if last is not None:
            actions.append(MessageAction(LOOK, self.tr("Show"), LOOK_KEY))
            if last.status not in ENDED:
                joining = self.tr("Join {number}").format(number=self._number(last))
                actions.append(MessageAction(JOIN, joining, JOIN_KEY))
        times = self.tr("1 call in 30 days") if facts.month == 1 else self.tr("{count} calls in 30 days")
        parts = [times.format(count=facts.month)]
        parts.append(self._report(last) if last is not None else self._outcomes(facts))
        lead = ""
        if facts.flagged:
            outcome = self._workplace.desk.rulebook.outcomes_by_id[facts.flagged].label(
                self._workplace.language
            )
            lead = self.tr("{outcome}: {count} times.").format(outcome=outcome, count=facts.flagged_calls)
        tone = "warning" if facts.flagged else "info"
        self.message.show_message(tone, " · ".join(parts), lead=lead, actions=actions, dismissible=False)

    def _last(self) -> EarlierCall | None:
        earlier = self._facts.earlier if self._facts else ()
        return next((call for call in earlier if call.incident), None)

    def _report(self, call: EarlierCall) -> str:
        rulebook, language = self._workplace.desk.rulebook, self._workplace.language
        what = ", ".join(
            filter(
                None,
                (
                    self._number(call),
                    kind_word(rulebook, call.kind_id, language),
                    place_short(rulebook, call.unit) if call.unit else "",
                ),
            )
        )
        state = state_within(rulebook, call.status, language)
        agencies = badge_words(rulebook, call.badges, language)
        moment = self._workplace.formats.moment(call.at, self._workplace.ticker.wall_ms())
        return self.tr("last report {time}: {what} · {state}").format(
            time=moment, what=what, state=", ".join(filter(None, (state, agencies)))
        )

    def _outcomes(self, facts: NumberFacts) -> str:
        outcomes = self._workplace.desk.rulebook.outcomes_by_id
        last = facts.earlier[0]
        name = (
            outcomes[last.outcome].label(self._workplace.language)
            if last.outcome in outcomes
            else last.outcome
        )
        moment = self._workplace.formats.moment(last.at, self._workplace.ticker.wall_ms())
        return self.tr("last {time}: {outcome}").format(time=moment, outcome=name)

    def _number(self, call: EarlierCall) -> str:
        return spoken_number(call.number, self._workplace.ticker.wall_ms())

    def _on_action(self, action: str) -> None:
        if action == LOOK:
            self.look()
        elif self.incident():
            self.join_wanted.emit(self.incident())
