"""mRECIST for hepatocellular carcinoma (Lencioni and Llovet 2010, Semin Liver Dis 30:52–60).

Liver lesions count by their enhancing part, others as in RECIST 1.1; progression needs no 5 mm.
"""

from __future__ import annotations

from recist.criteria import shapes
from recist.criteria.axes import viable_in_liver
from recist.criteria.criterion import Criterion
from recist.criteria.measurability import Measurability
from recist.criteria.rule_set import rule_set
from recist.criteria.thresholds import Thresholds

PAPER = "Lencioni 2010"
CLAUSES = {
    **{row.id: f"{PAPER}, target lesions" for row in shapes.TARGET},
    **{row.id: f"{PAPER}, non-target lesions" for row in shapes.NON_TARGET},
    **{row.id: f"{PAPER}, overall response" for row in shapes.VISIT},
    **{row.id: f"{PAPER}, new lesions" for row in shapes.NEW_LESION},
}
SENTENCES = {
    "target/CR": (
        "No arterial enhancement is left in any target of the liver, every other target is gone "
        "and every target node is below {normal_node} in its short axis."
    ),
}

THRESHOLDS = Thresholds(axis=viable_in_liver, progression_floor_um=0, new_nodule_from_um=10_000)
RULES = rule_set("mrecist", THRESHOLDS, CLAUSES, SENTENCES)
MEASURABILITY = Measurability(portal_node_um=20_000)
CRITERION = Criterion(name="mRECIST", rules=RULES, measurability=MEASURABILITY)
