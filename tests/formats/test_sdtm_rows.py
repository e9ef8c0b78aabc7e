"""SDTM out: what every reading, sum and response becomes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from recist.formats.sdtm.dataset import SdtmRecord
from recist.formats.sdtm.tables import (
    datasets_of,
    response_rows,
    result_rows,
    tumour_rows,
)
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.record import ExportRecord, ReadChoice, record_of
from tests.formats.export_records import sample
from tests.formats.sdtm_records import EVERYTHING, ORIGIN, record, rows

Told = dict[str, object]


def results(table: str, *protocols: str, **where: str) -> list[Told]:
    """TR of a course, the records that have these values, without what is empty."""
    found = result_rows(record(rows(table), protocols or ("recist-1.1",)))
    return list(filled(found, where))


def filled(records: tuple[SdtmRecord, ...], where: dict[str, str]) -> Iterator[Told]:
    for one in records:
        if all(one.values.get(name, "") == value for name, value in where.items()):
            yield {name: value for name, value in one.values.items() if value not in ("", None)}


def told(one: Told, *names: str) -> tuple[object, ...]:
    return tuple(one.get(f"TR{name}", "") for name in names)


BASELINE = """
baseline | T1 | target     | liver      | measured | 42.0/33.9
baseline | T2 | target     | lymph node | measured | 24.1/17.4
baseline | NT | non-target | bone       | present  |
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "T1 | target | liver | measured | 30.25/",
            [("LDIAM", "30.25", "mm", "30.25", 30.25, "mm", "", "")],
        ),
        (
            "T1 | target | liver | too-small |",
            [("LDIAM", "TOO SMALL TO MEASURE", "mm", "5.0", 5.0, "mm", "", "")],
        ),
        (
            "T2 | target | lymph node | too-small |",
            [("LPERP", "TOO SMALL TO MEASURE", "mm", "5.0", 5.0, "mm", "", "")],
        ),
        (
            "T1 | target | liver | absent |",
            [
                ("LDIAM", "0.0", "mm", "0.0", 0.0, "mm", "", ""),
                ("TUMSTATE", "ABSENT", "", "ABSENT", "", "", "", ""),
            ],
        ),
        (
            "T1 | target | liver | merged | | parent=T2",
            [("TUMSTATE", "TUMOR MERGED", "", "TUMOR MERGED", "", "", "", "")],
        ),
        (
            "T1 | target | liver | not-evaluable | | reason=motion",
            [("LDIAM", "", "", "", "", "", "NOT DONE", "motion")],
        ),
        (
            "T2 | target | lymph node | not-done | | reason=no scan",
            [("LPERP", "", "", "", "", "", "NOT DONE", "no scan")],
        ),
        (
            "NT | non-target | bone | suspected |",
            [("TUMSTATE", "EQUIVOCAL PROGRESSION", "", "EQUIVOCAL", "", "", "", "")],
        ),
        (
            "NT | non-target | bone | progression | 12/",
            [
                ("LDIAM", "12.0", "mm", "12.0", 12.0, "mm", "", ""),
                ("TUMSTATE", "UNEQUIVOCAL PROGRESSION", "", "UNEQUIVOCAL", "", "", "", ""),
            ],
        ),
        (
            "NT | non-target | bone | not-done | | reason=no scan",
            [("TUMSTATE", "", "", "", "", "", "NOT DONE", "no scan")],
        ),
        (
            "N1 | new | lung | equivocal | 6.1/5",
            [
                ("LDIAM", "6.1", "mm", "6.1", 6.1, "mm", "", ""),
                ("LPERP", "5.0", "mm", "5.0", 5.0, "mm", "", ""),
                ("TUMSTATE", "EQUIVOCAL", "", "EQUIVOCAL", "", "", "", ""),
            ],
        ),
        (
            "T1 | target | liver | measured | 30//12.5",
            [
                ("LDIAM", "30.0", "mm", "30.0", 30.0, "mm", "", ""),
                ("VDIAM", "12.5", "mm", "12.5", 12.5, "mm", "", ""),
            ],
        ),
    ],
)
def test_a_reading_becomes_records(line: str, expected: list[tuple[object, ...]]) -> None:
    lesion = line.partition(" ")[0]
    found = results(f"{BASELINE}week 8 | {line}", TRLNKID=lesion, VISIT="week 8")
    names = ("TESTCD", "ORRES", "ORRESU", "STRESC", "STRESN", "STRESU", "STAT", "REASND")
    assert [told(one, *names) for one in found] == expected


