"""What the exporter of SDTM writes comes back as the same readings, with the same responses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import load_reads
from recist.formats.sdtm.export import SDTM
from recist.formats.sdtm_in.reading import read_sdtm
from recist.model.row import Row
from recist.trial.judging import judge_reads
from recist.trial.protocol_choice import side_by_side
from recist.trial.record import Origin, record_of
from recist.trial.row_cells import cells_from_row
from recist.trial.stated_comparison import compare_stated

SAMPLE = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
ORIGIN = Origin(trial="sample", program="recist", head="", made_at="2026-01-01T00:00:00Z")


@pytest.mark.parametrize("suffix", ["xpt", "json"])
@pytest.mark.parametrize("protocol", ["recist-1.1", "irecist", "nct01387295"])
def test_the_sample_comes_back(tmp_path: Path, suffix: str, protocol: str) -> None:
    reads, protocols = load_reads([SAMPLE]), side_by_side([protocol])
    record = record_of(reads, protocols, ORIGIN)
    for file in SDTM.write(record, lambda done, total: None):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    found = read_sdtm(sorted((tmp_path / "sdtm").glob(f"*.{suffix}")))
    assert not found.refused
    assert sorted(map(cells, found.rows)) == sorted(map(cells, reads.rows))
    assert not [note for row in found.rows for note in row.findings]
    back = replace(reads, rows=found.rows)
    assessed = [(one, judge_reads(back, one)) for one in protocols]
    answers = compare_stated(back, assessed, found.stated)
    assert answers.compared
    assert not answers.differences
    assert not answers.only_ours


HOSTILE = """\
subject,reader,visit,date,lesion,role,organ,site,state,longest_diameter_mm,short_axis_mm,comment,accepted,reason
S-é,Dr. Ä,baseline,2024-01-02,T1,target,liver,日本語,measured,34.2,20.115,=1+1,yes,
S-é,Dr. Ä,baseline,2024-01-02,Läsion 2,target,Milz,,measured,20,,LONG,yes,
S-é,Dr. Ä,baseline,2024-01-02,NT1,non-target,lymph node,,present,,12,-2,yes,
S-é,Dr. Ä,LONG,2024-03-01,T1,target,liver,日本語,too-small,,,😀,yes,
S-é,Dr. Ä,LONG,2024-03-01,Läsion 2.1,target,Milz,,measured,8,,a fragment,yes,
S-é,Dr. Ä,LONG,2024-03-01,Läsion 2.2,target,Milz,,measured,7,,another,yes,
S-é,Dr. Ä,LONG,2024-03-01,NT1,non-target,lymph node,,suspected,,12,,yes,
S-é,Dr. Ä,LONG,2024-03-01,L1,new-target,bone,,equivocal,11,,,yes,
S-é,Dr. Ä,week 16,,,visit,,,not-done,,,,yes,LONG
"""


@pytest.mark.parametrize("suffix", ["xpt", "json"])
@pytest.mark.parametrize("length", [450, 45_000])
def test_texts_that_no_variable_holds_come_back(tmp_path: Path, suffix: str, length: int) -> None:
    table = tmp_path / "readings.csv"
    table.write_text(HOSTILE.replace("LONG", "né à " + "x" * length), "utf-8")
    reads = load_reads([table])
    record = record_of(reads, side_by_side(["recist-1.1"]), ORIGIN)
    for file in SDTM.write(record, lambda done, total: None):
        if file.path.suffix == f".{suffix}":
            (tmp_path / file.path.name).write_bytes(file.content)
    found = read_sdtm([path for path in tmp_path.iterdir() if path != table])
    assert not found.refused
    assert sorted(map(cells, found.rows)) == sorted(map(cells, reads.rows))


def cells(row: Row) -> list[tuple[str, str]]:
    return sorted(cells_from_row(row).items())
