"""Exporters that write a line for each read, and stop or go wrong where a test wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.model.reading import Absent
from recist.model.row import Row
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord
from tests.gui.trial.held import Held

FILE = PurePosixPath("reads.txt")
STOPPED: list[Held] = []
"""What holds the exporter ``held`` up, put in by the test."""


def lines_of(record: ExportRecord) -> list[str]:
    """Return what is written: subject, reader, what is known of the read, and the lengths."""
    told = f"series={len(record.series)} trial={record.origin.trial} head={record.origin.head}"
    return [_line(record, *one, told) for one in dict.fromkeys(map(_read, record.reads.rows))]


def _line(record: ExportRecord, subject: str, reader: str, told: str) -> str:
    rows = [row for row in record.reads.rows if _read(row) == (subject, reader)]
    gone = sum(isinstance(row.state, Absent) for row in rows)
    accepted = record.is_accepted(subject, reader)
    return f"{subject} {reader} accepted={accepted} rows={len(rows)} absent={gone} {told}"


def _read(row: Row) -> tuple[str, str]:
    return row.subject, row.reader


def _write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    progress(0, 1)
    yield ExportFile(path=FILE, content="\n".join(lines_of(record)).encode())


def _check(record: ExportRecord, folder: Path) -> Iterable[str]:
    if (folder / FILE).read_text() != "\n".join(lines_of(record)):
        yield f"{FILE}: says something else"


def _write_wrong(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    progress(0, 1)
    yield ExportFile(path=PurePosixPath("wrong.txt"), content=b"34.0", notes=("é → e",))


def _check_wrong(record: ExportRecord, folder: Path) -> Iterable[str]:
    yield f"wrong.txt: {(folder / 'wrong.txt').read_text()} mm for 34.1 mm"


def _write_held(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    yield from _write(record, progress)
    STOPPED[-1](1, 2)
    progress(1, 2)


READS = Exporter(name="csv", write=_write, check=_check)
WRONG = Exporter(name="xlsx", write=_write_wrong, check=_check_wrong)
HELD = Exporter(name="json", write=_write_held)
