"""The states that the facts of one imported row fold to, written down without folding.

A million rows are not folded to learn what is known: their subjects are new and have two to four facts. A test holds
them against the folds, and `verify` against a rebuild.
"""

from __future__ import annotations

from collections.abc import Mapping

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import Closing, IncidentState, Place
from madiun_console.domain.report import ReportState

Order = tuple[int, int, bytes]
_NO_HEADS: Mapping[str, tuple[str, ...]] = {}


def report_state(
    subject: str, logged: ev.ReportLogged, actor: str, at: int, incident: str, link: str
) -> ReportState:
    """A report that was logged and tied to one incident by the fact `link`. `heads` are left out: nothing writes on."""
    return ReportState(
        id=subject,
        channel=logged.channel,
        desk=logged.desk,
        actor=actor,
        logged_at=at,
        reported=logged.reported,
        started=logged.started,
        occurred=logged.occurred,
        level=logged.level,
        factors=logged.factors,
        anonymous=logged.anonymous,
        protected=logged.protected,
        kind_id=logged.kind_id,
        unit=logged.unit,
        precision=logged.precision,
        lat=logged.lat,
        lon=logged.lon,
        answers=logged.answers,
        narrative=logged.narrative,
        address=logged.address,
        landmark=logged.landmark,
        told=logged.told or {},
        groups=logged.groups,
        remarks=logged.remarks,
        name=logged.name,
        phone=logged.phone,
        home=logged.home,
        incidents=(incident,),
        link_facts=(link,),
        reveals=(),
        conflicts=(),
        heads=_NO_HEADS,
        last_at=at,
        unknown=0,
        held=0,
    )


def incident_state(
    subject: str,
    opened: ev.IncidentOpened,
    actor: str,
    at: int,
    order: Order,
    report: str,
    link: str,
    closing: Closing | None,
) -> IncidentState:
    """An incident that was opened (with the fact's `order`), tied to one report, and perhaps closed as approved."""
    place = Place(opened.unit, opened.precision, opened.lat, opened.lon, opened.address, opened.landmark)
    return IncidentState(
        id=subject,
        number=opened.number,
        desk=opened.desk,
        opened_at=at,
        opened_by=actor,
        occurred=opened.occurred,
        level=opened.level,
        opened_level=opened.level,
        kind_id=opened.kind_id,
        place=place,
        owner=None,
        is_open=closing is None,
        status="open" if closing is None else "closed",
        status_order=order,
        closing=closing,
        review=None,
        waits_for_review=False,
        erased_callers={},
        factors=opened.factors,
        notes=(),
        steps={},
        reports={report: (link,)},
        escalations=(),
        conflicts=(),
        heads=_NO_HEADS,
        last_at=at if closing is None else max(at, closing.at),
        unknown=0,
        held=0,
    )
