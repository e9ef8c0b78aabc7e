"""What the protocol says at the moment of measuring: what speaks against a target.

RECIST 1.1 §3.1 and §4.2. It warns and changes no response: the reader may have reasons.
"""

from __future__ import annotations

from collections import Counter

from gui.state.document import Document, baseline_of, own_rows
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.protocol import Protocol
from recist.model.reading import Measured
from recist.model.row import Row

LEAST_TARGET, LEAST_NODE, THIN_SLICE = Length.of_mm(10), Length.of_mm(15), Length.of_mm(5)
NODES = "lymph nodes"
NEVER_MEASURABLE = (
    Character.BLASTIC,
    Character.SIMPLE_CYST,
    Character.EFFUSION,
    Character.LEPTOMENINGEAL,
    Character.LYMPHANGITIC,
    Character.INFLAMMATORY,
)


def advice_on(document: Document, subject: str, protocol: Protocol) -> tuple[Finding, ...]:
    """Return what speaks against the targets of a subject's baseline."""
    baseline = baseline_of(document, subject)
    if baseline is None:
        return ()
    targets = [
        row
        for row in own_rows(document, subject)
        if row.role is Role.TARGET and row.visit == baseline.label
    ]
    notes = [note for row in targets for note in (_size(row), _character(row)) if note]
    return (*notes, *_counts(targets, protocol))


def without_organ(document: Document, subject: str) -> tuple[Finding, ...]:
    """Return what reading the table back would note of lesions that were just drawn."""
    return tuple(
        _warning("organ-missing", f"{row.lesion} has no organ", row)
        for row in own_rows(document, subject)
        if row.role in (Role.TARGET, Role.NON_TARGET, Role.NEW) and not row.organ
    )


def least_size(row: Row) -> Length:
    """Return the smallest counting axis of a measurable lesion (§3.1)."""
    if row.nodal:
        return LEAST_NODE
    thickness = row.slice_thickness
    if thickness is None or thickness <= THIN_SLICE:
        return LEAST_TARGET
    return max(LEAST_TARGET, Length(2 * thickness.um))


def _size(row: Row) -> Finding | None:
    if not isinstance(row.state, Measured):
        return None
    axes = row.state.diameters
    size, least = axes.short if row.nodal else axes.longest, least_size(row)
    if size is None or size >= least:
        return None
    axis = "short axis" if row.nodal else "longest diameter"
    slices = f" with slices of {row.slice_thickness} mm" if least > LEAST_NODE else ""
    text = f"{row.lesion} is too small for a target: {axis} {size} mm, needs {least} mm{slices}"
    return _warning("target-too-small", text, row)


def _character(row: Row) -> Finding | None:
    if row.character not in NEVER_MEASURABLE:
        return None
    text = f"{row.lesion} is {row.character.value}: it cannot be a target"
    return _warning("target-not-measurable", text, row)


def _counts(targets: list[Row], protocol: Protocol) -> list[Finding]:
    notes = []
    caps, in_organ = protocol.targets, Counter[str]()
    for n, row in enumerate(targets, start=1):
        organ = NODES if row.nodal else row.organ.casefold()
        in_organ[organ] += 1
        if n > caps.max_total:
            text = f"{row.lesion} is target {n}: at most {caps.max_total} in all"
            notes.append(_warning("too-many-targets", text, row))
        if organ and in_organ[organ] > caps.max_per_organ:
            text = (
                f"{row.lesion} is target {in_organ[organ]} in {organ}: "
                f"at most {caps.max_per_organ} in an organ"
            )
            notes.append(_warning("too-many-in-organ", text, row))
    return notes


def _warning(code: str, message: str, row: Row) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=code,
        message=message,
        lesion=row.lesion,
        visit=row.visit,
    )
