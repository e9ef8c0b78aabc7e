"""What a reader may take of time, and the head of each message to and from it."""

from __future__ import annotations

import struct
from pathlib import Path

from recist.formats.messages import Decode, Outline, Request

HEAD = struct.Struct("<Q")
SPARE_SECONDS = 5
# A packed label map of a whole body is small in its file and large in its voxels.
OUTLINE_SECONDS = 60
BYTES_PER_SECOND = 4 << 20
# A file may lie on a slow drive: waiting is no work, but it must end.
WAITING = 6


def cpu_seconds(request: Request) -> int:
    """Return how long a reader may work on a request."""
    room_bytes = request.room_bytes if isinstance(request, Decode) else 0
    try:
        size = Path(request.file).stat().st_size
    except OSError:
        size = 0
    spare = OUTLINE_SECONDS if isinstance(request, Outline) else SPARE_SECONDS
    return spare + (room_bytes + size // 16) // BYTES_PER_SECOND


def wall_seconds(request: Request) -> float:
    """Return how long an answer may take."""
    return float(WAITING * cpu_seconds(request))
