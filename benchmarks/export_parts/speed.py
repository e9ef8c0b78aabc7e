"""How long exports take: transport files and CSV beside peers, workbooks and reports alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd
import pyreadstat
from shared_parts.section import Outcome

from export_parts.made_records import eight_visits, made_record, made_rows
from export_parts.made_tables import lesion_sheet, tr_dataset
from recist.app.exports import exporter_of
from recist.formats.csv_writing import csv_of
from recist.formats.held_text import Substitutions
from recist.formats.sdtm.variables import DOMAINS, Kind
from recist.formats.sdtm.xpt import write_xpt, xpt_bytes
from recist.trial.record import ExportRecord

ROWS, QUICK_ROWS = 500_000, 5_000
BOOK_ROWS, QUICK_BOOK_ROWS = 20_000, 500
ROUNDS, QUICK_ROUNDS = 5, 1
SLOWED = 12
MADE_AT = "2026-01-05T08:00:00Z"


def fastest(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Run the tasks in turn, so often; return the least seconds of each."""
    found = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            found[name] = min(found[name], perf_counter() - start)
    return found


def repeated(task: Callable[[], object], *, sabotage: bool) -> Callable[[], object]:
    """Return a task; sabotaged, it is done several times."""
    return (lambda: [task() for _ in range(SLOWED)]) if sabotage else task


def xpt(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Write a table of TR as a transport file, beside pyreadstat alone from the same columns."""
    rows, rounds = (QUICK_ROWS, QUICK_ROUNDS) if quick else (ROWS, ROUNDS)
    dataset, domain = tr_dataset(rows), DOMAINS["TR"]
    ours, theirs = scratch / "ours.xpt", scratch / "theirs.xpt"

    def frame() -> Any:
        kinds = {one.name: one.kind for one in domain.variables}
        return pd.DataFrame(
            {
                name: pd.Series(values, dtype="float64" if kinds[name] is Kind.NUM else "object")
                for name, values in dataset.columns.items()
            }
        )

    def peer(held: Any) -> None:
        labels: list[str | None] = [one.label for one in domain.variables]
        pyreadstat.write_xport(
            held, theirs, column_labels=labels, table_name="TR", file_format_version=5
        )

    ready = frame()
    seconds = fastest(
        {
            "pyreadstat": lambda: peer(ready),
            "recist": repeated(lambda: write_xpt(ready, domain, MADE_AT, ours), sabotage=sabotage),
            "pyreadstat_from_columns": lambda: peer(frame()),
            "recist_from_columns": lambda: ours.write_bytes(xpt_bytes(dataset, MADE_AT)[0]),
        },
        rounds,
    )
    figures = {f"{name}_s": round(value, 2) for name, value in seconds.items()}
    figures |= {
        "rows": rows,
        "ratio": round(seconds["recist"] / seconds["pyreadstat"], 3),
        "ratio_from_columns": round(
            seconds["recist_from_columns"] / seconds["pyreadstat_from_columns"], 3
        ),
    }
    bars = {"ratio": 1.1, "ratio_from_columns": 1.1}
    return Outcome(figures=figures, at_most={} if quick and not sabotage else bars)


def csv_table(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Write a table of lesions as CSV, beside pandas' to_csv of the same values."""
    rows, rounds = (QUICK_ROWS, QUICK_ROUNDS) if quick else (ROWS, ROUNDS)
    sheet = lesion_sheet(rows)
    frame = pd.DataFrame(sheet.rows, columns=list(sheet.header))
    for column in sheet.columns:
        if column.kind == "length":
            frame[column.name] = frame[column.name].astype("float64") / 1000
    ours, theirs = scratch / "ours.csv", scratch / "theirs.csv"
    seconds = fastest(
        {
            "pandas": lambda: frame.to_csv(theirs, index=False),
            "recist": repeated(
                lambda: ours.write_bytes(csv_of(sheet, Substitutions())), sabotage=sabotage
            ),
        },
        rounds,
    )
    figures = {f"{name}_s": round(value, 2) for name, value in seconds.items()}
    figures |= {"rows": rows, "ratio": round(seconds["recist"] / seconds["pandas"], 3)}
    return Outcome(figures=figures, at_most={} if quick and not sabotage else {"ratio": 1.2})


def xlsx(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Write the workbook of so many readings, with every sheet that is made of them."""
    rows = QUICK_BOOK_ROWS if quick else BOOK_ROWS
    readings = [row for number in range(rows // 41) for row in made_rows(f"{number:05d}", 8)]
    record = made_record(readings)
    seconds = _written("xlsx", record, scratch, quick=quick, sabotage=sabotage)
    figures = {"readings": len(readings), "s": round(seconds, 2)}
    return Outcome(figures=figures, at_most={"s": 3.0 if not (quick and sabotage) else 0.0})


def pdf(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Write the report of a subject with eight visits, with the pictures of its lesions."""
    record = eight_visits()
    seconds = _written("pdf", record, scratch, quick=quick, sabotage=sabotage)
    figures = {"visits": 8, "lesions": 5, "s": round(seconds, 2)}
    return Outcome(figures=figures, at_most={"s": 1.0 if not (quick and sabotage) else 0.0})


def _written(
    name: str, record: ExportRecord, scratch: Path, *, quick: bool, sabotage: bool
) -> float:
    """Return the least seconds in which a format is made and written, its library imported."""
    exporter = exporter_of(name)

    def write() -> None:
        for made in exporter.write(record, lambda done, total: None):
            path = scratch / made.path.name
            path.write_bytes(made.content)

    write()
    task = repeated(write, sabotage=sabotage)
    return fastest({name: task}, QUICK_ROUNDS if quick else ROUNDS)[name]
