"""Writing entries of the audit chain to a file, and telling the chain so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gui.state.desk import Desk
from gui.state.jobs import Progress, tell_nobody
from gui.state.tongue import tr
from recist.trial.audit import Action
from recist.trial.audit_view import audit_csv, audit_line
from recist.trial.entries import entries_until
from recist.trial.errors import TrialError, UnusableError
from recist.trial.exporting import export_told, name_told
from recist.trial.ports import Work
from recist.trial.refusing import demand_told
from recist.trial.rights import Right
from recist.trial.whole_file import write_whole


def export_audit(
    desk: Desk, numbers: Sequence[int], path: Path, progress: Progress = tell_nobody
) -> int:
    """Write entries as CSV, oldest first, and return how many.

    The chain's entry and the file are made together: where one fails, there is none of both.

    Parameters
    ----------
    numbers : sequence of int
        Which entries.
    progress : callable
        Called with entries looked at and entries in all; what it raises leaves nothing behind.

    Raises
    ------
    TrialError
        Where the actor may not see the chain, or the file or the trial cannot be written.
    """
    demand_told(desk.trial, desk.actor, Right.SEE_AUDIT)
    wanted = frozenset(numbers)
    with desk.trial.view() as view:
        head = view.head()
        last = view.last()
    lines = []
    for one in entries_until(desk.trial.view, last):
        progress(one.sequence, 0 if last is None else last.sequence)
        if one.sequence in wanted:
            lines.append(audit_line(one))
    content = audit_csv(lines, head).encode()
    told = export_told({"file": name_told(path)}, "audit chain", "csv", content, head)

    written = False

    def deed(work: Work) -> None:
        nonlocal written
        work.note(Action.EXPORTED, told)
        write_whole(path, content)
        written = True

    try:
        desk.do(deed)
    except TrialError:
        if written:
            path.unlink(missing_ok=True)
        raise
    except OSError as failed:
        why = failed.strerror or tr("it is refused")
        said = tr("{path}: cannot be written ({why}); choose another place", path=path, why=why)
        raise UnusableError(said) from failed
    return len(lines)
