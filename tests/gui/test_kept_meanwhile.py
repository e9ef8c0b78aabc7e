"""What is kept while somebody else changes its visit, and what has no date or no length."""

from dataclasses import replace
from pathlib import Path

import pytest

from gui.state.commands import MarkPoint, RedateVisit, RenameSubject, RenameVisit, SetLesion
from gui.state.desk import Desk
from gui.state.lesion_table import findings_of
from gui.state.rejoining import rejoin
from gui.state.session import course, do, new_session, present
from recist.model.dates import ScanDate
from recist.model.finding import Severity
from recist.model.lesion import Role
from recist.model.reading import NotDone
from recist.trial.errors import NotAllowedError, StaleError
from tests.gui.keepers import VISITS, drawn, new_desk, opened
from tests.gui.reads import DATES, PROTOCOL, READER, SUBJECT, drawing

DATED = RedateVisit(subject=SUBJECT, visit="week 8", date=ScanDate.parse("2024-03-12"))
RENAMED = RenameVisit(subject=SUBJECT, visit="week 8", label="week 9")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.mark.parametrize("command", [DATED, RENAMED], ids=["dated", "named"])
def test_nothing_is_read_at_a_visit_as_it_was_before_somebody_changed_it(
    desk: Desk, command: RedateVisit | RenameVisit
) -> None:
    first, one = opened(desk)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    second.keep(present(do(other, command)))
    one = do(one, drawing(20.0, visit="week 8", lesion="T1"))
    with pytest.raises(StaleError, match="week 8 of 1004: somebody else has changed it"):
        first.keep(present(one))
    _, again = opened(desk)
    assert {row.visit for row in present(again).rows} == {"baseline"}


@pytest.mark.parametrize(
    ("command", "place"),
    [
        pytest.param(DATED, ("week 8", "2024-03-12"), id="dated"),
        pytest.param(RENAMED, ("week 9", DATES["week 8"]), id="named"),
        pytest.param(
            RenameSubject(subject=SUBJECT, label="PAT-7"), ("week 8", DATES["week 8"]), id="whose"
        ),
    ],
)
def test_what_was_read_meanwhile_goes_to_the_visit_as_it_is_now(
    desk: Desk, command: RedateVisit | RenameVisit | RenameSubject, place: tuple[str, str]
) -> None:
    first, one = opened(desk)
    studies = tuple(replace(one, studies=(f"1.{one.label}",)) for one in VISITS)
    one = new_session(PROTOCOL, reader=READER, visits=studies)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    second.keep(present(do(other, command)))
    one = do(one, drawing(20.0, visit="week 8", lesion="T1"))
    before = first.stand
    first.load()
    one, _ = rejoin(one, before, first.stand)
    first.keep(present(one))
    _, again = opened(desk)
    rows = {(row.visit, row.date.text) for row in present(again).rows}
    assert rows == {("baseline", DATES["baseline"]), place}
    assert {one.visit for one in present(again).calipers} == {"baseline", place[0]}
    assert len(present(again).visits) == len(VISITS)
    assert len({row.subject for row in present(again).rows}) == 1


@pytest.mark.parametrize(
    "command", [RENAMED, RenameSubject(subject=SUBJECT, label="PAT-7")], ids=["visit", "subject"]
)
def test_nothing_stays_behind_at_a_visit_that_is_renamed(
    desk: Desk, command: RenameVisit | RenameSubject
) -> None:
    first, one = opened(desk)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    first.keep(present(do(one, drawing(20.0, visit="week 8", lesion="T1"))))
    with pytest.raises(StaleError, match="week 8 of 1004: somebody else has read it meanwhile"):
        second.keep(present(do(other, command)))
    _, again = opened(desk)
    assert {(row.subject, row.visit) for row in present(again).rows} <= {
        (visit.subject, visit.label) for visit in present(again).visits
    }


@pytest.mark.parametrize("date", ["", "2024-01", "2024"])
def test_a_reading_of_a_scan_without_a_date_is_there_again_and_dated_later(
    desk: Desk, date: str
) -> None:
    keeper, session = opened(desk)
    session = do(
        drawn(keeper, session, 30.0),
        RedateVisit(subject=SUBJECT, visit="baseline", date=ScanDate.parse(date)),
    )
    keeper.keep(present(session))
    for one in (session, opened(desk)[1]):
        (note,) = (note for note in findings_of(course(one)) if note.code == "date-missing")
        assert (note.severity, note.lesion, note.visit) == (Severity.ERROR, "T1", "baseline")
        assert note.message == "T1 has no full date: give the visit one, as year-month-day"
    keeper, again = opened(desk)
    again = do(
        again, RedateVisit(subject=SUBJECT, visit="baseline", date=ScanDate.parse("2024-01-09"))
    )
    keeper.keep(present(again))
    for one in (again, opened(desk)[1]):
        assert "date-missing" not in {note.code for note in findings_of(course(one))}


def test_what_could_not_be_read_again_is_not_kept(desk: Desk) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    (before,) = present(session).rows
    spoilt = replace(present(session), rows=(replace(before, role=Role.NON_TARGET),))
    with pytest.raises(NotAllowedError, match="'measured' for a non-target is none of present"):
        keeper.keep(spoilt)
    assert present(opened(desk)[1]).rows[0].role is Role.TARGET


def test_why_nothing_was_read_is_there_again(desk: Desk) -> None:
    keeper, session = opened(desk)
    place = MarkPoint(
        subject=SUBJECT,
        visit="baseline",
        role=Role.NON_TARGET,
        point_lps_mm=(1.0, 2.0, 3.0),
        date=ScanDate.parse(DATES["baseline"]),
    )
    session = do(do(session, place), SetLesion(subject=SUBJECT, lesion="NT1", role=Role.TARGET))
    keeper.keep(present(session))
    for one in (session, opened(desk)[1]):
        (row,) = present(one).rows
        assert row.state == NotDone("not measured")
