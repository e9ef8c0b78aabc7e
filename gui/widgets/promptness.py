"""Painting without delay, and without a pause in the middle of a gesture."""

from __future__ import annotations

import gc
import os

QT_IDLE_TIME = "QT_QPA_UPDATE_IDLE_TIME"


def paint_at_once() -> None:
    """Let Qt paint as soon as it can; by itself it waits 5 ms for more to come.

    Has to be called before the application is made.
    """
    os.environ.setdefault(QT_IDLE_TIME, "0")


def pass_over_what_stays() -> None:
    """Let the collector of garbage pass over everything that is there already.

    Modules, tables and windows stay until the end; to walk through them takes 0.1 s, in the middle
    of a drag as well as anywhere else. To be called once everything is loaded.
    """
    gc.freeze()
