"""``recist import … --out``: readings of every kind of file as one reading table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recist.app import Assumed, calipers_lost, rows_lost, save_calipers, save_rows, take_in
from recist.cli.output import OTHER_FILE, count, demand_unread, progress_bar, put
from recist.cli.tell_import import tell_findings, tell_refused
from recist.model.errors import InputError
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, calipers_beside
from recist.trial.row_remarks import told_with_places
from recist.trial.stated_columns import with_stated


def as_table(paths: Sequence[Path], out: Path, assumed: Assumed) -> int:
    """Read files and write their readings; return the exit status.

    Raises
    ------
    InputError
        Where no reading is there, or the table is one of the files, holds what they do not, or
        cannot be written.
    """
    beside = calipers_beside(out)
    for one in (out, beside):
        demand_unread(one, paths)
    with progress_bar("Reading files") as progress:
        taken = take_in(paths, assumed=assumed, progress=progress)
    tell_findings(told_with_places(taken.findings, taken.rows))
    status = tell_refused(taken.refused)
    if not taken.rows:
        if not taken.refused:
            raise InputError(f"{paths[0]}: no reading is there; scans alone make no table")
        return status
    rows = with_stated(taken.rows, taken.stated)
    _refuse_loss(out, rows, beside, taken.calipers)
    try:
        save_rows(rows, out)
        # Always: a file that was left beside an older table would be taken for this one's.
        save_calipers(taken.calipers, beside)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from None
    drawn = f"{count(len(taken.rows), 'row')}, {count(len(taken.calipers), 'caliper')}"
    put(f"{out}: {drawn}\n", None)
    return status


def _refuse_loss(
    out: Path, rows: Sequence[Row], beside: Path, calipers: Sequence[CaliperRecord]
) -> None:
    """Refuse to write over a table, or its calipers, that holds what the files do not."""
    try:
        lost = (
            (out, rows_lost(out, rows) if out.is_file() else 0, "row"),
            (beside, calipers_lost(beside, calipers) if beside.is_file() else 0, "caliper"),
        )
    except InputError as error:
        raise InputError(f"{error}; {OTHER_FILE}") from None
    for file, number, what in lost:
        if number:
            are = "is" if number == 1 else "are"
            raise InputError(
                f"{file} holds {count(number, what)} that {are} not in what is imported; "
                f"{OTHER_FILE}"
            )
