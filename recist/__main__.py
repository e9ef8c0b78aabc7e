"""The ``recist`` command, as ``python -m recist`` and as the installed program start it."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

EXIT_STOPPED = 130


def main() -> None:
    """Run the command; who stops it (Ctrl+C) while it still imports is not shown where it was."""
    before = signal.getsignal(signal.SIGINT)
    # In the background of a script it is ignored, and stays so.
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    from recist.cli.main import main as run

    try:
        signal.signal(signal.SIGINT, before)
        run()
    except KeyboardInterrupt:
        sys.exit(EXIT_STOPPED)


def _stop(number: int, frame: FrameType | None) -> None:
    # Nothing is begun yet; an exception might end in a library that is being imported.
    os._exit(EXIT_STOPPED)


if __name__ == "__main__":
    main()
