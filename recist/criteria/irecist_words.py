"""iRECIST's words: its categories, where each row stands, and what the rows say."""

from __future__ import annotations

from recist.criteria import shapes
from recist.criteria.irecist_events import Ground
from recist.criteria.irecist_states import CONFIRMING, PAPER, RESETTING, TABLE_2
from recist.criteria.table import Rule
from recist.model.response import Response

WORDS = {
    Response.CR: Response.ICR,
    Response.PR: Response.IPR,
    Response.SD: Response.ISD,
    Response.NON_CR_NON_PD: Response.NON_ICR_NON_IUPD,
    Response.PD: Response.IUPD,
}
"""iRECIST's word for a category of RECIST 1.1; the others are the same."""

AS_11 = f"{PAPER}, as RECIST 1.1 (Eisenhauer 2009)"
CLAUSES = {
    **{row.id: AS_11 for row in (*shapes.TARGET, *shapes.NON_TARGET)},
    **{row.id: TABLE_2 for row in shapes.VISIT},
    **{row.id: AS_11 for row in shapes.NEW_LESION},
    "target/PR-holds": "RECIST Working Group FAQ on iRECIST",
    "new-lesion/unequivocal": f"{PAPER}, new lesions",
}

SENTENCES = {
    "target/PD-reappearance": (
        "After an overall iCR {reappeared} is back, which is iUPD whatever the size."
    ),
    "target/PD-measured-part": (
        "{unread_targets} was not read, but the measured part alone, {sum} mm, is "
        "{nadir_change} above the nadir of {nadir} mm ({nadir_visit}); {pd_needs}, from "
        "{pd_from} mm: iUPD."
    ),
    "target/NE-incomplete": (
        "{unread_targets} was not read, and the measured part, {sum} mm, does not reach iUPD "
        "(from {pd_from} mm)."
    ),
    "target/PD": (
        "{sum} mm is {nadir_change} above the nadir of {nadir} mm ({nadir_visit}); "
        "{pd_needs}, from {pd_from} mm: iUPD."
    ),
    "target/PR": (
        "{sum} mm is {baseline_change} % against the baseline of {baseline} mm; iPR up to "
        "{pr_up_to} mm."
    ),
    "target/PR-holds": (
        "{sum} mm alone would be iSD ({baseline_change} % against the baseline of {baseline} "
        "mm), but an earlier iPR holds until the targets progress; iUPD from {pd_from} mm."
    ),
    "target/SD": "{sum} mm is neither iPR (up to {pr_up_to} mm) nor iUPD (from {pd_from} mm).",
    "non-target/PD-reappearance": (
        "After an overall iCR {persisting} is back, which is iUPD whatever the size."
    ),
    "table1/CR": "Targets iCR, non-targets iCR or none.",
    "table1/PR-non-target-persists": "Targets iCR, but non-target disease persists: iPR.",
    "table1/PR-non-target-unread": "Targets iCR, but not every non-target was assessed: iPR.",
    "table1/PR": "Targets iPR, non-targets not iUPD.",
    "table1/SD": "Targets iSD, non-targets not iUPD.",
    "table1/NE": "Targets not evaluable, non-targets not iUPD.",
    "table1/PD-target": "Targets iUPD.",
    "table1/PD-non-target": "Non-targets iUPD.",
    "table1/PD-new-lesion": "New lesions progress.",
    "table2/CR": "No targets; non-targets iCR.",
    "table2/NON-CR/NON-PD": "No targets; non-targets persist.",
    "table2/PD-non-target": "No targets; non-targets iUPD.",
    "table2/PD-new-lesion": "No targets; new lesions progress.",
}
"""Where iRECIST says something else than the shared sentences."""

NEW_LESIONS_LEFT = "irecist/visit/iPR-new-lesion-left"
NON_TARGET_UNCHANGED = "irecist/non-target/iUPD-unchanged"
NEW_TOLERATED = "irecist/new/tolerated"
NEW_UNCHANGED = "irecist/new/unchanged"


def rule_id(ground: Ground) -> str:
    """Return the id of the rule that reports a ground."""
    return f"irecist/{ground}"


def _row(id: str, outcome: Response, citation: str, text: str) -> Rule[Response]:
    return Rule(id=id, inputs=(), outcome=outcome, citation=citation, text=text)


def _growth(ground: Ground, text: str) -> Rule[Response]:
    return _row(rule_id(ground), Response.ICPD, CONFIRMING, text)


def _again(ground: Ground, text: str) -> Rule[Response]:
    return _row(rule_id(ground), Response.IUPD, RESETTING, text)


GROUNDS = (
    _growth(
        Ground.TARGET_SUM,
        "The targets measured {target_then} mm at {first_iupd} and measure {target_now} mm now: "
        "{target_growth} mm; {confirming} mm are needed.",
    ),
    _growth(Ground.NON_TARGET, "Grown since {first_iupd}: {grown_non_targets}."),
    _growth(
        Ground.NEW_SUM,
        "The target-like new lesions measured {new_then} mm at {first_iupd} and measure {new_now} "
        "mm now: {new_growth} mm; {confirming} mm are needed.",
    ),
    _growth(Ground.NEW_OTHER, "Grown since {first_iupd}: new lesion {grown_new}."),
    _growth(Ground.MORE_NEW, "New since {first_iupd}: {more_new}."),
    _growth(
        Ground.TARGET_TOO, "The targets progress, which they did not at {first_iupd}: {sum} mm."
    ),
    _growth(
        Ground.NON_TARGET_TOO,
        "Non-target disease progresses, which it did not at {first_iupd}: {progressing}.",
    ),
    _growth(
        Ground.NEW_TOO, "There was no new lesion at {first_iupd}, and now there is {more_new}."
    ),
    _again(Ground.FURTHER_NEW, "Unequivocally new, beside those left over: {more_new}."),
    _again(
        Ground.SUM_OVER_NADIR,
        "The target-like new lesions measure {new_now} mm, over their own nadir of {new_nadir} "
        "mm; {pd_needs_new}, from {new_pd_from} mm.",
    ),
    _again(Ground.OTHER_GREW, "Unequivocally grown: new lesion {grown_new}."),
)
OTHERS = (
    _row(
        NEW_LESIONS_LEFT,
        Response.IPR,
        RESETTING,
        "All else is gone, but new lesions are still there ({standing}): iPR, no iCR.",
    ),
    _row(
        NON_TARGET_UNCHANGED,
        Response.IUPD,
        TABLE_2,
        "Unchanged since {first_iupd}, where it progressed: {waiting_non_targets}.",
    ),
    _row(
        NEW_TOLERATED,
        Response.ISD,
        RESETTING,
        "Left over from an iUPD that was taken back, and no progression by itself: {tolerated}.",
    ),
    _row(
        NEW_UNCHANGED,
        Response.IUPD,
        TABLE_2,
        "New at {first_iupd}, still there and not grown: {waiting_new}.",
    ),
)
