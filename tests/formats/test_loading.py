"""The way into a volume: order, what is shared and what is lost, stored bits, colour."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset
from shared_parts.encoders import ENCODERS, JPEG_LS, set_frames

from recist.formats import loading
from recist.formats.dicom.assembly import Assembly
from recist.formats.scans import find_scans, load_volume
from recist.imaging.volume import Volume
from recist.model.errors import CancelledError
from tests.formats.dicom_files import ENHANCED_CT, SC_CLASS, ct_slice, pattern, write, write_stack


def compressed(tmp_path: Path, numbers: list[int]) -> Path:
    for number in numbers:
        data = set_frames(ct_slice(number, 5.0 * number), [jpeg_ls(number)])
        write(tmp_path / f"{number}.dcm", data, JPEG_LS)
    return tmp_path


def test_several_compressed_slices_land_in_their_places(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, [3, 1, 2, 4])]).series[0]
    seen: list[int] = []
    volume = load_volume(series, progress=lambda done, total: seen.append(done))
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3, 4)])
    assert len(seen) == 4
    assert seen == sorted(seen)
    assert seen[-1] == 4


def test_the_middle_slice_comes_first_and_is_shown_at_once(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, list(range(1, 10)))]).series[0]
    shown: list[list[int]] = []

    def show(volume: Volume) -> None:
        assert volume.arrived is not None
        there = np.flatnonzero(volume.arrived)
        shown.append(there.tolist())
        np.testing.assert_array_equal(volume.stored_kji[4], pattern(5))

    volume = load_volume(series, first=show)
    assert len(shown) == 1
    assert 4 in shown[0]
    assert volume.arrived is None


@pytest.mark.parametrize(
    ("count", "order"),
    [(1, [0]), (2, [1, 0]), (5, [2, 1, 3, 0, 4]), (9, [4, 2, 6, 3, 5, 1, 7, 0, 8])],
)
def test_slices_are_read_from_the_middle_outwards(
    tmp_path: Path, count: int, order: list[int]
) -> None:
    series = find_scans([write_stack(tmp_path, [float(n) for n in range(count)])]).series[0]
    assert Assembly(series, np.zeros).missing() == order


@pytest.mark.parametrize(
    ("ahead", "order"),
    [(8, [4, 8, 2, 6, 3, 5, 1, 7, 0]), (4, [4, 2, 6, 3, 5, 1, 7, 0, 8])],
)
def test_the_slice_that_is_looked_at_first_comes_right_behind_the_middle(
    tmp_path: Path, ahead: int, order: list[int]
) -> None:
    series = find_scans([compressed(tmp_path, list(range(9)))]).series[0]
    assembly = Assembly(series, np.zeros, ahead=ahead)
    assert assembly.missing() == order
    shown = []
    load_volume(series, first=lambda volume: shown.append(np.array(volume.arrived)), ahead=ahead)
    assert [(one[4], one[ahead]) for one in shown] == [(True, True)]


def test_a_slice_that_is_looked_at_first_and_cannot_be_read_holds_nothing_up(
    tmp_path: Path,
) -> None:
    series = find_scans([compressed(tmp_path, list(range(9)))]).series[0]
    Path(series.slices[7].file).unlink()
    shown = []
    load_volume(series, first=lambda volume: shown.append(np.array(volume.arrived)), ahead=7)
    assert [(one[4], one[7]) for one in shown] == [(True, False)]


def test_what_is_decoded_already_is_not_decoded_again(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, [1, 2, 3])]).series[0]
    alone = replace(series, slices=series.slices[1:2], shape_kji=(1, *series.shape_kji[1:]))
    known = load_volume(alone)
    Path(series.slices[1].file).unlink()
    volume = load_volume(series, known=known)
    assert volume.arrived is None
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3)])


def test_slices_that_differ_in_rescale_and_padding_become_values(tmp_path: Path) -> None:
    for number, slope, padding in ((1, 1, None), (2, 2, int(pattern(2)[0, 0]))):
        data = ct_slice(number, number, RescaleSlope=slope, PixelPaddingValue=padding)
        write(tmp_path / f"{number}.dcm", data)
    volume = load_volume(find_scans([tmp_path]).series[0])
    assert volume.stored_kji.dtype == np.float32
    assert (volume.slope, volume.padding) == (1, None)
    np.testing.assert_array_equal(volume.stored_kji[0], pattern(1) - 1024)
    np.testing.assert_array_equal(volume.stored_kji[1, 1:], pattern(2)[1:] * 2 - 1024)
    assert np.isnan(volume.stored_kji[1, 0, 0])


def multi_frame(path: Path, frames: list[bytes]) -> Path:
    """Write compressed frames, 5 mm apart, as one file."""
    groups = []
    for n in range(len(frames)):
        place, group = Dataset(), Dataset()
        place.ImagePositionPatient = [0, 0, 5 * n]
        group.PlanePositionSequence = [place]
        groups.append(group)
    data = ct_slice(
        SOPClassUID=ENHANCED_CT,
        NumberOfFrames=len(frames),
        PerFrameFunctionalGroupsSequence=groups,
    )
    return write(path, set_frames(data, frames), JPEG_LS)


def jpeg_ls(number: int) -> bytes:
    return ENCODERS[JPEG_LS](pattern(number))


def test_frames_of_one_file_are_shared_among_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "PIECE_BYTES", 2 * pattern(1).nbytes)
    multi_frame(tmp_path / "a.dcm", [jpeg_ls(n) for n in range(1, 8)])
    volume = load_volume(find_scans([tmp_path]).series[0])
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in range(1, 8)])


SPOILT: list[Callable[[bytes], bytes]] = [lambda data: bytes(len(data)), lambda data: data[:20]]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_damaged_frame_costs_itself_alone(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    frames = [jpeg_ls(n) for n in range(1, 6)]
    frames[3] = spoil(frames[3])
    volume = load_volume(find_scans([multi_frame(tmp_path / "a.dcm", frames)]).series[0])
    assert volume.arrived is not None
    assert volume.arrived.tolist() == [True, True, True, False, True]
    np.testing.assert_array_equal(volume.stored_kji[4], pattern(5))


def test_a_load_stopped_by_its_progress_leaves_nothing_behind(tmp_path: Path) -> None:
    series = find_scans([compressed(tmp_path, list(range(1, 9)))]).series[0]

    def stop(done: int, total: int) -> None:
        raise CancelledError("stopped")

    before = threading.active_count()
    with pytest.raises(CancelledError):
        load_volume(series, progress=stop)
    assert threading.active_count() == before
    assert load_volume(series).stored_kji.shape == (8, 4, 6)


STORED = [
    # bits stored, highest bit, signed, as they lie in the file, what they mean
    (12, 11, 0, [0x0FFF, 0xFFFF, 0x8001], [4095, 4095, 1]),
    (12, 11, 1, [0x0FFF, 0x0800, 0x07FF], [-1, -2048, 2047]),
    (12, 11, 1, [0xFFFF, 0xF800, 0x07FF], [-1, -2048, 2047]),
    (12, 15, 0, [0x0010, 0xFFF0, 0x123F], [1, 4095, 0x123]),
]


@pytest.mark.parametrize(("stored", "high", "signed", "words", "values"), STORED)
def test_bits_beside_the_stored_ones_are_cleared(
    tmp_path: Path, stored: int, high: int, signed: int, words: list[int], values: list[int]
) -> None:
    pixels = np.resize(np.array(words, dtype=np.uint16), (4, 6))
    changes = {"BitsStored": stored, "HighBit": high, "PixelRepresentation": signed}
    write(tmp_path / "a.dcm", ct_slice(1, 0, PixelData=pixels.tobytes(), **changes))
    volume = load_volume(find_scans([tmp_path]).series[0])
    np.testing.assert_array_equal(volume.stored_kji[0], np.resize(values, (4, 6)))


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
