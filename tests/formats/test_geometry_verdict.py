"""What is said of a series' geometry, and whether that informs, warns or stops measuring."""

import math
from pathlib import Path
from typing import Any

import pytest
from pydicom import Dataset

from recist.formats.scans import find_scans
from recist.imaging.series import Reason, Series, Verdict
from recist.imaging.verdicts import INFORMS, QUARANTINES, VERDICTS, WARNS, judge, verdict_of
from tests.formats.dicom_files import DX_CLASS, ENHANCED_CT, SC_CLASS, ct_slice, write, write_stack

SQUARE: dict[str, Any] = {"PixelSpacing": [0.8, 0.8]}
TURNED = [1, 0, 0, 0, math.cos(0.2), -math.sin(0.2)]
LOSSY = {"LossyImageCompression": "01"}


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert inspection.rejected == ()
    assert len(inspection.series) == 1
    return inspection.series[0]


def said(series: Series) -> list[str]:
    return [reason.code for reason in series.reasons]


STACKS: list[tuple[dict[str, Any], list[str], Verdict, list[str]]] = [
    # attributes of every slice, codes, verdict, words of the first message
    (SQUARE, [], Verdict.ACCEPT, []),
    (
        {"PixelSpacing": [0.8, 0.5]},
        ["non-square-pixels"],
        Verdict.ACCEPT,
        ["0.8 mm down", "0.5 mm"],
    ),
    ({"PixelSpacing": [0.976562, 0.976563]}, [], Verdict.ACCEPT, []),
    (SQUARE | LOSSY, ["lossy-compression"], Verdict.WARN, ["compressed with loss"]),
    (SQUARE | {"PixelAspectRatio": [1, 1]}, [], Verdict.ACCEPT, []),
    (SQUARE | {"PixelAspectRatio": [0, 0]}, [], Verdict.ACCEPT, []),
    (
        SQUARE | {"PixelAspectRatio": [8, 5]},
        ["aspect-ratio-differs"],
        Verdict.WARN,
        ["8\\5", "0.8\\0.8"],
    ),
    (SQUARE | {"GantryDetectorTilt": 0.4}, [], Verdict.ACCEPT, []),
    (
        SQUARE | {"GantryDetectorTilt": -15},
        ["tilt-disagrees"],
        Verdict.WARN,
        ["-15°", "0.0°", "positions are used"],
    ),
    # Neither sets a length in the patient where there is a PixelSpacing.
    (SQUARE | {"ImagerPixelSpacing": [0.3, 0.3]}, [], Verdict.ACCEPT, []),
    (SQUARE | {"SpacingBetweenSlices": 2.5}, [], Verdict.ACCEPT, []),
    (SQUARE | {"PatientPosition": "FFS"}, [], Verdict.ACCEPT, []),
    (
        {"PixelSpacing": None, "ImagerPixelSpacing": [0.3, 0.3]},
        ["spacing-source"],
        Verdict.QUARANTINE,
        ["ImagerPixelSpacing"],
    ),
    (
        {"PixelSpacing": None, "NominalScannedPixelSpacing": [0.3, 0.3]},
        ["spacing-source"],
        Verdict.QUARANTINE,
        ["NominalScannedPixelSpacing"],
    ),
    (
        {"PixelSpacing": None, "PixelAspectRatio": [1, 1]},
        ["spacing-source"],
        Verdict.QUARANTINE,
        ["PixelAspectRatio"],
    ),
    (
        SQUARE | {"SOPClassUID": SC_CLASS, "NominalScannedPixelSpacing": [0.3, 0.3]},
        ["no-mm"],
        Verdict.QUARANTINE,
        ["secondary capture"],
    ),
    (
        SQUARE | {"SOPClassUID": DX_CLASS, "EstimatedRadiographicMagnificationFactor": 1.2},
        ["no-mm"],
        Verdict.QUARANTINE,
        ["radiograph"],
    ),
]


@pytest.mark.parametrize(("changes", "expected", "verdict", "words"), STACKS)
def test_what_is_said_of_a_stack(
    tmp_path: Path,
    changes: dict[str, Any],
    expected: list[str],
    verdict: Verdict,
    words: list[str],
) -> None:
    series = only(write_stack(tmp_path, [0, 5, 10], **changes))
    assert (said(series), series.verdict) == (expected, verdict)
    assert all(word in series.reasons[0].message for word in words)


def test_an_image_wider_than_any_patient_gives_no_millimetres(tmp_path: Path) -> None:
    wide = {"PixelSpacing": [12, 12], "Rows": 2, "Columns": 300, "PixelData": bytes(1200)}
    series = only(write_stack(tmp_path, [0, 5], **wide))
    assert (said(series), series.verdict) == (["implausible-spacing"], Verdict.QUARANTINE)
    assert "3.6 m wide" in series.reasons[0].message


def test_an_oblique_stack_says_its_angle(tmp_path: Path) -> None:
    step = [0, 5 * math.sin(0.2), 5 * math.cos(0.2)]
    for number in range(1, 4):
        place = [number * part for part in step]
        changes = SQUARE | {"ImageOrientationPatient": TURNED, "ImagePositionPatient": place}
        write(tmp_path / f"{number}.dcm", ct_slice(number, **changes))
    series = only(tmp_path)
    assert (said(series), series.verdict) == (["oblique"], Verdict.ACCEPT)
    assert "11.5° off the axial plane" in series.reasons[0].message


