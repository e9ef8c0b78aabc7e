"""The process of a blinded user: logs in to the real reading room and goes through all of it.

What the screen told is written as JSON beside what the process itself has written.
"""

from __future__ import annotations

import sys

from PyQt6.QtWidgets import QApplication

from gui.state import entering
from gui.widgets import fault, style
from recist.trial.rights import Right
from trial_parts.blinded_adjudicator import adjudicate
from trial_parts.blinded_reader import read
from trial_parts.blinded_task import break_it, hash_lightly, task_of
from trial_parts.blinded_user import BlindedUser


def main() -> None:
    """Do what the task on the command line says."""
    task = task_of(sys.argv[1])
    break_it(task.sabotage, entering)
    if task.quick:
        hash_lightly()
    fault.install()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("recist")
    application.setStyle("Fusion")
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    user = BlindedUser(task)
    user.enter()
    if user.room.reading.keeper.may(Right.ADJUDICATE):
        adjudicate(user)
    else:
        read(user)
    user.leave()


if __name__ == "__main__":
    main()
