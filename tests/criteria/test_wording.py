"""What the rules say in words, with the figures and the lesions of the visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.criteria import recist11
from recist.criteria.wording import signed_mm
from tests.criteria.reading_tables import document_of

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,short_axis_mm"
BASELINE = "baseline,2024-01-01,T1,target,liver,measured,50,"

CASES = {
    "PD by the sum": (
        [BASELINE, "week 8,2024-03-01,T1,target,liver,measured,60,"],
        "recist11/target/PD",
        (
            "60.0 mm is 10.0 mm (+20.00 %) above the nadir of 50.0 mm (baseline); "
            "PD needs 20 % and 5 mm, from 60.0 mm."
        ),
    ),
    "a threshold of whole tenths would contradict a sum of hundredths": (
        [
            "baseline,2024-01-01,T1,target,liver,measured,51.2,",
            "week 8,2024-03-01,T1,target,liver,measured,61.44,",
        ],
        "recist11/target/PD",
        (
            "61.44 mm is 10.24 mm (+20.00 %) above the nadir of 51.2 mm (baseline); "
            "PD needs 20 % and 5 mm, from 61.44 mm."
        ),
    ),
    "the measured part alone": (
        [
            BASELINE,
            "baseline,2024-01-01,T2,target,liver,measured,10,",
            "week 8,2024-03-01,T1,target,liver,measured,80,",
            "week 8,2024-03-01,T2,target,liver,not-evaluable,,",
        ],
        "recist11/target/PD-measured-part",
        (
            "T2 was not read, but the measured part alone, 80.0 mm, is 20.0 mm (+33.33 %) "
            "above the nadir of 60.0 mm (baseline); PD needs 20 % and 5 mm, from 72.0 mm."
        ),
    ),
    "over a nadir of 0": (
        [
            BASELINE,
            "baseline,2024-01-01,NT1,non-target,liver,present,,",
            "week 8,2024-03-01,T1,target,liver,absent,,",
            "week 8,2024-03-01,NT1,non-target,liver,present,,",
            "week 16,2024-05-01,T1,target,liver,measured,6,",
            "week 16,2024-05-01,NT1,non-target,liver,present,,",
        ],
        "recist11/target/PD",
        (
            "6.0 mm is 6.0 mm above the nadir of 0.0 mm (week 8); "
            "over a nadir of 0 the 5 mm alone decide, from 5.0 mm."
        ),
    ),
    "a non-target is named": (
        [
            BASELINE,
            "baseline,2024-01-01,NT1,non-target,liver,present,,",
            "week 8,2024-03-01,T1,target,liver,measured,50,",
            "week 8,2024-03-01,NT1,non-target,liver,progression,,",
        ],
        "recist11/non-target/PD",
        "Unequivocal progression of NT1.",
    ),
    "a back-dated progression names its lesion": (
        [
            BASELINE,
            "week 8,2024-03-01,T1,target,liver,measured,50,",
            "week 8,2024-03-01,N1,new,lung,equivocal,,",
            "week 16,2024-05-01,T1,target,liver,measured,50,",
            "week 16,2024-05-01,N1,new,lung,unequivocal,,",
        ],
        "recist11/new-lesion/back-dated",
        (
            "A later visit makes certain what was doubtful in N1: progression is dated at the "
            "first sighting. Read on the day as SD."
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_rule(name: str, tmp_path: Path) -> None:
    rows, rule, text = CASES[name]
    table = tmp_path / "reads.csv"
    table.write_text("\n".join([HEADER, *(f"01,{row}" for row in rows)]) + "\n", "utf-8")
    (case,) = document_of(table)["cases"]
    said = {one["id"]: one["text"] for visit in case["visits"] for one in visit["rules"]}
    assert said[rule] == text


@pytest.mark.parametrize(("um", "text"), [(14_000, "+14.0"), (-11_200, "−11.2"), (0, "0.0")])
def test_changes_carry_their_sign(um: int, text: str) -> None:
    assert signed_mm(um) == text


def test_every_row_can_be_put_into_words() -> None:
    known = {
        *("sum", "baseline", "baseline_change", "nadir", "nadir_visit", "nadir_change"),
        *("pd_from", "pr_up_to", "pd_needs", "normal_node", "as_read"),
        *("progressing", "persisting", "unread", "new", "doubtful", "unread_targets"),
        "reappeared",
    }
    for row in recist11.CRITERION.rows:
        assert row.text.format_map(dict.fromkeys(known, "…"))
