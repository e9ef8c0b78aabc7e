"""One table of what keys and mouse do: the bindings and the list behind F1 come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.tongue import later, tr
from gui.state.triggers import canonical


class Scope(StrEnum):
    """Where a binding acts."""

    IMAGE = later("while an image has the focus")
    EVERYWHERE = later("everywhere")
    MOUSE = later("mouse on an image")


class Intent(StrEnum):
    """What a key or a mouse gesture asks for; the name is also the name in the settings."""

    TOOL_SELECT = "tool-select"
    TOOL_BIDIRECTIONAL = "tool-bidirectional"
    TOOL_LINE = "tool-line"
    TOOL_ELLIPSE = "tool-ellipse"
    NEXT_LESION = "next-lesion"
    PREVIOUS_LESION = "previous-lesion"
    MARK_TARGET = "mark-target"
    MARK_NON_TARGET = "mark-non-target"
    MARK_NEW = "mark-new"
    MARK_ABSENT = "mark-absent"
    MARK_TOO_SMALL = "mark-too-small"
    MARK_NOT_EVALUABLE = "mark-not-evaluable"
    KEY_IMAGE = "key-image"
    COMMENT = "comment"
    SHOW_RULE = "show-rule"
    LINK = "link"
    FOUR_PLANES = "four-planes"
    LINES = "plane-lines"
    SLAB = "slab"
    SLAB_THICKNESS = "slab-thickness"
    NEXT_VISIT = "next-visit"
    RESET_VIEW = "reset-view"
    INVERT = "invert"
    WINDOW_1 = "window-1"
    WINDOW_2 = "window-2"
    WINDOW_3 = "window-3"
    WINDOW_4 = "window-4"
    WINDOW_5 = "window-5"
    WINDOW_6 = "window-6"
    WINDOW_AUTO = "window-auto"
    NEXT_SLICE = "next-slice"
    PREVIOUS_SLICE = "previous-slice"
    FIRST_SLICE = "first-slice"
    LAST_SLICE = "last-slice"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    FLIP_LEFT_RIGHT = "flip-left-right"
    FLIP_TOP_BOTTOM = "flip-top-bottom"
    TURN = "turn"
    NEXT_HANDLE = "next-handle"
    NUDGE_LEFT = "nudge-left"
    NUDGE_RIGHT = "nudge-right"
    NUDGE_UP = "nudge-up"
    NUDGE_DOWN = "nudge-down"
    FINE_LEFT = "fine-left"
    FINE_RIGHT = "fine-right"
    FINE_UP = "fine-up"
    FINE_DOWN = "fine-down"
    CANCEL = "cancel"
    DELETE = "delete"
    UNDO = "undo"
    REDO = "redo"
    SAVE = "save"
    SIGN = "sign"
    LOCK_SCREEN = "lock-screen"
    SECOND_SCREEN = "second-screen"
    SHOW_KEYS = "show-keys"
    NEXT_PANEL = "next-panel"
    SETTINGS = "settings"
    OPEN_FOLDER = "open-folder"
    OPEN_FILE = "open-file"
    OPEN_TABLE = "open-table"
    OPEN_TRIAL = "open-trial"
    OPEN_SAMPLE = "open-sample"
    OPEN_RECENT = "open-recent"
    CLEAR_RECENT = "clear-recent"
    NEW_TRIAL = "new-trial"
    RESTORE = "restore-backup"
    SAVE_AS = "save-as"
    EXPORT = "export-files"
    EXPORT_TEXT = "export-text"
    CLOSE = "close"
    RENAME_SUBJECT = "rename-subject"
    RENAME_VISIT = "rename-visit"
    REDATE_VISIT = "redate-visit"
    COMMENT_VISIT = "comment-visit"
    ASSIGN_STUDY = "assign-study"
    SWAP_SIDES = "swap-sides"
    OPEN_VISIT = "open-visit"
    SHOW_SERIES = "show-series"
    LAYOUT_SINGLE = "layout-single"
    LAYOUT_TWO = "layout-two"
    LAYOUT_THREE = "layout-three"
    WHY = "why"
    COPY_TEXT = "copy-text"
    GO_TO_LESION = "go-to-lesion"
    MARK_STATE = "mark-state"
    MARK_MERGED = "mark-merged"
    MARK_SPLIT = "mark-split"
    CHARACTER = "character"
    PROGRESSED = "progressed-since"
    ADD_MARKER = "add-marker"
    LABEL_LESION = "label-lesion"
    NODE = "node"
    DELETE_LESION = "delete-lesion"
    WORK_LIST = "work-list"
    UNLOCK = "unlock"
    BOTH_READS = "both-reads"
    QUERIES = "queries"
    ASK = "ask"
    ADD_SCANS = "add-scans"
    AUDIT = "audit-chain"
    BACK_UP = "back-up"
    USERS = "users"
    LOCK_DATABASE = "lock-database"
    CHANGE_PASSWORD = "change-password"
    FILE_MENU = "file-menu"
    TRIAL_MENU = "trial-menu"
    CANCEL_JOB = "cancel-job"
    NOTICE = "notice"
    PREVIOUS_PANEL = "previous-panel"
    OPEN_MENU = "open-menu"
    USE_TOOL = "mouse-tool"
    DRAG_WINDOW = "mouse-window"
    MENU = "mouse-menu"
    PAN = "mouse-pan"
    SCROLL = "mouse-scroll"
    SCROLL_FAST = "mouse-scroll-fast"
    ZOOM = "mouse-zoom"
    MAXIMISE = "mouse-maximise"
    ALIGN = "mouse-align"
    POINT = "mouse-point"
    TURN_OBLIQUE = "mouse-turn-oblique"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One row of the table.

    Attributes
    ----------
    trigger : str
        A key as Qt writes it (``Shift+N``), or a mouse gesture (``Ctrl+Wheel``).
    intent : Intent
        What it asks for.
    description : str
        What the list of keys says.
    scope : Scope
        Where it acts.
    reason : str
        Why it has no trigger as delivered; empty where it has one.
    """

    trigger: str
    intent: Intent
    description: str
    scope: Scope
    reason: str = ""


