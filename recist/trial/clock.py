"""A computer's clock beside the times that a trial has written already."""

from __future__ import annotations

from datetime import datetime

from recist.trial.audit import Entry, moment


def clock_told(last: Entry | None, now: datetime) -> str:
    """Say that a clock went back; an empty text where it did not.

    Parameters
    ----------
    last : Entry or None
        The last entry of the audit chain.
    """
    if last is None or moment(now) >= last.at:
        return ""
    return (
        f"this computer's clock says {_minute(moment(now))} UTC, and the trial was used at "
        f"{_minute(last.at)} UTC already; set the clock"
    )


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
