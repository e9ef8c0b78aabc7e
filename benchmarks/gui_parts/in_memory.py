"""Scans that need no file: the program's services over volumes that are in memory already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from shared_parts.volumes import volume_of

from gui.app import AppServices
from gui.state.services import First, Progress
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume

DISTINCT = 25
BASELINE = date(2024, 1, 9)
SUBJECT = "bench"


class MemoryServices(AppServices):
    """Finds the same series wherever it looks."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        self._volumes = {one.series.uid: one for one in volumes}

    def find_scans(self, paths: tuple[Path, ...], progress: Progress) -> Inspection:
        """Return the series of the volumes."""
        return Inspection(series=tuple(one.series for one in self._volumes.values()), rejected=())

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        """Return a volume, or the one slice of it that a thumbnail is made of."""
        whole = self._volumes[series.uid]
        if len(series.slices) == len(whole.series.slices):
            return whole
        middle = len(whole.series.slices) // 2
        return replace(whole, series=series, stored_kji=whole.stored_kji[middle : middle + 1])


def body(slices: int, pixels: int) -> NDArray[np.int16]:
    """Return noise around soft tissue in a body-like disc; every slice differs from its next."""
    rng = np.random.default_rng(7)
    j, i = np.mgrid[0:pixels, 0:pixels] - pixels / 2
    disc = np.where(np.hypot(j, i) < 0.45 * pixels, 40.0, -1000.0)
    distinct = [
        (disc + rng.normal(0.0, 40.0, disc.shape)).astype(np.int16)
        for _ in range(min(DISTINCT, slices))
    ]
    stored = np.empty((slices, pixels, pixels), np.int16)
    for k in range(slices):
        stored[k] = distinct[k % len(distinct)]
    return stored


def visits_of(stored_kji: NDArray[np.int16], visits: int) -> tuple[Volume, ...]:
    """Return a volume for each visit, eight weeks apart, in one frame of reference.

    All are of the same voxels, since what is measured does not depend on them.
    """
    spacing_mm = 400.0 / stored_kji.shape[1]
    volume = volume_of(stored_kji, (1.0, spacing_mm, spacing_mm))
    return tuple(_at_visit(volume, n) for n in range(visits))


def _at_visit(volume: Volume, n: int) -> Volume:
    series = volume.series
    images = tuple(replace(one, image=f"{n}.{one.image}") for one in series.slices)
    there = replace(
        series,
        uid=f"{series.uid}-{n}",
        study_uid=f"{series.study_uid}-{n}",
        subject=SUBJECT,
        study_date=BASELINE + timedelta(weeks=8 * n),
        slices=images,
    )
    return replace(volume, series=there)
