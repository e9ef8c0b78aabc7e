"""Rules in millimetres over several lesions: each is looked at, none hides another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.absolute import AbsoluteRule, absolute_rules
from recist.criteria.registry import criteria
from recist.model.assessment import CaseAssessment
from recist.model.length import Length
from recist.model.protocol import LocalTreatment, Options, Protocol
from tests.criteria.one_line import RECIST11, judged, treated

FLOOR, NODE, SMALL = AbsoluteRule.FLOOR, AbsoluteRule.NODE, AbsoluteRule.TOO_SMALL
NODULE, GROWTH = AbsoluteRule.NEW_NODULE, AbsoluteRule.GROWTH
LIVER = "L1[liver,longest_diameter_mm={}]=unequivocal"
NT_NODE = "NT1[lymph node,longest_diameter_mm={}]=present"


def used(assessment: CaseAssessment, index: int = -1) -> frozenset[AbsoluteRule]:
    thresholds = criteria()[assessment.protocol.criteria].rules.thresholds
    return absolute_rules(assessment, index % len(assessment.visits), thresholds)


# criterion, course, rules that were used at its last visit, why
USED: list[tuple[str, str, set[AbsoluteRule], str]] = [
    ("RECIST 1.1", "0: T1=50", set(), "a baseline compares nothing"),
    ("RECIST 1.1", "0: T1=50 | 56: T1=not-done", set(), "no sum"),
    ("RECIST 1.1", "0: T1=50 T2=absent | 56: T1=50 T2=9", set(), "no baseline"),
    ("RECIST 1.1", "0: T1=20 | 56: T1=23.999", set(), "below 20 %"),
    ("RECIST 1.1", "0: T1=20 | 56: T1=24", {FLOOR}, "20 % and not 5 mm"),
    ("RECIST 1.1", "0: T1=20 | 56: T1=24.999", {FLOOR}, "nearly 5 mm"),
    ("RECIST 1.1", "0: T1=20 | 56: T1=25", set(), "both"),
    ("RECIST 1.1", "0: T1=20.001 | 56: T1=24.001", set(), "20 % are not reached, exactly"),
    ("RECIST 1.1", "0: T1=20.001 | 56: T1=24.002", {FLOOR}, "20 % are reached, exactly"),
    ("RECIST 1.1", "0: T1=50 | 56: T1=absent | 112: T1=absent", {FLOOR}, "0 is 20 % over 0"),
    ("RECIST 1.1", "0: T1=50 | 56: T1=absent | 112: T1=0.001", {FLOOR}, "over a nadir of 0"),
    ("RECIST 1.1", "0: T1=50 | 56: T1=absent | 112: T1=80", {FLOOR}, "however much it is"),
    ("RECIST 1.1", "0: T1=0.001 | 56: T1=80", set(), "the least nadir there is"),
    ("RECIST 1.0", "0: T1=20 | 56: T1=24", set(), "no floor"),
    ("RECIST 1.0", "0: T1=50 | 56: T1=absent | 112: T1=3", set(), "no floor over 0 either"),
    ("mRECIST", "0: NT1=present | 56: NT1=present " + LIVER.format("9.999"), {NODULE}, "nodule"),
    ("mRECIST", "0: NT1=present | 56: NT1=present " + LIVER.format("10"), set(), "no nodule"),
    ("RECIST 1.1", "0: NT1=present | 56: NT1=present " + LIVER.format("1"), set(), "not by 1.1"),
    ("RECIST 1.1", "0: T1=50 N1n=15 | 56: T1=50 N1n=9.999", {NODE}, "a target node"),
    ("RECIST 1.1", "0: T1=50 N1n=15 | 56: T1=50 N1n=10", set(), "from 10 mm on"),
    ("RECIST 1.1", "0: T1=50 N1n=15 | 56: T1=50 N1n=absent", set(), "a node that is gone"),
    ("RECIST 1.1", "0: T1=50 T2=15 | 56: T1=50 T2=9", set(), "no node"),
    ("RECIST 1.1", "0: T1=50 T2=15 | 56: T1=50 T2=too-small", {SMALL}, "too small"),
    (
        "RECIST 1.1",
        "0: T1=50 N1n=15 T2=15 | 56: T1=50 N1n=9 T2=too-small",
        {NODE, SMALL},
        "two targets",
    ),
    (
        "RECIST 1.1",
        f"0: NT2=present {NT_NODE.format(20)} | 56: NT2=present {NT_NODE.format(9)}",
        {NODE},
        "a non-target node after one without a size",
    ),
    (
        "RECIST 1.1",
        f"0: NT2=present {NT_NODE.format(20)} | 56: NT2=present {NT_NODE.format(10)}",
        set(),
        "a non-target node that is no normal one",
    ),
    (
        "RECIST 1.1",
        "0: NT1[lung,longest_diameter_mm=9]=present | 56: NT1[lung,longest_diameter_mm=9]=present",
        set(),
        "a non-target that is no node",
    ),
    (
        "mRECIST",
        "0: NT1=present | 56: NT1=present | 112: NT1=present " + LIVER.format("9"),
        {NODULE},
        "a new lesion of which an earlier visit says nothing",
    ),
    (
        "iRECIST",
        "0: T1=50 | 56: T1=60 | 112: T1=62",
        {GROWTH},
        "a run of progressions",
    ),
]


@pytest.mark.parametrize(
    ("criterion", "course", "rules", "why"), USED, ids=[f"{one[0]}: {one[3]}" for one in USED]
)
def test_which_rules_were_used(
    criterion: str, course: str, rules: set[AbsoluteRule], why: str
) -> None:
    assert used(judged(course, Protocol(id=criterion, criteria=criterion))) == rules


def test_a_new_lesion_is_looked_for_at_the_visit_itself() -> None:
    mrecist = Protocol(id="mrecist", criteria="mRECIST")
    course = f"0: NT1=present | 56: NT1=present | 112: NT1=present {LIVER.format('9')}"
    assert used(judged(course, mrecist), 1) == frozenset()


def test_what_has_left_used_no_rule() -> None:
    planned = replace(RECIST11, options=Options(local_treatment=LocalTreatment.PLANNED))
    course = "0: T1=50 T2=20 | 56: T1=too-small T2=20"
    assert used(judged(course, planned, treated("T1", 30))) == frozenset()
    assert used(judged(course, planned)) == {SMALL}


def test_too_small_may_count_as_nothing() -> None:
    nothing = replace(RECIST11, options=Options(too_small=Length(0)))
    course = "0: T1=50 N1n=15 | 56: T1=50 N1n=too-small"
    assert used(judged(course, nothing)) == {SMALL}
    assert used(judged(course)) == {SMALL, NODE}


@pytest.mark.parametrize("column", ["non-targets", "new"])
def test_a_visit_that_is_not_aligned_with_its_case_is_refused(column: str) -> None:
    assessment = judged("0: T1=50 NT1=present | 56: T1=50 NT1=present L1=unequivocal")
    baseline, visit = assessment.case.visits
    broken = replace(visit, non_targets=()) if column == "non-targets" else replace(visit, new=())
    case = replace(assessment.case, visits=(baseline, broken))
    with pytest.raises(ValueError, match="zip"):
        used(replace(assessment, case=case))
