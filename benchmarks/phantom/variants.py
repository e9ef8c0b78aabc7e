"""Seeded variants: a phantom, one to three changes, the files, and the truth about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from phantom import dicom, nifti, scan
from phantom.parts import Change, Pair, Rng, Variant
from phantom.place_changes import PLACE_CHANGES
from phantom.tag_changes import TAG_CHANGES

DICOM_CHANGES = (*TAG_CHANGES, *PLACE_CHANGES)
CHANGES = (*DICOM_CHANGES, *nifti.NIFTI_CHANGES)
# How many changes come on top of the leading one: half of the variants have it alone.
OTHERS = (0, 0, 0, 1, 1, 2)


def variants(count: int, seed: int, folder: Path) -> Iterator[Variant]:
    """Write variants one after the other; every change is the first one in its turn."""
    for n in range(count):
        rng = np.random.default_rng([seed, n])
        leading = CHANGES[n % len(CHANGES)]
        yield make(chosen(leading, rng), rng, folder / f"{n:04d}")


def chosen(leading: Change, rng: Rng) -> tuple[Change, ...]:
    """Return the leading change and up to two others that suit a phantom that it suits."""
    pool = nifti.NIFTI_CHANGES if leading in nifti.NIFTI_CHANGES else DICOM_CHANGES
    others = rng.permutation(len(pool))[: int(rng.choice(OTHERS))]
    found = [leading]
    for n in others:
        if pool[n] is not leading and _kinds((*found, pool[n])):
            found.append(pool[n])
    return tuple(found)


def make(changes: tuple[Change, ...], rng: Rng, folder: Path, kind: str | None = None) -> Variant:
    """Write a phantom with these changes, of a kind that all of them suit."""
    made: Any
    if changes[0] in nifti.NIFTI_CHANGES:
        kind = nifti.KIND
        made = nifti.plain(rng)
    else:
        kinds = _kinds(changes)
        kind = kind or kinds[int(rng.integers(0, len(kinds)))]
        made = scan.plain(kind, rng)
    for change in changes:
        made = change.apply(made, rng)
    if isinstance(made, nifti.Nifti):
        nifti.write(made, folder, rng)
        truth = {pair: nifti.truth_mm(made, pair) for pair in Pair}
        found = nifti.values(made)
    else:
        dicom.write(made, folder, rng)
        truth = {pair: scan.truth_mm(made, pair) for pair in Pair}
        found = scan.values(made)
    return Variant(
        folder=folder,
        kind=kind,
        changes=tuple(change.name for change in changes),
        truth_mm=truth,
        expected=frozenset[str]().union(*(change.codes for change in changes)),
        values=found,
    )


def _kinds(changes: tuple[Change, ...]) -> list[str]:
    return [
        kind for kind in scan.KINDS if all(not one.kinds or kind in one.kinds for one in changes)
    ]