def _row(trigger: str, intent: Intent, description: str, scope: Scope = Scope.IMAGE) -> Binding:
    return Binding(trigger=trigger, intent=intent, description=description, scope=scope)


BINDINGS: tuple[Binding, ...] = (
    _row("V", Intent.TOOL_SELECT, later("Select and move calipers, and the lines of other planes")),
    _row("B", Intent.TOOL_BIDIRECTIONAL, later("Measure both diameters")),
    _row("D", Intent.TOOL_LINE, later("Measure a single line")),
    _row(
        "U",
        Intent.TOOL_ELLIPSE,
        later("Ellipse: mean and spread of its pixels, never counted or kept"),
    ),
    _row("N", Intent.NEXT_LESION, later("Next lesion, in all tiles")),
    _row("Shift+N", Intent.PREVIOUS_LESION, later("Previous lesion, in all tiles")),
    _row(
        "T",
        Intent.MARK_TARGET,
        later("Target lesion; without a chosen one, the next that is drawn"),
    ),
    _row(
        "G",
        Intent.MARK_NON_TARGET,
        later("Non-target lesion, still there; without a chosen one: click"),
    ),
    _row("L", Intent.MARK_NEW, later("New lesion, still there; without a chosen one: click")),
    _row("A", Intent.MARK_ABSENT, later("Lesion absent")),
    _row("M", Intent.MARK_TOO_SMALL, later("Lesion too small to measure")),
    _row("E", Intent.MARK_NOT_EVALUABLE, later("Lesion not evaluable, with the reason")),
    _row("K", Intent.KEY_IMAGE, later("Key image: the lesion is read on this slice")),
    _row(
        "Shift+C", Intent.COMMENT, later("Comment on the lesion at this visit, else on the visit")
    ),
    _row(
        "Shift+F1",
        Intent.SHOW_RULE,
        later("What speaks against the lesion: the text of the rule"),
        Scope.EVERYWHERE,
    ),
    _row("S", Intent.LINK, later("Link scrolling on or off")),
    _row("F", Intent.FOUR_PLANES, later("Four planes (MPR 2×2), and back")),
    _row("X", Intent.LINES, later("Lines that show where the other planes are, on or off")),
    _row("P", Intent.SLAB, later("Thick slab: mean, maximum (MIP), off")),
    _row("Shift+P", Intent.SLAB_THICKNESS, later("Thick slab: 5, 10 or 20 mm")),
    _row("Tab", Intent.NEXT_VISIT, later("Next visit")),
    _row("Space", Intent.RESET_VIEW, later("Reset the view: whole body, standard orientation")),
    _row("I", Intent.INVERT, later("Invert grey values")),
    _row("1", Intent.WINDOW_1, later("Window: soft tissue")),
    _row("2", Intent.WINDOW_2, later("Window: mediastinum")),
    _row("3", Intent.WINDOW_3, later("Window: lung")),
    _row("4", Intent.WINDOW_4, later("Window: liver")),
    _row("5", Intent.WINDOW_5, later("Window: bone")),
    _row("6", Intent.WINDOW_6, later("Window: brain")),
    _row("0", Intent.WINDOW_AUTO, later("Window: the file's own, else automatic; again: the next")),
    _row("PgDown", Intent.NEXT_SLICE, later("Next slice")),
    _row("PgUp", Intent.PREVIOUS_SLICE, later("Previous slice")),
    _row("Home", Intent.FIRST_SLICE, later("First slice")),
    _row("End", Intent.LAST_SLICE, later("Last slice")),
    _row("+", Intent.ZOOM_IN, later("Zoom in")),
    _row("-", Intent.ZOOM_OUT, later("Zoom out")),
    _row("H", Intent.FLIP_LEFT_RIGHT, later("Flip left and right")),
    _row("J", Intent.FLIP_TOP_BOTTOM, later("Flip top and bottom")),
    _row("R", Intent.TURN, later("Turn by a quarter, clockwise")),
    _row("Q", Intent.NEXT_HANDLE, later("Next handle of the selected measurement")),
    _row("Left", Intent.NUDGE_LEFT, later("Nudge the handle by a pixel to the left")),
    _row("Right", Intent.NUDGE_RIGHT, later("Nudge the handle by a pixel to the right")),
    _row("Up", Intent.NUDGE_UP, later("Nudge the handle by a pixel upwards")),
    _row("Down", Intent.NUDGE_DOWN, later("Nudge the handle by a pixel downwards")),
    _row("Shift+Left", Intent.FINE_LEFT, later("Nudge by a tenth of a pixel to the left")),
    _row("Shift+Right", Intent.FINE_RIGHT, later("Nudge by a tenth of a pixel to the right")),
    _row("Shift+Up", Intent.FINE_UP, later("Nudge by a tenth of a pixel upwards")),
    _row("Shift+Down", Intent.FINE_DOWN, later("Nudge by a tenth of a pixel downwards")),
    _row("Esc", Intent.CANCEL, later("Cancel what is being drawn")),
    _row("Delete", Intent.DELETE, later("Delete the selected measurement or ellipse")),
    _row("Ctrl+Z", Intent.UNDO, later("Undo"), Scope.EVERYWHERE),
    _row("Ctrl+Shift+Z", Intent.REDO, later("Redo"), Scope.EVERYWHERE),
    _row("Ctrl+S", Intent.SAVE, later("Write the reading table"), Scope.EVERYWHERE),
    _row("Ctrl+Return", Intent.SIGN, later("Sign the visit"), Scope.EVERYWHERE),
    _row("Ctrl+L", Intent.LOCK_SCREEN, later("Lock the screen"), Scope.EVERYWHERE),
    _row(
        "F11",
        Intent.SECOND_SCREEN,
        later("Images on the second screen, in a window of their own, and back"),
        Scope.EVERYWHERE,
    ),
    _row("Ctrl+.", Intent.CANCEL_JOB, later("Cancel what is being loaded"), Scope.EVERYWHERE),
    _row("F1", Intent.SHOW_KEYS, later("This list"), Scope.EVERYWHERE),
    _row("F6", Intent.NEXT_PANEL, later("Next panel"), Scope.EVERYWHERE),
    _row("Ctrl+,", Intent.SETTINGS, later("Settings"), Scope.EVERYWHERE),
    _row("Ctrl+O", Intent.OPEN_FOLDER, later("Open a folder with scans"), Scope.EVERYWHERE),
    _row("Ctrl+T", Intent.OPEN_TRIAL, later("Open a trial"), Scope.EVERYWHERE),
    _row(
        "Ctrl+Shift+S",
        Intent.SAVE_AS,
        later("Write the reading table elsewhere"),
        Scope.EVERYWHERE,
    ),
    _row(
        "Ctrl+E",
        Intent.EXPORT,
        later("Export tables, SDTM, DICOM SR, reports and figures"),
        Scope.EVERYWHERE,
    ),
    _row("Ctrl+Q", Intent.CLOSE, later("Close"), Scope.EVERYWHERE),
    _row("Ctrl+1", Intent.LAYOUT_SINGLE, later("One tile"), Scope.EVERYWHERE),
    _row("Ctrl+2", Intent.LAYOUT_TWO, later("Baseline beside now"), Scope.EVERYWHERE),
    _row("Ctrl+3", Intent.LAYOUT_THREE, later("Baseline, nadir and now"), Scope.EVERYWHERE),
    _row("W", Intent.WHY, later("Why this response: rules, figures and lesions")),
    _row("Ctrl+C", Intent.COPY_TEXT, later("Copy the visit's result as text")),
    _row("Shift+F6", Intent.PREVIOUS_PANEL, later("Panel before"), Scope.EVERYWHERE),
    _row("Shift+F10", Intent.OPEN_MENU, later("Menu of what has the focus"), Scope.EVERYWHERE),
    _row("Left drag", Intent.USE_TOOL, later("The active tool, or move a handle"), Scope.MOUSE),
    _row("Right drag", Intent.DRAG_WINDOW, later("Window across, level up and down"), Scope.MOUSE),
    _row("Right click", Intent.MENU, later("Menu"), Scope.MOUSE),
    _row("Middle drag", Intent.PAN, later("Pan"), Scope.MOUSE),
    _row("Wheel", Intent.SCROLL, later("Slices"), Scope.MOUSE),
    _row("Shift+Wheel", Intent.SCROLL_FAST, later("Slices, five at a time"), Scope.MOUSE),
    _row("Ctrl+Wheel", Intent.ZOOM, later("Zoom at the pointer"), Scope.MOUSE),
    _row("Double click", Intent.MAXIMISE, later("One tile only, and back"), Scope.MOUSE),
    _row(
        "Ctrl+Left drag",
        Intent.ALIGN,
        later("Scroll this tile alone and link it to the others from there"),
        Scope.MOUSE,
    ),
    _row(
        "Shift+Left drag",
        Intent.POINT,
        later("Bring every plane to the point; in four planes a click as well"),
        Scope.MOUSE,
    ),
    _row(
        "Alt+Wheel",
        Intent.TURN_OBLIQUE,
        later("Turn the oblique plane; or drag the ends of its line"),
        Scope.MOUSE,
    ),
)


