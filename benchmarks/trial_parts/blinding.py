"""Blinding: marks in all that a blinded user may not see, and what of them that user meets.

Readers and an adjudicator go through the real reading room and all commands, each in a process of
its own with folders of its own. Looked at is what the screen told, what the process printed, and
every file that it wrote, but for the trial itself. What the reader has to see is looked for as
well: a harness that sees nothing would find nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shared_parts.section import Outcome, in_memory

from recist.trial.settings import Images
from trial_parts.blinded_task import Sabotage, Task
from trial_parts.marks import Mark, Marks, Who, texts_in
from trial_parts.planted import OWN, Planting

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S, AT_A_TIME = 200.0, 2
ROOM, COMMANDS = "blinded_process", "blinded_commands"
# Where a process keeps what it writes beside what it is asked to write.
FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_DATA_HOME": "home/data",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "home/run",
}
EXPORTS, PRINTED = "exports", "printed"
# What the reader has to meet at least: of their own read on the screen and in exports.
SHOWN = ("lesion of own", "organ of own", "site of own", "comment of own", "query to own")
WRITTEN = ("lesion of own", "organ of own", "comment of own", "diameter of own", "cell of own")
AT_LEAST = {"planted": 100, "own_shown": 10, "own_written": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One user in one trial.

    Attributes
    ----------
    who : Who
        As whom they are blinded.
    role : str
        Which of the people of the trial they are.
    """

    who: Who
    role: str
    images: Images
    hides_dates: bool = False
    sabotage: Sabotage = Sabotage.NOTHING


FULL = (
    Round(who=Who.READER, role=OWN, images=Images.IMPORT),
    Round(who=Who.READER, role=OWN, images=Images.REFERENCE, hides_dates=True),
    Round(who=Who.ADJUDICATOR, role="adjudicator", images=Images.IMPORT, hides_dates=True),
)
BROKEN = (
    Round(who=Who.READER, role=OWN, images=Images.IMPORT, sabotage=Sabotage.SIGHT),
    Round(
        who=Who.READER,
        role=OWN,
        images=Images.IMPORT,
        hides_dates=True,
        sabotage=Sabotage.DATES,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of a round.

    Attributes
    ----------
    planted : Counter
        Marks by kind.
    found : Counter
        Marks by kind and place.
    """

    planted: Counter[str]
    found: Counter[tuple[str, str]]
    places: set[str]
    texts: int
    own_shown: int
    own_written: int


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Let them look; of two sabotages the one that is noticed less gives the figure."""
    rounds = BROKEN if sabotage else FULL[:1] if quick else FULL
    with in_memory(scratch) as memory, ThreadPoolExecutor(AT_A_TIME) as threads:
        # One after the other: Alembic makes one file at a time.
        plantings = [plant(memory / str(n), one, quick) for n, one in enumerate(rounds)]
        looked = list(threads.map(partial(look, quick=quick), plantings, rounds))
    show(looked)
    found = [sum(one.found.values()) for one in looked]
    figures = {
        "planted": min(sum(one.planted.values()) for one in looked),
        "found": min(found) if sabotage else sum(found),
        "own_shown": sum(one.own_shown for one in looked),
        "own_written": sum(one.own_written for one in looked),
        "rounds": len(looked),
        "places": len(set().union(*(one.places for one in looked))),
        "texts": sum(one.texts for one in looked),
    }
    return Outcome(figures=figures, at_most={"found": 0}, at_least=AT_LEAST)


def show(looked: list[Looked]) -> None:
    """Print what was planted by kind, and what was found where."""
    for kind in sorted({kind for one in looked for kind in one.planted}):
        planted = " ".join(f"{one.planted[kind]:4}" for one in looked)
        where = Counter[str]()
        for one in looked:
            where.update({place: n for (what, place), n in one.found.items() if what == kind})
        told = ", ".join(f"{n} in {place}" for place, n in sorted(where.items()))
        print(f"  {kind:38} {planted}  {told or 'none found'}", flush=True)


def plant(folder: Path, one: Round, quick: bool) -> Planting:
    """Plant a trial; in a quick run there are no images."""
    folder.mkdir()
    planting = Planting(
        folder, Marks(seed=1), one.images, hides_dates=one.hides_dates, with_scans=not quick
    )
    planting.plant()
    return planting


def look(planting: Planting, one: Round, *, quick: bool) -> Looked:
    """Let somebody look at a trial."""
    marks = planting.marks
    seen = gathered(planting, one, quick)
    hidden = [mark for mark in marks.made if one.who in mark.hidden_from]
    found = Counter(
        (mark.kind, place)
        for place, texts in seen.items()
        for mark in hidden
        if any(mark.is_in(text) for text in texts)
    )
    screen = {place: texts for place, texts in seen.items() if place not in (EXPORTS, PRINTED)}
    return Looked(
        planted=Counter(mark.kind for mark in hidden),
        found=found,
        places=set(seen),
        texts=sum(text.count("\n") + 1 for texts in seen.values() for text in texts),
        own_shown=met(marks.made, SHOWN, screen),
        own_written=met(marks.made, WRITTEN, {EXPORTS: seen.get(EXPORTS, [])}),
    )


def met(made: list[Mark], kinds: tuple[str, ...], seen: Mapping[str, list[str]]) -> int:
    """Count the marks of some kinds that were met somewhere."""
    every = [text for texts in seen.values() for text in texts]
    return sum(any(mark.is_in(text) for text in every) for mark in made if mark.kind in kinds)


def gathered(planting: Planting, one: Round, quick: bool) -> dict[str, list[str]]:
    """Let somebody go through room and commands; return all texts, in small letters, by place."""
    seen: dict[str, list[str]] = {}
    person, folder = planting.people[one.role], planting.path.parent
    for module in (ROOM,) if quick else (ROOM, COMMANDS):
        own = folder / module
        for name in (*FOLDERS.values(), EXPORTS, "work"):
            (own / name).mkdir(parents=True)
        task = Task(
            trial=str(planting.path),
            user=person.actor.user,
            password=person.password,
            exports=str(own / EXPORTS),
            told=str(folder / "told.json"),
            quick=quick,
            sabotage=one.sabotage,
        )
        seen.setdefault(PRINTED, []).append(printed_by(module, task, own).lower())
        for place, text in files_of(own):
            seen.setdefault(place, []).append(text)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return seen | {place: ["\n".join(texts).lower()] for place, texts in told.items()}


def printed_by(module: str, task: Task, own: Path) -> str:
    """Run a process to its end; return what it has printed."""
    environment = {
        **os.environ,
        **{name: str(own / place) for name, place in FOLDERS.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "benchmarks"))),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"trial_parts.{module}", task.to_json()],
        cwd=own / "work",
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{module} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout + done.stderr


def files_of(own: Path) -> Iterator[tuple[str, str]]:
    """Return every file of a process, its name included, in every way in which it may be text."""
    for path in sorted(own.rglob("*")):
        place = path.relative_to(own).parts[0]
        yield place, path.name.lower()
        if path.is_file():
            for text in texts_in(path.read_bytes()):
                yield place, text
