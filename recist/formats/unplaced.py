"""End points whose images are not at hand: told once for all files, for they are lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recist.formats.measured import Draft, note
from recist.formats.on_images import Images, image_of
from recist.model.finding import Finding
from recist.trial.calipers import CaliperRecord

WAY_OUT = "name the scans beside the reports, and they are kept"


def unplaced(
    drafts: Sequence[Draft], images: Images, kept: Iterable[CaliperRecord]
) -> list[Finding]:
    """Say how many end points of how many lesions cannot be put on an image; nothing where none.

    Parameters
    ----------
    kept : iterable of CaliperRecord
        What other files have of the same lesions, as the tables of an export beside its reports.
    """
    there = {(one.subject, one.reader, one.visit.casefold(), one.lesion) for one in kept}
    points = 0
    lesions: set[tuple[str, str]] = set()
    for one in (lesion for draft in drafts for lesion in draft.lesions):
        row = one.row
        if (row.subject, row.reader, row.visit.casefold(), row.lesion) in there:
            continue
        drawn = [*((line, 2) for line in one.lines), *([(one.place, 1)] if one.place else [])]
        lost = sum(ends for line, ends in drawn if line.points and not image_of(line.image, images))
        if lost:
            points += lost
            lesions.add((row.subject, row.lesion))
    if not points:
        return []
    ends = "1 end point" if points == 1 else f"{points} end points"
    owners = "1 lesion" if len(lesions) == 1 else f"{len(lesions)} lesions"
    why = f"{ends} of {owners} lie on images that are not at hand: they are not taken, and lengths"
    return [note("image-missing", f"{why} are not compared; {WAY_OUT}")]
