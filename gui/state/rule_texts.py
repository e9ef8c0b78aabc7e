"""The rule behind a finding, in words and with its clause: what a warning sign opens."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.course import Course
from gui.state.lesion_table import findings_of
from gui.state.tongue import later, tr

EISENHAUER = "Eisenhauer 2009, Eur J Cancer 45:228–247"
THERASSE = "Therasse 2000, J Natl Cancer Inst 92:205–216"
LENCIONI = "Lencioni and Llovet 2010, Semin Liver Dis 30:52–60"
FAQ = "RECIST Working Group, frequently asked questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What was noticed, the rule that it goes against, and where that stands.

    ``text`` and ``citation`` are empty where no rule but good sense is behind it.
    """

    said: str
    text: str
    citation: str


_SIZE = later(
    "A target is at least 10 mm long on CT or MRI with slices of up to 5 mm, else twice the slice "
    "thickness, and never less than 10 mm; a lymph node has a short axis of at least 15 mm."
)
_NEVER = later(
    "Blastic bone lesions, effusions, leptomeningeal, lymphangitic and inflammatory disease are "
    "not measurable: they are followed as non-targets."
)
_CAPS = later(
    "At most five targets in all and two in an organ are chosen, the largest that can be measured "
    "again; paired organs are one, and so are all lymph nodes. A protocol may say otherwise."
)
_NODE = later(
    "Of a lymph node the short axis counts, at baseline and after: 15 mm or more may be a target, "
    "10 to 15 mm is a non-target, less than 10 mm is normal."
)
_METHOD = later(
    "The same method and the same technique are used at baseline and at every follow-up."
)
_LATER = later(
    "The targets and non-targets are those of the baseline. What appears later is a new lesion."
)
_REASON = later("What is not evaluable or not done is missing, and never 0; the reason is noted.")
_SPLIT = later(
    "Of a lesion that has split the longest diameters of its fragments are added; of lesions that "
    "have merged the longest diameter of the mass is measured."
)
_MARKER = later("A tumour marker counts among the non-targets where it is raised at baseline.")
_TREATED = later(
    "A lesion that was irradiated or treated locally is measurable only where it has progressed "
    "since."
)
_LEFT = later(
    "A lesion that is treated locally leaves the assessment: from that day on it is not "
    "evaluable. A protocol may say otherwise."
)
_SIZE_1_0 = later(
    "A target is at least 10 mm long on spiral CT and at least 20 mm by any other technique; on "
    "slices of more than 5 mm it is at least twice as long as they are thick. Of a lymph node the "
    "longest diameter counts, too."
)
_CAPS_1_0 = later(
    "At most ten targets in all and five in an organ are chosen, the largest that can be measured "
    "again. A protocol may say otherwise."
)
_LENGTH_1_0 = later("Every lesion counts by its longest diameter, lymph nodes too.")
_SIZE_M = later(
    "A target in the liver is at least 10 mm long in its enhancing part; a lymph node has a short "
    "axis of at least 15 mm, in the liver hilum of at least 20 mm. On slices of more than 5 mm, as "
    "in RECIST 1.1, a target is at least twice as long as they are thick."
)
_AXIS_M = later(
    "In the liver the longest diameter of the enhancing part counts; elsewhere the longest "
    "diameter, of a lymph node the short axis."
)
_NEW_M = later("A new nodule of the liver counts from 10 mm on, with the typical enhancement.")
_NEW = later(
    "A new lesion is without doubt and no artefact; a node is new from a short axis of 10 mm on."
)

RULES = {
    "target-too-small": (_SIZE, "§3.1"),
    "node-below-two-slices": (_SIZE, "§3.1, Appendix II"),
    "target-not-measurable": (_NEVER, "§3.1"),
    "simple-cyst": (later("A simple cyst is no malignant lesion."), "§3.1"),
    "cystic-target": (later("A solid target is preferred to a cystic metastasis."), "§3.1"),
    "bone-character-missing": (_NEVER, "§3.1"),
    "method-does-not-measure": (later("Ultrasound and endoscopy do not measure."), "§3.2"),
    "felt-only": (later("By calipers only superficial lesions are measured."), "§3.2"),
    "target-treated-earlier": (_TREATED, "§3.1"),
    "too-many-in-organ": (_CAPS, "§4.2"),
    "too-many-targets": (_CAPS, "§4.2"),
    "organ-missing": (_CAPS, "§4.2"),
    "normal-node": (_NODE, "§3.1, §4.3.2"),
    "axis-missing": (_NODE, "§4.3.2"),
    "method-changed": (_METHOD, "§3.2"),
    "slice-thickness-changed": (_METHOD, "§3.2"),
    "first-seen-after-baseline": (_LATER, "§4.2, §4.3.5"),
    "target-without-baseline": (_LATER, "§4.2"),
    "new-at-baseline": (_LATER, "§4.3.5"),
    "role-changed": (_LATER, "§4.2"),
    "reason-missing": (_REASON, "§4.4.2"),
    "lesion-without-row": (_REASON, "§4.4.2"),
    "measured-as-zero": (later("What is gone is absent: 0 mm is no measurement."), "§4.3.2"),
    "merged-without-carrier": (_SPLIT, "§4.3.2"),
    "row-of-split-lesion": (_SPLIT, "§4.3.2"),
    "marker-not-raised": (_MARKER, "§4.3.3"),
    "marker-only": (_MARKER, "§4.3.3"),
    "marker-without-baseline": (_MARKER, "§4.3.3"),
    "new-node-too-small": (_NEW, "§4.3.5"),
    "sole-new-node": (_NEW, "§4.3.5"),
}
"""By the code of the finding, the text and the clause of RECIST 1.1."""

OTHERS = {
    "RECIST 1.0": {
        "target-too-small": (_SIZE_1_0, THERASSE),
        "too-many-in-organ": (_CAPS_1_0, THERASSE),
        "too-many-targets": (_CAPS_1_0, THERASSE),
        "axis-missing": (_LENGTH_1_0, THERASSE),
    },
    "mRECIST": {
        "target-too-small": (_SIZE_M, LENCIONI),
        "axis-missing": (_AXIS_M, LENCIONI),
        "new-nodule-too-small": (_NEW_M, LENCIONI),
    },
}
"""By the criteria what they say otherwise than RECIST 1.1, with the paper."""
EVERYWHERE = {"locally-treated": (_LEFT, FAQ)}


def rule_behind(criteria: str, code: str) -> tuple[str, str]:
    """Return text and citation of the rule behind a finding, as the criteria have it.

    Both are empty where no rule is behind it. What the criteria leave to RECIST 1.1 is cited from
    there.
    """
    text, source = OTHERS.get(criteria, {}).get(code) or EVERYWHERE.get(code, ("", ""))
    if not text and code in RULES:
        text, clause = RULES[code]
        source = f"{EISENHAUER}, {clause}"
    return (tr(text), source) if text else ("", "")


def rules_said(course: Course, lesion: str, visit: str) -> tuple[RuleText, ...]:
    """Return what speaks against a lesion at a visit, at baseline and over all visits."""
    first = course.assessment.visits[0].visit if course.assessment else ""
    found = [
        note
        for note in findings_of(course)
        if (note.lesion or "") == lesion and note.visit in (visit, first, None)
    ]
    rules = [rule_behind(course.protocol.criteria, note.code) for note in found]
    return tuple(
        RuleText(said=note.message, text=text, citation=citation)
        for note, (text, citation) in zip(found, rules, strict=True)
    )
