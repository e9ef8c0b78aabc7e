"""What is in a zip archive, and what of it may be opened: nothing is ever unpacked to a disk."""

from __future__ import annotations

import stat
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from recist.formats.sources import MEMBER_MARK, Opener, RefusedError, Source, zipfile_name
from recist.imaging.series import Rejected

# Years of scans of one subject; the list of more would fill the memory before any was opened.
MOST_MEMBERS = 500_000
# The longest path that a file system takes; what is longer was made by no packing of files.
MOST_NAME_LENGTH = 4096
# A member larger than this is no image of ours, but it could fill the memory.
MAX_MEMBER_BYTES = 512 << 20
# Pixels seldom shrink to a tenth; what shrinks to less than this is made to fill a memory.
MAX_MEMBER_RATIO = 200
SMALL_MEMBER_BYTES = 64 << 20
ENCRYPTED_BIT = 0x1
# The others (bzip2, LZMA) unpack a few bytes into any number at one go.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The header of a member in its place, before its name.
LOCAL_HEADER_BYTES = 30

Problem = tuple[str, str]
"""Code and message of what is wrong."""


def list_members(archive: str, opener: Opener) -> tuple[list[Source], list[Rejected]]:
    """List the members of an archive that may be opened, and why the others may not.

    Raises
    ------
    RefusedError
        ``damaged-archive`` or ``too-large`` where the archive as a whole cannot be used.
    """
    try:
        members = opener.archive(archive).infolist()
    except (OSError, NotImplementedError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        message = f"the zip archive cannot be read ({error}); pack or copy it anew"
        raise RefusedError("damaged-archive", message) from error
    if len(members) > MOST_MEMBERS:
        message = f"the zip archive holds {len(members)} members; unpack it and open its folder"
        raise RefusedError("too-large", message)
    sources: list[Source] = []
    rejected: list[Rejected] = []
    counts = Counter(member.filename for member in members)
    overlapping = _overlapping(members)
    for member in members:
        if member.is_dir() and member.file_size == 0:
            continue
        file = f"{archive}{MEMBER_MARK}{member.filename[:MOST_NAME_LENGTH]}"
        problem = _name_problem(member, counts[member.filename]) or _content_problem(member)
        if problem is None and member.header_offset in overlapping:
            problem = "damaged-archive", "shares its bytes with another member; pack it anew"
        if problem is None:
            sources.append(Source(file=file, size=member.compress_size))
        else:
            rejected.append(Rejected(file=file, code=problem[0], message=problem[1]))
    return sources, rejected


def _name_problem(member: zipfile.ZipInfo, count: int) -> Problem | None:
    name = member.filename
    # The name is cut at a NUL; what it was before shows that something is to be hidden.
    if any(sign < " " or sign == "\x7f" for sign in member.orig_filename):
        return "unsafe-name", "the name holds control characters; rename it and pack it anew"
    if len(name) > MOST_NAME_LENGTH:
        return "unsafe-name", f"the name has {len(name)} characters; rename it and pack it anew"
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
        return "unsafe-name", "the name leads out of the archive; pack it anew without that path"
    if member.is_dir():
        return "unsafe-name", "holds data under the name of a folder; pack it anew"
    if count > 1:
        return "duplicate-name", "two members of the archive have this name; pack it anew"
    if zipfile_name(Path(name)):
        return "nested-archive", "an archive inside an archive is not opened; unpack it first"
    return None


def _content_problem(member: zipfile.ZipInfo) -> Problem | None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "link", "a link inside an archive is not followed; pack the file that it leads to"
    if kind not in (0, stat.S_IFREG):
        return "not-a-file", "is a device or pipe, not a file; leave it out"
    if member.flag_bits & ENCRYPTED_BIT:
        return "encrypted", "the member is encrypted; unpack it first"
    if member.compress_type not in METHODS:
        message = f"is packed by method {member.compress_type}, which is not read; unpack it first"
        return "unsupported-packing", message
    packed = max(member.compress_size, 1)
    most = max(SMALL_MEMBER_BYTES, MAX_MEMBER_RATIO * packed)
    if member.file_size > min(MAX_MEMBER_BYTES, most):
        claim = f"claims {member.file_size} bytes packed into {packed}"
        return "too-large", f"{claim}; unpack it first if you trust it"
    return None


def _overlapping(members: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Return the offsets of members that share bytes: a few bytes would be unpacked many times."""
    found: set[int] = set()
    end, last = 0, -1
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            found |= {last, member.header_offset}
        least = LOCAL_HEADER_BYTES + len(member.orig_filename) + member.compress_size
        if member.header_offset + least > end:
            end, last = member.header_offset + least, member.header_offset
    return found
