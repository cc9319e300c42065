"""Fills the bar at the top: desk and shift, how fresh the shared data is, who is signed in; and the strips that go with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from madiun_console.domain.shift import period_at
from madiun_console.sync.link_state import LinkState
from madiun_console.ui.link_words import LinkWords, skew_tone
from madiun_console.ui.names import TRAINING
from madiun_console.ui.shell import ShellFrame
from madiun_console.ui.widgets import MenuEntry
from madiun_console.ui.workplace import Workplace

SKEW_BANNER, TRAINING_BANNER = "clock", "training"


class WindowBar(QObject):
    """`fill` says everything anew; the rest follows the clock and the link by itself."""

    server_wanted = Signal()
    """Somebody wants to know more about the server."""

    def __init__(self, workplace: Workplace, frame: ShellFrame) -> None:
        super().__init__(frame)
        self._workplace = workplace
        self._frame = frame
        self._words = LinkWords(workplace, self)
        self._period = period_at(workplace.desk.rulebook, workplace.ticker.wall_ms())
        frame.top_bar.state_clicked.connect(self.server_wanted)
        frame.banners.acted.connect(self._on_banner)
        workplace.link_changed.connect(self._on_link)
        workplace.letter_changed.connect(self.fill)
        workplace.ticker.ticked.connect(self._on_tick)

    def fill(self) -> None:
        """Say everything anew: another person, language or rule."""
        place, bar = self._workplace, self._frame.top_bar
        self._period = period_at(place.desk.rulebook, place.ticker.wall_ms())
        shift = ""
        if self._period is not None and not place.at_agency:  # it has no shifts of the call center
            shift = self.tr(" · {shift} {start}–{end}").format(
                shift=self._period.label(place.language),
                start=self._period.start.strftime("%H.%M"),
                end=self._period.end.strftime("%H.%M"),
            )
        bar.set_desk(self._workplace.desk_name + shift)
        if place.signed_in:
            bar.set_person(
                place.session.name,
                [
                    MenuEntry("change", self.tr("Change person"), "Ctrl+Shift+P"),
                    MenuEntry("lock", self.tr("Lock"), "Ctrl+L"),
                    MenuEntry("settings", self.tr("My password")),
                    MenuEntry("help", self.tr("Keys and language"), "F1"),
                ],
            )
        else:
            bar.set_person("", [])
        if place.desk.demo:
            text = self.tr("sample data for practice; nothing here reaches an agency")
            self._frame.banners.show_banner(TRAINING_BANNER, "warning", text, lead=f"{TRAINING}:")
        self._say_link()

    def _say_link(self) -> None:
        said = self._words.said()
        self._frame.top_bar.set_state(said.tone, said.text, said.detail)
        state = self._workplace.link.state
        if skew_tone(state.skew_ms) == "danger":
            text = self.tr("{skew}. Times in the log would mislead: set the clock now. Work goes on.")
            self._frame.banners.show_banner(
                SKEW_BANNER, "danger", text.format(skew=self._words.skew(state)), self.tr("Details")
            )
        else:
            self._frame.banners.hide_banner(SKEW_BANNER)

    def _on_link(self, _state: LinkState) -> None:
        self._say_link()

    def _on_banner(self, banner: str) -> None:
        if banner == SKEW_BANNER:
            self.server_wanted.emit()

    def _on_tick(self) -> None:
        period = period_at(self._workplace.desk.rulebook, self._workplace.ticker.wall_ms())
        if period is not self._period:
            self.fill()
        elif self._workplace.link.state.mode in ("offline", "polling"):
            self._say_link()  # it grows older
