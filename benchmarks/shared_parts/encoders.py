"""Frames of 16 bits as codestreams, by transfer syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.pixels.encoders.base import get_encoder
from pydicom.uid import RLELossless

# Signed or not: (rows, columns) of 16 bits.
Frame = NDArray[Any]
RLE = str(RLELossless)
JPEG = "1.2.840.10008.1.2.4."
JPEG_LS, JPEG_2000 = JPEG + "80", JPEG + "90"


def _rle(frame: Frame) -> bytes:
    rows, columns = frame.shape
    return get_encoder(RLELossless).encode(
        frame.tobytes(),
        rows=rows,
        columns=columns,
        samples_per_pixel=1,
        bits_allocated=16,
        bits_stored=16,
        pixel_representation=0,
        photometric_interpretation="MONOCHROME2",
        number_of_frames=1,
    )


def _lossless_jpeg(frame: Frame) -> bytes:
    return bytes(imagecodecs.ljpeg_encode(frame.view(np.uint16)))


def _jpeg_ls(frame: Frame) -> bytes:
    return bytes(imagecodecs.jpegls_encode(frame.view(np.uint16)))


def _jpeg_2000(frame: Frame, level: int = 0) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(frame, level=level, codecformat="J2K"))


ENCODERS: dict[str, Callable[[Frame], bytes]] = {
    RLE: _rle,
    JPEG + "57": _lossless_jpeg,
    JPEG + "70": _lossless_jpeg,
    JPEG_LS: _jpeg_ls,
    JPEG + "81": _jpeg_ls,
    JPEG_2000: _jpeg_2000,
    JPEG + "91": lambda frame: _jpeg_2000(frame, level=40),
    JPEG + "201": lambda frame: bytes(imagecodecs.htj2k_encode(frame)),
}


def set_frames(data: Dataset, frames: list[bytes]) -> Dataset:
    """Give a data set these codestreams as its pixels, and return it."""
    data.PixelData = encapsulate(frames)
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    return data
