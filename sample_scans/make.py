"""Make the sample scans and the tables beside them: ``python sample_scans/make.py``.

Everything is computed from the plan and fixed seeds, so each run writes the same bytes.
``--out DIR`` writes elsewhere; ``--study S-LIVER-MR "week 8"`` writes that scan alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from abdomen import Abdomen, make_abdomen
from dicom_out import image_file, to_stored
from lesions import Solid, paint_lesion
from palette import LOOKS, NOISE_SD, VALUES
from plan import EXTRA_SERIES, PATIENTS, VISITS, Patient, Series, uid
from scene import Canvas
from scipy import ndimage
from shapes import Array, Grid, NoiseField, inside
from tables import Placed, all_tables
from thorax import Thorax, make_thorax
from torso import paint_table

# Each slice is the mean of thin ones at these parts of its thickness: partial volume.
SUB_SLICES = (-0.25, 0.25)


# How deeply the outline of a lesion is drawn in between the ends of its axes.
LOBES = {"liver": 0.09, "lung": 0.14, "lymph node": 0.02}


@lru_cache(maxsize=1)
def anatomy(body: str, seed: int) -> tuple[Abdomen | Thorax, tuple[NoiseField, ...]]:
    """Build one patient's anatomy and the noise fields that bend and mottle it."""
    built = make_abdomen(seed) if body == "abdomen" else make_thorax(seed)
    cells = (45.0, 14.0, 6.0, 4.5)
    return built, tuple(NoiseField(seed + 70 + i, cell) for i, cell in enumerate(cells))


def scan_grid(patient: Patient, visit: str) -> Grid:
    """Return the slice stack of one visit in anatomical coordinates (table position apart)."""
    scan = patient.scans[VISITS.index(visit)]
    about_x, about_y = np.radians(patient.tilt_degrees)
    along_row = np.array([np.cos(about_y), 0.0, np.sin(about_y)])
    down = np.array([0.0, np.cos(about_x), np.sin(about_x)])
    along_column = down - (down @ along_row) * along_row
    along_column /= np.linalg.norm(along_column)
    # Rounded as the file will hold them, so that file and truth share one plane.
    along_row, along_column = np.round(along_row, 9), np.round(along_column, 9)
    middle = np.array([*patient.centre_mm, scan.lowest_mm])
    half = 0.5 * np.array([patient.columns - 1, patient.rows - 1], dtype=float)
    origin = (
        middle
        - half[0] * patient.column_spacing_mm * along_row
        - half[1] * patient.row_spacing_mm * along_column
    )
    return Grid(
        origin_lps_mm=np.round(origin, 3), along_row=along_row, along_column=along_column,
        row_spacing_mm=patient.row_spacing_mm, column_spacing_mm=patient.column_spacing_mm,
        slice_spacing_mm=patient.slice_spacing_mm, slices=scan.slices,
        rows=patient.rows, columns=patient.columns,
    )  # fmt: skip


def on_table(patient: Patient, visit: str, grid: Grid) -> Grid:
    """Return the same slices in the scanner's frame: where the table stood that day."""
    scan = patient.scans[VISITS.index(visit)]
    return Grid(
        origin_lps_mm=grid.origin_lps_mm + np.array(scan.table_mm, dtype=float),
        along_row=grid.along_row, along_column=grid.along_column,
        row_spacing_mm=grid.row_spacing_mm, column_spacing_mm=grid.column_spacing_mm,
        slice_spacing_mm=grid.slice_spacing_mm, slices=grid.slices,
        rows=grid.rows, columns=grid.columns,
    )  # fmt: skip


def place(patient: Patient, visit: str, grid: Grid, offset: Array) -> list[Placed]:
    """Set each lesion's centre on its nearest slice plane; ``offset`` is added to all points."""
    scan = patient.scans[VISITS.index(visit)]
    placed = []
    for number, lesion in enumerate(patient.lesions):
        sight = lesion.sights[VISITS.index(visit)]
        if sight is None:
            continue
        solid, slice_number = None, None
        if sight.long_mm is not None and sight.short_mm is not None:
            wanted = np.array(lesion.centre_mm) + np.array(scan.organ_shift_mm)
            centre, k = grid.on_nearest_slice(wanted)
            angle = np.radians(lesion.angle_degrees + 3.0 * VISITS.index(visit))
            along = np.cos(angle) * grid.along_row + np.sin(angle) * grid.along_column
            across = np.cos(angle) * grid.along_column - np.sin(angle) * grid.along_row
            solid = Solid(
                centre_lps_mm=centre + offset, long_direction=along, short_direction=across,
                normal=grid.normal, long_mm=sight.long_mm, short_mm=sight.short_mm,
                depth_mm=max(lesion.depth_ratio * sight.short_mm, 3.6),
                lobes=LOBES[lesion.organ], phase=1.3 * number,
            )  # fmt: skip
            slice_number = k + 1
        placed.append(
            Placed(patient=patient, visit=visit, lesion=lesion, sight=sight, solid=solid,
                   slice_number=slice_number)
        )  # fmt: skip
    return placed


