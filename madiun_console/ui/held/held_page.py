"""Acts that wait, the oldest first: look, confirm or refuse by one key, several at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from madiun_console.actions.settle_held import settle_held
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.held import HeldRow, held_acts
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.held.held_card import HeldBar, HeldCard
from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.incident.inplace_form import ReasonForm
from madiun_console.ui.review.list_and_side import ListAndSide
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace


class RefuseForm(ReasonForm):
    """Why these acts will never count."""

    def __init__(self, workplace: Workplace, facts: Sequence[str], parent: QWidget | None = None) -> None:
        self._facts = facts
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(partial(settle_held, accepted=False), self._facts, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Refuse: it stays in the log and never counts"))
        self.confirm_button.set_label(self.tr("Refuse"))


class HeldPage(Retranslated, QWidget):
    """`entered` when it is shown, `apply` for every change after that."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._rows: dict[str, HeldRow] = {}
        self._loaded = False
        self._title, self._about = title_label(self), text_label(self)
        self._words = HeldWords(workplace, self)
        self.card = HeldCard(workplace, self._words)
        self.bar = HeldBar()
        self.body = ListAndSide(workplace.appearance, self.card, self.bar, self)
        self.body.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(8)
        column.addWidget(self.body, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.body.chosen.connect(lambda _row: self._show_chosen())
        self.body.list.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.bar.confirm.clicked.connect(self._on_confirm)
        self.bar.refuse.clicked.connect(self._on_refuse)
        self.bar.together.clicked.connect(self._choose_alike)
        self.bar.open.clicked.connect(self._on_open)
        self._workplace.jobs.broke.connect(lambda _error: self._show_chosen())

    def entered(self) -> None:
        """Called when the page is shown."""
        self.reload()
        self.body.focus_list()

    def apply(self, changes: Changes) -> None:
        """Something was done here or elsewhere: what waits may be another thing now."""
        if changes != Changes() and (self.isVisible() or self._rows):
            self.reload()

    def reload(self) -> None:
        """Ask for what waits."""
        self._workplace.ask(held_acts, done=self._on_rows, failed=self._on_failed, latest="held.page")

    def chosen(self) -> list[HeldRow]:
        """The acts that are chosen, in the order of the list."""
        model = self.body.list.rows_model()
        indexes = sorted(self.body.list.selectionModel().selectedIndexes(), key=lambda one: one.row())
        rows = [model.row(index) for index in indexes]
        return [self._rows[row.id] for row in rows if row is not None and row.id in self._rows]

    def retranslate(self) -> None:
        self._title.setText(self.tr("To be confirmed"))
        count = f"{self._words.count(len(self._rows))}. " if self._rows else ""
        self._about.setText(
            count
            + self.tr("The server holds these acts. They are in the log and count once they are confirmed.")
        )
        self.body.list.setAccessibleName(self.tr("Acts that wait to be confirmed"))
        self.body.say_empty(
            self.tr("Nothing waits to be confirmed.") if self._loaded else self.tr("Reading …")
        )
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _on_rows(self, rows: Sequence[HeldRow]) -> None:
        self._rows, self._loaded = {row.id: row for row in rows}, True
        self.retranslate()
        self._show_chosen()

    def _on_failed(self, error: ConsoleError) -> None:
        self.body.say_empty(error.text(self._workplace.language))

    def _fill(self) -> None:
        self.body.set_rows([self._list_row(row) for row in self._rows.values()])

    def _list_row(self, row: HeldRow) -> ListRow:
        words = self._words
        trailing, tone = words.short_reason(row.reason), ""
        if row.taken:
            trailing, tone = self.tr("name used already"), "warning"
        if row.said and not row.said_is_held:
            trailing = self.tr("confirmed …") if row.said == "confirmed" else self.tr("refused …")
            tone = "info"
        parts = (words.who(row), words.when(row), words.number(row))
        return ListRow(
            row.id, words.what(row), " · ".join(part for part in parts if part), trailing, tone=tone
        )

    def _show_chosen(self) -> None:
        rows = self.chosen()
        self.card.show_rows(rows)
        self._allow(rows)

    def _allow(self, rows: Sequence[HeldRow]) -> None:
        may = bool(rows) and all(self._workplace.may(self._words.needs(row)) for row in rows)
        self.bar.allow(
            decide=may,
            opens=len(rows) == 1 and rows[0].incident is not None,
            alike=len(self._alike()) - len(rows) if rows else 0,
            count=len(rows),
        )
        self.bar.setVisible(self.card.slot.form is None)

    def _alike(self) -> list[HeldRow]:
        """Those of the same desk that wait for the same reason: all that an adopted desk brought."""
        rows = self.chosen()
        if not rows:
            return []
        first = rows[0]
        return [row for row in self._rows.values() if (row.desk, row.reason) == (first.desk, first.reason)]

    def _choose_alike(self) -> None:
        view = self.body.list
        model, chosen = view.rows_model(), view.selectionModel()
        for row in self._alike():
            at = model.row_of(row.id)
            if at >= 0:
                chosen.select(model.index(at), chosen.SelectionFlag.Select)
        self.body.focus_list()

    def _on_confirm(self) -> None:
        rows = self.chosen()
        self.bar.confirm.setEnabled(False)
        self._workplace.act(
            partial(settle_held, accepted=True),
            [row.id for row in rows],
            "",
            done=lambda _: self._on_done(len(rows)),
            failed=self._on_refused,
        )

    def _on_refuse(self) -> None:
        rows = self.chosen()
        if not rows:
            return
        form = RefuseForm(self._workplace, [row.id for row in rows])
        form.finished.connect(lambda _: self._on_done(len(rows)))
        self.card.slot.put(form)
        form.cancelled.connect(self._on_cancelled)  # after the slot has closed it
        self._allow(rows)

    def _on_open(self) -> None:
        rows = self.chosen()
        if rows and rows[0].incident:
            self.incident_wanted.emit(rows[0].incident)

    def _on_done(self, count: int) -> None:
        self.reload()
        self.bar.show()
        words = self.tr("Decided about {count}; it takes effect everywhere as soon as the server has it.")
        self._workplace.told.emit("success", words.format(count=count))
        if self.isVisible():
            self.body.focus_list()

    def _on_cancelled(self) -> None:
        self._show_chosen()
        self.body.focus_list()

    def _on_refused(self, error: ConsoleError) -> None:
        self._show_chosen()
        self.card.say("danger", error.text(self._workplace.language))
        self.reload()
