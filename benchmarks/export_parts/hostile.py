"""Hostile texts through every exporter: no live formula, no exception, no text lost unsaid."""

from __future__ import annotations

import csv
import re
import traceback
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from shared_parts.section import Outcome

from export_parts.hostile_texts import hostile_texts
from export_parts.made_records import record_with
from recist.app.exports import EXPORTERS, export_record

FULL, QUICK, BATCH = 5_000, 12, 12
STARTS = "=+-@\t\r\n＝＋－＠"
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
AT_MOST = {"exceptions": 0, "live_formulas": 0, "differences": 0}


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts a few at a time."""
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        yield batch


def is_live(cell: str) -> bool:
    """Say whether a spreadsheet may take a cell of a CSV file as a formula."""
    return bool(cell) and cell[0] in STARTS and not NUMBER.fullmatch(cell)


def live_formulas(out: Path, *, sabotage: bool) -> int:
    """Count them in the CSV files and in the workbooks of a folder; sabotage: unguarded."""
    count = 0
    for path in out.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = (cell for line in csv.reader(file) for cell in line)
            count += sum(is_live(cell.removeprefix("'") if sabotage else cell) for cell in cells)
    for path in out.rglob("*.xlsx"):
        for sheet in load_workbook(path).worksheets:
            for line in sheet.iter_rows():
                count += sum(cell.data_type == "f" or cell.hyperlink is not None for cell in line)
    return count


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Export every text with every exporter; quick: a few of them, spread over all kinds."""
    texts = list(hostile_texts(FULL))
    if quick:
        texts = texts[:: len(texts) // QUICK][:QUICK]
    csv.field_size_limit(1_000_000)
    counts = dict.fromkeys(AT_MOST, 0)
    shown = 0
    noted = 0
    for number, batch in enumerate(batches(texts)):
        record = record_with(batch)
        for name in EXPORTERS:
            out = scratch / str(number) / name
            try:
                done = export_record(record, [name], out)
            except Exception:  # noqa: BLE001 - whatever it is, it is what is counted
                counts["exceptions"] += 1
                shown += 1
                if shown <= 5:
                    print(f"{name}: {traceback.format_exc(limit=-3)}", flush=True)
                continue
            noted += len(done.notes)
            counts["differences"] += len(done.differences)
            for line in done.differences[: max(0, 5 - shown)]:
                print(f"{name}: {line}"[:400], flush=True)
                shown += 1
            counts["live_formulas"] += live_formulas(out, sabotage=sabotage)
    figures = {"texts": len(texts), "exporters": len(EXPORTERS), **counts, "substitutions": noted}
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"texts": QUICK if quick else FULL})
