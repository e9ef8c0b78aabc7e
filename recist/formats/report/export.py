"""The exporter ``pdf``: a report per subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.file_name import safe_name
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield ``pdf/SUBJECT.pdf`` for every subject."""
    # ReportLab and Pillow are slow to import, and only a report needs them.
    from recist.formats.report.content import contents_of
    from recist.formats.report.pictures import Slices
    from recist.formats.report.story import report_of

    slices = Slices(record.series)
    count = len(record.subjects)
    for done, content in enumerate(contents_of(record), start=1):
        made, notes = report_of(record, content, slices)
        path = PurePosixPath("pdf") / f"{safe_name(content.subject)}.pdf"
        yield ExportFile(path=path, content=made, notes=notes)
        progress(done, count)


PDF = Exporter(name="pdf", write=write)
