"""What iRECIST reports beside the answer: each finding in full."""

from dataclasses import replace

import pytest

from recist.criteria.registry import assess
from recist.criteria.wording import explain
from recist.model.assemble import assemble_case
from recist.model.dates import NO_DATE
from recist.model.finding import Finding, Severity
from recist.model.protocol import TargetCaps
from recist.model.scope import in_scope
from tests.irecist_notation import IRECIST, SUBJECT, immune_course

LATER = "day 115 comes 59 days after the first iUPD (day 56), later than 56 + 2 days"


def late(message: str, visit: str = "day 115") -> Finding:
    return Finding(
        severity=Severity.WARNING, code="confirmation-late", message=message, visit=visit
    )


def early(message: str, visit: str) -> Finding:
    return Finding(severity=Severity.INFO, code="confirmation-early", message=message, visit=visit)


def unsaid(lesion: str, visit: str, taken: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="change-missing",
        message=(
            f"{lesion} progressed and at {visit} nobody says how it moved since (change): taken "
            f"as {taken}"
        ),
        lesion=lesion,
        visit=visit,
    )


def over(lesion: str, message: str) -> Finding:
    return Finding(
        severity=Severity.WARNING, code="too-many-new-targets", message=message, lesion=lesion
    )


TIMES: list[tuple[str, str, list[Finding]]] = [
    ("in time", "0: T1=50.0 | 56: T1=60.0 | 114: T1=65.0", []),
    (
        "confirmed late",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=65.0",
        [late(f"iCPD at {LATER}")],
    ),
    (
        "the first scan after the iUPD is late",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=60.0",
        [late(f"the next scan at {LATER}")],
    ),
    (
        "late, and it takes the iUPD back",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=50.0",
        [late(f"the next scan at {LATER}")],
    ),
    (
        "a late scan without growth after one in time",
        "0: T1=50.0 | 56: T1=60.0 | 70: T1=60.0 | 140: T1=60.0",
        [],
    ),
    (
        "a scan that could not be read is no scan",
        "0: T1=50.0 | 56: T1=60.0 | 84: T1=not-evaluable | 115: T1=60.0",
        [late(f"the next scan at {LATER}")],
    ),
    (
        "late twice: as the next scan, and as the one that confirms",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=60.0 | 120: T1=60.0 | 130: T1=65.0",
        [
            late(f"the next scan at {LATER}"),
            late(
                "iCPD at day 130 comes 74 days after the first iUPD (day 56), later than 56 + 2 "
                "days",
                "day 130",
            ),
        ],
    ),
    (
        "each run has its own first scan",
        "0: T1=50.0 | 56: T1=60.0 | 84: T1=50.0 | 112: T1=60.0 | 171: T1=60.0",
        [
            late(
                "the next scan at day 171 comes 59 days after the first iUPD (day 112), later "
                "than 56 + 2 days",
                "day 171",
            )
        ],
    ),
    (
        "growth too early, and again in time",
        "0: T1=50.0 | 56: T1=60.0 | 81: T1=65.0 | 82: T1=66.0",
        [
            early(
                "growth at day 81 comes 25 days after the first iUPD (day 56): too early to "
                "confirm it, before 28 - 2 days",
                "day 81",
            )
        ],
    ),
    (
        "early for new symptoms",
        "0: T1=50.0 | 56: T1=60.0 | 81: T1=60.0 L1=unequivocal!new-symptom",
        [],
    ),
    ("early without growth", "0: T1=50.0 | 56: T1=60.0 | 70: T1=60.0", []),
    ("the baseline alone", "0: T1=50.0", []),
]
CHANGES: list[tuple[str, str, list[Finding]]] = [
    (
        "a non-target that progresses as before",
        "0: NT1=present | 56: NT1=progression | 112: NT1=progression",
        [unsaid("NT1", "day 112", "unchanged")],
    ),
    (
        "a non-target that is only present",
        (
            "0: NT1=present NT2=present | 56: NT1=progression NT2=present"
            " | 112: NT1=present NT2=present"
        ),
        [unsaid("NT1", "day 112", "no longer progressing")],
    ),
    (
        "one that was doubtful when another progressed",
        (
            "0: NT1=present NT2=present | 56: NT1=suspected NT2=progression"
            " | 112: NT1=progression NT2=progression/unchanged"
        ),
        [unsaid("NT1", "day 112", "unchanged")],
    ),
    (
        "a non-target is unread, gone, or said to have moved",
        (
            "0: NT1=present NT2=present NT3=present"
            " | 56: NT1=progression NT2=progression NT3=progression"
            " | 112: NT1=not-evaluable NT2=absent NT3=present/decreased"
        ),
        [],
    ),
    (
        "only the targets progressed",
        "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=60.0 NT1=present",
        [],
    ),
    (
        "a new lesion that is measured says it by its size",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal L2=unequivocal:12.0"
            " | 112: T1=50.0 L1=unequivocal L2=unequivocal:12.0"
        ),
        [unsaid("L1", "day 112", "unchanged")],
    ),
    (
        "a new lesion that came later, or went before",
        (
            "0: T1=50.0 | 56: T1=60.0 L1=unequivocal | 66: T1=60.0 L1=unequivocal/unchanged"
            " L4=unequivocal | 70: T1=60.0 L1=absent L4=unequivocal"
        ),
        [
            early(
                "growth at day 66 comes 10 days after the first iUPD (day 56): too early to "
                "confirm it, before 28 - 2 days",
                "day 66",
            ),
            early(
                "growth at day 70 comes 14 days after the first iUPD (day 56): too early to "
                "confirm it, before 28 - 2 days",
                "day 70",
            ),
        ],
    ),
]
TWO = "L1/new-target=unequivocal:12.0 L2/new-target=unequivocal:12.0"
ROOM: list[tuple[str, str, list[Finding]]] = [
    ("two of an organ", f"0: T1=50.0 | 56: T1=50.0 {TWO}", []),
    (
        "three of an organ",
        f"0: T1=50.0 | 56: T1=50.0 {TWO} L3/new-target=unequivocal:12.0",
        [over("L3", "3 target-like new lesions of liver, 2 are allowed")],
    ),
    (
        "five in all",
        (
            f"0: T1=50.0 | 56: T1=50.0 {TWO} L4/new-target=unequivocal:12.0"
            " L5/new-target=unequivocal:12.0 L6/new-target=unequivocal:12.0"
        ),
        [],
    ),
    (
        "six in all",
        (
            f"0: T1=50.0 | 56: T1=50.0 {TWO} L3/new-target=unequivocal:12.0"
            " L4/new-target=unequivocal:12.0 L6/new-target=unequivocal:12.0"
            " L7/new-target=unequivocal:12.0"
        ),
        [
            over("L7", "6 target-like new lesions, 5 are allowed"),
            over("L3", "3 target-like new lesions of liver, 2 are allowed"),
        ],
    ),
]
FOUND = [*TIMES, *CHANGES, *ROOM]


