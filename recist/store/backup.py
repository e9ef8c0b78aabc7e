"""A trial copied while others work on it, and brought back; what is copied is verified.

Its images are copied, too, byte for byte: a link would share the damage of what it stands for.
Those that the trial only refers to stay where they are.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from recist.model.errors import ScanError
from recist.model.stopping import IsCancelled, Progress, stop_if
from recist.store import sqlite
from recist.store.checking import check_database
from recist.store.image_folder import GONE, ImageFolder
from recist.store.meter import Meter
from recist.store.placing import appearing, told_as
from recist.store.trial_file import TrialFile, utc_now
from recist.store.work import Clock
from recist.trial.audit import Action
from recist.trial.errors import NotAllowedError, TrialError, UnusableError
from recist.trial.exporting import name_told
from recist.trial.images import TrialImage, images_of
from recist.trial.people import Actor
from recist.trial.refusing import demand_told
from recist.trial.rights import Right, demand

VERIFY = "`recist trial verify` tells all"
ANOTHER = f"take another backup; {VERIFY}"
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def back_up(
    trial: TrialFile,
    actor: Actor,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> str:
    """Copy a trial; the copy is verified before it gets its name, and the chain knows its head.

    Parameters
    ----------
    progress : callable, optional
        Called with bytes of images done and bytes in all.
    cancelled : callable, optional
        Asked often; once the copy has its name, no more.

    Returns
    -------
    str
        The head of the copy, which the trial's chain holds, too.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or there is a file of the target's name.
    UnusableError
        Where the target cannot be written, or what was copied is not sound. Where the trial's
        drive is gone once the copy has its name, the copy stays, which is whole.
    CancelledError
        If the user stopped it; then nothing is left behind.
    """
    demand_told(trial, actor, Right.BACK_UP)
    with appearing(target) as copy:
        head = _copy_records(trial.path, copy, target, cancelled)
        _copy_images(trial.path, copy, target, progress, cancelled)
    told = {"file": name_told(target), "head": head}
    save = uuid4().hex
    try:
        trial.do(actor, lambda work: work.note(Action.BACKED_UP, told), save=save)
    except TrialError:
        # A disk that failed in the commit itself may have kept it all the same.
        if not _knows(trial, save):
            # What the chain does not know of was not done.
            with suppress(OSError):
                target.unlink()
            shutil.rmtree(ImageFolder(target).root, ignore_errors=True)
            raise
    return head


def _knows(trial: TrialFile, save: str) -> bool:
    """Say whether the chain has a save.

    Raises
    ------
    TrialError
        Where the trial cannot be read.
    """
    with trial.view() as view:
        return any(entry.save == save for entry in view.entries())


def open_backup(backup: Path, *, cancelled: IsCancelled | None = None) -> TrialFile:
    """Open a backup to look at, such as who may restore it; it stays as it is.

    Raises
    ------
    UnusableError
        Where it is not sound; its images are not looked at.
    CancelledError
        If the user stopped it.
    """
    trial = TrialFile.open_to_look(backup)
    _demand_sound(backup, backup, cancelled, ANOTHER)
    return trial


def restore(
    backup: Path,
    target: Path,
    log_in: Callable[[TrialFile], Actor],
    *,
    clock: Clock = utc_now,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> str:
    """Make a trial from a backup, which itself is only read.

    Parameters
    ----------
    log_in : callable
        Lets somebody into the copy, before its images are copied and it gets its name.
    progress, cancelled : callable, optional
        As in `back_up`; ``progress`` is not called before somebody is in.

    Returns
    -------
    str
        The head of the backup.

    Raises
    ------
    NotAllowedError
        Where who has logged in may not, or there is a file of the target's name.
    UnusableError
        Where the backup is not sound, or the target cannot be written.
    CancelledError
        If the user stopped it; then nothing is left behind.
    """
    sqlite.check_is_trial(backup)
    with appearing(target) as copy:
        head = _copy_records(backup, copy, target, cancelled, ANOTHER)
        trial = TrialFile.open(copy, clock=clock)
        actor = log_in(trial)
        demand(actor, Right.BACK_UP)
        _copy_images(backup, copy, target, progress, cancelled)
        told = {"file": name_told(backup), "head": head}
        trial.do(actor, lambda work: work.note(Action.RESTORED, told))
    return head


@contextmanager
def _damage_told(source: Path, advice: str) -> Iterator[None]:
    """Tell a damage that SQLite meets while it copies as one of the source."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in DAMAGED:
            raise
        raise UnusableError(f"{source}: was not copied, it {sqlite.DAMAGE}; {advice}") from error


def _copy_records(
    source: Path, copy: Path, target: Path, cancelled: IsCancelled | None, advice: str = VERIFY
) -> str:
    """Copy a trial without its images, and return the head of the copy, which is sound."""
    stop_if(cancelled)
    with sqlite.told(target), _damage_told(source, advice):
        sqlite.copy_to(source, copy)
    _demand_sound(copy, source, cancelled, advice)
    with told_as(copy, source), TrialFile.open(copy).view() as view:
        return view.head()


def _copy_images(
    source: Path,
    copy: Path,
    target: Path,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> None:
    """Copy the images that a copy of a trial holds, each held against its digest.

    Raises
    ------
    UnusableError
        Where one is not as it was entered, so that the copy would not be whole.
    """
    with TrialFile.open(copy).view() as view:
        held = [one for one in images_of(view) if not one.place]
    images = {one.digest + one.suffix: one for one in held}.values()
    wanted = ImageFolder(target).root
    if images and wanted.exists():
        raise NotAllowedError(f"{wanted}: there is a folder of this name; choose another name")
    old, new = ImageFolder(source), ImageFolder(copy)
    meter = Meter(sum(one.size for one in images), progress, cancelled)
    for image in images:
        fault = _copy_image(old, new, image, meter)
        if fault:
            raise UnusableError(
                f"{old.path_of(image.digest, image.suffix)}: was not copied, {fault}; import the "
                "scan again, which mends it"
            )
    with told_as(new.root, wanted):
        new.settle()


def _copy_image(old: ImageFolder, new: ImageFolder, image: TrialImage, meter: Meter) -> str:
    """Copy one image, and say what is wrong with it; empty where nothing is."""
    try:
        with old.path_of(image.digest, image.suffix).open("rb") as file:
            kept = new.put(file, image.suffix, count=meter.count)
    except FileNotFoundError:
        return GONE
    except (OSError, ScanError):
        return "the image cannot be read"
    return "" if kept.digest == image.digest else "the image is another one than was entered"


def _demand_sound(copy: Path, source: Path, cancelled: IsCancelled | None, advice: str) -> None:
    """Make sure that a copy is sound, without a look at its images.

    Raises
    ------
    UnusableError
        Where it is not, which then its source is not either.
    """
    with sqlite.told(source):
        damage = sqlite.damage(copy)
    if damage:
        raise UnusableError(f"{source}: was not copied, it {sqlite.DAMAGE}; {advice}")
    for fault in check_database(copy, cancelled=cancelled):
        raise UnusableError(f"{source}: was not copied, {fault.where}: {fault.message}; {advice}")
