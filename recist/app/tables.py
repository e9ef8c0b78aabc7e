"""Tables: read, written, judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from recist.formats.alike import with_names_alike
from recist.formats.assessment_json import assessment_document
from recist.formats.caliper_file import read_calipers, write_calipers
from recist.formats.reading_table import read_tables, write_table
from recist.formats.sdtm_in.datasets import sdtm_files
from recist.formats.sdtm_in.reading import is_sdtm, read_sdtm
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, calipers_beside
from recist.trial.judging import Reads, judge_reads, scope_named
from recist.trial.protocol_choice import protocol_of
from recist.trial.protocol_file import protocol_named
from recist.trial.stated import Taken

DEFAULT_PROTOCOL = "recist-1.1"
SDTM_ALONE = (".xpt", ".ndjson")
"""Files that are SDTM or nothing that is read here, so that it is SDTM's reader that complains."""


def default_protocol() -> Protocol:
    """Return RECIST 1.1 as published."""
    return protocol_named(DEFAULT_PROTOCOL)


def load_rows(paths: Sequence[Path]) -> tuple[Row, ...]:
    """Read reading tables and SDTM as one; ``InputError`` names file, row and column."""
    return load_tables(paths).rows


def load_tables(paths: Sequence[Path]) -> Taken:
    """Read reading tables as one, and with them SDTM: datasets (TU, TR, RS), or their folder.

    Raises
    ------
    InputError
        Where anything cannot be read: names file, row and column.
    """
    sdtm = [path for path in paths if path.suffix.lower() in SDTM_ALONE or is_sdtm([path])]
    tables = [path for path in paths if path not in sdtm]
    taken = read_sdtm(sdtm) if sdtm else Taken()
    for refused in taken.refused[:1]:
        more = len(taken.refused) - 1
        also = f" (and {more} more like this)" if more else ""
        raise InputError(f"{refused.where}: {refused.why}{also}")
    rows = read_tables(tables) if tables or not sdtm else ()
    together = (*rows, *_with_findings(taken))
    _refuse_clashes(together)
    return replace(taken, rows=with_names_alike(together))


def input_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that are read where tables, SDTM or their folders are named.

    The calipers beside a table are among them.
    """
    files = [one for path in paths for one in (sdtm_files(path) if path.is_dir() else [path])]
    return (*files, *map(calipers_beside, files))


def _refuse_clashes(rows: Iterable[Row]) -> None:
    """Refuse two files that tell of one lesion at one visit of one read."""
    held: dict[tuple[str, str, str, str], Row] = {}
    for row in rows:
        first = held.setdefault((row.subject, row.reader, row.visit.casefold(), row.lesion), row)
        if first is not row:
            raise InputError(
                f"{row.source}: {row.lesion or 'this visit'} at {row.visit} stands in "
                f"{first.source}, too; keep one of the two"
            )


def _with_findings(taken: Taken) -> tuple[Row, ...]:
    """Return the rows, the first with what was noticed of the files as a whole."""
    if not taken.rows or not taken.findings:
        return taken.rows
    first, *others = taken.rows
    return (replace(first, findings=(*first.findings, *taken.findings)), *others)


def save_rows(rows: Iterable[Row], path: Path, head: str = "") -> None:
    """Write a reading table; as `recist.formats.reading_table.write_table`."""
    write_table(rows, path, head)


def load_calipers(path: Path) -> tuple[CaliperRecord, ...]:
    """Read a caliper file."""
    return read_calipers(path)


def load_calipers_beside(table: Path) -> tuple[CaliperRecord, ...]:
    """Read the caliper file that belongs to a reading table; nothing where there is none."""
    beside = calipers_beside(table)
    return read_calipers(beside) if beside.exists() else ()


def save_calipers(records: Iterable[CaliperRecord], path: Path, head: str = "") -> None:
    """Write a caliper file; as `recist.formats.caliper_file.write_calipers`."""
    write_calipers(records, path, head)


def load_reads(
    paths: Sequence[Path], *, subjects: Path | None = None, treatments: Path | None = None
) -> Reads:
    """Read reading tables and SDTM as one, with the subject and treatment tables beside them."""
    taken = load_tables(paths)
    return Reads(
        rows=taken.rows,
        stated=taken.stated,
        subjects=None if subjects is None else read_subjects(subjects),
        treatments=() if treatments is None else read_treatments(treatments),
    )


def assess_tables(
    paths: Sequence[Path],
    *,
    subjects: Path | None = None,
    treatments: Path | None = None,
    protocol: str = DEFAULT_PROTOCOL,
    reader: str | None = None,
    scope: str | None = None,
) -> tuple[CaseAssessment, ...]:
    """Judge every case of the reading tables, in every scope of the protocol.

    Parameters
    ----------
    paths : sequence of Path
        Reading tables, taken as one.
    subjects, treatments : Path, optional
        Subject and treatment table.
    protocol : str
        Id of a built-in protocol or path of a protocol file.
    reader, scope : str, optional
        Judge the reads of this reader only, in this scope only.

    Raises
    ------
    InputError
        For a table, protocol, reader or scope that cannot be found or read.
    """
    chosen = protocol_of(protocol)
    reads = load_reads(paths, subjects=subjects, treatments=treatments).by(reader)
    return judge_reads(reads, chosen, scope_named(scope, reads, [chosen]))


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
