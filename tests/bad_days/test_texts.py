"""Any text a keyboard, a paste or another program can bring: stored, found, shown and exported, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions.calls import log_call, promise_callback, try_callback
from madiun_console.actions.desk import Desk
from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.actions.escalate import escalate
from madiun_console.actions.people import add_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import (
    add_note,
    change_place,
    close_incident,
    hand_over,
    raise_level,
)
from madiun_console.domain.incident import Place
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import ConsoleError, InvalidInput
from madiun_console.queries.desk_lists import draft_form, drafts
from madiun_console.queries.export import export_json
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.intake import earlier_calls, judgement, likely_duplicates
from madiun_console.queries.queue import incidents, search_incidents
from tests.bad_days.conftest import Center, filled_form, sound

Opened = Callable[..., Desk]
TEXTS = {
    "100 kB": "bentrok kelompok " * 6000,
    "one word of 100 kB": "x" * 100_000,
    "emoji": "😡🔥👨‍👩‍👧‍👦 bentrok",
    "right to left": "\u202eterbalik\u202c عربي שלום bentrok",
    "nul": "bentrok\x00 di\x00 GOR",
    "lone surrogates": "bentrok \ud83d di \udc00 jalan",
    "only a surrogate": "\ud83d",
    "line ends": "bentrok\r\nbaris\rdua\u2028tiga\x0b\x85",
    "query signs": "bentrok\" OR * NEAR(x) col:y -z ^q 'a' %_;--",
    "wide": "ﷺ" * 3000 + " bentrok",
    "json": '{"a": [1, NaN]} \\u0000 \\ud800 bentrok',
    "combining": "b" + "\u0301" * 2000 + "entrok",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_goes_all_the_way(center: Center, opened: Opened, text: str) -> None:
    desk, by = opened(center.folder), center.operator
    form = filled_form(
        80, number=text, name=text, home=text, narrative=text, address=text, landmark=text, groups=text, remarks=text,
        told={"Siapa?": text}, kind_id="", answers={},
    )  # fmt: skip
    draft = new_draft_id(desk)
    keep_draft(desk, by, draft, form)
    assert draft_form(next(row for row in drafts(desk, by) if row.id == draft)) == form  # as it was typed
    judgement(desk, form)
    likely_duplicates(desk, form)
    earlier_calls(desk, text)
    changes = save_report(desk, by, form, draft)
    incident, report = changes.created["incident"], changes.created["report"]
    add_note(desk, by, incident, text)
    add_note(desk, by, incident, text, restricted=True)
    change_place(desk, by, incident, Place(unit="35.77.02.1005", address=text, landmark=text))
    raise_level(desk, by, incident, "high", text)
    escalate(desk, by, incident, "polsek_manguharjo", text, "phone", decree=text)
    promise_callback(desk, by, report, form.started, text)
    log_call(desk, by, "abandoned", number=text, note=text)
    close_incident(desk, center.administrator, incident, desk.rulebook.closings[0].id, text)

    kept = clean_text(text).strip()
    detail = incident_detail(desk, incident)
    assert detail is not None
    assert detail.reports[0].narrative == kept
    assert detail.reports[0].groups == kept
    assert {note.text for note in detail.state.notes} == {kept}
    assert detail.escalations[0].message == kept
    assert detail.closing is not None
    assert detail.closing.note == kept
    assert len(detail.row.summary) <= 163
    if "bentrok" in kept:
        assert incident in {row.id for row in search_incidents(desk, "bentrok")}
    search_incidents(desk, text)
    pieces: list[str] = []
    export_json(desk, pieces.append)
    whole = "".join(pieces)
    whole.encode()
    assert len(json.loads(whole)["incidents"]) == 13
    sound(desk)


@pytest.mark.parametrize("text", [text for text in TEXTS.values() if len(text) < 80])
def test_any_text_as_a_name_or_password_is_taken_or_refused(
    center: Center, opened: Opened, text: str
) -> None:
    desk = opened(center.folder)
    refused = None
    try:
        add_person(desk, center.administrator, text, "operator", text + "123456")
    except InvalidInput as error:
        refused = error
    if refused is None:
        assert sign_in(desk, clean_text(text), text + "123456").role == "operator"
    else:
        assert refused.id in {"person_name", "person_name_signs", "password_short"}
    with pytest.raises(ConsoleError):
        sign_in(desk, text, text)
    sound(desk)


@pytest.mark.parametrize("stranger", ["", "bukan-id", "\ud83d", "01a20751-c0c0-7f3c-b9d5-d4e1922cbd31"])
def test_what_is_not_there_is_told(center: Center, opened: Opened, stranger: str) -> None:
    desk, by = opened(center.folder), center.operator
    incident = save_report(desk, by, filled_form(81)).created["incident"]
    acts: list[Callable[[], object]] = [
        lambda: add_note(desk, by, stranger, "catatan"),
        lambda: hand_over(desk, center.administrator, incident, stranger),
        lambda: promise_callback(desk, by, stranger, 0),
        lambda: try_callback(desk, by, stranger, "reached"),
        lambda: escalate(desk, by, stranger, "polsek_manguharjo", "pesan", "phone"),
    ]
    if stranger:
        acts.append(lambda: save_report(desk, by, filled_form(82, joins=stranger)))
    for act in acts:
        with pytest.raises(InvalidInput):
            act()
    assert incidents(desk, [incident])[0].owner is None
    sound(desk)


def test_any_search_finds_or_finds_nothing(center: Center, opened: Opened) -> None:
    desk = opened(center.folder)

    @given(st.text(alphabet=st.characters() | st.characters(categories=["Cs"]), max_size=40))
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def search(text: str) -> None:
        search_incidents(desk, text)
        likely_duplicates(desk, filled_form(0, narrative=text, address=text, number=text))
        earlier_calls(desk, text)

    search()
