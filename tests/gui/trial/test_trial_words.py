"""What the windows of a trial say, without Qt."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from gui.state.trial.files import backup_path, places_told, protocol_choices, trial_path
from gui.state.trial.locks import LockState, lock_state
from gui.state.trial.signing import counted, to_sign
from gui.state.trial.users import UserLine
from recist.model.response import Response
from recist.trial.images import TrialImage, add_images
from recist.trial.locking import lock
from recist.trial.people import Role, User
from recist.trial.ports import Work
from recist.trial.row_cells import row_from_cells
from recist.trial.saving import readings_of, save_readings
from tests.gui.trial_scenes import busy_trial, reader_desk
from tests.trial_files import ADA, ANNA, CORA, VISITS

AT = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("", None),
        ("  ", None),
        ("/x/a", Path("/x/a.recist")),
        ("/x/a.recist", Path("/x/a.recist")),
        ("/x/a.b", Path("/x/a.b.recist")),
        ("~/a", Path.home() / "a.recist"),
    ],
)
def test_the_ending_of_a_trial_need_not_be_typed(typed: str, path: Path | None) -> None:
    assert trial_path(typed) == path


def test_a_backup_is_named_by_its_time_in_utc() -> None:
    east = AT.astimezone(timezone(timedelta(hours=9)))
    assert backup_path(Path("/x/a.recist"), east) == Path("/x/a 2026-03-02 0805.recist")


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("", ""), ""),
        (("", "/s/1"), "One image that the trial only refers to stays where it is."),
        (("/s/1", "/s/2"), "2 images that the trial only refers to stay where they are."),
    ],
)
def test_images_that_are_not_in_a_copy(tmp_path: Path, places: tuple[str, str], told: str) -> None:
    trial = busy_trial(tmp_path)
    images = [
        TrialImage(
            subject="01", visit="baseline", digest=f"{n}" * 64, size=1, instance=f"{n}", place=one
        )
        for n, one in enumerate(places)
    ]
    trial.do(CORA, lambda work: add_images(work, CORA, images))
    with trial.view() as view:
        assert places_told(view) == told


def test_the_usual_protocol_is_the_first_choice() -> None:
    first, *others = protocol_choices()
    assert (first.name, first.text) == ("recist-1.1", "recist-1.1 · RECIST 1.1")
    assert "irecist" in [one.name for one in others]
    assert all(one.about for one in others)


def test_an_open_and_a_locked_database(tmp_path: Path) -> None:
    trial = busy_trial(tmp_path)
    with trial.view() as view:
        assert lock_state(view) == LockState(is_locked=False, text="The database is open")
    trial.do(ADA, lambda work: lock(work, ADA, "Data cut."))
    with trial.view() as view:
        assert lock_state(view) == LockState(
            is_locked=True,
            text="The database is locked since 2026-03-02 08:00 UTC",
            detail="By ada: Data cut.",
        )


def test_a_line_of_a_user() -> None:
    user = User(
        name="anna",
        printed_name="Dr Anna",
        roles=frozenset({Role.READER, Role.COORDINATOR}),
        active=False,
    )
    east = AT.astimezone(timezone(timedelta(hours=2)))
    assert UserLine(user=user, locked_out_until=east).texts == (
        "anna",
        "Dr Anna",
        "coordinator, reader",
        "no",
        "2026-03-02 08:05 UTC",
    )


NODE = {
    "lesion": "T2",
    "role": "target",
    "organ": "mediastinum",
    "site": "station 7",
    "nodal": "yes",
    "state": "measured",
    "longest_diameter_mm": "24",
    "short_axis_mm": "18.25",
    "slice_thickness_mm": "2.5",
    "method": "CT",
    "comment": "Close to the vessel.",
}
VISIT = {"lesion": "", "role": "visit", "state": "not-done", "reason": "patient travelled"}


def test_all_that_was_written_of_a_row_is_shown_but_its_date(tmp_path: Path) -> None:
    desk = reader_desk(tmp_path)
    common = {"subject": "01", "reader": "anna", "visit": "baseline", "date": VISITS["baseline"]}
    rows = tuple(row_from_cells({**common, **cells}, "test") for cells in (VISIT, NODE))

    def save(work: Work) -> None:
        before = readings_of(work, reader="anna")
        save_readings(work, ANNA, before, (*before.rows, *rows), ())

    desk.do(save)
    with desk.look() as records:
        shown = to_sign(records, "01", "anna", "baseline", desk.protocol)
    assert shown.columns == (
        *("Lesion", "Role", "Organ", "State", "Longest mm", "Short mm", "Method", "Slice mm"),
        "Remarks",
    )
    node = "mediastinum, station 7, node"
    assert shown.rows == (
        ("T1", "target", "liver", "measured", "50.0", "", "", "", ""),
        ("T2", "target", node, "measured", "24.0", "18.2", "CT", "2.5", "Close to the vessel."),
        ("", "visit", "", "not done", "", "", "", "", "patient travelled"),
    )
    assert "2026-01-05" not in str(shown.rows)
    assert counted(shown) == "3 rows · 0 calipers · 0 images · version 1"


@pytest.mark.parametrize(
    ("visit", "overall", "outcome"),
    [("baseline", None, "none at baseline"), ("week 8", Response.PR, "PR")],
)
def test_the_response_of_a_visit(
    tmp_path: Path, visit: str, overall: Response | None, outcome: str
) -> None:
    desk = reader_desk(tmp_path)
    with desk.look() as records:
        shown = to_sign(records, "01", "anna", visit, desk.protocol)
    assert (shown.overall, shown.outcome) == (overall, outcome)


def test_before_the_baseline_is_read_no_other_visit_is_taken_for_it(tmp_path: Path) -> None:
    desk = reader_desk(tmp_path)

    def take_away(work: Work) -> None:
        before = readings_of(work, reader="anna")
        later = tuple(row for row in before.rows if row.visit == "week 8")
        save_readings(work, ANNA, before, later, ())

    desk.do(take_away)
    with desk.look() as records:
        shown = to_sign(records, "01", "anna", "week 8", desk.protocol)
    assert (shown.overall, shown.outcome) == (None, "none: the baseline is not read")
