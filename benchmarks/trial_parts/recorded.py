"""The process whose writes are recorded: it makes a trial, and saves, signs and imports in it."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from recist.store.trial_file import TrialFile
from tests.trial_files import trial_with
from trial_parts.deeds import (
    NAME,
    import_images,
    import_table,
    save,
    sign_first,
    unlock_first,
    without_syncs,
)


def main() -> None:
    """Do rounds of transactions; mark each one that was acknowledged by the length of the chain."""
    folder, rounds, sabotage = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "sabotage"
    if sabotage:
        without_syncs()
    mark = ctypes.CDLL(None).shim_mark

    def acknowledged() -> None:
        with TrialFile(folder / NAME).view() as view:
            last = view.last()
        mark(ctypes.c_long(0 if last is None else last.sequence))

    trial_with(folder)
    acknowledged()
    for n in range(rounds):
        for size in (20 + n, 60 + n):
            save(folder, size)
            acknowledged()
        sign_first(folder)
        acknowledged()
        unlock_first(folder)
        acknowledged()
        import_table(folder, f"table {n}")
        acknowledged()
        import_images(folder, f"images {n}")
        acknowledged()


if __name__ == "__main__":
    main()
