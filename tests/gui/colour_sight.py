"""How colours look to eyes that lack a kind of cone, and how far apart two of them are.

Simulation: Machado, Oliveira and Fernandes 2009, IEEE Transactions on Visualization and Computer
Graphics 15(6):1291-1298, severity 1.0, applied to linear RGB. Distance: CIE76 (the distance in
CIELAB, D65). Contrast: WCAG 2.2, relative luminance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

SIGHTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Values:
    """Return a colour such as ``#5aa9e6`` in linear RGB."""
    values = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255.0
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb: Values) -> Values:
    """Return CIELAB of linear RGB."""
    share = _XYZ @ rgb / _WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(first: str, second: str, sight: str) -> float:
    """Return how far apart two colours are to a kind of sight, as CIE76."""
    matrix = np.array(SIGHTS[sight])
    seen = [lab(np.clip(matrix @ linear(colour), 0.0, 1.0)) for colour in (first, second)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    bright, dark = sorted((float(_XYZ[1] @ linear(one)) for one in (first, second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
