"""What the protocol says at the moment of measuring: what speaks against a target.

The rules are the engine's; the room says them at once. They change no response: the reader may
have reasons.
"""

from __future__ import annotations

from gui.state.document import Document, baseline_of, own_rows
from recist.criteria.conformance.checks import AT_MEASURING, CHECKS, Check, conformance
from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import Measured
from recist.model.scope import in_scope
from recist.model.words import word_of
from recist.trial.row_cells import NO_DATE_YET, UNDATED


def advice_on(document: Document, subject: str, protocol: Protocol) -> tuple[Finding, ...]:
    """Return what speaks against the lesions of a subject's baseline."""
    baseline = baseline_of(document, subject)
    rows = [
        row
        for row in own_rows(document, subject)
        if baseline is not None and row.visit == baseline.label
    ]
    if not rows:
        return ()
    case = assemble_case(
        rows,
        window_days=protocol.options.visit_window_days,
        treatments=[one for one in document.treatments if one.subject == subject],
    )
    return departures(case, protocol, AT_MEASURING)


def by_their_long_axis(document: Document, subject: str, protocol: Protocol) -> tuple[Finding, ...]:
    """Return the target nodes that were drawn without the axis that counts, at any visit."""
    if protocol.criteria == "RECIST 1.0":
        # There the longest diameter counts, of nodes too (Therasse 2000).
        return ()
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code="node-by-long-axis",
            message=f"{row.lesion} is a node without a short axis: its long axis does not count",
            lesion=row.lesion,
            visit=row.visit,
        )
        for row in own_rows(document, subject)
        if row.nodal and isinstance(row.state, Measured) and row.state.diameters.short is None
    )


def departures(
    case: Case, protocol: Protocol, checks: tuple[Check, ...] = CHECKS
) -> tuple[Finding, ...]:
    """Return how a case departs from its protocol, in any scope; mere remarks are left out."""
    scoped = (in_scope(case, scope) for scope in protocol.scopes)
    found = (note for one in scoped for note in conformance(one, protocol, checks))
    return tuple(dict.fromkeys(note for note in found if note.severity is not Severity.INFO))


def without_date(document: Document, subject: str) -> tuple[Finding, ...]:
    """Return what is noted of lesions that were read on scans of which no date is known."""
    return tuple(
        Finding(
            severity=Severity.ERROR,
            code="date-missing",
            message=f"{row.lesion or row.visit} {NO_DATE_YET}",
            lesion=row.lesion or None,
            visit=row.visit,
        )
        for row in own_rows(document, subject)
        if row.date.day is None and word_of(row.state) not in UNDATED
    )


def without_organ(document: Document, subject: str) -> tuple[Finding, ...]:
    """Return what reading the table back would note of lesions that were just drawn."""
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code="organ-missing",
            message=f"{row.lesion} has no organ",
            lesion=row.lesion,
            visit=row.visit,
        )
        for row in own_rows(document, subject)
        if row.role in (Role.TARGET, Role.NON_TARGET, Role.NEW) and not row.organ
    )
