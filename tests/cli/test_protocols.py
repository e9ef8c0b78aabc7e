"""Protocols, scopes, treatments and what-if, as a coordinator runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recist.app import load_reads
from recist.cli import main as program
from recist.cli.response_table import response_table
from recist.trial.judging import judge_reads
from recist.trial.protocol_file import built_in_text, protocol_named

SAMPLES = Path(__file__).parents[2] / "sample_scans"
READINGS = str(SAMPLES / "readings.csv")
OF_A = (READINGS, "--reader", "A")

SCOPED = """subject,visit,date,lesion,role,organ,state,longest_diameter_mm
01,baseline,2024-01-01,T1,target,liver,measured,40
01,baseline,2024-01-01,T2,target,lung,measured,30
01,week 8,2024-03-01,T1,target,liver,measured,20
01,week 8,2024-03-01,T2,target,lung,measured,35.5
"""
LIVER_FIRST = 'id = "mine"\ncriteria = "RECIST 1.1"\nscopes = ["liver", "all"]\n'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program.app, arguments)


def refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> str:
    """Run what must be refused; return its one line."""
    monkeypatch.setattr("sys.argv", ["recist", *arguments])
    with pytest.raises(SystemExit) as caught:
        program.main()
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.removeprefix("recist: ").rstrip()


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


# --- protocol -------------------------------------------------------------------------------------


def test_a_shown_protocol_is_a_valid_file(tmp_path: Path) -> None:
    shown = run("protocol", "show", "nct01387295").stdout
    assert shown == built_in_text("nct01387295")
    checked = run("protocol", "check", file(tmp_path, "copy.toml", shown))
    assert checked.exit_code == 0
    assert checked.stdout == (
        "copy.toml is valid: nct01387295, RECIST 1.1, beside it nct01387295-recist-1.0\n"
    )


def test_a_faulty_protocol_is_one_line_wherever_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "mine.toml", f"{LIVER_FIRST}[targets]\nmax_total = -1\n")
    says = "mine.toml, key targets.max_total: must be at least 1"
    assert refusal(monkeypatch, capsys, "protocol", "check", path) == says
    assert refusal(monkeypatch, capsys, "assess", READINGS, "--protocol", path) == says


def test_a_protocol_that_does_not_exist_names_those_that_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(monkeypatch, capsys, "protocol", "show", "recist-9")
    assert said.startswith("there is no protocol 'recist-9'; there is breclim-2, ")
    assert said.endswith("or the path of a .toml file")


# --- scopes ---------------------------------------------------------------------------------------


def test_scopes_have_a_column_and_the_primary_one_is_first(tmp_path: Path) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    mine = file(tmp_path, "mine.toml", LIVER_FIRST)
    head, *lines = run("assess", table, "--protocol", mine).stdout.splitlines()
    assert head.split()[:3] == ["subject", "scope", "visit"]
    assert [line.split()[:3] for line in lines if line.endswith("baseline")] == [
        ["01", "liver", "baseline"],
        ["all", "baseline", "2024-01-01"],
    ]
    text = run("assess", table, "--protocol", mine, "--format", "csv").stdout
    rows = csv.DictReader(io.StringIO(text))
    assert [(row["scope"], row["overall"]) for row in rows if row["visit"] == "week 8"] == [
        ("liver", "PR"),
        ("all", "SD"),
    ]


def test_json_cases_carry_their_scope(tmp_path: Path) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    mine = file(tmp_path, "mine.toml", LIVER_FIRST)
    document = json.loads(run("assess", table, "--protocol", mine, "--format", "json").stdout)
    assert document["protocol"]["id"] == "mine"
    assert [(case["scope"], case["baseline"]["sum_mm"]) for case in document["cases"]] == [
        ("liver", 40.0),
        ("all", 70.0),
    ]


def test_one_scope_can_be_picked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    document = json.loads(run("assess", table, "--scope", "not-liver", "--format", "json").stdout)
    (case,) = document["cases"]
    assert (case["scope"], case["visits"][1]["overall"]) == ("not-liver", "SD")
    said = refusal(monkeypatch, capsys, "assess", table, "--scope", "lver")
    assert said == "there is no scope 'lver'; there is all, liver, lung, or not-ORGAN"


def test_explain_names_the_scope(tmp_path: Path) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    mine = file(tmp_path, "mine.toml", LIVER_FIRST)
    text = run("explain", table, "--subject", "01", "--protocol", mine).stdout
    heads = [line for line in text.splitlines() if line.startswith("01")]
    assert heads == ["01 · liver · RECIST 1.1", "01 · all · RECIST 1.1"]
    plain = run("explain", table, "--subject", "01").stdout
    assert plain.startswith("01 · RECIST 1.1\n")


# --- treatments -----------------------------------------------------------------------------------


def test_a_treated_lesion_is_not_evaluable_unless_the_trial_planned_it(tmp_path: Path) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    treated = file(
        tmp_path, "done.csv", "subject,lesion,date,kind\n01,T2,2024-02-01,radiotherapy\n"
    )
    for protocol, expected in (("recist-1.1", "NE"), ("srt-tdm1", "PR")):
        result = run(
            "assess", table, "--treatments", treated, "--protocol", protocol, "--format", "json"
        )
        (case,) = json.loads(result.stdout)["cases"]
        assert case["visits"][1]["overall"] == expected
    text = run("explain", table, "--subject", "01", "--treatments", treated).stdout
    assert "T2: radiotherapy on 2024-02-01; what was read of it from then on is not used" in text


@pytest.mark.parametrize("command", [("assess",), ("explain", "--subject", "01"), ("check",)])
def test_subjects_that_nobody_read_are_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    subjects = file(tmp_path, "who.csv", "subject,arm\n01,A\n02,B\n")
    treated = file(
        tmp_path, "done.csv", "subject,lesion,date,kind\n99,T2,2024-02-01,radiotherapy\n"
    )
    name, *more = command
    result = run(name, table, *more, "--subjects", subjects, "--treatments", treated)
    assert "warning  who.csv: no reading is of subject 02\n" in result.stderr
    assert "warning  done.csv: no reading is of subject 99\n" in result.stderr


# --- what-if --------------------------------------------------------------------------------------

BOTH = ("--protocol", "recist-1.1", "--protocol", "recist-1.0")


def test_two_protocols_give_two_documents_and_their_differences() -> None:
    document = json.loads(run("assess", *OF_A, *BOTH, "--format", "json").stdout)
    assert document.keys() == {"assessments", "differences"}
    assert [one["protocol"]["id"] for one in document["assessments"]] == [
        "recist-1.1",
        "recist-1.0",
    ]
    assert all(one["schema"] == "recist-assessment/1" for one in document["assessments"])
    found = {(one["subject"], one["visit"]): one for one in document["differences"]}
    lung = found["S-LUNG-CT", "week 16"]
    assert lung.keys() == {
        "subject",
        "reader",
        "scope",
        "visit",
        "protocols",
        "answers",
        "reason",
    }
    assert (lung["reader"], lung["scope"]) == ("A", "all")
    assert lung["protocols"] == ["recist-1.1", "recist-1.0"]
    assert lung["answers"] == ["CR", "PR"]
    assert "T3 counts by the short axis in RECIST 1.1" in lung["reason"]
    assert found["S-LIVER-CT", "best"]["answers"] == ["PR", "SD"]


def test_differences_are_those_of_the_two_documents() -> None:
    document = json.loads(run("assess", *OF_A, *BOTH, "--format", "json").stdout)
    ours, theirs = (
        {
            (case["subject"], visit["visit"]): visit["overall"]
            for case in one["cases"]
            for visit in case["visits"]
        }
        | {(case["subject"], "best"): case["best"]["response"] for case in one["cases"]}
        for one in document["assessments"]
    )
    differing = {place for place, answer in ours.items() if theirs[place] != answer}
    assert {(one["subject"], one["visit"]) for one in document["differences"]} == differing


def test_the_table_marks_what_differs_and_says_why() -> None:
    text = run("assess", *OF_A, *BOTH).stdout
    table, _, reasons = text.partition("\n≠ ")
    lung = table[table.index("S-LUNG-CT") :].splitlines()
    assert [line.endswith("≠") for line in lung[:5]] == [False, False, True, True, True]
    assert lung[2].split()[-3:] == ["CR", "PR", "≠"]
    assert "S-LUNG-CT · reader A · week 16: RECIST 1.1 CR, RECIST 1.0 PR\n" in reasons


def test_csv_has_the_responses_side_by_side() -> None:
    text = run("assess", *OF_A, *BOTH, "--format", "csv").stdout
    rows = {(row["subject"], row["visit"]): row for row in csv.DictReader(io.StringIO(text))}
    row = rows["S-LUNG-CT", "week 16"]
    assert list(row)[:8] == [
        "subject",
        "reader",
        "scope",
        "visit",
        "date",
        "overall_recist-1.1",
        "overall_recist-1.0",
        "differs",
    ]
    assert (row["overall_recist-1.1"], row["overall_recist-1.0"], row["differs"]) == (
        "CR",
        "PR",
        "yes",
    )
    assert row["reason"]
    assert rows["S-LIVER-CT", "week 8"]["differs"] == "no"
    assert rows["S-LIVER-CT", "week 8"]["best_differs"] == "yes"


def test_also_is_assessed_beside_the_protocol_that_names_it() -> None:
    document = json.loads(
        run("assess", *OF_A, "--protocol", "nct01387295", "--format", "json").stdout
    )
    assert [one["protocol"]["id"] for one in document["assessments"]] == [
        "nct01387295",
        "nct01387295-recist-1.0",
    ]
    assert [case["scope"] for case in document["assessments"][0]["cases"]][:3] == [
        "liver",
        "not-liver",
        "all",
    ]


def test_protocols_without_a_common_scope_are_pointed_out(tmp_path: Path) -> None:
    table = file(tmp_path, "reads.csv", SCOPED)
    liver = file(tmp_path, "l.toml", 'id = "l"\ncriteria = "RECIST 1.0"\nscopes = ["liver"]\n')
    result = run("assess", table, "--protocol", "recist-1.1", "--protocol", liver)
    assert "warning  recist-1.1 and l have no scope in common\n" in result.stderr
    assert "–" in result.stdout


def test_explain_tells_one_protocol_after_the_other() -> None:
    text = run("explain", *OF_A, *BOTH, "--subject", "S-LUNG-CT", "--visit", "week 16").stdout
    heads = [line for line in text.splitlines() if line.startswith("S-LUNG-CT")]
    assert heads == ["S-LUNG-CT, reader A · RECIST 1.1", "S-LUNG-CT, reader A · RECIST 1.0"]


# --- the width of a terminal ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "without"),
    [
        (200, ""),
        (120, "left out for want of width: from nadir mm, non-target\n"),
        (
            80,
            (
                "left out for want of width: "
                "from nadir mm, non-target, target, new lesion, from baseline %\n"
            ),
        ),
    ],
)
def test_a_narrow_terminal_goes_without_some_columns(width: int, without: str) -> None:
    cases = judge_reads(load_reads([Path(READINGS)]).by("A"), protocol_named("recist-1.1"))
    table = response_table(cases, width)
    lines = table.splitlines()
    assert max(len(line) for line in lines[: lines.index("") + 1]) <= width
    assert table.replace("(…) = the measured part of an incomplete sum\n", "").endswith(without)