def thin_slice(
    patient: Patient, visit: str, series: Series, k: float, placed: list[Placed]
) -> tuple[Array, Array]:
    """Paint one infinitely thin slice; return it with the weight of the patient's body."""
    body, fields = anatomy(patient.body, patient.seed)
    shift = np.array(patient.scans[VISITS.index(visit)].organ_shift_mm)
    canvas = Canvas(
        grid=scan_grid(patient, visit), k=k, values=VALUES[patient.body, series.tissues],
        organ_shift_lps_mm=shift, warp=(fields[0], fields[1], fields[2]),
    )  # fmt: skip
    room = np.ones_like(canvas.image)
    for one in placed:
        if one.solid is not None:
            room *= 1.0 - inside(one.solid.at(*canvas.points) - 4.0, 2.0)
    if patient.modality == "CT":
        paint_table(canvas)
    body.paint(canvas, room)
    for one in placed:
        if one.solid is not None:
            look = LOOKS[one.lesion.organ, series.tissues]
            paint_lesion(canvas.image, canvas.points, one.solid, look, fields[3])
    x, y, z = canvas.body
    return canvas.image, inside(body.wall.skin.at(x, y, z) - 1.0, 1.0)


def grain(shape: tuple[int, int], seed: int) -> Array:
    """Quantum-like noise of unit variance: short-ranged, with little power at low frequency."""
    white = np.random.default_rng(seed).standard_normal(shape)
    noise = ndimage.gaussian_filter(white, 0.75) - 0.95 * ndimage.gaussian_filter(white, 2.2)
    unit: Array = noise / noise.std()
    return unit


def finished_slice(
    patient: Patient, visit: str, series: Series, k: int, placed: list[Placed]
) -> Array:
    """Return HU or signal of slice ``k`` with partial volume, coil shading and noise."""
    step = patient.slice_thickness_mm / patient.slice_spacing_mm
    parts = [thin_slice(patient, visit, series, k + s * step, placed) for s in SUB_SLICES]
    image: Array = np.mean([p[0] for p in parts], axis=0)
    trunk: Array = np.mean([p[1] for p in parts], axis=0)
    x, y, _ = scan_grid(patient, visit).points_lps_mm(k)
    seed = int(uid(patient.patient_id, visit, "noise", series.key, k)[5:]) % 2**63
    noise = NOISE_SD[patient.body, series.tissues] * grain(image.shape, seed)
    if patient.modality == "CT":
        image += trunk * noise * (0.72 + 0.4 * np.exp(-(x**2 + (1.3 * y) ** 2) / 110.0**2))
        return image
    shading = 1.0 + 0.10 * np.cos(x / 70.0 + 0.4) - 0.0011 * y + 0.000006 * y**2
    signal: Array = np.abs(image * shading + trunk * noise)
    return signal


def make_series(patient: Patient, visit: str, series: Series) -> Iterator[tuple[str, bytes]]:
    """Yield file name and bytes of each image of one series."""
    grid = scan_grid(patient, visit)
    placed = place(patient, visit, grid, np.zeros(3))
    outward = on_table(patient, visit, grid)
    prefix = f"{series.key}-" if series.key else ""
    for k in series.only or range(grid.slices):
        image = finished_slice(patient, visit, series, k, placed)
        content = image_file(
            patient=patient, visit=visit, series=series, grid=outward, k=k,
            stored=to_stored(image, patient.modality),
        )  # fmt: skip
        yield f"{prefix}{k + 1:03d}.dcm", content


def make_scan(patient: Patient, visit: str) -> Iterator[tuple[str, bytes]]:
    """Yield file name and bytes of each image of one visit."""
    yield from make_series(patient, visit, patient.main_series)
    extra = EXTRA_SERIES.get((patient.patient_id, visit))
    if extra is not None:
        yield from make_series(patient, visit, extra)


def all_placed() -> list[Placed]:
    """Return every lesion of every visit in the frame its files are written in."""
    result = []
    for patient in PATIENTS:
        for visit, scan in zip(VISITS, patient.scans, strict=True):
            grid = scan_grid(patient, visit)
            result += place(patient, visit, grid, np.array(scan.table_mm, dtype=float))
    return result


def folder_name(visit: str) -> str:
    """Return the folder of a visit: no blanks in paths."""
    return visit.replace(" ", "-")


def main() -> None:
    """Write the scans and tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--study", nargs=2, metavar=("PATIENT", "VISIT"))
    parser.add_argument("--tables-only", action="store_true")
    options = parser.parse_args()
    wanted = [
        (patient, visit)
        for patient in PATIENTS
        for visit in VISITS
        if not options.study or [patient.patient_id, visit] == options.study
    ]
    for patient, visit in [] if options.tables_only else wanted:
        folder = options.out / patient.patient_id / folder_name(visit)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in make_scan(patient, visit):
            (folder / name).write_bytes(content)
    if not options.study:
        for name, text in all_tables(all_placed()).items():
            (options.out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
