"""From a row of an exported dataset back to reasoning, lesion, image and end points."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recist.cli import main as program
from recist.model.errors import InputError
from tests.cli.trial_desk import Desk

READINGS = str(Path(__file__).parents[2] / "sample_scans" / "readings.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program.app, ["explain", READINGS, *arguments])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("S-LIVER-CT,10006", "RS 10006 of S-LIVER-CT: OVRLRESP PR · week 16 · reader A"),
        ("S-LIVER-CT,10006", "52.0 mm is −40.02 % against the baseline of 86.7 mm"),
        ("S-LIVER-CT,10006", "recist11/table1/PR"),
        ("S-LIVER-CT,10006", "T1 target, liver, segment 7: measured, 24.5 mm longest diameter"),
        ("S-LIVER-CT,10006", "  TR 10017: LDIAM 24.5 mm"),
        ("S-LIVER-CT,10006", "  image 2.25.76549279500065813531007503454670006708"),
        (
            "S-LIVER-CT,10006",
            "  long axis (-99.461, 5.128, -627.500) to (-79.206, ",
        ),
        ("S-LIVER-CT,20006", "reader B"),
        ("S-LIVER-CT,10010", "Best overall response: PR"),
        ("TR,S-LIVER-CT,10001", "TR 10001 of S-LIVER-CT: LDIAM 42.0 mm · baseline · reader A · T1"),
        ("tr, S-LIVER-CT, 10001", "The baseline sum is 86.7 mm."),
    ],
)
def test_a_row_leads_back_to_what_it_was_made_of(row: str, said: str) -> None:
    assert said in run("--row", row).stdout


def test_a_row_of_one_lesion_names_that_lesion_alone() -> None:
    text = run("--row", "TR,S-LIVER-CT,10001").stdout
    assert "T1 target" in text
    assert "T2 target" not in text


def test_a_row_of_a_sum_has_the_sums_that_it_is_compared_with() -> None:
    # A PR is told against the baseline alone; the row of week 16 is the change from the nadir.
    text = run("--row", "TR,S-LIVER-CT,10047").stdout
    assert "PCNSD -31.13 %" in text
    told = "Sum 52.0 mm; baseline 86.7 mm (−40.02 %); nadir 75.5 mm at week 8 (−23.5 mm, −31.13 %)."
    assert told in text


def test_a_row_of_a_sum_of_new_lesions_names_them_and_no_other_sum(tmp_path: Path) -> None:
    table = tmp_path / "immune.csv"
    table.write_text(
        "subject,visit,date,lesion,role,organ,state,longest_diameter_mm\n"
        "01,baseline,2024-01-02,T1,target,liver,measured,50\n"
        "01,week 8,2024-03-01,T1,target,liver,measured,50\n"
        "01,week 8,2024-03-01,N1,new-target,lung,unequivocal,14\n"
    )
    asked = ["explain", str(table), "--protocol", "irecist", "--row", "TR,01,10012"]
    text = CliRunner().invoke(program.app, asked).stdout
    assert text.startswith("TR 10012 of 01: SUMDIAM 14.0 mm · new lesions N1 · week 8 · scope all")
    assert "Sum 50.0 mm" not in text


def test_rows_are_those_of_the_protocols_of_the_export() -> None:
    assert "that of an export under recist-1.1" in run("--row", "S-LIVER-CT,10006").stderr
    named = run("--row", "S-LIVER-CT,10006", "--protocol", "recist-1.1")
    assert "an export under" not in named.stderr


def test_what_nobody_has_read_leads_to_the_subject_table(tmp_path: Path) -> None:
    subjects = tmp_path / "subjects.csv"
    subjects.write_text("subject,symptomatic_deterioration_date\nS-LIVER-CT,2024-07-15\n")
    text = run("--row", "S-LIVER-CT,1", "--subjects", str(subjects)).stdout
    assert text.startswith("RS 1 of S-LIVER-CT: SYMPTDTR SYMPTOMATIC DETERIORATION")
    assert "stands in the subject table" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--row", "S-LIVER-CT"), "write USUBJID,RSSEQ"),
        (("--row", "S-LIVER-CT,x"), "write USUBJID,RSSEQ"),
        (("--row", ",7"), "write USUBJID,RSSEQ"),
        (("--row", "nobody,10001"), "RS has no row of subject 'nobody'"),
        (("--row", "S-LIVER-CT,9"), "RS has no row 9 of subject S-LIVER-CT; its rows are 10001 to"),
        (("--row", "S-LIVER-CT,10001", "--reader", "A"), "leave them out"),
        (("--row", "S-LIVER-CT,10001", "--subject", "S-LIVER-CT"), "say whose responses"),
        ((), "say whose responses"),
    ],
)
def test_what_is_no_row_is_told_in_one_line(arguments: tuple[str, ...], told: str) -> None:
    error = run(*arguments).exception
    assert isinstance(error, InputError)
    assert told in str(error)


def test_a_row_of_a_trial_names_its_head_and_the_chain_tells_of_it(desk: Desk) -> None:
    assert desk.run("explain", "TRIAL", "--row", "01,10001", user="cora") == 0
    assert "RS 10001 of 01" in desk.out
    assert "Head of the audit chain: " in desk.out
    assert "the answer is of the trial with the head" in desk.err
