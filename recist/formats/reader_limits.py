"""What a reader may take of time and say in an answer, and the head of each message."""

from __future__ import annotations

import math
import struct
from pathlib import Path

from recist.formats.messages import Decode, Look, Outline, Request

HEAD = struct.Struct("<Q")
SPARE_SECONDS = 5
# The parser takes 20 to 50 µs for each of the elements that `dicom.structure` lets pass.
HEADER_SECONDS_PER_MIB = 5
MOST_HEADER_SECONDS = 25
BYTES_PER_SECOND = 4 << 20
# A packed label map of a whole body is small in its file and large in its voxels.
VOXELS_PER_SECOND = 20_000_000
# Hostile bytes end with the processor time. A slow drive or a busy machine is no fault of a file:
# waiting is no work, but it must end.
WAITING = 4
# What is told of a file may be more than the file, of a mask that is packed well; but a small
# file that becomes a long list would fill the memory of the process that has asked.
SPARE_ANSWER_BYTES = 8 << 20
ANSWER_RATIO = 8
MOST_ANSWER_BYTES = 128 << 20
MUCH = "describes more slices than its bytes can hold; unpack it, or ask for another export"


def cpu_seconds(request: Request) -> int:
    """Return how long a reader may work on a request."""
    room_bytes = request.room_bytes if isinstance(request, Decode) else 0
    work = (room_bytes + _size(request) // 16) // BYTES_PER_SECOND
    if isinstance(request, Look):
        work += min(_size(request) * HEADER_SECONDS_PER_MIB >> 20, MOST_HEADER_SECONDS)
    if isinstance(request, Outline) and request.found.geometry is not None:
        work += math.prod(request.found.geometry.shape_kji) // VOXELS_PER_SECOND
    return SPARE_SECONDS + work


def wall_seconds(request: Request) -> float:
    """Return how long an answer may take."""
    return float(WAITING * cpu_seconds(request))


def most_answer_bytes(request: Request) -> int:
    """Return how long an answer may be."""
    return min(MOST_ANSWER_BYTES, SPARE_ANSWER_BYTES + ANSWER_RATIO * _size(request))


def _size(request: Request) -> int:
    if isinstance(request, Look):
        return request.size
    # A member of an archive is no file of its own, and small enough for what is to spare.
    try:
        return Path(request.file).stat().st_size
    except OSError:
        return 0
