"""``recist check`` as a coordinator runs it: each finding once, and the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recist.cli import main as program

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,slice_thickness_mm,method"
SOUND = "1,baseline,2024-01-02,T1,target,liver,measured,30,5,CT"


def run(folder: Path, rows: list[str], *options: str, subjects: str = "2024-01-02") -> Result:
    (folder / "reads.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    (folder / "subjects.csv").write_text(f"subject,reference_date\n1,{subjects}\n")
    arguments = ["check", str(folder / "reads.csv"), "--subjects", str(folder / "subjects.csv")]
    return CliRunner().invoke(program.app, [*arguments, *options])


def target(lesion: str, organ: str = "liver", size: str = "30", visit: str = "baseline") -> str:
    return f"1,{visit},2024-01-02,{lesion},target,{organ},measured,{size},5,CT"


def test_a_sound_table_has_nothing_to_say(tmp_path: Path) -> None:
    result = run(tmp_path, [SOUND])
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == "1 course: 0 errors, 0 warnings\n"


def test_a_warning_leaves_the_exit_status(tmp_path: Path) -> None:
    result = run(tmp_path, [SOUND, target("T2", size="9.999")], subjects="2024-01-31")
    small, early = result.stdout.splitlines()
    size = "longest diameter 9.999 mm, needs 10.0 mm"
    who = "warning  1 · baseline"
    assert small == f"{who}: T2 is too small for a target: {size} [target-too-small]"
    days = "29 days before the start, at most 28 count"
    assert early == f"{who}: the baseline lies {days} [baseline-too-early]"
    assert result.exit_code == 0


OWN = 'id = "own"\ncriteria = "RECIST 1.1"\n'


def test_a_broken_bound_of_inclusion_is_an_error(tmp_path: Path) -> None:
    protocol = tmp_path / "own.toml"
    protocol.write_text(f"{OWN}[eligibility]\nmax_liver_metastases = 1\n")
    result = run(tmp_path, [SOUND, target("T2")], "--protocol", str(protocol))
    assert result.stdout == (
        "error    1 · baseline: 2 liver metastases at baseline, at most 1 may enter: T1, T2 "
        "[too-many-liver-metastases]\n"
    )
    assert result.exit_code == 1


def test_each_finding_comes_once_and_names_its_scope(tmp_path: Path) -> None:
    protocol = tmp_path / "own.toml"
    protocol.write_text(f'{OWN}scopes = ["liver", "all"]\n[targets.liver]\nmax_per_organ = 1\n')
    rows = [SOUND, target("T2", size="9"), target("T3", "lung", "9")]
    result = run(tmp_path, rows, "--protocol", str(protocol))
    said = [(line.split(": ")[0], line.split("[")[-1]) for line in result.stdout.splitlines()]
    assert said == [
        ("warning  1 · baseline", "target-too-small]"),
        ("warning  1 · liver · baseline", "too-many-in-organ]"),
        ("warning  1 · baseline", "target-too-small]"),
    ]
    assert result.stderr == "1 course: 0 errors, 3 warnings\n"


@pytest.mark.parametrize(("organ", "status"), [("lung", 1), ("liver", 0)])
def test_metastases_are_counted_everywhere(tmp_path: Path, organ: str, status: int) -> None:
    protocol = tmp_path / "own.toml"
    protocol.write_text(f'{OWN}scopes = ["liver"]\n[eligibility]\nmax_organ_systems = 1\n')
    result = run(tmp_path, [SOUND, target("T2", organ)], "--protocol", str(protocol))
    assert result.exit_code == status


def test_a_treatment_table_is_acted_on(tmp_path: Path) -> None:
    table = tmp_path / "treatments.csv"
    table.write_text("subject,lesion,date,kind\n1,T1,2023-06-01,radiotherapy\n")
    result = run(tmp_path, [SOUND], "--treatments", str(table))
    assert "[target-treated-earlier]" in result.stdout


def test_the_answer_goes_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "found.txt"
    assert run(tmp_path, [target("T1", size="9")], "--out", str(out)).stdout == ""
    assert out.read_text().endswith("[target-too-small]\n")


def test_a_subject_in_another_letter_case_is_told_of_both(tmp_path: Path) -> None:
    result = run(tmp_path, [SOUND.replace("1,", "a1,", 1), SOUND.replace("1,", "A1,", 1)])
    told = (
        "reads.csv row 2 is of subject 'a1'; reads.csv row 3 is of subject 'A1': they are taken as "
        "different subjects; are they? [subjects-alike]"
    )
    assert f"warning  a1: {told}\nwarning  A1: {told}\n" in result.stdout
    assert result.exit_code == 0
