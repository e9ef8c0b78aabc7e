"""Scans in: find the series under some paths, load one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from recist.formats.dicom.build import build_series
from recist.formats.dicom.frame_image import Image
from recist.formats.dicom.grouping import group_images, images_by_series
from recist.formats.dicom.instance import FrameHeader, Instance
from recist.formats.faults import UNFORESEEN
from recist.formats.loading import First, load_dicom
from recist.formats.messages import FollowDirectory, Followed, Listed, ListMembers, Look, Looked
from recist.formats.readers import ReaderPool
from recist.formats.segmentations import settle
from recist.formats.sources import (
    Contents,
    Opener,
    RefusedError,
    Source,
    is_file,
    list_sources,
    printable,
)
from recist.formats.voxels import VoxelLayout, load_voxels
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.series import Inspection, Rejected, Series
from recist.imaging.volume import Volume
from recist.model.stopping import IsCancelled

DIRECTORY_NAME = "DICOMDIR"
# A reader that is asked for one file at a time waits for the next as long as it reads.
AT_ONCE = 8

Progress = Callable[[int, int], None]


def find_scans(
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Inspection:
    """Look through folders, files and zip archives for series, without reading pixels.

    Parameters
    ----------
    paths : sequence of Path
        Folders (with all below them), DICOM, NIfTI and NRRD files, zip archives, a DICOMDIR.
    progress : callable, optional
        Called with files done and files in all.
    cancelled : callable, optional
        Asked between files.

    Returns
    -------
    Inspection
        The series, the segmentations, and every file that is neither, with the reason.

    Raises
    ------
    InputError
        If a given path does not exist.
    CancelledError
        If the user stopped it.
    """
    with ReaderPool() as pool:
        listed, missing = _follow_directories(paths, pool)
        sources, rejected = list_sources(listed, partial(_members, pool))
        looked = _look_through(sources, pool, progress, cancelled)
    return _inspection(looked, [*rejected, *missing])


def find_in_files(
    files: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Inspection:
    """Look at files that are known by name; as `find_scans`, but no folder is looked through.

    Parameters
    ----------
    files : sequence of str
        Paths; ``archive.zip!member`` in a zip. Of several with one UID the first is taken.
    """
    sources: list[Source] = []
    rejected: list[Rejected] = []
    with Opener() as opener:
        for file in files:
            try:
                sources.append(Source(file=file, size=opener.size(file)))
            except RefusedError as error:
                rejected.append(Rejected(file=file, code=error.code, message=str(error)))
    with ReaderPool() as pool:
        looked = _look_through(sources, pool, progress, cancelled)
    return _inspection(looked, rejected)


def _look_through(
    sources: Sequence[Source],
    pool: ReaderPool,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> list[Looked | Rejected]:
    """Return what each of the files is, in their order."""
    size = max(1, min(AT_ONCE, len(sources) // pool.size))
    parts = [sources[n : n + size] for n in range(0, len(sources), size)]
    looked: dict[int, list[Looked | Rejected]] = {}
    done = 0
    with closing(pool.each(partial(_look, pool), parts, cancelled)) as looks:
        for n, part in looks:
            looked[n] = part
            for _ in part:
                done += 1
                if progress:
                    progress(done, len(sources))
    return [look for n in range(len(parts)) for look in looked[n]]


def _inspection(looked: Sequence[Looked | Rejected], rejected: list[Rejected]) -> Inspection:
    """Join what was found in the files into series and segmentations."""
    instances: list[Instance] = []
    series: list[Series] = []
    outlined: list[FoundSegmentation] = []
    for look in looked:
        match look:
            case Rejected():
                rejected.append(look)
            case Looked():
                instances += [look.instance] if look.instance else []
                outlined += [look.segmentation] if look.segmentation else []
                series += [_reached(one, look.voxels) for one in look.series]
    unique, doubles = _once(instances)
    rejected += doubles
    _build(unique, series, rejected)
    found = _told_apart(series)
    segmentations, repeated = settle(outlined, found)
    rejected += repeated
    return Inspection(
        series=found,
        segmentations=segmentations,
        rejected=tuple(
            replace(one, file=printable(one.file), message=printable(one.message))
            for one in rejected
        ),
    )


def load_volume(
    series: Series,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    first: First | None = None,
    known: Volume | None = None,
    ahead: int | None = None,
) -> Volume:
    """Decode a series that :func:`find_scans` has found, the middle slice first.

    Parameters
    ----------
    series : Series
        As it was found.
    progress : callable, optional
        Called with slices done and slices in all.
    cancelled : callable, optional
        Asked between slices.
    first : callable, optional
        Called once, as soon as there is a slice to show, with the volume that is being filled:
        `Volume.arrived` says which slices it holds.
    known : Volume, optional
        Slices of the series that are decoded already.
    ahead : int, optional
        The slice that will be looked at first, where slices can be read in any order.

    Raises
    ------
    ScanError
        If no slice can be read; the message names the file. A DICOM slice that cannot be read
        costs itself alone, see `Volume.arrived`.
    CancelledError
        If the user stopped it.
    """
    if isinstance(series.slices[0].layout, VoxelLayout):
        return load_voxels(series, progress=progress, cancelled=cancelled, first=first)
    return load_dicom(
        series, progress=progress, cancelled=cancelled, first=first, known=known, ahead=ahead
    )


def _follow_directories(
    paths: Sequence[Path], pool: ReaderPool
) -> tuple[list[Path], list[Rejected]]:
    """Put the files that a DICOMDIR lists in its place."""
    listed: list[Path] = []
    missing: list[Rejected] = []
    for path in paths:
        if path.name.upper() != DIRECTORY_NAME or not is_file(path):
            listed.append(path)
            continue
        try:
            followed = cast(Followed, pool.ask(FollowDirectory(file=str(path))))
        except RefusedError as error:
            missing.append(Rejected(file=str(path), code=error.code, message=str(error)))
            continue
        for file in map(Path, followed.files):
            if is_file(file):
                listed.append(file)
            else:
                message = f"is listed in {path} but no file is there; copy the whole medium"
                missing.append(Rejected(file=str(file), code="missing-file", message=message))
    return listed, missing


def _members(pool: ReaderPool, archive: str) -> Contents:
    listed = cast(Listed, pool.ask(ListMembers(file=archive)))
    return listed.sources, listed.rejected


def _look(pool: ReaderPool, sources: Sequence[Source]) -> list[Looked | Rejected]:
    """Return what the headers of some files say, or why a file is refused."""
    found = pool.ask_each([Look(file=one.file, size=one.size) for one in sources])
    return [
        Rejected(file=source.file, code=look.code, message=str(look))
        if isinstance(look, RefusedError)
        else cast(Looked, look)
        for source, look in zip(sources, found, strict=True)
    ]


def _reached(series: Series, layout: VoxelLayout | None) -> Series:
    """Put what a reader says of a file's voxels where it is looked for."""
    return replace(series, slices=tuple(replace(one, layout=layout) for one in series.slices))


