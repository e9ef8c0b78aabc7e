"""From a record of RS or TR back to lesions, images and end points."""

from collections.abc import Mapping

import pytest

from recist.formats.sdtm.chain import Chain, chain_of
from recist.formats.sdtm.tables import response_rows, result_rows
from recist.trial.calipers import CaliperRecord
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, record_of
from tests.formats.sdtm_records import ORIGIN, rows

COURSE = """
baseline | T1 | target     | liver      | measured | 42.0/33.9 | image=1.2.1
baseline | T2 | target     | lymph node | measured | 24.1/17.4 | image=1.2.2
baseline | NT | non-target | bone       | present  |
week 8   | T1 | target     | liver      | measured | 25/20     | image=1.2.3
week 8   | T2 | target     | lymph node | measured | 20/12     | image=1.2.4
week 8   | NT | non-target | bone       | present  |
"""


def caliper(visit: str, lesion: str) -> CaliperRecord:
    return CaliperRecord(
        subject="01",
        reader="A",
        visit=visit,
        lesion=lesion,
        long_axis_lps_mm=((0.0, 0.0, 0.0), (25.0, 0.0, 0.0)),
        short_axis_lps_mm=None,
        frame_of_reference="1.2",
        image="1.2.3",
    )


def course() -> ExportRecord:
    drawn = [caliper(visit, lesion) for visit in ("baseline", "week 8") for lesion in ("T1", "T2")]
    held = [*rows(COURSE), *rows(COURSE, reader="B", accepted="no")]
    protocols = [protocol_named("nct01387295")]
    return record_of(Reads(rows=tuple(held)), protocols, ORIGIN, calipers=drawn)


def chained(domain: str, wanted: Mapping[str, object]) -> Chain:
    record = course()
    made = response_rows(record) if domain == "RS" else result_rows(record)
    seq = next(
        one.seq
        for one in made
        if one.source.reader == "A"
        and all(one.values.get(name, "") == value for name, value in wanted.items())
    )
    found = chain_of(record, "01", seq, domain)
    assert found is not None
    return found


def measured(chain: Chain) -> set[tuple[object, ...]]:
    names = ("TRLNKID", "TRTESTCD", "VISIT")
    return {tuple(one.values.get(name, "") for name in names) for one in chain.results}


SUMS = ("SUMDIAM", "SUMNLNLD", "ACNSD", "PCBSD", "PCNSD")


def test_a_response_rests_on_the_lesions_and_sums_of_its_scope() -> None:
    found = chained("RS", {"RSTESTCD": "LIVRRESP", "VISIT": "week 8"})
    assert measured(found) == {
        ("T1", "LDIAM", "week 8"),
        ("T1", "LPERP", "week 8"),
        *(("", test, "week 8") for test in SUMS),
    }
    assert [one.values["TULNKID"] for one in found.lesions] == ["T1"]
    assert found.images == ("1.2.3",)
    assert [(one.visit, one.lesion) for one in found.calipers] == [("week 8", "T1")]
    assert {one.source.reader for one in (*found.results, *found.lesions)} == {"A"}


def test_the_best_response_rests_on_its_visits() -> None:
    found = chained("RS", {"RSTESTCD": "BESTRESP", "RSSCAT": "NOT-LIVER"})
    assert {one.source.visit for one in found.results} == {"week 8"}
    assert {one.values["TULNKID"] for one in found.lesions} == {"T2", "NT"}


def test_a_measurement_leads_to_its_lesion_and_image() -> None:
    found = chained("TR", {"TRLNKID": "T2", "TRTESTCD": "LPERP", "VISIT": "week 8"})
    assert measured(found) == {("T2", "LDIAM", "week 8"), ("T2", "LPERP", "week 8")}
    assert found.images == ("1.2.4",)


@pytest.mark.parametrize(("subject", "seq"), [("01", 99999), ("02", 10001)])
def test_what_is_not_there_leads_nowhere(subject: str, seq: int) -> None:
    assert chain_of(course(), subject, seq) is None
