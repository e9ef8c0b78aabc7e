"""Subjects, visits and series out of what was found; jobs that are overtaken."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gui.state.document import Document
from gui.state.jobs import (
    Cancelled,
    CancelToken,
    Jobs,
    advance,
    begin,
    cancel_slot,
    finish,
    is_current,
)
from gui.state.matching import best_match, differences, orientation_of
from gui.state.opening import Request, Start, table_of, trial_name
from gui.state.worklist import card_of, series_of, subject_lines
from recist.imaging.series import Inspection, Reason, Series, Verdict
from recist.model.response import Response
from recist.trial.visits import plan_visits
from tests.gui.reads import PICTURE, READER
from tests.gui.viewing import CORONAL, make_geometry, make_series

DAYS = {"a": date(2024, 1, 9), "b": date(2024, 3, 5), "c": date(2024, 5, 2)}


def scan(study: str, uid: str = "", **changes: object) -> Series:
    made = make_series(uid or f"{study}.1", make_geometry())
    return replace(made, study_uid=study, study_date=DAYS.get(study), **changes)  # type: ignore[arg-type]


def found(*series: Series) -> Inspection:
    return Inspection(series=series, rejected=())


def test_series_of_one_day_are_one_visit_usable_ones_first() -> None:
    doubtful = scan("a", "a.2", verdict=Verdict.WARN, number=1)
    inspection = found(doubtful, scan("a", "a.3"))
    document = Document(visits=plan_visits(inspection, ()))
    shown = series_of(document, inspection, "1004", "baseline")
    assert [series.uid for series in shown] == ["a.3", "a.2"]


@pytest.mark.parametrize(
    ("candidates", "chosen", "sentence"),
    [
        (("portal", "native"), "portal", "plane and thickness as at baseline"),
        (("thin", "native"), "thin", "slices of 1 mm instead of 5 mm"),
        (("coronal", "native"), "native", "described as"),
        (("MR", "native"), "native", "described as"),
        (("locked", "native"), "native", "described as"),
    ],
)
def test_the_series_most_like_the_baseline_opens_and_says_so(
    candidates: tuple[str, ...], chosen: str, sentence: str
) -> None:
    known = {
        "portal": scan("b", "portal", description="CT portal"),
        "native": scan("b", "native", description="CT native"),
        "thin": scan("b", "thin", description="CT portal", slice_thickness_mm=1.0),
        "coronal": replace(make_series("coronal", make_geometry(CORONAL)), description="CT portal"),
        "MR": scan("b", "MR", description="CT portal", modality="MR"),
        "locked": scan("b", "locked", description="CT portal", verdict=Verdict.QUARANTINE),
    }
    match = best_match(tuple(known[name] for name in candidates), scan("a"))
    assert match is not None
    assert match.series.uid == chosen
    assert sentence in match.sentence


def test_without_a_baseline_the_longest_axial_series_opens() -> None:
    scout = replace(scan("a", "scout"), slices=scan("a").slices[:1])
    match = best_match((scout, scan("a", "whole")), None)
    assert match is not None
    assert match.series.uid == "whole"
    assert best_match((), None) is None


def test_another_plane_is_named() -> None:
    coronal = make_series("1.2", make_geometry(CORONAL))
    assert orientation_of(coronal) == "coronal"
    assert "coronal instead of axial" in differences(coronal, scan("a"))


def test_a_card_says_what_is_wrong() -> None:
    gap = Reason(code="slice-missing", message="a slice is missing between 4 and 5")
    card = card_of(scan("a", verdict=Verdict.WARN, reasons=(gap,)), "a.1 a.1.0")
    assert (card.title, card.detail, card.is_shown) == ("CT portal", "9 × 5 mm · axial", True)
    assert card.reasons == (gap.message,)


def test_a_subject_has_a_mark_for_every_visit() -> None:
    document = Document(reader=READER, rows=PICTURE)
    (line,) = subject_lines(document, {"1004": {"week 8": Response.PR}}, "1004")
    assert [(mark.label, mark.response) for mark in line.visits] == [
        ("baseline", None),
        ("week 8", Response.PR),
        ("week 16", None),
    ]
    assert line.visits[0].is_baseline


def test_a_result_that_a_newer_job_has_overtaken_is_stale() -> None:
    jobs, first = begin(Jobs(), "tile", "Opening baseline")
    jobs, second = begin(jobs, "tile", "Opening week 8")
    assert (is_current(jobs, first), is_current(jobs, second)) == (False, True)
    assert finish(jobs, first).running == (second,)
    assert advance(jobs, second, 3, 9).running[0].done == 3
    assert not is_current(cancel_slot(jobs, "tile"), second)


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    token = CancelToken()
    token.check()
    token.cancel()
    with pytest.raises(Cancelled):
        token.check()


def test_the_same_request_has_the_same_trial(tmp_path: Path) -> None:
    request = Request(paths=(tmp_path,))
    assert trial_name(request) == trial_name(Request(paths=(tmp_path,)))
    assert trial_name(request) != trial_name(replace(request, start=Start.NEW))
    assert tmp_path.name not in trial_name(request)


def test_a_folder_brings_its_readings_along_unless_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "readings.csv").touch()
    assert table_of(Request(paths=(tmp_path,))) == tmp_path / "readings.csv"
    assert table_of(Request(paths=(tmp_path,), start=Start.NEW)) is None
