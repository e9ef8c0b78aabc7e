"""Folders of slices: order, geometry, and what is said of stacks that are not regular."""

import math
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset

from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Series, SpacingSource, Verdict, Window
from recist.imaging.slices import slice_geometry
from recist.model.errors import CancelledError
from tests.formats.dicom_files import (
    DX_CLASS,
    ENHANCED_CT,
    MR_CLASS,
    ROOT,
    SC_CLASS,
    codes,
    ct_slice,
    pattern,
    write,
    write_stack,
)


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert inspection.rejected == ()
    assert len(inspection.series) == 1
    return inspection.series[0]


def test_slices_are_sorted_by_position_not_by_name_or_number(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [10, -5, 0, 5]))
    assert [one.position_mm for one in series.slices] == [-5, 0, 5, 10]
    assert [one.image for one in series.slices] == [f"{ROOT}.1.{n}" for n in (2, 3, 4, 1)]
    volume = load_volume(series)
    assert volume.stored_kji.dtype == np.int16
    for k, number in enumerate((2, 3, 4, 1)):
        np.testing.assert_array_equal(volume.stored_kji[k], pattern(number))


def test_pixel_spacing_is_row_then_column(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0, 5]))
    grid = series.geometry
    assert grid is not None
    assert grid.spacing_kji_mm == (5.0, 0.8, 0.5)
    # Two rows down and three columns along from the first voxel of the second slice.
    point = lps_from_kji(grid, np.array([1.0, 2.0, 3.0]))
    np.testing.assert_allclose(point, [-10 + 3 * 0.5, -20 + 2 * 0.8, 5])
    assert series.verdict is Verdict.ACCEPT
    assert series.spacing_source is SpacingSource.PIXEL_SPACING


def test_identity_comes_from_the_header(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0, 5]))
    assert (series.subject, str(series.study_date), series.modality) == ("01", "2024-01-02", "CT")
    assert (series.description, series.number, series.slice_thickness_mm) == ("abdomen", 2, 5)


@pytest.mark.parametrize("written", ["", "2024", "20241350", "2024-01-02x"])
def test_a_study_date_that_is_none_is_not_guessed(tmp_path: Path, written: str) -> None:
    assert only(write_stack(tmp_path, [0], StudyDate=written)).study_date is None


STACKS = [
    # positions, code, verdict, words that the message must hold
    ([0, 5, 15], "missing-slice", Verdict.WARN, ["14.dcm", "21.dcm"]),
    ([0, 5, 10, 20], "missing-slice", Verdict.WARN, ["21.dcm", "28.dcm", "1 missing"]),
    ([0, 5, 10, 25, 30], "missing-slice", Verdict.WARN, ["2 missing", "10.00", "25.00"]),
    ([0, 5, 10, 17, 22], "uneven-spacing", Verdict.WARN, ["21.dcm", "28.dcm", "7.00 mm apart"]),
    (
        [0, 5, 10, 15, 20, 25.1, 30.2, 35.3, 40.4],
        "uneven-spacing",
        Verdict.WARN,
        ["off an even stack"],
    ),
    ([0, 2, 4], "overlapping-slices", Verdict.ACCEPT, ["5 mm thick every 2 mm"]),
    ([0, 8, 16], "gap-between-slices", Verdict.WARN, ["5 mm thick every 8 mm"]),
]


@pytest.mark.parametrize(("positions", "code", "verdict", "words"), STACKS)
def test_what_is_odd_about_a_stack_is_said(
    tmp_path: Path, positions: list[float], code: str, verdict: Verdict, words: list[str]
) -> None:
    series = only(write_stack(tmp_path, positions))
    assert codes(series) == [code]
    assert series.verdict is verdict
    assert all(word in series.reasons[0].message for word in words)


def test_positions_rounded_to_a_tenth_are_even(tmp_path: Path) -> None:
    rounded = [round(1.25 * n, 1) for n in range(8)]
    assert codes(only(write_stack(tmp_path, rounded, SliceThickness=1.25))) == []


