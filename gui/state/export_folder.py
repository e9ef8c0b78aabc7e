"""The folder of an export: what is proposed, what was typed, and whether it is free for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from recist.model.errors import InputError


def own_folder(desk: Desk, opened: tuple[Path, ...]) -> Path:
    """Propose a folder: beside the trial; not among scans, which would be opened with them."""
    if not desk.unnamed:
        return desk.path.with_name(f"{desk.path.stem}-export").absolute()
    name = next((path.stem if path.suffix else path.name for path in opened), "") or "recist"
    return Path.home() / f"{name}-export"


def folder_of(text: str) -> Path | None:
    """Return the folder that was typed; None where that is no name of one."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return None
    if not text.strip() or "\0" in text:
        return None
    path = Path(text.strip())
    if path.parts and path.parts[0] == "~":
        path = Path.home().joinpath(*path.parts[1:])
    return path.absolute()


def demand_own_folder(folder: Path, trial: str, trial_in: Callable[[Path], str]) -> None:
    """Raise ``InputError`` where a folder holds something else than an export of a trial.

    The files of an export have plain names, such as ``readings.csv``, and would take the place of
    others.

    Parameters
    ----------
    trial_in : callable
        Returns of which trial an export in a folder is; raises ``InputError`` where there is none.
    """
    if not _is_in_use(folder):
        return
    try:
        other = trial_in(folder)
    except InputError:
        said = later("{folder} holds other files; choose a new folder, or that of an export before")
        raise InputError(tr(said, folder=folder)) from None
    if other != trial:
        said = later("{folder} holds an export of {trial}; choose another folder")
        raise InputError(tr(said, folder=folder, trial=other or tr("another trial")))


def _is_in_use(folder: Path) -> bool:
    """Say whether a folder holds anything; one that cannot be looked at is told of by writing."""
    try:
        return any(not one.name.startswith(".") for one in folder.iterdir())
    except OSError:
        return False
