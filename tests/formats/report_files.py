"""Reports of made-up courses and of the sample trial."""

from functools import cache
from pathlib import Path

from recist.formats.caliper_file import read_calipers
from recist.formats.export_file import ExportFile
from recist.formats.reading_table import read_tables
from recist.formats.report.export import PDF
from recist.formats.report.pdf_text import Pdf
from recist.formats.scans import find_scans
from recist.formats.subject_table import read_subjects
from recist.trial.record import ExportRecord
from tests.formats.paper_records import ORIGIN, course, no_progress, record

SAMPLES = Path(__file__).resolve().parents[2] / "sample_scans"

HEAD = ORIGIN.head

COURSE = course(
    "T1=40 T2=30 NT1=present",
    "T1=28 T2=20.5 NT1=present",
    "T1=small T2=NE NT1=present",
    "T1=28 T2=31.25 NT1=progression N1=new",
)

HOSTILE = [
    "<b>bold</b>", "</para><para>", "&#0; &amp; &", "<font color='red'>", "=1+1", "a\x00b\x07",
    "\u202eabc", "עברית", "漢字", "\ud800", "x" * 10_000, "W" * 300, " ", "\n\n", "<!--", "]]>",
    "%s {0} \\", "'\"", "$x$", "../../etc", "a\u0301\u0301\u0301", "\U0001f600", "\ufffe",
]  # fmt: skip


def files_of(record: ExportRecord) -> list[ExportFile]:
    return list(PDF.write(record, no_progress))


def only(record: ExportRecord) -> Pdf:
    (file,) = files_of(record)
    return Pdf(file.content)


@cache
def sample() -> dict[str, Pdf]:
    """The reports of the sample trial with its scans, by subject."""
    return {Path(file.path).stem: Pdf(file.content) for file in files_of(sample_record())}


@cache
def sample_record() -> ExportRecord:
    """The sample trial with its scans and calipers."""
    return record(
        read_tables([SAMPLES / "readings.csv"]),
        subjects=read_subjects(SAMPLES / "subjects.csv"),
        calipers=read_calipers(SAMPLES / "readings.calipers.json"),
        series=find_scans([SAMPLES]).series,
    )
