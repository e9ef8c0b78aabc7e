"""From which size on a criterion calls a lesion measurable, by what it was measured with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.model.lesion import Lesion

PORTAL = ("porta", "hepatoduodenal")
"""How the site of a node of the liver hilum begins, in any of its names."""


class Technique(StrEnum):
    """How a lesion was seen, as far as measuring depends on it."""

    CT = "CT"
    MRI = "MRI"
    X_RAY = "X-ray"
    CALIPERS = "calipers"
    PET = "PET"
    ULTRASOUND = "ultrasound"
    ENDOSCOPY = "endoscopy"


CANNOT_MEASURE = (Technique.ULTRASOUND, Technique.ENDOSCOPY)

_WORDS = {
    Technique.CT: ("ct", "ct scan", "spiral ct", "helical ct", "cect", "multidetector ct"),
    Technique.MRI: ("mri", "mr", "mri scan"),
    Technique.X_RAY: ("x-ray", "xray", "x ray", "chest x-ray", "radiograph", "cr", "dx"),
    Technique.CALIPERS: ("clinical", "calipers", "caliper", "physical examination", "photography"),
    Technique.PET: ("pet", "pt", "fdg-pet", "pet/ct", "pet/ct scan", "pet-ct"),
    Technique.ULTRASOUND: ("ultrasound", "us", "sonography", "ultrasonography"),
    Technique.ENDOSCOPY: ("endoscopy", "es", "laparoscopy"),
}
_TECHNIQUES = {word: technique for technique, words in _WORDS.items() for word in words}


def technique_of(method: str) -> Technique | None:
    """Return the technique behind a method as written, None where it says none that is known.

    DICOM's modalities and the terms of SDTM are understood beside the reading table's words.
    """
    return _TECHNIQUES.get(" ".join(method.casefold().split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurability:
    """The least sizes of a criterion; the defaults are RECIST 1.1's (§3.1, Appendix II).

    Attributes
    ----------
    ct_um, mri_um, calipers_um, x_ray_um : int
        Least size of a lesion that is no node; where the technique is not known, CT's.
    conventional_um : int
        What CT must reach where it was not spiral; 0 where the criterion knows no difference.
    thin_slice_um : int
        Thicker slices of CT and MRI ask for ``slices`` times their thickness. On MRI the gap
        between slices belongs to the thickness.
    node_um : int or None
        Least short axis of a node; None where a node counts like any other lesion.
    portal_node_um : int or None
        Least short axis of a node in the liver hilum; None where it is like the others.
    """

    ct_um: int = 10_000
    mri_um: int = 10_000
    calipers_um: int = 10_000
    x_ray_um: int = 20_000
    conventional_um: int = 0
    thin_slice_um: int = 5_000
    slices: int = 2
    node_um: int | None = 15_000
    portal_node_um: int | None = None

    def least(self, lesion: Lesion, technique: Technique | None, slice_um: int | None) -> int:
        """Return the least size of a measurable lesion, in micrometres on its counting axis.

        Parameters
        ----------
        technique : Technique or None
            How it was measured, as far as that is known.
        slice_um : int or None
            Slice thickness, as far as it is known; a node and what needs no slices ignore it.
        """
        if lesion.nodal and self.node_um is not None:
            if self.portal_node_um is not None and is_portal(lesion):
                return self.portal_node_um
            return self.node_um
        if technique is Technique.X_RAY:
            return self.x_ray_um
        if technique is Technique.CALIPERS:
            return self.calipers_um
        least = self.mri_um if technique is Technique.MRI else self.ct_um
        if slice_um is None or slice_um <= self.thin_slice_um:
            return least
        return max(least, self.slices * slice_um)


def is_portal(node: Lesion) -> bool:
    """Say whether a node lies in the liver hilum: porta hepatis, periportal, hepatoduodenal."""
    return any(word in node.site.casefold() for word in PORTAL)
