"""Whether the targets of a baseline can be measured (RECIST 1.1 §3.1, Appendix II).

Measurability is a matter of the baseline: at follow-up any size is taken as it is.
"""

from __future__ import annotations

from recist.criteria.conformance.course import Course, Held, note, warning
from recist.criteria.conformance.organs import organ_system
from recist.criteria.measurability import CANNOT_MEASURE, Technique, technique_of
from recist.model.finding import Finding, Severity
from recist.model.length import mm_text
from recist.model.lesion import Character
from recist.model.reading import Measured

NEVER_MEASURABLE = (
    Character.BLASTIC,
    Character.EFFUSION,
    Character.LEPTOMENINGEAL,
    Character.LYMPHANGITIC,
    Character.INFLAMMATORY,
)
BONE, SKIN = "bone", "skin"
WITH_SOFT_TISSUE = (Character.LYTIC, Character.MIXED)


def too_small(course: Course) -> list[Finding]:
    """Report the targets below the least size of the criterion."""
    found = []
    for held in course.targets:
        size_um, least_um = course.size_um(held), _least_um(course, held)
        if size_um is None or size_um >= least_um or not isinstance(held.row.state, Measured):
            continue
        axis = course.criterion.rules.thresholds.axis(held.lesion)
        thick = least_um > _least_um(course, held, sliced=False)
        slices = f" with slices of {held.row.slice_thickness} mm" if thick else ""
        text = (
            f"{held.lesion.id} is too small for a target: {axis} {mm_text(size_um)} mm, "
            f"needs {mm_text(least_um)} mm{slices}"
        )
        found.append(warning("target-too-small", text, held.row))
    return found


def never_measurable(course: Course) -> list[Finding]:
    """Report the targets of a character that nobody can measure."""
    return [
        warning(
            "target-not-measurable",
            f"{held.lesion.id} is {held.lesion.character}: it cannot be a target",
            held.row,
        )
        for held in course.targets
        if held.lesion.character in NEVER_MEASURABLE
    ]


def simple_cysts(course: Course) -> list[Finding]:
    """Report simple cysts among the lesions: they are no disease, target or not."""
    return [
        warning(
            "simple-cyst",
            f"{held.lesion.id} is a simple cyst: no disease, and no {held.lesion.role} lesion",
            held.row,
        )
        for held in (*course.targets, *course.non_targets)
        if held.lesion.character is Character.SIMPLE_CYST
    ]


def unsuited_techniques(course: Course) -> list[Finding]:
    """Report targets by ultrasound or endoscopy, which do not measure."""
    return [
        warning(
            "method-does-not-measure",
            f"{held.lesion.id} is a target by {technique}, which does not measure",
            held.row,
        )
        for held in course.targets
        if (technique := technique_of(held.row.method)) in CANNOT_MEASURE
    ]


def felt_only(course: Course) -> list[Finding]:
    """Report targets by calipers that are not superficial: what is only felt does not measure."""
    return [
        warning(
            "felt-only",
            f"{held.lesion.id} is measured by calipers and not called superficial: a mass that "
            "is felt and not imaged cannot be a target",
            held.row,
        )
        for held in course.targets
        if technique_of(held.row.method) is Technique.CALIPERS
        and held.lesion.character is not Character.SUPERFICIAL
        and organ_system(held.lesion) != SKIN
    ]


def treated_earlier(course: Course) -> list[Finding]:
    """Report targets that were treated before baseline and are not known to have grown since."""
    started = course.case.visits[0].date.earliest
    treated = {
        one.lesion: one
        for one in course.case.treatments
        if started is not None and one.date < started
    }
    return [
        warning(
            "target-treated-earlier",
            f"{held.lesion.id} had {treated[held.lesion.id].kind} on "
            f"{treated[held.lesion.id].date.isoformat()}: it is measurable only where it has "
            "progressed since (progressed_since yes)",
            held.row,
        )
        for held in course.targets
        if held.lesion.id in treated and not held.row.progressed_since
    ]


UNMEASURABLE = (
    too_small,
    never_measurable,
    simple_cysts,
    unsuited_techniques,
    felt_only,
    treated_earlier,
)
"""The checks each of which says that a target is not measurable."""