def test_after_a_missing_slice_every_slice_keeps_its_true_place(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0, 5, 10, 20]))
    last = slice_geometry(series, 3)
    np.testing.assert_allclose(lps_from_kji(last, np.zeros(3)), [-10, -20, 20])


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    folder = write_stack(tmp_path / "scan", [0, 5])
    inspection = find_scans([folder, folder / ".." / "scan", folder / "07.dcm"])
    assert inspection.rejected == ()
    assert [one.shape_kji[0] for one in inspection.series] == [2]


def test_a_tilted_gantry_is_named_and_stays_exact(tmp_path: Path) -> None:
    angle = math.radians(20)
    tilted = [1, 0, 0, 0, math.cos(angle), -math.sin(angle)]
    for number in range(1, 5):
        data = ct_slice(number, 4.0 * number, ImageOrientationPatient=tilted, SliceThickness=3)
        write(tmp_path / f"{number}.dcm", data)
    series = only(tmp_path)
    assert "gantry-tilt" in codes(series)
    assert series.gantry_tilt_degrees == pytest.approx(20)
    grid = series.geometry
    assert grid is not None
    for k in range(4):
        point = lps_from_kji(grid, np.array([k, 0.0, 0.0]))
        np.testing.assert_allclose(point, [-10, -20, 4.0 * (k + 1)], atol=1e-9)


def test_different_slopes_become_real_values(tmp_path: Path) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0, RescaleSlope=2, RescaleIntercept=0))
    write(tmp_path / "b.dcm", ct_slice(2, 5, RescaleSlope=0.5, RescaleIntercept=10))
    volume = load_volume(only(tmp_path))
    assert volume.stored_kji.dtype == np.float32
    assert (volume.slope, volume.intercept) == (1.0, 0.0)
    np.testing.assert_array_equal(volume.stored_kji[0], pattern(1) * 2.0)
    np.testing.assert_array_equal(volume.stored_kji[1], pattern(2) * 0.5 + 10)


RESCALES = [
    # slope in the header, codes, unit
    ("1.50", [], "HU"),
    ("0", ["bad-rescale"], ""),
    ("nan", ["bad-rescale"], ""),
    (None, [], ""),
]


@pytest.mark.parametrize(("slope", "expected", "unit"), RESCALES)
def test_values_have_a_unit_only_by_a_sound_rescale(
    tmp_path: Path, slope: str | None, expected: list[str], unit: str
) -> None:
    intercept = None if slope is None else -1024
    series = only(write_stack(tmp_path, [0, 5], RescaleSlope=slope, RescaleIntercept=intercept))
    assert codes(series) == expected
    assert load_volume(series).unit == unit


@pytest.mark.parametrize("slope", [None, "0"])
def test_slices_with_and_without_rescale_have_no_common_unit(
    tmp_path: Path, slope: str | None
) -> None:
    write_stack(tmp_path, [0, 5])
    without = ct_slice(3, 10, RescaleSlope=slope, RescaleIntercept=None if slope is None else 0)
    write(tmp_path / "z.dcm", without)
    series = only(tmp_path)
    assert (codes(series), series.verdict) == (["mixed-rescale"], Verdict.WARN)
    assert load_volume(series).unit == ""


def test_a_rescale_that_is_no_number_is_not_taken_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0, RescaleSlope="1.25"))
    path.write_bytes(path.read_bytes().replace(b"1.25", b"1,25"))
    assert codes(only(tmp_path)) == ["bad-rescale"]
    assert load_volume(only(tmp_path)).slope == 1


PADDINGS = [
    # attributes, expected inclusive range
    ({"PixelPaddingValue": -2000}, (-2000, -2000)),
    ({"PixelPaddingValue": 63536}, (-2000, -2000)),
    ({"PixelPaddingValue": -2000, "PixelPaddingRangeLimit": -1500}, (-2000, -1500)),
    ({}, None),
]


