"""RECIST 1.0 (Therasse 2000, J Natl Cancer Inst 92:205–216): its figures and its rows' clauses.

Every lesion, nodes too, counts by its longest diameter and is gone only at 0; progression needs
no 5 mm, so that over a nadir of 0 any target seen again is PD by the sum alone. A non-target that
is seen again after a CR is progression only if the reader says so.
"""

from __future__ import annotations

from recist.criteria import shapes
from recist.criteria.axes import always_longest
from recist.criteria.criterion import Criterion
from recist.criteria.measurability import Measurability
from recist.criteria.rule_set import rule_set
from recist.criteria.shapes import Shape
from recist.criteria.sums import Extent
from recist.criteria.table import EITHER, NO, YES, one_of
from recist.criteria.thresholds import Thresholds
from recist.model.response import Response

PAPER = "Therasse 2000"
TARGETS, NON_TARGETS = f"{PAPER}, evaluation of target lesions", f"{PAPER}, non-target lesions"
OVERALL = f"{PAPER}, overall responses for all combinations"
ANALOGY = "after RECIST 1.1; Therasse 2000 is silent"

SHARED = (
    "target/NE-no-baseline",
    "target/NE-none-measured",
    "target/PD-measured-part",
    "target/CR",
    "target/PD",
)
LEFT = one_of(Extent.PRESENT, Extent.REAPPEARED)
TARGET = (
    *(row for row in shapes.TARGET if row.id in SHARED),
    Shape("target/NE-incomplete", (shapes.SOME, shapes.ANY_EXTENT, NO, EITHER, EITHER), shapes.NE),
    Shape("target/PR", (shapes.ALL, LEFT, NO, YES, EITHER), Response.PR),
    Shape("target/PR-holds", (shapes.ALL, LEFT, NO, NO, YES), Response.PR),
    Shape("target/SD", (shapes.ALL, LEFT, NO, NO, NO), Response.SD),
)
NON_TARGET = (
    shapes.NON_TARGET_PD,
    Shape("non-target/NE", (NO, EITHER, YES, EITHER), Response.NE),
    Shape("non-target/NON-CR/NON-PD", (NO, EITHER, NO, YES), Response.NON_CR_NON_PD),
    Shape("non-target/CR", (NO, EITHER, NO, NO), Response.CR),
)
CLAUSES = {
    **{row.id: TARGETS for row in TARGET},
    **{row.id: NON_TARGETS for row in NON_TARGET},
    **{row.id: OVERALL for row in shapes.VISIT},
    **{row.id: f"{PAPER}, new lesions" for row in shapes.NEW_LESION},
    "target/PD-measured-part": ANALOGY,
    "target/PR-holds": ANALOGY,
    "new-lesion/back-dated": ANALOGY,
    "visit/NED": ANALOGY,
}
SENTENCES = {
    "target/CR": "Every target, nodes too, is gone.",
    "non-target/NON-CR/NON-PD": (
        "Incomplete response / stable disease (IR/SD); persisting or raised: {persisting}."
    ),
    "non-target/CR": "Every non-target lesion is gone and markers are normal.",
}

THRESHOLDS = Thresholds(
    axis=always_longest,
    progression_floor_um=0,
    normal_node_below_um=1,
    sole_new_node_from_um=0,
)
RULES = rule_set("recist10", THRESHOLDS, CLAUSES, SENTENCES, target=TARGET, non_target=NON_TARGET)
MEASURABILITY = Measurability(
    mri_um=20_000, calipers_um=20_000, conventional_um=20_000, node_um=None
)
CRITERION = Criterion(name="RECIST 1.0", rules=RULES, measurability=MEASURABILITY)
