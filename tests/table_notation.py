"""The notation of the tables ``tables/recist*.csv``, and how an answer is compared with a row.

Notation of the tables. A reading is ``LESION=VALUE``, readings are separated by blanks, visits of
one line by ``|``. The lesion's name says what it is: T and N are targets, NT non-targets, L new
lesions, M markers, V the visit itself; a trailing ``n`` makes it a node (its number is the short
axis) and is not part of the name; ``/role`` gives another role. The value is a number in mm, a
state, ``state:mm``, ``merged>CARRIER`` or ``mm>PARENT`` for a fragment; ``long:mm`` is a longest
diameter where the short axis is wanted. ``@date`` (or ``@day``) is the lesion's own scan date.
An empty expectation is not compared, ``null`` is JSON's null.

In a column ``visits`` each visit is ``day: readings``, or ``day LABEL: readings`` where it has a
label of its own. A column ``protocol`` holds ``key=value``, separated by blanks, dotted keys of
the protocol file and values as TOML (a word may stand without quotes).
"""

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from recist.criteria.registry import assess as judge
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol, ScheduleStep
from recist.model.subject import SubjectInfo
from recist.trial.row_cells import row_from_cells

TABLES = Path(__file__).parent / "tables"
BASELINE_DATE = date(2024, 1, 2)
COLUMNS = [
    "subject", "visit", "date", "lesion", "role", "organ", "state",
    "longest_diameter_mm", "short_axis_mm", "parent", "reason",
]  # fmt: skip
ORGANS = {"T1": "liver", "T2": "liver", "T3": "lung", "T4": "lung", "T5": "adrenal"}
ROLES = {"T": "target", "N": "target", "NT": "non-target", "L": "new", "M": "marker", "V": "visit"}
SUBJECT_DATES = (
    "reference_date", "death_date", "new_therapy_date", "symptomatic_deterioration_date",
)  # fmt: skip
READING = re.compile(r"([A-Z]+)([\w.]*?)(n?)(?:/([\w-]+))?=([^@]+)(?:@(\S+))?")
JUDGED = ("target", "target_literal", "non_target", "new_lesion", "overall", "overall_as_read")
CATEGORIES = (*JUDGED, "response_date")
LENGTHS = ("sum_mm", "baseline_sum_mm", "nadir_sum_mm", "change_from_nadir_mm")
PERCENTS = ("change_from_baseline_percent", "change_from_nadir_percent")

Row = dict[str, str]
Json = dict[str, Any]


def table(name: str) -> list[Row]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(offset: int) -> str:
    return (BASELINE_DATE + timedelta(days=offset)).isoformat()


def reading(subject: str, visit: str, visit_date: str, token: str) -> Row:
    """One row of the reading table from one reading in the notation above."""
    match = READING.fullmatch(token)
    assert match, token
    kind, number, node, role, value, own_date = match.groups()
    name = kind + number
    value, _, parent = value.partition(">")
    state, _, length = value.partition(":")
    if re.fullmatch(r"[\d.]+", state):
        state, length = "measured", state
    axis = "short_axis_mm" if node and state != "long" else "longest_diameter_mm"
    organ = "lymph node" if node else ORGANS.get(name[:2], "bone")
    if own_date and own_date.isdigit():
        own_date = day(int(own_date))
    row = dict.fromkeys(COLUMNS, "") | {
        "subject": subject,
        "visit": visit,
        "date": own_date or visit_date,
        "lesion": "" if kind == "V" else name,
        "role": role or ROLES[kind],
        "organ": "" if kind in "VM" else organ,
        "state": "measured" if state == "long" else state,
        "parent": parent,
        "reason": "scan incomplete" if state in ("not-evaluable", "not-done") else "",
    }
    return row | {axis: length}


def readings(subject: str, visit: str, visit_date: str, text: str) -> list[Row]:
    return [reading(subject, visit, visit_date, token) for token in text.split()]


