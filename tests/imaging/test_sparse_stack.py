"""Frames on a grid of which some slices may be missing."""

import numpy as np
import pytest

from recist.imaging.sparse_stack import SparseStack, place_frames

AXIAL = (1, 0, 0, 0, 1, 0)


def placed(
    positions: list[float], step_mm: float | None = None, thickness_mm: float | None = None
) -> SparseStack:
    return place_frames(
        [(1, 2, z) for z in positions],
        orientation=AXIAL,
        spacing_ji_mm=(0.8, 0.5),
        shape_ji=(4, 6),
        step_mm=step_mm,
        thickness_mm=thickness_mm,
    )


EVEN = [
    # positions, stated step, slice of each, step, origin z, codes
    ([0, 5, 10], None, (0, 1, 2), 5, 0, []),
    ([10, 0, 5], None, (2, 0, 1), 5, 0, []),
    ([10, 0, 5, 0, 5], None, (2, 0, 1, 0, 1), 5, 0, []),
    # Empty frames were left out.
    ([-99.48, 103.02, 104.27, 105.52], None, (0, 162, 163, 164), 1.25, -99.48, []),
    ([0, 10], 5, (0, 2), 5, 0, ["frames-apart"]),
    ([0, 5, 15], 5, (0, 1, 3), 5, 0, []),
    # Positions are rounded to a tenth.
    ([0, 3.3, 6.5, 9.8], 3.27, (0, 1, 2, 3), 9.8 / 3, 0, []),
    # A stated step that the frames are not at is wrong.
    ([0, 3, 6], 5, (0, 1, 2), 3, 0, []),
    # One and the same place, within a hundredth.
    ([0, 0.004, 5], None, (0, 0, 1), 5, 0, []),
]


@pytest.mark.parametrize(("positions", "stated", "slices", "step", "first", "codes"), EVEN)
def test_frames_find_their_slices(
    positions: list[float],
    stated: float | None,
    slices: tuple[int, ...],
    step: float,
    first: float,
    codes: list[str],
) -> None:
    found = placed(positions, stated)
    assert found.slices == slices
    assert found.geometry.shape_kji == (max(slices) + 1, 4, 6)
    assert found.geometry.spacing_kji_mm == pytest.approx((step, 0.8, 0.5), abs=1e-6)
    assert found.geometry.origin_lps_mm == pytest.approx((1, 2, first))
    assert [one.code for one in found.reasons] == codes
    assert found.geometry.axis_k == pytest.approx((0, 0, 1))
    for z, k in zip(positions, slices, strict=True):
        assert found.origins_lps_mm[k] == pytest.approx((1, 2, z), abs=0.01)


def test_frames_on_no_grid_keep_their_own_places() -> None:
    found = placed([0, 2, 7, 8.4])
    assert found.slices == (0, 1, 2, 3)
    assert [origin[2] for origin in found.origins_lps_mm] == pytest.approx([0, 2, 7, 8.4])
    assert [one.code for one in found.reasons] == ["uneven-spacing"]
    assert "1.40 to 5.00 mm" in found.reasons[0].message


def test_frames_so_far_apart_that_the_grid_would_have_no_end() -> None:
    found = placed([0, 0.02, 90_000])
    assert found.geometry.shape_kji[0] == 3
    assert [one.code for one in found.reasons] == ["uneven-spacing"]


SINGLE = [
    # stated step, thickness, what stands for the step
    (5, 3, 5),
    (None, 3, 3),
    (None, None, 1),
]


@pytest.mark.parametrize(("step", "thickness", "expected"), SINGLE)
def test_a_single_frame(step: float | None, thickness: float | None, expected: float) -> None:
    found = placed([7], step, thickness)
    assert found.geometry.shape_kji == (1, 4, 6)
    assert found.geometry.spacing_kji_mm[0] == expected


def test_a_tilted_stack_is_sheared() -> None:
    found = place_frames(
        [(0, k * 0.5, k * 4) for k in (0, 1, 3)],
        orientation=AXIAL,
        spacing_ji_mm=(0.8, 0.5),
        shape_ji=(4, 6),
        step_mm=None,
        thickness_mm=None,
    )
    assert found.slices == (0, 1, 3)
    np.testing.assert_allclose(
        np.multiply(found.geometry.axis_k, found.geometry.spacing_kji_mm[0]), (0, 0.5, 4)
    )
    assert found.origins_lps_mm[2] == pytest.approx((0, 1, 8))
