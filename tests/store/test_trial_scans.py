"""Scans into a trial and out again: whose they are, where they lie, and what became of them."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from recist.app import find_scans, import_scans, load_volume, trial_scans, verify_trial
from recist.formats import nifti, nrrd
from recist.formats.sources import Opener, RefusedError
from recist.imaging.series import Inspection
from recist.model.errors import CancelledError
from recist.model.protocol import ReadingPlan
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.blinding import SeenBy
from recist.trial.errors import NotAllowedError, UnusableError
from recist.trial.images import TrialImage, images_of
from recist.trial.locking import lock
from recist.trial.people import Actor
from recist.trial.scans import SUFFIXES, Given, ImportedScans
from recist.trial.settings import Images, Settings, keep_settings
from recist.trial.signing import Signing, sign
from tests.formats.dicom_files import ROOT, SC_CLASS, ct_slice, write, write_stack
from tests.formats.nifti_files import affine, save
from tests.trial_files import (
    ADA,
    ANNA,
    CORA,
    PASSWORD,
    START,
    all_but_refusals,
    read_all,
    trial_with,
)

OPEN, HIDDEN = ReadingPlan(), ReadingPlan(blinded=True, hide_dates=True)


def trial_of(folder: Path, images: Images = Images.IMPORT) -> TrialFile:
    """A trial with the visits of subject 01: baseline 2026-01-05 and week 8."""
    trial = trial_with(folder)
    settings = Settings(
        name="trial",
        protocols=('id = "own"\ncriteria = "RECIST 1.1"\n',),
        images=images,
        created="2026-03-02T08:00:00.000000+00:00",
    )
    trial.do(ADA, lambda work: keep_settings(work, settings))
    return trial


def bring(trial: TrialFile, *paths: Path, actor: Actor = CORA) -> ImportedScans:
    return import_scans(trial.path, trial, actor, paths)


def seen(
    trial: TrialFile,
    subject: str | None = None,
    actor: Actor = ANNA,
    plan: ReadingPlan = OPEN,
) -> Inspection:
    with trial.view() as view:
        seen = SeenBy(view, actor, plan)
        images, hide_dates = images_of(seen, subject=subject), seen.hides_dates
    return trial_scans(trial.path, images, hide_dates=hide_dates)


def entered(trial: TrialFile) -> list[TrialImage]:
    with trial.view() as view:
        return images_of(view)


def studies(trial: TrialFile) -> dict[tuple[str, str], tuple[str, list[str]]]:
    with trial.view() as view:
        return {
            (one.key.subject, one.key.visit): (one.value["date"], one.value["studies"])
            for one in view.all("visit")
        }


def scan(folder: Path, subject: str = "02", day: str = "20240102", study: str = "7") -> Path:
    """Three slices of one study."""
    uid = f"{ROOT}.{study}"
    return write_stack(
        folder,
        [0.0, 5.0, 10.0],
        PatientID=subject,
        PatientName="MARK^NAME",
        StudyDate=day,
        StudyInstanceUID=f"{uid}.1",
        SeriesInstanceUID=f"{uid}.2",
        FrameOfReferenceUID=f"{uid}.3",
    )


def two_visits(folder: Path) -> Path:
    for day, study in (("20240102", "7"), ("20240227", "8")):
        stack = scan(folder / study, day=day, study=study)
        for n, file in enumerate(sorted(stack.iterdir())):
            data = ct_slice(n, 5.0 * n, PatientID="02", StudyDate=day)
            data.SOPInstanceUID = f"{ROOT}.{study}.9.{n}"
            data.StudyInstanceUID, data.SeriesInstanceUID = f"{ROOT}.{study}.1", f"{ROOT}.{study}.2"
            write(file, data)
    return folder


WAYS = [Images.IMPORT, Images.REFERENCE]


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_becomes_visits_and_comes_out_as_it_went_in(tmp_path: Path, way: Images) -> None:
    trial, source = trial_of(tmp_path, way), two_visits(tmp_path / "scans")
    done = bring(trial, source)
    assert (done.subjects, done.new, done.there) == (("02",), 6, 0)
    assert [(one.label, one.date.text) for one in done.visits] == [
        ("baseline", "2024-01-02"),
        ("week 8", "2024-02-27"),
    ]
    assert studies(trial)["02", "week 8"] == ("2024-02-27", [f"{ROOT}.8.1"])
    found, before = seen(trial), find_scans([source])
    assert [bare(one) for one in found.series] == [bare(one) for one in before.series]
    assert found.rejected == ()
    for after, own in zip(found.series, before.series, strict=True):
        assert (load_volume(after).stored_kji == load_volume(own).stored_kji).all()
    assert all((image.place != "") is (way is Images.REFERENCE) for image in entered(trial))
    assert (tmp_path / "trial.images").exists() is (way is Images.IMPORT)
    for independent in (False, True):
        assert verify_trial(trial.path, independent=independent) == []


def bare(series: object) -> object:
    """Leave out where the slices lie."""
    slices = tuple(replace(one, file="") for one in series.slices)  # type: ignore[attr-defined]
    return replace(series, slices=slices)  # type: ignore[type-var]


@pytest.mark.parametrize("way", WAYS)
def test_the_members_of_a_zip_are_imported(tmp_path: Path, way: Images) -> None:
    trial, source = trial_of(tmp_path, way), scan(tmp_path / "scans")
    archive = tmp_path / "scans.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in source.iterdir():
            packed.write(file, f"a/{file.name}")
    assert bring(trial, archive).new == 3
    assert len(seen(trial, "02").series[0].slices) == 3
    assert [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]
    again = bring(trial, source)
    assert (again.new, again.there) == (0, 3)


def test_what_is_there_is_not_entered_again_and_later_scans_join(tmp_path: Path) -> None:
    trial, source = trial_of(tmp_path), two_visits(tmp_path / "scans")
    bring(trial, source / "7")
    first = entered(trial)
    done = bring(trial, source / "8")
    assert [one.label for one in done.visits] == ["week 8"]
    assert [(one.new, one.there) for one in (bring(trial, source),)] == [(0, 6)]
    assert entered(trial)[:3] == first


def test_an_image_that_was_moved_is_found_again_once_it_is_imported_from_there(
    tmp_path: Path,
) -> None:
    trial, source = trial_of(tmp_path, Images.REFERENCE), scan(tmp_path / "scans")
    bring(trial, source)
    moved = source.rename(tmp_path / "moved")
    assert [one.code for one in seen(trial).rejected] == ["missing-file"] * 3
    done = bring(trial, moved)
    assert (done.new, done.there, len(seen(trial).series)) == (0, 3, 1)
    assert verify_trial(trial.path) == verify_trial(trial.path, independent=True) == []


def test_a_file_whose_name_is_no_text_costs_itself_alone(tmp_path: Path) -> None:
    trial, source = trial_of(tmp_path, Images.REFERENCE), scan(tmp_path / "scans")
    named = os.fsdecode(os.fsencode(source) + b"/M\xfcller.dcm")
    next(source.iterdir()).rename(named)
    done = bring(trial, source)
    assert done.new == 2
    assert ["rename it or its folder" in one.message for one in done.rejected] == [True]


def test_what_is_shown_under_a_shared_uid_stays_the_same(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, Images.REFERENCE)
    first = write(tmp_path / "1.dcm", ct_slice(1, PatientID="02"))
    second = write(tmp_path / "2.dcm", ct_slice(1, PatientID="02", SeriesDescription="other"))
    bring(trial, first)
    bring(trial, second)
    bring(trial, first.rename(tmp_path / "moved.dcm"))
    assert [one.description for one in seen(trial).series] == ["abdomen"]


def test_a_visit_that_the_trial_has_takes_the_study_of_its_day(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    done = bring(trial, scan(tmp_path / "scans", "01", "20260302"))
    assert [one.label for one in done.visits] == ["week 8"]
    assert studies(trial)["01", "week 8"] == ("2026-03-02", [f"{ROOT}.7.1"])


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


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_entered(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    whole = trial.path.read_bytes()
    (tmp_path / "trial.images").write_text("no folder")
    with pytest.raises(UnusableError, match="no image can be kept"):
        bring(trial, scan(tmp_path / "scans"))
    assert trial.path.read_bytes() == whole


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


def test_the_suffixes_are_those_that_the_readers_go_by() -> None:
    assert set(SUFFIXES) == {*nifti.SUFFIXES, *nrrd.SUFFIXES}


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


def test_no_name_of_a_patient_enters_the_trial(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    assert b"MARK" not in trial.path.read_bytes()


# who, what was done before, what is said
def _nothing(trial: TrialFile) -> None:
    pass


def _locked(trial: TrialFile) -> None:
    trial.do(ADA, lambda work: lock(work, ADA, "done"))


def _signed(trial: TrialFile) -> None:
    read_all(trial, ANNA)
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)


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


def test_an_image_that_is_gone_or_altered_is_told_and_not_used(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    first, second, third = sorted(
        file for file in (tmp_path / "trial.images").rglob("*") if file.is_file()
    )
    first.unlink()
    second.write_bytes(second.read_bytes() + b"?")
    found = seen(trial)
    assert {one.file: one.code for one in found.rejected} == {
        str(first): "missing-file",
        str(second): "changed-file",
    }
    assert [piece.file for one in found.series for piece in one.slices] == [str(third)]
    data = bytearray(third.read_bytes())
    data[-1] ^= 1
    third.write_bytes(data)
    names = [f"image 02 baseline {file.name}" for file in (first, second, third)]
    assert sorted(verify_trial(trial.path)) == [
        f"{names[0]}: the image is gone [image-differs]",
        f"{names[1]}: the image is another one than was entered [image-differs]",
        f"{names[2]}: the image is another one than was entered [image-differs]",
    ]
    assert verify_trial(trial.path, independent=True) == [
        f"{names[0]}: its image is gone",
        f"{names[1]}: its image has other bytes",
        f"{names[2]}: its image has other bytes",
    ]
    bring(trial, tmp_path / "scans")
    assert verify_trial(trial.path) == verify_trial(trial.path, independent=True) == []


@pytest.mark.parametrize("independent", [False, True])
def test_verifying_tells_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, independent: bool
) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    sizes = [one.stat().st_size for one in (tmp_path / "scans").iterdir()]
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    assert verify_trial(trial.path, independent=independent, progress=tell) == []
    assert told[0] == (0, 3 if independent else sum(sizes))
    assert told[-1] == ((2, 3) if independent else (sum(sizes), sum(sizes)))
    told.clear()
    with pytest.raises(CancelledError):
        verify_trial(
            trial.path, independent=independent, progress=tell, cancelled=lambda: len(told) > 1
        )
    assert len(told) == 2


def test_an_image_is_verified_whatever_is_said_of_its_size(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    with closing(sqlite3.connect(trial.path)) as connection:
        connection.execute(
            "UPDATE record SET value = json_set(value, '$.size', 'large') WHERE kind = 'image'"
        )
        connection.commit()
    next(one for one in (tmp_path / "trial.images").rglob("*") if one.is_file()).unlink()
    found = verify_trial(trial.path)
    assert sum(line.endswith("the image is gone [image-differs]") for line in found) == 1


def test_everybody_sees_the_images_and_only_some_their_dates(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"), scan(tmp_path / "more", "03", study="8"))
    dates = [
        [one.study_date for one in seen(trial, "02", actor, plan).series]
        for actor, plan in ((ANNA, OPEN), (ANNA, HIDDEN), (CORA, HIDDEN))
    ]
    assert dates == [[date(2024, 1, 2)], [None], [date(2024, 1, 2)]]
    assert {one.subject for one in seen(trial).series} == {"02", "03"}


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


def test_the_chain_tells_who_entered_what_in_one_save(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    with trial.view() as view:
        before = view.last()
    assert before is not None
    bring(trial, scan(tmp_path / "scans"))
    with trial.view() as view:
        told = [(one.user, one.action, one.key.kind) for one in view.entries(before.sequence)]
    assert told == [
        ("cora", Action.CREATED, "visit"),
        *[("cora", Action.CREATED, "image")] * 3,
    ]


def test_a_real_scan_of_a_patient(tmp_path: Path, shared_data: Path) -> None:
    trial = trial_of(tmp_path)
    source = shared_data / "ct_liver_mets_crlm1004.zip"
    done = bring(trial, source)
    assert [(one.subject, one.label) for one in done.visits] == [("CRLM-CT-1004", "baseline")]
    (series,) = seen(trial).series
    (before,) = find_scans([source]).series
    assert (series.geometry, len(series.slices)) == (before.geometry, done.new)
