"""Actions that come without a key, each with the reason; the settings can give most of them one."""

from __future__ import annotations

from gui.state.keys import Binding, Intent, Scope
from gui.state.tongue import later

IN_FILE = later("rare; in the File menu")
IN_TRIAL = later("rare; in the Trial menu")
IN_LESION = later("in the lesion's menu: right click on it")
IN_VISIT = later("in the visit's menu: right click on it")
AT_START = later("only on the first page")
NEEDS_PLACE = later("it is said of the one that is pointed at or has the focus")


def _row(intent: Intent, description: str, reason: str) -> Binding:
    return Binding(
        trigger="",
        intent=intent,
        description=description,
        scope=Scope.EVERYWHERE,
        reason=reason,
    )


PLACED = frozenset(
    {
        Intent.OPEN_RECENT,
        Intent.CLEAR_RECENT,
        Intent.OPEN_VISIT,
        Intent.SHOW_SERIES,
        Intent.GO_TO_LESION,
        Intent.MARK_STATE,
        Intent.MARK_MERGED,
        Intent.MARK_SPLIT,
        Intent.CHARACTER,
        Intent.PROGRESSED,
        Intent.ASSIGN_STUDY,
        Intent.NOTICE,
    }
)
"""What is done to something that is pointed at: a key alone would not say to what."""

KEYLESS: tuple[Binding, ...] = (
    _row(Intent.OPEN_FILE, later("Open a zip or another file with scans"), IN_FILE),
    _row(Intent.OPEN_TABLE, later("Open a reading table"), IN_FILE),
    _row(Intent.OPEN_SAMPLE, later("Open the sample trial"), IN_FILE),
    _row(Intent.OPEN_RECENT, later("Open what was open before"), AT_START),
    _row(Intent.CLEAR_RECENT, later("Forget what was open before"), AT_START),
    _row(Intent.NEW_TRIAL, later("Make a trial"), IN_FILE),
    _row(Intent.RESTORE, later("Restore a trial from its backup"), IN_FILE),
    _row(Intent.EXPORT_TEXT, later("Write every visit's result as text"), IN_FILE),
    _row(Intent.SWAP_SIDES, later("Put the current visit on the other side"), IN_FILE),
    _row(Intent.RENAME_SUBJECT, later("Rename the subject"), IN_FILE),
    _row(Intent.RENAME_VISIT, later("Rename the visit"), IN_FILE),
    _row(Intent.REDATE_VISIT, later("Change the date of the visit"), IN_FILE),
    _row(Intent.COMMENT_VISIT, later("Comment on the visit"), IN_FILE),
    _row(Intent.ASSIGN_STUDY, later("Assign a study to a subject and visit"), IN_VISIT),
    _row(Intent.OPEN_VISIT, later("Open a visit"), NEEDS_PLACE),
    _row(Intent.SHOW_SERIES, later("Show another series of the visit"), NEEDS_PLACE),
    _row(Intent.GO_TO_LESION, later("Go to a lesion"), NEEDS_PLACE),
    _row(Intent.MARK_STATE, later("Any other state of a lesion"), IN_LESION),
    _row(Intent.MARK_MERGED, later("Lesion merged into another one"), IN_LESION),
    _row(Intent.MARK_SPLIT, later("Lesion split into fragments"), IN_LESION),
    _row(Intent.CHARACTER, later("What a lesion is made of"), IN_LESION),
    _row(Intent.PROGRESSED, later("Lesion grew since it was treated, or not"), IN_LESION),
    _row(Intent.ADD_MARKER, later("Add a tumour marker"), IN_FILE),
    _row(Intent.LABEL_LESION, later("Change the label of a lesion"), IN_LESION),
    _row(Intent.DELETE_LESION, later("Delete a lesion over all visits"), IN_LESION),
    _row(Intent.NODE, later("Lymph node, or not"), later("a field under the lesion table")),
    _row(Intent.WORK_LIST, later("Work list of the trial"), IN_TRIAL),
    _row(Intent.UNLOCK, later("Unlock a signed visit"), IN_TRIAL),
    _row(Intent.BOTH_READS, later("Both reads, side by side"), IN_TRIAL),
    _row(Intent.QUERIES, later("Queries"), IN_TRIAL),
    _row(Intent.ASK, later("Ask about a visit or a lesion"), NEEDS_PLACE),
    _row(Intent.ADD_SCANS, later("Add scans to the trial"), IN_TRIAL),
    _row(Intent.AUDIT, later("Audit chain"), IN_TRIAL),
    _row(Intent.BACK_UP, later("Back up the trial"), IN_TRIAL),
    _row(Intent.USERS, later("Users of the trial"), IN_TRIAL),
    _row(Intent.LOCK_DATABASE, later("Lock the database"), IN_TRIAL),
    _row(Intent.CHANGE_PASSWORD, later("Change the own password"), IN_TRIAL),
    _row(Intent.FILE_MENU, later("File menu"), later("Alt and the letter underlined in it")),
    _row(Intent.TRIAL_MENU, later("Trial menu"), later("Alt and the letter underlined in it")),
    _row(Intent.NOTICE, later("Answer or close a notice"), later("buttons of the notice")),
)
