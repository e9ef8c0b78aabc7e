"""The transactions that the campaigns are about, each on a small trial in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from random import Random

from recist.app import make_trial
from recist.model.protocol import AdjudicateOn, ReadingPlan
from recist.model.subject import SubjectInfo
from recist.store import backup, sqlite
from recist.store.image_folder import ImageFolder
from recist.store.trial_file import TrialFile
from recist.trial.accounts import first_user, log_in, put_user
from recist.trial.adjudication import Choice, adjudicate
from recist.trial.audit import Action
from recist.trial.errors import LogInError, NotAllowedError
from recist.trial.images import TrialImage, add_images
from recist.trial.importing import import_rows
from recist.trial.locking import lock
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Trial, Work
from recist.trial.protocol_file import protocol_named
from recist.trial.queries import ask
from recist.trial.reads import visit_read
from recist.trial.signing import Signing, sign, unlock
from recist.trial.subjects import put_subjects
from tests.trial_files import (
    ADA,
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    PEOPLE,
    START,
    VISITS,
    course,
    read_all,
    trial_with,
)

NAME, COPY, AGAIN = "trial.recist", "copy.recist", "again.recist"
JO = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR}))
TWICE = replace(
    protocol_named("recist-1.1"),
    reading=ReadingPlan(readers=2, blinded=True, adjudicate_on=(AdjudicateOn.BEST_RESPONSE,)),
)
IMAGE_BYTES = 5_000

Deed = Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """A deed and the folder that it begins on, None for an empty one.

    Attributes
    ----------
    once : bool
        Whether the deed, tried again after it was done, changes nothing.
    may_stay : str
        A file that may stay, whole, where the drive is gone before the deed is done.
    """

    deed: Deed
    base: Path | None = None
    once: bool = True
    may_stay: str = ""


def without_syncs() -> None:
    """Sabotage: leave it to the system when anything reaches the disk."""
    sqlite.SETTINGS = (*sqlite.SETTINGS, "PRAGMA synchronous=OFF")


def make(folder: Path) -> None:
    make_trial(folder / NAME, ADA, lambda work: first_user(work, PEOPLE[0], PASSWORD))


def open_and_view(folder: Path) -> None:
    with TrialFile.open(folder / NAME).view() as view:
        view.last()


def save(folder: Path, size: int = 41) -> None:
    read_all(TrialFile(folder / NAME), ANNA, (str(size), "30"))


def sign_first(folder: Path, reader: Actor = ANNA, visit: str = "baseline") -> None:
    asked = Signing(subject="01", visit=visit)
    sign(TrialFile(folder / NAME), reader, PASSWORD, asked, START)


def unlock_first(folder: Path) -> None:
    trial = TrialFile(folder / NAME)
    with trial.view() as view:
        read = visit_read(view, "01", "anna", "baseline")
    trial.do(CORA, lambda work: unlock(work, CORA, read, "wrong slice"))


def import_table(folder: Path, subject: str = "02") -> None:
    rows = [replace(row, subject=subject) for row in course("ben")]
    TrialFile(folder / NAME).do(CORA, lambda work: import_rows(work, CORA, rows, "from t.csv"))


def import_images(folder: Path, subject: str = "02") -> None:
    """Keep two images, whose bytes hang on the subject's name, then enter both."""
    kept, images = ImageFolder(folder / NAME), []
    for number, visit in enumerate(VISITS):
        one = kept.add(BytesIO(Random(f"{subject} {number}").randbytes(IMAGE_BYTES + number)))
        images.append(
            TrialImage(
                subject=subject,
                visit=visit,
                digest=one.digest,
                size=one.size,
                instance=f"1.2.{number}",
            )
        )
    TrialFile(folder / NAME).do(CORA, lambda work: add_images(work, CORA, images))


def decide(folder: Path) -> None:
    choice = Choice(subject="01", accepted="ben", reason="a vessel was measured")
    TrialFile(folder / NAME).do(JO, lambda work: adjudicate(work, JO, TWICE, choice))


def raise_query(folder: Path) -> None:
    """Ask, under the name that the reading room gives each save."""

    def deed(work: Work) -> None:
        ask(work, CORA, "01", "anna", "Is T1 a node?")

    TrialFile(folder / NAME).do(CORA, deed, save="query 1")


def lock_all(folder: Path) -> None:
    TrialFile(folder / NAME).do(ADA, lambda work: lock(work, ADA, "the last subject is read"))


def take_subjects(folder: Path) -> None:
    subjects = [SubjectInfo(subject=name, arm="A") for name in ("01", "02")]
    TrialFile(folder / NAME).do(CORA, lambda work: put_subjects(work, CORA, subjects))


def add_user(folder: Path) -> None:
    user = User(name="eve", printed_name="Eve", roles=ANNA.roles)
    TrialFile(folder / NAME).do(ADA, lambda work: put_user(work, ADA, user, PASSWORD))


def be_refused(folder: Path) -> None:
    """Lock the database without the right to: the chain is told."""
    trial = TrialFile(folder / NAME)
    try:
        trial.do(ANNA, lambda work: lock(work, ANNA, "I have read mine"))
    except NotAllowedError:
        with trial.view() as view:
            last = view.last()
        if last is None or last.action is not Action.REFUSED:
            raise


def fail_to_log_in(folder: Path) -> None:
    """Give a wrong password: the chain is told."""
    try:
        log_in(TrialFile(folder / NAME), "anna", "wrong password", START)
    except LogInError:
        return


def back_up(folder: Path) -> None:
    backup.back_up(TrialFile.open(folder / NAME), CORA, folder / COPY)


def restore(folder: Path) -> None:
    def as_cora(trial: Trial) -> Actor:
        return log_in(trial, "cora", PASSWORD, START)

    backup.restore(folder / NAME, folder / AGAIN, as_cora)


def transactions(scratch: Path) -> dict[str, Transaction]:
    """Return every kind of transaction, and make the folders that they begin on."""
    now = scratch / "now"
    now.mkdir(parents=True)

    def as_it_is(name: str) -> Path:
        return Path(shutil.copytree(now, scratch / name))

    trial = trial_with(now)
    save(now, 40)
    saved = as_it_is("saved")
    sign_first(now)
    signed = as_it_is("signed")
    read_all(trial, BEN, ("40", "20"))
    for reader, visit in ((ANNA, "week 8"), (BEN, "baseline"), (BEN, "week 8")):
        sign_first(now, reader, visit)
    apart = as_it_is("apart")
    return {
        "make": Transaction(deed=make),
        "open": Transaction(deed=open_and_view, base=saved),
        "save": Transaction(deed=save, base=saved),
        "sign": Transaction(deed=sign_first, base=saved),
        "unlock": Transaction(deed=unlock_first, base=signed),
        "import table": Transaction(deed=import_table, base=saved),
        "import image": Transaction(deed=import_images, base=saved),
        "adjudicate": Transaction(deed=decide, base=apart),
        "query": Transaction(deed=raise_query, base=saved),
        "lock": Transaction(deed=lock_all, base=saved),
        "failed log-in": Transaction(deed=fail_to_log_in, base=saved, once=False),
        "subjects": Transaction(deed=take_subjects, base=saved),
        "user": Transaction(deed=add_user, base=saved, once=False),
        "refused": Transaction(deed=be_refused, base=saved, once=False),
        "back up": Transaction(deed=back_up, base=saved, may_stay=COPY),
        "restore": Transaction(deed=restore, base=saved),
    }
