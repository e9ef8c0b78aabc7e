"""Which series a segmentation belongs to: by reference, by place, or by none."""

from dataclasses import replace

import numpy as np
import pytest

from recist.imaging.geometry import Geometry, Vector
from recist.imaging.segmentation import (
    FoundSegmentation,
    LinkedBy,
    SegmentationFormat,
    SegmentationKind,
    SegmentedPlane,
)
from recist.imaging.segmentation_link import link
from recist.imaging.series import Series, Slice
from recist.imaging.verdict import Verdict
from tests.imaging.volumes import series_of

GRID = Geometry(
    shape_kji=(3, 4, 6),
    spacing_kji_mm=(5, 2, 1),
    origin_lps_mm=(10, 20, 30),
    axis_k=(0, 0, 1),
    axis_j=(0, 1, 0),
    axis_i=(1, 0, 0),
)


def scan(uid: str, frame: str = "for", modality: str = "CT", grid: Geometry = GRID) -> Series:
    """Return a series of three axial slices named ``uid.0`` to ``uid.2``."""
    x, y, z = grid.origin_lps_mm
    slices = tuple(
        Slice(
            image=f"{uid}.{k}",
            file="f",
            frame=0,
            position_mm=z + 5 * k,
            origin_lps_mm=(x, y, z + 5 * k),
        )
        for k in range(3)
    )
    made = series_of(count=3, geometry=grid, modality=modality, slices=slices)
    return replace(made, uid=uid, frame_of_reference=frame, shape_kji=grid.shape_kji)


def outlines(
    *centers: Vector,
    images: tuple[str, ...] = (),
    series: tuple[str, ...] = (),
    frame: str = "for",
    modality: str = "",
    normal: Vector = (0, 0, 1),
    geometry: Geometry | None = None,
) -> FoundSegmentation:
    return FoundSegmentation(
        file="rs.dcm",
        format=SegmentationFormat.RTSTRUCT,
        kind=SegmentationKind.CONTOURS,
        uid="1.9",
        series_uid="",
        study_uid="",
        subject="01",
        study_date=None,
        description="",
        frame_of_reference=frame,
        geometry=geometry,
        segments=(),
        referenced_series=series,
        referenced_images=images,
        referenced_modality=modality,
        planes=tuple(
            SegmentedPlane(center_lps_mm=center, normal=normal, name=f"contour {n}")
            for n, center in enumerate(centers, start=1)
        ),
        verdict=Verdict.ACCEPT,
        reasons=(),
    )


ON, NEXT, OFF = (12.0, 24.0, 30.0), (12.0, 24.0, 35.0), (12.0, 24.0, 90.0)
ELSEWHERE = replace(GRID, origin_lps_mm=(10, 20, 500))
FINER = replace(GRID, origin_lps_mm=(10, 20, 31))

