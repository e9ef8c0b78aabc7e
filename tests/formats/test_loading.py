"""Ways into a volume: the short cut through plain headers, the decoder processes, colour."""

import io
import itertools
import sys
import threading
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from recist.formats.dicom import decoders
from recist.formats.dicom.functional import Rescale
from recist.formats.dicom.header import read_header
from recist.formats.dicom.walker import PlainSlice, find_plain_slice
from recist.formats.scans import find_scans, load_volume
from recist.formats.sources import CancelledError, Opener
from recist.imaging.meaning import Meaning
from recist.model.errors import ScanError
from tests.formats.dicom_files import ENHANCED_CT, ROOT, SC_CLASS, ct_slice, pattern, write


def short_cut(path: Path, image: str) -> PlainSlice | None:
    content = path.read_bytes()
    with Opener() as opener:
        pixels = read_header(str(path), opener).pixels
    return find_plain_slice(io.BytesIO(content), len(content), image, pixels)


def nested(*, undefined: bool) -> list[Dataset]:
    """Return items within items that carry attributes of the same names as the image."""
    inner, outer = Dataset(), Dataset()
    inner.Rows, inner.RescaleSlope = 99, 7
    inner.is_undefined_length_sequence_item = undefined
    outer.RequestAttributesSequence = [inner]
    outer["RequestAttributesSequence"].is_undefined_length = undefined
    outer.is_undefined_length_sequence_item = undefined
    return [outer]


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
@pytest.mark.parametrize("undefined", [False, True])
def test_the_short_cut_passes_over_sequences(tmp_path: Path, syntax: str, undefined: bool) -> None:
    data = ct_slice(3, 0, RescaleSlope=2, ReferencedImageSequence=nested(undefined=undefined))
    data["ReferencedImageSequence"].is_undefined_length = undefined
    path = write(tmp_path / "a.dcm", data, syntax)
    found = short_cut(path, f"{ROOT}.1.3")
    assert found == PlainSlice(
        offset=path.read_bytes().index(pattern(3).tobytes()),
        meaning=Meaning(slope=2, intercept=-1024),
        rescale=Rescale.PRESENT,
        position=(-10, -20, 0),
        orientation=(1, 0, 0, 0, 1, 0),
        spacing=(0.8, 0.5),
    )


LEFT_TO_THE_PARSER = [
    # what is not plain
    {"SOPInstanceUID": f"{ROOT}.8"},
    {"RescaleSlope": "0"},
    {"RescaleSlope": "nan"},
    {"NumberOfFrames": 2, "PixelData": pattern(1).tobytes() * 2},
    {"SOPClassUID": ENHANCED_CT, "SharedFunctionalGroupsSequence": [Dataset()]},
    {"ImageComments": "x" * 40_000},
]


@pytest.mark.parametrize("changes", LEFT_TO_THE_PARSER)
def test_the_short_cut_gives_up(tmp_path: Path, changes: dict[str, object]) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0, **changes))
    assert short_cut(path, f"{ROOT}.1.1") is None


def test_the_short_cut_reads_what_the_parser_reads(shared_data: Path) -> None:
    paths = sorted((shared_data / "aim_recist_lung" / "images").glob("*.dcm"))
    paths += sorted((shared_data / "dcmqi" / "ct-3slice").glob("*.dcm"))
    paths += sorted((shared_data / "mr_nonsquare_pixels").glob("*.dcm"))
    taken = 0
    for path in paths:
        with Opener() as opener:
            header = read_header(str(path), opener)
        found = short_cut(path, header.sop_instance)
        if found is None:
            continue
        taken += 1
        frame = header.frames[0]
        assert (found.meaning, found.rescale) == (frame.meaning, frame.rescale)
        assert found.position == frame.position
        assert (found.orientation, found.spacing) == (frame.orientation, frame.spacing)
    assert taken >= 7


