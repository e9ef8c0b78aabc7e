"""Reading the workbook of an export back and comparing it with the record."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.tables_check import TablesCheck, by_column
from recist.trial.record import ExportRecord

NAME = "recist.xlsx"
ABOUT = "About"
TABLES = {
    "Responses": "responses",
    "Sums": "sums",
    "Subjects by visit": "subjects_by_visit",
    "Lesions": "lesions",
    "Readings": "readings",
    "Findings": "findings",
    "Differences": "differences",
    "Subjects": "subjects",
    "Treatments": "treatments",
}
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
NO_HEAD = "reading table, no audit chain"


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Yield a line for each value, sum, response or name that is not the record's."""
    # Only who reads a workbook needs it.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(folder / NAME))
        cells = {name: _cells(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except FileNotFoundError:
        yield f"{NAME} is not there"
        return
    except (CalamineError, OSError, ValueError) as error:
        yield f"{NAME} cannot be read: {error}"
        return
    yield from _formulas(folder / NAME)
    tables: dict[str, list[dict[str, str]]] = {}
    for title, lines in cells.items():
        if name := TABLES.get(title.partition(" (")[0]):
            tables.setdefault(name, []).extend(_lines(lines))
    for line in TablesCheck(record, tables, _held).differences():
        yield f"{NAME}: {line}"
    yield from _origin(record, cells.get(ABOUT, []))


def _formulas(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and FORMULA.search(archive.read(name)):
                yield f"{NAME}: a formula stands in {name}; the record has none"


def _held(text: str) -> str:
    return held_in_workbook(text, Substitutions())


def _cells(sheet: Any) -> list[list[str]]:
    return [[_text(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]


def _lines(cells: list[list[str]]) -> list[dict[str, str]]:
    names = cells[0]
    plain = [name.replace(" ", "_") for name in names]
    return [by_column(plain, line) | by_column(names, line) for line in cells[1:]]


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _origin(record: ExportRecord, lines: list[list[str]]) -> Iterator[str]:
    origin = record.origin
    said = {line[1]: line[2] for line in reversed(lines) if len(line) > 2 and line[1]}
    expected = {
        "Trial": _held(origin.trial),
        "Program": _held(origin.program),
        "Audit chain head": origin.head or NO_HEAD,
        "Exported at (UTC)": origin.made_at,
    }
    for name, value in expected.items():
        if said.get(name) != value:
            yield f"{NAME}: {name} is {said.get(name)!r}, the record has {value!r}"
    for judged in record.judged:
        if not any(judged.protocol.id in cell for line in lines for cell in line):
            yield f"{NAME}: does not name the protocol {judged.protocol.id}"