def bindings(
    overrides: Mapping[str, str], rows: tuple[Binding, ...] = BINDINGS
) -> tuple[Binding, ...]:
    """Return the table with the user's own triggers, rows without one left out.

    Parameters
    ----------
    overrides : mapping of str to str
        Intent name (``tool-line``) to trigger (``Ctrl+L``); an empty trigger unbinds it.
    rows : tuple of Binding
        The table as delivered.

    Raises
    ------
    ValueError
        Where a name is no intent, or one trigger would do two things.
    """
    unknown = set(overrides) - {row.intent.value for row in rows}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ValueError(tr("no such action in the key settings: {names}", names=names))
    bound = tuple(row for row in overridden(overrides, rows) if row.trigger)
    taken: dict[str, Binding] = {}
    for row in bound:
        other = taken.setdefault(canonical(row.trigger), row)
        if other is not row:
            said = tr(
                "{key} is bound twice in the key settings: {one} and {other}",
                key=row.trigger,
                one=other.intent.value,
                other=row.intent.value,
            )
            raise ValueError(said)
    return bound


def overridden(
    overrides: Mapping[str, str], rows: tuple[Binding, ...] = BINDINGS
) -> tuple[Binding, ...]:
    """Return every row with the user's own trigger, also those that have none."""
    return tuple(replace(row, trigger=overrides.get(row.intent.value, row.trigger)) for row in rows)


def mouse_intent(table: tuple[Binding, ...], trigger: str) -> Intent | None:
    """Return what a mouse gesture asks for; unbound modifiers are ignored."""
    found = {canonical(row.trigger): row.intent for row in table if row.scope is Scope.MOUSE}
    plain = trigger.rsplit("+", maxsplit=1)[-1]
    return found.get(canonical(trigger), found.get(canonical(plain)))
