"""The built-in trials ask their patients for what their protocols say."""

import pytest

from recist.endpoints.eligibility import eligibility
from recist.model.assemble import assemble_case
from recist.model.dates import ScanDate
from recist.model.finding import Severity
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured
from recist.model.row import Row
from recist.trial.protocol_file import protocol_named


def liver_metastases(count: int, longest_mm: int) -> list[Row]:
    """The baseline of a patient, every metastasis a target."""
    measured = Measured(Diameters(longest=Length.of_mm(longest_mm)))
    return [
        Row(
            subject="1",
            visit="baseline",
            date=ScanDate.parse("2024-01-02"),
            lesion=f"T{n}",
            role=Role.TARGET,
            organ="liver",
            state=measured,
        )
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("protocol", "count", "longest_mm", "code"),
    [
        ("breclim-2", 4, 20, None),
        ("breclim-2", 5, 20, "too-many-liver-metastases"),
        ("srt-tdm1", 5, 20, None),
        ("srt-tdm1", 6, 20, "too-many-metastases"),
        ("nct01387295", 1, 10, None),
        ("nct01387295", 1, 9, "no-measurable-disease"),
    ],
)
def test_the_built_in_trials(protocol: str, count: int, longest_mm: int, code: str | None) -> None:
    case = assemble_case(liver_metastases(count, longest_mm), window_days=14)
    found = eligibility(case, protocol_named(protocol)).findings
    errors = {note.code for note in found if note.severity is Severity.ERROR}
    assert errors == ({code} if code else set())
