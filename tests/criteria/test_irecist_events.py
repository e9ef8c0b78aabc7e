"""The small facts of a run in iRECIST: what moved, what was added up, which date counts."""

from dataclasses import replace
from datetime import date

import pytest

from recist.criteria import irecist_events as events
from recist.criteria.irecist_events import Facts, Walk, walk
from recist.criteria.irecist_new import NONE_NEW, NewAtVisit, new_readings
from recist.criteria.irecist_states import Timing
from recist.criteria.thresholds import Thresholds
from recist.model.case import Case
from recist.model.dates import NO_DATE, ScanDate
from recist.model.lesion import Lesion, Role
from recist.model.protocol import ImmuneWindow
from recist.model.reading import (
    Absent,
    Change,
    NotDone,
    NotEvaluable,
    Present,
    Progression,
    Reading,
    State,
    Suspected,
)
from tests.irecist_notation import immune_course

DAY = ScanDate.of(date(2024, 1, 2))
UP, SAME, DOWN = Change.INCREASED, Change.UNCHANGED, Change.DECREASED
PD, THERE, GONE, UNREAD = Progression(), Present(), Absent(), NotEvaluable("motion")

Said = tuple[State, Change | None] | None


def reading(said: Said) -> Reading | None:
    return None if said is None else Reading(lesion="NT1", state=said[0], date=DAY, change=said[1])


# why, what is said from the first iUPD on, and whether it has grown and still progresses
WALKS: list[tuple[str, list[Said], bool, bool]] = [
    ("nothing since", [(PD, None)], False, True),
    ("present at first", [(THERE, None), (THERE, SAME)], False, False),
    ("doubtful at first is the same progression", [(Suspected(), None), (PD, None)], False, True),
    ("increased", [(PD, None), (THERE, UP)], True, True),
    ("increased, but never certain", [(THERE, None), (THERE, UP)], True, False),
    ("progression where there was none", [(THERE, None), (PD, None)], True, True),
    ("a doubt where there was none", [(THERE, None), (Suspected(), None)], True, False),
    ("unchanged", [(PD, None), (THERE, SAME)], False, True),
    ("nobody says how it moved", [(PD, None), (THERE, None)], False, False),
    ("decreased after growing", [(PD, None), (PD, UP), (THERE, DOWN)], False, False),
    ("decreased and called progression", [(PD, None), (PD, UP), (PD, DOWN)], False, True),
    ("gone after growing", [(PD, None), (PD, UP), (GONE, None)], False, False),
    ("gone, whatever is said of it", [(PD, None), (GONE, SAME)], False, False),
    ("gone and back as it was", [(PD, None), (GONE, None), (THERE, SAME)], False, False),
    ("gone and back, progressing", [(PD, None), (GONE, None), (PD, None)], True, True),
    ("unread on the way", [(PD, None), (PD, UP), (UNREAD, None), (PD, SAME)], True, True),
    ("without a row on the way", [(PD, None), (PD, UP), None, (PD, SAME)], True, True),
    ("unread at the end", [(PD, None), (PD, UP), (NotDone("ill"), None)], False, True),
    ("without a row at the end", [(PD, None), (PD, UP), None], False, True),
    ("without a row at first", [None, (PD, None)], True, True),
    ("unread at first", [(UNREAD, None), (THERE, SAME)], False, False),
]


@pytest.mark.parametrize(
    ("why", "said", "grown", "progressed"), WALKS, ids=[one[0] for one in WALKS]
)
def test_walk(why: str, said: list[Said], grown: bool, progressed: bool) -> None:
    assert walk([reading(one) for one in said]) == Walk(grown, progressed)


def case_of(text: str) -> Case:
    return immune_course(text).case


def test_a_fragment_goes_on_from_the_whole_lesion() -> None:
    case = case_of(
        "0: NT1=present NT2=present | 56: NT1=progression NT2=progression"
        " | 84: NT1.1=present>NT1/unchanged NT1.2=present>NT1/increased NT2=present/decreased"
        " | 112: NT1.2=present>NT1/unchanged NT1.1=present>NT1/decreased NT2=present/unchanged"
    )
    walked = {now.lesion: one for now, one in events.non_target_walks(case, 1, 3)}
    assert walked == {
        "NT1.1": Walk(False, False),
        "NT1.2": Walk(True, True),
        "NT2": Walk(False, False),
    }


def test_a_lesion_without_any_reading_was_not_seen() -> None:
    case = case_of("0: NT1=present | 56: NT1=present | 112: NT1=present")
    visits = [case.visits[0], replace(case.visits[1], non_targets=((),)), case.visits[2]]
    ((_, walked),) = events.non_target_walks(replace(case, visits=tuple(visits)), 1, 2)
    assert walked == Walk(False, False)


def test_what_has_left_is_followed_no_further() -> None:
    case = case_of("0: NT1=present NT2=present | 56: NT1=progression NT2=progression")
    left = replace(case.visits[1], left=frozenset({"NT1"}))
    treated = replace(case, visits=(case.visits[0], left))
    assert [now.lesion for now, _ in events.non_target_walks(treated, 1, 1)] == ["NT2"]


# --- sums -----------------------------------------------------------------------------------------

FIRST, NOW = ScanDate.parse("2024-02-27"), ScanDate.parse("2024-04-23")

