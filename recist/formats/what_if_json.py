"""The answers of several protocols and where they differ, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from recist.formats.assessment_json import assessment_document
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.trial.comparison import Difference


def what_if_document(
    assessed: Iterable[tuple[Protocol, Sequence[CaseAssessment]]],
    differences: Iterable[Difference],
) -> dict[str, Any]:
    """Return the document of ``assess`` with several protocols as plain values."""
    return {
        "assessments": [assessment_document(protocol, cases) for protocol, cases in assessed],
        "differences": [_block(difference) for difference in differences],
    }


def _block(difference: Difference) -> dict[str, Any]:
    return {
        "subject": difference.subject,
        "reader": difference.reader,
        "scope": difference.scope,
        "visit": difference.visit,
        "protocols": list(difference.protocols),
        "answers": list(difference.answers),
        "reason": difference.reason,
    }
