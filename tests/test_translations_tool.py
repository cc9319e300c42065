"""The check for translations finds every way in which one can be incomplete."""

from __future__ import annotations

import pytest

from tools.translations import check, complaints, entries


def ts(*messages: str) -> bytes:
    body = "".join(messages)
    return f'<TS version="2.1"><context><name>Queue</name>{body}</context></TS>'.encode()


def message(source: str, translation: str) -> str:
    return f"<message><source>{source}</source>{translation}</message>"


DONE = message("Open", "<translation>Terbuka</translation>")
PLURAL = (
    '<message numerus="yes"><source>%n call(s)</source>'
    "<translation><numerusform>%n panggilan</numerusform></translation></message>"
)


def test_a_complete_file_has_no_complaints() -> None:
    assert complaints(entries(ts(DONE, PLURAL)), entries(ts(DONE, PLURAL))) == []


@pytest.mark.parametrize(
    ("kept", "fresh", "complaint"),
    [
        (ts(), ts(DONE), "not in the file (make i18n): Queue: 'Open'"),
        (ts(DONE), ts(), "no longer in the sources"),
        (None, message("Open", '<translation type="unfinished">Buka</translation>'), "not translated"),
        (None, message("Open", "<translation></translation>"), "not translated"),
        (None, message("Open", ""), "not translated"),
        (None, PLURAL.replace("%n panggilan", ""), "not translated"),
        (None, PLURAL.replace("%n panggilan", "panggilan"), "placeholders differ"),
        (
            None,
            message("{count} of %1", "<translation>{jumlah} dari %1</translation>"),
            "placeholders differ",
        ),
    ],
)
def test_what_is_incomplete_is_named(kept: bytes | None, fresh: bytes | str, complaint: str) -> None:
    now = ts(fresh) if isinstance(fresh, str) else fresh
    (found,) = complaints(entries(kept or now), entries(now))
    assert complaint in found


def test_every_text_of_the_screen_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0, capsys.readouterr().out
