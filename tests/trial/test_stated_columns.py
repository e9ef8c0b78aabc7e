"""Responses that files state go into columns of the reading table, by one criterion alone."""

from __future__ import annotations

import pytest

from recist.trial.stated import Answer, StatedResponse
from recist.trial.stated_columns import with_stated
from tests.trial_files import course


def stated(answer: Answer, response: str, criteria: str, visit: str = "") -> StatedResponse:
    return StatedResponse(
        subject="01",
        reader="anna",
        visit=visit,
        answer=answer,
        response=response,
        criteria=criteria,
    )


@pytest.mark.parametrize(
    ("criteria", "best"),
    [
        # A structured report and SDTM name the same criteria in words of their own.
        ("MRECIST LENCIONI LIVER CANCER 2010", "PR"),
        ("mRECIST", "PR"),
        ("RECIST 1.1", None),
    ],
)
def test_the_first_criteria_count_by_whatever_name(criteria: str, best: str | None) -> None:
    said = [
        stated(Answer.OVERALL, "PR", "mRECIST", "week 8"),
        stated(Answer.BEST, "PR", criteria),
    ]
    first, second = with_stated(course("anna"), said)
    assert dict(first.extra).get("best_response") == best
    assert dict(second.extra)["response"] == "PR"
