"""Folders of exports: one that holds nothing else, and how it is shown to the user."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QUrl
from PyQt6.QtGui import QDesktopServices

LIST = "export.json"
"""By which a folder is known to hold an export."""


def own_place(folder: Path, name: str) -> Path:
    """Return a folder for an export: the one that was chosen, or one of a name in it.

    A folder that holds something else is left to that.
    """
    try:
        names = {one.name for one in folder.iterdir()}
    except OSError:
        return folder
    return folder / name if names and LIST not in names else folder


def show_folder(folder: Path) -> bool:
    """Open a folder where the user looks at files; says whether anything took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
