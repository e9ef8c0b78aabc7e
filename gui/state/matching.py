"""Which series of a visit is most like the baseline's, and in what it differs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gui.state.tongue import later, tr
from recist.imaging.geometry import normal
from recist.imaging.series import Series, Verdict

_WORDS = re.compile(r"[a-z0-9]+")
_NO_PLANE = later("no plane")
_PLANES = (later("sagittal"), later("coronal"), later("axial"))
_OBLIQUE_BELOW = 0.9
THICKNESS_TOLERANCE_MM = 0.5
FEW_SLICES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A series, and the sentence that says how it was chosen."""

    series: Series
    sentence: str


def key_of(series: Series) -> str:
    """Return a name of its own for a series; stacks that were split share their UID."""
    return f"{series.uid} {series.slices[0].image}" if series.slices else series.uid


def orientation_of(series: Series) -> str:
    """Return axial, coronal, sagittal or oblique; empty where no geometry is trusted."""
    if series.geometry is None:
        return ""
    components = [abs(part) for part in normal(series.geometry)]
    largest = max(range(3), key=lambda n: components[n])
    return _PLANES[largest] if components[largest] >= _OBLIQUE_BELOW else later("oblique")


def title_of(series: Series) -> str:
    """Name a series by modality and description, the modality once."""
    description = series.description.strip()
    if description.upper().startswith(series.modality.upper()):
        return description or tr("series without a description")
    return " ".join(part for part in (series.modality, description) if part)


def best_match(candidates: tuple[Series, ...], reference: Series | None) -> Match | None:
    """Choose the series to open first.

    With a reference (the baseline's) the most similar one: verdict, modality, plane, then
    words of the description (which name the phase), then slice thickness. Without one, the
    usable axial series with most slices.
    """
    if not candidates:
        return None
    if reference is None:
        chosen = max(candidates, key=_worth)
        return Match(series=chosen, sentence=_plain_reason(chosen))
    chosen = max(candidates, key=lambda one: _likeness(one, reference))
    differing = differences(chosen, reference)
    if not differing:
        said = later("Opened {series}: plane and thickness as at baseline")
        sentence = tr(said, series=title_of(chosen))
    else:
        sentence = tr(
            "Opened {series}: the best match, but {differences}",
            series=title_of(chosen),
            differences=", ".join(differing),
        )
    return Match(series=chosen, sentence=sentence)


def differences(series: Series, reference: Series) -> tuple[str, ...]:
    """Name in what a series differs from the baseline's."""
    found = []
    if series.modality != reference.modality:
        found.append(_instead(series.modality, reference.modality))
    here, there = orientation_of(series), orientation_of(reference)
    if here != there:
        found.append(_instead(tr(here or _NO_PLANE), tr(there or _NO_PLANE)))
    if not _same_thickness(series, reference):
        here, there = _mm(series), _mm(reference)
        found.append(tr("slices of {one} instead of {other}", one=here, other=there))
    if _words(series) != _words(reference):
        mine, theirs = repr(series.description), repr(reference.description)
        found.append(tr("described as {one}, not {other}", one=mine, other=theirs))
    return tuple(found)


def _instead(one: str, other: str) -> str:
    return tr("{one} instead of {other}", one=one, other=other)


def _worth(series: Series) -> tuple[float, ...]:
    verdicts = list(Verdict)
    return (
        -verdicts.index(series.verdict),
        len(series.slices) >= FEW_SLICES,
        orientation_of(series) == "axial",
        len(series.slices),
        -(series.number or 0),
    )


def _likeness(series: Series, reference: Series) -> tuple[float, ...]:
    mine, theirs = _words(series), _words(reference)
    together = len(mine | theirs)
    shared = len(mine & theirs) / together if together else 1.0
    thinner = abs((series.slice_thickness_mm or 0.0) - (reference.slice_thickness_mm or 0.0))
    return (
        series.verdict is not Verdict.QUARANTINE,
        series.modality == reference.modality,
        orientation_of(series) == orientation_of(reference),
        round(shared, 3),
        -thinner,
        *_worth(series),
    )


def _same_thickness(series: Series, reference: Series) -> bool:
    mine, theirs = series.slice_thickness_mm, reference.slice_thickness_mm
    if mine is None or theirs is None:
        return mine is theirs
    return abs(mine - theirs) <= THICKNESS_TOLERANCE_MM


def _words(series: Series) -> set[str]:
    return set(_WORDS.findall(series.description.casefold()))


def _mm(series: Series) -> str:
    thickness = series.slice_thickness_mm
    return tr("unknown thickness") if thickness is None else f"{thickness:g} mm"


def _plain_reason(series: Series) -> str:
    named, plane = title_of(series), orientation_of(series)
    if not plane:
        return tr("Opened {series}: the series with most slices", series=named)
    said = later("Opened {series}: the {plane} series with most slices")
    return tr(said, series=named, plane=tr(plane))
