"""One changed input after the other on the product's own way in, a good file beside each."""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np
from shared_parts.files import written

from fuzz_parts.seeds import ROOT, WORDS, image
from fuzz_parts.watch import tree
from recist.formats.scans import find_scans, load_volume
from recist.formats.segmentations import load_segmentation
from recist.imaging.series import Inspection, Series
from recist.model.errors import RecistError

GOOD = f"{ROOT}.777"
SLOW_S = 3.0


@dataclass(slots=True, kw_only=True)
class Trial:
    """Opens inputs and counts what comes of them."""

    folder: Path
    count: int = 0
    slowest_s: float = 0.0
    crashed: int = 0
    good_lost: int = 0
    foreign_writes: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    unforeseen: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def open(self, number: int, name: str, content: bytes) -> None:
        """Open one input as the product would."""
        good = self.folder / "good" / "good.dcm"
        if not good.exists():
            good.parent.mkdir(parents=True)
            good.write_bytes(written(image(SOPInstanceUID=f"{GOOD}.1", SeriesInstanceUID=GOOD)))
        place = self.folder / "input"
        path = place / name
        if name == "DICOMDIR":
            (place / "IMAGES").mkdir(parents=True)
            (place / "IMAGES" / "A").write_bytes(written(image()))
        place.mkdir(exist_ok=True)
        path.write_bytes(content)
        before = tree(self.folder)
        start = perf_counter()
        try:
            self._look_and_load([path, good.parent])
        except RecistError as error:
            self.outcomes[f"refused as a whole: {type(error).__name__}"] += 1
        except Exception:  # noqa: BLE001 whatever else comes out is what this is looking for
            self.unforeseen.append(f"{number} {name}: {traceback.format_exc(limit=-3)}")
        seconds = perf_counter() - start
        self.count += 1
        self.slowest_s = max(self.slowest_s, seconds)
        if seconds > SLOW_S:
            self.slow.append(f"{number} {name}: {seconds:.1f} s")
        self.foreign_writes += tree(self.folder) != before
        shutil.rmtree(place)

    def _look_and_load(self, paths: list[Path]) -> None:
        inspection = find_scans(paths)
        self._count_refusals(inspection)
        good = [one for one in inspection.series if one.uid == GOOD]
        if len(good) != 1 or not np.array_equal(load_volume(good[0]).stored_kji[0], WORDS):
            self.good_lost += 1
        for series in inspection.series:
            if series.uid != GOOD:
                self._load(series)
        for found in inspection.segmentations:
            try:
                load_segmentation(found)
                self.outcomes["segmentation opened"] += 1
            except RecistError as error:
                self._note("segmentation not loaded", str(error))

    def _count_refusals(self, inspection: Inspection) -> None:
        for refused in inspection.rejected:
            self._note(f"refused: {refused.code}", refused.message)

    def _load(self, series: Series) -> None:
        try:
            volume = load_volume(series)
        except RecistError as error:
            self._note("no slice could be read", str(error))
            return
        reasons = " ".join(one.message for one in volume.series.reasons)
        how = "opened" if volume.arrived is None else "opened with lost slices"
        self._note(f"{how}: {volume.series.verdict.value}", reasons)

    def _note(self, outcome: str, message: str) -> None:
        self.outcomes[outcome] += 1
        self.crashed += "crashed" in message
