"""Studies of a trial that are assigned to another visit: what goes, what stays, what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import find_scans, verify_trial
from recist.model.dates import NO_DATE, ScanDate
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.kept_visits import kept_visits, save_visits
from recist.trial.saving import readings_of, redate_rows
from recist.trial.signing import Signing, sign
from recist.trial.visits import PlannedVisit
from tests.formats.dicom_files import ROOT
from tests.store.scans import (
    bring,
    entered,
    scan,
    seen,
    studies,
    trial_of,
    two_studies_at_baseline,
)
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all

CT, MR = f"{ROOT}.7.1", f"{ROOT}.8.1"
Visits = tuple[PlannedVisit, ...]


def visits(trial: TrialFile) -> Visits:
    with trial.view() as view:
        return kept_visits(view)


def assigned(before: Visits, study: str, subject: str, label: str) -> Visits:
    """The visits with a study at another one, which is made where it is not there."""
    without = [
        replace(one, studies=tuple(uid for uid in one.studies if uid != study)) for one in before
    ]
    here = [one for one in without if (one.subject, one.label) == (subject, label)]
    there = here[0] if here else PlannedVisit(subject=subject, label=label, date=NO_DATE)
    rest = [one for one in without if one is not there]
    return (*rest, replace(there, studies=(*there.studies, study)))


def save(trial: TrialFile, before: Visits, after: Visits, source: Path | None = None) -> None:
    """Keep visits; the scans of a folder say of which study an image is."""
    found = find_scans([source]).series if source else ()
    known = {piece.image: one.study_uid for one in found for piece in one.slices}
    trial.do(
        CORA, lambda work: save_visits(work, CORA, before, after, lambda uid: known.get(uid, ""))
    )


def where(trial: TrialFile) -> dict[tuple[str, str], int]:
    """How many images each visit has."""
    found: dict[tuple[str, str], int] = {}
    for one in entered(trial):
        found[one.subject, one.visit] = found.get((one.subject, one.visit), 0) + 1
    return found


def is_sound(trial: TrialFile) -> bool:
    return [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]


PLACES = [
    pytest.param("02", "week 8", id="a new visit"),
    pytest.param("01", "week 8", id="a visit of somebody else"),
    pytest.param("03", "baseline", id="somebody new"),
]


@pytest.mark.parametrize(("subject", "label"), PLACES)
def test_a_study_goes_with_its_images_and_stays_there(
    tmp_path: Path, subject: str, label: str
) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    before = visits(trial)
    save(trial, before, assigned(before, MR, subject, label), source)
    assert where(trial) == {("02", "baseline"): 3, (subject, label): 3}
    assert {one.study_uid for one in seen(trial, subject).series if one.subject == subject} >= {MR}
    # The same files, and a series of the same study that comes later.
    again = bring(trial, source)
    assert (again.new, again.there) == (0, 6)
    assert where(trial) == {("02", "baseline"): 3, (subject, label): 3}
    assert studies(trial)["02", "baseline"][1] == [CT]
    assert studies(trial)[subject, label][1] == [MR]
    assert is_sound(trial)


@pytest.mark.parametrize(("subject", "label"), PLACES)
def test_a_study_comes_back_as_if_it_had_never_gone(
    tmp_path: Path, subject: str, label: str
) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    before, images = visits(trial), entered(trial)
    save(trial, before, assigned(before, MR, subject, label), source)
    save(trial, visits(trial), before, source)
    assert set(entered(trial)) == set(images)
    assert set(visits(trial)) == set(before)
    with trial.view() as view:
        assert view.all("study") == []
    assert bring(trial, source).new == 0
    assert is_sound(trial)


def test_a_study_that_goes_on_is_still_known_by_its_files(tmp_path: Path) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    for subject in ("03", "04"):
        before = visits(trial)
        save(trial, before, assigned(before, MR, subject, "baseline"), source)
    assert bring(trial, source).new == 0
    assert where(trial) == {("02", "baseline"): 3, ("04", "baseline"): 3}


def test_new_studies_of_a_patient_who_was_given_another_name_go_there(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "first"))
    before = visits(trial)
    named = tuple(replace(one, subject="P-7") if one.subject == "02" else one for one in before)
    save(trial, before, named)
    for day, study in (("20240227", "8"), ("20240423", "9")):
        source = scan(tmp_path / study, day=day, study=study)
        assert bring(trial, source).new == 3
        assert bring(trial, source).new == 0
    assert where(trial) == {("P-7", label): 3 for label in ("baseline", "week 8", "week 16")}
    assert is_sound(trial)
    # Back under the name in the files nothing is left of the other one.
    as_before = tuple(
        replace(one, subject="02") if one.subject == "P-7" else one for one in visits(trial)
    )
    save(trial, visits(trial), as_before)
    assert bring(trial, scan(tmp_path / "10", day="20240618", study="10")).new == 3
    assert {subject for subject, _ in where(trial)} == {"02"}


def test_new_studies_stay_with_who_lost_a_study_to_a_patient_of_the_trial(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "first"), scan(tmp_path / "other", subject="05", study="5"))
    before = visits(trial)
    after = assigned(before, CT, "05", "baseline")
    save(trial, before, tuple(one for one in after if one.studies or one.subject != "02"))
    bring(trial, scan(tmp_path / "later", day="20240227", study="8"))
    assert where(trial) == {("05", "baseline"): 6, ("02", "baseline"): 3}


def test_the_chain_tells_which_study_went_where(tmp_path: Path) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    before = visits(trial)
    with trial.view() as view:
        last = view.last()
    save(trial, before, assigned(before, MR, "03", "baseline"), source)
    with trial.view() as view:
        told = list(view.entries(after=last.sequence if last else 0))
    assert {one.reason for one in told} == {f"study {MR}: baseline of 02 to baseline of 03"}
    assert [
        (one.key.subject, one.key.name, one.new) for one in told if one.key.kind == "study"
    ] == [("02", MR, {"subject": "03"})]


def signed(trial: TrialFile, visit: str) -> None:
    read_all(trial, ANNA)
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit=visit), START)


@pytest.mark.parametrize(
    ("is_there", "said"),
    [
        pytest.param(False, "baseline of 01 is signed", id="to a signed visit"),
        pytest.param(True, "baseline of 01 is signed", id="from a signed visit"),
    ],
)
def test_a_signed_visit_keeps_its_studies(tmp_path: Path, is_there: bool, said: str) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    if is_there:
        before = visits(trial)
        save(trial, before, assigned(before, MR, "01", "baseline"), source)
    signed(trial, "baseline")
    before, count = visits(trial), where(trial)
    after = assigned(before, MR, "02" if is_there else "01", "baseline")
    with pytest.raises(NotAllowedError, match=said):
        save(trial, before, after, source)
    assert where(trial) == count
    assert is_sound(trial)


def test_images_of_unknown_studies_keep_both_where_they_are(tmp_path: Path) -> None:
    trial, _ = two_studies_at_baseline(tmp_path)
    before = visits(trial)
    with pytest.raises(NotAllowedError, match="6 of the images of baseline of 02 cannot be read"):
        save(trial, before, assigned(before, MR, "02", "week 8"))
    assert where(trial) == {("02", "baseline"): 6}


def test_the_only_study_of_a_visit_takes_all_along_whatever_can_be_read(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    before = visits(trial)
    save(trial, before, assigned(before, CT, "03", "baseline"))
    assert where(trial) == {("03", "baseline"): 3}


def test_a_reading_keeps_the_study_that_it_was_made_on(tmp_path: Path) -> None:
    trial, source = two_studies_at_baseline(tmp_path)
    image = next(one.instance for one in entered(trial) if one.instance)
    key = Key(kind="row", subject="02", reader="ben", visit="baseline", name="T1")
    trial.do(CORA, lambda work: work.put(key, {"image": image}, expect=0))
    before = visits(trial)
    on_it = next(
        one.study_uid
        for one in find_scans([source]).series
        if image in {piece.image for piece in one.slices}
    )
    with pytest.raises(NotAllowedError, match="T1 at baseline was measured on this study"):
        save(trial, before, assigned(before, on_it, "02", "week 8"), source)


def test_a_coordinator_dates_the_rows_of_every_reader_anew(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    read_all(trial, ANNA)
    before, day = visits(trial), ScanDate.parse("2026-01-07")
    after = tuple(
        replace(one, date=day) if (one.subject, one.label) == ("01", "baseline") else one
        for one in before
    )
    with trial.view() as view:
        known = readings_of(view)
    kept = trial.do(CORA, lambda work: redate_rows(work, known, before, after))
    assert kept is not None
    with trial.view() as view:
        assert readings_of(view) == kept
    assert {row.date.text for row in kept.rows if row.visit == "baseline"} == {"2026-01-07"}
    assert {row.date.text for row in kept.rows if row.visit == "week 8"} == {"2026-03-02"}