@pytest.mark.parametrize(("why", "text", "found"), FOUND, ids=[one[0] for one in FOUND])
def test_what_is_found(why: str, text: str, found: list[Finding]) -> None:
    assert immune_course(text).findings == tuple(found)


def test_a_scope_has_room_of_its_own() -> None:
    course = immune_course(
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:12.0 L2=unequivocal:12.0 L3=unequivocal:12.0"
    )
    roomy = replace(IRECIST, scope_targets=(("liver", TargetCaps(max_per_organ=3)),))
    of_liver = assess(in_scope(course.case, "liver"), roomy)
    assert (of_liver.visits[1].new_sum_um, of_liver.findings) == (36_000, ())
    assert assess(course.case, roomy).visits[1].new_sum_um == 24_000


def test_the_room_of_a_scope_may_be_too_small() -> None:
    course = immune_course(f"0: T1=50.0 | 56: T1=50.0 {TWO}")
    narrow = replace(IRECIST, scope_targets=(("liver", TargetCaps(max_per_organ=1)),))
    assert assess(in_scope(course.case, "liver"), narrow).findings == (
        over("L2", "2 target-like new lesions of liver, 1 are allowed"),
    )


def test_growth_at_an_unknown_time_is_never_in_time() -> None:
    course = immune_course("0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0")
    rows = [
        replace(row, date=NO_DATE) if row.visit == "day 112" else row for row in course.case.rows
    ]
    undated = assess(assemble_case(rows, window_days=14, info=SUBJECT), IRECIST)
    assert undated.findings == (
        early(
            "growth at day 112 comes at an unknown time after the first iUPD (day 56): too early "
            "to confirm it, before 28 - 2 days",
            "day 112",
        ),
    )
    assert explain(undated, 2)[-1].text == (
        "Growth – days after the first iUPD (day 56) is too early to confirm it, before day 26: "
        "still iUPD."
    )
