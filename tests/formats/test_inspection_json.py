"""The keys and values of ``recist inspect --format json``."""

import json
from pathlib import Path

import numpy as np

from recist.formats.inspection_json import inspection_json
from recist.formats.scans import find_scans
from tests.formats.dicom_files import ROOT, ct_slice, write, write_stack
from tests.formats.segmentation_files import (
    contour,
    frame,
    references,
    seg,
    square,
    structure_set,
)

PROMISED = {
    "uid",
    "modality",
    "description",
    "frames",
    "shape_kji",
    "spacing_mm",
    "slice_thickness_mm",
    "orientation",
    "gantry_tilt_degrees",
    "transfer_syntax",
    "verdict",
    "reasons",
}


def test_series_and_rejected_files(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 15])
    (tmp_path / "notes.txt").write_text("none of this is a scan")
    document = inspection_json(find_scans([tmp_path]))
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert set(document) == {"series", "segmentations", "rejected"}
    (series,) = document["series"]
    assert set(series) >= PROMISED
    reasons = series.pop("reasons")
    assert [sorted(reason) for reason in reasons] == [["code", "message"]] * len(reasons)
    assert {key: series[key] for key in sorted(PROMISED - {"reasons"})} == {
        "description": "abdomen",
        "frames": 3,
        "gantry_tilt_degrees": 0.0,
        "modality": "CT",
        "orientation": "axial",
        "shape_kji": [3, 4, 6],
        "slice_thickness_mm": 5.0,
        "spacing_mm": [5.0, 0.8, 0.5],
        "transfer_syntax": "1.2.840.10008.1.2.1",
        "uid": f"{ROOT}.3",
        "verdict": "warn",
    }
    (rejected,) = document["rejected"]
    assert rejected["file"].endswith("notes.txt")
    assert (rejected["code"], bool(rejected["message"])) == ("not-dicom", True)


def test_a_step_that_no_one_measured_is_null(tmp_path: Path) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0, SliceThickness=None))
    (series,) = inspection_json(find_scans([tmp_path]))["series"]
    assert series["spacing_mm"] == [None, 0.8, 0.5]


def test_without_millimetres_they_are_null(tmp_path: Path) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0, PixelSpacing=["NaN", "NaN"]))
    (series,) = inspection_json(find_scans([tmp_path]))["series"]
    assert (series["spacing_mm"], series["orientation"]) == (None, None)
    assert series["verdict"] == "quarantine"


def test_segmentations_stand_beside_the_series(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    planes = np.ones((2, 4, 6), dtype=np.uint8)
    data = seg(planes, [frame(0), frame(5)], ReferencedSeriesSequence=references(3))
    path = write(tmp_path / "seg.dcm", data)
    document = inspection_json(find_scans([tmp_path]))
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert document["rejected"] == []
    assert document["segmentations"] == [
        {
            "file": str(path),
            "uid": f"{ROOT}.66",
            "format": "DICOM SEG",
            "kind": "binary",
            "subject": "01",
            "study_date": "2024-01-02",
            "description": "outlined",
            "segments": [{"number": 1, "label": "lesion", "category": "Tissue", "type": "Liver"}],
            "shape_kji": [2, 4, 6],
            "spacing_mm": [5.0, 0.8, 0.5],
            "series": [{"uid": f"{ROOT}.3", "part": 1}],
            "linked_by": "referenced UIDs",
            "verdict": "accept",
            "reasons": [],
        }
    ]


def test_outlines_have_no_grid(tmp_path: Path) -> None:
    write(tmp_path / "rs.dcm", structure_set([contour(square(5))]))
    (found,) = inspection_json(find_scans([tmp_path]))["segmentations"]
    assert (found["shape_kji"], found["spacing_mm"], found["series"]) == (None, None, [])
    assert (found["format"], found["kind"], found["linked_by"]) == ("RTSTRUCT", "contours", "none")
    assert [sorted(reason) for reason in found["reasons"]] == [["code", "message"]]
