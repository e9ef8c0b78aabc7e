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
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
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
COMMAND = (sys.executable, "-P", "-m", "recist.formats.reader_process")
MOST_PROCESSES = 4
SIZE = min(os.cpu_count() or 1, MOST_PROCESSES)
# Who waits longer for a reader gets another one: those at work may be stuck in a hostile file.
PATIENCE_SECONDS = 0.5
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

    As many as there are processors work for a pool. A process is lent for a request: jobs beside
    one another share those that are warm, before others are started.
    """

    def __init__(self) -> None:
        self.size = SIZE
        self._stopped = False
        self._at_work: set[_Reader] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A refusal is a whole answer; after any other error a reader may still be at work.
        if error is not None and not isinstance(error, RefusedError):
            self.stop()

    def ask(self, request: Request) -> Answer:
        """Put a request to a reader that is idle, or to the next one that will be.

        Raises
        ------
        RefusedError
            If the file is refused, or its reader has crashed on it or took too long.
        CancelledError
            If the pool has been stopped.
        """
        with self._lent() as reader:
            return self._ask(reader, request)

    def decode(self, file: str, layout: Layout, frames: tuple[int, ...], use: Use) -> None:
        """Decode frames of a DICOM file; ``use`` gets the place of each in ``frames``, its pixels.

        The pixels, an array (rows, columns) of the stored type, hold until ``use`` returns.
        Raises as :meth:`ask` does.
        """
        shape = (len(frames), layout.pixels.rows, layout.pixels.columns)
        kind = stored_type(layout.pixels)
        room_bytes = math.prod(shape) * kind.itemsize
        request = Decode(file=file, layout=layout, frames=frames, room_bytes=room_bytes)
        with self._lent() as reader:
            if not isinstance(self._ask(reader, request), Decoded):
                raise RefusedError("damaged-pixels", "the compressed pixels gave no answer")
            for n, pixels in enumerate(reader.pixels(shape, kind)):
                use(n, pixels)

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
        with _idle.lock:
            for reader in self._at_work:
                reader.kill()

    @contextmanager
    def _lent(self) -> Iterator[_Reader]:
        """Lend a reader for one request."""
        reader = _idle.take()
        with _idle.lock:
            self._at_work.add(reader)
        try:
            yield reader
        finally:
            # Not before it is out of reach of this pool: another one may have it next.
            with _idle.lock:
                self._at_work.discard(reader)
            _idle.give_back(reader)

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
        self._asked = False

    @property
    def is_whole(self) -> bool:
        """Whether it runs and has answered whatever it was asked."""
        process = self._process
        return process is not None and process.poll() is None and not (self._asked or self._ended)

    def ask(self, request: Request) -> Answer:
        process = self._process
        if process is None or process.poll() is not None:
            process = self.start()
        patience = wall_seconds(request) + (0.0 if self._answered else START_SECONDS)
        if isinstance(request, Decode):
            self._make_room(request.room_bytes)
        self._asked = True
        try:
            # It may have been ended before there was a process to kill.
            if self._ended:
                raise EOFError
            _send(process, encode(request))
            answer = _receive(process, monotonic() + patience, most_answer_bytes(request))
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            self.end()
            raise _crashed(request, error, process.returncode) from error
        self._answered, self._asked = True, False
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


class _Idle:
    """The readers of this process that wait for a request, lent in the order of asking."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.readers: list[_Reader] = []
        self._lent = 0
        self._waiting: deque[SimpleQueue[_Reader]] = deque()

    def take(self) -> _Reader:
        """Take a reader: one that is warm, else a new one, while there are not enough of them."""
        with self.lock:
            if self.readers or self._lent < SIZE:
                self._lent += 1
                return self.readers.pop() if self.readers else _Reader()
            turn: SimpleQueue[_Reader] = SimpleQueue()
            self._waiting.append(turn)
        with suppress(Empty):
            return turn.get(timeout=PATIENCE_SECONDS)
        with self.lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                self._lent += 1
                return _Reader()
        # It came just now.
        return turn.get()

    def give_back(self, reader: _Reader) -> None:
        """Lend a reader to who waits for it, or keep it; one that is no use any more is ended."""
        whole = reader.is_whole
        with self.lock:
            if self._waiting:
                self._waiting.popleft().put(reader if whole else _Reader())
                kept = whole
            else:
                self._lent -= 1
                kept = whole and len(self.readers) < MOST_PROCESSES
                self.readers += [reader] if kept else []
        if not kept:
            reader.end()

    def warm_up(self) -> None:
        """Start as many as work at a time."""
        with self.lock:
            self.readers += [_Reader() for _ in range(SIZE - len(self.readers) - self._lent)]
            for reader in self.readers:
                reader.start()

    def end(self) -> None:
        """End those that wait for a request."""
        with self.lock:
            ended, self.readers = self.readers, []
        for reader in ended:
            reader.end()


_idle = _Idle()


def warm_up() -> None:
    """Start readers in good time, so that the first folder need not wait for them."""
    _idle.warm_up()


@atexit.register
def end_idle() -> None:
    """End the processes that wait for the next job."""
    _idle.end()


def _forget() -> None:
    global _idle
    _idle = _Idle()


# Parent and child must not talk to the same process.
os.register_at_fork(after_in_child=_forget)


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
