"""How fast a CT is loaded, beside SimpleITK, pydicom and dcm2niix in the same run.

Five hundred slices of 512² are written uncompressed and in three encodings, and loaded in turn by
each, warm. Our time is that of the viewer: from a series that is listed to its last slice, the
readers warm; listing and loading together stand beside it, since SimpleITK's series scan and the
others' reading do both. The floor is a bare ``readinto`` of the pixels into an array. Memory is the
peak of this process and its readers above what they held when everything was imported and listed.
Then the reading room is opened, a listed series is clicked, and the first painting of it is timed;
and a folder of 80 series is listed beside one of a single series.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import nibabel as nib
import numpy as np
import pydicom
import SimpleITK
from load_parts.memory import peak_ratio
from load_parts.paint import first_paint_ms
from load_parts.scans import ENCODINGS, PLAIN, SIZE, write_series
from PyQt6.QtWidgets import QApplication

from gui.widgets.promptness import paint_at_once
from recist.formats.readers import warm_up
from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Series

BARS_AT_MOST = {
    "plain_over_floor": 1.7,
    "memory_over_raw": 1.1,
    "first_paint_ms": 150.0,
    "listing_growth": 1.2,
}
FASTER_THAN_SIMPLEITK = {"plain": 5.0, "rle": 1.0, "jpeg_ls": 1.0, "jpeg_2000": 1.0}


def listed(folder: Path) -> Series:
    """Return the only series of a folder."""
    (series,) = find_scans([folder]).series
    return series


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Loaded:
    """Voxels, what turns them into HU, and the seconds where the party took them itself."""

    voxels: Any
    slope: float = 1.0
    intercept: float = 0.0
    seconds: float | None = None

    def total_hu(self) -> float:
        """Return the sum of all values."""
        total, count = float(self.voxels.sum(dtype=np.int64)), float(self.voxels.size)
        return total * self.slope + self.intercept * count


def ours(series: Series) -> Loaded:
    volume = load_volume(series)
    if volume.arrived is not None:
        raise SystemExit("slices are missing: the benchmark is broken")
    return Loaded(voxels=volume.stored_kji, slope=volume.slope, intercept=volume.intercept)


def with_simpleitk(folder: Path) -> Loaded:
    reader: Any = SimpleITK.ImageSeriesReader
    series = reader()
    series.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    image = series.Execute()
    started = perf_counter()
    voxels = SimpleITK.GetArrayFromImage(image)
    # Its image is all that was asked for; the copy for the sum is not counted.
    return Loaded(voxels=voxels, seconds=-(perf_counter() - started))


def with_pydicom(folder: Path) -> Loaded:
    slices = [pydicom.dcmread(path) for path in sorted(folder.iterdir())]
    slices.sort(key=lambda one: float(one.ImagePositionPatient[2]))
    first = slices[0]
    stored = np.empty((len(slices), first.Rows, first.Columns), dtype=np.int16)
    for k, one in enumerate(slices):
        stored[k] = one.pixel_array
    slope, intercept = float(first.RescaleSlope), float(first.RescaleIntercept)
    return Loaded(voxels=stored, slope=slope, intercept=intercept)


def with_dcm2niix(folder: Path) -> Loaded:
    """Convert to NIfTI; the time to read that again is not counted."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            str(Path(sys.executable).with_name("dcm2niix")),
            "-z",
            "n",
            "-b",
            "n",
            "-f",
            "a",
            "-o",
            out,
            str(folder),
        ]
        started = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds = perf_counter() - started
        image: Any = nib.loadsave.load(next(Path(out).glob("*.nii")))
        stored = np.asarray(image.dataobj.get_unscaled())
    slope, intercept = (float(one) for one in (image.dataobj.slope, image.dataobj.inter))
    return Loaded(voxels=stored, slope=slope, intercept=intercept, seconds=seconds)


def floor(series: Series) -> Loaded:
    """Read the pixels of an uncompressed series and nothing else."""
    stored = np.empty(series.shape_kji, dtype=np.int16)
    frame_bytes = stored[0].nbytes
    for k, one in enumerate(series.slices):
        with open(one.file, "rb", buffering=0) as stream:  # noqa: PTH123 as bare as it can be
            stream.seek(-frame_bytes, os.SEEK_END)
            stream.readinto(stored[k].reshape(-1).view(np.uint8).data)
    return Loaded(voxels=stored, intercept=-1024.0)


def timed(action: Callable[[], Loaded]) -> tuple[float, float]:
    """Return the seconds of a load, and the sum of its pixels, which is not counted."""
    started = perf_counter()
    found = action()
    seconds = perf_counter() - started
    if found.seconds is not None:
        seconds = found.seconds if found.seconds > 0 else seconds + found.seconds
    return seconds, found.total_hu()