@pytest.mark.parametrize(("changes", "expected"), PADDINGS)
def test_padding_is_a_range_with_the_sign_of_the_pixels(
    tmp_path: Path, changes: dict[str, int], expected: tuple[float, float] | None
) -> None:
    data = ct_slice(1, 0)
    for keyword, value in changes.items():
        data.add_new(keyword, "US" if value > 0 else "SS", value)
    write(tmp_path / "a.dcm", data)
    assert load_volume(only(tmp_path)).padding == expected


def test_all_windows_of_the_file_are_kept_in_order(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0], WindowCenter=[40, -600], WindowWidth=[400, 1500]))
    assert series.windows == (Window(width=400, level=40), Window(width=1500, level=-600))


BITS = [
    # bits stored, signed, stored words, expected values: bits above the stored ones are not ours
    (12, 1, [0x0FFF, 0xF800, 0x07FF], [-1, -2048, 2047]),
    (12, 0, [0x0FFF, 0xF800, 0x07FF], [4095, 2048, 2047]),
    (16, 1, [0xFFFF, 0x8000, 0x7FFF], [-1, -32768, 32767]),
    (16, 0, [0xFFFF, 0x8000, 0x7FFF], [65535, 32768, 32767]),
]


@pytest.mark.parametrize(("stored", "signed", "words", "expected"), BITS)
def test_sign_and_unused_bits(
    tmp_path: Path, stored: int, signed: int, words: list[int], expected: list[int]
) -> None:
    pixels = np.array(words, dtype="<u2")
    data = ct_slice(
        1, 0, Rows=1, Columns=3, BitsStored=stored, HighBit=stored - 1, PixelRepresentation=signed
    )
    data.add_new("PixelData", "OW", pixels.tobytes() + b"")
    write(tmp_path / "a.dcm", data)
    assert load_volume(only(tmp_path)).stored_kji.ravel().tolist() == expected


QUARANTINED = [
    # what is wrong, code
    ({"PixelSpacing": None}, "no-spacing"),
    ({"PixelSpacing": [0, 0]}, "bad-spacing"),
    ({"PixelSpacing": [0.8, -0.8]}, "bad-spacing"),
    ({"PixelSpacing": ["NaN", "NaN"]}, "bad-spacing"),
    ({"PixelSpacing": ["inf", "0.8"]}, "bad-spacing"),
    ({"PixelSpacing": 0.8}, "bad-spacing"),
    ({"PixelSpacing": ["1_0", "1_0"]}, "bad-spacing"),
    ({"PixelSpacing": [1e-9, 1e-9]}, "implausible-spacing"),
    ({"PixelSpacing": [0.8, 700]}, "implausible-spacing"),
    ({"ImageOrientationPatient": None}, "no-orientation"),
    ({"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]}, "bad-orientation"),
    ({"ImageOrientationPatient": [2, 0, 0, 0, 1, 0]}, "bad-orientation"),
    ({"ImageOrientationPatient": ["NaN", 0, 0, 0, 1, 0]}, "bad-orientation"),
    ({"ImagePositionPatient": None}, "no-position"),
    ({"ImagePositionPatient": [0, 0, "NaN"]}, "no-position"),
    ({"ImagePositionPatient": [0, 0, 1e308]}, "no-position"),
    ({"ImagePositionPatient": [0, -1e200, 0]}, "no-position"),
    ({"SOPClassUID": SC_CLASS}, "no-mm"),
    ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, "no-mm"),
    ({"ImageType": ["DERIVED", "SECONDARY", "SCREEN SAVE"]}, "no-mm"),
    ({"SOPClassUID": DX_CLASS, "ImagerPixelSpacing": [0.1, 0.1]}, "no-mm"),
]


@pytest.mark.parametrize(("changes", "code"), QUARANTINED)
def test_without_trusted_millimetres_a_series_is_quarantined_yet_viewable(
    tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    series = only(write_stack(tmp_path, [0, 5], **changes))
    assert series.verdict is Verdict.QUARANTINE
    assert series.geometry is None
    assert series.spacing_source is SpacingSource.NONE
    assert codes(series) == [code]
    np.testing.assert_array_equal(load_volume(series).stored_kji[1], pattern(2))


def test_mr_localizers_are_slices(tmp_path: Path) -> None:
    changes = {"SOPClassUID": MR_CLASS, "Modality": "MR", "ImageType": ["ORIGINAL", "LOCALIZER"]}
    assert only(write_stack(tmp_path, [0, 5], **changes)).verdict is Verdict.ACCEPT


def test_a_single_slice_of_unknown_thickness_is_doubtful(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0], SliceThickness=None))
    assert (codes(series), series.verdict) == (["no-thickness"], Verdict.WARN)
    assert series.geometry is not None
    assert series.geometry.spacing_kji_mm[1:] == (0.8, 0.5)


