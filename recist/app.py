"""The one place that joins the rooms: services for the command line and the viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from recist.criteria.registry import assess
from recist.formats.assessment_json import assessment_document
from recist.formats.caliper_file import read_calipers, write_calipers
from recist.formats.inspection_json import inspection_json
from recist.formats.reading_table import read_tables, write_table
from recist.formats.response_csv import response_csv
from recist.formats.subject_table import read_subjects
from recist.formats.sum_figure import write_sum_figure
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume
from recist.model.assemble import assemble_cases
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.store.journal import FileJournal
from recist.trial.calipers import CaliperRecord
from recist.trial.ports import Journal
from recist.trial.protocol_file import protocol_named
from recist.trial.whole_file import write_whole

DEFAULT_PROTOCOL = "recist-1.1"

__all__ = [
    "assess_files",
    "assess_rows",
    "assess_tables",
    "default_protocol",
    "document_of",
    "find_scans",
    "inspection_json",
    "load_calipers",
    "load_rows",
    "load_volume",
    "open_journal",
    "response_csv",
    "save_calipers",
    "save_rows",
    "write_sum_figure",
    "write_whole",
]


def default_protocol() -> Protocol:
    """Return RECIST 1.1 as published."""
    return protocol_named(DEFAULT_PROTOCOL)


def find_scans(
    paths: Sequence[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspection:
    """Find the series in folders, files and archives; as `recist.formats.scans.find_scans`."""
    # The image libraries take most of a second to import; answers from tables need none.
    from recist.formats import scans

    return scans.find_scans(paths, progress=progress, cancelled=cancelled)


def load_volume(
    series: Series,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Volume:
    """Decode a series; as `recist.formats.scans.load_volume`."""
    from recist.formats import scans

    return scans.load_volume(series, progress=progress, cancelled=cancelled)


def load_rows(paths: Sequence[Path]) -> tuple[Row, ...]:
    """Read reading tables as one; ``InputError`` names file, row and column."""
    return read_tables(paths)


def save_rows(rows: Iterable[Row], path: Path) -> None:
    """Write a reading table, whole or not at all."""
    write_table(rows, path)


def load_calipers(path: Path) -> tuple[CaliperRecord, ...]:
    """Read a caliper file."""
    return read_calipers(path)


def save_calipers(records: Iterable[CaliperRecord], path: Path) -> None:
    """Write a caliper file, whole or not at all."""
    write_calipers(records, path)


def open_journal(path: Path) -> Journal:
    """Return the autosave journal at a path; nothing is written before the first change."""
    return FileJournal(path)


def assess_tables(
    paths: Sequence[Path],
    *,
    subjects: Path | None = None,
    protocol: str = DEFAULT_PROTOCOL,
    reader: str | None = None,
) -> tuple[CaseAssessment, ...]:
    """Judge every case of the reading tables.

    Parameters
    ----------
    paths : sequence of Path
        Reading tables, taken as one.
    subjects : Path, optional
        Subject table.
    protocol : str
        Id of a built-in protocol.
    reader : str, optional
        Judge the reads of this reader only.

    Raises
    ------
    InputError
        For a table, protocol or reader that cannot be found or read.
    """
    return assess_rows(
        load_rows(paths), subjects=subjects, protocol=protocol_named(protocol), reader=reader
    )


def assess_rows(
    rows: Iterable[Row],
    *,
    protocol: Protocol,
    subjects: Path | None = None,
    reader: str | None = None,
) -> tuple[CaseAssessment, ...]:
    """Judge every case of rows that are read already; as `assess_tables`."""
    held = list(rows)
    chosen = [row for row in held if reader in (None, row.reader)]
    if not chosen:
        names = sorted({row.reader for row in held if row.reader})
        known = f"there is {', '.join(names)}" if names else "the table names no reader"
        raise InputError(f"no row is by reader {reader!r}; {known}")
    cases = assemble_cases(
        chosen,
        window_days=protocol.options.visit_window_days,
        subjects=None if subjects is None else read_subjects(subjects),
    )
    return tuple(assess(case, protocol) for case in cases)


def document_of(assessments: Sequence[CaseAssessment]) -> dict[str, Any]:
    """Return assessments under one protocol as the document ``recist-assessment/1``."""
    return assessment_document(assessments[0].protocol, assessments)


def assess_files(
    paths: Sequence[Path],
    *,
    subjects: Path | None = None,
    protocol: str = DEFAULT_PROTOCOL,
    reader: str | None = None,
) -> dict[str, Any]:
    """Judge reading tables and return the document ``recist-assessment/1``."""
    return document_of(assess_tables(paths, subjects=subjects, protocol=protocol, reader=reader))
