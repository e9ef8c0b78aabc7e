"""Scans for the tests of a trial, and what a trial says of those it holds."""

from __future__ import annotations

from pathlib import Path

from pydicom import dcmread
from pydicom.uid import UID

from recist.app import import_scans, trial_scans
from recist.imaging.series import Inspection
from recist.model.protocol import ReadingPlan
from recist.store.trial_file import TrialFile
from recist.trial.blinding import SeenBy
from recist.trial.images import TrialImage, images_of
from recist.trial.people import Actor
from recist.trial.scans import ImportedScans
from recist.trial.settings import Images, Settings, keep_settings
from tests.formats.dicom_files import ROOT, ct_slice, write, write_stack
from tests.trial_files import ADA, ANNA, CORA, trial_with

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
    """Import files and folders."""
    return import_scans(trial.path, trial, actor, paths)


def seen(
    trial: TrialFile,
    subject: str | None = None,
    actor: Actor = ANNA,
    plan: ReadingPlan = OPEN,
) -> Inspection:
    """What somebody finds of the scans in a trial."""
    with trial.view() as view:
        seen = SeenBy(view, actor, plan)
        images, hide_dates = images_of(seen, subject=subject), seen.hides_dates
    return trial_scans(trial.path, images, hide_dates=hide_dates)


def entered(trial: TrialFile) -> list[TrialImage]:
    """The images of a trial."""
    with trial.view() as view:
        return images_of(view)


def studies(trial: TrialFile) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """The day and the studies of each visit, by subject and label."""
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
    """Two studies of one subject, eight weeks apart."""
    for day, study in (("20240102", "7"), ("20240227", "8")):
        stack = scan(folder / study, day=day, study=study)
        for n, file in enumerate(sorted(stack.iterdir())):
            data = ct_slice(n, 5.0 * n, PatientID="02", StudyDate=day)
            data.SOPInstanceUID = f"{ROOT}.{study}.9.{n}"
            data.StudyInstanceUID, data.SeriesInstanceUID = f"{ROOT}.{study}.1", f"{ROOT}.{study}.2"
            write(file, data)
    return folder


def two_studies_at_baseline(folder: Path) -> tuple[TrialFile, Path]:
    """Make a trial with two studies of subject 02 on one day, three images each."""
    trial, source = trial_of(folder), folder / "scans"
    for study in ("7", "8"):
        for n, file in enumerate(sorted(scan(source / study, study=study).iterdir())):
            data = dcmread(file)
            uid = UID(f"{ROOT}.{study}.9.{n}")
            data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = uid
            data.save_as(file)
    bring(trial, source)
    return trial, source
