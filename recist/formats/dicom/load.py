"""A series that was found, into a volume."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass

from recist.formats.dicom.decoders import MOST_PROCESSES, DecoderPool
from recist.formats.dicom.frames import Decode, read_pixels, read_plain
from recist.formats.dicom.functional import FrameHeader, Rescale
from recist.formats.dicom.header import Instance, read_header, read_instance
from recist.formats.dicom.open import open_dicom
from recist.formats.dicom.pixels import (
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    NATIVE,
    Pixels,
    stored_as,
    stored_type,
)
from recist.formats.dicom.same import changed, check_place
from recist.formats.dicom.values import UNFORESEEN
from recist.formats.dicom.walker import PlainSlice, find_plain_slice
from recist.formats.sources import CancelledError, Opener, RefusedError, new_array, scan_error
from recist.imaging.meaning import Meaning, joined
from recist.imaging.series import Series
from recist.imaging.volume import Volume

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
PLAIN = (IMPLICIT_LITTLE, EXPLICIT_LITTLE)
ASK_SECONDS = 0.1


# Of each slice what its values mean and in which unit; None where that is the first one's.
_Line = tuple[Meaning, str | None]
_Lines = dict[int, _Line]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Load:
    """What all files of a load share."""

    series: Series
    first: Instance
    stored: Pixels
    opener: Opener
    decode: Decode


def load_dicom(
    series: Series, *, progress: Progress | None = None, cancelled: IsCancelled | None = None
) -> Volume:
    """Decode all slices of a series into one array in the file's own integer type.

    Parameters
    ----------
    series : Series
        As the scan of a folder has found it.
    progress : callable, optional
        Called with files done and files in all.
    cancelled : callable, optional
        Asked between files; loading stops as soon as it says yes.

    Raises
    ------
    ScanError
        If a file is gone, cut short, damaged or no longer what the scan has seen.
    CancelledError
        If the user stopped it.
    """
    files: dict[str, dict[int, int]] = defaultdict(dict)
    for k, one in enumerate(series.slices):
        files[one.file][one.frame] = k
    with Opener() as opener:
        first = _first_header(series, opener)
        native = first.pixels.syntax in NATIVE
        threads = 1 if native else min(os.cpu_count() or 1, MOST_PROCESSES, len(files))
        stored = _array_for(series, first)
        lines: _Lines = {}
        with DecoderPool(threads) as pool:
            load = _Load(
                series=series, first=first, stored=stored, opener=opener, decode=pool.decode
            )
            # Also when progress raises, no thread may outlive the pool.
            with closing(_run(load, files, pool, cancelled)) as runs:
                for done, found in enumerate(runs, start=1):
                    lines.update(found)
                    if progress:
                        progress(done, len(files))
    return _volume(series, first, stored, [lines[k] for k in range(len(series.slices))])


def _run(
    load: _Load,
    files: Mapping[str, dict[int, int]],
    pool: DecoderPool,
    cancelled: IsCancelled | None,
) -> Generator[_Lines, None, None]:
    """Read the files, compressed ones several at a time; whatever ends it ends the decoders."""
    if load.first.pixels.syntax in NATIVE:
        for file, frames in files.items():
            _stop_if(cancelled)
            yield _read_file(load, file, frames)
        return
    with ThreadPoolExecutor(pool.size) as workers:
        waiting: set[Future[_Lines]] = {
            workers.submit(_read_file, load, file, frames) for file, frames in files.items()
        }
        try:
            while waiting:
                _stop_if(cancelled)
                done, waiting = wait(waiting, ASK_SECONDS, FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            if waiting:
                pool.stop()
            workers.shutdown(cancel_futures=True)


def _stop_if(cancelled: IsCancelled | None) -> None:
    if cancelled and cancelled():
        raise CancelledError("stopped")


def _array_for(series: Series, first: Instance) -> Pixels:
    try:
        return new_array(series.shape_kji, stored_type(first.pixels))
    except RefusedError as error:
        raise scan_error(series.slices[0].file, error) from error


def _first_header(series: Series, opener: Opener) -> Instance:
    """Read the header that says what the array is, naming the file if it cannot be."""
    file = series.slices[0].file
    try:
        first = read_header(file, opener)
        if series.stored_as not in ("", stored_as(first.pixels)):
            raise changed(f"its pixels are {stored_as(first.pixels)}")
        return first
    except (RefusedError, *UNFORESEEN) as error:
        raise scan_error(file, error) from error


def _read_file(load: _Load, file: str, frames: dict[int, int]) -> _Lines:
    """Decode the wanted frames of a file into their slices; return their rescale."""
    try:
        with load.opener.load(file) as stream:
            size = load.opener.size(file)
            pixels = load.first.pixels
            if pixels.syntax in PLAIN and pixels.samples == 1 and list(frames) == [0]:
                k = frames[0]
                found = load.series.slices[k]
                plain = find_plain_slice(stream, size, found.image, pixels)
                if plain is not None:
                    check_place(load.series, found, plain)
                    stream.seek(plain.offset)
                    read_plain(stream, pixels, load.stored[k])
                    return {k: _line(plain)}
                stream.seek(0)
            opened = open_dicom(stream, size)
            instance = read_instance(file, opened)
            _check_same(instance, frames, load)
            wanted = {n: load.stored[k] for n, k in frames.items()}
            read_pixels(opened, instance.pixels, wanted, load.decode)
    except (RefusedError, *UNFORESEEN) as error:
        raise scan_error(file, error) from error
    return {k: _line(instance.frames[n]) for n, k in frames.items()}


def _line(header: FrameHeader | PlainSlice) -> _Line:
    if isinstance(header, PlainSlice):
        return header.meaning, None if header.rescale is Rescale.PRESENT else ""
    return header.meaning, header.unit


def _check_same(instance: Instance, frames: dict[int, int], load: _Load) -> None:
    """Refuse a file that is no longer the one that the scan of its folder has found."""
    pixels, stored = instance.pixels, load.stored
    shape = (pixels.rows, pixels.columns)
    if shape != stored.shape[1:] or stored_type(pixels) != stored.dtype:
        raise changed(f"it has {shape[0]} × {shape[1]} pixels")
    if pixels.photometric != load.first.pixels.photometric:
        raise changed(f"its pixels are {pixels.photometric}")
    if max(frames) >= len(instance.frames):
        raise changed(f"it has {len(instance.frames)} frames")
    for n, k in frames.items():
        found = load.series.slices[k]
        if instance.image(n) != found.image:
            raise changed("it holds another image")
        check_place(load.series, found, instance.frames[n])


def _volume(series: Series, first: Instance, stored: Pixels, lines: list[_Line]) -> Volume:
    """Join pixels and meaning; slices that differ in meaning become floats."""
    values, scale = joined(stored, [meaning for meaning, _ in lines])
    unit = first.frames[series.slices[0].frame].unit if first.pixels.samples == 1 else ""
    # Values of several units, or of none in some slices, are in no known one.
    known = {unit if own is None else own for _, own in lines} == {unit}
    return Volume(
        series=series,
        stored_kji=values,
        slope=scale.slope,
        intercept=scale.intercept,
        padding=scale.padding,
        inverted=first.pixels.photometric == "MONOCHROME1",
        unit=unit if known else "",
    )
