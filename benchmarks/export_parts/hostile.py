"""Hostile texts through every exporter: no live formula, no exception, no text lost unsaid."""

from __future__ import annotations

import csv
import re
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from openpyxl import load_workbook
from shared_parts.section import Outcome

from export_parts.hostile_texts import hostile_texts
from export_parts.made_records import record_in_one, record_with
from recist.app.exports import EXPORTERS, export_record

FULL, QUICK, BATCH = 5_000, 12, 20
SLOW = frozenset({"sr", "figures"})
"""They make files for each subject and visit: these get one subject with many visits."""
SHOWN, LONGEST = 8, 400
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of some texts."""

    exceptions: int = 0
    live_formulas: int = 0
    differences: int = 0
    substitutions: int = 0
    told: tuple[str, ...] = ()


def tried(texts: Sequence[str], name: str, *, sabotage: bool) -> Found:
    """Export some texts with one exporter, and look at what it made."""
    with tempfile.TemporaryDirectory(prefix="recist-hostile-") as folder:
        out = Path(folder) / "out"
        try:
            record = (record_in_one if name in SLOW else record_with)(texts)
            done = export_record(record, [name], out)
            live = live_formulas(out, sabotage=sabotage)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is counted
            return Found(exceptions=1, told=(f"{name}: {traceback.format_exc(limit=-3)}",))
    return Found(
        live_formulas=live,
        differences=len(done.differences),
        substitutions=len(done.notes),
        told=tuple(f"{name}: {line}"[:LONGEST] for line in done.differences[:SHOWN]),
    )


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Export every text with every exporter; quick: a few of them, spread over all kinds."""
    del scratch
    texts = list(hostile_texts(FULL))
    if quick:
        texts = texts[:: len(texts) // QUICK][:QUICK]
    tasks = [(batch, name) for batch in batches(texts) for name in EXPORTERS]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        done = pool.map(partial(_tried, sabotage=sabotage), tasks)
        found = list(done)
    for line in [line for one in found for line in one.told][:SHOWN]:
        print(line.encode("ascii", "backslashreplace").decode(), flush=True)
    figures = {"texts": len(texts), "exporters": len(EXPORTERS)} | {
        name: sum(getattr(one, name) for one in found) for name in (*AT_MOST, "substitutions")
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"texts": QUICK if quick else FULL})


def _tried(task: tuple[Sequence[str], str], *, sabotage: bool) -> Found:
    texts, name = task
    csv.field_size_limit(1_000_000)
    return tried(texts, name, sabotage=sabotage)