def compressed(tmp_path: Path, numbers: list[int]) -> Path:
    for number in numbers:
        words = pattern(number).view(np.uint16)
        frame = bytes(imagecodecs.jpegls_encode(words))
        data = ct_slice(number, 5.0 * number, PixelData=encapsulate([frame]))
        data["PixelData"].VR = "OB"
        data["PixelData"].is_undefined_length = True
        write(tmp_path / f"{number}.dcm", data, "1.2.840.10008.1.2.4.80")
    return tmp_path


def test_several_compressed_slices_land_in_their_places(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, [3, 1, 2, 4])]).series[0]
    seen: list[int] = []
    volume = load_volume(series, progress=lambda done, total: seen.append(done))
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3, 4)])
    assert seen == [1, 2, 3, 4]


def test_decoders_are_kept_for_the_next_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    load_volume(series)
    with monkeypatch.context() as patched:
        # A new process could not be started any more.
        patched.setattr(decoders, "COMMAND", ("/no/such/program",))
        np.testing.assert_array_equal(load_volume(series).stored_kji[1], pattern(2))


def test_decoders_do_not_run_what_lies_beside_the_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path / "scan", [1])]).series[0]
    (tmp_path / "imagecodecs.py").write_text("open('ran', 'w')")
    (tmp_path / "json.py").write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    decoders.end_idle()
    load_volume(series)
    assert not (tmp_path / "ran").exists()


def test_stopping_ends_a_decoder_in_the_middle_of_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1])]).series[0]
    asked = itertools.count()
    # It takes the frame and never answers.
    silent = (sys.executable, "-c", "import time; time.sleep(600)")
    with monkeypatch.context() as patched:
        patched.setattr(decoders, "COMMAND", silent)
        decoders.end_idle()
        with pytest.raises(CancelledError):
            load_volume(series, cancelled=lambda: next(asked) > 2)
    assert load_volume(series).stored_kji.shape == (1, 4, 6)


def test_a_load_stopped_by_its_progress_leaves_nothing_behind(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, list(range(1, 9)))]).series[0]

    def stop(done: int, total: int) -> None:
        raise CancelledError("stopped")

    before = threading.active_count()
    with pytest.raises(CancelledError):
        load_volume(series, progress=stop)
    assert threading.active_count() == before
    assert load_volume(series).stored_kji.shape == (8, 4, 6)


def test_a_codec_that_crashes_takes_nothing_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    crash = (sys.executable, "-c", "import os; os._exit(139)")
    with monkeypatch.context() as patched:
        patched.setattr(decoders, "COMMAND", crash)
        decoders.end_idle()
        with pytest.raises(ScanError, match=r"\.dcm: the compressed pixels have crashed"):
            load_volume(series)
    assert load_volume(series).stored_kji.shape == (2, 4, 6)


COLOURS = [
    # photometric interpretation, planar, bytes of one pixel, luminance
    ("RGB", 0, (255, 0, 0), 76),
    ("RGB", 1, (0, 255, 0), 150),
    ("YBR_FULL", 0, (99, 17, 200), 99),
]


@pytest.mark.parametrize(("photometric", "planar", "pixel", "grey"), COLOURS)
def test_colour_is_shown_by_its_brightness(
    tmp_path: Path, photometric: str, planar: int, pixel: tuple[int, int, int], grey: int
) -> None:
    colours = np.tile(np.array(pixel, dtype=np.uint8), (4, 6, 1))
    plain = np.moveaxis(colours, -1, 0) if planar else colours
    data = ct_slice(
        1,
        0,
        SOPClassUID=SC_CLASS,
        SamplesPerPixel=3,
        PlanarConfiguration=planar,
        PhotometricInterpretation=photometric,
        BitsAllocated=8,
        BitsStored=8,
        HighBit=7,
        PixelRepresentation=0,
        PixelData=plain.tobytes(),
    )
    write(tmp_path / "a.dcm", data)
    series = find_scans([tmp_path]).series[0]
    assert [reason.code for reason in series.reasons] == ["no-mm", "colour-as-grey"]
    volume = load_volume(series)
    assert volume.stored_kji.dtype == np.uint8
    assert np.unique(volume.stored_kji).tolist() == [grey]
