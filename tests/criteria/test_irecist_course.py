"""A course in iRECIST, visit by visit: what is remembered of a run, and which date counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.dates import ScanDate
from recist.model.protocol import LocalTreatment
from recist.model.treatment import Treatment, TreatmentKind
from tests.irecist_notation import IRECIST, SUBJECT, answers, immune_course
from tests.table_notation import BASELINE_DATE

LEFT = (
    "0: T1=100.0 NT1=present | 56: T1=100.0 NT1=present L1=unequivocal | 112: T1=60.0 NT1=present"
)

# Why, the course, and the overall responses after baseline.
COURSES = [
    (
        "unread targets beside the new lesion of the run",
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=not-evaluable L1=unequivocal/unchanged",
        "iUPD iUPD",
    ),
    (
        "better targets, but the non-target of the run is unread beside its new lesion",
        (
            "0: T1=100.0 NT1=present | 56: T1=100.0 NT1=progression L1=unequivocal"
            " | 112: T1=65.0 NT1=not-evaluable L1=unequivocal/unchanged"
        ),
        "iUPD iUPD",
    ),
    (
        "a lesion left over does not keep a run of the non-targets open",
        (
            f"{LEFT} L1=unequivocal/unchanged | 168: T1=60.0 NT1=progression"
            " L1=unequivocal/unchanged | 224: T1=60.0 NT1=absent L1=unequivocal/unchanged"
        ),
        "iUPD iPR iUPD iPR",
    ),
    (
        "nor one of a further new lesion",
        (
            f"{LEFT} L1=unequivocal/unchanged | 168: T1=60.0 NT1=present L1=unequivocal/unchanged"
            " L4=unequivocal | 224: T1=60.0 NT1=present L1=unequivocal/unchanged L4=absent"
        ),
        "iUPD iPR iUPD iPR",
    ),
    (
        "one that grew is what has to be gone",
        (
            f"{LEFT} L1=unequivocal/unchanged | 168: T1=60.0 NT1=present L1=unequivocal/increased"
            " | 224: T1=60.0 NT1=present L1=absent"
        ),
        "iUPD iPR iUPD iPR",
    ),
    (
        "one that grew is there still",
        (
            f"{LEFT} L1=unequivocal/unchanged | 168: T1=60.0 NT1=present L1=unequivocal/increased"
            " | 224: T1=60.0 NT1=present L1=unequivocal/decreased"
        ),
        "iUPD iPR iUPD iUPD",
    ),
    (
        "what was gone and is back is new again",
        f"{LEFT} L1=absent | 168: T1=60.0 NT1=present L1=unequivocal",
        "iUPD iPR iUPD",
    ),
    (
        "a response holds until the targets progress, and no longer",
        (
            "0: T1=100.0 | 56: T1=65.0 | 112: T1=75.0 L1=unequivocal | 168: T1=75.0 L1=absent"
            " | 224: T1=100.0 | 280: T1=77.0"
        ),
        "iPR iUPD iPR iUPD iSD",
    ),
    (
        "a target that is back confirms the new lesion beside it",
        "0: T1=50.0 | 56: T1=absent | 84: T1=absent L1=unequivocal | 112: T1=40.0 L1=absent",
        "iCR iUPD iCPD",
    ),
    (
        "after iCPD no response holds",
        (
            "0: T1=100.0 | 56: T1=65.0 | 112: T1=75.0 L1=unequivocal"
            " | 168: T1=75.0 L1=unequivocal L4=unequivocal | 224: T1=75.0 L1=absent L4=absent"
        ),
        "iPR iUPD iCPD iSD",
    ),
    (
        "after iCPD non-targets may still progress",
        (
            "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=65.0 NT1=present"
            " | 168: T1=50.0 NT1=progression"
        ),
        "iUPD iCPD iCPD",
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), COURSES, ids=[one[0] for one in COURSES])
def test_course(why: str, text: str, expected: str) -> None:
    assert answers(immune_course(text)) == expected.split()


def test_each_run_has_its_number() -> None:
    found = immune_course(
        "0: T1=50.0 | 56: T1=60.0 | 84: T1=50.0 | 112: T1=60.0 | 140: T1=50.0 | 168: T1=60.0"
    )
    assert [visit.progression_run for visit in found.visits] == [None, 1, None, 2, None, 3]


HELD = "0: T1=100.0 | 56: T1=65.0 | 112: T1=75.0 L1=unequivocal | 168: T1=75.0 L1=absent"


def test_no_response_holds_where_the_protocol_says_so() -> None:
    assert answers(immune_course(HELD)) == ["iPR", "iUPD", "iPR"]
    assert answers(immune_course(HELD, "options.partial_response_holds=false")) == [
        "iPR",
        "iUPD",
        "iSD",
    ]


# --- what leaves the assessment -------------------------------------------------------------------


def treated(text: str, lesion: str, day: int) -> CaseAssessment:
    """The course where a lesion leaves by a planned treatment."""
    done = Treatment(
        subject="1",
        lesion=lesion,
        date=BASELINE_DATE + timedelta(days=day),
        kind=TreatmentKind.RESECTION,
    )
    options = replace(IRECIST.options, local_treatment=LocalTreatment.PLANNED)
    case = replace(immune_course(text).case, treatments=(done,))
    return assess(case, replace(IRECIST, options=options))


def test_a_response_does_not_outlast_the_targets_that_it_was_of() -> None:
    text = (
        "0: T1=60.0 T2=40.0 | 56: T1=40.0 T2=25.0 | 112: T1=45.0 T2=27.0 L1=unequivocal"
        " | 168: T1=45.0 T2=27.0 L1=absent | 224: T1=45.0 T2=27.0"
    )
    assert answers(immune_course(text)) == ["iPR", "iUPD", "iPR", "iPR"]
    assert answers(treated(text, "T2", 160)) == ["iPR", "iUPD", "iSD", "iSD"]
    assert answers(treated(text, "T2", 50)) == ["iPR", "iUPD", "iPR", "iPR"]


def test_a_non_target_that_has_left_keeps_no_run_open() -> None:
    text = (
        "0: T1=50.0 NT1=present NT2=present | 56: T1=50.0 NT1=progression NT2=present"
        " | 112: T1=50.0 NT1=present/increased NT2=present"
    )
    assert answers(immune_course(text)) == ["iUPD", "iCPD"]
    assert answers(treated(text, "NT1", 100)) == ["iUPD", "iSD"]


# --- dates ----------------------------------------------------------------------------------------

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
    label, last_date = course.visits[-1].visit, course.case.visits[-1].last_date
    month = ScanDate.parse(last_date.text[:7])
    rows = [
        replace(row, date=month) if (row.visit, row.lesion) == (label, lesion) else row
        for row in course.case.rows
    ]
    found = assess(assemble_case(rows, window_days=30, info=SUBJECT), IRECIST).visits[-1]
    assert (found.overall, found.response_date) == (overall, last_date)


@pytest.mark.parametrize(("why", "text", "date"), DATES, ids=[one[0] for one in DATES])
def test_date_of_the_last_response(why: str, text: str, date: str) -> None:
    assert immune_course(text).visits[-1].response_date.text == date
