"""Visits: their dates, their order, and which of them is the baseline."""

from datetime import date

import pytest

from recist.model.finding import Finding
from recist.model.reading import Absent, Assessed, NotDone, NotEvaluable, Raised
from recist.model.row import Row
from recist.model.visits import OrderedVisits, VisitRows, order_visits
from tests.model.rows import error, measured, row

SCAN, VALUE = measured(), measured(30)


def ordered(*rows: Row, window_days: int = 14, reference: date | None = None) -> OrderedVisits:
    return order_visits(rows, window_days=window_days, reference_date=reference)


def labels(found: OrderedVisits) -> list[str]:
    return [visit.label for visit in found.visits]


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        pytest.param(
            [
                row("T1", SCAN, day="2024-03-05"),
                row("T2", SCAN, day="2024-03-01"),
                row("T3", SCAN, day="2024-03-04"),
            ],
            "2024-03-01",
            "2024-03-05",
            id="earliest and last scan",
        ),
        pytest.param(
            [
                row("T1", SCAN, day="2024-03-05"),
                row("M1", Raised(), day="2024-03-01"),
                row("", Assessed(), day="2024-03-09"),
                row("T2", NotDone(), day="2024-03-10"),
            ],
            "2024-03-05",
            "2024-03-05",
            id="a marker, the visit, and what was not done are no scans",
        ),
        pytest.param(
            [row("T1", NotEvaluable(), day="2024-03-01"), row("T2", SCAN, day="2024-03-02")],
            "2024-03-01",
            "2024-03-02",
            id="not evaluable was scanned",
        ),
        pytest.param(
            [row("M1", Raised(), day="2024-03-03"), row("T1", NotDone(), day="2024-03-01")],
            "2024-03-01",
            "2024-03-03",
            id="without a scan the other rows",
        ),
        pytest.param(
            [row("T1", SCAN, day="2024-02"), row("M1", Raised(), day="2024-03-03")],
            "2024-03-03",
            "2024-03-03",
            id="a full date before a partial one",
        ),
        pytest.param(
            [
                row("T1", SCAN, day="2024-03"),
                row("T2", SCAN, day="2024-02"),
                row("T3", SCAN, day=""),
            ],
            "2024-02",
            "2024-02",
            id="partial dates only",
        ),
        pytest.param(
            [row("T1", SCAN, day="2024-03"), row("T2", SCAN, day="2024")],
            "2024",
            "2024",
            id="a year may begin before a month",
        ),
        pytest.param([row("T1", SCAN, day=""), row("T2", SCAN, day="")], "", "", id="none"),
        pytest.param([], "", "", id="no row at all"),
    ],
)
def test_the_dates_of_a_visit_are_those_of_its_scans(
    rows: list[Row], first: str, last: str
) -> None:
    visit = VisitRows(label="week 8", rows=tuple(rows))
    assert (visit.date.text, visit.last_date.text) == (first, last)


@pytest.mark.parametrize(
    ("visits", "order"),
    [
        pytest.param(
            [("a", "2024-03-01"), ("b", "2024-01-01"), ("c", "2024-02-01")], "bca", id="by date"
        ),
        pytest.param([("a", "2024-03-01"), ("b", "2024-03-01")], "ab", id="then by file order"),
        pytest.param(
            [("a", "2024-03-01"), ("b", "2024-01-01"), ("c", ""), ("d", "2024-02-01")],
            "bcda",
            id="without a date behind its neighbour",
        ),
        pytest.param([("a", ""), ("b", "2024-03-01")], "ab", id="without a date in front"),
        pytest.param(
            [("a", "2024-03-31"), ("b", "2024-03"), ("c", "2024-04-01")],
            "abc",
            id="a month that holds its neighbour's last day",
        ),
        pytest.param(
            [("a", "2024-03-10"), ("b", "2024"), ("c", "2024-03-09")],
            "cab",
            id="a year that holds its neighbour's date",
        ),
        pytest.param(
            [("a", "2024-03-10"), ("b", "2024-02"), ("c", "2024-02-03")],
            "bca",
            id="a month that is over counts from its first day",
        ),
        pytest.param(
            [("a", "2024-03-10"), ("b", "2024-05"), ("c", "2024-04-20")],
            "acb",
            id="a month to come counts from its first day",
        ),
    ],
)
def test_visits_come_by_date(visits: list[tuple[str, str]], order: str) -> None:
    rows = [row("T1", SCAN, label, day) for label, day in visits]
    assert labels(ordered(*rows)) == list(order)


def test_a_label_is_the_same_in_capitals_and_keeps_its_first_spelling() -> None:
    found = ordered(
        row("T1", SCAN, "Week 8", "2024-03-01"),
        row("T1", SCAN, "baseline"),
        row("T2", SCAN, "WEEK 8", "2024-03-02"),
    )
    week_8 = VisitRows(
        label="Week 8",
        rows=(
            row("T1", SCAN, "Week 8", "2024-03-01"),
            row("T2", SCAN, "Week 8", "2024-03-02"),
        ),
    )
    baseline = VisitRows(label="baseline", rows=(row("T1", SCAN, "baseline"),))
    assert found == OrderedVisits(visits=(baseline, week_8), findings=())


