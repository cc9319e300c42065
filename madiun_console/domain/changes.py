"""What a change touched: the one answer that actions, and later the exchange with the server, give to the screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """Identifiers of the subjects whose shown state may differ now; `created` names what the action made new."""

    incidents: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    escalations: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    callbacks: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    erasures: frozenset[str] = frozenset()
    drafts: bool = False
    created: dict[str, str] = field(default_factory=dict)
    derived: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    """Incident -> its row as the action has just written it, for whoever cannot wait for a question to the store."""

    def __or__(self, other: Changes) -> Changes:
        """Both together, as when several actions are shown at once."""
        return Changes(
            self.incidents | other.incidents,
            self.reports | other.reports,
            self.escalations | other.escalations,
            self.people | other.people,
            self.calls | other.calls,
            self.callbacks | other.callbacks,
            self.shifts | other.shifts,
            self.scores | other.scores,
            self.rules | other.rules,
            self.erasures | other.erasures,
            self.drafts or other.drafts,
            {**self.created, **other.created},
            {**self.derived, **other.derived},
        )


def changes_of(
    touched: Mapping[str, Iterable[str]],
    incidents: Mapping[str, dict[str, Any] | None],
    created: Mapping[str, str] | None = None,
) -> Changes:
    """What the screens are told after a refold: subjects by kind, and the incidents that depend on them with their rows."""
    kinds = {kind: frozenset(subjects) for kind, subjects in touched.items()}
    none: frozenset[str] = frozenset()
    return Changes(
        incidents=frozenset(incidents),
        reports=kinds.get("report", none),
        escalations=kinds.get("escalation", none),
        people=kinds.get("person", none),
        calls=kinds.get("call", none),
        callbacks=kinds.get("callback", none),
        shifts=kinds.get("shift", none),
        scores=kinds.get("score", none),
        rules=kinds.get("rule", none),
        erasures=kinds.get("erasure", none),
        created=dict(created or {}),
        derived={incident: row for incident, row in incidents.items() if row is not None},
    )
