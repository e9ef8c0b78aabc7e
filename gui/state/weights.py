"""How much a line that is told to the reader weighs."""

from __future__ import annotations

from recist.model.finding import Finding, Severity


def severity_of(text: str, findings: tuple[Finding, ...]) -> Severity:
    """Return the greatest severity among the findings that a text repeats; else it informs."""
    said = {one.severity for one in findings if one.message and one.message in text}
    for severity in (Severity.ERROR, Severity.WARNING):
        if severity in said:
            return severity
    return Severity.INFO
