"""What is in a zip archive, and what of it may be opened: nothing is ever unpacked to a disk."""

from __future__ import annotations

import stat
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath, PureWindowsPath

from recist.formats.sources import MEMBER_MARK, Opener, RefusedError, Source, zipfile_name
from recist.imaging.series import Rejected

MOST_MEMBERS = 500_000
# A member larger than this is no image of ours, but it could fill the memory.
MAX_MEMBER_BYTES = 512 << 20
# Pixels seldom shrink to a tenth; what shrinks to less than this is made to fill a memory.
MAX_MEMBER_RATIO = 200
SMALL_MEMBER_BYTES = 64 << 20
ENCRYPTED_BIT = 0x1


def list_members(archive: str, opener: Opener) -> tuple[list[Source], list[Rejected]]:
    """List the members of an archive that may be opened, and why the others may not.

    Raises
    ------
    RefusedError
        ``damaged-archive`` or ``too-large`` where the archive as a whole cannot be used.
    """
    try:
        members = opener.archive(archive).infolist()
    except (OSError, NotImplementedError, zipfile.BadZipFile) as error:
        message = f"the zip archive cannot be read ({error}); pack or copy it anew"
        raise RefusedError("damaged-archive", message) from error
    if len(members) > MOST_MEMBERS:
        raise RefusedError("too-large", f"the zip archive holds {len(members)} members")
    sources: list[Source] = []
    rejected: list[Rejected] = []
    counts = Counter(member.filename for member in members)
    for member in members:
        if member.is_dir():
            continue
        file = f"{archive}{MEMBER_MARK}{member.filename}"
        problem = _member_problem(member, counts[member.filename])
        if problem is None:
            sources.append(Source(file=file, size=member.file_size))
        else:
            rejected.append(Rejected(file=file, code=problem[0], message=problem[1]))
    return sources, rejected


def _member_problem(member: zipfile.ZipInfo, count: int) -> tuple[str, str] | None:
    """Return code and message of what is wrong with a member, or None."""
    name = member.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
        return "unsafe-name", "the name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "link", "a link inside an archive is not followed"
    if member.flag_bits & ENCRYPTED_BIT:
        return "encrypted", "the member is encrypted; unpack it first"
    if count > 1:
        return "duplicate-name", "two members of the archive have this name"
    if member.file_size > MAX_MEMBER_BYTES:
        return "too-large", f"the member claims {member.file_size} bytes"
    packed = max(member.compress_size, 1)
    if member.file_size > max(SMALL_MEMBER_BYTES, MAX_MEMBER_RATIO * packed):
        return "too-large", f"the member claims {member.file_size} bytes packed into {packed}"
    if zipfile_name(Path(name)):
        return "nested-archive", "an archive inside an archive is not opened; unpack it first"
    return None
