"""What an agency may have, worked out from the call center's feed alone: docs/sync.md, "Agencies", in plain Python.

It shares nothing with the server's SQL: after each fact that begins to count it computes anew, from everything that counts,
what the agency may hold; what is new in that is what it must be given at this moment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

OF_INCIDENTS = {
    "incident_opened", "level_raised", "level_lowered", "kind_changed", "place_changed", "status_set", "note_added",
    "incident_closed", "incident_reopened", "closing_returned",
}  # fmt: skip
OF_REPORTS = {"report_logged", "report_amended"}
OF_ESCALATIONS = {
    "escalation_answered", "escalation_noted", "identity_shared",
}  # fmt: skip


class Given(NamedTuple):
    """One item of an agency's feed: a fact, whether the caller's identity comes with it, and with which push."""

    fact: str
    pii: bool
    moment: datetime


@dataclass
class Oracle:
    """The view of the agency whose feed is `feed`, after each position of the center's."""

    feed: str
    given: list[Given] = field(default_factory=list)
    """What had to be given, in the order of the facts that made it so."""
    held: dict[str, bool] = field(default_factory=dict)
    """Fact -> whether with `pii`: what the agency may hold now."""

    def __post_init__(self) -> None:
        self._counting: list[dict[str, Any]] = []
        self._waiting: dict[str, dict[str, Any]] = {}
        self._seen: set[str] = set()
        self._links: dict[str, tuple[str, str]] = {}
        self._parted: set[tuple[str, str]] = set()
        self._open: dict[str, tuple[str, str]] = {}
        self._withdrawn: set[tuple[str, str]] = set()
        self._shares: set[tuple[str, str]] = set()
        self._ever: set[str] = set()
        self._people: set[str] = set()
        self._erasures: set[str] = set()

    def take(self, row: dict[str, Any]) -> None:
        """The next row of the center's feed."""
        if row["fact"] is None or row["fact"] in self._seen or row["held"] == "id_used":
            return
        self._seen.add(row["fact"])
        self._moment = row["received_at"]
        fact = json.loads(row["fact"])
        if row["held"] is not None:
            self._waiting.setdefault(fact["id"], fact)
            return
        self._counts(fact)

    def _counts(self, fact: dict[str, Any]) -> None:
        self._counting.append(fact)
        farewell = self._apply(fact)
        may = self._may()
        fresh = {one: pii for one, pii in may.items() if one not in self.held or (pii and not self.held[one])}
        if farewell and fact["id"] not in may:
            fresh[fact["id"]] = False
        self.held = may
        self._ever |= set(fresh)
        self.given += [Given(one, pii, self._moment) for one, pii in fresh.items()]
        if fact["type"] == "held_settled":
            self._settle(fact["val"])

    def _settle(self, val: dict[str, Any]) -> None:
        target = self._waiting.pop(val["fact"], None)
        if target is not None and val["accepted"]:
            self._counts(target)

    def _apply(self, fact: dict[str, Any]) -> bool:
        """Change the state; whether the fact is the last that the agency hears of something."""
        sub, val, base = fact["sub"], fact["val"], fact["base"]
        match fact["type"]:
            case "report_linked" if (sub, fact["id"]) not in self._parted:
                self._links[fact["id"]] = (sub, val["incident"])
            case "report_unlinked":
                self._parted.update((sub, one) for one in base)
                ended = {one for one in base if self._links.get(one, ("", ""))[0] == sub}
                told = any(self._links[one][1] in self._incidents() for one in ended)
                for one in ended:
                    del self._links[one]
                return told
            case "incident_escalated" if self.feed in fact["to"] and (sub, fact["id"]) not in self._withdrawn:
                self._open[fact["id"]] = (sub, val["incident"])
            case "escalation_withdrawn":
                self._withdrawn.update((sub, one) for one in base)
                ended = {one for one in base if self._open.get(one, ("", ""))[0] == sub}
                for one in ended:
                    del self._open[one]
                return bool(ended)
            case "identity_shared":
                linked = {report for report, incident in self._links.values() if incident == val["incident"]}
                sent = [one for one, tie in self._open.items() if tie == (sub, val["incident"])]
                self._shares.update(
                    (one, report) for one in sent for report in val["reports"] if report in linked
                )
            case "person_added" if val.get("agency") == self.feed:
                self._people.add(sub)
            case "texts_erased" if not self._ever.isdisjoint(val["facts"]):
                self._erasures.add(fact["id"])
        return False

    def _incidents(self) -> set[str]:
        return {incident for _, incident in self._open.values()}

    def _may(self) -> dict[str, bool]:
        incidents = self._incidents()
        escalations = {escalation for escalation, _ in self._open.values()}
        told = {link: tie for link, tie in self._links.items() if tie[1] in incidents}
        reports = {report for report, _ in told.values()}
        shared = {
            report
            for sent, report in self._shares
            if sent in self._open and (report, self._open[sent][1]) in told.values()
        }
        may: dict[str, bool] = {}
        for fact in self._counting:
            kind, type_, sub = fact["kind"], fact["type"], fact["sub"]
            if (
                (kind == "incident" and type_ in OF_INCIDENTS and sub in incidents)
                or (type_ in OF_ESCALATIONS and sub in escalations)
                or fact["id"] in self._open
                or (kind == "person" and sub in self._people)
                or fact["id"] in self._erasures
                or fact["id"] in told
            ):
                may[fact["id"]] = False
            elif kind == "report" and type_ in OF_REPORTS and sub in reports:
                may[fact["id"]] = sub in shared
        return may
