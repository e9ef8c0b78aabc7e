"""Points in patient mm as columns and rows of an image, as PS3.3 C.18.6 counts them."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from recist.formats.scans import find_scans
from recist.formats.sr import codes
from recist.formats.sr.pixel_points import length_mm, pixels_of, points_of
from recist.imaging.geometry import Geometry, lps_from_kji
from recist.imaging.slices import slice_geometry
from recist.trial.calipers import CaliperRecord
from tests.formats.sr_reports import (
    CALIPER,
    complaints,
    exported,
    faults,
    groups,
    only,
    read,
    record,
    row,
    sample_record,
)

STRAIGHT = Geometry(
    shape_kji=(1, 100, 200),
    spacing_kji_mm=(5.0, 2.0, 0.5),
    origin_lps_mm=(10.0, 20.0, 30.0),
    axis_k=(0.0, 0.0, 1.0),
    axis_j=(0.0, 1.0, 0.0),
    axis_i=(1.0, 0.0, 0.0),
)
TURNED = Geometry(
    shape_kji=(1, 512, 512),
    spacing_kji_mm=(6.0, 0.78125, 1.21875),
    origin_lps_mm=(-211.5, 43.25, -318.75),
    axis_k=(-0.6, 0.0, 0.8),
    axis_j=(0.0, 1.0, 0.0),
    axis_i=(0.8, 0.0, 0.6),
)

CORNERS = [
    # patient mm, column and row; spacing 0.5 mm along a row and 2 mm down a column
    ("centre of the first pixel", (10.0, 20.0, 30.0), (0.5, 0.5)),
    ("its top left corner", (9.75, 19.0, 30.0), (0.0, 0.0)),
    ("its bottom right corner", (10.25, 21.0, 30.0), (1.0, 1.0)),
    ("bottom right corner of the last", (109.75, 219.0, 30.0), (200.0, 100.0)),
    ("three columns on", (11.5, 20.0, 30.0), (3.5, 0.5)),
    ("three rows down", (10.0, 26.0, 30.0), (0.5, 3.5)),
]


@pytest.mark.parametrize(
    ("point", "pixel"), [one[1:] for one in CORNERS], ids=[c[0] for c in CORNERS]
)
def test_the_corner_of_the_first_pixel_is_zero(
    point: tuple[float, float, float], pixel: tuple[float, float]
) -> None:
    assert pixels_of(STRAIGHT, (point,)) == (pixel,)
    assert points_of(STRAIGHT, (pixel,))[0] == pytest.approx(point)


OUTSIDE = [
    ("left of the image", (9.7, 20.0, 30.0)),
    ("above it", (10.0, 18.9, 30.0)),
    ("right of it", (110.0, 20.0, 30.0)),
    ("below it", (10.0, 219.1, 30.0)),
    ("off its plane", (10.0, 20.0, 30.02)),
]


@pytest.mark.parametrize("point", [one[1] for one in OUTSIDE], ids=[one[0] for one in OUTSIDE])
def test_what_lies_elsewhere_has_no_pixels(point: tuple[float, float, float]) -> None:
    assert pixels_of(STRAIGHT, ((10.0, 20.0, 30.0), point)) is None


@pytest.mark.parametrize("geometry", [STRAIGHT, TURNED], ids=["straight", "turned"])
def test_lengths_come_back_within_single_precision(geometry: Geometry) -> None:
    rng = np.random.default_rng(7)
    _, rows, columns = geometry.shape_kji
    for _ in range(500):
        ends = np.stack([np.zeros(2), rng.uniform(0, rows - 1, 2), rng.uniform(0, columns - 1, 2)])
        start, end = (tuple(map(float, one)) for one in lps_from_kji(geometry, ends.T))
        pixels = pixels_of(geometry, (start, end))  # type: ignore[arg-type]
        assert pixels is not None
        # Half a step of single precision at column 512, twice, in mm of the wider spacing.
        assert abs(length_mm(geometry, pixels) - math.dist(start, end)) < 2**-14 * 1.25


def test_every_line_of_the_sample_comes_back_from_its_file(tmp_path: Path) -> None:
    """Computed from the image's own header, so that no geometry of ours is in between."""
    held = sample_record()
    series = {one.image: one.file for found in held.series for one in found.slices}
    drawn = {(one.subject, one.visit.replace(" ", "-"), one.lesion): one for one in held.calipers}
    compared = 0
    for file in exported(held):
        path = tmp_path / "report.dcm"
        path.write_bytes(file.content)
        visit, reader = file.path.stem.rsplit("_", 1)
        for label, group in groups(read(path)[1]).items():
            caliper = drawn.get((file.path.parent.name, visit, label))
            if reader != "A" or caliper is None:
                continue
            for name, axis in (
                (codes.LONG_AXIS, caliper.long_axis_lps_mm),
                (codes.SHORT_AXIS, caliper.short_axis_lps_mm),
            ):
                item = group.one(name.key)
                assert item is not None
                assert axis is not None
                line = item.children[0]
                image = dcmread(series[line.children[0].value], stop_before_pixels=True)
                across, down = np.reshape([float(v) for v in image.ImageOrientationPatient], (2, 3))
                rows_mm, columns_mm = (float(v) for v in image.PixelSpacing)
                ends = [
                    np.array([float(v) for v in image.ImagePositionPatient])
                    + (column - 0.5) * columns_mm * across
                    + (row - 0.5) * rows_mm * down
                    for column, row in np.reshape(line.points, (2, 2))
                ]
                np.testing.assert_allclose(ends, axis, atol=1e-4)
                compared += 1
    assert compared == 2 * len(held.calipers) > 50


