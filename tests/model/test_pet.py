"""New lesions on FDG-PET (RECIST 1.1 §4.3.5)."""

from dataclasses import replace

import pytest

from recist.model.finding import Finding
from recist.model.lesion import Role
from recist.model.pet import after_pet_rules, is_pet
from recist.model.reading import Absent, Equivocal, NotEvaluable, State, Unequivocal
from recist.model.row import Row
from tests.model.rows import axes, info, measured, row, warning

SEEN = row("L1", Unequivocal(axes(12)), method="PET")
WAITS = warning(
    "pet-waits-for-ct",
    "L1 is seen on PET only, and there was no PET at baseline: it counts once CT shows it, "
    "from this day on",
    "L1",
)
KNOWN = info("pet-at-known-site", "L1 is seen on PET at the site of T1: it is not new", "L1")


@pytest.mark.parametrize(
    ("method", "pet"),
    [("PET", True), ("fdg-pet", True), ("PET/CT", True), ("CT", False), ("", False)],
)
def test_a_pet_is_known_by_its_method(method: str, pet: bool) -> None:
    assert is_pet(row("T1", measured(), method=method)) is pet


@pytest.mark.parametrize(
    ("read", "state", "finding"),
    [
        pytest.param(SEEN, Equivocal(axes(12)), WAITS, id="waits for CT, with its size"),
        pytest.param(
            replace(SEEN, role=Role.NEW_TARGET), Equivocal(axes(12)), WAITS, id="target-like too"
        ),
        pytest.param(
            replace(SEEN, parent="T1"),
            NotEvaluable("PET at the site of T1"),
            KNOWN,
            id="known site",
        ),
        pytest.param(replace(SEEN, method="CT"), SEEN.state, None, id="CT decides itself"),
        pytest.param(
            replace(SEEN, state=Equivocal(), parent="T1"), Equivocal(), None, id="equivocal already"
        ),
        pytest.param(replace(SEEN, state=Absent()), Absent(), None, id="gone"),
        pytest.param(
            row("T1", measured(), method="PET", parent="T2"), measured(), None, id="not a new one"
        ),
    ],
)
def test_without_a_baseline_pet_a_new_lesion_waits(
    read: Row, state: State, finding: Finding | None
) -> None:
    expected = [] if finding is None else [finding]
    assert after_pet_rules([read], baseline_pet=False) == ([replace(read, state=state)], expected)


def test_what_a_baseline_pet_did_not_list_is_new() -> None:
    assert after_pet_rules([SEEN], baseline_pet=True) == ([SEEN], [])


def test_with_a_baseline_pet_a_known_site_is_not_new_either() -> None:
    read = replace(SEEN, parent="T1")
    state = NotEvaluable("PET at the site of T1")
    assert after_pet_rules([read], baseline_pet=True) == ([replace(read, state=state)], [KNOWN])


def test_the_rows_keep_their_order() -> None:
    others = [row("T1", measured()), SEEN, row("NT1", Absent())]
    rows, findings = after_pet_rules(others, baseline_pet=False)
    assert [one.lesion for one in rows] == ["T1", "L1", "NT1"]
    assert findings == [WAITS]
