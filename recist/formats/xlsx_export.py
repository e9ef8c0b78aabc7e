"""The tables of a record as one workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.sheets.all_sheets import explained, sheets_of
from recist.formats.sheets.sheet import Sheet
from recist.formats.xlsx.about import add_about
from recist.formats.xlsx.book import add_frame, for_people, parts_of, with_rows
from recist.formats.xlsx.check import check
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord

NAME = "recist.xlsx"
LONGEST_NAME = 60
SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield one workbook: what it is of, then a sheet for each table."""
    whole = [for_people(sheet) for sheet in sheets_of(record)]
    progress(1, 3)
    whole.append(for_people(explained(replace(one, name=one.title) for one in whole)))
    sheets = [part for sheet in whole for part in parts_of(sheet)]
    told, first = Substitutions(), tuple(note for sheet in whole for note in sheet.notes)
    content = with_rows(_frame(record, sheets, first, told), sheets, told, first=2)
    progress(2, 3)
    notes = (*first, *told.notes(NAME))
    if told.kinds:
        # What cells cannot hold is only known once they are written, and the first sheet says it.
        again = Substitutions()
        content = with_rows(_frame(record, sheets, notes, again), sheets, again, first=2)
    yield ExportFile(path=PurePosixPath(NAME), content=content, notes=notes)
    progress(3, 3)


def _frame(
    record: ExportRecord, sheets: Sequence[Sheet], notes: Sequence[str], told: Substitutions
) -> bytes:
    # Only who writes a workbook needs it.
    from xlsxwriter import Workbook

    out, origin = io.BytesIO(), record.origin
    book = Workbook(out, SETTINGS)
    trial = held_in_workbook(origin.trial, told)
    book.set_properties(
        {
            "title": f"Tumour response, {trial}"[:255],
            "author": origin.program,
            "comments": f"audit chain head: {origin.head}" if origin.head else "",
            "created": _made_at(origin.made_at),
        }
    )
    footer = _footer(trial, origin.program)
    add_about(book, record, sheets, notes, footer)
    for sheet in sheets:
        add_frame(book, sheet, footer, told)
    book.close()
    return out.getvalue()


def _footer(trial: str, program: str) -> str:
    """Return the line under each page; an ampersand would begin a code."""
    name = " ".join(trial.split())
    name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    left = name.replace("&", "&&")
    return f"&L&8{left} &C&8page &P of &N&R&8{program.replace('&', '&&')}"


def _made_at(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)  # noqa: DTZ001


XLSX = Exporter(name="xlsx", write=write, check=check)
