"""Large tables: results of TR, and lesions, as the exporters make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from export_parts.made_records import made_record, made_rows, sample_record
from recist.formats.sdtm.dataset import Cell as SdtmCell
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.tables import datasets_of
from recist.formats.sheets.all_sheets import sheets_of
from recist.formats.sheets.sheet import Cell, Kind, Sheet


def tr_dataset(rows: int) -> Dataset:
    """Return TR with so many rows: the sample's, again and again under other subjects."""
    made = datasets_of(sample_record(with_scans=False))["TR"]
    times = -(-rows // made.size)
    columns: dict[str, list[SdtmCell]] = {
        name: (values * times)[:rows] for name, values in made.columns.items()
    }
    columns["USUBJID"] = [f"SUBJECT-{number // made.size:06d}" for number in range(rows)]
    return Dataset(name="TR", columns=columns)


def lesion_sheet(rows: int) -> Sheet:
    """Return the table of lesions with so many rows, each with lengths of its own."""
    record = made_record(made_rows("01", 8) + made_rows("02", 6))
    sheet = next(one for one in sheets_of(record) if one.name == "lesions")
    return replace(sheet, rows=list(islice(_varied(sheet), rows)))


def _varied(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    round_ = 0
    while True:
        for row in sheet.rows:
            yield tuple(
                cell + 100 * (round_ % 400)
                if isinstance(cell, int) and column.kind is Kind.LENGTH
                else f"{cell}-{round_:06d}"
                if column.name == "subject"
                else cell
                for cell, column in zip(row, sheet.columns, strict=True)
            )
        round_ += 1
