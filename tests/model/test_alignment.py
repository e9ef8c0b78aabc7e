"""Each visit of a case aligned with its lesions: fragments, merged, missing and new ones."""

import pytest

from recist.model.assemble import NO_ROW, reading_of
from recist.model.finding import Finding
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Change,
    Equivocal,
    Merged,
    NotDone,
    NotEvaluable,
    Present,
    Reading,
    State,
    Unequivocal,
)
from recist.model.row import Row
from tests.model.rows import (
    AFTER,
    BASELINE,
    LATER,
    START,
    WEEK_8,
    WEEK_16,
    case_of,
    error,
    measured,
    no_row,
    read,
    row,
    warning,
)

BIG, SMALL, SEEN = measured(40), measured(20), Unequivocal()
T1, T2 = row("T1", BIG, BASELINE), row("T2", BIG, BASELINE)


def test_a_lesion_without_a_row_was_not_done() -> None:
    case = case_of(T1, T2, row("T1", SMALL))
    assert case.visits[1].targets == ((read("T1", SMALL),), (read("T2", NO_ROW),))
    assert NotDone("no row at this visit") == NO_ROW
    assert case.findings == (no_row("T2"),)


def test_a_visit_that_was_not_assessed_misses_no_row() -> None:
    case = case_of(T1, T2, row("", NotDone("no show")))
    assert not case.visits[1].assessed
    assert case.visits[1].targets == ((read("T1", NO_ROW),), (read("T2", NO_ROW),))
    assert case.findings == ()


def test_fragments_stand_for_their_lesion_and_miss_their_rows_as_it_does() -> None:
    case = case_of(
        T1,
        row("T1.2", SMALL),
        row("T1.1", SMALL),
        row("T1.1", SMALL, WEEK_16),
    )
    assert [visit.targets for visit in case.visits] == [
        ((read("T1", BIG, START),),),
        ((read("T1.2", SMALL), read("T1.1", SMALL)),),
        ((read("T1.2", NO_ROW, LATER), read("T1.1", SMALL, LATER)),),
    ]
    assert case.findings == (no_row("T1.2", WEEK_16),)


def test_a_fragment_is_not_missed_before_it_was_seen() -> None:
    case = case_of(T1, row("T1.1", SMALL), row("T1.1", SMALL, WEEK_16), row("T1.2", SMALL, WEEK_16))
    assert case.visits[1].targets == ((read("T1.1", SMALL),),)
    assert case.findings == ()


def test_beside_its_fragments_the_lesion_s_own_row_does_not_count() -> None:
    case = case_of(T1, T2, row("T1", BIG), row("T2", BIG), row("T1.1", SMALL))
    assert case.visits[1].targets == ((read("T1.1", SMALL),), (read("T2", BIG),))
    assert case.findings == (
        warning(
            "row-of-split-lesion",
            "T1 has split: its fragments count, its own row does not",
            "T1",
        ),
    )


@pytest.mark.parametrize(
    ("part", "of"),
    [
        (row("T1.1", Present(), role=Role.NON_TARGET), "target"),
        (row("NT1.1", measured(), role=Role.TARGET), "non-target"),
    ],
)
def test_a_fragment_has_the_role_of_what_split(part: Row, of: str) -> None:
    case = case_of(T1, row("NT1", Present(), BASELINE), row("T1", BIG), row("NT1", Absent()), part)
    (held,) = [
        held
        for parts in (*case.visits[1].targets, *case.visits[1].non_targets)
        for held in parts
        if held.lesion == part.lesion
    ]
    assert held.state == NotEvaluable(f"called {part.role} at this visit")
    message = f"{part.lesion} is a fragment of a {of} and is called {part.role}"
    assert error("role-changed", message, part.lesion) in case.findings


def test_another_role_at_a_visit_is_not_evaluable_and_told_once() -> None:
    case = case_of(T1, T2, row("T1", Present(), role=Role.NON_TARGET), row("T2", BIG))
    assert case.visits[1].targets[0] == (
        read("T1", NotEvaluable("called non-target at this visit")),
    )
    message = "T1 was target before and is called non-target here"
    assert case.findings == (error("role-changed", message, "T1"),)


def test_a_new_lesion_may_not_change_its_role_either() -> None:
    again = row("L1", SEEN, WEEK_16, role=Role.NEW_TARGET)
    case = case_of(T1, row("T1", BIG), row("L1", SEEN), row("T1", BIG, WEEK_16), again)
    state = NotEvaluable("called new-target at this visit")
    assert case.visits[2].new == (read("L1", state, LATER),)


def test_a_merged_target_is_followed_and_a_lost_one_is_told_with_its_visit() -> None:
    case = case_of(
        T1, T2, row("T1", Merged("T2")), row("T2", BIG), row("T1", Merged("NT1"), WEEK_16)
    )
    assert case.visits[1].targets == ((read("T1", Merged("T2")),), (read("T2", BIG),))
    assert case.visits[2].targets[0] == (read("T1", NotEvaluable("merged into no target"), LATER),)
    assert case.findings == (
        no_row("T2", WEEK_16),
        error(
            "merged-without-carrier",
            "T1 is merged, but no target that was read carries the mass",
            "T1",
            WEEK_16,
        ),
    )


UNSAID = "nothing is said of it"


@pytest.mark.parametrize(
    ("sightings", "findings"),
    [
        pytest.param([None, None, SEEN], [], id="not missed before it was seen"),
        pytest.param(
            [SEEN, None, None],
            [no_row("L1", "v2", UNSAID), no_row("L1", "v3", UNSAID)],
            id="missed",
        ),
        pytest.param([Equivocal(), None, SEEN], [no_row("L1", "v2", UNSAID)], id="equivocal too"),
        pytest.param([SEEN, Absent(), None], [], id="not missed once it was absent"),
        pytest.param([Absent(), None, None], [], id="absent at first"),
        pytest.param([SEEN, SEEN, SEEN], [], id="read throughout"),
    ],
)
def test_a_new_lesion_is_missed_until_it_is_gone(
    sightings: list[State | None], findings: list[Finding]
) -> None:
    rows = [T1]
    for number, state in enumerate(sightings, start=1):
        label, day = f"v{number}", f"2024-0{number + 1}-01"
        rows.append(row("T1", BIG, label, day))
        if state is not None:
            rows.append(row("L1", state, label, day))
    assert case_of(*rows).findings == tuple(findings)


def test_a_visit_that_was_not_assessed_says_nothing_of_new_lesions() -> None:
    unread = (row("T1", NotDone("x"), WEEK_16),)
    case = case_of(T1, row("T1", BIG), row("L1", SEEN), *unread)
    assert case.visits[2].new == (None,)
    assert case.findings == ()


def test_one_new_lesion_gone_is_not_another_one_missed() -> None:
    case = case_of(
        T1,
        *(row("T1", BIG, visit) for visit in (WEEK_8, WEEK_16)),
        row("L1", SEEN),
        row("L2", SEEN),
        row("L1", Absent(), WEEK_16),
    )
    assert case.findings == (no_row("L2", WEEK_16, UNSAID),)


@pytest.mark.parametrize(
    ("role", "state"),
    [(Role.TARGET, BIG), (Role.NON_TARGET, NotEvaluable("called target at this visit"))],
)
def test_a_row_is_judged_in_the_role_of_its_lesion(role: Role, state: State) -> None:
    given = row("T1", BIG, change=Change.INCREASED, image="7")
    assert reading_of(given, role) == Reading(
        lesion="T1", state=state, date=AFTER, change=Change.INCREASED, image="7"
    )
