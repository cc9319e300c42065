"""The forms under the header: lowering the level, another kind, handing over to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from madiun_console.actions import work_incident
from madiun_console.domain.words import plain_tokens
from madiun_console.queries.desk_lists import people
from madiun_console.queries.rows import PersonRow
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import InPlaceForm, ReasonForm
from madiun_console.ui.incident.words import level_word
from madiun_console.ui.kind_search import find_kinds
from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.workplace import Workplace

NOBODY = "-"
MOST_HITS = 12


def matching(hits: Sequence[Hit], text: str, most: int = MOST_HITS) -> list[Hit]:
    """The hits whose words begin with all that was typed; those that begin with it come first."""
    tokens = plain_tokens(text)
    found = []
    for at, hit in enumerate(hits):
        words = plain_tokens(f"{hit.label} {hit.detail}")
        if all(any(word.startswith(token) for word in words) for token in tokens):
            first = bool(tokens) and bool(words) and words[0].startswith(tokens[0])
            found.append((not first, at, hit))
    return [hit for _, _, hit in sorted(found, key=lambda one: one[:2])[:most]]


class LowerForm(ReasonForm):
    """A supervisor lowers the level and says why."""

    def __init__(
        self, workplace: Workplace, page: IncidentPage, level: str, parent: QWidget | None = None
    ) -> None:
        self._page = page
        self._level = level
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(work_incident.lower_level, self._page.id, self._level, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        word = level_word(self.workplace.desk.rulebook, self._level, self.workplace.language)
        self.title.show_text(self.tr("Lower the level to {level}").format(level=word))
        self.confirm_button.set_label(self.tr("Lower"))


class KindForm(InPlaceForm):
    """It turned out to be of another kind."""

    def __init__(self, workplace: Workplace, page: IncidentPage, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._page = page
        self.kind = TypeAhead(workplace.appearance, self._kinds, self)
        self._label = self.add_field(self.kind)
        self.finish_layout()
        present = page.detail.row.kind_id
        self.kind.set_value(next((hit for hit in self._kinds("") if hit.value == present), None))

    def confirm(self) -> None:
        chosen = self.kind.value()
        if chosen is None:
            self.complain(self.tr("Choose a kind from the list."))
        elif chosen.value == self._page.detail.row.kind_id:
            self.cancelled.emit()
        else:
            self.send(work_incident.change_kind, self._page.id, chosen.value)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Another kind of incident"))
        self.name_field(self._label, self.tr("Kind, by any word of its name"))
        self.confirm_button.set_label(self.tr("Change"))

    def _kinds(self, text: str) -> list[Hit]:
        desk = self.workplace.desk
        return find_kinds(desk.rulebook, desk.words, self.workplace.language, text)


class HandOverForm(InPlaceForm):
    """Somebody else takes care of it from now on, or nobody does."""

    def __init__(self, workplace: Workplace, page: IncidentPage, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._page = page
        self._people: list[PersonRow] = []
        self.owner = TypeAhead(workplace.appearance, lambda text: matching(self._hits(), text), self)
        self._label = self.add_field(self.owner)
        self.finish_layout()
        workplace.ask(people, done=self._on_people, latest="incident-people")

    def confirm(self) -> None:
        chosen = self.owner.value()
        if chosen is None:
            self.complain(self.tr("Choose a person from the list."))
            return
        if chosen.value == self._page.detail.row.owner:
            self.complain(self.tr("{name} takes care of it already.").format(name=chosen.label))
            return
        owner = None if chosen.value == NOBODY else chosen.value
        self.send(work_incident.hand_over, self._page.id, owner)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Hand the incident over"))
        self.name_field(self._label, self.tr("To whom"))
        self.confirm_button.set_label(self.tr("Hand over"))

    def _hits(self) -> list[Hit]:
        present = self._page.detail.row.owner
        named = [
            Hit(one.id, one.name, self.tr("takes care of it now") if one.id == present else one.role)
            for one in sorted(self._people, key=lambda one: one.id == present)
        ]
        return [*named, Hit(NOBODY, self.tr("Nobody"), self.tr("back to the queue"))]

    def _on_people(self, found: list[PersonRow]) -> None:
        self._people = [person for person in found if not person.disabled and person.agency is None]
