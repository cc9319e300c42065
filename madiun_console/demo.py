"""The demo profile: a training center filled with the sample reports, spread over the 14 days that end now, and a little past."""

from __future__ import annotations

import heapq
import random
import secrets
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from madiun_console.actions.people import add_person
from madiun_console.db.desk import Desk, Session
from madiun_console.db.store import LOCK_FILE, STORE_FILE, Store
from madiun_console.demo_reviews import scored_calls
from madiun_console.demo_shifts import shift_stories
from madiun_console.demo_stories import (
    MINUTE_MS,
    Stage,
    Story,
    abandoned_call,
    changed_rules,
    counted_call,
    earlier_story,
    past_story,
    told_story,
)
from madiun_console.domain.clock import SystemClock, day_start_ms
from madiun_console.domain.rulebook import Rulebook, SampleReport
from madiun_console.durable_file import make_folder
from madiun_console.errors import InvalidInput, environment_fault
from madiun_console.opening import found, open_store
from madiun_console.resources import load_kind_words, load_rulebook, read_text

PERSON, PASSWORD, LETTER = "demo", "demo", "B"
OPERATOR, SUPERVISOR = "Sari", "Bima"
DAYS = 14
FOUNDED_DAYS = 400
"""The center is older than its busy fortnight: some open incidents have a past."""
_DAY_MS = 24 * 60 * MINUTE_MS
SCORED_DAYS_AGO = (9, 5, 1)
_SEED = 112
_OWN_FILES = frozenset({"log", "preferences.json", LOCK_FILE, "store.id", "store.key", "store.recovery"})
"""What may lie in a folder that is to become the demo's: the program's own, without a store."""


class MovableClock:
    """A clock that stands where it was put."""

    def __init__(self, now: int) -> None:
        self.now = now

    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return self.now


def ensure_demo(folder: Path) -> None:
    """Make the demo profile in `folder` unless it is there; a folder with other data is refused, never touched."""
    if Store.exists(folder):
        store = open_store(folder, writing=False)
        try:
            demo = store.meta("center_demo") == "1"
        finally:
            store.close()
        if not demo:
            raise InvalidInput(
                "demo_in_real_data",
                f"Di {folder} ada data pusat panggilan yang sebenarnya. Pilih folder lain untuk latihan dengan --data.",
                f"There is a real center's data in {folder}. Choose another folder for training with --data.",
            )
        return
    _clear_leftovers(folder)
    strange = (
        sorted(item.name for item in folder.iterdir() if item.name not in _OWN_FILES)
        if folder.is_dir()
        else []
    )
    if strange:
        raise InvalidInput(
            "demo_folder_not_empty",
            f"Folder {folder} tidak kosong ({strange[0]}). Pilih folder kosong untuk latihan dengan --data.",
            f"The folder {folder} is not empty ({strange[0]}). Choose an empty folder for training with --data.",
        )
    make_demo(folder)


def make_demo(folder: Path, now: int | None = None, rulebook: Rulebook | None = None) -> None:
    """Fill a fresh demo profile as it would have come to be by `now` (milliseconds; None: this moment).

    It is made aside and put in place at the end, so that a kill in between leaves no half-told demo.
    """
    make_folder(folder)
    aside = folder / f".demo-{secrets.token_hex(4)}"
    rulebook = rulebook or load_rulebook()
    now = SystemClock().now_ms() if now is None else now
    clock = MovableClock(now - FOUNDED_DAYS * _DAY_MS)
    center = found(aside, LETTER, PERSON, PASSWORD, demo=True, clock=clock, rulebook=rulebook)
    try:
        _play(center.desk, center.session, clock, now)
    finally:
        center.desk.store.close()
    try:
        (aside / LOCK_FILE).unlink(missing_ok=True)
        for item in sorted(aside.iterdir(), key=lambda path: path.name == STORE_FILE):  # the store last
            item.replace(folder / item.name)
        aside.rmdir()
    except OSError as error:
        raise environment_fault(error, folder) from error