def test_a_line_in_another_space_than_its_image_is_not_put_on_it(tmp_path: Path) -> None:
    held = sample_record()
    first = held.calipers[0]
    elsewhere = CaliperRecord(
        subject="01",
        reader="A",
        visit="baseline",
        lesion="T1",
        long_axis_lps_mm=first.long_axis_lps_mm,
        short_axis_lps_mm=None,
        frame_of_reference="1.2.3",
        image=first.image,
    )
    path = only(record([row()], calipers=[elsewhere], series=held.series), tmp_path)
    axis = groups(read(path)[1])["T1"].one(codes.LONG_AXIS.key)
    assert axis is not None
    assert [(one.kind, one.value) for one in axis.children] == [("SCOORD3D", "1.2.3")]


def test_columns_and_rows_of_a_series_without_millimetres_are_no_line(tmp_path: Path) -> None:
    plain = replace(CALIPER, frame_of_reference="")
    held = record([row()], calipers=[plain])
    path = only(held, tmp_path)
    axis = groups(read(path)[1])["T1"].one(codes.LONG_AXIS.key)
    assert axis is not None
    assert axis.children == ()
    assert any(note.startswith("no end points") for note in exported(held)[0].notes)


@pytest.mark.parametrize("frame", [1, 3])
def test_the_frame_of_a_multi_frame_image_is_named(
    shared_data: Path, tmp_path: Path, frame: int
) -> None:
    file = shared_data / "mr_enhanced_multiframe" / "Philips_IM_0027_fMAP_deid.dcm"
    series = find_scans([file]).series
    place = next(
        (one, k)
        for one in series
        for k, cut in enumerate(one.slices)
        if cut.image.endswith(f"#{frame}") and one.geometry is not None
    )
    geometry = slice_geometry(*place)
    image = place[0].slices[place[1]].image
    start, end = lps_from_kji(geometry, np.array([[0.0, 20.25, 30.5], [0.0, 40.0, 33.125]]))
    line = tuple(map(float, start)), tuple(map(float, end))
    caliper = CaliperRecord(
        subject="01",
        reader="A",
        visit="baseline",
        lesion="T1",
        long_axis_lps_mm=line,  # type: ignore[arg-type]
        short_axis_lps_mm=None,
        frame_of_reference=place[0].frame_of_reference,
        image=image,
    )
    held = record([row(image=image)], calipers=[caliper], series=series)
    path = only(held, tmp_path)
    dataset, root = read(path)
    group = groups(root)["T1"]
    axis = group.one(codes.LONG_AXIS.key)
    assert axis is not None
    assert axis.children[0].points == pytest.approx((31.0, 20.75, 33.625, 40.5), abs=1e-4)
    assert [one.value for one in axis.children[0].children] == [image]
    assert group.texts(codes.SOURCE_IMAGE.key) == [image]
    assert dataset.StudyInstanceUID == dcmread(file, stop_before_pixels=True).StudyInstanceUID
    assert complaints(path) == []
    assert faults(held, tmp_path) == []