LINKS = [
    # what, segmentation, series, linked uids, how, codes
    (
        "by its images",
        outlines(ON, images=("b.0",)),
        [scan("a"), scan("b")],
        ["b"],
        LinkedBy.REFERENCE,
        [],
    ),
    (
        "by a frame of a multi-frame image",
        outlines(ON, images=("m",)),
        [
            replace(
                scan("b"), slices=tuple(replace(one, image="m#1") for one in scan("b").slices)
            )
        ],
        ["b"],
        LinkedBy.REFERENCE,
        [],
    ),
    (
        "by its series where no image is named",
        outlines(ON, series=("b",)),
        [scan("a"), scan("b")],
        ["b"],
        LinkedBy.REFERENCE,
        [],
    ),
    (
        "by its images, of which one is gone",
        outlines(ON, images=("b.0", "b.9")),
        [scan("b")],
        ["b"],
        LinkedBy.REFERENCE,
        ["missing-images"],
    ),
    (
        "by its images, in another frame of reference",
        outlines(ON, images=("b.0",), frame="other"),
        [scan("b")],
        ["b"],
        LinkedBy.REFERENCE,
        ["frame-of-reference-differs"],
    ),
    (
        "by its images, beside them",
        outlines(ON, OFF, images=("b.0",)),
        [scan("b")],
        ["b"],
        LinkedBy.REFERENCE,
        ["planes-off-slices"],
    ),
    (
        "by place where the images are not here",
        outlines(ON, NEXT, images=("gone",)),
        [scan("a", frame="other"), scan("b")],
        ["b"],
        LinkedBy.POSITION,
        ["linked-by-position"],
    ),
    (
        "by place, partly beside it",
        outlines(ON, OFF),
        [scan("b")],
        ["b"],
        LinkedBy.POSITION,
        ["linked-by-position", "planes-off-slices"],
    ),
    (
        "by place, of two that fit the nearer first",
        outlines(ON),
        [scan("a", grid=FINER), scan("b")],
        ["b", "a"],
        LinkedBy.POSITION,
        ["linked-by-position", "several-series-fit"],
    ),
    (
        "by place, the one on which more lies",
        outlines(ON, NEXT),
        [scan("a", grid=replace(GRID, origin_lps_mm=(10, 20, 35))), scan("b")],
        ["b"],
        LinkedBy.POSITION,
        ["linked-by-position"],
    ),
    (
        "by place, of the modality that it was drawn on",
        outlines(ON, modality="MR"),
        [scan("a"), scan("b", modality="MR")],
        ["b"],
        LinkedBy.POSITION,
        ["linked-by-position"],
    ),
    ("nothing else of its modality", outlines(ON, modality="MR"), [scan("a")], [], LinkedBy.NONE,
     ["not-linked"]),
    ("another frame of reference", outlines(ON, frame="other"), [scan("a")], [], LinkedBy.NONE,
     ["not-linked"]),
    ("no frame of reference", outlines(ON, frame=""), [scan("a", frame="")], [], LinkedBy.NONE,
     ["not-linked"]),
    ("another place", outlines(ON), [scan("a", grid=ELSEWHERE)], [], LinkedBy.NONE,
     ["not-linked"]),
    ("beside the image", outlines((16.0, 24.0, 30.0)), [scan("a")], [], LinkedBy.NONE,
     ["not-linked"]),
    ("across the slices", outlines(ON, normal=(1, 0, 0)), [scan("a")], [], LinkedBy.NONE,
     ["not-linked"]),
    ("a series without millimetres", outlines(ON), [replace(scan("a"), geometry=None)], [],
     LinkedBy.NONE, ["not-linked"]),
    ("no series at all", outlines(ON), [], [], LinkedBy.NONE, ["not-linked"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "given", "series", "uids", "how", "codes"), LINKS, ids=[row[0] for row in LINKS]
)
def test_links(
    what: str,
    given: FoundSegmentation,
    series: list[Series],
    uids: list[str],
    how: LinkedBy,
    codes: list[str],
) -> None:
    found = link(given, series)
    assert [one.uid for one in found.links] == uids, what
    assert found.linked_by is how
    assert [one.code for one in found.reasons] == codes
    assert found.verdict is (Verdict.WARN if codes else Verdict.ACCEPT)


def flipped(grid: Geometry) -> Geometry:
    """Return the same voxels with rows running the other way."""
    last = np.asarray(grid.origin_lps_mm) + 2 * (grid.shape_kji[1] - 1) * np.asarray(grid.axis_j)
    return replace(grid, axis_j=(0, -1, 0), origin_lps_mm=tuple(last.tolist()))


GRIDS = [
    # what, grid of a label map, whether it is that of the scan
    ("the same", GRID, True),
    ("rows the other way", flipped(GRID), True),
    ("a thousandth beside", replace(GRID, origin_lps_mm=(10.001, 20, 30)), True),
    ("half a voxel beside", replace(GRID, origin_lps_mm=(10.5, 20, 30)), False),
    ("one slice less", replace(GRID, shape_kji=(2, 4, 6)), False),
    ("coarser over the same place", replace(
        GRID, shape_kji=(3, 4, 3), spacing_kji_mm=(5, 2, 2.5)
    ), False),
]  # fmt: skip


@pytest.mark.parametrize(("what", "grid", "same"), GRIDS, ids=[row[0] for row in GRIDS])
def test_a_file_without_frame_of_reference_belongs_to_the_same_grid(
    what: str, grid: Geometry, same: bool
) -> None:
    found = link(outlines(frame="", geometry=grid), [scan("a", grid=ELSEWHERE), scan("b")])
    assert [one.uid for one in found.links] == (["b"] if same else []), what
    assert found.linked_by is (LinkedBy.GRID if same else LinkedBy.NONE)
