"""The foot of the pane: save, save and escalate, and what is seldom done; as many words as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.intake.pane_keys import PAPER_KEY
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import MenuButton, MenuEntry
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace

FIRST = 2
"""So many kinds of agency have a button or a menu entry of their own here; the detail has all of them."""
PARK, DISCARD, CONFIRM, PAPER = "park", "discard", "confirm", "paper"


class SaveBar(Retranslated, QWidget):
    """The keys are bound by the pane; these signals tell what was clicked."""

    save_wanted = Signal(str)
    """Kind of agency to escalate to, or nothing."""
    park_wanted = Signal()
    discard_wanted = Signal()
    confirm_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.save = KeyCap("", "Ctrl+Return", role="primary", parent=self)
        self.save.clicked.connect(lambda: self.save_wanted.emit(""))
        self.escalate: dict[str, KeyCap] = {}
        for kind in workplace.desk.rulebook.agency_kinds:
            if kind.key and len(self.escalate) < FIRST:
                role = "" if self.escalate else "danger"
                button = KeyCap("", kind.key, role=role, parent=self)
                button.clicked.connect(lambda _=False, wanted=kind.id: self.save_wanted.emit(wanted))
                self.escalate[kind.id] = button
        self.more = MenuButton("", parent=self)
        self.more.picked.connect(self._on_picked)
        space = workplace.appearance.theme.space
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space.l, space.s + 1, space.l, space.s + 1)
        self._row.setSpacing(space.s)
        self._row.addWidget(self.save)
        for button in self.escalate.values():
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self.retranslate()

    def retranslate(self) -> None:
        self.save.set_label(self.tr("Save"))
        self.more.set_label(self.tr("More"))
        self._fit()

    def _variants(self) -> list[list[str]]:
        """Words on the buttons of the agencies, most words first; a button without words is left to the menu."""
        language = self._workplace.language
        kinds = [kind for kind in self._workplace.desk.rulebook.agency_kinds if kind.id in self.escalate]
        names = [kind.label(language) for kind in kinds]
        full = [self._full(kind.id, name) for kind, name in zip(kinds, names, strict=True)]
        short = [self.tr("Save + {agency}").format(agency=name) for name in names]
        brief = [f"+ {name}" for name in names]
        rest = [""] * (len(names) - 1)
        return [full, [full[0], *brief[1:]], [full[0], *rest], [short[0], *rest], [brief[0], *rest]]

    def _full(self, kind_id: str, name: str) -> str:
        kind = self._workplace.desk.rulebook.agency_kinds_by_id[kind_id]
        if kind.verb:
            verb = (
                self._workplace.desk.rulebook.verbs_by_id[kind.verb].label(self._workplace.language).lower()
            )
            return self.tr("Save, {verb} {agency}").format(verb=verb, agency=name)
        return self.tr("Save, escalate to {agency}").format(agency=name)

    def _fit(self) -> None:
        space = self._workplace.appearance.theme.space
        room = (
            self.width() - 2 * space.l - self.save.sizeHint().width() - self.more.sizeHint().width() - space.s
        )
        variants = self._variants()
        for words in variants:
            needed = 0
            for button, label in zip(self.escalate.values(), words, strict=True):
                button.set_label(label)
                needed += button.sizeHint().width() + space.s if label else 0
            if needed <= room:
                break
        hidden = []
        for (kind_id, button), label, full in zip(self.escalate.items(), words, variants[0], strict=True):
            button.setVisible(bool(label))
            button.setAccessibleName(full)
            button.setToolTip(plain_tip(full))
            if not label:
                hidden.append(MenuEntry(kind_id, f"{full}\t{button.key}"))
        self.more.set_entries(
            [
                *hidden,
                MenuEntry(CONFIRM, self.tr("Accept suggestions") + "\tCtrl+Space"),
                MenuEntry(PARK, self.tr("Park this call") + "\tEsc"),
                MenuEntry(PAPER, self.tr("Type in paper forms") + f"\t{PAPER_KEY}"),
                MenuEntry(DISCARD, self.tr("Throw away, can be brought back for a day") + "\tCtrl+D"),
            ]
        )

    def _on_picked(self, picked: str) -> None:
        wanted = {
            PARK: self.park_wanted,
            DISCARD: self.discard_wanted,
            CONFIRM: self.confirm_wanted,
            PAPER: self.paper_wanted,
        }.get(picked)
        if wanted is not None:
            wanted.emit()
        else:
            self.save_wanted.emit(picked)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
