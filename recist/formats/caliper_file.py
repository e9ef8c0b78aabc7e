"""The caliper file ``recist-calipers/1``, beside a reading table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from recist.model.errors import InputError
from recist.trial.caliper_cells import caliper_from_json, caliper_to_json
from recist.trial.calipers import CaliperRecord, fault_of
from recist.trial.columns import AUDIT_HEAD
from recist.trial.whole_file import write_whole

SCHEMA = "recist-calipers/1"


def read_calipers(path: Path) -> tuple[CaliperRecord, ...]:
    """Read a caliper file.

    Raises
    ------
    InputError
        Where it cannot be read, is of another schema, or holds a length of 0 mm that is no point.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is no JSON: {error}") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise InputError(f"{path.name} is no caliper file: its schema is not {SCHEMA}")
    calipers = document.get("calipers", [])
    if not isinstance(calipers, list):
        raise InputError(f"{path.name}: its calipers are no list")
    return tuple(
        _sound(values, f"{path.name} caliper {number}")
        for number, values in enumerate(calipers, start=1)
    )


def _sound(values: object, where: str) -> CaliperRecord:
    if not isinstance(values, dict):
        raise InputError(f"{where} is no object with keys")
    record = caliper_from_json(values, where)
    fault = fault_of(record)
    if fault:
        raise InputError(f"{where}: {fault}")
    return record


def write_calipers(records: Iterable[CaliperRecord], path: Path, head: str = "") -> None:
    """Write a caliper file, whole or not at all.

    Parameters
    ----------
    head : str
        The head of the audit chain of the trial that they come from; empty for none.
    """
    document = calipers_document(records, {AUDIT_HEAD: head} if head else {})
    write_whole(path, json.dumps(document, indent=1).encode())


def calipers_document(
    records: Iterable[CaliperRecord], origin: Mapping[str, str]
) -> dict[str, Any]:
    """Return a caliper file as plain values; ``origin`` says where it comes from."""
    return {
        "schema": SCHEMA,
        **origin,
        "calipers": [caliper_to_json(record) for record in records],
    }
