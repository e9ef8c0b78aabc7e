"""Honest histories of a trial, made by the product itself, and never twice the same."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from recist.store.trial_file import TrialFile
from recist.trial.accounts import first_user, put_user
from recist.trial.audit import Action, Key
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Work
from recist.trial.queries import answer, ask, close
from recist.trial.reads import DATABASE_LOCK, VisitRead
from recist.trial.row_cells import row_from_cells
from recist.trial.saving import readings_of, save_readings
from recist.trial.signing import Signing, sign, unlock

PASSWORD = "open sesame"
SUBJECT = "01"
VISITS = {"baseline": "2026-01-05", "week 8": "2026-03-02", "wöchentlich 16": "2026-04-27"}
LESIONS = ("T1", "T2", "Ä3")
START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
ADA, ANNA, BEN, CORA = (
    Actor(user=name, roles=frozenset({role}))
    for name, role in (
        ("ada", Role.ADMINISTRATOR),
        ("anna", Role.READER),
        ("ben", Role.READER),
        ("cora", Role.COORDINATOR),
    )
)
READERS = (ANNA, BEN)
# Stands for a scan that the trial refers to: a file that stays where it is.
IMAGE = Path(__file__).resolve()


class Clock:
    """A clock that goes on by a few seconds, and now and then is an hour slow."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._now = START

    def __call__(self) -> datetime:
        self._now += timedelta(microseconds=self._rng.randrange(10**7))
        wrong = self._rng.random() < 0.1
        return self._now - timedelta(hours=wrong)


def empty_trial(path: Path) -> None:
    """Make a trial with users and visits; nobody has a password, and signing asks for none."""
    _fill(TrialFile.create(path, clock=lambda: START), None)


def _fill(trial: TrialFile, password: str | None) -> None:
    def users_and_visits(work: Work) -> None:
        for actor in (ADA, ANNA, BEN, CORA):
            named = f"{actor.user.title()} Müller"
            user = User(name=actor.user, printed_name=named, roles=actor.roles)
            if password is None or actor is ADA:
                first_user(work, user, password)
            else:
                put_user(work, ADA, user, password)
        for label, date in VISITS.items():
            key = Key(kind="visit", subject=SUBJECT, visit=label)
            work.put(key, {"date": date, "studies": []}, expect=0)
        data = IMAGE.read_bytes()
        name = hashlib.sha256(data).hexdigest()
        image = Key(kind="image", subject=SUBJECT, visit="baseline", name=name)
        value = {"instance": "1.2.3.4", "size": len(data), "place": str(IMAGE), "suffix": ""}
        work.put(image, value, expect=0)

    trial.do(ADA, users_and_visits)


def whole_history(path: Path, rng: Random) -> str:
    """Make a trial in which everything happens at least once; return its head.

    There are users with passwords, readings of two readers, signatures, an unlock with a second
    version, a removed lesion, queries, a step and a clock that went back.
    """
    trial = TrialFile.create(path, clock=Clock(rng))
    _fill(trial, PASSWORD)
    for actor in READERS:
        for visit in VISITS:
            for lesion in LESIONS:
                measure(trial, rng, actor=actor, visit=visit, lesion=lesion)
        sign_visit(trial, rng, actor=actor, visit="baseline")
    reopen(trial, rng, actor=ANNA, visit="baseline")
    measure(trial, rng, actor=ANNA, visit="baseline", lesion="T1")
    take_away(trial, rng, actor=ANNA, visit="baseline", lesion="Ä3")
    sign_visit(trial, rng, actor=ANNA, visit="baseline")
    query(trial, rng)
    step(trial, rng)
    with trial.view() as view:
        return view.head()


def random_history(path: Path, empty: Path, rng: Random) -> str:
    """Make a small history of random steps, also such as are refused; return its head."""
    shutil.copyfile(empty, path)
    trial = TrialFile(path, clock=Clock(rng))
    for _ in range(rng.randint(0, 12)):
        deed = rng.choice(DEEDS)
        with suppress(NotAllowedError):
            deed(trial, rng)
    if rng.random() < 0.1:
        trial.do(ADA, lambda work: work.put(DATABASE_LOCK, {}, expect=None, action=Action.LOCKED))
    with trial.view() as view:
        return view.head()


