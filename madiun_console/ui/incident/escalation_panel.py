"""Giving the incident to an agency, in place: to whom, the message, by which channel; then it is recorded as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from madiun_console.actions.escalate import escalate
from madiun_console.domain.rulebook import Recipient
from madiun_console.queries.escalation_message import PreparedMessage, prepared_message
from madiun_console.sync.link_state import REACHABLE, LinkState
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.escalation_state import CANCELLED, DECLINED, is_live
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import InPlaceForm
from madiun_console.ui.incident.labels import FlowRow, WrapLabel, retone
from madiun_console.ui.incident.message_box import MessageBox
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.recipient_choice import RecipientChoice
from madiun_console.ui.widgets import Choice, KeyButton, SegmentedChoice
from madiun_console.ui.widgets.key_button import key_text
from madiun_console.ui.workplace import Workplace

WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the panel opens for: a kind of agency, or one address in the place of an escalation nobody answered."""

    kind: str
    address: str = ""
    rung_of: str | None = None


def proposals(page: IncidentPage, kind: str, first: Recipient | None) -> list[Recipient]:
    """The wanted one, the one whose button it is, then the others of the kind that kind, level and place name.

    Those that declined this incident come last.
    """
    found: dict[str, Recipient] = {}
    leading = page.recipients.first.get(kind)
    for recipient in (first, leading, *page.recipients.all):
        if recipient is not None and (recipient.agency.kind == kind or recipient is first):
            found.setdefault(recipient.address, recipient)
    declined = {row.agency for row in page.detail.escalations if row.state == DECLINED}
    return sorted(found.values(), key=lambda one: one is not first and one.address in declined)


