"""The commands as a coordinator runs them: output, exit status, files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recist.app import EXPORTERS
from recist.cli import main as program

SAMPLES = Path(__file__).parents[2] / "sample_scans"
READINGS = str(SAMPLES / "readings.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program.app, arguments)


def main_exit(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["recist", *arguments])
    with pytest.raises(SystemExit) as caught:
        program.main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_assess_gives_every_sample_visit_its_expected_response() -> None:
    answer = json.loads(run("assess", READINGS, "--format", "json").stdout)
    found = {
        (case["subject"], case["reader"], visit["visit"]): visit["overall"]
        for case in answer["cases"]
        for visit in case["visits"][1:]
    }
    with (SAMPLES / "expected_responses.csv").open(newline="") as lines:
        expected = {
            (row["subject"], row["reader"], row["visit"]): row["response"]
            for row in csv.DictReader(lines)
        }
    assert found == expected


def test_json_has_the_promised_keys() -> None:
    document = json.loads(run("assess", READINGS, "--reader", "A", "--format", "json").stdout)
    assert document["schema"] == "recist-assessment/1"
    case = document["cases"][0]
    assert {"subject", "reader", "scope", "baseline", "visits", "best", "findings"} <= case.keys()
    assert case["baseline"] == {"visit": "baseline", "date": "2024-01-08", "sum_mm": 86.7}
    baseline, follow_up = case["visits"][:2]
    assert baseline["overall"] is None
    promised = """visit date response_date target target_literal non_target new_lesion overall
        overall_as_read sum_mm complete baseline_sum_mm nadir_sum_mm nadir_visit
        change_from_baseline_percent change_from_nadir_percent change_from_nadir_mm distance_mm
        rules findings"""
    assert set(promised.split()) <= follow_up.keys()
    assert follow_up["rules"][0].keys() == {"id", "citation", "text"}
    promised_best = {"response", "confirmed", "date", "needs_review", "alternative", "rule"}
    assert case["best"].keys() == promised_best


def test_csv_has_a_row_per_visit() -> None:
    rows = list(csv.DictReader(io.StringIO(run("assess", READINGS, "--format", "csv").stdout)))
    assert len(rows) == 3 * 2 * 4
    assert rows[3]["overall"] == "PD"
    assert rows[3]["change_from_nadir_mm"] == "14.0"


def test_a_result_file_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    result = run("assess", READINGS, "--format", "json", "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(out.read_text())["cases"]


def test_explain_gives_rule_clause_and_arithmetic() -> None:
    text = run(
        "explain", READINGS, "--subject", "S-LIVER-CT", "--reader", "A", "--visit", "week 24"
    ).stdout
    assert "66.0 mm is 14.0 mm (+26.92 %) above the nadir of 52.0 mm (week 16)" in text
    assert "Eisenhauer 2009 §4.3.1 · recist11/target/PD" in text
    assert "The sum is 3.6 mm inside PD." in text


@pytest.mark.parametrize(
    ("state", "status", "says"),
    [("measured,30.0", 0, "0 errors"), ("not-evaluable,", 1, "target-without-baseline")],
    ids=["sound", "target without a baseline value"],
)
def test_check_exits_1_where_there_is_an_error(
    tmp_path: Path, state: str, status: int, says: str
) -> None:
    table = tmp_path / "reads.csv"
    table.write_text(
        "subject,visit,date,lesion,role,organ,state,longest_diameter_mm\n"
        f"01,baseline,2024-01-02,T1,target,liver,{state}\n"
    )
    result = run("check", str(table))
    assert result.exit_code == status
    assert says in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["assess", "missing.csv"], "missing.csv: No such file"),
        (["assess", READINGS, "--protocol", "recist-9"], "there is no protocol 'recist-9'"),
        (["assess", READINGS, "--reader", "Z"], "no row is by reader 'Z'; there is A, B"),
        (["explain", READINGS, "--subject", "nobody"], "no row is of subject 'nobody'"),
        (["explain", READINGS, "--subject", "S-LUNG-CT", "--visit", "x"], "has no visit 'x'"),
    ],
)
def test_the_users_mistake_is_one_line_and_exit_2(
    arguments: list[str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main_exit(monkeypatch, *arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert captured.err.count("\n") == 1


def test_nothing_is_written_after_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "answer.csv"
    assert main_exit(monkeypatch, "assess", "missing.csv", "--out", str(out)) == 2
    assert list(tmp_path.iterdir()) == []


def test_protocols_are_listed_and_shown() -> None:
    assert "recist-1.1" in run("protocol", "list").stdout
    assert 'criteria = "RECIST 1.1"' in run("protocol", "show", "recist-1.1").stdout


def test_inspect_lists_series_and_refused_files(tmp_path: Path) -> None:
    (tmp_path / "note.dcm").write_text("not an image")
    visit = next(path for path in sorted((SAMPLES / "S-LIVER-CT").iterdir()) if path.is_dir())
    result = run("inspect", str(visit), str(tmp_path), "--format", "json")
    document = json.loads(result.stdout)
    assert [series["verdict"] for series in document["series"]] == ["accept"]
    assert [Path(one["file"]).name for one in document["rejected"]] == ["note.dcm"]


def test_the_demo_writes_its_exports(tmp_path: Path) -> None:
    result = run("demo", "--no-view", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert "each was read back" in result.stdout
    listed = json.loads((tmp_path / "out" / "export.json").read_text())
    assert {one["format"] for one in listed["files"]} == set(EXPORTERS)
    assert listed["differences"] == []
    there = (path for path in (tmp_path / "out").rglob("*") if path.is_file())
    names = {str(path.relative_to(tmp_path / "out")) for path in there}
    assert names == {one["path"] for one in listed["files"]} | {"export.json"}
