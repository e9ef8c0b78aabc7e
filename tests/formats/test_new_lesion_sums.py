"""iRECIST: the sum of new lesions says which lesions it is of and whether all have a value."""

from __future__ import annotations

import json

import pytest

from recist.formats.json_export import JSON
from recist.formats.sdtm.tables import result_rows
from recist.formats.sheets.responses import responses_sheet
from recist.trial.record import ExportRecord
from tests.formats.sdtm_records import record, rows

COURSE = """
baseline | T1 | target     | liver | measured    | 100/
week 8   | T1 | target     | liver | measured    | 100/
week 8   | N1 | new        | lung  | unequivocal | 14/
week 8   | N2 | new-target | lung  | unequivocal | 20/ | date=2024-03-07
week 16  | T1 | target     | liver | measured    | 65/
week 16  | N1 | new        | lung  | unequivocal | 14/
"""
LOST = "week 16 | N2 | new-target | lung | not-evaluable | | reason=motion"
SEEN = "week 16 | N2 | new-target | lung | unequivocal | 22/"
BOTH_LOST = COURSE.replace(
    "week 16  | N1 | new        | lung  | unequivocal | 14/",
    "week 16  | N1 | new        | lung  | not-evaluable |",
)


def immune(table: str) -> ExportRecord:
    return record(rows(table), ["irecist"])


@pytest.mark.parametrize(
    ("table", "visit", "status", "number", "part"),
    [
        (COURSE + SEEN, "week 8", "", 34.0, None),
        (COURSE + SEEN, "week 16", "", 36.0, None),
        (COURSE + LOST, "week 16", "NOT DONE", None, "14.0"),
        (COURSE, "week 16", "NOT DONE", None, "14.0"),  # no row is no value either
        (BOTH_LOST + LOST, "week 16", "NOT DONE", None, None),
    ],
)
def test_an_incomplete_sum_of_new_lesions_is_not_done(
    table: str, visit: str, status: str, number: float | None, part: str | None
) -> None:
    (one,) = [
        one
        for one in result_rows(immune(table))
        if one.values["TRGRPID"] == "NEW TARGET"
        and one.values["TRTESTCD"] == "SUMDIAM"
        and one.values["VISIT"] == visit
    ]
    more = dict(one.more)
    assert one.values.get("TRSTAT", "") == status
    assert one.values.get("TRSTRESN") == number
    # A lesion of role new counts, too: the group of its own records does not say so.
    assert more["RCPARTS"] == "N2, N1"
    assert more.get("RCPARTSM") == part


def test_it_has_the_date_of_its_last_scan() -> None:
    found = {
        one.values["VISIT"]: one.values["TRDTC"]
        for one in result_rows(immune(COURSE + SEEN))
        if one.values["TRGRPID"] == "NEW TARGET" and one.values["TRTESTCD"] == "SUMDIAM"
    }
    assert found == {"week 8": "2024-03-07", "week 16": "2024-05-01"}


def test_a_course_without_new_lesions_has_no_such_sum() -> None:
    table = "\n".join(line for line in COURSE.splitlines() if "| N" not in line)
    assert not [one for one in result_rows(immune(table)) if one.values["TRGRPID"] == "NEW TARGET"]


def test_tables_and_json_say_whether_every_part_has_a_value() -> None:
    told = immune(COURSE + LOST)
    sheet = responses_sheet(told)
    names = [column.name for column in sheet.columns]
    sums = [
        (row[names.index("new_lesion_sum_mm")], row[names.index("new_lesion_sum_complete")])
        for row in sheet.rows
    ]
    (file,) = JSON.write(told, lambda done, total: None)
    (case,) = json.loads(file.content)["cases"]
    assert sums[1:] == [(34_000, "yes"), (14_000, "no")]
    assert [
        (visit["new_lesion_sum_mm"], visit["new_lesion_sum_complete"])
        for visit in case["visits"][1:]
    ] == [(34.0, True), (14.0, False)]
