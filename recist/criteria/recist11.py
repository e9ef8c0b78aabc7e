"""RECIST 1.1 (Eisenhauer 2009): its figures and its tables, row by row."""

from __future__ import annotations

from collections.abc import Hashable

from recist.criteria.course import RuleSet
from recist.criteria.criterion import Criterion
from recist.criteria.sums import Completeness, Extent
from recist.criteria.table import EITHER, NO, YES, Rule, compile_table, one_of
from recist.criteria.thresholds import Thresholds
from recist.model.response import Response

CR, PR, SD, PD, NE = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE
NN, NED = Response.NON_CR_NON_PD, Response.NED
ALL, SOME = one_of(Completeness.ALL), one_of(Completeness.SOME)
ANY_EXTENT = one_of(*Extent)
PAPER = "Eisenhauer 2009"


def _row(
    id: str, inputs: tuple[frozenset[Hashable], ...], outcome: Response, clause: str, text: str
) -> Rule[Response]:
    citation = clause if clause.startswith("RECIST") else f"{PAPER} {clause}"
    return Rule(id=f"recist11/{id}", inputs=inputs, outcome=outcome, citation=citation, text=text)


TARGET = (
    # completeness, extent, progression of the sum, response of the sum, PR holds
    _row(
        "target/NE-no-baseline",
        (one_of(Completeness.NO_BASELINE), ANY_EXTENT, EITHER, EITHER, EITHER),
        NE,
        "§4.3.2",
        "A target has no value at baseline, so there is no sum to compare with.",
    ),
    _row(
        "target/NE-none-measured",
        (one_of(Completeness.NONE), ANY_EXTENT, EITHER, EITHER, EITHER),
        NE,
        "§4.4.2",
        "No target was measured.",
    ),
    _row(
        "target/PD-reappearance",
        (SOME | ALL, one_of(Extent.REAPPEARED), NO, EITHER, EITHER),
        PD,
        "Table 3, footnote",
        "After an overall CR {reappeared} is back, which is PD whatever the size.",
    ),
    _row(
        "target/PD-measured-part",
        (SOME, ANY_EXTENT, YES, EITHER, EITHER),
        PD,
        "§4.4.2",
        "{unread_targets} was not read, but the measured part alone, {sum} mm, is {nadir_change} "
        "above the nadir of {nadir} mm ({nadir_visit}); {pd_needs}, from {pd_from} mm.",
    ),
    _row(
        "target/NE-incomplete",
        (SOME, one_of(Extent.GONE, Extent.PRESENT), NO, EITHER, EITHER),
        NE,
        "§4.4.2",
        "{unread_targets} was not read, and the measured part, {sum} mm, does not reach PD "
        "(from {pd_from} mm).",
    ),
    _row(
        "target/CR",
        (ALL, one_of(Extent.GONE), EITHER, EITHER, EITHER),
        CR,
        "§4.3.1",
        "Every non-nodal target is gone and every target node is below {normal_node} in its "
        "short axis.",
    ),
    _row(
        "target/PD",
        (ALL, one_of(Extent.PRESENT, Extent.REAPPEARED), YES, EITHER, EITHER),
        PD,
        "§4.3.1",
        "{sum} mm is {nadir_change} above the nadir of {nadir} mm ({nadir_visit}); {pd_needs}, "
        "from {pd_from} mm.",
    ),
    _row(
        "target/PR",
        (ALL, one_of(Extent.PRESENT), NO, YES, EITHER),
        PR,
        "§4.3.1",
        "{sum} mm is {baseline_change} % against the baseline of {baseline} mm; "
        "PR up to {pr_up_to} mm.",
    ),
    _row(
        "target/PR-holds",
        (ALL, one_of(Extent.PRESENT), NO, NO, YES),
        PR,
        "RECIST Working Group FAQ",
        "{sum} mm alone would be SD ({baseline_change} % against the baseline of {baseline} mm), "
        "but an earlier PR holds until PD; PD from {pd_from} mm.",
    ),
    _row(
        "target/SD",
        (ALL, one_of(Extent.PRESENT), NO, NO, NO),
        SD,
        "§4.3.1",
        "{sum} mm is neither PR (up to {pr_up_to} mm) nor PD (from {pd_from} mm).",
    ),
)

NON_TARGET = (
    # progression, reappeared, unread, persisting
    _row(
        "non-target/PD",
        (YES, EITHER, EITHER, EITHER),
        PD,
        "§4.3.4",
        "Unequivocal progression of {progressing}.",
    ),
    _row(
        "non-target/PD-reappearance",
        (NO, YES, EITHER, EITHER),
        PD,
        "Table 3, footnote",
        "After an overall CR {persisting} is back, which is PD whatever the size.",
    ),
    _row(
        "non-target/NE",
        (NO, NO, YES, EITHER),
        NE,
        "Table 1",
        "Not assessed: {unread}; no non-target shows progression.",
    ),
    _row(
        "non-target/NON-CR/NON-PD",
        (NO, NO, NO, YES),
        NN,
        "§4.3.3",
        "Persisting or raised: {persisting}.",
    ),
    _row(
        "non-target/CR",
        (NO, NO, NO, NO),
        CR,
        "§4.3.3",
        "Every non-target lesion is gone, nodes are below {normal_node}, markers are normal.",
    ),
)