def measure(
    trial: TrialFile, rng: Random, actor: Actor = ANNA, visit: str = "", lesion: str = ""
) -> None:
    """Save one reading of a random size."""
    visit, lesion = visit or rng.choice([*VISITS]), lesion or rng.choice(LESIONS)
    cells = {
        "subject": SUBJECT,
        "reader": actor.user,
        "visit": visit,
        "date": VISITS[visit],
        "lesion": lesion,
        "role": "target",
        "organ": "liver",
        "state": "measured",
        "longest_diameter_mm": f"{rng.randint(100, 999) / 10}",
        "comment": rng.choice(["", 'quoted "so"', "Ödem\tsüdlich", "\u2028 线"]),
    }
    row = row_from_cells(cells, "benchmark")
    caliper = CaliperRecord(
        subject=SUBJECT,
        reader=actor.user,
        visit=visit,
        lesion=lesion,
        long_axis_lps_mm=((rng.uniform(-300, 300), 1e-7, -0.0), (1e22, rng.random(), 3.0)),
        short_axis_lps_mm=None,
        frame_of_reference="1.2.3",
        image="1.2.3.4",
    )

    def save(work: Work) -> None:
        before = readings_of(work, reader=actor.user)
        rows = [one for one in before.rows if (one.visit, one.lesion) != (visit, lesion)]
        drawn = [one for one in before.calipers if (one.visit, one.lesion) != (visit, lesion)]
        save_readings(work, actor, before, (*rows, row), (*drawn, caliper))

    trial.do(actor, save, save=f"{rng.getrandbits(64):x}")


def take_away(
    trial: TrialFile, rng: Random, actor: Actor = ANNA, visit: str = "", lesion: str = ""
) -> None:
    """Remove a lesion from a visit, where it is there."""
    visit, lesion = visit or rng.choice([*VISITS]), lesion or rng.choice(LESIONS)

    def save(work: Work) -> None:
        before = readings_of(work, reader=actor.user)
        rows = [one for one in before.rows if (one.visit, one.lesion) != (visit, lesion)]
        drawn = [one for one in before.calipers if (one.visit, one.lesion) != (visit, lesion)]
        save_readings(work, actor, before, tuple(rows), tuple(drawn), reason="was a vessel")

    trial.do(actor, save)


def sign_visit(trial: TrialFile, rng: Random, actor: Actor = ANNA, visit: str = "") -> None:
    """Sign a visit."""
    asked = Signing(subject=SUBJECT, visit=visit or rng.choice([*VISITS]))
    sign(trial, actor, PASSWORD, asked, START)


def reopen(trial: TrialFile, rng: Random, actor: Actor = ANNA, visit: str = "") -> None:
    """Unlock a visit."""
    read = VisitRead(subject=SUBJECT, reader=actor.user, visit=visit or rng.choice([*VISITS]))
    trial.do(CORA, lambda work: unlock(work, CORA, read, "wrong slice"))


def query(trial: TrialFile, rng: Random) -> None:
    """Ask, answer and close; at times only the first of it."""
    reader = rng.choice(READERS)
    asked = trial.do(CORA, lambda work: ask(work, CORA, SUBJECT, reader.user, "Is T1 a node?"))
    if asked is not None and rng.random() < 0.7:
        trial.do(reader, lambda work: answer(work, reader, asked.number, "No."))
        trial.do(CORA, lambda work: close(work, CORA, asked.number))


def step(trial: TrialFile, rng: Random) -> None:
    """Tell the chain of an export."""
    told = {"to": rng.choice(["csv", "pdf"])}
    trial.do(CORA, lambda work: work.note(Action.EXPORTED, told, subject=SUBJECT))


def other_reader(deed: Callable[..., None]) -> Callable[[TrialFile, Random], None]:
    """Let the other reader do it."""
    return partial(deed, actor=BEN)


DEEDS: tuple[Callable[[TrialFile, Random], None], ...] = (
    measure,
    measure,
    other_reader(measure),
    take_away,
    sign_visit,
    other_reader(sign_visit),
    reopen,
    query,
    step,
)
