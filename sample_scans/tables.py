"""The tables beside the scans: ground truth, two readers' readings, calipers, subjects."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
from lesions import Solid
from plan import PATIENTS, VISITS, Lesion, Patient, Sight, uid
from shapes import Array

Row = Mapping[str, object]
TRUTH_COLUMNS = (
    "patient_id", "visit", "date", "series_uid", "lesion", "role", "organ", "state",
    "longest_diameter_mm", "short_axis_mm", "long_x1", "long_y1", "long_z1", "long_x2",
    "long_y2", "long_z2", "short_x1", "short_y1", "short_z1", "short_x2", "short_y2", "short_z2",
    "image", "centre_slice",
)  # fmt: skip
READING_COLUMNS = (
    "subject", "reader", "visit", "date", "lesion", "role", "organ", "site", "nodal", "character",
    "state", "change", "longest_diameter_mm", "short_axis_mm", "viable_diameter_mm", "parent",
    "progressed_since", "method", "slice_thickness_mm", "field", "image", "accepted", "reason",
    "comment",
)  # fmt: skip
READERS = ("A", "B")
# Where the readers truly part: after a CR one sees the node at normal size, the other above it.
SHORT_AXIS_ERROR_MM = {
    ("S-LUNG-CT", "week 24", "T3", "A"): -0.17,
    ("S-LUNG-CT", "week 24", "T3", "B"): 0.83,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A lesion as it lies in one scan; ``solid`` is None where it cannot be seen."""

    patient: Patient
    visit: str
    lesion: Lesion
    sight: Sight
    solid: Solid | None
    slice_number: int | None

    @property
    def image(self) -> str:
        if self.slice_number is None:
            return ""
        return self.patient.image_uid(self.visit, self.slice_number)

    @property
    def day(self) -> str:
        return self.patient.scans[VISITS.index(self.visit)].day.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caliper:
    """Two lines a reader drew, unrounded."""

    long_axis_lps_mm: tuple[Array, Array]
    short_axis_lps_mm: tuple[Array, Array]

    @staticmethod
    def _length(ends: tuple[Array, Array]) -> str:
        length = Decimal(repr(float(np.linalg.norm(ends[1] - ends[0]))))
        return str(length.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN))

    @property
    def long_text(self) -> str:
        return self._length(self.long_axis_lps_mm)

    @property
    def short_text(self) -> str:
        return self._length(self.short_axis_lps_mm)


def draw(placed: Placed, reader: str) -> Caliper | None:
    """Return the caliper a reader draws: the truth, a little off, never off the slice."""
    solid = placed.solid
    if solid is None or (placed.lesion.role == "non-target" and not placed.lesion.nodal):
        return None
    key = (placed.patient.patient_id, placed.visit, placed.lesion.name, reader)
    rng = np.random.default_rng(int(uid("reading", *key)[5:]) % 2**63)
    long_error, short_error = rng.uniform(-0.55, 0.65), rng.uniform(-0.45, 0.45)
    turn = np.radians(rng.uniform(-5.0, 5.0))
    along, across = solid.long_direction, solid.short_direction
    long_line = np.cos(turn) * along + np.sin(turn) * across
    short_line = np.cos(turn) * across - np.sin(turn) * along
    centre = solid.centre_lps_mm + rng.uniform(-0.4, 0.4) * along + rng.uniform(-0.4, 0.4) * across
    half_long = 0.5 * (solid.long_mm + long_error) * long_line
    half_short = 0.5 * (solid.short_mm + SHORT_AXIS_ERROR_MM.get(key, short_error)) * short_line
    return Caliper(
        long_axis_lps_mm=(centre - half_long, centre + half_long),
        short_axis_lps_mm=(centre - half_short, centre + half_short),
    )


