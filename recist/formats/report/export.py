"""The exporter ``pdf``: a report per subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.file_name import file_names
from recist.formats.report.content import contents_of, keywords_of
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord

START, END = b"%PDF-", b"%%EOF"


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield ``pdf/SUBJECT.pdf`` for every subject."""
    # ReportLab and Pillow are slow to import, and only a report needs them.
    from recist.formats.report.pictures import Slices
    from recist.formats.report.story import report_of

    slices, places = Slices(record.series), report_paths(record)
    count = len(record.subjects)
    for done, content in enumerate(contents_of(record), start=1):
        made, notes = report_of(record, content, slices)
        yield ExportFile(path=places[content.subject], content=made, notes=notes)
        progress(done, count)


def report_paths(record: ExportRecord) -> dict[str, PurePosixPath]:
    """Return where the report of each subject stands."""
    names = file_names(record.subjects)
    return {subject: PurePosixPath("pdf", f"{name}.pdf") for subject, name in names.items()}


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Yield which report is not there, not whole, of another state, or says something else."""
    from recist.formats.report.read_back import read_back

    places = report_paths(record)
    for held in contents_of(record):
        path = places[held.subject]
        try:
            content = (folder / path).read_bytes()
        except OSError as error:
            yield f"{path} cannot be read: {error.strerror or error}"
            continue
        if not (content.startswith(START) and content.rstrip().endswith(END)):
            yield f"{path} is no whole PDF"
            continue
        for what in read_back(held, content, record.origin.head, keywords_of(record)):
            yield f"{path} {what}"


PDF = Exporter(name="pdf", write=write, check=check)
