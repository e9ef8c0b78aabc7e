"""The sample scans are what their tables say: same bytes again, true sizes, valid DICOM."""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

import imagecodecs
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.encaps import generate_frames
from scipy import ndimage

Array = npt.NDArray[np.float64]
Row = dict[str, str]
SAMPLES = Path(__file__).resolve().parent.parent / "sample_scans"
FILES = sorted(SAMPLES.glob("S-*/*/*.dcm"))
BUDGET_BYTES = 12 * 1024 * 1024


def _rows(name: str) -> list[Row]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TRUTH = [row for row in _rows("truth.csv") if row["image"]]
LARGE = [row for row in TRUTH if float(row["longest_diameter_mm"]) > 15.0]


def _name(row: Row) -> str:
    return f"{row['patient_id']} {row['visit']} {row['lesion']}"


@cache
def _image(uid: str) -> pydicom.Dataset:
    """Find an image of the samples by its UID; headers only are read on the way."""
    return pydicom.dcmread(_paths()[uid])


@cache
def _paths() -> dict[str, Path]:
    return {
        str(pydicom.dcmread(f, specific_tags=["SOPInstanceUID"]).SOPInstanceUID): f for f in FILES
    }


def _vector(value: object) -> Array:
    return np.array([float(v) for v in value])  # type: ignore[attr-defined]


def _end(row: Row, axis: str, number: int) -> Array:
    return _vector([row[f"{axis}_{c}{number}"] for c in "xyz"])


def test_the_scans_keep_to_their_budget() -> None:
    everything = [f for f in SAMPLES.rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    assert len(FILES) > 150
    assert sum(f.stat().st_size for f in everything) <= BUDGET_BYTES


def test_one_scan_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(SAMPLES / "make.py"), "--out", str(tmp_path)]
    subprocess.run([*command, "--study", "S-LIVER-MR", "week 8"], check=True, timeout=120)
    made = {f.name: f.read_bytes() for f in (tmp_path / "S-LIVER-MR" / "week-8").iterdir()}
    kept = {f.name: f.read_bytes() for f in (SAMPLES / "S-LIVER-MR" / "week-8").iterdir()}
    assert made.keys() == kept.keys()
    assert [name for name in kept if made[name] != kept[name]] == []


def test_the_tables_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(SAMPLES / "make.py"), "--out", str(tmp_path)]
    subprocess.run([*command, "--tables-only"], check=True, timeout=120)
    made = sorted(tmp_path.iterdir())
    assert len(made) == 5
    assert [f.name for f in made if f.read_bytes() != (SAMPLES / f.name).read_bytes()] == []


@pytest.mark.parametrize("row", TRUTH, ids=_name)
def test_true_axes_have_their_length_and_lie_in_their_slice(row: Row) -> None:
    image = _image(row["image"])
    assert image.SeriesInstanceUID == row["series_uid"]
    assert int(image.InstanceNumber) == int(row["centre_slice"])
    directions = _vector(image.ImageOrientationPatient)
    normal = np.cross(directions[:3], directions[3:])
    position = _vector(image.ImagePositionPatient)
    ends = {axis: [_end(row, axis, n) for n in (1, 2)] for axis in ("long", "short")}
    for axis, column in (("long", "longest_diameter_mm"), ("short", "short_axis_mm")):
        first, second = ends[axis]
        assert math.dist(first, second) == pytest.approx(float(row[column]), abs=1e-6)
        for end in (first, second):
            assert abs((end - position) @ normal) < 1e-3
    long_line, short_line = (e[1] - e[0] for e in ends.values())
    assert abs(long_line @ short_line) < 1e-4


def _pixels(image: pydicom.Dataset) -> Array:
    """Decode straight with the codec, beside any reader of the product."""
    frame = next(generate_frames(image.PixelData, number_of_frames=1))
    slope, intercept = image.get("RescaleSlope", 1), image.get("RescaleIntercept", 0)
    values: Array = imagecodecs.jpegls_decode(frame).astype(float) * float(slope) + float(intercept)
    return values


