"""Visits out of what was found: their names, their dates, and whose they are."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from recist.imaging.series import Inspection, Series
from recist.model.dates import ScanDate
from recist.trial.kept_visits import with_found
from recist.trial.visits import PlannedVisit, moved_date, plan_visits, with_study
from tests.gui.reads import PICTURE, measured, row
from tests.gui.viewing import make_geometry, make_series

DAYS = {"a": date(2024, 1, 9), "b": date(2024, 3, 5), "c": date(2024, 5, 2)}


def scan(study: str, *, subject: str = "1004") -> Series:
    made = make_series(f"{study}.1", make_geometry())
    return replace(made, study_uid=study, study_date=DAYS[study], subject=subject)


def found(*series: Series) -> Inspection:
    return Inspection(series=series, rejected=())


def labels(visits: tuple[PlannedVisit, ...]) -> list[str]:
    return [visit.label for visit in visits]


def test_visits_are_named_by_their_dates() -> None:
    visits = plan_visits(found(scan("c"), scan("a"), scan("b")), ())
    assert labels(visits) == ["baseline", "week 8", "week 16"]
    assert [visit.date.text for visit in visits] == ["2024-01-09", "2024-03-05", "2024-05-02"]


def test_the_table_names_the_visits_it_knows_by_image_or_by_date() -> None:
    by_date = plan_visits(found(scan("a"), scan("b"), scan("c")), PICTURE)
    assert labels(by_date) == ["baseline", "week 8", "week 16"]
    image = scan("b").slices[0].image
    named = replace(PICTURE[2], visit="month 2", image=image, date=PICTURE[0].date)
    assert "month 2" in labels(plan_visits(found(scan("a"), scan("b")), (named,)))


def test_subjects_are_kept_apart_and_one_without_id_is_named_so() -> None:
    visits = plan_visits(found(scan("a"), scan("b", subject="")), ())
    assert [(visit.subject, visit.label) for visit in visits] == [
        ("1004", "baseline"),
        ("no PatientID", "baseline"),
    ]


def test_a_study_read_under_another_subject_stays_there() -> None:
    inspection = found(scan("a"), scan("b"))
    image = inspection.series[0].slices[0].image
    moved = replace(row("baseline", "T1", measured("30")), subject="X-1", image=image)
    rows = (moved, replace(moved, subject="1004", image=""))
    (read,) = [one for one in plan_visits(inspection, rows) if one.subject == "X-1"]
    assert (read.label, read.studies) == ("baseline", (inspection.series[0].study_uid,))


@pytest.mark.parametrize(
    ("read_as", "also_read", "unread"),
    [
        ("001", (), "001"),
        ("001", ("1004",), "1004"),
        ("2", (), "1004"),
    ],
    ids=["renamed", "still known by the old name", "given to another patient"],
)
def test_the_unread_studies_of_a_renamed_patient_go_with_the_new_name(
    read_as: str, also_read: tuple[str, ...], unread: str
) -> None:
    inspection = found(scan("a"), scan("b"), scan("c", subject="2"))
    image = inspection.series[0].slices[0].image
    rows = [replace(row("baseline", "T1", measured("30")), subject=read_as, image=image)]
    rows += [replace(rows[0], subject=name, image="") for name in also_read]
    where = {one.studies: one.subject for one in plan_visits(inspection, tuple(rows))}
    assert where["b",] == unread


@dataclass(frozen=True)
class Planned:
    """A visit that a trial has already."""

    visit: str
    date: ScanDate
    subject: str = "1004"
    image: str = ""


# the visits that are known, the studies that are found, what those are called
LATER = [
    ({"baseline": "2024-01-09"}, "b", ["week 8"], "weeks count from a baseline known before"),
    ({"Baseline": "2024-01-09"}, "b", ["week 8"], "however it is written"),
    ({"baseline": "2024-01-12"}, "ab", ["baseline", "week 8"], "the reader may have set its date"),
    ({"baseline": "2024-03-05"}, "a", ["week -8"], "nothing takes the place of a baseline"),
    ({"screening": "2024-01-09"}, "b", ["week 8"], "a screening is the baseline"),
    ({"C1": "2024-01-09"}, "b", ["week 8"], "the earliest is the baseline"),
    ({"C3": "2024-05-02"}, "a", ["baseline"], "nothing known is earlier"),
    ({"C1": "2024-01-09"}, "a", ["C1"], "the same day"),
    ({"baseline": ""}, "a", ["baseline (2)"], "nobody knows when the other one was"),
]


@pytest.mark.parametrize(
    ("known", "studies", "called", "why"), LATER, ids=[one[3] for one in LATER]
)
def test_weeks_count_from_the_baseline(
    known: dict[str, str], studies: str, called: list[str], why: str
) -> None:
    visits = [Planned(visit, ScanDate.parse(day)) for visit, day in known.items()]
    assert labels(plan_visits(found(*map(scan, studies)), visits)) == called


def test_subjects_that_share_a_study_stay_apart() -> None:
    ours, theirs = scan("a"), replace(scan("b", subject="2"), study_uid="a")
    known = Planned("baseline", ScanDate.parse("2024-01-09"), image=ours.slices[0].image)
    visits = plan_visits(found(ours, theirs), [known])
    assert [(one.subject, one.label) for one in visits] == [("1004", "baseline"), ("2", "baseline")]


def test_a_file_that_names_no_study_is_one_of_its_own() -> None:
    nameless = replace(scan("a"), study_uid="")
    assert with_study(nameless).study_uid == nameless.uid
    assert with_study(scan("a")) == scan("a")


def kept(subject: str, label: str, study: str, day: str = "") -> PlannedVisit:
    date = ScanDate.parse(day or DAYS[study].isoformat())
    return PlannedVisit(subject=subject, label=label, date=date, studies=(study,))


@pytest.mark.parametrize(
    ("visits", "scans", "expected"),
    [
        pytest.param(
            (kept("001", "baseline", "a"),),
            (scan("a"), scan("b")),
            [("001", "baseline", ("a",)), ("001", "week 8", ("b",))],
            id="a new study of a renamed patient",
        ),
        pytest.param(
            (kept("1004", "baseline", "a"), kept("X", "baseline", "b")),
            (scan("a"), scan("b"), scan("c")),
            [("1004", "baseline", ("a",)), ("X", "baseline", ("b",)), ("1004", "week 16", ("c",))],
            id="one of whose studies went to another",
        ),
        pytest.param(
            (kept("2", "baseline", "a"), kept("2", "week 16", "c")),
            (scan("a"), scan("b"), scan("c", subject="2")),
            [("2", "baseline", ("a",)), ("2", "week 16", ("c",)), ("1004", "week 8", ("b",))],
            id="whose only study went to a patient of these files",
        ),
        pytest.param(
            (kept("1004", "baseline", "b"), kept("1004", "week 8", "c")),
            (scan("a"), scan("b"), scan("c")),
            [
                ("1004", "baseline", ("b",)),
                ("1004", "week 8", ("c",)),
                ("1004", "week -8", ("a",)),
            ],
            id="an earlier scan than all that are kept",
        ),
        pytest.param(
            (kept("1004", "baseline", "a"), kept("1004", "week 16", "b")),
            (scan("a"), scan("b"), scan("c")),
            [
                ("1004", "baseline", ("a",)),
                ("1004", "week 16", ("b",)),
                ("1004", "week 16 (2)", ("c",)),
            ],
            id="a name that another visit was given",
        ),
        pytest.param(
            (kept("1004", "baseline", "a"), kept("1004", "week 8", "b", "2024-03-10")),
            (scan("a"), scan("b"), replace(scan("b"), study_uid="b2")),
            [("1004", "baseline", ("a",)), ("1004", "week 8", ("b", "b2"))],
            id="another study of the day of a visit that was given another date",
        ),
    ],
)
def test_scans_that_are_found_later_take_their_place_beside_what_is_kept(
    visits: tuple[PlannedVisit, ...],
    scans: tuple[Series, ...],
    expected: list[tuple[str, str, tuple[str, ...]]],
) -> None:
    after = with_found(visits, found(*scans), ())
    assert [(one.subject, one.label, one.studies) for one in after] == expected
    assert with_found(after, found(*scans), ()) == after


@pytest.mark.parametrize(
    ("own", "before", "after", "then"),
    [
        ("2024-03-01", "2024-03-01", "2024-03-08", "2024-03-08"),
        ("2024-03-04", "2024-03-01", "2024-03-08", "2024-03-11"),
        ("2024-02-28", "2024-03-01", "2023-03-01", "2023-02-27"),
        ("", "2024-03-01", "2024-03-08", ""),
        ("2024-03", "2024-03-01", "2025-03-08", "2024-03"),
        ("", "", "2024-03-08", "2024-03-08"),
        ("2024-03-04", "", "2024-03-08", "2024-03-04"),
        ("2024-03-01", "2024-03-01", "", ""),
        ("2024-03-04", "2024-03-01", "9999-12-31", "9999-12-31"),
    ],
)
def test_scans_of_a_visit_go_along_with_its_date(
    own: str, before: str, after: str, then: str
) -> None:
    dates = [ScanDate.parse(one) for one in (own, before, after)]
    assert moved_date(*dates).text == then
