"""The filters of the queue in one row, each saying what it lets through, and one key that takes them all away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from madiun_console.domain.clock import local_time
from madiun_console.domain.period import period_of
from madiun_console.queries.queue import QueueFilter
from madiun_console.ui.queue.filter_choices import OTHER_DAYS, FilterChoices
from madiun_console.ui.queue.filter_menu import FilterMenu
from madiun_console.ui.queue.saved_searches import within
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, KeyButton
from madiun_console.ui.workplace import Workplace

MENUS = {
    "level": ("level",),
    "kind": ("kind_id", "category"),
    "kecamatan": ("kecamatan",),
    "kelurahan": ("unit",),
    "status": ("status",),
    "agency": ("agency", "agency_kind"),
    "period": ("period",),
    "outcome": ("outcome",),
}
"""Each menu and the fields of the filter that it sets, one of them at a time."""
YEARS = 4
"""So many past years stand in the menu of days."""
DAYS_WIDTH = 190
OF_THE_PAST = ("outcome",)
"""What open incidents do not have."""


class FilterBar(Retranslated, QFrame):
    """Every menu is built from the tables; `changed` tells the whole filter after each choice of a person."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._narrowing = QueueFilter()
        self._past = self._compact = False
        self._choices = FilterChoices(self)
        self.setProperty("role", "tool-row")
        row = FlowLayout(self, spacing=6, line_spacing=6)
        row.setContentsMargins(12, 6, 12, 7)
        self._menus: dict[str, FilterMenu] = {}
        for name in MENUS:
            menu = self._menus[name] = FilterMenu(self)
            menu.setObjectName(f"filter_{name}")
            menu.picked.connect(lambda picked, name=name: self._on_picked(name, picked))
        self.days = QLineEdit(self)
        self.days.setObjectName("filter_days")
        self.days.setFixedWidth(DAYS_WIDTH)
        self.days.returnPressed.connect(self._on_days)
        self.days.textEdited.connect(lambda _: self._show_readable(readable=True))
        self.days.hide()
        self._clear = KeyButton("", "Esc", role="link", bound=False, parent=self)
        self._clear.setObjectName("filter_clear")
        self._clear.clicked.connect(self.close_bar)
        before = None
        for name, menu in self._menus.items():
            stops = (menu, self.days) if name == "period" else (menu,)
            for stop in stops:
                row.addWidget(stop)
                stop.installEventFilter(self)
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        row.addWidget(self._clear)
        workplace.rules_changed.connect(self.retranslate)
        self.retranslate()

    @property
    def narrowing(self) -> QueueFilter:
        """What is chosen."""
        return self._narrowing

    def set_narrowing(self, narrowing: QueueFilter) -> None:
        """Show other choices and tell nobody."""
        self._narrowing = narrowing
        if narrowing.period and not self._stands_in_menu(narrowing.period):
            self.days.setText(narrowing.period)
            self.days.show()
        elif not self.days.hasFocus() or narrowing.period:
            self.days.clear()
            self.days.hide()
        self._show_readable(readable=True)
        self.retranslate()

    def show_past(self, *, past: bool) -> None:
        """Whether closed incidents are looked at: only they have an outcome."""
        if past != self._past:
            self._past = past
            self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Whether there is little height: then only chosen filters stay when the keyboard goes elsewhere."""
        if compact != self._compact:
            self._compact = compact
            self._fit()

    def clear(self) -> None:
        """Take every filter away."""
        if not self._narrowing.is_empty():
            self._choose(QueueFilter())
        self.left.emit()

    def close_bar(self) -> None:
        """Take every filter away, and the bar with them."""
        self.hide()
        self.clear()

    def focus_first(self) -> None:
        """Put the keyboard on the first filter."""
        self._menus["level"].show()
        self._menus["level"].setFocus()

    def retranslate(self) -> None:
        """Build the menus in the language of the screen."""
        headings = {
            "level": self.tr("Level"),
            "kind": self.tr("Kind"),
            "kecamatan": self.tr("Kecamatan"),
            "kelurahan": self.tr("Kelurahan"),
            "status": self.tr("Status"),
            "agency": self.tr("Agency"),
            "period": self.tr("Days"),
            "outcome": self.tr("Outcome"),
        }
        groups = self._choices.groups(
            self._workplace.desk.rulebook, self._workplace.language, self._narrowing.kecamatan, self._years()
        )
        everything = self.tr("All")
        for name, menu in self._menus.items():
            menu.set_choices(headings[name], everything, groups[name], self._chosen(name))
        self.days.setPlaceholderText(self.tr("such as 1 Oct - 30 Nov 2025"))
        self.days.setAccessibleName(self.tr("Days"))
        self.days.setToolTip(self.tr("A day, a month, a year or two of them with - between. Enter applies."))
        self._clear.set_label(self.tr("Clear"))
        self._clear.setAccessibleName(self.tr("Clear filters"))
        self._clear.setVisible(not self._narrowing.is_empty())
        self._fit()

    # ------------------------------------------------------------------------------------------ inside

    def _fit(self) -> None:
        """Show what can be chosen, or, where there is little height, what is."""
        focus: QWidget | None = self.window().focusWidget()
        small = self._compact and not (focus is not None and self.isAncestorOf(focus))
        for name, menu in self._menus.items():
            chosen = bool(self._chosen(name)[1])
            menu.setVisible(chosen or not (small or (name in OF_THE_PAST and not self._past)))
        if small and self._narrowing.is_empty():
            self.hide()

    def _years(self) -> tuple[int, ...]:
        this = local_time(self._workplace.ticker.wall_ms()).year
        return tuple(range(this, this - YEARS, -1))

    def _stands_in_menu(self, period: str) -> bool:
        return any(choice.value == period for choice in self._choices.periods(self._years()))

    def _chosen(self, name: str) -> tuple[str, str]:
        for field in MENUS[name]:
            value = getattr(self._narrowing, field)
            if value:
                known = name != "period" or self._stands_in_menu(value)
                return field, value if known else OTHER_DAYS
        return "", ""

    def _on_picked(self, name: str, picked: str) -> None:
        field, _, value = picked.partition(":")
        if name == "period":
            self._on_period(value)
            return
        wanted = replace(self._narrowing, **dict.fromkeys(MENUS[name], ""))  # type: ignore[arg-type]
        if field:
            wanted = replace(wanted, **{field: value})  # type: ignore[arg-type]
        if wanted.unit and not wanted.unit.startswith(wanted.kecamatan):
            # The two contradict each other; the newer choice holds.
            wanted = replace(wanted, unit="") if field == "kecamatan" else replace(wanted, kecamatan="")
        self._choose(wanted)

    def _on_period(self, period: str) -> None:
        if period == OTHER_DAYS:
            self.days.show()
            self.days.setFocus(Qt.FocusReason.OtherFocusReason)
            self.retranslate()
            return
        self.days.clearFocus()
        self._choose(within(self._narrowing, period, self._workplace.ticker.wall_ms()))

    def _on_days(self) -> None:
        text, now = self.days.text().strip(), self._workplace.ticker.wall_ms()
        if text and period_of(text, now) is None:
            self._show_readable(readable=False)
            return
        self._choose(within(self._narrowing, text, now))

    def _show_readable(self, *, readable: bool) -> None:
        tone = "" if readable else "danger"
        if (self.days.property("tone") or "") != tone:
            self.days.setProperty("tone", tone)
            self.days.style().unpolish(self.days)
            self.days.style().polish(self.days)
        said = self.tr("These days cannot be read. Write for example 23 Nov 2025 or 1/10/2025 - 31/12/2025.")
        self.days.setAccessibleDescription("" if readable else said)
        if not readable:
            self._workplace.told.emit("warning", said)

    def _choose(self, wanted: QueueFilter) -> None:
        self.set_narrowing(wanted)
        self.changed.emit(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._compact and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._fit)  # after the focus has come where it goes
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.close_bar()
            return
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
            return
        super().keyPressEvent(event)
