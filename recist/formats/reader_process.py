"""The process that parses headers and decodes frames, so that hostile bytes cost it alone.

Started as ``python -m recist.formats.reader_process N``, where N is the descriptor of the memory
that it shares. It reads requests of :mod:`recist.formats.messages` from standard input, each after
its length, and answers on standard output in the same form until its input ends.
"""

from __future__ import annotations

import mmap
import os
import resource
import select
import sys
import time
import warnings
from io import FileIO, RawIOBase
from pathlib import Path
from typing import BinaryIO

import numpy as np

from recist.formats.advice import with_advice
from recist.formats.archives import list_members
from recist.formats.dicom.directory import referenced_files
from recist.formats.dicom.frames import read_frames
from recist.formats.dicom.header import read_header
from recist.formats.dicom.values import UNFORESEEN
from recist.formats.messages import (
    Answer,
    Decode,
    Decoded,
    Describe,
    FollowDirectory,
    Followed,
    Listed,
    ListMembers,
    Look,
    Looked,
    Outline,
    Refused,
    Request,
    decode,
    encode,
)
from recist.formats.reader_limits import HEAD, MUCH, cpu_seconds, most_answer_bytes
from recist.formats.sources import Opener, RefusedError
from recist.formats.voxel_names import is_voxel_file

# What a reader may take: imports, the file's header and a few copies of its largest frame.
MOST_MEMORY_BYTES = 1000 << 20
NICENESS = 5
IDLE_SECONDS = 2.0
MOST_IMPORT_SECONDS = 60


def serve(requests: RawIOBase, answers: BinaryIO, shared: int) -> None:
    """Answer requests until there are no more; without a buffer, in which some might lie unseen."""
    with Opener() as opener:
        while len(head := _next(requests, opener)) == HEAD.size:
            request = decode(_read(requests, HEAD.unpack(head)[0]), Request)
            limit_time(cpu_seconds(request))
            content = encode(answer(request, opener, shared))
            if len(content) > most_answer_bytes(request):
                content = encode(Refused(code="too-large", message=MUCH))
            answers.write(HEAD.pack(len(content)) + content)
            answers.flush()


def _next(requests: RawIOBase, opener: Opener) -> bytes:
    """Wait for the head of the next request; a reader that is idle for long keeps no member.

    It then imports what it has not needed so far.
    """
    if not select.select([requests], [], [], IDLE_SECONDS)[0]:
        opener.forget()
        limit_time(MOST_IMPORT_SECONDS)
        import recist.formats.seldom_asked  # noqa: F401
    return _read(requests, HEAD.size)


def _read(requests: RawIOBase, count: int) -> bytes:
    """Read so many bytes, fewer at the end of the input."""
    got = b""
    while len(got) < count and (part := requests.read(count - len(got))):
        got += part
    return got


def answer(request: Request, opener: Opener, shared: int) -> Answer:
    """Do what is asked; whatever a file does wrong is an answer."""
    try:
        return _do(request, opener, shared)
    except RefusedError as error:
        return Refused(code=error.code, message=str(error))
    except MemoryError:
        return _refused("too-large", "needs more memory than a file may take")
    except UNFORESEEN as error:
        # Its own words may quote the header, and that names the patient.
        code = "damaged-pixels" if isinstance(request, Decode) else "damaged-header"
        return _refused(code, f"cannot be used ({type(error).__name__})")


def _refused(code: str, message: str) -> Refused:
    return Refused(code=code, message=with_advice(code, message))


def _do(request: Request, opener: Opener, shared: int) -> Answer:
    match request:
        case Look(file=file):
            return _look(file, opener)
        case Describe() | Outline():
            from recist.formats import seldom_asked

            return seldom_asked.answer(request, opener)
        case ListMembers(file=file):
            sources, rejected = list_members(file, opener)
            return Listed(sources=tuple(sources), rejected=tuple(rejected))
        case FollowDirectory(file=file):
            return Followed(files=tuple(str(path) for path in referenced_files(Path(file))))
        case Decode():
            _decode(request, opener, shared)
            return Decoded()


def _look(file: str, opener: Opener) -> Looked:
    if is_voxel_file(file):
        from recist.formats import seldom_asked

        return seldom_asked.look_at_voxels(file, opener)
    try:
        return Looked(instance=read_header(file, opener))
    except RefusedError as error:
        if error.code != "not-an-image":
            raise
        from recist.formats import seldom_asked

        segmentation = seldom_asked.segmentation_in(file, opener)
        if segmentation is None:
            raise
        return Looked(segmentation=segmentation)


def _decode(request: Decode, opener: Opener, shared: int) -> None:
    with opener.load(request.file) as stream, _room(shared, request.room_bytes) as room:
        place = 0
        for pixels in read_frames(stream, request.layout, request.frames):
            flat = np.ascontiguousarray(pixels).reshape(-1).view(np.uint8)
            room[place : place + flat.size] = flat.data
            place += flat.size


def _room(shared: int, size: int) -> mmap.mmap:
    try:
        return mmap.mmap(shared, size)
    except OSError as error:
        # The limit on what this process may take holds for what it shares, too.
        raise MemoryError from error


def limit_memory() -> None:
    """Bound what this process may take and leave behind."""
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        # It has nothing to write, and a crash leaves no image of a patient on the disk.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(kind, most)


def limit_time(seconds: int) -> None:
    """Bound the processor time of the next request."""
    _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + seconds)


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    # The parsers warn of what the answers already say.
    warnings.simplefilter("ignore")
    # Libraries are compiled once, at the first start; from here on nothing is written.
    sys.dont_write_bytecode = True
    limit_memory()
    # The window that waits for it comes first.
    os.nice(NICENESS)
    serve(FileIO(sys.stdin.fileno(), closefd=False), sys.stdout.buffer, int(sys.argv[1]))
