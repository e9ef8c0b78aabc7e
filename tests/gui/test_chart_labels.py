"""The chart: its scale, and the names of its edges that keep off the curve."""

from itertools import combinations

import numpy as np
import pytest
from PyQt6.QtCore import QPointF, QRectF

from gui.state.boxes import Box, overlap
from gui.state.chart import chart_of
from gui.state.free_spot import Edges, covered_by, edges_of
from gui.state.response_shapes import Shape, shape_of
from gui.state.spoken import spoken_chart
from gui.widgets.chart_labels import curve_edges, label_box, line_box, point_edges
from recist.model.reading import NotEvaluable
from recist.model.response import Response
from tests.gui.reads import PICTURE, course, measured, row

AREA = QRectF(40, 14, 380, 150)
FALLING = [QPointF(52 + 32 * n, 30 + 10 * n) for n in range(8)]
CURVES = [
    pytest.param(FALLING[:2], id="2 visits"),
    pytest.param(FALLING[:5], id="5 visits"),
    pytest.param([QPointF(52 + 32 * n, 40 + 6 * n) for n in range(12)], id="12 visits"),
    pytest.param([QPointF(52, 40), QPointF(200, 120), QPointF(408, 60)], id="down and up"),
]


def beside(taken: Edges, *boxes: Box) -> Edges:
    return np.concatenate([taken, edges_of(boxes)])


def test_a_curve_is_covered_from_point_to_point() -> None:
    curve = curve_edges([QPointF(10, 10), QPointF(40, 10), QPointF(40, 50)])
    assert all(
        covered_by(edges_of([Box(left=x, top=y, width=4, height=4)]), curve) > 0
        for x, y in ((12, 8), (24, 8), (38, 20), (38, 44))
    )
    assert len(curve_edges([QPointF(10, 10)])) == 0
    assert len(point_edges([QPointF(10, 10)])) == 1


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize(("pr", "pd"), [(70.0, 50.0), (60.0, 75.0), (80.0, 84.0)])
def test_names_of_edges_keep_off_curve_and_one_another(
    curve: list[QPointF], pr: float, pd: float
) -> None:
    lines = [line_box(52, 408, pr), line_box(200, 408, pd)]
    taken = np.concatenate([point_edges(curve), curve_edges(curve)])
    below = label_box(lines[0], 80, AREA, beside(taken, lines[1]), above=False)
    above = label_box(lines[1], 80, AREA, beside(taken, lines[0], below), above=True)
    assert overlap(below, above) == 0.0
    assert covered_by(edges_of([below, above]), taken).tolist() == [0.0, 0.0]
    assert all(AREA.left() <= one.left <= one.right <= AREA.right() + 0.2 for one in (below, above))


def test_the_scale_names_zero_present_baseline_and_nadir() -> None:
    assert chart_of(course(*PICTURE), "week 16").scale_mm == (0.0, 48.3, 81.7, 51.2)
    # What comes after a visit is not its nadir.
    assert chart_of(course(*PICTURE), "week 8").scale_mm == (0.0, 51.2, 81.7)
    assert chart_of(course(*PICTURE), "baseline").scale_mm == (0.0, 81.7)


def test_the_edge_of_pd_moves_with_the_nadir() -> None:
    rows = (
        row("baseline", "T1", measured("100")),
        row("week 8", "T1", measured("50")),
        row("week 16", "T1", measured("55")),
    )
    edges = {
        visit: [(edge.text, edge.from_days) for edge in chart_of(course(*rows), visit).edges]
        for visit in ("week 8", "week 16")
    }
    assert edges == {
        "week 8": [("PR up to 70.0", 0), ("PD from 120.0", 0)],
        "week 16": [("PR up to 70.0", 0), ("PD from 60.0", 56)],
    }


def test_the_chart_says_every_sum_in_words() -> None:
    rows = (*PICTURE[:4], row("week 16", "T1", measured("34.2")))
    unread = row("week 16", "T2", NotEvaluable("artefact"))
    said = spoken_chart(chart_of(course(*rows, unread), "week 16"))
    assert said == (
        "baseline: 81.7 mm. week 8: 51.2 mm, PR. week 16: at least 34.2 mm, incomplete, NE. "
        "PR up to 57.1 mm. PD from 61.5 mm"
    )
    assert spoken_chart(chart_of(course(), "")) == "No sum yet"


SHAPES = [
    ("CR", Shape.DISC),
    ("PR", Shape.DOWN),
    ("SD", Shape.SQUARE),
    ("PD", Shape.UP),
    ("NE", Shape.CROSS),
    ("NON-CR/NON-PD", Shape.DIAMOND),
    ("NED", Shape.DISC),
    ("iCR", Shape.DISC),
    ("iPR", Shape.DOWN),
    ("iSD", Shape.SQUARE),
    ("iUPD", Shape.UP),
    ("iCPD", Shape.UP),
    ("NON-iCR/NON-iUPD", Shape.DIAMOND),
]


@pytest.mark.parametrize(("word", "shape"), SHAPES)
def test_every_response_has_its_shape(word: str, shape: Shape) -> None:
    assert shape_of(word) is shape


def test_no_response_is_forgotten_and_the_five_differ() -> None:
    assert {word for word, _ in SHAPES} == {one.value for one in Response}
    five = [shape_of(word) for word in ("CR", "PR", "SD", "PD", "NE")]
    assert all(one is not other for one, other in combinations(five, 2))
