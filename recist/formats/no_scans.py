"""Files that may have been scans and are none, and what of them would be missed by nobody."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from recist.formats.kinds import Kind
from recist.formats.promises import DICOM, OF_A_MAC, promised_by
from recist.formats.sorted_files import Sorted
from recist.formats.sources import MEMBER_MARK, printable, zipfile_name
from recist.imaging.series import Rejected
from recist.model.stopping import IsCancelled
from recist.trial.stated import Refused

NO_SCANS = frozenset({"not-dicom", "empty-file"})
"""What lies among scans and is none."""
PACKED = "is a structured report in an archive; unpack it, and import it from its folder"


def no_scans(found: Sorted, cancelled: IsCancelled | None) -> list[Refused]:
    """Refuse what was named itself and is neither a reading nor a scan, as a damaged report is.

    A report in an archive, or what may have been one, is refused wherever the archive lies: it
    would be missed by nobody.
    """
    scans = found.of(Kind.SCAN)
    named = [path for path in scans if path in found.asked]
    packed = [path for path in scans if zipfile_name(path)]
    looked_at = list(dict.fromkeys((*named, *packed)))
    if not looked_at:
        return []
    from recist.formats.scans import find_scans

    inspected = find_scans(looked_at, cancelled=cancelled)
    masks = [(one.file, "is a segmentation and no reading") for one in inspected.segmentations]
    lost = {one.file for one in inspected.rejected if is_lost(one)}
    wrong = [*((one.file, _why(one)) for one in inspected.rejected), *masks]
    shown = tuple(f"{path}{MEMBER_MARK}" for path in named)
    return [
        Refused(where=printable(Path(file).name), why=why)
        for file, why in wrong
        if why == PACKED or file in lost or f"{file}{MEMBER_MARK}".startswith(shown)
    ]


def is_lost(rejected: Rejected) -> bool:
    """Say whether what is no scan may have been a report: a damaged archive, or DICOM in one."""
    _, is_member, member = rejected.file.rpartition(MEMBER_MARK)
    if not is_member:
        return rejected.code == "damaged-archive"
    if PurePosixPath(member).name.startswith(OF_A_MAC):
        return False
    return rejected.code in NO_SCANS and promised_by(rejected.file) == DICOM


def _why(rejected: Rejected) -> str:
    is_packed = MEMBER_MARK in rejected.file and rejected.code == "not-an-image"
    return PACKED if is_packed and "report" in rejected.message else rejected.message
