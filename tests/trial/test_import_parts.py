"""Readings of several files into a trial: what the trial does not allow costs no other file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.calipers import CaliperRecord
from recist.trial.images import TrialImage, add_images
from recist.trial.import_parts import ImportedParts, ImportPart, import_parts
from recist.trial.people import Actor
from recist.trial.saving import readings_of
from recist.trial.stated import Refused
from recist.trial.verifying import verify
from tests.trial_files import ANNA, CORA, course, read_all, trial_with

IMAGE = "1.2.3"


def part(name: str, rows: list[Row], *, by_date: bool = False) -> ImportPart:
    named = tuple(replace(row, source=f"{name} item 1") for row in rows)
    return ImportPart(name=name, rows=named, by_date=by_date)


def of(row: Row, **changes: str) -> Row:
    return replace(row, **changes)  # type: ignore[arg-type]


def bring(trial: TrialFile, actor: Actor, *parts: ImportPart) -> ImportedParts:
    return import_parts(trial, actor, parts, "imported from files")


def kept(trial: TrialFile) -> set[tuple[str, str, str, str]]:
    with trial.view() as view:
        assert list(verify(view)) == []
        return {(r.subject, r.reader, r.visit, r.lesion) for r in readings_of(view).rows}


BASELINE, WEEK8 = course("ben")[0], next(r for r in course("ben") if r.visit == "week 8")


def test_a_visit_may_be_spread_over_several_files(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    parts = [part(f"{n}.dcm", [of(BASELINE, lesion=f"T{n}")]) for n in (1, 2, 3)]
    done = bring(trial, CORA, *parts)
    assert (done.new, done.there, done.refused) == (3, 0, ())
    assert {lesion for *_, lesion in kept(trial)} == {"T1", "T2", "T3"}
    again = bring(trial, CORA, *parts)
    assert (again.new, again.there) == (0, 3)


@pytest.mark.parametrize("bad", range(5))
def test_one_file_that_is_not_allowed_is_refused_and_the_rest_kept(
    tmp_path: Path, bad: int
) -> None:
    trial = trial_with(tmp_path)
    rows = [of(BASELINE, lesion=f"T{n}") for n in range(5)]
    rows[bad] = of(rows[bad], reader="nobody")
    done = bring(trial, CORA, *(part(f"{n}.dcm", [row]) for n, row in enumerate(rows)))
    assert done.new == 4
    (told,) = done.refused
    assert told.where == f"{bad}.dcm item 1, column reader"
    assert told.why.startswith("nobody is no reader of the trial")
    assert {lesion for *_, lesion in kept(trial)} == {f"T{n}" for n in range(5) if n != bad}


def test_of_a_file_with_one_bad_row_nothing_is_kept(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    both = [BASELINE, of(BASELINE, reader="nobody")]
    done = bring(trial, CORA, part("1.csv", both), part("2.csv", [of(BASELINE, lesion="T9")]))
    assert [one.where.split()[0] for one in done.refused] == ["1.csv"]
    assert {lesion for *_, lesion in kept(trial)} == {"T9"}


def test_a_visit_that_its_reader_has_begun_is_left_alone(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    before = kept(trial)
    done = bring(
        trial,
        CORA,
        part("1.dcm", [of(BASELINE, reader="anna", lesion="T9")]),
        part("2.dcm", [BASELINE]),
    )
    assert [one.where for one in done.refused] == ["1.dcm"]
    assert kept(trial) - before == {("01", "ben", "baseline", BASELINE.lesion)}


def test_a_refused_import_stands_once_in_the_chain(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    bad = [part(f"{n}.dcm", [of(BASELINE, reader=f"nobody {n}")]) for n in range(4)]
    assert len(bring(trial, CORA, *bad).refused) == 4
    with trial.view() as view:
        assert [one.action for one in view.entries()].count(Action.REFUSED) == 1


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["ben", "Ben", "Reader^Ben", "Ben Reader", "reader^ben"])
def test_a_reader_is_a_user_by_name_or_printed_name(tmp_path: Path, reader: str) -> None:
    trial = trial_with(tmp_path)
    assert bring(trial, CORA, part("1.dcm", [of(BASELINE, reader=reader)])).refused == ()
    assert {name for _, name, *_ in kept(trial)} == {"ben"}


def test_a_visit_that_is_called_by_its_day_is_the_planned_one_of_that_day(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    row = of(WEEK8, visit=WEEK8.date.text)
    assert bring(trial, CORA, part("1.dcm", [row], by_date=True)).moved == ()
    assert {visit for _, _, visit, _ in kept(trial)} == {"week 8"}


def test_a_label_of_a_table_stays_what_it_is(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    bring(trial, CORA, part("1.csv", [of(WEEK8, visit="cycle 3")]))
    assert {visit for _, _, visit, _ in kept(trial)} == {"cycle 3"}


def test_a_reading_goes_where_the_trial_has_its_image_and_that_is_told(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    image = TrialImage(subject="01", visit="week 8", digest="d", size=1, instance=IMAGE)
    trial.do(CORA, lambda work: add_images(work, CORA, [image]))
    row = replace(WEEK8, subject="PATIENT", visit="time point 2", image=f"{IMAGE}#4")
    caliper = CaliperRecord(
        subject="PATIENT",
        reader="ben",
        visit="time point 2",
        lesion=row.lesion,
        long_axis_lps_mm=((0, 0, 0), (30, 0, 0)),
        short_axis_lps_mm=None,
        frame_of_reference="",
        image=f"{IMAGE}#4",
    )
    done = bring(trial, CORA, replace(part("1.dcm", [row], by_date=True), calipers=(caliper,)))
    told = "1.dcm: time point 2 of subject PATIENT is week 8 of 01 in the trial"
    assert (done.new, done.moved, done.refused) == (1, (told,), ())
    with trial.view() as view:
        (drawn,) = readings_of(view).calipers
    assert (drawn.subject, drawn.visit) == ("01", "week 8")


def test_whose_scan_it_is_a_reader_does_not_learn(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    image = TrialImage(subject="01", visit="week 8", digest="d", size=1, instance=IMAGE)
    trial.do(CORA, lambda work: add_images(work, CORA, [image]))
    row = replace(WEEK8, reader="anna", subject="PATIENT", image=IMAGE)
    (told,) = bring(trial, ANNA, part("1.dcm", [row], by_date=True)).refused
    assert told == Refused(where="1.dcm", why=told.why)
    assert "01" not in told.why
