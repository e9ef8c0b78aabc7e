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
from collections.abc import Callable
from functools import partial
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


def ours(series: Series) -> float:
    volume = load_volume(series)
    if volume.arrived is not None:
        raise SystemExit("slices are missing: the benchmark is broken")
    count = volume.stored_kji.size
    total = float(volume.stored_kji.sum(dtype=np.int64))
    return total * volume.slope + volume.intercept * count


def with_simpleitk(folder: Path) -> float:
    reader: Any = SimpleITK.ImageSeriesReader
    series = reader()
    series.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    image = series.Execute()
    # A view: the image must outlive it.
    return float(SimpleITK.GetArrayViewFromImage(image).sum(dtype=np.int64))


def with_pydicom(folder: Path) -> float:
    slices = [pydicom.dcmread(path) for path in sorted(folder.iterdir())]
    slices.sort(key=lambda one: float(one.ImagePositionPatient[2]))
    stored = np.empty((len(slices), SIZE, SIZE), dtype=np.int16)
    for k, one in enumerate(slices):
        stored[k] = one.pixel_array
    first = slices[0]
    slope, intercept = float(first.RescaleSlope), float(first.RescaleIntercept)
    return float(stored.sum(dtype=np.int64)) * slope + intercept * stored.size


def with_dcm2niix(folder: Path) -> float:
    """Convert to NIfTI; the time to read that again is not counted, see `timed`."""
    with tempfile.TemporaryDirectory() as out:
        command = ["dcm2niix", "-z", "n", "-b", "n", "-f", "a", "-o", out, str(folder)]
        started = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken = perf_counter() - started
        image: Any = nib.loadsave.load(next(Path(out).glob("*.nii")))
        found = float(np.asanyarray(image.dataobj).sum(dtype=np.float64))
    TAKEN.append(taken)
    return found


TAKEN: list[float] = []


def floor(series: Series) -> float:
    """Read the pixels of an uncompressed series and nothing else."""
    stored = np.empty(series.shape_kji, dtype=np.int16)
    frame_bytes = stored[0].nbytes
    for k, one in enumerate(series.slices):
        with open(one.file, "rb", buffering=0) as stream:  # noqa: PTH123 as bare as it can be
            stream.seek(-frame_bytes, os.SEEK_END)
            stream.readinto(stored[k].reshape(-1).view(np.uint8).data)
    return float(stored.sum(dtype=np.int64))


def timed(action: Callable[[], float]) -> tuple[float, float]:
    """Return seconds and the sum of the pixels, which takes the same time for everyone."""
    TAKEN.clear()
    started = perf_counter()
    found = action()
    return (TAKEN[0] if TAKEN else perf_counter() - started), found


def measure(folder: Path, name: str, rounds: int) -> dict[str, float]:
    """Return the best of some rounds of each, in seconds; all must find the same pixels."""
    series = listed(folder)
    parties: dict[str, Callable[[], float]] = {
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
    for n in range(rounds + 1):
        for party, action in parties.items():
            taken, sums[party] = timed(action)
            # The first round warms the caches.
            best[party] = min(best[party], taken) if n else best[party]
    sums.pop("floor", None)
    if len(set(sums.values())) != 1:
        raise SystemExit(f"{name}: the sums of the pixels differ: {sums}")
    told = ", ".join(f"{party} {1000 * taken:.0f} ms" for party, taken in best.items())
    print(f"{name} ({len(series.slices)} slices): {told}; sums equal")
    return best


def number_of_series(folder: Path) -> float:
    return len(find_scans([folder]).series)


def listing_growth(folder: Path, series: int, files: int) -> tuple[float, float, float]:
    """Return ms per file in a folder of one series and in one of many, and their ratio."""
    one, many = folder / "one", folder / "many"
    write_series(one, PLAIN, files, size=32)
    for n in range(series):
        write_series(many / f"{n:03d}", PLAIN, files, size=32, series=n)
    costs = []
    for place, count, repeats in ((one, files, 9), (many, files * series, 2)):
        look = partial(number_of_series, place)
        look()
        costs.append(1000 * min(timed(look)[0] for _ in range(repeats)) / count)
    return costs[0], costs[1], costs[1] / costs[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer slices, series and rounds")
    quick = parser.parse_args().quick
    slices, rounds = (24, 1) if quick else (500, 3)
    figures: dict[str, float] = {}
    warm_up()
    paint_at_once()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: Path(scratch) / name for name in ENCODINGS}
        for name, folder in folders.items():
            write_series(folder, name, slices)
            best = measure(folder, name, rounds)
            figures |= {
                f"{name}_{party}_ms": round(1000 * taken, 1) for party, taken in best.items()
            }
            figures[f"{name}_faster_than_simpleitk"] = round(best["simpleitk"] / best["ours"], 2)
        figures["plain_over_floor"] = round(figures["plain_ours_ms"] / figures["plain_floor_ms"], 2)
        ratios = {name: peak_ratio(folder) for name, folder in folders.items()}
        figures["memory_over_raw"] = round(max(ratios.values()), 3)
        print("peak memory over raw pixels:", ", ".join(f"{n} {r:.3f}" for n, r in ratios.items()))
        paints = {name: first_paint_ms(folders[name], Path(scratch)) for name in ENCODINGS}
        figures["first_paint_ms"] = round(max(paints.values()), 1)
        print("click to first painting:", ", ".join(f"{n} {ms:.0f} ms" for n, ms in paints.items()))
        one, many, growth = listing_growth(Path(scratch), *((6, 20) if quick else (80, 100)))
        figures |= {"listing_one_ms": round(one, 3), "listing_many_ms": round(many, 3)}
        figures["listing_growth"] = round(growth, 2)
        print(f"listing: {one:.2f} ms a file in one series, {many:.2f} ms in many")
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
