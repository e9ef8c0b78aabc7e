"""What a tile and the chart say to somebody who cannot see them."""

from __future__ import annotations

from gui.state.chart import Chart
from gui.state.scene import Scene
from gui.state.tongue import tr


def spoken_scene(scene: Scene) -> str:
    """Return visit, series, slice and the lesions in sight as one sentence."""
    corners = scene.corners
    said = [corners.pill, *corners.top_left, *corners.top_right]
    if scene.view is None:
        return ". ".join(part for part in (*said, scene.message) if part)
    place = [part.replace(" / ", tr(" of ")) for part in said if part]
    lesions = [_label(one.label) for one in scene.drawn]
    seen = (
        tr("Lesions in sight: {lesions}", lesions=", ".join(lesions))
        if lesions
        else tr("No measured lesion in sight")
    )
    return ". ".join(part for part in (*place, seen, scene.banner, scene.notice) if part)


def _label(pieces: tuple[tuple[str, object], ...]) -> str:
    return "".join(text for text, _ in pieces)


def spoken_chart(chart: Chart) -> str:
    """Return the sums of the chart, visit by visit, and the edges that decide."""
    if not any(point.sum_mm is not None for point in chart.points):
        return tr("No sum yet")
    said = []
    for point in chart.points:
        if point.sum_mm is None:
            said.append(tr("{visit}: no sum", visit=point.visit))
            continue
        values = {"visit": point.visit, "sum": f"{point.sum_mm:.1f}"}
        if point.complete:
            text = tr("{visit}: {sum} mm", **values)
        else:
            text = tr("{visit}: at least {sum} mm, incomplete", **values)
        said.append(f"{text}, {point.response.value}" if point.response else text)
    return ". ".join([*said, *(f"{edge.text} mm" for edge in chart.edges)])
