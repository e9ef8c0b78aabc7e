"""Dataset-JSON read back."""

from __future__ import annotations

import json
from typing import Any

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.model.errors import InputError

NUMBERS = frozenset({"integer", "decimal", "float", "double"})


def read_document(content: bytes) -> dict[str, Any]:
    """Read a Dataset-JSON document.

    Raises
    ------
    InputError
        Where the bytes are no such document.
    """
    try:
        found = json.loads(content)
    except ValueError as error:
        raise InputError(f"is no JSON: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get("columns"), list):
        raise InputError("is no Dataset-JSON: it has no columns")
    return found


def dataset_in(document: dict[str, Any]) -> Dataset:
    """Return the dataset of a document; an empty cell of a text variable is an empty text."""
    described = document["columns"]
    rows = document.get("rows", [])
    columns: dict[str, list[Cell]] = {}
    for place, one in enumerate(described):
        empty = None if one["dataType"] in NUMBERS else ""
        values = (row[place] for row in rows)
        columns[one["name"]] = [empty if value is None else value for value in values]
    labels = {one["name"]: one["label"] for one in described}
    name, label = document["name"], document["label"]
    return Dataset(name=name, columns=columns, label=label, labels=labels)
