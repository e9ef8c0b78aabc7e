"""Merged targets: which lesion carries the mass (§1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recist.model.case import Parts
from recist.model.finding import Finding, Severity
from recist.model.lesion import Lesion
from recist.model.reading import Merged, NotEvaluable, Reading


def resolve_merged(
    targets: tuple[Lesion, ...], parts: tuple[Parts, ...]
) -> tuple[tuple[Parts, ...], list[Finding]]:
    """Follow each merged reading to the lesion or fragment that carries the mass in the end.

    Returns
    -------
    tuple of Parts and list of Finding
        ``Merged.into`` names a target or fragment that is not merged itself; where there is
        none (no such target, or a circle) the reading is not evaluable, with an error.
    """
    readings = [reading for held in parts for reading in held]
    merged = {one.lesion: one.state.into for one in readings if isinstance(one.state, Merged)}
    if not merged:
        return parts, []
    carriers = {lesion.id for lesion in targets} | {one.lesion for one in readings}
    carriers -= merged.keys()
    findings: list[Finding] = []
    resolved = tuple(
        tuple(_resolve(reading, merged, carriers, findings) for reading in held) for held in parts
    )
    return resolved, findings


def _resolve(
    reading: Reading,
    merged: Mapping[str, str],
    carriers: set[str],
    findings: list[Finding],
) -> Reading:
    if not isinstance(reading.state, Merged):
        return reading
    into = reading.state.into
    passed: set[str] = set()
    while into in merged and into not in passed:
        passed.add(into)
        into = merged[into]
    if into in carriers:
        return replace(reading, state=Merged(into))
    findings.append(
        Finding(
            severity=Severity.ERROR,
            code="merged-without-carrier",
            message=f"{reading.lesion} is merged, but no target that was read carries the mass",
            lesion=reading.lesion,
        )
    )
    return replace(reading, state=NotEvaluable("merged into no target"))
