"""Reader processes: kept idle from one job to the next, ended when a job is stopped."""

from __future__ import annotations

import atexit
import math
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar

from recist.formats.dicom.layout import Layout
from recist.formats.dicom.pixels import Pixels, stored_type
from recist.formats.messages import Answer, Decode, Decoded, Refused, Request
from recist.formats.reader import Reader
from recist.formats.sources import RefusedError
from recist.model.errors import CancelledError
from recist.model.stopping import IsCancelled, stop_if

MOST_PROCESSES = 4
SIZE = min(os.cpu_count() or 1, MOST_PROCESSES)
# Who waits longer for a reader gets another one: those at work may be stuck in a hostile file.
PATIENCE_SECONDS = 0.5
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
        self._at_work: set[Reader] = set()

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

    def ask_each(self, requests: Sequence[Request]) -> list[Answer | RefusedError]:
        """Put requests to one reader; one that is refused, or crashes it, costs itself alone.

        Raises
        ------
        CancelledError
            If the pool has been stopped.
        """
        found: list[Answer | RefusedError] = []
        while len(found) < len(requests):
            with self._lent() as reader:
                try:
                    for answer in self._answers(reader, requests[len(found) :]):
                        found.append(_refusal(answer) or answer)  # noqa: PERF401 a crash may follow
                except RefusedError as error:
                    found.append(error)
        return found

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
    def _lent(self) -> Iterator[Reader]:
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

    def _ask(self, reader: Reader, request: Request) -> Answer:
        (answer,) = self._answers(reader, (request,))
        refusal = _refusal(answer)
        if refusal is not None:
            raise refusal
        return answer

    def _answers(self, reader: Reader, requests: Sequence[Request]) -> Iterator[Answer]:
        if self._stopped:
            raise CancelledError("stopped")
        try:
            yield from reader.ask(*requests)
        except RefusedError:
            if self._stopped:
                raise CancelledError("stopped") from None
            raise


def _refusal(answer: Answer) -> RefusedError | None:
    return RefusedError(answer.code, answer.message) if isinstance(answer, Refused) else None


def _tell(done: SimpleQueue[tuple[int, Future[Result]]], n: int, future: Future[Result]) -> None:
    done.put((n, future))


class _Idle:
    """The readers of this process that wait for a request, lent in the order of asking."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.readers: list[Reader] = []
        self._lent = 0
        self._waiting: deque[SimpleQueue[Reader]] = deque()

    def take(self) -> Reader:
        """Take a reader: one that is warm, else a new one, while there are not enough of them."""
        with self.lock:
            if self.readers or self._lent < SIZE:
                self._lent += 1
                return self.readers.pop() if self.readers else Reader()
            turn: SimpleQueue[Reader] = SimpleQueue()
            self._waiting.append(turn)
        with suppress(Empty):
            return turn.get(timeout=PATIENCE_SECONDS)
        with self.lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                self._lent += 1
                return Reader()
        # It came just now.
        return turn.get()

    def give_back(self, reader: Reader) -> None:
        """Lend a reader to who waits for it, or keep it; one that is no use any more is ended."""
        whole = reader.is_whole
        with self.lock:
            if self._waiting:
                self._waiting.popleft().put(reader if whole else Reader())
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
            self.readers += [Reader() for _ in range(SIZE - len(self.readers) - self._lent)]
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
