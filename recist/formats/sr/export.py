"""DICOM SR out: writes the reports of a record, and reads them back."""

from __future__ import annotations

from collections.abc import Iterator

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.sr.check import check
from recist.formats.sr.document import file_of
from recist.formats.sr.evidence import Images
from recist.formats.sr.paths import report_paths
from recist.formats.sr.visits import reports
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield one report for each subject, visit and reader."""
    held = list(reports(record))
    places = report_paths((one.subject, one.visit, one.reader) for one in held)
    with Images(record.series) as images:
        for done, report in enumerate(held):
            progress(done, len(held))
            content, notes = file_of(report, images)
            place = places[report.subject, report.visit, report.reader]
            yield ExportFile(path=place, content=content, notes=notes)
    progress(len(held), len(held))


SR = Exporter(name="sr", write=write, check=check)
