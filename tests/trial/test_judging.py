"""Scopes side by side, each with the treatments and the lesions that it sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recist.app import load_reads
from recist.model.errors import InputError
from recist.model.protocol import LocalTreatment, Protocol
from recist.model.response import Response
from recist.trial.judging import Reads, judge_reads, scope_named
from recist.trial.protocol_file import protocol_named

TABLE = """subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm
01,A,baseline,2024-01-01,T1,target,liver,measured,40
01,A,baseline,2024-01-01,T2,target,lung,measured,30
01,A,week 8,2024-03-01,T1,target,liver,measured,20
01,A,week 8,2024-03-01,T2,target,lung,measured,60
01,B,baseline,2024-01-01,T1,target,liver,measured,40
01,B,week 8,2024-03-01,T1,target,liver,measured,40
"""
TREATED = "subject,lesion,date,kind\n01,T2,2024-02-01,radiotherapy\n99,,2024-02-01,other\n"
TRIAL = replace(protocol_named("recist-1.1"), scopes=("liver", "not-liver", "all"))


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    table, treated = tmp_path / "reads.csv", tmp_path / "treatments.csv"
    table.write_text(TABLE)
    treated.write_text(TREATED)
    return load_reads([table], treatments=treated)


def answers(reads: Reads, protocol: Protocol) -> list[tuple[str, str, Response | None]]:
    return [
        (one.case.reader, one.case.scope, one.visits[1].overall)
        for one in judge_reads(reads, protocol)
    ]


def test_each_case_has_its_scopes_in_the_order_of_the_protocol(reads: Reads) -> None:
    assert answers(replace(reads, treatments=()), TRIAL) == [
        ("A", "liver", Response.PR),
        ("A", "not-liver", Response.PD),
        ("A", "all", Response.SD),
        ("B", "liver", Response.SD),
        ("B", "not-liver", Response.NED),
        ("B", "all", Response.SD),
    ]


def test_a_treatment_outside_a_scope_is_nothing_to_it(reads: Reads) -> None:
    by_scope = {one.case.scope: one for one in judge_reads(reads.by("A"), TRIAL)}
    assert by_scope["liver"].visits[1].overall is Response.PR
    assert by_scope["liver"].findings == ()
    assert by_scope["all"].visits[1].overall is Response.NE
    assert [note.code for note in by_scope["all"].findings] == ["locally-treated"]


def test_a_treatment_outside_a_scope_ends_the_response_where_treatments_do(reads: Reads) -> None:
    censor = replace(TRIAL.options, local_treatment=LocalTreatment.CENSOR)
    liver = judge_reads(reads.by("A"), replace(TRIAL, options=censor))[0]
    assert liver.case.info.new_therapy_date == date(2024, 2, 1)
    assert liver.visits[1].overall is Response.PR


def test_one_scope_alone(reads: Reads) -> None:
    assert [one.case.scope for one in judge_reads(reads, TRIAL, "not-lung")] == ["not-lung"] * 2


@pytest.mark.parametrize(
    ("name", "scope"),
    [(None, None), ("all", "all"), (" Liver", "liver"), ("lung", "lung"), ("not-lung", "not-lung")],
)
def test_a_scope_is_the_protocols_or_an_organ_that_was_read(
    reads: Reads, name: str | None, scope: str | None
) -> None:
    assert scope_named(name, reads, [TRIAL]) == scope


def test_a_misspelt_scope_names_those_that_are(reads: Reads) -> None:
    says = "there is no scope 'lver'; there is liver, not-liver, all, lung, or not-ORGAN"
    with pytest.raises(InputError, match=says):
        scope_named("lver", reads, [TRIAL])


def test_subjects_without_a_reading_are_found(reads: Reads) -> None:
    assert reads.not_read(one.subject for one in reads.treatments) == ("99",)
    assert reads.not_read(["98", "01", "98"]) == ("98",)


def test_a_subject_that_was_not_read(reads: Reads) -> None:
    assert {row.subject for row in reads.of("01").rows} == {"01"}
    with pytest.raises(InputError, match="no row is of subject '02'; check its spelling"):
        reads.of("02")
