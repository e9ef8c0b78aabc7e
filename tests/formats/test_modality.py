"""Values in their unit: modality LUT, the unit's name, padding from slice to slice, windows."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from recist.formats.scans import find_scans, load_volume
from recist.imaging.display import auto_window, painter
from recist.imaging.series import Window, WindowFunction
from recist.imaging.volume import Volume, value_at
from recist.model.errors import ScanError
from tests.formats.dicom_files import ENHANCED_CT, MR_CLASS, SHAPE, ct_slice, pattern, write

PET_CLASS = "1.2.840.10008.5.1.4.1.1.128"


def loaded(folder: Path, codes: list[str] | None = None) -> Volume:
    inspection = find_scans([folder])
    assert inspection.rejected == ()
    (series,) = inspection.series
    if codes is not None:
        told = [one.code for one in series.reasons if one.code != SHAPE]
        assert told == codes
    return load_volume(series)


def lut(
    descriptor: list[int], data: list[int] | bytes, kind: str = "", *, signed: bool = False
) -> Dataset:
    """Return an item of a LUT sequence, its descriptor and data in the given representations."""
    item = Dataset()
    item.add_new("LUTDescriptor", "SS" if signed else "US", descriptor)
    item.add_new("LUTData", "OW" if isinstance(data, bytes) else "US", data)
    if kind:
        item.ModalityLUTType = kind
    return item


def with_table(item: Dataset, *pixels: int, **changes: object) -> Dataset:
    """Return a slice whose first pixels are these, with a Modality LUT and no rescale."""
    kind = "<i2" if changes.get("PixelRepresentation", 1) else "<u2"
    stored = np.resize(np.array(pixels, dtype=kind), (4, 6))
    return ct_slice(
        1,
        0,
        RescaleSlope=None,
        RescaleIntercept=None,
        ModalityLUTSequence=[item],
        PixelData=stored.tobytes(),
        **changes,
    )


WORDS = [100, 200, 300, 400]
PACKED = np.array(WORDS, "<u2").tobytes()
UNSIGNED = {"PixelRepresentation": 0}
MODALITY = [
    # what, item, stored pixels, values, unit, header changes
    ("words", lut([4, 0, 16], WORDS, "HU"), (-1, 0, 3, 9), (100, 100, 400, 400), "HU", {}),
    ("OW", lut([4, 0, 16], PACKED, "HU"), (0, 1, 2, 3), (100, 200, 300, 400), "HU", {}),
    ("12 bits", lut([4, 0, 12], PACKED, "US"), (0, 1, 2, 3), (100, 200, 300, 400), "", {}),
    (
        "from −2",
        lut([4, -2, 16], WORDS, "MGML", signed=True),
        (-3, -2, 1),
        (100, 100, 400),
        "mg/ml",
        {},
    ),
    ("from −2 without its sign", lut([4, 65534, 16], WORDS), (-2, 1), (100, 400), "", {}),
    ("from 65533", lut([4, -3, 16], WORDS, signed=True), (65533, 65535), (100, 300), "", UNSIGNED),
    ("bytes in words", lut([4, 0, 8], bytes([1, 2, 3, 4])), (0, 1, 2, 3), (1, 2, 3, 4), "", {}),
    ("odd bytes", lut([3, 0, 8], bytes([1, 2, 3, 0])), (0, 1, 2, 3), (1, 2, 3, 3), "", {}),
    ("two in a word", lut([4, 0, 8], [0x0201, 0x0403]), (0, 1, 2, 3), (1, 2, 3, 4), "", {}),
    ("a byte each in a word", lut([2, 0, 8], [7, 8]), (0, 1), (7, 8), "", {}),
    ("more than it says", lut([2, 0, 16], WORDS), (0, 1, 2), (100, 200, 200), "", {}),
]


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
@pytest.mark.parametrize(
    ("item", "stored", "values", "unit", "changes"),
    [row[1:] for row in MODALITY],
    ids=[row[0] for row in MODALITY],
)
def test_a_modality_table_makes_the_values(
    tmp_path: Path,
    item: Dataset,
    stored: tuple[int, ...],
    values: tuple[int, ...],
    unit: str,
    changes: dict[str, object],
    syntax: str,
) -> None:
    write(tmp_path / "a.dcm", with_table(item, *stored, **changes), syntax)
    volume = loaded(tmp_path, [])
    found = [value_at(volume, (0, n // 6, n % 6)) for n in range(len(values))]
    assert found == list(values)
    assert volume.unit == unit


def test_a_whole_table_of_65536_entries_is_written_as_none(tmp_path: Path) -> None:
    data = np.arange(65536)[::-1].astype("<u2").tobytes()
    write(tmp_path / "a.dcm", with_table(lut([0, -32768, 16], data, signed=True), -32768, 0, 32767))
    volume = loaded(tmp_path)
    assert volume.stored_kji[0, 0, :3].tolist() == [65535, 32767, 0]


def test_a_modality_table_in_big_endian(tmp_path: Path) -> None:
    data = with_table(lut([4, 0, 16], np.array(WORDS, ">u2").tobytes()), 0)
    data.PixelData = np.resize(np.array([0, 3], ">i2"), (4, 6)).tobytes()
    write(tmp_path / "a.dcm", data, ExplicitVRBigEndian)
    assert loaded(tmp_path).stored_kji[0, 0, :2].tolist() == [100, 400]


def test_tables_and_slopes_in_one_series_have_one_unit(tmp_path: Path) -> None:
    item = lut([4, 0, 16], WORDS, "HU")
    write(tmp_path / "1.dcm", with_table(item, 0, 3))
    write(tmp_path / "2.dcm", ct_slice(2, 5))
    volume = loaded(tmp_path, [])
    assert (volume.unit, str(volume.stored_kji.dtype)) == ("HU", "float32")
    assert volume.stored_kji[:, 0, 0].tolist() == [100, 150 - 1024]


def huge(first: str) -> Dataset:
    item = lut([4, 0, 16], WORDS)
    item.add_new("LUTDescriptor", "DS", ["4", first, "16"])
    return item


BAD_TABLES = [
    lut([9, 0, 16], WORDS),
    huge("1e300"),
    huge("0.5"),
    huge("nan"),
    lut([4, 0, 99], WORDS),
    lut([4, 0], WORDS),
    lut([4, 0, 16], b""),
    Dataset(),
]


@pytest.mark.parametrize("item", BAD_TABLES)
def test_a_table_that_is_none_leaves_the_values_without_a_unit(
    tmp_path: Path, item: Dataset
) -> None:
    write(tmp_path / "a.dcm", with_table(item, 5, 6))
    volume = loaded(tmp_path, ["bad-rescale"])
    assert (volume.unit, volume.stored_kji[0, 0, 0]) == ("", 5)


def test_padding_is_kept_apart_from_the_output_of_a_table(tmp_path: Path) -> None:
    item = lut([4, 0, 16], WORDS, "HU")
    write(tmp_path / "a.dcm", with_table(item, -2000, 0, 3, PixelPaddingValue=-2000))
    volume = loaded(tmp_path)
    np.testing.assert_array_equal(volume.stored_kji[0, 0, :3], [np.nan, 100, 400])
    assert auto_window(volume).level == 250


UNITS = [
    # class, modality, header, unit
    (None, "CT", {}, "HU"),
    (None, "CT", {"RescaleType": "HU"}, "HU"),
    # older scanners
    (None, "CT", {"RescaleType": "US"}, "HU"),
    # spectral CT
    (None, "CT", {"RescaleType": "MGML"}, "mg/ml"),
    (None, "CT", {"RescaleType": "Z_EFF"}, ""),
    (MR_CLASS, "MR", {"RescaleType": "US"}, ""),
    (PET_CLASS, "PT", {"Units": "BQML"}, "Bq/ml"),
    (PET_CLASS, "PT", {"Units": "GML"}, "SUV bw"),
    (PET_CLASS, "PT", {"Units": "GML", "SUVType": "LBM"}, "SUV lbm"),
    (PET_CLASS, "PT", {"Units": "CM2ML"}, "SUV bsa"),
    (PET_CLASS, "PT", {"Units": "CNTS"}, "counts"),
    (PET_CLASS, "PT", {"Units": "NONE"}, ""),
    (PET_CLASS, "PT", {}, ""),
    (PET_CLASS, "PT", {"Units": "BQML", "RescaleSlope": "0"}, ""),
]


@pytest.mark.parametrize(("sop_class", "modality", "changes", "unit"), UNITS)
def test_the_unit_is_the_one_that_the_header_names(
    tmp_path: Path, sop_class: str | None, modality: str, changes: dict[str, object], unit: str
) -> None:
    given = {"Modality": modality, **changes}
    if sop_class:
        given["SOPClassUID"] = sop_class
    write(tmp_path / "a.dcm", ct_slice(1, 0, **given))
    assert loaded(tmp_path).unit == unit


def test_pet_has_a_slope_for_each_slice(tmp_path: Path) -> None:
    for number, slope in ((1, 0.5), (2, 2.0)):
        write(
            tmp_path / f"{number}.dcm",
            ct_slice(
                number,
                5 * number,
                SOPClassUID=PET_CLASS,
                Modality="PT",
                Units="BQML",
                RescaleSlope=slope,
                RescaleIntercept=0,
            ),
        )
    volume = loaded(tmp_path)
    assert (volume.unit, str(volume.stored_kji.dtype)) == ("Bq/ml", "float32")
    np.testing.assert_array_equal(volume.stored_kji[0], pattern(1) * 0.5)
    np.testing.assert_array_equal(volume.stored_kji[1], pattern(2) * 2.0)


PADDINGS = [
    # of two slices whose pixels begin with −2000, 50, 51: padding, then what is masked
    ({"PixelPaddingValue": -2000}, {"PixelPaddingValue": -2000}, [True, True]),
    ({"PixelPaddingValue": -2000}, {}, [True, False]),
    ({}, {"PixelPaddingValue": -2000}, [False, True]),
    # as an unsigned number
    ({"PixelPaddingValue": -2000}, {"PixelPaddingValue": 63536}, [True, True]),
    (
        {"PixelPaddingValue": -3000, "PixelPaddingRangeLimit": -2000},
        {"PixelPaddingValue": -1000, "PixelPaddingRangeLimit": -1500},
        [True, False],
    ),
]


@pytest.mark.parametrize(("first", "second", "masked"), PADDINGS)
def test_padding_may_differ_between_slices(
    tmp_path: Path, first: dict[str, int], second: dict[str, int], masked: list[bool]
) -> None:
    stored = np.resize(np.array([-2000, 50, 51], "<i2"), (4, 6))
    for number, padding in ((1, first), (2, second)):
        data = ct_slice(number, 5 * number, RescaleIntercept=0, PixelData=stored.tobytes())
        for keyword, value in padding.items():
            data.add_new(keyword, "SS" if value < 0 else "US", value)
        write(tmp_path / f"{number}.dcm", data)
    volume = loaded(tmp_path)
    lows = [auto_window(volume, k).level - auto_window(volume, k).width / 2 for k in (0, 1)]
    assert [low > 0 for low in lows] == masked


VOI_TABLE = lut([4, -1024, 8], bytes([255, 0, 51, 102]), signed=True)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_voi_table_is_the_opening_look_after_the_modality_step(
    tmp_path: Path, photometric: str
) -> None:
    data = ct_slice(
        1,
        0,
        PhotometricInterpretation=photometric,
        PixelData=np.resize(np.array([-5, 0, 1, 2, 3, 9], "<i2"), (4, 6)).tobytes(),
        VOILUTSequence=[VOI_TABLE],
        # It says the same as MONOCHROME1, not the same once more.
        PresentationLUTShape="INVERSE" if photometric == "MONOCHROME1" else "IDENTITY",
        WindowCenter=[40],
        WindowWidth=[400],
    )
    write(tmp_path / "a.dcm", data)
    volume = loaded(tmp_path)
    look, plain = volume.series.windows
    assert (plain, plain.table) == (Window(width=400, level=40), None)
    # −1024 HU to −1021 HU
    assert (look.width, look.level) == (3, -1022.5)
    grey = (painter(volume, look)(volume.stored_kji[0])[0] & 0xFF).tolist()
    expected = [255, 255, 0, 51, 102, 102]
    assert grey == ([255 - one for one in expected] if photometric == "MONOCHROME1" else expected)


SIGMOID = WindowFunction.SIGMOID
EXACT = WindowFunction.LINEAR_EXACT
FUNCTIONS = [
    # VOILUTFunction, centres, widths, windows
    (None, [40, 50], [400, 350], [Window(width=400, level=40), Window(width=350, level=50)]),
    ("LINEAR", [40], [400], [Window(width=400, level=40)]),
    ("SIGMOID", [40], [400], [Window(width=400, level=40, function=SIGMOID)]),
    ("LINEAR_EXACT", [0.5], [0.2], [Window(width=0.2, level=0.5, function=EXACT)]),
    # not defined below 1
    ("LINEAR", [0.5], [0.2], []),
    ("LINEAR_EXACT", [0.5], [0], []),
    ("UNHEARD OF", [40], [400], [Window(width=400, level=40)]),
]


@pytest.mark.parametrize(("name", "centers", "widths", "windows"), FUNCTIONS)
def test_windows_keep_their_function(
    tmp_path: Path,
    name: str | None,
    centers: list[float],
    widths: list[float],
    windows: list[Window],
) -> None:
    data = ct_slice(1, 0, VOILUTFunction=name, WindowCenter=centers, WindowWidth=widths)
    write(tmp_path / "a.dcm", data)
    assert list(loaded(tmp_path).series.windows) == windows


def test_frames_have_looks_of_their_own(tmp_path: Path) -> None:
    shared, groups = Dataset(), []
    for z, center in ((0, 10), (5, 20), (10, 30)):
        own, place, look = Dataset(), Dataset(), Dataset()
        place.ImagePositionPatient = [0, 0, z]
        look.WindowCenter, look.WindowWidth, look.VOILUTFunction = center, 100, "SIGMOID"
        own.PlanePositionSequence, own.FrameVOILUTSequence = [place], [look]
        groups.append(own)
    data = ct_slice(
        1,
        0,
        SOPClassUID=ENHANCED_CT,
        NumberOfFrames=3,
        WindowCenter=99,
        WindowWidth=9,
        SharedFunctionalGroupsSequence=[shared],
        PerFrameFunctionalGroupsSequence=groups,
        PixelData=pattern(1).tobytes() * 3,
    )
    write(tmp_path / "a.dcm", data)
    # The middle slice speaks for the series.
    assert loaded(tmp_path).series.windows == (Window(width=100, level=20, function=SIGMOID),)


REPLACED = [
    # what a single slice is replaced with: the same image in another meaning of its pixels
    {"PhotometricInterpretation": "MONOCHROME1"},
    {"PixelRepresentation": 0},
]


@pytest.mark.parametrize("changes", REPLACED)
def test_a_single_slice_that_turns_into_another_kind_is_noticed(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0))
    (series,) = find_scans([tmp_path]).series
    write(tmp_path / "a.dcm", ct_slice(1, 0, **changes))
    with pytest.raises(ScanError, match=r"a\.dcm: is no longer the file that was found"):
        load_volume(series)
