"""Real scans and real readers: end points in AIM files, put on the images, judged."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from recist.app import find_scans, save_rows
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Series
from recist.imaging.slices import slice_geometry
from recist.measure.caliper import length_mm
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured
from recist.model.row import Row
from recist.trial.calipers import Axis

READS = [(patient, reader) for patient in ("0022", "0023") for reader in "AB"]
VISITS = ("Baseline", "Followup")


@pytest.fixture
def aim(shared_data: Path) -> Path:
    return shared_data / "aim_recist_lung"


def image_of(aim: Path, patient: str, visit: str) -> Series:
    (series,) = find_scans([aim / "images" / f"{patient}{visit}.dcm"]).series
    return series


def axis_on_image(aim: Path, series: Series, name: str) -> Axis:
    """The reader's two points (x = column, y = row, in pixels) in patient millimetres."""
    root = ET.parse(aim / "aim_xml" / f"{name}.xml").getroot()
    points = [node for node in root.iter() if node.tag.endswith("}SpatialCoordinate")]
    assert {node.get("imageReferenceUID") for node in points} == {series.slices[0].image}
    indices = [[0, float(node.get("y", "")), float(node.get("x", ""))] for node in points]
    start, end = lps_from_kji(slice_geometry(series, 0), np.array(indices))
    return (tuple(start), tuple(end))


def expected(aim: Path, table: str) -> list[dict[str, str]]:
    with (aim / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("patient", "reader"), READS)
@pytest.mark.parametrize("visit", VISITS)
def test_end_points_on_the_image_give_the_expected_distance(
    aim: Path, patient: str, reader: str, visit: str
) -> None:
    name = f"{patient}{visit}{reader}"
    (row,) = [
        row for row in expected(aim, "expected_lengths.csv") if row["file"].endswith(f"{name}.xml")
    ]
    series = image_of(aim, patient, visit)
    distance = length_mm(axis_on_image(aim, series, name))
    assert distance == pytest.approx(float(row["computed_mm"]), abs=0.01)


def test_the_readers_lengths_give_the_expected_categories(aim: Path, tmp_path: Path) -> None:
    rows = []
    for patient, reader in READS:
        for visit in VISITS:
            series = image_of(aim, patient, visit)
            assert series.study_date is not None
            axis = axis_on_image(aim, series, f"{patient}{visit}{reader}")
            length, _ = Length.from_decimal(Decimal(str(round(length_mm(axis), 6))))
            rows.append(
                Row(
                    subject=patient,
                    reader=reader,
                    visit=visit,
                    date=ScanDate.of(series.study_date),
                    lesion="T1",
                    role=Role.TARGET,
                    organ="lung",
                    state=Measured(Diameters(longest=length)),
                    image=series.slices[0].image,
                )
            )
    table = tmp_path / "aim.csv"
    save_rows(rows, table)
    command = [sys.executable, "-m", "recist", "assess", str(table), "--format", "json"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    found = {
        (case["subject"], case["reader"]): case["visits"][1]["overall"]
        for case in json.loads(answer.stdout)["cases"]
    }
    assert found == {
        (row["patient"], row["reader"]): row["header_cat"]
        for row in expected(aim, "expected_response.csv")
    }
