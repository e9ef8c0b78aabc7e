"""From stored values to a physical unit: modality LUT, padding and the unit's name."""

from __future__ import annotations

from pydicom import Dataset

from recist.formats.dicom.lut import read_table
from recist.formats.dicom.pixels import PixelFormat
from recist.formats.dicom.values import first_item, number, text
from recist.imaging.lut import LookUpTable

# PS3.3 C.11.1.1.2; what is not listed has no unit that could be shown.
UNIT_OF_TYPE = {
    "HU": "HU",
    "HU_MOD": "modified HU",
    "OD": "mOD",
    "MGML": "mg/ml",
    "PCT": "%",
}
# PS3.3 C.8.9.1.1.3.
UNIT_OF_PET = {
    "BQML": "Bq/ml",
    "CNTS": "counts",
    "CPS": "counts/s",
    "PROPCNTS": "counts",
    "MLMINML": "ml/min/ml",
    "MLMING": "ml/min/g",
    "UMOLML": "µmol/ml",
    "PCNT": "%",
}
SUV_UNITS = ("GML", "CM2ML")
UNSPECIFIED = ("", "US")


def modality_table(root: Dataset, pixels: PixelFormat) -> LookUpTable | None:
    """Return the Modality LUT of an image, None where it has none or a damaged one."""
    item = first_item(root, "ModalityLUTSequence")
    return read_table(item, signed=pixels.signed) if item is not None else None


def unit_of(root: Dataset, rescale_type: str, *, by_table: bool) -> str:
    """Return the unit of rescaled values, empty where the header does not say it.

    Parameters
    ----------
    root : Dataset
        The header.
    rescale_type : str
        RescaleType of the frame.
    by_table : bool
        Whether a Modality LUT makes the values; then only its own type names a unit.
    """
    modality = text(root, "Modality")
    if by_table:
        item = first_item(root, "ModalityLUTSequence")
        kind = text(item, "ModalityLUTType") if item is not None else ""
        return UNIT_OF_TYPE.get(kind, "")
    if modality == "PT":
        return _pet_unit(root)
    if modality != "CT":
        return ""
    # Required where it is not HU (PS3.3 C.8.2.1); older scanners write US for HU.
    return "HU" if rescale_type in UNSPECIFIED else UNIT_OF_TYPE.get(rescale_type, "")


def _pet_unit(root: Dataset) -> str:
    units = text(root, "Units")
    if units not in SUV_UNITS:
        return UNIT_OF_PET.get(units, "")
    # g/ml without a type is by body weight; cm²/ml is by surface.
    default = "BW" if units == "GML" else "BSA"
    return f"SUV {(text(root, 'SUVType') or default).lower()}"


def read_padding(root: Dataset, pixels: PixelFormat) -> tuple[float, float] | None:
    """Return the inclusive range of padding in stored values, PS3.3 C.7.5.1.1.2."""
    one = number(root, "PixelPaddingValue")
    if one is None:
        return None
    other = number(root, "PixelPaddingRangeLimit")
    return padding_range(one, one if other is None else other, pixels)


def padding_range(one: float, other: float, pixels: PixelFormat) -> tuple[float, float]:
    """Put both ends of a padding range in order, with the sign of the pixels."""
    ends = [_as_pixel(float(end), pixels) for end in (one, other)]
    return min(ends), max(ends)


def _as_pixel(value: float, pixels: PixelFormat) -> float:
    # The value is often written with the other sign than the pixels have: 63536 for −2000.
    whole_range = float(1 << pixels.bits_allocated)
    if pixels.signed and value >= whole_range / 2:
        return value - whole_range
    if not pixels.signed and value < 0:
        return value + whole_range
    return value
