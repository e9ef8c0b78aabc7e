"""A course in iRECIST, visit by visit: what is remembered of a run, and what has left."""

from dataclasses import replace
from datetime import timedelta

import pytest

from recist.criteria.registry import assess
from recist.model.assessment import CaseAssessment
from recist.model.protocol import LocalTreatment
from recist.model.treatment import Treatment, TreatmentKind
from tests.irecist_notation import IRECIST, answers, immune_course
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
        "a new lesion that grew on an early scan is still larger on the next",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 70: T1=50.0 L1=unequivocal/increased"
            " | 112: T1=50.0 L1=unequivocal/unchanged"
        ),
        "iUPD iUPD iCPD",
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


def test_what_is_no_better_than_at_the_first_iupd_still_progresses() -> None:
    found = immune_course(
        "0: T1=50.0 NT1=present | 56: T1=50.0 NT1=progression | 112: T1=50.0 NT1=present/unchanged"
        " | 168: T1=50.0 NT1=present/decreased"
    )
    assert [visit.non_target for visit in found.visits] == [
        None,
        "iUPD",
        "iUPD",
        "NON-iCR/NON-iUPD",
    ]


def test_a_progression_may_rest_on_a_reappearance() -> None:
    found = immune_course("0: T1=50.0 | 56: T1=absent | 112: T1=3.0 | 168: T1=absent")
    assert [visit.rests_on_reappearance for visit in found.visits] == [False, False, True, False]


def test_what_was_made_certain_on_the_day_was_known_on_the_day() -> None:
    found = immune_course(
        "0: T1=50.0 | 56: T1=50.0 L1=equivocal"
        " | 112: T1=50.0 L1=unequivocal/unchanged L2=unequivocal L4=equivocal"
        " | 168: T1=50.0 L1=unequivocal/unchanged L2=unequivocal L4=unequivocal"
    )
    assert [visit.overall_as_read for visit in found.visits] == [None, "iSD", "iCPD", "iCPD"]
    assert answers(found) == ["iUPD", "iCPD", "iCPD"]


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
