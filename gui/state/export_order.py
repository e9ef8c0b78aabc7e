"""What is asked of an export, what it is made of, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gui.state.document import Document
from recist.imaging.series import Series
from recist.trial.record import ReadChoice

Note = Callable[[bytes], None]
"""Is given the list of the files just before they are put in their place."""


class Format(StrEnum):
    """A format that can be exported; the value is its name for ``recist export --to``."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    FIGURES = "figures"
    SDTM = "sdtm"
    SR = "sr"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be exported, and where to.

    Attributes
    ----------
    formats : tuple of Format
        In the order of their table.
    folder : Path or None
        None where none was named.
    """

    formats: tuple[Format, ...]
    choice: ReadChoice = ReadChoice.ALL
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the room shows at the moment when an export begins.

    Attributes
    ----------
    is_saved : bool
        The trial holds all of the document.
    name : str
        What the files are told to be of, where the trial itself has no name.
    series : tuple of Series
        The scans that are open, where the trial has none of its own.
    """

    document: Document
    is_saved: bool
    name: str = ""
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written.

    Attributes
    ----------
    files : tuple of Path
        As they lie in the folder.
    subjects : int
        How many are in them.
    notes : tuple of str
        What a format could not hold as it was.
    differences : tuple of str
        What the files say otherwise than the record; of a sound export there is none.
    unchecked : tuple of Format
        Those that cannot be read back: they are for people alone.
    missing : tuple of str
        Images that are not there any more, each with why.
    untold : str
        Why the audit chain does not tell of it; empty where it does.
    """

    files: tuple[Path, ...]
    subjects: int
    notes: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    unchecked: tuple[Format, ...] = ()
    missing: tuple[str, ...] = ()
    untold: str = ""
