"""RECIST 1.1 by tables: each row of ``tables/recist11_*.csv`` is a case with its expected answer.

The notation is that of `tests.table_notation`.
"""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from recist.app import assess_files
from recist.model.errors import InputError
from tests.table_notation import (
    BASELINE_DATE,
    CATEGORIES,
    COLUMNS,
    LENGTHS,
    Json,
    Row,
    compare,
    course_rows,
    day,
    findings,
    has_finding,
    number,
    readings,
    table,
    visit_of,
    write,
)


def assess(folder: Path, rows: list[Row], subjects: list[Row]) -> dict[str, Json]:
    """All cases in one call, by subject: the subjects must not touch one another."""
    path = write(folder / "readings.csv", rows, COLUMNS)
    fields = ["subject", "reference_date", "new_therapy_date"]
    document = assess_files([path], subjects=write(folder / "subjects.csv", subjects, fields))
    document = json.loads(json.dumps(document))  # what a user's program reads
    assert document["schema"] == "recist-assessment/1"
    cases = {case["subject"]: case for case in document["cases"]}
    assert set(cases) == {row["subject"] for row in rows}
    return cases


# --- one visit: targets -----------------------------------------------------------------------

TARGET = table("recist11_target")


@pytest.fixture(scope="module")
def target_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    rows: list[Row] = []
    for case in TARGET:
        texts = [case["baseline"], *filter(None, case["earlier"].split(" | ")), case["visit"]]
        for index, text in enumerate(texts):
            label = f"week {8 * index}" if index else "baseline"
            rows += readings(case["id"], label, day(56 * index), text)
    return assess(tmp_path_factory.mktemp("target"), rows, [])


@pytest.mark.parametrize("row", TARGET, ids=[row["id"] for row in TARGET])
def test_target_response(target_cases: dict[str, Json], row: Row) -> None:
    case = target_cases[row["id"]]
    compare(case["visits"][-1], row)
    assert number(case["baseline"]["sum_mm"]) == Decimal(row["baseline_sum_mm"])
    assert case["visits"][0]["overall"] is None, "the baseline visit is listed without a response"


# --- whole courses: non-targets, new lesions, everything else -----------------------------------

COURSES = {name: table(f"recist11_{name}") for name in ("non_target", "new", "course")}
COURSE_IDS = [(name, cid) for name, rows in COURSES.items() for cid in {r["id"]: 0 for r in rows}]


def course(name: str, case_id: str) -> list[Row]:
    return [row for row in COURSES[name] if row["id"] == case_id]


def promises(rows: list[Row]) -> list[tuple[str, str]]:
    """``key=value`` expectations on the case as a whole."""
    return [(key, value) for row in rows for key, _, value in
            (item.partition("=") for item in row.get("case", "").split())]  # fmt: skip


@pytest.fixture(scope="module")
def course_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Json]:
    found: dict[tuple[str, str], Json] = {}
    for name, lines in COURSES.items():
        rows = [r for x in lines for r in readings(x["id"], x["visit"], x["date"], x["readings"])]
        subjects = []
        for case_id in {row["id"]: 0 for row in lines}:
            stated = dict(promises(course(name, case_id)))
            reference = stated.get("reference", BASELINE_DATE.isoformat())
            subjects.append({"subject": case_id, "reference_date": reference})
        cases = assess(tmp_path_factory.mktemp(name), rows, subjects)
        found |= {(name, subject): case for subject, case in cases.items()}
    return found


@pytest.mark.parametrize(("name", "case_id"), COURSE_IDS, ids=["/".join(x) for x in COURSE_IDS])
def test_course(course_cases: dict[tuple[str, str], Json], name: str, case_id: str) -> None:
    case, rows = course_cases[name, case_id], course(name, case_id)
    for row in rows:
        if any(row.get(key) for key in (*CATEGORIES, *LENGTHS, "findings")):
            compare(visit_of(case, row["visit"]), row)
            for wanted in row.get("findings", "").split():
                assert has_finding(case, wanted), wanted
    for key, value in promises(rows):
        check_promise(case, key, value)


