"""Scans: found, decoded, segmentations read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from recist.formats.no_scans import NO_SCANS
from recist.formats.sources import archive_of
from recist.imaging.segmentation import FoundSegmentation, Segmentation
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume


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


def scan_files(found: Inspection) -> set[Path]:
    """Return the files and archives in which scans were found, also refused ones."""
    names = {one.file for series in found.series for one in series.slices}
    names |= {one.file for one in found.segmentations}
    names |= {one.file for one in found.rejected if one.code not in NO_SCANS}
    return {Path(archive_of(name)) for name in names}


def load_volume(
    series: Series,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    first: Callable[[Volume], None] | None = None,
    known: Volume | None = None,
    ahead: int | None = None,
) -> Volume:
    """Decode a series; as `recist.formats.scans.load_volume`."""
    from recist.formats import scans

    return scans.load_volume(
        series, progress=progress, cancelled=cancelled, first=first, known=known, ahead=ahead
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