def test_a_drift_too_small_to_be_called_a_tilt_is_followed(tmp_path: Path) -> None:
    step = 2 * math.tan(math.radians(0.09))
    for number in range(60):
        place = [-10, -20 + step * number, 2.0 * number]
        data = ct_slice(number + 1, ImagePositionPatient=place, SliceThickness=2)
        write(tmp_path / f"{number}.dcm", data)
    series = only(tmp_path)
    assert codes(series) == []
    grid = series.geometry
    assert grid is not None
    last = lps_from_kji(grid, np.array([59.0, 0, 0]))
    np.testing.assert_allclose(last, [-10, -20 + 59 * step, 118], atol=1e-6)


def test_monochrome1_is_marked_not_turned(tmp_path: Path) -> None:
    series = only(write_stack(tmp_path, [0], PhotometricInterpretation="MONOCHROME1"))
    volume = load_volume(series)
    assert volume.inverted
    np.testing.assert_array_equal(volume.stored_kji[0], pattern(1))


def _item(**values: object) -> Dataset:
    item = Dataset()
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


def _enhanced() -> Dataset:
    """Return two frames, the upper first; the shared groups contradict the frames' own."""
    data = ct_slice(1, 99, SOPClassUID=ENHANCED_CT, NumberOfFrames=2)
    data.PixelData = pattern(1).tobytes() + pattern(2).tobytes()
    shared_position = _item(ImagePositionPatient=[7, 7, 7])
    shared = _item(
        PixelMeasuresSequence=[_item(PixelSpacing=[0.9, 0.6], SliceThickness=2)],
        PlaneOrientationSequence=[_item(ImageOrientationPatient=[1, 0, 0, 0, 1, 0])],
        PlanePositionSequence=[shared_position],
        PixelValueTransformationSequence=[_item(RescaleSlope=3, RescaleIntercept=1)],
    )
    frames = [
        _item(PlanePositionSequence=[_item(ImagePositionPatient=[-10, -20, z])]) for z in (8, 6)
    ]
    data.SharedFunctionalGroupsSequence = [shared]
    data.PerFrameFunctionalGroupsSequence = frames
    return data


def test_frames_use_their_own_groups_before_shared_ones_before_the_root(tmp_path: Path) -> None:
    write(tmp_path / "a.dcm", _enhanced())
    series = only(tmp_path)
    grid = series.geometry
    assert grid is not None
    assert grid.spacing_kji_mm == (2.0, 0.9, 0.6)
    assert grid.origin_lps_mm == (-10.0, -20.0, 6.0)
    assert [(one.frame, one.image) for one in series.slices] == [
        (1, f"{ROOT}.1.1#2"),
        (0, f"{ROOT}.1.1#1"),
    ]
    volume = load_volume(series)
    assert (volume.slope, volume.intercept) == (3, 1)
    np.testing.assert_array_equal(volume.stored_kji, [pattern(2), pattern(1)])


def test_loading_can_be_stopped_and_reports_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    series = only(write_stack(tmp_path, [0, 5, 10]))
    load_volume(series, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(CancelledError):
        load_volume(series, cancelled=lambda: True)
    with pytest.raises(CancelledError):
        find_scans([tmp_path], cancelled=lambda: True)
