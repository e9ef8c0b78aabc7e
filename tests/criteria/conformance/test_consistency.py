"""The same method and the same slices throughout (RECIST 1.1 §4.2)."""

import pytest

from recist.model.reading import Absent
from recist.model.row import Row
from tests.criteria.conformance.reads import axes, case_of, codes, remarks, row, seen

WEEKS = {"week 8": "2024-02-27", "week 16": "2024-04-23"}


def course(lesion: str, *methods: str) -> list[Row]:
    """Return a lesion at baseline, week 8 and week 16, by these methods."""
    visits = zip(("baseline", *WEEKS), ("2024-01-02", *WEEKS.values()), methods, strict=False)
    state = seen() if lesion.startswith("NT") else None
    return [
        row(lesion, state, visit=visit, day=day, method=method) for visit, day, method in visits
    ]


# methods at the visits, where a change is reported
METHODS = [
    (("CT", "CT", "ct"), 0, "kept"),
    (("CT", "CT scan", "spiral CT"), 0, "other words for the same"),
    (("CT", "", "CT"), 0, "not said in between"),
    (("CT", "MRI", "MRI"), 1, "changed once"),
    (("CT", "MRI", "CT"), 2, "changed and back"),
    (("CT", "", "MRI"), 1, "changed over a gap"),
    (("CT", "PET/CT"), 1, "another scan"),
    (("tape", "Tape", "ruler"), 1, "words nobody knows"),
]


@pytest.mark.parametrize(("methods", "count", "why"), METHODS, ids=[one[2] for one in METHODS])
def test_a_change_of_method(methods: tuple[str, ...], count: int, why: str) -> None:
    assert codes(case_of(*course("NT1", *methods))) == [("method-changed", "NT1")] * count


def test_each_lesion_has_its_own_method() -> None:
    assert codes(case_of(*course("T1", "CT", "CT"), *course("NT1", "MRI", "MRI"))) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("5", "5", False),
        ("5", "5.1", False),  # nominally the same
        ("5", "5.101", True),
        ("5", "4.899", True),
        ("5", None, False),
    ],
)
def test_a_change_of_slices_is_mentioned(before: str, after: str | None, found: bool) -> None:
    later = row(visit="week 8", day=WEEKS["week 8"], slices=after)
    case = case_of(row(slices=before), later)
    assert remarks(case) == ([("slice-thickness-changed", "T1")] if found else [])
    assert codes(case) == []


def test_slices_of_what_is_not_measured_are_no_matter() -> None:
    gone = row(state=Absent(), visit="week 8", day=WEEKS["week 8"], slices="1")
    assert remarks(case_of(row(), gone)) == []
    again = row(state=axes("12"), visit="week 16", day=WEEKS["week 16"], slices="1")
    assert remarks(case_of(row(), gone, again)) == []
