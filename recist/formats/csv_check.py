"""Reading the CSV files of an export back and comparing them with the record."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from recist.formats.held_text import Substitutions, held_in_utf8
from recist.formats.tables_check import TablesCheck, beside, by_column
from recist.trial.live_text import unguarded
from recist.trial.record import ExportRecord

NAMES = ("responses", "sums", "subjects_by_visit", "lesions", "readings", "findings", "columns")
CALIPERS = "readings.calipers.json"
LONGEST = 2**31 - 1
NO_HEAD = "reading table, no audit chain"


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Yield a line for each value, sum, response or name that is not the record's."""
    tables: dict[str, list[dict[str, str]]] = {}
    several = ["differences"] if len(record.judged) > 1 else []
    for name in (*NAMES, *several, *beside(record)):
        path = folder / f"{name}.csv"
        try:
            tables[name] = _lines(path)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, csv.Error) as error:
            yield f"{path.name} cannot be read: {error}"
    yield from TablesCheck(record, tables, _held).differences()
    yield from _origins(record, tables)
    yield from _calipers(record, folder / CALIPERS)


def _held(text: str) -> str:
    return held_in_utf8(text, Substitutions())


def _lines(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(LONGEST)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        header = [unguarded(name) for name in next(reader, ())]
        return [by_column(header, [*map(unguarded, line)]) for line in reader]


def _origins(
    record: ExportRecord, tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[str]:
    origin = record.origin
    expected = {
        "program": _held(origin.program),
        "trial": _held(origin.trial),
        "audit_head": origin.head or NO_HEAD,
        "exported_at": origin.made_at,
    }
    ids = {judged.protocol.id for judged in record.judged}
    for name, lines in tables.items():
        said = {tuple(line.get(key, "") for key in expected) for line in lines}
        if said - {tuple(expected.values())}:
            yield f"{name}.csv: is of {sorted(said)}, the record of {tuple(expected.values())}"
        protocols = {one for line in lines for one in line.get("protocol", "").split(" ")}
        if protocols - ids:
            yield f"{name}.csv: by {sorted(protocols)}, the record by {sorted(ids)}"


def _calipers(record: ExportRecord, path: Path) -> Iterator[str]:
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        yield f"{path.name} cannot be read: {error}"
        return
    if document.get("audit_head") != (record.origin.head or NO_HEAD):
        yield f"{path.name}: its head is {document.get('audit_head')!r}"
    found = document.get("calipers", [])
    if len(found) != len(record.calipers):
        yield f"{path.name} has {len(found)} calipers, the record {len(record.calipers)}"
        return
    for said, caliper in zip(found, record.calipers, strict=True):
        names = ("subject", "reader", "visit", "lesion", "image")
        same = all(said.get(name) == getattr(caliper, name) for name in names)
        long_axis = [list(point) for point in caliper.long_axis_lps_mm]
        if not same or said.get("long_axis_lps_mm") != long_axis:
            yield f"{path.name}: {caliper.subject} {caliper.visit} {caliper.lesion} differs"