def write(path: Path, rows: Iterable[Row], columns: list[str], sep: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=sep, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def visit_of(case: Json, label: str) -> Json:
    (visit,) = [visit for visit in case["visits"] if visit["visit"] == label]
    return dict(visit)


def compare(visit: Json, expected: Row) -> None:
    """Compare what the row states: words and lengths exactly, percentages as shown to 0.01."""
    got: Json = {}
    want: Json = {}
    for key in (*CATEGORIES, *LENGTHS, *PERCENTS):
        text = expected.get(key, "")
        if not text:
            continue
        got[key], want[key] = visit[key], None if text == "null" else text
        if key not in CATEGORIES:
            got[key], want[key] = number(visit[key]), number(want[key])
    for key in ("PD", "PR"):
        if text := expected.get(f"distance_{key.lower()}_mm", ""):
            got[f"distance {key}"] = number(visit["distance_mm"][key])
            want[f"distance {key}"] = Decimal(text)
    if expected.get("overall") and not expected.get("overall_as_read"):
        got["as read"], want["as read"] = visit["overall_as_read"], visit["overall"]
    if expected.get("complete"):
        got["complete"], want["complete"] = visit["complete"], expected["complete"] == "true"
    assert got == want


def findings(case: Json) -> list[Json]:
    return [*case["findings"], *(f for visit in case["visits"] for f in visit["findings"])]


def has_finding(case: Json, wanted: str) -> bool:
    """Whether a finding ``severity:lesion`` is there; ``any`` severity, no lesion = whichever."""
    severity, _, lesion = wanted.partition(":")
    return any(
        severity in ("any", finding["severity"]) and lesion in ("", finding["lesion"])
        for finding in findings(case)
    )


# --- courses in one line, under a protocol and a subject row of their own -------------------------


def visits_of(text: str) -> list[tuple[str, int, str]]:
    """Label, day since baseline and readings of each visit in a column ``visits``."""
    found = []
    for item in text.split(" | "):
        head, readings_text = item.split(": ")
        offset, _, label = head.partition(" ")
        usual = f"day {offset}" if int(offset) else "baseline"
        found.append((label or usual, int(offset), readings_text))
    return found


def course_rows(subject: str, text: str) -> list[Row]:
    return [
        row
        for label, offset, readings_text in visits_of(text)
        for row in readings(subject, label, day(offset), readings_text)
    ]


def protocol_of(text: str, base: Protocol) -> Protocol:
    """The base with the keys that a column ``protocol`` states."""
    for item in text.split():
        path, _, value = item.partition("=")
        base = _with(base, path.split("."), value)
    return base


def _with(held: Any, path: list[str], text: str) -> Any:
    name, *rest = path
    assert name in {field.name for field in fields(held)}, name
    now = getattr(held, name)
    if is_dataclass(now):
        return replace(held, **{name: _with(now, rest, text)})
    if isinstance(now, Enum):
        return replace(held, **{name: type(now)(text)})
    value = tomllib.loads(f"value = {text}")["value"]
    if isinstance(value, list):
        value = tuple(ScheduleStep(**step) for step in value)
    return replace(held, **{name: value})


def subject_of(row: Row) -> SubjectInfo:
    """What a row says in the columns of the subject table; the reference is the baseline."""
    dates: dict[str, Any] = {
        name: date.fromisoformat(row[name]) for name in SUBJECT_DATES if row.get(name)
    }
    return replace(SubjectInfo(subject=row["id"], reference_date=BASELINE_DATE), **dates)


def judged(row: Row, base: Protocol) -> CaseAssessment:
    """The course of a row with the columns ``id``, ``visits`` and ``protocol``."""
    cells = course_rows(row["id"], row["visits"])
    rows = [row_from_cells(one, f"row {n}") for n, one in enumerate(cells, start=1)]
    protocol = protocol_of(row["protocol"], base)
    window_days = protocol.options.visit_window_days
    case = assemble_case(rows, window_days=window_days, info=subject_of(row))
    return judge(case, protocol)
