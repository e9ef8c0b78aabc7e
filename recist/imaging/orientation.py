"""Directions in words: the letters at the edge of an image and the name of its plane."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

import numpy as np

from recist.imaging.geometry import Geometry, Vector, normal

# Letters for growing x, y and z in LPS, and for falling.
GROWING = ("L", "P", "H")
FALLING = ("R", "A", "F")
# A second letter from about 15 degrees off the main axis.
SECOND_LETTER = math.sin(math.radians(15))
OBLIQUE_DEGREES = 5.0


class Orientation(StrEnum):
    """The plane of the body that a slice is nearest to."""

    SAGITTAL = "sagittal"
    CORONAL = "coronal"
    AXIAL = "axial"


@lru_cache(maxsize=256)
def letters(direction: Vector) -> str:
    """Return where a direction in LPS points: ``L``, or ``LP`` for one between two.

    The main letter comes first; the second one stands where the direction is more than
    15 degrees off the main axis.
    """
    unit = np.asarray(direction, dtype=np.float64)
    unit = unit / np.linalg.norm(unit)
    order = np.argsort(-np.abs(unit), kind="stable")
    found = [n for n in order[:2] if abs(unit[n]) >= SECOND_LETTER]
    return "".join(GROWING[n] if unit[n] > 0 else FALLING[n] for n in found)


def plane(geometry: Geometry) -> tuple[Orientation, float]:
    """Return the nearest plane of the body and the angle to it in degrees."""
    across = np.abs(normal(geometry))
    nearest = int(np.argmax(across))
    angle = math.degrees(math.acos(min(1.0, float(across[nearest]))))
    return tuple(Orientation)[nearest], angle


def plane_name(geometry: Geometry) -> str:
    """Return ``axial``, ``coronal`` or ``sagittal``, with the angle where it is oblique."""
    nearest, angle = plane(geometry)
    return nearest.value if angle <= OBLIQUE_DEGREES else f"oblique {nearest.value} {angle:.0f}°"
