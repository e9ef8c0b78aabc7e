"""How many targets were chosen, and whether there is one at all (RECIST 1.1 §4.1, §4.2)."""

from __future__ import annotations

from collections import Counter

from recist.criteria.conformance.course import Course, note, warning
from recist.criteria.conformance.measurability import measurable_targets
from recist.criteria.conformance.organs import organ_system
from recist.model.finding import Finding, Severity
from recist.model.scope import ALL, NOT


def too_many(course: Course) -> list[Finding]:
    """Report the targets beyond the number that the scope may have."""
    scope = course.case.scope
    cap = course.protocol.caps_in(scope).max_total
    return [
        warning(
            "too-many-targets",
            f"{held.lesion.id} is target {n}: at most {cap} {_where(scope)}",
            held.row,
        )
        for n, held in enumerate(course.targets, start=1)
        if n > cap
    ]


def too_many_in_organ(course: Course) -> list[Finding]:
    """Report the targets beyond the number of one organ; paired organs and all nodes are one."""
    found, in_organ = [], Counter[str]()
    for held in course.targets:
        organ = organ_system(held.lesion)
        in_organ[organ] += 1
        cap = cap_of_organ(course, organ)
        if organ and in_organ[organ] > cap:
            text = (
                f"{held.lesion.id} is target {in_organ[organ]} in {organ}: "
                f"at most {cap} in an organ"
            )
            found.append(warning("too-many-in-organ", text, held.row))
    return found


def cap_of_organ(course: Course, organ: str) -> int:
    """Return how many targets an organ may have in the case's scope.

    A lesion has one role in every scope, so what the organ's own scope allows is allowed in a
    wider one too.
    """
    cap = course.protocol.caps_in(course.case.scope).max_per_organ
    own = dict(course.protocol.scope_targets).get(organ)
    return cap if own is None else max(cap, own.max_per_organ)


def no_measurable_disease(course: Course) -> list[Finding]:
    """Report a baseline without a measurable target, where the protocol asks for one.

    It is asked for in the primary scope: where the liver is judged, disease elsewhere need not
    be measurable.
    """
    asked = course.protocol.measurable_disease_required
    if not asked or course.case.scope != course.protocol.scopes[0] or measurable_targets(course):
        return []
    where = "" if course.case.scope == ALL else f" {_where(course.case.scope)}"
    return [
        note(
            Severity.ERROR,
            "no-measurable-disease",
            f"no target{where} is measurable at baseline, which the protocol asks for",
            visit=course.baseline,
        )
    ]


def _where(scope: str) -> str:
    if scope == ALL:
        return "in all"
    return f"outside the {scope.removeprefix(NOT)}" if scope.startswith(NOT) else f"in the {scope}"