def test_a_lesion_is_identified_once_where_it_is_first_seen() -> None:
    found = tumour_rows(record(rows(EVERYTHING)))
    first = {one.source.lesion: (one.values["TUTESTCD"], one.values["VISIT"]) for one in found}
    merged = [one for one in found if one.values["TUTESTCD"] == "TUMERGE"]

    assert first["T1"] == ("TUMIDENT", "baseline")
    assert first["T2.2"] == ("TUSPLIT", "week 8")
    assert first["N1"] == ("TUMIDENT", "week 16")
    assert [(one.values["TULNKID"], one.values["TUGRPID"]) for one in merged] == [("T2.1", "T1")]
    assert {one.values["TUGRPID"] for one in found if one.values["TUTESTCD"] == "TUSPLIT"} == {"T2"}


def test_a_place_stands_as_a_term_and_as_it_was_entered() -> None:
    table = "baseline | T1 | target | Adrenals | measured | 20/15 | site=left one"
    (one,) = tumour_rows(record(rows(table)))

    assert (one.values["TULOC"], one.values["TULAT"]) == ("ADRENAL GLAND", "LEFT")
    assert ("RCORGAN", "Adrenals") in one.more
    assert ("RCSITE", "left one") in one.more


def test_the_sum_of_a_scope_and_protocol_stands_by_itself() -> None:
    found = results(
        BASELINE, "nct01387295", "nct01387295-recist-1.0", TRTESTCD="SUMDIAM", VISIT="baseline"
    )
    assert {told(one, "SPID", "GRPID"): one["TRSTRESN"] for one in found} == {
        ("nct01387295", "TARGET LIVER"): 42.0,
        ("nct01387295", "TARGET NOT-LIVER"): 17.4,
        ("nct01387295", "TARGET"): 59.4,
        ("nct01387295-recist-1.0", "TARGET LIVER"): 42.0,
        ("nct01387295-recist-1.0", "TARGET NOT-LIVER"): 24.1,
        ("nct01387295-recist-1.0", "TARGET"): 66.1,
    }


def test_changes_are_those_of_the_sum() -> None:
    table = f"""{BASELINE}
    week 8 | T1 | target | liver | measured | 30/20
    week 8 | T2 | target | lymph node | measured | 20/9.5
    week 8 | NT | non-target | bone | present |
    """
    found = {one["TRTESTCD"]: one for one in results(table, VISIT="week 8", TRLNKID="")}

    assert {test: one.get("TRORRES") for test, one in found.items()} == {
        "SUMDIAM": "39.5",
        "SUMNLNLD": "30.0",
        "LNSTATE": "NON-PATHOLOGICAL",
        "ACNSD": "-19.9",
        "PCBSD": "-33.50",
        "PCNSD": "-33.50",
    }


def test_an_incomplete_sum_is_not_done_and_its_part_stands_beside() -> None:
    table = f"""{BASELINE}
    week 8 | T1 | target | liver | measured | 30/20
    week 8 | T2 | target | lymph node | not-done | | reason=no scan
    """
    found = result_rows(record(rows(table)))
    (one,) = [
        one
        for one in found
        if one.values["TRTESTCD"] == "SUMDIAM" and one.values["VISIT"] == "week 8"
    ]

    assert one.values["TRSTAT"] == "NOT DONE"
    assert one.values.get("TRSTRESN") is None
    assert ("RCPARTSM", "30.0") in one.more


def test_a_locally_treated_lesion_is_named_beside_the_sum() -> None:
    treated = Treatment(
        subject="01", lesion="T2", date=date(2024, 2, 1), kind=TreatmentKind.RADIOTHERAPY
    )
    table = f"""{BASELINE}
    week 8 | T1 | target | liver | measured | 30/20
    week 8 | T2 | target | lymph node | measured | 20/16
    """
    found = result_rows(record(rows(table), ["srt-tdm1"], treatments=[treated]))
    sums = {one.values["VISIT"]: one for one in found if one.values["TRTESTCD"] == "SUMDIAM"}

    assert sums["week 8"].values["TRSTRESN"] == 30.0
    assert ("RCLEFT", "T2") in sums["week 8"].more


def test_a_sum_of_which_every_target_was_treated_locally_says_so() -> None:
    # All was evaluated; nothing is left that could be added up.
    treated = [
        Treatment(subject="01", lesion=lesion, date=date(2024, 2, 1), kind=TreatmentKind.RESECTION)
        for lesion in ("T1", "T2")
    ]
    table = f"""{BASELINE}
    week 8 | T1 | target | liver | absent |
    week 8 | T2 | target | lymph node | absent |
    """
    found = result_rows(record(rows(table), ["breclim-2"], treatments=treated))
    (one,) = [
        one.values
        for one in found
        if one.values["TRTESTCD"] == "SUMDIAM" and one.values["VISIT"] == "week 8"
    ]
    assert (one["TRSTAT"], one["TRREASND"]) == ("NOT DONE", "ALL TARGET LESIONS TREATED LOCALLY")


