"""Segmentations in: find out what a file holds, join it with its series, read its masks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

from recist.formats.faults import UNFORESEEN
from recist.formats.messages import Describe, Looked, Outline, Outlined
from recist.formats.packed_segmentation import unpacked
from recist.formats.readers import ReaderPool
from recist.formats.sources import RefusedError, scan_error
from recist.imaging.segmentation import FoundSegmentation, Segmentation
from recist.imaging.segmentation_link import link
from recist.imaging.series import Rejected, Series
from recist.model.stopping import IsCancelled

Progress = Callable[[int, int], None]


def find_segmentation(path: Path, series: Sequence[Series] = ()) -> FoundSegmentation:
    """Describe one file that the user says is a segmentation, and join it with its series.

    A NIfTI or NRRD file is taken as a label map, whatever its name.

    Raises
    ------
    ScanError
        If it is none or cannot be read; the message names the file.
    """
    try:
        with ReaderPool() as pool:
            found = cast(Looked, pool.ask(Describe(file=str(path)))).segmentation
        if found is None:
            raise RefusedError("no-segmentation", "is no segmentation that is read here")
    except RefusedError as error:
        raise scan_error(str(path), error) from error
    return link(found, series)


def load_segmentation(
    found: FoundSegmentation,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Segmentation:
    """Read the masks or contours of a segmentation that was found.

    Parameters
    ----------
    found : FoundSegmentation
        Its links are kept.
    progress : callable, optional
        Called when it is done: a reader says nothing before.
    cancelled : callable, optional
        Asked while it is being read.

    Raises
    ------
    ScanError
        If the file is gone, cut short, damaged or no longer what was found.
    CancelledError
        If the user stopped it.
    """
    try:
        request = Outline(found=found)
        with ReaderPool() as pool, closing(pool.each(pool.ask, [request], cancelled)) as answers:
            for _, answer in answers:
                segmentation = unpacked(cast(Outlined, answer).segmentation)
    except RefusedError as error:
        raise scan_error(found.file, error) from error
    if progress:
        progress(1, 1)
    return segmentation


def settle(
    found: Sequence[FoundSegmentation], series: Sequence[Series]
) -> tuple[tuple[FoundSegmentation, ...], list[Rejected]]:
    """Keep each segmentation once, and join it with the series that it was drawn on.

    Returns
    -------
    settled : tuple of FoundSegmentation
    rejected : list of Rejected
        Those that are there twice, and any that cannot be held against the series.
    """
    unique: dict[str, FoundSegmentation] = {}
    settled: list[FoundSegmentation] = []
    rejected: list[Rejected] = []
    for one in found:
        first = unique.setdefault(one.uid or one.file, one)
        if first is not one:
            message = f"the same segmentation as {first.file}"
            rejected.append(Rejected(file=one.file, code="duplicate-instance", message=message))
            continue
        try:
            settled.append(link(one, series))
        except UNFORESEEN as error:
            # It must not cost the folder.
            message = f"cannot be used ({type(error).__name__})"
            rejected.append(Rejected(file=one.file, code="damaged-header", message=message))
    return tuple(settled), rejected
