"""Readings as the tables of scopes, treatments and conformance write them.

``LESION[organ,column=value,…]=VALUE``, separated by blanks, which may stand inside the brackets.
T and N are targets, NT non-targets, L new lesions, M markers, V the visit; a trailing ``n`` makes
a node, whose number is its short axis. The value is a number in mm, a state, ``state:mm``,
``merged>CARRIER`` or ``mm>PARENT``; ``@date`` (or ``@day`` since baseline) is the lesion's own
scan date. A method alone in the brackets, such as ``[PET]``, is the method.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from recist.model.row import Row
from recist.trial.row_cells import row_from_cells

Cells = dict[str, str]

ROLES = {"T": "target", "N": "target", "NT": "non-target", "L": "new", "M": "marker", "V": "visit"}
ORGANS = {"T1": "liver", "T2": "liver", "T3": "lung", "T4": "lung", "T5": "adrenal"}
TOKEN = re.compile(r"[^\s\[]+(?:\[[^\]]*\])?[^\s]*")
READING = re.compile(r"([A-Z]+)([\w.]*?)(n?)(?:\[([^\]]*)\])?=([^@]*)(?:@(\S+))?")
UNREAD = ("not-evaluable", "not-done")
METHODS = ("CT", "PET", "MRI")
BASELINE_DATE = date(2024, 1, 2)
TABLES = Path(__file__).parent / "tables"


def courses(name: str) -> dict[str, list[Cells]]:
    """Return the lines of a table by the id of their case, in order."""
    found: dict[str, list[Cells]] = {}
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line["id"], []).append(line)
    return found


def rows_of(course: Iterable[Cells], reason: str = "scan incomplete") -> list[Row]:
    """Return the reading table of a course, one line of which is a visit."""
    return [
        row_from_cells(one, f"row {n}")
        for line in course
        for n, one in enumerate(
            cells_of("1", line["visit"], line["date"], line["readings"], reason), start=1
        )
    ]


def cells_of(subject: str, visit: str, day: str, text: str, reason: str = "") -> list[Cells]:
    """Return the rows of a visit; ``reason`` is given to whatever was not read."""
    return [_cells(subject, visit, day, token, reason) for token in TOKEN.findall(text)]


def _cells(subject: str, visit: str, day: str, token: str, reason: str) -> Cells:
    match = READING.fullmatch(token)
    assert match, token
    kind, number, node, bracket, value, own_date = match.groups()
    organ, columns = _bracket(bracket or "")
    value, _, parent = value.partition(">")
    state, _, length = value.partition(":")
    if re.fullmatch(r"[\d.]+", state):
        state, length = "measured", state
    if own_date and own_date.isdigit():
        own_date = (BASELINE_DATE + timedelta(days=int(own_date))).isoformat()
    name = kind + number
    axis = "short_axis_mm" if node else "longest_diameter_mm"
    usual = "" if kind in "VM" else "lymph node" if node else ORGANS.get(name[:2], "bone")
    return {
        "subject": subject,
        "visit": visit,
        "date": own_date or day,
        "lesion": "" if kind == "V" else name,
        "role": ROLES[kind],
        "organ": organ or usual,
        "state": state,
        "parent": parent,
        "reason": reason if state in UNREAD else "",
        axis: length,
    } | columns


def _bracket(text: str) -> tuple[str, Cells]:
    organ, columns = "", {}
    for part in filter(None, text.split(",")):
        column, given, value = part.partition("=")
        if given:
            columns[column.strip()] = value.strip()
        elif part in METHODS:
            columns["method"] = part
        else:
            organ = part.strip()
    return organ, columns
