"""The pool of decoder processes of one load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import BinaryIO, Self, cast

import recist
from recist.formats.dicom.decoder_process import ANSWER, DONE, write_request
from recist.formats.dicom.pixels import PixelFormat, Pixels
from recist.formats.sources import RefusedError, read_into

COMMAND = (sys.executable, "-m", "recist.formats.dicom.decoder_process")
WAIT_SECONDS = 5
CRASHED = "the compressed pixels have crashed their decoder"


class DecoderPool:
    """Decode frames in processes of their own, from any thread.

    Parameters
    ----------
    size : int
        How many processes; each is started when a frame first needs it.
    """

    def __init__(self, size: int) -> None:
        self._idle: SimpleQueue[_Decoder] = SimpleQueue()
        self._all = [_Decoder() for _ in range(size)]
        for decoder in self._all:
            self._idle.put(decoder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for decoder in self._all:
            decoder.stop()

    def decode(self, data: bytes, pixels: PixelFormat, target: Pixels) -> None:
        """Decode a frame into a contiguous array (rows, columns) of its stored type.

        Raises
        ------
        RefusedError
            If the frame cannot be decoded, or its decoder has crashed on it.
        """
        decoder = self._idle.get()
        try:
            decoder.decode(data, pixels, target)
        finally:
            self._idle.put(decoder)


class _Decoder:
    """One process; a new one is started after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def decode(self, data: bytes, pixels: PixelFormat, target: Pixels) -> None:
        process = self._process = self._process or _start()
        requests = cast(BinaryIO, process.stdin)
        answers = cast(BinaryIO, process.stdout)
        try:
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