TARGETS = one_of(CR, PR, SD, NE)
NON_TARGETS = one_of(CR, NN, NE, None)
VISIT = (
    # target, non-target, unequivocal new lesion, anything assessed
    _row(
        "visit/NE-not-assessed",
        (TARGETS | one_of(PD, None), NON_TARGETS | one_of(PD), EITHER, NO),
        NE,
        "§4.4.2",
        "Nothing was assessed at this visit, or at baseline.",
    ),
    _row(
        "table1/CR",
        (one_of(CR), one_of(CR, None), NO, YES),
        CR,
        "Table 1",
        "Targets CR, non-targets CR or none, no new lesion.",
    ),
    _row(
        "table1/PR-non-target-persists",
        (one_of(CR), one_of(NN), NO, YES),
        PR,
        "Table 1",
        "Targets CR, but non-target disease persists.",
    ),
    _row(
        "table1/PR-non-target-unread",
        (one_of(CR), one_of(NE), NO, YES),
        PR,
        "Table 1",
        "Targets CR, but not every non-target was assessed.",
    ),
    _row(
        "table1/PR",
        (one_of(PR), NON_TARGETS, NO, YES),
        PR,
        "Table 1",
        "Targets PR, non-targets not PD, no new lesion.",
    ),
    _row(
        "table1/SD",
        (one_of(SD), NON_TARGETS, NO, YES),
        SD,
        "Table 1",
        "Targets SD, non-targets not PD, no new lesion.",
    ),
    _row(
        "table1/NE",
        (one_of(NE), NON_TARGETS, NO, YES),
        NE,
        "Table 1",
        "Targets not evaluable, non-targets not PD, no new lesion.",
    ),
    _row(
        "table1/PD-target",
        (one_of(PD), NON_TARGETS | one_of(PD), EITHER, YES),
        PD,
        "Table 1",
        "Targets PD.",
    ),
    _row(
        "table1/PD-non-target",
        (TARGETS, one_of(PD), EITHER, YES),
        PD,
        "Table 1",
        "Non-targets PD.",
    ),
    _row(
        "table1/PD-new-lesion",
        (TARGETS, NON_TARGETS, YES, YES),
        PD,
        "Table 1",
        "An unequivocal new lesion.",
    ),
    _row(
        "table2/CR",
        (one_of(None), one_of(CR), NO, YES),
        CR,
        "Table 2",
        "No targets; non-targets CR, no new lesion.",
    ),
    _row(
        "table2/NON-CR/NON-PD",
        (one_of(None), one_of(NN), NO, YES),
        NN,
        "Table 2",
        "No targets; non-targets persist, no new lesion.",
    ),
    _row(
        "table2/NE",
        (one_of(None), one_of(NE), NO, YES),
        NE,
        "Table 2",
        "No targets; not every non-target was assessed.",
    ),
    _row(
        "table2/PD-non-target",
        (one_of(None), one_of(PD), EITHER, YES),
        PD,
        "Table 2",
        "No targets; non-targets PD.",
    ),
    _row(
        "table2/PD-new-lesion",
        (one_of(None), NON_TARGETS, YES, YES),
        PD,
        "Table 2",
        "No targets; an unequivocal new lesion.",
    ),
    _row(
        "visit/NED",
        (one_of(None), one_of(None), NO, YES),
        NED,
        "§4.4.1",
        "No disease at baseline and none now.",
    ),
)

NEW_LESION = _row(
    "new-lesion/unequivocal",
    (),
    PD,
    "§4.3.5",
    "Unequivocally new: {new}.",
)
BACK_DATING = _row(
    "new-lesion/back-dated",
    (),
    PD,
    "§4.3.5, §4.4.4",
    "A later visit makes certain what was doubtful in {doubtful}: progression is dated at the "
    "first sighting. Read on the day as {as_read}.",
)

RULES = RuleSet(
    thresholds=Thresholds(),
    target=compile_table(
        TARGET, (Completeness, Extent, (True, False), (True, False), (True, False))
    ),
    non_target=compile_table(
        NON_TARGET, ((True, False), (True, False), (True, False), (True, False))
    ),
    visit=compile_table(
        VISIT,
        (
            (CR, PR, SD, PD, NE, None),
            (CR, NN, NE, PD, None),
            (True, False),
            (True, False),
        ),
    ),
    new_lesion=NEW_LESION,
    back_dating=BACK_DATING,
)

CRITERION = Criterion(
    name="RECIST 1.1",
    rules=RULES,
    rows=(*TARGET, *NON_TARGET, *VISIT, NEW_LESION, BACK_DATING),
)