def test_a_tilt_of_header_and_positions_is_said_once(tmp_path: Path) -> None:
    angle = math.radians(15)
    tilted = [1, 0, 0, 0, math.cos(angle), -math.sin(angle)]
    changes = SQUARE | {"ImageOrientationPatient": tilted, "GantryDetectorTilt": 15.4}
    series = only(write_stack(tmp_path, [0, 5, 10], SliceThickness=4.83, **changes))
    assert (said(series), series.verdict) == (["gantry-tilt", "oblique"], Verdict.WARN)
    assert "15.0° off their normal" in series.reasons[0].message
    assert "lengths in them stay right" in series.reasons[0].message


def test_slices_of_several_thicknesses_say_so(tmp_path: Path) -> None:
    for number, thickness in enumerate([5, 5, 2.5], start=1):
        data = ct_slice(number, 5.0 * number, SliceThickness=thickness, **SQUARE)
        write(tmp_path / f"{number}.dcm", data)
    series = only(tmp_path)
    assert (said(series), series.verdict) == (["mixed-thickness"], Verdict.ACCEPT)
    assert series.slice_thickness_mm == 5


def _item(**values: object) -> Dataset:
    item = Dataset()
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


Pair = list[float] | None
GROUPS: list[tuple[Pair, Pair, Pair, list[str], float]] = [
    # pixel spacing per frame, shared, of the file; codes, spacing that counts
    ([0.8, 0.8], None, None, [], 0.8),
    (None, [0.8, 0.8], None, [], 0.8),
    (None, None, [0.8, 0.8], [], 0.8),
    ([0.8, 0.8], [0.8, 0.8], [0.8, 0.8], [], 0.8),
    ([0.8, 0.8], [0.6, 0.6], None, ["groups-disagree"], 0.8),
    (None, [0.8, 0.8], [0.6, 0.6], ["groups-disagree"], 0.8),
]


@pytest.mark.parametrize(("own", "shared", "root", "expected", "counts"), GROUPS)
def test_groups_that_contradict_each_other_are_named(
    tmp_path: Path,
    own: Pair,
    shared: Pair,
    root: Pair,
    expected: list[str],
    counts: float,
) -> None:
    def measures(spacing: Pair) -> dict[str, object]:
        return {"PixelMeasuresSequence": [_item(PixelSpacing=spacing)]} if spacing else {}

    data = ct_slice(1, SOPClassUID=ENHANCED_CT, NumberOfFrames=2, PixelSpacing=root)
    data.PixelData += data.PixelData
    data.SharedFunctionalGroupsSequence = [_item(**measures(shared))]
    data.PerFrameFunctionalGroupsSequence = [
        _item(PlanePositionSequence=[_item(ImagePositionPatient=[0, 0, z])], **measures(own))
        for z in (0, 5)
    ]
    write(tmp_path / "a.dcm", data)
    series = only(tmp_path)
    assert said(series) == expected
    assert series.geometry is not None
    assert series.geometry.spacing_kji_mm == (5, counts, counts)


def test_frames_without_groups_of_their_own_place_are_never_one_volume(tmp_path: Path) -> None:
    data = ct_slice(1, SOPClassUID=ENHANCED_CT, NumberOfFrames=2, **SQUARE)
    data.PixelData += data.PixelData
    volume_place = _item(ImagePositionVolume=[0, 0, 0])
    data.PerFrameFunctionalGroupsSequence = [_item(PlanePositionVolumeSequence=[volume_place])] * 2
    write(tmp_path / "a.dcm", data)
    found = find_scans([tmp_path]).series
    assert [(one.shape_kji[0], one.verdict) for one in found] == [(1, Verdict.WARN)] * 2
    assert all("split-by-order" in said(one) for one in found)


def test_no_code_has_two_meanings() -> None:
    assert len(VERDICTS) == len(INFORMS) + len(WARNS) + len(QUARANTINES)


JUDGED = [
    # codes, modality, verdict, codes with the gravest first
    ([], "CT", Verdict.ACCEPT, []),
    (["oblique"], "CT", Verdict.ACCEPT, ["oblique"]),
    (["oblique", "missing-slice"], "CT", Verdict.WARN, ["missing-slice", "oblique"]),
    (["gap-between-slices"], "CT", Verdict.WARN, ["gap-between-slices"]),
    (["gap-between-slices"], "MR", Verdict.ACCEPT, ["gap-between-slices"]),
    (["oblique", "of-tomorrow"], "CT", Verdict.WARN, ["of-tomorrow", "oblique"]),
]


@pytest.mark.parametrize(("codes", "modality", "verdict", "ordered"), JUDGED)
def test_the_gravest_reason_decides_and_stands_first(
    tmp_path: Path, codes: list[str], modality: str, verdict: Verdict, ordered: list[str]
) -> None:
    geometry = only(write_stack(tmp_path, [0])).geometry
    reasons = [Reason(code=code, message="") for code in codes]
    found, sorted_reasons = judge(reasons, modality=modality, geometry=geometry)
    assert (found, [one.code for one in sorted_reasons]) == (verdict, ordered)
    assert judge(reasons, modality=modality, geometry=None)[0] is Verdict.QUARANTINE


def test_a_quarantining_code_says_so() -> None:
    assert verdict_of("no-mm", "CT") is Verdict.QUARANTINE
