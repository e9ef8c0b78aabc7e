"""``recist compare`` as a coordinator runs it: what is printed, and the exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from recist.cli import main as program
from tests.cli.test_commands import READINGS, main_exit, run
from tests.cli.trial_desk import Desk
from tests.formats.sdtm_tables import rs, tr, tu, write_csv

HEAD = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,response\n"
COURSE = (
    "01,baseline,2024-01-01,T1,target,lung,measured,100,\n"
    "01,v1,2024-03-01,T1,target,lung,measured,70,Partial response\n"
    "01,v2,2024-05-01,T1,target,lung,measured,80,SD\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "readings.csv"
    path.write_text(HEAD + COURSE)
    return path


def test_the_table_tells_agreement_and_each_difference(table: Path) -> None:
    result = run("compare", str(table))
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "overall 1 2 50.00 0.00" in text
    assert "≠ 1 difference" in text
    assert "01 · v2: overall PR, stated SD (readings.csv row 4, column response)" in text
    assert "recist11/target/PR-holds" in text
    assert "Sum 80.0 mm; baseline 100.0 mm (−20.00 %); nadir 70.0 mm at v1" in text
    assert "It would be SD without the hold of an earlier PR." in text


def test_json_and_csv(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    assert run("compare", str(table), "--format", "json", "--out", str(out)).exit_code == 0
    document = json.loads(out.read_text())
    assert document["schema"] == "recist-stated-comparison/1"
    (agreement,) = document["agreement"]
    assert (agreement["n"], agreement["agreed"], agreement["kappa"]) == (2, 1, 0.0)
    (difference,) = document["differences"]
    assert (difference["ours"], difference["stated"]) == ("PR", "SD")
    rows = list(csv.DictReader(io.StringIO(run("compare", str(table), "--format", "csv").stdout)))
    assert [(row["visit"], row["ours"], row["stated"], row["agrees"]) for row in rows] == [
        ("v1", "PR", "PR", "yes"),
        ("v2", "PR", "SD", "no"),
    ]
    assert rows[0]["stated_as"] == "Partial response"


def test_sdtm_is_compared_with_its_rs(tmp_path: Path) -> None:
    write_csv(tmp_path / "tu.csv", [tu("T1")])
    write_csv(tmp_path / "tr.csv", [tr("T1", "LDIAM", "40", "SCREENING"), tr("T1", "LDIAM", "20")])
    write_csv(tmp_path / "rs.csv", [rs("OVRLRESP", "PR"), rs("TRGRESP", "SD")])
    document = json.loads(run("compare", str(tmp_path), "--format", "json").stdout)
    assert [(one["answer"], one["agreed"], one["n"]) for one in document["agreement"]] == [
        ("overall", 1, 1),
        ("target", 0, 1),
    ]


def test_a_reading_table_stands_beside_an_rs(table: Path, tmp_path: Path) -> None:
    table.write_text(HEAD + COURSE.replace("Partial response", "").replace("SD", ""))
    stated = [rs("OVRLRESP", "SD", "v2", RSEVAL="", VISITNUM="")]
    beside = write_csv(tmp_path / "rs.csv", stated)
    result = run("compare", str(table), str(beside), "--format", "csv")
    assert [row["agrees"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["no"]


def test_nothing_to_compare_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_exit(monkeypatch, "compare", READINGS) == program.EXIT_UNREADABLE
    told = capsys.readouterr().err
    assert "nothing to compare: no response is stated" in told
    assert told.count("\n") == 1


def test_responses_by_other_criteria_alone_are_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(tmp_path / "tr.csv", [tr("T1", "LDIAM", "40", "SCREENING"), tr("T1", "LDIAM", "20")])
    write_csv(tmp_path / "rs.csv", [rs("OVRLRESP", "iPR", RSCAT="iRECIST")])
    assert main_exit(monkeypatch, "compare", str(tmp_path)) == program.EXIT_UNREADABLE
    assert "is stated by iRECIST" in capsys.readouterr().err
    assert run("compare", str(tmp_path), "--protocol", "irecist").exit_code == 0


def test_a_refused_set_names_file_row_and_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(tmp_path / "tr.csv", [tr("T1", "LDIAM", "40", TRORRESU="", TRSTRESU="")])
    assert main_exit(monkeypatch, "assess", str(tmp_path)) == program.EXIT_UNREADABLE
    assert "tr.csv row 2, TRORRESU: is empty" in capsys.readouterr().err


def test_a_trial_is_compared_with_the_responses_of_a_file(desk: Desk) -> None:
    stated = [rs("OVRLRESP", "SD", "week 8", RSEVAL="anna", VISITNUM="")]
    write_csv(desk.folder / "rs.csv", stated)
    assert desk.run("compare", "TRIAL", "FOLDER/rs.csv", "--format", "csv", user="anna") == 0
    (row,) = csv.DictReader(io.StringIO(desk.out))
    assert (row["ours"], row["stated"], row["agrees"]) == ("PR", "SD", "no")
    assert row["audit_head"]
    assert f"the head {row['audit_head']}" in desk.err
    assert desk.run("trial", "audit", "TRIAL", user="ada") == 0
    assert "stated responses" in desk.out


def test_a_trial_that_nothing_is_stated_of_is_nothing_to_compare(desk: Desk) -> None:
    assert desk.run("compare", "TRIAL", user="anna") == program.EXIT_UNREADABLE
    assert "nothing to compare" in desk.err


def test_a_damaged_transport_file_is_told_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tr.xpt"
    path.write_bytes(b"HEADER RECORD*******LIBV8   HEADER")
    assert main_exit(monkeypatch, "assess", str(path)) == program.EXIT_UNREADABLE
    assert "tr.xpt: is a transport file of version 8; write it as" in capsys.readouterr().err


def test_the_responses_of_one_reader_alone(tmp_path: Path) -> None:
    two = [("RADIOLOGIST 1", "20"), ("RADIOLOGIST 2", "39")]
    results = [
        tr("T1", "LDIAM", size, visit, TREVALID=reader)
        for reader, later in two
        for visit, size in (("SCREENING", "40"), ("WEEK 8", later))
    ]
    stated = [rs("OVRLRESP", "PR", RSEVALID=reader) for reader, _ in two]
    write_csv(tmp_path / "tr.csv", results)
    write_csv(tmp_path / "rs.csv", stated)
    answer = run("compare", str(tmp_path), "--reader", "RADIOLOGIST 2", "--format", "json").stdout
    document = json.loads(answer)
    assert [(one["agreed"], one["n"]) for one in document["agreement"]] == [(0, 1)]
    assert document["only_stated"] == document["only_ours"] == []
