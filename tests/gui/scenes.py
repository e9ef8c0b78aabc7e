"""Every screen of a trial by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtWidgets import QWidget

from tests.gui import export_scenes, trial_looks_scenes, trial_scenes

Scene = Callable[[Path], QWidget]
"""Makes a window in an empty folder, not shown yet."""
BEGINS = "scene_"


def scenes() -> dict[str, Scene]:
    """Return the scenes of a trial by their names, such as ``sign_blocked``."""
    return {
        name.removeprefix(BEGINS): scene
        for module in (trial_scenes, trial_looks_scenes, export_scenes)
        for name, scene in vars(module).items()
        if name.startswith(BEGINS)
    }
