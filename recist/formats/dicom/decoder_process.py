"""The process that decodes: C codecs can crash on hostile bytes, and then only this one ends.

Started as ``python -m recist.formats.dicom.decoder_process``; it reads frames from standard
input and answers on standard output until its input ends. A request is the length of a JSON
text that says how the pixels lie, the text, the length of the frame, the frame. An answer is
one byte (0 done, 1 refused), a length, and the stored values or a JSON pair of code and message.
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

import numpy as np

from recist.formats.dicom.codecs import decode_frame
from recist.formats.dicom.pixels import PixelFormat
from recist.formats.sources import RefusedError

LENGTH = struct.Struct("<Q")
ANSWER = struct.Struct("<BQ")
DONE, REFUSED = 0, 1


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
        status, content = _answer(data, pixels)
        answers.write(ANSWER.pack(status, len(content)))
        answers.write(content)
        answers.flush()


def _answer(data: bytes, pixels: PixelFormat) -> tuple[int, bytes | memoryview]:
    try:
        values = np.ascontiguousarray(decode_frame(data, pixels))
    except RefusedError as error:
        return REFUSED, json.dumps([error.code, str(error)]).encode()
    return DONE, values.reshape(-1).view(np.uint8).data


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
