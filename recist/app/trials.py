"""Trials: made, opened, filled with scans, verified, copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from recist.formats.sources import Opener, RefusedError
from recist.imaging.series import Inspection, Series
from recist.model.stopping import IsCancelled, Progress, stop_if
from recist.trial import scan_import
from recist.trial.images import TrialImage, add_images
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.scans import (
    NOTHING_GIVEN,
    Given,
    ImportedScans,
    StoredFile,
    files_of,
    refer_to,
    suffix_of,
)
from recist.trial.settings import Images, settings_of
from recist.trial.visits import PlannedVisit


def open_trial(path: Path) -> Trial:
    """Open the file of a trial; as `recist.store.trial_file.TrialFile.open`."""
    # SQLAlchemy takes a second to import; answers from tables need none of it.
    from recist.store.trial_file import TrialFile

    return TrialFile.open(path)


def warm_up() -> None:
    """Import what looks at scans and keeps trials; the first ones would have to wait for it."""
    import recist.formats.scans
    import recist.formats.segmentations
    import recist.store.trial_file  # noqa: F401


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
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
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
    from recist.store.image_folder import ImageFolder

    folder = ImageFolder(path)
    with trial.view() as view:
        is_copied = settings_of(view).images is Images.IMPORT

    def keep(file: str) -> StoredFile:
        stop_if(cancelled)
        if not is_copied:
            return _as_it_lies(opener, file)
        with opener.open(file) as source:
            kept = folder.put(source, suffix_of(file))
        return StoredFile(digest=kept.digest, size=kept.size, suffix=kept.suffix)

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


def _as_it_lies(opener: Opener, file: str) -> StoredFile:
    """Return the place and the digest of a file."""
    from recist.store.image_folder import digest_of

    place = str(Path(file).absolute())
    try:
        place.encode()
    except UnicodeEncodeError:
        message = "has a name that is no text, and cannot be referred to; rename it or its folder"
        raise RefusedError("unreadable", message) from None
    with opener.open(file) as source:
        kept = digest_of(source)
    return StoredFile(digest=kept.digest, size=kept.size, place=place)


def refer_to_images(
    trial: Trial,
    actor: Actor,
    visit: PlannedVisit,
    series: Sequence[Series],
    *,
    progress: Progress | None = None,
) -> None:
    """Enter the images of a visit into a trial as they lie, by place and digest.

    Raises
    ------
    ScanError
        Where one of them cannot be read.
    NotAllowedError
        Where the actor may not, or the database is locked.
    """
    count = len({file for one in series for file in files_of(one)})
    done = 0

    def digest(file: str) -> StoredFile:
        nonlocal done
        stored = _as_it_lies(opener, file)
        done += 1
        if progress is not None:
            progress(done, count)
        return stored

    with Opener() as opener:
        images = refer_to(visit, series, digest)
    trial.do(actor, lambda work: add_images(work, actor, images))


def trial_scans(
    path: Path,
    images: Sequence[TrialImage],
    *,
    hide_dates: bool,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Inspection:
    """Find the series of a trial's images; as `recist.trial.scan_import.trial_scans`.

    Parameters
    ----------
    path : Path
        The trial's file.
    images : sequence of TrialImage
        Those that whoever looks may see.
    """
    from recist.formats import scans
    from recist.store.image_folder import ImageFolder

    def size(file: str) -> int | None:
        try:
            return opener.size(file)
        except RefusedError:
            return None

    with Opener() as opener:
        return scan_import.trial_scans(
            images,
            hide_dates=hide_dates,
            place=ImageFolder(path).place_of,
            size=size,
            look=lambda files, told: scans.find_in_files(files, progress=told, cancelled=cancelled),
            progress=progress,
        )


def verify_trial(
    path: Path,
    head: str = "",
    *,
    independent: bool = False,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> list[str]:
    """Find every fault of a trial's file, a line for each.

    Parameters
    ----------
    head : str
        A head that was noted elsewhere; empty where there is none.
    independent : bool
        Ask the second verifier (`recist.store.independent`), which shares no code with the first.
    progress : callable, optional
        Called with what is done of the images and what there is in all: bytes, of the second
        verifier files.

    Raises
    ------
    CancelledError
        If the user stopped it.
    """
    if independent:
        from recist.store.independent import faults

        def tell(done: int, total: int) -> None:
            stop_if(cancelled)
            if progress is not None:
                progress(done, total)

        return faults(path, head, tell)
    from recist.store.checking import check_file

    found = check_file(path, head, progress=progress, cancelled=cancelled)
    return [f"{one.where}: {one.message} [{one.fault}]" for one in found]


def back_up_trial(
    path: Path,
    actor: Actor,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> str:
    """Copy a trial and return the copy's head; as `recist.store.backup.back_up`."""
    from recist.store.backup import back_up
    from recist.store.trial_file import TrialFile

    trial = TrialFile.open(path)
    return back_up(trial, actor, target, progress=progress, cancelled=cancelled)


def open_backup(backup: Path, *, cancelled: IsCancelled | None = None) -> Trial:
    """Open a sound backup to look at; as `recist.store.backup.open_backup`."""
    from recist.store import backup as backups

    return backups.open_backup(backup, cancelled=cancelled)


def restore_trial(
    backup: Path,
    target: Path,
    log_in: Callable[[Trial], Actor],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> str:
    """Make a trial from a backup and return its head; as `recist.store.backup.restore`."""
    from recist.store.backup import restore

    return restore(backup, target, log_in, progress=progress, cancelled=cancelled)
