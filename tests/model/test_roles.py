"""The lesions of a course by role, fixed at baseline, and what breaks that."""

from collections.abc import Sequence
from typing import Any

import pytest

from recist.model.finding import Finding
from recist.model.lesion import Character, Lesion, Role
from recist.model.reading import Absent, Assessed, Normal, Present, Raised, Unequivocal
from recist.model.roles import Roster, roster_of
from recist.model.row import Row
from tests.model.rows import (
    BASELINE,
    WEEK_8,
    WEEK_16,
    error,
    info,
    measured,
    row,
    visit_rows,
    warning,
)

T1 = row("T1", measured(), BASELINE)
SEEN = Unequivocal()


def roster(*visits: Sequence[Row]) -> Roster:
    return roster_of([visit_rows(*rows) for rows in visits])


def expected(
    *findings: Finding,
    targets: Sequence[str] = ("T1",),
    non_targets: Sequence[str] = (),
    markers: Sequence[str] = (),
    new: Sequence[str] = (),
    parents: dict[str, str] | None = None,
) -> Roster:
    def lesions(names: Sequence[str], role: Role) -> tuple[Lesion, ...]:
        return tuple(Lesion(id=name, role=role) for name in names)

    return Roster(
        targets=lesions(targets, Role.TARGET),
        non_targets=lesions(non_targets, Role.NON_TARGET),
        markers=lesions(markers, Role.MARKER),
        new_lesions=lesions(new, Role.NEW),
        parents=parents or {},
        findings=findings,
    )


def test_lesions_stand_by_role_in_order_of_first_sighting() -> None:
    found = roster(
        [
            row("NT2", Present(), BASELINE),
            row("T2", measured(), BASELINE),
            row("M1", Raised(), BASELINE),
            row("", Assessed(), BASELINE),
            T1,
            row("NT1", Present(), BASELINE),
        ],
        [row("", Assessed()), row("T1", measured()), row("L2", SEEN)],
        [row("L1", SEEN, WEEK_16), row("L2", Absent(), WEEK_16), row("T2", measured(), WEEK_16)],
    )
    assert found == expected(
        targets=["T2", "T1"], non_targets=["NT2", "NT1"], markers=["M1"], new=["L2", "L1"]
    )


def test_a_lesion_is_what_its_first_row_says() -> None:
    place: dict[str, Any] = {
        "organ": "liver",
        "site": "segment 4",
        "nodal": True,
        "character": Character.CYSTIC,
        "field": "F1",
    }
    found = roster(
        [row("T1", measured(), BASELINE, **place)],
        [row("T1", measured(), **(place | {"site": "segment 5"})), row("L1", SEEN, **place)],
        [row("L1", SEEN, WEEK_16, **(place | {"field": ""}))],
    )
    assert found.targets == (Lesion(id="T1", role=Role.TARGET, **place),)
    assert found.new_lesions == (Lesion(id="L1", role=Role.NEW, **place),)
    assert found.findings == ()


@pytest.mark.parametrize("role", [Role.NEW, Role.NEW_TARGET, Role.NEW_NON_TARGET])
def test_each_kind_of_new_lesion_is_one(role: Role) -> None:
    found = roster([T1], [row("L1", SEEN, role=role)])
    assert found.new_lesions == (Lesion(id="L1", role=role),)


def test_a_lesion_cannot_be_new_at_baseline() -> None:
    found = roster([T1, row("L1", SEEN, BASELINE)], [row("L1", SEEN)])
    message = "L1 is called new at baseline: it is not new"
    assert found == expected(error("new-at-baseline", message, "L1", BASELINE))


def test_looked_for_at_baseline_and_absent_a_lesion_may_be_new_later() -> None:
    found = roster([row("L1", Absent(), BASELINE), T1], [row("L2", SEEN), row("L1", SEEN)])
    assert found == expected(new=["L2", "L1"])


def test_a_marker_within_its_range_at_baseline_never_counts() -> None:
    found = roster(
        [T1, row("M1", Normal(), BASELINE), row("M2", Raised(), BASELINE)], [row("M1", Raised())]
    )
    message = "M1 is not raised at baseline: it does not count"
    assert found == expected(info("marker-not-raised", message, "M1", BASELINE), markers=["M2"])


@pytest.mark.parametrize(
    ("lesions", "roster_with"),
    [
        ([T1], expected(markers=["M1"])),
        (
            [row("NT1", Present(), BASELINE)],
            expected(targets=[], non_targets=["NT1"], markers=["M1"]),
        ),
        (
            [],
            expected(
                warning(
                    "marker-only",
                    "a raised marker without any lesion: judged as no evidence of disease",
                    visit=BASELINE,
                ),
                targets=[],
            ),
        ),
    ],
)
def test_a_marker_counts_beside_a_lesion_only(lesions: list[Row], roster_with: Roster) -> None:
    assert roster([*lesions, row("M1", Raised(), BASELINE)]) == roster_with


