"""What the exporter of SDTM writes comes back as the same readings, with the same responses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import load_reads
from recist.formats.sdtm_in.reading import read_sdtm
from recist.model.row import Row
from recist.trial.judging import judge_reads
from recist.trial.protocol_choice import side_by_side
from recist.trial.record import Origin, record_of
from recist.trial.row_cells import cells_from_row
from recist.trial.stated_comparison import compare_stated

exporting = pytest.importorskip("recist.formats.sdtm.export")

SAMPLE = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
ORIGIN = Origin(trial="sample", program="recist", head="", made_at="2026-01-01T00:00:00Z")


@pytest.mark.parametrize("suffix", ["xpt", "json"])
@pytest.mark.parametrize("protocol", ["recist-1.1", "irecist", "nct01387295"])
def test_the_sample_comes_back(tmp_path: Path, suffix: str, protocol: str) -> None:
    reads, protocols = load_reads([SAMPLE]), side_by_side([protocol])
    record = record_of(reads, protocols, ORIGIN)
    for file in exporting.SDTM.write(record, lambda done, total: None):
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


def cells(row: Row) -> list[tuple[str, str]]:
    return sorted(cells_from_row(row).items())
