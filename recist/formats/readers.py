"""Reader processes: kept idle from one job to the next, ended when a job is stopped."""

from __future__ import annotations

import atexit
import fcntl
import math
import mmap
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar, cast

import numpy as np

import recist
from recist.formats.dicom.layout import Layout
from recist.formats.dicom.pixels import Pixels, stored_type
from recist.formats.messages import Answer, Decode, Decoded, Refused, Request, decode, encode
from recist.formats.reader_limits import HEAD, most_answer_bytes, wall_seconds
from recist.formats.sources import RefusedError
from recist.model.errors import CancelledError
from recist.model.stopping import IsCancelled, stop_if

# With -P the current folder is not searched: what lies beside a scan must never be run.
COMMAND = (sys.executable, "-P", "-B", "-m", "recist.formats.reader_process")
MOST_PROCESSES = 4
# Until a process that was just started has its libraries.
START_SECONDS = 10.0
END_SECONDS = 5
# The numerical libraries of a reader need no threads, and each would take room of its own.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}

ASK_SECONDS = 0.1

Item = TypeVar("Item")
Result = TypeVar("Result")
Use = Callable[[int, Pixels], None]


class ReaderPool:
    """Parse and decode in processes of their own, from any thread.

    As many as there are processors; idle ones are taken over, others started when needed.
    """

    def __init__(self) -> None:
        self.size = min(os.cpu_count() or 1, MOST_PROCESSES)
        self._free: SimpleQueue[_Reader] = SimpleQueue()
        self._stopped = False
        with _lock:
            kept = [_idle.pop() for _ in range(min(self.size, len(_idle)))]
        self._all = kept + [_Reader() for _ in range(self.size - len(kept))]
        # The warm ones first: a short job then waits for no start.
        for reader in self._all:
            self._free.put(reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A refusal is a whole answer; after any other error a reader may still be at work.
        whole = (error is None or isinstance(error, RefusedError)) and not self._stopped
        with _lock:
            room = max(0, MOST_PROCESSES - len(_idle)) if whole else 0
            _idle.extend(self._all[:room])
        for reader in self._all[room:]:
            reader.end()

    def ask(self, request: Request) -> Answer:
        """Put a request to a reader that is free, or to the next one that will be.

        Raises
        ------
        RefusedError
            If the file is refused, or its reader has crashed on it or took too long.
        CancelledError
            If the pool has been stopped.
        """
        reader = self._free.get()
        try:
            return self._ask(reader, request)
        finally:
            self._free.put(reader)

    def decode(self, file: str, layout: Layout, frames: tuple[int, ...], use: Use) -> None:
        """Decode frames of a DICOM file; ``use`` gets the place of each in ``frames``, its pixels.

        The pixels, an array (rows, columns) of the stored type, hold until ``use`` returns.
        Raises as :meth:`ask` does.
        """
        shape = (len(frames), layout.pixels.rows, layout.pixels.columns)
        kind = stored_type(layout.pixels)
        room_bytes = math.prod(shape) * kind.itemsize
        request = Decode(file=file, layout=layout, frames=frames, room_bytes=room_bytes)
        reader = self._free.get()
        try:
            if not isinstance(self._ask(reader, request), Decoded):
                raise RefusedError("damaged-pixels", "the compressed pixels gave no answer")
            for n, pixels in enumerate(reader.pixels(shape, kind)):
                use(n, pixels)
        finally:
            self._free.put(reader)

    def each(
        self, work: Callable[[Item], Result], items: Sequence[Item], cancelled: IsCancelled | None
    ) -> Generator[tuple[int, Result], None, None]:
        """Do some work on all items, as many at a time as there are readers.

        Yields
        ------
        tuple
            The place of an item and its result, in the order in which they are done. Whatever
            ends the generator early ends the readers in the middle of what they do.
        """
        # A pool of futures is asked about all of them each time; a queue tells of one.
        done: SimpleQueue[tuple[int, Future[Result]]] = SimpleQueue()
        with ThreadPoolExecutor(self.size) as threads:
            for n, item in enumerate(items):
                threads.submit(work, item).add_done_callback(partial(_tell, done, n))
            left = len(items)
            try:
                while left:
                    stop_if(cancelled)
                    with suppress(Empty):
                        n, future = done.get(timeout=ASK_SECONDS)
                        left -= 1
                        yield n, future.result()
            finally:
                if left:
                    self.stop()
                threads.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """End the processes in the middle of what they do; from any thread."""
        self._stopped = True
        for reader in self._all:
            reader.kill()

    def _ask(self, reader: _Reader, request: Request) -> Answer:
        if self._stopped:
            raise CancelledError("stopped")
        try:
            answer = reader.ask(request)
        except RefusedError:
            if self._stopped:
                raise CancelledError("stopped") from None
            raise
        if isinstance(answer, Refused):
            raise RefusedError(answer.code, answer.message)
        return answer


def _tell(done: SimpleQueue[tuple[int, Future[Result]]], n: int, future: Future[Result]) -> None:
    done.put((n, future))


class _Reader:
    """One process and the memory that it shares; a new one is started after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._shared = -1
        self._map: mmap.mmap | None = None
        self._ended = False
        self._answered = False

    def ask(self, request: Request) -> Answer:
        process = self._process
        if process is None or process.poll() is not None:
            process = self.start()
        patience = wall_seconds(request) + (0.0 if self._answered else START_SECONDS)
        if isinstance(request, Decode):
            self._make_room(request.room_bytes)
        try:
            # It may have been ended before there was a process to kill.
            if self._ended:
                raise EOFError
            _send(process, encode(request))
            answer = _receive(process, monotonic() + patience, most_answer_bytes(request))
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            self.end()
            raise _crashed(request, error, process.returncode) from error
        self._answered = True
        return answer

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


_idle: list[_Reader] = []
_lock = Lock()


def warm_up() -> None:
    """Start readers in good time, so that the first folder need not wait for them."""
    with ReaderPool() as pool:
        for reader in pool._all:
            reader.start()


@atexit.register
def end_idle() -> None:
    """End the processes that wait for the next job."""
    with _lock:
        ended = _idle[:]
        _idle.clear()
    for reader in ended:
        reader.end()


# Parent and child must not talk to the same process.
os.register_at_fork(after_in_child=_idle.clear)


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