@pytest.mark.parametrize(
    ("last", "findings"),
    [
        ("2024-03-15", []),
        (
            "2024-03-16",
            [
                error(
                    "visit-dates-apart",
                    "scans of week 8 lie 15 days apart, more than the window of 14: "
                    "two visits need two labels",
                )
            ],
        ),
        ("2024-05", []),
    ],
)
def test_scans_of_a_visit_lie_within_the_window(last: str, findings: list[Finding]) -> None:
    found = ordered(row("T1", SCAN, day="2024-03-01"), row("T2", SCAN, day=last))
    assert found.findings == tuple(findings)


def test_a_visit_with_partial_dates_is_never_too_long() -> None:
    assert ordered(row("T1", SCAN, day="2023"), row("T2", SCAN, day="2024-05")).findings == ()


def early(label: str) -> Finding:
    return error(
        "row-before-baseline",
        f"{label} comes before the baseline visit: its rows are ignored",
        visit=label,
    )


REFERENCE = date(2024, 1, 20)


@pytest.mark.parametrize(
    ("visits", "reference", "kept", "ignored"),
    [
        pytest.param(
            {"a": 5, "b": 9}, None, ["a", "b"], [], id="the first one where none is named"
        ),
        pytest.param(
            {"pre": 1, "scan": 2, "Baseline ": 5, "week 8": 30},
            None,
            ["Baseline ", "week 8"],
            ["pre", "scan"],
            id="what comes before the baseline is ignored",
        ),
        pytest.param(
            {"Screening": 1, "baseline": 5},
            None,
            ["baseline"],
            ["Screening"],
            id="a baseline goes before a screening",
        ),
        pytest.param(
            {"pre": 1, "Screening": 5, "week 8": 30},
            None,
            ["Screening", "week 8"],
            ["pre"],
            id="one screening",
        ),
        pytest.param(
            {"pre": 1, "screening": 4, " Screening 2": 5, "screening CT": 6, "week 8": 30},
            None,
            ["screening CT", "week 8"],
            ["pre"],
            id="screenings in a row are one",
        ),
        pytest.param(
            {"screening a": 1, "screening b": 2, "week 8": 5, "screening c": 30},
            None,
            ["screening b", "week 8", "screening c"],
            [],
            id="a screening after a visit is a visit of its own",
        ),
        pytest.param(
            {"screening a": 10, "screening b": 20, "screening c": 21},
            REFERENCE,
            ["screening b", "screening c"],
            [],
            id="up to the reference date",
        ),
        pytest.param(
            {"screening a": 10, "unscheduled": 15, "screening b": 18},
            REFERENCE,
            ["screening b", "unscheduled"],
            [],
            id="before the reference date whatever lies between",
        ),
        pytest.param(
            {"pre": 1, "screening a": 21, "screening b": 22},
            REFERENCE,
            ["screening a", "screening b"],
            ["pre"],
            id="all too late: the first of them",
        ),
        pytest.param(
            {"pre": 1, "screening a": 0, "screening b": 22},
            REFERENCE,
            ["screening a", "screening b"],
            ["pre"],
            id="without a date it is early enough",
        ),
        pytest.param(
            {"rescreening": 1, "screening": 2},
            None,
            ["screening"],
            ["rescreening"],
            id="by its start",
        ),
    ],
)
def test_the_baseline_is_named_or_a_screening_or_the_first(
    visits: dict[str, int], reference: date | None, kept: list[str], ignored: list[str]
) -> None:
    rows = [
        row("T1", SCAN, label, f"2024-01-{day:02d}" if day else "") for label, day in visits.items()
    ]
    found = ordered(*rows, reference=reference)
    assert labels(found) == kept
    assert found.findings == tuple(early(label) for label in ignored)


def test_merged_screenings_keep_the_latest_value_of_each_lesion() -> None:
    first, second = "screening 1", "screening 2"
    found = ordered(
        row("T1", SCAN, first, "2024-01-02"),
        row("T2", SCAN, first, "2024-01-02"),
        row("T3", SCAN, first, "2024-01-02"),
        row("T4", SCAN, first, "2024-01-02"),
        row("T1", VALUE, second, "2024-01-09"),
        row("T2", NotDone(), second, "2024-01-09"),
        row("T3", NotEvaluable(), second, "2024-01-09"),
        row("NT1", Absent(), second, "2024-01-09"),
        row("NT2", NotDone(), second, "2024-01-09"),
    )
    merged = VisitRows(
        label=second,
        rows=(
            row("T1", VALUE, second, "2024-01-09"),
            row("T2", SCAN, second, "2024-01-02"),
            row("T3", SCAN, second, "2024-01-02"),
            row("T4", SCAN, second, "2024-01-02"),
            row("NT1", Absent(), second, "2024-01-09"),
            row("NT2", NotDone(), second, "2024-01-09"),
        ),
    )
    assert found == OrderedVisits(visits=(merged,), findings=())
