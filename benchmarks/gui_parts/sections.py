"""The sections, run in this process on one platform.

``python -m gui_parts.sections PLATFORM SECTION … [--quick]`` tells figures and bars as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from shared_parts.section import Outcome

from gui_parts import drag, memory, scroll, start, storm
from gui_parts.window import application


class Section(Protocol):
    """A kind of figures of the reading room."""

    def __call__(self, scratch: Path, *, quick: bool) -> Outcome:
        """Run in an empty folder; quick: a little of it alone."""


SECTIONS: dict[str, Section] = {
    "scroll": scroll.run,
    "drag": drag.run,
    "start": start.run,
    "memory": memory.run,
    "storm": storm.run,
}


def main() -> None:
    """Run what the command line names."""
    platform, *names = (one for one in sys.argv[1:] if one != "--quick")
    held_by = application()
    figures: dict[str, Any] = {}
    bars: dict[str, float] = {}
    held = True
    for name in names:
        began = perf_counter()
        with tempfile.TemporaryDirectory(prefix=f"recist-{name}-") as scratch:
            outcome = SECTIONS[name](Path(scratch), quick="--quick" in sys.argv)
        found = {**outcome.figures, "seconds": round(perf_counter() - began, 1)}
        print(f"{platform} {name}:", "held" if outcome.held else "MISSED", found, flush=True)
        figures |= {f"{platform}_{name}_{one}": value for one, value in found.items()}
        bars |= {f"{platform}_{name}_{one}": bar for one, bar in outcome.at_most.items()}
        held = held and outcome.held
    held_by.quit()
    print(json.dumps({"figures": figures, "bars": bars, "held": held}))


if __name__ == "__main__":
    main()