RESPONSES = f"""{BASELINE}
week 8  | T1 | target | liver | measured | 25/20
week 8  | T2 | target | lymph node | measured | 20/12
week 8  | NT | non-target | bone | present |
week 16 | T1 | target | liver | measured | 25/20
week 16 | T2 | target | lymph node | measured | 20/12
week 16 | NT | non-target | bone | present |
week 16 | N1 | new | brain | unequivocal | 9/8
"""


def responses(table: str, *protocols: str) -> dict[tuple[object, ...], object]:
    names = ("RSCAT", "RSSCAT", "VISIT", "RSTESTCD")
    found = response_rows(record(rows(table), protocols or ("recist-1.1",)))
    return {
        tuple(one.values.get(name, "") for name in names): one.values["RSSTRESC"] for one in found
    }


def test_every_visit_after_the_baseline_has_its_responses() -> None:
    found = responses(RESPONSES)
    assert {key[2:]: word for key, word in found.items()} == {
        ("week 8", "TRGRESP"): "PR",
        ("week 8", "NTRGRESP"): "NON-CR/NON-PD",
        ("week 8", "OVRLRESP"): "PR",
        ("week 16", "TRGRESP"): "PR",
        ("week 16", "NTRGRESP"): "NON-CR/NON-PD",
        ("week 16", "NEWLPROG"): "UNEQUIVOCAL",
        ("week 16", "OVRLRESP"): "PD",
        ("", "BESTRESP"): "PR",
    }


def test_the_liver_has_a_test_of_its_own() -> None:
    found = responses(RESPONSES, "nct01387295")
    overall = {key[1:]: word for key, word in found.items() if key[3] in ("LIVRRESP", "OVRLRESP")}
    assert overall == {
        ("LIVER", "week 8", "LIVRRESP"): "PR",
        ("LIVER", "week 16", "LIVRRESP"): "PR",
        ("NOT-LIVER", "week 8", "OVRLRESP"): "PR",
        ("NOT-LIVER", "week 16", "OVRLRESP"): "PD",
        ("ALL", "week 8", "OVRLRESP"): "PR",
        ("ALL", "week 16", "OVRLRESP"): "PD",
    }


def test_irecist_has_the_response_by_recist_11_beside_its_own() -> None:
    found = responses(RESPONSES, "irecist")
    assert found["iRECIST", "ALL", "week 16", "OVRLRESP"] == "iUPD"
    assert found["RECIST 1.1", "ALL", "week 16", "OVRLRESP"] == "PD"


def test_mrecist_is_called_by_its_term() -> None:
    found = responses(BASELINE.replace("42.0/33.9", "42.0/33.9/40"), "mrecist")
    assert {key[0] for key in found} == {"MRECIST LENCIONI LIVER CANCER 2010"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("week 8 |  | visit | | not-done | | reason=too ill", ("", "NOT DONE", "too ill")),
        ("week 8 |  | visit | | assessed |", ("NED", "", "")),
    ],
)
def test_a_visit_without_lesions_stands_in_rs(line: str, expected: tuple[str, ...]) -> None:
    table = f"baseline | | visit | | assessed |\n{line}"
    found = response_rows(record(rows(table)))
    (one,) = [one for one in found if one.values.get("VISIT") == "week 8"]
    names = ("RSORRES", "RSSTAT", "RSREASND")
    assert one.values["RSTESTCD"] == "OVRLRESP"
    assert tuple(one.values.get(name, "") for name in names) == expected


def test_a_progression_that_was_dated_back_keeps_what_was_read() -> None:
    table = RESPONSES.replace("week 16 | N1 | new | brain | unequivocal | 9/8", "") + (
        "week 8  | N1 | new | brain | equivocal | 8/7\n"
        "week 16 | N1 | new | brain | unequivocal | 9/8"
    )
    found = response_rows(record(rows(table)))
    (one,) = [
        one
        for one in found
        if (one.values.get("VISIT"), one.values["RSTESTCD"]) == ("week 8", "OVRLRESP")
    ]
    assert one.values["RSSTRESC"] == "PD"
    assert ("RCASREAD", "PR") in one.more


def test_a_marker_stands_in_lb_by_its_term() -> None:
    table = (
        f"{BASELINE}baseline | CA 19-9 | marker | | raised |\nbaseline | XY | marker | | normal |"
    )
    found = datasets_of(record(rows(table)))["LB"].records()
    names = ("LBTESTCD", "LBTEST", "LBSPID", "LBORRES", "LBNRIND")
    assert [tuple(one[name] for name in names) for one in found] == [
        ("CA19_9AG", "Cancer Antigen 19-9", "CA 19-9", "RAISED", "HIGH"),
        ("XY", "XY", "XY", "NORMAL", "NORMAL"),
    ]


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
