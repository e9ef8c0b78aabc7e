"""The room as the tests of the made-up language look at it: its data, its engine, its words."""

import csv
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.state.action_table import ACTIONS
from gui.state.lesion_table import findings_of
from gui.state.opening import Request, Start
from gui.state.response_panel import Reason, ReasonKind
from gui.state.scene import Scene
from gui.state.session import course
from gui.state.triggers import shown
from gui.widgets.lesion_editor import ORGANS
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.room import Room
from gui.widgets.table_header import VisitHeader
from gui.widgets.table_totals import TotalsView
from recist.trial.protocol_file import built_in_titles
from tests.gui.lengthened import (
    clipped,
    left_out,
)
from tests.gui.rooms import SAMPLE, SUBJECT, Hands

VISITS = ("baseline", "week 8", "week 16", "week 24")
SUBJECTS = (SUBJECT, "S-LIVER-MR", "S-LUNG-CT")
SITES = ("segment 3", "segment 4", "segment 6", "segment 7", "left para-aortic")
SERIES = ("CT portal venous 5.0", "CT portal venous 5.\u200b0", "CT unenhanced 5.0")
DATA = {
    *VISITS,
    *(visit.capitalize() for visit in VISITS),
    *(visit.upper() for visit in VISITS),
    *SUBJECTS,
    *(f"{subject} · {visit.capitalize()}" for subject in SUBJECTS for visit in VISITS),
    *SITES,
    *SERIES,
    "CT unenhanced 5.\u200b0",
    *ORGANS,
    *(part for titles in built_in_titles() for part in titles),
    *(one.trigger for one in ACTIONS),
    *(shown(one.trigger) for one in ACTIONS),
    *("Ctrl", "Shift", "Alt"),
    *("NT1", "NT2", "NON-CR/NON-PD", "PixelSpacing", "CA 19-9"),
    # What the reader wrote, and what languages call themselves.
    *("no contrast medium given", "English"),
}
# The rows of the sample that are another here, so that the table has every word.
CHANGED = {
    ("week 8", "T2"): "too-small",
    ("week 16", "T2"): "absent",
    ("week 8", "NT1"): "absent",
    ("week 16", "NT1"): "suspected",
    ("week 24", "NT1"): "progression",
    ("week 8", "NT2"): "not-evaluable",
    ("week 16", "NT2"): "not-done",
}
# What has a test of its own: the tables paint into more room than their cells.
PAINTED = (LesionTableView, TotalsView, VisitHeader)


def table_of_every_word(folder: Path) -> Path:
    """Write the sample's reading table with other states."""
    with (SAMPLE / "readings.csv").open(newline="", encoding="utf-8") as lines:
        read = csv.DictReader(lines)
        rows = [row for row in read if (row["subject"], row["reader"]) == (SUBJECT, "A")]
    for row in rows:
        state = CHANGED.get((row["visit"], row["lesion"]))
        if state is not None:
            row |= {"state": state, "longest_diameter_mm": "", "short_axis_mm": ""}
            row["reason"] = "no contrast medium given" if state.startswith("not-") else ""
    new = rows[-1] | {"visit": "week 24", "lesion": "N1", "role": "new", "state": "equivocal"}
    path = folder / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as lines:
        written = csv.DictWriter(lines, list(rows[0]))
        written.writeheader()
        written.writerows([*rows, new])
    return path


def patient_read(qtbot: QtBot, folder: Path) -> Iterator[Hands]:
    """Open the sample patient at week 8, every lesion read, and close the room afterwards."""
    table = table_of_every_word(folder)
    request = Request(paths=(SAMPLE / SUBJECT,), table=table, reader="A", start=Start.RESUME)
    made = Hands(qtbot, folder / "trials", request)
    made.room.go_to(SUBJECT, "week 8")
    made.wait()
    yield made
    made.close()


def engine(room: Room) -> set[str]:
    """Return what recist/ says of the visit: it is English in every language."""

    def told(reason: Reason) -> Iterator[str]:
        if reason.kind in (ReasonKind.RULE, ReasonKind.FINDING):
            yield from (reason.text, reason.citation)
        for part in reason.parts:
            yield from told(part)

    panel = room.paper.panel()
    said = {text for group in room.paper.why() for one in group.parts for text in told(one)}
    findings = {text for one in panel.findings for text in (one.message, one.code)}
    return {*said, *findings, *(one.message for one in findings_of(course(room.reading.session)))}


def wrong_in(window: QWidget, more: set[str] | None = None) -> list[object]:
    """Return what a window leaves out, and what it has no room for."""
    QApplication.processEvents()
    return [*left_out(window, DATA | (more or set())), *clipped(window, PAINTED)]


def texts_in(scene: Scene) -> list[str]:
    """Return everything that is painted over an image."""
    corners = [
        text
        for part in astuple(scene.corners)
        for text in (part if isinstance(part, tuple) else (part,))
        if type(text) is str
    ]
    labels = ["".join(piece for piece, _ in one.label) for one in scene.drawn]
    return [*corners, *labels, scene.message, scene.banner, scene.notice]
