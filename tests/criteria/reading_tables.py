"""From a reading table to its answers with the standard library alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recist.criteria.registry import assess
from recist.formats.assessment_json import assessment_document
from recist.formats.reading_table import read_tables
from recist.model.assemble import assemble_cases
from recist.model.protocol import Protocol

RECIST11 = Protocol(id="recist-1.1", criteria="RECIST 1.1")


def document_of(table: Path) -> dict[str, Any]:
    """Judge a reading table by RECIST 1.1."""
    cases = assemble_cases(read_tables([table]), window_days=RECIST11.options.visit_window_days)
    return assessment_document(RECIST11, [assess(case, RECIST11) for case in cases])
