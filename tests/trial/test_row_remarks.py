"""What is noticed of rows is told with its place, and once where many rows have it alike."""

from __future__ import annotations

import pytest

from recist.model.finding import Finding, Severity
from recist.model.row import Row
from recist.trial.row_cells import row_from_cells
from recist.trial.row_remarks import told_with_places


def a_row(source: str, *messages: str, lesion: str = "T1", subject: str = "01") -> Row:
    cells = {
        "subject": subject,
        "visit": "week 8",
        "date": "2026-03-02",
        "lesion": lesion,
        "role": "target" if lesion else "visit",
        "organ": "liver" if lesion else "",
        "state": "absent" if lesion else "assessed",
    }
    row = row_from_cells(cells, source)
    return Row(
        **{name: getattr(row, name) for name in Row.__slots__ if name != "findings"},
        findings=tuple(a_finding(one) for one in messages),
    )


def a_finding(message: str, code: str = "a-code") -> Finding:
    return Finding(severity=Severity.WARNING, code=code, message=message)


TOLD = [
    ("has no place of its own", "T1 has no organ", "tr.xpt row 3: T1 of 01 at week 8 has no organ"),
    (
        "has its own place at the end",
        "T1 has 42 mm in A and 24 mm in B: A is taken (tr.xpt row 7)",
        "tr.xpt row 7: T1 of 01 at week 8 has 42 mm in A and 24 mm in B: A is taken",
    ),
    (
        "has two places",
        "T1 has LDIAM twice (tr.xpt row 7, tr.xpt row 8)",
        "tr.xpt row 7, tr.xpt row 8: T1 of 01 at week 8 has LDIAM twice",
    ),
    ("has its row before it", "tr.xpt row 3: says no role", "tr.xpt row 3: says no role"),
    ("has another place", "sr.dcm item 1.2: says no role", "sr.dcm item 1.2: says no role"),
    (
        "has brackets that are no place",
        "T1 is odd (very)",
        "tr.xpt row 3: T1 of 01 at week 8 is odd (very)",
    ),
]


@pytest.mark.parametrize(("_reason", "message", "told"), TOLD, ids=[one[0] for one in TOLD])
def test_a_remark_names_file_row_subject_and_visit(_reason: str, message: str, told: str) -> None:
    assert [one.message for one in told_with_places((), [a_row("tr.xpt row 3", message)])] == [told]


def test_a_remark_on_a_visit_names_its_subject() -> None:
    row = a_row("rs.xpt row 3", "week 8 has no date", lesion="")
    (told,) = told_with_places((), [row])
    assert told.message == "rs.xpt row 3: week 8 of 01 has no date"


def test_what_many_rows_have_alike_is_told_once() -> None:
    rows = [
        a_row("tr.xpt row 1", "T1 has no organ"),
        a_row("tr.xpt row 2", "T2 has no organ", "T2 is odd", lesion="T2"),
        a_row("tr.xpt row 3", "T1 has no organ", subject="02"),
        a_row("a.dcm item 1", "a.dcm item 1: says no role"),
        a_row("b.dcm item 1", "b.dcm item 1: says no role"),
    ]
    assert [one.message for one in told_with_places((), rows)] == [
        "tr.xpt row 1: T1 of 01 at week 8 has no organ (and 2 more like this)",
        "tr.xpt row 2: T2 of 01 at week 8 is odd",
        "a.dcm item 1: says no role (and 1 more like this)",
    ]


def test_what_files_have_alike_is_told_once_and_before_the_rows() -> None:
    findings = [
        a_finding("a.csv row 2: T1 and 4 more stood in another file", "row-repeated"),
        a_finding("passed over: a.txt", "passed-over"),
        a_finding("b.csv row 2: T2 stood in another file", "row-repeated"),
    ]
    told = told_with_places(findings, [a_row("tr.xpt row 3", "T1 has no organ")])
    assert [one.message for one in told] == [
        "a.csv row 2: T1 and 4 more stood in another file (and 1 more like this)",
        "passed over: a.txt",
        "tr.xpt row 3: T1 of 01 at week 8 has no organ",
    ]
