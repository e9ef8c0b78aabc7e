"""The one place that joins the rooms: services for the command line and the viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from recist.formats.assessment_json import assessment_document
from recist.formats.caliper_file import read_calipers, write_calipers
from recist.formats.inspection_json import inspection_json
from recist.formats.reading_table import read_tables, write_table
from recist.formats.response_csv import response_csv, what_if_csv
from recist.formats.sources import printable
from recist.formats.subject_table import read_subjects
from recist.formats.sum_figure import write_sum_figure
from recist.formats.treatment_table import read_treatments
from recist.formats.what_if_json import what_if_document
from recist.imaging.segmentation import FoundSegmentation, Segmentation
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.store.image_folder import ImageFolder, digest_of
from recist.trial import scan_import
from recist.trial.blinding import SeenBy
from recist.trial.calipers import CaliperRecord
from recist.trial.judging import Reads, judge_reads, scope_named
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.protocol_choice import protocol_of
from recist.trial.protocol_file import protocol_named
from recist.trial.scans import NOTHING_GIVEN, Given, ImportedScans, StoredFile, suffix_of
from recist.trial.settings import Images, settings_of
from recist.trial.visits import PlannedVisit
from recist.trial.whole_file import write_whole

DEFAULT_PROTOCOL = "recist-1.1"

__all__ = [
    "assess_files",
    "assess_tables",
    "back_up_trial",
    "default_protocol",
    "document_of",
    "find_scans",
    "find_segmentation",
    "import_scans",
    "inspection_json",
    "load_calipers",
    "load_reads",
    "load_rows",
    "load_segmentation",
    "load_volume",
    "make_trial",
    "open_trial",
    "printable",
    "read_subjects",
    "read_treatments",
    "refer_to_images",
    "response_csv",
    "restore_trial",
    "save_calipers",
    "save_rows",
    "trial_scans",
    "verify_trial",
    "warm_readers",
    "what_if_csv",
    "what_if_document",
    "write_sum_figure",
    "write_whole",
]


def default_protocol() -> Protocol:
    """Return RECIST 1.1 as published."""
    return protocol_named(DEFAULT_PROTOCOL)


def find_scans(
    paths: Sequence[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspection:
    """Find the series in folders, files and archives; as `recist.formats.scans.find_scans`."""
    # The image libraries take most of a second to import; answers from tables need none.
    from recist.formats import scans

    return scans.find_scans(paths, progress=progress, cancelled=cancelled)


def load_volume(
    series: Series,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    first: Callable[[Volume], None] | None = None,
    known: Volume | None = None,
) -> Volume:
    """Decode a series; as `recist.formats.scans.load_volume`."""
    from recist.formats import scans

    return scans.load_volume(
        series, progress=progress, cancelled=cancelled, first=first, known=known
    )


def warm_readers() -> None:
    """Start the processes that read scans in good time; they import while a window opens."""
    from recist.formats import readers

    readers.warm_up()


def find_segmentation(path: Path, series: Sequence[Series] = ()) -> FoundSegmentation:
    """Describe one file; as `recist.formats.segmentations.find_segmentation`."""
    from recist.formats import segmentations

    return segmentations.find_segmentation(path, series)


def load_segmentation(
    found: FoundSegmentation,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Segmentation:
    """Read masks or contours; as `recist.formats.segmentations.load_segmentation`."""
    from recist.formats import segmentations

    return segmentations.load_segmentation(found, progress=progress, cancelled=cancelled)


def load_rows(paths: Sequence[Path]) -> tuple[Row, ...]:
    """Read reading tables as one; ``InputError`` names file, row and column."""
    return read_tables(paths)


def save_rows(rows: Iterable[Row], path: Path) -> None:
    """Write a reading table, whole or not at all."""
    write_table(rows, path)


def load_calipers(path: Path) -> tuple[CaliperRecord, ...]:
    """Read a caliper file."""
    return read_calipers(path)


def save_calipers(records: Iterable[CaliperRecord], path: Path) -> None:
    """Write a caliper file, whole or not at all."""
    write_calipers(records, path)


def open_trial(path: Path) -> Trial:
    """Open the file of a trial; as `recist.store.trial_file.TrialFile.open`."""
    # SQLAlchemy takes a second to import; answers from tables need none of it.
    from recist.store.trial_file import TrialFile

    return TrialFile.open(path)


def make_trial(path: Path, actor: Actor, fill: Callable[[Work], None]) -> None:
    """Make a trial and fill it; the file appears with all that belongs into it or not at all."""
    from recist.store.placing import appearing
    from recist.store.trial_file import TrialFile

    with appearing(path) as made:
        TrialFile.create(made).do(actor, fill)


def import_scans(
    path: Path,
    trial: Trial,
    actor: Actor,
    paths: Sequence[Path],
    *,
    given: Given = NOTHING_GIVEN,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportedScans:
    """Import scans into the trial at a path; as `recist.trial.scan_import.import_scans`.

    Parameters
    ----------
    paths : sequence of Path
        Folders, files and zip archives; of an archive its members are imported.
    given : Given
        What is said of files that do not say it themselves.
    progress : callable, optional
        Called with files done and files in all, first of the headers and then of the bytes.

    Raises
    ------
    CancelledError
        If the user stopped it; then nothing is entered.
    """
    from recist.formats import scans
    from recist.formats.readers import stop_if
    from recist.formats.sources import Opener

    folder = ImageFolder(path)
    with trial.view() as view:
        is_copied = settings_of(view).images is Images.IMPORT

    def keep(file: str) -> StoredFile:
        stop_if(cancelled)
        with opener.open(file) as source:
            if is_copied:
                kept = folder.put(source, suffix_of(file))
                return StoredFile(digest=kept.digest, size=kept.size, suffix=kept.suffix)
            kept = digest_of(source)
            place = str(Path(file).absolute())
            return StoredFile(digest=kept.digest, size=kept.size, place=place)

    with Opener() as opener:
        return scan_import.import_scans(
            trial,
            actor,
            paths,
            find=partial(scans.find_scans, progress=progress, cancelled=cancelled),
            look=partial(scans.find_in_files, progress=progress, cancelled=cancelled),
            keep=keep,
            settle=folder.settle,
            given=given,
            progress=progress,
        )


def refer_to_images(
    trial: Trial,
    actor: Actor,
    visit: PlannedVisit,
    series: Sequence[Series],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Enter the images of a visit into a trial as they lie, by place and digest.

    Raises
    ------
    ScanError
        Where one of them cannot be read.
    NotAllowedError
        Where the actor may not, or the database is locked.
    """
    from recist.formats.sources import Opener
    from recist.store.image_folder import digest_of
    from recist.trial.images import add_images
    from recist.trial.scans import files_of, refer_to

    count = len({file for one in series for file in files_of(one)})
    done = 0

    def digest(file: str) -> StoredFile:
        nonlocal done
        with opener.open(file) as source:
            kept = digest_of(source)
        done += 1
        if progress is not None:
            progress(done, count)
        return StoredFile(digest=kept.digest, size=kept.size, place=str(Path(file).absolute()))

    with Opener() as opener:
        images = refer_to(visit, series, digest)
    trial.do(actor, lambda work: add_images(work, actor, images))


