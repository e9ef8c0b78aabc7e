"""A progression that waits in iRECIST: is it better, was it read, and is it time."""

from dataclasses import replace

import pytest

from recist.criteria import irecist_run as runs
from recist.criteria.irecist import CRITERION
from recist.criteria.irecist_events import Category, Dated, Facts, Ground
from recist.criteria.irecist_new import NONE_NEW
from recist.criteria.irecist_run import InTime, Run, Setting
from recist.criteria.irecist_states import Timing
from recist.model.protocol import Protocol
from recist.model.response import Response
from tests.endpoints.sequences import on
from tests.irecist_notation import IRECIST, immune_course

CASE = immune_course("0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=60.0").case
CR, PR, SD, PD, NE = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE
NON = Response.NON_CR_NON_PD
TARGET, NON_TARGET = Category


def facts(index: int, *standing: str) -> Facts:
    return Facts(
        index=index,
        visit=CASE.visits[index],
        target=None,
        non_target=None,
        new=replace(NONE_NEW, standing=standing),
        dated_back=False,
    )


def run(*causes: Category, target: Response | None = SD, new: tuple[str, ...] = ()) -> Run:
    first = replace(
        facts(1, *new),
        target=PD if TARGET in causes else SD,
        non_target=PD if NON_TARGET in causes else NON,
    )
    return Run(
        number=1,
        first=first,
        date=on(56),
        target=target,
        caused_by=frozenset(new),
        tolerated=frozenset(),
    )


BY_TARGETS = run(TARGET, target=PD)
BY_TARGETS_TOO = run(TARGET, target=PD, new=("L1",))
BY_NON_TARGETS = run(NON_TARGET)
BY_NEW = run(new=("L1", "L2"))
BY_BOTH = run(NON_TARGET, new=("L1",))
UNREAD_THEN = run(target=NE, new=("L1",))

# why, the run, targets now, non-targets now, new lesions now, whether it is better
BETTER: list[tuple[str, Run, Response | None, Response | None, str, bool]] = [
    ("targets in a better category", BY_TARGETS, SD, NON, "", True),
    ("targets in the same", BY_TARGETS, PD, NON, "", False),
    ("targets unread", BY_TARGETS, NE, NON, "", False),
    ("new lesion gone, but the targets of the run unread", BY_TARGETS_TOO, NE, NON, "", False),
    ("targets better beside a new lesion", BY_NEW, PR, NON, "L1 L2", True),
    ("the targets are no better", BY_NEW, SD, NON, "L1 L2", False),
    ("targets worse", BY_NEW, PD, NON, "L1", False),
    ("one new lesion is gone, one is not", BY_NEW, SD, NON, "L2", False),
    ("all new lesions are gone", BY_NEW, SD, NON, "L3", True),
    ("new lesions gone, targets unread", BY_NEW, NE, NON, "", True),
    ("what was unread at first cannot be compared", UNREAD_THEN, CR, NON, "L1", False),
    ("without targets nothing can be compared", run(new=("L1",)), None, NON, "L1", False),
    ("non-targets progress no more", BY_NON_TARGETS, SD, NON, "", True),
    ("non-targets still progress", BY_NON_TARGETS, SD, PD, "", False),
    ("non-targets unread", BY_NON_TARGETS, PR, NE, "", False),
    ("non-targets better, but the new lesion is there", BY_BOTH, SD, NON, "L1", False),
    ("new lesion gone, non-targets unread", BY_BOTH, SD, NE, "", False),
]


@pytest.mark.parametrize(
    ("why", "first", "target", "non_target", "standing", "better"),
    BETTER,
    ids=[one[0] for one in BETTER],
)
def test_recovered(
    why: str,
    first: Run,
    target: Response | None,
    non_target: Response | None,
    standing: str,
    better: bool,
) -> None:
    now = facts(2, *standing.split())
    assert runs.recovered(first, now, target, non_target) is better


def test_the_causes_are_what_progressed_there() -> None:
    assert BY_TARGETS.causes == {TARGET}
    assert BY_NON_TARGETS.causes == {NON_TARGET}
    assert BY_NEW.causes == frozenset()


# the run, targets now, non-targets now, whether what progressed was left unread
UNREAD = [
    (BY_TARGETS, NE, NON, True),
    (BY_TARGETS, SD, NE, False),
    (BY_NON_TARGETS, SD, NE, True),
    (BY_NON_TARGETS, NE, NON, False),
    (BY_NEW, NE, NE, False),
]


