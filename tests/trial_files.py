"""Trials for tests: in a file of their own, with a clock that is wound by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial import accounts
from recist.trial.accounts import first_user, put_user
from recist.trial.audit import Action, Entry, Key
from recist.trial.calipers import CaliperRecord
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Record, Trial, Work
from recist.trial.protocol_file import built_in_text
from recist.trial.reads import Stage, read_key, value_of, visit_read
from recist.trial.row_cells import row_from_cells
from recist.trial.saving import readings_of, save_readings, values_of
from recist.trial.settings import Images, Settings, is_sequential, keep_settings

PASSWORD = "open sesame"
# Each hash takes a tenth of a second as it should; a small trial has several.
accounts.HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
VISITS = {"baseline": "2026-01-05", "week 8": "2026-03-02"}
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ANNA = Actor(user="anna", roles=frozenset({Role.READER}))
BEN = Actor(user="ben", roles=frozenset({Role.READER}))
CORA = Actor(user="cora", roles=frozenset({Role.COORDINATOR}))
ADA = Actor(user="ada", roles=frozenset({Role.ADMINISTRATOR}))


class Clock:
    """A clock that goes on by a second whenever it is looked at, and can be set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_trial(folder: Path, clock: Clock | None = None) -> TrialFile:
    """Make an empty trial."""
    return TrialFile.create(folder / "trial.recist", clock=clock or Clock())


PEOPLE = [
    User(name="ada", printed_name="Ada Administrator", roles=ADA.roles),
    User(name="anna", printed_name="Anna Reader", roles=ANNA.roles),
    User(name="ben", printed_name="Ben Reader", roles=BEN.roles),
    User(name="cora", printed_name="Cora Coordinator", roles=CORA.roles),
]


def trial_with(folder: Path, clock: Clock | None = None) -> TrialFile:
    """Make a trial with users and the visits of one subject, 01."""
    trial = new_trial(folder, clock)

    def fill(work: Work) -> None:
        first_user(work, PEOPLE[0], PASSWORD)
        for user in PEOPLE[1:]:
            put_user(work, ADA, user, PASSWORD)
        for label, date in VISITS.items():
            key = Key(kind="visit", subject="01", visit=label)
            work.put(key, {"date": date, "studies": []}, expect=0)

    trial.do(ADA, fill)
    return trial


def course(reader: str, sizes: tuple[str, str] = ("50", "30")) -> list[Row]:
    """Return one target at both visits."""
    return [
        row_from_cells(
            {
                "subject": "01",
                "reader": reader,
                "visit": label,
                "date": date,
                "lesion": "T1",
                "role": "target",
                "organ": "liver",
                "state": "measured",
                "longest_diameter_mm": size,
            },
            "test",
        )
        for (label, date), size in zip(VISITS.items(), sizes, strict=True)
    ]


def read_all(trial: Trial, actor: Actor, sizes: tuple[str, str] = ("50", "30")) -> None:
    """Save an actor's readings of both visits."""

    def save(work: Work) -> None:
        rows = tuple(course(actor.user, sizes))
        if is_sequential(work):
            enter(work, rows)
        else:
            save_readings(work, actor, readings_of(work, reader=actor.user), rows, ())

    trial.do(actor, save)


def enter(work: Work, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...] = ()) -> None:
    """Put readings into a trial without asking whether their visits come in order."""
    values = values_of(rows, calipers)
    for key in values:
        read = visit_read(work, key.subject, key.reader, key.visit)
        begun = replace(read, stage=Stage.IN_PROGRESS)
        work.put(read_key(key.subject, key.reader, key.visit), value_of(begun), expect=None)
    for key, value in values.items():
        work.put(key, value, expect=None)


def with_settings(trial: TrialFile, protocol: str | None = None) -> TrialFile:
    """Give a trial a protocol (TOML), RECIST 1.1 where none is given."""
    settings = Settings(
        name="trial",
        protocols=(built_in_text("recist-1.1") if protocol is None else protocol,),
        images=Images.IMPORT,
        created="2026-03-02T08:00:00.000000+00:00",
    )
    trial.do(ADA, lambda work: keep_settings(work, settings))
    return trial


def all_but_refusals(trial: TrialFile) -> tuple[list[Record], list[Entry]]:
    """Return all that a trial holds, without the steps that tell of what was refused."""
    with trial.view() as view:
        told = [one for one in view.entries() if one.action is not Action.REFUSED]
        return list(view.everything()), told
