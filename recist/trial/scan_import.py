"""Scans into a trial and out of it again: what is asked of the files, and in which order.

The bytes are on the disk before the trial knows of them; then it knows of all of them at once. What
fails in between leaves bytes that nothing refers to, and no half of a series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from recist.imaging.series import Inspection, Rejected, Series
from recist.model.errors import ScanError
from recist.trial.images import TrialImage
from recist.trial.people import Actor
from recist.trial.ports import Trial
from recist.trial.scans import (
    BY_DIGEST,
    NOTHING_GIVEN,
    Given,
    ImportedScans,
    StoredFile,
    as_entered,
    demand_import,
    enter_scans,
    files_of,
    of_a_subject,
)

SEGMENTATION = "segmentation"
# Another image under a UID that is taken: in a trial both are kept, told apart by their digests.
DOUBLES = frozenset({"duplicate-instance", "same-uid"})

Progress = Callable[[int, int], None]
Find = Callable[[Sequence[Path]], Inspection]
Look = Callable[[Sequence[str]], Inspection]


def import_scans(
    trial: Trial,
    actor: Actor,
    paths: Sequence[Path],
    *,
    find: Find,
    look: Look,
    keep: Callable[[str], StoredFile],
    settle: Callable[[], None],
    given: Given = NOTHING_GIVEN,
    progress: Progress | None = None,
) -> ImportedScans:
    """Enter the scans under some paths into a trial.

    Parameters
    ----------
    find, look : callable
        Find the series under paths, and in files that are known by name.
    keep : callable
        Takes a file into the trial's keeping; ``ScanError`` costs this file alone.
    settle : callable
        When it returns, all that was kept is on the disk.
    given : Given
        What is said of files that do not say it themselves.
    progress : callable, optional
        Called with files kept and files in all.

    Raises
    ------
    NotAllowedError
        As `recist.trial.scans.enter_scans`; asked before anything is copied, too.
    """
    trial.do(actor, lambda work: demand_import(work, actor))
    found = _with_doubles(find(paths), look)
    series, nobodys = of_a_subject(found.series, given)
    stored, lost = _kept(series, keep, progress)
    settle()
    entered = trial.do(actor, lambda work: enter_scans(work, actor, series, stored, given))
    left_out = [
        Rejected(file=one.file, code=SEGMENTATION, message="a segmentation is not imported")
        for one in found.segmentations
    ]
    rejected = (*found.rejected, *nobodys, *lost, *left_out)
    # Without a name for the save it is always done.
    done = entered or ImportedScans(visits=(), new=0, there=0)
    return replace(done, rejected=rejected)


def _with_doubles(found: Inspection, look: Look) -> Inspection:
    """Add the images whose UID another one has, as series of their own."""
    series, segmentations = list(found.series), list(found.segmentations)
    rejected: list[Rejected] = []
    while True:
        rejected += [one for one in found.rejected if one.code not in DOUBLES]
        doubles = [one.file for one in found.rejected if one.code in DOUBLES]
        if not doubles:
            break
        found = look(doubles)
        series += found.series
    return Inspection(
        series=tuple(series), segmentations=tuple(segmentations), rejected=tuple(rejected)
    )


def _kept(
    series: Iterable[Series], keep: Callable[[str], StoredFile], progress: Progress | None
) -> tuple[dict[str, StoredFile], list[Rejected]]:
    """Take every file into keeping, and say which could not be."""
    found = {file: one.slices[0].image for one in series for file in files_of(one)}
    stored: dict[str, StoredFile] = {}
    lost: list[Rejected] = []
    for n, (file, image) in enumerate(found.items(), start=1):
        try:
            kept = keep(file)
        except ScanError as error:
            code = getattr(error, "code", "unreadable")
            lost.append(Rejected(file=file, code=code, message=str(error)))
        else:
            instance = image.partition("#")[0]
            if instance.startswith(BY_DIGEST) and instance != f"{BY_DIGEST}{kept.digest}":
                message = "was changed while it was imported; import it again"
                lost.append(Rejected(file=file, code="changed-file", message=message))
            else:
                stored[file] = kept
        if progress:
            progress(n, len(found))
    return stored, lost


def trial_scans(
    images: Sequence[TrialImage],
    *,
    hide_dates: bool,
    place: Callable[[TrialImage], str],
    size: Callable[[str], int | None],
    look: Callable[[Sequence[str], Progress | None], Inspection],
    progress: Progress | None = None,
) -> Inspection:
    """Find the series of the images that somebody may see, under the trial's names for them.

    The subject of a series is the one that the trial knows its images under, and its study is one
    of those that the record of the visit names.

    Parameters
    ----------
    images : sequence of TrialImage
        Those that somebody may see. The look at the trial is over by now: it would keep others
        from saving for as long as the files take.
    place, size : callable
        Where an image lies, and how many bytes lie there: None where nothing does.
    look : callable
        Finds the series in files that are known by name.

    Returns
    -------
    Inspection
        An image that is gone or has another size than it had is among the rejected. Whether its
        bytes are the same is for verifying the trial to say.
    """
    series: list[Series] = []
    rejected: list[Rejected] = []
    done = 0
    # Visit by visit, so that the same UID at two of them is found at both.
    for key in dict.fromkeys((one.subject, one.visit) for one in images):
        own = [one for one in images if (one.subject, one.visit) == key]
        there: dict[str, TrialImage] = {}
        for image in own:
            fault = _fault(place(image), image, size)
            if fault is None:
                there[place(image)] = image
            else:
                rejected.append(fault)
        found = look(list(there), _offset(progress, done, len(images)))
        done += len(own)
        series += [
            as_entered(one, there[one.slices[0].file], hide_date=hide_dates) for one in found.series
        ]
        rejected += found.rejected
    return Inspection(series=tuple(series), rejected=tuple(rejected))


def _fault(file: str, image: TrialImage, size: Callable[[str], int | None]) -> Rejected | None:
    found = size(file)
    if found is None:
        message = "is gone from the trial; import the scan again"
        return Rejected(file=file, code="missing-file", message=message)
    if found != image.size:
        message = "is no longer the image of the trial; import the scan again"
        return Rejected(file=file, code="changed-file", message=message)
    return None


def _offset(progress: Progress | None, done: int, total: int) -> Progress | None:
    return None if progress is None else lambda n, _: progress(done + n, total)
