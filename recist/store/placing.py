"""A file that appears whole under its name or not at all, and never in place of another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recist.trial.errors import NotAllowedError, UnusableError


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Give a place to make a file in; once that is done, the file gets its name.

    Whatever is raised meanwhile leaves nothing behind.

    Raises
    ------
    NotAllowedError
        Where there is a file of this name, now or when the other is made.
    UnusableError
        Where the folder cannot be written.
    """
    if target.exists():
        raise _taken(target)
    try:
        room = tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UnusableError(f"{target}: cannot be made ({error.strerror})") from None
    with room as folder:
        made = Path(folder) / target.name
        yield made
        try:
            _flush(made)
            _name(made, target)
            _flush(target.parent)
        except FileExistsError:
            raise _taken(target) from None
        except OSError as error:
            raise UnusableError(f"{target}: cannot be made ({error.strerror})") from None


def _taken(target: Path) -> NotAllowedError:
    return NotAllowedError(f"{target}: there is a file of this name; choose another")


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


def _flush(path: Path) -> None:
    """Make a file or a name survive a power cut, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