@contextmanager
def _costing_only(files: Iterable[str], rejected: list[Rejected]) -> Iterator[None]:
    """Let what goes wrong cost these files alone, never the folder."""
    try:
        yield
    except RefusedError as error:
        code, message = error.code, str(error)
    except UNFORESEEN as error:
        # Its own words may quote the header, and that names the patient.
        code, message = "damaged-header", f"cannot be used ({type(error).__name__})"
    else:
        return
    rejected += [Rejected(file=file, code=code, message=message) for file in files]


def _build(instances: Sequence[Instance], series: list[Series], rejected: list[Rejected]) -> None:
    for images in images_by_series(instances):
        with _costing_only(_files(images), rejected):
            for group in group_images(images):
                with _costing_only(_files(group.images), rejected):
                    series.append(build_series(group))


def _files(images: Sequence[Image]) -> list[str]:
    return list(dict.fromkeys(image.instance.file for image in images))


def _told_apart(series: Sequence[Series]) -> tuple[Series, ...]:
    """Sort, and number the parts anew where one UID stands for several days or subjects."""
    parts: Counter[str] = Counter()
    found = []
    for one in sorted(series, key=_order):
        parts[one.uid] += 1
        found.append(replace(one, part=parts[one.uid]))
    return tuple(found)


def _once(instances: Sequence[Instance]) -> tuple[list[Instance], list[Rejected]]:
    """Keep the first of instances that share a UID, and say which of the others differ."""
    seen: dict[str, Instance] = {}
    doubles = []
    for instance in instances:
        first = seen.setdefault(instance.sop_instance, instance)
        if first is not instance:
            code, message = "duplicate-instance", f"the same image as {first.file}"
            if not _same_place(instance, first):
                code = "same-uid"
                message = f"another image under the UID of {first.file}: a reading cannot name both"
            doubles.append(Rejected(file=instance.file, code=code, message=message))
    return list(seen.values()), doubles


def _same_place(one: Instance, other: Instance) -> bool:
    """Say whether two copies have in common what copies of one image have."""
    named = [(a.subject, a.series_uid, a.pixels.rows, a.pixels.columns) for a in (one, other)]
    if named[0] != named[1] or len(one.frames) != len(other.frames):
        return False
    return all(_placed(a) == _placed(b) for a, b in zip(one.frames, other.frames, strict=True))


def _placed(frame: FrameHeader) -> str:
    # As text NaN equals itself.
    return repr((frame.position, frame.orientation, frame.spacing))


def _order(series: Series) -> tuple[str, str, str, int, str, int]:
    day = series.study_date.isoformat() if series.study_date else ""
    number = -1 if series.number is None else series.number
    return series.subject, day, series.study_uid, number, series.uid, series.part
