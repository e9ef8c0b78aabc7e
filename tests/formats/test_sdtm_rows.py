"""SDTM out: what every reading, sum and response becomes."""

from datetime import date

import pytest

from recist.formats.sdtm.tables import (
    datasets_of,
    response_rows,
    result_rows,
    tumour_rows,
)
from recist.model.treatment import Treatment, TreatmentKind
from tests.formats.sdtm_records import EVERYTHING, record, rows
from tests.formats.sdtm_told import BASELINE, RESPONSES, results, told


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
