"""A trial that appears whole under its name or not at all, and never in place of another."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recist.store.image_folder import SUFFIX
from recist.trial.errors import NotAllowedError, TrialError, UnusableError
from recist.trial.whole_file import flush


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Give a place to make a file in; once that is done, the file gets its name.

    A folder of images that was made beside it gets its name just before. Whatever is raised
    meanwhile leaves nothing behind.

    Raises
    ------
    NotAllowedError
        Where there is a file or folder of this name, now or when the other is made.
    UnusableError
        Where the folder cannot be written.
    """
    try:
        _demand_free(target)
        with _room_beside(target) as made:
            with told_as(made, target):
                yield made
            flush(made)
            with _images_named(made, target):
                _name(made, target)
                _flush_name(target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise UnusableError(f"{target}: cannot be made ({error.strerror})") from None


@contextmanager
def _room_beside(target: Path) -> Iterator[Path]:
    """Give a place in a folder that goes; what cannot be cleared away is left."""
    folder = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        yield Path(folder) / target.name
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def _demand_free(target: Path) -> None:
    if target.exists():
        raise _taken(target)
    # SQLite would play what a crashed save of another file left behind into the new one.
    journal = target.with_name(f"{target.name}-journal")
    if journal.exists() and journal.stat().st_size:
        raise NotAllowedError(f"{journal}: is left of a file that is gone; choose another name")


def _flush_name(target: Path) -> None:
    """Make sure that a name stays; one that may not stay is taken back."""
    try:
        flush(target.parent)
    except OSError:
        target.unlink(missing_ok=True)
        raise


@contextmanager
def told_as(made: Path, known: Path) -> Iterator[None]:
    """Name a file in errors as the user knows it."""
    try:
        yield
    except TrialError as error:
        if str(made) not in str(error):
            raise
        raise type(error)(str(error).replace(str(made), str(known))) from error


def _taken(target: Path) -> NotAllowedError:
    return NotAllowedError(f"{target}: there is a file of this name; choose another")


@contextmanager
def _images_named(made: Path, target: Path) -> Iterator[None]:
    """Give the folder of images its name, and take it away again where the file gets none."""
    folder, wanted = made.with_suffix(SUFFIX), target.with_suffix(SUFFIX)
    if not folder.is_dir():
        yield
        return
    if wanted.exists():
        raise NotAllowedError(f"{wanted}: there is a folder of this name; choose another name")
    folder.rename(wanted)
    try:
        yield
    except BaseException:
        wanted.rename(folder)
        raise


def _name(made: Path, target: Path) -> None:
    """Link, since a rename would replace; memory sticks know no links, there a look has to do."""
    try:
        target.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        made.rename(target)
