"""Showing a folder in the system's own file manager."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QUrl
from PyQt6.QtGui import QDesktopServices


def show_folder(folder: Path) -> bool:
    """Open a folder where the user looks at files; says whether anything took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