class EscalationPanel(InPlaceForm):
    """F9, Ctrl+Enter is the whole way when the proposals are right."""

    sent = Signal(str)
    """Address of the recipient, once it is recorded."""

    def __init__(
        self,
        workplace: Workplace,
        clock: PaneClock,
        page: IncidentPage,
        wanted: Wanted,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workplace, parent)
        self._page = page
        self._clock = clock
        self._wanted = wanted
        self._channel_by_hand = False
        self._choices: list[Choice] = []
        self._sending = ""
        self._asked = ""
        self._hint = WrapLabel("muted", self)
        self.arrival = WrapLabel("", self)
        """Whether it arrives by itself, or only when this desk is connected again."""
        self.recipients = RecipientChoice(workplace, self)
        self.message_box = MessageBox(workplace, self)
        self.channel = SegmentedChoice([], workplace.appearance, "", self)
        self.decree_fold = KeyButton("", role="link", parent=self)
        self.decree_fold.setCheckable(True)
        self.decree = QLineEdit(self)
        self.decree.hide()
        fold = FlowRow(0, self)
        fold.add(self.decree_fold)
        for widget in (self._hint, self.recipients, self.arrival, self.message_box):
            self.body.addWidget(widget)
        self._channel_label = self.add_field(self.channel)
        self.body.addWidget(fold)
        self.body.addWidget(self.decree)
        self.finish_layout(keys.RECORD_SENT)
        self.channel.set_value(workplace.desk.rulebook.channels[0].id)
        self.channel.value_changed.connect(self._on_channel)
        self.decree_fold.toggled.connect(self._on_fold)
        self.message_box.copied.connect(self._on_copied)
        self.recipients.changed.connect(self._on_recipient)
        self.finished.connect(lambda _: self.sent.emit(self._sending))
        workplace.rules_changed.connect(self._on_rules)
        self._arriving = self._arrives()
        workplace.link_changed.connect(self._on_link)
        self._propose()

    @property
    def wanted(self) -> Wanted:
        """What it was opened for."""
        return self._wanted

    def confirm(self) -> None:
        address = self.recipients.value()
        if not address:
            self.complain(self.tr("Choose who is told."))
            return
        if self._asked != address and self._ask_first(address):
            self._asked = address
            self._word_confirm()
            return
        decree = self.decree.text() if self.decree_fold.isVisibleTo(self) else ""
        action = partial(escalate, rung_of=self._wanted.rung_of, decree=decree)
        channel = self.channel.value() or self.workplace.desk.rulebook.channels[0].id
        self._sending = address
        self.send(action, self._page.id, address, self.message_box.message(), channel)

    def follow(self, page: IncidentPage) -> None:
        """The incident has changed, perhaps because another desk told the agency meanwhile."""
        if page.id == self._page.id:
            self._page = page

    def focus_first(self) -> None:
        self.recipients.focus_chosen()

    def _ask_first(self, address: str) -> bool:
        """Ask before an agency that is at it already is told once more; "send again" has been that question."""
        running = [row for row in self._page.detail.escalations if row.agency == address and is_live(row)]
        if not running or self._wanted.rung_of in {row.id for row in running}:
            return False
        last = max(running, key=lambda row: row.sent)
        book, language = self.workplace.desk.rulebook, self.workplace.language
        words = self.tr(
            "{agency} was told at {time} already and is at it: {state}. {key} once more sends again."
        )
        self.message.show_message(
            "warning",
            words.format(
                agency=last.name,
                time=self.workplace.formats.moment(last.sent, self._clock.now_ms()),
                state=book.states.label(last.state, language),
                key=key_text(keys.RECORD_SENT),
            ),
            dismissible=False,
        )
        return True

    def retranslate(self) -> None:
        super().retranslate()
        self.name_field(self._channel_label, self.tr("Told by"))
        self._word_channels()
        self.decree_fold.set_label(self.tr("Decree of a Status Keadaan Konflik …"))
        self.decree.setPlaceholderText(self.tr("Number of the decree (PP 2/2015 art. 41)"))
        self.decree.setAccessibleName(self.tr("Number of the decree"))
        self._word_title()

    # ------------------------------------------------------------------------------------------ how it gets there

    def _has_desk(self) -> bool:
        recipient = self.workplace.desk.rulebook.find_recipient(self.recipients.value())
        return recipient is not None and self.workplace.has_desk(recipient.agency.id)

    def _arrives(self) -> bool:
        """Whether it is there as soon as it is sent: the agency has a desk of its own, and this one is connected."""
        return self._has_desk() and self.workplace.link.state.mode in REACHABLE

    def _word_channels(self) -> None:
        book, language = self.workplace.desk.rulebook, self.workplace.language
        channels = [one for one in book.channels if one.to_agency]
        if self._has_desk():
            channels.insert(0, book.desk_channel)
        choices = [Choice(one.id, one.agency_label(language)) for one in channels]
        if choices != self._choices:  # the row is made anew by it, and loses the focus
            self._choices = choices
            self.channel.set_choices(choices)
        recipient = book.find_recipient(self.recipients.value())
        text = ""
        if self._has_desk() and recipient is not None:
            text = (
                self.tr("Arrives by itself at the desk of {agency}.")
                if self._arrives()
                else self.tr(
                    "{agency} has a desk of its own, but this one is offline: it arrives there when the link is back. "
                    "Telephone now."
                )
            ).format(agency=recipient.short)
        self.arrival.show_text(text)
        retone(self.arrival, "success" if self._arrives() else "warning")
        self._word_confirm()

    def _word_confirm(self) -> None:
        by_itself = self.channel.value() == self.workplace.desk.rulebook.desk_channel.id
        words = self.tr("Send") if by_itself else self.tr("Record as sent")
        self.confirm_button.set_label(self.tr("Send again") if self._asked else words)

    def _on_link(self, _state: LinkState) -> None:
        if self._arrives() != self._arriving:
            self._take_usual_channel(self.recipients.value())

    # ------------------------------------------------------------------------------------------ to whom

    def _propose(self) -> None:
        book = self.workplace.desk.rulebook
        first = book.find_recipient(self._wanted.address) if self._wanted.address else None
        found = proposals(self._page, self._wanted.kind, first)
        unit = self._page.detail.state.place.unit
        self.recipients.propose([(one, self._told_before(one)) for one in found], unit)
        if not found:
            self._word_title()

    def _told_before(self, recipient: Recipient) -> str:
        rows = [row for row in self._page.detail.escalations if row.agency == recipient.address]
        told: Sequence[int] = [row.sent for row in rows if row.state != CANCELLED and is_live(row)]
        if not told:
            return ""
        moment = self.workplace.formats.moment(max(told), self._clock.now_ms())
        return self.tr("told {time}").format(time=moment)

    def _word_title(self) -> None:
        book, language = self.workplace.desk.rulebook, self.workplace.language
        recipient = book.find_recipient(self.recipients.value())
        kind = book.agency_kinds_by_id[recipient.agency.kind if recipient else self._wanted.kind]
        verb = book.verbs_by_id.get(recipient.verb if recipient else kind.verb or "")
        words = kind.label(language)
        self.title.show_text(f"{verb.label(language)}: {words}" if verb else words)
        # A verb that binds the whole kind is the TNI's: it is informed, never asked for force.
        informed = kind.verb is not None
        hint = self.tr(
            "For information and early prevention. Polri handles it; TNI helps only after a Status "
            "Keadaan Konflik was declared, and then under Polri."
        )
        self._hint.show_text(hint if informed else "")
        top = self._page.detail.row.level == book.levels[-1].id
        self.decree_fold.setVisible(informed and top)
        self.decree.setVisible(informed and top and self.decree_fold.isChecked())

    def _on_rules(self) -> None:
        if self.recipients.value():
            self._on_recipient(self.recipients.value())

    def _on_recipient(self, address: str) -> None:
        if self._asked:
            self._asked = ""
            self.message.clear()
            self._word_confirm()
        self._word_title()
        self._take_usual_channel(address)
        self.workplace.ask(
            prepared_message, self._page.id, address, done=self._on_prepared, latest="incident-message"
        )

    def _take_usual_channel(self, address: str) -> None:
        """The channel on which this office is usually told, unless one was chosen by hand."""
        book = self.workplace.desk.rulebook
        recipient = book.find_recipient(address)
        self._arriving = self._arrives()
        self._word_channels()
        if not self._channel_by_hand or self.channel.value() is None:
            usual = recipient.contact.channel if recipient else ""
            by_itself = book.desk_channel.id if self._arriving else ""
            self.channel.set_value(by_itself or usual or book.channels[0].id)
        self._word_confirm()

    def _on_prepared(self, message: PreparedMessage | None) -> None:
        if message is not None and isValid(self):
            self.message_box.prepare(message, self._page.detail.row.number)

    def _on_channel(self, _channel: object) -> None:
        self._channel_by_hand = True
        self._word_confirm()

    def _on_copied(self) -> None:
        if not self._channel_by_hand and WHATSAPP in self.workplace.desk.rulebook.channels_by_id:
            self.channel.set_value(WHATSAPP)
            self._word_confirm()
        self.message.show_message(
            "success", self.tr("Copied. Paste it into WhatsApp, then record it as sent.")
        )

    def _on_fold(self, shown: bool) -> None:
        self.decree.setVisible(shown)
        if shown:
            self.decree.setFocus()
