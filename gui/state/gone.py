"""What is said of scans that cannot be read any more: what is gone from where, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gui.state.tongue import tr
from recist.imaging.series import Series

MEMBER_MARK = "!"
IsThere = Callable[[Path], bool]


def loss_text(series: Series, why: str, is_there: IsThere = Path.exists) -> str:
    """Say what of a series is gone and what to do; where nothing is, why it cannot be read.

    Parameters
    ----------
    why : str
        What the reader of the files said.
    """
    again = tr("then choose the visit or the series again.")
    files = dict.fromkeys(one.file for one in series.slices if one.file)
    gone = [path for path in map(Path, files) if not _is_there(path, is_there)]
    if not gone:
        return tr("{why}. Mend that, {again}", why=why, again=again)
    folder = _highest_gone(gone[0].parent, is_there)
    if folder is not None:
        return tr("The folder {folder} is gone. Bring it back, {again}", folder=folder, again=again)
    return tr(
        "{count} of {total} files are gone from {folder}. Bring them back, {again}",
        count=len(gone),
        total=len(files),
        folder=gone[0].parent,
        again=again,
    )


def _is_there(path: Path, is_there: IsThere) -> bool:
    """Say whether a file is there; one in an archive is, if that is."""
    if is_there(path):
        return True
    archive, mark, _ = str(path).partition(MEMBER_MARK)
    return bool(mark) and is_there(Path(archive))


def _highest_gone(folder: Path, is_there: IsThere) -> Path | None:
    """Return the highest folder that is not there, None where the folder is."""
    found = None
    while not is_there(folder) and folder != folder.parent:
        found, folder = folder, folder.parent
    return found
