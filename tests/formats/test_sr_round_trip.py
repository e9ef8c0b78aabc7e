"""What is written as structured reports comes back: every cell, caliper and response."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recist.app import default_protocol, find_scans, load_calipers, load_reads
from recist.formats.imports import take_in
from recist.formats.reading_table import read_tables
from recist.formats.sr.export import SR
from recist.imaging.series import Series
from recist.model.row import Row
from recist.trial.calipers import POINT, CaliperRecord
from recist.trial.judging import Reads
from recist.trial.record import ExportRecord, Origin, record_of
from recist.trial.stated import Answer, Taken
from tests.formats.dicom_files import ROOT, ct_slice, write

SAMPLES = Path(__file__).resolve().parents[2] / "sample_scans"
SUBJECT = "S-LIVER-MR"
ORIGIN = Origin(trial="trial", program="recist 0", head="", made_at="2026-01-01T00:00:00Z")

EVERYTHING = """\
subject,reader,visit,date,lesion,role,organ,site,nodal,character,state,change,\
longest_diameter_mm,short_axis_mm,viable_diameter_mm,parent,progressed_since,method,\
slice_thickness_mm,field,image,accepted,reason,comment,mood
01,,baseline,2024-01-02,T1,target,liver,segment 7,,,measured,,50.001,31.5,22,,yes,CT,2.5,,,,,x,y
01,,baseline,2024-01-02,T2,target,Lymph Nodes,left neck,,,measured,,22,16,,,,CT,,F1,,,,,
01,,baseline,2024-01-02,T3,target,thymus,,,cystic,measured,,15,,,,,,,,,,,,
01,,baseline,2024-01-02,NT1,non-target,bone,,no,blastic,present,,,,,,,,,,,,,,
01,,baseline,2024-01-02,M1,marker,,,,,raised,,,,,,,,,,,,,,
01,,week 8,2024-03-01,T1,target,liver,segment 7,,,merged,,,,,T3,,,,,,,,,
01,,week 8,2024-03-01,T1.1,target,liver,,,,too-small,,,,,T1,,,,,,,,,
01,,week 8,2024-03,T2,target,Lymph Nodes,left neck,,,not-evaluable,,,,,,,,,F1,,,artefact,,
01,,week 8,,T3,target,thymus,,,cystic,not-done,,,,,,,,,,,,left out,,
01,,week 8,2024-03-01,NT1,non-target,bone,,no,blastic,progression,increased,9,,,,,,,,,,,,
01,,week 8,2024-03-01,N1,new,lung,right,,,equivocal,,8,,,,,,,,1.2.3#4,,,,
01,,week 8,2024-03-01,N2,new-target,lung,,,,unequivocal,,12,,,,,,,,,,,,
01,,week 8,2024-03-01,M1,marker,,,,,not-done,,,,,,,,,,,,,,
01,,week 16,2024-05-01,,visit,,,,,assessed,,,,,,,,,,,,,,
01,,week 24,,,visit,,,,,not-done,,,,,,,,,,,,moved away,,
02,A,baseline,2024-01-02,T1,target,liver,,,,absent,,,,,,,,,,,yes,,"=1+1, ""quoted"" 🙂",
02,B,baseline,2024-01-02,T1,target,liver,,,,measured,,10,,,,,,,,,no,,,
"""


def record(
    rows: Sequence[Row],
    calipers: Sequence[CaliperRecord] = (),
    series: Sequence[Series] = (),
) -> ExportRecord:
    reads = Reads(rows=tuple(rows))
    return record_of(reads, [default_protocol()], ORIGIN, calipers=calipers, series=series)


def there_and_back(folder: Path, said: ExportRecord, scans: Sequence[Path] = ()) -> Taken:
    for file in SR.write(said, lambda done, total: None):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    found = take_in([folder, *scans])
    assert found.refused == ()
    return found


def cells(rows: Sequence[Row]) -> dict[tuple[str, str, str, str], Row]:
    return {
        (one.subject, one.reader, one.visit, one.lesion): replace(one, source="", findings=())
        for one in rows
    }


def stated(said: ExportRecord) -> dict[tuple[str, str, str, str, Answer], str]:
    return {
        (one.case.subject, one.case.reader, visit.visit, str(one.case.scope), answer): str(response)
        for one in said.judged[0].cases
        for visit in one.visits
        for answer, response in (
            (Answer.TARGET, visit.target),
            (Answer.NON_TARGET, visit.non_target),
            (Answer.NEW_LESION, visit.new_lesion),
            (Answer.OVERALL, visit.overall),
        )
        if response is not None
    }


def test_every_cell_comes_back(tmp_path: Path) -> None:
    table = tmp_path / "reads.csv"
    table.write_text(EVERYTHING, encoding="utf-8")
    said = record(read_tables([table]))
    found = there_and_back(tmp_path / "out", said)
    assert cells(found.rows) == cells(said.reads.rows)
    assert {
        (one.subject, one.reader, one.visit, one.scope, one.answer): one.response
        for one in found.stated
    } == stated(said)
    assert {one.criteria for one in found.stated} == {"RECIST 1.1"}


def test_a_read_subject_with_its_scans_comes_back(tmp_path: Path) -> None:
    scans = SAMPLES / SUBJECT
    reads = load_reads([SAMPLES / "readings.csv"]).rows
    drawn = load_calipers(SAMPLES / "readings.calipers.json")
    said = record(
        [row for row in reads if row.subject == SUBJECT],
        [one for one in drawn if one.subject == SUBJECT],
        find_scans([scans]).series,
    )
    found = there_and_back(tmp_path, said, [scans])
    assert cells(found.rows) == cells(said.reads.rows)
    # What the room has measured is what lies on the images.
    assert [note for row in found.rows for note in row.findings] == []
    back = {(one.reader, one.visit, one.lesion): one for one in found.calipers}
    assert len(back) == len(said.calipers) > 0
    for one in said.calipers:
        other = back[one.reader, one.visit, one.lesion]
        assert replace(other, long_axis_lps_mm=one.long_axis_lps_mm, short_axis_lps_mm=None) == (
            replace(one, short_axis_lps_mm=None)
        )
        for axis, same in (
            (one.long_axis_lps_mm, other.long_axis_lps_mm),
            (one.short_axis_lps_mm, other.short_axis_lps_mm),
        ):
            assert (axis is None) == (same is None)
            if axis is not None:
                # Single precision of some hundred pixels.
                assert np.array(same) == pytest.approx(np.array(axis), abs=1e-4)


def test_a_place_without_a_length_comes_back(tmp_path: Path) -> None:
    path = write(tmp_path / "scans" / "1.dcm", ct_slice(1, 5.0))
    series = find_scans([path]).series
    (row,) = read_tables([_table(tmp_path, "NT1,non-target,liver,present")])
    place = (-9.0, -18.4, 5.0)
    mark = CaliperRecord(
        subject="01",
        reader="",
        visit="baseline",
        lesion="NT1",
        long_axis_lps_mm=(place, place),
        short_axis_lps_mm=None,
        frame_of_reference=f"{ROOT}.4",
        image=f"{ROOT}.1.1",
        method=POINT,
    )
    (back,) = there_and_back(tmp_path / "out", record([row], [mark], series), [path]).calipers
    assert back.method == POINT
    assert back.long_axis_lps_mm[0] == back.long_axis_lps_mm[1]
    assert np.array(back.long_axis_lps_mm[0]) == pytest.approx(np.array(place), abs=1e-5)


def test_a_line_in_space_comes_back_without_its_image(tmp_path: Path) -> None:
    (row,) = read_tables([_table(tmp_path, "T1,target,liver,measured")])
    line = CaliperRecord(
        subject="01",
        reader="",
        visit="baseline",
        lesion="T1",
        long_axis_lps_mm=((0.5, 0.25, 5.0), (50.5, 0.25, 5.0)),
        short_axis_lps_mm=None,
        frame_of_reference=f"{ROOT}.4",
        image="",
    )
    assert there_and_back(tmp_path / "out", record([row], [line])).calipers == (line,)


def _table(folder: Path, lesion: str) -> Path:
    path = folder / "reads.csv"
    head = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm\n"
    length = "50" if "measured" in lesion else ""
    path.write_text(f"{head}01,baseline,2024-01-02,{lesion},{length}\n")
    return path
