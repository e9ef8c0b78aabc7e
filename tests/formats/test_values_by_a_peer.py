"""Values and grey levels of made-up headers, beside those of pydicom's own functions."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

from recist.formats.scans import find_scans, load_volume
from recist.imaging.display import painter
from tests.formats.dicom_files import ct_slice, write


def table(first: int, bits: int, count: int, seed: int) -> Dataset:
    entries = np.random.default_rng(seed).integers(0, 1 << bits, count).astype("<u2")
    entries[0] = (1 << bits) - 1
    item = Dataset()
    item.add_new("LUTDescriptor", "SS" if first < 0 else "US", [count, first, bits])
    item.add_new("LUTData", "OW", entries.tobytes())
    item.ModalityLUTType = "US"
    return item


NO_RESCALE = {"RescaleSlope": None, "RescaleIntercept": None}
HEADERS: list[tuple[str, dict[str, Any]]] = [
    ("slope", {"RescaleSlope": "0.25", "RescaleIntercept": "-7.5"}),
    ("modality table", {**NO_RESCALE, "ModalityLUTSequence": [table(-50, 16, 200, 1)]}),
    ("short modality table", {**NO_RESCALE, "ModalityLUTSequence": [table(0, 16, 20, 2)]}),
    ("VOI table", {**NO_RESCALE, "VOILUTSequence": [table(-40, 10, 90, 3)]}),
    (
        "both tables",
        {
            **NO_RESCALE,
            "ModalityLUTSequence": [table(-50, 8, 300, 4)],
            "VOILUTSequence": [table(3, 12, 100, 5)],
        },
    ),
    ("linear", {"RescaleIntercept": 0, "WindowCenter": 60, "WindowWidth": 90}),
    (
        "exact",
        {
            "RescaleIntercept": 0,
            "WindowCenter": 60,
            "WindowWidth": 90,
            "VOILUTFunction": "LINEAR_EXACT",
        },
    ),
    (
        "sigmoid",
        {"RescaleIntercept": 0, "WindowCenter": 60, "WindowWidth": 90, "VOILUTFunction": "SIGMOID"},
    ),
]


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless])
@pytest.mark.parametrize("changes", [row[1] for row in HEADERS], ids=[row[0] for row in HEADERS])
def test_values_and_greys_are_those_of_pydicom(
    tmp_path: Path, changes: dict[str, Any], syntax: str
) -> None:
    stored = np.random.default_rng(7).integers(-100, 250, (4, 6)).astype("<i2")
    data = ct_slice(1, 0, PixelData=stored.tobytes(), **changes)
    path = write(tmp_path / "a.dcm", data, ImplicitVRLittleEndian)
    if syntax == RLELossless:
        packed = dcmread(path)
        packed.compress(RLELossless)
        packed.save_as(path)
    peer = dcmread(path)
    values = apply_modality_lut(peer.pixel_array, peer)
    (series,) = find_scans([tmp_path]).series
    volume = load_volume(series)
    ours = volume.stored_kji[0] * volume.slope + volume.intercept
    np.testing.assert_allclose(ours, values)
    if not series.windows:
        return
    look = series.windows[0]
    shown = apply_voi_lut(values, peer).astype(float)
    # It ends where its table or the stored bits end; ours at 255.
    ends = (0, (1 << look.table.bits) - 1) if look.table else (-32768, 32767)
    if look.table is None and "ModalityLUTSequence" in peer:
        ends = (0, 65535)
    grey = (shown - ends[0]) / (ends[1] - ends[0]) * 255
    found = painter(volume, look)(volume.stored_kji[0]) & 0xFF
    assert np.abs(found.astype(float) - grey).max() <= 0.51
