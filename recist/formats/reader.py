"""A process that reads for this one: asked over pipes, and ended when it crashes or hangs."""

from __future__ import annotations

import fcntl
import math
import mmap
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, cast

import numpy as np

import recist
from recist.formats.dicom.pixels import Pixels
from recist.formats.messages import Answer, Decode, Request, decode, encode
from recist.formats.reader_limits import HEAD, most_answer_bytes, wall_seconds
from recist.formats.sources import RefusedError

# With -P the current folder is not searched: what lies beside a scan must never be run.
COMMAND = (sys.executable, "-P", "-m", "recist.formats.reader_process")
# Until a process that was just started has its libraries.
START_SECONDS = 10.0
END_SECONDS = 5
# What the smallest pipe holds for sure.
MOST_AHEAD_BYTES = 4096 - HEAD.size
# The numerical libraries of a reader need no threads, and each would take room of its own.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class Reader:
    """One process and the memory that it shares; a new one is started after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._shared = -1
        self._map: mmap.mmap | None = None
        self._ended = False
        self._answered = False
        self._asked = False

    @property
    def is_whole(self) -> bool:
        """Whether it runs and has answered whatever it was asked."""
        process = self._process
        return process is not None and process.poll() is None and not (self._asked or self._ended)

    def ask(self, *requests: Request) -> Iterator[Answer]:
        """Put requests, one ahead, so that it need not wait for the next; answers in order.

        Raises
        ------
        RefusedError
            In place of an answer, if it has crashed or took too long; it gives no more then.
        """
        process, waited = self.start(), 0.0 if self._answered else START_SECONDS
        for request in requests:
            if isinstance(request, Decode):
                self._make_room(request.room_bytes)
        self._asked = True
        contents, sent = [encode(request) for request in requests], 0
        for n, request in enumerate(requests):
            try:
                # It may have been ended before there was a process to kill.
                if self._ended:
                    raise EOFError
                # No more: where the pipes are full both ways, each side would wait for the other.
                for content in contents[sent : n + 2]:
                    if sent <= n or len(content) <= MOST_AHEAD_BYTES:
                        _send(process, content)
                        sent += 1
                deadline = monotonic() + wall_seconds(request) + waited
                answer = _receive(process, deadline, most_answer_bytes(request))
            except (OSError, EOFError, ValueError, TimeoutError) as error:
                self.end()
                raise _crashed(request, error, process.returncode) from error
            self._answered, waited = True, 0.0
            self._asked = n + 1 < len(requests)
            yield answer

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process, unless it is running."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.end()
        if self._shared < 0:
            self._shared = os.memfd_create("recist", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            # A reader that shrinks what is being read here would end this process.
            fcntl.fcntl(self._shared, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
        self._process, self._answered = _start(self._shared), False
        return self._process

    def pixels(self, shape: tuple[int, ...], kind: np.dtype[Any]) -> Pixels:
        """Return what the last request has left in the shared memory."""
        flat = np.frombuffer(cast(mmap.mmap, self._map), dtype=kind, count=math.prod(shape))
        return flat.reshape(shape)

    def kill(self) -> None:
        """End the process and leave its pipes to the thread that waits for it."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # What was still to be sent has no reader any more.
                with suppress(OSError):
                    pipe.close()
        process.wait(END_SECONDS)

    def __del__(self) -> None:
        if self._shared >= 0:
            os.close(self._shared)

    def _make_room(self, size: int) -> None:
        if self._map is not None and len(self._map) >= size:
            return
        size = max(size, mmap.PAGESIZE)
        os.ftruncate(self._shared, size)
        self._map = mmap.mmap(self._shared, size)


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    stream = cast(BinaryIO, process.stdin)
    stream.write(HEAD.pack(len(content)) + content)
    stream.flush()


def _receive(process: subprocess.Popen[bytes], deadline: float, most_bytes: int) -> Answer:
    (length,) = HEAD.unpack(_bytes(process, HEAD.size, deadline))
    if length > most_bytes:
        raise ValueError("an answer of that size is none")
    found: Answer = decode(_bytes(process, length, deadline), Answer)
    return found


def _bytes(process: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
    """Read from a process that may stop in the middle of its answer."""
    stream = cast(BinaryIO, process.stdout).fileno()
    waiting = select.poll()
    waiting.register(stream, select.POLLIN)
    got = bytearray()
    while len(got) < count:
        left = deadline - monotonic()
        if left <= 0 or not waiting.poll(1000 * left):
            raise TimeoutError
        part = os.read(stream, count - len(got))
        if not part:
            raise EOFError
        got += part
    return bytes(got)


def _crashed(request: Request, error: Exception, status: int | None) -> RefusedError:
    """Say what became of a reader; what the system ends for its time is too slow, no crash."""
    pixels = isinstance(request, Decode)
    if isinstance(error, TimeoutError) or status == -signal.SIGXCPU:
        message = "took too long to read: it is damaged or its drive too slow; copy it anew"
        return RefusedError("too-slow", message)
    if pixels:
        message = "the compressed pixels have crashed their decoder; fetch the file anew"
        return RefusedError("damaged-pixels", message)
    message = "has crashed its reader: it is damaged; fetch it anew"
    return RefusedError("damaged-header", message)


def _start(shared: int) -> subprocess.Popen[bytes]:
    # The package may be run from its checkout, where only this process knows the way to it.
    root = str(Path(recist.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([root, known] if known else [root])
    return subprocess.Popen(
        (*COMMAND, str(shared)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(shared,),
        env={**os.environ, **ALONE, "PYTHONPATH": path},
    )
