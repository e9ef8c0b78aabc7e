"""Images that share a UID: which one is shown, and whose it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from recist.trial.settings import Images
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.store.scans import bring, scan, seen, trial_of


def test_what_is_shown_under_a_shared_uid_stays_the_same(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, Images.REFERENCE)
    first = write(tmp_path / "1.dcm", ct_slice(1, PatientID="02"))
    second = write(tmp_path / "2.dcm", ct_slice(1, PatientID="02", SeriesDescription="other"))
    bring(trial, first)
    bring(trial, second)
    bring(trial, first.rename(tmp_path / "moved.dcm"))
    assert [one.description for one in seen(trial).series] == ["abdomen"]


def test_the_same_uid_with_other_bytes_is_kept_and_told(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    first = write(tmp_path / "a" / "1.dcm", ct_slice(1, PatientID="02"))
    write(tmp_path / "b" / "1.dcm", ct_slice(1, PatientID="02", SeriesDescription="sent again"))
    write(tmp_path / "c" / "1.dcm", ct_slice(1, 5.0, PatientID="02"))
    shutil.copy(first, tmp_path / "c" / "copy.dcm")
    done = bring(trial, tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert done.new == 3
    assert {uid: len(images) for uid, images in done.conflicts.items()} == {f"{ROOT}.1.1": 3}
    # A reading names an image by its UID: the first that came in is the one that is shown.
    (series,) = seen(trial).series
    assert series.description == "abdomen"
    assert [one.code for one in seen(trial).rejected] == ["duplicate-instance", "same-uid"]
    later = write(tmp_path / "d" / "1.dcm", ct_slice(1, PatientID="02", SeriesNumber=9))
    assert {uid: len(images) for uid, images in bring(trial, later).conflicts.items()} == {
        f"{ROOT}.1.1": 4
    }


def test_patients_who_share_uids_stay_apart(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    paths = scan(tmp_path / "scans"), scan(tmp_path / "more", "03", "20240301")
    for _ in range(2):
        done = bring(trial, *paths)
        assert [(one.subject, one.date.text) for one in done.visits] == [
            ("02", "2024-01-02"),
            ("03", "2024-03-01"),
        ]
        assert len(done.conflicts) == 3
    assert [(one.subject, len(one.slices)) for one in seen(trial).series] == [("02", 3), ("03", 3)]
