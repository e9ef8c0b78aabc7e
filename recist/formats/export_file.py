"""What an exporter makes: files by their place under the export's folder, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from recist.model.stopping import Progress
from recist.trial.record import ExportRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file of an export, still in memory.

    Attributes
    ----------
    path : PurePosixPath
        Its place under the export's folder.
    notes : tuple of str
        What the format could not hold as it was, each with what stands there instead.
    """

    path: PurePosixPath
    content: bytes
    notes: tuple[str, ...] = ()


Write = Callable[[ExportRecord, Progress], Iterator[ExportFile]]
"""Makes the files of one format, one after another; the record is read and never changed."""

Check = Callable[[ExportRecord, Path], Iterable[str]]
"""Reads the files of one format back and says in a line each what differs from the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format that is exported.

    Attributes
    ----------
    name : str
        As it is asked for by ``--to``.
    check : callable or None
        None where a file is for people alone, and cannot be read back.
    """

    name: str
    write: Write
    check: Check | None = None
