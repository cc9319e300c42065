"""Kills the program at random moments and proves each time that the store lost nothing: `python -m tools.kill_loop 1000`.

A worker process does what an operator does (types drafts, saves reports, escalates, closes, rebuilds) and tells its
parent on a pipe when it begins an action and when that has returned. The parent kills it with SIGKILL at a random moment,
opens the store and checks: every action that returned is there, the one that did not return is there whole or not at
all, the drafts are those of the last store that returned, and `verify` finds nothing.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from madiun_console.actions import calls, drafts, escalate, take_call, work_incident
from madiun_console.db.desk import Desk, Session
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import found, open_desk
from madiun_console.queries import desk_lists, queue
from madiun_console.resources import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "sandi-putaran"  # noqa: S105 - of a store that lives for minutes
KILLS_PER_STORE = 60
"""A store grows with every kill and is proved whole each time; a new one now and then keeps that short."""
LONGEST_WAIT_S = 60.0
_KILLED = (-signal.SIGKILL,) if hasattr(signal, "SIGKILL") else (1,)
_WHOLE: dict[str, set[tuple[str, ...]]] = {
    "type": {()},
    "rebuild": {()},
    "checkpoint": {()},
    "save": {("report_logged", "incident_opened", "report_linked")},
    "join": {("report_logged", "report_linked"), ("report_logged", "report_linked", "level_raised")},
    "escalate": {("incident_escalated",)},
    "answer": {("escalation_answered",)},
    "note": {("note_added",)},
    "claim": {("incident_claimed",)},
    "close": {("incident_closed",)},
    "call": {("call_logged",), ("call_logged", "callback_promised")},
}
"""Action -> the facts that it logs, all of them or none."""


class Lost(AssertionError):
    """The store after a kill is not what it must be."""


@dataclass(slots=True)
class Tally:
    """What a run of kills met."""

    kills: int = 0
    facts: int = 0
    cut: dict[str, int] = field(default_factory=dict)
    """Action -> how often the kill came while it was under way."""


# ------------------------------------------------------------------------------------------------- the worker


def work(folder: Path, seed: int) -> None:
    """Do random actions until killed; stdin says when to begin."""
    rulebook = load_rulebook()
    print(json.dumps({"ready": True}), flush=True)
    sys.stdin.readline()
    desk = open_desk(folder, rulebook=rulebook)
    by = _administrator(desk)
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    for name, result in _actions(desk, by, chance):
        dseq, prev = _end_of_chain(desk)
        print(json.dumps({"done": name, "dseq": dseq, "prev": prev, **result}), flush=True)


def _actions(desk: Desk, by: Session, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    text, draft = "", ""
    incidents = [row.id for row in queue.open_incidents(desk)]
    escalations: list[str] = []
    agencies = [
        address for address in ("polsek_manguharjo", "polsek_taman") if desk.rulebook.find_recipient(address)
    ]
    while True:
        name = chance.choices(
            [
                "type",
                "save",
                "join",
                "escalate",
                "answer",
                "note",
                "claim",
                "close",
                "call",
                "rebuild",
                "checkpoint",
            ],
            [30, 10, 6, 6, 4, 6, 3, 4, 5, 3, 1],
        )[0]
        if (name in {"join", "escalate", "note", "claim", "close"} and not incidents) or (
            name == "answer" and not escalations
        ):
            name = "save"
        incident = chance.choice(incidents) if incidents else ""
        draft = draft or drafts.new_draft_id(desk)
        print(json.dumps({"begin": name}), flush=True)
        match name:
            case "type":
                text += chance.choice(
                    ["massa ", "kumpul ", "di depan GOR ", "bawa kayu ", "😡 "]
                ) * chance.randint(1, 30)
                drafts.keep_draft(desk, by, draft, _form(text))
                yield name, {"draft": draft, "text": text}
                continue
            case "save":
                incidents.append(
                    take_call.save_report(desk, by, _form(text or "massa kumpul"), draft).created["incident"]
                )
            case "join":
                take_call.save_report(desk, by, _form(text or "masih kumpul", joins=incident), draft)
            case "escalate":
                made = escalate.escalate(
                    desk, by, incident, chance.choice(agencies), "mohon bantuan", "phone"
                )
                escalations.append(made.created["escalation"])
            case "answer":
                escalate.record_answer(desk, by, chance.choice(escalations), "moving", "phone")
            case "note":
                work_incident.add_note(desk, by, incident, f"catatan {chance.random()}")
            case "claim":
                work_incident.claim(desk, by, incident)
            case "close":
                incidents.remove(incident)
                work_incident.close_incident(desk, by, incident, desk.rulebook.closings[0].id)
            case "call":
                calls.log_call(desk, by, chance.choice(desk.rulebook.call_outcomes).id)
            case "rebuild":
                rebuild(desk.store)
            case _:
                desk.store.checkpoint()
        if name in {"save", "join"}:
            gone, text, draft = draft, "", ""
            yield name, {"gone": gone}
        else:
            yield name, {}


def _form(text: str, joins: str = "") -> ReportForm:
    return ReportForm(
        channel="phone", started=1_795_419_128_000, number="0812 0000 1234", narrative=text, joins=joins,
        kind_id="suspicious_gathering", unit="35.77.02.1005", address="Jl. Gajah Mada",
    )  # fmt: skip


def _administrator(desk: Desk) -> Session:
    (person,) = desk_lists.people(desk)
    return Session(person.id, person.name, person.role, 0)


def _end_of_chain(desk: Desk) -> tuple[int, str]:
    with desk.store.read() as connection:
        row = connection.exec_driver_sql("SELECT dseq, hdr FROM header ORDER BY dseq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, "")


# ------------------------------------------------------------------------------------------------- the parent


@dataclass(slots=True)
class Told:
    """What the worker said before it died."""

    begun: str = ""
    done: str = ""
    dseq: int = 0
    header: str = ""
    drafts: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def take(self, line: bytes) -> None:
        """One line from the pipe; what was cut off in the middle was not said."""
        try:
            said = json.loads(line)
        except ValueError:
            return
        if "begin" in said:
            self.begun = said["begin"]
        if "done" in said:
            self.done, self.begun, self.count = said["done"], "", self.count + 1
            self.dseq, self.header = said["dseq"], said["prev"]
            if "draft" in said:
                self.drafts[said["draft"]] = said["text"]
            self.drafts.pop(said.get("gone", ""), None)


def start_worker(folder: Path, seed: int) -> subprocess.Popen[bytes]:
    """A worker that has loaded everything and waits for a line."""
    return subprocess.Popen(
        [sys.executable, "-m", "tools.kill_loop", "--work", str(folder), str(seed)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, bufsize=0,
        env={**os.environ, "MADIUN_CONSOLE_KEYRING": "file"},
    )  # fmt: skip


def kill_once(worker: subprocess.Popen[bytes], chance: random.Random) -> Told:
    """Let it begin, kill it after some actions and a moment more, and give what it had said."""
    assert worker.stdin is not None  # noqa: S101
    assert worker.stdout is not None  # noqa: S101
    told, wanted = Told(), chance.randint(1, 60)
    lines = _lines(worker.stdout)
    next(lines)
    worker.stdin.write(b"go\n")
    for line in lines:
        told.take(line)
        if told.count >= wanted:
            break
    select.select([], [], [], chance.random() * 0.012)  # a moment that no action is aware of
    worker.kill()
    for line in lines:
        told.take(line)
    worker.wait()
    worker.stdin.close()
    worker.stdout.close()
    if worker.returncode not in _KILLED:
        raise Lost(f"the worker ended by itself with {worker.returncode}; last begun: {told.begun!r}")
    return told


def _lines(pipe: IO[bytes]) -> Iterator[bytes]:
    """Lines as they come; raises Lost when the worker falls silent."""
    rest = b""
    while True:
        if not select.select([pipe], [], [], LONGEST_WAIT_S)[0]:
            raise Lost("the worker fell silent")
        data = pipe.read(65536)
        if not data:
            return
        *whole, rest = (rest + data).split(b"\n")
        yield from whole


def check(folder: Path, told: Told, rulebook: Rulebook, before: dict[str, str]) -> int:
    """Open the store as the next start would, and hold it against what was told; gives the number of own facts."""
    desk = open_desk(folder, rulebook=rulebook)
    try:
        damage = verify(desk.store)
        if damage is not None:
            raise Lost(f"verify: {damage.text('en')}")
        with desk.store.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT h.dseq, h.hdr, f.type FROM header h JOIN fact f ON f.lid = h.fact WHERE h.dseq >= ? ORDER BY h.dseq",
                (max(told.dseq, 1),),
            ).fetchall()
        if told.count:
            _is(rows[0][1], told.header, "the last header that was told")
            more = tuple(row[2] for row in rows[1:])
            whole: set[tuple[str, ...]] = {(), *_WHOLE.get(told.begun, ())}
            _is(more in whole, True, f"beyond what was told stands {more}, under way was {told.begun!r}")
            _check_drafts(desk, told, before, saved=bool(more))
        before.clear()
        before.update(_drafts(desk))
        return int(_end_of_chain(desk)[0])
    finally:
        desk.store.close()


def _check_drafts(desk: Desk, told: Told, before: dict[str, str], *, saved: bool) -> None:
    kept = _drafts(desk)
    for draft, text in {**before, **told.drafts}.items():
        if told.begun == "type" and draft in told.drafts:
            _is(kept.get(draft, "").startswith(text), True, "a draft was shortened")
        elif not (told.begun in {"save", "join"} and saved and draft in told.drafts):
            _is(kept.get(draft), text, "a draft is not as it was stored")
    surplus = kept.keys() - before.keys() - told.drafts.keys()
    _is(len(surplus) <= (told.begun == "type"), True, "a draft came from nowhere")


def _drafts(desk: Desk) -> dict[str, str]:
    rows = desk_lists.drafts(desk, _administrator(desk))
    return {row.id: desk_lists.draft_form(row).narrative for row in rows}


def _is(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise Lost(f"{what}: {found!r} instead of {wanted!r}")


def kill_loop(kills: int, seed: int, rulebook: Rulebook, place: Path) -> Tally:
    """Kill `kills` workers one after the other; raises Lost, naming the seed, at the first store that lost something."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311
    before: dict[str, str] = {}
    folder = place / "0"
    worker: subprocess.Popen[bytes] | None = None
    try:
        for number in range(kills):
            if number % KILLS_PER_STORE == 0:
                folder = place / str(number)
                found(folder, "B", "Sari", PASSWORD, rulebook=rulebook).desk.store.close()
                before.clear()
            worker = start_worker(folder, chance.randrange(1 << 30)) if worker is None else worker
            running = worker
            last_of_store = (number + 1) % KILLS_PER_STORE == 0 or number + 1 == kills
            # the next one loads its modules while this one works
            worker = None if last_of_store else start_worker(folder, chance.randrange(1 << 30))
            try:
                told = kill_once(running, chance)
                tally.facts = check(folder, told, rulebook, before)
            except Lost as lost:
                raise Lost(f"seed {seed}, kill {number}: {lost}") from lost
            finally:
                running.kill()
                running.wait()
                for pipe in (running.stdin, running.stdout):
                    if pipe is not None:
                        pipe.close()
            tally.kills += 1
            tally.cut[told.begun or "between"] = tally.cut.get(told.begun or "between", 0) + 1
            if last_of_store:
                shutil.rmtree(folder)
    finally:
        if worker is not None:
            worker.kill()
            worker.communicate()
    return tally


def main(arguments: list[str]) -> int:
    """`[KILLS [SEED]]`, or `--work FOLDER SEED` for the worker itself."""
    if arguments[:1] == ["--work"]:
        work(Path(arguments[1]), int(arguments[2]))
    os.environ["MADIUN_CONSOLE_KEYRING"] = "file"
    kills = int(arguments[0]) if arguments else 30
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 30)
    with tempfile.TemporaryDirectory() as place:
        tally = kill_loop(kills, seed, load_rulebook(), Path(place))
    print(f"{tally.kills} kills, seed {seed}: nothing was lost; under way: {tally.cut}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
