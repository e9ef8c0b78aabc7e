"""SDTM in: qualifiers, responses, forms of files, shapes of real life, markers, hostile values."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.formats.sdtm_in.reading import is_sdtm, read_sdtm
from recist.trial.stated import Answer
from tests.formats.sdtm_tables import (
    WRITERS,
    Values,
    codes,
    rs,
    taken,
    told,
    tr,
    tu,
    write_csv,
)


def supp(domain: str, seq: str, name: str, value: str) -> Values:
    shared = {"USUBJID": "01", "RDOMAIN": domain, "IDVAR": f"{domain}SEQ", "IDVARVAL": seq}
    return shared | {"QNAM": name, "QVAL": value}


def test_supplemental_qualifiers_say_what_the_variables_cannot(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tu=[tu("T1", TUSEQ="1")],
        tr=[tr("T1", "LDIAM", "20", "SCREENING", TRSEQ="7"), tr("T1", "LDIAM", "20", TRSEQ="8")],
        rs=[rs("OVRLRESP", "SD", RSSEQ="1")],
        supptr=[
            supp("TR", "7.0", "RCREADER", "anna"),
            supp("TR", "7", "RCSITE", "segment 7"),
            supp("TR", "7", "RCCOMM", "one, "),
            supp("TR", "7", "RCCOMM1", "two, "),
            supp("TR", "7", "RCCOMM2", "three"),
            supp("TR", "7", "RCPROGSN", "Y"),
            supp("TR", "8", "RCSTATE", "not-evaluable"),
            supp("TR", "8", "RCVISIT", "Woche 8 – spät"),
        ],
    )
    first, second = found.rows
    assert (first.reader, first.site, first.comment) == ("anna", "segment 7", "one, two, three")
    assert first.progressed_since
    assert (second.reader, told(second)) == ("anna", "T1 target not-evaluable")
    assert found.stated[0].visit == second.visit == "Woche 8 – spät"
    assert found.stated[0].reader == "anna"


def test_responses_are_stated_in_the_words_of_the_file(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tr=[tr("T1", "LDIAM", "20")],
        rs=[
            rs("TRGRESP", "SD"),
            rs("OVRLRESP", "Stable disease"),
            rs("LIVRRESP", "PR"),
            rs("BESTRESP", "PR", ""),
            rs("SYMPTDTR", "Y"),
        ],
    )
    assert [(one.answer, one.visit, one.scope, one.response) for one in found.stated] == [
        (Answer.TARGET, "WEEK 8", "all", "SD"),
        (Answer.OVERALL, "WEEK 8", "all", "Stable disease"),
        (Answer.OVERALL, "WEEK 8", "liver", "PR"),
        (Answer.BEST, "", "all", "PR"),
    ]
    assert found.stated[0].criteria == "RECIST 1.1"
    assert found.stated[0].source == "rs.csv row 2"


def test_a_visit_with_a_response_and_no_result_is_a_row(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        tr=[tr("T1", "LDIAM", "20", "SCREENING")],
        rs=[rs("OVRLRESP", "NE"), rs("OVRLRESP", "", "WEEK 16", RSSTAT="NOT DONE", RSREASND="ill")],
    )
    assert [(told(row), row.visit, row.reason) for row in found.rows[1:]] == [
        ("– visit assessed", "WEEK 8", ""),
        ("– visit not-done", "WEEK 16", "ill"),
    ]
    alone = read_sdtm([tmp_path / "rs.csv"])
    assert (len(alone.rows), len(alone.stated)) == (0, 1)


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_form_gives_the_same(tmp_path: Path, suffix: str) -> None:
    tables = {
        "tu": [tu("T1"), tu("NT1", "NON-TARGET", "LUNG, LEFT UPPER LOBE")],
        "tr": [
            tr("T1", "LDIAM", "34.2", "SCREENING"),
            tr("NT1", "TUMSTATE", "PRESENT", "SCREENING"),
            tr("T1", "LDIAM", "0.1"),
        ],
        "rs": [rs("OVRLRESP", "PR")],
    }
    numbers = {"TRSTRESN", "VISITNUM"}

    def typed(record: Values) -> Values:
        return {
            name: (float(value) if value else None) if name in numbers else value
            for name, value in record.items()
        }

    found = taken(tmp_path, suffix, **{name: map(typed, held) for name, held in tables.items()})
    assert not found.refused
    assert [told(row) for row in found.rows] == [
        "T1 target measured 34.2",
        "NT1 non-target present",
        "T1 target measured 0.1",
    ]
    assert codes(found) == []
    assert found.rows[0].source == f"tr{suffix} row {2 if suffix == '.csv' else 1}"
    assert [one.response for one in found.stated] == ["PR"]


def test_a_number_alone_is_the_decimal_that_was_meant(tmp_path: Path) -> None:
    bare = {"TRORRES": "", "TRORRESU": "", "TRSTRESC": "", "TRSTRESU": "mm"}
    records: list[Values] = [
        tr(f"T{number}", "LDIAM", "1") | bare | {"TRSTRESN": number / 10}
        for number in range(1, 2000, 7)
    ]
    found = taken(tmp_path, ".xpt", tr=records)
    assert [told(row) for row in found.rows] == [
        f"T{number} target measured {number / 10}" for number in range(1, 2000, 7)
    ]


ESCAPES = [
    (r"Sch\xe4del", "Schädel"),
    (r"\u65e5\u672c", "日本"),
    (r"\U0001f600", "😀"),
    (r"C:\x41 \q \xZZ \Uffffffff \ud800", r"C:\x41 \q \xZZ \Uffffffff \ud800"),
]


@pytest.mark.parametrize(("written", "entered"), ESCAPES)
def test_our_own_transport_files_have_every_character_back(
    tmp_path: Path, written: str, entered: str
) -> None:
    tables: dict[str, list[Values]] = {"tr": [tr("T1", "LDIAM", "20", USUBJID=written, TRSEQ="1")]}
    foreign = taken(tmp_path, ".xpt", **tables)
    assert foreign.rows[0].subject == written
    own = {**supp("TR", "1", "RCSITE", written), "USUBJID": written}
    found = taken(tmp_path, ".xpt", **tables, supptr=[own])
    assert (found.rows[0].subject, found.rows[0].site) == (entered, entered)


def test_what_is_sdtm_and_what_is_not(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "readings.csv", [{"subject": "1", "visit": "baseline"}])
    assert not is_sdtm([table])
    assert not is_sdtm([tmp_path])
    result = write_csv(tmp_path / "results of 2024.csv", [tr("T1", "LDIAM", "20")])
    assert is_sdtm([result])
    assert is_sdtm([tmp_path])
    assert len(read_sdtm([tmp_path]).rows) == 1


def test_one_dataset_in_two_forms_is_read_once(tmp_path: Path) -> None:
    for suffix, write in WRITERS.items():
        write(tmp_path / f"tr{suffix}", [tr("T1", "LDIAM", "20")])
    for paths in ([tmp_path], sorted(tmp_path.iterdir())):
        found = read_sdtm(paths)
        assert [row.source for row in found.rows] == ["tr.json row 1"]
        assert codes(found) == ["organ-missing"]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_that_is_cut_off_or_empty_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    path = WRITERS[suffix](tmp_path / f"tr{suffix}", [tr("T1", "LDIAM", "20")] * 20)
    whole = path.read_bytes()
    for content in (b"", whole[: len(whole) // 2 + 7]):
        path.write_bytes(content)
        found = read_sdtm([path])
        assert not found.rows
        assert found.refused[0].where.startswith(path.name)


@pytest.mark.parametrize("lost", ["tr.json", "tr.xpt", "TR.csv", "supptr.json"])
def test_a_folder_is_refused_with_a_dataset_that_is_empty(tmp_path: Path, lost: str) -> None:
    taken(tmp_path, tu=[tu("T1")], rs=[rs("OVRLRESP", "PR")])
    (tmp_path / lost).write_bytes(b"")
    (tmp_path / "dm.json").write_bytes(b"")
    ((where, why),) = [(one.where, one.why) for one in read_sdtm([tmp_path]).refused]
    assert (where, why[:9]) == (lost, "is empty;")


def test_the_other_sets_are_taken(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    write_csv(good / "tr.csv", [tr("T1", "LDIAM", "20")])
    write_csv(bad / "tr.csv", [tr("T1", "LDIAM", "?")])
    found = read_sdtm([bad, good])
    assert [row.lesion for row in found.rows] == ["T1"]
    assert len(found.refused) == 1


def test_two_radiologists_and_an_investigator_with_acceptance_by_visit(tmp_path: Path) -> None:
    """As in public examples: the accepted reader differs from visit to visit."""
    who = [
        {"TREVAL": "INVESTIGATOR", "TREVALID": ""},
        {"TREVAL": "INDEPENDENT ASSESSOR", "TREVALID": "RADIOLOGIST 1"},
        {"TREVAL": "INDEPENDENT ASSESSOR", "TREVALID": "RADIOLOGIST 2"},
    ]
    flags = {"SCREENING": "RADIOLOGIST 1", "WEEK 8": "RADIOLOGIST 2"}
    results = [
        tr(link, test, size, visit, **one, TRACPTFL="Y" if one["TREVALID"] == flag else "")
        for visit, flag in flags.items()
        for one in who
        for link, test, size in (("T01", "LDIAM", "21"), ("T01", "LPERP", "19.95"))
    ]
    found = taken(tmp_path, tu=[tu("T01", TUEVAL="")], tr=results)
    assert [(row.reader, row.visit, row.accepted) for row in found.rows if row.accepted] == [
        ("RADIOLOGIST 1", "SCREENING", True),
        ("RADIOLOGIST 2", "WEEK 8", True),
    ]
    assert {row.organ for row in found.rows} == {"liver"}
    assert codes(found) == ["accepted-reader-changes"]


def test_upper_and_lower_case_make_no_other_visit(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20"), tr("T2", "LDIAM", "9", VISIT="Week 8")])
    assert [row.visit for row in found.rows] == ["WEEK 8", "WEEK 8"]


def test_one_number_of_a_visit_in_two_spellings(tmp_path: Path) -> None:
    found = taken(
        tmp_path, tr=[tr("T1", "LDIAM", "20", VISITNUM="2.0"), tr("T2", "LDIAM", "9", VISITNUM="2")]
    )
    assert [row.visit for row in found.rows] == ["WEEK 8", "WEEK 8"]


def test_tu_without_the_identifier_of_its_evaluator(tmp_path: Path) -> None:
    read = {"TREVAL": "INDEPENDENT ASSESSOR", "TREVALID": "RADIOLOGIST 1", "TRGRPID": ""}
    found = taken(
        tmp_path,
        tu=[tu("T1", TUEVAL="INDEPENDENT ASSESSOR"), tu("T2", TUEVAL="INDEPENDENT ASSESSOR")],
        tr=[tr("T1", "LDIAM", "20", "SCREENING", **read)],
    )
    assert [(row.reader, told(row)) for row in found.rows] == [
        ("RADIOLOGIST 1", "T1 target measured 20.0"),
        ("RADIOLOGIST 1", "T2 target not-done"),
    ]


def test_padding_and_tabs_are_no_part_of_a_value(tmp_path: Path) -> None:
    padded = tr("T1", "LDIAM ", " 20.0\t", USUBJID="01  ", TRORRESU="mm ", VISIT="WEEK  8 ")
    found = taken(tmp_path, tu=[tu("T1 ")], tr=[padded | {"TRSTRESN": "20", "TRSTRESU": "mm"}])
    assert (found.rows[0].subject, found.rows[-1].visit) == ("01", "WEEK 8")
    assert told(found.rows[-1]) == "T1 target measured 20.0"


def test_tests_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20"), *[tr("T1", "VOLUME", "8")] * 2])
    assert [(note.code, note.message) for note in found.findings] == [
        ("test-not-read", "TRTESTCD VOLUME is not read: 2 records")
    ]


def test_the_state_of_all_nodes_together_is_no_lesion(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20"), tr("", "LNSTATE", "PATHOLOGICAL")])
    assert len(found.rows) == 1


def lb(code: str, visit: str = "SCREENING", **more: str) -> Values:
    number = {"SCREENING": "1", "WEEK 8": "2"}.get(visit, "")
    shared = {"USUBJID": "01", "LBTESTCD": code, "LBCAT": "TUMOR MARKER"}
    return shared | {"VISIT": visit, "VISITNUM": number, "LBDTC": "2024-01-03"} | more


MARKERS = [
    (lb("CEA", LBNRIND="HIGH"), "CEA marker raised"),
    (lb("CEA", LBNRIND="NORMAL"), "CEA marker normal"),
    (lb("CEA", LBSTRESN="7.1", LBSTNRHI="5"), "CEA marker raised"),
    (lb("CEA", LBSTRESN="5", LBSTNRHI="5"), "CEA marker normal"),
    (lb("CEA", LBSTAT="NOT DONE", LBREASND="no blood"), "CEA marker not-done"),
]


@pytest.mark.parametrize(("record", "expected"), MARKERS)
def test_a_marker(tmp_path: Path, record: Values, expected: str) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20", "SCREENING")], lb=[record])
    assert told(found.rows[1]) == expected
    assert found.rows[1].reader == "INVESTIGATOR"


def test_only_tumour_markers_at_visits_of_the_course_are_taken(tmp_path: Path) -> None:
    laboratory = [
        lb("ALT", LBCAT="CHEMISTRY", LBNRIND="HIGH"),
        lb("CEA", "CYCLE 2", LBNRIND="HIGH"),
    ]
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20", "SCREENING")], lb=laboratory)
    assert [row.lesion for row in found.rows] == ["T1"]


def test_a_marker_that_nobody_can_judge_is_refused(tmp_path: Path) -> None:
    found = taken(tmp_path, tr=[tr("T1", "LDIAM", "20", "SCREENING")], lb=[lb("CEA", LBSTRESN="7")])
    assert [one.where for one in found.refused] == ["lb.csv row 2, LBNRIND"]


def test_other_datasets_of_sdtm_are_passed_over(tmp_path: Path) -> None:
    subjects = write_csv(tmp_path / "dm.csv", [{"USUBJID": "01", "DOMAIN": "DM", "SEX": "F"}])
    results = write_csv(tmp_path / "tr.csv", [tr("T1", "LDIAM", "20")])
    found = read_sdtm([subjects, results])
    assert [row.lesion for row in found.rows] == ["T1"]
    assert [note.code for note in found.findings] == ["dataset-not-read"]
    (refused,) = read_sdtm([subjects]).refused
    assert (refused.where, refused.why[:30]) == ("dm.csv", "is no dataset of TU, TR or RS:")


HOSTILE = (
    "=1+1",
    "\x00",
    "\u202e",
    "x" * 10_000,
    "٣",
    "NaN",
    "1e5",
    "-0",
    "2024-02-30",
    "T1/T2",
    "T1-",
    "-",
    "999999999999",
    "0.0000000000000000000000000000001",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_anywhere_is_taken_or_refused_by_name(tmp_path: Path, text: str) -> None:
    tables: dict[str, list[Values]] = {
        "tu": [tu("T1"), tu("NT1", "NON-TARGET")],
        "tr": [tr("T1", "LDIAM", "30"), tr("NT1", "TUMSTATE", "PRESENT"), tr("", "SUMDIAM", "30")],
        "rs": [rs("OVRLRESP", "PR"), rs("OVRLRESP", "", "WEEK 16", RSSTAT="NOT DONE")],
        "lb": [lb("CEA", LBNRIND="HIGH")],
        "supptr": [supp("TR", "1", "RCSITE", "lobe")],
    }
    for name, records in tables.items():
        for column in records[0]:
            changed = tables | {name: [{**records[0], column: text}, *records[1:]]}
            found = taken(tmp_path, ".json", **changed)
            assert bool(found.rows) is not bool(found.refused)
            assert all(one.where and one.why for one in found.refused)
