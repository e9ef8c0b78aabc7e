"""From rows to cases: each subject and reader, what was noticed, what was assessed."""

from dataclasses import replace
from datetime import date

import pytest

from recist.model.assemble import assemble_case, assemble_cases, was_assessed
from recist.model.case import Case, Visit
from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.lesion import Lesion, Role
from recist.model.reading import (
    Absent,
    Assessed,
    Change,
    Equivocal,
    Measured,
    NotDone,
    NotEvaluable,
    Present,
    Raised,
    State,
    Unequivocal,
)
from recist.model.row import Row
from recist.model.subject import UNKNOWN_SUBJECT, SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from tests.model.rows import (
    AFTER,
    BASELINE,
    START,
    WEEK_8,
    axes,
    case_of,
    error,
    info,
    measured,
    read,
    row,
    visit_rows,
    warning,
)

BIG, SMALL, SEEN = measured(40), measured(20), Unequivocal()
T1, T2 = row("T1", BIG, BASELINE), row("T2", BIG, BASELINE)


# what is expected of each visit
AT_BASELINE = Visit(
    label=BASELINE,
    date=START,
    last_date=START,
    assessed=True,
    targets=((replace(read("T1", BIG, START), image="7"),),),
    non_targets=((read("NT1", Present(), START),),),
    markers=((read("M1", Raised(), START),),),
    new=(None,),
)
AT_WEEK_8 = Visit(
    label=WEEK_8,
    date=AFTER,
    last_date=ScanDate.parse("2024-02-28"),
    assessed=True,
    targets=((replace(read("T1", SMALL), change=Change.DECREASED),),),
    non_targets=((read("NT1", Absent(), ScanDate.parse("2024-02-28")),),),
    markers=((read("M1", Raised()),),),
    new=(replace(read("L1", SEEN), image="9"),),
)


def test_a_case_holds_its_lesions_visits_and_rows() -> None:
    noticed = warning("date-partial", "read so", "T1", BASELINE)
    rows = (
        replace(T1, reader="A", findings=(noticed,), image="7"),
        row("NT1", Present(), BASELINE, reader="A"),
        row("M1", Raised(), BASELINE, reader="A"),
        row("M1", Raised(), reader="A"),
        row("T1", SMALL, reader="A", change=Change.DECREASED),
        row("NT1", Absent(), day="2024-02-28", reader="A"),
        row("L1", SEEN, reader="A", image="9"),
    )
    subject = SubjectInfo(subject="1", arm="X")
    done = Treatment(subject="1", date=date(2024, 2, 1), kind=TreatmentKind.OTHER)
    case = assemble_case(rows, window_days=14, info=subject, treatments=iter([done]))
    assert case == Case(
        subject="1",
        reader="A",
        targets=(Lesion(id="T1", role=Role.TARGET),),
        non_targets=(Lesion(id="NT1", role=Role.NON_TARGET),),
        markers=(Lesion(id="M1", role=Role.MARKER),),
        new_lesions=(Lesion(id="L1", role=Role.NEW),),
        visits=(AT_BASELINE, AT_WEEK_8),
        info=subject,
        treatments=(done,),
        rows=rows,
        findings=(noticed,),
    )


def test_without_a_subject_table_nothing_is_known_of_the_subject() -> None:
    case = case_of(T1)
    assert (case.info, case.treatments) == (UNKNOWN_SUBJECT, ())


def test_each_subject_and_reader_is_a_case() -> None:
    rows = [
        replace(T1, subject="2", reader="B"),
        replace(T1, subject="1", reader="A"),
        replace(T1, subject="2", reader="A"),
        replace(row("T1", SMALL), subject="2", reader="B"),
    ]
    known = SubjectInfo(subject="2", arm="X")
    first, second = (
        Treatment(subject="2", date=day, kind=TreatmentKind.RESECTION)
        for day in (date(2024, 2, 1), date(2024, 3, 1))
    )
    other = replace(first, subject="3")
    cases = assemble_cases(
        rows, window_days=14, subjects={"2": known}, treatments=[second, other, first]
    )
    assert [(case.subject, case.reader, len(case.visits)) for case in cases] == [
        ("2", "B", 2),
        ("1", "A", 1),
        ("2", "A", 1),
    ]
    assert [case.info for case in cases] == [known, UNKNOWN_SUBJECT, known]
    assert [case.treatments for case in cases] == [(second, first), (), (second, first)]


def test_cases_need_neither_subject_nor_treatment_table() -> None:
    rows = [T1, row("T1", SMALL)]
    assert assemble_cases(rows, window_days=14) == (case_of(*rows),)