def trial_scans(
    path: Path,
    records: SeenBy,
    subject: str | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspection:
    """Find the series of a trial's images; as `recist.trial.scan_import.trial_scans`.

    Parameters
    ----------
    path : Path
        The trial's file.
    records : SeenBy
        What whoever looks may see of it.
    """
    from recist.formats import scans
    from recist.formats.sources import Opener, RefusedError

    def size(file: str) -> int | None:
        try:
            return opener.size(file)
        except RefusedError:
            return None

    with Opener() as opener:
        return scan_import.trial_scans(
            records,
            subject,
            place=ImageFolder(path).place_of,
            size=size,
            look=lambda files, told: scans.find_in_files(files, progress=told, cancelled=cancelled),
            progress=progress,
        )


def verify_trial(path: Path, head: str = "", *, independent: bool = False) -> list[str]:
    """Find every fault of a trial's file, a line for each.

    Parameters
    ----------
    head : str
        A head that was noted elsewhere; empty where there is none.
    independent : bool
        Ask the second verifier (`recist.store.independent`), which shares no code with the first.
    """
    if independent:
        from recist.store.independent import faults

        return faults(path, head)
    from recist.store.checking import check_file

    return [f"{one.where}: {one.message} [{one.fault}]" for one in check_file(path, head)]


def back_up_trial(path: Path, actor: Actor, target: Path) -> str:
    """Copy a trial and return the copy's head; as `recist.store.backup.back_up`."""
    from recist.store.backup import back_up
    from recist.store.trial_file import TrialFile

    return back_up(TrialFile.open(path), actor, target)


def restore_trial(backup: Path, target: Path, log_in: Callable[[Trial], Actor]) -> str:
    """Make a trial from a backup and return its head; as `recist.store.backup.restore`."""
    from recist.store.backup import restore

    return restore(backup, target, log_in)


def load_reads(
    paths: Sequence[Path], *, subjects: Path | None = None, treatments: Path | None = None
) -> Reads:
    """Read reading tables as one, with the subject and treatment tables beside them."""
    return Reads(
        rows=load_rows(paths),
        subjects=None if subjects is None else read_subjects(subjects),
        treatments=() if treatments is None else read_treatments(treatments),
    )


def assess_tables(
    paths: Sequence[Path],
    *,
    subjects: Path | None = None,
    treatments: Path | None = None,
    protocol: str = DEFAULT_PROTOCOL,
    reader: str | None = None,
    scope: str | None = None,
) -> tuple[CaseAssessment, ...]:
    """Judge every case of the reading tables, in every scope of the protocol.

    Parameters
    ----------
    paths : sequence of Path
        Reading tables, taken as one.
    subjects, treatments : Path, optional
        Subject and treatment table.
    protocol : str
        Id of a built-in protocol or path of a protocol file.
    reader, scope : str, optional
        Judge the reads of this reader only, in this scope only.

    Raises
    ------
    InputError
        For a table, protocol, reader or scope that cannot be found or read.
    """
    chosen = protocol_of(protocol)
    reads = load_reads(paths, subjects=subjects, treatments=treatments).by(reader)
    return judge_reads(reads, chosen, scope_named(scope, reads, [chosen]))


def document_of(assessments: Sequence[CaseAssessment]) -> dict[str, Any]:
    """Return assessments under one protocol as the document ``recist-assessment/1``."""
    return assessment_document(assessments[0].protocol, assessments)


def assess_files(
    paths: Sequence[Path],
    *,
    subjects: Path | None = None,
    protocol: str = DEFAULT_PROTOCOL,
    reader: str | None = None,
) -> dict[str, Any]:
    """Judge reading tables and return the document ``recist-assessment/1``."""
    return document_of(assess_tables(paths, subjects=subjects, protocol=protocol, reader=reader))
