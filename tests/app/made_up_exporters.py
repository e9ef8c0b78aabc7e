"""Exporters of a line of text, for tests of what is done with any exporter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord


def _write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    for number, subject in enumerate(record.subjects):
        progress(number, len(record.subjects))
        content = f"{subject} {record.origin.made_at}".encode()
        yield ExportFile(path=PurePosixPath("lines", f"{subject}.txt"), content=content)


def _check(record: ExportRecord, folder: Path) -> Iterable[str]:
    for subject in record.subjects:
        path = folder / "lines" / f"{subject}.txt"
        text = path.read_text() if path.exists() else "nothing"
        if text != f"{subject} {record.origin.made_at}":
            yield f"lines/{subject}.txt: says {text}"


def _write_more(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    for made in _write(record, progress):
        yield replace(made, path=PurePosixPath("more", *made.path.parts[1:]))


def _write_wrong(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    del progress
    content = record.subjects[0].encode()
    yield ExportFile(path=PurePosixPath("wrong.txt"), content=content, notes=("é → e",))


def _check_wrong(record: ExportRecord, folder: Path) -> Iterable[str]:
    del record
    yield f"wrong.txt: says {(folder / 'wrong.txt').read_text()}"


def _write_faulty(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    yield from _write_more(record, progress)
    raise RuntimeError("a fault in the middle")


LINES = Exporter(name="lines", write=_write, check=_check)
WRONG = Exporter(name="wrong", write=_write_wrong, check=_check_wrong)
MORE = Exporter(name="more", write=_write_more)
FAULTY = Exporter(name="faulty", write=_write_faulty)
