"""A criterion from outside: irRC is installed beside recist, and nothing of recist knows it.

Its unit is another one (products of two axes, mm²), its new lesions are part of the sum, and its
thresholds are −50 % and +25 %.
"""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from recist.criteria.registry import GROUP, assess, criteria, criterion_of
from recist.criteria.wording import distances_in_words, explain
from recist.endpoints.best import best_response
from recist.formats.assessment_json import assessment_document
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.response import Response
from recist.trial.protocol_file import protocol_from_toml
from recist.trial.row_cells import row_from_cells
from tests.table_notation import day
from tests.typed_cases import readings

PACKAGE = Path(__file__).parent / "plugins" / "irrc"
TOML = 'id = "melanoma-irrc"\ncriteria = "irRC"\n'


def install(folder: Path) -> None:
    """Lay the package out as an installer does: its modules, and its metadata beside them."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    for module in PACKAGE.glob("*.py"):
        shutil.copy(module, folder)
    metadata = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    about = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (metadata / "METADATA").write_text(about, "utf-8")
    points = [f"{name} = {target}" for name, target in project["entry-points"][GROUP].items()]
    (metadata / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points, ""]), "utf-8")


@pytest.fixture
def protocol(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Protocol]:
    """The protocol of a trial that asks for irRC, while that is installed."""
    install(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    criteria.cache_clear()
    yield protocol_from_toml(TOML, "trial.toml")
    sys.modules.pop("recist_irrc", None)
    criteria.cache_clear()


def judged(protocol: Protocol, *visits: str) -> CaseAssessment:
    """Visits eight weeks apart, the baseline first, in the notation of the typed tables."""
    cells = [
        cell
        for index, text in enumerate(visits)
        for cell in readings("1", f"visit {index}", day(56 * index), text)
    ]
    rows = [row_from_cells(cell, cell["visit"]) for cell in cells]
    return assess(assemble_case(rows, window_days=14), protocol)


BASELINE = "T1=40.0x25.0 T2=20.0x10.0"  # 1000 + 200 mm²
COURSES = [
    ("half, inclusive", [BASELINE, "T1=40.0x12.5 T2=10.0x10.0"], "PR", 600_000),
    ("just above half", [BASELINE, "T1=40.0x12.5 T2=10.001x10.0"], "SD", 600_010),
    ("a quarter more, inclusive", [BASELINE, "T1=40.0x32.5 T2=20.0x10.0"], "PD", 1_500_000),
    ("just below", [BASELINE, "T1=40.0x32.499 T2=20.0x10.0"], "SD", 1_499_960),
    (
        "products of whole micrometres",
        ["T1=10.001x10.001", "T1=12.501x10.001"],
        "SD",
        125_023,
    ),
    (
        "over the smallest, not the last",
        [BASELINE, "T1=20.0x20.0 T2=10.0x10.0", "T1=25.0x20.0 T2=10.0x12.5"],
        "PD",
        625_000,
    ),
    ("no floor in mm", ["T1=4.0x4.0", "T1=5.0x4.0"], "PD", 20_000),
    ("a new lesion is no progression", [BASELINE, f"{BASELINE} L1=5.0x5.0"], "SD", 1_225_000),
    ("it is in the sum", [BASELINE, f"{BASELINE} L1=20.0x15.0"], "PD", 1_500_000),
    ("it blocks the PR", [BASELINE, "T1=40.0x12.5 T2=10.0x10.0 L1=5.0x5.0"], "SD", 625_000),
    ("too small to count", [BASELINE, "T1=40.0x12.5 T2=10.0x10.0 L1=9.0x4.9"], "PR", 600_000),
    ("all gone", [BASELINE, "T1=absent T2=absent"], "CR", 0),
    ("gone, but new disease", [BASELINE, "T1=absent T2=absent L1=9.0x4.9"], "PR", 0),
    ("gone, but a non-target", [f"{BASELINE} NT1=present", "T1=absent T2=absent NT1=present"],
     "PR", 0),
    ("a part proves nothing", [BASELINE, "T1=40.0x12.5 T2=not-evaluable"], "NE", 500_000),
    ("but its growth", [BASELINE, "T1=50.0x30.0 T2=not-evaluable"], "PD", 1_500_000),
    ("without the second axis", ["T1=40.0x25.0", "T1=40.0"], "NE", None),
    ("a new lesion that was not read", [BASELINE, f"{BASELINE} L1=5.0x5.0", BASELINE], "NE",
     1_200_000),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "visits", "overall", "sum_"), COURSES, ids=[course[0] for course in COURSES]
)
def test_response(
    protocol: Protocol, why: str, visits: list[str], overall: str, sum_: int | None
) -> None:
    last = judged(protocol, *visits).visits[-1]
    assert (last.overall, last.sum_um) == (overall, sum_), why


def test_the_thresholds_are_shown_inwards(protocol: Protocol) -> None:
    """PD from 125.025001… mm²: 125.026 is surely reached."""
    last = judged(protocol, "T1=10.001x10.001", "T1=12.501x10.001").visits[-1]
    assert (last.pd_from_um, last.pr_up_to_um) == (125_026, 50_010)


def test_it_explains_itself_in_its_own_unit(protocol: Protocol) -> None:
    answer = judged(protocol, BASELINE, "T1=40.0x32.5 T2=20.0x10.0")
    (reason,) = explain(answer, 1)
    assert (reason.id, reason.citation) == ("irrc/burden/PD", "Wolchok 2009")
    assert reason.text == "1500.0 mm² with new lesions; PD from 1500.0 mm², 25 % over 1200.0 mm²."
    unit = criterion_of(protocol).unit
    assert distances_in_words(answer.visits[1], unit) == ["The sum is 0.0 mm² inside PD."]


def test_its_answers_are_exported_and_counted(protocol: Protocol) -> None:
    answer = judged(
        protocol,
        BASELINE,
        "T1=40.0x12.5 T2=10.0x10.0",
        "T1=40.0x32.5 T2=20.0x10.0",
        "T1=40.0x12.5 T2=11.0x10.0",
    )
    document = json.loads(json.dumps(assessment_document(protocol, [answer])))
    assert document["protocol"]["criteria"] == "irRC"
    (case,) = document["cases"]
    assert [visit["overall"] for visit in case["visits"]] == [None, "PR", "PD", "SD"]
    assert [visit["sum_mm"] for visit in case["visits"]] == [1200.0, 600.0, 1500.0, 610.0]
    assert [visit["after_progression"] for visit in case["visits"]] == [False, False, False, True]
    assert case["best"]["response"] == "PR"
    assert best_response(answer).response is Response.PR


def test_without_it_the_protocol_is_refused() -> None:
    assert "irRC" not in criteria()
    with pytest.raises(InputError, match="irRC"):
        protocol_from_toml(TOML, "trial.toml")
