"""A DICOM series that was found, into a volume: the middle slice first, the others behind it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from recist.formats.dicom.assembly import Assembly
from recist.formats.dicom.layout import Layout
from recist.formats.dicom.pixels import Pixels
from recist.formats.dicom.plain import read_plain
from recist.formats.readers import ReaderPool
from recist.formats.sources import RefusedError, is_file, new_array
from recist.imaging.series import Series
from recist.imaging.volume import Volume
from recist.model.stopping import IsCancelled, stop_if

Progress = Callable[[int, int], None]
First = Callable[[Volume], None]
# A file of many frames is asked for in pieces of this size: several readers share it.
PIECE_BYTES = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Slices that one request reads: ``frames`` maps a frame's number to its slice."""

    file: str
    layout: Layout
    frames: dict[int, int]

    @property
    def is_plain(self) -> bool:
        """Whether it can be read without a reader: no member of an archive, not compressed."""
        return self.layout.is_plain and is_file(Path(self.file))


def load_dicom(
    series: Series,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    first: First | None = None,
    known: Volume | None = None,
    ahead: int | None = None,
) -> Volume:
    """Decode the slices of a series into one array in the file's own integer type.

    A slice that cannot be read costs itself alone: the volume says which.

    Parameters
    ----------
    series : Series
        As the scan of a folder has found it.
    progress : callable, optional
        Called with slices done and slices in all.
    cancelled : callable, optional
        Asked between slices; loading stops as soon as it says yes.
    first : callable, optional
        Called once, as soon as there is a slice to show, with the volume that is being filled.
    known : Volume, optional
        A slice of the series that is decoded already.
    ahead : int, optional
        The slice that will be looked at first; ``first`` waits for it, too.

    Raises
    ------
    ScanError
        If no slice can be read: the files are gone, cut short, damaged or no longer what the
        scan has seen.
    CancelledError
        If the user stopped it.
    """
    assembly = Assembly(series, new_array, known, ahead)
    pieces = list(_pieces(series, assembly.missing()))
    with ReaderPool() as pool, closing(_run(assembly, pieces, pool, cancelled)) as runs:
        shown = False
        for _ in runs:
            if first and not shown and assembly.can_be_shown():
                shown = True
                first(assembly.volume)
            if progress:
                progress(assembly.done, len(series.slices))
    return assembly.finished()


def _pieces(series: Series, wanted: Sequence[int]) -> Iterator[_Piece]:
    """Cut the wanted slices into requests, the first slice alone."""
    piece: _Piece | None = None
    room = 0
    for k in wanted:
        one = series.slices[k]
        layout = cast(Layout, one.layout)
        if piece is None or piece.file != one.file or len(piece.frames) >= room:
            if piece is not None:
                yield piece
            room = 1 if piece is None else max(1, PIECE_BYTES // layout.pixels.frame_bytes)
            piece = _Piece(file=one.file, layout=layout, frames={})
        piece.frames[one.frame] = k
    if piece is not None:
        yield piece


def _run(
    assembly: Assembly,
    pieces: Sequence[_Piece],
    pool: ReaderPool,
    cancelled: IsCancelled | None,
) -> Generator[None, None, None]:
    """Read the pieces, one after the other where no reader is needed for any of them."""
    if assembly.done:
        yield
    if all(piece.is_plain for piece in pieces):
        for piece in pieces:
            stop_if(cancelled)
            _read(assembly, pool, piece)
            yield
        return
    # The first slice is what the reader waits for: nothing else competes with it.
    for part in (pieces[:1], pieces[1:]):
        with closing(pool.each(partial(_read, assembly, pool), part, cancelled)) as done:
            for _ in done:
                yield


def _read(assembly: Assembly, pool: ReaderPool, piece: _Piece) -> None:
    """Read one piece; where it cannot be read as a whole, slice by slice."""
    try:
        if piece.is_plain:
            _read_plain(assembly, piece)
        else:
            slices = list(piece.frames.values())

            def use(n: int, pixels: Pixels) -> None:
                assembly.put(slices[n], pixels)

            pool.decode(piece.file, piece.layout, tuple(piece.frames), use)
    except RefusedError as error:
        if len(piece.frames) == 1:
            (k,) = piece.frames.values()
            assembly.fail(k, error)
            return
        for frame, k in piece.frames.items():
            if not assembly.has(k):
                alone = _Piece(file=piece.file, layout=piece.layout, frames={frame: k})
                _read(assembly, pool, alone)


def _read_plain(assembly: Assembly, piece: _Piece) -> None:
    targets = {frame: assembly.target(k) for frame, k in piece.frames.items()}
    read_plain(piece.file, piece.layout, targets)
    for frame, k in piece.frames.items():
        assembly.put(k, targets[frame])
