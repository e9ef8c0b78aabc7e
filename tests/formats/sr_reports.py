"""Structured reports for tests: of the sample trial, and of rows that a test makes up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from recist.formats.caliper_file import read_calipers
from recist.formats.export_file import ExportFile
from recist.formats.reading_table import read_tables
from recist.formats.scans import find_scans
from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.export import SR
from recist.formats.sr.tree import Node, node_of
from recist.imaging.series import Series
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, Origin, SignatureTold, record_of
from recist.trial.row_cells import row_from_cells

SAMPLES = Path(__file__).resolve().parents[2] / "sample_scans"
MADE_AT = "2026-03-02T08:00:00Z"
LATER = "2026-11-30T23:59:59Z"
CELLS = {
    "subject": "01",
    "reader": "A",
    "visit": "baseline",
    "date": "2024-01-02",
    "lesion": "T1",
    "role": "target",
    "organ": "liver",
    "state": "measured",
    "longest_diameter_mm": "30.1",
}
CALIPER = CaliperRecord(
    subject="01",
    reader="A",
    visit="baseline",
    lesion="T1",
    long_axis_lps_mm=((0.0, 0.0, 5.0), (30.06, 0.0, 5.0)),
    short_axis_lps_mm=None,
    frame_of_reference="1.2.3",
    image="1.2.3.4",
)


def origin(made_at: str = MADE_AT, trial: str = "sample trial", head: str = "") -> Origin:
    return Origin(trial=trial, program="recist 0.1.0", head=head, made_at=made_at)


@cache
def sample_scans() -> tuple[Series, ...]:
    return find_scans([SAMPLES]).series


def sample_record(made_at: str = MADE_AT, *, scans: bool = True) -> ExportRecord:
    return record_of(
        Reads(rows=read_tables([SAMPLES / "readings.csv"])),
        [protocol_named("recist-1.1")],
        origin(made_at),
        calipers=read_calipers(SAMPLES / "readings.calipers.json"),
        series=sample_scans() if scans else (),
    )


def row(**cells: str) -> Row:
    """Return a measured target of the liver, with other cells as they are given."""
    return row_from_cells(CELLS | cells, "test")


def record(
    rows: Iterable[Row],
    protocols: Sequence[str] = ("recist-1.1",),
    *,
    calipers: Sequence[CaliperRecord] = (),
    signatures: Sequence[SignatureTold] = (),
    series: Sequence[Series] = (),
    told: Origin | None = None,
) -> ExportRecord:
    return record_of(
        Reads(rows=tuple(rows)),
        [protocol_named(name) for name in protocols],
        told or origin(),
        calipers=calipers,
        signatures=signatures,
        series=series,
    )


def exported(held: ExportRecord) -> list[ExportFile]:
    return list(SR.write(held, lambda done, total: None))


def kept(files: Iterable[ExportFile], folder: Path) -> list[Path]:
    """Write files under a folder, as an export does."""
    places = []
    for file in files:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
        places.append(place)
    return places


def only(held: ExportRecord, folder: Path) -> Path:
    places = kept(exported(held), folder)
    assert len(places) == 1, places
    return places[0]


def faults(held: ExportRecord, folder: Path) -> list[str]:
    assert SR.check is not None
    return list(SR.check(held, folder))


def read(path: Path) -> tuple[Dataset, Node]:
    found = dcmread(path)
    return found, node_of(found)


def groups(root: Node) -> dict[str, Node]:
    """Return the measurement groups by their tracking identifier."""
    measured = root.one(codes.IMAGING_MEASUREMENTS.key)
    assert measured is not None
    held = list(measured.all(codes.MEASUREMENT_GROUP.key))
    named = {one.text(codes.TRACKING_ID.key): one for one in held}
    assert len(named) == len(held)
    return named


def coded(code: Coded) -> str:
    return " ".join(code.key)


def tool(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def complaints(path: Path) -> list[str]:
    """Return what dciodvfy has against a file: every line but the name of its kind."""
    run = subprocess.run(
        [tool("dciodvfy"), path], capture_output=True, text=True, timeout=60, check=False
    )
    lines = (run.stdout + run.stderr).splitlines()
    assert lines, "dciodvfy says nothing at all"
    return [line for line in lines if line not in ("ComprehensiveSR", "Comprehensive3DSR")]


def as_read_by_dcmqi(path: Path, folder: Path) -> dict[str, Any]:
    """Return what dcmqi reads out of a report."""
    out = folder / "dcmqi.json"
    run = subprocess.run(
        [tool("tid1500reader"), "--inputDICOM", path, "--outputMetadata", out],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    answer: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return answer
