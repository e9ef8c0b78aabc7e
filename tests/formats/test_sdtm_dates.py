"""The dates of what SDTM derives: of a sum or response the scans that it rests on (§1.9)."""

from __future__ import annotations

import pytest

from recist.formats.sdtm.dataset import Cell
from recist.formats.sdtm.tables import response_rows, result_rows, tumour_rows
from tests.formats.sdtm_records import record, rows

COURSE = """
baseline | T1  | target     | liver | measured | 50/ | date=2024-01-02
baseline | T2  | target     | lung  | measured | 30/ | date=2024-01-02
baseline | NT1 | non-target | bone  | present  |     | date=2024-01-02
"""
WEEK_8 = """
week 8 | T1  | target     | liver | measured    | 30/ | date=2024-03-05
week 8 | T2  | target     | lung  | measured    | 15/ | date=2024-03-04
week 8 | NT1 | non-target | bone  | present     |     | date=2024-03-09
week 8 | N1  | new        | brain | unequivocal |     | date=2024-02-28
"""


def dates(table: str, visit: str = "week 8", scope: str = "ALL") -> dict[Cell, Cell]:
    """Return what is derived of a visit, by test."""
    told = record(rows(COURSE + table), ["nct01387295"])
    found = [one.values for one in response_rows(told)]
    responses = {
        one["RSTESTCD"]: one["RSDTC"]
        for one in found
        if one.get("VISIT") == visit and one["RSSCAT"] == scope
    }
    group = "TARGET" if scope == "ALL" else f"TARGET {scope}"
    sums = {
        one.values["TRTESTCD"]: one.values["TRDTC"]
        for one in result_rows(told)
        if one.source.protocol == "nct01387295"
        and one.values["VISIT"] == visit
        and one.values["TRGRPID"] == group
    }
    return responses | sums


@pytest.mark.parametrize(
    ("test", "day"),
    [
        ("TRGRESP", "2024-03-05"),  # no PR before the scans that it is measured on
        ("NTRGRESP", "2024-03-09"),
        ("NEWLPROG", "2024-02-28"),
        ("OVRLRESP", "2024-02-28"),  # PD by a new lesion: the scan that shows it
        ("SUMDIAM", "2024-03-05"),
        ("PCBSD", "2024-03-05"),
    ],
)
def test_what_is_derived_has_the_date_of_its_own_scans(test: str, day: str) -> None:
    assert dates(WEEK_8)[test] == day


@pytest.mark.parametrize(
    ("table", "test", "day"),
    [
        (  # progression of a non-target: the first scan that shows it
            """
            week 8 | T1 | target | liver | measured | 50/ | date=2024-03-05
            week 8 | T2 | target | lung | measured | 30/ | date=2024-03-05
            week 8 | NT1 | non-target | bone | progression | | date=2024-03-01
            week 8 | NT2 | non-target | lung | present | | date=2024-03-05
            """,
            "NTRGRESP",
            "2024-03-01",
        ),
        (  # nothing of the sum was measured: where its lesions were looked for
            """
            week 8 | T1 | target | liver | not-evaluable | | date=2024-03-03 | reason=motion
            week 8 | T2 | target | lung | not-done | | date=2024-03-06 | reason=no scan
            week 8 | NT1 | non-target | bone | present | | date=2024-03-09
            """,
            "SUMDIAM",
            "2024-03-03",
        ),
        (  # the mass was measured with the lesion that carries it
            """
            week 8 | T1 | target | liver | measured | 70/ | date=2024-03-03
            week 8 | T2 | target | lung | merged | | date=2024-03-06 | parent=T1
            """,
            "SUMDIAM",
            "2024-03-03",
        ),
        (  # a doubtful new lesion, and no progression by it
            """
            week 8 | T1 | target | liver | measured | 50/ | date=2024-03-05
            week 8 | T2 | target | lung | measured | 30/ | date=2024-03-05
            week 8 | NT1 | non-target | bone | present | | date=2024-03-05
            week 8 | N1 | new | brain | equivocal | | date=2024-03-02
            """,
            "NEWLPROG",
            "2024-03-02",
        ),
    ],
)
def test_dates_where_not_everything_was_measured(table: str, test: str, day: str) -> None:
    assert dates(table)[test] == day


def test_the_sum_of_an_organ_has_the_date_of_its_own_scans() -> None:
    assert dates(WEEK_8, scope="LIVER")["SUMDIAM"] == "2024-03-05"
    later = WEEK_8.replace("2024-03-04", "2024-03-07")
    assert dates(later, scope="LIVER")["SUMDIAM"] == "2024-03-05"
    assert dates(later)["SUMDIAM"] == "2024-03-07"


def test_disease_that_came_back_is_dated_by_the_scan_that_shows_it() -> None:
    table = """
    baseline | T1 | target | liver | measured | 50/ | date=2024-01-02
    baseline | T2 | target | lung | measured | 30/ | date=2024-01-02
    week 8 | T1 | target | liver | absent | | date=2024-03-01
    week 8 | T2 | target | lung | absent | | date=2024-03-01
    week 16 | T1 | target | liver | measured | 10/ | date=2024-05-02
    week 16 | T2 | target | lung | absent | | date=2024-05-04
    """
    found = [one.values for one in response_rows(record(rows(table)))]
    told = {one["RSTESTCD"]: one for one in found if one.get("VISIT") == "week 16"}
    assert (told["TRGRESP"]["RSSTRESC"], told["TRGRESP"]["RSDTC"]) == ("PD", "2024-05-02")


@pytest.mark.parametrize(
    ("table", "flagged"),
    [
        (  # seen at an earlier screening, measured again at the baseline
            """
            screening | T1 | target | liver | measured | 40/ | date=2023-12-20
            baseline | T1 | target | liver | measured | 42/ | date=2024-01-02
            week 8 | N1 | new | bone | unequivocal | | date=2024-03-01
            """,
            {"T1": "Y", "N1": ""},
        ),
        (  # two screening visits make up one baseline
            """
            screening 1 | T1 | target | liver | measured | 40/ | date=2023-12-20
            screening 2 | T1 | target | liver | measured | 42/ | date=2023-12-28
            screening 2 | T2 | target | lung | measured | 22/ | date=2023-12-28
            """,
            {"T1": "Y", "T2": "Y"},
        ),
    ],
)
def test_every_lesion_of_the_baseline_is_flagged(table: str, flagged: dict[str, str]) -> None:
    found = tumour_rows(record(rows(table)))
    assert {one.values["TULNKID"]: one.values["TUBLFL"] for one in found} == flagged
