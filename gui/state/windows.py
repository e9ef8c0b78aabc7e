"""Which windows the keys set and what a drag does to one."""

from __future__ import annotations

from dataclasses import replace

from gui.state.keys import Intent
from gui.state.tongue import later
from gui.state.view import ScreenPoint
from recist.imaging import display
from recist.imaging.series import Window, WindowFunction
from recist.imaging.volume import Volume

AUTOMATIC = Intent.WINDOW_AUTO
PRESETS = dict(
    zip(
        (
            Intent.WINDOW_1,
            Intent.WINDOW_2,
            Intent.WINDOW_3,
            Intent.WINDOW_4,
            Intent.WINDOW_5,
            Intent.WINDOW_6,
        ),
        display.PRESETS,
        strict=True,
    )
)
PRESET_NAMES = (
    *(later("Soft tissue"), later("Mediastinum"), later("Lung"), later("Liver")),
    *(later("Bone"), later("Brain")),
)
"""What the presets are called, each given to `tr` where it is shown."""

# A drag of this many pixels doubles the width or moves the level by one width.
DOUBLING_PX = 250.0
LEAST_WIDTH = 1.0
# Other functions go on below 1, which PET in SUV and scaled MR need.
LEAST_EXACT_WIDTH = 1e-6


def automatic(volume: Volume, shown: Window) -> Window:
    """Return the file's own window, else the one from the values; asked again, the next of them.

    Parameters
    ----------
    volume : Volume
        Its file may have several windows; the last in turn is the one from the values.
    shown : Window
        What is on the screen now.
    """
    looks = list(dict.fromkeys((*volume.series.windows, display.auto_window(volume))))
    return looks[(looks.index(shown) + 1) % len(looks)] if shown in looks else looks[0]


def stretched(window: Window, way_px: ScreenPoint) -> Window:
    """Widen to the right, darken downwards; the step grows with the width, for CT and PET alike."""
    least = LEAST_WIDTH if window.function is WindowFunction.LINEAR else LEAST_EXACT_WIDTH
    width = max(window.width * 2.0 ** (way_px[0] / DOUBLING_PX), least)
    level = window.level + way_px[1] / DOUBLING_PX * window.width
    # The file's own table is its maker's look; a drag asks for another one.
    return replace(window, width=width, level=level, table=None)