def truth_row(placed: Placed) -> Row:
    """Return the ground truth of one lesion at one visit."""
    row: dict[str, object] = {
        "patient_id": placed.patient.patient_id, "visit": placed.visit, "date": placed.day,
        "series_uid": placed.patient.series_uid(placed.visit), "lesion": placed.lesion.name,
        "role": placed.lesion.role, "organ": placed.lesion.organ, "state": placed.sight.state,
    }  # fmt: skip
    if placed.solid is None:
        return row
    row |= {
        "longest_diameter_mm": placed.solid.long_mm, "short_axis_mm": placed.solid.short_mm,
        "image": placed.image, "centre_slice": placed.slice_number,
    }  # fmt: skip
    axes = (("long", placed.solid.long_axis_lps_mm()), ("short", placed.solid.short_axis_lps_mm()))
    for name, ends in axes:
        for number, end in enumerate(ends, start=1):
            for axis, value in zip("xyz", end, strict=True):
                row[f"{name}_{axis}{number}"] = f"{value:.9f}"
    return row


def _slices_mm(patient: Patient) -> float:
    """Return the thickness that a lesion is measurable by: on MR the gap belongs to it."""
    mr = patient.modality == "MR"
    return patient.slice_spacing_mm if mr else patient.slice_thickness_mm


def reading_row(placed: Placed, reader: str) -> Row:
    """Return one reader's row of the reading table."""
    caliper = draw(placed, reader)
    return {
        "subject": placed.patient.patient_id, "reader": reader, "visit": placed.visit,
        "date": placed.day, "lesion": placed.lesion.name, "role": placed.lesion.role,
        "organ": placed.lesion.organ, "site": placed.lesion.site,
        "nodal": "yes" if placed.lesion.nodal else "no", "character": "solid",
        "state": placed.sight.state, "change": placed.sight.change,
        "longest_diameter_mm": caliper.long_text if caliper else "",
        "short_axis_mm": caliper.short_text if caliper else "",
        "method": "MRI" if placed.patient.modality == "MR" else "CT",
        "slice_thickness_mm": f"{_slices_mm(placed.patient):g}",
        "image": placed.image, "accepted": "yes" if reader == "A" else "no",
        "reason": placed.sight.reason, "comment": placed.sight.comment,
    }  # fmt: skip


def _caliper_entry(placed: Placed) -> Row | None:
    caliper = draw(placed, "A")
    if caliper is None:
        return None
    return {
        "subject": placed.patient.patient_id, "reader": "A", "visit": placed.visit,
        "lesion": placed.lesion.name,
        "long_axis_lps_mm": [end.tolist() for end in caliper.long_axis_lps_mm],
        "short_axis_lps_mm": [end.tolist() for end in caliper.short_axis_lps_mm],
        "frame_of_reference": placed.patient.frame_uid(placed.visit), "image": placed.image,
        "method": "manual",
    }  # fmt: skip


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def all_tables(placed: Sequence[Placed]) -> dict[str, str]:
    """Return file name and text of every table."""
    calipers = [entry for p in placed if (entry := _caliper_entry(p)) is not None]
    expected = [
        {"subject": p.patient_id, "reader": reader, "visit": visit, "response": pair[number]}
        for p in PATIENTS
        for number, reader in enumerate(READERS)
        for visit, pair in zip(VISITS[1:], p.expected, strict=True)
    ]
    subjects = [
        {"subject": p.patient_id, "reference_date": p.reference_date.isoformat(), "arm": p.arm}
        for p in PATIENTS
    ]
    readings = [reading_row(p, reader) for reader in READERS for p in placed]
    readings.sort(key=lambda row: str(row["subject"]))
    document = {"schema": "recist-calipers/1", "calipers": calipers}
    return {
        "truth.csv": _csv(TRUTH_COLUMNS, (truth_row(p) for p in placed)),
        "readings.csv": _csv(READING_COLUMNS, readings),
        "readings.calipers.json": json.dumps(document, indent=1) + "\n",
        "expected_responses.csv": _csv(("subject", "reader", "visit", "response"), expected),
        "subjects.csv": _csv(("subject", "reference_date", "arm"), subjects),
    }
