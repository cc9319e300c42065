"""What two desks wrote apart about one report: the incident it belongs to, an answer, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from madiun_console.actions.link_reports import link_report
from madiun_console.actions.take_call import amend_report
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.masking import mask_address, mask_name, mask_number
from madiun_console.domain.registers import Conflict
from madiun_console.queries.detail_rows import LinkRow, ReportRow
from madiun_console.queries.escalation_message import unit_label
from madiun_console.ui.incident.contended import Contended
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.words import kind_word
from madiun_console.ui.workplace import Workplace

ANSWER = "answer:"
MASKED: Mapping[str, Callable[[str], str]] = {"name": mask_name, "phone": mask_number, "home": mask_address}
"""Who called stays hidden here too; who wrote which value, and when, tells them apart."""
LONGEST = 160


class ReportConflicts(QObject):
    """`act` is the pane's: what it refuses is told in the pane."""

    def __init__(self, workplace: Workplace, act: Callable[..., None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._act = act

    def of(self, page: IncidentPage, stamp: Callable[[str, int, str], str]) -> Iterator[Contended]:
        """All of an incident's reports; `stamp` says who, when and where in words."""
        for report in page.detail.reports:
            if report.links:
                yield self._links(report, stamp)
            for conflict in report.conflicts:
                yield self._values(page, report, conflict, stamp)

    def _links(self, report: ReportRow, stamp: Callable[[str, int, str], str]) -> Contended:
        text = self.tr(
            "The report of {time} was joined to different incidents at two desks. Which one is it about?"
        )
        choices: list[tuple[str, Callable[[], None] | None]] = [
            (
                f"{self._number(link)}\n{stamp(link.actor_name, link.at, link.desk)}",
                self._joining(report, link),
            )
            for link in report.links
        ]
        return Contended(
            f"{report.id}:link", text.format(time=self._time(report)), choices, self.tr("Take this")
        )

    def _joining(self, report: ReportRow, link: LinkRow) -> Callable[[], None]:
        return partial(self._act, link_report, report.id, link.incident)

    def _values(
        self, page: IncidentPage, report: ReportRow, conflict: Conflict, stamp: Callable[[str, int, str], str]
    ) -> Contended:
        text = self.tr("Report of {time}, {what}: two desks wrote different things. Which one stands?")
        words = text.format(time=self._time(report), what=self._register(conflict.register))
        choices: list[tuple[str, Callable[[], None] | None]] = []
        both = _told_together(conflict)
        if both is not None:
            taking = partial(self._act, amend_report, report.id, ReportAmended(told=both))
            choices.append((self.tr("Both: {told}").format(told=self._value("told", both)), taking))
        for head in conflict.heads:
            who = stamp(page.detail.people.get(head.actor, ""), head.at, page.detail.desks.get(head.fact, ""))
            deed: Callable[[], None] | None = None
            if head.value is not None:  # a text that was erased cannot be written again
                deed = partial(self._act, amend_report, report.id, _amendment(conflict.register, head.value))
            choices.append((f"{self._value(conflict.register, head.value)}\n{who}", deed))
        return Contended(f"{report.id}:{conflict.register}", words, choices, self.tr("Take this"))

    def _register(self, register: str) -> str:
        if register.startswith(ANSWER):
            question = self._workplace.desk.rulebook.core_by_field.get(register.removeprefix(ANSWER))
            return question.label(self._workplace.language) if question else register.removeprefix(ANSWER)
        words = {
            "kind_id": self.tr("kind"),
            "narrative": self.tr("narrative"),
            "address": self.tr("address"),
            "landmark": self.tr("landmark"),
            "told": self.tr("other answers"),
            "groups": self.tr("names of groups"),
            "remarks": self.tr("remarks"),
            "unit": self.tr("kelurahan or desa"),
            "precision": self.tr("how exact the place is"),
            "lat": self.tr("latitude"),
            "lon": self.tr("longitude"),
            "occurred": self.tr("when it happened"),
            "protected": self.tr("protection of the caller"),
            "name": self.tr("name of the caller"),
            "phone": self.tr("number of the caller"),
            "home": self.tr("address of the caller"),
        }
        return words.get(register, register)

    def _value(self, register: str, value: Any) -> str:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        if register.startswith(ANSWER):
            question = book.core_by_field.get(register.removeprefix(ANSWER))
            option = question.option(value) if question else None
            return option.label(language) if option else str(value)
        if register == "kind_id":
            return kind_word(book, value, language, self.tr("Not classified yet"))
        match register, value:
            case _, None:
                return "—"
            case (("name" | "phone" | "home"), str()):
                return MASKED[register](value) or "—"
            case "told", dict():
                text = "; ".join(f"{asked}: {said}" for asked, said in value.items())
            case "unit", str():
                text = unit_label(book, value) or value
            case "occurred", int():
                text = self._workplace.formats.moment(value, self._workplace.ticker.wall_ms())
            case _, bool():
                text = self.tr("yes") if value else self.tr("no")
            case _:
                text = str(value) or "—"
        return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"

    def _number(self, link: LinkRow) -> str:
        if not link.number:
            return self.tr("An incident that is not known on this PC")
        return spoken_number(link.number, self._workplace.ticker.wall_ms())

    def _time(self, report: ReportRow) -> str:
        return self._workplace.formats.moment(report.logged_at, self._workplace.ticker.wall_ms())


def _told_together(conflict: Conflict) -> dict[str, str] | None:
    """The answers in the caller's own words that two desks noted, where they do not contradict each other."""
    if conflict.register != "told" or not all(head.value for head in conflict.heads):
        return None
    said = {(asked, told) for head in conflict.heads for asked, told in head.value.items()}
    together = dict(sorted(said))
    return together if len(together) == len(said) else None


def _amendment(register: str, value: Any) -> ReportAmended:
    if register.startswith(ANSWER):
        return ReportAmended(answers={register.removeprefix(ANSWER): value})
    return ReportAmended(**{register: value})
