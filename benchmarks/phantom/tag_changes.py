"""What can be done to the tags of a DICOM phantom that are not its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
)

from phantom.parts import Change, Pair, Rng
from phantom.place_changes import APART
from phantom.scan import ENHANCED, SINGLE, Numbers, Scan, every, free, lost, one_sheet

BOTH = (Pair.IN_PLANE, Pair.THROUGH)
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
RADIOGRAPH = "1.2.840.10008.5.1.4.1.1.1.1"
SPACING = frozenset({"no-spacing", "bad-spacing", "implausible-spacing", "spacing-source"})


def non_square(scan: Scan, rng: Rng) -> Scan:
    """Let rows and columns have different distances."""
    if Pair.IN_PLANE in scan.unknowable:
        return scan
    return every(scan, spacing=tuple(round(float(mm), 4) for mm in rng.uniform(0.4, 2.0, 2)))


def spacing_swapped(scan: Scan, rng: Rng) -> Scan:
    """Exchange two distances: the file now states another scan, and states it clearly."""
    if Pair.IN_PLANE in scan.unknowable:
        return scan
    return every(scan, spacing=tuple(reversed(non_square(scan, rng).sheets[0].spacing or ())))


def bad_spacing(scan: Scan, rng: Rng) -> Scan:
    """Spoil the spacing of all slices, or of one without a mark."""
    if scan.decoys:
        return scan
    spoilt: list[Numbers] = [
        None,
        (0, 0),
        (0.8, -0.8),
        ("NaN", "NaN"),
        ("inf", 0.8),
        (0.8,),
        (0.8, 0.8, 0.8),
        (0.0008, 0.0008),
        (800, 800),
    ]
    chosen = spoilt[rng.integers(0, len(spoilt))]
    if scan.kind in SINGLE and rng.random() < 0.4:
        return one_sheet(scan, int(rng.choice(free(scan))), spacing=chosen)
    return lost(every(scan, spacing=chosen), *BOTH)


def other_spacing(scan: Scan, rng: Rng) -> Scan:
    """Leave a spacing that is not the patient's."""
    if scan.decoys:
        return scan
    names = ("ImagerPixelSpacing", "NominalScannedPixelSpacing")
    given = scan.attributes | {names[rng.integers(0, 2)]: [0.6, 0.6]}
    return lost(replace(every(scan, spacing=None), attributes=given), *BOTH)


def detector_decoy(scan: Scan, rng: Rng) -> Scan:
    """State a detector's spacing and a magnification beside the patient's."""
    decoys = {
        "ImagerPixelSpacing": [0.2, 0.3],
        "EstimatedRadiographicMagnificationFactor": 1.4,
        "PatientPosition": str(rng.choice(["FFS", "FFP", "HFP", "HFDR"])),
    }
    return replace(scan, attributes=scan.attributes | decoys)


def aspect(scan: Scan, rng: Rng) -> Scan:
    """State a ratio that the spacing does not have."""
    return replace(scan, attributes=scan.attributes | {"PixelAspectRatio": [7, 1]})


def no_patient_scale(scan: Scan, rng: Rng) -> Scan:
    """Store it as what has no scale in the patient."""
    picture: list[dict[str, Any]] = [
        {"SOPClassUID": SECONDARY_CAPTURE},
        {"SOPClassUID": RADIOGRAPH},
        {"ImageType": ["DERIVED", "SECONDARY", "SCREEN SAVE"]},
    ]
    given = scan.attributes | picture[rng.integers(0, len(picture))]
    return lost(replace(scan, attributes=given), *BOTH)


def zoomed(scan: Scan, rng: Rng) -> Scan:
    """Add a zoomed reconstruction of the same places, without marks."""
    first = tuple(replace(one, number=one.number + 50, marks={}) for one in scan.sheets)
    small = tuple(replace(one, spacing=(0.31, 0.29)) for one in first)
    return replace(scan, sheets=(*scan.sheets, *small))


def other_plane(scan: Scan, rng: Rng) -> Scan:
    """Add three slices of another plane, one of them a scout."""
    turned = tuple(
        replace(
            one,
            marks={},
            number=70 + n,
            orientation=(0.6, 0.8, 0.0, 0.0, 0.0, -1.0),
            position=(13.0 * n, 5.0, 7.0),
            attributes=one.attributes | ({"ImageType": ["ORIGINAL", "LOCALIZER"]} if n else {}),
        )
        for n, one in enumerate(scan.sheets[:3])
    )
    return replace(scan, sheets=(*scan.sheets, *turned))


