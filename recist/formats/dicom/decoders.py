"""Decoder processes: kept idle from one load to the next, ended when a load is stopped."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self, cast

import recist
from recist.formats.dicom.decoder_process import ANSWER, DONE, write_request
from recist.formats.dicom.pixels import PixelFormat, Pixels
from recist.formats.sources import CancelledError, RefusedError, read_into

# With -P the current folder is not searched: what lies beside a scan must never be run.
COMMAND = (sys.executable, "-P", "-m", "recist.formats.dicom.decoder_process")
MOST_PROCESSES = 4
WAIT_SECONDS = 5
CRASHED = "the compressed pixels have crashed their decoder"


class DecoderPool:
    """Decode frames in processes of their own, from any thread.

    Parameters
    ----------
    size : int
        How many processes; idle ones are taken over, others started when a frame needs them.
    """

    def __init__(self, size: int) -> None:
        self._free: SimpleQueue[_Decoder] = SimpleQueue()
        self.size = size
        self._stopped = False
        with _lock:
            kept = [_idle.pop() for _ in range(min(size, len(_idle)))]
        self._all = kept + [_Decoder() for _ in range(size - len(kept))]
        for decoder in self._all:
            self._free.put(decoder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with _lock:
            room = 0 if error or self._stopped else max(0, MOST_PROCESSES - len(_idle))
            _idle.extend(self._all[:room])
        for decoder in self._all[room:]:
            decoder.stop()

    def decode(self, data: bytes, pixels: PixelFormat, target: Pixels) -> None:
        """Decode a frame into a contiguous array (rows, columns) of its stored type.

        Raises
        ------
        RefusedError
            If the frame cannot be decoded, or its decoder has crashed on it.
        CancelledError
            If the pool has been stopped.
        """
        decoder = self._free.get()
        try:
            if self._stopped:
                raise CancelledError("stopped")
            decoder.decode(data, pixels, target)
        finally:
            self._free.put(decoder)

    def stop(self) -> None:
        """End the processes in the middle of what they do; from any thread."""
        self._stopped = True
        for decoder in self._all:
            decoder.kill()


class _Decoder:
    """One process; a new one is started after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def decode(self, data: bytes, pixels: PixelFormat, target: Pixels) -> None:
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        process = self._process = self._process or _start()
        requests = cast(BinaryIO, process.stdin)
        answers = cast(BinaryIO, process.stdout)
        try:
            # It may have been ended before there was a process to kill.
            if self._ended:
                raise RefusedError("damaged-pixels", CRASHED)
            write_request(requests, data, pixels)
            head = answers.read(ANSWER.size)
            if len(head) < ANSWER.size:
                raise RefusedError("damaged-pixels", CRASHED)
            status, length = ANSWER.unpack(head)
            if status == DONE and length == target.nbytes:
                read_into(answers, target)
                return
            refusal = answers.read(length)
        except (OSError, RefusedError) as error:
            self.stop()
            raise RefusedError("damaged-pixels", CRASHED) from error
        code, message = json.loads(refusal)
        raise RefusedError(code, message)

    def kill(self) -> None:
        """End the process and leave its pipes to the thread that waits for it."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        process.wait(WAIT_SECONDS)


_idle: list[_Decoder] = []
_lock = Lock()


@atexit.register
def end_idle() -> None:
    """End the processes that wait for the next load."""
    with _lock:
        ended = _idle[:]
        _idle.clear()
    for decoder in ended:
        decoder.stop()


if hasattr(os, "register_at_fork"):
    # Parent and child must not talk to the same process.
    os.register_at_fork(after_in_child=_idle.clear)


def _close(pipe: object) -> None:
    try:
        cast(BinaryIO, pipe).close()
    except OSError:
        # What was still to be sent has no reader any more.
        return


def _start() -> subprocess.Popen[bytes]:
    # The package may be run from its checkout, where only this process knows the way to it.
    root = str(Path(recist.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([root, known] if known else [root])
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
