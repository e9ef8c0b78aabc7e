"""What-if: the same reads under two protocols, and why the answers differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import load_reads
from recist.model.length import Length
from recist.model.protocol import LocalTreatment, Protocol
from recist.trial.comparison import BEST, Difference, differences
from recist.trial.judging import Reads, judge_reads
from recist.trial.protocol_file import protocol_named

HEAD = (
    "subject,visit,date,lesion,role,organ,state,"
    "longest_diameter_mm,short_axis_mm,viable_diameter_mm\n"
)
NEW = protocol_named("recist-1.1")
OLD = protocol_named("recist-1.0")
HCC = protocol_named("mrecist")
DAYS = ("2024-01-01", "2024-03-01", "2024-05-01", "2024-07-01")

# lesion, role, organ: and per visit its state with longest, short and viable diameter
Course = list[tuple[str, str, list[str]]]


def reads_of(folder: Path, course: Course, treatments: str = "") -> Reads:
    """Read a course from files, as a user gives it."""
    lines = [HEAD]
    for lesion, role_and_organ, states in course:
        for visit, state in enumerate(states):
            if state:
                word, *sizes = state.split()
                cells = [*sizes, "", "", ""][:3]
                place = f"01,v{visit},{DAYS[visit]},{lesion},{role_and_organ}"
                lines.append(f"{place},{word},{','.join(cells)}\n".replace("~", ""))
    table, treated = folder / "reads.csv", folder / "treatments.csv"
    table.write_text("".join(lines))
    treated.write_text(f"subject,lesion,date,kind\n{treatments}")
    return load_reads([table], treatments=treated)


def compared(reads: Reads, *protocols: Protocol) -> tuple[Difference, ...]:
    return differences([judge_reads(reads, protocol) for protocol in protocols])


FLOOR: Course = [("T1", "target,lung", ["measured 16.5", "measured 20.5"])]
HOLD: Course = [("T1", "target,lung", ["measured 100", "measured 70", "measured 80"])]
NODE: Course = [("T1", "target,lymph node", ["measured 20 15", "measured 14 8"])]
NEW_NODE: Course = [
    ("T1", "target,lung", ["measured 50", "measured 50"]),
    ("N1", "new,lymph node", ["", "unequivocal 12 8"]),
]
VIABLE: Course = [("T1", "target,liver", ["measured 50 40 40", "measured 48 40 20"])]
LATE: Course = [("T1", "target,lung", ["measured 100", "measured 95", "measured 60"])]


@pytest.mark.parametrize(
    ("course", "other", "visit", "answers", "reason"),
    [
        (
            FLOOR,
            OLD,
            "v1",
            ("SD", "PD"),
            (
                "+24.24 % reaches PD without the 5 mm floor in RECIST 1.0; "
                "RECIST 1.1 needs 5 mm: 4.0 mm."
            ),
        ),
        (
            HOLD,
            OLD,
            "v2",
            ("PR", "SD"),
            (
                "An earlier PR holds in RECIST 1.1, though 80.0 mm alone is SD; "
                "in RECIST 1.0 it does not hold: 80.0 mm is SD."
            ),
        ),
        (
            NODE,
            OLD,
            "v1",
            ("CR", "PR"),
            (
                "T1 counts by the short axis in RECIST 1.1, by the longest diameter in RECIST 1.0. "
                "RECIST 1.1: Every non-nodal target is gone and every target node is below 10 mm "
                "in its short axis. "
                "RECIST 1.0: 14.0 mm is −30.00 % against the baseline of 20.0 mm; PR up to 14.0 mm."
            ),
        ),
        (
            NEW_NODE,
            OLD,
            "v1",
            ("SD", "PD"),
            (
                "N1 is a new lesion in RECIST 1.0, too small for one in RECIST 1.1. "
                "RECIST 1.1: Targets SD, non-targets not PD, no new lesion. "
                "RECIST 1.0: Unequivocally new: N1."
            ),
        ),
        (
            VIABLE,
            HCC,
            "v1",
            ("SD", "PR"),
            (
                "T1 counts by the longest diameter in RECIST 1.1, "
                "by the viable diameter in mRECIST. "
                "RECIST 1.1: 48.0 mm is neither PR (up to 35.0 mm) nor PD (from 60.0 mm). "
                "mRECIST: 20.0 mm is −50.00 % against the baseline of 40.0 mm; PR up to 28.0 mm."
            ),
        ),
        (
            LATE,
            OLD,
            BEST,
            ("PR", "SD"),
            (
                "RECIST 1.0 counts a PR only if confirmed after 28 days. "
                "RECIST 1.1: PR at v2, and no CR. "
                "RECIST 1.0: SD at v1, at or after the minimum of 42 days; nothing better."
            ),
        ),
    ],
    ids=["5 mm floor", "PR holds", "node's axis", "small new node", "viable part", "confirmation"],
)
def test_each_difference_has_its_reason(
    tmp_path: Path,
    course: Course,
    other: Protocol,
    visit: str,
    answers: tuple[str, str],
    reason: str,
) -> None:
    found = compared(reads_of(tmp_path, course), NEW, other)
    (one,) = (difference for difference in found if difference.visit == visit)
    assert (one.subject, one.scope, one.protocols) == ("01", "all", (NEW.id, other.id))
    assert one.answers == answers
    assert one.reason == reason


def test_words_of_irecist_differ_only_where_progression_waits(tmp_path: Path) -> None:
    course: Course = [
        ("T1", "target,lung", ["measured 50", "measured 30", "measured 45", "measured 55"])
    ]
    (visit,) = compared(reads_of(tmp_path, course), NEW, protocol_named("irecist"))
    assert (visit.visit, visit.answers) == ("v2", ("PD", "iUPD"))
    assert visit.reason.startswith(
        "RECIST 1.1: 45.0 mm is 15.0 mm (+50.00 %) above the nadir of 30.0 mm (v1); "
        "PD needs 20 % and 5 mm, from 36.0 mm. iRECIST: Progression that a later visit has to"
    )


def test_the_sides_may_stand_the_other_way_round(tmp_path: Path) -> None:
    reads = reads_of(tmp_path, FLOOR)
    (one, _), (turned, _) = compared(reads, NEW, OLD), compared(reads, OLD, NEW)
    assert turned.answers == one.answers[::-1]
    assert turned.reason == one.reason


def test_a_nadir_of_0_has_no_percentage(tmp_path: Path) -> None:
    course: Course = [
        ("T1", "target,lung", ["measured 20", "absent", "measured 4"]),
        ("NT1", "non-target,bone", ["present", "present", "present"]),
    ]
    found = compared(reads_of(tmp_path, course), NEW, OLD)
    assert found[0].reason == (
        "Disease over a nadir of 0 mm reaches PD without the 5 mm floor in RECIST 1.0; "
        "RECIST 1.1 needs 5 mm: 4.0 mm."
    )


def test_two_protocols_of_one_criterion_are_called_by_their_ids(tmp_path: Path) -> None:
    ten = replace(NEW, id="ten", options=replace(NEW.options, too_small=Length.of_mm(8)))
    course: Course = [("T1", "target,lung", ["measured 10", "too-small"])]
    (visit, best) = compared(reads_of(tmp_path, course), NEW, ten)
    assert visit.reason == (
        "Too small to measure counts as 5.0 mm in recist-1.1, as 8.0 mm in ten. "
        "recist-1.1: 5.0 mm is −50.00 % against the baseline of 10.0 mm; PR up to 7.0 mm. "
        "ten: 8.0 mm is neither PR (up to 7.0 mm) nor PD (from 15.0 mm)."
    )
    assert best.visit == BEST


def test_a_local_treatment_is_named(tmp_path: Path) -> None:
    planned = replace(
        NEW,
        id="planned",
        options=replace(NEW.options, local_treatment=LocalTreatment.PLANNED),
    )
    course: Course = [
        ("T1", "target,liver", ["measured 40", "measured 40"]),
        ("T2", "target,liver", ["measured 20", "measured 20"]),
    ]
    reads = reads_of(tmp_path, course, "01,T2,2024-02-01,radiofrequency\n")
    visit = compared(reads, NEW, planned)[0]
    assert visit.answers == ("NE", "SD")
    assert visit.reason.startswith(
        "T2, radiofrequency on 2024-02-01, is not evaluable from then on in recist-1.1, "
        "leaves the assessment in planned. recist-1.1: T2 was not read"
    )


def test_scopes_that_both_protocols_have_are_compared(tmp_path: Path) -> None:
    course: Course = [
        *FLOOR,
        ("T2", "target,liver", ["measured 16.5", "measured 20.5"]),
    ]
    reads = reads_of(tmp_path, course)
    liver = replace(NEW, id="liver", scopes=("liver", "all"))
    older = replace(OLD, id="older", scopes=("not-liver", "liver"))
    found = compared(reads, liver, older)
    assert {(one.scope, one.visit) for one in found} == {("liver", "v1"), ("liver", BEST)}
    assert compared(reads, NEW, replace(OLD, scopes=("liver",))) == ()


def test_the_first_protocol_is_compared_with_each_of_the_others(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, FLOOR), NEW, OLD, HCC)
    assert [(one.visit, one.protocols[1]) for one in found] == [
        ("v1", "recist-1.0"),
        (BEST, "recist-1.0"),
        ("v1", "mrecist"),
        (BEST, "mrecist"),
    ]


def test_equal_answers_are_no_difference(tmp_path: Path) -> None:
    reads = reads_of(tmp_path, [("T1", "target,lung", ["measured 50", "measured 50"])])
    assert compared(reads, NEW, OLD) == ()