@pytest.mark.parametrize(("first", "target", "non_target", "unread"), UNREAD)
def test_unread(first: Run, target: Response, non_target: Response, unread: bool) -> None:
    assert runs.unread(first, target, non_target) is unread


# --- in time --------------------------------------------------------------------------------------


def grounds(*told: tuple[Ground, int]) -> tuple[Dated, ...]:
    return tuple(Dated(ground, on(day)) for ground, day in told)


SUM, OTHER, MORE, TOO = Ground.TARGET_SUM, Ground.NEW_OTHER, Ground.MORE_NEW, Ground.NEW_TOO

# why, grounds with the day of each after a first iUPD on day 56, those kept, when they lie
TIMES = [
    ("none", [], [], Timing.EARLY),
    ("all too early", [(SUM, 80), (MORE, 81)], [(SUM, 80), (MORE, 81)], Timing.EARLY),
    ("only those in time", [(SUM, 81), (OTHER, 82)], [(OTHER, 82)], Timing.DUE),
    ("one due, one late", [(SUM, 115), (OTHER, 114)], [(SUM, 115), (OTHER, 114)], Timing.DUE),
    ("all late", [(SUM, 115), (OTHER, 116)], [(SUM, 115), (OTHER, 116)], Timing.LATE),
]


@pytest.mark.parametrize(("why", "told", "kept", "when"), TIMES, ids=[one[0] for one in TIMES])
def test_in_time(
    why: str, told: list[tuple[Ground, int]], kept: list[tuple[Ground, int]], when: Timing
) -> None:
    setting = Setting(CASE, IRECIST, CRITERION.rules)
    found = runs.in_time(setting, BY_TARGETS, facts(2), grounds(*told))
    assert found == InTime(grounds(*kept), when)


# the reason of the scan, its grounds, those kept, when they lie
SYMPTOMS = [
    ("new-symptom", [(SUM, 70), (MORE, 70)], [(MORE, 70)], Timing.SYMPTOMS),
    (" New-Symptom ", [(TOO, 70)], [(TOO, 70)], Timing.SYMPTOMS),
    ("new-symptom", [(SUM, 70), (OTHER, 70)], [(SUM, 70), (OTHER, 70)], Timing.EARLY),
    ("other", [(MORE, 70)], [(MORE, 70)], Timing.EARLY),
    ("new-symptom", [(MORE, 90)], [(MORE, 90)], Timing.DUE),
]


@pytest.mark.parametrize(("reason", "told", "kept", "when"), SYMPTOMS)
def test_a_scan_for_new_symptoms(
    reason: str, told: list[tuple[Ground, int]], kept: list[tuple[Ground, int]], when: Timing
) -> None:
    rows = tuple(
        replace(row, visit="DAY 112", reason=reason) if row.visit == "day 112" else row
        for row in CASE.rows
    )
    setting = Setting(replace(CASE, rows=rows), IRECIST, CRITERION.rules)
    found = runs.in_time(setting, BY_TARGETS, facts(2), grounds(*told))
    assert found == InTime(grounds(*kept), when)


def test_the_scan_of_another_visit_is_no_reason() -> None:
    rows = tuple(
        replace(row, reason="new-symptom") if row.visit == "day 56" else row for row in CASE.rows
    )
    setting = Setting(replace(CASE, rows=rows), IRECIST, CRITERION.rules)
    found = runs.in_time(setting, BY_TARGETS, facts(2), grounds((MORE, 70)))
    assert found.timing is Timing.EARLY


def test_what_is_too_small_counts_as_the_protocol_says() -> None:
    course = immune_course("0: T1=20.0 | 56: T1=too-small | 112: T1=too-small")
    protocol: Protocol = replace(
        IRECIST,
        options=replace(IRECIST.options, too_small=replace(IRECIST.options.too_small, um=3_000)),
    )
    setting = Setting(course.case, protocol, CRITERION.rules)
    first, now = (replace(facts(n), visit=course.case.visits[n]) for n in (1, 2))
    sums = runs.target_sums_since(setting, replace(BY_TARGETS, first=first), now)
    assert (sums.first_um, sums.now_um) == (3_000, 3_000)
    assert runs.target_dates(setting, now) == (course.visits[2].date,)