def test_no_disease_at_all_needs_no_word() -> None:
    assert roster([row("", Assessed(), BASELINE)]) == expected(targets=[])


def called(was: str, now: str, lesion: str = "T1", visit: str = WEEK_8) -> Finding:
    message = f"{lesion} was {was} before and is called {now} here"
    return error("role-changed", message, lesion, visit)


def moved(was: str, now: str, visit: str = WEEK_8) -> Finding:
    message = f"T1 was in {was} and is in {now} here: judged as it was at first"
    return warning("organ-changed", message, "T1", visit)


LIVER = row("T1", measured(), BASELINE, organ="liver")
LUNG_NODE = row("T1", measured(), organ="lung", nodal=True)


@pytest.mark.parametrize(
    ("visits", "findings"),
    [
        pytest.param([[T1], [T1], [T1]], [], id="the same role throughout"),
        pytest.param(
            [[T1], [row("T1", Present(), role=Role.NON_TARGET)], [row("T1", measured(), WEEK_16)]],
            [called("target", "non-target")],
            id="another role for one visit",
        ),
        pytest.param(
            [
                [T1],
                [row("T1", Present(), role=Role.NON_TARGET)],
                [row("T1", Present(), WEEK_16, role=Role.NON_TARGET)],
            ],
            [called("target", "non-target"), called("target", "non-target", visit=WEEK_16)],
            id="the first role stands",
        ),
        pytest.param(
            [[LIVER], [LUNG_NODE], [row("T1", measured(), WEEK_16, organ="LIVER")]],
            [moved("liver", "lung, a node")],
            id="another organ",
        ),
        pytest.param(
            [[LIVER], [row("T1", measured(), organ="liver", nodal=True)]],
            [moved("liver", "liver, a node")],
            id="a node now",
        ),
        pytest.param(
            [[LIVER], [row("T1", Present(), organ="lung", role=Role.NON_TARGET)]],
            [called("target", "non-target")],
            id="role and organ: the role is told",
        ),
        pytest.param(
            [
                [LIVER, row("", Assessed(), BASELINE, organ="liver")],
                [row("", Assessed(), organ="lung"), row("T1", measured(), organ="liver")],
            ],
            [],
            id="the visit itself is no lesion",
        ),
    ],
)
def test_role_and_organ_are_fixed_by_the_first_row(
    visits: list[list[Row]], findings: list[Finding]
) -> None:
    assert roster(*visits).findings == tuple(findings)


def test_fragments_of_targets_and_non_targets_know_what_split() -> None:
    found = roster(
        [T1, row("NT1", Present(), BASELINE), row("M1", Raised(), BASELINE)],
        [row("T1.1", measured()), row("NT2", Present(), parent="NT1")],
        [row("T1.2", measured(), WEEK_16), row("L1", SEEN, WEEK_16, parent="T1")],
    )
    assert found == expected(
        non_targets=["NT1"],
        markers=["M1"],
        new=["L1"],
        parents={"T1.1": "T1", "NT2": "NT1", "T1.2": "T1"},
    )


def test_a_marker_never_splits() -> None:
    found = roster([T1, row("M1", Raised(), BASELINE)], [row("T2", measured(), parent="M1")])
    assert found.parents == {}


def late(lesion: str, role: str) -> Finding:
    message = (
        f"{lesion} is called {role} but has no row at baseline: left out; "
        "a lesion that appeared later has the role new"
    )
    return error("first-seen-after-baseline", message, lesion)


def test_what_appears_after_baseline_is_no_target_non_target_or_marker() -> None:
    found = roster(
        [T1],
        [
            row("T2", measured()),
            row("T1.1", measured()),
            row("NT1", Present()),
            row("M1", Raised()),
            row("L1", SEEN),
        ],
        [row("T2", measured(), WEEK_16), row("M1", Raised(), WEEK_16)],
    )
    assert found == expected(
        late("T2", "target"),
        late("NT1", "non-target"),
        error("marker-without-baseline", "M1 has no value at baseline", "M1"),
        new=["L1"],
        parents={"T1.1": "T1"},
    )


def test_what_breaks_the_roles_is_told_in_one_order() -> None:
    found = roster(
        [row("M1", Normal(), BASELINE), row("L1", SEEN, BASELINE), LIVER],
        [LUNG_NODE, row("NT1", Present())],
    )
    assert [note.code for note in found.findings] == [
        "marker-not-raised",
        "organ-changed",
        "first-seen-after-baseline",
        "new-at-baseline",
    ]