def labels(text: str) -> list[str]:
    return [label.replace("_", " ") for label in text.split(",") if label]


def check_promise(case: Json, key: str, value: str) -> None:
    best = case["best"]
    if key == "best":
        assert best["response"] == value
    elif key == "date":
        assert best["date"] == value
    elif key == "needs_review":
        assert best["needs_review"] is (value == "true")
    elif key == "alternative":
        assert value in str(best["alternative"])
    elif key == "baseline":
        assert case["baseline"]["visit"] == value
    elif key == "baseline_sum":
        assert number(case["baseline"]["sum_mm"]) == Decimal(value)
    elif key == "order":
        assert [v["visit"] for v in case["visits"]] == labels(value)
    elif key == "after":
        assert [v["visit"] for v in case["visits"] if v["after_progression"]] == labels(value)
    elif key == "finding":
        assert has_finding(case, value)
    else:
        assert key == "reference", f"unknown promise {key}"


# --- best response without confirmation ---------------------------------------------------------

BEST = table("recist11_best")


@pytest.fixture(scope="module")
def best_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    rows: list[Row] = []
    for case in BEST:
        rows += course_rows(case["id"], case["visits"])
    subjects = [case | {"subject": case["id"]} for case in BEST]
    return assess(tmp_path_factory.mktemp("best"), rows, subjects)


@pytest.mark.parametrize("row", BEST, ids=[row["id"] for row in BEST])
def test_best_response(best_cases: dict[str, Json], row: Row) -> None:
    best = best_cases[row["id"]]["best"]
    assert best["response"] == row["best"]
    if row["date"]:
        assert best["date"] == row["date"]


def test_missing_reference_date_is_a_finding(best_cases: dict[str, Json]) -> None:
    assert findings(best_cases["sd-43"])


# --- tables 1 and 2 through real courses --------------------------------------------------------

MATRIX = table("recist11_table1") + table("recist11_table2")
MATRIX_IDS = [f"{r['target'] or '-'}+{r['non_target'] or '-'}+{r['new']}" for r in MATRIX]
MATRIX_CASES = list(zip(MATRIX_IDS, MATRIX, strict=True))
TARGET_READING = {"CR": "absent", "PR": "30.0", "SD": "50.0", "PD": "60.0", "NE": "not-evaluable"}
NON_TARGET_READING = {
    "CR": "absent", "NON-CR/NON-PD": "present", "NE": "not-evaluable", "PD": "progression",
}  # fmt: skip


@pytest.fixture(scope="module")
def matrix_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    rows: list[Row] = []
    for case_id, case in MATRIX_CASES:
        before = after = ""
        if case["target"]:
            before, after = "T1=50.0", f"T1={TARGET_READING[case['target']]}"
        if case["non_target"]:
            before += " NT1=present"
            after += f" NT1={NON_TARGET_READING[case['non_target']]}"
        if case["new"] != "none":
            after += f" L1={case['new']}"
        rows += readings(case_id, "baseline", day(0), before)
        rows += readings(case_id, "week 8", day(56), after)
    return assess(tmp_path_factory.mktemp("matrix"), rows, [])


@pytest.mark.parametrize(("case_id", "row"), MATRIX_CASES, ids=MATRIX_IDS)
def test_visit_response_matrix(matrix_cases: dict[str, Json], case_id: str, row: Row) -> None:
    visit = visit_of(matrix_cases[case_id], "week 8")
    want = (row["target"] or None, row["non_target"] or None, row["new"], row["overall"])
    assert (visit["target"], visit["non_target"], visit["new_lesion"], visit["overall"]) == want
    assert visit["rules"], "a response states its rules"
    assert all(rule[key] for rule in visit["rules"] for key in ("id", "citation", "text"))


def test_matrix_is_complete() -> None:
    """Five target by five non-target categories and four alone, with three new-lesion words."""
    assert len(MATRIX_IDS) == len(set(MATRIX_IDS)) == 5 * 5 * 3 + 4 * 3


# --- the table itself -----------------------------------------------------------------------------

