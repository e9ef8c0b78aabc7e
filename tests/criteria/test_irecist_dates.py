"""Which scan dates a response in iRECIST, beside lesions that are left over and in a run."""

from dataclasses import replace

import pytest

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.dates import ScanDate
from tests.irecist_notation import IRECIST, SUBJECT, immune_course

TOLERATED = "0: T1=100.0 T2=20.0 | 56: T1=100.0 T2=20.0 L1=unequivocal | 112: T1=60.0 T2=10.0"
NON_TARGETS = (
    "0: T1=99.0 NT1=present NT2=present | 56: T1=99.0 NT1=present NT2=present L1=unequivocal"
    " | 112: T1=60.0 NT1=present NT2=present L1=unequivocal/unchanged"
)

# Why, the course, and the date of its last response.
DATES = [
    (
        "the sum beside a lesion left over: the last scan of the targets, too small ones too",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=95.0@170 T2=too-small@172 L1=unequivocal/unchanged@168"
        ),
        "2024-06-22",
    ),
    (
        "a target that was not read dates nothing",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=95.0@170 T2=not-evaluable@172 L1=unequivocal/unchanged@168"
        ),
        "2024-06-20",
    ),
    (
        "the first of the non-targets that progress",
        (
            f"{NON_TARGETS} | 168: T1=60.0@173 NT1=progression@172 NT2=progression@171"
            " L1=unequivocal/unchanged@168"
        ),
        "2024-06-21",
    ),
    (
        "one that is only present dates nothing",
        (
            f"{NON_TARGETS} | 168: T1=60.0@173 NT1=progression@172 NT2=present@169"
            " L1=unequivocal/unchanged@168"
        ),
        "2024-06-22",
    ),
    (
        "the first of the further new lesions",
        (
            f"{TOLERATED} L1=unequivocal/unchanged | 168: T1=60.0@173 T2=10.0@173"
            " L1=unequivocal/unchanged@168 L4=unequivocal@172 L5=unequivocal@171"
        ),
        "2024-06-21",
    ),
    (
        "a lesion left over that grew",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=60.0@173 T2=10.0@173 L1=unequivocal/increased@170"
        ),
        "2024-06-20",
    ),
    (
        "new lesions over their nadir: the last scan of them",
        (
            "0: T1=99.0 | 56: T1=99.0 L1=unequivocal:20.0 L4=unequivocal:20.0"
            " | 112: T1=60.0 L1=unequivocal:20.0 L4=unequivocal:20.0"
            " | 168: T1=60.0@172 L1=unequivocal:25.0@169 L4=unequivocal:25.0@171"
        ),
        "2024-06-21",
    ),
    (
        "of several reasons the first that shows it",
        (
            f"{NON_TARGETS} | 168: T1=85.0@170 NT1=progression@171 NT2=present@168"
            " L1=unequivocal/unchanged@168 L4=unequivocal@172"
        ),
        "2024-06-20",
    ),
    (
        "confirmed by several: the first of those in time",
        (
            "0: T1=50.0 | 56: T1=60.0 L1=unequivocal"
            " | 81: T1=66.0@82 L1=unequivocal/unchanged@83 L4=unequivocal@81"
        ),
        "2024-03-24",
    ),
    (
        "grown on an early scan: the first one that confirms it",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 70: T1=50.0 L1=unequivocal/increased"
            " | 112: T1=50.0@115 L1=unequivocal/unchanged@113"
        ),
        "2024-04-24",
    ),
    (
        "a non-target that is back after an iCR",
        "0: T1=50.0 NT1=present | 56: T1=absent NT1=absent | 112: T1=absent@115 NT1=present@112",
        "2024-04-23",
    ),
    (
        "still progressing after iCPD, by RECIST 1.1",
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0 | 168: T1=50.0@172 L4=unequivocal@170",
        "2024-06-20",
    ),
    (
        "not assessed: the day that is given",
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=not-evaluable@114",
        "2024-04-25",
    ),
]


# A course, and the lesion of whose last scan only the month is known.
MONTHS = [
    (
        "a further new lesion",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=60.0 T2=10.0@170 L1=unequivocal/unchanged L4=unequivocal"
        ),
        "L4",
        "iUPD",
    ),
    (
        "a lesion left over that grew",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=60.0 T2=10.0@170 L1=unequivocal/increased"
        ),
        "L1",
        "iUPD",
    ),
    (
        "the targets beside a lesion left over",
        (
            f"{TOLERATED} L1=unequivocal/unchanged"
            " | 168: T1=95.0 T2=not-evaluable@170 L1=unequivocal/unchanged"
        ),
        "T1",
        "iUPD",
    ),
    (
        "the targets have grown",
        "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=65.0 NT1=present@115",
        "T1",
        "iCPD",
    ),
    (
        "a non-target has grown",
        (
            "0: T1=50.0 NT1=present | 56: T1=50.0 NT1=progression"
            " | 112: T1=50.0@115 NT1=progression/increased"
        ),
        "NT1",
        "iCPD",
    ),
    (
        "a non-target progresses too",
        "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=60.0@115 NT1=progression",
        "NT1",
        "iCPD",
    ),
    (
        "the sum of the new lesions has grown",
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:12.0 | 112: T1=50.0@115 L1=unequivocal:17.0",
        "L1",
        "iCPD",
    ),
    (
        "another new lesion has grown",
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=50.0@115 L1=unequivocal/increased",
        "L1",
        "iCPD",
    ),
    (
        "new lesions left over, over their nadir",
        (
            "0: T1=99.0 | 56: T1=99.0 L1=unequivocal:20.0 | 112: T1=60.0 L1=unequivocal:20.0"
            " | 168: T1=60.0@172 L1=unequivocal:25.0"
        ),
        "L1",
        "iUPD",
    ),
    (
        "a non-target beside a lesion left over",
        (f"{NON_TARGETS} | 168: T1=60.0@172 NT1=progression NT2=present L1=unequivocal/unchanged"),
        "NT1",
        "iUPD",
    ),
    (
        "every lesion of a visit beside a lesion left over",
        (
            "0: T1=99.0 | 56: T1=99.0 L1=unequivocal | 112: T1=60.0 L1=unequivocal/unchanged"
            " | 168: T1=95.0"
        ),
        "T1",
        "iUPD",
    ),
    (
        "every lesion of a visit that confirms",
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0",
        "T1",
        "iCPD",
    ),
    (
        "one more new lesion",
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=60.0@115 L4=unequivocal",
        "L4",
        "iCPD",
    ),
]


@pytest.mark.parametrize(
    ("why", "text", "lesion", "overall"), MONTHS, ids=[one[0] for one in MONTHS]
)
def test_a_month_dates_nothing(why: str, text: str, lesion: str, overall: str) -> None:
    """The last scan of the visit stands for it."""
    course = immune_course(text)
    label = course.visits[-1].visit
    month = ScanDate.parse(course.visits[-1].response_date.text[:7])
    rows = [
        replace(row, date=month) if (row.visit, row.lesion) == (label, lesion) else row
        for row in course.case.rows
    ]
    case = assemble_case(rows, window_days=30, info=SUBJECT)
    found = assess(case, IRECIST).visits[-1]
    assert (found.overall, found.response_date) == (overall, case.visits[-1].last_date)


@pytest.mark.parametrize(("why", "text", "date"), DATES, ids=[one[0] for one in DATES])
def test_date_of_the_last_response(why: str, text: str, date: str) -> None:
    assert immune_course(text).visits[-1].response_date.text == date
