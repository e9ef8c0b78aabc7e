"""Each class of bad input has its verdict, costs itself alone, and says what can be done."""

import re
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import numpy as np
import pytest

from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Inspection, Series
from recist.model.errors import ScanError
from tests.formats.bad_corpus import CORPUS, OPENED_BY_DIRECTORY
from tests.formats.bad_input import Bad
from tests.formats.dicom_files import ROOT, SHAPE, pattern, write_stack

# Nothing hangs; a busy machine may take as long as this to start a reader anew.
MOST_SECONDS = 30
# There is nothing to be done about what is no scan, or is there already.
HELPLESS = frozenset({"not-dicom", "not-an-image", "duplicate-instance", "same-uid"})


def verdicts(inspection: Inspection) -> tuple[str, ...]:
    """Return what `Bad.verdicts` expects, and see that all that was refused says why."""
    found = [one.code for one in inspection.rejected]
    for one in inspection.rejected:
        assert Path(one.file).is_absolute()
        check_message(one.message, one.code)
    for segmentation in inspection.segmentations:
        codes = [reason.code for reason in segmentation.reasons]
        found.append(" ".join([segmentation.verdict.value, *codes]))
    return tuple(sorted([*found, *(loaded(series) for series in inspection.series)]))


def loaded(series: Series) -> str:
    """Load a series; return its verdict and how many of its slices there are."""
    count = series.shape_kji[0]
    try:
        volume = load_volume(series)
        there = count if volume.arrived is None else int(volume.arrived.sum())
        reasons = volume.series.reasons
        told = [reason.message for reason in reasons if reason.code == "unreadable-slice"]
        assert len(told) == (there < count)
    except ScanError as error:
        there, told = 0, [str(error)]
    for message in told:
        assert Path(series.slices[0].file).parent.name in message
        check_message(message, "unreadable-slice")
    words = " ".join(
        [series.verdict.value, *(one.code for one in series.reasons if one.code != SHAPE)]
    )
    return f"{words}, {there} of {count}"


def check_message(message: str, code: str) -> None:
    """A message is one line, and behind its semicolon stands what the user can do."""
    assert message.isprintable()
    assert code in HELPLESS or re.search(r"\S; \w", message)


def expect(folder: Path, paths: Sequence[Path], one: Bad) -> None:
    """Open bad input and a good series beside it."""
    write_stack(folder / "good", [0, 5])
    start = monotonic()
    inspection = find_scans([*paths, folder / "good"])
    (good,) = [series for series in inspection.series if series.uid == f"{ROOT}.3"]
    volume = load_volume(good)
    assert volume.arrived is None
    np.testing.assert_array_equal(volume.stored_kji, [pattern(1), pattern(2)])
    others = [series for series in inspection.series if series is not good]
    seen = verdicts(
        Inspection(
            series=tuple(others),
            segmentations=inspection.segmentations,
            rejected=inspection.rejected,
        )
    )
    assert seen == tuple(sorted(one.verdicts))
    assert monotonic() - start < MOST_SECONDS


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_bad_input_has_its_verdict_and_costs_itself_alone(tmp_path: Path, one: Bad) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    one.make(folder)
    expect(tmp_path, [folder], one)


@pytest.mark.parametrize("one", OPENED_BY_DIRECTORY, ids=lambda one: one.name)
def test_a_bad_directory_of_a_medium_leads_nowhere_else(tmp_path: Path, one: Bad) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    one.make(folder)
    expect(tmp_path, [folder / "DICOMDIR"], one)


def test_every_class_has_a_name_of_its_own() -> None:
    every = [one.name for one in (*CORPUS, *OPENED_BY_DIRECTORY)]
    assert len(every) == len(set(every))
    assert len(every) >= 100
