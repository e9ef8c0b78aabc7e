"""The sentences that explain each row, with ``{figures}`` of the visit, filled on demand."""

from __future__ import annotations

SENTENCES = {
    "target/NE-no-baseline": (
        "A target has no value at baseline, so there is no sum to compare with."
    ),
    "target/NE-none-measured": "No target was measured.",
    "target/PD-reappearance": (
        "After an overall CR {reappeared} is back, which is PD whatever the size."
    ),
    "target/PD-measured-part": (
        "{unread_targets} was not read, but the measured part alone, {sum} mm, is "
        "{nadir_change} above the nadir of {nadir} mm ({nadir_visit}); {pd_needs}, from "
        "{pd_from} mm."
    ),
    "target/NE-incomplete": (
        "{unread_targets} was not read, and the measured part, {sum} mm, does not reach PD "
        "(from {pd_from} mm)."
    ),
    "target/CR": (
        "Every non-nodal target is gone and every target node is below {normal_node} in its "
        "short axis."
    ),
    "target/PD": (
        "{sum} mm is {nadir_change} above the nadir of {nadir} mm ({nadir_visit}); "
        "{pd_needs}, from {pd_from} mm."
    ),
    "target/PR": (
        "{sum} mm is {baseline_change} % against the baseline of {baseline} mm; PR up to "
        "{pr_up_to} mm."
    ),
    "target/PR-holds": (
        "{sum} mm alone would be SD ({baseline_change} % against the baseline of {baseline} "
        "mm), but an earlier PR holds until PD; PD from {pd_from} mm."
    ),
    "target/SD": "{sum} mm is neither PR (up to {pr_up_to} mm) nor PD (from {pd_from} mm).",
    "non-target/PD": "Unequivocal progression of {progressing}.",
    "non-target/PD-reappearance": (
        "After an overall CR {persisting} is back, which is PD whatever the size."
    ),
    "non-target/NE": "Not assessed: {unread}; no non-target shows progression.",
    "non-target/NON-CR/NON-PD": "Persisting or raised: {persisting}.",
    "non-target/CR": (
        "Every non-target lesion is gone, nodes are below {normal_node}, markers are normal."
    ),
    "visit/NE-not-assessed": "Nothing was assessed at this visit, or at baseline.",
    "table1/CR": "Targets CR, non-targets CR or none, no new lesion.",
    "table1/PR-non-target-persists": "Targets CR, but non-target disease persists.",
    "table1/PR-non-target-unread": "Targets CR, but not every non-target was assessed.",
    "table1/PR": "Targets PR, non-targets not PD, no new lesion.",
    "table1/SD": "Targets SD, non-targets not PD, no new lesion.",
    "table1/NE": "Targets not evaluable, non-targets not PD, no new lesion.",
    "table1/PD-target": "Targets PD.",
    "table1/PD-non-target": "Non-targets PD.",
    "table1/PD-new-lesion": "An unequivocal new lesion.",
    "table2/CR": "No targets; non-targets CR, no new lesion.",
    "table2/NON-CR/NON-PD": "No targets; non-targets persist, no new lesion.",
    "table2/NE": "No targets; not every non-target was assessed.",
    "table2/PD-non-target": "No targets; non-targets PD.",
    "table2/PD-new-lesion": "No targets; an unequivocal new lesion.",
    "visit/NED": "No disease at baseline and none now.",
    "new-lesion/unequivocal": "Unequivocally new: {new}.",
    "new-lesion/back-dated": (
        "A later visit makes certain what was doubtful in {doubtful}: progression is dated "
        "at the first sighting. Read on the day as {as_read}."
    ),
}
"""By the id of the row. Where a criterion means something else, it brings its own."""
