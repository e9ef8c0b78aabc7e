"""What can be done to where the slices of a DICOM phantom lie."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from phantom.parts import Change, Pair, Rng
from phantom.scan import (
    SINGLE,
    Numbers,
    Scan,
    Sheet,
    every,
    free,
    lost,
    normal,
    one_sheet,
    written,
)

FARTHEST_MM = 1e4
UNEVEN = frozenset({"missing-slice", "uneven-spacing", "gap-between-slices"})
SHIFTED = UNEVEN | {"slices-not-aligned", "gantry-tilt", "tilt-disagrees", "split-by-order"}
# Two stacks of one series, each of which lacks the slices of the other.
APART = UNEVEN | {"no-thickness"}


def _moved(scan: Scan, move: Any) -> Scan:
    """Return the scan with every position that is known moved."""
    sheets = [
        replace(one, position=written(move(k, np.array(one.position, dtype=float))))
        if _placed(one)
        else one
        for k, one in enumerate(scan.sheets)
    ]
    return replace(scan, sheets=tuple(sheets))


def _placed(sheet: Sheet) -> bool:
    place = sheet.position
    if place is None or len(place) != 3:
        return False
    return all(isinstance(one, float) and abs(one) < FARTHEST_MM for one in place)


def _upright(scan: Scan) -> bool:
    """Say whether the cosines still are such; a second change finds them damaged."""
    found = scan.sheets[0].orientation
    return found is not None and len(found) == 6 and _sound(found)


def _sound(cosines: Numbers) -> bool:
    row, column = np.split(np.array(cosines, dtype=float), 2)
    off = (row @ row - 1, column @ column - 1, row @ column)
    return bool(np.all(np.abs(off) < 1e-4))


def oblique(scan: Scan, rng: Rng) -> Scan:
    """Turn the whole scan about a random axis."""
    if not _upright(scan):
        return scan
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    turn = turn * np.sign(np.linalg.det(turn))
    sheets = []
    for one in _moved(scan, lambda k, place: turn @ place).sheets:
        row, column = np.split(np.array(one.orientation, dtype=float), 2)
        sheets.append(replace(one, orientation=written([*(turn @ row), *(turn @ column)], 7)))
    return replace(scan, sheets=tuple(sheets))


def swapped_axes(scan: Scan, rng: Rng) -> Scan:
    """Exchange row and column cosines: the normal turns over."""
    if not _upright(scan):
        return scan
    return replace(
        scan,
        sheets=tuple(
            replace(one, orientation=(*(one.orientation or ())[3:], *(one.orientation or ())[:3]))
            for one in scan.sheets
        ),
    )


def flipped(scan: Scan, rng: Rng) -> Scan:
    """Turn rows or columns round on all slices alike."""
    if not _upright(scan):
        return scan
    signs = [-1, -1, -1, 1, 1, 1] if rng.random() < 0.5 else [1, 1, 1, -1, -1, -1]
    sheets = [
        replace(one, orientation=written(np.multiply(one.orientation or (), signs), 7))
        for one in scan.sheets
    ]
    return replace(scan, sheets=tuple(sheets))


def turned_slices(scan: Scan, rng: Rng) -> Scan:
    """Turn a few slices upside down, header and all."""
    for k in rng.choice(free(scan), 2, replace=False):
        cosines = scan.sheets[k].orientation
        if cosines is not None and _upright(scan):
            scan = one_sheet(scan, int(k), orientation=tuple(-value for value in cosines))
    return scan


def tilted(scan: Scan, rng: Rng) -> Scan:
    """Shear the stack down the columns as a tilted gantry does; the header agrees."""
    if not _upright(scan) or not any(_placed(one) for one in scan.sheets):
        return scan
    degrees = round(float(rng.uniform(3, 30)), 1)
    cosines = scan.sheets[0].orientation or ()
    column, across = np.array(cosines[3:], dtype=float), normal(cosines)
    start = min(float(across @ np.array(one.position)) for one in scan.sheets if _placed(one))
    share = math.tan(math.radians(degrees))
    found = _moved(scan, lambda k, place: place + (across @ place - start) * share * column)
    return replace(found, attributes=found.attributes | {"GantryDetectorTilt": degrees})


def tilt_claimed(scan: Scan, rng: Rng) -> Scan:
    """State a tilt that the positions do not have."""
    stated = scan.attributes.get("GantryDetectorTilt", 0) + 25
    return replace(scan, attributes=scan.attributes | {"GantryDetectorTilt": stated})


def gap(scan: Scan, rng: Rng) -> Scan:
    """Take slices out."""
    out = set(rng.choice(free(scan), int(rng.integers(1, 3)), replace=False).tolist())
    left = tuple(one for k, one in enumerate(scan.sheets) if k not in out)
    return replace(scan, sheets=left)


def uneven(scan: Scan, rng: Rng) -> Scan:
    """Move the slices from a certain one on along the normal."""
    if not _upright(scan):
        return scan
    first, share = int(rng.choice(free(scan))), float(rng.uniform(0.3, 0.6))
    off = share * scan.step_mm * normal(scan.sheets[0].orientation)
    return _moved(scan, lambda k, place: place + off * (k >= first))


def doubled(scan: Scan, rng: Rng) -> Scan:
    """Take one slice twice."""
    again = replace(scan.sheets[int(rng.choice(free(scan)))], number=99)
    return replace(scan, sheets=(*scan.sheets, again))


def time_points(scan: Scan, rng: Rng) -> Scan:
    """Add a second time point without marks."""
    first = [
        replace(one, attributes=one.attributes | {"AcquisitionNumber": 1}) for one in scan.sheets
    ]
    second = [
        replace(one, marks={}, attributes=one.attributes | {"AcquisitionNumber": 2})
        for one in scan.sheets
    ]
    return replace(scan, sheets=(*first, *second))


def thickness(scan: Scan, rng: Rng) -> Scan:
    """Let the thickness be another than the distance, or no length at all."""
    thick = round(float(rng.uniform(0.3, 4)) * scan.step_mm, 2)
    return every(scan, thickness=rng.choice(np.array([thick, thick, 0, None], dtype=object)))


def spacing_between(scan: Scan, rng: Rng) -> Scan:
    """State a distance of the slices that their positions do not have."""
    stated = round(float(rng.uniform(0.1, 30)), 2)
    return replace(scan, attributes=scan.attributes | {"SpacingBetweenSlices": stated})


def position_noise(scan: Scan, rng: Rng) -> Scan:
    """Let the positions jitter, from hundredths of a millimetre to whole ones."""
    mm = 10 ** float(rng.uniform(-2.5, 0))
    noise = rng.normal(0, mm, (len(scan.sheets), 3))
    return _moved(scan, lambda k, place: place + noise[k])


def rounded_positions(scan: Scan, rng: Rng) -> Scan:
    """Write the positions with few digits."""
    digits = int(rng.integers(0, 3))
    return _moved(scan, lambda k, place: np.round(place, digits))


def no_position(scan: Scan, rng: Rng) -> Scan:
    """Leave out or spoil the position of one slice or of all."""
    if scan.decoys:
        return scan
    spoilt: Numbers = [None, (0.0, 0.0), (0.0, 0.0, "NaN"), (0.0, 0.0, 1e30)][rng.integers(0, 4)]
    if rng.random() < 0.5:
        return one_sheet(scan, int(rng.choice(free(scan))), position=spoilt)
    return lost(every(scan, position=spoilt), Pair.THROUGH)


def bad_orientation(scan: Scan, rng: Rng) -> Scan:
    """Spoil the orientation of all slices."""
    if scan.decoys:
        return scan
    sound = scan.sheets[0].orientation or (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    spoilt: list[Numbers] = [
        None,
        tuple(1.5 * value for value in sound[:3]) + sound[3:],
        sound[:3] + sound[:3],
        sound[:5],
        (0.0,) * 6,
        ("NaN",) * 6,
        tuple(value + 0.1 for value in sound),
    ]
    return lost(every(scan, orientation=spoilt[rng.integers(0, len(spoilt))]), Pair.THROUGH)


def rounded_orientation(scan: Scan, rng: Rng) -> Scan:
    """Write the cosines with few digits, on each slice a little otherwise."""
    if not _upright(scan):
        return scan
    sheets = []
    for one in scan.sheets:
        noise = rng.uniform(-4e-5, 4e-5, 6)
        sheets.append(replace(one, orientation=written(np.add(one.orientation or (), noise))))
    return replace(scan, sheets=tuple(sheets))


NONE = frozenset({"no-position", "no-orientation", "bad-orientation"})
PLACE_CHANGES = (
    Change(name="oblique", apply=oblique),
    Change(name="axes swapped", apply=swapped_axes),
    Change(name="flipped", apply=flipped),
    Change(
        name="some slices turned",
        apply=turned_slices,
        codes=APART | {"several-orientations"},
        kinds=("CT", "MR"),
    ),
    Change(name="gantry tilt", apply=tilted, codes=frozenset({"gantry-tilt", "tilt-disagrees"})),
    Change(name="tilt claimed", apply=tilt_claimed, codes=frozenset({"tilt-disagrees"})),
    Change(name="slices missing", apply=gap, codes=UNEVEN),
    Change(name="slices uneven", apply=uneven, codes=SHIFTED),
    Change(name="slice doubled", apply=doubled, codes=APART | {"split-by-order"}),
    Change(name="time points", apply=time_points, kinds=SINGLE),
    Change(
        name="thickness",
        apply=thickness,
        codes=frozenset({"gap-between-slices", "no-thickness"}),
    ),
    Change(name="spacing between slices", apply=spacing_between),
    Change(name="position noise", apply=position_noise, codes=SHIFTED),
    Change(name="positions rounded", apply=rounded_positions, codes=SHIFTED),
    Change(name="position damaged", apply=no_position, codes=APART | NONE),
    Change(name="orientation damaged", apply=bad_orientation, codes=NONE),
    Change(name="cosines rounded", apply=rounded_orientation),
)
