"""SDTM out: who got worse without a scan that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from recist.formats.sdtm.conformance import conformance_of
from recist.formats.sdtm.export import SDTM
from recist.formats.sdtm.tables import datasets_of, response_rows
from recist.formats.sdtm_in.reading import read_sdtm
from recist.trial.record import ExportRecord, record_of
from tests.formats.export_records import ORIGIN, checked, sample, written

SUBJECT = "S-LIVER-CT"
FIELDS = ("RSSEQ", "RSCAT", "RSSTRESC", "RSEVAL", "RSEVALID", "RSACPTFL", "RSDTC", "VISIT")


def worse(day: date = date(2024, 7, 15)) -> ExportRecord:
    reads = sample().reads
    subjects = dict(reads.subjects or {})
    subjects[SUBJECT] = replace(subjects[SUBJECT], symptomatic_deterioration_date=day)
    return record_of(replace(reads, subjects=subjects), [sample().protocol], ORIGIN)


def test_it_is_a_progression_by_the_protocol_and_no_readers() -> None:
    (row,) = (one for one in response_rows(worse()) if one.values["RSTESTCD"] == "SYMPTDTR")
    assert row.source.subject == SUBJECT
    assert [row.values.get(name, "") for name in FIELDS] == [
        1,
        "PROTOCOL DEFINED RESPONSE CRITERIA",
        "PD",
        "INVESTIGATOR",
        "",
        "",
        "2024-07-15",
        "",
    ]


def test_it_conforms_and_leaves_the_responses_as_they_are(tmp_path: Path) -> None:
    assert [one for one in conformance_of(datasets_of(worse())) if one.severity != "info"] == []
    written(SDTM, worse(), tmp_path)
    assert checked(SDTM, worse(), tmp_path) == []
    written(SDTM, sample(), tmp_path / "without")
    found, plain = (read_sdtm([folder / "sdtm"]) for folder in (tmp_path, tmp_path / "without"))
    assert len(found.rows) == len(plain.rows) > 0
    assert len(found.stated) == len(plain.stated)


def test_a_day_that_is_another_in_the_file_is_told(tmp_path: Path) -> None:
    written(SDTM, worse(date(2024, 7, 16)), tmp_path)
    assert f"sdtm: {SUBJECT} SYMPTDTR is 2024-07-16, not 2024-07-15" in checked(
        SDTM, worse(), tmp_path
    )
    assert f"sdtm: {SUBJECT} SYMPTDTR is 2024-07-16, not none" in checked(SDTM, sample(), tmp_path)
