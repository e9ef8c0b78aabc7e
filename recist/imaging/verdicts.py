"""From reasons to a verdict: what each of them means for measuring. One row per code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from recist.imaging.geometry import Geometry
from recist.imaging.series import NO_THICKNESS, UNREADABLE_SLICE
from recist.imaging.verdict import Reason, Verdict

# They describe a series and cast no doubt on a length in its slices.
INFORMS = (
    "colour-as-grey",
    "mixed-thickness",
    "non-square-pixels",
    "oblique",
    "overlapping-slices",
    "several-orientations",
    "several-sizes",
    "several-spacings",
    "several-studies",
    "split-positions",
    "unit-not-stated",
)
# A reader has to know them before measuring.
WARNS = (
    "aspect-ratio-differs",
    "bad-rescale",
    "gantry-tilt",
    "gap-between-slices",
    "groups-disagree",
    "lossy-compression",
    "missing-slice",
    "mixed-rescale",
    "nan-values",
    NO_THICKNESS,
    "several-frames-of-reference",
    "sform-qform-differ",
    "sheared-plane",
    "slices-not-aligned",
    "split-by-order",
    "step-differs",
    "tilt-disagrees",
    "uneven-spacing",
    UNREADABLE_SLICE,
)
# There are no millimetres that can be trusted.
QUARANTINES = (
    "atlas-space",
    "bad-orientation",
    "bad-spacing",
    "implausible-spacing",
    "no-mm",
    "no-orientation",
    "no-position",
    "no-spacing",
    "sform-pixdim-differ",
    "sform-shape-differs",
    "spacing-source",
    "unknown-unit",
)
# Slices of MR are planned with gaps; on CT a gap means that something was not scanned.
INFORMS_ON_MR = frozenset({"gap-between-slices"})

VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    dict.fromkeys(INFORMS, Verdict.ACCEPT)
    | dict.fromkeys(WARNS, Verdict.WARN)
    | dict.fromkeys(QUARANTINES, Verdict.QUARANTINE)
)
_ORDER = tuple(Verdict)


def verdict_of(code: str, modality: str) -> Verdict:
    """Return what one reason means; a code without a row here warns."""
    if modality == "MR" and code in INFORMS_ON_MR:
        return Verdict.ACCEPT
    return VERDICTS.get(code, Verdict.WARN)


def judge(
    reasons: Iterable[Reason], *, modality: str, geometry: Geometry | None
) -> tuple[Verdict, tuple[Reason, ...]]:
    """Return the verdict on a series, and its reasons with the gravest first.

    A series without geometry is in quarantine, whatever the reasons are.
    """

    def gravity(reason: Reason) -> int:
        return -_ORDER.index(verdict_of(reason.code, modality))

    ordered = tuple(sorted(reasons, key=gravity))
    if geometry is None:
        return Verdict.QUARANTINE, ordered
    return (verdict_of(ordered[0].code, modality) if ordered else Verdict.ACCEPT), ordered
