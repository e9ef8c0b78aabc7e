"""How pixels lie in a file, and what turns them into values of the right sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]

IMPLICIT_LITTLE = "1.2.840.10008.1.2"
EXPLICIT_LITTLE = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
EXPLICIT_BIG = "1.2.840.10008.1.2.2"
NATIVE = frozenset({IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG})
RLE = "1.2.840.10008.1.2.5"
JPEG = "1.2.840.10008.1.2.4."
COMPRESSED = frozenset(
    f"{JPEG}{n}" for n in (50, 51, 53, 55, 57, 70, 80, 81, 90, 91, 201, 202, 203)
)
READABLE = NATIVE | COMPRESSED | {RLE}
# The lossy processes of JPEG turn colours as part of their decoding.
GIVES_RGB = frozenset(f"{JPEG}{n}" for n in (50, 51, 53, 55))


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelFormat:
    """How one frame lies in the file."""

    rows: int
    columns: int
    samples: int
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool
    photometric: str
    planar: bool
    syntax: str
    frames: int

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame when it is not compressed."""
        # YBR_FULL_422 shares the colours between two pixels, PS3.3 C.7.6.3.1.2.
        samples = 2 if self.photometric == "YBR_FULL_422" else self.samples
        return self.rows * self.columns * samples * self.bits_allocated // 8


def stored_type(pixels: PixelFormat) -> np.dtype[Any]:
    """Return the integer type that holds the file's values; grey bytes for colour."""
    if pixels.samples > 1:
        return np.dtype(np.uint8)
    return np.dtype(f"{'i' if pixels.signed else 'u'}{pixels.bits_allocated // 8}")


def stored_values(values: Pixels, pixels: PixelFormat) -> Pixels:
    """Keep the stored bits and give them the sign that the header states.

    Bits above the stored ones may hold overlays, and a codec knows nothing of the sign.
    """
    bits = pixels.bits_allocated
    unsigned = np.dtype(f"u{bits // 8}")
    # A codec hands out right-aligned values; RLE packs the bytes of the cell as they are.
    as_in_cell = pixels.syntax in NATIVE or pixels.syntax == RLE
    below = pixels.high_bit + 1 - pixels.bits_stored if as_in_cell else 0
    up = bits - pixels.bits_stored - below
    shifted = np.left_shift(values.astype(unsigned, copy=False), unsigned.type(up))
    typed = shifted.view(f"i{bits // 8}") if pixels.signed else shifted
    found: Pixels = np.right_shift(typed, typed.dtype.type(bits - pixels.bits_stored))
    return found


def grey_values(samples: Pixels, pixels: PixelFormat) -> Pixels:
    """Turn colour (rows, columns, samples) into its luminance; grey stays as it is."""
    if pixels.samples == 1:
        return samples
    # YBR holds the luminance as its first sample, where its codec does not make RGB of it.
    if pixels.photometric.startswith("YBR_FULL") and pixels.syntax not in GIVES_RGB:
        return samples[:, :, 0]
    weights = np.array([0.299, 0.587, 0.114])
    luminance: Pixels = np.rint(samples @ weights).astype(np.uint8)
    return luminance
