"""``recist inspect`` in words: series, segmentations with what they lie on, and refusals."""

from pathlib import Path

import numpy as np
from typer.testing import CliRunner

from recist.app import find_scans, find_segmentation, load_segmentation
from recist.cli import main as program
from tests.formats.dicom_files import write, write_stack
from tests.formats.segmentation_files import (
    contour,
    frame,
    references,
    seg,
    segment,
    square,
    structure_set,
)


def test_segmentations_have_a_line_each_and_one_for_each_reason(tmp_path: Path) -> None:
    folder = write_stack(tmp_path / "scan", [0, 5, 10])
    planes = np.ones((2, 4, 6), dtype=np.uint8)
    data = seg(
        planes,
        [frame(0), frame(5, 2)],
        ReferencedSeriesSequence=references(3),
        SegmentSequence=[segment(1, "node"), segment(2, "liver")],
    )
    write(folder / "seg.dcm", data)
    write(folder / "rs.dcm", structure_set([contour(square(5), image="9.9")]))
    result = CliRunner().invoke(program.app, ["inspect", str(folder)])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert f"segmentation {folder}/seg.dcm: DICOM SEG, binary, node, liver; " in result.stdout
    assert "on abdomen (referenced UIDs); accept" in result.stdout
    assert "on abdomen (frame of reference and position); warn" in result.stdout
    (reason,) = [line for line in lines if line.startswith("plan: ")]
    assert reason.endswith("[linked-by-position]")
    assert "not-an-image" not in result.stdout
    assert (
        lines[-1]
        == "1 series, 2 segmentations, 0 image files refused, 0 other files that are no scan"
    )


def test_what_lies_on_no_series_says_so(tmp_path: Path) -> None:
    write(tmp_path / "rs.dcm", structure_set([contour(square(5))]))
    result = CliRunner().invoke(program.app, ["inspect", str(tmp_path)])
    assert "RTSTRUCT, contours, GTV; on no series here (none); warn" in result.stdout
    assert "[not-linked]" in result.stdout


def test_the_services_give_a_mask_with_its_series(tmp_path: Path) -> None:
    folder = write_stack(tmp_path / "scan", [0, 5, 10])
    planes = np.ones((1, 4, 6), dtype=np.uint8)
    path = write(tmp_path / "seg.dcm", seg(planes, [frame(5)]))
    series = find_scans([folder]).series
    (mask,) = load_segmentation(found := find_segmentation(path, series)).masks
    assert [one.uid for one in found.links] == [series[0].uid]
    assert mask is not None
    assert mask.values_kji.sum() == 24
