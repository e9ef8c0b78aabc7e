"""Our responses beside stated ones: what agrees, what differs and why, what stands alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from recist.app import load_reads
from recist.model.protocol import Protocol
from recist.model.response import NewLesion, Response
from recist.trial.judging import Reads, judge_reads
from recist.trial.protocol_file import protocol_named
from recist.trial.stated import Answer, StatedResponse
from recist.trial.stated_comparison import Compared, StatedComparison, compare_stated, kappa
from recist.trial.stated_words import (
    NOTHING,
    Word,
    criteria_said,
    stated_in_columns,
    word_said,
)

RECIST_11 = protocol_named("recist-1.1")
RECIST_10 = protocol_named("recist-1.0")
IRECIST = protocol_named("irecist")
HEAD = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,response\n"
DAYS = ("2024-01-01", "2024-03-01", "2024-05-01", "2024-07-01")


def reads_of(folder: Path, *visits: str, response: str = "") -> Reads:
    """A course of target T1: per visit its length, and what else was read (``,new`` a lesion)."""
    lines = [HEAD]
    for number, visit in enumerate(visits):
        size, _, more = visit.partition(",")
        place = f"01,v{number},{DAYS[number]}"
        told = response if number == len(visits) - 1 else ""
        state = f"measured,{size}" if size.replace(".", "").isdigit() else f"{size},"
        lines.append(f"{place},T1,target,lung,{state},{told}\n")
        if more:
            lines.append(f"{place},L1,{more},bone,unequivocal,,\n")
    table = folder / "reads.csv"
    table.write_text("".join(lines))
    return load_reads([table])


def said(response: str, answer: Answer = Answer.OVERALL, **more: str) -> StatedResponse:
    given = {"subject": "01", "reader": "", "visit": "v1", "source": "rs.csv row 2"} | more
    return StatedResponse(answer=answer, response=response, **given)


def compared(
    reads: Reads, *stated: StatedResponse, protocols: tuple[Protocol, ...] = (RECIST_11,)
) -> StatedComparison:
    return compare_stated(reads, [(one, judge_reads(reads, one)) for one in protocols], stated)


def only(found: StatedComparison) -> Compared:
    (one,) = found.compared
    return one


# --- words ----------------------------------------------------------------------------------------

WORDS: list[tuple[str, Answer, Word | None]] = [
    ("PR", Answer.OVERALL, Response.PR),
    ("PARTIAL RESPONSE", Answer.OVERALL, Response.PR),
    ("partial  response", Answer.OVERALL, Response.PR),
    ("Non-CR/Non-PD", Answer.OVERALL, Response.NON_CR_NON_PD),
    ("NONCR/NONPD", Answer.NON_TARGET, Response.NON_CR_NON_PD),
    ("Non-CR / Non-PD", Answer.NON_TARGET, Response.NON_CR_NON_PD),
    ("IR/SD", Answer.NON_TARGET, Response.NON_CR_NON_PD),
    ("icr", Answer.OVERALL, Response.ICR),
    ("NON-iCR/NON-iUPD", Answer.OVERALL, Response.NON_ICR_NON_IUPD),
    ("Unevaluable", Answer.OVERALL, Response.NE),
    ("NA", Answer.TARGET, NOTHING),
    ("PD?", Answer.OVERALL, None),
    ("better", Answer.OVERALL, None),
    ("Y", Answer.NEW_LESION, NewLesion.UNEQUIVOCAL),
    ("NONE", Answer.NEW_LESION, NewLesion.NONE),
    ("PR", Answer.NEW_LESION, None),
]


@pytest.mark.parametrize(("text", "answer", "word"), WORDS)
def test_spellings_of_a_response(text: str, answer: Answer, word: Word | None) -> None:
    assert word_said(text, answer) == word


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("", ""),
        ("RECIST 1.1", "RECIST 1.1"),
        ("RECIST Version 1.0", "RECIST 1.0"),
        ("irecist", "iRECIST"),
        ("mRECIST 2010", "mRECIST"),
        ("imRECIST", None),
        ("RANO", None),
    ],
)
def test_names_of_criteria(text: str, criteria: str | None) -> None:
    assert criteria_said(text) == criteria


def test_a_column_states_a_response_once_for_a_visit(tmp_path: Path) -> None:
    reads = reads_of(tmp_path, "50", "30,new", response="Partial response")
    (one,) = stated_in_columns(reads.rows)
    assert (one.visit, one.response, one.answer) == ("v1", "Partial response", Answer.OVERALL)
    assert one.source == "reads.csv row 3, column response"


# --- kappa ----------------------------------------------------------------------------------------

KAPPAS: list[tuple[dict[tuple[str, str], int], Fraction | None]] = [
    # Cohen's own form: 45 of 60 agree, by chance 0.5.
    ({("a", "a"): 25, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 20}, Fraction(1, 2)),
    ({("a", "a"): 3, ("b", "b"): 2}, Fraction(1)),
    ({("a", "b"): 1, ("b", "a"): 1}, Fraction(-1)),
    ({("a", "a"): 4}, None),
    ({}, None),
    ({("a", "b"): 4}, Fraction(0)),
]


@pytest.mark.parametrize(("counts", "expected"), KAPPAS)
def test_kappa_is_exact(counts: dict[tuple[str, str], int], expected: Fraction | None) -> None:
    assert kappa(counts) == expected


# --- agreement ------------------------------------------------------------------------------------


def test_every_kind_of_answer_has_its_own_agreement(tmp_path: Path) -> None:
    found = compared(
        reads_of(tmp_path, "50", "30", "30"),
        said("PR"),
        said("PR", visit="v2"),
        said("SD", Answer.TARGET),
        said("NA", Answer.NON_TARGET),
        said("N", Answer.NEW_LESION),
        said("PR", Answer.BEST, visit=""),
    )
    assert [(one.answer, one.agreed, one.total) for one in found.agreements] == [
        (Answer.OVERALL, 2, 2),
        (Answer.TARGET, 0, 1),
        (Answer.NON_TARGET, 1, 1),
        (Answer.NEW_LESION, 1, 1),
        (Answer.BEST, 1, 1),
    ]
    assert [str(one.percent) for one in found.agreements[:2]] == ["100.00", "0.00"]
    assert found.agreements[1].categories == ("PR", "SD")


def test_words_of_irecist_are_the_plain_ones(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, "50", "30"), said("PR"), protocols=(IRECIST,))
    assert (only(found).ours, only(found).agrees) == ("iPR", True)


# --- each difference has its reason ---------------------------------------------------------------

HOLDS = ("100", "70", "80")
REASONS: list[tuple[tuple[str, ...], str, str, str]] = [
    (HOLDS, "SD", "recist11/target/PR-holds", "without the hold of an earlier PR"),
    (HOLDS, "SD", "recist11/target/PR-holds", "by RECIST 1.0"),
    (("61", "43"), "PR", "recist11/target/SD", "if −29.51 % were rounded to a whole percentage"),
    (("16.5", "20.5"), "PD", "recist11/target/SD", "if the percentage alone decided"),
    (("16.5", "20.5"), "PD", "recist11/target/SD", "by RECIST 1.0"),
    (("100", "50", "62"), "PR", "recist11/target/PD", "judged against the baseline (−38.00 %)"),
    (("100", "85", "102"), "SD", "recist11/target/PD", "judged against the baseline (+2.00 %)"),
    (("50", "30,new"), "PR", "recist11/table1/PD-new-lesion", "by the targets alone"),
    (("7", "too-small"), "CR", "recist11/target/SD", "if too small to measure counted as 0.0 mm"),
]


@pytest.mark.parametrize(("course", "stated", "rule", "needs"), REASONS)
def test_a_difference_names_our_rule_and_what_theirs_would_need(
    tmp_path: Path, course: tuple[str, ...], stated: str, rule: str, needs: str
) -> None:
    found = compared(reads_of(tmp_path, *course), said(stated, visit=f"v{len(course) - 1}"))
    reason = only(found).reason
    assert reason is not None
    assert rule in [one.id for one in reason.rules]
    assert all(one.citation and one.text for one in reason.rules)
    assert needs in " ".join(reason.needs)


def test_a_back_dated_progression_is_told(tmp_path: Path) -> None:
    lines = [
        "subject,visit,date,lesion,role,organ,state,longest_diameter_mm\n",
        *(f"01,v{n},{DAYS[n]},T1,target,lung,measured,50\n" for n in range(3)),
        f"01,v1,{DAYS[1]},L1,new,bone,equivocal,\n",
        f"01,v2,{DAYS[2]},L1,new,bone,unequivocal,\n",
    ]
    table = tmp_path / "reads.csv"
    table.write_text("".join(lines))
    reason = only(compared(load_reads([table]), said("SD"))).reason
    assert reason is not None
    assert "as it was read, before a later visit dated the PD back" in " ".join(reason.needs)


def test_what_nothing_explains_says_so(tmp_path: Path) -> None:
    reason = only(compared(reads_of(tmp_path, "50", "50"), said("CR"))).reason
    assert reason is not None
    assert reason.needs == ("No other option of the criteria that was tried makes it CR.",)
    assert reason.figures.startswith("Sum 50.0 mm; baseline 50.0 mm (0.00 %); nadir 50.0 mm at v0")
    assert "PR would have needed a sum 15.0 mm smaller." in reason.figures


def test_a_best_response_without_its_confirmation(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, "50", "30", "50"), said("SD", Answer.BEST, visit=""))
    reason = only(found).reason
    assert reason is not None
    assert [one.id for one in reason.rules] == ["best/PR"]
    assert "It would be SD if responses had to be confirmed." in reason.needs


# --- what stands alone ----------------------------------------------------------------------------

ALONE: list[tuple[StatedResponse, str]] = [
    (said("PD?"), "'PD?' is no response that is known"),
    (said("SD", visit="v7"), "there is no visit v7 in the readings"),
    (said("SD", subject="02"), "subject 02 has no reading here"),
    (said("SD", scope="liver"), "no protocol here has the scope liver"),
    (said("SD", criteria="iRECIST"), "is stated by iRECIST, which no protocol here goes by"),
    (said("SD", criteria="RANO"), "is stated by RANO, which no protocol here goes by"),
    (said("SD", visit="v0"), "v0 is the baseline, which has no response"),
]


@pytest.mark.parametrize(("stated", "why"), ALONE)
def test_what_is_stated_and_cannot_be_compared_is_listed(
    tmp_path: Path, stated: StatedResponse, why: str
) -> None:
    found = compared(reads_of(tmp_path, "50", "50"), stated)
    assert not found.compared
    assert [one.why for one in found.only_stated] == [why]


def test_two_answers_to_one_question_are_listed(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, "50", "50"), said("SD"), said("PD", source="rs.csv row 3"))
    assert [one.why for one in found.only_stated] == ["is stated as PD in rs.csv row 3, too"]
    same = compared(reads_of(tmp_path, "50", "50"), said("SD"), said("Stable disease"))
    assert len(same.compared) == 1


def test_a_visit_that_nothing_is_stated_of_is_listed(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, "50", "50", "50"), said("SD"))
    assert [(one.visit, one.what) for one in found.only_ours] == [("v2", "overall SD")]


def test_a_nothing_at_baseline_is_passed_over(tmp_path: Path) -> None:
    found = compared(reads_of(tmp_path, "50", "50"), said("NA", visit="V0"), said("SD"))
    assert (len(found.compared), found.only_stated) == (1, ())


def test_a_response_stands_beside_the_protocol_of_its_criteria(tmp_path: Path) -> None:
    found = compared(
        reads_of(tmp_path, "16.5", "20.5"),
        said("SD", criteria="RECIST 1.1"),
        said("PD", criteria="RECIST 1.0"),
        protocols=(RECIST_11, RECIST_10),
    )
    assert [(one.protocol, one.ours, one.agrees) for one in found.compared] == [
        ("recist-1.1", "SD", True),
        ("recist-1.0", "PD", True),
    ]


def test_an_adjudicator_answers_for_the_accepted_read(tmp_path: Path) -> None:
    lines = ["subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm,accepted\n"]
    for reader, sizes, accepted in (("A", (50, 50), "no"), ("B", (50, 20), "yes")):
        for number, size in enumerate(sizes):
            place = f"01,{reader},v{number},{DAYS[number]}"
            lines.append(f"{place},T1,target,lung,measured,{size},{accepted}\n")
    table = tmp_path / "reads.csv"
    table.write_text("".join(lines))
    found = compared(load_reads([table]), said("PR", reader="ADJUDICATOR"))
    assert (only(found).ours, only(found).agrees) == ("PR", True)


def test_the_reader_is_found_whatever_its_case_and_alone_whatever_its_name(tmp_path: Path) -> None:
    lines = [
        "subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm\n",
        *(f"01,A,v{n},{DAYS[n]},T1,target,lung,measured,50\n" for n in range(2)),
        *(f"01,B,v{n},{DAYS[n]},T1,target,lung,measured,{50 - 30 * n}\n" for n in range(2)),
    ]
    table = tmp_path / "reads.csv"
    table.write_text("".join(lines))
    reads = load_reads([table])
    found = compared(reads, said("SD", reader="a"), said("PR", reader="B"), said("SD", reader="C"))
    assert [one.agrees for one in found.compared] == [True, True]
    assert [one.why for one in found.only_stated] == ["C has not read 01 here"]
    alone = compared(reads.by("A"), said("SD", reader="INVESTIGATOR"))
    assert only(alone).agrees
    two = compared(reads.by("A"), said("SD", reader="R 1"), said("SD", reader="R 2"))
    assert len(two.only_stated) == 2
