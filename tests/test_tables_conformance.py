"""Conformance and metastasis counts by tables, typed from the specification alone.

The tables call the findings by plain words, which are mapped to codes here. An expectation is
``word:severity:lesion:visit``: ``any`` severity, an empty lesion or visit is whichever, and one
of several words separated by ``/`` is enough; ``!word`` must not be found. Where nothing is
expected, nothing may be warned of; elsewhere no other word of the tables may be found.
"""

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recist.criteria.conformance.checks import conformance
from recist.criteria.registry import assess
from recist.endpoints.best import best_response
from recist.endpoints.eligibility import eligibility, metastases_of
from recist.formats.reading_table import read_tables
from recist.model.assemble import assemble_cases
from recist.model.case import Case
from recist.model.finding import Finding, Severity
from recist.model.protocol import Eligibility, Protocol
from recist.model.row import Row
from recist.model.scope import in_scope
from recist.model.subject import SubjectInfo
from recist.trial.protocol_file import protocol_from_toml
from tests.bracket_notation import Cells, cells_of, courses
from tests.test_tables_scopes import treatment_of

CODES = {
    "baseline-too-early": "baseline-too-early",
    "before-baseline": "row-before-baseline",
    "below-measurable-size": "target-too-small",
    "duplicate-row": "row-repeated",
    "implausible-length": "absurd-length",
    "label-apart": "visit-dates-apart",
    "marker-only": "marker-only",
    "measured-zero": "measured-as-zero",
    "method-changed": "method-changed",
    "method-does-not-measure": "method-does-not-measure",
    "missing-row": "lesion-without-row",
    "never-measurable": "target-not-measurable",
    "new-node-too-small": "new-node-too-small",
    "no-measurable-target": "no-measurable-disease",
    "no-reason": "reason-missing",
    "no-reference-date": "reference-date-from-baseline",
    "node-below-two-slices": "node-below-two-slices",
    "non-target-after-baseline": "first-seen-after-baseline",
    "normal-node": "normal-node",
    "organ-changed": "organ-changed",
    "role-changed": "role-changed",
    "rounded": "length-rounded",
    "simple-cyst": "simple-cyst",
    "slice-thickness-changed": "slice-thickness-changed",
    "sole-new-node": "sole-new-node",
    "target-after-baseline": "first-seen-after-baseline",
    "target-without-baseline-value": "target-without-baseline",
    "too-many-in-organ": "too-many-in-organ",
    "too-many-targets": "too-many-targets",
    "treated-earlier": "target-treated-earlier",
    "visit-out-of-window": "visit-out-of-window",
}
CASES = {name: lines[0] for name, lines in courses("conformance.csv").items()}
COUNTS = {name: lines[0] for name, lines in courses("oligo.csv").items()}


def rows_of(folder: Path, visits: Iterable[str]) -> tuple[Row, ...]:
    """Write ``visit@date: readings`` as a reading table and read it back."""
    cells: list[Cells] = []
    for visit in visits:
        head, readings = visit.split(": ", 1)
        label, day = head.rsplit("@", 1)
        cells += cells_of("1", label.strip(), day, readings)
    columns = list(dict.fromkeys(column for row in cells for column in row))
    path = folder / "readings.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(cells)
    return read_tables([path])


def protocol_of(text: str) -> Protocol:
    items = re.findall(r"[\w.]+=(?:\"[^\"]*\"|\[.*?\](?= |$)|\S+)", text)
    assert " ".join(items) == text
    given = tomllib.loads("\n".join(items))
    head = f"id = 'typed'\ncriteria = '{given.get('criteria', 'RECIST 1.1')}'\n"
    return protocol_from_toml(
        head + "\n".join(item for item in items if not item.startswith("criteria")), "typed"
    )


def case_of(folder: Path, line: Cells, protocol: Protocol) -> Case:
    reference = date.fromisoformat(line["reference_date"]) if line["reference_date"] else None
    (case,) = assemble_cases(
        rows_of(folder, line["rows"].split(" | ")),
        window_days=protocol.options.visit_window_days,
        subjects={"1": SubjectInfo(subject="1", reference_date=reference)},
        treatments=[treatment_of(text) for text in line["treatments"].split()],
    )
    return in_scope(case, protocol.scopes[0])


def is_met(wanted: str, found: Iterable[Finding]) -> bool:
    word, severity, lesion, visit = wanted.split(":")
    codes = {CODES[one] for one in word.split("/")}
    return any(
        note.code in codes
        and severity in ("any", note.severity)
        and lesion in ("", note.lesion)
        and visit.replace("_", " ") in ("", note.visit)
        for note in found
    )


@pytest.mark.parametrize("line", CASES.values(), ids=CASES.keys())
def test_conformance(tmp_path: Path, line: Cells) -> None:
    protocol = protocol_of(line["protocol"])
    case = case_of(tmp_path, line, protocol)
    assessment = assess(case, protocol)
    best = best_response(assessment)
    found = (*assessment.findings, *best.findings, *conformance(case, protocol))
    expected = line["expect"].split()
    for wanted in expected:
        if wanted.startswith("!"):
            assert CODES[wanted[1:]] not in {note.code for note in found}, wanted
        else:
            assert is_met(wanted, found), wanted
    allowed = {CODES[one] for e in expected for one in e.lstrip("!").split(":")[0].split("/")}
    known = set(CODES.values()) if expected else {note.code for note in found}
    warned = {note.code for note in found if note.severity is not Severity.INFO}
    assert (warned & known) - allowed == set()


@pytest.mark.parametrize("line", COUNTS.values(), ids=COUNTS.keys())
def test_metastases_are_counted(tmp_path: Path, line: Cells) -> None:
    protocol = protocol_of(line["protocol"])
    rows = rows_of(tmp_path, [f"baseline@2024-01-02: {line['rows']}"])
    (case,) = assemble_cases(rows, window_days=14)
    counted = metastases_of(case, protocol)
    assert (len(counted.counted), len(counted.organ_systems), len(counted.in_liver)) == (
        int(line["count"]),
        int(line["organ_systems"]),
        int(line["liver_count"]),
    )
    assert {"+".join(ids) for ids in counted.counted} == set(line["counted"].split())
    limits = {
        "one_to_four_liver": Eligibility(min_liver_metastases=1, max_liver_metastases=4),
        "five_in_three": Eligibility(max_metastases=5, max_organ_systems=3),
    }
    for column, asked in limits.items():
        if line[column]:
            may_enter = eligibility(case, replace(protocol, eligibility=asked)).eligible
            assert may_enter is (line[column] == "yes"), column


def test_every_word_of_the_table_is_mapped() -> None:
    words = {
        word
        for line in CASES.values()
        for wanted in line["expect"].split()
        for word in wanted.lstrip("!").split(":")[0].split("/")
    }
    assert words <= set(CODES)
