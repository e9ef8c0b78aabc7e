"""SDTM out: readers, sequence numbers, study days, visit numbers and qualifiers."""

from dataclasses import replace
from datetime import date

import pytest

from recist.formats.sdtm.tables import (
    datasets_of,
    response_rows,
    result_rows,
    tumour_rows,
)
from recist.model.subject import SubjectInfo
from recist.trial.record import ExportRecord, ReadChoice, record_of
from tests.formats.export_records import sample
from tests.formats.sdtm_records import EVERYTHING, ORIGIN, record, rows
from tests.formats.sdtm_told import BASELINE, RESPONSES, results


def test_one_reader_is_the_investigator_and_several_are_radiologists() -> None:
    alone = tumour_rows(record(rows(BASELINE)))
    both = tumour_rows(record([*rows(BASELINE), *rows(BASELINE, reader="B", accepted="no")]))
    names = ("TUEVAL", "TUEVALID", "TUACPTFL")

    assert {tuple(one.values[name] for name in names) for one in alone} == {
        ("INVESTIGATOR", "", "Y")
    }
    assert {tuple(one.values[name] for name in names) for one in both} == {
        ("INDEPENDENT ASSESSOR", "RADIOLOGIST 1", "Y"),
        ("INDEPENDENT ASSESSOR", "RADIOLOGIST 2", ""),
    }


def test_numbers_are_the_same_whether_all_reads_are_written_or_the_accepted_ones() -> None:
    held = [*rows(EVERYTHING, reader="B"), *rows(EVERYTHING, accepted="no")]
    for make in (tumour_rows, result_rows, response_rows):
        every = {one.seq: one for one in make(record(held)) if one.source.reader == "B"}
        accepted = {one.seq: one for one in make(record(held, choice=ReadChoice.ACCEPTED))}
        assert every == accepted
        assert min(accepted) == 20001


def test_every_record_leads_back_to_what_it_was_made_of() -> None:
    held = record(rows(EVERYTHING), ["nct01387295"])
    for one in result_rows(held):
        assert one.source.lesion == one.values.get("TRLNKID", "")
        assert one.source.visit == one.values["VISIT"]
        assert one.source.protocol == one.values.get("TRSPID", "")
    for one in response_rows(held):
        assert (one.source.subject, one.source.reader) == ("01", "A")
        assert one.source.protocol == "nct01387295"
        assert one.source.scope == str(one.values["RSSCAT"]).lower()


def test_study_days_have_no_day_0() -> None:
    info = {"01": SubjectInfo(subject="01", reference_date=date(2024, 1, 11))}
    found = tumour_rows(record(rows(BASELINE), subjects=info))
    assert {one.values["TUDY"] for one in found} == {-1}
    same = {"01": SubjectInfo(subject="01", reference_date=date(2024, 1, 10))}
    assert {one.values["TUDY"] for one in tumour_rows(record(rows(BASELINE), subjects=same))} == {1}


def test_a_partial_date_stays_as_it_is_and_has_no_day() -> None:
    table = f"{BASELINE}week 8 | T1 | target | liver | not-done | | date=2024-03 | reason=lost"
    (one,) = results(table, VISIT="week 8", TRLNKID="T1")
    assert one["TRDTC"] == "2024-03"
    assert "TRDY" not in one


def test_a_visit_has_one_number_whatever_the_order_of_the_rows() -> None:
    table = "\n".join(reversed(RESPONSES.strip().splitlines()))
    found = datasets_of(record(rows(table)))["TR"].records()
    assert {(one["VISITNUM"], one["VISIT"]) for one in found} == {
        (1, "baseline"),
        (2, "week 8"),
        (3, "week 16"),
    }


UNPLANNED = """
unscheduled 1 | T1 | target | liver | measured | 48/ | date=2024-02-01
unscheduled 2 | T1 | target | liver | measured | 47/ | date=2024-02-20
"""


def test_an_unscheduled_visit_changes_no_number_of_a_planned_one() -> None:
    found = datasets_of(record(rows(RESPONSES + UNPLANNED)))["TR"].records()
    assert {(one["VISITNUM"], one["VISIT"], one["TRLNKGRP"]) for one in found} == {
        (1, "baseline", "R1-V01"),
        (1.01, "unscheduled 1", "R1-V01.01"),
        (1.02, "unscheduled 2", "R1-V01.02"),
        (2, "week 8", "R1-V02"),
        (3, "week 16", "R1-V03"),
    }


def test_any_number_of_unscheduled_visits_have_numbers_of_their_own() -> None:
    course = "\n".join(
        f"unscheduled {n} | T1 | target | liver | measured | 48/ | date=2024-02-{1 + n // 9:02}"
        for n in range(230)
    )
    found = datasets_of(record(rows(BASELINE + course)))["TR"].records()
    numbers = {one["VISIT"]: one["VISITNUM"] for one in found}
    assert len(set(numbers.values())) == len(numbers) == 231
    assert all(1 <= float(number or 0) < 2 for number in numbers.values())


def test_without_a_name_the_study_is_called_by_its_protocol() -> None:
    found = datasets_of(record(rows(BASELINE), origin=replace(ORIGIN, trial="")))["TU"]
    assert set(found.columns["STUDYID"]) == {"recist-1.1"}


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("comment=soft", {"RCCOMM": "soft"}),
        ("site=segment 7", {"RCSITE": "segment 7"}),
        ("character=cystic", {"RCCHAR": "cystic"}),
        ("field=F1", {"RCFIELD": "F1"}),
        ("progressed_since=yes", {"RCPROGSN": "Y"}),
        ("slice_thickness_mm=2.5", {"RCTHICK": "2.5"}),
        ("nodal=yes", {"RCNODAL": "Y"}),
        ("reason=new-symptom", {"RCREASON": "new-symptom"}),
        ("method=low dose CT", {"RCMETHOD": "low dose CT"}),
        ("method=MRI", {"RCMETHOD": ""}),
        ("organ=Liver", {"RCORGAN": "Liver"}),
    ],
)
def test_what_no_variable_says_stands_beside(named: str, expected: dict[str, str]) -> None:
    table = f"baseline | T1 | target | liver | measured | 42/33 | {named}"
    one = result_rows(record(rows(table)))[0]
    more = dict(one.more)
    assert {name: more.get(name, "") for name in expected} == expected


def test_numbers_are_the_same_whichever_visit_was_read_in_first() -> None:
    whole = sample()
    later_first = sorted(whole.reads.rows, key=lambda row: row.date.text, reverse=True)
    reads = replace(whole.reads, rows=tuple(later_first))
    again = record_of(reads, [whole.protocol], whole.origin, calipers=whole.calipers)
    assert numbered(again) == numbered(whole)


def numbered(record: ExportRecord) -> dict[tuple[str, int], tuple[object, ...]]:
    return {
        (one.source.subject, one.seq): tuple(one.values.values()) for one in result_rows(record)
    }


def test_readers_are_numbered_as_they_are_told_and_others_by_their_names() -> None:
    reads = record([*rows(BASELINE), *rows(BASELINE, reader="B"), *rows(BASELINE, reader="C")])
    protocols = [reads.protocol]
    told = record_of(reads.reads, protocols, reads.origin, readers=["C", "gone", "A"])
    assert told.readers == ("C", "A", "B")
    assert record_of(reads.reads, protocols, reads.origin).readers == ("A", "B", "C")
