"""Whose scans they are: what a file says itself, and what is said of one that does not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from recist.app import import_scans, load_volume
from recist.formats.voxel_names import NIFTI, NRRD
from recist.trial.scans import SUFFIXES, Given
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.nifti_files import affine, save
from tests.store.scans import bring, entered, scan, seen, studies, trial_of
from tests.trial_files import CORA

BASE, WEEK_8 = ("02", "baseline"), ("02", "week 8")


VOXELS = [("liver.nii", False), ("liver.nii.gz", True), ("LIVER.NII.GZ", True)]


@pytest.mark.parametrize(("name", "packed"), VOXELS)
def test_a_file_that_names_no_patient_is_known_by_the_records(
    tmp_path: Path, name: str, packed: bool
) -> None:
    trial = trial_of(tmp_path)
    made = save(tmp_path / "made.nii")
    data = gzip.compress(made.read_bytes()) if packed else made.read_bytes()
    (tmp_path / name).write_bytes(data)
    done = bring(trial, tmp_path / name)
    (series,) = seen(trial).series
    subject = name.partition(".")[0]
    assert done.subjects == (series.subject,) == (subject,)
    assert studies(trial)[subject, "baseline"] == ("", [series.study_uid])
    assert series.study_uid == series.uid == f"sha256:{entered(trial)[0].digest}"
    assert entered(trial)[0].instance == series.uid
    assert load_volume(series).stored_kji.size
    assert series.description == entered(trial)[0].digest[:8] + name.lower()[5:]


# what is said of two files one after the other; the visits that the trial has then
SAID = [
    ([Given(), Given()], {("a", "baseline"): 1, ("b", "baseline"): 1}),
    ([Given(subject="02"), Given(subject="02", visit="week 8")], {BASE: 1, WEEK_8: 1}),
    ([Given(subject="02", visit="week 8")] * 2, {WEEK_8: 2}),
    ([Given(subject="02", visit="week 8"), Given(subject="02")], {WEEK_8: 1, BASE: 1}),
    ([Given(subject="02"), Given()], {BASE: 1, ("b", "baseline"): 1}),
    ([Given(visit="week 8")] * 2, {("a", "week 8"): 1, ("b", "week 8"): 1}),
]


@pytest.mark.parametrize(("said", "visits"), SAID)
def test_what_a_file_does_not_say_is_said_of_it(
    tmp_path: Path, said: list[Given], visits: dict[tuple[str, str], int]
) -> None:
    trial = trial_of(tmp_path)
    folder = tmp_path / "scans"
    folder.mkdir()
    for name, given, spacing in zip("ab", said, (1.0, 2.0), strict=True):
        save(folder / f"{name}.nii", ras=affine(spacing, 1.0, 1.0))
        import_scans(trial.path, trial, CORA, [folder], given=given)
    found = {key: len(held) for key, (_, held) in studies(trial).items() if key[0] != "01"}
    assert found == visits
    assert {(one.subject, one.study_uid) for one in seen(trial).series} == {
        (key[0], study) for key, (_, held) in studies(trial).items() for study in held
    }


def test_what_a_dicom_file_says_itself_counts(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    nameless = write(
        tmp_path / "nameless.dcm",
        ct_slice(9, PatientID=None, StudyInstanceUID=f"{ROOT}.6", SeriesInstanceUID=f"{ROOT}.5"),
    )
    given = Given(subject="03", visit="week 8")
    paths = [scan(tmp_path / "scans"), nameless]
    done = import_scans(trial.path, trial, CORA, paths, given=given)
    assert [(one.subject, one.label) for one in done.visits] == [
        ("02", "baseline"),
        ("03", "baseline"),
    ]


def test_the_suffixes_are_those_that_the_readers_go_by() -> None:
    assert set(SUFFIXES) == {*NIFTI, *NRRD}
