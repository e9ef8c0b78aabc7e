"""TU, TR and RS as they are met: each case a small table, and what is taken of it or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.sdtm_tables import (
    NODE,
    Values,
    codes,
    rows,
    rs,
    taken,
    told,
    tr,
    tu,
    undone,
)

# --- results become states ------------------------------------------------------------------------

TARGETS: list[tuple[list[Values], str]] = [
    ([tr("T1", "LDIAM", "34.2")], "T1 target measured 34.2"),
    ([tr("T1", "DIAMETER", "34.2")], "T1 target measured 34.2"),
    ([tr("T1", "LDIAM", "34.2"), tr("T1", "LPERP", "20")], "T1 target measured 34.2 20.0"),
    ([tr("T1", "LDIAM", "3.42", TRORRESU="cm", TRSTRESC="34.2", TRSTRESN="34.2")], "34.2"),
    ([tr("T1", "LDIAM", "0")], "T1 target absent"),
    ([tr("T1", "LDIAM", "0", TRORRESU="", TRSTRESU="")], "T1 target absent"),
    ([tr("T1", "TUMSTATE", "Absent")], "T1 target absent"),
    ([tr("T1", "LDIAM", "TOO SMALL TO MEASURE", TRSTRESC="5", TRSTRESN="5")], "too-small"),
    ([tr("T1", "LDIAM", "", TRSTRESC="too small to measure")], "T1 target too-small"),
    ([undone("T1", "LDIAM", "SCAN NOT PERFORMED")], "T1 target not-done"),
    ([undone("T1", "LDIAM", "NOT EVALUABLE: artefacts")], "T1 target not-evaluable"),
    ([tr("T1", "LDIAM", "NE")], "T1 target not-evaluable"),
    ([tr("T1", "LDIAM", "34.2", TRORRES="", TRORRESU="")], "T1 target measured 34.2"),
    ([tr("T1", "LDIAM", "34.2", TRORRESU="")], "T1 target measured 34.2"),
]


@pytest.mark.parametrize(("results", "expected"), TARGETS)
def test_a_target(tmp_path: Path, results: list[Values], expected: str) -> None:
    assert rows(tmp_path, [tu("T1", visit="WEEK 8")], results)[0].endswith(expected)


NODES: list[tuple[list[Values], str]] = [
    ([tr("T1", "LPERP", "16")], "T1 target measured 16.0"),
    ([tr("T1", "DIAMETER", "16")], "T1 target measured 16.0"),
    ([tr("T1", "LDIAM", "24"), tr("T1", "LPERP", "16")], "T1 target measured 24.0 16.0"),
    ([tr("T1", "LPERP", "9"), tr("T1", "LNSTATE", "NON-PATHOLOGICAL")], "measured 9.0"),
    ([tr("T1", "LPERP", "TOO SMALL TO MEASURE"), tr("T1", "LDIAM", "8")], "too-small"),
    ([tr("T1", "LPERP", "0")], "T1 target absent"),
    ([tr("T1", "LNSTATE", "PATHOLOGICAL")], "T1 target not-evaluable"),
]


@pytest.mark.parametrize(("results", "expected"), NODES)
def test_a_target_node_counts_by_its_short_axis(
    tmp_path: Path, results: list[Values], expected: str
) -> None:
    found = taken(tmp_path, tu=[tu("T1", loc=f"{NODE}, AXILLARY", visit="WEEK 8")], tr=results)
    assert told(found.rows[0]).endswith(expected)
    assert found.rows[0].nodal
    assert found.rows[0].organ == "lymph node"


OTHERS: list[tuple[str, str, Values, str]] = [
    ("NT1", "NON-TARGET", tr("NT1", "TUMSTATE", "PRESENT"), "present"),
    ("NT1", "NON-TARGET", tr("NT1", "TUMSTATE", "ABSENT"), "absent"),
    ("NT1", "NON-TARGET", tr("NT1", "TUMSTATE", "UNEQUIVOCAL PROGRESSION"), "progression"),
    ("NT1", "NON-TARGET", tr("NT1", "TUMSTATE", "EQUIVOCAL PROGRESSION"), "suspected"),
    ("NT1", "NON-TARGET", tr("NT1", "TUMSTATE", "Stable"), "present"),
    ("NT1", "NON-TARGET", tr("NT1", "LNSTATE", "NON-PATHOLOGICAL"), "absent"),
    ("NT1", "NON-TARGET", tr("NT1", "LNSTATE", "PATHOLOGICAL"), "present"),
    ("NT1", "NON-TARGET", tr("NT1", "LPERP", "12"), "present 12.0"),
    ("NT1", "NON-TARGET", undone("NT1", "TUMSTATE", "NOT ASSESSABLE"), "not-evaluable"),
    ("NEW1", "NEW", tr("NEW1", "TUMSTATE", "UNEQUIVOCAL"), "unequivocal"),
    ("NEW1", "NEW", tr("NEW1", "TUMSTATE", "EQUIVOCAL"), "equivocal"),
    ("NEW1", "NEW", tr("NEW1", "TUMSTATE", "PRESENT"), "unequivocal"),
    ("NEW1", "NEW", tr("NEW1", "LDIAM", "4"), "unequivocal 4.0"),
    ("NEW1", "NEW", undone("NEW1", "TUMSTATE", "no scan"), "not-evaluable"),
    ("NEW1", "NEW TARGET", tr("NEW1", "LDIAM", "14"), "new-target unequivocal 14.0"),
    ("NEW1", "NEW NON-TARGET", tr("NEW1", "TUMSTATE", "PRESENT"), "new-non-target unequivocal"),
]


@pytest.mark.parametrize(("link", "role", "result", "expected"), OTHERS)
def test_a_non_target_or_new_lesion(
    tmp_path: Path, link: str, role: str, result: Values, expected: str
) -> None:
    assert rows(tmp_path, [tu(link, role, visit="WEEK 8")], [result])[0].endswith(expected)


# --- what the numbers say -------------------------------------------------------------------------


def test_both_forms_of_a_result_are_compared(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "34.2", TRSTRESC="35", TRSTRESN="35")])
    assert told(found.rows[0]) == "T1 target measured 34.2"
    assert codes(found) == ["organ-missing", "result-disagrees"]


REFUSED: list[tuple[Values, str, str]] = [
    (tr("T1", "LDIAM", "34.2", TRORRESU="", TRSTRESU=""), "TRORRESU", "unit of 34.2"),
    (tr("T1", "LDIAM", "34.2", TRORRESU="pixel"), "TRORRESU", "'pixel' is no unit"),
    (tr("T1", "LDIAM", "-3", TRORRESU="mm"), "TRORRES", "negative"),
    (tr("T1", "LDIAM", "34,2"), "TRORRES", "'34,2' is neither a length nor a word"),
    (tr("T1", "TUMSTATE", "GREENISH"), "TRORRES", "'GREENISH'"),
    (tr("", "LDIAM", "34.2"), "TRLNKID", "is empty"),
    (tr("T1", "LDIAM", "34.2", USUBJID=""), "USUBJID", "is empty"),
    (tr("X1", "LDIAM", "34.2", TRGRPID="SUM"), "TRGRPID", "whether X1 is TARGET"),
    (tr("T1", "LDIAM", "34.2", TRDTC="2024-13-45"), "TRDTC", "'2024-13-45' is no date"),
]


@pytest.mark.parametrize(("record", "variable", "why"), REFUSED)
def test_what_cannot_be_read_refuses_the_set_and_says_where(
    tmp_path: Path, record: Values, variable: str, why: str
) -> None:
    good = tr("T2", "LDIAM", "20")
    found = taken(tmp_path, tr=[good, record])
    assert not found.rows
    assert [one.where for one in found.refused] == [f"tr.csv row 3, {variable}"]
    assert why in found.refused[0].why


def test_every_place_that_is_wrong_is_named(tmp_path: Path) -> None:
    wrong = [tr("T1", "LDIAM", "big"), tr("T2", "LDIAM", "20"), tr("T3", "LDIAM", "?")]
    found = taken(tmp_path, tr=wrong)
    assert [one.where for one in found.refused] == [
        "tr.csv row 2, TRORRES",
        "tr.csv row 4, TRORRES",
    ]


def test_a_sum_that_is_another_is_a_finding_and_no_lesion(tmp_path: Path) -> None:
    parts = [tr("T1", "LDIAM", "30"), tr("T2", "LDIAM", "TOO SMALL TO MEASURE")]
    same = taken(tmp_path, tr=[*parts, tr("", "SUMDIAM", "35")])
    assert len(same.rows) == 2
    assert "sum-disagrees" not in codes(same)
    other = taken(tmp_path, tr=[*parts, tr("", "SUMDIAM", "36")])
    assert [note.message for row in other.rows for note in row.findings if "sum" in note.code] == [
        "T1 is one of the targets that add up to 35 mm; SUMDIAM says 36 mm (tr.csv row 4)"
    ]


def test_a_sum_by_recist_1_0_takes_the_longest_diameter_of_nodes(tmp_path: Path) -> None:
    node = [tr("T1", "LDIAM", "24"), tr("T1", "LPERP", "16"), tr("", "SUMDIAM", "24")]
    found = taken(
        tmp_path, tu=[tu("T1", loc=NODE)], tr=node, rs=[rs("OVRLRESP", "SD", RSCAT="RECIST 1.0")]
    )
    assert "sum-disagrees" not in codes(found)
    found = taken(tmp_path, tu=[tu("T1", loc=NODE)], tr=node, rs=[rs("OVRLRESP", "SD")])
    assert "sum-disagrees" in codes(found)


CONTRADICTIONS: list[tuple[list[Values], str]] = [
    ([tr("T1", "LPERP", "16"), tr("T1", "LNSTATE", "NON-PATHOLOGICAL")], "node-state-disagrees"),
    ([tr("T1", "LPERP", "9"), tr("T1", "LNSTATE", "PATHOLOGICAL")], "node-state-disagrees"),
    ([tr("T1", "LDIAM", "16"), tr("T1", "TUMSTATE", "ABSENT")], "tumour-state-disagrees"),
    ([tr("T1", "LDIAM", "16"), tr("T1", "LDIAM", "16")], "record-repeated"),
    ([tr("T1", "LPERP", "16")], "nodal-assumed"),
    ([tr("T1", "TUMSTATE", "PRESENT")], "not-measured"),
    ([tr("T1", "LDIAM", "")], "result-empty"),
]


@pytest.mark.parametrize(("results", "code"), CONTRADICTIONS)
def test_what_does_not_fit_together_is_a_finding(
    tmp_path: Path, results: list[Values], code: str
) -> None:
    assert code in codes(taken(tmp_path, tr=results))


def test_two_different_results_of_one_key_are_refused_with_both_rows(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "16"), tr("T1", "LDIAM", "17")])
    (refused,) = found.refused
    assert refused.where == "tr.csv row 3, TRTESTCD"
    assert "tr.csv row 2" in refused.why


# --- who, when, where -----------------------------------------------------------------------------


def test_reader_and_acceptance(tmp_path: Path) -> None:
    first = {"TREVAL": "INDEPENDENT ASSESSOR", "TREVALID": "RADIOLOGIST 1", "TRACPTFL": "Y"}
    second = first | {"TREVALID": "RADIOLOGIST 2", "TRACPTFL": ""}
    found = taken(
        tmp_path,
        tr=[tr("T1", "LDIAM", "16", **first), tr("T1", "LDIAM", "17", **second)],
    )
    assert [(row.reader, row.accepted) for row in found.rows] == [
        ("RADIOLOGIST 1", True),
        ("RADIOLOGIST 2", False),
    ]
    assert taken(tmp_path, tr=[tr("T1", "LDIAM", "16")]).rows[0].accepted is None


def test_acceptance_may_stand_in_rs_alone(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "16")], rs=[rs("OVRLRESP", "SD", RSACPTFL="Y")])
    assert found.rows[0].accepted is True


LABELS: list[tuple[dict[str, str], str]] = [
    ({"VISIT": "WEEK 8", "VISITNUM": "2"}, "WEEK 8"),
    ({"VISIT": "", "VISITNUM": "2"}, "VISIT 2"),
    ({"VISIT": "", "VISITNUM": "1"}, "SCREENING"),
    ({"VISIT": "", "VISITNUM": ""}, "2024-02-27"),
    ({"VISIT": "UNSCHEDULED 3.1", "VISITNUM": "3.1"}, "UNSCHEDULED 3.1"),
]


@pytest.mark.parametrize(("visit", "label"), LABELS)
def test_a_visit_is_called_by_its_name_its_number_or_its_date(
    tmp_path: Path, visit: dict[str, str], label: str
) -> None:
    found = taken(
        tmp_path, tr=[tr("T1", "LDIAM", "9", "SCREENING"), tr("T2", "LDIAM", "8", **visit)]
    )
    assert found.rows[-1].visit == label


def test_two_visits_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    twice = [
        tr("T1", "LDIAM", size, "UNSCHEDULED", VISITNUM=number, TRDTC=day)
        for size, number, day in (("8", "3.1", "2024-05-01"), ("9", "3.2", "2024-07-01"))
    ]
    found = taken(tmp_path, tr=twice)
    assert [row.visit for row in found.rows] == ["UNSCHEDULED 3.1", "UNSCHEDULED 3.2"]


DATES = [
    ("2024-02-27T10:30", "2024-02-27"),
    ("2024-02-27T10:30:00+01:00", "2024-02-27"),
    ("2024-02", "2024-02"),
    ("2024---27", "2024"),
    ("2024-02--", "2024-02"),
]


@pytest.mark.parametrize(("moment", "date"), DATES)
def test_a_date_is_taken_as_far_as_it_is_known(tmp_path: Path, moment: str, date: str) -> None:
    (row,) = taken(tmp_path, tr=[tr("T1", "LDIAM", "9", TRDTC=moment)]).rows
    assert row.date.text == date
    assert ("date-missing" in [note.code for note in row.findings]) is (len(date) < 10)


def test_a_result_without_a_date_has_that_of_its_visit(tmp_path: Path) -> None:
    results = [tr("T1", "LDIAM", "9"), tr("T2", "LDIAM", "8", TRDTC=""), undone("T3", "LDIAM", "x")]
    found = taken(tmp_path, tr=results)
    assert [row.date.text for row in found.rows] == ["2024-02-27", "2024-02-27", ""]


PLACES = [
    ("LIVER", {}, ("liver", "", False)),
    ("LUNG, LEFT UPPER LOBE", {}, ("lung", "left upper lobe", False)),
    ("LUNG", {"TULAT": "LEFT"}, ("lung", "left", False)),
    ("LYMPH NODE", {}, ("lymph node", "", True)),
    ("AXILLARY LYMPH NODE", {"TULAT": "LEFT"}, ("lymph node", "axillary lymph node left", True)),
]


@pytest.mark.parametrize(("location", "more", "expected"), PLACES)
def test_where_a_lesion_lies(
    tmp_path: Path, location: str, more: dict[str, str], expected: tuple[str, str, bool]
) -> None:
    (row,) = taken(
        tmp_path, tu=[tu("T1", loc=location, **more)], tr=[tr("T1", "LDIAM", "9", "SCREENING")]
    ).rows
    assert (row.organ, row.site, row.nodal) == expected


# --- lesions that are only identified, split, merged ----------------------------------------------


def test_a_lesion_that_is_only_identified(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        [tu("T1"), tu("T2"), tu("NT1", "NON-TARGET"), tu("NEW1", "NEW", visit="WEEK 8")],
        [tr("T1", "LDIAM", "20", "SCREENING"), tr("T1", "LDIAM", "21")],
    )
    assert found == [
        "T1 target measured 20.0",
        "T2 target not-done",
        "NT1 non-target present",
        "T1 target measured 21.0",
        "NEW1 new unequivocal",
    ]


def test_tu_prevails_over_the_group_of_tr(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tu=[tu("T1", "NON-TARGET")],
        tr=[tr("T1", "TUMSTATE", "PRESENT", "SCREENING", TRGRPID="TARGET")],
    )
    assert told(found.rows[0]) == "T1 non-target present"
    assert codes(found) == ["role-differs"]


@pytest.mark.parametrize("test", ["TUSPLIT", "TUMIDENT of the whole alone"])
def test_a_split_lesion_with_a_dash_names_its_parent(tmp_path: Path, test: str) -> None:
    split = [tu(f"T1-{one}", visit="WEEK 8", TUTESTCD="TUSPLIT") for one in "AB"]
    found = taken(
        tmp_path,
        tu=[tu("T1"), *(split if test == "TUSPLIT" else [])],
        tr=[
            tr("T1", "LDIAM", "30", "SCREENING"),
            tr("T1-A", "LDIAM", "12"),
            tr("T1-B", "LDIAM", "9"),
        ],
    )
    assert [(row.lesion, row.parent) for row in found.rows[1:]] == [("T1-A", "T1"), ("T1-B", "T1")]


def test_a_dotted_fragment_needs_no_parent_and_a_dash_alone_makes_none(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tr=[
            tr("T-1", "LDIAM", "30", "SCREENING"),
            tr("T-1.1", "LDIAM", "12"),
        ],
    )
    assert [(row.lesion, row.parent) for row in found.rows] == [("T-1", ""), ("T-1.1", "")]


MERGES: list[list[Values]] = [
    [tr("T1/T2", "LDIAM", "40")],
    [tr("T1", "LDIAM", "40"), undone("T2", "LDIAM", "MERGED WITH T1")],
    [tr("T1", "LDIAM", "40"), tr("T2", "TUMSTATE", "MERGED", TRREASND="into T1")],
    [tr("T1/T2", "LDIAM", "40"), undone("T1", "LDIAM", "x"), undone("T2", "LDIAM", "x")],
]


def test_a_group_of_tu_names_the_carrier_and_the_parent(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tu=[
            *(tu(one) for one in ("T1", "T2", "T3")),
            tu("T2", visit="WEEK 8", TUTESTCD="TUMERGE", TUGRPID="T1"),
            tu("F1", visit="WEEK 8", TUTESTCD="TUSPLIT", TUGRPID="T3"),
        ],
        tr=[tr("T1", "LDIAM", "40"), tr("T2", "TUMSTATE", "TUMOR MERGED"), tr("F1", "LDIAM", "9")],
    )
    later = {row.lesion: row.parent for row in found.rows if row.visit == "WEEK 8"}
    assert later == {"T1": "", "T2": "T1", "F1": "T3"}


@pytest.mark.parametrize("results", MERGES)
def test_merged_lesions_are_carried_by_one(tmp_path: Path, results: list[Values]) -> None:
    found = taken(tmp_path, tu=[tu("T1"), tu("T2")], tr=results)
    later = [row for row in found.rows if row.visit == "WEEK 8"]
    assert sorted((told(row), row.parent) for row in later) == [
        ("T1 target measured 40.0", ""),
        ("T2 target merged", "T1"),
    ]
