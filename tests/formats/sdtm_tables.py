"""Small SDTM tables, a record in a line each, and files of them in every form."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from recist.formats.sdtm_in.reading import read_sdtm
from recist.model.row import Row
from recist.trial.row_cells import cells_from_row
from recist.trial.stated import Taken

Values = Mapping[str, str | float | None]
VISITS = {"SCREENING": ("1", "2024-01-02"), "WEEK 8": ("2", "2024-02-27")}
WORDED = ("TUMSTATE", "LNSTATE")


def tu(
    link: str,
    role: str = "TARGET",
    loc: str = "LIVER",
    visit: str = "SCREENING",
    **more: str,
) -> dict[str, str]:
    """A lesion that is identified."""
    shared = _shared("TU", visit) | {"TUTESTCD": "TUMIDENT", "TULNKID": link}
    return shared | {"TUORRES": role, "TUSTRESC": role, "TULOC": loc, "TUMETHOD": "CT SCAN"} | more


def tr(link: str, test: str, result: str, visit: str = "WEEK 8", **more: str) -> dict[str, str]:
    """A result; a number is in mm, in both forms."""
    shared = _shared("TR", visit) | {"TRTESTCD": test, "TRLNKID": link, "TRORRES": result}
    number = result if result.replace(".", "").isdigit() else ""
    unit = "mm" if number else ""
    units = {"TRORRESU": unit, "TRSTRESN": number, "TRSTRESU": unit}
    return shared | units | {"TRSTRESC": result, "TRGRPID": _group(link)} | more


def undone(link: str, test: str, reason: str, visit: str = "WEEK 8", **more: str) -> dict[str, str]:
    """A result that there is none of."""
    status = {"TRSTAT": "NOT DONE", "TRREASND": reason, "TRDTC": ""}
    return tr(link, test, "", visit) | status | more


def rs(test: str, response: str, visit: str = "WEEK 8", **more: str) -> dict[str, str]:
    """A response by RECIST 1.1."""
    shared = _shared("RS", visit) if visit else {"USUBJID": "01", "RSEVAL": "INVESTIGATOR"}
    stated = {"RSORRES": response, "RSSTRESC": response, "RSCAT": "RECIST 1.1"}
    return shared | {"RSTESTCD": test} | stated | more


def write_csv(path: Path, records: Sequence[Values]) -> Path:
    columns = list(dict.fromkeys(name for record in records for name in record))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(records)
    return path


def write_xpt(path: Path, records: Sequence[Values]) -> Path:
    import pandas
    import pyreadstat

    pyreadstat.write_xport(
        pandas.DataFrame(records), str(path), table_name=path.stem.upper(), file_format_version=5
    )
    return path


def write_parquet(path: Path, records: Sequence[Values]) -> Path:
    import pandas

    pandas.DataFrame(records).to_parquet(path)
    return path


def dataset_json(records: Sequence[Values]) -> tuple[dict[str, object], list[list[object]]]:
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = [{"itemOID": name, "name": name, "dataType": "string"} for name in names]
    head: dict[str, object] = {"datasetJSONVersion": "1.1.0", "columns": columns}
    return head, [[record.get(name) for name in names] for record in records]


def write_json(path: Path, records: Sequence[Values]) -> Path:
    head, rows = dataset_json(records)
    path.write_text(json.dumps(head | {"rows": rows}), "utf-8")
    return path


def write_ndjson(path: Path, records: Sequence[Values]) -> Path:
    head, rows = dataset_json(records)
    path.write_text("\n".join(json.dumps(line) for line in (head, *rows)), "utf-8")
    return path


WRITERS = {
    ".csv": write_csv,
    ".xpt": write_xpt,
    ".parquet": write_parquet,
    ".json": write_json,
    ".ndjson": write_ndjson,
}


def taken(folder: Path, suffix: str = ".csv", **tables: Iterable[Values]) -> Taken:
    """Write the tables (``tu=[…], tr=[…]``) into a folder, and take the folder."""
    for name, records in tables.items():
        if held := list(records):
            WRITERS[suffix](folder / f"{name}{suffix}", held)
    return read_sdtm([folder])


def told(row: Row) -> str:
    """A row in one line: lesion, role, state, and the lengths that it has."""
    cells = cells_from_row(row)
    names = ("longest_diameter_mm", "short_axis_mm", "viable_diameter_mm")
    words = [cells["lesion"] or "–", cells["role"], cells["state"], *(cells[one] for one in names)]
    return " ".join(filter(None, words))


def codes(found: Taken) -> list[str]:
    return [note.code for row in found.rows for note in row.findings]


def _shared(domain: str, visit: str) -> dict[str, str]:
    number, day = VISITS.get(visit, ("", "2024-03-01"))
    return {
        "USUBJID": "01",
        f"{domain}EVAL": "INVESTIGATOR",
        "VISIT": visit,
        "VISITNUM": number,
        f"{domain}DTC": day,
    }


def _group(link: str) -> str:
    if link.startswith("NEW"):
        return "NEW"
    return {"T": "TARGET", "N": "NON-TARGET"}.get(link[:1], "")


NODE = "LYMPH NODE"


def rows(folder: Path, tu_: list[Values], tr_: list[Values]) -> list[str]:
    found = taken(folder, tu=tu_, tr=tr_)
    assert not found.refused
    return [told(row) for row in found.rows]
