"""The past in one list at a time: of this number, of this place, of this kind here; Enter opens what happened then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from madiun_console.queries.past_rows import Past, PastList
from madiun_console.ui.past.past_words import PastWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, ClickableList, SegmentedChoice
from madiun_console.ui.workplace import Workplace

PLACE, CALLER, KIND = "place", "caller", "kind"
ROW_HEIGHT = 46


class PastView(Retranslated, QWidget):
    """Arrows left and right change the list, up and down walk in it."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._past: Past | None = None
        self._picked: str | None = None
        """The list that a person chose; until then it is the one that tells most."""
        self._words = PastWords(workplace, self)
        self.which = SegmentedChoice([], workplace.appearance, parent=self)
        self.counts = _Line("caption", self)
        self.warning = _Line("", self)
        self.warning.setProperty("tone", "warning")
        self.rows = ClickableList(workplace.appearance, self)
        self.note = _Line("muted", self)
        """What was done then, in full: of the chosen line, else of the latest that says it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.which, self.counts, self.warning, self.rows, self.note):
            column.addWidget(widget)
        self.which.value_changed.connect(self._on_which)
        self.rows.row_activated.connect(self._on_activated)
        self.rows.row_selected.connect(lambda _: self._say_note())
        self.retranslate()

    def show_past(self, past: Past | None) -> None:
        """Show what is known; the list that was looked at stays when there is one of it again."""
        if past != self._past:
            self._past = past
            self.retranslate()

    def begin_anew(self) -> None:
        """Another incident or call: begin with the list that says most."""
        self._past, self._picked = None, None

    def focus_list(self) -> None:
        """Put the keyboard into the list, or on the choice of lists when it is empty."""
        if self.rows.isHidden():
            buttons = [button for button in self.which.buttons if not button.isHidden()]
            if buttons:
                buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.rows.selected_id():
            self.rows.setCurrentIndex(self.rows.rows_model().index(0))
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def lists(self) -> dict[str, PastList]:
        """The lists there are, by what they tell of."""
        past = self._past
        if past is None:
            return {}
        found = {PLACE: past.place, CALLER: past.caller, KIND: past.kind}
        return {name: one for name, one in found.items() if one is not None}

    def retranslate(self) -> None:
        lists = self.lists()
        labels = {PLACE: self.tr("Place"), CALLER: self.tr("Number"), KIND: self.tr("Kind")}
        number = self._workplace.formats.number
        chosen = self._picked if self._picked in lists else _fullest(lists)
        self.which.set_choices(
            [Choice(name, f"{labels[name]} {number(one.counts.all)}") for name, one in lists.items()]
        )
        self.which.set_value(chosen)
        self.which.setAccessibleName(self.tr("What happened before"))
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _fill(self) -> None:
        name = self.which.value() or ""
        shown = self.lists().get(name)
        self.rows.set_rows([self._words.row(row) for row in shown.rows] if shown else [])
        count = len(shown.rows) if shown else 0
        self.rows.setFixedHeight(max(1, count) * ROW_HEIGHT + 2)
        self.rows.setVisible(count > 0)
        self.rows.setAccessibleName(self.tr("What happened before"))
        self.counts.say(self._said(name, shown))
        past = self._past
        again = past is not None and past.repeats and name == PLACE
        self.warning.say(self._again(past) if again and past is not None else "")
        self._say_note()

    def _say_note(self) -> None:
        shown = self.lists().get(self.which.value() or "")
        rows = shown.rows if shown else ()
        chosen = next((row for row in rows if row.id == self.rows.selected_id()), None)
        row = chosen or next((row for row in rows if row.note), None)
        if row is None or not row.note:
            self.note.say("")
            return
        moment = self._workplace.formats.date(row.at)
        self.note.say(self.tr("{day}: {note}").format(day=moment, note=row.note))

    def _said(self, name: str, shown: PastList | None) -> str:
        past = self._past
        if past is None or shown is None:
            # A kelurahan alone is no place: everything ever reported there would count as the past.
            words = self.tr(
                "Nothing to go by yet: it takes a number, or a kelurahan with a street, a landmark or a kind."
            )
            return words if past is not None else ""
        about = {
            PLACE: self.tr("within {metres} m").format(metres=past.metres)
            if past.by_distance
            else self.tr("same street or landmark in the kelurahan"),
            CALLER: past.masked_phone,
            KIND: self.tr("same kind in the kelurahan"),
        }[name]
        if not shown.counts.all:
            return self.tr("Nothing was recorded before ({about}).").format(about=about)
        return f"{self._words.counts(shown.counts)} · {about}"

    def _again(self, past: Past) -> str:
        count = past.place.counts.month if past.place else 0
        text = self.tr(
            "It happens again: {count} before within 30 days at this place. See what was done then, so that it ends."
        )
        return text.format(count=self._workplace.formats.number(count))

    def _on_which(self, value: object) -> None:
        self._picked = str(value) if value is not None else None
        if value is None:
            self.which.set_value(_fullest(self.lists()))
        self._fill()

    def _on_activated(self, row_id: str) -> None:
        shown = self.lists().get(self.which.value() or "")
        row = next((row for row in shown.rows if row.id == row_id), None) if shown else None
        if row is not None and row.incident is not None:
            self.incident_wanted.emit(row.incident)


class _Line(QLabel):
    """Plain words that wrap; gone while there are none."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)

    def say(self, text: str) -> None:
        """Show these words."""
        self.setText(text)
        self.setVisible(bool(text))


def _fullest(lists: dict[str, PastList]) -> str | None:
    """The first list that tells of anything, else the first."""
    told = [name for name, one in lists.items() if one.counts.all]
    return next(iter(told or lists), None)