def measure(folder: Path, name: str, rounds: int) -> dict[str, float]:
    """Return the best of some rounds of each, in seconds; all must find the same pixels."""
    series = listed(folder)
    parties: dict[str, Callable[[], Loaded]] = {
        "ours": lambda: ours(series),
        "list_and_load": lambda: ours(listed(folder)),
        "simpleitk": lambda: with_simpleitk(folder),
        "pydicom": lambda: with_pydicom(folder),
        "dcm2niix": lambda: with_dcm2niix(folder),
    }
    if name == PLAIN:
        parties["floor"] = lambda: floor(series)
    best = dict.fromkeys(parties, float("inf"))
    sums: dict[str, float] = {}
    # The first loads warm caches, which matters where a load takes no longer than they do.
    for warm in ([False] if name == PLAIN else []) + [True] * rounds:
        for party, action in parties.items():
            taken, sums[party] = timed(action)
            best[party] = min(best[party], taken) if warm else best[party]
    if len(set(sums.values())) != 1:
        raise SystemExit(f"{name}: the sums of the pixels differ: {sums}")
    told = ", ".join(f"{party} {1000 * taken:.0f} ms" for party, taken in best.items())
    print(f"{name} ({len(series.slices)} slices): {told}; sums equal")
    return best


def listing_seconds(folder: Path) -> float:
    started = perf_counter()
    find_scans([folder])
    return perf_counter() - started


def listing_growth(folder: Path, series: int, files: int) -> tuple[float, float, float]:
    """Return ms per file in a folder of one series and in one of many, and their ratio."""
    one, many = folder / "one", folder / "many"
    write_series(one, PLAIN, files, size=32)
    for n in range(series):
        write_series(many / f"{n:03d}", PLAIN, files, size=32, series=n)
    costs = []
    for place, count, repeats in ((one, files, 9), (many, files * series, 2)):
        listing_seconds(place)
        costs.append(1000 * min(listing_seconds(place) for _ in range(repeats)) / count)
    return costs[0], costs[1], costs[1] / costs[0]


def times(folders: Mapping[str, Path], quick: bool) -> dict[str, float]:
    """Write a series in each encoding and let every party read it."""
    slices, size, rounds = (12, 256, 1) if quick else (500, SIZE, 3)
    figures: dict[str, float] = {}
    for name, folder in folders.items():
        write_series(folder, name, slices, size)
        best = measure(folder, name, rounds if name == PLAIN else 1)
        figures |= {f"{name}_{party}_ms": round(1000 * taken, 1) for party, taken in best.items()}
        figures[f"{name}_faster_than_simpleitk"] = round(best["simpleitk"] / best["ours"], 2)
    figures["plain_over_floor"] = round(figures["plain_ours_ms"] / figures["plain_floor_ms"], 2)
    return figures


def memory(folders: Mapping[str, Path]) -> dict[str, float]:
    """Compare the peak of memory with the raw pixels."""
    ratios = {name: peak_ratio(folder) for name, folder in folders.items()}
    print("peak memory over raw pixels:", ", ".join(f"{n} {r:.3f}" for n, r in ratios.items()))
    return {"memory_over_raw": round(max(ratios.values()), 3)}


def paints(folders: Mapping[str, Path], scratch: Path) -> dict[str, float]:
    """Measure how long a click takes to the first painting."""
    taken = {name: first_paint_ms(folder, scratch) for name, folder in folders.items()}
    told = (f"{n} {ms:.0f} ms ({bare:.0f} ms)" for n, (ms, bare) in taken.items())
    print("click to first painting (nothing decoded yet):", ", ".join(told))
    return {
        "first_paint_ms": round(max(ms for ms, _ in taken.values()), 1),
        "first_paint_without_picture_ms": round(max(ms for _, ms in taken.values()), 1),
    }


def listing(scratch: Path, quick: bool) -> dict[str, float]:
    """Measure how the time that a file takes to list grows with the number of series."""
    one, many, growth = listing_growth(scratch, *((6, 20) if quick else (80, 100)))
    print(f"listing: {one:.2f} ms a file in one series, {many:.2f} ms in many")
    return {
        "listing_one_ms": round(one, 3),
        "listing_many_ms": round(many, 3),
        "listing_growth": round(growth, 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="fewer slices, series and rounds, and smaller",
    )
    quick = parser.parse_args().quick
    warm_up()
    paint_at_once()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as holder:
        scratch = Path(holder)
        folders = {name: scratch / name for name in ENCODINGS}
        probed = {PLAIN: folders[PLAIN]} if quick else folders
        figures = times(folders, quick) | memory(probed) | paints(probed, scratch)
        figures |= listing(scratch, quick)
    application.quit()
    bars = dict(BARS_AT_MOST)
    held = all(figures[name] <= bar for name, bar in BARS_AT_MOST.items())
    for name, bar in FASTER_THAN_SIMPLEITK.items():
        bars[f"{name}_faster_than_simpleitk"] = bar
        held = held and figures[f"{name}_faster_than_simpleitk"] >= bar
    print(json.dumps({"name": "load", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
