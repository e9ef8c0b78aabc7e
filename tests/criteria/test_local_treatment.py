"""What a local treatment leaves of a lesion's readings, mode by mode (§5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recist.criteria.local_treatment import after_treatments
from recist.model.case import Case, Visit
from recist.model.dates import NO_DATE, ScanDate
from recist.model.protocol import LocalTreatment
from recist.model.reading import Absent, NotEvaluable, Reading, State
from recist.model.treatment import Treatment, TreatmentKind
from tests.criteria.one_line import case_of, treated

RESECTION = TreatmentKind.RESECTION
NOT_EVALUABLE, PLANNED = LocalTreatment.NOT_EVALUABLE, LocalTreatment.PLANNED
ZERO, CENSOR = LocalTreatment.RESECTED_IS_ZERO, LocalTreatment.CENSOR

COURSE = (
    "0: T1=50 T2=20 NT1=present | 56: T1=40@56 T2=20@58 NT1=present | 112: T1=30 T2=20 NT1=present"
)
ON_DAY_56, ON_DAY_100 = "on 2024-02-27", "on 2024-04-11"


def first_states(visit: Visit) -> list[State]:
    """States of T1, T2 and NT1 at a visit."""
    return [parts[0].state for parts in (*visit.targets, *visit.non_targets)]


def changed(course: Case, after: Case) -> dict[str, State]:
    """Which states have changed, by visit and lesion."""
    names = [lesion.id for lesion in (*course.targets, *course.non_targets)]
    return {
        f"{old.label} {name}": now
        for old, new in zip(course.visits, after.visits, strict=True)
        for name, was, now in zip(names, first_states(old), first_states(new), strict=True)
        if was != now
    }


def not_evaluable(kind: str, day: str) -> NotEvaluable:
    return NotEvaluable(f"{kind} {day}")


ABLATED = not_evaluable("radiofrequency", ON_DAY_100)
CUT = not_evaluable("resection", ON_DAY_100)


def at(*cells: str, state: State) -> dict[str, State]:
    """The same state at several visits."""
    return dict.fromkeys(cells, state)


BY_FIRST_SCAN = not_evaluable("radiofrequency", "on 2024-01-02")
BY_DAY_58 = not_evaluable("radiofrequency", "on 2024-02-29")
BY_DAY_112 = not_evaluable("radiofrequency", "on 2024-04-23")

# treatments, mode, which states have changed, why
CHANGES: list[tuple[list[Treatment], LocalTreatment, dict[str, State], str]] = [
    ([treated("T1", 100)], NOT_EVALUABLE, {"day 112 T1": ABLATED}, "from its day on"),
    ([treated("T1", 100)], ZERO, {"day 112 T1": ABLATED}, "ablated is not gone"),
    ([treated("T1", 100)], CENSOR, {"day 112 T1": ABLATED}, "no value either"),
    ([treated("T1", 100, RESECTION)], NOT_EVALUABLE, {"day 112 T1": CUT}, "no CR by the knife"),
    ([treated("T1", 100, RESECTION)], ZERO, {"day 112 T1": Absent()}, "unless the trial says so"),
    ([treated("NT1", 100, RESECTION)], ZERO, {"day 112 NT1": CUT}, "of targets alone"),
    ([treated("NT1", 100)], NOT_EVALUABLE, {"day 112 NT1": ABLATED}, "non-targets too"),
    ([treated("T1", 113)], NOT_EVALUABLE, {}, "after the last visit"),
    ([treated("T1", 112)], NOT_EVALUABLE, {"day 112 T1": BY_DAY_112}, "on the day itself"),
    (
        [treated("T2", 58)],
        NOT_EVALUABLE,
        at("day 56 T2", "day 112 T2", state=BY_DAY_58),
        "by the lesion's own scan",
    ),
    ([treated("T1", 58)], NOT_EVALUABLE, {"day 112 T1": BY_DAY_58}, "not by another one's"),
    (
        [treated("T1", 110), treated("T1", 100)],
        NOT_EVALUABLE,
        {"day 112 T1": ABLATED},
        "the first one counts",
    ),
    (
        [treated("T1", 100), treated("T2", 100)],
        NOT_EVALUABLE,
        at("day 112 T1", "day 112 T2", state=ABLATED),
        "each of its own",
    ),
    ([treated("", 50)], NOT_EVALUABLE, {}, "of none in particular"),
    ([treated("T1", -1)], NOT_EVALUABLE, {}, "before baseline it is history"),
    (
        [treated("T1", 0)],
        NOT_EVALUABLE,
        at("day 56 T1", "day 112 T1", state=BY_FIRST_SCAN),
        "the baseline stays as it was read",
    ),
]


@pytest.mark.parametrize(
    ("treatments", "mode", "states", "why"), CHANGES, ids=[one[3] for one in CHANGES]
)
def test_what_changes(
    treatments: list[Treatment], mode: LocalTreatment, states: dict[str, State], why: str
) -> None:
    case = case_of(COURSE, *treatments)
    after = after_treatments(case, mode)
    assert changed(case, after) == states
    assert [visit.left for visit in after.visits] == [frozenset()] * 3


def test_what_is_put_in_place_keeps_name_and_date() -> None:
    case = case_of("0: T1=50 | 56: T1.1=20>T1@57 T1.2=30>T1@58", treated("T1", 50))
    state = not_evaluable("radiofrequency", "on 2024-02-21")
    (parts,) = after_treatments(case, NOT_EVALUABLE).visits[1].targets
    assert parts == (Reading(lesion="T1", state=state, date=ScanDate.of(date(2024, 2, 29))),)


# treatments, which lesions have left at each visit, why
LEAVING: list[tuple[list[Treatment], list[set[str]], str]] = [
    ([treated("T1", 100)], [set(), set(), {"T1"}], "from its day on"),
    ([treated("T1", 100), treated("NT1", 50)], [set(), {"NT1"}, {"NT1", "T1"}], "each in its time"),
    ([treated("T1", 113)], [set(), set(), set()], "after the last visit"),
    ([treated("T1", 0)], [set(), {"T1"}, {"T1"}], "not at baseline"),
    ([treated("T7", 10)], [set(), set(), set()], "a lesion that nobody follows"),
]


@pytest.mark.parametrize(("treatments", "left", "why"), LEAVING, ids=[one[2] for one in LEAVING])
def test_a_planned_treatment_takes_lesions_out(
    treatments: list[Treatment], left: list[set[str]], why: str
) -> None:
    case = case_of(COURSE, *treatments)
    after = after_treatments(case, PLANNED)
    assert [visit.left for visit in after.visits] == [frozenset(one) for one in left]
    assert changed(case, after) == {}


def test_a_visit_that_nobody_leaves_is_the_same_visit() -> None:
    case = case_of(COURSE, treated("T1", 100))
    assert after_treatments(case, PLANNED).visits[1] is case.visits[1]


# treatments, the new therapy that the subject table names, the one that ends the response
CENSORED: list[tuple[list[Treatment], date | None, date | None]] = [
    ([treated("T1", 100)], None, date(2024, 4, 11)),
    ([treated("", 100)], None, date(2024, 4, 11)),
    ([treated("T1", 100), treated("T2", 56)], None, date(2024, 2, 27)),
    ([treated("T1", 100)], date(2024, 4, 10), date(2024, 4, 10)),
    ([treated("T1", 100)], date(2024, 4, 12), date(2024, 4, 11)),
    ([treated("T1", -1)], None, None),
    ([], date(2024, 4, 10), date(2024, 4, 10)),
]


@pytest.mark.parametrize(("treatments", "told", "ends"), CENSORED)
def test_a_treatment_may_end_the_response(
    treatments: list[Treatment], told: date | None, ends: date | None
) -> None:
    case = case_of(COURSE, *treatments)
    case = replace(case, info=replace(case.info, new_therapy_date=told))
    assert after_treatments(case, CENSOR).info.new_therapy_date == ends
    assert after_treatments(case, NOT_EVALUABLE).info == case.info


def at_baseline_and(visit: Visit, day: ScanDate) -> Case:
    """A case whose second visit lies on a day of which its reading says nothing."""
    case = case_of("0: T1=50 | 56: T1=40", treated("T1", 50))
    parts = tuple(tuple(replace(one, date=NO_DATE) for one in own) for own in visit.targets)
    return replace(case, visits=(case.visits[0], replace(visit, targets=parts, date=day)))


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2024-02-21", True),
        ("2024-02-20", False),
        ("2024-03", True),
        ("2024-02", False),
        ("", False),
    ],
)
def test_a_reading_without_a_day_has_the_first_one_of_its_visit(day: str, left: bool) -> None:
    second = case_of("0: T1=50 | 56: T1=40").visits[1]
    case = at_baseline_and(second, ScanDate.parse(day))
    assert after_treatments(case, PLANNED).visits[1].left == (frozenset({"T1"} if left else ()))
    read = after_treatments(case, NOT_EVALUABLE).visits[1].targets[0][0]
    assert isinstance(read.state, NotEvaluable) is left


def test_without_any_day_of_the_baseline_every_treatment_counts() -> None:
    case = case_of("0: T1=50 | 56: T1=40", treated("T1", -400))
    undated = replace(case.visits[0], date=NO_DATE)
    after = after_treatments(replace(case, visits=(undated, case.visits[1])), PLANNED)
    assert after.visits[1].left == frozenset({"T1"})


def test_a_lesion_without_any_reading_has_the_date_of_its_visit() -> None:
    case = case_of("0: T1=50 | 56: T1=40", treated("T1", 50))
    bare = replace(case.visits[1], targets=((),))
    after = after_treatments(replace(case, visits=(case.visits[0], bare)), NOT_EVALUABLE)
    (read,) = after.visits[1].targets[0]
    assert read.date == bare.date


@pytest.mark.parametrize("mode", [PLANNED, NOT_EVALUABLE])
def test_only_targets_and_non_targets_can_be_treated_away(mode: LocalTreatment) -> None:
    case = case_of("0: T1=50 | 56: T1=40 L1=equivocal", treated("L1", 50))
    after = after_treatments(case, mode)
    assert after.visits == case.visits


def test_without_treatments_a_case_is_as_it_is() -> None:
    case = case_of(COURSE)
    assert after_treatments(case, CENSOR) is case


def test_a_visit_that_is_not_aligned_with_its_case_is_refused() -> None:
    case = case_of(COURSE, treated("T1", 50))
    broken = replace(case.visits[1], non_targets=())
    with pytest.raises(ValueError, match="zip"):
        after_treatments(replace(case, visits=(case.visits[0], broken)), PLANNED)
