"""What the room remembers of images over restarts, under keys that name nobody.

A key is a keyed hash of trial, subject and lesion, or of two frames of reference. Its secret is
drawn anew for every user, so that the same patient has other keys elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gui.state.entries import figures, objects
from gui.state.linking import Linking, Offset, frame_of, offset_of, with_offset
from gui.state.tile import series_of
from gui.state.viewer import Viewer
from recist.imaging.series import Series, Window, WindowFunction
from recist.measure.vectors import Vector, scale

MOST_WINDOWS, MOST_OFFSETS = 2_000, 500
_FUNCTIONS = [one.value for one in WindowFunction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Windows of lesions and offsets between frames of reference, the newest last.

    Attributes
    ----------
    secret : str
        What keys are hashed with.
    windows : tuple of (str, Window)
        Key of a lesion to its window.
    offsets : tuple of (str, Vector)
        Key of a pair of frames, in the order of their names, to the step between them in mm.
    """

    secret: str
    windows: tuple[tuple[str, Window], ...] = ()
    offsets: tuple[tuple[str, Vector], ...] = ()


def window_of(memory: Memory, *names: str) -> Window | None:
    """Return the window of a lesion, named by trial, subject and label."""
    return dict(memory.windows).get(_key(memory, "window", *names))


def with_window(memory: Memory, window: Window, *names: str) -> Memory:
    """Remember the window of a lesion; a table of a file's own is that file's business."""
    key = _key(memory, "window", *names)
    kept = tuple(one for one in memory.windows if one[0] != key)
    windows = (*kept, (key, replace(window, table=None)))
    return replace(memory, windows=windows[-MOST_WINDOWS:])


def with_offsets(memory: Memory, offsets: Iterable[Offset]) -> Memory:
    """Remember offsets between frames of reference."""
    found = dict(memory.offsets)
    for one in offsets:
        key = _pair_key(memory, one.first, one.second)
        step = scale(one.offset_lps_mm, 1.0 if one.first < one.second else -1.0)
        if found.get(key) != step:
            found.pop(key, None)
            found[key] = step
    return replace(memory, offsets=tuple(found.items())[-MOST_OFFSETS:])


def remembered(memory: Memory, viewer: Viewer) -> Viewer:
    """Link the open tiles by the offsets that are remembered; one that is set stays."""
    shown = [series for tile in viewer.tiles if (series := series_of(tile)) is not None]
    linking = viewer.linking
    for n, first in enumerate(shown):
        for second in shown[n + 1 :]:
            linking = _linked(memory, linking, first, second)
    return viewer if linking == viewer.linking else replace(viewer, linking=linking)


def _linked(memory: Memory, linking: Linking, first: Series, second: Series) -> Linking:
    if offset_of(linking, first, second) is not None:
        return linking
    here, there = frame_of(first), frame_of(second)
    step = dict(memory.offsets).get(_pair_key(memory, here, there))
    if step is None:
        return linking
    return with_offset(linking, first, second, scale(step, 1.0 if here < there else -1.0))


def memory_entries(memory: Memory) -> dict[str, object]:
    """Return what is remembered as entries of a JSON file."""
    return {
        "secret": memory.secret,
        "windows": [
            {"key": key, "window": [one.width, one.level], "function": one.function.value}
            for key, one in memory.windows
        ],
        "offsets": [{"key": key, "offset_lps_mm": list(step)} for key, step in memory.offsets],
    }


def memory_from(entries: dict[str, object], secret: str) -> Memory:
    """Return what entries of a file remember; those that are broken are left out.

    Parameters
    ----------
    secret : str
        Is used where the file has none; what it then holds cannot be found again anyway.
    """
    known = entries.get("secret")
    if not isinstance(known, str) or not known:
        return Memory(secret=secret)
    windows: dict[str, Window] = {}
    for one in objects(entries.get("windows")):
        found = figures(one.get("window"), 2)
        key, function = one.get("key"), one.get("function")
        if found and found[0] > 0 and isinstance(key, str) and function in _FUNCTIONS:
            made = WindowFunction(function)
            windows[key] = Window(width=found[0], level=found[1], function=made)
    offsets: dict[str, Vector] = {}
    for one in objects(entries.get("offsets")):
        step, key = figures(one.get("offset_lps_mm"), 3), one.get("key")
        if step and isinstance(key, str):
            offsets[key] = (step[0], step[1], step[2])
    return Memory(
        secret=known,
        windows=tuple(windows.items())[-MOST_WINDOWS:],
        offsets=tuple(offsets.items())[-MOST_OFFSETS:],
    )


def _pair_key(memory: Memory, first: str, second: str) -> str:
    return _key(memory, "offset", *sorted((first, second)))


def _key(memory: Memory, *names: str) -> str:
    text = "\0".join(names).encode("utf-8", "surrogatepass")
    secret = hashlib.sha256(memory.secret.encode("utf-8", "surrogatepass")).digest()
    return hashlib.blake2b(text, digest_size=16, key=secret).hexdigest()
