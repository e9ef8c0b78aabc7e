"""``recist export``: every file from one record, read back, listed, told to the chain."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recist.cli import main as program
from recist.cli.tell_export import tell_notes
from recist.model.errors import InputError
from recist.store.trial_file import TrialFile
from tests.cli.trial_desk import Desk
from tests.trial_files import ANNA, read_all, trial_with, with_settings

SAMPLES = Path(__file__).parents[2] / "sample_scans"
TWO_READERS = 'id = "two"\ncriteria = "RECIST 1.1"\n[reading]\nreaders = 2\nblinded = true\n'
READINGS = str(SAMPLES / "readings.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program.app, ["export", READINGS, *arguments])


def refusal(*arguments: str) -> str:
    error = run(*arguments).exception
    assert isinstance(error, InputError)
    return str(error)


def test_formats_are_written_read_back_and_listed(tmp_path: Path) -> None:
    result = run("--to", "csv, JSON,sdtm", "--out", str(tmp_path))
    assert result.exit_code == 0
    listed = json.loads((tmp_path / "export.json").read_text())
    number = len(listed["files"])
    assert f"{number} files, read back: nothing differs from the record" in result.stderr
    assert f"wrote {tmp_path / 'responses.json'}  (json, 1 file)" in result.stdout
    assert f"wrote {tmp_path / 'sdtm'}  (sdtm, " in result.stdout
    assert {one["format"] for one in listed["files"]} == {"csv", "json", "sdtm"}
    assert all((tmp_path / one["path"]).exists() for one in listed["files"])
    assert listed["trial"] == "readings.csv"


def test_an_export_is_compared_again_later(tmp_path: Path) -> None:
    run("--to", "csv,json", "--out", str(tmp_path))
    assert run("--check", str(tmp_path)).exit_code == 0
    table = tmp_path / "responses.csv"
    table.write_text(table.read_text().replace("86.7", "86.8", 1))
    result = run("--check", str(tmp_path))
    assert result.exit_code == 1
    assert "responses.csv: was changed after it was written" in result.stderr
    assert "86.8" in result.stderr


def test_another_protocol_is_told_when_compared_again(tmp_path: Path) -> None:
    run("--to", "json", "--out", str(tmp_path))
    result = run("--check", str(tmp_path), "--protocol", "recist-1.0")
    assert result.exit_code == 1
    assert "made under recist-1.1, compared with recist-1.0" in result.stderr


@pytest.mark.parametrize(
    ("to", "option", "held"),
    [
        ("sr", "--scans", None),  # lines of reports lie on them
        ("json", "--subjects", "subject,reference_date\nS-LIVER-CT,2024-01-01\n"),
        ("json", "--treatments", "subject,lesion,date,kind\nS-LIVER-CT,T1,2024-04-01,resection\n"),
    ],
)
def test_what_an_export_was_made_with_is_asked_for_when_compared_again(
    tmp_path: Path, to: str, option: str, held: str | None
) -> None:
    beside = SAMPLES / "S-LUNG-CT" if held is None else tmp_path / "beside.csv"
    if held is not None:
        beside.write_text(held)
    out, given = tmp_path / "out", (option, str(beside))
    assert run("--to", to, "--out", str(out), *given).exit_code == 0
    assert refusal("--check", str(out)) == f"{out} was made with {option}; say {option} again"
    assert run("--check", str(out), *given).exit_code == 0


@pytest.mark.parametrize("reads", ["accepted", "all"])
def test_reads_are_chosen(tmp_path: Path, reads: str) -> None:
    run("--to", "json", "--out", str(tmp_path), "--reads", reads)
    document = json.loads((tmp_path / "responses.json").read_text())
    assert {case["reader"] for case in document["cases"]} == {"accepted": {"A"}, "all": {"A", "B"}}[
        reads
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "csv"), "say either --out DIR"),
        (("--to", "csv", "--out", "x", "--check", "y"), "say either --out DIR"),
        (("--out", "x"), "say which formats with --to: csv"),
        (("--to", "docx", "--out", "x"), "there is no format 'docx' to export; there is csv"),
        (("--check", "nowhere"), "nowhere holds no export"),
    ],
)
def test_a_wrong_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told in refusal(*arguments)
    assert not list(tmp_path.iterdir())


def test_the_chain_has_the_digest_of_the_list(desk: Desk) -> None:
    assert desk.run("export", "TRIAL", "--to", "csv", "--out", "FOLDER/out", user="cora") == 0
    listed = (desk.folder / "out" / "export.json").read_bytes()
    assert desk.run("trial", "audit", "TRIAL", "--format", "csv", user="cora") == 0
    assert hashlib.sha256(listed).hexdigest() in desk.out
    assert json.loads(listed)["head"] in desk.out


def test_a_trial_is_compared_with_what_it_says_now(desk: Desk) -> None:
    assert desk.run("export", "TRIAL", "--to", "csv", "--out", "FOLDER/out", user="cora") == 0
    assert desk.run("export", "TRIAL", "--check", "FOLDER/out", user="cora") == 0, desk.err
    read_all(TrialFile.open(desk.trial), ANNA, ("50", "41"))
    assert desk.run("export", "TRIAL", "--check", "FOLDER/out", user="cora") == 1
    assert "'30.0' is there, the record has '41.0'" in desk.err


def test_an_export_of_another_trial_is_told(desk: Desk) -> None:
    assert desk.run("export", "TRIAL", "--to", "csv", "--out", "FOLDER/out", user="cora") == 0
    listed = desk.folder / "out" / "export.json"
    listed.write_text(listed.read_text().replace('"head": "', '"head": "0'))
    assert desk.run("export", "TRIAL", "--check", "FOLDER/out", user="cora") == 1
    assert "is of another trial, or its chain was cut" in desk.err


def test_scans_of_a_trial_are_its_own(desk: Desk) -> None:
    arguments = ("--to", "csv", "--out", "FOLDER/out", "--scans", str(SAMPLES))
    assert desk.run("export", "TRIAL", *arguments, user="cora") == 2
    assert "a trial has its own scans" in desk.err


@pytest.mark.parametrize("arguments", [("--to", "csv,xlxs", "--out", "x"), ("--check", "nowhere")])
def test_a_wrong_line_is_told_before_anybody_logs_in(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    assert desk.run("export", "TRIAL", *arguments, user="cora", password="wrong") == 2
    assert "xlxs" in desk.err or "holds no export" in desk.err


@pytest.mark.parametrize("reads", ["all", "accepted"])
def test_a_read_is_accepted_by_the_trials_own_protocol_whatever_it_is_judged_by(
    empty: Desk, reads: str
) -> None:
    trial = with_settings(trial_with(empty.folder), TWO_READERS)
    read_all(trial, ANNA)
    arguments = ("--to", "json", "--out", "FOLDER/out", "--reads", reads)
    done = empty.run("export", "TRIAL", *arguments, "--protocol", "recist-1.0", user="cora")
    if reads == "accepted":
        assert (done, "no read is accepted yet" in empty.err) == (2, True)
        return
    (case,) = json.loads((empty.folder / "out" / "responses.json").read_text())["cases"]
    assert not case["accepted"]


def test_a_table_is_not_overwritten_by_what_is_exported_of_it(tmp_path: Path) -> None:
    out = ["--to", "csv", "--out", str(tmp_path)]
    assert run(*out).exit_code == 0
    copy = tmp_path / "readings.csv"
    before = copy.read_bytes()
    again = ["export", str(copy), *out, "--reads", "accepted"]
    error = CliRunner().invoke(program.app, again).exception
    assert "is what is exported" in str(error)
    assert copy.read_bytes() == before


def test_formats_that_were_exported_at_different_times_are_compared_each_with_its_own(
    desk: Desk,
) -> None:
    out = ("--out", "FOLDER/out")
    assert desk.run("export", "TRIAL", "--to", "csv", *out, user="cora") == 0
    assert desk.run("export", "TRIAL", "--to", "json", *out, user="cora") == 0
    assert desk.run("export", "TRIAL", "--check", "FOLDER/out", user="cora") == 0, desk.err
    assert "9 files" in desk.err
    assert desk.run("export", "TRIAL", "--to", "csv", *out, user="cora") == 0


def test_remarks_of_many_files_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell_notes(["sr/1.dcm: no end points: T1", "sr/2.dcm: no end points: T2", "tu.xpt: é"])
    assert capsys.readouterr().err.splitlines() == [
        "warning  sr/1.dcm: no end points: T1 (and 1 more like this)",
        "warning  tu.xpt: é",
    ]


@pytest.mark.parametrize(
    ("size", "told"), [("30", ""), ("9", "in the findings: 0 errors, 1 warning\n")]
)
def test_what_was_found_is_counted_at_the_end(tmp_path: Path, size: str, told: str) -> None:
    columns = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,slice_thickness_mm"
    line = f"1,baseline,2024-01-02,T1,target,liver,measured,{size},5"
    (tmp_path / "reads.csv").write_text(f"{columns}\n{line}\n")
    out = str(tmp_path / "out")
    words = ["export", str(tmp_path / "reads.csv"), "--to", "json,csv", "--out", out]
    result = CliRunner().invoke(program.app, [*words, "--protocol", "recist-1.1"])
    assert result.stderr.endswith(f"nothing differs from the record\n{told}")