# why, the course, the sum at the first visit, the sum now, how many scans now
SUMS = [
    ("all of them", "0: T1=20.0 T2=10.0 | 56: T1=30.0 T2=9.0 | 112: T1=31.0 T2=12.0", 39, 43, 2),
    ("too small counts 5 mm", "0: T1=20.0 | 56: T1=20.0 | 112: T1=too-small", 20, 5, 1),
    (
        "unread at first",
        "0: T1=20.0 T2=9.0 | 56: T1=20.0 T2=not-done | 112: T1=20.0 T2=9.0",
        20,
        20,
        2,
    ),
    ("unread now", "0: T1=20.0 T2=9.0 | 56: T1=20.0 T2=9.0 | 112: T1=20.0 T2=not-done", 29, 20, 1),
    ("nothing read at first", "0: T1=20.0 | 56: T1=not-done | 112: T1=20.0", 0, 0, 1),
    ("merged now", "0: T1=20.0 T2=9.0 | 56: T1=20.0 T2=9.0 | 112: T1=30.0 T2=merged>T1", 29, 30, 1),
]


@pytest.mark.parametrize(
    ("why", "text", "first_mm", "now_mm", "scans"), SUMS, ids=[one[0] for one in SUMS]
)
def test_target_sums(why: str, text: str, first_mm: int, now_mm: int, scans: int) -> None:
    case = case_of(text)
    sums = events.target_sums(case, 1, 2, Thresholds(), 5_000)
    assert (sums.first_um, sums.now_um) == (first_mm * 1_000, now_mm * 1_000)
    assert sums.growth_um == (now_mm - first_mm) * 1_000
    assert sums.dates == (NOW,) * scans
    assert events.target_dates(case, case.visits[2], Thresholds(), 5_000) == sums.dates


def test_a_target_that_has_left_is_in_neither_sum() -> None:
    case = case_of("0: T1=20.0 T2=10.0 | 56: T1=20.0 T2=10.0 | 112: T1=30.0 T2=50.0")
    last = replace(case.visits[2], left=frozenset({"T2"}))
    treated = replace(case, visits=(*case.visits[:2], last))
    sums = events.target_sums(treated, 1, 2, Thresholds(), 5_000)
    assert (sums.first_um, sums.now_um, len(sums.dates)) == (20_000, 30_000, 1)
    assert len(events.target_dates(treated, last, Thresholds(), 5_000)) == 1


def test_sums_of_new_lesions_compare_the_same_ones() -> None:
    case = case_of(
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:20.0"
        " | 112: T1=50.0 L1=unequivocal:26.0@113 L4=unequivocal:15.0@114"
    )
    then = NewAtVisit(standing=("L1",), likeness={}, values_um={"L1": 20_000})
    now = NewAtVisit(standing=(), likeness={}, values_um={"L1": 26_000, "L4": 15_000})
    sums = events.new_sums(case, then, now, case.visits[2])
    assert (sums.first_um, sums.now_um) == (20_000, 26_000)
    assert [one.text for one in sums.dates] == ["2024-04-24", "2024-04-25"]
    nothing = events.new_sums(case, NONE_NEW, NONE_NEW, case.visits[2])
    assert nothing == events.Sums(first_um=0, now_um=0, dates=())


def test_a_visit_has_a_column_for_each_new_lesion() -> None:
    (visit,) = case_of("0: T1=50.0").visits
    with pytest.raises(ValueError, match="shorter"):
        new_readings([Lesion(id="L1", role=Role.NEW)], visit)


# --- dates and times ------------------------------------------------------------------------------

WINDOW = ImmuneWindow(confirm_from_days=28, confirm_to_days=56, tolerance_days=2)


@pytest.mark.parametrize(
    ("days", "timing"),
    [
        (None, Timing.EARLY),
        (25, Timing.EARLY),
        (26, Timing.DUE),
        (58, Timing.DUE),
        (59, Timing.LATE),
    ],
)
def test_timing(days: int | None, timing: Timing) -> None:
    assert events.timing_of(days, WINDOW) is timing


@pytest.mark.parametrize(
    ("first", "later", "days"),
    [
        ("2024-01-02", "2024-01-30", 28),
        ("2024-01", "2024-02-01", 1),
        ("2024-01-02", "2024-02", 30),
        ("", "2024-02-01", None),
        ("2024-01-02", "", None),
    ],
)
def test_days_that_surely_lie_between(first: str, later: str, days: int | None) -> None:
    dates = [ScanDate.parse(text) if text else NO_DATE for text in (first, later)]
    assert events.days_between(*dates) == days


def test_the_earliest_and_the_latest_full_date() -> None:
    month = ScanDate.parse("2024-02")
    dates = [NOW, month, FIRST, NO_DATE]
    assert (events.earliest(dates, DAY), events.latest(dates, DAY)) == (FIRST, NOW)
    assert (events.earliest([month], DAY), events.latest([month], DAY)) == (DAY, DAY)


def test_the_categories_that_progress() -> None:
    case = case_of("0: T1=50.0 NT1=present")
    facts = Facts(
        index=0,
        visit=case.visits[0],
        target=None,
        non_target=None,
        new=NONE_NEW,
        dated_back=False,
    )
    assert facts.progressed == frozenset()
