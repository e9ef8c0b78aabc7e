"""Datasets as Dataset-JSON 1.1: every text as it was."""

from __future__ import annotations

import json

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.variables import Kind, Variable
from recist.trial.record import ExportRecord

VERSION = "1.1.0"
DEFINE = "define.xml"
NO_HEAD = "reading table, no audit chain"


def dataset_json(dataset: Dataset, record: ExportRecord) -> bytes:
    """Write a dataset as a Dataset-JSON document.

    The file's OID names trial, protocols and head of the audit chain; the source system is
    this program with its version.
    """
    name, domain = dataset.name, dataset.domain
    columns = [dataset.columns[one.name] for one in domain.variables]
    document = {
        "datasetJSONCreationDateTime": record.origin.made_at,
        "datasetJSONVersion": VERSION,
        "fileOID": file_oid(record, name),
        "originator": record.origin.program,
        "sourceSystem": source_system(record),
        "studyOID": study_oid(record),
        "metaDataVersionOID": metadata_oid(record),
        "metaDataRef": DEFINE,
        "itemGroupOID": f"IG.{name}",
        "records": dataset.size,
        "name": name,
        "label": domain.label,
        "columns": [
            _column(dataset, one, values)
            for one, values in zip(domain.variables, columns, strict=True)
        ],
    }
    # ASCII with escapes holds any text, also half of a surrogate pair.
    head = json.dumps(document, indent=1, ensure_ascii=True)
    rows = ",\n  ".join(
        json.dumps([_value(cell) for cell in row], ensure_ascii=True)
        for row in zip(*columns, strict=True)
    )
    body = f"[\n  {rows}\n ]" if rows else "[]"
    return f'{head[:-2]},\n "rows": {body}\n}}\n'.encode("ascii")


def source_system(record: ExportRecord) -> dict[str, str]:
    """Return name and version of the program."""
    name, _, version = record.origin.program.partition(" ")
    return {"name": name, "version": version or "unknown"}


def file_oid(record: ExportRecord, name: str) -> str:
    """Return what names a file: trial, dataset, protocols and the head of the audit chain."""
    protocols = "+".join(one.protocol.id for one in record.judged)
    return f"{record.origin.trial}/{name}/{protocols}/{record.origin.head or NO_HEAD}"


def study_oid(record: ExportRecord) -> str:
    """Return the study's OID."""
    return f"STUDY.{record.origin.trial or record.protocol.id}"


def metadata_oid(record: ExportRecord) -> str:
    """Return the OID of the metadata, which are those of one state."""
    return f"MDV.{record.origin.head or record.protocol.id}"


def text_length(values: list[Cell]) -> int:
    """Return the length of the longest text, at least 1."""
    return max((len(str(value)) for value in values), default=1) or 1


def _column(dataset: Dataset, one: Variable, values: list[Cell]) -> dict[str, object]:
    """Describe one variable."""
    found: dict[str, object] = {
        "itemOID": f"IT.{dataset.name}.{one.name}",
        "name": one.name,
        "label": one.label,
        "dataType": data_type(one, values),
    }
    if found["dataType"] == "string":
        found["length"] = text_length(values)
    if one.name in dataset.domain.keys:
        found["keySequence"] = dataset.domain.keys.index(one.name) + 1
    return found


def are_days(values: list[Cell]) -> bool:
    """Say whether dates are whole: a partial one has no type of its own."""
    return all(len(str(value)) in (0, len("2024-01-31")) for value in values)


def data_type(one: Variable, values: list[Cell]) -> str:
    """Return the logical type of a variable."""
    if one.name.endswith("DTC") and are_days(values):
        return "date"
    if one.kind is Kind.CHAR:
        return "string"
    # Unscheduled visits have numbers between those of the planned ones.
    are_whole = all(isinstance(value, int) or float(value or 0).is_integer() for value in values)
    is_count = one.name.endswith(("SEQ", "DY", "VISITNUM")) and are_whole
    return "integer" if is_count else "double"


def _value(cell: Cell) -> Cell:
    return None if cell == "" else cell
