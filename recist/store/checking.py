"""Is a trial's file as it was left: the file itself, its guards, and all that it says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from recist.model.stopping import IsCancelled, Progress
from recist.store import sqlite
from recist.store.image_folder import ImageFolder
from recist.store.meter import Meter
from recist.store.rows import text_of
from recist.store.schema import AUDIT, KEY, RECORD
from recist.store.sqlite import Mode
from recist.store.stoppable import StoppableView, each
from recist.store.view import SqlView
from recist.trial.audit import Key
from recist.trial.chain import Fault, Found, told
from recist.trial.errors import BusyError, TrialError
from recist.trial.images import TrialImage, image_key, images_of
from recist.trial.verifying import verify

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What is raised by cells that are not of the form that a trial gives them."""


def check_file(
    path: Path,
    head: str = "",
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> list[Found]:
    """Find every fault of a trial's file and images.

    Nothing is written, but a crashed save is undone.

    Parameters
    ----------
    path : Path
        The file. One of an older program is checked as it is.
    head : str
        A head that was noted elsewhere, such as in an export; empty where there is none.
    progress : callable, optional
        Called with bytes of images done and bytes in all.
    cancelled : callable, optional
        Asked often.

    Returns
    -------
    list of Found
        Empty for a sound file; what cannot be read is a fault, too.

    Raises
    ------
    BusyError
        Where other programs write without end, so that nothing is known about the file.
    CancelledError
        If the user stopped it.
    """
    found, images = _database(path, head, cancelled)
    # Gigabytes are read now: nobody who saves shall wait for them.
    try:
        found.extend(_images(path, images, Meter(_bytes_in(images), progress, cancelled)))
    except UNREADABLE as error:
        found.append(_damaged(path, f"an image is not told as it is ({type(error).__name__})"))
    return found


def check_database(
    path: Path, head: str = "", *, cancelled: IsCancelled | None = None
) -> list[Found]:
    """Find every fault of a trial's file as `check_file`, without a look at its images."""
    return _database(path, head, cancelled)[0]


def _database(
    path: Path, head: str, cancelled: IsCancelled | None
) -> tuple[list[Found], list[TrialImage]]:
    """Return the faults of the file, and the images that it knows."""
    found: list[Found] = []
    images: list[TrialImage] = []
    try:
        sqlite.check_is_trial(path)
        with sqlite.told(path), ExitStack() as held:
            # Before anything else is held: who saves meanwhile would wait for it, and it for them.
            damage = sqlite.damage(path)
            with sqlite.engine_for(path, Mode.READ).begin() as connection:
                found.extend(_guards(connection))
                found.extend(_damaged(path, line) for line in damage)
                copy = held.enter_context(sqlite.in_memory(connection))
            found.extend(_spelling(copy, cancelled))
            found.extend(verify(StoppableView(copy, cancelled), head))
            images = images_of(SqlView(copy))
    except BusyError:
        raise
    except TrialError as error:
        found.append(_damaged(path, str(error).removeprefix(f"{path}: ")))
    except (DBAPIError, sqlite3.Error, OSError, *UNREADABLE) as error:
        # What the error says may quote the cell; a message carries nothing of a patient.
        found.append(_damaged(path, f"something in it cannot be read ({type(error).__name__})"))
    return found, images


def _images(path: Path, images: Iterable[TrialImage], meter: Meter) -> Iterator[Found]:
    folder = ImageFolder(path)
    for image in images:
        message = folder.check(image, count=meter.count)
        if message:
            yield Found(fault=Fault.IMAGE, where=told(image_key(image)), message=message)


def _bytes_in(images: Iterable[TrialImage]) -> int:
    """Return the bytes of all images; 0 where a damaged trial gives no numbers."""
    try:
        return sum(one.size for one in images)
    except TypeError:
        return 0


def _damaged(path: Path, message: str) -> Found:
    return Found(fault=Fault.FILE, where=path.name, message=message)


def _guards(connection: Connection) -> Iterator[Found]:
    for name in sqlite.missing_guards(connection):
        yield Found(
            fault=Fault.GUARD, where=f"trigger {name}", message="it is gone, or not as it was made"
        )
    for name in sqlite.foreign_schema(connection):
        yield Found(fault=Fault.GUARD, where=name, message="it does not belong into a trial")


def _spelling(connection: Connection, cancelled: IsCancelled | None) -> Iterator[Found]:
    """Find values that say the same as what was hashed, and are not the same byte for byte."""
    texts = select(AUDIT.c.sequence, AUDIT.c.old, AUDIT.c.new)
    for row in each(connection.execute(texts), cancelled):
        if not all(text is None or _is_canonical(text) for text in (row.old, row.new)):
            yield Found(
                fault=Fault.CHANGED,
                where=f"entry {row.sequence}",
                message="a value of it is not written as it was hashed",
            )
    for row in each(connection.execute(select(RECORD)), cancelled):
        if not _is_canonical(row.value):
            yield Found(
                fault=Fault.STATE,
                where=told(Key(**{name: getattr(row, name) for name in KEY})),
                message="it is not written as it was hashed",
            )


def _is_canonical(text: str) -> bool:
    value = json.loads(text)
    return isinstance(value, dict) and text_of(value) == text
