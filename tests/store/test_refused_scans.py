"""Scans that do not come into a trial: what costs itself alone, and what leaves all as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from recist.app import import_scans
from recist.formats.sources import Opener, RefusedError
from recist.model.errors import CancelledError
from recist.store.trial_file import TrialFile
from recist.trial.errors import NotAllowedError, UnusableError
from recist.trial.locking import lock
from recist.trial.people import Actor
from recist.trial.settings import Images
from recist.trial.signing import Signing, sign
from tests.formats.dicom_files import ROOT, SC_CLASS, ct_slice, write
from tests.store.scans import bring, scan, trial_of
from tests.trial_files import ADA, ANNA, CORA, PASSWORD, START, all_but_refusals, read_all


def test_a_file_whose_name_is_no_text_costs_itself_alone(tmp_path: Path) -> None:
    trial, source = trial_of(tmp_path, Images.REFERENCE), scan(tmp_path / "scans")
    named = os.fsdecode(os.fsencode(source) + b"/M\xfcller.dcm")
    next(source.iterdir()).rename(named)
    done = bring(trial, source)
    assert done.new == 2
    assert ["rename it or its folder" in one.message for one in done.rejected] == [True]


def test_a_file_that_cannot_be_read_to_its_end_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial, folder = trial_of(tmp_path), scan(tmp_path / "scans")
    bad = min(folder.iterdir())
    opened = Opener.open

    def pulled_out(opener: Opener, file: str) -> BinaryIO:
        if file == str(bad):
            raise RefusedError("unreadable", "cannot be read (Input/output error)")
        return opened(opener, file)

    monkeypatch.setattr(Opener, "open", pulled_out)
    done = bring(trial, folder)
    assert (done.new, [(one.file, one.code) for one in done.rejected]) == (
        2,
        [(str(bad), "unreadable")],
    )
    monkeypatch.undo()
    assert bring(trial, folder).new == 1


def test_doubtful_series_are_entered_and_told_and_no_scan_is_told(tmp_path: Path) -> None:
    trial, folder = trial_of(tmp_path), tmp_path / "scans"
    write(folder / "1.dcm", ct_slice(1, PatientID="02", SOPClassUID=SC_CLASS))
    write(folder / "2.dcm", ct_slice(2, PatientID=None, StudyInstanceUID=f"{ROOT}.6"))
    (folder / "letter.txt").write_text("Dear colleague")
    done = bring(trial, folder)
    assert done.new == len(done.doubtful) == 1
    assert {Path(one.file).name: one.code for one in done.rejected} == {
        "2.dcm": "no-patient-id",
        "letter.txt": "not-dicom",
    }


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_entered(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    whole = trial.path.read_bytes()
    (tmp_path / "trial.images").write_text("no folder")
    with pytest.raises(UnusableError, match="no image can be kept"):
        bring(trial, scan(tmp_path / "scans"))
    assert trial.path.read_bytes() == whole


def _nothing(trial: TrialFile) -> None:
    pass


def _locked(trial: TrialFile) -> None:
    trial.do(ADA, lambda work: lock(work, ADA, "done"))


def _signed(trial: TrialFile) -> None:
    read_all(trial, ANNA)
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)


# who, what was done before, what is said
REFUSED: list[tuple[Actor, Callable[[TrialFile], None], str]] = [
    (ANNA, _nothing, "anna may not add images"),
    (ADA, _nothing, "ada may not add images"),
    (CORA, _locked, "the database is locked"),
    (CORA, _signed, "baseline of subject 01 is signed by anna"),
]


@pytest.mark.parametrize(("actor", "before", "said"), REFUSED, ids=[one[2] for one in REFUSED])
def test_what_is_refused_leaves_the_trial_as_it_was(
    tmp_path: Path, actor: Actor, before: Callable[[TrialFile], None], said: str
) -> None:
    trial = trial_of(tmp_path)
    before(trial)
    whole = all_but_refusals(trial)
    with pytest.raises(NotAllowedError, match=said):
        bring(trial, scan(tmp_path / "scans", "01", "20260105"), actor=actor)
    assert all_but_refusals(trial) == whole
    if "may not" in said:
        assert not (tmp_path / "trial.images").exists()


def test_an_import_that_is_stopped_enters_nothing(tmp_path: Path) -> None:
    trial, source = trial_of(tmp_path), scan(tmp_path / "scans")
    whole = trial.path.read_bytes()
    told: list[tuple[int, int]] = []

    def stop() -> bool:
        return len(told) > 4

    with pytest.raises(CancelledError):
        import_scans(
            trial.path,
            trial,
            CORA,
            [source],
            progress=lambda done, total: told.append((done, total)),
            cancelled=stop,
        )
    assert told[-1] == (2, 3)
    assert trial.path.read_bytes() == whole
    # The bytes that were copied are of use when it is tried again.
    assert bring(trial, source).new == 3
