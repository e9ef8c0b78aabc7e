"""RECIST 1.1 (Eisenhauer 2009, Eur J Cancer 45:228–247): its figures and where each row stands."""

from __future__ import annotations

from recist.criteria.criterion import Criterion
from recist.criteria.rule_set import rule_set
from recist.criteria.thresholds import Thresholds

PAPER = "Eisenhauer 2009"
CLAUSES = {
    "target/NE-no-baseline": f"{PAPER} §4.3.2",
    "target/NE-none-measured": f"{PAPER} §4.4.2",
    "target/PD-reappearance": f"{PAPER} Table 3, footnote",
    "target/PD-measured-part": f"{PAPER} §4.4.2",
    "target/NE-incomplete": f"{PAPER} §4.4.2",
    "target/CR": f"{PAPER} §4.3.1",
    "target/PD": f"{PAPER} §4.3.1",
    "target/PR": f"{PAPER} §4.3.1",
    "target/PR-holds": "RECIST Working Group FAQ",
    "target/SD": f"{PAPER} §4.3.1",
    "non-target/PD": f"{PAPER} §4.3.4",
    "non-target/PD-reappearance": f"{PAPER} Table 3, footnote",
    "non-target/NE": f"{PAPER} Table 1",
    "non-target/NON-CR/NON-PD": f"{PAPER} §4.3.3",
    "non-target/CR": f"{PAPER} §4.3.3",
    "visit/NE-not-assessed": f"{PAPER} §4.4.2",
    "table1/CR": f"{PAPER} Table 1",
    "table1/PR-non-target-persists": f"{PAPER} Table 1",
    "table1/PR-non-target-unread": f"{PAPER} Table 1",
    "table1/PR": f"{PAPER} Table 1",
    "table1/SD": f"{PAPER} Table 1",
    "table1/NE": f"{PAPER} Table 1",
    "table1/PD-target": f"{PAPER} Table 1",
    "table1/PD-non-target": f"{PAPER} Table 1",
    "table1/PD-new-lesion": f"{PAPER} Table 1",
    "table2/CR": f"{PAPER} Table 2",
    "table2/NON-CR/NON-PD": f"{PAPER} Table 2",
    "table2/NE": f"{PAPER} Table 2",
    "table2/PD-non-target": f"{PAPER} Table 2",
    "table2/PD-new-lesion": f"{PAPER} Table 2",
    "visit/NED": f"{PAPER} §4.4.1",
    "new-lesion/unequivocal": f"{PAPER} §4.3.5",
    "new-lesion/back-dated": f"{PAPER} §4.3.5, §4.4.4",
}

RULES = rule_set("recist11", Thresholds(), CLAUSES)
CRITERION = Criterion(name="RECIST 1.1", rules=RULES)
