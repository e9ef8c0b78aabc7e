from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recist.formats.caliper_file import read_calipers, write_calipers
from recist.model.errors import InputError
from recist.trial.calipers import CaliperRecord

CALIPER = CaliperRecord(
    subject="01",
    reader="A",
    visit="baseline",
    lesion="T1",
    long_axis_lps_mm=((0.1, 0.2, 0.30000000000000004), (12.0, 1 / 3, 0.3)),
    short_axis_lps_mm=None,
    frame_of_reference="1.2.3",
    image="1.2.3.4",
)


def test_points_come_back_unrounded(tmp_path: Path) -> None:
    path = tmp_path / "reads.calipers.json"
    write_calipers([CALIPER], path)
    assert read_calipers(path) == (CALIPER,)


def test_a_point_is_the_only_caliper_without_a_length(tmp_path: Path) -> None:
    path = tmp_path / "reads.calipers.json"
    place = (1.0, 2.0, 1 / 3)
    point = replace(CALIPER, lesion="NT1", long_axis_lps_mm=(place, place), method="point")
    write_calipers([point], path)
    assert json.loads(path.read_text())["calipers"][0]["method"] == "point"
    assert read_calipers(path) == (point,)


def test_the_samples_calipers_are_read() -> None:
    samples = Path(__file__).parents[2] / "sample_scans" / "readings.calipers.json"
    assert {record.reader for record in read_calipers(samples)} == {"A"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"long_axis_lps_mm": None}, "caliper 1, key long_axis_lps_mm: None is no pair"),
        ({"long_axis_lps_mm": [[1, 2], [3, 4, 5]]}, "no point of three numbers"),
        ({"long_axis_lps_mm": [[1, 2, "3"], [3, 4, 5]]}, "no point of three numbers"),
        ({"short_axis_lps_mm": [[1, 2, float("nan")], [3, 4, 5]]}, "no point of three numbers"),
        ({"long_axis_lps_mm": [[1, 2, 3], [1, 2, 3]]}, "caliper 1: 0 mm is no measurement"),
        ({"method": "point"}, "caliper 1: a point has both ends of its long axis in one place"),
        (
            {
                "method": "point",
                "long_axis_lps_mm": [[1, 2, 3], [1, 2, 3]],
                "short_axis_lps_mm": [[1, 2, 3], [1, 2, 3]],
            },
            "and no short axis",
        ),
        ({"lesion": ""}, "key lesion: '' is no text"),
        ({"visit": 8}, "key visit: 8 is no text"),
    ],
)
def test_a_damaged_caliper_is_refused(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    path = tmp_path / "reads.calipers.json"
    write_calipers([CALIPER], path)
    document = json.loads(path.read_text())
    document["calipers"][0] |= change
    path.write_text(json.dumps(document))
    with pytest.raises(InputError) as caught:
        read_calipers(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "other/1"}'])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"other\.json"):
        read_calipers(path)