GOOD = readings("01", "baseline", day(0), "T1=50.0") + readings("01", "later", day(56), "T1=30.0")
# the third data row is the fourth line; either count names it
BAD_ROWS = [
    ("unknown state", {"state": "mesured"}, "state"),
    ("unknown role", {"role": "traget"}, "role"),
    ("month thirteen", {"date": "2024-13-01"}, "date"),
    ("day before month", {"date": "27/02/2024"}, "date"),
    ("no date for a measured lesion", {"date": ""}, "date"),
    ("partial date for a measured lesion", {"date": "2024-02"}, "date"),
    ("comma decimal", {"longest_diameter_mm": "30,5"}, "longest_diameter_mm"),
    ("negative length", {"longest_diameter_mm": "-3.0"}, "longest_diameter_mm"),
    ("length is a word", {"longest_diameter_mm": "large"}, "longest_diameter_mm"),
    ("length is no number", {"longest_diameter_mm": "nan"}, "longest_diameter_mm"),
    ("length without end", {"longest_diameter_mm": "inf"}, "longest_diameter_mm"),
]


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        assess_files([path])
    message = str(caught.value)
    assert len(message.splitlines()) == 1, "one line"
    assert path.name in message, "names the file"
    return message


@pytest.mark.parametrize(("why", "change", "column"), BAD_ROWS, ids=[b[0] for b in BAD_ROWS])
def test_bad_cell_is_named(tmp_path: Path, why: str, change: Row, column: str) -> None:
    rows = [*GOOD, GOOD[1] | {"visit": "last", "date": day(112)} | change]
    message = refusal(write(tmp_path / "reads.csv", rows, COLUMNS))
    assert column in message, why
    assert re.search(r"\b[34]\b", message.partition("reads.csv")[2]), message


@pytest.mark.parametrize("column", ["subject", "visit", "date", "lesion", "role", "state"])
def test_missing_column_is_named(tmp_path: Path, column: str) -> None:
    path = write(tmp_path / "reads.csv", GOOD, [c for c in COLUMNS if c != column])
    assert column in refusal(path)


def test_two_different_rows_for_a_lesion_and_visit(tmp_path: Path) -> None:
    rows = [*GOOD, GOOD[1] | {"longest_diameter_mm": "31.0"}]
    message = refusal(write(tmp_path / "reads.csv", rows, COLUMNS))
    assert re.search(r"\b[34]\b", message.partition("reads.csv")[2]), message


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00\xff\xfe\x9c" * 40, bytes(range(256))])
def test_file_that_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reads.csv"
    path.write_bytes(content)
    refusal(path)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    refusal(tmp_path / "nowhere.csv")


ERRORS = [
    ("absurd length", "T1=50.0", "T1=99999", "error:T1"),
    ("target first seen after baseline", "T1=50.0", "T1=50.0 T2=20.0", "error:T2"),
    ("target without baseline value", "T1=50.0 T2=not-evaluable", "T1=50.0 T2=20.0", "error:T2"),
]


@pytest.mark.parametrize("error", ERRORS, ids=[error[0] for error in ERRORS])
def test_error_never_stops_the_others(tmp_path: Path, error: tuple[str, str, str, str]) -> None:
    _, before, after, wanted = error
    wrong = readings("wrong", "baseline", day(0), before)
    wrong += readings("wrong", "later", day(56), after)
    subjects = [{"subject": s, "reference_date": day(0)} for s in ("01", "wrong")]
    cases = assess(tmp_path, wrong + GOOD, subjects)
    assert has_finding(cases["wrong"], wanted)
    assert visit_of(cases["01"], "later")["overall"] == "PR"
    assert not has_finding(cases["01"], "error")


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_separators_and_subjects_that_look_like_numbers(tmp_path: Path, separator: str) -> None:
    rows = [row | {"subject": "007"} for row in GOOD]
    document = assess_files([write(tmp_path / "reads.csv", rows, COLUMNS, separator)])
    assert [case["subject"] for case in document["cases"]] == ["007"]
    assert visit_of(document["cases"][0], "later")["overall"] == "PR"
