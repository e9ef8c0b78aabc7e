"""The tables of a record as CSV files, and the calipers beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from recist.formats.caliper_file import calipers_document
from recist.formats.csv_check import check
from recist.formats.csv_writing import csv_of
from recist.formats.export_file import Exporter, ExportFile
from recist.formats.held_text import Substitutions
from recist.formats.sheets.all_sheets import explained, origin_cells, sheets_of, with_origin
from recist.formats.sheets.sheet import Cell, Kind, Sheet
from recist.model.stopping import Progress
from recist.trial.columns import EXPORTED
from recist.trial.record import ExportRecord

CALIPERS = "readings.calipers.json"
APOSTROPHE: tuple[Cell, ...] = (
    "all tables",
    "columns of kind text",
    Kind.TEXT,
    "",
    (
        "an apostrophe stands before =, +, -, @, a tab or a line break where a spreadsheet would "
        "take the text as a formula; take it off to have the text, as recist does"
    ),
    "",
)


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield a file for each table, one that explains the columns, and the calipers."""
    seen: list[Sheet] = []
    steps = 11
    for sheet in sheets_of(record):
        whole = with_origin(sheet, record)
        yield _file(whole)
        seen.append(replace(whole, rows=()))
        progress(len(seen), steps)
    yield _file(with_origin(explained(seen, [APOSTROPHE]), record))
    origin = dict(zip(EXPORTED, origin_cells(record), strict=True))
    document = calipers_document(record.calipers, origin)
    yield ExportFile(path=PurePosixPath(CALIPERS), content=json.dumps(document, indent=1).encode())
    progress(steps, steps)


def _file(sheet: Sheet) -> ExportFile:
    told, name = Substitutions(), f"{sheet.name}.csv"
    content = csv_of(sheet, told)
    return ExportFile(
        path=PurePosixPath(name), content=content, notes=(*sheet.notes, *told.notes(name))
    )


CSV = Exporter(name="csv", write=write, check=check)