def _play(desk: Desk, founder: Session, clock: MovableClock, now: int) -> None:
    told = tomllib.loads(read_text("demo", "stories.toml"))
    people = {}
    for name, role in ((OPERATOR, "operator"), (SUPERVISOR, "supervisor")):
        person = add_person(desk, founder, name, role, PASSWORD).created["person"]
        people[role] = Session(person, name, role, clock.now)
    dice = random.Random(_SEED)  # noqa: S311 - the same story each time
    stage = Stage(desk, people["operator"], people["supervisor"], _reader(desk), dice, told["names"])
    stories = (
        _open_stories(stage, told, now)
        + _past_stories(stage, told, now)
        + _other_calls(stage, told, now)
        + shift_stories(stage, told["shifts"], now)
    )
    stories += _earlier_stories(stage, told, now)
    stories.append(scored_calls(stage, [now - days * _DAY_MS for days in SCORED_DAYS_AGO]))
    waiting = [(next(story), number, story) for number, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        if moment > now:
            continue
        clock.now = max(clock.now, moment)
        following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))


def _open_stories(stage: Stage, told: dict[str, Any], now: int) -> list[Story]:
    samples = _samples(stage.desk.rulebook)
    return [told_story(stage, story, samples, now) for story in told["open"]]


def _past_stories(stage: Stage, told: dict[str, Any], now: int) -> list[Story]:
    """Every sample that is in no open story, at a moment of the past days."""
    rulebook, dice = stage.desk.rulebook, stage.dice
    used = {item.get("sample") for story in told["open"] for item in (story, *story.get("more", ()))}
    rest = [sample for sample in rulebook.sample_reports if sample.id not in used]
    dice.shuffle(rest)
    stories: list[Story] = []
    codes = dict.fromkeys(told["closing"], 0)
    for number, sample in enumerate(rest):
        days = 0.35 + (DAYS - 0.5) * (number + dice.random()) / len(rest)
        moment = now - int(days * _DAY_MS)
        if sample.expected_sub in rulebook.outcomes_by_id:
            stories.append(counted_call(stage, moment, sample.expected_sub, sample.text))
            continue
        by = next(
            (key for key in (sample.expected_sub, sample.expected_category) if key in codes), "otherwise"
        )
        choice = told["closing"][by]
        code = choice[codes[by] % len(choice)]
        codes[by] += 1
        more = told["more"].get(sample.id, ())
        stories.append(past_story(stage, sample, moment, more, code, told["closing"]["notes"].get(code, "")))
    return stories


def _earlier_stories(stage: Stage, told: dict[str, Any], now: int) -> list[Story]:
    """What happened long ago; with dice and numbers of its own, so that it changes nothing in the other stories."""
    samples = _samples(stage.desk.rulebook)
    aside = replace(stage, dice=random.Random(_SEED), numbers=900)  # noqa: S311 - the same story each time
    return [
        earlier_story(aside, item, samples[item["sample"]], now - item["days"] * _DAY_MS)
        for item in told["before"]
    ]


def _other_calls(stage: Stage, told: dict[str, Any], now: int) -> list[Story]:
    """Pranks, silence, questions: some on each day; rules that were changed; those who were cut off and wait for a call."""
    dice = stage.dice
    midnight = day_start_ms(now)
    stories = [
        counted_call(stage, dice.randrange(midnight - day * _DAY_MS, midnight - (day - 1) * _DAY_MS), outcome)
        for day in range(1, DAYS)
        for outcome, count in told["calls"]["earlier"].items()
        for _ in range(count)
    ]
    stories += [
        counted_call(stage, dice.randint(midnight, now), outcome)
        for outcome, count in told["calls"]["today"].items()
        for _ in range(count)
    ]
    stories += [changed_rules(stage, now - item["days"] * _DAY_MS, item) for item in told["rules"]]
    return stories + [
        abandoned_call(stage, now - item["ago"] * MINUTE_MS, tried=item["tried"])
        for item in told["abandoned"]
    ]


def _samples(rulebook: Rulebook) -> dict[str, SampleReport]:
    return {sample.id: sample for sample in rulebook.sample_reports}


def _reader(desk: Desk) -> Any:
    from madiun_console.domain.kind_suggestion import NarrativeReader

    return NarrativeReader(load_kind_words(desk.rulebook), desk.words, desk.rulebook.core_by_field)


def _clear_leftovers(folder: Path) -> None:
    """Remove what a demo left that was killed while it was being made."""
    for item in folder.glob(".demo-*") if folder.is_dir() else ():
        shutil.rmtree(item, ignore_errors=True)
