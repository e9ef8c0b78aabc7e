"""Waiting for a window that is at work, without a robot."""

from __future__ import annotations

from PyQt6.QtCore import QEventLoop

from gui.widgets.trial.working import WorkingDialog


def rested(dialog: WorkingDialog) -> WorkingDialog:
    """Return a window once it is at work no more."""
    loop = QEventLoop()
    dialog.ended.connect(loop.quit)
    while dialog.is_at_work():
        loop.exec()
    return dialog
