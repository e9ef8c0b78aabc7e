"""The order of the visits of a subject: the same for signing and for the work list."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.trial.audit import Key
from recist.trial.ports import Work
from recist.trial.progress import progress_of
from recist.trial.reads import visits_in_order, waits_for
from tests.trial_files import ADA, new_trial

ORDERS: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "by date",
        {"week 8": "2026-03-02", "baseline": "2026-01-05"},
        ["baseline", "week 8"],
    ),
    (
        "what has no date is last",
        {"baseline": "2026-01-05", "unscheduled": "", "week 8": "2026-03-02"},
        ["baseline", "week 8", "unscheduled"],
    ),
    (
        "a date in part stands for its first day",
        {"week 8": "2026-03", "baseline": "2026-02-28", "week 16": "2026-03-02"},
        ["baseline", "week 8", "week 16"],
    ),
    (
        "without dates by label, numbers as numbers, the baseline first",
        {"week 12": "", "week 6": "", "baseline": "", "screening": "", "10": ""},
        ["baseline", "screening", "10", "week 6", "week 12"],
    ),
    (
        "on one day the baseline is first",
        {"Baseline": "2026-01-05", "a scan": "2026-01-05"},
        ["Baseline", "a scan"],
    ),
]


@pytest.mark.parametrize(("why", "dates", "order"), ORDERS, ids=[one[0] for one in ORDERS])
def test_the_order_of_visits(
    tmp_path: Path, why: str, dates: dict[str, str], order: list[str]
) -> None:
    trial = new_trial(tmp_path)

    def plan(work: Work) -> None:
        for label, date in dates.items():
            key = Key(kind="visit", subject="01", visit=label)
            work.put(key, {"date": date, "studies": []}, expect=0)

    trial.do(ADA, plan)
    with trial.view() as view:
        assert visits_in_order(view, "01") == order
        assert list(progress_of(view).visits["01"]) == order
        assert waits_for(view, "anna", "01", order[0]) == ""
        assert waits_for(view, "anna", "01", order[1]) == order[0]
