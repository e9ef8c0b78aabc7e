"""The process that decodes: C codecs can crash on hostile bytes, and then only this one ends.

Started as ``python -m recist.formats.dicom.decoder_process``; it reads frames from standard
input and answers on standard output until its input ends. A request is the length of a JSON
text that says how the pixels lie, the text, the length of the frame, the frame. An answer is
one byte (0 done, 1 refused), a length, and the stored values or a JSON pair of code and message.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import numpy as np

from recist.formats.dicom.codecs import decode_frame
from recist.formats.dicom.pixels import PixelFormat
from recist.formats.sources import RefusedError

LENGTH = struct.Struct("<Q")
ANSWER = struct.Struct("<BQ")
DONE, REFUSED = 0, 1
# What a sound frame needs beyond its own size; a hostile one gets no more.
SPARE_BYTES = 1 << 30
SPARE_SECONDS = 10
BYTES_PER_SECOND = 1 << 20


def write_request(stream: BinaryIO, data: bytes, pixels: PixelFormat) -> None:
    """Send one frame to the process."""
    text = json.dumps(asdict(pixels)).encode()
    for part in (LENGTH.pack(len(text)), text, LENGTH.pack(len(data)), data):
        stream.write(part)
    stream.flush()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while len(head := requests.read(LENGTH.size)) == LENGTH.size:
        pixels = PixelFormat(**json.loads(requests.read(LENGTH.unpack(head)[0])))
        data = requests.read(LENGTH.unpack(requests.read(LENGTH.size))[0])
        _limit(pixels)
        status, content = _answer(data, pixels)
        answers.write(ANSWER.pack(status, len(content)))
        answers.write(content)
        answers.flush()


def _limit(pixels: PixelFormat) -> None:
    """Bound the memory and the time of the next frame, where the system can."""
    if find_spec("resource") is None:
        return
    import resource

    frame_bytes = pixels.frame_bytes
    # Some codecs hold a frame as 32-bit integers before it is packed.
    room = _mapped_bytes() + 4 * frame_bytes + SPARE_BYTES
    seconds = int(time.process_time()) + SPARE_SECONDS + frame_bytes // BYTES_PER_SECOND
    # A crash leaves no image of a patient on the disk.
    limits = {resource.RLIMIT_AS: room, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


def _mapped_bytes() -> int:
    """Return how much address space this process has already."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return SPARE_BYTES
    return pages * os.sysconf("SC_PAGE_SIZE")


def _answer(data: bytes, pixels: PixelFormat) -> tuple[int, bytes | memoryview]:
    try:
        values = np.ascontiguousarray(decode_frame(data, pixels))
    except RefusedError as error:
        return REFUSED, json.dumps([error.code, str(error)]).encode()
    return DONE, values.reshape(-1).view(np.uint8).data


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