def measurable_targets(course: Course) -> tuple[str, ...]:
    """Return the ids of the targets that were measured and against which nothing speaks."""
    spoken_against = {found.lesion for check in UNMEASURABLE for found in check(course)}
    return tuple(
        held.lesion.id
        for held in course.targets
        if course.size_um(held) is not None and held.lesion.id not in spoken_against
    )


def thick_slices_at_nodes(course: Course) -> list[Finding]:
    """Report nodes whose short axis is less than two slices, where it can hardly be read.

    A node that is too small anyway is reported as that alone.
    """
    rule = course.criterion.measurability
    normal_um = course.criterion.rules.thresholds.normal_node_below_um
    found = []
    for held in (*course.targets, *course.non_targets):
        thickness, size_um = held.row.slice_thickness, course.size_um(held)
        if not held.lesion.nodal or rule.node_um is None or thickness is None or size_um is None:
            continue
        floor_um = _least_um(course, held) if held in course.targets else normal_um
        if floor_um <= size_um < rule.slices * thickness.um:
            text = (
                f"{held.lesion.id} has a short axis of {mm_text(size_um)} mm, less than twice "
                f"the slice thickness of {thickness} mm"
            )
            found.append(warning("node-below-two-slices", text, held.row))
    return found


def normal_nodes(course: Course) -> list[Finding]:
    """Report non-target nodes that are normal by their size and need not be recorded."""
    least_um = course.criterion.rules.thresholds.normal_node_below_um
    found = []
    for held in course.non_targets:
        size_um = course.size_um(held)
        if held.lesion.nodal and size_um is not None and size_um < least_um:
            text = (
                f"{held.lesion.id} has a short axis of {mm_text(size_um)} mm: a node below "
                f"{mm_text(least_um)} mm is normal and is not recorded"
            )
            found.append(warning("normal-node", text, held.row))
    return found


def cystic_targets(course: Course) -> list[Finding]:
    """Mention cystic targets: they may be measured, but a solid lesion is preferred."""
    return [
        note(
            Severity.INFO,
            "cystic-target",
            f"{held.lesion.id} is cystic: where there is a solid lesion, that is preferred",
            held.row,
        )
        for held in course.targets
        if held.lesion.character is Character.CYSTIC
    ]


def bone_without_character(course: Course) -> list[Finding]:
    """Mention bone targets of which nobody said that they have a soft-tissue part."""
    return [
        note(
            Severity.INFO,
            "bone-character-missing",
            f"{held.lesion.id} is a bone lesion and not called lytic or mixed: it may be a "
            "target only by a soft-tissue part",
            held.row,
        )
        for held in course.targets
        if organ_system(held.lesion) == BONE
        and held.lesion.character not in (*WITH_SOFT_TISSUE, *NEVER_MEASURABLE)
    ]


def conventional_or_spiral(course: Course) -> list[Finding]:
    """Mention small targets of CT that may have been conventional (RECIST 1.0).

    CT without further word is taken as spiral; so is a lesion without any method.
    """
    rule = course.criterion.measurability
    found = []
    for held in course.targets:
        size_um, thickness = course.size_um(held), held.row.slice_thickness
        technique = technique_of(held.row.method)
        thin = thickness is not None and thickness.um <= rule.thin_slice_um
        surely_spiral = technique is Technique.CT and thin
        if technique not in (Technique.CT, None) or surely_spiral or size_um is None:
            continue
        if _least_um(course, held) <= size_um < rule.conventional_um:
            text = (
                f"{held.lesion.id} of {mm_text(size_um)} mm is measurable on spiral CT only; "
                f"by another technique it needs {mm_text(rule.conventional_um)} mm"
            )
            found.append(note(Severity.INFO, "spiral-ct-assumed", text, held.row))
    return found


def _least_um(course: Course, held: Held, *, sliced: bool = True) -> int:
    thickness = held.row.slice_thickness if sliced else None
    return course.criterion.measurability.least(
        held.lesion, technique_of(held.row.method), None if thickness is None else thickness.um
    )
