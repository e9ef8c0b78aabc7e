"""What judging a course brings to light: every finding in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.registry import assess
from recist.model.finding import Finding, Severity
from recist.model.protocol import LocalTreatment, Options, Protocol
from recist.model.treatment import Treatment, TreatmentKind
from tests.criteria.one_line import RECIST11, case_of, judged, treated

MRECIST = Protocol(id="mrecist", criteria="mRECIST")
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")


def warns(code: str, message: str, lesion: str | None, visit: str | None) -> Finding:
    return Finding(
        severity=Severity.WARNING, code=code, message=message, lesion=lesion, visit=visit
    )


def no_baseline(lesion: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="target-without-baseline",
        message=f"{lesion} has no value at baseline: there is no baseline sum, and the target "
        "response is NE throughout",
        lesion=lesion,
        visit="baseline",
    )


def no_axis(lesion: str, axis: str, visit: str) -> Finding:
    text = f"{lesion} is measured, but has no {axis}: it is missing"
    return warns("axis-missing", text, lesion, visit)


def back_after_cr(lesion: str, visit: str) -> Finding:
    text = (
        f"PD at {visit} rests only on disease that came back after a CR; if the CR was called "
        "too early, both visits are PR"
    )
    return warns("reappearance-after-cr", text, lesion, visit)


def ignored(lesion: str, axis: str, code: str, visit: str = "day 56") -> Finding:
    text = f"{lesion} is called new, but its {axis} is below 10 mm: ignored"
    return warns(code, text, lesion, visit)


def sole_node(lesion: str, visit: str) -> Finding:
    text = f"the only new lesion is the node {lesion} below 15 mm"
    return warns("sole-new-node", text, lesion, visit)


LONG_NODE = "N1[lymph node,longest_diameter_mm=30]=measured"
NODE = "L1[lymph node,short_axis_mm={}]=unequivocal"

# criteria, course, what is found, why
FOUND: list[tuple[Protocol, str, list[Finding], str]] = [
    (RECIST11, "0: T1=50 T2=20 | 56: T1=40 T2=10", [], "a sound course"),
    (
        RECIST11,
        f"0: T1=50 {LONG_NODE}",
        [no_axis("N1", "short axis", "baseline"), no_baseline("N1")],
        "a node without its short axis at baseline",
    ),
    (
        RECIST11,
        f"0: T1=50 N1n=20 | 56: T1=50 {LONG_NODE}",
        [no_axis("N1", "short axis", "day 56")],
        "a node without its short axis later",
    ),
    (RECIST11, "0: T1=50 | 56: T1.1=20>T1 T1.2=not-done>T1", [], "a fragment has its axis"),
    (RECIST10, f"0: T1=50 {LONG_NODE}", [], "by RECIST 1.0 the longest diameter counts"),
    (
        MRECIST,
        "0: T1=50",
        [no_axis("T1", "viable diameter", "baseline"), no_baseline("T1")],
        "mRECIST",
    ),
    (
        RECIST11,
        "0: T1=not-evaluable T2=50 T3=absent | 56: T1=20 T2=not-done T3=absent",
        [no_baseline("T1"), no_baseline("T3")],
        "no value at baseline, whatever follows",
    ),
    (
        RECIST11,
        "0: T1=50 T2=20 | 56: T1=absent T2=absent | 112: T1=absent T2=2",
        [back_after_cr("T2", "day 112")],
        "targets are back after a CR",
    ),
    (
        RECIST11,
        "0: T1=50 NT1=present | 56: T1=absent NT1=absent | 112: T1=absent NT1=present",
        [back_after_cr("NT1", "day 112")],
        "a non-target is back after a CR",
    ),
    (
        RECIST11,
        "0: T1=50 | 56: T1=absent | 112: T1=6",
        [],
        "PD by the sum too",
    ),
    (
        RECIST11,
        "0: T1=50 | 56: T1=absent | 112: T1=3 L1=unequivocal",
        [],
        "PD by a new lesion too",
    ),
    (
        RECIST11,
        "0: T1=50 NT1=present | 56: T1=absent NT1=absent | 112: T1=3 NT1=progression",
        [],
        "PD by a non-target too",
    ),
    (
        RECIST11,
        "0: T1=50 | 56: T1=absent | 112: T1=3 | 168: T1=4",
        [back_after_cr("T1", "day 112")],
        "said once, at the first PD",
    ),
    (
        RECIST11,
        f"0: T1=50 | 56: T1=50 {NODE.format('9.999')}",
        [ignored("L1", "short axis", "new-node-too-small")],
        "a normal node is not new",
    ),
    (
        RECIST11,
        f"0: T1=50 | 56: T1=50 {NODE.format('10')}",
        [sole_node("L1", "day 56")],
        "a small node as the only new lesion",
    ),
    (RECIST11, f"0: T1=50 | 56: T1=50 {NODE.format('15')}", [], "a node from 15 mm on"),
    (
        RECIST11,
        f"0: T1=50 | 56: T1=50 L2=unequivocal {NODE.format('12')}",
        [],
        "a small node beside another new lesion",
    ),
    (
        RECIST11,
        f"0: T1=50 | 56: T1=50 L2=unequivocal | 112: T1=50 L2=absent {NODE.format('12')}",
        [sole_node("L1", "day 112")],
        "the other one is gone",
    ),
    (
        RECIST11,
        f"0: T1=50 | 56: T1=50 L2=unequivocal | 112: T1=50 {NODE.format('12')}",
        [],
        "the other one still stands",
    ),
    (RECIST11, "0: T1=50 | 56: T1=50 L1[lymph node]=unequivocal", [], "a node without a size"),
    (RECIST11, "0: T1=50 | 56: T1=50 L1[lung,short_axis_mm=12]=unequivocal", [], "no node"),
    (
        MRECIST,
        "0: NT1=present | 56: NT1=present L1[liver,longest_diameter_mm=9.999]=unequivocal",
        [ignored("L1", "longest diameter", "new-nodule-too-small")],
        "a small nodule of the liver",
    ),
    (
        MRECIST,
        "0: NT1=present | 56: NT1=present L1[liver,longest_diameter_mm=10]=unequivocal",
        [],
        "a nodule from 10 mm on",
    ),
    (
        MRECIST,
        "0: NT1=present | 56: NT1=present L1[lung,longest_diameter_mm=9]=unequivocal",
        [],
        "elsewhere than in the liver",
    ),
    (
        MRECIST,
        "0: NT1=present | 56: NT1=present L1[liver,longest_diameter_mm=9]=equivocal",
        [],
        "nobody called it new",
    ),
]


@pytest.mark.parametrize(
    ("protocol", "course", "found", "why"), FOUND, ids=[f"{one[3]}" for one in FOUND]
)
def test_what_is_found(protocol: Protocol, course: str, found: list[Finding], why: str) -> None:
    assessment = judged(course, protocol)
    assert assessment.findings[len(assessment.case.findings) :] == tuple(found), why


def test_findings_of_the_case_come_first() -> None:
    case = case_of("0: T1=50 T2=not-done | 56: T1=50 T2=20")
    before = Finding(severity=Severity.INFO, code="c", message="m")
    found = assess(replace(case, findings=(before,)), RECIST11).findings
    assert found == (before, no_baseline("T2"))


RESECTED = treated("T1", 60, TreatmentKind.RESECTION)
KNOWN = Finding(
    severity=Severity.INFO,
    code="locally-treated",
    message="T1: resection on 2024-03-02; what was read of it from then on is not used",
    lesion="T1",
)
UNKNOWN = warns(
    "treated-lesion-unknown",
    "radiofrequency on 2024-03-03 names T7, which this read does not follow",
    "T7",
    None,
)


@pytest.mark.parametrize("mode", LocalTreatment)
@pytest.mark.parametrize(
    ("treatments", "found"),
    [
        ([RESECTED], [KNOWN]),
        ([treated("T7", 61)], [UNKNOWN]),
        ([treated("T7", 61), RESECTED], [KNOWN, UNKNOWN]),
        ([RESECTED, treated("T1", 90)], [KNOWN]),
        ([treated("", 60)], []),
        ([treated("T1", -1)], []),
    ],
)
def test_local_treatments_are_noted(
    treatments: list[Treatment], found: list[Finding], mode: LocalTreatment
) -> None:
    protocol = replace(RECIST11, options=Options(local_treatment=mode))
    assessment = judged("0: T1=50 T2=20 | 56: T1=50 T2=20", protocol, *treatments)
    assert assessment.findings == tuple(found)


@pytest.mark.parametrize("lesion", ["T1", "NT1", "L1"])
def test_lesions_of_every_role_are_known(lesion: str) -> None:
    course = "0: T1=50 NT1=present | 56: T1=50 NT1=present L1=equivocal"
    (note,) = judged(course, RECIST11, treated(lesion, 60)).findings
    assert (note.code, note.lesion) == ("locally-treated", lesion)