def other_size(scan: Scan, rng: Rng) -> Scan:
    """Let a few slices have fewer rows."""
    for k in rng.choice(free(scan), 2, replace=False):
        scan = one_sheet(scan, int(k), rows=scan.sheets[0].rows // 2)
    return scan


def frames_of_reference(scan: Scan, rng: Rng) -> Scan:
    """Let the upper slices be in another frame of reference."""
    first = int(rng.integers(3, len(scan.sheets) - 1))
    for k in range(first, len(scan.sheets)):
        own = scan.sheets[k].attributes | {"FrameOfReferenceUID": "1.2.3.77"}
        scan = one_sheet(scan, k, attributes=own)
    return scan


def studies(scan: Scan, rng: Rng) -> Scan:
    """Let some slices name another study."""
    for k in rng.choice(len(scan.sheets), 3, replace=False):
        own = scan.sheets[k].attributes | {"StudyInstanceUID": "1.2.3.88"}
        scan = one_sheet(scan, int(k), attributes=own)
    return scan


def shuffled(scan: Scan, rng: Rng) -> Scan:
    """Give the numbers of the images without any order."""
    numbers = rng.permutation(len(scan.sheets))
    sheets = [replace(one, number=int(n) + 1) for one, n in zip(scan.sheets, numbers, strict=True)]
    return replace(scan, sheets=tuple(sheets))


def duplicates(scan: Scan, rng: Rng) -> Scan:
    """Have some files twice."""
    return replace(scan, copies=3)


def rescale(scan: Scan, rng: Rng) -> Scan:
    """Change slope and intercept, of all slices or of each."""
    if rng.random() < 0.5:
        return every(scan, slope=float(rng.choice([-1, 0.5, 2, 3])), intercept=7)
    for k in range(len(scan.sheets)):
        scan = one_sheet(scan, k, slope=1 + k / 4, intercept=-k)
    return scan


def bad_rescale(scan: Scan, rng: Rng) -> Scan:
    """Leave the rescale out on a slice, or spoil it on all."""
    if rng.random() < 0.5:
        return one_sheet(scan, int(rng.choice(free(scan))), slope=None, intercept=None)
    spoilt: list[Any] = [0, "NaN"]
    return every(scan, slope=spoilt[rng.integers(0, 2)], intercept=0)


def monochrome1(scan: Scan, rng: Rng) -> Scan:
    """Let small values be bright."""
    given = {"PhotometricInterpretation": "MONOCHROME1"}
    return replace(scan, attributes=scan.attributes | given)


def syntax(scan: Scan, rng: Rng) -> Scan:
    """Write the files in another way."""
    choice = (ExplicitVRBigEndian, ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian)
    return replace(scan, syntax=str(choice[rng.integers(0, 3)]))


def lossy(scan: Scan, rng: Rng) -> Scan:
    """State that the pixels were once compressed with loss."""
    return replace(scan, attributes=scan.attributes | {"LossyImageCompression": "01"})


def contradicting_groups(scan: Scan, rng: Rng) -> Scan:
    """State the values of a frame otherwise at a level further away."""
    if scan.unknowable:
        return scan
    decoys: list[dict[str, Any]] = [
        {"PixelSpacing": [2.5, 2.5]},
        {"ImageOrientationPatient": [0, 0, 1, 1, 0, 0]},
        {"PixelSpacing": [2.5, 2.5], "ImagePositionPatient": [9, 9, 9], "SliceThickness": 9},
    ]
    level = str(rng.choice(["shared", "root"]))
    decoy = decoys[rng.integers(0, len(decoys))]
    own = () if level == "shared" else scan.shared
    return replace(scan, shared=own, decoys=scan.decoys | {level: decoy})


def missing_group(scan: Scan, rng: Rng) -> Scan:
    """Leave out a group at every level."""
    if scan.decoys:
        return scan
    names = ("PixelSpacing", "ImageOrientationPatient", "ImagePositionPatient")
    name = names[rng.integers(0, 3)]
    pairs = BOTH if name == "PixelSpacing" else (Pair.THROUGH,)
    return lost(replace(scan, left_out=(*scan.left_out, name)), *pairs)


def per_frame(scan: Scan, rng: Rng) -> Scan:
    """State everything in the groups of each frame."""
    return scan if scan.decoys else replace(scan, shared=())


MISSING = frozenset({"no-spacing", "no-orientation", "no-position", "spacing-source"})
TAG_CHANGES = (
    Change(name="plain", apply=lambda scan, rng: scan),
    Change(name="pixels not square", apply=non_square),
    Change(name="spacing swapped", apply=spacing_swapped),
    Change(name="spacing damaged", apply=bad_spacing, codes=APART | SPACING),
    Change(name="spacing of a detector", apply=other_spacing, codes=frozenset({"spacing-source"})),
    Change(name="detector's decoys", apply=detector_decoy, codes=frozenset({"spacing-source"})),
    Change(
        name="aspect ratio",
        apply=aspect,
        codes=frozenset({"aspect-ratio-differs", "spacing-source"}),
    ),
    Change(name="no scale", apply=no_patient_scale, codes=frozenset({"no-mm"})),
    Change(
        name="zoomed beside",
        apply=zoomed,
        kinds=SINGLE,
        codes=frozenset({"split-by-order"}),
    ),
    Change(
        name="other planes beside",
        apply=other_plane,
        kinds=SINGLE,
        codes=frozenset({"no-thickness", "no-mm"}),
    ),
    Change(name="sizes mixed", apply=other_size, kinds=SINGLE, codes=APART),
    Change(
        name="frames of reference",
        apply=frames_of_reference,
        kinds=SINGLE,
        codes=frozenset({"several-frames-of-reference"}),
    ),
    Change(name="studies mixed", apply=studies, kinds=SINGLE),
    Change(name="numbers shuffled", apply=shuffled, kinds=SINGLE),
    Change(name="files twice", apply=duplicates, kinds=SINGLE),
    Change(name="rescale", apply=rescale),
    Change(
        name="rescale damaged",
        apply=bad_rescale,
        codes=frozenset({"bad-rescale", "mixed-rescale"}),
    ),
    Change(name="MONOCHROME1", apply=monochrome1),
    Change(name="transfer syntax", apply=syntax),
    Change(name="lossy", apply=lossy, codes=frozenset({"lossy-compression"})),
    Change(
        name="groups contradict",
        apply=contradicting_groups,
        kinds=ENHANCED,
        codes=frozenset({"groups-disagree"}),
    ),
    Change(
        name="group missing",
        apply=missing_group,
        kinds=ENHANCED,
        codes=MISSING | {"split-by-order"},
    ),
    Change(name="groups per frame", apply=per_frame, kinds=ENHANCED),
)