def _profile(row: Row, along_mm: Array) -> Array:
    """Sample along the true long axis, averaged over lines beside it that follow the ellipse."""
    image = _image(row["image"])
    directions = _vector(image.ImageOrientationPatient)
    long_ends, short_ends = ([_end(row, a, n) for n in (1, 2)] for a in ("long", "short"))
    half, short_half = (0.5 * float(row[c]) for c in ("longest_diameter_mm", "short_axis_mm"))
    centre = 0.5 * (long_ends[0] + long_ends[1])
    u = (long_ends[1] - centre) / half
    v = (short_ends[1] - centre) / short_half
    spread = np.linspace(-0.2, 0.2, 13) * short_half
    drawn_in = half * (1.0 - np.sqrt(1.0 - (spread / short_half) ** 2))
    reach = along_mm[None, :] - np.sign(along_mm)[None, :] * drawn_in[:, None]
    points = centre + reach[..., None] * u + spread[:, None, None] * v
    offset = points - _vector(image.ImagePositionPatient)
    rows = offset @ directions[3:] / float(image.PixelSpacing[0])
    columns = offset @ directions[:3] / float(image.PixelSpacing[1])
    sampled: Array = ndimage.map_coordinates(_pixels(image), [rows, columns], order=1)
    mean: Array = sampled.mean(axis=0)
    return mean


def _half_maximum_mm(along_mm: Array, profile: Array, edge_mm: float, sense: float) -> float:
    """Return how far outside the true edge the profile crosses half way from rim to surround."""
    outward = sense * along_mm - edge_mm
    order = np.argsort(outward)
    outward, values = outward[order], profile[order]
    inner = values[(outward > -3.0) & (outward < -1.4)].mean()
    outer = values[(outward > 1.4) & (outward < 2.8)].mean()
    near = np.abs(outward) < 2.0
    part = (values[near] - outer) / (inner - outer)
    below = int(np.argmax(part < 0.5))
    before, after = part[below - 1], part[below]
    step = (before - 0.5) / (before - after)
    return float(np.interp(below - 1 + step, np.arange(part.size), outward[near]))


@pytest.mark.parametrize("row", LARGE, ids=_name)
def test_half_maximum_finds_the_true_edges(row: Row) -> None:
    half = 0.5 * float(row["longest_diameter_mm"])
    along = np.arange(-half - 4.0, half + 4.0, 0.05)
    profile = _profile(row, along)
    errors = [_half_maximum_mm(along, profile, half, sense) for sense in (-1.0, 1.0)]
    assert max(abs(e) for e in errors) < 0.3, errors


def test_calipers_round_to_reader_a_values() -> None:
    document = json.loads((SAMPLES / "readings.calipers.json").read_text(encoding="utf-8"))
    assert document["schema"] == "recist-calipers/1"
    read = {
        (r["subject"], r["visit"], r["lesion"]): r
        for r in _rows("readings.csv")
        if r["reader"] == "A" and r["longest_diameter_mm"]
    }
    assert len(document["calipers"]) == len(read)
    for caliper in document["calipers"]:
        row = read[caliper["subject"], caliper["visit"], caliper["lesion"]]
        assert caliper["image"] == row["image"]
        for axis, column in (("long", "longest_diameter_mm"), ("short", "short_axis_mm")):
            length = Decimal(repr(math.dist(*caliper[f"{axis}_axis_lps_mm"])))
            rounded = length.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN)
            assert rounded == Decimal(row[column])


def test_readers_stay_within_a_millimetre_of_the_truth() -> None:
    truth = {(r["patient_id"], r["visit"], r["lesion"]): r for r in TRUTH}
    for read in _rows("readings.csv"):
        for column in ("longest_diameter_mm", "short_axis_mm"):
            if read[column]:
                true = truth[read["subject"], read["visit"], read["lesion"]][column]
                assert abs(float(read[column]) - float(true)) <= 1.0


def test_every_visit_is_a_study_of_its_own() -> None:
    tags = ["PatientID", "StudyInstanceUID", "FrameOfReferenceUID", "StudyDate"]
    seen: dict[Path, set[tuple[str, ...]]] = defaultdict(set)
    for file in FILES:
        header = pydicom.dcmread(file, specific_tags=tags)
        seen[file.parent].add(tuple(str(header[tag].value) for tag in tags))
    assert len(seen) == 12
    assert all(len(values) == 1 for values in seen.values())
    frames = {next(iter(values))[2] for values in seen.values()}
    assert len(frames) == 12


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dciodvfy (dicom3tools) is missing")
def test_the_standard_checker_finds_no_error() -> None:
    faulty = {}
    for file in FILES:
        done = subprocess.run(
            ["dciodvfy", str(file)], capture_output=True, text=True, check=False, timeout=30
        )
        errors = [line for line in done.stderr.splitlines() if line.startswith("Error")]
        if errors or done.returncode:
            faulty[file.relative_to(SAMPLES)] = errors
    assert faulty == {}
