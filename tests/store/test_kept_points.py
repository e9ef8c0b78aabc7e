"""Calipers without a length in a trial: a point is kept, signed and verified, 0 mm is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.store.checking import check_file
from recist.store.independent import faults
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError
from recist.trial.ports import Work
from recist.trial.saving import readings_of, save_readings
from recist.trial.signing import Signing, sign
from tests.trial_files import ANNA, PASSWORD, START, course, trial_with

PLACE = (1.0, 2.0, 1 / 3)
POINT = CaliperRecord(
    subject="01",
    reader="anna",
    visit="baseline",
    lesion="T1",
    long_axis_lps_mm=(PLACE, PLACE),
    short_axis_lps_mm=None,
    frame_of_reference="1.2.3",
    image="1.2.3.4",
    method="point",
)


def save(work: Work, record: CaliperRecord) -> None:
    save_readings(work, ANNA, readings_of(work), tuple(course("anna")[:1]), (record,))


def test_a_signed_point_is_sound_for_both_verifiers(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    trial.do(ANNA, lambda work: save(work, POINT))
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)
    with trial.view() as view:
        assert readings_of(view).calipers == (POINT,)
    assert list(check_file(tmp_path / "trial.recist")) == []
    assert faults(tmp_path / "trial.recist") == []


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (replace(POINT, method="manual"), "0 mm is no measurement"),
        (replace(POINT, long_axis_lps_mm=(PLACE, (0.0, 0.0, 0.0))), "a point has both ends"),
    ],
)
def test_what_is_neither_a_length_nor_a_point_is_refused(
    tmp_path: Path, record: CaliperRecord, says: str
) -> None:
    trial = trial_with(tmp_path)
    with pytest.raises(NotAllowedError, match=says):
        trial.do(ANNA, lambda work: save(work, record))
