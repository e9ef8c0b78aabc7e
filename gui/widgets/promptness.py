"""Painting without delay."""

from __future__ import annotations

import os

QT_IDLE_TIME = "QT_QPA_UPDATE_IDLE_TIME"


def paint_at_once() -> None:
    """Let Qt paint as soon as it can; by itself it waits 5 ms for more to come.

    Has to be called before the application is made.
    """
    os.environ.setdefault(QT_IDLE_TIME, "0")
