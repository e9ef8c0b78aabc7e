"""The file of faults: what was told of each, for who looks for the cause later."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_BYTES, OLDER_FILES = 256 * 1024, 3


class FaultLog:
    """Writes reports to ``faults.log``, of which it keeps at most 1 MiB.

    Parameters
    ----------
    folder : Path
        Is made where it does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "faults.log"

    def write(self, report: str) -> bool:
        """Add a report; say whether that went well: a full disk must not make a second fault."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handler = _Rotating(
                self.path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8"
            )
        except OSError:
            return False
        formatter = logging.Formatter("%(asctime)s UTC\n%(message)s\n")
        formatter.converter = time.gmtime
        handler.setFormatter(formatter)
        try:
            handler.emit(logging.makeLogRecord({"msg": report}))
        except OSError:
            return False
        finally:
            handler.close()
        return True


class _Rotating(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 logging names it
        """Let the caller see what went wrong."""
        raise