@pytest.mark.parametrize(("window_days", "codes"), [(3, []), (2, ["visit-dates-apart"])])
def test_the_window_of_a_visit_is_the_protocol_s(window_days: int, codes: list[str]) -> None:
    rows = [replace(T1, date=ScanDate.parse("2024-01-05")), T2]
    (case,) = assemble_cases(rows, window_days=window_days)
    assert [note.code for note in case.findings] == codes


def test_screenings_end_at_the_reference_date_of_the_subject() -> None:
    rows = [
        row("T1", BIG, "screening 1", "2024-01-02"),
        row("T1", BIG, "screening 2", "2024-01-09"),
    ]
    subject = SubjectInfo(subject="1", reference_date=date(2024, 1, 5))
    case = assemble_case(rows, window_days=14, info=subject)
    assert [visit.label for visit in case.visits] == ["screening 1", "screening 2"]
    assert [visit.label for visit in case_of(*rows).visits] == ["screening 2"]


def test_what_was_noticed_comes_row_by_row_then_visit_by_visit() -> None:
    told = warning("told", "while reading", "T2", WEEK_8)
    case = case_of(
        row("T1", BIG, "early", "2023-01-01"),
        T1,
        T2,
        replace(row("T2", Measured(axes(0))), findings=(told,), extra=(("colour", "red"),)),
        row("L1", SEEN, method="PET"),
        row("T3", BIG),
    )
    assert [note.code for note in case.findings] == [
        "told",
        "row-before-baseline",
        "measured-as-zero",
        "pet-waits-for-ct",
        "first-seen-after-baseline",
        "column-not-known",
        "lesion-without-row",
    ]


def test_a_column_that_is_not_known_is_told_once() -> None:
    extra = (("colour", "red"), ("shape", ""))
    case = case_of(replace(T1, extra=extra), replace(T2, extra=extra))
    assert case.findings == tuple(
        info("column-not-known", f"column {name!r} is kept, but says nothing to the criteria",
             visit=None)
        for name in ("colour", "shape")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("baseline_method", "state"), [("FDG-PET", SEEN), ("CT", Equivocal()), ("", Equivocal())]
)
def test_a_new_lesion_on_pet_counts_after_a_baseline_pet(
    baseline_method: str, state: State
) -> None:
    case = case_of(T1, replace(T2, method=baseline_method), row("L1", SEEN, method="PET"))
    assert case.visits[1].new == (read("L1", state),)


def test_a_later_pet_is_no_baseline_pet() -> None:
    case = case_of(T1, row("T1", BIG, method="PET"), row("L1", SEEN, method="PET"))
    assert case.visits[1].new == (read("L1", Equivocal()),)


def test_rows_are_made_sound_before_they_count() -> None:
    case = case_of(T1, row("T1", Measured(axes(0))))
    assert case.visits[1].targets == ((read("T1", Absent()),),)


@pytest.mark.parametrize(
    ("state", "assessed"),
    [
        (NotDone("no show"), False),
        (NotEvaluable("artefact"), False),
        (Absent(), True),
        (SMALL, True),
    ],
)
def test_a_visit_was_assessed_where_anything_was_read(state: State, assessed: bool) -> None:
    rows = (row("T1", state), row("T3", NotDone("x")))
    assert was_assessed(visit_rows(*rows)) is assessed


@pytest.mark.parametrize(
    ("baseline", "assessed", "findings"),
    [
        pytest.param([row("T1", NotDone("x"), BASELINE)], [False, True], [], id="a target"),
        pytest.param([row("NT1", NotDone("x"), BASELINE)], [False, True], [], id="a non-target"),
        pytest.param([row("", Assessed(), BASELINE)], [True, True], [], id="no disease"),
        pytest.param(
            [row("", NotDone("x"), BASELINE)],
            [False, False],
            [
                error(
                    "baseline-not-assessed",
                    "nothing was assessed at the baseline baseline: NE throughout",
                    visit=BASELINE,
                )
            ],
            id="nothing",
        ),
    ],
)
def test_without_a_baseline_no_visit_is_judged(
    baseline: list[Row], assessed: list[bool], findings: list[Finding]
) -> None:
    case = case_of(*baseline, *(replace(one, visit=WEEK_8, date=AFTER, state=Assessed())
                                for one in baseline))  # fmt: skip
    assert [visit.assessed for visit in case.visits] == assessed
    assert case.findings == tuple(findings)
