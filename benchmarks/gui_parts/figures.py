"""Times as figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def figure(value: float) -> float:
    """Return a figure with as many digits as it is worth."""
    return round(float(value), 2)


def percentile(times: Sequence[float], percent: float) -> float:
    """Return a percentile of some times as a figure."""
    return figure(float(np.percentile(times, percent)))
